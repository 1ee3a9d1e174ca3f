/* What crm-db diff must know of the types of selling: the differences of its struct command. */
#ifndef CRM_SELLING_DIFFERENCES_H
#define CRM_SELLING_DIFFERENCES_H

#include "exchange/diff_rule.h"

extern const struct diff_rule selling_differences[];

#endif
