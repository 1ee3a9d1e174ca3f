/* What crm-db diff asks of this domain: the way of a document from state to state, and the commands for lines, deliveries, prices, payments and counts. */
#include "selling/differences.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include "base/wide.h"
#include "exchange/diff_rule.h"
#include "selling/document_totals.h"
#include "selling/documents.h"
#include "selling/stock.h"
#include "store/rule.h"
#include <string.h>

/* How far a search of states got: by which first step a state is reached, with or without a number on the way. */
struct place {
	const char *state, *first;
	bool numbered;
};

static bool is_known(const struct place *places, size_t count, const struct place *place)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(places[i].state, place->state) == 0 && places[i].numbered == place->numbered)
			return true;
	return false;
}

static bool leaves_nothing(const struct document_kind *kind, const char *state)
{
	for (size_t i = 0; i < DOCUMENT_FINISHED_LIMIT && kind->finished[i]; i++)
		if (strcmp(kind->finished[i], state) == 0)
			return true;
	return strcmp(kind->withdrawn, state) == 0;
}

/* The shortest way, by a step that gives a number where one is wanted. */
static const char *step(const struct record *now, const struct record *wanted, bool last)
{
	enum { PLACES = 32 };
	const struct document_kind *kind = document_kind(now->type->record);
	const char *goal = record_text(wanted, kind->state);
	bool numbers = kind->numbers[0].name && *record_text(wanted, "number");
	struct place places[PLACES] = { { record_text(now, kind->state), NULL, !numbers || *record_text(now, "number") } };
	size_t count = 1;

	for (size_t at = 0; at < count; at++) {
		if (strcmp(places[at].state, goal) == 0 && places[at].numbered)
			return !places[at].first || (!last && leaves_nothing(kind, places[at].first)) ? NULL : places[at].first;
		for (const struct move *move = kind->moves; move->from; move++) {
			struct place next = { move->to, places[at].first ? places[at].first : move->to, places[at].numbered || move->issues };
			if (strcmp(move->from, places[at].state) == 0 && count < PLACES && !is_known(places, count, &next))
				places[count++] = next;
		}
	}
	return NULL;
}

static enum status line_command(struct diff *diff, const struct record *line, const char *verb, struct text *out, bool *can)
{
	const struct document_kind *kind = document_kind(line->type->record);

	diff_begin(diff, kind->record, "line", record_integer(line, "parent"), out);
	text_printf(out, " %s", verb);
	if (strcmp(verb, "add") != 0)
		text_printf(out, " %lld", (long long)record_integer(line, "number"));
	*can = true;
	return STATUS_OK;
}

static enum status entry_command(struct diff *diff, const struct record *entry, const char *verb, struct text *out, bool *can)
{
	bool gone = strcmp(verb, "rm") == 0, there = strcmp(verb, "set") == 0;
	int64_t quantity = record_integer(entry, "min_qty"), product = record_integer(entry, "product"), now = quantity, other = product;
	enum status status = there ? db_one(diff->from->db, &now, "select min_qty from pricebook_entry where id = %jd", entry->id) : STATUS_OK;

	if (!status && there)
		status = db_one(diff->from->db, &other, "select product from pricebook_entry where id = %jd", entry->id);

	diff_begin(diff, &record_pricebook, gone ? "drop" : "put", record_integer(entry, "parent"), out);
	text_byte(out, ' ');
	if (gone)
		text_printf(out, "pb%lld.%lld", (long long)record_integer(entry, "parent"), (long long)record_integer(entry, "number"));
	else
		diff_reference(diff, &record_product, product, out);
	if (there && quantity) {
		text_add(out, " min_qty=");
		decimal_format(out, quantity, DECIMAL_QUANTITY);
	}
	*can = now == quantity && other == product; /* which name the entry */
	return status;
}

static enum status allocation_command(struct diff *diff, const struct record *part, const char *verb, struct text *out, bool *can)
{
	const char *field = record_integer(part, "invoice") ? "invoice" : "bill";
	bool gone = strcmp(verb, "rm") == 0;

	*can = gone || strcmp(verb, "add") == 0;
	diff_begin(diff, &record_payment, gone ? "release" : "allocate", record_integer(part, "parent"), out);
	text_byte(out, ' ');
	diff_reference(diff, type_field(part->type, field, NULL)->target, record_integer(part, field), out);
	if (!gone) {
		text_byte(out, '=');
		money_format(out, record_integer(part, "amount"), record_digits(part));
		text_add(out, record_integer(part, "no_discount") ? " --no-discount" : "");
	}
	return STATUS_OK;
}

/* Whether the product may be counted so: its unit may become one that is divided only after this. */
static enum status is_countable(struct diff *diff, int64_t product, int64_t counted, bool *can)
{
	struct arena arena = { 0 };
	struct record *here;
	enum status status = rule_load(diff->from, &record_product, product, &arena, &here);

	*can = !status && here && (counted % WIDE_WHOLE == 0 || !unit_is_whole(record_text(here, "unit")));
	arena_free(&arena);
	return status;
}

/* A count; all other movements follow from documents. It says what was there in the end, so that it comes when all is there that moved before it. */
static enum status movement_command(struct diff *diff, const struct record *movement, const char *verb, struct text *out, bool *can)
{
	bool opening = rule_kind(movement, "opening");
	const char *day = record_text(movement, "moved_on"), *reason = opening ? "opening" : record_text(movement, "reason");
	const struct value *counted = record_value(movement, "counted");
	int64_t product = record_integer(movement, "parent"), there = 0;

	*can = strcmp(verb, "add") == 0 && (opening || rule_kind(movement, "adjustment")) && *reason && counted->type == VALUE_INTEGER;
	enum status status = !*can ? STATUS_OK : db_one(diff->from->db, &there, "select sum(qty) from stock_movement where parent = %jd and kind <> 'reservation'"
	                                               " and moved_on <= %s", product, day);
	if (status || !*can)
		return status;
	status = is_countable(diff, product, counted->integer, can);
	*can = *can && there + record_integer(movement, "qty") == counted->integer;
	diff_begin(diff, &record_product, "stock", product, out);
	text_add(out, " set=");
	decimal_format(out, counted->integer, DECIMAL_QUANTITY);
	diff_word(out, "reason", reason, strlen(reason));
	diff_word(out, "on", day, strlen(day));
	return status;
}

/* What a line of a delivery takes from: a line of the order, or, of a return, of the delivery. */
static const char *taken_from(const struct record *line)
{
	return record_integer(line, "original") ? "original" : "order_line";
}

/* A line of a delivery says what that line does, with its number; and what it does here too, where products may yet be merged. */
static enum status is_as_ordered(struct diff *diff, const struct record *line, struct arena *arena, bool *same)
{
	static const char *const taken[] = { "number", "product", "description", "specification", "unit" };
	const struct record_type *source = type_field(line->type, taken_from(line), NULL)->target;
	int64_t id = record_integer(line, taken_from(line));
	struct record *ordered, *here = NULL;
	enum status status = rule_load(diff->to, source, id, arena, &ordered);

	if (!status)
		status = rule_load(diff->from, source, diff_child(diff->from, diff->to, source, id), arena, &here);
	*same = !status && ordered && here && value_equal(record_value(here, "product"), record_value(ordered, "product"));
	for (size_t i = 0; *same && i < sizeof taken / sizeof *taken; i++)
		*same = value_equal(record_value(line, taken[i]), record_value(ordered, taken[i]));
	return status;
}

/* Whether there a count of the product comes before the next goods of a line moved, which is not yet here. */
static enum status waits_for_count(struct diff *diff, int64_t product, const struct record *line, bool *waits)
{
	const struct record_type *record = line->type->record;
	int64_t there = 0, here = 0, moved = 0;
	enum status status = db_one(diff->from->db, &moved, "select count(*) from stock_movement where source = %jd and kind <> 'reservation'",
	                            anyref_pack(record, diff_child(diff->from, diff->to, record, line->id)));

	if (!status)
		status = db_one(diff->to->db, &there, "select count(*) from stock_movement as counted where counted.parent = %jd and counted.counted is not null"
		                " and counted.number < (select moved.number from stock_movement as moved where moved.source = %jd and moved.kind <> 'reservation'"
		                " order by moved.number limit 1 offset %jd)", product, anyref_pack(record, line->id), moved);
	if (!status && there)
		status = db_one(diff->from->db, &here, "select count(*) from stock_movement where parent = %jd and counted is not null", product);
	*waits = there > here;
	return status;
}

static enum status delivery_made(struct diff *diff, const struct record *delivery, struct record *const *lines, size_t count, struct text *out, bool *can)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	*can = count > 0;
	if (document_gives_back(delivery))
		diff_begin(diff, &record_delivery, "return", record_integer(delivery, "original"), out);
	else
		diff_begin(diff, &record_order, "deliver", record_integer(delivery, "order"), out);
	for (size_t i = 0; !status && *can && i < count; i++) {
		const char *serials = record_text(lines[i], "serials");
		const struct record_type *source = type_field(lines[i]->type, taken_from(lines[i]), NULL)->target;
		int64_t id = record_integer(lines[i], taken_from(lines[i]));
		bool waits = false;
		status = is_as_ordered(diff, lines[i], &arena, can);
		if (!status)
			status = waits_for_count(diff, record_integer(lines[i], "product"), lines[i], &waits);
		*can = *can && !waits;
		text_byte(out, ' ');
		diff_reference(diff, source, id, out);
		text_byte(out, '=');
		decimal_format(out, record_integer(lines[i], "qty"), DECIMAL_QUANTITY);
		if (!*serials)
			continue;
		text_byte(out, ' ');
		diff_reference(diff, source, id, out);
		text_add(out, ".serial=");
		diff_quote(out, serials + 1, strlen(serials) - 2); /* as stored: ",A77,A78," */
	}
	arena_free(&arena);
	return status;
}

static enum status received(struct store *store, const struct record *line, int64_t *quantity)
{
	return stock_of_line(store, line, false, quantity);
}

/* Goods come today, whenever they came there: the ledger says that it differs then. */
static struct diff_write receipt(struct diff *diff, const struct record *line, int64_t quantity, struct arena *arena)
{
	struct record *movement = record_new(arena, store_type(diff->from, &record_stock_movement));
	char today[DATE_SIZE];

	date_today(&diff->from->conventions, today);
	*record_value(movement, "parent") = *record_value(line, "product");
	*record_value(movement, "kind") = value_text("receipt");
	*record_value(movement, "qty") = value_integer(quantity);
	*record_value(movement, "moved_on") = value_text(arena_string(arena, today));
	*record_value(movement, "source") = value_integer(anyref_pack(&record_purchase_line, line->id));
	if (diff->from->user)
		*record_value(movement, "who") = value_integer(diff->from->user);
	return (struct diff_write){ .what = DIFF_ADD, .type = movement->type, .record = movement, .number = DIFF_ANY_NUMBER };
}

static bool is_over(const struct record *document)
{
	return strcmp(record_text(document, "status"), "closed") == 0 || strcmp(record_text(document, "status"), "cancelled") == 0;
}

/* What was received there of the lines, and is not yet here. */
static enum status receive(struct diff *diff, const struct record *now, const struct record *to, struct arena *arena, struct text *out, struct diff_write **writes,
                           size_t *count, bool *waits)
{
	struct record **lines;
	size_t line_count;
	bool all = true;
	enum status status = STATUS_OK;

	if (is_over(now))
		return STATUS_OK; /* it is reopened first */
	status = document_lines(diff->from, document_kind(&record_purchase), now->id, arena, &lines, &line_count);
	*writes = arena_alloc(arena, (line_count + 1) * sizeof **writes);
	diff_begin(diff, &record_purchase, "receive", to->id, out);
	for (size_t i = 0; !status && i < line_count; i++) {
		int64_t here = 0, there = 0, id = diff_child(diff->to, diff->from, &record_purchase_line, lines[i]->id);
		struct record *line;
		if (!record_integer(lines[i], "product"))
			continue;
		status = received(diff->from, lines[i], &here);
		if (!status)
			status = rule_load(diff->to, &record_purchase_line, id, arena, &line);
		if (!status && line)
			status = received(diff->to, line, &there);
		bool later = false;
		if (!status && line && there > here)
			status = waits_for_count(diff, record_integer(lines[i], "product"), line, &later);
		all = all && !later && there >= record_integer(lines[i], "qty");
		*waits = *waits || later;
		if (status || later || there <= here)
			continue;
		text_byte(out, ' ');
		diff_reference(diff, &record_purchase_line, id, out);
		text_byte(out, '=');
		decimal_format(out, there - here, DECIMAL_QUANTITY);
		(*writes)[(*count)++] = receipt(diff, lines[i], there - here, arena);
	}
	if (status || !*count)
		return status;
	struct record *record = record_copy(arena, now);
	*record_value(record, "status") = value_text(all ? "received" : "part-received");
	(*writes)[(*count)++] = (struct diff_write){ .what = DIFF_SET, .type = now->type, .id = now->id, .record = record };
	return STATUS_OK;
}

/* A plan where there is none yet, while the order is still to be invoiced. */
static enum status plan(struct diff *diff, const struct record *now, const struct record *to, struct arena *arena, struct text *out, struct diff_write **writes,
                        size_t *count, bool *waits)
{
	const struct type *type = store_type(diff->from, &record_instalment);
	int64_t *ids, planned = 0;
	size_t parts = 0;
	enum status status = db_one(diff->from->db, &planned, "select count(*) from instalment where \"order\" = %jd", now->id);

	(void)waits;
	if (!status && !planned && !is_over(now))
		status = db_integers(diff->to->db, arena, &ids, &parts, "select id from instalment where \"order\" = %jd order by number", to->id);
	*writes = arena_alloc(arena, (parts + 1) * sizeof **writes);
	diff_begin(diff, &record_order, "plan", to->id, out);
	for (size_t i = 0; !status && i < parts; i++) {
		struct record *part;
		status = rule_load(diff->to, &record_instalment, ids[i], arena, &part);
		if (status)
			break;
		text_byte(out, ' ');
		decimal_format(out, record_integer(part, "percent"), DECIMAL_PERCENT);
		text_printf(out, "%%=%s", record_text(part, "due"));
		struct record *made = record_new(arena, type);
		memcpy(made->values, part->values, type->count * sizeof *made->values);
		(*writes)[(*count)++] = (struct diff_write){ .what = DIFF_ADD, .type = type, .id = part->id, .record = made };
	}
	return status;
}

static const char *const of_return[] = { "kind", "original", NULL };

const struct diff_rule selling_differences[] = {
	{ .record = &record_quote, .state = "stage", .step = step },
	{ .record = &record_order, .state = "status", .step = step, .follow = plan },
	{ .record = &record_delivery, .state = "status", .step = step, .made = delivery_made, .named = "order", .implied = of_return },
	{ .record = &record_purchase, .state = "status", .step = step, .follow = receive },
	{ .record = &record_bill, .state = "status", .step = step },
	{ .record = &record_invoice, .state = "status", .step = step },
	{ .record = &record_quote_line, .child = line_command, .filler = "description" },
	{ .record = &record_order_line, .child = line_command, .filler = "description" },
	{ .record = &record_purchase_line, .child = line_command, .filler = "description" },
	{ .record = &record_bill_line, .child = line_command, .filler = "description" },
	{ .record = &record_invoice_line, .child = line_command, .filler = "description" },
	{ .record = &record_pricebook_entry, .child = entry_command, .named = "product" },
	{ .record = &record_allocation, .child = allocation_command, .complete = true },
	{ .record = &record_stock_movement, .child = movement_command, .complete = true, .renumbered = true, .acting = "who" },
	{ 0 },
};
