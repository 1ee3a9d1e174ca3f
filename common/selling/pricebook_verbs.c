/* crm-pricebook put, drop: the entries of a book. */
#include "selling/document_verbs.h"

#include "base/decimal.h"
#include "selling/selling.h"
#include "store/remove.h"
#include "store/save.h"
#include <string.h>

/* A book, and the words behind it. */
struct book {
	int64_t id;
	struct words words; /* references of products, and of entries where they are taken */
};

/* The first word is the book, whatever it is called; references up to the first assignment follow, or the lines of a batch. They are read before the lock
 * is taken. */
static enum status read_words(struct session *session, size_t first, bool batch, const char *example, struct book *book)
{
	if (batch && first > 1)
		return error_set(&session->error, STATUS_USAGE, "--batch takes its products from the file, not '%s'", session->operands[1]);
	if (first < (batch ? 1 : 2))
		return error_set(&session->error, STATUS_USAGE, "name the price book, then the products: crm-pricebook %s pb1 pr3 %s", session->verb->name, example);
	if (strcmp(session->operands[0], "-") == 0)
		return error_set(&session->error, STATUS_USAGE, "the price book comes first, then -: crm-pricebook %s pb1 - %s", session->verb->name, example);
	return operands_drain(session, session->operands + 1, first - 1, &book->words);
}

static enum status find_book(struct session *session, struct book *book)
{
	struct words first = { .words = session->operands, .count = 1 };
	struct targets books = { 0 };
	enum status status = operands_find(session, &first, &record_pricebook, &books);

	if (!status && books.count != 1)
		status = error_set(&session->error, STATUS_USAGE, "%s: one price book must be named first", session->operands[0]);
	if (!status)
		book->id = books.items[0].id;
	return status;
}

/* The entries of a product in a book, by quantity; all of them for a min_qty below zero. */
static enum status find_entries(struct session *session, int64_t book, int64_t product, int64_t min_qty, int64_t **ids, size_t *count)
{
	return db_integers(session->store->db, &session->arena, ids, count, "select id from pricebook_entry where product = %jd and parent + 0 = %jd"
	                   " and (%jd < 0 or coalesce(min_qty, 0) = %jd) order by id", product, book, min_qty, min_qty);
}

struct putting {
	struct session *session;
	const struct type *type; /* of entries */
	struct book book;
	struct targets touched;
};

/* What the assignments make of a new entry says by its min_qty which one is meant. */
static enum status put_entry(struct putting *putting, int64_t product, const struct assignment *assignments, size_t assigned, struct arena *arena)
{
	struct session *session = putting->session;
	struct store *store = session->store;
	struct record *record = record_new(arena, putting->type), *old;
	int64_t *ids;
	size_t count;

	*record_value(record, "parent") = value_integer(putting->book.id);
	*record_value(record, "product") = value_integer(product);
	enum status status = assign_apply(store, assignments, assigned, record, product, arena);
	if (!status)
		status = find_entries(session, putting->book.id, product, record_integer(record, "min_qty"), &ids, &count);
	if (status)
		return status;
	if (!count) {
		status = save_add(store, record, arena);
		targets_add(session, &putting->touched, &record_pricebook_entry, record->id);
		return status;
	}
	targets_add(session, &putting->touched, &record_pricebook_entry, ids[0]);
	status = row_load(store, putting->type, ids[0], arena, &old);
	if (status)
		return status;
	record = record_copy(arena, old);
	status = assign_apply(store, assignments, assigned, record, product, arena);
	return status ? status : save_set(store, old, record, arena);
}

/* Of an entry only what it says of the price is to be written. */
static enum status check_assigned(struct session *session, const struct assignment *assignments, size_t count)
{
	static const char *const writable[] = { "price", "discount", "min_qty" };

	for (size_t i = 0; i < count; i++) {
		const char *name = assignments[i].field->name;
		size_t n = 0;
		while (n < 3 && strcmp(name, writable[n]) != 0)
			n++;
		if (n == 3)
			return error_set(&session->error, STATUS_USAGE, "%s=: an entry takes price=…, discount=… and min_qty=…", name);
	}
	if (count)
		return STATUS_OK;
	return error_set(&session->error, STATUS_USAGE, "say the price: price=85, price='{{price}}' or discount=15");
}

static enum status put_product(void *context, const struct target *product, const struct assignment *assignments, size_t count, struct arena *arena)
{
	struct putting *putting = context;
	enum status status = check_assigned(putting->session, assignments, count);

	return status ? status : locate_refusal(putting->session, put_entry(putting, product->id, assignments, count, arena), product);
}

static enum status put_words(struct putting *putting, const struct assignment *assignments, size_t count)
{
	struct session *session = putting->session;
	struct targets products = { 0 };
	struct arena arena = { 0 };
	enum status status = operands_find(session, &putting->book.words, &record_product, &products);

	putting->touched.of_operands = true;

	for (size_t i = 0; !status && i < products.count; i++) {
		arena_reset(&arena);
		status = put_product(putting, &products.items[i], assignments, count, &arena);
	}
	arena_free(&arena);
	return status;
}

struct put_options {
	struct words batch;
	struct write_options write;
};

static enum status put(struct session *session, void *context)
{
	const struct put_options *options = context;
	const struct type *product = store_type(session->store, &record_product);
	struct putting putting = { .session = session, .type = store_type(session->store, &record_pricebook_entry) };
	const struct batching batching = { .own = product, .type = putting.type, .each = put_product, .context = &putting };
	struct assignment *assignments = NULL;
	struct batch *batches;
	size_t first, count = 0;
	enum status status = split_operands(session, &first);

	if (!status)
		status = read_words(session, first, options->batch.count > 0, "price=…", &putting.book);
	if (!status)
		status = batch_drain(session, &options->batch, &batches);
	if (!status)
		status = parse_assignments(session, putting.type, product, first, NULL, &assignments, &count);
	if (!status && options->batch.count && count)
		status = error_set(&session->error, STATUS_USAGE, "--batch takes its prices from the file");
	if (!status && !options->batch.count)
		status = check_assigned(session, assignments, count);
	if (!status)
		status = writer_begin(session);
	if (!status) {
		status = find_book(session, &putting.book);
		if (!status)
			status = options->batch.count ? batch_run(session, batches, options->batch.count, &batching) : put_words(&putting, assignments, count);
		status = writer_end(session, status, &putting.touched);
	}
	release_assignments(assignments, count);
	return status;
}

static enum status parse_quantity(struct session *session, size_t first, int64_t *min_qty)
{
	*min_qty = -1;
	for (size_t i = first; i < session->operand_count; i++) {
		const char *word = session->operands[i];
		if (strncmp(word, "min_qty=", 8) != 0)
			return error_set(&session->error, STATUS_USAGE, "'%s': write min_qty=QUANTITY, or nothing for all entries of the products", word);
		if (decimal_parse(word + 8, DECIMAL_QUANTITY, min_qty, &session->error))
			return error_prefix(&session->error, "min_qty: "), session->error.status = STATUS_USAGE;
		if (*min_qty < 0)
			return error_set(&session->error, STATUS_USAGE, "min_qty: it must not be negative");
	}
	return STATUS_OK;
}

/* An entry that is named itself, as `prices` prints it. */
static enum status named_entry(struct session *session, const struct book *book, int64_t id, int64_t *product)
{
	struct record *entry;
	struct text reference = { 0 };
	enum status status = row_load(session->store, store_type(session->store, &record_pricebook_entry), id, &session->arena, &entry);

	if (status || !entry)
		return status;
	*product = record_integer(entry, "product");
	if (record_integer(entry, "parent") == book->id)
		return STATUS_OK;
	store_reference(session->store, &record_pricebook_entry, id, &reference);
	status = error_set(&session->error, STATUS_REFUSED, "%s is not an entry of pb%lld", text_string(&reference), (long long)book->id);
	text_free(&reference);
	return status;
}

static enum status drop_target(struct session *session, const struct book *book, const struct target *target, int64_t min_qty, size_t *dropped)
{
	const struct type *type = store_type(session->store, &record_pricebook_entry);
	int64_t *ids, one = target->id;
	size_t count = 1;
	enum status status = STATUS_OK;

	ids = &one;
	if (target->record == &record_product)
		status = find_entries(session, book->id, target->id, min_qty, &ids, &count);
	for (size_t i = 0; !status && i < count; i++)
		status = remove_record(session->store, type, ids[i], false, &session->arena);
	if (!status)
		*dropped += count;
	return status;
}

static bool is_entry(const char *word)
{
	struct reference reference;

	return reference_like(word) && reference_parse(word, &reference, NULL) == STATUS_OK && reference.type == &record_pricebook_entry;
}

/* Words in runs of products and of entries, so that the order of what is printed is theirs. */
static enum status drop_words(struct session *session, const struct book *book, int64_t min_qty, struct targets *touched, size_t *dropped)
{
	enum status status = STATUS_OK;

	for (size_t at = 0, end; !status && at < book->words.count; at = end) {
		bool entries = is_entry(book->words.words[at]);
		struct targets found = { 0 };
		for (end = at + 1; end < book->words.count && is_entry(book->words.words[end]) == entries;)
			end++;
		struct words run = book->words;
		run.words += at;
		run.count = end - at;
		run.from += at;
		status = operands_find(session, &run, entries ? &record_pricebook_entry : &record_product, &found);
		for (size_t i = 0; !status && i < found.count; i++) {
			int64_t product = found.items[i].id;
			if (entries)
				status = named_entry(session, book, found.items[i].id, &product);
			if (!status)
				status = drop_target(session, book, &found.items[i], min_qty, dropped);
			targets_add(session, touched, &record_product, product);
		}
	}
	return status;
}

static enum status drop(struct session *session, void *options)
{
	struct book book = { 0 };
	struct targets touched = { 0 };
	size_t first, dropped = 0;
	int64_t min_qty;
	enum status status = split_operands(session, &first);

	(void)options;
	if (!status)
		status = read_words(session, first, false, "", &book);
	if (!status)
		status = parse_quantity(session, first, &min_qty);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = find_book(session, &book);
	if (!status)
		status = drop_words(session, &book, min_qty, &touched, &dropped);
	if (!status && !dropped && book.words.count)
		status = error_set(&session->error, STATUS_REFUSED, "pb%lld has no such entries; crm-pricebook prices pb%lld lists those it has", (long long)book.id,
		                   (long long)book.id);
	return writer_end(session, status, &touched);
}

static const struct opt put_rows[] = {
	{ .name = "batch", .arg = "FILE", .kind = OPT_LIST, .help = "read lines of a product and price=…, or columns under a #ref header; - for standard input",
	  .target = offsetof(struct put_options, batch) },
	{ 0 },
};

static const struct opt_group put_groups[] = {
	{ put_rows, 0, sizeof(struct put_options), FRAME_NONE },
	{ options_write, offsetof(struct put_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb put_verb = {
	.name = "put", .synopsis = "PRICEBOOK [PRODUCT…|-] [price=PRICE] [discount=PERCENT] [min_qty=QTY]", .help = "set the price of products in a book, or a discount on their list price, from a certain quantity on",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = put_groups, .options_size = sizeof(struct put_options), .run = put,
};

static const struct verb drop_verb = {
	.name = "drop", .synopsis = "PRICEBOOK PRODUCT…|- [min_qty=QTY]", .help = "remove products, or entries such as pb1.3, from a book",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = write_groups, .options_size = sizeof(struct write_options), .run = drop,
};

const struct verb *const pricebook_verbs[] = { &put_verb, &drop_verb, &prices_verb, NULL };
