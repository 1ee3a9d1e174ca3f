/* The tables of a database, from the record table. */
#ifndef CRM_STORE_DDL_H
#define CRM_STORE_DDL_H

#include "record/record.h"
#include "store/db.h"

/* Appends CREATE statements for one type: its table, link tables and indexes. */
void ddl_type(struct text *sql, const struct record_type *record);
/* Makes every table of an empty database, within a transaction of the caller. */
enum status ddl_create(struct db *db);
/* Gives a type the column of a custom field, unless it has it from before; and its index. */
enum status ddl_add_column(struct db *db, const struct record_type *record, const struct field *field);

#endif
