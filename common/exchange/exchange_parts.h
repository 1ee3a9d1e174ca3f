/* What the files of exchange/ share. */
#ifndef CRM_EXCHANGE_EXCHANGE_PARTS_H
#define CRM_EXCHANGE_EXCHANGE_PARTS_H

#include "exchange/exchange.h"
#include "io/sheet.h"
#include "store/row.h"

/* Exports of earlier versions of the schema, from EXCHANGE_SCHEMA on, lack what came since. */
enum { EXCHANGE_VERSION = 1, EXCHANGE_SCHEMA = 3 };

extern const char exchange_head[], exchange_counter[], exchange_entry[], exchange_partial[]; /* names of files, without their ending */

/* Appends DIRECTORY/name.ndjson. */
void exchange_path(struct text *out, const char *directory, const char *name);

/* The first line of an export. */
struct exchange_about {
	char uuid[64];
	int64_t schema;
	bool history;
	bool partial; /* an export into that directory was interrupted */
};
/* STATUS_DATA when there is none, or one of another version. */
enum status exchange_read_about(const char *directory, struct exchange_about *about, struct error *error);

/* exchange_value.c: a field that a file holds; how it is called there, and its values. */
bool exchange_has(const struct field *field);
void exchange_key(const struct field *field, struct text *out);
/* Appends `select t.id, …` with one column for each field that a file holds, ordered by id. */
void exchange_select(const struct type *type, struct text *sql);
/* Reads a row of that statement; the texts live until the next step. */
void exchange_row(struct statement *statement, struct record *record);
/* The digits of a record's amounts. */
int exchange_digits(const struct record *record);
void exchange_encode(const struct field *field, const struct value *value, int digits, struct text *out);
/* The cell must outlive the value. The message has no place yet. */
enum status exchange_decode(const struct field *field, const struct sheet_cell *cell, int digits, struct arena *arena, struct value *out, struct error *error);

/* exchange_file.c: files that take their places together. */
struct exchange_files;
struct exchange_files *exchange_files_new(const char *directory, struct error *error);
enum status exchange_files_begin(struct exchange_files *files, const char *name);
struct text *exchange_files_buffer(struct exchange_files *files);       /* of the open file: append whole lines */
enum status exchange_files_line(struct exchange_files *files);          /* after each line: writes what has gathered */
enum status exchange_files_end(struct exchange_files *files);
/* Each in its place, in the order they were begun: exchange_partial first, in the place of the head, and the head last. Before that the files called gone, a list
 * that ends with NULL, are removed. Whatever interrupts this leaves no directory that is read as an export. */
enum status exchange_files_commit(struct exchange_files *files, const char *const *gone);
void exchange_files_free(struct exchange_files *files);                 /* what was not committed goes */

/* exchange_attachments.c: the content of files. What is missing or damaged is left out, and counted; an import takes nothing that no record has. */
enum status exchange_attachments_export(struct store *store, const char *directory, bool history, int64_t *missing);
enum status exchange_attachments_import(struct store *store, const char *directory, bool history);

/* exchange_place.c: where something stands. */
/* The column of a key's value in a row; 1 when it has none, or key is NULL. */
size_t exchange_column(const struct sheet_row *row, const char *key);
/* Gives an error its place in the file of this name: the row whose `key` has this value, and in it the column of `at` (or NULL). Where there is none,
 * or key is NULL, it is the file alone, and false is returned. */
bool exchange_place(struct error *error, const char *directory, const char *name, const char *key, const char *value, const char *at);

/* exchange_check.c: everything that crm-db check looks at, before the commit. */
enum status exchange_check(struct store *store, const char *directory);
/* exchange_schema.c: what the settings of an import may be; then the schema is theirs. */
enum status exchange_schema(struct store *store, const char *directory);
/* exchange_rows.c: the lines of one file into the table of a type. */
enum status exchange_rows(struct store *store, const char *directory, const struct record_type *record, bool journal);
enum status exchange_counters(struct store *store, const char *directory);
enum status exchange_entries(struct store *store, const char *directory);

/* diff_word.c: appends a word of a shell command: name=, then the value so that the shell and terminals take it as nothing but
 * text. */
void diff_word(struct text *out, const char *name, const char *value, size_t length);
void diff_quote(struct text *out, const char *value, size_t length);

#endif
