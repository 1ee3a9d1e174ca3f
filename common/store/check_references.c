/* References of all kinds: that they lead somewhere, and that none comes back to its own record. */
#include "store/check_parts.h"

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

static void tell_dangling(struct checker *checker, const struct type *type, const struct field *field, int64_t id, int64_t to)
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

static enum status find_dangling(struct checker *checker, const struct type *type, const struct field *field)
{
	const char *table = type->record->name;
	struct statement *statement;
	struct text sql = { 0 };

	if (field->kind == KIND_REFS) {
		text_printf(&sql, "select k.\"%s\", k.\"%s\" from \"", table, field->target->name);
		row_link_table(&sql, type->record, field);
		text_printf(&sql, "\" k where not exists (select 1 from \"%s\" there where there.id = k.\"%s\")", field->target->name, field->target->name);
	} else if (field->kind == KIND_REF) {
		text_printf(
		    &sql,
		    "select t.id, t.\"%s\" from \"%s\" t where t.\"%s\" is not null and not exists (select 1 from \"%s\" there where there.id = t.\"%s\")",
		    field_column(field), table, field_column(field), field->target->name, field_column(field));
	} else {
		struct text column = { 0 };
		text_printf(&column, "t.\"%s\"", field_column(field));
		text_printf(&sql, "select t.id, %s from \"%s\" t where %s is not null and ", column.data, table, column.data);
		check_anyref_dangles(&sql, column.data);
		text_free(&column);
	}
	enum status status = db_ask(checker->store->db, &statement, "%-s", sql.data);
	text_free(&sql);
	while (db_next(statement, &status))
		tell_dangling(checker, type, field, db_integer(statement, 0), db_integer(statement, 1));
	db_done(statement);
	return status;
}

static enum status check_roles(struct checker *checker, const struct type *type, const struct field *field)
{
	struct statement *statement;
	struct text sql = { 0 };

	text_printf(&sql, "select \"%s\", \"%s\", role from \"", type->record->name, field->target->name);
	row_link_table(&sql, type->record, field);
	text_add(&sql, "\" where role is not null");
	enum status status = db_ask(checker->store->db, &statement, "%-s", sql.data);
	text_free(&sql);
	while (db_next(statement, &status)) {
		const char *role = db_text(statement, 2);
		const struct pick *pick = field->roles;
		while (pick->key && strcmp(pick->key, role) != 0)
			pick++;
		if (!pick->key || pick_is_empty(pick))
			check_report(checker, type->record, db_integer(statement, 0), field->name, "%s%lld: '%s' is not a role", field->target->prefix,
				   (long long)db_integer(statement, 1), role);
	}
	db_done(statement);
	return status;
}

struct step {
	int64_t id, above;
	size_t walk; /* the walk that came by first; 0: none yet */
};

static enum status load_steps(struct checker *checker, const struct type *type, const struct field *field, struct step **steps, size_t *count)
{
	struct statement *statement;

	enum status status = db_ask(checker->store->db, &statement, "select id, \"%s\" from \"%s\" where \"%s\" is not null", field_column(field),
	                            type->record->name, field_column(field));
	while (db_next(statement, &status)) {
		*steps = array_grow(NULL, *steps, *count, sizeof **steps);
		(*steps)[(*count)++] = (struct step){ .id = db_integer(statement, 0), .above = db_integer(statement, 1) };
	}
	db_done(statement);
	if (*count)
		qsort(*steps, *count, sizeof **steps, order_integers);
	return status;
}

static struct step *find_step(struct step *steps, size_t count, int64_t id)
{
	return bsearch(&(struct step){ .id = id }, steps, count, sizeof *steps, order_integers);
}

/* Each record leads to one above it: whoever comes by his own track again is in a cycle, and every record is walked once. */
static enum status find_cycles(struct checker *checker, const struct type *type, const struct field *field)
{
	const struct record_type *record = type->record;
	struct step *steps = NULL;
	size_t count = 0;
	enum status status = load_steps(checker, type, field, &steps, &count);

	for (size_t i = 0; !status && i < count; i++) {
		struct step *at = &steps[i];
		while (at && !at->walk) {
			at->walk = i + 1;
			at = find_step(steps, count, at->above);
		}
		if (at && at->walk == i + 1)
			check_report(checker, record, at->id, field->name, "%s%lld is its own %s, by way of %s%lld", record->prefix, (long long)at->id,
				   field->name, record->prefix, (long long)at->above);
	}
	free(steps);
	return status;
}

enum status check_references(struct checker *checker, const struct type *type)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < type->count; i++) {
		const struct field *field = type->fields[i];
		bool stored = field_stored(field) && (field->kind == KIND_REF || field->kind == KIND_ANYREF);
		if (stored || field->kind == KIND_REFS)
			status = find_dangling(checker, type, field);
		if (!status && field->kind == KIND_REFS && field->roles)
			status = check_roles(checker, type, field);
		if (!status && stored && field->target == type->record)
			status = find_cycles(checker, type, field);
	}
	return status;
}
