/* UTF-8: validity, normal forms, folding and the width on a terminal. utf8.c and utf8_form.c alone include
 * utf8proc.h. */
#ifndef CRM_BASE_UTF8_H
#define CRM_BASE_UTF8_H

#include "base/arena.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True when data is well-formed UTF-8 without NUL; else *bad is the offset of the first wrong byte
 * (overlong forms, surrogates, > U+10FFFF, truncated sequences, NUL). bad may be NULL. Has a fast path for ASCII. */
bool utf8_valid(const char *data, size_t length, size_t *bad);

/* NFC of valid UTF-8, in the arena (or data itself when it is ASCII); *length is updated. */
const char *utf8_nfc(struct arena *arena, const char *data, size_t *length);

/* Appends the NFC of what may not be UTF-8, such as the name of a file: bytes that are not stand as <E9>, as on a terminal. */
void utf8_repair(struct text *out, const char *data, size_t length);

/* What a keyboard has for a character that word processors, telephones and web pages put in its place: ' " - or a blank; '\0' for one that nothing is drawn for,
 * such as a soft hyphen or a space of no width. For those of utf8_is_typeset. */
char utf8_typed(uint32_t character);
bool utf8_is_typeset(uint32_t character);

/* Appends the case-folded NFC form, with typographic signs as a keyboard has them (utf8_typed): the key of "equal but for case" (names, logins, e-mail, tags). */
void utf8_casefold(struct text *out, const char *data, size_t length);

/* Appends the form without case and accents that `~` and search compare: NFKD, marks dropped, case folded
 * (é → e, Ａ → a, ß → ss), typographic signs as a keyboard has them; CJK stays. */
void utf8_fold(struct text *out, const char *data, size_t length);

/* Columns on a terminal: East Asian wide 2, combining and zero-width 0; a control byte counts as utf8_visible shows it. */
size_t utf8_width(const char *data, size_t length);

/* Appends data so that it cannot act on a terminal, nor hide anything: C0 and DEL as ^[, what utf8_is_hidden as <U+202E>; all else unchanged. */
void utf8_visible(struct text *out, const char *data, size_t length);

/* True for characters beyond ASCII that nothing is drawn for: C1 controls, line and paragraph separators, bidirectional controls, byte order marks within a text,
 * tags (U+E0000 to U+E007F) and the like. Joiners, which emoji and Persian need, spaces of no width and soft hyphens are none of them. */
bool utf8_is_hidden(uint32_t character);

/* True for those of them that also leave the text around them as it is: it reads the same without them. */
bool utf8_is_void(uint32_t character);

/* Cuts to at most width columns at a character boundary, appending … when something was cut. */
void utf8_cut(struct text *out, const char *data, size_t length, size_t width);

/* Decodes one character; returns its length in bytes (1 for a bad byte, *character = 0xFFFD). length > 0. */
size_t utf8_next(const char *data, size_t length, uint32_t *character);

/* Appends one character. */
void utf8_append(struct text *out, uint32_t character);

/* True for Han, Kana, Hangul: scripts written without blanks. */
bool utf8_is_cjk(uint32_t character);

/* The bytes of a comma at this place that separates the items of a list: that of any keyboard, or one of the two of a Chinese one (， and 、); 0 where there is none. */
size_t utf8_comma(const char *at);
/* Cuts the first item off a list, without the blanks around it; *rest is what follows, NULL after the last one. */
char *utf8_item(char **rest);

/* What a letter is, by its case; 0 for what is no letter. */
enum utf8_letter { UTF8_LOWER = 1, UTF8_UPPER, UTF8_CASELESS };
enum utf8_letter utf8_letter(uint32_t character);

/* Appends the ASCII forms of full-width letters, digits and punctuation (１２３．４ → 123.4, ￥ → ¥, ， → ,), all else unchanged. */
void utf8_halfwidth(struct text *out, const char *data, size_t length);

#endif
