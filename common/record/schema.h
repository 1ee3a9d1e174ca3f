/* The schema of one database: the built-in record table with what its settings change: custom fields, pick values, conventions, saved filters.
 *
 * Settings are rows (name, value) of the database:
 *   currency zone country area language          plain values
 *   field.TYPE.ID                                a custom field, as lines `attribute⇥value`
 *   picks.TYPE.ID                                the values of a pick field, a line each: key⇥en⇥zh⇥initial⇥probability⇥outcome⇥group
 *   filter.TYPE.NAME                             a saved filter in its string form
 *   PREFIX.NAME                                  an entry or field of a section, see section.h
 */
#ifndef CRM_RECORD_SCHEMA_H
#define CRM_RECORD_SCHEMA_H

#include "record/form.h"

/* Stable ids of fields: a type's own ones from 1, those that several types share, those that nearly all have, those of one database. */
enum { SHARED_FIRST = 400, COMMON_FIRST = 500, CUSTOM_FIELD_FIRST = 1000 };

/* A record type with all its fields: own ones, custom ones, common ones. */
struct type {
	const struct record_type *record;
	const struct field *const *fields; /* hidden ones included */
	size_t count;
	size_t index;                      /* of its record_walk: below record_count() */
	size_t *cache;                    /* where names were found before, by their addresses; a guess, which is verified */
};

struct schema;
struct schema_section;

struct schema *schema_new(void); /* the built-in table */
void schema_free(struct schema *schema);

/* Takes in one setting; unknown names are kept for those who know them. Must come before the first schema_type. */
enum status schema_setting(struct schema *schema, const char *name, const char *value, struct error *error);
const char *schema_value(const struct schema *schema, const char *name); /* a plain setting; NULL when not set */
size_t schema_count(const struct schema *schema);                        /* of all settings */
/* What follows the prefix in the i-th setting whose name begins with it; NULL after the last. */
const char *schema_settings(const struct schema *schema, const char *prefix, size_t i);
/* The entry that a setting of this section makes of the name, see section.h; *entry NULL: it takes a built-in one away. False when there is no such setting. */
bool schema_setting_entry(const struct schema *schema, const struct schema_section *section, const char *name, const void **entry);
/* Fills in the conventions that are set. */
void schema_conventions(const struct schema *schema, struct conventions *conventions);

/* The type with its custom fields; it lives as long as the schema. Made at the first call. */
const struct type *schema_type(const struct schema *schema, const struct record_type *record);
/* The index of its schema_type. */
size_t schema_index(const struct schema *schema, const struct record_type *record);

/* The field called name, `city` meaning `bill_city` where there is no `city`. Hidden fields are not found. NULL when there is none; *index its place in the type. */
const struct field *type_field(const struct type *type, const char *name, size_t *index);
const struct field *type_field_id(const struct type *type, int id, size_t *index);

/* What people write (label.c). Spellings of a label that are taken for the same have the same normal form: half-width, case-folded, without blanks, _ and -,
 * the star of what must be filled in, and a colon. Appended to out. */
void label_normal(struct text *out, const char *written);
/* Whether the list, joined by commas, has an item of this normal form; NULL has none. */
bool label_listed(const char *list, const char *normal);
/* The field with this label, in normal form, in either language; 城市 means bill_city where no field is called so, as city does; else the one that has it among
 * its headers. NULL when there is none, or when two have it as label: *twice. */
const struct field *type_labelled(const struct type *type, const char *normal, size_t *index, bool *twice);
/* As type_field, but a label in either language means its field too. */
const struct field *type_written(const struct type *type, const char *written, size_t *index);
/* The nearest name or label; NULL when none is near. */
const char *type_nearest(const struct type *type, const char *written);
/* "unknown field 'custmer'; did you mean 'customer'?" as STATUS_USAGE: why type_written found none. */
enum status type_unknown(const struct type *type, const char *written, struct error *error);

/* The place of a field that the code relies on; its absence is a defect (aborts). */
size_t type_index(const struct type *type, const char *name);

/* A saved filter of the type, built in or set; NULL when there is none. schema_filters yields the i-th name, NULL after the last. */
const char *schema_filter(const struct schema *schema, const struct record_type *record, const char *name);
const char *schema_filters(const struct schema *schema, const struct record_type *record, size_t i);

/* The stage of a pipeline, NULL when the pipeline has none of that key. */
const struct pick *schema_stage(const struct schema *schema, const char *pipeline, const char *stage);

/* Custom fields and picks as forms (form.h), and their settings as text. */
extern const struct form field_form, pick_form;
void field_write(struct text *out, const struct field *field);
enum status field_read(struct arena *arena, const char *value, struct field *field, struct error *error);
void picks_write(struct text *out, const struct pick *picks);
enum status picks_read(struct arena *arena, const char *value, const struct pick **picks, struct error *error);

#endif
