/* What the files of bank statements share. */
#ifndef CRM_SELLING_BANK_PARTS_H
#define CRM_SELLING_BANK_PARTS_H

#include "import/import.h"
#include "store/key.h"

/* What a column of a statement is about that is no field of payments. Payer and payee: of these the one that is not ourselves is meant, by the direction;
 * a party is a name and an account in one cell. */
enum bank_slot { BANK_IN = 1, BANK_OUT, BANK_DIRECTION, BANK_TEXT, BANK_ACCOUNT, BANK_DAY, BANK_VALUE_DAY, BANK_IGNORED, BANK_PARTY, BANK_PAYER, BANK_PAYEE, BANK_PAYER_ACCOUNT,
	BANK_PAYEE_ACCOUNT, BANK_STATUS, BANK_HINT /* may say the direction */ };

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

/* bank_headings.c: what banks call their columns; ends with header NULL. */
extern const struct import_heading bank_headings[];
extern const struct import_implied bank_implied[];
/* bank_direction.c: what a cell says of the direction. Nothing: neither in nor out, as between accounts of the same owner. */
enum bank_direction { BANK_UNKNOWN, BANK_CAME_IN, BANK_WENT_OUT, BANK_NEITHER };
enum bank_direction bank_direction(const char *text);
/* Whether the status of a line says that no money has moved: it is pending, or was called off. */
bool bank_is_open(const char *status);
/* bank_ignore.c: the rule of the schema by which the line is never a payment; NULL: none. */
const char *bank_ignored(struct import_line *line, bool out);
/* bank_party.c: a name and an account in one cell, in the arena; NULL for what is not there. */
void bank_split_party(struct arena *arena, const char *text, const char **name, const char **account);
/* Fills in customer or supplier, and the kind; STATUS_REFUSED says who it may be. */
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
