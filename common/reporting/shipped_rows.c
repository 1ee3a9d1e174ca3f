#include "reporting/shipped_rows.h"

#include "db/dialect.h"
#include "reporting/definition.h"
#include "reporting/reporting.h"
#include "store/undo.h"
#include <string.h>

static bool is_chinese(const struct store *store)
{
	return strcmp(store->conventions.language, "zh") == 0;
}

int64_t shipped_id(const char *name)
{
	const struct report_definition *wanted = shipped_find(name, NULL), *report = NULL;
	int64_t id = SHIPPED_FIRST;

	while (wanted && (report = shipped_next(report)) && report != wanted)
		id++;
	return wanted ? id : 0;
}

static const char *name_of(const struct store *store, const struct record_type *record, int64_t id)
{
	const struct report_definition *report = NULL;

	if (id < SHIPPED_FIRST || (record != &record_report && record != &record_folder))
		return NULL;
	if (record == &record_folder)
		return is_chinese(store) ? shipped_modules[id - SHIPPED_FIRST].zh : shipped_modules[id - SHIPPED_FIRST].en;
	for (int64_t at = SHIPPED_FIRST; (report = shipped_next(report)) && at < id; at++)
		;
	return report ? report->name : NULL;
}

static enum status copy_tables(struct store *store)
{
	struct text link = { 0 };
	enum status status = STATUS_OK;

	row_link_table(&link, &record_report, type_field(store_type(store, &record_report), "recipients", NULL));
	for (const char *const *table = (const char *const[]){ record_report.name, record_folder.name, text_string(&link), NULL }; !status && *table; table++)
		status = asof_table(store, *table);
	text_free(&link);
	return status;
}

static enum status lay_one(struct store *store, const struct report_definition *report, int64_t id, int64_t folder, struct arena *arena)
{
	struct record *record = definition_record(store, report, arena);

	record->id = id;
	*record_value(record, "folder") = value_integer(folder);
	*record_value(record, "name") = value_text(is_chinese(store) ? report->zh : report->en);
	if (!report->layout && !report->pass && !report->join && !report->parts)
		*record_value(record, "layout") = value_text("summary");
	return row_insert(store, dialect_temp, record);
}

enum status shipped_lay(struct store *store)
{
	struct arena arena = { 0 };
	int64_t id = SHIPPED_FIRST, folder = SHIPPED_FIRST;
	enum status status = copy_tables(store);

	store->reference_name = name_of;
	for (const struct shipped_module *module = shipped_modules; !status && module->en; module++, folder++) {
		struct record *record = record_new(&arena, store_type(store, &record_folder));
		record->id = folder;
		*record_value(record, "name") = value_text(is_chinese(store) ? module->zh : module->en);
		status = row_insert(store, dialect_temp, record);
		for (const struct report_definition *report = module->reports; !status && report->name; report++)
			status = lay_one(store, report, id++, folder, &arena);
	}
	arena_free(&arena);
	return status;
}
