/* What sheets are like where a telephone country code is used. */
#ifndef CRM_BASE_COUNTRY_H
#define CRM_BASE_COUNTRY_H

#include <stdbool.h>

/* Whether decimals usually follow a comma there, by the country code without +, "49". False where nothing is known. */
bool country_writes_comma(const char *code);

#endif
