/* What sheets are like where a telephone country code is used. */
#ifndef CRM_BASE_COUNTRY_H
#define CRM_BASE_COUNTRY_H

#include <stdbool.h>

/* A way of writing: where it is usual, in which encodings files of it come that are not UTF-8, and by what its text is recognized. */
struct country_writing {
	const char *countries; /* telephone country codes without +, each between blanks */
	const char *language;  /* of the database (conventions), where that suggests it too; NULL */
	const char *encodings; /* names for iconv, the most usual first, each between blanks; NULL ends the list */
	const char *letters;   /* usual letters beyond ASCII, in lower case; of Chinese some of its most usual; NULL: their place in the encoding says enough */
	bool caseless;         /* an alphabet without capitals */
};

extern const struct country_writing country_writings[];

/* Whether country and language of a database suggest it; NULL suggests nothing. */
bool country_suggests(const struct country_writing *writing, const char *country, const char *language);

/* Whether decimals usually follow a comma there, by the country code without +, "49". False where nothing is known. */
bool country_writes_comma(const char *code);

#endif
