/* What each kind of field does with a value: text in, text out. */
#include "record/kind_parts.h"

#include "base/anniversary.h"
#include "base/decimal.h"
#include "base/email.h"
#include "base/money.h"
#include "base/pattern.h"
#include "base/phone.h"
#include "base/sentence.h"
#include "base/utf8.h"
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct value kind_text(struct arena *arena, const char *data, size_t length)
{
	return length ? (struct value){ .type = VALUE_TEXT, .text = arena_copy(arena, data, length), .length = length } : (struct value){ 0 };
}

/* A sheet turned a long number into a float: 6.22E+18. */
static bool lost_digits(const char *text)
{
	size_t digits = strspn(text, "0123456789.");

	return digits > 0 && (text[digits] == 'E' || text[digits] == 'e') && text[digits + 1] == '+' &&
	       text[digits + 2] && text[digits + 2 + strspn(text + digits + 2, "0123456789")] == '\0';
}

enum { TEXT_LIMIT = 16 * 1024 * 1024, ESCAPE = 6 /* bytes: \u0001 */ };

/* Imports refuse larger cells, and lines of several times that: what is entered can always be exported and imported again. */
static bool fits_an_export(const char *text, size_t length)
{
	size_t written = length;

	for (size_t i = 0; i < length && length > TEXT_LIMIT / ESCAPE; i++)
		written += text[i] == '\n' || text[i] == '\t' || text[i] == '\r' ? 1 : (unsigned char)text[i] < ' ' || text[i] == 0x7F ? ESCAPE - 1 : 0;
	return written <= TEXT_LIMIT;
}

static PARSER(parse_text)
{
	size_t length = strlen(text);

	UNUSED(conventions), UNUSED(currency);
	if (field->digits && lost_digits(text))
		return error_set(error, STATUS_DATA, "%s: the digits are already lost; format the column as text in the sheet and export it again", text);
	if (field->kind != KIND_LONGTEXT)
		text = utf8_nfc(arena, text, &length);
	if (!fits_an_export(text, length))
		return error_set(error, STATUS_DATA, "the text is larger than %d MiB, with control bytes counted as an export writes them", TEXT_LIMIT / 1024 / 1024);
	if (field->pattern) {
		struct pattern *pattern;
		bool hit = false;
		if (pattern_new(field->pattern, &pattern, NULL))
			return error_set(error, STATUS_CONFIG, "the pattern %s is not an extended regular expression", field->pattern);
		enum status status = pattern_match(pattern, text, length, &hit, error);
		pattern_free(pattern);
		if (status)
			return status;
		if (!hit)
			return error_set(error, STATUS_DATA, "%s does not match the pattern %s", text, field->pattern);
	}
	*out = kind_text(arena, text, length);
	return STATUS_OK;
}

static PARSER(parse_integer)
{
	UNUSED(conventions), UNUSED(field), UNUSED(arena), UNUSED(currency);
	out->type = VALUE_INTEGER;
	return integer_parse(text, &out->integer, error);
}

static PARSER(parse_decimal)
{
	UNUSED(conventions), UNUSED(field), UNUSED(arena), UNUSED(currency);
	out->type = VALUE_INTEGER;
	return decimal_parse(text, DECIMAL_QUANTITY, &out->integer, error);
}

static PARSER(parse_rate)
{
	UNUSED(conventions), UNUSED(field), UNUSED(arena), UNUSED(currency);
	out->type = VALUE_INTEGER;
	return decimal_parse(text, DECIMAL_RATE, &out->integer, error);
}

static PARSER(parse_money)
{
	UNUSED(conventions), UNUSED(field), UNUSED(arena);
	out->type = VALUE_INTEGER;
	return money_parse(text, currency, &out->integer, error);
}

static PARSER(parse_percent)
{
	struct text half = { 0 };

	UNUSED(conventions), UNUSED(field), UNUSED(arena), UNUSED(currency);
	utf8_halfwidth(&half, text, strlen(text));
	while (half.length && half.data[half.length - 1] == ' ')
		half.data[--half.length] = '\0';
	if (half.length && half.data[half.length - 1] == '%')
		half.data[--half.length] = '\0';
	out->type = VALUE_INTEGER;
	enum status status = decimal_parse(text_string(&half), DECIMAL_PERCENT, &out->integer, error);
	text_free(&half);
	return status;
}

static PARSER(parse_date)
{
	char day[DATE_SIZE];
	enum status status = date_parse(conventions, text, day, error);

	UNUSED(field), UNUSED(currency);
	if (!status)
		*out = kind_text(arena, day, strlen(day));
	return status;
}

static PARSER(parse_anniversary)
{
	struct text stored = { 0 };
	enum status status = anniversary_parse(conventions, text, &stored, error);

	UNUSED(field), UNUSED(currency);
	if (!status)
		*out = kind_text(arena, stored.data, stored.length);
	text_free(&stored);
	return status;
}

static PARSER(parse_timestamp)
{
	char instant[TIMESTAMP_SIZE];
	enum status status = timestamp_parse(conventions, text, instant, error);

	UNUSED(field), UNUSED(currency);
	if (!status)
		*out = kind_text(arena, instant, strlen(instant));
	return status;
}

static PARSER(parse_phone)
{
	struct text stored = { 0 };
	enum status status = phone_parse(text, &stored, error);

	UNUSED(conventions), UNUSED(field), UNUSED(currency);
	if (!status)
		*out = kind_text(arena, stored.data, stored.length);
	text_free(&stored);
	return status;
}

static PARSER(parse_email)
{
	struct text stored = { 0 };
	enum status status = email_parse(text, &stored, error);
	size_t length = stored.length;

	UNUSED(conventions), UNUSED(field), UNUSED(currency);
	if (!status) {
		text = utf8_nfc(arena, stored.data, &length);
		*out = kind_text(arena, text, length);
	}
	text_free(&stored);
	return status;
}

static PARSER(parse_stored_email)
{
	size_t length = strlen(text);

	if (!email_was_stored(text))
		return parse_email(conventions, field, text, arena, currency, out, error);
	text = utf8_nfc(arena, text, &length);
	*out = kind_text(arena, text, length);
	return STATUS_OK;
}

static PARSER(parse_url)
{
	UNUSED(conventions), UNUSED(field), UNUSED(currency);
	for (const char *p = text; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f)
			return error_set(error, STATUS_DATA, "%s is not a web address: it contains a blank or a control character", text);
	*out = kind_text(arena, text, strlen(text));
	return STATUS_OK;
}

static PARSER(parse_pick)
{
	const struct pick *pick = pick_find(field->picks, text);

	UNUSED(conventions), UNUSED(currency);
	if (pick) {
		*out = pick_is_empty(pick) ? (struct value){ 0 } : kind_text(arena, pick->key, strlen(pick->key));
		return STATUS_OK;
	}
	const char *nearest = error_nearest_row(text, field->picks, sizeof *field->picks);
	if (nearest)
		return error_set(error, STATUS_DATA, "'%s' is not one of its values; did you mean '%s'?", text, nearest);
	struct text all = { 0 };
	for (const struct pick *p = field->picks; p->key; p++)
		text_printf(&all, "%s%s", p == field->picks ? "" : ", ", p->key);
	error_set(error, STATUS_DATA, "'%s' is not one of its values: %s", text, text_string(&all));
	text_free(&all);
	return STATUS_DATA;
}

PARSER(parse_reference)
{
	struct reference reference;

	UNUSED(conventions), UNUSED(arena), UNUSED(currency);
	if (text[0] >= '1' && text[0] <= '9' && field->target && strlen(text) <= 15 && text[strspn(text, "0123456789")] == '\0') {
		*out = value_integer(strtoll(text, NULL, 10));
		return STATUS_OK;
	}
	if (!reference_like(text))
		return error_set(error, STATUS_DATA, field->target ? "'%s' is neither a reference to %s %s nor a known name" : "'%s' is not a reference; write one like c12",
		                 text, sentence_a(field->target ? field->target->name : NULL), field->target ? field->target->name : NULL);
	if (reference_parse(text, &reference, error))
		return error->status = STATUS_DATA;
	if (field->target && reference.type != field->target)
		return error_set(error, STATUS_DATA, "%s is %s %s; this field takes %s %s (%s1)", text, sentence_a(reference.type->name), reference.type->name, sentence_a(field->target->name), field->target->name, field->target->prefix);
	if (reference.child || reference.type->internal)
		return error_set(error, STATUS_DATA, "%s cannot be referred to by a field", text);
	*out = value_integer(field->kind == KIND_ANYREF ? anyref_pack(reference.type, reference.id) : reference.id);
	return STATUS_OK;
}

static PARSER(parse_bool)
{
	static const char *const words[] = { "no", "yes", "false", "true", "0", "1", "n", "y", "否", "是", "off", "on" };
	struct text folded = { 0 };

	UNUSED(conventions), UNUSED(field), UNUSED(arena), UNUSED(currency);
	utf8_casefold(&folded, text, strlen(text));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(text_string(&folded), words[i]) == 0) {
			text_free(&folded);
			*out = value_integer((int64_t)(i & 1));
			return STATUS_OK;
		}
	}
	text_free(&folded);
	return error_set(error, STATUS_DATA, "'%s' is neither yes nor no", text);
}

static PARSER(parse_lines)
{
	UNUSED(conventions), UNUSED(text), UNUSED(arena), UNUSED(currency), UNUSED(out);
	return error_set(error, STATUS_DATA, "%s has records of its own and takes no value", field->name);
}

#define FORMATTER(name) static void name(const struct field *field, const struct value *value, int digits, struct text *out)

FORMATTER(format_text)
{
	UNUSED(field), UNUSED(digits);
	text_append(out, value->text, value->length);
}

FORMATTER(format_integer)
{
	UNUSED(field), UNUSED(digits);
	text_integer(out, value->integer);
}

FORMATTER(format_decimal)
{
	UNUSED(field), UNUSED(digits);
	decimal_format(out, value->integer, DECIMAL_QUANTITY);
}

FORMATTER(format_rate)
{
	UNUSED(field), UNUSED(digits);
	decimal_format(out, value->integer, DECIMAL_RATE);
}

FORMATTER(format_money)
{
	UNUSED(field);
	money_format(out, value->integer, digits);
}

FORMATTER(format_percent)
{
	UNUSED(field), UNUSED(digits);
	decimal_format(out, value->integer, DECIMAL_PERCENT);
}

FORMATTER(format_reference)
{
	UNUSED(digits);
	reference_format(out, field->target, value->integer);
}

FORMATTER(format_anyref)
{
	int64_t id;
	const struct record_type *type = anyref_unpack(value->integer, &id);

	UNUSED(field), UNUSED(digits);
	if (type)
		reference_format(out, type, id);
}

FORMATTER(format_bool)
{
	UNUSED(field), UNUSED(digits);
	text_add(out, value->integer ? "yes" : "no");
}

FORMATTER(format_tags)
{
	UNUSED(field), UNUSED(digits);
	if (value->length > 2)
		text_append(out, value->text + 1, value->length - 2);
}

const struct kind kinds[KIND_LAST + 1] = {
	[KIND_TEXT] = { "text", "TEXT", false, false, "one line of text", parse_text, format_text, NULL },
	[KIND_LONGTEXT] = { "longtext", "TEXT", false, false, "text of any length; --file FIELD=PATH reads it from a file", parse_text, format_text, NULL },
	[KIND_INT] = { "int", "INTEGER", true, false, "a whole number", parse_integer, format_integer, NULL },
	[KIND_DECIMAL] = { "decimal", "INTEGER", true, false, "a number with up to six decimals", parse_decimal, format_decimal, NULL },
	[KIND_MONEY] = { "money", "INTEGER", true, false, "an amount: 1234.50, CNY 10, 1.2万元", parse_money, format_money, NULL },
	[KIND_PERCENT] = { "percent", "INTEGER", true, false, "a percentage with up to four decimals: 13 or 13%", parse_percent, format_percent, NULL },
	[KIND_DATE] = { "date", "TEXT", true, false, "a day: 2026-03-05, today, +2d, eom", parse_date, format_text, NULL },
	[KIND_ANNIVERSARY] = { "anniversary", "TEXT", true, false, "a day that recurs every year: 1980-05-17, --05-17, lunar:1980-04-03", parse_anniversary, format_text, NULL },
	[KIND_TIMESTAMP] = { "timestamp", "TEXT", true, false, "a point in time: '2026-03-05 14:00', 14:30, +2h", parse_timestamp, format_text, NULL },
	[KIND_PHONE] = { "phone", "TEXT", false, false, "a telephone number, in any format", parse_phone, format_text, NULL },
	[KIND_EMAIL] = { "email", "TEXT", false, false, "an e-mail address", parse_email, format_text, parse_stored_email },
	[KIND_URL] = { "url", "TEXT", false, false, "a web address", parse_url, format_text, NULL },
	[KIND_PICK] = { "pick", "TEXT", true, false, "one of the values listed, or its label", parse_pick, format_text, NULL },
	[KIND_REF] = { "ref", "INTEGER", false, false, "a reference such as c12, or the exact name of the record", parse_reference, format_reference, NULL },
	[KIND_REFS] = { "refs", "TEXT", false, true, "references, separated by commas; += adds, -= removes", parse_links, format_text, NULL },
	[KIND_ANYREF] = { "anyref", "INTEGER", false, false, "a reference to a record of any type", parse_reference, format_anyref, NULL },
	[KIND_BOOL] = { "bool", "INTEGER", false, false, "yes or no", parse_bool, format_bool, NULL },
	[KIND_TAGS] = { "tags", "TEXT", false, true, "words, separated by commas; += adds, -= removes", parse_tags, format_tags, parse_stored_tags },
	[KIND_RRULE] = { "rrule", "TEXT", false, false, "how something repeats: weekly, every 2 weeks on mon,thu, 每月, or a rule of RFC 5545: FREQ=MONTHLY;INTERVAL=1", parse_rrule, format_text, NULL },
	[KIND_LINES] = { "lines", "TEXT", false, false, "records of its own", parse_lines, format_text, NULL },
	[KIND_RATE] = { "rate", "INTEGER", true, false, "a number with up to ten decimals", parse_rate, format_rate, NULL },
};

enum status field_parse(const struct conventions *conventions, const struct field *field, const char *text, struct arena *arena,
                        char currency[4], struct value *out, struct error *error)
{
	*out = (struct value){ 0 };
	if (!*text)
		return STATUS_OK;
	if (strlen(text) > VALUE_LIMIT)
		return error_set(error, STATUS_DATA, "%s: the value is longer than 16 MiB", field->name);
	enum status status = kinds[field->kind].parse(conventions, field, text, arena, currency, out, error);
	return status ? error_prefix(error, "%s: ", field->name) : STATUS_OK;
}

void field_format(const struct field *field, const struct value *value, int digits, struct text *out)
{
	if (value->type != VALUE_NULL)
		kinds[field->kind].format(field, value, digits, out);
}
