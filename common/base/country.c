#include "base/country.h"

#include <string.h>

static const char comma[] = " 27 30 31 32 33 34 351 352 354 355 358 359 36 370 371 372 373 374 375 380 381 382 385 386 387 389 39 40 41 420 421 423 43 45 46 47 48 49 "
	"54 55 56 57 58 591 593 595 598 62 7 84 90 994 995 212 213 216 221 225 237 ";

bool country_writes_comma(const char *code)
{
	char word[8];
	size_t length = strlen(code);

	if (!length || length + 3 > sizeof word)
		return false;
	word[0] = word[length + 1] = ' ';
	memcpy(word + 1, code, length);
	word[length + 2] = '\0';
	return strstr(comma, word) != NULL;
}
