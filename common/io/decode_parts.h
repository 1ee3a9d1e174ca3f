/* What the files of the decoder share. */
#ifndef CRM_IO_DECODE_PARTS_H
#define CRM_IO_DECODE_PARTS_H

#include "io/decode.h"

enum { DECODE_RAW_SIZE = 64 * 1024 }; /* bytes of decode->raw, and those that a guess is made from */

/* In decode_bytes.c. Reads up to room bytes of the file; *got is 0 at its end. STATUS_IO. */
enum status decode_read(struct decode *decode, char *buffer, size_t room, size_t *got, struct error *error);
/* From now on bytes go through iconv. STATUS_USAGE for an encoding that it does not know. */
enum status decode_convert(struct decode *decode, const char *encoding, struct error *error);

/* The bytes of a character of UTF-8 by its first one. */
size_t decode_length(unsigned char byte);
/* The length of data without a last character whose end has not been read yet. */
size_t decode_whole(const char *data, size_t length);

/* In decode_guess.c: reads ahead and chooses. Errors are those of decode_open. */
enum status decode_choose(struct decode *decode, const struct conventions *conventions, struct error *error);

#endif
