/* The arithmetic of targets, contests, score cards and head counts: numbers in, numbers out. Values are in 10^-6 (DECIMAL), percentages in 10^-4 of a percent
 * (100 % is 1000000), rounded half-up once. False, and *out unchanged, where there is no such figure: nothing to divide by, or beyond 64 bits. */
#ifndef CRM_REPORTING_FIGURES_H
#define CRM_REPORTING_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* actual ÷ value, or value ÷ actual where lower is better. */
bool figure_attained(int64_t value, int64_t actual, bool lower_is_better, int64_t *out);

/* actual ÷ (value × elapsed ÷ days): what there is against what there should be by now. */
bool figure_pace(int64_t value, int64_t actual, int64_t elapsed, int64_t days, int64_t *out);

/* The place of each of count values, the highest first: equal ones share it, and the next place is behind all of them (1, 2, 2, 4). */
void figure_ranks(const int64_t *values, size_t count, int64_t *ranks);

enum { SCORE_MOST = 1200000 }; /* of one target: 120 % */
/* Σ weight × min(attained, 120 %). */
bool figure_score(const int64_t *weights, const int64_t *attained, size_t count, int64_t *out);

/* Customers of a class: how often a year each is visited, and how long a visit takes with its way, in minutes. */
struct workload_class {
	int64_t customers, visits, minutes;
};
/* How many persons they need, in 10^-6: minutes ÷ 60 ÷ (days × hours × selling), hours in 10^-6, selling in 10^-4 of a percent. */
bool figure_headcount(const struct workload_class *classes, size_t count, int64_t days, int64_t hours, int64_t selling, int64_t *out);

#endif
