/* Guesses how text is encoded that is not UTF-8: by how usual its characters are in the encodings that there may be, of which country and language of the
 * database suggest some. */
#ifndef CRM_IO_GUESS_H
#define CRM_IO_GUESS_H

#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>

enum { GUESS_SIZE = 32 };

struct guess {
	char encoding[GUESS_SIZE]; /* a name for iconv; "": the bytes fit none well */
	bool certain;              /* country and language suggest it, and no other comes near */
	char rival[GUESS_SIZE];    /* another that comes near and reads otherwise; "": there is none */
};

/* length bytes from the beginning of a file, which are no UTF-8; whole: nothing follows. country, language: of the conventions, may be NULL. */
struct guess guess_encoding(const char *data, size_t length, bool whole, const char *country, const char *language);

/* Appends the cell around the first byte above ASCII, as text. */
void guess_sample(struct text *out, const char *data, size_t length, const char *encoding);

/* The offset of that byte; length when there is none. */
size_t guess_first(const char *data, size_t length);

#endif
