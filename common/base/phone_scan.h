/* A telephone number taken apart; internal to phone.c and phone_scan.c. */
#ifndef CRM_BASE_PHONE_SCAN_H
#define CRM_BASE_PHONE_SCAN_H

#include "base/text.h"
#include <stdbool.h>

/* A number in the form to store, and where its extension is. */
struct phone_number {
	struct text text;
	size_t main;      /* bytes before the mark of the extension, or all */
	size_t extension; /* where its digits begin, or text.length */
};

/* Takes a text apart, whatever it is; text_free(&number->text) is the caller's. */
void phone_scan(struct phone_number *number, const char *text);

/* Appends the digits of the first length bytes. A zero in brackets, (0), is dialled within the country only: behind a country it is left out, unless keep_zero. */
void phone_digits(struct text *out, const char *data, size_t length, bool keep_zero);

/* One of ASCII: others were made half-width before. */
static inline bool phone_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* A mobile number of China, without its country. */
static inline bool phone_is_mobile(const char *digits, size_t length)
{
	return length == 11 && digits[0] == '1' && digits[1] >= '3';
}

#endif
