/* A command is declared, not programmed: its record type, its own verbs, their options. main(), in this library, does the rest.
 *
 * How to add a command: see common/README.md. Each row of an option table is parsed, shown by --help, listed in the man page and completed. */
#ifndef CRM_CLI_COMMAND_H
#define CRM_CLI_COMMAND_H

#include "record/record.h"
#include "store/store.h"
#include <stddef.h>

struct session;
struct target;
struct out_options;
struct completion;
struct record;
struct import_hook;
struct import_preset;
struct manual_list;
struct diff_rule;
struct pager;

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

/* Words, from the one with that index on, that came from lines of standard input, one after another; line 0: they are arguments. */
struct word_run {
	size_t index, line;
};

struct words {
	const char **words;
	size_t count;
	bool from_input;       /* of operands: some came from standard input */
	struct word_run *runs; /* of operands: where each came from; NULL: not known */
	size_t run_count, from; /* from: the index of the first word in them */
};

struct opt {
	char letter;             /* 0: none */
	const char *name;
	const char *arg;         /* what stands for the argument in help; NULL: none */
	enum opt_kind kind;
	const char *choices;     /* OPT_CHOICE: "table|tsv|csv" */
	const char *help;
	size_t target;           /* where in the struct of its group the value goes */
	const char *otherwise;   /* the argument of --NAME alone; NULL: it needs one */
};

/* What the frame of all verbs does with the struct of a group, besides the verb itself. */
enum opt_frame {
	FRAME_NONE = 0,
	FRAME_OUTPUT, /* it begins with a struct output_options, by which the frame prints */
	FRAME_WRITE,  /* it is a struct write_options, by which the frame ends a change */
};

/* A group of options within those of a verb: rows that fill a struct, and where that struct is in the one of the verb. */
struct opt_group {
	const struct opt *rows;  /* ends with name NULL */
	size_t offset, size;     /* of the group's struct within the verb's */
	enum opt_frame frame;
};

/* Groups that many verbs share. A verb has their structs as members of its own, and their rows among its groups. */
struct common_options {
	const char *database, *now, *colour;
	bool help, version;
};
struct output_options {
	const char *format;
	bool header, bom, nul;
};
struct read_options { /* of readers of many records */
	struct output_options output;
	const char *columns, *sort, *where, *collate;
	int64_t limit;           /* -1: none */
	bool exit_code;
};
struct as_of_options {
	const char *as_of;       /* NULL: today */
};
struct summary_options { /* of what sums records up: lists of fields, NULL: none */
	const char *by, *sum, *avg, *min, *max;
	const char *across, *having, *compute, *currency, *rate_on, *date, *period;
	int64_t top;             /* -1: all */
	bool all_values, filters;
};
struct write_options {
	bool dry_run;
};
struct file_options {
	struct words files;      /* FIELD=PATH */
};
#define OUTPUT_FORMATS "table|tsv|csv|json|ndjson|yaml|markdown|xlsx|ids"
#define RECORD_FORMATS OUTPUT_FORMATS "|vcard|ldif|mutt" /* address books are of records */
extern const struct opt options_common[], options_output[], options_read[], options_as_of[], options_summary[], options_write[], options_file[];

/* The groups of verbs that have no options but those of one such struct. */
extern const struct opt_group output_groups[], write_groups[];

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

struct verb {
	const char *name;            /* NULL: what the command does where no verb is named; then it is its last one, mostly its only one */
	const char *synopsis;        /* the operands, for help */
	const char *help;            /* one sentence */
	enum access access;
	enum operands operands;
	const char *value;           /* the one value that it needs, a field or a word of its own: VALUE=… in the synopsis, or the last operand alone */
	bool by_name;                /* of a command without a type: its operands may be names, of whatever type */
	bool own_only;               /* references to other types are refused, not followed */
	const struct opt_group *options; /* besides the common ones; ends with rows NULL. NULL: none */
	size_t options_size;         /* of the struct that they fill */
	bool (*only_reads)(const struct session *session); /* of a writer: whether this run of it changes nothing, so that a reader may do it; NULL: never */
	void (*complete)(struct completion *completion); /* offers its operands; NULL: as `operands` says */
	enum status (*run)(struct session *session, void *options); /* options: the struct that its groups filled; numbers that were not given are -1 */
};

struct command {
	const char *name;                 /* "crm-lead" */
	int place;                        /* in the list of crm, where smaller ones come first */
	const char *summary;              /* one sentence for that list; NULL: help */
	const char *help;                 /* one sentence; types have their own */
	const struct record_type *type;   /* gives the shared verbs; NULL: only own ones */
	const struct record_type *about;  /* of a command without type: what its filters and fields are of, or NULL */
	const struct verb *const *verbs;  /* own ones, ending with NULL; one of a later table gives way to one of the same name in an earlier */
	const struct verb *const *const *shared; /* tables that several commands share, between the own ones and those of every type; ends with NULL. NULL: none */
	const struct diff_rule *differences; /* of crm-db: what the domains say of their types for diff (exchange/diff_rule.h); ends with record NULL */
	/* What its domain prints below a record that is shown with what refers to it; NULL: nothing. */
	enum status (*shown)(struct session *session, const struct target *target, const struct out_options *options);
	const struct manual_list *lists;  /* that its man page has besides (cli/manual.h); NULL: none */
	const struct import_hook *import; /* what its domain adds to import (import/import.h); mostly NULL */
	const struct import_preset *const *presets; /* what its domain knows of files of other programs (import/import_preset.h); ends with NULL. NULL: nothing */
};

/* The command of this executable: each file in cmd/ defines it. */
extern const struct command command;

/* The verbs that every type has; internal types only read. Ends with NULL. */
extern const struct verb *const shared_verbs[];

/* The verb of that name, own ones first; NULL when there is none. verb_next walks all: start with NULL. */
const struct verb *verb_find(const struct command *command, const char *name);
/* The verb of this tool that other tools call by that word; NULL when there is none. */
const char *verb_suggest(const struct command *command, const char *word);
/* The verb without a name; NULL when there is none. */
const struct verb *verb_nameless(const struct command *command);
const struct verb *verb_next(const struct command *command, const struct verb *after);

/* One run of a command. */
struct session {
	const struct command *command;
	const struct verb *verb;
	struct common_options common;
	void *options;               /* those of the verb */
	const struct output_options *output; /* within them; never NULL */
	const struct write_options *write;   /* within them; NULL: the verb has none */
	const char **operands;       /* what is left when options are taken out; ends with NULL */
	size_t operand_count;
	size_t literal_at;           /* operands from here on stood behind -- */
	const char *line;            /* the command line, for the journal */
	struct store *store;         /* open as the verb's access says; NULL for ACCESS_NONE */
	const struct type *type;     /* of the command, when it has one and the store is open */
	const struct configuration *configuration;
	int64_t first_change;        /* of a writer: the change that writer_begin began */
	const struct named *named;   /* the operands, where one names what another named before (targets_distinct); else NULL */
	bool input_taken;            /* standard input was read: what reads it again would find it empty */
	bool only_once;              /* what was done cannot be repeated: an editor ran, or a pipe was read that is not standard input */
	const char **file_texts;     /* of --file options, each read once */
	struct pager *pager;         /* that standard output goes through; NULL: none */
	struct text *messages;       /* for standard error, when the user has left the pager: two writers would mix on one screen; NULL: none runs */
	int screen;                  /* then the terminal */
	struct arena arena;          /* lives as long as the session */
	struct error error;
};

#endif
