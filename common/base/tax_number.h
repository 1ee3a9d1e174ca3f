/* Tax numbers of China. */
#ifndef CRM_BASE_TAX_NUMBER_H
#define CRM_BASE_TAX_NUMBER_H

#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>

/* Checks and tidies a tax number: half-width, upper-case and without blanks where it consists of letters and digits.
 *
 * 18 characters are a unified social credit code, whose last one is a check digit (GB 32100-2015: weights 3^i mod 31), or, of a person,
 * an identity number (GB 11643-1999, ISO 7064 MOD 11-2). What is shorter or longer is an older or a foreign number and passes.
 *
 * tidy  appended: the number as it is to be stored
 * STATUS_DATA with a sentence that says which digit would be right. */
enum status tax_number_check(const char *number, bool person, struct text *tidy, struct error *error);

#endif
