/* Who a payment is from, or to: by name, account, or what its text names. */
#include "selling/bank_parts.h"

#include "base/company.h"
#include "selling/payments.h"
#include "selling/selling.h"
#include <stdlib.h>
#include <string.h>

enum { CANDIDATES = 8 }; /* more would not be read */

static void add_key(struct bank *bank, const char *key, int64_t id, bool supplier)
{
	if (bank->count == bank->room) {
		size_t more = bank->room ? bank->room * 2 : 1024;
		bank->keys = arena_grow(&bank->memory, bank->keys, bank->room * sizeof *bank->keys, more * sizeof *bank->keys);
		bank->room = more;
	}
	bank->keys[bank->count++] = (struct bank_key){ arena_string(&bank->memory, key), id, supplier };
}

static void add_name(struct bank *bank, struct text *scratch, const char *name, size_t length, int64_t id, bool supplier)
{
	text_clear(scratch);
	company_key(scratch, name, length);
	if (scratch->length)
		add_key(bank, scratch->data, id, supplier);
}

/* The digits and letters of an account under a mark that no name begins with. */
static void account_key(struct text *out, const char *account)
{
	text_clear(out);
	text_byte(out, '\n');
	for (; *account; account++)
		if ((*account >= '0' && *account <= '9') || (*account >= 'A' && *account <= 'Z') || (*account >= 'a' && *account <= 'z'))
			text_byte(out, (char)(*account >= 'a' ? *account - 'a' + 'A' : *account));
}

/* An account of six digits or fewer would be anybody's. */
enum { ACCOUNT_LEAST = 7 };

static enum status load_parties(struct bank *bank, struct store *store, const char *sql, bool supplier)
{
	struct text key = { 0 };
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "%-s", sql);

	while (db_next(statement, &status)) {
		int64_t id = db_integer(statement, 0);
		for (int i = 1; i <= 2; i++)
			if (db_text(statement, i))
				add_name(bank, &key, db_text(statement, i), strlen(db_text(statement, i)), id, supplier);
		for (const char *alias = db_text(statement, 3); alias && *alias;) {
			size_t length = strcspn(alias, ",");
			add_name(bank, &key, alias, length, id, supplier);
			alias += length + (alias[length] == ',');
		}
		account_key(&key, db_text(statement, 4) ? db_text(statement, 4) : "");
		if (key.length >= ACCOUNT_LEAST)
			add_key(bank, key.data, id, supplier);
	}
	db_done(statement);
	text_free(&key);
	return status;
}

static int compare_keys(const void *a, const void *b)
{
	const struct bank_key *left = a, *right = b;
	int order = strcmp(left->key, right->key);

	if (order)
		return order;
	if (left->supplier != right->supplier)
		return left->supplier ? 1 : -1;
	return left->id < right->id ? -1 : left->id > right->id;
}

static enum status load(struct bank *bank, struct store *store)
{
	if (bank->loaded)
		return STATUS_OK;
	enum status status = load_parties(bank, store, "select id, name, tax_name, aliases, bank_account from customer", false);
	if (!status)
		status = load_parties(bank, store, "select id, name, null, aliases, bank_account from supplier", true);
	if (bank->count)
		qsort(bank->keys, bank->count, sizeof *bank->keys, compare_keys);
	bank->loaded = !status;
	return status;
}

/* Who has the key, without repetition; *count goes beyond the room when there are more. */
static void find(const struct bank *bank, const char *key, bool supplier, int64_t ids[CANDIDATES], size_t *count)
{
	size_t low = 0, high = bank->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(bank->keys[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < bank->count && strcmp(bank->keys[low].key, key) == 0; low++) {
		const struct bank_key *found = &bank->keys[low];
		if (found->supplier != supplier || (*count && *count <= CANDIDATES && ids[*count - 1] == found->id))
			continue;
		if (*count < CANDIDATES)
			ids[*count] = found->id;
		++*count;
	}
}

static void find_party(struct import_line *line, const struct bank *bank, bool supplier, int64_t ids[CANDIDATES], size_t *count, const char **by)
{
	const char *name = record_text(line->record, "payer_name"), *account = line->slots[BANK_ACCOUNT];
	struct text key = { 0 };

	*count = 0;
	*by = "account";
	account_key(&key, account ? account : "");
	if (key.length >= ACCOUNT_LEAST)
		find(bank, key.data, supplier, ids, count);
	if (*count != 1) {
		*count = 0;
		*by = "name";
		text_clear(&key);
		company_key(&key, name, strlen(name));
		if (key.length)
			find(bank, key.data, supplier, ids, count);
	}
	text_free(&key);
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
	*record_value(line->record, record == &record_supplier ? "supplier" : "customer") = value_integer(id);
	enum status status = name_of(line, record, id, line->why);
	text_printf(line->why, " by its %s", by);
	return status;
}

/* Of several customers of that name, the one whose open claim is just this amount. */
static enum status by_amount(struct import_line *line, const int64_t *ids, size_t count, int64_t *only)
{
	struct record *asking = record_copy(line->arena, line->record);
	size_t hits = 0;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count; i++) {
		int64_t *claims, open = 0;
		size_t found, k;
		*record_value(asking, "customer") = value_integer(ids[i]);
		status = payment_claims(line->store, asking, line->arena, &claims, &found);
		for (k = 0; !status && k < found; k++)
			if (!(status = payment_open(line->store, &record_invoice, claims[k], &open)) && open == record_integer(line->record, "amount"))
				break;
		if (status || k == found)
			continue;
		*only = ids[i];
		hits++;
	}
	if (hits != 1)
		*only = 0;
	return status;
}

/* The customer whose invoices the text names: all of them of one. */
static enum status by_named(struct import_line *line, const int64_t *ids, size_t count, int64_t *only)
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
	bool among = !count;
	for (size_t i = 0; i < count; i++)
		among |= ids[i] == *only;
	if (!among)
		*only = 0;
	return status;
}

static enum status refuse(struct import_line *line, const struct record_type *record, const int64_t *ids, size_t count)
{
	const char *name = record_text(line->record, "payer_name"), *field = record->name;
	struct text who = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count && i < CANDIDATES; i++) {
		text_add(&who, i ? ", " : "");
		status = name_of(line, record, ids[i], &who);
	}
	if (!status && count)
		status = error_set(line->store->error, STATUS_REFUSED, "payer_name: %s may be %s%s; say which: %s=…", name, who.data, count > CANDIDATES ? ", …" : "", field);
	else if (!status && !*name)
		status = error_set(line->store->error, STATUS_REFUSED, "payer_name is empty, and nothing else tells whose money it is; say it: %s=…", field);
	else if (!status)
		status = error_set(line->store->error, STATUS_REFUSED,
		                   record == &record_supplier ? "payer_name: no supplier, and no customer with a credit note of that amount, is called %s; say which it is: "
		                                                "%s=…, and crm-%s set … aliases+= for the next time"
		                                              : "payer_name: no customer is called %s; say which it is: %s=…, and crm-%s set … aliases+= for the next time",
		                   name, field, field);
	text_free(&who);
	return status;
}

static enum status receipt(struct import_line *line, const struct bank *bank)
{
	int64_t ids[CANDIDATES], only = 0;
	size_t count;
	const char *by;
	enum status status = STATUS_OK;

	find_party(line, bank, false, ids, &count, &by);
	if (count == 1)
		return choose(line, &record_customer, ids[0], by);
	size_t known = count < CANDIDATES ? count : CANDIDATES;
	status = by_named(line, ids, known, &only);
	by = "invoice";
	if (!status && !only && count && count <= CANDIDATES) {
		status = by_amount(line, ids, known, &only);
		by = "name, and the only one with a claim of this amount";
	}
	if (status)
		return status;
	return only ? choose(line, &record_customer, only, by) : refuse(line, &record_customer, ids, count);
}

/* Money out to a customer pays back a credit note of that amount. */
static enum status pay_back(struct import_line *line, const struct bank *bank, bool *done)
{
	int64_t ids[CANDIDATES], notes = 0;
	size_t count;
	const char *by;

	*done = false;
	find_party(line, bank, false, ids, &count, &by);
	if (count != 1)
		return STATUS_OK;
	enum status status = db_one(line->store->db, &notes,
		"select count(*) from invoice where customer = %jd and kind = 'credit-note' and status = 'issued' and original is null and total = %jd",
	                            ids[0], record_integer(line->record, "amount"));
	if (status || !notes)
		return status;
	*done = true;
	*record_value(line->record, "kind") = value_text("refund");
	return choose(line, &record_customer, ids[0], by);
}

static enum status paid_out(struct import_line *line, const struct bank *bank)
{
	int64_t ids[CANDIDATES];
	size_t count;
	const char *by;
	bool done = false;

	find_party(line, bank, true, ids, &count, &by);
	if (count == 1)
		return choose(line, &record_supplier, ids[0], by);
	enum status status = pay_back(line, bank, &done);
	return status || done ? status : refuse(line, &record_supplier, ids, count);
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
