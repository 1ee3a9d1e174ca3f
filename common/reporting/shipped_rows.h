/* The reports that ship as rows beside own ones: temporary tables hide today's, as those of --as-of do, so that list, show and count have both. */
#ifndef CRM_REPORTING_SHIPPED_ROWS_H
#define CRM_REPORTING_SHIPPED_ROWS_H

#include "reporting/shipped.h"

/* Their ids begin here: no own report has such a one. In the place of their references stand their names. */
enum { SHIPPED_FIRST = 1000000000 };

/* Lays them over the table of reports, for queries of this connection. */
enum status shipped_lay(struct store *store);
/* The id of a row; 0 when no report that ships has that name or title. */
int64_t shipped_id(const char *name);

#endif
