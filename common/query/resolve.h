/* From what people write to records: references, numbers, names, e-mail addresses, telephone numbers; and the ways from one type to another. */
#ifndef CRM_QUERY_RESOLVE_H
#define CRM_QUERY_RESOLVE_H

#include "store/key.h"
#include "store/row.h"

/* The records of a type that a text names, in this order: reference (merged ones followed), bare id, `me` and login of users, number of a
 * document or code of a product, e-mail when it holds @, telephone number when it holds + or separators, exact name or alias (NFC, case-folded,
 * trimmed). `=~text`, or `~text` behind the = of an assignment, are the records whose name contains it, upper and lower case and accents alike. The ids are in
 * the arena; none found is STATUS_REFUSED ("there is no customer called …", and up to five that contain it), as is a reference to a record that is not
 * there; a reference to another type is STATUS_DATA. */
enum status resolve_all(struct store *store, const struct record_type *record, const char *text, struct arena *arena, int64_t **ids, size_t *count);
/* Exactly one; several are STATUS_REFUSED and listed with their names. */
enum status resolve_one(struct store *store, const struct record_type *record, const char *text, int64_t *id);

/* The record whose own unique text (number of a document, code of a product) this is, exactly; *id is 0 when there is none. */
enum status resolve_number(struct store *store, const struct record_type *record, const char *text, int64_t *id);

/* The document of any type that has this number of ours, exactly; *id is 0 when there is none. Types number on their own, so that their patterns may
 * give the same text to two: STATUS_REFUSED. */
enum status resolve_document(struct store *store, const char *text, const struct record_type **record, int64_t *id);

/* The records of all types that a text names, by the first of these that finds any: number of a document or code of a product, e-mail, telephone number,
 * exact name; `=~text` likewise. Not references. STATUS_REFUSED as resolve_one. */
enum status resolve_any(struct store *store, const char *text, const struct record_type **record, int64_t *id);

/* As field_parse, but references may be names and are looked up. An empty text gives the null value. The message names the field. */
enum status resolve_field(struct store *store, const struct field *field, const char *text, struct arena *arena, char currency[4], struct value *out);

/* The field by which a record of type `from` leads to one of type `to`: a deal's customer. One that is a composition wins; several others are STATUS_REFUSED
 * with the candidates, as is none. own_fields false looks for a field of `to` that refers to `from` instead (tasks about a customer). */
enum status resolve_way(struct store *store, const struct record_type *from, const struct record_type *to, const struct field **field);
/* Follows it: the ids that the record leads to (none when the field is empty). */
enum status resolve_follow(struct store *store, const struct record_type *from, int64_t id, const struct record_type *to, struct arena *arena, int64_t **ids,
                           size_t *count);

/* Appends the name of a record (its title field); nothing when it is not there. */
enum status resolve_title(struct store *store, const struct record_type *record, int64_t id, struct text *out);

#endif
