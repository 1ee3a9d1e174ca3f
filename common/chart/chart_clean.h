/* A chart as it can be drawn: what every form of it has in common. */
#ifndef CRM_CHART_CHART_CLEAN_H
#define CRM_CHART_CHART_CLEAN_H

#include "base/arena.h"
#include "chart/chart.h"

/* A copy in the arena in which no text is NULL and each is one harmless line, values that cannot be drawn are NAN, each value has its label ("" for NAN), there are
 * no more categories and series than may be, pie and funnel have one series without a value below zero, and a pie has at most CHART_SLICES slices,
 * the smallest put together as the last one.
 * A chart without any value has no categories. */
const struct chart *chart_clean(struct arena *arena, const struct chart *chart);

enum { CHART_SLICES = 8 };

/* The least and greatest value, of stacks where the chart has these; false where there is none. */
bool chart_range(const struct chart *chart, double *low, double *high);

/* True for areas that lie on each other, and for stacked bars. */
bool chart_is_stacked(const struct chart *chart);

/* The sum of the first series, for shares. */
double chart_total(const struct chart *chart);

/* "12.5 %" of value in whole; "" where there is no whole. */
const char *chart_percent(struct arena *arena, double value, double whole);

/* What is written in place of an empty chart, in its language. */
const char *chart_no_data(const struct chart *chart);

#endif
