/* What a report looks like: its table and its chart as a panel of a board (chart/board.h). */
#ifndef CRM_REPORTING_REPORT_LOOK_H
#define CRM_REPORTING_REPORT_LOOK_H

#include "chart/board.h"
#include "reporting/report.h"

/* Reads all rows of a report that was opened for people with totals, and with filters where rows are to have their commands.
 *
 * chart  the kind of the chart, one of chart_kind_names, or "none"; NULL: that of the definition; "": likewise, bars where it has none
 * panel  in the arena, so that the report may be closed. panel->chart is NULL where nothing can be drawn: without figures or without rows */
enum status report_look(struct report *report, const char *chart, bool chinese, struct arena *arena, struct board_panel *panel);

/* "Total" or "Subtotal" stands in the first column of groups that a total has no value of; NULL: in none. */
const char *report_total_label(const struct report_row *row, bool chinese);

#endif
