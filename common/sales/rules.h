/* The rules of the record types of selling, for store_options.rules. */
#ifndef CRM_SALES_RULES_H
#define CRM_SALES_RULES_H

#include "store/store.h"

extern const store_rule sales_rules[RECORD_TYPE_LIMIT];

#endif
