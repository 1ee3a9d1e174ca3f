/* What a layout is drawn on. Lengths are points (1/72 inch), y grows downwards. page_pdf.c makes one with pango and cairo; a test
 * makes one that writes down what it is asked for. */
#ifndef CRM_PAGE_PAGE_CANVAS_H
#define CRM_PAGE_PAGE_CANVAS_H

#include "page/page.h"

enum page_style {
	STYLE_TITLE,
	STYLE_SUBTITLE, /* the title's second language */
	STYLE_COMPANY,
	STYLE_NAME,     /* first line of a party */
	STYLE_BODY,
	STYLE_STRONG,
	STYLE_TOTAL,
	STYLE_LABEL,
	STYLE_SMALL,
	STYLE_HEAD,
	STYLE_HEAD_SECOND,
	STYLE_RUNNING,  /* running head and foot */
	STYLE_COUNT
};

struct page_type {
	double size;
	double leading; /* from line to line, whatever fonts a line needs */
	double grey;    /* 0 black, 1 white */
	bool bold;
};

extern const struct page_type page_types[STYLE_COUNT];

/* A text broken into lines. A canvas may have more behind it. */
struct page_block {
	enum page_style style;
	enum page_align align;
	double width;   /* between whose edges it is aligned */
	double natural; /* of the longest line */
	size_t lines;
};

enum page_picture { PICTURE_LOGO, PICTURE_SEAL, PICTURE_COUNT };

struct page_box {
	double x, y, width, height;
};

struct page_canvas {
	/* width 0: lines end only where the text says so. The caller gives the block back by drop. */
	struct page_block *(*lay)(struct page_canvas *canvas, const char *text, enum page_style style, enum page_align align, double width);
	void (*drop)(struct page_canvas *canvas, struct page_block *block);
	/* Lines first to first + count - 1, the top of the first at y. */
	void (*show)(struct page_canvas *canvas, const struct page_block *block, size_t first, size_t count, double x, double y);
	/* A line from x, its thickness in box.height, in a grey. */
	void (*rule)(struct page_canvas *canvas, struct page_box box, double grey);
	/* Height by width of the picture; 0: there is none. */
	double (*proportion)(struct page_canvas *canvas, enum page_picture picture);
	void (*picture)(struct page_canvas *canvas, enum page_picture picture, struct page_box box);
	/* Light, across the page. */
	void (*watermark)(struct page_canvas *canvas, const char *text);
	void (*end_page)(struct page_canvas *canvas);
};

/* A4 with its margins. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define PAGE_SIDE 51.0
#define PAGE_TOP 46.0
#define PAGE_NEXT_TOP 54.0 /* below the running head */
#define PAGE_BOTTOM (PAGE_HEIGHT - 58.0)
#define PAGE_INNER (PAGE_WIDTH - 2 * PAGE_SIDE)

struct page_layout;

/* Lays the document out twice: first to count the pages, then to draw them. The first draws nothing. */
struct page_layout *page_layout_new(const struct page_document *document, struct page_canvas *canvas);
size_t page_layout_count(struct page_layout *layout);
void page_layout_draw(struct page_layout *layout); /* after page_layout_count */
void page_layout_free(struct page_layout *layout);

#endif
