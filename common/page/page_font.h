/* What pages and pictures of charts share of pango and cairo: the fonts that they are set in, and how a drawing ends. For the two files that draw. */
#ifndef CRM_PAGE_PAGE_FONT_H
#define CRM_PAGE_PAGE_FONT_H

#include "base/status.h"
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdint.h>

struct page_fonts {
	PangoFontMap *map;
	PangoContext *context;
};

/* Shapes are set as the font has them: what is drawn looks alike on every screen and printer. page_fonts_close frees them. */
void page_fonts_open(struct page_fonts *fonts, bool chinese);
void page_fonts_close(struct page_fonts *fonts);

/* STATUS_CONFIG when there is no font at all. */
enum status page_fonts_check(const struct page_fonts *fonts, const PangoFontDescription *font, struct error *error);

/* Whether a text is worth nothing without the character: one of Chinese. */
bool page_font_needs(uint32_t character);
/* STATUS_CONFIG for such a character that no font has; 0: there is none. */
enum status page_font_lacks(uint32_t character, struct error *error);

/* How drawing went: STATUS_INTERNAL unless all of it was drawn. What could not be written is reported by whoever owns the file. */
enum status page_drawn(cairo_t *cairo, cairo_surface_t *surface, const char *what, struct error *error);
/* For surfaces that are streams; the closure is a FILE. */
cairo_status_t page_write_bytes(void *file, const unsigned char *data, unsigned length);

#endif
