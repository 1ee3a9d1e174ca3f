/* Reports and targets: what all records come to. */
#ifndef CRM_REPORTING_REPORTING_H
#define CRM_REPORTING_REPORTING_H

#include "service/service.h"

extern const struct domain domain_reporting;

extern const struct record_type record_report, record_folder, record_target;

#endif
