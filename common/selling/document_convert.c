#include "selling/document_convert_parts.h"

#include "people/convert_fields.h"
#include "selling/selling.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

enum status document_load(struct store *store, const struct record_type *record, int64_t id, struct arena *arena, struct record **out)
{
	enum status status = row_load(store, store_type(store, record), id, arena, out);

	if (!status && !*out)
		status = store_missing(store, record, id);
	return status;
}

struct record *document_new(struct store *store, const struct record_type *record, struct arena *arena)
{
	struct record *new = record_new(arena, store_type(store, record));

	new->given = arena_alloc(arena, new->type->count * sizeof *new->given);
	return new;
}

void document_give(struct record *record, const char *field, struct value value)
{
	size_t index = type_index(record->type, field);

	record->values[index] = value;
	record->given[index] = true;
}

void document_carry(struct record *record, const struct record *from, const char *field)
{
	document_give(record, field, *record_value(from, field));
}

/* Of the groups that documents share, totals are computed anew; frozen rates are not. */
static bool is_carried(const struct field *field)
{
	return field->id >= 400 && field->id < 500 && !field->derived &&
	       (!field->computed || strcmp(field->name, "shipping_rates") == 0 || strcmp(field->name, "tax_rates") == 0);
}

static void carry_shared(struct record *record, const struct record *from)
{
	for (size_t i = 0; i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		if (is_carried(field) && type_field_id(from->type, field->id, NULL))
			document_carry(record, from, field->name);
	}
}

enum status document_head(struct store *store, const struct record *from, const struct record_type *record, struct arena *arena,
                          struct record **head)
{
	static const char *const own[] = { "customer", "supplier", "subject", "contact", "deal", "payment_terms" };
	struct record *new = document_new(store, record, arena);

	carry_shared(new, from);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (type_field(new->type, own[i], NULL) && type_field(from->type, own[i], NULL))
			document_carry(new, from, own[i]);
	*head = new;
	return carry_common(store, from, new, arena);
}

struct record *document_line(struct store *store, const struct record *from, const struct record_type *record, int64_t parent,
                             struct arena *arena)
{
	struct record *line = document_new(store, record, arena);

	carry_shared(line, from);
	document_give(line, "parent", value_integer(parent));
	document_carry(line, from, "number");
	return line;
}

static const char *const discounts[] = { "discount", "discount_amount", NULL }, *const shippings[] = { "shipping", "shipping_tax", NULL },
                        *const terms[] = { "prices_include_tax", "tax_mode", "currency", NULL };

static bool gives(const struct document_request *request, const char *const *fields)
{
	for (size_t i = 0; i < request->field_count; i++)
		for (const char *const *field = fields; *field; field++)
			if (strcmp(request->fields[i].field->name, *field) == 0)
				return true;
	return false;
}

bool document_own_terms(const struct document_request *request)
{
	return gives(request, discounts) || gives(request, terms);
}

enum status document_assign_terms(struct store *store, const struct document_request *request, struct record *head, const struct record *from, struct arena *arena)
{
	if (gives(request, discounts))
		document_give(head, "discount_amount", (struct value){ 0 });
	if (gives(request, terms) || gives(request, shippings))
		document_give(head, "shipping_part", (struct value){ 0 });
	enum status status = assign_apply(store, request->fields, request->field_count, head, from->id, arena);
	if (status || record_integer(head, "prices_include_tax") == record_integer(from, "prices_include_tax"))
		return status;
	return error_set(store->error, STATUS_REFUSED, "prices_include_tax: the lines come from %s%lld, whose prices are %s tax; change it there, or in the draft with --convert=rate or --keep",
	                 from->type->record->prefix, (long long)from->id, record_integer(from, "prices_include_tax") ? "with" : "without");
}

enum status document_copy_lines(struct store *store, const struct record_type *from, int64_t id, const struct record_type *record,
                                int64_t parent, const char *field, struct arena *arena)
{
	struct record **lines;
	size_t count;
	enum status status = document_lines(store, document_kind(from), id, arena, &lines, &count);

	for (size_t i = 0; !status && i < count; i++) {
		struct record *line = document_line(store, lines[i], document_kind(record)->line, parent, arena);
		if (field)
			document_give(line, field, value_integer(lines[i]->id));
		status = save_add(store, line, arena);
	}
	return status;
}

enum status document_change_state(struct store *store, const struct document_kind *kind, int64_t id, const char *state,
                                  const char *over_limit, struct arena *arena)
{
	struct record *old;
	/* Issuing looks at the totals, which lines of the same change have not brought up to date yet. */
	enum status status = settle_run(store);

	if (!status)
		status = document_load(store, kind->record, id, arena, &old);
	if (status)
		return status;
	struct record *record = record_copy(arena, old);
	*record_value(record, kind->state) = value_text(state);
	if (over_limit && type_field(record->type, "over_limit", NULL))
		*record_value(record, "over_limit") = value_text(over_limit);
	return save_set(store, old, record, arena);
}

enum status document_approve(struct store *store, const struct record_type *record, int64_t id, const struct document_request *request,
                             const char *const *fine, struct arena *arena, struct record **document)
{
	enum status status = document_load(store, record, id, arena, document);

	if (status)
		return status;
	const char *state = record_text(*document, "status");
	if (strcmp(state, "draft") == 0) {
		status = document_change_state(store, document_kind(record), id, "approved", request->over_limit, arena);
		return status ? status : document_load(store, record, id, arena, document);
	}
	for (; *fine; fine++)
		if (strcmp(state, *fine) == 0)
			return STATUS_OK;
	if (strcmp(state, "closed") == 0)
		return error_set(store->error, STATUS_REFUSED, "%s%lld is closed; crm-%s reopen %s%lld reopens it", record->prefix,
		                 (long long)id, record->name, record->prefix, (long long)id);
	return error_set(store->error, STATUS_REFUSED, "%s%lld is %s, so nothing of it is open; crm-%s copy %s%lld creates a new one",
	                 record->prefix, (long long)id, state, record->name, record->prefix, (long long)id);
}

enum status document_finish(struct store *store, const struct record_type *record, int64_t id, const struct document_request *request,
                            struct arena *arena)
{
	struct record *old, *document;
	enum status status;

	if (request->issue)
		return document_change_state(store, document_kind(record), id, "issued", request->over_limit, arena);
	if (!request->over_limit || !type_field(store_type(store, record), "over_limit", NULL))
		return STATUS_OK;
	status = document_load(store, record, id, arena, &old);
	if (status)
		return status;
	document = record_copy(arena, old);
	*record_value(document, "over_limit") = value_text(request->over_limit);
	return save_set(store, old, document, arena);
}

void document_copy_address(struct record *document, bool bill_from_ship)
{
	static const char *const bill[] = { "bill_street", "bill_city", "bill_state", "bill_code", "bill_country" };
	static const char *const ship[] = { "ship_street", "ship_city", "ship_state", "ship_code", "ship_country" };

	for (size_t i = 0; i < sizeof bill / sizeof *bill; i++)
		*record_value(document, bill_from_ship ? bill[i] : ship[i]) = *record_value(document, bill_from_ship ? ship[i] : bill[i]);
}
