/* What the files of the looks of reports share. */
#ifndef CRM_REPORTING_REPORT_LOOK_PARTS_H
#define CRM_REPORTING_REPORT_LOOK_PARTS_H

#include "reporting/report_look.h"

/* What the figures of a column are; only those of one class have a scale in common. */
enum figure { FIGURE_NONE, FIGURE_MONEY, FIGURE_DECIMAL, FIGURE_COUNT, FIGURE_PERCENT, FIGURE_CLASSES };

struct look {
	struct report *report;
	struct arena *arena;
	bool chinese;
	const struct report_column *columns;
	size_t column_count, groups;
	const struct report_row *rows;
	size_t row_count;
	enum figure figure;       /* what the chart is of */
	size_t measure;           /* the first column of that */
	const char *currency;     /* of the chart; "": none */
};

/* report_look_chart.c. Of which class the figures of a column are. */
enum figure look_figure(const struct report_column *column);
/* A cell as it is shown; in the arena. */
const char *look_text(const struct look *look, const struct report_row *row, size_t column);

/* The figures as a chart; those of several currencies as one below the other. */
const struct chart *look_draw(struct look *look, enum chart_kind kind, const struct board_panel *panel);

#endif
