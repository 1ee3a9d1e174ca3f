/* crm-product stock, crm-purchase reorder. */
#include "selling/document_verbs.h"

#include "base/date.h"
#include "base/decimal.h"
#include "selling/selling.h"
#include "selling/stock.h"
#include "store/save.h"
#include <string.h>

/* Without an assignment nothing is counted. */
static bool only_reads(const struct session *session)
{
	for (size_t i = 0; i < session->operand_count; i++)
		if (operand_is_assignment(session, session->operands[i]))
			return false;
	return true;
}

/* Rows of a type that belong to the products: of the products themselves, or of their movements. All of them when none is named. */
static enum status print_rows(struct session *session, const struct record_type *record, const char *columns, const struct targets *products)
{
	struct query query;
	struct text filter = { 0 };
	struct expr *expr = NULL;
	int64_t rows = 0;

	query_init(&query, session->store, store_type(session->store, record));
	query.human = session_is_human(session, session_format(session));
	for (size_t i = 0; i < products->count; i++) {
		if (i)
			text_byte(&filter, ' ');
		reference_format(&filter, &record_product, products->items[i].id);
	}
	enum status status = query_columns(&query, columns);
	if (!status)
		status = filter_parse_string(&query.arena, session->store->schema, record, text_string(&filter), &expr, &session->error);
	text_free(&filter);
	if (!status)
		status = query_filter(&query, expr);
	if (!status)
		status = session_list(session, &query, NULL, &rows);
	query_free(&query);
	return status;
}

static enum status read_stock(struct session *session, bool explain)
{
	struct targets products = { 0 };
	enum status missing = STATUS_OK, status;

	status = operands_read(session, session->operands, session->operand_count, &record_product, &products, &missing);
	if (!status && (products.count || session->operand_count == 0))
		status = explain ? print_rows(session, &record_stock_movement, NULL, &products) :
		         print_rows(session, &record_product, "name,on_hand,reserved,on_order,reorder_level,stock", &products);
	return status ? status : missing;
}

struct count {
	int64_t quantity;
	bool counted;
	const char *reason;
	char day[DATE_SIZE];
};

/* set=12 reason=… on=DAY are no fields of a product: they say what the new movement is. */
static enum status parse_count(struct session *session, size_t first, struct count *count)
{
	const struct conventions *conventions = &session->store->conventions;
	enum status status = STATUS_OK;

	date_today(conventions, count->day);
	for (size_t i = first; !status && i < session->operand_count; i++) {
		const char *word = session->operands[i];
		if (strncmp(word, "set=", 4) == 0) {
			status = decimal_parse(word + 4, DECIMAL_QUANTITY, &count->quantity, &session->error);
			count->counted = true;
		} else if (strncmp(word, "reason=", 7) == 0) {
			count->reason = word + 7;
		} else if (strncmp(word, "on=", 3) == 0) {
			status = date_parse(conventions, word + 3, count->day, &session->error);
		} else {
			status = error_set(&session->error, STATUS_USAGE, "'%s': write set=QUANTITY reason=TEXT, and on=DAY", word);
		}
		if (status && status != STATUS_USAGE)
			error_prefix(&session->error, "%.*s: ", (int)strcspn(word, "="), word);
	}
	if (status)
		return session->error.status = STATUS_USAGE;
	if (!count->counted)
		return error_set(&session->error, STATUS_USAGE, "say the counted quantity: crm-product stock pr3 set=12 reason=count");
	if (!count->reason || !*count->reason)
		return error_set(&session->error, STATUS_USAGE, "say why: reason=opening, or what happened: reason='annual count'");
	return STATUS_OK;
}

struct stock_options {
	struct output_options output;
	bool explain;
	struct write_options write;
};

static enum status stock(struct session *session, void *context)
{
	const struct stock_options *options = context;
	struct targets products = { 0 };
	struct count count = { 0 };
	struct words words;
	size_t first;

	if (only_reads(session))
		return read_stock(session, options->explain);
	enum status status = split_operands(session, &first);
	if (!status && first == 0)
		status = error_set(&session->error, STATUS_USAGE, "name the product: crm-product stock pr3 set=12 reason=count");
	if (!status)
		status = parse_count(session, first, &count);
	if (!status)
		status = operands_drain(session, session->operands, first, &words);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = operands_find(session, &words, &record_product, &products);
	for (size_t i = 0; !status && i < products.count; i++)
		status = stock_count(session->store, products.items[i].id, count.quantity, count.day, count.reason, &session->arena);
	return writer_end(session, status, &products);
}

/* One draft for each supplier, made when the first of its products lacks. */
struct reorder {
	struct session *session;
	struct record **drafts;
	size_t count;
	struct targets *touched;
};

static enum status draft_for(struct reorder *reorder, int64_t supplier, struct record **draft)
{
	struct session *session = reorder->session;

	for (size_t i = 0; i < reorder->count; i++) {
		*draft = reorder->drafts[i];
		if (record_integer(*draft, "supplier") == supplier)
			return STATUS_OK;
	}
	struct record *fresh = record_new(&session->arena, store_type(session->store, &record_purchase));
	*record_value(fresh, "supplier") = value_integer(supplier);
	enum status status = save_add(session->store, fresh, &session->arena);
	if (status)
		return status;
	targets_add(session, reorder->touched, &record_purchase, fresh->id);
	reorder->drafts = array_grow(&session->arena, reorder->drafts, reorder->count, sizeof *reorder->drafts);
	*draft = reorder->drafts[reorder->count++] = fresh;
	return STATUS_OK;
}

static enum status reorder_product(struct reorder *reorder, int64_t id)
{
	struct session *session = reorder->session;
	struct record *product, *draft;
	int64_t lacking = 0;
	enum status status = stock_lacking(session->store, id, &lacking);

	if (status || lacking == 0)
		return status;
	status = row_load(session->store, store_type(session->store, &record_product), id, &session->arena, &product);
	if (!status && !record_integer(product, "supplier")) {
		/* The others are bought nevertheless: a daily job does not wait for one. */
		change_warn(session->store, "pr%lld, %s, has no supplier, and is skipped; crm-product set pr%lld supplier=…", (long long)id,
		            record_text(product, "name"), (long long)id);
		return STATUS_OK;
	}
	if (!status)
		status = draft_for(reorder, record_integer(product, "supplier"), &draft);
	if (status)
		return status;
	struct record *line = record_new(&session->arena, store_type(session->store, &record_purchase_line));
	*record_value(line, "parent") = value_integer(draft->id);
	*record_value(line, "product") = value_integer(id);
	*record_value(line, "qty") = value_integer(lacking);
	return save_add(session->store, line, &session->arena);
}

static enum status reorder_run(struct session *session, void *options)
{
	struct targets products = { 0 }, touched = { 0 };
	struct reorder reorder = { .session = session, .touched = &touched };
	struct words words;

	(void)options;
	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name the products: crm-product list stock=low | crm-purchase reorder -");
	enum status status = operands_drain(session, session->operands, session->operand_count, &words);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = operands_find(session, &words, &record_product, &products);
	for (size_t i = 0; !status && i < products.count; i++)
		status = reorder_product(&reorder, products.items[i].id);
	return writer_end(session, status, &touched);
}

static const struct opt stock_rows[] = {
	{ .name = "explain", .kind = OPT_FLAG, .help = "list the movements instead of their sums", .target = offsetof(struct stock_options, explain) },
	{ 0 },
};

static const struct opt_group stock_groups[] = {
	{ options_output, offsetof(struct stock_options, output), sizeof(struct output_options), FRAME_OUTPUT },
	{ stock_rows, 0, sizeof(struct stock_options), FRAME_NONE },
	{ options_write, offsetof(struct stock_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb stock_verb = {
	.name = "stock", .synopsis = "[REF…|- [set=QTY reason=TEXT [on=DAY]]]", .help = "show the stock, or record a count: reason=opening starts the ledger of a product",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .only_reads = only_reads, .options = stock_groups, .options_size = sizeof(struct stock_options), .run = stock,
};

const struct verb reorder_verb = {
	.name = "reorder", .synopsis = "PRODUCT…|-", .help = "create draft purchases of what products lack for their reorder level and approved orders, one for each supplier",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .options = write_groups, .options_size = sizeof(struct write_options), .run = reorder_run,
};
