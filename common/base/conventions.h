/* What a database has agreed on: how its people write dates, money and phone numbers. Read from the
 * schema of the database; the defaults below serve before one is open. */
#ifndef CRM_BASE_CONVENTIONS_H
#define CRM_BASE_CONVENTIONS_H

#include <stdint.h>

struct conventions {
	int64_t now;       /* the pinned or real clock, seconds since 1970 UTC */
	char zone[64];     /* IANA name, "Asia/Shanghai" */
	char currency[4];  /* ISO 4217 */
	char country[4];   /* telephone country code without +, "86" */
	char area[8];      /* default area code without the trunk 0, "512", or "" */
	char language[8];  /* "en" or "zh": which labels a person sees */
	int year;          /* completes dates without a year (3月5日) when not 0 */
};

#endif
