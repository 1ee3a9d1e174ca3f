#include "store/ddl.h"

#include "store/row.h"
#include <string.h>

/* The journal names users and records that may be gone: its own tables have no foreign keys. */
static bool is_constrained(const struct record_type *record)
{
	return !record->bare || record->parent;
}

static void references(struct text *sql, const struct record_type *target)
{
	text_printf(sql, " references \"%s\" (id) deferrable initially deferred", target->name);
}

static void column(struct text *sql, const struct record_type *record, const struct field *field)
{
	text_printf(sql, ",\n\t\"%s\" %s", field_column(field), kinds[field->kind].sql);
	if (field->required)
		text_add(sql, " not null");
	if (field->kind == KIND_REF && is_constrained(record))
		references(sql, field->target);
}

/* Optional columns are indexed where they are set: a sparse index is small, and equality can use it. */
static void field_index(struct text *sql, const struct record_type *record, const struct field *field)
{
	const char *name = field_column(field);
	bool reference = (field->kind == KIND_REF || field->kind == KIND_ANYREF) && is_constrained(record);

	if (!field->unique && !field->index && !reference)
		return;
	text_printf(sql, "create %sindex \"%s_%s\" on \"%s\" (\"%s\")", field->unique ? "unique " : "", record->name, name, record->name, name);
	if (!field->required)
		text_printf(sql, " where \"%s\" is not null", name);
	text_add(sql, ";\n");
}

static void link_table(struct text *sql, const struct record_type *record, const struct field *field)
{
	struct text table = { 0 };
	const char *own = record->name, *target = field->target->name;

	row_link_table(&table, record, field);
	text_printf(sql, "create table \"%s\" (\n\t\"%s\" INTEGER not null", table.data, own);
	references(sql, record);
	text_printf(sql, ",\n\t\"%s\" INTEGER not null", target);
	references(sql, field->target);
	if (field->roles)
		text_add(sql, ",\n\trole TEXT");
	text_printf(sql, ",\n\tprimary key (\"%s\", \"%s\")\n) strict, without rowid;\n", own, target);
	text_printf(sql, "create index \"%s_%s\" on \"%s\" (\"%s\");\n", table.data, target, table.data, target);
	text_free(&table);
}

static void fields_of(struct text *sql, const struct record_type *record, void (*each)(struct text *, const struct record_type *, const struct field *), bool links)
{
	for (const struct field *field = record->fields; field->kind; field++)
		if (links ? field->kind == KIND_REFS : field_stored(field))
			each(sql, record, field);
	for (const struct field *field = record_common; field->kind && !record->bare; field++)
		if (links ? field->kind == KIND_REFS : field_stored(field))
			each(sql, record, field);
}

void ddl_type(struct text *sql, const struct record_type *record)
{
	text_printf(sql, "create table \"%s\" (\n\tid INTEGER primary key", record->name);
	fields_of(sql, record, column, false);
	if (record->parent)
		text_add(sql, ",\n\tunique (parent, number)");
	text_add(sql, "\n) strict;\n");
	fields_of(sql, record, field_index, false);
	fields_of(sql, record, link_table, true);
}

static const char journal_tables[] =
	"create table counter (\n\tname TEXT primary key not null,\n\tvalue INTEGER not null\n) strict, without rowid;\n"
	"create table entry (\n\tid INTEGER primary key,\n\tchange INTEGER not null,\n\ttype INTEGER not null,\n\trecord INTEGER not null,\n"
	"\tlast INTEGER,\n\toperation INTEGER not null,\n\tbefore TEXT\n) strict;\n"
	"create index entry_record on entry (type, record);\n"
	"create index entry_run on entry (type, record) where last is not null;\n";

enum status ddl_create(struct db *db)
{
	struct text sql = { 0 };

	for (size_t i = 0; record_types[i]; i++)
		ddl_type(&sql, record_types[i]);
	text_add(&sql, journal_tables);
	enum status status = db_run(db, sql.data);
	text_free(&sql);
	return status;
}

enum status ddl_add_column(struct db *db, const struct record_type *record, const struct field *field)
{
	struct text sql = { 0 };
	struct statement *statement;
	bool known;

	enum status status = db_cached(db, "select 1 from pragma_table_info(?) where name = ?", &statement);
	if (status)
		return status;
	db_bind_text(statement, 1, record->name);
	db_bind_text(statement, 2, field_column(field));
	status = db_step(statement, &known);
	db_reset(statement);
	if (status)
		return status;
	if (!known) {
		text_printf(&sql, "alter table \"%s\" add column \"%s\" %s", record->name, field_column(field), kinds[field->kind].sql);
		if (field->kind == KIND_REF)
			references(&sql, field->target);
		text_add(&sql, ";\n");
	}
	/* What was set before stays valid: checks on values come with the next write and crm-db check. */
	if (field->index || field->unique || field->kind == KIND_REF)
		text_printf(&sql, "drop index if exists \"%s_%s\";\ncreate %sindex \"%s_%s\" on \"%s\" (\"%s\") where \"%s\" is not null;\n", record->name,
		            field_column(field), field->unique ? "unique " : "", record->name, field_column(field), record->name, field_column(field),
		            field_column(field));
	if (sql.length)
		status = db_run(db, sql.data);
	text_free(&sql);
	return status;
}
