/* From entries of camt statements to rows: what they come to is never counted twice, and never lost. */
#include "io/statement_camt.h"

#include <string.h>

enum { SCALE = 100000 /* of amounts: ISO 20022 has five decimals at most */ };

/* An amount in 10^-5; false for what is none. */
static bool scaled(const char *text, int64_t *out)
{
	int64_t number = 0;
	int decimals = -1;

	for (const char *p = text ? text : ""; *p; p++) {
		if (*p == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (*p < '0' || *p > '9' || decimals == 5 || number > (INT64_MAX / SCALE - 9) / 10)
			return false;
		number = number * 10 + (*p - '0');
		decimals += decimals >= 0;
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 5; decimals++)
		number *= 10;
	*out = number;
	return text && *text;
}

/* Where the rows of an entry go. */
struct putting {
	struct sheet_making *making;
	const struct camt_entry *entry;
	struct arena *arena;
};

/* 12.50000 as 12.50: as many digits as the currency may have. */
static const char *plain(const struct putting *putting, const char *amount)
{
	const char *point = strchr(amount, '.');
	size_t length = strlen(amount);

	while (point && amount + length > point + 3 && amount[length - 1] == '0')
		length--;
	return arena_copy(putting->arena, amount, length);
}

static bool same(const char *one, const char *other)
{
	return one && other && strcmp(one, other) == 0;
}

/* Whether the transactions of the entry say all that it says, to the cent. */
static bool adds_up(const struct camt_entry *entry)
{
	int64_t whole, sum = 0;

	if (!scaled(entry->whole.texts[CAMT_AMOUNT], &whole))
		return false;
	for (size_t i = 0; i < entry->count; i++) {
		const char *const *part = entry->parts[i].texts;
		int64_t amount;
		if (!scaled(part[CAMT_AMOUNT], &amount) || !same(part[CAMT_CURRENCY], entry->whole.texts[CAMT_CURRENCY]))
			return false;
		bool contrary = part[CAMT_DIRECTION] && !same(part[CAMT_DIRECTION], entry->whole.texts[CAMT_DIRECTION]);
		if (__builtin_add_overflow(sum, contrary ? -amount : amount, &sum))
			return false;
	}
	return entry->count > 1 && sum == whole;
}

static void put(const struct putting *putting, enum statement_column column, const char *text)
{
	if (text)
		sheet_make_cell(putting->making, column, text);
}

/* What the bank knows it by, first of the part when it is one of several; else what the payer does. */
static const char *reference_of(const struct camt_said *whole, const struct camt_said *part, bool own)
{
	const char *const candidates[] = { own ? part->texts[CAMT_NUMBER] : whole->texts[CAMT_NUMBER], own ? NULL : part->texts[CAMT_NUMBER], part->texts[CAMT_END_TO_END], whole->texts[CAMT_NUMBER] };

	for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
		if (statement_is_reference(candidates[i]))
			return candidates[i];
	return NULL;
}

/* A row for the entry, or for the part of it. own: the part has an amount of its own. */
static enum status put_row(const struct putting *putting, const struct camt_said *part, bool own, struct error *error)
{
	const char *const *texts = part->texts, *const *entry = putting->entry->whole.texts;
	const char *direction = own && texts[CAMT_DIRECTION] ? texts[CAMT_DIRECTION] : entry[CAMT_DIRECTION], *amount = own ? texts[CAMT_AMOUNT] : entry[CAMT_AMOUNT];
	const char *day = entry[CAMT_BOOKED] ? entry[CAMT_BOOKED] : entry[CAMT_VALUED], *reference = reference_of(&putting->entry->whole, part, own);
	/* The direction of a reversal is that of its money, and its parties are those of the payment that is reversed. */
	bool reversal = same(entry[CAMT_REVERSAL], "true") || same(entry[CAMT_REVERSAL], "1"), from_debtor = same(direction, "CRDT") != reversal;

	enum status status = sheet_make_row(putting->making, putting->entry->line, error);
	if (status)
		return status;
	put(putting, STATEMENT_DAY, day ? arena_printf(putting->arena, "%.10s", day) : NULL);
	put(putting, STATEMENT_AMOUNT, amount ? plain(putting, amount) : NULL);
	put(putting, STATEMENT_CURRENCY, entry[CAMT_CURRENCY]);
	put(putting, STATEMENT_DIRECTION, direction);
	put(putting, STATEMENT_STATUS, entry[CAMT_STATUS]);
	put(putting, STATEMENT_NAME, texts[from_debtor ? CAMT_DEBTOR : CAMT_CREDITOR]);
	put(putting, STATEMENT_ACCOUNT, texts[from_debtor ? CAMT_DEBTOR_ACCOUNT : CAMT_CREDITOR_ACCOUNT]);
	put(putting, STATEMENT_REFERENCE, reference);
	put(putting, STATEMENT_TEXT, texts[CAMT_REMITTANCE] ? texts[CAMT_REMITTANCE] : texts[CAMT_INFORMATION] ? texts[CAMT_INFORMATION] : entry[CAMT_INFORMATION]);
	/* Payers write numbers of invoices there, too. */
	if (statement_is_reference(texts[CAMT_END_TO_END]) && texts[CAMT_END_TO_END] != reference)
		put(putting, STATEMENT_TEXT, texts[CAMT_END_TO_END]);
	return STATUS_OK;
}

/* What all transactions of the entry say there; NULL where they differ. */
static const char *agreed(const struct camt_entry *entry, enum camt_slot slot)
{
	const char *text = entry->count ? entry->parts[0].texts[slot] : NULL;

	for (size_t i = 1; i < entry->count; i++)
		if (!same(entry->parts[i].texts[slot], text))
			return NULL;
	return text;
}

/* Several transactions that do not add up to the entry: what each says is in the text, and whom it is from is what all of them agree on. */
static struct camt_said joined(const struct putting *putting)
{
	struct camt_said all = { { NULL } };
	struct text text = { 0 };

	for (size_t i = 0; i < putting->entry->count && text.length < CAMT_TEXT; i++) {
		const char *const *part = putting->entry->parts[i].texts;
		if (part[CAMT_REMITTANCE])
			text_printf(&text, text.length ? " %s" : "%s", part[CAMT_REMITTANCE]);
		if (statement_is_reference(part[CAMT_END_TO_END]))
			text_printf(&text, text.length ? " %s" : "%s", part[CAMT_END_TO_END]);
	}
	for (enum camt_slot slot = CAMT_DEBTOR; slot <= CAMT_CREDITOR_ACCOUNT; slot++)
		all.texts[slot] = agreed(putting->entry, slot);
	if (text.length)
		all.texts[CAMT_REMITTANCE] = arena_string(putting->arena, text.data);
	text_free(&text);
	return all;
}

static bool is_direction(const char *text)
{
	return same(text, "CRDT") || same(text, "DBIT");
}

enum status camt_entry_put(struct sheet_making *making, const struct camt_entry *entry, struct arena *arena, struct error *error)
{
	const struct putting putting = { making, entry, arena };
	enum status status = STATUS_OK;
	bool directed = is_direction(entry->whole.texts[CAMT_DIRECTION]);

	for (size_t i = 0; i < entry->count; i++)
		directed = directed && (!entry->parts[i].texts[CAMT_DIRECTION] || is_direction(entry->parts[i].texts[CAMT_DIRECTION]));
	if (!directed)
		return error_set(error, STATUS_DATA, "CdtDbtInd of the entry is neither CRDT nor DBIT, whether the money came in or went out");
	if (!adds_up(entry)) {
		struct camt_said all = entry->count == 1 ? entry->parts[0] : joined(&putting);
		return put_row(&putting, &all, false, error);
	}
	for (size_t i = 0; !status && i < entry->count; i++)
		status = put_row(&putting, &entry->parts[i], true, error);
	return status;
}
