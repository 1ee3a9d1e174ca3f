/* Postal addresses as they are written where they lie. */
#ifndef CRM_BASE_POSTAL_H
#define CRM_BASE_POSTAL_H

#include "base/arena.h"
#include <stdbool.h>

/* None is NULL. */
struct postal {
	const char *street, *city, *state, *code, *country;
};

/* Where a letter is written: the country by name, and by its telephone code, "49"; either may be "". The name goes before. */
struct postal_home {
	const char *country, *code;
};

/* The parts in the order of the country, an address without a country being one at home: the lines have `between` between them, "\n" or ", ". Chinese goes
 * from the large to the small. A country abroad is the last line, in capitals; one's own is left out. "" for an empty address; in the arena. */
const char *postal_write(struct arena *arena, struct postal address, struct postal_home home, const char *between);

#endif
