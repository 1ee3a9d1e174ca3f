/* What a chart is drawn on. Lengths are pixels from the upper left corner. */
#ifndef CRM_CHART_CHART_CANVAS_H
#define CRM_CHART_CHART_CANVAS_H

#include "chart/chart_paint.h"
#include <stdbool.h>
#include <stddef.h>

struct chart_box {
	double x, y, width, height;
};

struct chart_point {
	double x, y;
};

struct chart_fill {
	enum chart_paint paint;
	double opacity;   /* in tenths; 0 stands for 1 */
	const char *hint; /* what is said of it where a reader points at it; NULL: nothing */
};

struct chart_stroke {
	enum chart_paint paint;
	double width;
	double dash; /* length of dashes and of what is between them; 0: none */
};

enum chart_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct chart_type {
	double size;
	enum chart_paint paint;
	enum chart_anchor anchor;
	bool bold;
	int angle; /* degrees clockwise about the anchor: 0, -45 or -90 */
};

struct chart_sector {
	double x, y, radius;
	double from, to; /* shares of the circle, clockwise from twelve o'clock; to - from < 1, or the whole circle */
};

struct chart_canvas {
	void (*box)(struct chart_canvas *, struct chart_box, struct chart_fill);
	void (*polygon)(struct chart_canvas *, const struct chart_point *, size_t, struct chart_fill);
	void (*sector)(struct chart_canvas *, struct chart_sector, struct chart_fill); /* with a thin border of paper */
	void (*line)(struct chart_canvas *, const struct chart_point *, size_t, struct chart_stroke);
	void (*text)(struct chart_canvas *, struct chart_point baseline, const char *, struct chart_type);
};

#endif
