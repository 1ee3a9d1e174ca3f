/* The record table: one row per record type, one row per field. From it come DDL, parsing, formatting, validation, columns, filters,
 * import, export, completion and the FIELDS part of the man pages. */
#ifndef CRM_RECORD_RECORD_H
#define CRM_RECORD_RECORD_H

#include "base/arena.h"
#include "base/conventions.h"
#include "base/status.h"
#include "base/text.h"
#include "base/value.h"
#include <stdbool.h>

/* Kinds start at 1, so that a forgotten one is found by the lint. */
enum kind_id {
	KIND_TEXT = 1, /* one line, NFC */
	KIND_LONGTEXT,
	KIND_INT,
	KIND_DECIMAL,  /* 10^-6 */
	KIND_MONEY,    /* minor units of the record's `currency` */
	KIND_PERCENT,  /* 10^-4 of a percent */
	KIND_DATE,
	KIND_ANNIVERSARY,
	KIND_TIMESTAMP,
	KIND_PHONE,
	KIND_EMAIL,
	KIND_URL,
	KIND_PICK,
	KIND_REF,      /* an id of `target` */
	KIND_REFS,     /* a link table to `target` */
	KIND_ANYREF,   /* see anyref_pack */
	KIND_BOOL,     /* 0, 1 */
	KIND_TAGS,     /* sorted, comma-joined, between commas: ",a,b," */
	KIND_RRULE,    /* RFC 5545 */
	KIND_LINES,    /* children: `target` is the child type; no column of its own */
	KIND_RATE,     /* 10^-10 */
	KIND_LAST = KIND_RATE,
};

enum { RECORD_TYPE_LIMIT = 256 }; /* numbers of types are 1 … 255; an any-reference is id × 256 + number */
enum { SHARED_LIMIT = 4 };       /* groups of shared fields that a type may have */

/* What a stage or status means to the code, whatever it is called. */
enum outcome { OUTCOME_OPEN = 0, OUTCOME_WON, OUTCOME_LOST };

struct pick {
	const char *key;     /* [a-z0-9-]+, stable */
	const char *en, *zh; /* labels */
	bool initial;        /* what a new record gets; unset, unknown and none are stored empty */
	int64_t probability; /* of stages: 10^-4 percent */
	enum outcome outcome;
	const char *group;   /* of stages: their pipeline; NULL otherwise */
	bool computed;       /* only rules set it */
	bool whole;          /* of units: it is counted in whole numbers */
};

/* By what a record is known (store/key.h): as bits, for a field may hold several kinds of keys. */
enum key_kind {
	KEY_NAME = 1,          /* titles, without saying so */
	KEY_ALIAS = 2,         /* other names */
	KEY_COMPANY = 4,       /* titles and aliases, as names of companies */
	KEY_TAX_NAME = 8,      /* the name on tax invoices, as that of a company */
	KEY_PERSON = 16,       /* titles, as names of people */
	KEY_PHONE = 32,        /* fields of kind phone, email and url, without saying so */
	KEY_EMAIL = 64,
	KEY_WEBSITE = 128,
	KEY_TAX_NUMBER = 256,
	KEY_ACCOUNT = 512,     /* at a bank */
	KEY_ALIKE = 4096,      /* titles, as names that look the same */
	KEY_MAILBOX = 8192,    /* fields of kind email, by the mailbox that they lead to */
	KEY_SHARED = 1024,     /* no kind, but a mark: colleagues have it too, as the phone at work */
	KEY_ELSEWHERE = 2048,  /* no kind, but a mark: it reaches the record through somebody else and does not tell who it is */
};

struct record_type;

/* What a number may be: asked of whatever writes it, and by crm-db check. */
enum number_bound { BOUND_NONE, BOUND_NOT_NEGATIVE, BOUND_POSITIVE, BOUND_SHARE /* from 0 % to 100 % */ };

struct field {
	int id;              /* stable within its type: journal and undo survive a rename. Own 1–399, shared 400–499, common 500–599, custom from 1000 */
	const char *name;
	enum kind_id kind;
	const char *en, *zh; /* labels */
	const char *headers; /* what else sheets call it, joined by commas: input, as the labels are, which go before; NULL: nothing */
	const char *help;
	bool required;
	bool unique;         /* among the set ones of the type */
	bool search;         /* a word alone looks here */
	bool nocopy;         /* restarts in a copy */
	bool computed;       /* written by rules only */
	bool shown;          /* others see it also of a record that is private to its owner */
	bool workings;       /* of computed ones: how other values came about; records that differ in nothing else are the same to crm-db diff */
	bool bookkeeping;    /* of computed ones: written beside other fields, and right as it is now: a later change of it keeps nothing from being undone */
	bool index;
	bool mutual;         /* of references to the own type: they may lead in a circle, as two deputies stand in for each other */
	bool composition;/* of references: the record belongs to its target: goes with it in a cascade, and is what the plural path means */
	bool outlives;       /* of any-references: it stays when the record that it names is removed, which it does not keep from that; rules say when that may be */
	bool content;        /* of texts: the SHA-256 of a file that lies beside the database (store/content_file.h) */
	bool hidden;         /* removed from the schema: kept, not shown */
	bool printed;        /* of documents: others have it on paper, so issuing freezes it */
	bool personal;       /* says who somebody is: emptied in what is kept for the books when he is forgotten */
	const char *said_of; /* it says so of the record of this printed reference, and is emptied when that is forgotten; NULL */
	bool digits;         /* text that is a long number (bank account): 6.22E+18 is refused, its digits are lost; of tags: each is a whole number, and they ascend */
	bool priced;         /* of decimals and rates: in the currency of the record, as amounts are */
	bool denominates;    /* as a currency does: says what amounts and prices of the record are */
	enum number_bound bound; /* of numbers */
	const char *instead; /* what to write instead of a number that is beyond it; NULL: nothing */
	const char *from;    /* of days and instants: the field whose day or instant is not after it; NULL: none */
	unsigned keys;       /* of enum key_kind: those that neither its kind nor being a title implies */
	const struct pick *picks;          /* KIND_PICK: ends with key NULL */
	const char *initial;               /* text form of what a new record gets; picks mark theirs */
	const char *const *offers;         /* KIND_TEXT: what completion offers; ends with NULL */
	const struct record_type *target;  /* KIND_REF, KIND_REFS, KIND_LINES */
	const struct pick *roles;          /* KIND_REFS: each link carries one of these */
	const char *expr;    /* SQL to read instead of the column; $ stands for the row, {customer:$.id} for the any-reference to a record of that type */
	const char *presence; /* of those with expr: SQL that is null just where that of expr is, and quicker, for filters that ask no more; NULL: expr */
	bool derived;        /* no column at all: expr is all there is */
	const char *amounts; /* of derived ones: SQL of rows (currency, amount), $ as in expr: what there is in every currency, none of them zero. A filter on money
	                        looks at all of them, and at nothing where there are none; it sorts by the largest. Without expr the field is a text that lists them */
	const char *earlier; /* SQL of the other columns: what records say that were written before the field came; NULL: nothing */
	int since;           /* the version of the schema that it came with, where it has that */
	const char *pattern; /* custom: an ERE that the text matches */
	const char *column;  /* custom: the SQL column, which a rename leaves; NULL: as name */
};

struct record_type {
	int number;          /* stable, 1 … 255: any-references and the journal use it */
	const char *name;    /* table, noun and path: "customer" */
	const char *plural;  /* reverse path: "customers" */
	const char *prefix;  /* of references: "c" */
	const char *en, *zh;
	const char *words;   /* what else people call it, joined by commas: input, as the labels are; NULL: nothing */
	const char *noted;   /* headers of sheets that the type has no field for, joined by commas: import puts the cells into the notes; NULL: none */
	const char *help;    /* one sentence for the man page */
	const char *title;   /* the field that names a record */
	const char *bare_word; /* the text field that a bare word of add and log fills: subject, name, body; NULL: the type takes no such word */
	const char *list;    /* default columns after ref; a golden file: they only grow at the end */
	const char *least;   /* the columns that a narrow terminal does without, the least useful first; the others follow from the last one on, amounts last */
	const struct field *fields; /* own fields; ends with kind 0 */
	const struct field *shared[SHARED_LIMIT + 1]; /* groups of fields that several types have (document.h), each as fields; they follow the own ones, then record_common */
	const struct record_type *parent; /* of children: q3.2; the type has fields `parent` (KIND_REF) and `number` */
	const char *summed;  /* of children: columns that stand behind the parent in an index, for what derived fields of the parent add up; NULL: none */
	bool internal;       /* written by rules only: stage moves, changes */
	bool no_common_fields; /* without record_common */
	bool person;         /* a record is a person: a telephone number belongs to somebody only together with the name */
	bool compared;       /* new ones are compared with those that are there: people and companies */
	bool weighty;        /* of two duplicates the one that more of these refer to is kept */
	bool trail;          /* written beside what is done, and said by it: no difference between two databases */
	const char *stages;  /* the pick field whose values are stages of pipelines; one type has it */
	const char *privacy; /* the pick field that makes a record private to its owner by its pick `private`: others see only fields that are `shown`; NULL: none is */
	bool unmerged;       /* claims and money: two are never one, and the sum of the one would be lost */
	bool literal;        /* {{…}} in its texts is kept as it is written: something else fills it in later */
	bool books;          /* kept for the books when the record that it belongs to is forgotten */
};

/* The fields that every type has: owner, tags, notes, external_id, aliases, created_at, updated_at. */
extern const struct field record_common[];

/* The type with pipelines; NULL when no domain has one. */
const struct record_type *record_with_stages(void);

/* Walks every type, domain by domain: for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) … */
struct record_walk {
	const struct record_type *record; /* NULL behind the last */
	size_t index;                     /* dense: 0 for the first, and so on; the same in every run of a program, not in every version */
	size_t domain, place;             /* where the walk is */
};
struct record_walk record_walk(void);
void record_step(struct record_walk *walk);
/* How many types there are, and the one of that index, which must be below their count. */
size_t record_count(void);
const struct record_type *record_at(size_t index);

enum { EXTENSION_LIMIT = 16 }; /* extensions that a type may have; the lint counts them */

/* Walks the built-in fields of a type in their order: own, shared, common ones, each followed by what later domains put behind it:
 * for (struct field_walk walk = field_walk(record); walk.field; field_step(&walk)) … */
struct field_walk {
	const struct field *field;        /* NULL behind the last */
	const struct record_type *record;
	const struct type_extension *extensions[EXTENSION_LIMIT];
	size_t extension_count, group, depth;
	const struct field *outer[EXTENSION_LIMIT]; /* the fields that the extensions follow, in which the walk is */
	size_t inside[EXTENSION_LIMIT];
};
struct field_walk field_walk(const struct record_type *record);
void field_step(struct field_walk *walk);

/* The type with this prefix, name, or number; NULL when there is none. */
const struct record_type *record_by_prefix(const char *prefix, size_t length);
const struct record_type *record_by_name(const char *name);
const struct record_type *record_named(const char *name, size_t length);
const struct record_type *record_by_plural(const char *plural);
/* As people may write it: its name, a label in either language, one of its words. */
const struct record_type *record_by_word(const char *word);
const struct record_type *record_by_number(int number);

/* The field's SQL column. */
const char *field_column(const struct field *field);
/* True when the field has a column in the table of its type. */
bool field_stored(const struct field *field);
/* Whether it is in the currency of its record, and means nothing without it. */
bool field_is_amount(const struct field *field);
/* Whether it says what the amounts of its record are: the currency, and what else denominates. */
bool field_denominates(const struct field *field);
/* The label in language "en" or "zh". */
const char *field_label(const struct field *field, const char *language);

/* Tests the table for what a compiler cannot see: ids unique, kinds set, targets given, prefixes unique, pick keys well-formed, help and labels present.
 * Returns STATUS_INTERNAL and the first finding. */
enum status record_lint(struct error *error);

/* What a kind does with a value. */
struct kind {
	const char *name;      /* in the schema: "money" */
	const char *sql;       /* INTEGER or TEXT */
	bool ordered;          /* ranges with .. make sense */
	bool list;             /* several values joined with commas */
	const char *help;      /* for the man pages: how it is written */
	/* Text as a person writes it → stored value, in the arena. text is valid UTF-8 and not empty. STATUS_DATA with a sentence without the field's name.
	 * Money: *currency is in the currency of a bare number, out the one written. */
	enum status (*parse)(const struct conventions *conventions, const struct field *field, const char *text, struct arena *arena,
	                     char currency[4], struct value *out, struct error *error);
	/* Stored value → canonical text, appended. digits: of the currency, for money. */
	void (*format)(const struct field *field, const struct value *value, int digits, struct text *out);
	/* As parse, for what is stored: reads what an earlier version took as well, which parse refuses or reads in another way. NULL: parse does. */
	enum status (*parse_stored)(const struct conventions *conventions, const struct field *field, const char *text, struct arena *arena,
	                            char currency[4], struct value *out, struct error *error);
};
extern const struct kind kinds[KIND_LAST + 1];

/* What a stored value of the kind is. */
static inline enum value_type kind_value_type(size_t kind)
{
	return kinds[kind].sql[0] == 'T' ? VALUE_TEXT : VALUE_INTEGER;
}

enum { VALUE_LIMIT = 16 * 1024 * 1024 }; /* bytes of a value as written: what the cell of a sheet may have, so that every export can be imported */

/* Parses by the field's kind; an empty text gives the null value. The message names the field. */
enum status field_parse(const struct conventions *conventions, const struct field *field, const char *text, struct arena *arena,
                        char currency[4], struct value *out, struct error *error);
/* STATUS_DATA for a number beyond the bound of the field, which says so by its name. */
enum status field_bound(const struct field *field, const struct value *value, struct error *error);
/* STATUS_DATA for a day or an instant of the field `name` before that of the field `first`, which is `from`. */
enum status field_order(const char *first, const struct value *from, const char *name, const struct value *value, struct error *error);
void field_format(const struct field *field, const struct value *value, int digits, struct text *out);

/* Finds a pick by key, or by label in either language (case-folded). NULL when there is none. */
const struct pick *pick_find(const struct pick *picks, const char *text);
/* The initial pick, NULL when there is none; pick_is_empty: it is stored as no value. */
const struct pick *pick_initial(const struct pick *picks);
bool pick_is_empty(const struct pick *pick);

enum { REFERENCE_DIGITS = 15 }; /* of an id: times RECORD_TYPE_LIMIT it stays in 64 bits */

/* A reference: c12, or q3.2 of a child. */
struct reference {
	const struct record_type *type; /* of the record: of the child when child > 0, whose parent is of type->parent */
	int64_t id;      /* of the record; of the parent when child > 0 */
	int64_t child;   /* its permanent number in the parent; 0: no child */
};
/* True when text has the form of a reference ([a-z]{1,3}[1-9][0-9]*(\.[1-9][0-9]*)?), whether or not its prefix is known. */
bool reference_like(const char *text);
/* STATUS_USAGE for an unknown prefix ("c12" is known, "zz1" not) or a form that is none. */
enum status reference_parse(const char *text, struct reference *out, struct error *error);
void reference_format(struct text *out, const struct record_type *type, int64_t id);
/* A reference to a record of any type as one integer: id × RECORD_TYPE_LIMIT + number of the type. 0 for an id below 1 or beyond REFERENCE_DIGITS. */
int64_t anyref_pack(const struct record_type *type, int64_t id);
/* NULL for what packs no reference to a known type; id is then unchanged. */
const struct record_type *anyref_unpack(int64_t packed, int64_t *id);

/* The system's own types. Those of the domains are declared by the domains (domain.h). */
extern const struct record_type record_user;
extern const struct record_type record_distinct;
extern const struct record_type record_alias;
extern const struct record_type record_setting;
extern const struct record_type record_change;

/* The part of record_lint that one type can be tested for alone; error may be NULL. */
enum status record_lint_type(const struct record_type *type, struct error *error);

#endif
