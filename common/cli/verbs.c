/* The verbs that every record type has. */
#include "cli/verbs.h"

#include <string.h>

static const struct opt *const list_options[] = { options_read, options_as_of, NULL };
static const struct opt *const show_options[] = { options_show, options_as_of, NULL };
static const struct opt *const add_options[] = { options_add, options_write, NULL };
static const struct opt *const set_options[] = { options_set, options_write, NULL };
static const struct opt *const copy_options[] = { options_write, NULL };
static const struct opt *const remove_options[] = { options_remove, options_write, NULL };
static const struct opt *const merge_options[] = { options_unite, options_write, NULL };
static const struct opt *const import_options[] = { options_import, options_write, NULL };
static const struct opt *const table_options[] = { options_table, NULL };

const struct verb shared_verbs[] = {
	{ .name = "list", .synopsis = "[FILTER…]", .help = "list the records that a filter matches", .access = ACCESS_READ, .operands = OPERANDS_FILTER,
	  .options = list_options, .run = verb_list },
	{ .name = "show", .synopsis = "REF…", .help = "show all fields of records", .access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .options = show_options,
	  .run = verb_show },
	{ .name = "count", .synopsis = "[FILTER…]", .help = "count the records that a filter matches", .access = ACCESS_READ, .operands = OPERANDS_FILTER,
	  .options = list_options, .run = verb_count },
	{ .name = "export", .synopsis = "[FILTER…]", .help = "write records with every field, so that import reads them back", .access = ACCESS_READ,
	  .operands = OPERANDS_FILTER, .options = list_options, .run = verb_export },
	{ .name = "add", .synopsis = "[-] FIELD=VALUE…", .help = "add a record, or one for each reference on standard input", .access = ACCESS_WRITE,
	  .operands = OPERANDS_ASSIGNMENTS, .options = add_options, .run = verb_add },
	{ .name = "set", .synopsis = "REF…|- FIELD=VALUE…", .help = "change fields of records", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = set_options, .run = verb_set },
	{ .name = "copy", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "add copies of records", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = copy_options, .run = verb_copy },
	{ .name = "edit", .synopsis = "REF…|-", .help = "edit records as YAML in $VISUAL or $EDITOR", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	  .options = copy_options, .run = verb_edit },
	{ .name = "rm", .synopsis = "REF…|-", .help = "remove records", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .own_only = true, .options = remove_options,
	  .run = verb_remove },
	{ .name = "merge", .synopsis = "KEEP DROP…|-", .help = "merge records into the first one", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	  .own_only = true, .options = merge_options, .run = verb_merge },
	{ .name = "import", .synopsis = "FILE [FIELD=VALUE…]", .help = "read records from CSV, TSV or NDJSON", .access = ACCESS_WRITE, .operands = OPERANDS_FILE,
	  .options = import_options, .run = verb_import },
	{ .name = "history", .synopsis = "REF…", .help = "list the changes of records, field by field", .access = ACCESS_READ, .operands = OPERANDS_REFERENCES,
	  .options = table_options, .run = verb_history },
	{ .name = "fields", .synopsis = "", .help = "list the fields with their kinds and values", .access = ACCESS_READ, .operands = OPERANDS_NONE,
	  .options = table_options, .run = verb_fields },
	{ 0 },
};

const char *verb_meant(const struct command *command, const char *word)
{
	static const struct {
		const char *word, *verb;
	} others[] = {
		{ "ls", "list" },      { "find", "list" },   { "search", "list" },   { "view", "show" },   { "get", "show" },     { "new", "add" },
		{ "create", "add" },   { "insert", "add" },  { "update", "set" },    { "modify", "set" },  { "change", "set" },   { "cp", "copy" },
		{ "duplicate", "copy" }, { "delete", "rm" }, { "del", "rm" },        { "remove", "rm" },   { "log", "history" },  { "schema", "fields" },
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(others[i].word, word) == 0 && verb_find(command, others[i].verb))
			return others[i].verb;
	return NULL;
}

/* Where the verbs of a command are: its own, those that it shares with some commands, those of every type. One of an earlier group stands for one of that name in a later. */
enum { GROUPS = 4 };

static size_t groups_of(const struct command *from, const struct verb *groups[GROUPS])
{
	size_t count = 0;

	if (from->verbs && from->verbs->run)
		groups[count++] = from->verbs;
	for (const struct verb *const *group = from->shared; group && *group && count + 1 < GROUPS; group++)
		groups[count++] = *group;
	if (from->type)
		groups[count++] = shared_verbs;
	return count;
}

static bool is_in(const struct verb *group, const struct verb *verb)
{
	while (group->run && group != verb)
		group++;
	return group->run != NULL;
}

static const struct verb *verb_behind(const struct command *from, const struct verb *after)
{
	const struct verb *groups[GROUPS];
	size_t count = groups_of(from, groups), at = 0;

	if (!after)
		return count ? groups[0] : NULL;
	if (after[1].run)
		return after + 1;
	while (at < count && !is_in(groups[at], after))
		at++;
	return at + 1 < count ? groups[at + 1] : NULL;
}

static bool is_hidden(const struct command *from, const struct verb *verb)
{
	const struct verb *groups[GROUPS];
	size_t count = groups_of(from, groups);

	for (size_t i = 0; i < count && !is_in(groups[i], verb); i++)
		for (const struct verb *other = groups[i]; other->run; other++)
			if (other->name && verb->name && strcmp(other->name, verb->name) == 0)
				return true;
	return false;
}

const struct verb *verb_next(const struct command *from, const struct verb *after)
{
	do
		after = verb_behind(from, after);
	while (after && is_hidden(from, after));
	return after;
}

const struct verb *verb_find(const struct command *from, const char *name)
{
	for (const struct verb *verb = verb_next(from, NULL); verb; verb = verb_next(from, verb))
		if (!verb->name || strcmp(verb->name, name) == 0)
			return verb;
	return NULL;
}

const struct verb *verb_nameless(const struct command *of)
{
	const struct verb *verb = of->verbs;

	while (verb && verb->run && verb->name)
		verb++;
	return verb && verb->run ? verb : NULL;
}
