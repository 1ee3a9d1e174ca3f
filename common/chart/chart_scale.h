/* The scale of an axis: round numbers at equal distances, 1, 2 or 5 times a power of ten. */
#ifndef CRM_CHART_CHART_SCALE_H
#define CRM_CHART_CHART_SCALE_H

#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

struct chart_scale {
	int64_t first, last; /* the ticks, as multiples of a step; first < last */
	int factor, power;   /* a step is factor × 10^power */
	int unit;            /* 10^unit of the value is 1 of the label */
	const char *suffix;  /* k, M, bn, 万, 亿 or "" */
};

/* A scale that holds low to high with at most `most` steps (at least 2). Equal ends get room. low <= high, neither beyond 1e19. */
struct chart_scale chart_scale_make(double low, double high, int most, bool chinese);

/* From zero, unless all values are on one side of it and within a fifth of the farthest: a line among them would be flat. */
struct chart_scale chart_scale_near(double low, double high, int most, bool chinese);

/* The value of a tick, counted from the first as 0, and how it is written: appended to out. */
double chart_scale_tick(const struct chart_scale *scale, int64_t tick);
void chart_scale_label(const struct chart_scale *scale, int64_t tick, struct text *out);

/* 0 for the first tick, 1 for the last. */
double chart_scale_place(const struct chart_scale *scale, double value);

#endif
