/* HTML as text. Nothing of it is executed, and nothing that it names is fetched. */
#include "io/mime_read.h"

#include "base/text.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ENTITY = 10 };

static void add_code(struct text *out, unsigned long code)
{
	if (code < ' ' || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || (code >= 0x7f && code < 0xa0)) {
		text_byte(out, ' ');
	} else if (code < 0x80) {
		text_byte(out, (char)code);
	} else if (code < 0x800) {
		text_byte(out, (char)(0xc0 | code >> 6));
		text_byte(out, (char)(0x80 | (code & 0x3f)));
	} else if (code < 0x10000) {
		text_byte(out, (char)(0xe0 | code >> 12));
		text_byte(out, (char)(0x80 | (code >> 6 & 0x3f)));
		text_byte(out, (char)(0x80 | (code & 0x3f)));
	} else {
		text_byte(out, (char)(0xf0 | code >> 18));
		text_byte(out, (char)(0x80 | (code >> 12 & 0x3f)));
		text_byte(out, (char)(0x80 | (code >> 6 & 0x3f)));
		text_byte(out, (char)(0x80 | (code & 0x3f)));
	}
}

/* What an entity stands for; how many bytes it takes, 0 when it is none. */
static size_t add_entity(struct text *out, const char *at, size_t length)
{
	static const struct {
		const char *name;
		unsigned long code;
	} entities[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", ' ' }, { "copy", 0xa9 }, { "euro", 0x20ac },
		         { "ndash", 0x2013 }, { "mdash", 0x2014 }, { "hellip", 0x2026 }, { "yen", 0xa5 } };
	char name[ENTITY + 1] = "";
	size_t end = 1;

	while (end < length && end <= ENTITY && at[end] != ';')
		end++;
	if (end >= length || at[end] != ';' || end < 2)
		return 0;
	memcpy(name, at + 1, end - 1);
	if (name[0] == '#') {
		bool hexadecimal = name[1] == 'x' || name[1] == 'X';
		add_code(out, strtoul(name + 1 + hexadecimal, NULL, hexadecimal ? 16 : 10));
		return end + 1;
	}
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (strcmp(entities[i].name, name) == 0) {
			add_code(out, entities[i].code);
			return end + 1;
		}
	return 0;
}

static bool is_tag(const char *at, size_t length, const char *name)
{
	size_t size = strlen(name);

	return length > size && strncasecmp(at, name, size) == 0 && strchr(" \t\r\n/>", at[size]);
}

static bool is_block(const char *at, size_t length)
{
	static const char *const blocks[] = { "br", "p", "/p", "div", "/div", "tr", "li", "h1", "h2", "h3", "h4", "/h1", "/h2", "/h3", "/h4", "table", "/table", "ul", "ol", "hr", "pre",
		                              "blockquote" };

	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		if (is_tag(at, length, blocks[i]))
			return true;
	return false;
}

/* Where what begins here ends: a comment, the content of a script or style, or a tag. */
static size_t skip(const char *at, size_t length)
{
	const char *const closed[] = { "script", "style", "head", "title" };
	size_t end = 0;

	if (length >= 4 && memcmp(at, "<!--", 4) == 0) {
		for (end = 4; end + 3 <= length && memcmp(at + end, "-->", 3) != 0;)
			end++;
		return end + 3 <= length ? end + 3 : length;
	}
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
		size_t size = strlen(closed[i]);
		if (!is_tag(at + 1, length - 1, closed[i]))
			continue;
		for (end = 1; end + size + 2 < length; end++)
			if (at[end] == '<' && at[end + 1] == '/' && strncasecmp(at + end + 2, closed[i], size) == 0)
				break;
		break;
	}
	while (end < length && at[end] != '>')
		end++;
	return end < length ? end + 1 : length;
}

static void break_line(struct text *out, size_t start)
{
	while (out->length > start && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
	bool empty = out->length == start, twice = out->length >= start + 2 && out->data[out->length - 1] == '\n' && out->data[out->length - 2] == '\n';
	if (!empty && !twice)
		text_byte(out, '\n');
}

void mime_html_text(struct text *out, const char *html, size_t length)
{
	size_t start = out->length;

	for (size_t i = 0; i < length;) {
		size_t size;
		if (html[i] == '<' && i + 1 < length && strchr("/!?abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", html[i + 1])) {
			if (is_block(html + i + 1, length - i - 1))
				break_line(out, start);
			i += skip(html + i, length - i);
		} else if (html[i] == '&' && (size = add_entity(out, html + i, length - i))) {
			i += size;
		} else if (html[i] == '\0' || strchr(" \t\r\n", html[i])) {
			if (out->length > start && !strchr(" \n", out->data[out->length - 1]))
				text_byte(out, ' ');
			i++;
		} else {
			text_byte(out, html[i++]);
		}
	}
	while (out->length > start && strchr(" \n", out->data[out->length - 1]))
		out->data[--out->length] = '\0';
}
