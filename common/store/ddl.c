#include "store/ddl.h"

#include "db/dialect.h"
#include "store/row.h"
#include "store/search.h"
#include <stdlib.h>
#include <string.h>

/* The journal names users and records that may be gone: its own tables have no foreign keys. */
static bool is_constrained(const struct record_type *record)
{
	return !record->no_common_fields || record->parent;
}

static void references(struct text *sql, const struct record_type *target)
{
	text_printf(sql, " references \"%s\" (id) deferrable initially deferred", target->name);
}

static void column_is(struct text *sql, const struct record_type *record, const struct field *field, bool required)
{
	text_printf(sql, "\"%s\" %s", field_column(field), kinds[field->kind].sql);
	if (required)
		text_add(sql, " not null");
	if (field->kind == KIND_REF && is_constrained(record))
		references(sql, field->target);
}

static void column(struct text *sql, const struct record_type *record, const struct field *field)
{
	text_add(sql, ",\n\t");
	column_is(sql, record, field, field->required);
}

/* A field that becomes required later is empty in the records from before. */
static void add_column(struct text *sql, const struct record_type *record, const struct field *field)
{
	text_printf(sql, "alter table \"%s\" add column ", record->name);
	column_is(sql, record, field, false);
	text_add(sql, ";\n");
}

static bool is_indexed(const struct record_type *record, const struct field *field)
{
	return field->unique || field->index || ((field->kind == KIND_REF || field->kind == KIND_ANYREF) && is_constrained(record));
}

bool ddl_indexes_all(const struct record_type *record, const struct field *field)
{
	return field->required && !field->expr && !field->column && is_indexed(record, field);
}

/* Optional columns are indexed where they are set: a sparse index is small, and equality can use it. */
static void field_index(struct text *sql, const struct record_type *record, const struct field *field)
{
	const char *name = field_column(field);

	if (!is_indexed(record, field))
		return;
	/* The children of a parent are found by the index of their numbers. */
	if (record->parent && strcmp(name, "parent") == 0) {
		if (record->summed)
			text_printf(sql, "create index \"%s_parent\" on \"%s\" (parent, %s);\n", record->name, record->name, record->summed);
		return;
	}
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
	for (struct field_walk walk = field_walk(record); walk.field; field_step(&walk))
		if (links ? walk.field->kind == KIND_REFS : field_stored(walk.field))
			each(sql, record, walk.field);
}

static void type_table(struct text *sql, const struct record_type *record)
{
	text_printf(sql, "create table \"%s\" (\n\tid INTEGER primary key", record->name);
	fields_of(sql, record, column, false);
	if (record->parent)
		text_add(sql, ",\n\tunique (parent, number)");
	text_add(sql, "\n) strict;\n");
}

void ddl_type(struct text *sql, const struct record_type *record)
{
	type_table(sql, record);
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

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		ddl_type(&sql, walk.record);
	text_add(&sql, journal_tables);
	text_add(&sql, search_ddl);
	enum status status = db_run(db, sql.data);
	text_free(&sql);
	return status;
}

/* A view, as those of tables are: what takes its place for --as-of drops one. */
static void empty_links(struct text *sql, const struct record_type *record, const struct field *field)
{
	text_add(sql, "create temp view \"");
	row_link_table(sql, record, field);
	text_printf(sql, "\" as select 0 as \"%s\", 0 as \"%s\", '' as role where 1 = 0;\n", record->name, field->target->name);
}

static void empty_column(struct text *sql, const struct record_type *record, const struct field *field)
{
	(void)record;
	text_printf(sql, ", null as \"%s\"", field_column(field));
}

/* A table would have foreign keys, which what takes the place of others for --as-of does not satisfy. */
static void empty_type(struct text *sql, const struct record_type *record)
{
	text_printf(sql, "create temp view \"%s\" as select 0 as id", record->name);
	fields_of(sql, record, empty_column, false);
	text_add(sql, " where 1 = 0;\n");
}

/* Links that were there before they had roles. */
static enum status missing_role(struct db *db, struct text *sql, const struct field *field, const char *table, bool stand_ins)
{
	bool there = true;
	enum status status = field->roles ? dialect_has_column(db, table, "role", &there) : STATUS_OK;

	if (!there && stand_ins)
		text_printf(sql, "create temp view \"%s\" as select *, null as role from %s.\"%s\";\n", table, dialect_main, table);
	else if (!there)
		text_printf(sql, "alter table \"%s\" add column role TEXT;\n", table);
	return status;
}

/* The links of a field that came later. */
static enum status missing_links(struct db *db, struct text *sql, const struct record_type *record, bool stand_ins)
{
	struct text table = { 0 };
	enum status status = STATUS_OK;

	for (struct field_walk walk = field_walk(record); !status && walk.field; field_step(&walk)) {
		const struct field *field = walk.field;
		bool there;
		if (field->kind != KIND_REFS)
			continue;
		text_clear(&table);
		row_link_table(&table, record, field);
		status = dialect_has_table(db, text_string(&table), &there);
		if (!status && !there)
			(stand_ins ? empty_links : link_table)(sql, record, field);
		else if (!status)
			status = missing_role(db, sql, field, text_string(&table), stand_ins);
	}
	text_free(&table);
	return status;
}

static enum status missing_index(struct db *db, struct text *sql, const struct record_type *record, const struct field *field)
{
	struct text name = { 0 }, present = { 0 };

	text_printf(&name, "%s_%s", record->name, field_column(field));
	enum status status = dialect_index(db, name.data, &present);
	if (!status && !present.length)
		field_index(sql, record, field);
	text_free(&name);
	text_free(&present);
	return status;
}

/* Whether a column has the one number of what is a list of numbers now. */
static enum status is_number(struct db *db, const struct record_type *record, const struct field *field, bool *number)
{
	*number = false;
	return field->kind == KIND_TAGS && field->digits ? dialect_is_integer(db, record->name, field_column(field), number) : STATUS_OK;
}

static void make_list(struct text *sql, const struct record_type *record, const struct field *field)
{
	const char *column = field_column(field);

	text_printf(sql, "alter table \"%s\" rename column \"%s\" to \"%s_before\";\n", record->name, column, column);
	add_column(sql, record, field);
	text_printf(sql, "update \"%s\" set \"%s\" = ", record->name, column);
	text_printf(sql, "',' || \"%s_before\" || ','", column);
	text_printf(sql, " where \"%s_before\" is not null;\nalter table \"%s\" drop column \"%s_before\";\n", column, record->name, column);
}

/* A view of a table: its columns, of which `list` is to be a list (NULL: none), and more behind them. */
static enum status stand_in(struct db *db, struct text *sql, const struct record_type *record, const char *list, const char *more)
{
	struct statement *statement;
	enum status status = dialect_columns(db, record->name, &statement);

	text_printf(sql, "create temp view \"%s\" as select ", record->name);
	for (const char *comma = ""; db_next(statement, &status); comma = ", ") {
		const char *column = db_text(statement, 0);
		if (list && strcmp(column, list) == 0)
			text_printf(sql, "%s',' || \"%s\" || ',' as \"%s\"", comma, column, column);
		else
			text_printf(sql, "%s\"%s\"", comma, column);
	}
	db_done(statement);
	text_printf(sql, "%s from %s.\"%s\";\n", more, dialect_main, record->name);
	return status;
}

static void fill_earlier(struct text *sql, const struct record_type *record, const struct field *field)
{
	if (field->earlier)
		text_printf(sql, "update \"%s\" set \"%s\" = %s;\n", record->name, field_column(field), field->earlier);
}

enum status ddl_fill_earlier(struct db *db, int64_t version)
{
	struct text sql = { 0 };

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		for (struct field_walk fields = field_walk(walk.record); fields.field; field_step(&fields))
			if (fields.field->since > version)
				fill_earlier(&sql, walk.record, fields.field);
	enum status status = sql.length ? db_run(db, sql.data) : STATUS_OK;
	text_free(&sql);
	return status;
}

static enum status missing_columns(struct db *db, struct text *sql, const struct record_type *record, bool stand_ins)
{
	struct text empty = { 0 };
	const char *list = NULL;
	enum status status = STATUS_OK;

	for (struct field_walk walk = field_walk(record); !status && walk.field; field_step(&walk)) {
		const struct field *field = walk.field;
		bool there = true, number = false;
		if (!field_stored(field))
			continue;
		status = dialect_has_column(db, record->name, field_column(field), &there);
		if (!status && there)
			status = is_number(db, record, field, &number);
		if (!there && stand_ins) {
			text_printf(&empty, ", %s as \"%s\"", field->earlier ? field->earlier : "null", field_column(field));
			continue;
		}
		if (!there) {
			add_column(sql, record, field);
			fill_earlier(sql, record, field);
		} else if (number && stand_ins)
			list = field_column(field);
		else if (number)
			make_list(sql, record, field);
		if (!status && !stand_ins)
			status = missing_index(db, sql, record, field);
	}
	if (!status && (empty.length || list))
		status = stand_in(db, sql, record, list, text_string(&empty));
	text_free(&empty);
	return status;
}

static enum status missing(struct db *db, bool stand_ins)
{
	struct text sql = { 0 };
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		bool there;
		status = dialect_has_table(db, walk.record->name, &there);
		if (!status && there && !(status = missing_columns(db, &sql, walk.record, stand_ins))) {
			status = missing_links(db, &sql, walk.record, stand_ins);
		} else if (!status && stand_ins) {
			empty_type(&sql, walk.record);
			fields_of(&sql, walk.record, empty_links, true);
		} else if (!status) {
			ddl_type(&sql, walk.record);
		}
	}
	if (!status && sql.length)
		status = db_run(db, sql.data);
	text_free(&sql);
	return status;
}

enum status ddl_missing(struct db *db)
{
	return missing(db, false);
}

enum status ddl_stand_ins(struct db *db)
{
	return missing(db, true);
}

/* Why a field cannot be unique: which records share a value. */
static enum status refuse_doubled(struct db *db, const struct record_type *record, const struct field *field)
{
	struct statement *statement;
	const char *column = field_column(field);
	enum status status = db_ask(db, &statement, "select min(id), max(id) from \"%s\" where \"%s\" is not null group by \"%s\" having count(*) > 1 limit 1",
	                            record->name, column, column);

	if (db_next(statement, &status))
		status = error_set(db_error(db), STATUS_REFUSED, "%s: %s%lld and %s%lld have the same value, which must be unique", field->name, record->prefix,
		                   (long long)db_integer(statement, 0), record->prefix, (long long)db_integer(statement, 1));
	db_done(statement);
	return status;
}

/* fresh: the column is not there yet. */
static enum status custom_index(struct db *db, const struct record_type *record, const struct field *field, bool fresh, struct text *sql)
{
	struct text name = { 0 }, wanted = { 0 }, present = { 0 };
	const char *column_name = field_column(field);

	text_printf(&name, "%s_%s", record->name, column_name);
	if (field->index || field->unique || field->kind == KIND_REF)
		text_printf(&wanted, "CREATE %sINDEX \"%s\" on \"%s\" (\"%s\") where \"%s\" is not null", field->unique ? "UNIQUE " : "", name.data,
		            record->name, column_name, column_name);
	/* Making an index again takes long in a large table: is it the one that is wanted? */
	enum status status = dialect_index(db, name.data, &present);
	if (!status && strcmp(text_string(&wanted), text_string(&present)) != 0) {
		if (present.length)
			text_printf(sql, "drop index \"%s\";\n", name.data);
		text_printf(sql, "%s;\n", text_string(&wanted));
		if (field->unique && !fresh)
			status = refuse_doubled(db, record, field);
	}
	text_free(&name);
	text_free(&wanted);
	text_free(&present);
	return status;
}

/* What was set before stays valid: checks on values come with the next write and crm-db check. */
enum status ddl_add_column(struct db *db, const struct record_type *record, const struct field *field)
{
	struct text sql = { 0 };
	bool known;
	enum status status = dialect_has_column(db, record->name, field_column(field), &known);

	if (!status && !known)
		add_column(&sql, record, field);
	if (!status)
		status = custom_index(db, record, field, !known, &sql);
	if (!status && sql.length)
		status = db_run(db, sql.data);
	text_free(&sql);
	return status;
}

enum status ddl_last_custom(struct db *db, const struct record_type *record, int64_t *id)
{
	struct statement *statement;
	enum status status = dialect_columns(db, record->name, &statement);

	*id = 0;
	while (db_next(statement, &status)) {
		const char *name = db_text(statement, 0);
		if (strncmp(name, "x_", 2) == 0 && strtoll(name + 2, NULL, 10) > *id)
			*id = strtoll(name + 2, NULL, 10);
	}
	db_done(statement);
	return status;
}
