/* The children of a record: lines of a document, entries of a price book, allocations of a payment. */
#ifndef CRM_STORE_CHILDREN_H
#define CRM_STORE_CHILDREN_H

#include "store/row.h"

/* The field that stands for the children (KIND_LINES); NULL for types that have none. */
const struct field *children_field(const struct record_type *record);

/* Appends what one child is called by that field: "line" of lines, "entry" of entries. */
void children_word(struct text *out, const struct field *field);

/* Whether a field of a child says what it is: not the record that it belongs to, nor its number and its place there, nor the currency that the record has. */
bool children_own(const struct record_type *child, const struct field *field);

/* The children of a record in their order, in the arena. */
enum status children_load(struct store *store, const struct record_type *child, int64_t parent, struct arena *arena, struct record ***out, size_t *count);

/* An empty child of the record, to be filled and saved with save_add: amounts are read in the currency of the record. */
enum status children_new(struct store *store, const struct record_type *child, int64_t parent, struct arena *arena, struct record **out);

/* Within a change: gives the children the places 1 … count in the order in which they are handed over. What has its place already is not written. */
enum status children_place(struct store *store, struct record **children, size_t count, struct arena *arena);

/* Within a change: gives the record `to` what the children of `from` say, but for fields that restart in a copy. */
enum status children_copy(struct store *store, const struct record_type *record, int64_t from, int64_t to);

#endif
