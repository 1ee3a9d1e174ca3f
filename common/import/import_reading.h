/* How the cells of a column are written: 12,500 may be 12500 or 12.5, and 03/04/2026 a day in April or in March. All cells of the column decide together: one
 * that has but one reading says how the others are read; where none has, a cell that could mean two things is refused. */
#ifndef CRM_IMPORT_IMPORT_READING_H
#define CRM_IMPORT_IMPORT_READING_H

#include "io/sheet.h"
#include "record/record.h"

enum import_reading_sort { READING_TEXT = 0, READING_NUMBER, READING_DAY };

struct import_reading {
	enum import_reading_sort sort;
	const char *given; /* what an option says; NULL: nothing */
	int64_t now;       /* for years of two digits */
	bool past;         /* the days are over: birthdays */
	unsigned possible; /* bits of the readings that all cells allow: of written_mark, or written_order (base/written.h) */
};

/* The reading of a column of that kind before its cells have been looked at. decimal, dates: what options say, "comma" and "dmy", or NULL. now: seconds since
 * 1970. */
struct import_reading import_reading_of(enum kind_id kind, const char *decimal, const char *dates, int64_t now);
/* Takes into account what a cell allows. */
void import_reading_look(struct import_reading *reading, const char *text);
/* Whether cells could mean two things still. */
bool import_reading_is_open(const struct import_reading *reading);
/* What could mean two things still is as the layout of the file suggests, decimal and dates (NULL: there is none that is known). Else numbers that both marks allow have a
 * point where nothing suggests a comma. */
void import_reading_settle(struct import_reading *reading, bool comma_suggested, const char *decimal, const char *dates);
/* Whether the file as such suggests decimals with a comma: with semicolons, or from a country where such are usual, by its telephone code. */
bool import_reading_suggests_comma(const struct sheet *sheet, const char *country);

/* Replaces *text by what the parser of the kind understands; a text that is no number, or no day, stays as it is. name: of the column. STATUS_DATA for one that
 * could mean two things, or is not what the option says. */
enum status import_reading_cell(const struct import_reading *reading, const char *name, struct arena *arena, const char **text, struct error *error);

#endif
