/* What verbs of reports draw. */
#ifndef CRM_REPORTING_REPORT_DRAW_VERBS_H
#define CRM_REPORTING_REPORT_DRAW_VERBS_H

#include "cli/session.h"
#include "reporting/report_draw.h"

/* The screen of standard output: as wide as the terminal, 80 columns where there is none; height 0 unless the whole screen is asked for and there is one. */
struct chart_screen report_screen(struct session *session, bool whole);

/* The chart of a report, opened for people and with totals, as text into the file descriptor; nothing where there are no figures. */
enum status report_print_chart(struct session *session, struct report *report, const char *chart, int fd);

/* Writes reports in the format html, svg, png or pdf. title: of a page of several; NULL for one. *rows: of all, without totals.
 * One of several that fails is reported on standard error, and leaves its status in *worst: the page is written all the same. */
enum status report_write_drawing(struct session *session, const struct report_part *parts, size_t count, const char *format, const char *title, FILE *file,
	int64_t *rows, enum status *worst);

extern const struct verb report_dashboard_verb;

#endif
