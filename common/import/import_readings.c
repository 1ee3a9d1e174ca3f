#include "import/import_readings.h"

#include "base/written.h"

static bool any_open(const struct import_mapping *mapping)
{
	for (size_t i = 0; i < mapping->count; i++)
		if (import_reading_is_open(&mapping->columns[i].reading))
			return true;
	return false;
}

static void look_at_row(struct import_mapping *mapping, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct sheet_cell *cell = &row->cells[i];
		const struct import_column *column;
		if (!cell->length || import_mapping_column(mapping, row, i, &column) || !column->reading.sort)
			continue;
		import_reading_look(&mapping->columns[column - mapping->columns].reading, cell->text);
	}
}

/* A column whose decimals have a comma suggests it for the others. */
static void settle(struct import_mapping *mapping, const struct sheet *sheet)
{
	bool suggested = import_reading_suggests_comma(sheet, mapping->job->store->conventions.country);

	for (size_t i = 0; i < mapping->count; i++)
		suggested |= mapping->columns[i].reading.sort == READING_NUMBER && mapping->columns[i].reading.possible == 1U << WRITTEN_COMMA;
	for (size_t i = 0; i < mapping->count; i++)
		import_reading_settle(&mapping->columns[i].reading, suggested);
}

enum status import_readings_decide(struct import_mapping *mapping, struct sheet *sheet)
{
	struct error *error = mapping->job->store->error;
	const struct sheet_row *row;

	/* What JSON has is not known before. */
	if (sheet_kind(sheet) != SHEET_NDJSON && !any_open(mapping))
		return STATUS_OK;
	while (sheet_next(sheet, &row, error), row)
		look_at_row(mapping, row);
	settle(mapping, sheet);
	return sheet_rewind(sheet, error);
}
