/* What the writers of the formats share. Only out*.c includes this. */
#ifndef CRM_IO_OUT_INTERNAL_H
#define CRM_IO_OUT_INTERNAL_H

#include "io/out.h"
#include <stdint.h>

enum { OUT_BUFFER = 256 * 1024 };

/* One layout of one format. Every function but row may be NULL. */
struct out_writer {
	void (*begin)(struct out *out);
	void (*row)(struct out *out, const struct out_cell *cells);
	void (*end)(struct out *out);
	void (*release)(struct out *out);
};

struct out_sheet; /* of a spreadsheet: out_xlsx.c */
struct out_address; /* of an address book: out_address.c */
struct out_table; /* the rows that a table holds back: out_table.c */

struct out {
	struct out_options options;
	const struct out_column *columns; /* of the caller */
	size_t count;
	const struct out_writer *writer;
	size_t rows;   /* written before the current one */
	int failure;   /* the errno of the first failed write, 0 while all is well */
	char *buffer;  /* OUT_BUFFER bytes, used of them waiting to be written */
	size_t used;
	struct text line;    /* for the writers: what is being put together */
	struct text scratch; /* likewise */
	struct text *keys;   /* count column names as the format writes them; json and yaml only */
	struct out_lines lines; /* of the next record */
	struct out_total total; /* likewise; adds is NULL when it is no total */
	struct out_table *table;
	struct out_sheet *sheet;
	struct out_address *address;
	struct error refusal; /* why a format cannot be written; failure is set then too */
};

extern const struct out_writer out_tsv, out_tsv_fields, out_ids, out_csv, out_json, out_ndjson, out_yaml, out_markdown, out_xlsx, out_vcard, out_ldif, out_mutt, out_table,
	out_table_fields;

/* A place for need bytes, need <= OUT_BUFFER; the caller adds to out->used what it filled. */
char *out_room(struct out *out, size_t need);
void out_write(struct out *out, const char *data, size_t length);

/* Takes the next line off rest, without its \n or \r\n; false at the end. An empty cell has one empty line; rest->text is
 * NULL when the last line was taken. */
bool out_next_line(struct out_cell *rest, struct out_cell *line);

/* Takes the next item off a comma-joined cell and appends it to item with \, undone; false at the end. */
bool out_next_item(struct out_cell *rest, struct text *item);

/* True for what no document should hold raw: control characters, those that end lines or reorder text for some reader,
 * and those that YAML 1.2 (5.1) does not call printable. */
bool out_acts(uint32_t character);

/* out_json_string, and the double-quoted style of YAML, which understands every other escape of JSON. */
void out_quoted(struct text *text, const char *data, size_t length, bool yaml);

/* Whether the cell has this text. */
bool out_cell_is(const struct out_cell *cell, const char *word);

/* True when the text is a number by RFC 8259 (6). */
bool out_is_number(const struct out_cell *cell);

#endif
