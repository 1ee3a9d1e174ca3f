/* What the three forms share: text made harmless, words by language. */
#ifndef CRM_PAGE_PAGE_WORDS_H
#define CRM_PAGE_PAGE_WORDS_H

#include "base/arena.h"
#include "base/text.h"
#include "page/page.h"

/* What is to be shown: the Chinese first where both are; NULL: nothing. second only beside first. Made harmless, in the arena. */
struct page_shown {
	const char *first, *second;
};

/* The words in the languages of the page, harmless, in the arena. */
struct page_shown page_shown(struct arena *arena, enum page_language language, struct page_words words);

/* Both with `between` between them; never NULL. */
const char *page_join(struct arena *arena, enum page_language language, struct page_words words, const char *between);

/* A line "Tel: 021-…", or the value alone. */
const char *page_fact_line(struct arena *arena, enum page_language language, const struct page_fact *fact);

/* A line may end between the two: before a blank, and beside a Chinese character, but not before a mark that closes. before 0: it begins. */
bool page_breaks(uint32_t before, uint32_t character);

/* Text made harmless as page.h says, never NULL, without newlines at its end. A line of more than PAGE_LINE characters is
 * broken at the last place before that where it may be, since breaking a line takes time by the square of its length. */
enum { PAGE_LINE = 4000 };
const char *page_clean(struct arena *arena, const char *text);

/* Whether the character at text is one of those that a font for Chinese may not draw: no ASCII, no Chinese, no blank. size: its bytes. */
bool page_is_sign(const char *text, uint32_t *character, size_t *size);
bool page_has_signs(const char *text);

/* Appends text as HTML: & < > " ' as references. */
void page_escape(struct text *out, const char *text);


/* Whether there is nothing in either language. */
bool page_empty(struct page_words words);

/* The i-th part that a document shows; PAGE_PARTS behind the last. */
enum page_part page_part_at(const struct page_document *document, size_t i);
/* Whether a paragraph stands in that part. */
bool page_stands_in(const struct page_paragraph *paragraph, enum page_part part);

/* The headings of the small table of taxes: which, net, tax. */
extern const struct page_words page_tax_labels[3];

/* "page 2 of 3". */
const char *page_of(struct arena *arena, enum page_language language, size_t page, size_t pages);

/* STATUS_IO when something on the way into the file failed. */
enum status page_finish(FILE *file, struct error *error);

#endif
