/* Definitions: from records, and by the words that people name them with. */
#ifndef CRM_REPORTING_DEFINITION_H
#define CRM_REPORTING_DEFINITION_H

#include "reporting/report.h"
#include "store/row.h"

/* The definition that a record of the type report is; its texts are in the arena. STATUS_USAGE for an analysis that there is not. */
enum status definition_of(struct store *store, const struct record *record, struct arena *arena, struct report_definition *out);

/* By a reference (rp1), the name of an own one, the name or title of one that ships. STATUS_REFUSED with the nearest name. */
enum status definition_find(struct store *store, const char *word, struct arena *arena, struct report_definition *out);

/* The record that a definition would be, without an id. */
struct record *definition_record(struct store *store, const struct report_definition *definition, struct arena *arena);

/* The reports that a definition is made of: itself, or its parts, theirs included. STATUS_USAGE for one that is a part of itself. */
enum status definition_parts(struct store *store, const struct report_definition *definition, struct arena *arena, struct report_definition **out, size_t *count);

/* Cuts the next word off a list of names of reports, which are separated by blanks and quoted where they hold some; NULL at the end. */
const char *report_next_word(char **rest);

#endif
