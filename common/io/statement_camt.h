/* An entry of a camt statement: what was read of it, and what becomes of that. */
#ifndef CRM_IO_STATEMENT_CAMT_H
#define CRM_IO_STATEMENT_CAMT_H

#include "base/arena.h"
#include "io/statement.h"

enum { CAMT_TEXT = 16 * 1024 /* most bytes of the texts of an entry */ };

enum camt_slot { CAMT_AMOUNT, CAMT_CURRENCY, CAMT_DIRECTION, CAMT_REVERSAL, CAMT_STATUS, CAMT_BOOKED, CAMT_VALUED, CAMT_NUMBER, CAMT_END_TO_END, CAMT_DEBTOR, CAMT_DEBTOR_ACCOUNT, CAMT_CREDITOR, CAMT_CREDITOR_ACCOUNT, CAMT_REMITTANCE, CAMT_INFORMATION,
	CAMT_SLOTS };

/* What an entry, or a transaction of it, says; NULL for nothing. */
struct camt_said {
	const char *texts[CAMT_SLOTS];
};

struct camt_entry {
	size_t line; /* where it begins */
	struct camt_said whole, *parts;
	size_t count; /* of its transactions */
};

/* Makes a row of the entry; where its transactions add up to it, one of each. Texts that are made are in the arena.
 * STATUS_DATA without a place for a direction that is missing or unknown, with it for too many rows. */
enum status camt_entry_put(struct sheet_making *making, const struct camt_entry *entry, struct arena *arena, struct error *error);

#endif
