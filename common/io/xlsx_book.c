#include "io/xlsx_book.h"

#include "base/utf8.h"
#include "io/xlsx_value.h"
#include "io/xml.h"
#include <stdlib.h>
#include <string.h>

const char xlsx_purpose[] = "reading .xlsx";

enum { STYLE_LIMIT = 100000 };

/* What is read of the small parts, one after the other. */
struct reading {
	struct xlsx_book *book;
	bool stopped;
	struct relation { char *id, *type, *target; } *relations;
	size_t relation_count;
	struct format { long id; int look; } *formats;
	size_t format_count;
	bool in_styles, in_text, in_phonetic;
	size_t start; /* of the shared text that is being read */
};

static enum status read_part(struct reading *reading, const struct xml_handler *handler, const char *part, struct error *error)
{
	struct xlsx_book *book = reading->book;

	if (!zip_find(book->zip, part))
		return STATUS_OK;
	enum status status = xml_read(handler, zip_read, book->zip, xlsx_purpose, arena_printf(&book->memory, "%s: %s", book->name, part), error);
	if (!status && reading->stopped)
		status = error_set(error, STATUS_DATA, "%s: too large: more than %d sheets, %d styles, or %d MiB of texts", book->name, XLSX_SHEET_LIMIT, STYLE_LIMIT,
		                   XLSX_TEXT_MIB_LIMIT);
	return status;
}

static void nothing(void *context, const char *name)
{
	(void)context, (void)name;
}

static void take_relation(void *context, const char *name, const char *const *attributes)
{
	struct reading *reading = context;
	struct arena *arena = &reading->book->memory;
	const char *id = xml_attribute(attributes, "Id"), *type = xml_attribute(attributes, "Type"), *target = xml_attribute(attributes, "Target");

	if (strcmp(name, "Relationship") != 0 || !id || !type || !target)
		return;
	reading->stopped = reading->relation_count > XLSX_SHEET_LIMIT + STYLE_LIMIT;
	reading->relations = array_grow(arena, reading->relations, reading->relation_count, sizeof *reading->relations);
	reading->relations[reading->relation_count++] = (struct relation){ arena_string(arena, id), arena_string(arena, type), arena_string(arena, target) };
}

/* Types end alike in both variants of the standard. */
static bool is_of_type(const struct relation *relation, const char *ending)
{
	const char *slash = strrchr(relation->type, '/');

	return slash && strcmp(slash + 1, ending) == 0;
}

static const struct relation *related(const struct reading *reading, const char *id, const char *ending)
{
	for (size_t i = 0; i < reading->relation_count; i++)
		if ((!id || strcmp(reading->relations[i].id, id) == 0) && is_of_type(&reading->relations[i], ending))
			return &reading->relations[i];
	return NULL;
}

/* The part that a target means, seen from a part: xl/workbook.xml and styles.xml give xl/styles.xml. */
static char *resolve(struct arena *arena, const char *from, const char *target)
{
	const char *slash = strrchr(from, '/');

	if (*target == '/')
		return arena_string(arena, target + 1);
	while (strncmp(target, "./", 2) == 0)
		target += 2;
	return arena_printf(arena, "%.*s%s", slash ? (int)(slash + 1 - from) : 0, from, target);
}

static enum status read_relations(struct reading *reading, const char *part, struct error *error)
{
	const struct xml_handler handler = { .context = reading, .start = take_relation, .end = nothing, .stopped = &reading->stopped };
	const char *slash = strrchr(part, '/'), *file = slash ? slash + 1 : part;

	reading->relations = NULL;
	reading->relation_count = 0;
	return read_part(reading, &handler, arena_printf(&reading->book->memory, "%.*s_rels/%s.rels", (int)(file - part), part, file), error);
}

struct workbook_reading {
	struct reading *reading;
	const char *part;
};

static bool is_true(const char *value)
{
	return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

static void take_workbook(void *context, const char *name, const char *const *attributes)
{
	struct workbook_reading *workbook = context;
	struct reading *reading = workbook->reading;
	struct xlsx_book *book = reading->book;
	const char *title = xml_attribute(attributes, "name"), *id = xml_attribute(attributes, "id"), *state = xml_attribute(attributes, "state");

	if (strcmp(name, "workbookPr") == 0)
		book->since_1904 = is_true(xml_attribute(attributes, "date1904"));
	const struct relation *relation = strcmp(name, "sheet") == 0 && title && id ? related(reading, id, "worksheet") : NULL;
	if (!relation)
		return;
	reading->stopped = book->sheet_count == XLSX_SHEET_LIMIT;
	book->sheets = array_grow(&book->memory, book->sheets, book->sheet_count, sizeof *book->sheets);
	book->sheets[book->sheet_count++] = (struct xlsx_sheet){
		.name = arena_string(&book->memory, title), .part = resolve(&book->memory, workbook->part, relation->target), .hidden = state && strcmp(state, "visible") != 0,
	};
}

static void take_style(void *context, const char *name, const char *const *attributes)
{
	struct reading *reading = context;
	struct xlsx_book *book = reading->book;
	const char *id = xml_attribute(attributes, "numFmtId"), *code = xml_attribute(attributes, "formatCode");
	long number = id ? strtol(id, NULL, 10) : 0;

	reading->in_styles |= strcmp(name, "cellXfs") == 0;
	reading->stopped = book->look_count > STYLE_LIMIT || reading->format_count > STYLE_LIMIT;
	if (strcmp(name, "numFmt") == 0 && id && code) {
		reading->formats = array_grow(&book->memory, reading->formats, reading->format_count, sizeof *reading->formats);
		reading->formats[reading->format_count++] = (struct format){ number, xlsx_look_of_code(code) };
	}
	if (!reading->in_styles || strcmp(name, "xf") != 0)
		return;
	int look = xlsx_look_of_builtin(number);
	for (size_t i = 0; i < reading->format_count; i++)
		if (reading->formats[i].id == number)
			look = reading->formats[i].look;
	book->looks = array_grow(&book->memory, book->looks, book->look_count, sizeof *book->looks);
	book->looks[book->look_count++] = look;
}

static void leave_style(void *context, const char *name)
{
	struct reading *reading = context;

	reading->in_styles &= strcmp(name, "cellXfs") != 0;
}

/* A text consists of runs; what is pronounced (rPh) is no part of it. */
static void take_text_start(void *context, const char *name, const char *const *attributes)
{
	struct reading *reading = context;

	(void)attributes;
	reading->in_phonetic |= strcmp(name, "rPh") == 0;
	reading->in_text = strcmp(name, "t") == 0 && !reading->in_phonetic;
	if (strcmp(name, "si") == 0)
		reading->start = reading->book->texts.length;
}

static void take_text_end(void *context, const char *name)
{
	struct reading *reading = context;
	struct xlsx_book *book = reading->book;

	reading->in_text = false;
	reading->in_phonetic &= strcmp(name, "rPh") != 0;
	if (strcmp(name, "si") != 0)
		return;
	xlsx_unescape(&book->texts, reading->start);
	text_append(&book->texts, "", 1);
	book->offsets = array_grow(NULL, book->offsets, book->text_count, sizeof *book->offsets);
	book->offsets[book->text_count++] = reading->start;
	reading->stopped = book->texts.length > (size_t)XLSX_TEXT_MIB_LIMIT << 20 || book->text_count > ((size_t)XLSX_TEXT_MIB_LIMIT << 20) / sizeof *book->offsets;
}

static void take_text(void *context, const char *text, size_t length)
{
	struct reading *reading = context;

	if (reading->in_text)
		text_append(&reading->book->texts, text, length);
	reading->stopped = reading->book->texts.length > (size_t)XLSX_TEXT_MIB_LIMIT << 20;
}

static long hexadecimal(const char *text)
{
	return strspn(text, "0123456789ABCDEFabcdef") >= 4 ? strtol((char[]){ text[0], text[1], text[2], text[3], '\0' }, NULL, 16) : -1;
}

void xlsx_unescape(struct text *text, size_t start)
{
	size_t to = start, end = text->length;

	if (end <= start || (!memchr(text->data + start, '_', end - start) && !memchr(text->data + start, '\r', end - start)))
		return;
	for (size_t from = start; from < end; from++) {
		const char *at = text->data + from;
		long code = end - from >= 7 && at[0] == '_' && at[1] == 'x' && at[6] == '_' ? hexadecimal(at + 2) : -1;
		/* Those that XML cannot hold, and the underscore itself. */
		bool escaped = code == '_' || (code > 0 && code < ' ');
		char byte = escaped ? (char)code : *at;
		from += escaped ? 6 : 0;
		bool before_end = byte == '\r' && from + 1 < end && text->data[from + 1] == '\n';
		if (!before_end)
			text->data[to++] = byte;
	}
	text->length = to;
	text->data[to] = '\0';
}

static enum status read_parts(struct reading *reading, struct error *error)
{
	struct xlsx_book *book = reading->book;
	enum status status = read_relations(reading, "", error);
	const struct relation *relation = related(reading, NULL, "officeDocument");
	struct workbook_reading workbook = { .reading = reading, .part = relation ? resolve(&book->memory, "", relation->target) : "xl/workbook.xml" };
	const struct xml_handler sheets = { .context = &workbook, .start = take_workbook, .end = nothing, .stopped = &reading->stopped };
	const struct xml_handler styles = { .context = reading, .start = take_style, .end = leave_style, .stopped = &reading->stopped };
	const struct xml_handler texts = { .context = reading, .start = take_text_start, .end = take_text_end, .text = take_text, .stopped = &reading->stopped };

	if (!status)
		status = read_relations(reading, workbook.part, error);
	if (!status)
		status = read_part(reading, &sheets, workbook.part, error);
	if (!status && !book->sheet_count)
		status = error_set(error, STATUS_DATA, "%s: not a spreadsheet, although it is a zip archive: it has no sheets", book->name);
	relation = related(reading, NULL, "styles");
	if (!status && relation)
		status = read_part(reading, &styles, resolve(&book->memory, workbook.part, relation->target), error);
	relation = related(reading, NULL, "sharedStrings");
	if (!status && relation)
		status = read_part(reading, &texts, resolve(&book->memory, workbook.part, relation->target), error);
	return status;
}

enum status xlsx_book_open(struct xlsx_book *book, int fd, const char *name, struct error *error)
{
	struct reading reading = { .book = book };

	*book = (struct xlsx_book){ .name = name };
	enum status status = zip_open(&book->zip, fd, xlsx_purpose, name, error);
	return status ? status : read_parts(&reading, error);
}

void xlsx_book_close(struct xlsx_book *book)
{
	zip_close(book->zip);
	free(book->offsets);
	text_free(&book->texts);
	arena_free(&book->memory);
}
