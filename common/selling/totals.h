/* The totals of a document: what its lines, discounts, taxes and shipping come to. Integers only; nothing here knows records or the store.
 *
 * Amounts are minor units of the document's currency, quantities and prices 10^-6, percentages and rates 10^-4 of a percent. Everything is
 * symmetrical: a document with all quantities, shipping and adjustment negated has all results negated. The rules are those of the field:
 *
 * line        amount = quantity × price less the discount of the line. With a percentage it is quantity × price × (1 - percent), rounded once:
 *             the product is not rounded before. gross = quantity × price, rounded, is for showing; the discount shown is gross - amount, and so
 *             may differ by one minor unit from a discount that is rounded by itself. With a discount in minor units, gross is rounded and the
 *             discount taken off. Of a return (a negative gross) the discount is negative: it brings the amount nearer to zero.
 * discount    of the document: of percent or an amount that brings the sum of the lines' amounts nearer to zero, rounded once, spread over the
 *             lines in proportion to their amounts: each share rounded down, and what is left over in the largest remainders (shares.h).
 * exclusive   (prices without tax) net = amount. Tax on its discounted net: individual: per line and tax, rounded; group: per tax on the sum
 *             of the lines, rounded once, the lines' shares being rate × discounted net, rounded and spread as the discount is.
 * inclusive   The discounted amounts are what was agreed and never change. Net = amount ÷ (1 + Σ rates), rounded, tax = amount - net, spread over
 *             several taxes in proportion to their rates. Group: all this on the sum of the lines that have the same taxes, and the nets and
 *             taxes of the lines spread so that they sum up.
 * part        A line that takes a part of another one has been given its amounts; the other lines are computed as if it were not there.
 * shipping    is taxed by itself in either mode, at the rates named for it; inclusive, it contains its tax. No discount is taken off it.
 * total       = subtotal - discount_total + tax_total + shipping_net + adjustment, in both price modes, exactly.
 *
 * Taxes are parallel, never compounded. */
#ifndef CRM_SELLING_TOTALS_H
#define CRM_SELLING_TOTALS_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include "base/wide.h"

enum {
	TOTALS_TAXES = 32,           /* the most taxes of one document */
	TOTALS_RATE_LIMIT = 10000000, /* 1,000 % */
};

struct totals_tax {
	const char *name; /* for explanations only */
	int64_t rate;     /* 0 to TOTALS_RATE_LIMIT */
};

/* What a line has that takes a part of a line of another document (document_part.h): nothing of it is computed. */
struct totals_part {
	int64_t amount, net, discounted_net; /* as in a result */
	const int64_t *taxes;                /* tax_count of them */
};

struct totals_line {
	int64_t quantity, price;
	int64_t discount_percent; /* 0 to 100 % */
	int64_t discount_amount;  /* >= 0, of the whole line, not more than its gross; one of both discounts */
	uint32_t taxes;           /* bit i: taxes[i] of the document */
	int64_t number;           /* what messages call it; 0: by its place, from 1 */
	const struct totals_part *part; /* NULL: it is a line of its own. Of a discount_amount of the document these have what the parts have not */
};

struct totals_document {
	int digits;                 /* of the currency's minor unit */
	enum rounding rounding;
	bool prices_include_tax;
	bool group_tax;             /* else individual */
	int64_t discount_percent;   /* 0 to 100 % */
	int64_t discount_amount;    /* >= 0, not more than the sum of the lines; inclusive: of the agreed amounts. One of both discounts */
	bool to_largest;            /* what is left over goes to the largest line, as in documents from before version 4 of the schema */
	bool incomplete;            /* lines are still to come: of discount_amount only what those that are there come to is taken off */
	int64_t shipping;           /* inclusive: with its tax */
	uint32_t shipping_taxes;    /* as in a line */
	const int64_t *shipping_part; /* tax_count taxes of a part of the shipping of another document; NULL: they are computed */
	int64_t adjustment;         /* untaxed */
	const struct totals_tax *taxes;
	size_t tax_count;
};

struct totals_line_result {
	int64_t gross;          /* quantity × price */
	int64_t discount;       /* gross - amount */
	int64_t amount;         /* after the line's own discount; inclusive: what was agreed */
	int64_t net;            /* of amount, without tax */
	int64_t share;          /* of the document's discount, as taken off amount */
	int64_t discounted;     /* amount - share */
	int64_t discounted_net; /* of discounted, without tax */
	int64_t tax;            /* Σ taxes; inclusive: discounted - discounted_net */
	int64_t *taxes;         /* tax_count of them, 0 for those that the line has not */
};

struct totals_tax_result {
	int64_t base; /* Σ discounted nets of its lines, and shipping_net where shipping has it */
	int64_t tax;  /* of its lines and of shipping */
};

struct totals {
	struct totals_line_result *lines;
	struct totals_line_result shipping; /* as a line of its own: net, tax, taxes */
	struct totals_tax_result *taxes;    /* tax_count of them */
	int64_t amount;                     /* Σ amount */
	int64_t discount;                   /* Σ share: equals discount_total if prices are exclusive */
	int64_t subtotal;                   /* Σ net */
	int64_t discount_total;             /* Σ (net - discounted_net) */
	int64_t shipping_net, shipping_tax;
	int64_t tax_total;                  /* with shipping_tax */
	int64_t total;
};

/* Time and memory grow with count × tax_count. Results live in the arena.
 *
 * STATUS_DATA, with a sentence that names the line counted from 1: an amount or a sum beyond 64 bits, a discount below zero or above what it is
 * taken from, two discounts, an amount of discount over lines that sum to zero, a rate out of range, too many taxes. */
enum status totals_compute(const struct totals_document *document, const struct totals_line *lines, size_t count, struct arena *arena,
	struct totals *out, struct error *error);

/* Appends every step of a computation that went well, a line of text each: what it is about (line 3, discount, tax, shipping, total), the rule,
 * the rule with its numbers, the result; parted by tabs. */
void totals_explain(const struct totals_document *document, const struct totals_line *lines, size_t count, const struct totals *totals,
	struct text *out);

#endif
