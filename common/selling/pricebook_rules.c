/* The rules of price books and of their entries. */
#include "selling/selling.h"
#include "store/check.h"
#include "store/child_number.h"
#include "store/rule.h"

#include "base/decimal.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

/* What the entries of one book need to know of it, looked up once for many. */
struct entries {
	int64_t book, last;
};

/* Standard books may overlap, since the one that began last comes first; of two that begin on one day neither does. */
static enum status check_standard(struct store *store, const struct record *book)
{
	struct statement *statement;
	const char *from = record_text(book, "valid_from");

	if (!record_integer(book, "standard") || !record_integer(book, "active"))
		return STATUS_OK;
	enum status status = db_ask(store->db, &statement, "select id, name from pricebook where standard = 1 and active = 1 and currency = ?"
	                            " and coalesce(valid_from, '') = ? and id <> %jd", book->id);
	if (status)
		return status;
	db_bind(statement, 1, record_value(book, "currency"));
	db_bind(statement, 2, &(struct value){ .type = VALUE_TEXT, .text = from, .length = strlen(from) });
	if (db_next(statement, &status))
		status = error_set(store->error, STATUS_REFUSED, "standard: pb%lld, %s, is a standard price book in %s from the same day on; give one of them another "
		                   "valid_from, or make it active=no", (long long)db_integer(statement, 0), db_text(statement, 1), record_text(book, "currency"));
	db_done(statement);
	return status;
}

enum status pricebook_before(struct store *store, const struct record *old, struct record *book, struct arena *arena)
{
	(void)arena;
	if (!book)
		return STATUS_OK;
	enum status status = rule_currency(store, old, book);
	if (status || !rule_concerns(old, book, (const char *const[]){ "currency", "active", "standard", "valid_from", NULL }))
		return status;
	return check_standard(store, book);
}

enum status pricebook_check(struct store *store, const struct record *book, struct arena *arena, struct text *findings)
{
	(void)arena;
	return finding_refused(findings, check_standard(store, book), store->error);
}

/* Prices that came since are in the currency that the book has now. */
enum status pricebook_undone(struct store *store, const struct record *now, const struct record *then, int64_t change)
{
	int64_t later = 0;

	if (!then || value_equal(record_value(now, "currency"), record_value(then, "currency")))
		return STATUS_OK;
	enum status status = db_one(store->db, &later, "select min(e.change) from entry e join change c on c.id = e.change where e.type = %d and c.id > %jd"
	                            " and c.undoes is null and c.undone_by is null and exists (select 1 from pricebook_entry as p where p.parent = %jd"
	                            " and p.id between e.record and coalesce(e.last, e.record))", record_pricebook_entry.number, change, now->id);

	if (!status && later)
		status = error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: prices of pb%lld were since written in %s by ch%lld; undo that first",
		                   (long long)change, (long long)now->id, record_text(now, "currency"), (long long)later);
	return status;
}

/* A price that is no more is told in the notes, as other values are that a merge does not keep. */
static void note_entry(struct record *keep, const struct record *drop, const struct record *entry, bool of_drop, struct arena *arena)
{
	const char *before = record_text(keep, "notes"), *prefix = drop->type->record->prefix;
	struct text line = { 0 };

	text_printf(&line, "%s%s%s %s%lld: pb%lld.%lld: ", before, *before ? "\n" : "", of_drop ? "merged from" : "before merging", prefix, (long long)drop->id,
	            (long long)record_integer(entry, "parent"), (long long)record_integer(entry, "number"));
	if (record_value(entry, "price")->type == VALUE_INTEGER) {
		text_add(&line, "price: ");
		decimal_format(&line, record_integer(entry, "price"), DECIMAL_QUANTITY);
	} else {
		text_add(&line, "discount: ");
		decimal_format(&line, record_integer(entry, "discount"), DECIMAL_PERCENT);
	}
	if (record_integer(entry, "min_qty")) {
		text_add(&line, ", min_qty: ");
		decimal_format(&line, record_integer(entry, "min_qty"), DECIMAL_QUANTITY);
	}
	*record_value(keep, "notes") = value_text(text_take(&line, arena));
}

/* Both kinds of prices that give way: those that the other ones equal need not be told. */
static enum status lost_entries(struct store *store, const struct record *keep, const struct record *drop, bool prefer_drop, bool equal, struct arena *arena, int64_t **ids,
                                size_t *count)
{
	bool books = keep->type->record == &record_pricebook;
	const char *merged = books ? "parent" : "product", *common = books ? "product" : "parent";

	return db_integers(store->db, arena, ids, count, "select lost.id from pricebook_entry as lost join pricebook_entry as kept"
	                   " on kept.%-s = lost.%-s and coalesce(kept.min_qty, 0) = coalesce(lost.min_qty, 0)"
	                   " and (kept.price is lost.price and kept.discount is lost.discount) = %d where lost.%-s = %jd and kept.%-s = %jd order by lost.id",
	                   common, common, equal, merged, prefer_drop ? keep->id : drop->id, merged, prefer_drop ? drop->id : keep->id);
}

enum status pricebook_entries_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena)
{
	const struct type *type = store_type(store, &record_pricebook_entry);
	enum status status = STATUS_OK;

	for (int equal = 0; !status && equal < 2; equal++) {
		int64_t *ids;
		size_t count = 0;
		status = lost_entries(store, keep, drop, prefer_drop, equal, arena, &ids, &count);
		for (size_t i = 0; !status && i < count; i++) {
			struct record *entry;
			status = row_require(store, type, ids[i], arena, &entry);
			if (!status && !equal)
				note_entry(keep, drop, entry, !prefer_drop, arena);
			if (!status)
				status = save_remove(store, entry, arena);
		}
	}
	return status;
}

/* Numbers of entries are permanent: that of one that was removed is not given out again. */
enum status pricebook_settle(struct store *store, struct record *old, struct arena *arena)
{
	int64_t last;
	enum status status = db_one(store->db, &last, "select max(number) from pricebook_entry where parent = %jd", old->id);

	if (status || last <= record_integer(old, "last_entry"))
		return status;
	struct record *book = record_copy(arena, old);
	*record_value(book, "last_entry") = value_integer(last);
	return save_set(store, old, book, arena);
}

static enum status entries_of(struct store *store, int64_t book, struct entries **out)
{
	struct change_type *known_type = change_type(store, &record_pricebook_entry);
	struct entries *entries = known_type->cache;
	int64_t known = 0;

	*out = entries;
	if (entries && entries->book == book)
		return STATUS_OK;
	entries = arena_alloc(&store->change.memory, sizeof *entries);
	entries->book = book;
	enum status status = db_one(store->db, &known, "select last_entry from pricebook where id = %jd", book);
	if (!status)
		status = child_number_last(store, &record_pricebook_entry, book, &entries->last);
	if (status)
		return status;
	if (entries->last < known)
		entries->last = known;
	known_type->cache = *out = entries;
	return STATUS_OK;
}

enum status pricebook_entry_initial(struct store *store, struct record *entry, struct arena *arena)
{
	struct entries *entries;
	int64_t book = record_integer(entry, "parent");

	(void)arena;
	if (!book)
		return error_set(store->error, STATUS_DATA, "parent is required: an entry belongs to a price book");
	enum status status = entries_of(store, book, &entries);
	if (status)
		return status;
	if (record_value(entry, "number")->type == VALUE_NULL)
		*record_value(entry, "number") = value_integer(entries->last + 1);
	return STATUS_OK;
}

/* The columns of the indexes: a product is in few books, whereas a book may have very many products. */
static enum status check_entry_alone(struct store *store, const struct record *entry)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement,
	                            "select number from pricebook_entry where product = %jd and parent + 0 = %jd and coalesce(min_qty, 0) = %jd and id <> %jd",
	                            record_integer(entry, "product"), record_integer(entry, "parent"), record_integer(entry, "min_qty"), entry->id);

	if (db_next(statement, &status)) {
		struct text quantity = { 0 };
		decimal_format(&quantity, record_integer(entry, "min_qty"), DECIMAL_QUANTITY);
		status = error_set(store->error, STATUS_REFUSED, "product: pb%lld.%lld is already the price of pr%lld from quantity %s; crm-pricebook put pb%lld pr%lld "
		                   "min_qty=%s changes it", (long long)record_integer(entry, "parent"), (long long)db_integer(statement, 0),
		                   (long long)record_integer(entry, "product"), text_string(&quantity), (long long)record_integer(entry, "parent"),
		                   (long long)record_integer(entry, "product"), text_string(&quantity));
		text_free(&quantity);
	}
	db_done(statement);
	return status;
}

static enum status check_entry(struct store *store, const struct record *entry)
{
	if (record_value(entry, "price")->type == VALUE_NULL && record_value(entry, "discount")->type == VALUE_NULL)
		return error_set(store->error, STATUS_DATA, "price: an entry has a price, or a discount off the list price: price=… or discount=…");
	return check_entry_alone(store, entry);
}

enum status pricebook_entry_before(struct store *store, const struct record *old, struct record *entry, struct arena *arena)
{
	static const char *const asked[] = { "parent", "product", "price", "min_qty", "discount", NULL };

	(void)arena;
	return entry && rule_concerns(old, entry, asked) ? check_entry(store, entry) : STATUS_OK;
}

enum status pricebook_entry_check(struct store *store, const struct record *entry, struct arena *arena, struct text *findings)
{
	(void)arena;
	return finding_refused(findings, check_entry(store, entry), store->error);
}

enum status pricebook_entry_after(struct store *store, const struct record *old, const struct record *entry, struct arena *arena)
{
	int64_t book = record_integer(entry ? entry : old, "parent");
	struct entries *entries;

	(void)arena;
	settle_defer(store, &record_pricebook, book);
	if (!entry)
		return STATUS_OK;
	enum status status = entries_of(store, book, &entries);
	if (!status && record_integer(entry, "number") > entries->last)
		entries->last = record_integer(entry, "number");
	return status;
}
