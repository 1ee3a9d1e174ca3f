#include "page/page_font.h"

#include <stdio.h>

void page_fonts_open(struct page_fonts *fonts, bool chinese)
{
	cairo_font_options_t *options = cairo_font_options_create();

	fonts->map = pango_cairo_font_map_new();
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts->map), 72);
	fonts->context = pango_font_map_create_context(fonts->map);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(fonts->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(fonts->context, FALSE);
	pango_context_set_base_dir(fonts->context, PANGO_DIRECTION_LTR);
	pango_context_set_language(fonts->context, pango_language_from_string(chinese ? "zh-cn" : "en"));
}

void page_fonts_close(struct page_fonts *fonts)
{
	g_object_unref(fonts->context);
	g_object_unref(fonts->map);
}

enum status page_fonts_check(const struct page_fonts *fonts, const PangoFontDescription *description, struct error *error)
{
	PangoFont *font = pango_context_load_font(fonts->context, description);

	if (!font)
		return error_set(error, STATUS_CONFIG, "no font is installed: install one, for example with apt-get install fonts-wqy-microhei");
	g_object_unref(font);
	return STATUS_OK;
}

bool page_font_needs(uint32_t character)
{
	return character >= 0x4E00 && character <= 0x9FFF;
}

enum status page_font_lacks(uint32_t character, struct error *error)
{
	return !character ? STATUS_OK : error_set(error, STATUS_CONFIG, "no font here has Chinese characters such as U+%04X: install one, "
		"as apt-get install fonts-wqy-microhei does", (unsigned)character);
}

enum status page_drawn(cairo_t *cairo, cairo_surface_t *surface, const char *what, struct error *error)
{
	cairo_status_t status = cairo_status(cairo);

	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	if (status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_WRITE_ERROR)
		return error_set(error, STATUS_INTERNAL, "cannot draw the %s: %s", what, cairo_status_to_string(status));
	return STATUS_OK;
}

cairo_status_t page_write_bytes(void *file, const unsigned char *data, unsigned length)
{
	return fwrite(data, 1, length, file) == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}
