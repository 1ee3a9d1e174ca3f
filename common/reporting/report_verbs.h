/* The verbs of crm-report, and what they share. */
#ifndef CRM_REPORTING_REPORT_VERBS_H
#define CRM_REPORTING_REPORT_VERBS_H

#include "cli/manual.h"
#include "cli/session.h"
#include "reporting/report.h"

extern const struct verb *const report_verbs[], *const folder_verbs[];

extern const struct manual_list report_lists[];
extern const struct verb report_run_verb, report_list_verb, report_show_verb, report_add_verb, report_copy_verb, report_set_verb;

/* How a result is written. */
struct report_output {
	const char *format;    /* of the option --format, or of the suffix of the file; NULL: a table on a terminal, TSV elsewhere */
	const char *unit;      /* of amounts that people read: 万, k, m; NULL: as they are */
	const char *chart;     /* kind of the picture beside the table; "" that of the definition; NULL: none */
	bool header, bom, nul, filters;
	int fd;
	bool terminal;
	int width;             /* of a terminal; 0: no cut */
	bool colour;
	bool several;          /* one of several results */
};

/* Writes a result as table, TSV, CSV, JSON and the like; *rows counts its rows without totals. */
enum status report_write(struct session *session, struct report *report, const struct report_output *output, int64_t *rows);
/* Runs a report by its name, as run without options does. */
enum status report_run_named(struct session *session, const char *name);
/* Queues mail with the results to the recipients of the definitions; ones that are made of parts bring these. assignments end with NULL. What fails is reported, and the
 * others are mailed all the same: then STATUS_REFUSED. */
enum status report_mail(struct session *session, const struct report_definition *definitions, size_t count, const char *const *assignments);

struct completion;
/* Offers reports, and what may be said of the one that is named. */
void report_complete(struct completion *completion);
/* Whether the format is for people: labels, subtotals, totals. */
bool report_format_is_human(const char *format);

#endif
