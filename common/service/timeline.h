/* All that happened with a record and with what belongs to it: of a customer its contacts, deals, tickets and documents, of a quote its orders, and so on. What
 * belongs to a record is whatever refers to it and has a row in timeline_sources. */
#ifndef CRM_SERVICE_TIMELINE_H
#define CRM_SERVICE_TIMELINE_H

#include "io/out.h"
#include "store/row.h"

/* What a record of a type says in a timeline: SQL over its row, which is called t. A type may have several rows: a ticket is opened, and closed. */
struct timeline_source {
	const struct record_type *record;
	const char *kind;   /* what kind= selects */
	const char *zh;     /* the same for people */
	const char *at;     /* a day or an instant; NULL: nothing is said of it, what belongs to it is */
	const char *title, *state, *amount, *who; /* a text, a key, minor units of t.currency, the id of a user; NULL: none */
	const char *body;   /* a long text, for a diary; NULL: none */
	const char *where;  /* rows that count; NULL: all */
	bool leads_on;      /* what refers to it belongs to the timeline too; of several rows of a type the first says so */
};

/* One row for each type and kind; ends with record NULL. */
extern const struct timeline_source timeline_sources[];

struct moment {
	const struct timeline_source *source;
	int64_t second;     /* since 1970; of a day its beginning */
	const char *at;     /* YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ */
	const struct record_type *record;
	int64_t id;
	const struct record_type *about; /* the record through which it belongs to the timeline; NULL: the one that was asked for */
	int64_t about_id;
	const char *title, *state, *currency, *body; /* "" when empty, or when the record is private to somebody else */
	struct value amount;  /* minor units, or none */
	bool hidden;
	int64_t who;        /* 0: nobody */
};

struct timeline_request {
	const char *const *kinds; /* of timeline_sources; ends with NULL. NULL: all */
	const char *since, *until; /* stored instants, both inclusive; days count by the day on which these fall. NULL: no bound */
	bool bodies;              /* long texts are read too */
	bool changes;             /* and which fields of what leads on were changed, by kind "change", unless kinds leave them out */
	size_t limit;             /* the newest so many; 0: all */
};

/* The newest first; of those at one time the one whose row stands later in timeline_sources, then the later record. In the arena. */
enum status timeline_read(struct store *store, const struct record_type *record, int64_t id, const struct timeline_request *request, struct arena *arena,
                          struct moment **moments, size_t *count);

/* The kinds, each once; NULL behind the last. The second for error_nearest: state is a size_t that begins with 0. */
const char *timeline_kind(size_t index);
const char *timeline_next_kind(void *state);

/* Whether a record of the type has a timeline. */
bool timeline_is_of(const struct record_type *record);

/* The label of its state, in the language of the database. */
const char *timeline_label(struct store *store, const struct moment *moment);

/* Moments as rows. human: with labels and local times, for a terminal. */
enum { TIMELINE_COLUMNS = 9 };
extern const struct out_column timeline_columns[TIMELINE_COLUMNS];
/* Opens the output of those columns. */
struct out *timeline_open(const struct out_options *options);
enum status timeline_print(struct store *store, struct out *out, const struct moment *moments, size_t count, bool human);

#endif
