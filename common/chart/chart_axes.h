/* The axes of bars, lines and areas. */
#ifndef CRM_CHART_CHART_AXES_H
#define CRM_CHART_CHART_AXES_H

#include "chart/chart_plot.h"

/* How the names of the categories stand below a picture. */
struct chart_names {
	double size;   /* of their type */
	double height; /* of the room that they need */
	double length; /* at most, along their line */
	int angle;
	size_t every;  /* only each of that many has its name */
};

/* In slots of that width. A sequence, such as months, may leave names out; other names are turned and shortened first. */
struct chart_names chart_names_fit(const struct plot *plot, double slot);

/* True where each name begins with a digit: months, days, classes of age. */
bool chart_is_sequence(const struct plot *plot);

/* The first middle is at x, below y. */
void chart_names_put(const struct plot *plot, const struct chart_names *names, double x, double y, double slot);

/* Of the categories, in points. */
double chart_longest_name(const struct plot *plot);

/* The room that the labels of the scale need beside it. */
double chart_ticks_width(const struct plot *plot, const struct chart_scale *scale);

/* Lines across the box at each tick, with labels at its left; the one at zero is darker. */
void chart_ticks_left(const struct plot *plot, const struct chart_scale *scale, struct chart_box box);

/* Lines upwards, with labels below the box. */
void chart_ticks_below(const struct plot *plot, const struct chart_scale *scale, struct chart_box box);

#endif
