/* Forms: a table of fields that describes a struct which firms fill in, as an entry of a section of the schema (section.h). From it come the text of a
 * setting, the YAML of crm-schema(5), what `crm-db schema diff` says, and what is checked.
 *
 * A struct is written as lines `field⇥value`, a list in it as one line for each item: `item⇥value⇥value…`, in the order of the fields of the item; the
 * lists of an item follow its line. What is not set has no line. Numbers stand as they are stored: percent in 10^-4. */
#ifndef CRM_RECORD_FORM_H
#define CRM_RECORD_FORM_H

#include "record/record.h"

struct form;

struct form_field {
	const char *name;
	/* TEXT, LONGTEXT, DATE and PICK are a `const char *` of the struct, at this offset; INT, DECIMAL, PERCENT and RATE an int64_t, BOOL a bool,
	 * and LINES a pointer to an array of items, whose number is the size_t at count_at. */
	enum kind_id kind;
	size_t at, count_at;
	const char *help;
	bool required;
	bool label;                 /* a label in a language: left out of a new entry it is the other label, or the name of the entry */
	const char *initial;        /* of texts: what an unset one is; otherwise NULL */
	const char *wanted;         /* in messages, what is missing: "rate: in percent, or rates: with dates"; the name and a colon otherwise */
	int64_t least, most;        /* of a number, of the bytes of a text, of the items of a list; most 0: as FORM_TEXT_LIMIT … say, any number */
	const char *const *choices; /* PICK: ends with NULL */
	const char *pattern;        /* of texts: an ERE; `example` is one that it matches */
	const char *example;
	const struct form *items;   /* LINES */
	/* The text is a filter of records, or `path`: names one field of them. Of which type is in the field of the form that is called filter_of. */
	const char *filter_of;
	bool path;
	const struct schema_section *section; /* the text is the name of an entry of this section */
	const char *apart;          /* read and shown by code of its own, not with the others; changes are reported under this name, "" not at all */
	/* A sentence without the name as STATUS_DATA. */
	enum status (*check)(const char *value, struct error *error);
	/* Of members that are something else than kind says: written as a word by these; read says false for a word that means nothing. */
	const char *(*word)(const void *entry);
	bool (*take)(void *entry, const char *word);
};

enum { FORM_TEXT_LIMIT = 300, FORM_LONGTEXT_LIMIT = 4000, FORM_LABEL_LIMIT = 100 /* bytes */, FORM_LIST_LIMIT = 1000 };

struct form {
	const char *item;    /* what it describes: "tax"; of a list also the first word of the line of an item, NULL: lines begin with the first value */
	const char *example; /* in YAML: "{rate: 13, from: 2019-04-01}" */
	const struct form_field *fields; /* ends with kind 0 */
	size_t size;
	/* Of items: they have fields `from` and `until`, days that both count, "" is open; they are put in order and none has a day in common with another. */
	bool dated;
	bool alone;          /* of items: a list of one whose first field alone is set may be written as that field beside the list: `rate: 13` */
};

/* What stands in the struct, see form_field.kind. */
enum form_member { FORM_TEXT = 1, FORM_NUMBER, FORM_FLAG, FORM_LIST };
enum form_member form_member(const struct form_field *field);

/* NULL when there is none. */
const struct form_field *form_find(const struct form *form, const char *name);
/* Members. A text is "" when it is not set. */
const char *form_text(const struct form_field *field, const void *entry);
void form_set_text(const struct form_field *field, void *entry, const char *text);
int64_t form_number(const struct form_field *field, const void *entry);
void form_set_number(const struct form_field *field, void *entry, int64_t number);
size_t form_count(const struct form_field *field, const void *entry);
const void *form_item(const struct form_field *field, const void *entry, size_t i);
void form_set_list(const struct form_field *field, void *entry, void *items, size_t count);
bool form_is_set(const struct form_field *field, const void *entry);
/* Appends the value as people write it; a choice that is written as a word and not set is the first one. Not of lists. */
void form_format(const struct form_field *field, const void *entry, struct text *out);

/* The struct with nothing in it but initial texts. */
void form_clear(const struct form *form, void *entry);
/* Brings dated items into their order. */
void form_sort(const struct form_field *list, void *items, size_t count);
/* The dated item that holds on a day (YYYY-MM-DD); NULL when none does. day NULL: the last one. */
const void *form_on(const struct form_field *list, const void *entry, const char *day);
/* STATUS_DATA for numbers and counts beyond their limits, days that are none, periods that end before they begin or overlap. */
enum status form_check(const struct form *form, const void *entry, struct error *error);

/* What form_check says of one number; what: the text that was meant, "101 is beyond 0 to 100 percent", or NULL: "a rate is from 0 to 100 percent". */
enum status form_check_number(const struct form_field *field, int64_t number, const char *what, struct error *error);
/* The most items that a list may have. */
size_t form_list_limit(const struct form_field *list);

/* Appends an entry as the text of a setting; form_read reads the same from it. */
void form_write(struct text *out, const struct form *form, const void *entry);
/* As form_write wrote it; lines of other names are left out. All memory is the arena's. STATUS_CONFIG for what is none; form_check is the caller's. */
enum status form_read(struct arena *arena, const struct form *form, const char *value, void *entry, struct error *error);
/* The same for an array of structs, each a line that begins with its first value. An empty struct follows the last. */
void form_write_rows(struct text *out, const struct form *form, const void *rows, size_t count);
enum status form_read_rows(struct arena *arena, const struct form *form, const char *value, void **rows, size_t *count, struct error *error);

/* For messages: "a" tax, "an" hour. */
const char *form_article(const char *word);

/* Tests a form for what a compiler cannot see. STATUS_INTERNAL with the first finding. block: it is shown on lines of its own. */
enum status form_lint(const struct form *form, bool block, struct error *error);

#endif
