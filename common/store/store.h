/* One open database: its schema, its conventions, who acts, and the change that is being written. */
#ifndef CRM_STORE_STORE_H
#define CRM_STORE_STORE_H

#include "base/text.h"
#include "record/schema.h"
#include "db/db.h"

enum { SCHEMA_VERSION = 8, APPLICATION_ID = 0x63726d31 /* "crm1" */, BUSY_SECONDS = 60 };

struct record;
struct store;

/* What the open change knows of one type. */
struct change_type {
	int64_t counter;                           /* the last id given out; -1 while not read */
	int64_t created_first, created_last;       /* a run of creations not yet journalled; 0: none */
	int64_t unsearched_first, unsearched_last; /* a run of rows whose words are not yet made (search.h); 0: none */
	int64_t there;                             /* an id that is known to be there: many records name the same owner */
	void *cache;                               /* what a rule of the type remembers until the change ends, in its memory */
};

/* The change that is open: one transaction, one undo. */
struct change {
	int64_t id; /* 0: none is open */
	const char *command;
	int64_t undoes;
	int64_t first_entry, next_entry;
	struct change_type *types; /* by index of the type */
	int64_t created;  /* how many records; goes back with change_recall */
	bool creations;   /* a type has a run of them that is not yet journalled */
	bool search_anew; /* the words of all records are to be made anew before the commit */
	size_t warned;    /* bytes of the warnings so far */
	struct unsettled *unsettled; /* see settle.h */
	size_t unsettled_count;
	struct given_up *given_up;   /* see child_number.h */
	size_t given_up_count;
	struct placed_content *placed; /* see content_file.h */
	struct arena memory; /* lives as long as the change */
};

/* What an open database has prepared for one type; each is made when it is first asked for. */
struct prepared_type {
	struct row_cache *row;
	struct save_cache *save;
	const struct rule **rules; /* NULL-ended (rules.h) */
};

struct store {
	struct db *db;
	struct error *error;
	char *path;
	struct conventions conventions;
	struct schema *schema;
	int64_t user;   /* id of the acting user; 0 while there is none */
	char *login;    /* of the acting user; NULL while not looked up (store_acting) */
	char *acting;   /* $CRM_USER */
	char *via;      /* login behind $CRM_USER, or NULL */
	bool unruled;   /* the rules of the domains are not asked */
	bool proves_rules;
	bool pinned;    /* the clock: --now or $CRM_NOW */
	bool stand_ins; /* the file has the version before: views hide tables that lack columns (ddl_stand_ins) */
	bool past;      /* --as-of: the tables are those of another day */
	bool private_known; /* the SQL function private_change is there (private.h) */
	bool merging;   /* the children of a record are becoming those of another one (merge.h) */
	bool out_of_order; /* numbers of documents may run backwards in time */
	bool repricing; /* a verb was given what becomes of agreed prices, which a rule would ask otherwise */
	/* What stands in the place of a reference to a record that is in no file but in a temporary table; returns NULL for others. NULL: there are none. */
	const char *(*reference_name)(const struct store *store, const struct record_type *record, int64_t id);
	struct text warnings; /* of the change that is open or was committed last: a sentence per line */
	struct change change;
	struct prepared_type *prepared; /* by index of the type */
	struct statement *appending;    /* of journal entries; NULL while none was written */
};

struct store_options {
	enum db_mode mode;
	const char *now;        /* --now / $CRM_NOW, in any form of a point in time, or NULL */
	const char *acting;     /* $CRM_USER or NULL */
	bool unruled;           /* the rules of the domains are not asked: for what was saved under them before */
	bool proves_rules;      /* for tests: a rule that is passed over, since none of the fields that it names changed, is asked on a copy of the record, and
	                           the process aborts when it refuses, sets or writes something. Sanitized builds always do (STORE_PROVES_RULES in the Makefile) */
	bool any_version;       /* `migrate`, `status`, `restore` look at other schema versions too */
};

/* Opens the database, checks that it is ours and of our version, reads its settings. Writers migrate an older one first.
 * STATUS_CONFIG for a newer one. error receives every message of the store. */
enum status store_open(struct store **out, const char *path, const struct store_options *options, struct error *error);
void store_close(struct store *store); /* rolls back what is open; NULL is fine */

/* What more is written into a new database before it has its name: run opens it at the path that it has until then, and closes it. */
struct store_furnishing {
	enum status (*run)(void *context, const char *path);
	void *context;
};
/* Makes a new database with its first user. group NULL: for the owner alone (0600); else shared with that group through a setgid directory (0660).
 * It is there when all of it is there: whatever interrupts this leaves nothing at path. furnishing: NULL for nothing. */
enum status store_create(const char *path, const char *group, const char *now, const struct store_furnishing *furnishing, struct error *error);

/* Reads the settings again: after the schema was changed. */
enum status store_reload(struct store *store);

/* The type as this database has it, with custom fields; it lives until the schema changes. */
const struct type *store_type(const struct store *store, const struct record_type *record);

/* Follows merged references: the id of the kept record, or the id itself. */
enum status store_surviving(struct store *store, const struct record_type *record, int64_t id, int64_t *kept);

/* Text of a reference: c12, or d3.2 for a child (looked up). */
enum status store_reference(struct store *store, const struct record_type *record, int64_t id, struct text *out);
/* The id of the record that a reference names: for a child looked up by parent and number; merged ones followed. ERROR_NOT_FOUND when there is none. */
enum status store_find(struct store *store, const struct reference *reference, int64_t *id);
/* "there is no customer c12": STATUS_REFUSED with ERROR_NOT_FOUND. */
enum status store_missing(struct store *store, const struct record_type *type, int64_t id);

/* Changes. begin takes the write lock, and the time of the change (the journal's times ascend with its numbers); commit writes the journal's head and ends; nothing written leaves no trace. */
enum status change_begin(struct store *store, const char *command);
/* As change_begin, but without an acting user: the first change of a database has none. */
enum status change_open(struct store *store, const char *command);
/* Ends the open change and begins another one in the same transaction: several undos at once. */
enum status change_next(struct store *store);
enum status change_commit(struct store *store);
void change_rollback(struct store *store);
/* What the open change knows of a type. */
static inline struct change_type *change_type(struct store *store, const struct record_type *record)
{
	return &store->change.types[schema_index(store->schema, record)];
}
/* Around a savepoint: mark notes what the change knows; after rolling back to the savepoint, recall makes it know that again, and nothing that was written since.
 * A mark is zeroed before its first use, may be used again, and is freed by change_mark_free. */
struct change_mark {
	struct change change;
	struct change_type *types;
};
void change_mark(struct store *store, struct change_mark *mark);
void change_recall(struct store *store, const struct change_mark *mark);
void change_mark_free(struct change_mark *mark);
/* Writes the creations that the journal still holds back. */
enum status change_flush(struct store *store);
/* Writes the head of the open change and the counters: what commit does before it ends, and a dry run before it reports and rolls back. */
enum status change_seal(struct store *store);
/* Makes the texts of all heads what they would be if they were written today: those of earlier programs may not be UTF-8 or not NFC, which check reports.
 * A transaction of its own, without a change: the journal does not record its own heads. *fixed grows by the number of texts. */
enum status change_fix_heads(struct store *store, int64_t *fixed);
/* The acting user (store->user, login, via): the kernel's uid by its login, or $CRM_USER. STATUS_PERMISSION for a login that is no user. Looked up once. */
enum status store_acting(struct store *store);
/* Refuses what was written in the open change when the acting user is no active user of that login any more: asked of every change before it ends. */
enum status store_still_acting(struct store *store);
/* The account of the process; NULL when the system knows none. */
struct passwd *store_account(void);
/* Appends the login of the process as the kernel knows it. */
void store_login(struct text *out);
bool change_is_empty(const struct store *store);
/* Something that is allowed and should be looked at: a sentence for who made the change, reported when it is done. */
void change_warn(struct store *store, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
