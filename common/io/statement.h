/* Statements of banks as sheets: the columns that all of their formats fill. Money and days are as our parsers want them; what is not booked yet says so in its
 * status. */
#ifndef CRM_IO_STATEMENT_H
#define CRM_IO_STATEMENT_H

#include "io/sheet_made.h"

enum statement_column { STATEMENT_DAY, STATEMENT_AMOUNT, STATEMENT_CURRENCY, STATEMENT_DIRECTION, STATEMENT_STATUS, STATEMENT_NAME, STATEMENT_ACCOUNT,
	STATEMENT_REFERENCE, STATEMENT_TEXT };
/* Their names, which end with NULL: "paid_on", "amount" … */
extern const char *const statement_names[];

/* Whether a text refers to a payment. Banks fill what nobody gave with a word, such as NOTPROVIDED; that, "" and NULL are none. */
bool statement_is_reference(const char *text);

/* ISO 20022 camt.052, .053 and .054. Entries that are made of several transactions become a row for each where these add up to the entry. */
extern const struct sheet_maker statement_camt;
/* SWIFT MT940 and MT942, with the structured texts of German and Dutch banks. */
extern const struct sheet_maker statement_mt940;

#endif
