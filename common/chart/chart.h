/* A chart, whatever its figures are of: one description, and what it looks like on a terminal, as SVG, PNG and PDF.
 *
 * The caller fills the description and keeps it and all it points at until the writer returns. All text is UTF-8 of any origin: what would act on a terminal,
 * or hide something, is shown as <9B>, ^[ and <U+202E>, and a newline as a blank. NULL and "" are no text. An array may be NULL when its count is 0. */
#ifndef CRM_CHART_CHART_H
#define CRM_CHART_CHART_H

#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum chart_kind {
	CHART_BAR = 1, /* several series stand side by side */
	CHART_STACKED, /* on each other: values below zero downwards */
	CHART_LINE,    /* the scale need not begin at zero */
	CHART_AREA,    /* several series lie on each other, unless a value is below zero */
	CHART_PIE,     /* the first series; where a value is below zero, bars, which the subtitle says */
	CHART_FUNNEL,  /* likewise; each category with its share of the first */
	CHART_HEATMAP, /* a row for each series, a column for each category */
};

/* What people call the kinds, by kind; those between 1 and CHART_HEATMAP are there. */
extern const char *const chart_kind_names[CHART_HEATMAP + 1];

struct chart_series {
	const char *name;
	const double *values;      /* one for each category; NAN, and what is beyond 1e19, is no value */
	const char *const *labels; /* the exact text of each value, as a table has it; NULL, or NULL for one: what the value is with two decimals at most */
};

struct chart {
	enum chart_kind kind;
	const char *title;
	const char *subtitle; /* of which filter and day */
	const char *unit;     /* of the values: CNY, days */
	const char *const *categories;
	size_t category_count; /* of more than CHART_CATEGORIES the first are drawn, which the subtitle says */
	const struct chart_series *series;
	size_t series_count; /* likewise CHART_SERIES, and CHART_ROWS of a heat map; what is not drawn is not read */
	bool chinese;        /* words such as "no data", and ticks in 万 and 亿 instead of k, M, bn */
	const struct chart *next; /* below this one, on a scale of its own: amounts in another currency; NULL: none. Its unit says of which */
};

enum { CHART_CATEGORIES = 400, CHART_SERIES = 16, CHART_ROWS = 100 };

/* Pixels, or points of 1/72 inch in PDF; brought between CHART_LEAST and CHART_MOST. height 0: as the content needs it. */
struct chart_size {
	double width, height;
};

enum { CHART_LEAST = 200, CHART_MOST = 8000 };

/* How a terminal shows it. */
struct chart_screen {
	size_t width;  /* columns, at least CHART_NARROWEST */
	size_t height; /* lines at most, at least CHART_LOWEST; 0: as many as the content needs. What does not fit is counted: "12 more" */
	bool colour;   /* SGR sequences */
	bool ascii;    /* for terminals without block elements and braille patterns; texts stay as they are */
};

enum { CHART_NARROWEST = 30, CHART_LOWEST = 4 };

/* Appends lines, each with its newline and none wider than the screen. */
void chart_terminal(const struct chart *chart, const struct chart_screen *screen, struct text *out);

/* Appends an SVG element whose text is text. The same description gives the same bytes everywhere: no font is asked.
 *
 * inline  for a page that has chart_svg_style once and is HTML; else a file of its own, with declaration and style */
void chart_svg(const struct chart *chart, struct chart_size size, bool inlined, struct text *out);

/* The style sheet of its classes, light and dark as the reader prefers. */
void chart_svg_style(struct text *out);

/* With pango and cairo, in the fonts of printed pages. The same description, fonts and library versions give the same bytes. STATUS_CONFIG when no font is installed
 * or none has Chinese characters that the chart needs (nothing was written then), STATUS_IO when writing fails. */
enum status chart_png(const struct chart *chart, struct chart_size size, FILE *file, struct error *error);

/* created: seconds since 1970, for the properties of the file: from the clock of the command. */
enum status chart_pdf(const struct chart *chart, struct chart_size size, int64_t created, FILE *file, struct error *error);

#endif
