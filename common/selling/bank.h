/* Bank statements: what their lines mean as payments, who they are from, and what they pay. */
#ifndef CRM_SELLING_BANK_H
#define CRM_SELLING_BANK_H

#include "import/import.h"
#include "import/import_preset.h"

/* For crm-payment import. A line is known again by day, amount, currency, payer and reference, counted: where a file has two equal lines, two payments are meant.
 * Money in is a receipt of the customer of that name or account, or of the invoice that the text names; money out a payment to a supplier, or a refund of a
 * credit note. What nobody can be found for is refused; what is paid is proposed only where there is one answer. */
extern const struct import_hook bank_import;

/* Whose statements are known by name; ends with NULL. */
extern const struct import_preset *const bank_presets[];

#endif
