#include "chart/chart_paint.h"

#include <math.h>

/* Eight hues that people with any kind of colour blindness tell apart: those of Okabe and Ito (2008) but for yellow and black, which are lost on white and on
 * dark paper; instead of them wine and olive of Tol's muted scheme (2021). Neighbours differ in lightness too. The pale ones are
 * 45 parts of these and 55 of white. */
static const uint32_t colours[PAINT_COUNT] = {
	[PAINT_PAPER] = 0xFFFFFF, [PAINT_INK] = 0x1F1F1F, [PAINT_MUTED] = 0x5F6368, [PAINT_GRID] = 0xDADCE0, [PAINT_WHITE] = 0xFFFFFF, [PAINT_BLACK] = 0x111111,
	[PAINT_SERIES] = 0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0x56B4E9, 0xCC79A7, 0x882255, 0x999933,
	[PAINT_PALE] = 0x8CC0DC, 0xF4D48C, 0x8CD3C0, 0xECB78C, 0xB3DDF5, 0xE8C3D7, 0xC99CB2, 0xD1D1A3,
	[PAINT_WARM] = 0xFDEEE2, 0xFADBC4, 0xF5BF98, 0xEDA06B, 0xE28144, 0xD1651F, 0xB04F12, 0x863A0B,
	[PAINT_COOL] = 0xE6F1FA, 0xCCE2F4, 0xA6CCEA, 0x79B2DD, 0x4B95CB, 0x2678B3, 0x105B93, 0x083E69,
};

uint32_t chart_paint_colour(enum chart_paint paint)
{
	return colours[paint];
}

uint32_t chart_paint_dark(enum chart_paint paint)
{
	switch (paint) {
	case PAINT_PAPER: return 0x16191D;
	case PAINT_INK: return 0xE8EAED;
	case PAINT_MUTED: return 0xA3A9B1;
	case PAINT_GRID: return 0x3A3F46;
	default: return colours[paint];
	}
}

enum chart_paint chart_paint_series(size_t series)
{
	return (enum chart_paint)(PAINT_SERIES + series % (2 * CHART_COLOURS));
}

/* Relative luminance, as the Web Content Accessibility Guidelines 2.1 define it. */
static double luminance(uint32_t colour)
{
	static const double weights[] = { 0.0722, 0.7152, 0.2126 };
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double part = (double)(colour >> 8 * i & 0xFF) / 255;
		sum += weights[i] * (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

enum chart_paint chart_paint_letters(enum chart_paint ground)
{
	return luminance(colours[ground]) > 0.27 ? PAINT_BLACK : PAINT_WHITE;
}
