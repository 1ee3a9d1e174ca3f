/* A command is declared, not programmed: its record type, its own verbs, their options. main(), in this library, does the rest.
 *
 * How to add a command: see common/README.md. Each row of an option table is parsed, shown by --help, listed in the man page and completed. */
#ifndef CRM_CLI_COMMAND_H
#define CRM_CLI_COMMAND_H

#include "record/record.h"
#include "store/store.h"
#include <stddef.h>

struct session;
struct completion;
struct record;
struct import_hook;

/* Kinds start at 1: a forgotten one is found by the test that walks the tables. */
enum opt_kind {
	OPT_FLAG = 1,  /* bool */
	OPT_TEXT,      /* const char * */
	OPT_NUMBER,    /* int64_t, -1 when not given */
	OPT_CHOICE,    /* const char *, one of `choices` */
	OPT_LIST,      /* struct words: may be given several times */
	OPT_FILE,      /* const char *: a path */
	OPT_FIELDS,    /* const char *: comma-joined fields of the type */
	OPT_TYPE,      /* struct words: names of record types */
};

struct words {
	const char **words;
	size_t count;
};

struct opt {
	char letter;             /* 0: none */
	const char *name;
	const char *arg;         /* what stands for the argument in help; NULL: none */
	enum opt_kind kind;
	const char *choices;     /* OPT_CHOICE: "table|tsv|csv" */
	const char *help;
	size_t target;           /* offsetof(struct arguments, …) */
};

/* What the command line said. */
struct arguments {
	/* everywhere */
	const char *database, *now;
	bool help, version;
	/* readers */
	const char *format, *columns, *sort, *where, *as_of, *collate;
	bool header, bom, nul, exit_code, related;
	int64_t limit;
	/* writers */
	bool dry_run, cascade, prefer_drop;
	const char *prefer, *as, *key, *on_duplicate;
	struct words files, batch;
	/* import */
	struct words maps, create, types;
	const char *match, *encoding, *plan, *apply, *rejects;
	int64_t year;
	bool keep_going, relabel;
	/* conversion */
	const char *customer, *activities;
	bool new_customer;
	/* documents */
	const char *over_limit, *until;
	bool delivered, issue, bill_from_ship, ship_from_bill;
	int64_t instalment;
	/* users */
	const char *only;
	bool open_only;
	/* stock */
	bool explain;
	/* printing */
	const char *output, *print_as, *print_format, *print_language, *period, *logo, *seal;
	/* databases */
	const char *group;
	int64_t keep;
	bool fix, force, with_history;
	/* undo */
	int64_t last;
};

enum access { ACCESS_NONE = 1, ACCESS_READ, ACCESS_WRITE };

/* What the words behind the verb are: completion and help use it. */
enum operands {
	OPERANDS_NONE = 1,
	OPERANDS_FILTER,       /* filter terms and references */
	OPERANDS_REFERENCES,
	OPERANDS_ASSIGNMENTS,  /* field=value, references first where the verb takes them */
	OPERANDS_REFERENCES_ASSIGNMENTS,
	OPERANDS_LINES,        /* a document, then what to do with its lines */
	OPERANDS_FILE,
	OPERANDS_WORDS,        /* anything */
	OPERANDS_OWN,          /* what the verb itself completes */
	OPERANDS_TYPE_FILTER,  /* a record type, then filter terms; customers where none is named */
};

/* What the options of a verb that adds or sets do to every record, after its assignments. */
struct adjustment {
	bool (*wanted)(const struct session *session);       /* whether one of the options is given */
	enum status (*check)(struct session *session);       /* whether they make sense; before anything is read */
	void (*apply)(const struct session *session, struct record *record);
};

struct verb {
	const char *name;            /* NULL: what the command does where no verb is named; then it is its last one, mostly its only one */
	const char *synopsis;        /* the operands, for help */
	const char *help;            /* one sentence */
	enum access access;
	enum operands operands;
	bool own_only;               /* references to other types are refused, not followed */
	const struct opt *const *options; /* tables beside the common one; ends with NULL */
	bool (*only_reads)(const struct session *session); /* of a writer: whether this run of it changes nothing, so that a reader may do it; NULL: never */
	const struct adjustment *adjustment; /* of add and set; NULL: none */
	void (*complete)(struct completion *completion); /* offers its operands; NULL: as `operands` says */
	enum status (*run)(struct session *session);
};

struct command {
	const char *name;                 /* "crm-lead" */
	const char *help;                 /* one sentence; types have their own */
	const struct record_type *type;   /* gives the shared verbs; NULL: only own ones */
	const struct record_type *about;  /* of a command without type: what its filters and fields are of, or NULL */
	const struct verb *verbs;         /* own ones; ends with run NULL */
	const struct verb *const *shared; /* tables that several commands share, after the own ones and before those of every type; ends with NULL. NULL: none */
	const struct import_hook *import; /* what its domain adds to import (import/import.h); mostly NULL */
};

/* The command of this executable: each file in cmd/ defines it. */
extern const struct command command;

/* The verbs that every type has; internal types only read. */
extern const struct verb shared_verbs[];

extern const struct opt options_common[], options_read[], options_show[], options_table[], options_write[], options_add[], options_set[], options_remove[], options_unite[],
	options_import[], options_as_of[], options_line[], options_issue[], options_over_limit[], options_invoice[], options_recur[], options_address[], options_stock[], options_stocktake[], options_print[];

/* The verb of that name, own ones first; NULL when there is none. verb_next walks all: start with NULL. */
const struct verb *verb_find(const struct command *command, const char *name);
/* The verb of this tool that other tools call by that word; NULL when there is none. */
const char *verb_meant(const struct command *command, const char *word);
/* The verb without a name; NULL when there is none. */
const struct verb *verb_nameless(const struct command *command);
const struct verb *verb_next(const struct command *command, const struct verb *after);

/* One run of a command. */
struct session {
	const struct command *command;
	const struct verb *verb;
	struct arguments arguments;
	const char **operands;       /* what is left when options are taken out; ends with NULL */
	size_t operand_count;
	const char *line;            /* the command line, for the journal */
	struct store *store;         /* open as the verb's access says; NULL for ACCESS_NONE */
	const struct type *type;     /* of the command, when it has one and the store is open */
	const struct configuration *configuration;
	int64_t first_change;        /* of a writer: the change that writer_begin began */
	bool input_taken;            /* standard input was read: what reads it again would find it empty */
	const char **file_texts;     /* of --file options, each read once */
	struct arena arena;          /* lives as long as the session */
	struct error error;
};

#endif
