/* A whole picture: title, legend, and what is drawn below them. */
#ifndef CRM_CHART_CHART_FRAME_H
#define CRM_CHART_CHART_FRAME_H

#include "chart/chart_canvas.h"
#include "chart/chart_clean.h"

/* The size within its limits, and the height that the content needs where none is asked for. chart is clean (chart_clean). */
struct chart_size chart_frame_size(struct arena *arena, const struct chart *chart, struct chart_size size);

/* Of such a size. */
void chart_frame_draw(struct arena *arena, const struct chart *chart, struct chart_size size, struct chart_canvas *canvas);

#endif
