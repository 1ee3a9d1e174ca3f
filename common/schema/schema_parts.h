/* What the readers of a schema file share, and what its writer does. */
#ifndef CRM_SCHEMA_SCHEMA_PARTS_H
#define CRM_SCHEMA_SCHEMA_PARTS_H

#include "record/section.h"
#include "schema/schema_file.h"

/* A custom field that the file names. */
struct planned {
	struct planned *next;
	const struct record_type *record;
	struct field field; /* as it is to be */
	const struct field *old; /* as it is; NULL: it is new */
	const struct yaml_node *node;
	const struct yaml_node *picks; /* below the field; NULL: none */
	bool has_picks; /* they were given, here or under picks: */
};

struct reader {
	struct store *store;
	const char *file;
	struct schema_plan *plan;
	bool drop;               /* see schema_plan */
	struct planned *planned; /* newest first */
	int next_id[RECORD_TYPE_LIMIT]; /* 0: not looked up yet */
};

/* Sets "file:line:column: …" and returns the status. */
enum status schema_fail(const struct reader *reader, const struct yaml_node *node, enum yaml_place place, enum status status, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* As schema_fail with "unknown WHAT 'KEY'", and the nearest of names (which ends with NULL) as a suggestion. */
enum status schema_unknown(const struct reader *reader, const struct yaml_node *node, const char *what, const char *const *names);

enum status schema_mapping(const struct reader *reader, const struct yaml_node *node, const char *what); /* or an empty value */
/* A scalar of one line, "" when it is empty. */
enum status schema_line(const struct reader *reader, const struct yaml_node *node, const char **out);
enum status schema_yes(const struct reader *reader, const struct yaml_node *node, bool *out);
/* A record type that the schema can change: none that rules alone write. */
enum status schema_type_of(const struct reader *reader, const struct yaml_node *node, const char *name, size_t length, const struct record_type **out);

/* Both copy what they are given. */
void schema_report(struct reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));
void schema_edit(struct reader *reader, const char *setting, const char *value);
void schema_column(struct reader *reader, const struct record_type *record, const struct field *field);

/* One section that is a form; and one field of a section without entries. */
enum status schema_read_section(struct reader *reader, const struct schema_section *section, const struct yaml_node *node);
enum status schema_read_setting(struct reader *reader, const struct schema_section *section, const struct form_field *field, const struct yaml_node *node);
/* Entries that name entries of another section: that there are such in the schema to come. */
enum status schema_check_sections(struct reader *reader, const struct yaml_node *root);
void schema_show_section(const struct schema *schema, const struct schema_section *section, struct text *out);
/* The schema with the edits of the plan so far. In any case *out is to be given to schema_free. */
enum status schema_planned(const struct reader *reader, struct schema **out);
enum status schema_read_fields(struct reader *reader, const struct yaml_node *section);
enum status schema_read_picks(struct reader *reader, const struct yaml_node *section);
enum status schema_read_pipelines(struct reader *reader, const struct yaml_node *section);
/* The values of a new or changed custom field, given below it. */
enum status schema_field_picks(struct reader *reader, struct planned *planned, const struct yaml_node *node);
/* Saved filters as they are to be: that they can be read and name fields that there will be. */
enum status schema_check_filters(struct reader *reader, const struct yaml_node *root);

#endif
