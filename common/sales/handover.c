#include "sales/handover.h"

#include "store/save.h"
#include <stdlib.h>
#include <string.h>

const struct record_type *const handover_types[] = {
	&record_customer, &record_contact, &record_lead, &record_deal, &record_task, &record_event, &record_product, &record_supplier,
	&record_pricebook, &record_quote, &record_order, &record_delivery, &record_purchase, &record_bill, &record_invoice, &record_asset, NULL,
};

/* Documents that are through: who did them stays to be seen. */
static const struct through {
	const struct record_type *type;
	const char *field, *values[4];
} through[] = {
	{ &record_quote, "stage", { "accepted", "rejected", "expired" } },
	{ &record_order, "status", { "closed", "cancelled" } },
	{ &record_delivery, "status", { "received", "cancelled" } },
	{ &record_purchase, "status", { "received", "cancelled" } },
	{ &record_bill, "status", { "cancelled" } },
	{ &record_invoice, "status", { "cancelled" } },
};

static bool is_closed(struct store *store, const struct record *deal)
{
	const struct pick *stage = schema_stage(store->schema, record_text(deal, "pipeline"), record_text(deal, "stage"));

	return stage && stage->outcome != OUTCOME_OPEN;
}

static bool is_through(const struct record *record)
{
	for (size_t i = 0; i < sizeof through / sizeof *through; i++)
		for (const char *const *value = through[i].values; record->type->record == through[i].type && *value; value++)
			if (strcmp(record_text(record, through[i].field), *value) == 0)
				return true;
	return false;
}

/* Of invoices and bills: nothing is left to be paid. A draft is still work. */
static enum status is_paid(struct store *store, const struct record *record, bool *paid)
{
	struct text sql = { 0 };
	int64_t balance;

	*paid = false;
	if (strcmp(record_text(record, "status"), "draft") == 0)
		return STATUS_OK;
	text_add(&sql, "select ");
	row_expression(&sql, record->type->record, type_field(record->type, "balance", NULL), "t");
	text_printf(&sql, " from \"%s\" t where t.id = ?", record->type->record->name);
	enum status status = db_one(store->db, sql.data, record->id, 0, 0, &balance);
	text_free(&sql);
	*paid = !status && balance <= 0;
	return status;
}

static enum status stays(struct store *store, const struct record *record, bool open_only, bool *out)
{
	const struct record_type *type = record->type->record;
	const char *status = type_field(record->type, "status", NULL) ? record_text(record, "status") : "";

	*out = false;
	if (type == &record_deal)
		*out = is_closed(store, record);
	else if (type == &record_customer || type == &record_contact)
		*out = open_only && record_integer(record, "archived");
	else if (type == &record_product || type == &record_supplier || type == &record_pricebook)
		*out = open_only && !record_integer(record, "active");
	else if (type == &record_task)
		*out = strcmp(status, "done") == 0;
	else if (type == &record_lead)
		*out = open_only && (strcmp(status, "lost") == 0 || strcmp(status, "junk") == 0 || strcmp(status, "converted") == 0);
	else if (type == &record_event)
		*out = open_only && *status && strcmp(status, "planned") != 0;
	else
		*out = is_through(record);
	if (!*out && (type == &record_invoice || type == &record_bill))
		return is_paid(store, record, out);
	return STATUS_OK;
}

static int compare_ids(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return left < right ? -1 : left > right;
}

static enum status owned_ids(struct store *store, const struct record_type *type, int64_t owner, struct arena *arena, int64_t **ids,
                             size_t *count)
{
	struct text sql = { 0 };
	struct statement *statement;
	size_t room = 0;
	bool row;

	*ids = NULL;
	*count = 0;
	text_printf(&sql, "select id from \"%s\" where owner = ? order by id", type->name);
	enum status status = db_cached(store->db, sql.data, &statement);
	text_free(&sql);
	if (status)
		return status;
	db_bind_integer(statement, 1, owner);
	while (!(status = db_step(statement, &row)) && row) {
		if (*count == room) {
			size_t more = room ? room * 2 : 64;
			*ids = arena_grow(arena, *ids, room * sizeof **ids, more * sizeof **ids);
			room = more;
		}
		(*ids)[(*count)++] = db_integer(statement, 0);
	}
	db_reset(statement);
	return status;
}

static enum status move_one(struct store *store, const struct handover *handover, const struct type *type, int64_t id,
                            struct arena *arena, int64_t *moved)
{
	struct record *old;
	bool stay = true;
	enum status status = row_load(store, type, id, arena, &old);

	if (!status && old)
		status = stays(store, old, handover->open_only, &stay);
	if (status || stay)
		return status;
	struct record *record = record_copy(arena, old);
	*record_value(record, "owner") = value_integer(handover->to);
	++*moved;
	return save_set(store, old, record, arena);
}

static enum status check_user(struct store *store, int64_t id, bool active)
{
	int64_t found;
	enum status status = db_one(store->db, "select coalesce(active, 1) from \"user\" where id = ?", id, 0, -1, &found);

	if (!status && found < 0)
		return error_set(store->error, STATUS_REFUSED, "there is no user u%lld", (long long)id);
	if (!status && active && !found)
		return error_set(store->error, STATUS_REFUSED, "u%lld is not active; crm-user set u%lld active=yes comes first", (long long)id,
		                 (long long)id);
	return status;
}

static enum status run(struct store *store, const struct handover *handover, const int64_t *only, int64_t *moved)
{
	struct arena arena = { 0 }, row = { 0 };
	enum status status = STATUS_OK;

	for (size_t t = 0; !status && handover_types[t]; t++) {
		const struct type *type = store_type(store, handover_types[t]);
		int64_t *ids;
		size_t count;
		arena_reset(&arena);
		status = owned_ids(store, handover_types[t], handover->from, &arena, &ids, &count);
		for (size_t i = 0; !status && i < count; i++) {
			int64_t packed = anyref_pack(handover_types[t], ids[i]);
			if (only && !bsearch(&packed, only, handover->only_count, sizeof *only, compare_ids))
				continue;
			arena_reset(&row);
			status = move_one(store, handover, type, ids[i], &row, &moved[handover_types[t]->number]);
		}
	}
	arena_free(&arena);
	arena_free(&row);
	return status;
}

enum status handover_run(struct store *store, const struct handover *handover, int64_t *moved)
{
	int64_t *only = NULL;

	memset(moved, 0, RECORD_TYPE_LIMIT * sizeof *moved);
	if (handover->from == handover->to)
		return error_set(store->error, STATUS_REFUSED, "u%lld has the work already", (long long)handover->to);
	enum status status = check_user(store, handover->from, false);
	if (!status)
		status = check_user(store, handover->to, true);
	if (status)
		return status;
	if (handover->only) {
		only = memory_alloc((handover->only_count + 1) * sizeof *only);
		memcpy(only, handover->only, handover->only_count * sizeof *only);
		qsort(only, handover->only_count, sizeof *only, compare_ids);
	}
	status = run(store, handover, only, moved);
	free(only);
	return status;
}
