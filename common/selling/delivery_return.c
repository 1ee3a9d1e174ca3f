/* Goods that come back: a return takes back lines of a delivery, and an exchange delivers as much again in the same change. */
#include "selling/document_convert_parts.h"

#include "base/wide.h"
#include "selling/document_kinds.h"
#include "selling/selling.h"
#include "store/rule.h"
#include "store/save.h"
#include <string.h>

/* Walks serial numbers as stored, ",A77,A78,", from a pointer to them; NULL ends. The text of one, in the arena. */
static const char *next_serial(const char **rest, struct arena *arena)
{
	const char *start = *rest;

	if (*start == ',')
		start++;
	size_t length = strcspn(start, ",");
	*rest = start + length;
	return length ? arena_copy(arena, start, length) : NULL;
}

static bool has_serial(const char *serials, const char *serial, struct arena *arena)
{
	return strstr(serials, arena_printf(arena, ",%s,", serial)) != NULL;
}

static const char *add_serial(const char *serials, const char *serial, struct arena *arena)
{
	return arena_printf(arena, "%s%s,", *serials ? serials : ",", serial);
}

/* The serial numbers of a delivered line that are still out, as stored; besides: a line of a return that is not counted, or 0. */
static enum status serials_out(struct store *store, const struct record *line, int64_t besides, struct arena *arena, const char **out)
{
	const char *rest = record_text(line, "serials");
	struct statement *statement;
	struct text back = { 0 };
	enum status status = db_ask(store->db, &statement, "select back.serials from delivery_line as back join delivery as note on note.id = back.parent"
	                            " where back.original = %jd and back.id <> %jd and note.status <> 'cancelled' and back.serials is not null", line->id, besides);

	while (db_next(statement, &status))
		text_add(&back, db_text(statement, 0));
	db_done(statement);
	*out = "";
	for (const char *serial; !status && (serial = next_serial(&rest, arena));)
		if (!has_serial(text_string(&back), serial, arena))
			*out = add_serial(*out, serial, arena);
	text_free(&back);
	return status;
}

enum status delivery_return_fault(struct store *store, const struct record *line, struct arena *arena, const char **fault)
{
	const char *rest = record_text(line, "serials"), *out, *missing = NULL;
	struct text reference = { 0 };
	struct record *original;
	enum status status = rule_load(store, &record_delivery_line, record_integer(line, "original"), arena, &original);

	*fault = !status && !original ? "original: a return names the line of the delivery that it takes back" : NULL;
	if (status || !original)
		return status;
	status = serials_out(store, original, line->id, arena, &out);
	if (!status)
		status = store_reference(store, &record_delivery_line, original->id, &reference);
	for (const char *serial; !status && !missing && (serial = next_serial(&rest, arena));)
		missing = has_serial(out, serial, arena) ? NULL : serial;
	if (status)
		;
	else if (!value_equal(record_value(original, "product"), record_value(line, "product")))
		*fault = arena_printf(arena, "product: %s delivered another product", reference.data);
	else if (missing)
		*fault = arena_printf(arena, "serials: unit %s is not among those of %s that are still out", missing, reference.data);
	else if (*record_text(original, "serials") && !*record_text(line, "serials"))
		*fault = arena_printf(arena, "serials: the units of %s have serial numbers; say which of them come back: serial=%.*s", reference.data,
		                      (int)strcspn(record_text(original, "serials") + 1, ","), record_text(original, "serials") + 1);
	text_free(&reference);
	return status;
}

static enum status check_returnable(struct store *store, const struct record *delivery)
{
	long long id = (long long)delivery->id;

	if (document_gives_back(delivery))
		return error_set(store->error, STATUS_REFUSED, "dn%lld is a return itself; crm-delivery cancel dn%lld cancels it", id, id);
	if (document_is_withdrawn(delivery))
		return error_set(store->error, STATUS_REFUSED, "dn%lld is cancelled, so nothing of it is out", id);
	return STATUS_OK;
}

static enum status parse_serials(struct store *store, const char *text, struct arena *arena, const char **out)
{
	const struct field *field = type_field(store_type(store, &record_delivery_line), "serials", NULL);
	struct value value = { 0 };
	char currency[4] = "";
	enum status status = text ? field_parse(&store->conventions, field, text, arena, currency, &value, store->error) : STATUS_OK;

	*out = value.type == VALUE_TEXT ? value.text : "";
	return status;
}

static int64_t count_serials(const char *serials, struct arena *arena)
{
	int64_t count = 0;

	while (next_serial(&serials, arena))
		count++;
	return count;
}

/* Serial numbers alone say what comes back: each from the line that brought it. */
static enum status take_serials(struct store *store, const struct record *delivery, const char *serials, const char *const *out, struct taking *taking, struct arena *arena)
{
	for (const char *serial; (serial = next_serial(&serials, arena));) {
		size_t i = 0;
		while (i < taking->count && !has_serial(out[i], serial, arena))
			i++;
		if (i == taking->count)
			return error_set(store->error, STATUS_REFUSED, "serial: unit %s is not among those of dn%lld that are still out", serial, (long long)delivery->id);
		taking->now[i] += WIDE_WHOLE;
		taking->serials[i] = add_serial(taking->serials[i] ? taking->serials[i] : "", serial, arena);
	}
	return STATUS_OK;
}

/* Quantities of lines; of a line of which serial numbers alone are given, their number. */
static enum status take_parts(struct store *store, const struct record *delivery, const struct document_request *request, struct taking *taking, struct arena *arena)
{
	struct document_part *parts = arena_alloc(arena, (request->part_count + 1) * sizeof *parts);
	struct document_request counted = *request;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < request->part_count; i++) {
		const char *serials;
		parts[i] = request->parts[i];
		status = parse_serials(store, parts[i].serials, arena, &serials);
		if (parts[i].counted || !*serials)
			continue;
		parts[i].quantity = count_serials(serials, arena) * WIDE_WHOLE;
		parts[i].counted = true;
	}
	counted.parts = parts;
	if (!status)
		status = taking_parts(store, delivery, &counted, "returned", taking);
	if (!status)
		status = taking_serials(store, delivery, request, "returned", taking);
	for (size_t i = 0; !status && i < taking->count; i++)
		status = parse_serials(store, taking->serials[i], arena, &taking->serials[i]);
	return status;
}

/* What comes back of each line, with the serial numbers as stored; of a line that comes back altogether, all that are still out. */
static enum status take(struct store *store, const struct record *delivery, const struct document_request *request, struct taking *taking, struct arena *arena)
{
	const char **out, *serials;
	enum status status = taking_lines(store, delivery, fulfilment_returned, arena, taking);

	out = arena_alloc(arena, (taking->count + 1) * sizeof *out);
	for (size_t i = 0; !status && i < taking->count; i++)
		status = serials_out(store, taking->lines[i], 0, arena, &out[i]);
	if (!status)
		status = parse_serials(store, request->part_count ? NULL : request->serials, arena, &serials);
	if (status)
		return status;
	if (*serials)
		return take_serials(store, delivery, serials, out, taking, arena);
	status = take_parts(store, delivery, request, taking, arena);
	for (size_t i = 0; !status && i < taking->count; i++)
		if (taking->now[i] && taking->now[i] == taking->open[i] && !*taking->serials[i])
			taking->serials[i] = out[i];
	return status;
}

static enum status return_line(struct store *store, const struct taking *taking, size_t i, int64_t made, struct arena *arena)
{
	static const char *const carried[] = { "number", "order_line", "product", "description", "specification", "unit" };
	struct record *line = document_new(store, &record_delivery_line, arena);

	document_give(line, "parent", value_integer(made));
	document_give(line, "original", value_integer(taking->lines[i]->id));
	for (size_t k = 0; k < sizeof carried / sizeof *carried; k++)
		document_carry(line, taking->lines[i], carried[k]);
	document_give(line, "qty", value_integer(taking->now[i]));
	if (*taking->serials[i])
		document_give(line, "serials", value_text(taking->serials[i]));
	return save_add(store, line, arena);
}

enum status delivery_return(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct record *delivery, *back;
	struct taking taking = { 0 };
	enum status status = document_load(store, &record_delivery, id, arena, &delivery);

	if (!status)
		status = check_returnable(store, delivery);
	if (!status)
		status = take(store, delivery, request, &taking, arena);
	if (status)
		return status;
	back = document_new(store, &record_delivery, arena);
	document_give(back, "kind", value_text("return"));
	document_give(back, "original", value_integer(id));
	document_carry(back, delivery, "order");
	document_carry(back, delivery, "owner");
	status = assign_apply(store, request->fields, request->field_count, back, id, arena);
	if (!status && !*record_text(back, "reason"))
		status = error_set(store->error, STATUS_DATA, "say why it comes back: reason=…");
	if (!status)
		status = save_add(store, back, arena);
	for (size_t i = 0; !status && i < taking.count; i++)
		if (taking.now[i])
			status = return_line(store, &taking, i, back->id, arena);
	*made = back->id;
	return status;
}

/* The reason is that of the return, the day that of both, everything else is of the delivery. */
static bool is_of(const struct assignment *field, bool returned)
{
	bool reason = strcmp(field->field->name, "reason") == 0, day = strcmp(field->field->name, "shipped_on") == 0;

	return day || reason == returned;
}

static void split_fields(const struct document_request *request, bool returned, struct document_request *out, struct arena *arena)
{
	struct assignment *fields = arena_alloc(arena, (request->field_count + 1) * sizeof *fields);

	out->fields = fields;
	out->field_count = 0;
	for (size_t i = 0; i < request->field_count; i++)
		if (is_of(&request->fields[i], returned))
			fields[out->field_count++] = request->fields[i];
}

/* The line of the order, as much of it as came back, and the serial numbers of what goes out instead. */
static enum status replacement(struct store *store, const struct document_request *request, const struct record *returned, bool only, struct document_part *part,
                               struct arena *arena)
{
	struct record *line;
	enum status status = document_load(store, &record_order_line, record_integer(returned, "order_line"), arena, &line);

	if (status)
		return status;
	*part = (struct document_part){ .line = record_integer(line, "number"), .quantity = record_integer(returned, "qty"), .counted = true };
	for (size_t i = 0; i < request->part_count; i++)
		if (request->parts[i].line == record_integer(returned, "number"))
			part->serials = request->parts[i].new_serials;
	if (!request->new_serials)
		return STATUS_OK;
	if (!only)
		return error_set(store->error, STATUS_USAGE, "new_serial: several lines are exchanged; write dn12.1.new_serial=…");
	part->serials = request->new_serials;
	return STATUS_OK;
}

enum status delivery_exchange(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct document_request back = *request, again = { .over_limit = request->over_limit };
	struct document_part *parts = NULL;
	struct record *returned, **lines;
	size_t count = 0;

	split_fields(request, true, &back, arena);
	split_fields(request, false, &again, arena);
	enum status status = delivery_return(store, id, &back, arena, &made[0]);
	if (!status)
		status = document_load(store, &record_delivery, made[0], arena, &returned);
	if (!status)
		status = document_lines(store, document_kind(&record_delivery), made[0], arena, &lines, &count);
	if (status)
		return status;
	parts = arena_alloc(arena, (count + 1) * sizeof *parts);
	for (size_t i = 0; !status && i < count; i++)
		status = replacement(store, request, lines[i], count == 1, &parts[i], arena);
	again.parts = parts;
	again.part_count = count;
	return status ? status : order_deliver(store, record_integer(returned, "order"), &again, arena, &made[1]);
}
