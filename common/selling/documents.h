/* The documents of selling and buying: which types they are, through which states they go, and where their numbers come from. */
#ifndef CRM_SELLING_DOCUMENTS_H
#define CRM_SELLING_DOCUMENTS_H

#include "selling/selling.h"
#include "store/row.h"

/* A legal step from one state to another. */
struct move {
	const char *from, *to;
	const char *verb; /* that makes it; NULL: what is done with the document brings it about, as goods that come */
	bool issues;      /* gives the number, freezes rate and content */
};

/* Records that keep a document from being taken back. */
struct document_dependent {
	const struct record_type *record;
	const char *sql;    /* their ids in order, for the id of the document */
	const char *remedy; /* the command that takes one back; of a payment what may be done besides. NULL: a cancelled document may have them */
	bool pays;          /* they pay the document, and are taken off it */
	bool needs_issued;  /* a draft has none either */
};

/* As what a document can be printed. */
struct document_page {
	const char *name;     /* for --as */
	const char *words[2]; /* the heading, in English and Chinese */
	bool (*fits)(const struct record *document); /* NULL: every document of the kind */
};

/* A series of numbers: the name that the schema gives its pattern by, and what to do with a document in it that cannot be un-numbered any more. */
struct document_series {
	const char *name, *remedy; /* "cancel it: crm-order cancel"; the reference follows */
};

enum { DOCUMENT_FINISHED_LIMIT = 4, DOCUMENT_SERIES_LIMIT = 2 };

struct document_kind {
	const struct record_type *record;
	const struct record_type *line;
	const char *state;        /* the field with the state */
	const char *party;        /* the field with whom it is for: customer or supplier */
	const char *day;          /* the field with its day: prices, taxes and rates are those of it; today while it is empty */
	bool priced;              /* it has record_money, and record_line in its lines */
	struct document_series numbers[DOCUMENT_SERIES_LIMIT]; /* that it has numbers of ours in; the first unless `series` says so. None: it has none */
	bool claims;              /* it is money that is owed */
	const struct move *moves; /* ends with from NULL; a new document is in the state that the first one leaves, which alone can be edited */
	const char *withdrawn;    /* the state that takes it out of use */
	const char *finished[DOCUMENT_FINISHED_LIMIT];   /* states in which nothing is left to do: a handover leaves it with who did it */
	const struct document_dependent *dependents;     /* ends with record NULL; NULL: none */
	const char *(*series)(const struct record *document); /* the name of the series of a document; NULL: the first */
	const struct document_page *pages; /* ends with name NULL, the first that fits being what it is; NULL: it has no page */
	const char *correction;   /* what to do about an issued one that is wrong */
};

/* Ends with record NULL. */
extern const struct document_kind document_kinds[];

/* The kind of a document, or of the document that a line belongs to; NULL for other types. */
const struct document_kind *document_kind(const struct record_type *record);
/* Whether it is in a state in which nothing is left to do. */
bool document_is_finished(const struct document_kind *kind, const struct record *document);
/* Whether lines and money may still change. */
bool document_is_draft(const struct document_kind *kind, const struct record *document);
/* The step from one state to the other, NULL when it is illegal. */
const struct move *document_move(const struct document_kind *kind, const char *from, const char *to);
/* "so3 is closed: from there it can become approved", as STATUS_REFUSED. */
enum status document_illegal(struct store *store, const struct document_kind *kind, const struct record *document, const char *from, const char *to);

/* Refuses with STATUS_REFUSED when an issued document has not what it had on paper. */
enum status document_frozen_check(struct store *store, const struct document_kind *kind, const struct record *old, const struct record *document);

/* Whether a line says it to others: not what follows from the figures of its document, what units cost the firm, or a field of the firm's own. */
bool document_line_says(const struct field *field);

/* The day by which prices, taxes and rates of a document are looked up; lives in the arena. */
const char *document_day(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena);

/* Where a number counts: the record type, or credit-note of invoices that are one. NULL for documents without numbers of ours. */
const char *document_series_of(const struct document_kind *kind, const struct record *document);
/* The next number of a document of this day, by the pattern of the schema, into the arena. It is given out only when document_number_taken has written so,
 * in an after-rule, since that writes a record of its own. */
enum status document_number_next(struct store *store, const char *series, const char *day, struct arena *arena, const char **number);
enum status document_number_taken(struct store *store, const char *series, const char *day, struct arena *arena);

/* What the rules of lines need of their document, looked up once for many lines. */
struct document_context {
	int64_t id;
	const struct document_kind *kind;
	struct record *document;
	int64_t last_line;
	const char *day;
	int digits;
};

/* The context of a document in the open change; document_forget when the document itself changes. STATUS_REFUSED when it is not there. */
enum status document_context(struct store *store, const struct document_kind *kind, int64_t id, struct document_context **out);
void document_forget(struct store *store, const struct document_kind *kind);

#endif
