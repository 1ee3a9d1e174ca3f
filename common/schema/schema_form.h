/* Structs that a form describes (record/form.h) in a schema file: read, compared, shown. */
#ifndef CRM_SCHEMA_SCHEMA_FORM_H
#define CRM_SCHEMA_SCHEMA_FORM_H

#include "record/form.h"
#include "schema/schema_parts.h"

/* The text of one value, checked by its field. where stands before messages: "company.phone", "taxes.vat13: rate". */
enum status schema_form_text(struct reader *reader, const char *where, const struct form_field *field, const struct yaml_node *node, const char **out);
/* The value of one field into the struct, of any kind. path names the struct in messages: "taxes.vat13". */
enum status schema_form_value(struct reader *reader, const char *path, const struct form_field *field, const struct yaml_node *node, void *entry);
/* The mapping `node` into the struct, which keeps what the mapping does not name. */
enum status schema_form_read(struct reader *reader, const char *path, const struct form *form, const struct yaml_node *node, void *entry);
/* The list whose single item may stand beside it under this name, `rate: 13`; name NULL: under any. NULL when there is none. */
const struct form_field *schema_form_alone(const struct form *form, const char *name);
/* Reports what differs, a line for each: "taxes.vat13: rate 13 → 17". */
void schema_form_compare(struct reader *reader, const char *path, const struct form *form, const void *old, const void *entry);
void schema_form_compare_field(struct reader *reader, const char *path, const struct form_field *field, const void *old, const void *entry);
/* Appends what stands for a new entry in the report: the list whose single item can stand alone; nothing when there is none. */
void schema_form_summary(struct text *out, const struct form *form, const void *entry);

/* Appends the value of one field, which is no list; indent as for yaml_scalar. */
void schema_form_show(struct text *out, const struct form_field *field, const void *entry, int indent);
/* Appends the struct in braces on one line; or on lines of its own, indented, each with its newline. What is not set is left out. */
void schema_form_flow(struct text *out, const struct form *form, const void *entry);
void schema_form_block(struct text *out, const struct form *form, const void *entry, int indent);

#endif
