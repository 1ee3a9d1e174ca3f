/* What firms agree on about files and mail, as sections of the schema. */
#ifndef CRM_SERVICE_SECTIONS_H
#define CRM_SERVICE_SECTIONS_H

#include "record/schema.h"
#include "record/section.h"

/* A field of the section `files`; its initial value when it is not set. */
const char *schema_files(const struct schema *schema, const char *field);
/* "20 MB" as bytes; units are kB, MB and GB, of 1000 each. False for what is no size. */
bool sections_size(const char *text, int64_t *bytes);

extern const struct schema_section section_files, section_contact_limits, section_quiet_hours;

#endif
