#include "io/sheet_made.h"

#include "io/sheet_reader.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEFT_OUT_BYTES = 500 }; /* of names */

struct made_row {
	size_t line;
	const char **texts; /* by column; NULL: empty */
};

struct sheet_making {
	struct sheet *sheet;
	size_t width;  /* columns */
	bool *filled;  /* by column */
	size_t bytes;  /* read of the source */
	bool declared; /* the maker found the encoding */
	struct text text;
};

/* The first bytes of a file, as they stand in it. Where it cannot be read, sheet_open says why. */
static size_t sample(const char *path, char out[SHEET_MADE_SAMPLE])
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	size_t length = 0;
	ssize_t got = 1;

	if (fd < 0)
		return 0;
	off_t start = lseek(fd, 0, SEEK_CUR);
	while (start >= 0 && length < SHEET_MADE_SAMPLE && got > 0) {
		got = pread(fd, out + length, SHEET_MADE_SAMPLE - length, start + (off_t)length);
		length += got > 0 ? (size_t)got : 0;
	}
	if (!standard)
		close(fd);
	return length;
}

enum status sheet_make_row(struct sheet_making *making, size_t line, struct error *error)
{
	struct sheet *sheet = making->sheet;

	if (sheet->made_count == SHEET_MADE_ROWS)
		return error_at(error, STATUS_DATA, sheet_name(sheet), line, 0, "more than %d entries; split the file", SHEET_MADE_ROWS);
	sheet->made = array_grow(&sheet->memory, sheet->made, sheet->made_count, sizeof *sheet->made);
	sheet->made[sheet->made_count++] = (struct made_row){ line, arena_alloc(&sheet->memory, making->width * sizeof(char *)) };
	return STATUS_OK;
}

void sheet_make_cell(struct sheet_making *making, size_t column, const char *text)
{
	struct sheet *sheet = making->sheet;
	const char **cell = &sheet->made[sheet->made_count - 1].texts[column];

	if (!*text)
		return;
	*cell = *cell ? arena_printf(&sheet->memory, "%s %s", *cell, text) : arena_string(&sheet->memory, text);
	making->filled[column] = true;
}

enum status sheet_make_count(struct sheet_making *making, const struct decode *source, size_t length, struct error *error)
{
	making->bytes += length;
	if (making->bytes <= SHEET_MADE_BYTES)
		return STATUS_OK;
	return error_at(error, STATUS_DATA, source->name, source->line, 0, "the file is larger than %d MiB; split it", SHEET_MADE_BYTES / 1024 / 1024);
}

enum status sheet_make_line(struct sheet_making *making, struct decode *source, char **line, size_t *length, size_t *number, struct error *error)
{
	const char *end = NULL;
	size_t searched = 0;

	*line = NULL;
	for (;;) {
		size_t unread = source->end - source->begin;
		end = memchr(source->data + source->begin + searched, '\n', unread - searched);
		if (end || source->finished)
			break;
		searched = unread;
		if (unread > SHEET_CELL_LIMIT)
			return decode_fail(source, 0, error, "the line is longer than 16 MiB");
		enum status status = decode_more(source, error);
		if (status)
			return status;
	}
	size_t taken = end ? (size_t)(end - source->data) - source->begin : source->end - source->begin;
	if (!end && !taken)
		return STATUS_OK;
	text_clear(&making->text);
	text_append(&making->text, source->data + source->begin, taken);
	text_add(&making->text, "");
	*number = source->line;
	decode_consume(source, taken + (end != NULL));
	if (taken && making->text.data[taken - 1] == '\r')
		making->text.data[--taken] = '\0';
	*line = making->text.data;
	*length = taken;
	return sheet_make_count(making, source, taken, error);
}

bool sheet_make_declared(const struct sheet_making *making)
{
	return making->declared;
}

void sheet_make_left_out(struct sheet_making *making, const char *name)
{
	struct text *out = &making->sheet->left_out;
	size_t length = strlen(name);

	for (const char *p = text_string(out); *p; p += strspn(p, ", ")) {
		size_t word = strcspn(p, ",");
		if (word == length && strncmp(p, name, length) == 0)
			return;
		p += word;
	}
	if (out->length + length < LEFT_OUT_BYTES)
		text_printf(out, out->length ? ", %s" : "%s", name);
}

const char *sheet_left_out(const struct sheet *sheet)
{
	return text_string(&sheet->left_out);
}

/* The columns that have a cell with something in it become the header. */
static void make_header(struct sheet *sheet, const struct sheet_making *making, const char *const *names)
{
	struct sheet_cell *header = arena_alloc(&sheet->memory, (making->width + 1) * sizeof *header);
	struct text line = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < making->width; i++) {
		if (!making->filled[i])
			continue;
		for (size_t k = 0; k < sheet->made_count; k++)
			sheet->made[k].texts[count] = sheet->made[k].texts[i];
		text_printf(&line, count ? ",%s" : "%s", names[i]);
		header[count++] = (struct sheet_cell){ .name = names[i], .text = names[i], .length = strlen(names[i]) };
	}
	sheet->header_line = arena_string(&sheet->memory, text_string(&line));
	sheet->header = (struct sheet_row){ .cells = header, .count = count, .line = 1, .raw = sheet->header_line, .raw_length = line.length };
	text_free(&line);
	sheet->cells = memory_alloc((count + 1) * sizeof *sheet->cells);
}

/* Without the guard against formulas, which is stripped from our own exports alone. */
static void put_cell(struct text *out, const char *text)
{
	if (!text[strcspn(text, ",\"\r\n")]) {
		text_add(out, text);
		return;
	}
	text_byte(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			text_byte(out, '"');
		text_byte(out, *text);
	}
	text_byte(out, '"');
}

static enum status next_made(struct sheet *sheet, struct error *error)
{
	(void)error;
	if (sheet->made_next == sheet->made_count)
		return STATUS_OK;
	const struct made_row *row = &sheet->made[sheet->made_next++];

	text_clear(&sheet->text);
	for (size_t i = 0; i < sheet->header.count; i++) {
		const char *text = row->texts[i] ? row->texts[i] : "";
		sheet->cells[i] = (struct sheet_cell){ .name = sheet->header.cells[i].name, .text = text, .length = strlen(text), .null = !*text };
		if (i)
			text_byte(&sheet->text, ',');
		put_cell(&sheet->text, text);
	}
	sheet->row.count = sheet->header.count;
	sheet->row.line = row->line;
	sheet->row.raw = text_string(&sheet->text);
	sheet->row.raw_length = sheet->text.length;
	return STATUS_OK;
}

static enum status make(struct sheet *sheet, const struct sheet_maker *maker, bool declared, struct error *error)
{
	struct sheet_making making = { .sheet = sheet, .declared = declared };

	while (maker->names[making.width])
		making.width++;
	making.filled = arena_alloc(&sheet->memory, making.width * sizeof *making.filled);
	enum status status = maker->read(&making, sheet->source, error);
	if (!status)
		make_header(sheet, &making, maker->names);
	text_free(&making.text);
	return status;
}

enum status sheet_open_made(struct sheet **out, const char *path, const struct sheet_maker *const *makers, const char *encoding,
	const struct conventions *conventions, struct error *error)
{
	char bytes[SHEET_MADE_SAMPLE], declared[64];
	const char *named = NULL;
	size_t length = makers ? sample(path, bytes) : 0;
	struct decode *source;

	*out = NULL;
	while (length && *makers && (*makers)->recognizes && !(*makers)->recognizes(bytes, length))
		makers++;
	if (!length || !*makers)
		return STATUS_OK;
	if (!encoding && (*makers)->encoding && (*makers)->encoding(bytes, length, declared))
		encoding = named = declared;
	enum status status = decode_open(&source, path, encoding, conventions, error);
	if (status)
		return status;
	struct sheet *sheet = memory_alloc(sizeof *sheet);
	*sheet = (struct sheet){ .source = source, .format = SHEET_MADE, .delimiter = ',', .next = next_made };
	status = make(sheet, *makers, named != NULL, error);
	if (status)
		sheet_close(sheet);
	else
		*out = sheet;
	return status;
}
