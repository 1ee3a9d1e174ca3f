#include "page/page_words.h"

#include "base/utf8.h"
#include <errno.h>
#include <string.h>

/* The bytes of the character at text when it ends a line (also U+2028, U+2029 and CR LF), else 0. */
static size_t line_end(const char *text)
{
	if (*text == '\n')
		return 1;
	if (*text == '\r')
		return text[1] == '\n' ? 2 : 1;
	return strncmp(text, "\xE2\x80\xA8", 3) == 0 || strncmp(text, "\xE2\x80\xA9", 3) == 0 ? 3 : 0;
}

/* The bytes of the character at text when nothing of it would be seen on paper, else 0. */
static size_t void_length(const char *text, size_t length)
{
	uint32_t character;
	size_t size = utf8_next(text, length, &character);

	return size > 1 && utf8_is_void(character) ? size : 0;
}

static bool is_closing(uint32_t character)
{
	static const uint32_t closing[] = { 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011,
		0xFF01, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F };

	for (size_t i = 0; i < sizeof closing / sizeof closing[0]; i++)
		if (character == closing[i])
			return true;
	return false;
}

bool page_breaks(uint32_t before, uint32_t character)
{
	if (!before || is_closing(character))
		return false;
	return character == ' ' || utf8_is_cjk(character) || utf8_is_cjk(before) || is_closing(before);
}

/* The bytes up to the end of the line, a tab, what is left out, or, in a line longer than it may be, the last place where it may break. */
static size_t run_length(const char *text, size_t length)
{
	size_t at = 0, characters = 0, best = 0;

	for (uint32_t character, before = 0; at < length && text[at] != '\t' && !line_end(text + at) && !void_length(text + at, length - at); before = character) {
		size_t size = utf8_next(text + at, length - at, &character);
		if (page_breaks(before, character))
			best = at;
		if (characters++ == PAGE_LINE)
			return best ? best : at;
		at += size;
	}
	return at;
}

const char *page_clean(struct arena *arena, const char *text)
{
	struct text out = { 0 };

	if (!text || !*text)
		return "";
	for (size_t left = strlen(text); left > 0; ) {
		size_t length = run_length(text, left);
		utf8_visible(&out, text, length);
		size_t nothing = length < left ? void_length(text + length, left - length) : 0;
		length += nothing;
		if (!nothing && length < left) {
			bool blank = text[length] == '\t';
			text_byte(&out, blank ? ' ' : '\n');
			length += blank || text[length] == ' ' ? 1 : line_end(text + length);
		}
		text += length;
		left -= length;
	}
	while (out.length > 0 && out.data[out.length - 1] == '\n')
		out.length--;
	const char *clean = arena_copy(arena, out.length ? out.data : "", out.length);
	text_free(&out);
	return clean;
}

bool page_is_sign(const char *text, uint32_t *character, size_t *size)
{
	*size = utf8_next(text, strnlen(text, 4), character);
	return *character >= 0x80 && !utf8_is_cjk(*character) && utf8_width(text, *size) > 0 && !(utf8_is_typeset(*character) && utf8_typed(*character) == ' ');
}

bool page_has_signs(const char *text)
{
	uint32_t character;

	for (size_t size; *text; text += size)
		if (page_is_sign(text, &character, &size))
			return true;
	return false;
}

static const char *known(const char *text)
{
	return text && *text ? text : NULL;
}

const enum page_part page_order[PAGE_PARTS] = {
	PAGE_PARTIES, PAGE_SUBJECT, PAGE_REASON, PAGE_TABLE, PAGE_TOTALS, PAGE_TAXES, PAGE_IN_WORDS, PAGE_TEXT, PAGE_DELIVER_TO, PAGE_PAYMENT, PAGE_TERMS, PAGE_ACCOUNT,
	PAGE_NOTE, PAGE_SIGNATURES,
};

const struct page_words page_tax_labels[3] = { { "Tax", "税种" }, { "Net", "未税金额" }, { "Tax amount", "税额" } };

enum page_part page_part_at(const struct page_document *document, size_t i)
{
	if (document->parts)
		return i < document->part_count ? document->parts[i] : PAGE_PARTS;
	return i < PAGE_PARTS ? page_order[i] : PAGE_PARTS;
}

bool page_stands_in(const struct page_paragraph *paragraph, enum page_part part)
{
	return paragraph->part == part;
}

bool page_empty(struct page_words words)
{
	return !known(words.en) && !known(words.zh);
}

struct page_shown page_shown(struct arena *arena, enum page_language language, struct page_words words)
{
	const char *en = known(words.en), *zh = known(words.zh);
	const char *first = language == PAGE_EN ? en : zh, *second = language == PAGE_BOTH ? en : NULL;

	if (!first)
		first = zh ? zh : en;
	if (!first)
		return (struct page_shown){ 0 };
	if (second && strcmp(first, second) == 0)
		second = NULL;
	return (struct page_shown){ .first = page_clean(arena, first), .second = second ? page_clean(arena, second) : NULL };
}

const char *page_join(struct arena *arena, enum page_language language, struct page_words words, const char *between)
{
	struct page_shown shown = page_shown(arena, language, words);

	if (!shown.first)
		return "";
	return shown.second ? arena_printf(arena, "%s%s%s", shown.first, between, shown.second) : shown.first;
}

const char *page_fact_line(struct arena *arena, enum page_language language, const struct page_fact *fact)
{
	const char *label = page_join(arena, language, fact->label, " ");
	const char *value = page_join(arena, language, fact->value, "\n");

	if (!*label || !*value)
		return *label ? label : value;
	return arena_printf(arena, "%s%s%s", label, language == PAGE_ZH ? "：" : ": ", value);
}

const char *page_of(struct arena *arena, enum page_language language, size_t page, size_t pages)
{
	const char *en = arena_printf(arena, "page %zu of %zu", page, pages);
	const char *zh = arena_printf(arena, "第 %zu 页 共 %zu 页", page, pages);

	return page_join(arena, language, (struct page_words){ .en = en, .zh = zh }, "  ");
}

enum status page_finish(FILE *file, struct error *error)
{
	if (fflush(file) == 0 && !ferror(file))
		return STATUS_OK;
	return error_set(error, STATUS_IO, "cannot write the document: %s", strerror(errno));
}

void page_escape(struct text *out, const char *text)
{
	for (; *text; text++) {
		size_t plain = strcspn(text, "&<>\"'");
		text_append(out, text, plain);
		text += plain;
		if (!*text)
			return;
		text_add(out, *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : *text == '"' ? "&quot;" : "&#39;");
	}
}
