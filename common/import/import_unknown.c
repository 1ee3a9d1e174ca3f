#include "import/import_unknown.h"

#include <string.h>

enum { MAPS_BYTES = 500 }; /* of a message, which cannot be longer than struct error allows */

enum status import_unknown(struct error *error, const struct type *type, const char *header)
{
	const char *nearest = type_nearest(type, header);

	if (nearest)
		return error_set(error, STATUS_DATA, "unknown field '%s'; did you mean '%s'?", header, nearest);
	return error_set(error, STATUS_DATA, "unknown field '%s'; map it with --map '%s=field', or ignore it with --map '%s='", header, header, header);
}

/* A map as a word of a shell. */
static void append_map(struct text *maps, const char *header, const char *field)
{
	text_add(maps, maps->length ? " --map '" : "--map '");
	for (; *header; header++) {
		if (*header == '\'')
			text_add(maps, "'\\''");
		else
			text_byte(maps, *header);
	}
	text_printf(maps, "=%s'", field);
}

void import_unknown_add(struct import_unknown *unknown, const struct import_job *job, size_t line, const struct sheet_cell *cell)
{
	const char *nearest = type_nearest(unknown->type, cell->name);

	if (!unknown->count++) {
		unknown->first = *job->store->error;
		unknown->name = cell->name;
		unknown->line = line;
		unknown->column = cell->column;
	}
	if (unknown->maps.length + strlen(cell->name) > MAPS_BYTES)
		return;
	append_map(&unknown->maps, cell->name, nearest ? nearest : "");
	unknown->shown++;
}

enum status import_unknown_report(struct import_unknown *unknown, struct import_job *job, enum status status)
{
	struct error *error = job->store->error;

	if (!status && unknown->count) {
		*error = unknown->first;
		status = error->status;
	}
	if (unknown->count > 1 && status == STATUS_DATA) {
		struct text rest = { 0 };
		if (unknown->shown < unknown->count)
			text_printf(&rest, " (and %zu more)", unknown->count - unknown->shown);
		error_at(error, STATUS_DATA, job->name, unknown->line, unknown->column,
		         "%zu columns mean no field; say what each means with --map '%.60s=field', or paste %s%s, where those without a field are left out; --map-out FILE writes a map to edit, "
		         "and --ignore-unknown leaves out all of them", unknown->count, unknown->name, text_string(&unknown->maps), text_string(&rest));
		text_free(&rest);
	}
	text_free(&unknown->maps);
	return status;
}
