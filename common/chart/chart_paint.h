/* The colours of charts. */
#ifndef CRM_CHART_CHART_PAINT_H
#define CRM_CHART_CHART_PAINT_H

#include <stddef.h>
#include <stdint.h>

enum { CHART_COLOURS = 8, CHART_SHADES = 8 };

/* What something is drawn with. The first ones depend on the mode of the reader, light or dark; the others are the same in both. */
enum chart_paint {
	PAINT_PAPER,
	PAINT_INK,
	PAINT_MUTED, /* second lines, labels of axes */
	PAINT_GRID,
	PAINT_WHITE, PAINT_BLACK, /* letters on a colour */
	PAINT_SERIES,                              /* CHART_COLOURS of them */
	PAINT_PALE = PAINT_SERIES + CHART_COLOURS, /* the same, paler */
	PAINT_WARM = PAINT_PALE + CHART_COLOURS,   /* CHART_SHADES, from pale to full: values below zero */
	PAINT_COOL = PAINT_WARM + CHART_SHADES,    /* likewise: above */
	PAINT_COUNT = PAINT_COOL + CHART_SHADES,
};

/* 0xRRGGBB. */
uint32_t chart_paint_colour(enum chart_paint paint);
uint32_t chart_paint_dark(enum chart_paint paint);

/* The colour of the series of that number. */
enum chart_paint chart_paint_series(size_t series);

/* White or black letters, whichever are easier to read on it. */
enum chart_paint chart_paint_letters(enum chart_paint ground);

#endif
