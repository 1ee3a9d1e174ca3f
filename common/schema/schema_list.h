/* Lists of pick values and stages while they are compared: schema_picks.c reads them, schema_pick_rules.c compares, schema_pipelines.c puts stages together. */
#ifndef CRM_SCHEMA_SCHEMA_LIST_H
#define CRM_SCHEMA_SCHEMA_LIST_H

#include "schema/schema_parts.h"

/* One list that is being compared: the values of a field, or the stages of one of its pipelines. */
struct schema_list {
	struct reader *reader;
	const struct record_type *record;
	const struct field *field; /* stored is false while it is to come */
	bool stored;
	const char *path; /* "picks.lead.source", "pipelines.sales" */
	const char *name; /* "lead.source", as in relied_on */
	const char *group; /* of stages */
	const struct pick *old; /* the present list; ends with key NULL */
	struct pick *fresh; /* what is to be; likewise */
	const struct yaml_node **nodes; /* of the fresh ones */
	size_t count;
	size_t room; /* for fresh and nodes */
	bool changes; /* the file says what to add, rename and remove: what it leaves out stays */
};

/* Initial value of deal.pipeline: new deals begin in it. */
extern const char schema_first_pipeline[];

/* The value of a list, within its group unless that is NULL; NULL when there is none. */
const struct pick *schema_pick(const struct pick *picks, const char *key, const char *group);
/* Fills in fresh, nodes and count from a sequence, or from changes: {add: […], rename: {…}, remove: […]}. */
enum status schema_list_read(struct schema_list *list, const struct yaml_node *node);
/* The same from changes alone (schema_list_changes.c), before the initial value is settled. */
enum status schema_list_change(struct schema_list *list, const struct yaml_node *node);
/* Reads one value of the file into fresh: behind the others, or in the place of the one of its key where changes add it again. */
enum status schema_list_pick(struct schema_list *list, const struct yaml_node *node);
/* Reads an attribute of a value, such as a label. */
enum status schema_list_attribute(struct schema_list *list, const struct yaml_node *node, struct pick *pick);
/* Whether a value of the file is marked as the initial one. */
bool schema_list_marks(const struct yaml_node *node);
/* Labels are accepted as input, so that each means one key of the whole field. */
enum status schema_list_labels(struct schema_list *list, const struct pick *whole);
/* Tells what differs, and refuses what records or the program need. */
enum status schema_list_compare(struct schema_list *list, const struct yaml_node *node);
/* A value that goes. node says where the file leaves it out. */
enum status schema_list_removed(struct schema_list *list, const struct yaml_node *node, const struct pick *pick);
/* The edit that makes picks the values of the field, when they differ from those it has. */
void schema_list_write(struct reader *reader, const struct record_type *record, const struct field *field, const struct pick *picks);

#endif
