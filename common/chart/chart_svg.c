#include "chart/chart_frame.h"

#include "base/decimal.h"
#include "page/page_words.h"
#include <math.h>
#include <string.h>

/* Colours are classes, so that the mode of the reader changes some of them: c0 is PAINT_PAPER. */
struct svg {
	struct chart_canvas canvas; /* first */
	struct text *out;
};

static struct text *out_of(struct chart_canvas *canvas)
{
	return ((struct svg *)canvas)->out;
}

/* With at most one decimal, and no locale's comma. */
static void add_number(struct text *out, double number)
{
	decimal_format(out, llround(number * 10), 1);
}

static void add_attribute(struct text *out, const char *name, double number)
{
	text_printf(out, " %s=\"", name);
	add_number(out, number);
	text_byte(out, '"');
}

static void add_points(struct text *out, const struct chart_point *points, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_byte(out, ' ');
		add_number(out, points[i].x);
		text_byte(out, ',');
		add_number(out, points[i].y);
	}
}

static void add_fill(struct text *out, struct chart_fill fill)
{
	text_printf(out, " class=\"c%d\"", (int)fill.paint);
	if (fill.opacity > 0 && fill.opacity < 1)
		add_attribute(out, "opacity", fill.opacity);
}

static void close_element(struct text *out, const char *name, const char *hint)
{
	if (!hint || !*hint) {
		text_add(out, "/>\n");
		return;
	}
	text_add(out, "><title>");
	page_escape(out, hint);
	text_printf(out, "</title></%s>\n", name);
}

static void draw_box(struct chart_canvas *canvas, struct chart_box box, struct chart_fill fill)
{
	struct text *out = out_of(canvas);

	text_add(out, "<rect");
	add_attribute(out, "x", box.x);
	add_attribute(out, "y", box.y);
	add_attribute(out, "width", box.width);
	add_attribute(out, "height", box.height);
	add_fill(out, fill);
	close_element(out, "rect", fill.hint);
}

static void draw_polygon(struct chart_canvas *canvas, const struct chart_point *points, size_t count, struct chart_fill fill)
{
	struct text *out = out_of(canvas);

	text_add(out, "<polygon points=\"");
	add_points(out, points, count);
	text_byte(out, '"');
	add_fill(out, fill);
	close_element(out, "polygon", fill.hint);
}

static struct chart_point on_circle(struct chart_sector sector, double share)
{
	return (struct chart_point){ sector.x + sector.radius * sin(share * 2 * 3.14159265358979), sector.y - sector.radius * cos(share * 2 * 3.14159265358979) };
}

static void draw_sector(struct chart_canvas *canvas, struct chart_sector sector, struct chart_fill fill)
{
	struct text *out = out_of(canvas);

	if (sector.to - sector.from > 0.9999) {
		text_add(out, "<circle");
		add_attribute(out, "cx", sector.x);
		add_attribute(out, "cy", sector.y);
		add_attribute(out, "r", sector.radius);
		add_fill(out, fill);
		close_element(out, "circle", fill.hint);
		return;
	}
	struct chart_point points[] = { { sector.x, sector.y }, on_circle(sector, sector.from), on_circle(sector, sector.to) };
	text_add(out, "<path d=\"M");
	add_points(out, points, 1);
	text_byte(out, 'L');
	add_points(out, points + 1, 1);
	text_byte(out, 'A');
	add_points(out, &(struct chart_point){ sector.radius, sector.radius }, 1);
	text_printf(out, " 0 %d 1 ", sector.to - sector.from > 0.5);
	add_points(out, points + 2, 1);
	text_add(out, "Z\" stroke-width=\"1.5\"");
	text_printf(out, " class=\"c%d l%d\"", (int)fill.paint, (int)PAINT_PAPER);
	close_element(out, "path", fill.hint);
}

static void draw_line(struct chart_canvas *canvas, const struct chart_point *points, size_t count, struct chart_stroke stroke)
{
	struct text *out = out_of(canvas);

	text_add(out, "<polyline points=\"");
	add_points(out, points, count);
	text_printf(out, "\" class=\"l l%d\"", (int)stroke.paint);
	add_attribute(out, "stroke-width", stroke.width);
	if (stroke.dash > 0)
		add_attribute(out, "stroke-dasharray", stroke.dash);
	text_add(out, "/>\n");
}

static void draw_text(struct chart_canvas *canvas, struct chart_point at, const char *string, struct chart_type type)
{
	static const char *const anchors[] = { "", " e0", " e1" };
	struct text *out = out_of(canvas);

	text_add(out, "<text");
	add_attribute(out, "x", at.x);
	add_attribute(out, "y", at.y);
	add_attribute(out, "font-size", type.size);
	text_printf(out, " class=\"c%d%s%s\"", (int)type.paint, anchors[type.anchor], type.bold ? " b" : "");
	if (type.angle) {
		text_printf(out, " transform=\"rotate(%d ", type.angle);
		add_points(out, &at, 1);
		text_add(out, ")\"");
	}
	text_byte(out, '>');
	page_escape(out, string);
	text_add(out, "</text>\n");
}

static void add_colours(struct text *out, bool dark, int count)
{
	for (int i = 0; i < count; i++) {
		unsigned colour = dark ? chart_paint_dark((enum chart_paint)i) : chart_paint_colour((enum chart_paint)i);
		text_printf(out, ".chart .c%d{fill:#%06X}.chart .l%d{stroke:#%06X}", i, colour, i, colour);
		text_add(out, i % 4 == 3 || i == count - 1 ? "\n" : " ");
	}
}

void chart_svg_style(struct text *out)
{
	text_add(out, ".chart{font-family:'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif;"
		"font-variant-numeric:tabular-nums;max-width:100%;height:auto}\n"
		".chart .l{fill:none;stroke-linejoin:round;stroke-linecap:round} .chart .b{font-weight:bold} .chart .e0{text-anchor:middle} .chart .e1{text-anchor:end}\n");
	add_colours(out, false, PAINT_COUNT);
	text_add(out, "@media screen and (prefers-color-scheme:dark){\n");
	add_colours(out, true, PAINT_GRID + 1);
	text_add(out, "}\n");
}

static void add_head(struct text *out, const struct chart *chart, struct chart_size size, bool inlined)
{
	if (!inlined)
		text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	text_printf(out, "<svg%s class=\"chart\" role=\"img\"", inlined ? "" : " xmlns=\"http://www.w3.org/2000/svg\"");
	add_attribute(out, "width", size.width);
	add_attribute(out, "height", size.height);
	text_add(out, " viewBox=\"0 0 ");
	add_points(out, &(struct chart_point){ size.width, size.height }, 1);
	text_add(out, "\" aria-label=\"");
	page_escape(out, chart->title);
	text_add(out, "\">\n");
	if (!inlined) {
		text_add(out, "<style>\n");
		chart_svg_style(out);
		text_add(out, "</style>\n");
	}
}

void chart_svg(const struct chart *from, struct chart_size size, bool inlined, struct text *out)
{
	struct arena arena = { 0 };
	struct svg svg = { .out = out, .canvas = { .box = draw_box, .polygon = draw_polygon, .sector = draw_sector, .line = draw_line, .text = draw_text } };
	const struct chart *chart = chart_clean(&arena, from);

	size = chart_frame_size(&arena, chart, size);
	add_head(out, chart, size, inlined);
	chart_frame_draw(&arena, chart, size, &svg.canvas);
	text_add(out, "</svg>\n");
	arena_free(&arena);
}
