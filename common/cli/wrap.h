/* Help on a terminal: lines broken to its width. */
#ifndef CRM_CLI_WRAP_H
#define CRM_CLI_WRAP_H

#include <stdio.h>

/* Writes text of many lines. Where the file is a terminal, a line wider than it is broken at blanks and goes on below the
 * beginning of its last column; columns are parted by two blanks or more. Elsewhere lines stay whole, for programs that read them. */
void wrap_print(const char *text, FILE *file);

#endif
