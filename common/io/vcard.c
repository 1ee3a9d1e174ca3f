/* From the bytes of an address book to cards. Lines are joined before they are decoded: writers fold within characters, too. */
#include "io/vcard.h"

#include "base/text.h"
#include "base/utf8.h"
#include <ctype.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

struct reader {
	struct sheet_making *making;
	struct decode *source;
	struct error *error;
	struct arena arena;  /* of the card at hand */
	char *next;          /* the line that is read ahead, as bytes; NULL: none is left */
	size_t next_length, next_line;
	struct text ahead, whole;
	struct vcard card;
	size_t depth;        /* BEGINs that are open */
};

/* Where nobody named an encoding, the file was read as ISO 8859-1, so that each character is a byte of it. */
static void bytes_of(struct text *out, const char *line, size_t length, bool declared)
{
	text_clear(out);
	if (!declared)
		text_append(out, line, length);
	for (size_t i = 0; declared && i < length; i++) {
		unsigned char byte = (unsigned char)line[i];
		if (byte < 0x80 || i + 1 == length)
			text_byte(out, line[i]);
		else
			text_byte(out, (char)(byte << 6 | ((unsigned char)line[++i] & 0x3F)));
	}
	text_add(out, "");
}

static enum status read_ahead(struct reader *reader)
{
	char *line;
	size_t length;
	enum status status = sheet_make_line(reader->making, reader->source, &line, &length, &reader->next_line, reader->error);

	reader->next = NULL;
	if (status || !line)
		return status;
	bytes_of(&reader->ahead, line, length, sheet_make_declared(reader->making));
	reader->next = reader->ahead.data;
	reader->next_length = reader->ahead.length;
	return STATUS_OK;
}

static bool contains(const char *line, size_t length, const char *word)
{
	size_t size = strlen(word);

	for (size_t i = 0; i + size <= length; i++)
		if (strncasecmp(line + i, word, size) == 0)
			return true;
	return false;
}

/* Whether the value of a line is quoted-printable, whose lines go on behind a final =. */
static bool is_quoted(const char *line)
{
	return contains(line, strcspn(line, ":"), "QUOTED-PRINTABLE");
}

static bool is_base64(const char *line)
{
	size_t head = strcspn(line, ":");

	return contains(line, head, "BASE64") || contains(line, head, "ENCODING=B");
}

/* A value that is too long, which a photo may be, is read on and not kept. */
static void append(struct reader *reader, const char *text, size_t length)
{
	if (reader->whole.length + length <= 2 * VCARD_VALUE)
		text_append(&reader->whole, text, length);
}

/* The next line, with what folds made of it; *found false at the end. */
static enum status next_line(struct reader *reader, bool *found, size_t *line)
{
	enum status status = STATUS_OK;

	text_clear(&reader->whole);
	*found = reader->next != NULL;
	if (!*found)
		return STATUS_OK;
	*line = reader->next_line;
	append(reader, reader->next, reader->next_length);
	bool quoted = is_quoted(reader->next), base64 = is_base64(reader->next);
	while (!(status = read_ahead(reader)) && reader->next) {
		bool blank = *reader->next == ' ' || *reader->next == '\t', soft = quoted && reader->whole.length && reader->whole.data[reader->whole.length - 1] == '=';
		/* Version 2.1 has base64 in lines of its own, which a blank one ends. */
		bool loose = base64 && reader->card.old && *reader->next && !strchr(reader->next, ':');
		if (!blank && !soft && !loose)
			break;
		if (soft)
			reader->whole.length--;
		bool keeps = !blank || soft || (reader->card.old && !base64);
		append(reader, reader->next + !keeps, reader->next_length - !keeps);
	}
	text_add(&reader->whole, "");
	return status;
}

static int hexadecimal(char digit)
{
	return digit >= '0' && digit <= '9' ? digit - '0' : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static void decode_quoted(struct text *out, const char *value)
{
	for (const char *p = value; *p; p++) {
		int high = *p == '=' ? hexadecimal(p[1]) : -1, low = high < 0 ? -1 : hexadecimal(p[2]);
		if (low < 0) {
			text_byte(out, *p);
			continue;
		}
		/* Line ends are newlines. */
		if (high * 16 + low != '\r')
			text_byte(out, (char)(high * 16 + low));
		p += 2;
	}
	text_add(out, "");
}

/* Appends the bytes in UTF-8; false for an encoding that is unknown, or that they are not in. */
static bool convert(struct text *out, const char *charset, const struct text *bytes)
{
	iconv_t converter = iconv_open("UTF-8", charset);
	char *from = bytes->data, buffer[1024];
	size_t left = bytes->length;
	bool good = converter != (iconv_t)-1;

	while (good && left) {
		char *to = buffer;
		size_t room = sizeof buffer, before = left;
		good = iconv(converter, &from, &left, &to, &room) != (size_t)-1 || to > buffer;
		text_append(out, buffer, (size_t)(to - buffer));
		good = good && left < before;
	}
	if (converter != (iconv_t)-1)
		iconv_close(converter);
	return good;
}

static enum status fail(const struct reader *reader, size_t line, const char *sentence, const char *what)
{
	error_set(reader->error, STATUS_DATA, sentence, what);
	return error_place(reader->error, reader->source->name, line, 0);
}

/* The value in UTF-8, without what is no text. */
static enum status decode_value(struct reader *reader, struct vcard_property *property, const char *value)
{
	struct text bytes = { 0 }, text = { 0 };
	const char *charset = vcard_parameter(&reader->arena, property, "CHARSET");
	enum status status = STATUS_OK;

	if (vcard_has(property, "QUOTED-PRINTABLE"))
		decode_quoted(&bytes, value);
	else
		text_add(&bytes, value);
	if (charset && strcasecmp(charset, "UTF-8") != 0 && bytes.length) {
		if (!convert(&text, charset, &bytes) || !utf8_valid(text_string(&text), text.length, NULL))
			status = fail(reader, property->line, "the text is not in the encoding that it names, '%s'", charset);
	} else if (!utf8_valid(text_string(&bytes), bytes.length, NULL)) {
		status = fail(reader, property->line, "the text is not in UTF-8 and names no other encoding; say --encoding=GB18030, or what it is%s", "");
	} else {
		text_add(&text, text_string(&bytes));
	}
	for (char *p = text.data; p && *p; p++)
		if ((unsigned char)*p < ' ' && *p != '\n' && *p != '\t')
			*p = ' ';
	if (!status)
		property->value = arena_copy(&reader->arena, text_string(&text), strlen(text_string(&text)));
	text_free(&bytes);
	text_free(&text);
	return status;
}

/* NAME;PARAMETERS:VALUE, where NAME may have a group before it. */
static enum status take_property(struct reader *reader, size_t line)
{
	char *text = arena_string(&reader->arena, text_string(&reader->whole)), *p = text;
	bool quoted = false;

	for (; *p && (quoted || *p != ':'); p++) {
		quoted ^= *p == '"';
		*p = (char)toupper((unsigned char)*p);
	}
	if (!*p)
		return fail(reader, line, "a line of a card is written NAME:VALUE, and this one is not%s", "");
	*p = '\0';
	char *semicolon = strchr(text, ';'), *group = NULL;
	if (semicolon)
		*semicolon = '\0';
	group = strrchr(text, '.');
	struct vcard_property property = { .name = group ? group + 1 : text, .parameters = semicolon ? semicolon + 1 : "", .line = line };
	if (strcmp(property.name, "VERSION") == 0)
		reader->card.old = strncmp(p + 1, "2.", 2) == 0;
	bool binary = vcard_has(&property, "BASE64") || vcard_has(&property, "B") || strlen(p + 1) > VCARD_VALUE;
	enum status status = binary || strncmp(p + 1, "data:", 5) == 0 ? STATUS_OK : decode_value(reader, &property, p + 1);
	if (status)
		return status;
	if (reader->card.count == VCARD_PROPERTIES)
		return fail(reader, line, "a card has more than a thousand lines%s", "");
	reader->card.properties = array_grow(&reader->arena, reader->card.properties, reader->card.count, sizeof property);
	reader->card.properties[reader->card.count++] = property;
	return STATUS_OK;
}

static enum status take_line(struct reader *reader, size_t line)
{
	const char *text = text_string(&reader->whole);
	enum status status = STATUS_OK;

	if (strncasecmp(text, "BEGIN:", strlen("BEGIN:")) == 0) {
		/* A card within a card, as of an agent, is left out. */
		if (!reader->depth++)
			reader->card = (struct vcard){ .line = line };
	} else if (strncasecmp(text, "END:", strlen("END:")) == 0) {
		if (!reader->depth)
			return fail(reader, line, "END:VCARD without the BEGIN:VCARD before it%s", "");
		if (--reader->depth)
			return STATUS_OK;
		status = vcard_row(reader->making, &reader->card, &reader->arena, reader->error);
		reader->card = (struct vcard){ 0 };
		arena_reset(&reader->arena);
	} else if (reader->depth == 1 && text[strspn(text, " \t")]) {
		status = take_property(reader, line);
	} else if (!reader->depth && text[strspn(text, " \t")]) {
		return fail(reader, line, "the line stands in no card; a card begins with BEGIN:VCARD%s", "");
	}
	return status;
}

static enum status read_vcard(struct sheet_making *making, struct decode *source, struct error *error)
{
	struct reader reader = { .making = making, .source = source, .error = error };
	bool found = true;
	size_t line = 0;
	enum status status = read_ahead(&reader);

	if (!status && reader.next && strncmp(reader.next, "\xEF\xBB\xBF", 3) == 0) {
		memmove(reader.next, reader.next + 3, reader.next_length - 2);
		reader.next_length -= 3;
	}
	while (!status && !(status = next_line(&reader, &found, &line)) && found)
		status = take_line(&reader, line);
	if (!status && reader.depth)
		status = fail(&reader, reader.card.line, "the card that begins here has no END:VCARD%s", "");
	text_free(&reader.ahead);
	text_free(&reader.whole);
	arena_free(&reader.arena);
	return status;
}

static bool recognizes(const char *bytes, size_t length)
{
	size_t i = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	while (i < length && memchr(" \t\r\n", bytes[i], 4))
		i++;
	return length - i >= strlen("BEGIN:VCARD") && strncasecmp(bytes + i, "BEGIN:VCARD", strlen("BEGIN:VCARD")) == 0;
}

/* Every byte is a character, until lines are joined. */
static bool bytes_as_they_are(const char *bytes, size_t length, char out[64])
{
	(void)bytes, (void)length;
	strcpy(out, "ISO-8859-1");
	return true;
}

const struct sheet_maker vcard_maker = { .names = vcard_names, .recognizes = recognizes, .encoding = bytes_as_they_are, .read = read_vcard };
