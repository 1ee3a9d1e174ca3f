#include "selling/numbering.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum part { PART_END, PART_TEXT, PART_YEAR, PART_YY, PART_MONTH, PART_NUMBER, PART_UNKNOWN };

struct token {
	enum part part;
	const char *start;
	size_t length;
	int digits; /* of {number:4} */
};

static bool is_word(const struct token *token, const char *word)
{
	return token->length == strlen(word) && memcmp(token->start, word, token->length) == 0;
}

/* {number}, {number:1} … {number:12}. */
static bool read_number(struct token *token)
{
	static const char begin[] = "{number";
	const size_t name = sizeof begin - 1;
	size_t at = name + 1;

	if (token->length < name + 1 || memcmp(token->start, begin, name) != 0)
		return false;
	token->digits = 1;
	if (token->length == name + 1)
		return true;
	if (token->start[name] != ':')
		return false;
	for (token->digits = 0; at < token->length - 1 && at < name + 3; at++) {
		if (token->start[at] < '0' || token->start[at] > '9')
			return false;
		token->digits = token->digits * 10 + (token->start[at] - '0');
	}
	return at == token->length - 1 && token->digits >= 1 && token->digits <= NUMBERING_DIGITS;
}

static struct token next_token(const char **rest)
{
	struct token token = { .part = PART_END, .start = *rest };

	if (!**rest)
		return token;
	if (**rest != '{') {
		token.part = PART_TEXT;
		token.length = strcspn(*rest, "{");
		*rest += token.length;
		return token;
	}
	token.length = strcspn(*rest, "}");
	token.length += (*rest)[token.length] == '}';
	*rest += token.length;
	token.part = is_word(&token, "{year}") ? PART_YEAR : is_word(&token, "{yy}") ? PART_YY : is_word(&token, "{month}") ? PART_MONTH : PART_UNKNOWN;
	if (token.part == PART_UNKNOWN && read_number(&token))
		token.part = PART_NUMBER;
	return token;
}

/* What stands between the braces must be fit for names of files and for cells: no control characters, no lonely brace, no blank at an edge. */
static enum status check_text(const char *pattern, struct error *error)
{
	size_t length = strlen(pattern);

	if (!length || length > NUMBERING_LIMIT)
		return error_set(error, STATUS_DATA, "a pattern has 1 to %d bytes", NUMBERING_LIMIT);
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)pattern[i] < ' ' || pattern[i] == 0x7f)
			return error_set(error, STATUS_DATA, "a pattern has no control characters");
	if (pattern[0] == ' ' || pattern[length - 1] == ' ')
		return error_set(error, STATUS_DATA, "'%s' begins or ends with a blank; remove it", pattern);
	return STATUS_OK;
}

enum status numbering_check(const char *pattern, struct error *error)
{
	size_t seen[PART_UNKNOWN + 1] = { 0 };
	const char *rest = pattern;
	enum status status = check_text(pattern, error);

	if (status)
		return status;
	for (struct token token; (token = next_token(&rest)).part != PART_END;) {
		bool brace = token.part == PART_TEXT && memchr(token.start, '}', token.length);
		if (token.part == PART_UNKNOWN || brace)
			return error_set(error, STATUS_DATA, "'%.*s' has no meaning here; a pattern has {year}, {yy}, {month}, {number} and {number:1} to {number:%d}",
					 (int)token.length, token.start, NUMBERING_DIGITS);
		seen[token.part]++;
	}
	if (!seen[PART_NUMBER])
		return error_set(error, STATUS_DATA, "'%s' has no {number}: all documents would have the same; write %s{number:4}", pattern, pattern);
	if (seen[PART_NUMBER] > 1)
		return error_set(error, STATUS_DATA, "'%s' has {number} twice; write it once", pattern);
	if (seen[PART_MONTH] && !seen[PART_YEAR] && !seen[PART_YY])
		return error_set(error, STATUS_DATA, "'%s' has {month} without {year}: numbers would be repeated next year; add {year} or {yy}", pattern);
	return STATUS_OK;
}

void numbering_write(struct text *out, const char *pattern, const char *day, int64_t number)
{
	const char *rest = pattern;

	for (struct token token; (token = next_token(&rest)).part != PART_END;) {
		switch (token.part) {
		case PART_YEAR: text_append(out, day, 4); break;
		case PART_YY: text_append(out, day + 2, 2); break;
		case PART_MONTH: text_append(out, day + 5, 2); break;
		case PART_NUMBER: text_printf(out, "%0*" PRId64, token.digits, number); break;
		default: text_append(out, token.start, token.length); break;
		}
	}
}

void numbering_series(struct text *out, const char *pattern, const char *type, const char *day)
{
	const char *rest = pattern;
	bool year = false, month = false;

	for (struct token token; (token = next_token(&rest)).part != PART_END;) {
		year |= token.part == PART_YEAR || token.part == PART_YY;
		month |= token.part == PART_MONTH;
	}
	text_add(out, type);
	if (year)
		text_printf(out, "-%.*s", month ? 7 : 4, day);
}
