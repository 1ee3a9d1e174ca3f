/* Internationalized domain names (RFC 5890): what a name in its ASCII form spells. For comparing; what people wrote is stored as they wrote it. */
#ifndef CRM_BASE_IDN_H
#define CRM_BASE_IDN_H

#include "base/text.h"
#include <stdbool.h>

/* Whether a text may hold a label in the ASCII form, xn--…, in either case. */
bool idn_has(const char *data, size_t length);

/* Replaces these labels from byte `start` on by what they spell, case-folded: mail@xn--kln-sna.de becomes mail@köln.de. What spells nothing stays. */
void idn_spell(struct text *text, size_t start);

#endif
