/* What the files of saving share. */
#ifndef CRM_STORE_SAVE_PARTS_H
#define CRM_STORE_SAVE_PARTS_H

#include "store/save.h"

/* save_check.c: whether the value is kept with the record, in a column or as links. */
bool save_keeps(const struct field *field);

/* Whether no other record has the value: STATUS_REFUSED says which one has. */
enum status save_check_unique(struct store *store, const struct record *record, const struct field *field, const struct value *value);
/* When the table refused the record: the sentence that says which value is taken, and by whom, in the place of the engine's. STATUS_REFUSED. */
enum status save_taken(struct store *store, const struct record *record);
/* All of save_check_field but that. */
enum status save_check_alone(struct store *store, const struct record *record, size_t index);

#endif
