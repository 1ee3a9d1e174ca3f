#include "import/import_readings.h"

#include "base/written.h"
#include "import/import_preset.h"

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
		mapping->job->below_zero |= column->role == COLUMN_FIELD && column->reading.sort == READING_NUMBER && written_below_zero(cell->text);
		if (cell->number)
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
	const struct import_preset *preset = mapping->job->options.preset;
	for (size_t i = 0; i < mapping->count; i++)
		import_reading_settle(&mapping->columns[i].reading, suggested, preset ? preset->decimal : NULL, preset ? preset->dates : NULL);
}

enum status import_readings_decide(struct import_mapping *mapping, struct sheet *sheet)
{
	struct error *error = mapping->job->store->error;
	const struct sheet_row *row;

	const struct import_hook *hook = mapping->job->options.hook;
	/* What JSON has is not known before. */
	if (sheet_kind(sheet) != SHEET_NDJSON && !any_open(mapping) && !(hook && hook->minds_signs))
		return STATUS_OK;
	while (sheet_next(sheet, &row, error), row)
		look_at_row(mapping, row);
	settle(mapping, sheet);
	return sheet_rewind(sheet, error);
}
