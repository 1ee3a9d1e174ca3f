/* What belongs together is of one customer, or of one supplier: asked when either side is written, and by crm-db check. */
#include "selling/selling.h"
#include "store/rule.h"

#include "store/check.h"
#include <string.h>

static const struct party_link {
	const struct record_type *type;
	const char *field;
} links[] = {
	{ &record_payment, "order" },    { &record_payment, "original" }, { &record_fapiao, "invoices" },  { &record_fapiao, "original" },
	{ &record_invoice, "original" }, { &record_invoice, "order" },    { &record_delivery, "order" },   { &record_bill, "purchase" },
	{ &record_bill, "original" },
	{ 0 },
};
static const char *const parties[] = { "customer", "supplier", NULL };

static bool has(const struct record_type *record, const char *name)
{
	for (struct field_walk walk = field_walk(record); walk.field; field_step(&walk))
		if (strcmp(walk.field->name, name) == 0)
			return true;
	return false;
}

static const struct field *field_of(struct store *store, const struct party_link *link)
{
	return type_field(store_type(store, link->type), link->field, NULL);
}

static bool same(const struct record *record, const struct record *other, const char *party)
{
	return record_integer(record, party) == record_integer(other, party);
}

/* Whether what the record names is of its party; *party stays NULL where it is. */
static enum status compare(struct store *store, const struct record *record, const struct record_type *target, int64_t id, struct arena *arena, const char **party)
{
	struct record *other;
	enum status status = rule_load(store, target, id, arena, &other);

	for (size_t i = 0; !status && other && parties[i] && !*party; i++)
		if (has(record->type->record, parties[i]) && has(target, parties[i]) && !same(record, other, parties[i]))
			*party = parties[i];
	return status;
}

/* The first record by this field that is of another party; *id stays 0 where there is none. */
static enum status find_other(struct store *store, const struct party_link *link, const struct record *record, struct arena *arena, int64_t *id, const char **party)
{
	const struct field *field = field_of(store, link);
	const struct value *value = record_value(record, link->field);
	const char *rest = value->type == VALUE_TEXT ? value->text : NULL;
	int64_t next = value->type == VALUE_INTEGER ? value->integer : 0;
	enum status status = STATUS_OK;
	char role[40];

	*party = NULL;
	while (!status && !*party && (next || row_next_link(&rest, &next, role))) {
		status = compare(store, record, field->target, next, arena, party);
		if (*party)
			*id = next;
		next = 0;
	}
	return status;
}

/* A record that names this one and is not of its party. */
static enum status find_dependent(struct store *store, const struct party_link *link, const struct record *record, const char *party, int64_t *id)
{
	const struct field *field = field_of(store, link);
	const char *own = link->type->name;
	struct text links_table = { 0 };
	enum status status;

	if (field->kind != KIND_REFS)
		return db_one(store->db, id, "select id from \"%s\" where \"%s\" = %jd and coalesce(\"%s\", 0) <> %jd limit 1", own, field_column(field), record->id, party,
		              record_integer(record, party));
	row_link_table(&links_table, link->type, field);
	status = db_one(store->db, id, "select t.id from \"%s\" k join \"%s\" t on t.id = k.\"%s\" where k.\"%s\" = %jd and coalesce(t.\"%s\", 0) <> %jd limit 1",
	                links_table.data, own, own, field->target->name, record->id, party, record_integer(record, party));
	text_free(&links_table);
	return status;
}

static enum status refuse_dependents(struct store *store, const struct record *record, const char *party)
{
	enum status status = STATUS_OK;

	for (const struct party_link *link = links; !status && link->type; link++) {
		int64_t id = 0;
		if (field_of(store, link)->target != record->type->record || !has(link->type, party))
			continue;
		status = find_dependent(store, link, record, party, &id);
		if (!status && id)
			status = error_set(store->error, STATUS_REFUSED, "%s: %s%lld, of another %s, names %s%lld; change that first", party, link->type->prefix, (long long)id, party,
			                   record->type->record->prefix, (long long)record->id);
	}
	return status;
}

static bool party_changed(const struct record *old, const struct record *record)
{
	for (size_t i = 0; parties[i]; i++)
		if (has(record->type->record, parties[i]) && rule_changed(old, record, parties[i]))
			return true;
	return false;
}

enum status party_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	enum status status = STATUS_OK;

	for (const struct party_link *link = links; record && !status && link->type; link++) {
		const char *party;
		int64_t id = 0;
		if (link->type != record->type->record || (old && !rule_changed(old, record, link->field) && !party_changed(old, record)))
			continue;
		status = find_other(store, link, record, arena, &id, &party);
		if (!status && id)
			status = error_set(store->error, STATUS_REFUSED, "%s: %s%lld is of another %s", link->field, field_of(store, link)->target->prefix, (long long)id, party);
	}
	for (size_t i = 0; record && old && !status && parties[i]; i++)
		if (has(record->type->record, parties[i]) && rule_changed(old, record, parties[i]))
			status = refuse_dependents(store, record, parties[i]);
	return status;
}

enum status party_check(struct store *store, const struct record *record, struct arena *arena, struct text *findings)
{
	enum status status = STATUS_OK;

	for (const struct party_link *link = links; !status && link->type; link++) {
		const char *party;
		int64_t id = 0;
		if (link->type != record->type->record)
			continue;
		status = find_other(store, link, record, arena, &id, &party);
		if (!status && id)
			finding_add(findings, link->field, "%s%lld is of another %s", field_of(store, link)->target->prefix, (long long)id, party);
	}
	return status;
}
