/* What the files of the SQL functions share. */
#ifndef CRM_STORE_FUNCTIONS_PARTS_H
#define CRM_STORE_FUNCTIONS_PARTS_H

#include "base/date.h"
#include "db/function.h"
#include "store/store.h"

/* functions_anniversary.c */
void function_anniversary_in(struct db_call *call);
void function_anniversary_day(struct db_call *call);

#endif
