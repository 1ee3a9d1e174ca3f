/* What the files of the guess share. */
#ifndef CRM_IO_GUESS_PARTS_H
#define CRM_IO_GUESS_PARTS_H

#include <stddef.h>

/* How usual the characters above ASCII are, in thousandths; 0 for what no text has. */
enum { GUESS_FULL = 1000 };

/* Of encodings of several bytes, by the places of their characters. -1: it is none of them. */
int guess_pairs(const char *encoding, const char *data, size_t length);
/* How many of the characters of decoded text above ASCII, as UTF-8, are among these, which have the same length each. */
int guess_common(const char *letters, const char *text, size_t length);
/* Of decoded text, as UTF-8, in whose language these letters are usual. */
int guess_letters(const char *letters, const char *text, size_t length);

#endif
