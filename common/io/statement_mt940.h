/* The texts of MT940 and MT942: field 86, which every country fills in its own way. */
#ifndef CRM_IO_STATEMENT_MT940_H
#define CRM_IO_STATEMENT_MT940_H

#include "base/arena.h"

struct mt940_text {
	const char *name, *account, *reference, *text; /* NULL: it does not say */
};

/* Reads the lines of a field 86, divided by '\n'. What it returns lives in the arena. */
struct mt940_text mt940_text_read(struct arena *arena, const char *lines);

#endif
