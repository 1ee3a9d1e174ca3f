/* A board: tables of figures with their charts, as one HTML page or on one screen. A report is a board of one panel.
 *
 * The caller fills the description and keeps it and all it points at until the writer returns. Texts are as in chart.h: of any origin, made harmless here. */
#ifndef CRM_CHART_BOARD_H
#define CRM_CHART_BOARD_H

#include "chart/chart.h"
#include <stdint.h>

struct board_column {
	const char *label;
	bool number; /* stands at the right, and is sorted as a number */
};

struct board_row {
	int level;                /* of how many groups it is: group_count and more for a row, less for a subtotal, 0 for the grand total of a table with groups */
	bool total;               /* a subtotal or total */
	const char *const *cells; /* one for each column, as text */
	const char *command;      /* that lists its records: "crm-deal list stage=won"; NULL: none */
};

struct board_panel {
	const char *title;
	const char *subtitle;     /* of which filter and day */
	const char *description;  /* what the columns are; below the title of a page */
	const char *figure;       /* the one that counts, such as the grand total; on a screen beside the title */
	const char *remark;       /* instead of what could not be calculated */
	const struct chart *chart; /* NULL: none; its title and subtitle are those of the panel */
	const struct board_column *columns;
	size_t column_count;
	const struct board_row *rows;
	size_t row_count;
};

struct board {
	const char *title, *subtitle;
	const struct board_panel *panels;
	size_t panel_count;
	bool tiled;   /* panels side by side: charts and the first rows; else one below the other, with all rows */
	bool chinese; /* words of the page */
};

enum { BOARD_TILE_ROWS = 8 };

/* One file that needs no other and loads nothing: sorted and filtered by a small script, dark where the reader prefers it, for paper too. STATUS_IO. */
enum status board_html(const struct board *board, FILE *file, struct error *error);

/* As many columns and lines as the screen has (height 0: as many lines as the content needs). Each line ends with a newline, none is wider than the screen. */
void board_terminal(const struct board *board, const struct chart_screen *screen, struct text *out);

#endif
