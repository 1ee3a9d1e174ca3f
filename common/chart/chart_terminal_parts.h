/* What the files of the terminal's charts share. */
#ifndef CRM_CHART_CHART_TERMINAL_PARTS_H
#define CRM_CHART_CHART_TERMINAL_PARTS_H

#include "chart/chart_clean.h"
#include "chart/chart_scale.h"

struct terminal {
	struct arena *arena;
	const struct chart *chart;
	struct chart_screen screen;
	size_t lines; /* left for what comes; SIZE_MAX: as many as it needs */
	struct text *out;
};

/* Text in a field of exactly that many columns: cut with …, filled with blanks at the left where it stands at the right. */
void terminal_field(struct terminal *terminal, const char *text, size_t width, bool right);

/* What stands between begin and end is in the colour of the series. */
void terminal_begin(struct terminal *terminal, size_t series);
void terminal_end(struct terminal *terminal);

/* What a series is drawn with where characters tell the series apart: one column. */
const char *terminal_sign(const struct terminal *terminal, size_t series);

/* The columns that the widest of the texts takes, and the widest name of a category. */
size_t terminal_widest(const char *const *texts, size_t count);
size_t terminal_widest_label(const struct chart *chart);

/* Ends the line without blanks at its end. */
void terminal_newline(struct terminal *terminal);

/* "12 more": what has no line. */
void terminal_more(struct terminal *terminal, size_t count);

/* The parts: each draws in the lines that are left. */
void terminal_bars(struct terminal *terminal);
void terminal_stacked(struct terminal *terminal);
void terminal_shares(struct terminal *terminal);
void terminal_plot(struct terminal *terminal);
void terminal_heat(struct terminal *terminal);

#endif
