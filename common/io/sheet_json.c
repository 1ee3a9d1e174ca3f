/* JSON: objects one after another (NDJSON, one to a line or spread over lines) or in one array, read one by one. An
 * object is found by its braces, its numbers are put into quotes, because jansson would make binary numbers of them,
 * and jansson does the rest. */
#include "io/sheet_reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Consumes blanks and gives the byte behind them, 0 at the end. */
static enum status skip_blanks(struct sheet *sheet, char *next, struct error *error)
{
	struct decode *source = sheet->source;

	for (;;) {
		const char *start = source->data + source->begin;
		size_t unread = source->end - source->begin, blank = 0;
		while (blank < unread && is_blank(start[blank]))
			blank++;
		*next = blank < unread ? start[blank] : '\0';
		decode_consume(source, blank);
		if (*next || source->finished)
			return STATUS_OK;
		enum status status = decode_more(source, error);
		if (status != STATUS_OK)
			return status;
	}
}

struct brace_scan {
	size_t offset;
	int depth;
	bool string, escaped;
	const char *problem;
};

/* True when the closing brace or a problem was found, at scan->offset. */
static bool find_closing(struct brace_scan *scan, const char *data, size_t length)
{
	for (; scan->offset < length; scan->offset++) {
		unsigned char byte = (unsigned char)data[scan->offset];
		if (scan->string) {
			if (byte < 0x20)
				scan->problem = "a string is not closed on its line; write \\n for a newline inside it";
			else if (scan->escaped)
				scan->escaped = false;
			else if (byte == '\\')
				scan->escaped = true;
			else
				scan->string = byte != '"';
			if (scan->problem)
				return true;
		} else if (byte == '"') {
			scan->string = true;
		} else if (byte == '{' || byte == '[') {
			if (++scan->depth > SHEET_DEPTH_LIMIT) {
				scan->problem = "nested more than 32 levels deep";
				return true;
			}
		} else if ((byte == '}' || byte == ']') && --scan->depth == 0) {
			return true;
		}
	}
	return false;
}

/* The length of the object that begins at the window's begin. */
static enum status find_object(struct sheet *sheet, size_t *length, struct error *error)
{
	struct decode *source = sheet->source;
	struct brace_scan scan = { 0 };

	for (;;) {
		bool closed = find_closing(&scan, source->data + source->begin, source->end - source->begin);
		if (scan.offset > SHEET_ROW_LIMIT)
			return decode_fail(
				source, 0, error, "the object is longer than 64 MiB; is its closing brace missing?");
		if (closed)
			break;
		if (source->finished)
			return decode_fail(source, 0, error, "the object that begins here is never closed");
		enum status status = decode_more(source, error);
		if (status != STATUS_OK)
			return status;
	}
	if (scan.problem)
		return decode_fail(source, scan.offset, error, "%s", scan.problem);
	*length = scan.offset + 1;
	return STATUS_OK;
}

static size_t digits(const char *data, size_t i, size_t length)
{
	while (i < length && data[i] >= '0' && data[i] <= '9')
		i++;
	return i;
}

/* Where the number of RFC 8259 that begins at i ends; i when there is none. */
static size_t number_end(const char *data, size_t start, size_t length)
{
	size_t i = start + (data[start] == '-'), end;

	if (i < length && data[i] == '0')
		end = i + 1;
	else
		end = digits(data, i, length);
	if (end == i)
		return start;
	if (end + 1 < length && data[end] == '.' && digits(data, end + 1, length) > end + 1)
		end = digits(data, end + 1, length);
	if (end + 1 < length && (data[end] | 0x20) == 'e') {
		i = end + 1;
		i += data[i] == '+' || data[i] == '-';
		if (digits(data, i, length) > i)
			end = digits(data, i, length);
	}
	return end;
}

static size_t string_end(const char *data, size_t i, size_t length)
{
	for (i++; i < length && data[i] != '"'; i++)
		i += data[i] == '\\';
	return i;
}

/* Copies an object with quotes around the numbers that stand where a value may; all others are left for jansson to
 * refuse. */
static void quote_numbers(struct text *out, const char *data, size_t length)
{
	uint64_t arrays = 0; /* bit of a level: it is an array; find_closing has limited the levels */
	char previous = 0;
	size_t copied = 0;

	for (size_t i = 0; i < length; i++) {
		char byte = data[i];
		if (is_blank(byte))
			continue;
		if (byte == '{' || byte == '[')
			arrays = arrays << 1 | (byte == '[');
		else if (byte == '}' || byte == ']')
			arrays >>= 1;
		bool value = previous == ':' || ((arrays & 1) && (previous == '[' || previous == ','));
		if (byte == '"') {
			i = string_end(data, i, length);
		} else if (value && (byte == '-' || (byte >= '0' && byte <= '9'))) {
			size_t end = number_end(data, i, length);
			if (end > i) {
				text_append(out, data + copied, i - copied);
				text_byte(out, '"');
				text_append(out, data + i, end - i);
				text_byte(out, '"');
				copied = end;
				i = end - 1;
			}
		}
		previous = byte;
	}
	text_append(out, data + copied, length - copied);
}

/* Where the byte at `position` of the quoted text stands in the original. */
static size_t original_offset(const struct text *quoted, size_t position, const char *data, size_t length)
{
	size_t offset = 0;

	for (size_t i = 0; i < position && i < quoted->length && offset < length; i++)
		offset += quoted->data[i] == data[offset];
	return offset < length ? offset : length - 1;
}

static enum status load_object(struct sheet *sheet, size_t length, struct error *error)
{
	const char *data = sheet->source->data + sheet->source->begin;
	json_error_t problem;

	text_clear(&sheet->text);
	quote_numbers(&sheet->text, data, length);
	sheet->object = json_loadb(sheet->text.data, sheet->text.length, JSON_REJECT_DUPLICATES, &problem);
	if (sheet->object)
		return STATUS_OK;
	if (json_error_code(&problem) == json_error_out_of_memory)
		memory_exhausted();
	size_t position =
		original_offset(&sheet->text, problem.position > 0 ? (size_t)problem.position - 1 : 0, data, length);
	if (json_error_code(&problem) == json_error_null_character)
		return decode_fail(sheet->source, position, error, "a text cannot contain \\u0000");
	return decode_fail(sheet->source, position, error, "broken JSON: %s", problem.text);
}

/* Steps over what stands between objects, to the next one or (*next 0) to the end. */
static enum status find_next(struct sheet *sheet, char *next, struct error *error)
{
	struct decode *source = sheet->source;
	enum status status = skip_blanks(sheet, next, error);

	if (status == STATUS_OK && !sheet->started && *next == '[') {
		decode_consume(source, 1);
		sheet->in_array = true;
		status = skip_blanks(sheet, next, error);
	}
	sheet->started = true;
	if (status == STATUS_OK && sheet->in_array && *next == ',' && sheet->after_element) {
		decode_consume(source, 1);
		sheet->after_element = false;
		status = skip_blanks(sheet, next, error);
		if (status == STATUS_OK && *next == ']')
			return decode_fail(source, 0, error, "a comma before the end of the array; delete it");
	} else if (status == STATUS_OK && sheet->in_array && *next == ']') {
		decode_consume(source, 1);
		sheet->in_array = false;
		sheet->closed = true;
		status = skip_blanks(sheet, next, error);
	} else if (status == STATUS_OK && sheet->in_array && *next && sheet->after_element) {
		return decode_fail(source, 0, error, "a comma is missing between the elements of the array");
	}
	return status;
}

enum status sheet_json_next(struct sheet *sheet, struct error *error)
{
	struct decode *source = sheet->source;
	size_t length = 0;
	bool more;
	char next;

	enum status status = sheet_json_more(sheet, &more, error);
	if (more)
		return status;
	json_decref(sheet->object);
	sheet->object = NULL;
	sheet->list = NULL;
	status = find_next(sheet, &next, error);
	if (status != STATUS_OK)
		return status;
	if (!next)
		return sheet->in_array ? decode_fail(source, 0, error, "the array is not closed; is the file complete?")
				: STATUS_OK;
	if (sheet->closed)
		return decode_fail(source, 0, error, "text after the end of the array");
	if (next != '{')
		return decode_fail(source, 0, error, "expected an object {…}");
	status = find_object(sheet, &length, error);
	if (status != STATUS_OK)
		return status;
	sheet->row.line = source->line;
	sheet->row.raw = source->data + source->begin;
	sheet->row.raw_length = length;
	status = load_object(sheet, length, error);
	if (status == STATUS_OK)
		status = sheet_json_row(sheet, error);
	if (status != STATUS_OK)
		sheet->list = NULL;
	decode_consume(source, length);
	sheet->after_element = true;
	return status;
}

enum status json_reference(const char *line, size_t length, struct text *out, struct error *error)
{
	json_error_t said;
	json_t *object = json_loadb(line, length, 0, &said);

	if (!object && json_error_code(&said) == json_error_out_of_memory)
		memory_exhausted();
	if (!object)
		return error_set(error, STATUS_DATA, "no JSON object: %s", said.text);
	const char *reference = json_string_value(json_object_get(object, "ref"));
	bool found = reference && *reference;
	if (found)
		text_add(out, reference);
	json_decref(object);
	return found ? STATUS_OK : error_set(error, STATUS_DATA, "the object has no \"ref\"");
}
