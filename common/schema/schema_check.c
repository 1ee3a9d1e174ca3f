/* A schema is sound when the file that shows it can be applied: all that is asked of what people write is asked of it then. */
#include "schema/schema_file.h"

#include "record/domain.h"
#include <string.h>

static enum status check_names(struct store *store)
{
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		for (size_t i = 0; i < type->count; i++) {
			const struct field *field = type->fields[i], *other = type_field(type, field->name, NULL);
			if (field->column && !field->hidden && other != field)
				return error_set(store->error, STATUS_DATA, "two fields of %s are called %s", walk.record->plural, field->name);
		}
	}
	return STATUS_OK;
}

enum status schema_check(struct store *store)
{
	struct text yaml = { 0 };
	struct arena arena = { 0 };
	struct yaml_node *documents;
	struct schema_plan plan = { 0 };
	enum status status = check_names(store);

	if (status)
		return status;
	schema_show(store, &yaml);
	status = yaml_parse(&arena, "schema", text_string(&yaml), yaml.length, &documents, store->error);
	if (!status)
		status = schema_plan(store, "schema", documents, true, &plan);
	schema_plan_free(&plan);
	arena_free(&arena);
	text_free(&yaml);
	/* The place is in a text that nobody sees. */
	return status ? error_unplace(store->error) : STATUS_OK;
}
