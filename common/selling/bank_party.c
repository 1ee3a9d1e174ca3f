/* Who a payment is from, or to: by name, account, or what its text names. */
#include "selling/bank_parts.h"

#include "selling/payments.h"
#include "selling/selling.h"
#include <string.h>

enum { CANDIDATES = 8 /* more would not be read */, ACCOUNT_DIGITS = 8 };

/* Those that a payment may be from, or to. */
struct party {
	const struct record_type *record;
	struct key_found *found;
	size_t count;
	const char *by;
};

static enum status load(struct bank *bank, struct store *store)
{
	const unsigned kinds = KEY_COMPANY | KEY_TAX_NAME | KEY_ACCOUNT;

	if (bank->loaded)
		return STATUS_OK;
	key_index_open(&bank->parties);
	enum status status = key_index_load(&bank->parties, store, &record_customer, kinds);
	if (!status)
		status = key_index_load(&bank->parties, store, &record_supplier, kinds);
	bank->loaded = !status;
	return status;
}

static bool is_account(char byte)
{
	return (byte >= '0' && byte <= '9') || byte == '*';
}

/* 张三 6222000011112222, 6222****2222/张三: the digits at either end, where they are enough for an account. */
void bank_split_party(struct arena *arena, const char *text, const char **name, const char **account)
{
	const char *start = text, *end = text + strlen(text), *first = text, *last = end;

	*account = NULL;
	while (first < end && is_account(*first))
		first++;
	while (last > first && is_account(last[-1]))
		last--;
	if (first - start >= ACCOUNT_DIGITS) {
		*account = arena_copy(arena, start, (size_t)(first - start));
		start = first;
	} else if (end - last >= ACCOUNT_DIGITS) {
		*account = arena_copy(arena, last, (size_t)(end - last));
		end = last;
	}
	while (start < end && strchr(" /-,", *start))
		start++;
	while (end > start && strchr(" /-,", end[-1]))
		end--;
	*name = end > start ? arena_copy(arena, start, (size_t)(end - start)) : NULL;
}

/* The account of whom the payment is from, or to; "" where the line has none. */
static const char *account_of(const struct import_line *line)
{
	bool out = strcmp(record_text(line->record, "kind"), "receipt") != 0;
	const char *account = line->slots[BANK_ACCOUNT], *name;

	if (!account)
		account = line->slots[out ? BANK_PAYEE_ACCOUNT : BANK_PAYER_ACCOUNT];
	if (!account && line->slots[BANK_PARTY])
		bank_split_party(line->arena, line->slots[BANK_PARTY], &name, &account);
	return account ? account : "";
}

/* Who has the account; where that is not one, who has the name. */
static enum status find_party(struct import_line *line, const struct bank *bank, const struct record_type *record, struct party *party)
{
	const struct record_type *const types[] = { record, NULL };
	const char *name = record_text(line->record, "payer_name"), *account = account_of(line);

	*party = (struct party){ .record = record, .by = "account" };
	enum status status = key_find(line->store, &bank->parties, types, KEY_ACCOUNT, account, line->arena, &party->found, &party->count);
	if (status || party->count == 1)
		return status;
	party->by = "name";
	return key_find(line->store, &bank->parties, types, KEY_COMPANY | KEY_TAX_NAME, name, line->arena, &party->found, &party->count);
}

static enum status name_of(struct import_line *line, const struct record_type *record, int64_t id, struct text *out)
{
	struct record *party;
	enum status status = row_load(line->store, store_type(line->store, record), id, line->arena, &party);

	reference_format(out, record, id);
	if (!status && party)
		text_printf(out, " %s", record_text(party, "name"));
	return status;
}

static enum status choose(struct import_line *line, const struct record_type *record, int64_t id, const char *by)
{
	*record_value(line->record, record->name) = value_integer(id); /* the fields of a payment are called as the types are */
	enum status status = name_of(line, record, id, line->why);
	text_printf(line->why, " by its %s", by);
	return status;
}

/* Of several customers of that name, the one whose open claim is just this amount. */
static enum status by_amount(struct import_line *line, const struct party *party, int64_t *only)
{
	struct record *asking = record_copy(line->arena, line->record);
	size_t hits = 0;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < party->count; i++) {
		int64_t *claims, open = 0;
		size_t found, k;
		*record_value(asking, "customer") = value_integer(party->found[i].id);
		status = payment_claims(line->store, asking, line->arena, &claims, &found);
		for (k = 0; !status && k < found; k++)
			if (!(status = payment_open(line->store, &record_invoice, claims[k], &open)) && open == record_integer(line->record, "amount"))
				break;
		if (status || k == found)
			continue;
		*only = party->found[i].id;
		hits++;
	}
	if (hits != 1)
		*only = 0;
	return status;
}

/* The customer whose invoices the text names: all of them of one. */
static enum status by_named(struct import_line *line, const struct party *party, int64_t *only)
{
	int64_t named[CANDIDATES];
	size_t found = 0;
	enum status status = bank_named(line, named, CANDIDATES, &found);

	*only = 0;
	for (size_t i = 0; !status && i < found; i++) {
		int64_t customer = 0;
		status = db_one(line->store->db, &customer, "select customer from invoice where id = %jd", named[i]);
		if (*only && *only != customer) {
			*only = 0;
			break;
		}
		*only = customer;
	}
	bool among = !party->count;
	for (size_t i = 0; i < party->count && i < CANDIDATES; i++)
		among |= party->found[i].id == *only;
	if (!among)
		*only = 0;
	return status;
}

static enum status refuse(struct import_line *line, const struct party *party)
{
	const char *name = record_text(line->record, "payer_name"), *field = party->record->name;
	size_t count = party->count;
	struct text who = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count && i < CANDIDATES; i++) {
		text_add(&who, i ? ", " : "");
		status = name_of(line, party->record, party->found[i].id, &who);
	}
	if (!status && count)
		status = error_set(line->store->error, STATUS_REFUSED, "payer_name: %s may be %s%s; say which: %s=…", name, who.data, count > CANDIDATES ? ", …" : "", field);
	else if (!status && !*name)
		status = error_set(line->store->error, STATUS_REFUSED, "payer_name is empty, and nothing else shows whose money it is; specify it: %s=…", field);
	else if (!status)
		status = error_set(line->store->error, STATUS_REFUSED,
		                   party->record == &record_supplier ? "payer_name: no supplier, and no customer with a credit note of that amount, is called %s; say which it is: "
		                                                       "%s=…, and crm-%s set … aliases+= for the next time"
		                                                     : "payer_name: no customer is called %s; say which it is: %s=…, and crm-%s set … aliases+= for the next time",
		                   name, field, field);
	text_free(&who);
	return status;
}

static enum status receipt(struct import_line *line, const struct bank *bank)
{
	struct party party;
	int64_t only = 0;
	enum status status = find_party(line, bank, &record_customer, &party);

	if (status)
		return status;
	if (party.count == 1)
		return choose(line, &record_customer, party.found[0].id, party.by);
	status = by_named(line, &party, &only);
	party.by = "invoice";
	if (!status && !only && party.count && party.count <= CANDIDATES) {
		status = by_amount(line, &party, &only);
		party.by = "name, and the only one with a claim of this amount";
	}
	if (status)
		return status;
	return only ? choose(line, &record_customer, only, party.by) : refuse(line, &party);
}

/* Money out to a customer pays back a credit note of that amount. */
static enum status pay_back(struct import_line *line, const struct bank *bank, bool *done)
{
	struct party party;
	int64_t notes = 0;
	enum status status = find_party(line, bank, &record_customer, &party);

	*done = false;
	if (status || party.count != 1)
		return status;
	status = db_one(line->store->db, &notes,
	                "select count(*) from invoice where customer = %jd and kind = 'credit-note' and status = 'issued' and original is null and total = %jd",
	                party.found[0].id, record_integer(line->record, "amount"));
	if (status || !notes)
		return status;
	*done = true;
	*record_value(line->record, "kind") = value_text("refund");
	return choose(line, &record_customer, party.found[0].id, party.by);
}

static enum status paid_out(struct import_line *line, const struct bank *bank)
{
	struct party party;
	bool done = false;
	enum status status = find_party(line, bank, &record_supplier, &party);

	if (status)
		return status;
	if (party.count == 1)
		return choose(line, &record_supplier, party.found[0].id, party.by);
	status = pay_back(line, bank, &done);
	return status || done ? status : refuse(line, &party);
}

enum status bank_party(struct import_line *line, struct bank *bank)
{
	const struct record *record = line->record;
	const char *kind = record_text(record, "kind");

	if (record_integer(record, "customer") || record_integer(record, "supplier"))
		return STATUS_OK;
	enum status status = load(bank, line->store);
	if (status)
		return status;
	return strcmp(kind, "payment") == 0 ? paid_out(line, bank) : receipt(line, bank);
}
