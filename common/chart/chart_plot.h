/* What the parts of a picture share: where it is drawn, and its measures. */
#ifndef CRM_CHART_CHART_PLOT_H
#define CRM_CHART_CHART_PLOT_H

#include "chart/chart_canvas.h"
#include "chart/chart_clean.h"
#include "chart/chart_scale.h"

struct plot {
	struct arena *arena;
	const struct chart *chart; /* clean, with at least one value */
	struct chart_canvas *canvas; /* NULL while the height is sought */
	double unit;          /* of all distances: larger in large pictures */
	double size;          /* of common type */
	struct chart_box box; /* what is left for this part */
};

/* Each kind: the height that it needs in the width of box, and drawing it. */
double chart_bars_height(const struct plot *plot);
void chart_bars_draw(const struct plot *plot);
double chart_lines_height(const struct plot *plot);
void chart_lines_draw(const struct plot *plot);
double chart_pie_height(const struct plot *plot);
void chart_pie_draw(const struct plot *plot);
double chart_funnel_height(const struct plot *plot);
void chart_funnel_draw(const struct plot *plot);
double chart_heat_height(const struct plot *plot);
void chart_heat_draw(const struct plot *plot);

/* "Category · series: label", or without series where there is one. */
const char *chart_hint(const struct plot *plot, size_t series, size_t category);

/* How the lines of a series, and the area of one of its values, are drawn. */
struct chart_stroke chart_series_stroke(const struct plot *plot, size_t series);
struct chart_fill chart_series_fill(const struct plot *plot, size_t series, size_t category);

/* One line of common type, its middle at y. */
void chart_put(const struct plot *plot, double x, double y, const char *text, enum chart_anchor anchor, enum chart_paint paint);

#endif
