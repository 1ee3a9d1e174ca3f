/* SWIFT MT940, the customer statement, and MT942, the report of a day: lines that begin with :61: are entries, :86: says more of the one above. */
#include "io/statement_mt940.h"

#include "base/calendar.h"
#include "io/statement.h"
#include <stdio.h>
#include <string.h>

enum { FIELD_LIMIT = 16 * 1024, FIELD_LINES = 200 };

struct reader {
	struct sheet_making *making;
	const char *file;
	struct error *error;
	struct arena arena;   /* until the entry is written */
	char tag[4];          /* of the field at hand, "61"; "": none */
	struct text field;    /* its lines */
	size_t line;          /* where it begins */
	size_t field_lines;
	char currency[4];     /* of the balance, "": none yet */
	bool open;            /* an entry waits for its text */
	size_t entry_line;
	const char *day, *amount, *reference;
	bool out, expected;
	struct mt940_text said; /* by its fields 86 */
	size_t texts;           /* that there are of these */
};

static bool digits(const char *text, size_t count)
{
	return strspn(text, "0123456789") >= count;
}

static int two(const char *text)
{
	return (text[0] - '0') * 10 + (text[1] - '0');
}

static enum status fail(const struct reader *reader, const char *sentence)
{
	return error_at(reader->error, STATUS_DATA, reader->file, reader->line, 0, ":%s: %s", reader->tag, sentence);
}

/* Writes the entry that waits. */
static enum status flush(struct reader *reader)
{
	const struct mt940_text *said = &reader->said;
	enum status status = reader->open ? sheet_make_row(reader->making, reader->entry_line, reader->error) : STATUS_OK;

	if (status || !reader->open)
		return status;
	reader->open = false;
	const char *own = statement_is_reference(said->reference) ? said->reference : NULL, *reference = reader->reference ? reader->reference : own;
	const char *const cells[] = { [STATEMENT_DAY] = reader->day, [STATEMENT_AMOUNT] = reader->amount, [STATEMENT_CURRENCY] = reader->currency,
		[STATEMENT_DIRECTION] = reader->out ? "DBIT" : "CRDT", [STATEMENT_STATUS] = reader->expected ? "PDNG" : NULL,
		[STATEMENT_NAME] = said->name, [STATEMENT_ACCOUNT] = said->account,
		[STATEMENT_REFERENCE] = reference, [STATEMENT_TEXT] = said->text };
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (cells[i])
			sheet_make_cell(reader->making, i, cells[i]);
	if (own && own != reference)
		sheet_make_cell(reader->making, STATEMENT_TEXT, own);
	reader->said = (struct mt940_text){ 0 };
	reader->texts = 0;
	arena_reset(&reader->arena);
	return STATUS_OK;
}

/* C260228EUR1000,00 */
static void take_balance(struct reader *reader, const char *text)
{
	if ((*text == 'C' || *text == 'D') && digits(text + 1, 6) && strlen(text) >= 10)
		snprintf(reader->currency, sizeof reader->currency, "%.3s", text + 7);
}

/* The day of the booking, MMDD, is in the year of the value, but where the two are on either side of New Year. */
static bool take_day(struct reader *reader, const char **text)
{
	int year = 2000 + two(*text), month = two(*text + 2), day = two(*text + 4);
	int64_t number;

	*text += 6;
	if (digits(*text, 4)) {
		int value = month;
		month = two(*text);
		day = two(*text + 2);
		year += value == 12 && month == 1 ? 1 : value == 1 && month == 12 ? -1 : 0;
		*text += 4;
	}
	reader->day = arena_printf(&reader->arena, "%04d-%02d-%02d", year, month, day);
	return calendar_stored_day(reader->day, &number);
}

/* 1.234,5 is none: 1234,5 becomes 1234.50, and 100, 100. */
static const char *take_amount(struct reader *reader, const char **text)
{
	size_t whole = strspn(*text, "0123456789"), part = (*text)[whole] == ',' ? strspn(*text + whole + 1, "0123456789") : 0;
	const char *start = *text;

	if (!whole || whole > 15 || part > 5 || start[whole] != ',')
		return NULL;
	*text += whole + 1 + part;
	while (part > 2 && start[whole + part] == '0')
		part--;
	return part ? arena_printf(&reader->arena, "%.*s.%.*s%s", (int)whole, start, (int)part, start + whole + 1, part == 1 ? "0" : "")
	            : arena_copy(&reader->arena, start, whole);
}

/* NTRF, then what the owner of the account calls it, and behind // what the bank does; that one is of this entry alone. */
static void take_reference(struct reader *reader, const char *text)
{
	size_t type = strlen(text) >= 4 && strchr("NSF", *text) ? 4 : 0, length = strcspn(text + type, "\n");
	char *own = arena_copy(&reader->arena, text + type, length), *bank = strstr(own, "//");

	if (bank) {
		*bank = '\0';
		bank += 2;
	}
	reader->reference = statement_is_reference(bank) ? bank : statement_is_reference(own) ? own : NULL;
}

/* 2603010301CR500,00NTRFREFERENCE//BANK: C and D are money in and out, RC and RD reversals of these, EC and ED expected ones. */
static enum status take_entry(struct reader *reader)
{
	const char *text = text_string(&reader->field);
	enum status status = flush(reader);

	if (status)
		return status;
	if (!digits(text, 6) || !take_day(reader, &text))
		return fail(reader, "the entry has no day: YYMMDD, and MMDD of its booking");
	bool reversal = *text == 'R' && (text[1] == 'C' || text[1] == 'D');
	reader->expected = *text == 'E' && (text[1] == 'C' || text[1] == 'D');
	text += reversal || reader->expected;
	if (*text != 'C' && *text != 'D')
		return fail(reader, "the entry does not say C or D, whether the money came in or went out");
	reader->out = (*text++ == 'D') != reversal;
	text += *text >= 'A' && *text <= 'Z';
	reader->amount = take_amount(reader, &text);
	if (!reader->amount)
		return fail(reader, "the entry has no amount, such as 1234,50");
	take_reference(reader, text);
	reader->entry_line = reader->line;
	reader->open = true;
	return STATUS_OK;
}

/* A field 86 of the entry. What is said already, and then otherwise, goes to the text. */
static enum status add_text(struct reader *reader)
{
	const struct mt940_text more = mt940_text_read(&reader->arena, text_string(&reader->field));
	struct mt940_text *said = &reader->said;
	const char **places[] = { &said->name, &said->account, &said->reference, &said->text };
	const char *const texts[] = { more.name, more.account, more.reference, more.text };

	if (reader->texts++ == FIELD_LINES)
		return fail(reader, "the entry has more than 200 of these fields");
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		if (!texts[i])
			continue;
		if (said->text && strlen(said->text) + strlen(texts[i]) > FIELD_LIMIT)
			return fail(reader, "the texts of the entry are longer than 16 KiB");
		if (!*places[i])
			*places[i] = texts[i];
		else if (strcmp(*places[i], texts[i]) != 0)
			said->text = said->text ? arena_printf(&reader->arena, "%s %s", said->text, texts[i]) : texts[i];
	}
	return STATUS_OK;
}

/* A field is complete. */
static enum status take_field(struct reader *reader)
{
	const char *tag = reader->tag;
	enum status status = STATUS_OK;

	if (strcmp(tag, "61") == 0) {
		status = take_entry(reader);
	} else if (strcmp(tag, "86") == 0) {
		status = reader->open ? add_text(reader) : STATUS_OK;
	} else if (*tag) {
		status = flush(reader);
	}
	if (strncmp(tag, "60", 2) == 0)
		take_balance(reader, text_string(&reader->field));
	else if (strncmp(tag, "34", 2) == 0)
		snprintf(reader->currency, sizeof reader->currency, "%.3s", text_string(&reader->field));
	else if (strncmp(tag, "20", 2) == 0)
		*reader->currency = '\0';
	*reader->tag = '\0';
	text_clear(&reader->field);
	return status;
}

/* :61: and the like; what stands behind, or NULL: the line goes on with the field. */
static const char *tag_of(const char *line, char tag[4])
{
	size_t length = *line == ':' && digits(line + 1, 2) ? 2 : 0;

	if (length && line[3] >= 'A' && line[3] <= 'Z')
		length = 3;
	if (!length || line[length + 1] != ':')
		return NULL;
	memcpy(tag, line + 1, length);
	tag[length] = '\0';
	return line + length + 2;
}

static enum status take_line(struct reader *reader, const char *line, size_t number)
{
	char tag[4];
	/* The head of a message of the network may stand before its first field. */
	const char *first = *line == '{' ? strstr(line, ":20:") : NULL, *behind = tag_of(first ? first : line, tag);
	bool ends = !behind && (*line == '-' || *line == '{') && (!line[1] || line[1] == '}' || *line == '{');

	if (!behind && !ends) {
		if (!*reader->tag)
			return STATUS_OK;
		if (reader->field.length + strlen(line) > FIELD_LIMIT || ++reader->field_lines > FIELD_LINES)
			return fail(reader, "the field is longer than 16 KiB or 200 lines");
		text_byte(&reader->field, '\n');
		text_add(&reader->field, line);
		return STATUS_OK;
	}
	enum status status = take_field(reader);
	if (status || ends)
		return status ? status : flush(reader);
	strcpy(reader->tag, tag);
	reader->line = number;
	reader->field_lines = 1;
	if (strlen(behind) > FIELD_LIMIT)
		return fail(reader, "the field is longer than 16 KiB or 200 lines");
	text_add(&reader->field, behind);
	return STATUS_OK;
}

static enum status read_mt940(struct sheet_making *making, struct decode *source, struct error *error)
{
	struct reader reader = { .making = making, .file = source->name, .error = error };
	char *line;
	size_t length, number;
	enum status status;

	while (!(status = sheet_make_line(making, source, &line, &length, &number, error)) && line)
		if ((status = take_line(&reader, line, number)))
			break;
	if (!status)
		status = take_field(&reader);
	if (!status)
		status = flush(&reader);
	text_free(&reader.field);
	arena_free(&reader.arena);
	return status;
}

/* Whether a line begins with a field; the first one may stand behind the head of its message. */
static bool has_field(const char *bytes, size_t length, const char *field)
{
	size_t size = strlen(field);

	for (size_t i = 0; i + size <= length; i++)
		if (memcmp(bytes + i, field, size) == 0 && (!i || strchr("\r\n:{", bytes[i - 1])))
			return true;
	return false;
}

static bool recognizes(const char *bytes, size_t length)
{
	return has_field(bytes, length, ":20:") && has_field(bytes, length, ":25") && (has_field(bytes, length, ":28") || has_field(bytes, length, ":60"));
}

const struct sheet_maker statement_mt940 = { .names = statement_names, .recognizes = recognizes, .read = read_mt940 };
