/* Address books of vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350): one sheet with a row for each card, whose columns are fields of contacts. What has no column,
 * such as photos, is left out and named (sheet_make_left_out).
 *
 * No library of Debian 12 would do: libical 3 has vCard 2.1 alone, in a parser with global state that it calls obsolete; libvformat is unmaintained since 2010;
 * those of Evolution and Belledonne bring GLib or C++ into a program that needs neither. */
#ifndef CRM_IO_VCARD_H
#define CRM_IO_VCARD_H

#include "base/arena.h"
#include "io/sheet_made.h"

extern const struct sheet_maker vcard_maker;

enum { VCARD_VALUE = 64 * 1024 /* most bytes of a value that is kept */, VCARD_PROPERTIES = 1000 /* most in a card */ };

/* A property of a card, decoded: item1.TEL;TYPE=CELL,PREF:+49 89 1. */
struct vcard_property {
	const char *name;       /* in capital letters, without its group */
	const char *parameters; /* as written behind the first semicolon, in capital letters: "TYPE=CELL,PREF"; "" */
	const char *value;      /* UTF-8, its escapes still there; NULL: it is no text, or too long */
	size_t line;
};

struct vcard {
	struct vcard_property *properties;
	size_t count, line; /* where it begins */
	bool old;           /* version 2.1 */
};

/* vcard_card.c: makes the row of a card. Errors are those of sheet_make_row. */
enum status vcard_row(struct sheet_making *making, const struct vcard *card, struct arena *arena, struct error *error);

/* The component of a structured value, between semicolons, without escapes and blanks around it; "" where it has none. */
const char *vcard_component(struct arena *arena, const char *value, size_t number);
/* A whole text without its escapes. */
const char *vcard_text(struct arena *arena, const char *value);
/* Whether a property has a word among its parameters, as a type or alone (2.1): CELL. */
bool vcard_has(const struct vcard_property *property, const char *word);
/* The value of a parameter, NULL when it has none. */
const char *vcard_parameter(struct arena *arena, const struct vcard_property *property, const char *name);

enum vcard_column { VCARD_NAME, VCARD_FAMILY, VCARD_GIVEN, VCARD_SALUTATION, VCARD_CUSTOMER, VCARD_DEPARTMENT, VCARD_TITLE, VCARD_PHONE, VCARD_MOBILE, VCARD_HOME_PHONE,
	VCARD_FAX, VCARD_EMAIL, VCARD_EMAIL2, VCARD_STREET, VCARD_CITY, VCARD_STATE, VCARD_CODE, VCARD_COUNTRY, VCARD_BIRTHDAY, VCARD_WECHAT, VCARD_QQ, VCARD_WEIBO,
	VCARD_ASSISTANT, VCARD_ASSISTANT_PHONE, VCARD_TAGS, VCARD_NOTES, VCARD_UID };
extern const char *const vcard_names[];

#endif
