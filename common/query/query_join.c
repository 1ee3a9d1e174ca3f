/* Relations of many records in a query: a row for each pair. */
#include "query/path.h"
#include "base/sentence.h"

#include <stdio.h>
#include <string.h>

enum status query_join(struct query *query, const char *way)
{
	struct store *store = query->store;
	struct path path;
	char link[24];
	enum status status = path_parse(store, query->type, arena_printf(&query->arena, "%s.id", way), &path);

	if (status)
		return status;
	const struct step *step = &path.steps[0];
	if (path.count != 1 || (step->type != STEP_LINK && step->type != STEP_REVERSE))
		return error_set(store->error, STATUS_USAGE, "%s does not lead from %s %s to several records", way, sentence_a(query->type->record->name), query->type->record->name);
	if (query->join_count == QUERY_JOINS)
		return error_set(store->error, STATUS_USAGE, "at most %d relations can be joined", QUERY_JOINS);
	struct query_join *join = &query->joins[query->join_count++];
	*join = (struct query_join){ arena_string(&query->arena, way), store_type(store, step->to), arena_printf(&query->arena, "j%zu", query->join_count) };
	snprintf(link, sizeof link, "l%zu", query->join_count);
	path_join(store, &query->from, step, "t", join->alias, link);
	return STATUS_OK;
}

int query_join_id(struct query *query, size_t join)
{
	text_printf(&query->select, ", %s.id", query->joins[join].alias);
	return ++query->selected;
}

/* Where a path begins: at the record, or, behind the name of a joined relation, at one of those. */
static const struct type *begin(const struct query *query, const char **path, const char **alias)
{
	for (size_t i = 0; i < query->join_count; i++) {
		size_t length = strlen(query->joins[i].way);
		if (strncmp(*path, query->joins[i].way, length) != 0 || (*path)[length] != '.')
			continue;
		*path += length + 1;
		*alias = query->joins[i].alias;
		return query->joins[i].type;
	}
	*alias = "t";
	return query->type;
}

enum status query_expression(struct query *query, const char *path, enum path_what what, struct text *sql)
{
	const char *alias;
	const struct type *type = begin(query, &path, &alias);

	return path_expression(query, type, alias, path, what, sql);
}

enum status query_end(struct query *query, const char *path, struct path_end *end)
{
	const char *alias;
	const struct type *type = begin(query, &path, &alias);

	return path_find(query->store, type, path, end);
}
