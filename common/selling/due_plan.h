/* The due plan of an invoice or a bill whose payment terms have parts, or wait for something: a row for each part (record_due_part).
 *
 * The rows are made when the claim is in force without a due day, and follow from it: their percentages and terms are those of its payment terms, their
 * amounts sum to its total, their days count from what happened (due_event.h), never before the claim, unless somebody has set one. due_on of the claim
 * is the day of the first part, in the order of days, that is not paid or credited; the last day when all are; empty while that part waits. A claim
 * that was given a due day has no plan. */
#ifndef CRM_SELLING_DUE_PLAN_H
#define CRM_SELLING_DUE_PLAN_H

#include "base/date.h"
#include "base/terms.h"
#include "store/row.h"

struct due_part {
	struct record *record; /* as it is stored; NULL: it is to be made */
	int64_t percent;       /* 10^-4 of a percent */
	const char *due;       /* delivery+12mo */
	int64_t amount, open;  /* minor units; what is not paid of it */
	char day[DATE_SIZE];   /* "" while it waits */
	bool agreed;
};

struct due_plan {
	struct due_part parts[TERMS_PARTS_LIMIT];
	size_t count;  /* 0: there is no plan */
	size_t next;   /* the first part, by day, of which something is open; count: none */
	char day[DATE_SIZE]; /* for due_on of the claim */
};

/* The plan as it should be now; the claim as it is stored. */
enum status due_plan(struct store *store, const struct record *claim, struct arena *arena, struct due_plan *out);

/* Gives a claim that takes force its due day, unless it has one or gets a plan. */
enum status due_plan_take(struct store *store, struct record *claim, const char *day, struct arena *arena);

/* At the end of a change of a claim: the rows and due_on are put right. Of a credit note, those of the invoice that it corrects. */
enum status due_plan_settle(struct store *store, const struct record *claim, struct arena *arena);
/* A claim was paid, credited, or released: it is settled, if it has a plan. */
enum status due_plan_paid(struct store *store, const struct record_type *claim, int64_t id);
/* Something happened with an order or a purchase, or a delivery or a claim of it: the claims of it that have plans are settled. */
enum status due_plan_follow(struct store *store, const struct record *document, struct arena *arena);
/* After a claim was written: a due day that somebody set is that of the next part; emptied, the part waits again. */
enum status due_plan_changed(struct store *store, const struct record *old, const struct record *claim, struct arena *arena);

/* What differs from the plan as it should be. */
enum status due_plan_check(struct store *store, const struct record *claim, struct arena *arena, struct text *findings);

#endif
