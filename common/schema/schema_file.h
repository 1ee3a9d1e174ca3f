/* The schema of a database as a YAML file: `crm-db schema show | diff | apply`. crm-schema(5) describes the file. */
#ifndef CRM_SCHEMA_SCHEMA_FILE_H
#define CRM_SCHEMA_SCHEMA_FILE_H

#include "io/yaml.h"
#include "record/section.h"
#include "store/store.h"

/* Appends the whole schema, built-in values too: edited or not, it can be applied again. Hidden custom fields are comments. */
void schema_show(struct store *store, struct text *out);

struct schema_edit {
	const char *setting; /* see record/schema.h */
	const char *value; /* NULL: the setting goes */
};

struct schema_column {
	const struct record_type *record;
	const struct field *field;
};

/* What is to be done so that the schema is as the file says. */
struct schema_plan {
	struct arena arena; /* everything below */
	const char **lines; /* for people: "picks.lead.source: + fair" */
	size_t line_count;
	struct schema_edit *edits;
	size_t edit_count;
	struct schema_column *columns; /* custom fields whose column or index is to be looked after */
	size_t column_count;
};

/* Compares a file, read by yaml_parse, with the schema; nothing is written. What the file does not name stays as it is; a custom field missing below a
 * type that it does name is to be hidden, and a value missing in a list to be removed; `~` removes a filter or pipeline. No line means no difference.
 *
 * file  stands in messages, all of which say file:line:column
 * drop  whether fields and values may go because the file leaves them out, and fields though records have values in them: else STATUS_REFUSED
 * STATUS_DATA for what is no schema; STATUS_REFUSED for what the records or the program still need. The plan is to be freed in any case. Plans that are
 * to be applied must be made within the change that applies them. */
enum status schema_plan(struct store *store, const char *file, const struct yaml_node *documents, bool drop, struct schema_plan *plan);
void schema_plan_free(struct schema_plan *plan);

/* The schema as it would be if a file that has this section alone were applied. Both are to be freed in any case, the schema first; it may be NULL. */
enum status schema_preview(struct store *store, const char *file, const struct yaml_node *documents, const struct schema_section *section, struct schema_plan *plan,
                           struct schema **out);

/* Within change_begin … change_commit: writes the settings, adds columns, reads the schema again: records and types of before are gone. When the change is
 * rolled back, store_reload is the caller's. */
enum status schema_apply(struct store *store, const struct schema_plan *plan);

/* Whether the schema of the database is one that a schema file can describe: no two fields of one name, keys, patterns, what sections have in common, saved
 * filters that can be read. Else a sentence with the status that schema_plan gives it. */
enum status schema_check(struct store *store);

#endif
