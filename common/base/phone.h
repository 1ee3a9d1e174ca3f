/* Telephone numbers: kept as written, compared by a key. */
#ifndef CRM_BASE_PHONE_H
#define CRM_BASE_PHONE_H

#include "base/conventions.h"
#include "base/status.h"
#include "base/text.h"
#include <stddef.h>

/* Appends the text to store: half-width digits and signs, blanks collapsed and trimmed. STATUS_DATA when it has fewer than 3 digits, more than 20 before
 * the extension, letters that are no extension mark, or an exponent (6.22E+18: the digits are lost). */
enum status phone_parse(const char *text, struct text *out, struct error *error);

/* Appends the key that equal numbers share: +, country, national number without the trunk 0 and without extension: "0512-6666 8888-801", "6666 8888" (with
 * area 512), "+86 512 66668888 转801" all give "+8651266668888"; mobiles (11 digits that begin with 1 in country 86) never get the area code; 00 is +;
 * 400/800 and short service numbers (up to 6 digits) get no area code. */
void phone_key(const struct conventions *conventions, const char *text, struct text *out);

/* Appends the extension's digits ("801") or nothing: after 转, 分机, ext, x, #, or a third dash group of 1-5 digits behind a landline. */
void phone_extension(const char *text, struct text *out);

/* Appends the digits of a piece of a number as keys hold them: without the zeros in front (trunk prefix, or 00 before a country code), down to `least` digits. */
void phone_piece(const char *text, size_t least, struct text *out);

#endif
