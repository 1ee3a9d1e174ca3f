/* What a payment of a bank statement pays: claims that its text names, or that come to just its amount. */
#include "selling/bank_parts.h"

#include "base/money.h"
#include "base/wide.h"
#include "selling/documents.h"
#include "selling/early_offer.h"
#include "selling/payments.h"
#include <string.h>

/* An invoice, a bill or a credit note of whom the payment is from. */
struct open_claim {
	int64_t id, open, offered; /* the discount that is given to who pays on the day of the payment */
	const char *number, *other; /* ours or the supplier's, and external_id; "" for none */
};

struct claims {
	const struct record_type *record;
	struct open_claim *items;
	size_t count;
};

static bool is_word(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool is_separator(char byte)
{
	return byte && strchr("-_/. #", byte);
}

static char upper(char byte)
{
	return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

/* The number at this place of the text; separators on either side do not count. */
static bool begins_with(const char *text, const char *number)
{
	for (;; text++, number++) {
		while (is_separator(*number))
			number++;
		if (!*number)
			return !is_word(*text);
		while (is_separator(*text))
			text++;
		if (upper(*text) != upper(*number))
			return false;
	}
}

/* What else may stand in a text by chance: words, and short numbers, which are amounts and days. */
static bool is_number(const char *word, size_t length)
{
	size_t digits = 0;

	for (size_t i = 0; i < length; i++)
		digits += word[i] >= '0' && word[i] <= '9';
	return digits == length ? length >= 6 : length >= 3 && digits > 0;
}

static bool has_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (const char *p = text; (p = strstr(p, word)); p += length)
		if ((p == text || !is_word(p[-1])) && !is_word(p[length]))
			return true;
	return false;
}

bool bank_mentions(const char *text, const char *number)
{
	if (!is_number(number, strlen(number)))
		return false;
	for (const char *p = text; *p; p++)
		if ((p == text || !is_word(p[-1]) || !is_word(*number)) && !is_separator(*p) && begins_with(p, number))
			return true;
	return false;
}

const char *bank_text(const struct import_line *line)
{
	return arena_printf(line->arena, "%s\n%s", record_text(line->record, "reference"), record_text(line->record, "notes"));
}

static enum status add_named(struct import_line *line, const char *word, int64_t *ids, size_t room, size_t *count)
{
	struct statement *statement;
	enum status status = db_ask(line->store->db, &statement,
	                            "select id from invoice where (number = %s or external_id = %s) and status = 'issued' and kind <> 'credit-note'", word, word);

	while (db_next(statement, &status) && *count < room)
		ids[(*count)++] = db_integer(statement, 0);
	db_done(statement);
	return status;
}

enum status bank_named(struct import_line *line, int64_t *ids, size_t room, size_t *count)
{
	const char *text = bank_text(line);
	enum status status = STATUS_OK;

	*count = 0;
	for (const char *p = text; !status && *p; ) {
		size_t length = 0;
		while (is_word(p[length]) || (length && p[length] != ' ' && is_separator(p[length]) && is_word(p[length + 1])))
			length++;
		if (is_number(p, length)) {
			char *word = arena_copy(line->arena, p, length);
			status = add_named(line, word, ids, room, count);
			for (char *c = word; *c; c++)
				*c = upper(*c);
			if (!status && strncmp(word, p, length) != 0)
				status = add_named(line, word, ids, room, count);
		}
		p += length ? length : 1;
	}
	return status;
}

/* What is open of whom the payment is from, the oldest first. */
static enum status load_claims(struct import_line *line, struct claims *claims)
{
	int64_t *ids = NULL;
	size_t count = 0;

	claims->record = payment_claim_type(line->record);
	claims->count = 0;
	enum status status = payment_claims(line->store, line->record, line->arena, &ids, &count);
	claims->items = arena_alloc(line->arena, (count + 1) * sizeof *claims->items);
	for (size_t i = 0; !status && i < count; i++) {
		struct record *record;
		int64_t open = 0, offered = 0;
		status = payment_open(line->store, claims->record, ids[i], &open);
		if (status || open <= 0)
			continue;
		status = row_load(line->store, store_type(line->store, claims->record), ids[i], line->arena, &record);
		if (!status && record && document_kind(claims->record)->discounts)
			status = early_offered(line->store, ids[i], record_text(line->record, "paid_on"), line->arena, &offered);
		if (status || !record)
			continue;
		claims->items[claims->count++] = (struct open_claim){ ids[i], open, offered, record_text(record, document_kind(claims->record)->claim_number),
			                                              record_text(record, "external_id") };
	}
	return status;
}

static void propose(struct import_line *line, const struct claims *claims, const struct open_claim *claim, int64_t amount)
{
	struct text reference = { 0 }, text = { 0 };

	reference_format(&reference, claims->record, claim->id);
	money_format(&text, amount, record_digits(line->record));
	import_line_propose(line, claims->record->name, arena_string(line->arena, reference.data), "amount", arena_string(line->arena, text.data));
	text_free(&reference);
	text_free(&text);
}

static void list_claim(struct text *list, const struct claims *claims, const struct open_claim *claim)
{
	if (list->length)
		text_add(list, ", ");
	reference_format(list, claims->record, claim->id);
	if (*claim->number || *claim->other)
		text_printf(list, " %s", *claim->number ? claim->number : claim->other);
}

/* What the text names is paid in the order in which it is due, as far as the money goes. */
static bool pay_named(struct import_line *line, const struct claims *claims)
{
	const char *text = bank_text(line);
	int64_t left = record_integer(line->record, "amount");
	struct text list = { 0 };

	for (size_t i = 0; i < claims->count; i++) {
		const struct open_claim *claim = &claims->items[i];
		struct text reference = { 0 };
		reference_format(&reference, claims->record, claim->id);
		bool named = bank_mentions(text, claim->number) || bank_mentions(text, claim->other) || has_word(text, reference.data);
		text_free(&reference);
		if (!named || left <= 0)
			continue;
		int64_t amount = claim->open < left ? claim->open : left;
		propose(line, claims, claim, amount);
		list_claim(&list, claims, claim);
		left -= amount;
	}
	bool any = list.length;
	if (any)
		text_printf(line->why, left > 0 ? "; %s named in the text, the rest is an advance" : "; %s named in the text", list.data);
	text_free(&list);
	return any;
}

/* One claim of just this amount, or this and the discount for early payment; or *several are. */
static bool pay_equal(struct import_line *line, const struct claims *claims, bool *several)
{
	int64_t amount = record_integer(line->record, "amount");
	const struct open_claim *only = NULL;
	struct text list = { 0 };

	*several = false;
	for (size_t i = 0; i < claims->count; i++) {
		if (claims->items[i].open != amount && claims->items[i].open - claims->items[i].offered != amount)
			continue;
		*several = only;
		only = &claims->items[i];
		list_claim(&list, claims, only);
	}
	if (only)
		text_printf(line->why, *several ? "; not allocated: each of %s is open for this amount" : "; %s by its amount", list.data);
	if (only && !*several)
		propose(line, claims, only, amount);
	text_free(&list);
	return only && !*several;
}

/* The oldest ones, when some of them, or all, come to just this amount. */
static bool pay_oldest(struct import_line *line, const struct claims *claims)
{
	int64_t amount = record_integer(line->record, "amount");
	wide sum = 0;
	size_t count = 0;

	while (count < claims->count && sum < amount)
		sum += claims->items[count++].open;
	if (sum != amount)
		return false;
	for (size_t i = 0; i < count; i++)
		propose(line, claims, &claims->items[i], claims->items[i].open);
	text_printf(line->why, count == claims->count ? "; all that is open adds up to this amount" : "; the %zu oldest add up to this amount", count);
	return true;
}

enum status bank_claims(struct import_line *line)
{
	struct claims claims;
	bool several = false;
	enum status status = load_claims(line, &claims);

	if (status || pay_named(line, &claims) || pay_equal(line, &claims, &several) || several || pay_oldest(line, &claims))
		return status;
	text_add(line->why, claims.count ? "; not allocated: neither one claim nor the oldest together add up to this amount" : "; not allocated: nothing is open");
	return STATUS_OK;
}
