/* References of all kinds: that they lead somewhere, and that none comes back to its own record. */
#include "store/check_parts.h"

#include "base/map.h"
#include "base/order.h"
#include <stdlib.h>
#include <string.h>

void check_anyref_dangles(struct text *sql, const char *expression)
{
	text_printf(sql, "(case %s %% %d", expression, RECORD_TYPE_LIMIT);
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (!walk.record->no_common_fields || walk.record->parent)
			text_printf(sql, " when %d then not exists (select 1 from \"%s\" there where there.id = %s / %d)", walk.record->number,
				    walk.record->name, expression, RECORD_TYPE_LIMIT);
	text_add(sql, " else true end)");
}

static void report_dangling(struct checker *checker, const struct type *type, const struct field *field, int64_t id, int64_t to)
{
	const struct record_type *target = field->target;

	if (field->kind == KIND_ANYREF)
		target = anyref_unpack(to, &to);
	if (target)
		check_report(checker, type->record, id, field->name, "there is no %s %s%lld", target->name, target->prefix, (long long)to);
	else
		check_report(checker, type->record, id, field->name, "%lld refers to no known type", (long long)to);
	if (field->kind != KIND_ANYREF)
		checker->dangling++;
	check_broken(checker, type, id);
}

/* A field while the rows of its records are looked at. */
struct references {
	struct checker *checker;
	const struct type *type;
	const struct field *field;
};

static enum status report_dangling_row(void *context, struct statement *statement)
{
	const struct references *references = context;

	report_dangling(references->checker, references->type, references->field, db_integer(statement, 0), db_integer(statement, 1));
	return STATUS_OK;
}

static enum status find_dangling(struct checker *checker, const struct type *type, const struct field *field)
{
	const char *table = type->record->name;
	struct statement *statement;
	struct text sql = { 0 };

	if (field->kind == KIND_REFS) {
		text_printf(&sql, "select k.\"%s\", k.\"%s\" from \"", table, field->target->name);
		row_link_table(&sql, type->record, field);
		text_printf(&sql, "\" k where not exists (select 1 from \"%s\" there where there.id = k.\"%s\") and k.\"%s\"", field->target->name,
		            field->target->name, table);
	} else if (field->kind == KIND_REF) {
		text_printf(
		    &sql,
		    "select t.id, t.\"%s\" from \"%s\" t where t.\"%s\" is not null and not exists (select 1 from \"%s\" there where there.id = t.\"%s\") and t.id",
		    field_column(field), table, field_column(field), field->target->name, field_column(field));
	} else {
		struct text column = { 0 };
		text_printf(&column, "t.\"%s\"", field_column(field));
		text_printf(&sql, "select t.id, %s from \"%s\" t where %s is not null and ", column.data, table, column.data);
		check_anyref_dangles(&sql, column.data);
		text_add(&sql, " and t.id");
		text_free(&column);
	}
	enum status status = db_ask(checker->store->db, &statement, "%-s between ? and ?", sql.data);
	text_free(&sql);
	return check_each(checker, type, status, statement, report_dangling_row, &(struct references){ checker, type, field });
}

static enum status check_role(void *context, struct statement *statement)
{
	const struct references *references = context;
	const struct field *field = references->field;
	const char *role = db_text(statement, 2);
	const struct pick *pick = field->roles;

	while (pick->key && strcmp(pick->key, role) != 0)
		pick++;
	if (!pick->key || pick_is_empty(pick))
		check_report(references->checker, references->type->record, db_integer(statement, 0), field->name, "%s%lld: '%s' is not a role",
			     field->target->prefix, (long long)db_integer(statement, 1), role);
	return STATUS_OK;
}

static enum status check_roles(struct checker *checker, const struct type *type, const struct field *field)
{
	struct statement *statement;
	struct text sql = { 0 };

	text_printf(&sql, "select \"%s\", \"%s\", role from \"", type->record->name, field->target->name);
	row_link_table(&sql, type->record, field);
	text_printf(&sql, "\" where role is not null and \"%s\" between ? and ?", type->record->name);
	enum status status = db_ask(checker->store->db, &statement, "%-s", sql.data);
	text_free(&sql);
	return check_each(checker, type, status, statement, check_role, &(struct references){ checker, type, field });
}

struct step {
	int64_t id, above;
	size_t walk; /* the walk that came by first; 0: none yet */
};

struct steps {
	struct step *items;
	size_t count;
};

static enum status add_step(void *context, struct statement *statement)
{
	struct steps *steps = context;

	steps->items = array_grow(NULL, steps->items, steps->count, sizeof *steps->items);
	steps->items[steps->count++] = (struct step){ .id = db_integer(statement, 0), .above = db_integer(statement, 1) };
	return STATUS_OK;
}

/* From some records up: what they lead to is looked at too. */
static enum status follow(struct checker *checker, const struct type *type, const struct field *field, struct steps *steps)
{
	struct map known = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; i < steps->count; i++)
		*map_at(&known, (uint64_t)steps->items[i].id) = 1;
	for (size_t i = 0; !status && i < steps->count; i++) {
		int64_t id = steps->items[i].above, *seen = map_at(&known, (uint64_t)id), above = 0;
		if (!*seen)
			status = db_one(checker->store->db, &above, "select \"%s\" from \"%s\" where id = %jd", field_column(field), type->record->name, id);
		*seen = 1;
		if (status || !above)
			continue;
		steps->items = array_grow(NULL, steps->items, steps->count, sizeof *steps->items);
		steps->items[steps->count++] = (struct step){ .id = id, .above = above };
	}
	map_free(&known);
	return status;
}

static enum status load_steps(struct checker *checker, const struct type *type, const struct field *field, struct steps *steps)
{
	struct statement *statement;

	enum status status = db_ask(checker->store->db, &statement, "select id, \"%s\" from \"%s\" where \"%s\" is not null and id between ? and ?",
	                            field_column(field), type->record->name, field_column(field));
	status = check_each(checker, type, status, statement, add_step, steps);
	if (!status && checker->scope)
		status = follow(checker, type, field, steps);
	if (steps->count)
		qsort(steps->items, steps->count, sizeof *steps->items, order_integers);
	return status;
}

static struct step *find_step(const struct steps *steps, int64_t id)
{
	return bsearch(&(struct step){ .id = id }, steps->items, steps->count, sizeof *steps->items, order_integers);
}

/* Each record leads to one above it: whoever comes by his own track again is in a cycle, and every record is walked once. */
static enum status find_cycles(struct checker *checker, const struct type *type, const struct field *field)
{
	const struct record_type *record = type->record;
	struct steps steps = { 0 };
	enum status status = load_steps(checker, type, field, &steps);

	for (size_t i = 0; !status && i < steps.count; i++) {
		struct step *at = &steps.items[i];
		while (at && !at->walk) {
			at->walk = i + 1;
			at = find_step(&steps, at->above);
		}
		if (at && at->walk == i + 1)
			check_report(checker, record, at->id, field->name, "%s%lld is its own %s, by way of %s%lld", record->prefix, (long long)at->id,
				   field->name, record->prefix, (long long)at->above);
	}
	free(steps.items);
	return status;
}

enum status check_references(struct checker *checker, const struct type *type)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < type->count; i++) {
		const struct field *field = type->fields[i];
		bool stored = field_stored(field) && (field->kind == KIND_REF || field->kind == KIND_ANYREF);
		if ((stored && !field->outlives) || field->kind == KIND_REFS)
			status = find_dangling(checker, type, field);
		if (!status && field->kind == KIND_REFS && field->roles)
			status = check_roles(checker, type, field);
		if (!status && stored && field->target == type->record && !field->mutual)
			status = find_cycles(checker, type, field);
	}
	return status;
}
