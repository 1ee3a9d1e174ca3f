/* Reports and targets: what all records come to. */
#ifndef CRM_REPORTING_REPORTING_H
#define CRM_REPORTING_REPORTING_H

#include "service/service.h"

extern const struct domain domain_reporting;

extern const struct type_extension reporting_extensions[];
/* The hook `functions` of the domain: adds the SQL functions of functions.h to the connection. */
enum status reporting_functions(struct store *store);

extern const struct verb *const target_verbs[];

extern const struct record_type record_report, record_folder, record_target;

/* Rules. */
struct store;
struct record;
enum status report_before(struct store *store, const struct record *old, struct record *report, struct arena *arena);
enum status report_check(struct store *store, const struct record *report, struct arena *arena, struct text *findings);
enum status target_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status target_check(struct store *store, const struct record *target, struct arena *arena, struct text *findings);

#endif
