/* What the files of bank statements share. */
#ifndef CRM_SELLING_BANK_PARTS_H
#define CRM_SELLING_BANK_PARTS_H

#include "import/import.h"
#include "store/key.h"

enum bank_slot { BANK_IN, BANK_OUT, BANK_DIRECTION, BANK_TEXT, BANK_ACCOUNT, BANK_DAY, BANK_IGNORED };

/* Payments of one day, amount, currency, payer and reference, by the hash of these. */
struct bank_seen {
	int64_t there, newest; /* in the database before the import, and the last of them */
	int64_t came;          /* lines of the file */
};

struct bank {
	struct key_index parties; /* names and accounts of customers and suppliers */
	bool loaded;
	uint64_t seed;          /* 0: payments are not loaded */
	struct map numbers;     /* hashes to places in `seen`, counted from 1 */
	struct bank_seen *seen;
};

/* bank_party.c: fills in customer or supplier, and the kind; STATUS_REFUSED says who it may be. */
enum status bank_party(struct import_line *line, struct bank *bank);
/* bank_claims.c: proposes what it pays, or says why not. */
enum status bank_claims(struct import_line *line);
/* Ids of the invoices that a text names, whoever's they are: up to `room` of them, in the arena of the line. */
enum status bank_named(struct import_line *line, int64_t *ids, size_t room, size_t *count);
/* Whether a text names a number, whatever separators stand in either. */
bool bank_mentions(const char *text, const char *number);
/* What the bank says of the payment: reference and notes. */
const char *bank_text(const struct import_line *line);

#endif
