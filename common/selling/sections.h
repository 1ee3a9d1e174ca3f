/* What the schema of a database says about selling. Where it says nothing, the built-in values hold, so that every question has an answer.
 *
 * Settings (see schema.h):
 *   tax.NAME                    a tax, as lines: en⇥… zh⇥… rate⇥10^-4 %⇥from⇥until, the rates by day; or `removed⇥yes` for a built-in one that is gone
 *   numbering.TYPE              the pattern of the numbers of a document type
 *   rounding                    half-up, half-even
 *   negative-stock              refuse, warn
 *   ignored_line.NAME           lines of bank statements that make no payments: text⇥… money⇥…
 *   company.FIELD               what stands at the top of a printed page */
#ifndef CRM_SELLING_SECTIONS_H
#define CRM_SELLING_SECTIONS_H

#include "selling/numbering.h"
#include "record/schema.h"

enum {
	TAX_RATE_LIMIT = 1000000, /* 100 %, in 10^-4 of a percent */
	TAX_PERIOD_LIMIT = 100,   /* rates of one tax */
};

struct tax_rate {
	const char *name, *en, *zh; /* live as long as the schema */
	int64_t rate;               /* 10^-4 % */
};

/* The tax as it is on a day (YYYY-MM-DD); day NULL: the last of its rates. False when there is no such tax, or it has no rate on that day. */
bool schema_tax(const struct schema *schema, const char *name, const char *day, struct tax_rate *out);
/* STATUS_DATA with why schema_tax said no: "unknown tax 'vat31'; did you mean 'vat13'?", or that it has no rate on the day. */
enum status schema_tax_unknown(const struct schema *schema, const char *name, const char *day, struct error *error);

/* The pattern for quote, order, delivery, return, purchase, invoice or credit-note, such as INV-{year}-{number:4}; NULL for what has no numbers. */
const char *schema_numbering(const struct schema *schema, const char *type);

bool schema_half_even(const struct schema *schema); /* rounding: half-even, not half-up */
bool schema_negative_stock_warns(const struct schema *schema); /* negative-stock: warn, not refuse */

/* name, name_en, street, city, state, code, country, the last five with ship_ before them, address_en, phone, fax, email, website, tax_name, tax_number, bank, bank_account, terms, footer.
 * "" when it is not set. terms and footer may have several lines. */
const char *schema_company(const struct schema *schema, const char *field);

/* What the sections of the schema are made of, see section.h. A tax with all its rates, as its form describes it. */
struct tax_period {
	int64_t rate;             /* 10^-4 % */
	const char *from, *until; /* both inclusive; "": open */
};

struct tax {
	const char *name, *en, *zh;
	const struct tax_period *periods; /* by day, none overlaps another */
	size_t count;
};

/* Lines of bank statements that make no payments: those that contain one of the words, which commas divide. */
struct ignored_line {
	const char *name, *text;
	const char *money; /* any, in, out */
};

extern const struct schema_section section_taxes, section_company, section_numbering, section_selling, section_ignored_lines;

#endif
