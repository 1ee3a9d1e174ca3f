/* Shared libraries that are opened when they are first needed. What a rule or a format of every program may need, and few runs do, is not linked: it would cost
 * each start 1.0 to 1.7 ms, as much again as all the rest. */
#ifndef CRM_BASE_LIBRARY_H
#define CRM_BASE_LIBRARY_H

#include "base/status.h"
#include <stddef.h>

struct library_symbol {
	const char *name;
	void *function; /* the address of a pointer to a function of that type */
};

/* Opens a library by the name that the linker would record, such as libical.so.3, and fills in the functions. It stays open until the program ends; opening it
 * again is cheap, so that callers keep nothing.
 *
 * purpose begins the message: what needs it. package is the one of Debian that has it. STATUS_CONFIG when it is not installed, or lacks one of the functions. */
enum status library_open(const char *file, const char *purpose, const char *package, const struct library_symbol *symbols, size_t count, struct error *error);

#endif
