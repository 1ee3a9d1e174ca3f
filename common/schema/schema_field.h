/* One custom field of a schema file: schema_fields.c finds which it is, schema_attributes.c reads what it is to be. */
#ifndef CRM_SCHEMA_SCHEMA_FIELD_H
#define CRM_SCHEMA_SCHEMA_FIELD_H

#include "schema/schema_parts.h"

/* Reads what stands below the field into planned->field, which begins as it is today, and checks that it makes sense. */
enum status schema_field_attributes(struct reader *reader, const struct type *type, struct planned *planned);
/* That no other field of the type has the name or labels of those planned: the header of an import would mean both. */
enum status schema_field_labels(struct reader *reader, const struct type *type);
void schema_field_report(struct reader *reader, const struct planned *planned);

#endif
