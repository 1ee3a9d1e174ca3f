/* What the files of the layout share. */
#ifndef CRM_PAGE_PAGE_LAYOUT_H
#define CRM_PAGE_PAGE_LAYOUT_H

#include "page/page_canvas.h"
#include "page/page_words.h"

/* A block at its place in a strip: things that stand side by side and break over pages together, line by line. */
struct page_item {
	struct page_block *block;
	double x; /* on the page */
	double y; /* below the top of the strip */
	size_t done; /* lines shown */
};

struct page_strip {
	struct page_item *items;
	size_t count;
	double padding; /* above and below */
};

/* Two columns carry a page: facts, parties, totals and signatures begin at the same edge. */
#define PAGE_GUTTER 24.0
#define PAGE_HALF ((PAGE_INNER - PAGE_GUTTER) / 2)
#define PAGE_MIDDLE (PAGE_SIDE + PAGE_HALF + PAGE_GUTTER)
/* The text of paragraphs stands so far in, right of its label. */
#define PAGE_INDENT 84.0

struct page_table; /* widths of columns and the head, while a table lasts */

struct page_layout {
	const struct page_document *document;
	struct page_canvas *canvas;
	struct arena arena;
	bool drawing;
	size_t page, pages;
	double y;   /* where the next thing goes */
	double top; /* where the first thing went on this page */
	const struct page_table *table;
	const struct page_row *carried; /* within a table with sums to carry: the last row that was placed; NULL: none yet */
	double reserve;                 /* height that the foot of the page is kept free for */

	/* Both passes lay the same texts in the same order: what the first laid the second takes, up to a limit of memory. */
	struct page_block **blocks;
	size_t block_count, next_block;
	struct page_block **loose; /* beyond the limit */
	size_t loose_count;
};

/* A block of text set to the width, not placed yet; it lives as long as the layout. */
struct page_block *page_lay(struct page_layout *layout, const char *text, enum page_style style, enum page_align align, double width);

/* Gives back what was laid beyond the limit since loose_count was mark. */
void page_drop_to(struct page_layout *layout, size_t mark);

/* Items live in the arena of the layout. Returns the y below the item, for the next one. */
double page_add(struct page_layout *layout, struct page_strip *strip, struct page_block *block, double x, double y);
double page_strip_height(const struct page_strip *strip);

/* Puts the strip below what is there, on the next page where that keeps it whole; only a strip taller than a page is split. */
void page_place(struct page_layout *layout, struct page_strip *strip);

/* Where what is placed ends on a page. */
double page_bottom(const struct page_layout *layout);
/* Ends the page unless so much height is left on it. */
void page_need(struct page_layout *layout, double height);
void page_space(struct page_layout *layout, double height);
void page_turn(struct page_layout *layout);
void page_rule(struct page_layout *layout, double x, double width, double thickness, double grey); /* at y */
double page_height_of(const struct page_block *block);

/* The parts of the document, each placed where the last one ended. */
void page_place_head(struct page_layout *layout);
void page_place_parties(struct page_layout *layout);
/* The table with what follows it at once of totals, taxes and the amount in words, which stay with its last row: parts first to end - 1 of the document. */
void page_place_table(struct page_layout *layout, size_t first, size_t end);
void page_place_table_foot(struct page_layout *layout); /* where a page ends within it */
void page_place_table_head(struct page_layout *layout); /* at the top of a page */
/* next: the part behind it. */
void page_place_paragraphs(struct page_layout *layout, enum page_part part, enum page_part next);
void page_place_signatures(struct page_layout *layout);

/* What follows the table, laid before the last row is placed so that it is on its page. */
struct page_closing {
	size_t first, end;         /* its parts */
	bool beside;               /* the taxes stand at the left of the totals that they follow */
	struct page_strip *totals; /* a row each, with what stands beside it */
	size_t total_count;
	struct page_strip *taxes;  /* their head, and a row each */
	struct page_strip words;
	double height;
};
struct page_closing page_lay_closing(struct page_layout *layout, size_t first, size_t end);
void page_place_closing(struct page_layout *layout, struct page_closing *closing);

/* Adds a label at the side and its text, one of which may be missing. */
void page_add_labelled(struct page_layout *layout, struct page_strip *strip, struct page_words label, enum page_style style,
	struct page_words text);

/* The seal with its centre there, within the page. */
void page_stamp(struct page_layout *layout, double x, double y);

#endif
