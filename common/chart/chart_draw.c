/* Includes pango and cairo: charts as PNG and PDF. */
#include "chart/chart_frame.h"

#include "base/date.h"
#include "page/page.h"
#include "page/page_font.h"
#include "page/page_words.h"
#include <cairo-pdf.h>
#include <math.h>
#include <stdlib.h>

struct draw {
	struct chart_canvas canvas; /* first */
	struct page_fonts fonts;
	PangoFontDescription *font;
	cairo_surface_t *surface;
	cairo_t *cairo;
	uint32_t lost; /* a Chinese character that no font has */
};

static struct draw *draw_of(struct chart_canvas *canvas)
{
	return (struct draw *)canvas;
}

static void set_paint(struct draw *draw, enum chart_paint paint, double opacity)
{
	uint32_t colour = chart_paint_colour(paint);

	cairo_set_source_rgba(draw->cairo, (double)(colour >> 16) / 255, (double)(colour >> 8 & 0xFF) / 255, (double)(colour & 0xFF) / 255, opacity > 0 ? opacity : 1);
}

static void fill(struct draw *draw, struct chart_fill with)
{
	set_paint(draw, with.paint, with.opacity);
	cairo_fill(draw->cairo);
}

static void draw_box(struct chart_canvas *canvas, struct chart_box box, struct chart_fill with)
{
	struct draw *draw = draw_of(canvas);

	cairo_rectangle(draw->cairo, box.x, box.y, box.width, box.height);
	fill(draw, with);
}

static void add_points(struct draw *draw, const struct chart_point *points, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cairo_line_to(draw->cairo, points[i].x, points[i].y);
}

static void draw_polygon(struct chart_canvas *canvas, const struct chart_point *points, size_t count, struct chart_fill with)
{
	struct draw *draw = draw_of(canvas);

	add_points(draw, points, count);
	cairo_close_path(draw->cairo);
	fill(draw, with);
}

static void draw_sector(struct chart_canvas *canvas, struct chart_sector sector, struct chart_fill with)
{
	struct draw *draw = draw_of(canvas);
	bool whole = sector.to - sector.from > 0.9999;

	if (!whole)
		cairo_move_to(draw->cairo, sector.x, sector.y);
	cairo_arc(draw->cairo, sector.x, sector.y, sector.radius, (sector.from - 0.25) * 2 * 3.14159265358979, (sector.to - 0.25) * 2 * 3.14159265358979);
	cairo_close_path(draw->cairo);
	set_paint(draw, with.paint, with.opacity);
	cairo_fill_preserve(draw->cairo);
	if (!whole) {
		set_paint(draw, PAINT_PAPER, 1);
		cairo_set_line_width(draw->cairo, 1.5);
		cairo_stroke(draw->cairo);
	}
	cairo_new_path(draw->cairo);
}

static void draw_line(struct chart_canvas *canvas, const struct chart_point *points, size_t count, struct chart_stroke stroke)
{
	struct draw *draw = draw_of(canvas);

	add_points(draw, points, count);
	set_paint(draw, stroke.paint, 1);
	cairo_set_line_width(draw->cairo, stroke.width);
	cairo_set_dash(draw->cairo, &stroke.dash, stroke.dash > 0, 0);
	cairo_stroke(draw->cairo);
}

/* Pango marks the glyph of a character without a shape and keeps its code in it. */
static void find_lost(struct draw *draw, PangoLayout *layout)
{
	PangoLayoutIter *at = pango_layout_get_iter(layout);

	do {
		PangoLayoutRun *run = pango_layout_iter_get_run_readonly(at);
		for (int i = 0; run && i < run->glyphs->num_glyphs; i++) {
			PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
			uint32_t character = glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
			if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) && page_font_needs(character))
				draw->lost = character;
		}
	} while (pango_layout_iter_next_run(at));
	pango_layout_iter_free(at);
}

static void draw_text(struct chart_canvas *canvas, struct chart_point at, const char *string, struct chart_type type)
{
	struct draw *draw = draw_of(canvas);
	PangoLayout *layout = pango_layout_new(draw->fonts.context);
	PangoRectangle extents;

	pango_font_description_set_absolute_size(draw->font, type.size * PANGO_SCALE);
	pango_font_description_set_weight(draw->font, type.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, draw->font);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_single_paragraph_mode(layout, TRUE);
	pango_layout_set_text(layout, string, -1);
	if (pango_layout_get_unknown_glyphs_count(layout) > 0)
		find_lost(draw, layout);
	PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
	pango_layout_line_get_extents(line, NULL, &extents);
	double width = (double)extents.width / PANGO_SCALE;
	cairo_save(draw->cairo);
	cairo_translate(draw->cairo, at.x, at.y);
	cairo_rotate(draw->cairo, type.angle * 3.14159265358979 / 180);
	cairo_move_to(draw->cairo, type.anchor == ANCHOR_END ? -width : type.anchor == ANCHOR_MIDDLE ? -width / 2 : 0, 0);
	set_paint(draw, type.paint, 1);
	pango_cairo_show_layout_line(draw->cairo, line);
	cairo_restore(draw->cairo);
	cairo_new_path(draw->cairo);
	g_object_unref(layout);
}

/* Shapes are set as the font has them, so that pictures look alike at every size. */
static enum status open_draw(struct draw *draw, const struct chart *chart, cairo_surface_t *surface, struct error *error)
{
	draw->surface = surface;
	draw->cairo = cairo_create(surface);
	draw->canvas = (struct chart_canvas){ .box = draw_box, .polygon = draw_polygon, .sector = draw_sector, .line = draw_line, .text = draw_text };
	cairo_set_line_join(draw->cairo, CAIRO_LINE_JOIN_ROUND);
	page_fonts_open(&draw->fonts, chart->chinese);
	draw->font = pango_font_description_new();
	pango_font_description_set_family(draw->font, page_default_font);
	return page_fonts_check(&draw->fonts, draw->font, error);
}

static void close_draw(struct draw *draw)
{
	cairo_destroy(draw->cairo);
	cairo_surface_destroy(draw->surface);
	pango_font_description_free(draw->font);
	page_fonts_close(&draw->fonts);
}

static enum status check(const struct draw *draw, struct error *error)
{
	enum status status = page_font_lacks(draw->lost, error);

	return status ? status : page_drawn(draw->cairo, draw->surface, "chart", error);
}

enum status chart_png(const struct chart *from, struct chart_size size, FILE *file, struct error *error)
{
	struct arena arena = { 0 };
	struct draw draw = { 0 };
	const struct chart *chart = chart_clean(&arena, from);

	size = chart_frame_size(&arena, chart, size);
	enum status status = open_draw(&draw, chart, cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)size.width, (int)size.height), error);
	if (status == STATUS_OK) {
		chart_frame_draw(&arena, chart, size, &draw.canvas);
		status = check(&draw, error);
	}
	if (status == STATUS_OK) {
		cairo_surface_write_to_png_stream(draw.surface, page_write_bytes, file);
		status = page_finish(file, error);
	}
	close_draw(&draw);
	arena_free(&arena);
	return status;
}


static void describe(cairo_surface_t *surface, const char *title, int64_t created)
{
	char when[TIMESTAMP_SIZE];

	timestamp_from_seconds(created, when);
	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
}

/* Drawn into memory first: what no font has is known only then, and the file is written as a whole or not at all. */
enum status chart_pdf(const struct chart *from, struct chart_size size, int64_t created, FILE *file, struct error *error)
{
	struct arena arena = { 0 };
	struct draw draw = { 0 };
	char *data = NULL;
	size_t length = 0;
	const struct chart *chart = chart_clean(&arena, from);
	FILE *memory = open_memstream(&data, &length);

	if (!memory)
		memory_exhausted();
	size = chart_frame_size(&arena, chart, size);
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(page_write_bytes, memory, size.width, size.height);
	describe(surface, chart->title, created);
	enum status status = open_draw(&draw, chart, surface, error);
	if (status == STATUS_OK) {
		chart_frame_draw(&arena, chart, size, &draw.canvas);
		cairo_surface_finish(surface);
		status = check(&draw, error);
	}
	close_draw(&draw);
	fclose(memory);
	if (status == STATUS_OK) {
		fwrite(data, 1, length, file);
		status = page_finish(file, error);
	}
	free(data);
	arena_free(&arena);
	return status;
}
