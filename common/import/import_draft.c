#include "import/import_draft.h"

#include "base/phone.h"
#include "base/utf8.h"
#include "query/resolve.h"
#include <string.h>

void import_draft_begin(struct draft *draft, const struct type *type, struct arena *arena, size_t line, size_t place)
{
	*draft = (struct draft){ .type = type, .arena = arena, .line = line, .place = place };
	draft->numbers = arena_alloc(arena, (type->count + 1) * sizeof *draft->numbers);
}

struct draft *import_draft_child(struct draft *draft, const struct type *type, size_t line, size_t place)
{
	draft->children = array_grow(draft->arena, draft->children, draft->child_count, sizeof *draft->children);
	struct draft *child = &draft->children[draft->child_count++];
	import_draft_begin(child, type, draft->arena, line, place);
	return child;
}

const struct draft_cell *import_draft_cell(const struct draft *draft, size_t index)
{
	return draft->numbers[index] ? &draft->cells[draft->numbers[index] - 1] : NULL;
}

void import_draft_give(struct draft *draft, size_t index, const char *text, size_t column)
{
	if (!draft->numbers[index]) {
		draft->cells = array_grow(draft->arena, draft->cells, draft->count, sizeof *draft->cells);
		draft->numbers[index] = (uint16_t)++draft->count;
	}
	draft->cells[draft->numbers[index] - 1] = (struct draft_cell){ .index = index, .column = column, .text = text };
}

/* The bytes of a blank at p, of any width; before: the one that ends at p. */
static size_t blank_at(const char *p)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	if ((unsigned char)*p < 0x80)
		return 0;
	if (strncmp(p, "\xC2\xA0", 2) == 0)
		return 2;
	return strncmp(p, "\xE3\x80\x80", 3) == 0 || strncmp(p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static size_t blank_before(const char *start, const char *p)
{
	for (size_t length = 1; length <= 3 && (size_t)(p - start) >= length; length++)
		if (blank_at(p - length) == length)
			return length;
	return 0;
}

/* The text without blanks around it: itself where there are none, else a copy. */
static const char *trimmed(struct arena *arena, const char *text, size_t length)
{
	const char *start = text, *end = text + length;
	size_t blank;

	while (start < end && (blank = blank_at(start)))
		start += blank;
	while (end > start && (blank = blank_before(start, end)))
		end -= blank;
	return end == text + length ? start : arena_copy(arena, start, (size_t)(end - start));
}

/* Whether there is anything in a cell that may stand between two numbers. */
static bool has_separator(const char *text)
{
	return strpbrk(text, "/;,\n") || strstr(text, "、") || strstr(text, "；") || strstr(text, "／") || strstr(text, "，");
}

/* A further telephone field that the row leaves free; SIZE_MAX when there is none. */
static size_t free_phone(const struct draft *draft, size_t taken)
{
	static const char *const further[] = { "phone2", "mobile", "phone", "home_phone" };

	for (size_t i = 0; i < sizeof further / sizeof *further; i++) {
		size_t index;
		const struct field *field = type_field(draft->type, further[i], &index);
		if (field && field->kind == KIND_PHONE && index != taken && !import_draft_cell(draft, index))
			return index;
	}
	return SIZE_MAX;
}

/* Two numbers in a cell go to two fields; all cells of the row have been read, so that a free field is free. */
static enum status split_phones(struct draft *draft, struct error *error, size_t at)
{
	const struct draft_cell cell = draft->cells[at];
	const char *name = draft->type->fields[cell.index]->name, *parts[PHONE_PARTS];
	size_t count = phone_split(cell.text, draft->arena, parts);

	draft->cells[at].text = parts[0];
	if (count < 2)
		return STATUS_OK;
	size_t other = count == 2 ? free_phone(draft, cell.index) : SIZE_MAX;
	draft->column = cell.column;
	if (count > 2)
		return error_set(error, STATUS_DATA, "%s: %s holds %zu telephone numbers; only two can be stored, put the others elsewhere", name, cell.text,
				 count);
	if (other == SIZE_MAX)
		return error_set(error, STATUS_DATA, "%s: %s holds two telephone numbers, and no other field is free for the second", name, cell.text);
	draft->column = 0;
	import_draft_give(draft, other, parts[1], cell.column);
	return STATUS_OK;
}

/* 0/0/00 and 0000-00-00: days of programs that have no empty ones. */
static bool is_no_day(const char *text)
{
	return *text == '0' && !text[strspn(text, "0/-.: ")] && strpbrk(text, "/-.");
}

/* What people write into cells of telephone numbers, addresses and days that they have nothing for. */
static bool says_nothing(const struct field *field, const char *text)
{
	static const char *const words[] = { "-", "--", "---", ".", "/", "n/a", "n.a.", "na", "#n/a", "none", "null", "nil", "无", "暂无", "没有", "不详", "未知" };
	struct text half = { 0 }, folded = { 0 };
	bool nothing = false;

	switch (field->kind) {
	case KIND_DATE: case KIND_TIMESTAMP: case KIND_ANNIVERSARY:
		if (is_no_day(text))
			return true;
		break;
	case KIND_PHONE: case KIND_EMAIL: case KIND_URL: break;
	default: return false;
	}
	if (strlen(text) > sizeof "不详不详")
		return false;
	utf8_halfwidth(&half, text, strlen(text));
	utf8_casefold(&folded, text_string(&half), half.length);
	for (size_t i = 0; i < sizeof words / sizeof *words && !nothing; i++)
		nothing = strcmp(text_string(&folded), words[i]) == 0;
	text_free(&half);
	text_free(&folded);
	return nothing;
}

static void take_slot(struct draft *draft, const struct import_hook *hook, size_t slot, const char *text)
{
	const char **slots = &draft->slots[slot];

	if (text[hook->silent & 1U << slot ? strspn(text, "-/. ") : 0])
		*slots = *slots ? arena_printf(draft->arena, "%s %s", *slots, text) : text;
}

/* A line at the end of the notes. */
static void take_remark(struct draft *draft, const char *header, const char *text)
{
	if (*text && !is_no_day(text))
		draft->remarks = arena_printf(draft->arena, draft->remarks ? "%s\n%s: %s" : "%s%s: %s", draft->remarks ? draft->remarks : "", header, text);
}

/* How Google joins the values of a field. */
static const char several[] = " ::: ";

static bool has_several(const struct draft *draft, const struct draft_cell *cell)
{
	const char *colon = strchr(cell->text, ':');

	return (colon && colon > cell->text && strstr(colon - 1, several)) || (draft->type->fields[cell->index]->kind == KIND_TAGS && *cell->text == '*');
}

/* The text with another separator between its parts. */
static const char *joined(struct arena *arena, const char *text, const char *separator)
{
	struct text out = { 0 };

	for (const char *part = text, *end; part; part = end ? end + strlen(several) : NULL) {
		end = strstr(part, several);
		if (part != text)
			text_add(&out, separator);
		/* * myContacts: a star is before the groups of the system. */
		part += *separator == ',' && !separator[1] && strncmp(part, "* ", 2) == 0 ? 2 : 0;
		text_append(&out, part, end ? (size_t)(end - part) : strlen(part));
	}
	return text_take(&out, arena);
}

/* A further field of the kind that the row leaves free; SIZE_MAX when there is none. */
static size_t free_field(const struct draft *draft, size_t taken)
{
	enum kind_id kind = draft->type->fields[taken]->kind;
	size_t index;

	if (kind == KIND_PHONE)
		return free_phone(draft, taken);
	const struct field *field = type_field(draft->type, "email2", &index);
	return kind == KIND_EMAIL && field && index != taken && !import_draft_cell(draft, index) ? index : SIZE_MAX;
}

/* The first value is that of the field; others go to fields that are free, and what is left to the notes. */
static void split_several(struct draft *draft, size_t at)
{
	const struct draft_cell cell = draft->cells[at];
	const struct field *field = draft->type->fields[cell.index];
	const char *end = strstr(cell.text, several);

	switch (field->kind) {
	case KIND_TAGS: draft->cells[at].text = joined(draft->arena, cell.text, ","); return;
	case KIND_TEXT: draft->cells[at].text = joined(draft->arena, cell.text, ", "); return;
	case KIND_LONGTEXT: draft->cells[at].text = joined(draft->arena, cell.text, "\n"); return;
	default: break;
	}
	draft->cells[at].text = arena_copy(draft->arena, cell.text, (size_t)(end - cell.text));
	while (end) {
		const char *part = end + strlen(several);
		end = strstr(part, several);
		const char *text = arena_copy(draft->arena, part, end ? (size_t)(end - part) : strlen(part));
		size_t other = free_field(draft, cell.index);
		if (other != SIZE_MAX)
			import_draft_give(draft, other, text, cell.column);
		else
			take_remark(draft, field->en, text);
	}
}

static void give_remarks(struct draft *draft)
{
	size_t notes = type_index(draft->type, "notes");
	const struct draft_cell *cell = import_draft_cell(draft, notes);

	import_draft_give(draft, notes, cell && *cell->text ? arena_printf(draft->arena, "%s\n%s", cell->text, draft->remarks) : draft->remarks, cell ? cell->column : 0);
}

/* Shops put a ' before numbers, so that spreadsheets leave them alone; other programs put a time behind days, and quotes around tags. */
static const char *plain(struct arena *arena, const struct import_job *job, const struct field *field, const char *text)
{
	if (*text == '\'' && (text[1] == '+' || (text[1] >= '0' && text[1] <= '9')) && (field->kind == KIND_PHONE || field->digits))
		return text + 1;
	if (job->options.preset && field->kind == KIND_DATE && strlen(text) > 10 && strspn(text, "0123456789-") == 10 && (text[10] == ' ' || text[10] == 'T'))
		return arena_copy(arena, text, 10);
	if (field->kind != KIND_TAGS || *text != '"')
		return text;
	char *out = arena_string(arena, text), *to = out;
	for (const char *p = text; *p; p++)
		if (*p != '"')
			*to++ = *p;
	*to = '\0';
	return out;
}

/* Whether the text goes to the notes instead: another column has given the field its value, or the field does not take it. */
static bool stands_back(struct draft *draft, struct import_mapping *mapping, const struct import_column *column, const char *text)
{
	const struct import_job *job = mapping->job;
	const struct field *field = draft->type->fields[column->index];
	const struct draft_cell *other = column->further ? import_draft_cell(draft, column->index) : NULL;
	char currency[4] = "";
	struct value value;

	if (other && *other->text) {
		if (strcmp(other->text, text) != 0)
			take_remark(draft, column->name, text);
		return true;
	}
	if (!column->lenient || !resolve_field(job->store, field, text, draft->arena, currency, &value))
		return false;
	take_remark(draft, column->name, text);
	mapping->columns[column - mapping->columns].put_aside++;
	return true;
}

static void take_aside(struct draft *draft, const struct import_hook *hook, const struct import_column *column, const char *text)
{
	if (column->left_out && !draft->aside && hook && hook->minds && hook->minds(text))
		draft->aside = arena_printf(draft->arena, "%s: %s", column->name, text);
}

/* What the header says beside what the cell says. */
static void take_implied(struct draft *draft, const struct import_implied *implied)
{
	size_t index = type_index(draft->type, implied->field);

	if (!import_draft_cell(draft, index))
		import_draft_give(draft, index, implied->text, 0);
}

static enum status take_cell(struct draft *draft, struct import_mapping *mapping, const struct import_column *column, const struct sheet_cell *cell)
{
	const struct import_job *job = mapping->job;
	const struct field *field = column->role == COLUMN_FIELD || column->role == COLUMN_RESTORED ? draft->type->fields[column->index] : NULL;
	const char *text = trimmed(draft->arena, cell->text, cell->length);

	if (column->map)
		text = import_map_value(column->map, text);
	if (field && !job->ours)
		text = plain(draft->arena, job, field, text);
	enum status status = *text && !cell->number ? import_reading_cell(&column->reading, column->name, draft->arena, &text, job->store->error) : STATUS_OK;

	if (status) {
		draft->column = cell->column;
		return status;
	}
	if (*text && column->implied)
		take_implied(draft, column->implied);
	switch (column->role) {
	case COLUMN_UNKNOWN:
	case COLUMN_IGNORED: take_aside(draft, job->options.hook, column, text); return STATUS_OK;
	case COLUMN_NOTE: take_remark(draft, column->name, text); return STATUS_OK;
	case COLUMN_GIVEN: draft->given = *text ? text : NULL; return STATUS_OK;
	case COLUMN_FAMILY: draft->family = *text ? text : NULL; return STATUS_OK;
	case COLUMN_REFERENCE: draft->reference = text; return STATUS_OK;
	case COLUMN_SLOT: take_slot(draft, job->options.hook, column->index, text); return STATUS_OK;
	case COLUMN_UNNAMED:
		if (!*text)
			return STATUS_OK;
		draft->column = cell->column;
		return error_set(job->store->error, STATUS_DATA, "the cell '%s' is in a column without a header", cell->text);
	case COLUMN_RESTORED:
		if (strcmp(field->name, "created_at") == 0)
			draft->created_at = text;
		if (!job->keeps)
			return STATUS_OK;
		break;
	case COLUMN_FIELD: break;
	}
	if (!job->ours && says_nothing(field, text))
		text = "";
	if (*text && stands_back(draft, mapping, column, text))
		return STATUS_OK;
	bool literal = !column->map && (field->kind == KIND_LONGTEXT || (field->kind == KIND_TEXT && job->ours));
	/* A text of blanks alone is one only where we wrote it. */
	if (*text || (literal && job->ours)) {
		import_draft_give(draft, column->index, literal ? cell->text : text, cell->column);
		draft->cells[draft->numbers[column->index] - 1].linked = column->linked;
	} else if (job->options.clear && column->role == COLUMN_FIELD) {
		import_draft_give(draft, column->index, "", cell->column);
	}
	return STATUS_OK;
}

/* Where the name is said as a whole, too, its parts are worth a note. */
static void keep_parts(struct draft *draft)
{
	const struct draft_cell *name = import_draft_cell(draft, type_index(draft->type, draft->type->record->title));

	if (!name || !*name->text)
		return;
	take_remark(draft, "First name", draft->given ? draft->given : "");
	take_remark(draft, "Last name", draft->family ? draft->family : "");
	draft->given = draft->family = NULL;
}

enum status import_draft_row(struct draft *draft, struct import_mapping *mapping, const struct sheet_row *row)
{
	const struct import_job *job = mapping->job;
	bool child = draft->type == job->child;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < row->count; i++) {
		const struct sheet_cell *cell = &row->cells[i];
		const struct import_column *column;
		/* A key that means nothing is wrong in every row: it is an error even when its cell is empty. */
		status = import_mapping_column(mapping, row, i, &column);
		if (!status && (cell->length || job->options.clear) && column->child == child && !column->further)
			status = take_cell(draft, mapping, column, cell);
	}
	for (size_t i = 0; !status && mapping->has_further && !child && i < row->count; i++) {
		const struct import_column *column = import_mapping_find(mapping, row, i);
		if (column && column->further && row->cells[i].length)
			status = take_cell(draft, mapping, column, &row->cells[i]);
	}
	for (size_t i = 0, count = draft->count; i < count && !job->ours; i++)
		if (has_several(draft, &draft->cells[i]))
			split_several(draft, i);
	for (size_t i = 0, count = draft->count; !status && i < count && !job->ours; i++)
		if (draft->type->fields[draft->cells[i].index]->kind == KIND_PHONE && has_separator(draft->cells[i].text))
			status = split_phones(draft, job->store->error, i);
	if (draft->given || draft->family)
		keep_parts(draft);
	if (!status && draft->remarks && type_field(draft->type, "notes", NULL))
		give_remarks(draft);
	return status;
}
