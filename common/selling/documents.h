/* The documents of selling and buying: which types they are, through which states they go, and where their numbers come from. */
#ifndef CRM_SELLING_DOCUMENTS_H
#define CRM_SELLING_DOCUMENTS_H

#include "base/date.h"
#include "base/terms.h"
#include "selling/selling.h"
#include "store/row.h"

struct instalment; /* document_convert.h */

/* A legal step from one state to another. */
struct move {
	const char *from, *to;
	const char *verb; /* that makes it; NULL: what is done with the document brings it about, as goods that come */
	bool issues;      /* gives the number, freezes rate and content */
	const char *reason; /* the field that reason=… means with the verb; NULL: none */
	const char *by, *on; /* the fields that say who did it, which the verb asks for, and when, today unless that is given; NULL: none */
};

/* Records that keep a document from being taken back. */
struct document_dependent {
	const struct record_type *record;
	const char *field;   /* of theirs: the document, or a list of such */
	const char *through; /* of theirs: another of their type, which may depend on its document as they do; NULL: none */
	const char *sql;    /* their ids in order, for the id of the document */
	const char *remedy; /* the command that takes one back; of a payment what may be done besides. NULL: a cancelled document may have them */
	bool pays;          /* they pay the document, and are taken off it */
	bool needs_issued;  /* a draft has none either */
};

/* As what a document can be printed. Words are in English and Chinese. */
struct document_page {
	const char *name;     /* for --as */
	const char *words[2]; /* the heading */
	bool (*fits)(const struct record *document); /* NULL: every document of the kind */
	const char *due[2];   /* what the field due_on is called; NULL: it is not printed */
	const char *note[2];  /* a last paragraph; NULL: none */
	bool contract;        /* both sides by their legal names, with bank and account */
	bool account;         /* it says where money goes to */
	bool firm_terms;      /* a document without terms has those of the firm */
	bool gives_back;      /* it says neither when it is to be paid nor where goods go */
	const struct page_signature *signatures; /* page/page.h */
	size_t signature_count;
};

/* A line that takes from a line of another document, or of another one of its kind (line_links.h). */
struct line_link {
	const struct record_type *source;
	const char *field;  /* of the line: what it takes from */
	const char *header; /* of its document: where that is a line */
	const char *same;   /* what both lines have in common, or NULL */
	const char *clash;  /* between two lines that have not the same: ", which it credits, invoices " */
	const char *done;   /* to what is taken: "delivered" */
	/* What a line of the document counts: 1 takes, -1 gives back, 0 neither. NULL: it takes. */
	int (*sign)(const struct record *document);
	const char *undone, *undoing; /* to what a document that gives back takes back, and what that is called: "credited", "credit note" */
	/* The quantity, 10^-6, that lines in force take of the source; besides: a line that is not counted, or 0. */
	enum status (*taken)(struct store *store, int64_t source, int64_t besides, int64_t *quantity);
};

/* What comes of a document line by line, and is claimed line by line: what came and is not claimed is named when it is closed (document_left.h). */
struct document_left {
	/* Quantities of a line, as those of a link. */
	enum status (*came)(struct store *store, int64_t line, int64_t besides, int64_t *quantity);
	enum status (*claimed)(struct store *store, int64_t line, int64_t besides, int64_t *quantity);
	const char *total;       /* SQL: what the claims of the document `?` come to. Nothing is left once that is its total, whichever lines they name */
	const char *bring, *bill; /* the verbs: "deliver" and "invoice" */
	const char *brought, *billed; /* and what is done by them; the option of the second verb has the name of the first of these */
	bool ours;               /* we claim it: what is forgotten is lost, so that closing it is refused; what others claim is named alone */
};

/* What a credit note of a claim takes that is made by --returned. Quantities of a line of the order or purchase, 10^-6, as those of a link. */
struct document_returned {
	const struct record_type *source; /* order_line or purchase_line, which is also the field of the lines of the claim */
	enum status (*returned)(struct store *store, int64_t line, int64_t besides, int64_t *quantity);
	enum status (*claimed)(struct store *store, int64_t line, int64_t besides, int64_t *quantity);
	enum status (*held)(struct store *store, int64_t line, int64_t besides, int64_t *quantity); /* by the customer, or by us */
	const char *nothing; /* the sentence where nothing is */
};

/* A series of numbers: the name that the schema gives its pattern by, and what to do with a document in it that cannot be un-numbered any more. */
struct document_series {
	const char *name, *remedy; /* "cancel it: crm-order cancel"; the reference follows */
};

enum { DOCUMENT_FINISHED_LIMIT = 4, DOCUMENT_SERIES_LIMIT = 2 };

/* A kind of documents. Its hooks say what is particular of it, and are asked by the rules of all documents; each may be NULL. They refuse as rules do. */
struct document_kind {
	const struct record_type *record;
	const struct record_type *line;
	const char *state;        /* the field with the state */
	const char *party;        /* the field with whom it is for: customer or supplier */
	const char *day;          /* the field with its day: prices, taxes and rates are those of it; today while it is empty */
	const char *until;        /* the field with a day that is not before its own: how long it is valid, or when it is due; NULL: none */
	bool priced;              /* it has record_money, and record_line in its lines */
	bool asks_prices;         /* what it says costs that: it is issued once each line has a price, if only of 0 */
	struct document_series numbers[DOCUMENT_SERIES_LIMIT]; /* that it has numbers of ours in; the first unless `series` says so. None: it has none */
	const char *claim;        /* it is money that is owed: the field of an allocation that pays it; NULL: it is none */
	const char *claim_number; /* the field with the number by which whoever pays it knows it */
	const char *owed;         /* the state in which it is owed */
	bool discounts;           /* its terms of payment may offer a discount to who pays early */
	const struct move *moves; /* ends with from NULL; a new document is in the state that the first one leaves, which alone can be edited */
	const char *withdrawn;    /* the state that takes it out of use */
	const char *finished[DOCUMENT_FINISHED_LIMIT];   /* states in which nothing is left to do: a handover leaves it with who did it */
	const struct document_dependent *dependents;     /* ends with record NULL; NULL: none */
	const char *(*series)(const struct record *document); /* the name of the series of a document; NULL: the first */
	const struct document_page *pages; /* ends with name NULL, the first that fits being what it is; NULL: it has no page */
	const char *correction;   /* what to do about an issued one that is wrong */
	const struct line_link *links; /* what its lines take from; ends with source NULL; NULL: nothing */
	const struct document_left *left; /* it is closed; NULL: it is not */
	const struct document_returned *returned; /* what a credit note of it takes that is made by --returned; NULL: there is no such option */

	/* Whether a new one may be issued at once; NULL: it is made as a draft. */
	bool (*issued_at_once)(const struct record *document);
	/* Whether it takes back what others of the kind took, so that its amounts and quantities count the other way; NULL: none does. */
	bool (*gives_back)(const struct record *document);
	/* What it claims besides its lines, in minor units. */
	int64_t (*opening)(const struct record *document);
	/* The day of an event that a part of it waits for, as due_event_day. day is its own one before. */
	enum status (*event_day)(struct store *store, const struct record *claim, enum term_when when, struct arena *arena, char day[DATE_SIZE]);
	/* The instalments in which it is to be paid, as order_instalments. */
	enum status (*instalments)(struct store *store, const struct record *document, struct arena *arena, struct instalment **out, size_t *count);
	/* Which revision of the document it is, from 1; what it said before is kept. NULL: what is revised becomes another document, or cannot be. */
	int64_t (*revision)(const struct record *document);
	/* Fills in what a new one is not given; NULL: document_take_party. */
	enum status (*initial)(struct store *store, struct record *document, struct arena *arena);
	/* What else it must be; old is NULL for a new one, document for one that is removed. */
	enum status (*before)(struct store *store, const struct record *old, struct record *document, struct arena *arena);
	/* Before it is given its number. */
	enum status (*issue)(struct store *store, struct record *document, struct arena *arena);
	/* Before its state changes, unless it is withdrawn; that it is issued comes after. */
	enum status (*move)(struct store *store, const struct record *document);
	/* Where a verb that leads from its state to several leads now; NULL: where the first step of the verb does. */
	enum status (*leads)(struct store *store, const struct record *document, const char **state);
	/* Before it is withdrawn, which nothing that depends on it forbids, or removed. */
	enum status (*withdraw)(struct store *store, const struct record *document, struct arena *arena);
	/* After the state of one that was there has changed. */
	enum status (*moved)(struct store *store, const struct record *document, struct arena *arena);
	/* Before a draft becomes one with the one that is kept, which agrees with it in what their lines rest on. */
	enum status (*merge)(struct store *store, const struct record *keep, const struct record *drop);
	/* At the end of a change that made or changed it; NULL: its totals are put into it. */
	enum status (*settle)(struct store *store, const struct record *document);
	/* After that: what follows from it in others. The document is from before it was settled. */
	enum status (*settled)(struct store *store, const struct record *document, struct arena *arena);
	/* Its lines, where they are not priced: what a new one takes from others, whether a line may be written, what follows from a new one. */
	enum status (*line_initial)(struct store *store, struct record *line, struct arena *arena);
	enum status (*line_before)(struct store *store, const struct record *document, const struct record *old, const struct record *line, struct arena *arena);
	enum status (*line_added)(struct store *store, const struct record *document, const struct record *line, struct arena *arena);
};

/* The kinds of this domain; ends with record NULL. */
extern const struct document_kind document_kinds[];
/* Walks the kinds of all domains: NULL starts; NULL ends. */
const struct document_kind *document_kind_next(const struct document_kind *kind);

/* The kind of a document, or of the document that a line belongs to; NULL for other types. */
const struct document_kind *document_kind(const struct record_type *record);
/* Whether it is for a customer: its prices are ours; otherwise those of a supplier. */
bool document_sells(const struct document_kind *kind);
/* The customer or supplier that it is for; NULL when it names none. */
enum status document_party(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena, struct record **party);
/* Puts what a document has of its party into a new one: currency, payment terms, addresses, tax data. */
enum status document_take_party(struct store *store, struct record *document, struct arena *arena);
/* Puts a group of fields, ending with NULL, into a new document that has them and was given none. */
void document_take_group(struct record *document, const struct record *from, const char *const fields[]);
extern const char *const document_bill_address[], *const document_ship_address[];
/* All fields that are taken together: NULL-ended lists of their names, and a NULL. */
extern const char *const *const document_groups[];
/* How many lines a document has. */
enum status document_line_count(struct store *store, const struct document_kind *kind, int64_t id, int64_t *count);
/* Whether it takes back what others of its kind took. */
bool document_gives_back(const struct record *document);
/* Whether it was taken out of use. */
bool document_is_withdrawn(const struct record *document);
/* Whether it is in a state in which nothing is left to do. */
bool document_is_finished(const struct document_kind *kind, const struct record *document);
/* Whether lines and money may still change. */
bool document_is_draft(const struct document_kind *kind, const struct record *document);
/* Whether others have it on paper, or may have: it is no draft, or of a kind without drafts. */
bool document_is_out(const struct document_kind *kind, const struct record *document);
/* Whether it is money that is owed as it stands: an issued invoice, a bill that is not cancelled; credit notes too. */
bool document_is_owed(const struct record *document);
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

/* The number that others know a document by: of what was open on day one that of the system it comes from. "" for none. */
const char *document_number(const struct record *document);
/* Where a number counts: the record type, or credit-note of invoices that are one. NULL for documents without numbers of ours. */
const char *document_series_of(const struct document_kind *kind, const struct record *document);
/* The next number of a document of this day, by the pattern of the schema, into the arena. It is given out only when document_number_taken has written so,
 * in an after-rule, since that writes a record of its own. STATUS_REFUSED where a later day has a number of the series, unless store->out_of_order. */
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
