/* Results of reports as boards, pages and pictures. */
#ifndef CRM_REPORTING_REPORT_DRAW_H
#define CRM_REPORTING_REPORT_DRAW_H

#include "reporting/report_look.h"

struct report_part {
	const struct report_definition *definition;
	const char *const *assignments; /* as in struct report_request */
	const char *where, *columns, *sort;
	int64_t limit;                  /* -1: all */
	const char *chart;              /* as report_look takes it */
	const char *en, *zh;            /* the title instead of that of the report; NULL: that */
};

/* Reports that were run, and what they look like. */
struct report_board {
	struct store *store;
	struct arena arena;
	struct board_panel *panels;
	size_t count;
	int64_t rows;      /* of all, without totals */
	enum status worst; /* of those that failed, whose panel has the message instead */
};

/* Runs them one after another. One alone that fails is an error; one of several has its message in its panel, and the others are there. commands: rows have the
 * command that lists their records. report_board_close frees what there is, after an error too. */
enum status report_board_open(struct store *store, const struct report_part *parts, size_t count, bool commands, struct report_board *board);
void report_board_close(struct report_board *board);

/* A page of them all. */
enum status report_board_page(const struct report_board *board, const char *title, const char *subtitle, bool tiled, FILE *file, struct error *error);

/* The picture of one, in the format svg, png or pdf; width in pixels. One without a chart says that there are no data. STATUS_USAGE for several. */
enum status report_board_picture(const struct report_board *board, const char *format, double width, FILE *file, struct error *error);

bool report_is_picture(const char *format); /* svg, png, pdf */
bool report_is_drawn(const char *format);   /* these, and html */

#endif
