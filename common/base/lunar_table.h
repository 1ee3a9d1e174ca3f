/* The months of the lunar years, a word each; tools/lunar-table, which makes the table, says what is in it. For lunar.c. */
#ifndef CRM_BASE_LUNAR_TABLE_H
#define CRM_BASE_LUNAR_TABLE_H

#include <stdint.h>

enum { LUNAR_FIRST_YEAR = 1899, LUNAR_LAST_YEAR = 2100 };
extern const uint32_t lunar_table[LUNAR_LAST_YEAR - LUNAR_FIRST_YEAR + 1];

#endif
