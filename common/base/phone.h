/* Telephone numbers: kept as written, compared by a key. */
#ifndef CRM_BASE_PHONE_H
#define CRM_BASE_PHONE_H

#include "base/arena.h"
#include "base/conventions.h"
#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>

/* Appends the text to store: half-width digits and signs, blanks collapsed and trimmed, without a label in front (tel:, Tel., 电话:). A stroke separates an area
 * from its number: 089/1234567. STATUS_DATA when it has fewer than 3 digits, more than 20 before the extension, letters that are no extension mark, an exponent
 * (6.22E+18: the digits are lost), or is more than one number. */
enum status phone_parse(const char *text, struct text *out, struct error *error);

/* Appends the key that equal numbers share: +, country, national number without its trunk prefix and without extension: "0512-6666 8888-801", "6666 8888" (with
 * area 512), "+86 512 66668888 转801" all give "+8651266668888"; so do "+44 (0)20…", "+44020…" and "004420…" one. The trunk prefix is 0 but in some countries,
 * and Italy and others have none: their zero is kept. Mobiles (11 digits that begin with 1 in country 86) never get the area code; 00 is +; 400/800 and short
 * service numbers (up to 6 digits) get no area code. */
void phone_key(const struct conventions *conventions, const char *text, struct text *out);

/* Appends the extension's digits ("801") or nothing: after 转, 分机, ext, ;ext=, x, #, poste, доб. and the like, a comma or semicolon, or a third dash group of 1-5 digits behind a landline. */
void phone_extension(const char *text, struct text *out);

/* Whether a text may be a number or a piece of one, as people type it to find it. */
bool phone_like(const char *text);

/* Appends the digits of a piece of a number as keys hold them: of one that begins with its country as phone_key has them, of others without the zeros in front
 * (the trunk prefix), down to `least` digits. */
void phone_piece(const char *text, size_t least, struct text *out);

enum { PHONE_PARTS = 2 };

/* Takes a text apart that may list several numbers (/ ; , 、 ； or line ends between them), where each is a whole number on its own. Returns how many there are;
 * parts are the first of them, in the arena. 1 where the text is one number with
 * whatever is in it, or longer than any list; it is then the first part. */
size_t phone_split(const char *text, struct arena *arena, const char *parts[PHONE_PARTS]);

#endif
