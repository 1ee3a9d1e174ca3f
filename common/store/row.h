/* Rows as values, without rules or journal: what save, undo and --as-of stand on. */
#ifndef CRM_STORE_ROW_H
#define CRM_STORE_ROW_H

#include "db/dialect.h"
#include "store/store.h"

/* A record in memory: one value per field of its type (null for derived ones that were not read). */
struct record {
	const struct type *type;
	int64_t id;
	struct value *values;
	bool *given; /* of new records: fields that were set, though perhaps to nothing; NULL when nobody says */
};

/* An empty record in the arena. */
struct record *record_new(struct arena *arena, const struct type *type);
struct record *record_copy(struct arena *arena, const struct record *record); /* the values are shared */
/* Whether any value differs, and which: changed is by the fields of the type. */
bool record_differs(const struct record *old, const struct record *record, bool *changed);
/* The value of a field that the code relies on. */
struct value *record_value(const struct record *record, const char *field);
const char *record_text(const struct record *record, const char *field);  /* "" when null */
int64_t record_integer(const struct record *record, const char *field);   /* 0 when null */

/* The digits of the minor unit of the record's currency; 2 where it has none that is known. */
int record_digits(const struct record *record);
/* Whether it has an amount or a price, which is in its currency. */
bool record_has_amounts(const struct record *record);

/* Appends the SQL that reads a field of the row called alias: the column, its expression, or its links as text. */
void row_expression(struct text *sql, const struct record_type *record, const struct field *field, const char *alias);
/* Appends the rows of the field's amounts, as a table of the name amounts. */
void row_amounts(struct text *sql, const struct field *field, const char *alias);
/* Appends the name of the link table of a KIND_REFS field, unquoted. */
void row_link_table(struct text *sql, const struct record_type *record, const struct field *field);

/* Reads stored fields (not derived ones) of a record; *out is NULL when there is none of that id. Values live in the arena. */
enum status row_load(struct store *store, const struct type *type, int64_t id, struct arena *arena, struct record **out);
/* The same of a record that must be there: STATUS_REFUSED, with the message of store_missing, when it is not. */
enum status row_require(struct store *store, const struct type *type, int64_t id, struct arena *arena, struct record **out);

/* The same of all children of a record, in their order: by position where they have one, then by number. */
enum status row_children(struct store *store, const struct type *type, int64_t parent, struct arena *arena, struct record ***out, size_t *count);

/* An integer that is derived, such as the balance of an invoice; 0 when it is null or there is no record of that id. */
enum status row_derived(struct store *store, const struct record_type *record, const char *field, int64_t id, int64_t *out);
enum status row_exists(struct store *store, const struct record_type *record, int64_t id, bool *there);

/* Hands the records first … last to each, in order; they live until it returns, which must not write to that type. */
enum status row_run(struct store *store, const struct type *type, int64_t first, int64_t last,
                    enum status (*each)(void *context, const struct record *record), void *context);

/* schema: dialect_main, or dialect_temp for the tables of --as-of. */
enum status row_insert(struct store *store, const char *schema, const struct record *record);
enum status row_update(struct store *store, const char *schema, const struct record *record, const bool *changed);
enum status row_delete(struct store *store, const char *schema, const struct type *type, int64_t id);
/* Writes the values of changed fields into all rows first … last of dialect_main at once. None of the fields is searched or a KIND_REFS. */
enum status row_update_run(struct store *store, const struct record *values, const bool *changed, int64_t first, int64_t last);
/* Deletes a whole run of dialect_main at once. */
enum status row_delete_run(struct store *store, const struct type *type, int64_t first, int64_t last, int64_t *deleted);

/* The links in the text of a KIND_REFS value, one after another: true while there is one. role is "" or the role's key, cut from the text. */
bool row_next_link(const char **text, int64_t *id, char role[40]);

/* Ends the statements that row_load and the like prepared: the store is closed. */
void row_release(struct store *store);

#endif
