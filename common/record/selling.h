/* What the schema of a database says about selling. Where it says nothing, the built-in values hold, so that every question has an answer.
 *
 * Settings (see schema.h):
 *   tax.NAME                    a tax, as lines: en⇥… zh⇥… rate⇥10^-4 %⇥from⇥until, the rates by day; or `removed⇥yes` for a built-in one that is gone
 *   numbering.TYPE              the pattern of the numbers of a document type
 *   rounding                    half-up, half-even
 *   negative-stock              refuse, warn
 *   company.FIELD               what stands at the top of a printed page */
#ifndef CRM_RECORD_SELLING_H
#define CRM_RECORD_SELLING_H

#include "base/date.h"
#include "record/numbering.h"
#include "record/schema.h"

enum {
	TAX_RATE_LIMIT = 1000000, /* 100 %, in 10^-4 of a percent */
	TAX_PERIOD_LIMIT = 100,   /* rates of one tax */
	TAX_NAME_LIMIT = 40,      /* bytes */
	TAX_LIMIT = 200,          /* taxes of a database */
};

struct tax_rate {
	const char *name, *en, *zh; /* live as long as the schema */
	int64_t rate;               /* 10^-4 % */
};

/* The tax as it is on a day (YYYY-MM-DD); day NULL: the last of its rates. False when there is no such tax, or it has no rate on that day. */
bool schema_tax(const struct schema *schema, const char *name, const char *day, struct tax_rate *out);
/* The i-th name, NULL after the last: built-in ones first. */
const char *schema_tax_name(const struct schema *schema, size_t i);
/* STATUS_DATA with why schema_tax said no: "unknown tax 'vat31'; did you mean 'vat13'?", or that it has no rate on the day. */
enum status schema_tax_unknown(const struct schema *schema, const char *name, const char *day, struct error *error);
/* Whether a field holds names of taxes. */
bool field_holds_taxes(const struct field *field);

/* The pattern for quote, order, delivery, purchase, invoice or credit-note, such as INV-{year}-{number:4}; NULL for what has no numbers. */
const char *schema_numbering(const struct schema *schema, const char *type);
/* The pattern without a setting, and the i-th of these types; NULL after the last. */
const char *numbering_built_in(const char *type);
const char *schema_numbering_type(size_t i);

/* half-up or half-even; refuse or warn. */
const char *schema_rounding(const struct schema *schema);
const char *schema_negative_stock(const struct schema *schema);
bool schema_half_even(const struct schema *schema);
bool schema_negative_stock_warns(const struct schema *schema);

/* name, name_en, street, city, state, code, country, address_en, phone, fax, email, website, tax_name, tax_number, bank, bank_account, terms, footer.
 * "" when it is not set. terms and footer may have several lines. */
const char *schema_company(const struct schema *schema, const char *field);
/* The i-th of these fields, NULL after the last. */
const char *schema_company_field(size_t i);

/* A tax with all its rates, as the schema's own code sees it. */
struct tax_period {
	int64_t rate;                          /* 10^-4 % */
	char from[DATE_SIZE], until[DATE_SIZE]; /* both inclusive; "": open */
};

struct tax {
	const char *name, *en, *zh;
	const struct tax_period *periods; /* by day, none overlaps another */
	size_t count;
	bool removed; /* a built-in tax that this database does not have; nothing else is set then */
};

/* Letters a-z, digits and '-', up to TAX_NAME_LIMIT bytes. */
bool tax_is_name(const char *name);
/* The tax of this name, set or built in; NULL when there is none. */
const struct tax *schema_tax_all(const struct schema *schema, const char *name);
/* The i-th of the taxes that there are without a setting, NULL after the last; and the one of this name, NULL when there is none. */
const struct tax *tax_built_in(size_t i);
const struct tax *tax_built_in_named(const char *name);
/* STATUS_DATA for rates beyond 0 to 100 %, no rates, days that are none, periods that end before they begin, overlap, or do not stand in order. */
enum status tax_check(const struct tax *tax, struct error *error);
void tax_write(struct text *out, const struct tax *tax);
/* As tax_write wrote it, and checked: STATUS_CONFIG for what is none. The name is left to the caller. */
enum status tax_read(struct arena *arena, const char *value, struct tax *tax, struct error *error);

#endif
