/* The tables of a database, from the record table. */
#ifndef CRM_STORE_DDL_H
#define CRM_STORE_DDL_H

#include "record/record.h"
#include "db/db.h"

/* Appends CREATE statements for one type: its table, link tables and indexes. */
void ddl_type(struct text *sql, const struct record_type *record);
/* Makes every table of an empty database, within a transaction of the caller. */
enum status ddl_create(struct db *db);
/* Gives a database from before what the record table has since: tables, columns, links, indexes. A field that comes to a type that has records is not required:
 * old ones have it empty, or what `earlier` says of them. */
enum status ddl_missing(struct db *db);
/* The same for a reader, beside the database: views without rows, and views of tables with the new columns. */
enum status ddl_stand_ins(struct db *db);
/* Gives records that came from a database of a version what `earlier` says of them in fields since. */
enum status ddl_fill_earlier(struct db *db, int64_t version);
/* Whether the records of a type, all of them, are in an index that begins with the field. */
bool ddl_indexes_all(const struct record_type *record, const struct field *field);
/* Gives a type the column of a custom field, unless it has it from before; and makes, changes or drops its index as the field says. */
enum status ddl_add_column(struct db *db, const struct record_type *record, const struct field *field);
/* The highest id that a custom field of the type ever had: columns stay when a field goes. 0 when there was none. */
enum status ddl_last_custom(struct db *db, const struct record_type *record, int64_t *id);

#endif
