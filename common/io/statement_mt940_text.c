#include "io/statement_mt940.h"

#include "base/text.h"
#include <stdbool.h>
#include <string.h>

/* The lines without their ends; between: what stands there instead. */
static char *join(struct arena *arena, const char *lines, const char *between)
{
	struct text out = { 0 };

	for (; *lines; lines++)
		if (*lines == '\n')
			text_add(&out, between);
		else
			text_byte(&out, *lines);
	text_add(&out, "");
	return text_take(&out, arena);
}

/* Without blanks around it; NULL for nothing. */
static const char *trimmed(struct arena *arena, const char *text, size_t length)
{
	while (length && *text == ' ')
		text++, length--;
	while (length && text[length - 1] == ' ')
		length--;
	return length ? arena_copy(arena, text, length) : NULL;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* What German banks put into the purpose of SEPA payments: EREF+…SVWZ+…; a segment ends where the next begins. */
static const char *const sepa_tags[] = { "EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "COAM+", "OAMT+", "SVWZ+", "ABWA+", "ABWE+", "PURP+", "BREF+", "RREF+" };

static const char *next_tag(const char *text)
{
	const char *first = NULL;

	for (size_t i = 0; i < sizeof sepa_tags / sizeof *sepa_tags; i++) {
		const char *found = strstr(text, sepa_tags[i]);
		if (found && (!first || found < first))
			first = found;
	}
	return first;
}

static const char *segment(struct arena *arena, const char *purpose, const char *tag)
{
	const char *start = strstr(purpose, tag);

	if (!start)
		return NULL;
	start += strlen(tag);
	const char *end = next_tag(start);
	return trimmed(arena, start, end ? (size_t)(end - start) : strlen(start));
}

/* 166?00Gutschrift?20SVWZ+…?32Name: a code of three digits, then fields of two digits behind a mark that the bank chose. */
static struct mt940_text german(struct arena *arena, const char *text)
{
	char mark = text[3];
	struct text purpose = { 0 }, name = { 0 };
	struct mt940_text out = { 0 };
	const char *posting = NULL;

	for (const char *p = text + 3; *p;) {
		int number = is_digit(p[1]) && is_digit(p[2]) ? (p[1] - '0') * 10 + (p[2] - '0') : -1;
		const char *start = p + (number < 0 ? 1 : 3), *end = start;
		while (*end && !(*end == mark && is_digit(end[1]) && is_digit(end[2])))
			end++;
		if ((number >= 20 && number <= 29) || (number >= 60 && number <= 63))
			text_append(&purpose, start, (size_t)(end - start));
		else if (number == 32 || number == 33)
			text_append(&name, start, (size_t)(end - start));
		else if (number == 31)
			out.account = trimmed(arena, start, (size_t)(end - start));
		else if (number == 0)
			posting = trimmed(arena, start, (size_t)(end - start));
		p = end;
	}
	const char *tag = next_tag(text_string(&purpose));
	out.name = trimmed(arena, text_string(&name), name.length);
	out.reference = segment(arena, text_string(&purpose), "EREF+");
	out.text = segment(arena, text_string(&purpose), "SVWZ+");
	if (!out.text)
		out.text = trimmed(arena, text_string(&purpose), tag ? (size_t)(tag - purpose.data) : purpose.length);
	if (!out.text)
		out.text = posting;
	text_free(&purpose);
	text_free(&name);
	return out;
}

static const char *const dutch_words[] = { "TRTP", "IBAN", "BIC", "NAME", "REMI", "EREF", "MARF", "CSID", "CNTP", "ORDP", "BENM", "ISDT", "PREF", "RTRN", "TRCD",
	"PURP", "ULTC", "ULTD", "EXCH", "CHGS", "ACCW", "NRTX", "SVCL", "IREF", "KREF", "BENC", "ID" };

/* The word /WORD/ at a place; 0: there is none. */
static size_t word_at(const char *p)
{
	for (size_t i = 0; *p == '/' && i < sizeof dutch_words / sizeof *dutch_words; i++) {
		size_t length = strlen(dutch_words[i]);
		if (strncmp(p + 1, dutch_words[i], length) == 0 && p[1 + length] == '/')
			return length;
	}
	return 0;
}

/* The value behind /WORD/, up to the next word; NULL: there is none. */
static const char *value_of(struct arena *arena, const char *text, const char *word)
{
	for (const char *p = strchr(text, '/'); p; p = strchr(p + 1, '/')) {
		size_t length = word_at(p);
		if (length != strlen(word) || strncmp(p + 1, word, length) != 0)
			continue;
		const char *start = p + length + 2, *end = start;
		while (*end && !word_at(end))
			end++;
		while (end > start && end[-1] == '/')
			end--;
		return trimmed(arena, start, (size_t)(end - start));
	}
	return NULL;
}

/* /TRTP/SEPA OVERBOEKING/IBAN/…/NAME/…/REMI/…, and /CNTP/account/BIC/name/city/ as ING has it. */
static struct mt940_text dutch(struct arena *arena, const char *text)
{
	struct mt940_text out = { .name = value_of(arena, text, "NAME"), .account = value_of(arena, text, "IBAN"), .reference = value_of(arena, text, "EREF"),
		.text = value_of(arena, text, "REMI") };
	const char *party = value_of(arena, text, "CNTP");

	if (party) {
		size_t account = strcspn(party, "/");
		const char *name = party[account] ? party + account + 1 + strcspn(party + account + 1, "/") : "";
		out.account = out.account ? out.account : trimmed(arena, party, account);
		if (*name && !out.name)
			out.name = trimmed(arena, name + 1, strcspn(name + 1, "/"));
	}
	if (out.text && strncmp(out.text, "USTD//", strlen("USTD//")) == 0)
		out.text = trimmed(arena, out.text + strlen("USTD//"), strlen(out.text + strlen("USTD//")));
	return out;
}

struct mt940_text mt940_text_read(struct arena *arena, const char *lines)
{
	const char *text = join(arena, lines, "");

	/* A text may look as if it had fields, as 123-20678 does, or 123:45678. */
	struct mt940_text fields = { 0 };
	if (is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) && text[3] && !is_digit(text[3]) && !strchr(" -.,/", text[3]) && is_digit(text[4]) && is_digit(text[5]))
		fields = german(arena, text);
	if (fields.name || fields.account || fields.reference || fields.text)
		return fields;
	if (word_at(text))
		return dutch(arena, text);
	text = join(arena, lines, " ");
	return (struct mt940_text){ .text = trimmed(arena, text, strlen(text)) };
}
