/* What the parts of store_check share: check_values.c, check_references.c, check_rules.c and check_journal.c find, check.c reports and fixes. */
#ifndef CRM_STORE_CHECK_PARTS_H
#define CRM_STORE_CHECK_PARTS_H

#include "store/check.h"
#include "store/row.h"
#include "store/scope.h"

struct broken {
	const struct type *type;
	int64_t id;
};

struct checker {
	struct store *store;
	struct scope *scope; /* NULL: everything */
	bool quick;          /* see store_check_quick */
	size_t first;        /* index of the type to begin with */
	void (*report)(void *context, const struct finding *finding);
	void *context;
	int64_t found, fixed;
	int64_t dangling; /* reference fields and links that lead nowhere */
	struct text line;
	struct text foreign; /* SQLite's own findings about foreign keys, a line each */
	int64_t foreign_count;
	struct arena arena;
	struct broken *broken; /* records with references to empty */
	size_t broken_count;
	struct broken *unsettled; /* records that settling may fix */
	size_t unsettled_count;
	int64_t stray_content; /* files beside the database that nothing names */
	int64_t stale_words; /* findings that making all words anew fixes */
	int64_t counters[RECORD_TYPE_LIMIT]; /* what a counter is to be raised to; 0: it is right */
};

/* Tells one finding about a record. field may be NULL. */
void check_report(struct checker *checker, const struct record_type *type, int64_t id, const char *field, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Tells one about something else; the texts of `about` are filled in here. */
void check_report_of(struct checker *checker, struct finding about, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Remembers a record for fixing. */
void check_broken(struct checker *checker, const struct type *type, int64_t id);
/* Whether references of this type's records are kept whole; the journal may name what is gone. */
bool check_is_constrained(const struct record_type *record);
/* Appends an SQL condition: the any-reference in this SQL expression leads nowhere. */
void check_anyref_dangles(struct text *sql, const char *expression);

/* Runs a statement, which ends with `between ? and ?` over ids of the type, for the records to look at, and hands over its rows. It is done with then, as by
 * db_done; asked is the status that made it. */
enum status check_each(struct checker *checker, const struct type *type, enum status asked, struct statement *statement,
		       enum status (*each)(void *context, struct statement *statement), void *context);

/* Each looks at all records of a type and reports what it finds; a status other than STATUS_OK is a failure of the check itself. */
enum status check_values(struct checker *checker, const struct type *type);
enum status check_references(struct checker *checker, const struct type *type);
enum status check_rules(struct checker *checker, const struct type *type);
/* Within a change: settles what check_rules found, and counts what that fixed. */
enum status check_settle(struct checker *checker);
enum status check_aliases(struct checker *checker);
enum status check_counters(struct checker *checker);
enum status check_journal(struct checker *checker);
enum status check_words(struct checker *checker);
enum status check_content(struct checker *checker);

#endif
