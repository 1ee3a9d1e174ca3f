/* Includes pango and cairo: what the layout asks for, drawn into a PDF. */
#include "page/page_canvas.h"
#include "page/page_font.h"
#include "page/page_picture.h"
#include "page/page_words.h"

#include "base/date.h"
#include "base/utf8.h"
#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

/* One family with Latin and Chinese letters made for each other, before the system's choice. */
const char page_default_font[] = "Noto Sans CJK SC, Source Han Sans SC, Source Han Sans CN, WenQuanYi Micro Hei, "
	"WenQuanYi Zen Hei, sans-serif";

/* For what the family of the page does not draw. */
static const char spare_fonts[] = "Noto Sans CJK SC, Source Han Sans SC, Source Han Sans CN, DejaVu Sans, sans-serif";

struct block {
	struct page_block base; /* first: the layout sees no more than this */
	PangoLayout *layout;
};

struct pdf {
	struct page_canvas canvas; /* first */
	struct page_fonts set;
	PangoAttrList *attributes;
	PangoFontDescription *fonts[STYLE_COUNT], *watermark;
	cairo_surface_t *pictures[PICTURE_COUNT], *surface;
	cairo_t *cairo; /* NULL while the pages are counted */
	FILE *file;
	struct page_report report;
	uint32_t lost; /* a Chinese character that no font has */
};

static struct pdf *pdf_of(struct page_canvas *canvas)
{
	return (struct pdf *)canvas;
}

static void meet_unknown(struct pdf *pdf, uint32_t character)
{
	if (pdf->report.unknown++ == 0)
		pdf->report.character = character;
	if (!pdf->lost && page_font_needs(character))
		pdf->lost = character;
}

/* Micro Hei has nothing but an advance for some signs (U+2103), and draws two fractions without a figure of theirs. */
static bool is_drawn(PangoFont *font, PangoGlyph glyph, uint32_t character)
{
	PangoRectangle ink;

	if (character == 0xBD || character == 0xBE) {
		PangoFontDescription *description = pango_font_describe(font);
		const char *family = pango_font_description_get_family(description);
		bool poor = family && strncmp(family, "WenQuanYi", strlen("WenQuanYi")) == 0;
		pango_font_description_free(description);
		if (poor)
			return false;
	}
	pango_font_get_glyph_extents(font, glyph, &ink, NULL);
	return ink.width > 0 && ink.height > 0;
}

/* Calls found for each character that is not drawn: its code, and where it is in the text, in bytes. */
static void find_undrawn(PangoLayout *layout, void (*found)(void *context, uint32_t character, size_t at, size_t size), void *context)
{
	PangoLayoutIter *at = pango_layout_get_iter(layout);
	const char *text = pango_layout_get_text(layout);

	do {
		PangoLayoutRun *run = pango_layout_iter_get_run_readonly(at);
		for (int i = 0; run && i < run->glyphs->num_glyphs; i++) {
			size_t place = (size_t)(run->item->offset + run->glyphs->log_clusters[i]), size;
			PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
			uint32_t character;
			bool sign = page_is_sign(text + place, &character, &size);
			if (glyph == PANGO_GLYPH_EMPTY)
				continue;
			/* Pango keeps the code of a character without a shape in its glyph. */
			if (glyph & PANGO_GLYPH_UNKNOWN_FLAG)
				found(context, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG, place, size);
			else if (sign && !is_drawn(run->item->analysis.font, glyph, character))
				found(context, character, place, size);
		}
	} while (pango_layout_iter_next_run(at));
	pango_layout_iter_free(at);
}

static void count_undrawn(void *pdf, uint32_t character, size_t at, size_t size)
{
	(void)at;
	(void)size;
	meet_unknown(pdf, character);
}

static void take_spare(void *attributes, uint32_t character, size_t at, size_t size)
{
	PangoAttribute *family = pango_attr_family_new(spare_fonts);

	(void)character;
	family->start_index = (guint)at;
	family->end_index = (guint)(at + size);
	pango_attr_list_change(attributes, family);
}

/* Sets what is not drawn in another font; what none draws is counted while the pages are. */
static void complete_glyphs(struct pdf *pdf, PangoLayout *layout)
{
	PangoAttrList *attributes = pango_attr_list_copy(pdf->attributes);

	find_undrawn(layout, take_spare, attributes);
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
	if (!pdf->cairo)
		find_undrawn(layout, count_undrawn, pdf);
}

static PangoLayout *new_layout(struct pdf *pdf, const char *text, const PangoFontDescription *font)
{
	PangoLayout *layout = pango_layout_new(pdf->set.context);

	pango_layout_set_font_description(layout, font);
	pango_layout_set_attributes(layout, pdf->attributes);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, text, -1);
	return layout;
}

static struct page_block *lay(struct page_canvas *canvas, const char *text, enum page_style style, enum page_align align, double width)
{
	struct pdf *pdf = pdf_of(canvas);
	struct block *block = memory_alloc(sizeof *block);
	int natural;

	block->layout = new_layout(pdf, text, pdf->fonts[style]);
	if (width > 0)
		pango_layout_set_width(block->layout, (int)(width * PANGO_SCALE) + 1);
	if (page_has_signs(text) || pango_layout_get_unknown_glyphs_count(block->layout) > 0)
		complete_glyphs(pdf, block->layout);
	block->base = (struct page_block){ .style = style, .align = align, .width = width };
	block->base.lines = *text ? (size_t)pango_layout_get_line_count(block->layout) : 1;
	pango_layout_get_size(block->layout, &natural, NULL);
	block->base.natural = *text ? (double)natural / PANGO_SCALE : 0;
	return &block->base;
}

static void drop(struct page_canvas *canvas, struct page_block *base)
{
	struct block *block = (struct block *)base;

	(void)canvas;
	g_object_unref(block->layout);
	free(block);
}

static void show(struct page_canvas *canvas, const struct page_block *base, size_t first, size_t count, double x, double y)
{
	struct pdf *pdf = pdf_of(canvas);
	const struct block *block = (const struct block *)base;
	const struct page_type *type = &page_types[base->style];

	cairo_set_source_rgb(pdf->cairo, type->grey, type->grey, type->grey);
	for (size_t i = 0; i < count; i++) {
		PangoLayoutLine *line = pango_layout_get_line_readonly(block->layout, (int)(first + i));
		PangoRectangle extents;
		if (!line)
			return;
		pango_layout_line_get_extents(line, NULL, &extents);
		double shift = base->align == PAGE_RIGHT ? base->width - (double)extents.width / PANGO_SCALE : 0;
		/* Capitals and figures stand in the middle between two lines. */
		cairo_move_to(pdf->cairo, x + shift, y + (double)i * type->leading + type->leading / 2 + type->size * 0.36);
		pango_cairo_show_layout_line(pdf->cairo, line);
	}
}

static void rule(struct page_canvas *canvas, struct page_box box, double grey)
{
	struct pdf *pdf = pdf_of(canvas);

	cairo_set_source_rgb(pdf->cairo, grey, grey, grey);
	cairo_rectangle(pdf->cairo, box.x, box.y, box.width, box.height);
	cairo_fill(pdf->cairo);
}

static double proportion(struct page_canvas *canvas, enum page_picture picture)
{
	cairo_surface_t *image = pdf_of(canvas)->pictures[picture];

	return image ? (double)cairo_image_surface_get_height(image) / cairo_image_surface_get_width(image) : 0;
}

static void draw_picture(struct page_canvas *canvas, enum page_picture picture, struct page_box box)
{
	struct pdf *pdf = pdf_of(canvas);
	cairo_surface_t *image = pdf->pictures[picture];

	cairo_save(pdf->cairo);
	cairo_translate(pdf->cairo, box.x, box.y);
	cairo_scale(pdf->cairo, box.width / cairo_image_surface_get_width(image), box.height / cairo_image_surface_get_height(image));
	cairo_set_source_surface(pdf->cairo, image, 0, 0);
	cairo_paint(pdf->cairo);
	cairo_restore(pdf->cairo);
}

static void draw_watermark(struct page_canvas *canvas, const char *text)
{
	struct pdf *pdf = pdf_of(canvas);
	PangoLayout *layout = new_layout(pdf, text, pdf->watermark);
	int width, height;

	pango_layout_get_size(layout, &width, &height);
	double scale = width > 0 ? 560.0 * PANGO_SCALE / width : 1;
	cairo_save(pdf->cairo);
	cairo_translate(pdf->cairo, PAGE_WIDTH / 2, PAGE_HEIGHT / 2);
	cairo_rotate(pdf->cairo, -0.85);
	cairo_scale(pdf->cairo, scale < 1.6 ? scale : 1.6, scale < 1.6 ? scale : 1.6);
	cairo_move_to(pdf->cairo, -(double)width / PANGO_SCALE / 2, -(double)height / PANGO_SCALE / 2);
	cairo_set_source_rgb(pdf->cairo, 0.93, 0.93, 0.93);
	pango_cairo_show_layout(pdf->cairo, layout);
	cairo_restore(pdf->cairo);
	g_object_unref(layout);
}

static void end_page(struct page_canvas *canvas)
{
	cairo_show_page(pdf_of(canvas)->cairo);
}

struct png {
	const struct text *data;
	size_t at;
};

static cairo_status_t next_bytes(void *context, unsigned char *to, unsigned length)
{
	struct png *png = context;

	if (length > png->data->length - png->at)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(to, png->data->data + png->at, length);
	png->at += length;
	return CAIRO_STATUS_SUCCESS;
}

static enum status open_picture(struct pdf *pdf, enum page_picture picture, const char *path, struct error *error)
{
	static const char *const names[] = { [PICTURE_LOGO] = "logo", [PICTURE_SEAL] = "seal" };
	struct text data = { 0 };

	if (!path || !*path)
		return STATUS_OK;
	enum status status = page_picture_read(names[picture], path, &data, error);
	if (!status) {
		struct png png = { .data = &data };
		cairo_surface_t *image = cairo_image_surface_create_from_png_stream(next_bytes, &png);
		/* Whatever is wrong with it, cairo says that it has no memory. */
		if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS) {
			pdf->pictures[picture] = image;
		} else {
			cairo_surface_destroy(image);
			status = error_set(error, STATUS_CONFIG, "cannot read the %s %s: the PNG file is damaged; give the path of a sound one", names[picture], path);
		}
	}
	text_free(&data);
	return status;
}

static void open_fonts(struct pdf *pdf, const struct page_document *document)
{
	const char *family = document->font && *document->font ? document->font : page_default_font;

	page_fonts_open(&pdf->set, document->language != PAGE_EN);
	pdf->attributes = pango_attr_list_new();
	pango_attr_list_insert(pdf->attributes, pango_attr_font_features_new("tnum=1"));
	pango_attr_list_insert(pdf->attributes, pango_attr_insert_hyphens_new(FALSE)); /* a part number would become another */
	for (size_t i = 0; i <= STYLE_COUNT; i++) {
		PangoFontDescription *font = pango_font_description_new();
		pango_font_description_set_family(font, family);
		pango_font_description_set_size(font, (int)((i < STYLE_COUNT ? page_types[i].size : 90) * PANGO_SCALE));
		if (i == STYLE_COUNT || page_types[i].bold)
			pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
		*(i < STYLE_COUNT ? &pdf->fonts[i] : &pdf->watermark) = font;
	}
}

static void open_surface(struct pdf *pdf, const struct page_document *document)
{
	struct arena arena = { 0 };
	char created[TIMESTAMP_SIZE];
	const char *title = page_join(&arena, document->language, document->title, " "), *name = page_clean(&arena, document->name);

	timestamp_from_seconds(document->created, created);
	pdf->surface = cairo_pdf_surface_create_for_stream(page_write_bytes, pdf->file, PAGE_WIDTH, PAGE_HEIGHT);
	cairo_pdf_surface_restrict_to_version(pdf->surface, CAIRO_PDF_VERSION_1_4);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, *name ? arena_printf(&arena, "%s %s", title, name) : title);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_AUTHOR, page_join(&arena, document->language, document->company, " "));
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
	pdf->cairo = cairo_create(pdf->surface);
	arena_free(&arena);
}

static enum status draw(struct pdf *pdf, const struct page_document *document, struct page_layout *layout, struct error *error)
{
	enum status status = page_fonts_check(&pdf->set, pdf->fonts[STYLE_BODY], error);

	if (status)
		return status;
	pdf->report.pages = page_layout_count(layout);
	status = page_font_lacks(pdf->lost, error);
	if (status)
		return status;
	open_surface(pdf, document);
	page_layout_draw(layout);
	cairo_surface_finish(pdf->surface);
	status = page_drawn(pdf->cairo, pdf->surface, "document", error);
	return status ? status : page_finish(pdf->file, error);
}

static void close_pdf(struct pdf *pdf)
{
	if (pdf->cairo)
		cairo_destroy(pdf->cairo);
	if (pdf->surface)
		cairo_surface_destroy(pdf->surface);
	for (size_t i = 0; i < PICTURE_COUNT; i++)
		if (pdf->pictures[i])
			cairo_surface_destroy(pdf->pictures[i]);
	if (!pdf->set.map)
		return;
	for (size_t i = 0; i < STYLE_COUNT; i++)
		pango_font_description_free(pdf->fonts[i]);
	pango_font_description_free(pdf->watermark);
	pango_attr_list_unref(pdf->attributes);
	page_fonts_close(&pdf->set);
}

enum status page_pdf(const struct page_document *document, FILE *file, struct page_report *report, struct error *error)
{
	struct pdf pdf = { .file = file, .canvas = { .lay = lay, .drop = drop, .show = show, .rule = rule, .proportion = proportion,
		.picture = draw_picture, .watermark = draw_watermark, .end_page = end_page } };
	enum status status = open_picture(&pdf, PICTURE_LOGO, document->logo, error);

	if (status == STATUS_OK)
		status = open_picture(&pdf, PICTURE_SEAL, document->seal, error);
	if (status == STATUS_OK) {
		open_fonts(&pdf, document);
		struct page_layout *layout = page_layout_new(document, &pdf.canvas);
		status = draw(&pdf, document, layout, error);
		page_layout_free(layout);
	}
	close_pdf(&pdf);
	if (report)
		*report = pdf.report;
	return status;
}
