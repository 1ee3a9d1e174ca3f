/* The verbs that every record type has. */
#include "cli/verbs.h"

#include "cli/elsewhere.h"
#include <string.h>

const struct verb *const shared_verbs[] = {
	&list_verb, &show_verb, &count_verb, &export_verb, &add_verb, &set_verb, &copy_verb, &edit_verb, &remove_verb, &merge_verb, &import_verb, &history_verb, &fields_verb, NULL,
};

const char *verb_suggest(const struct command *command, const char *word)
{
	const char *verb;

	for (size_t i = 0; (verb = elsewhere_verb(word, i)); i++) {
		const struct verb *found = verb_find(command, verb);
		if (found && found->name)
			return verb;
	}
	return NULL;
}

/* The i-th table of verbs: the command's own, those that it shares with some commands, those of every type; NULL after the last. */
static const struct verb *const *table_at(const struct command *from, size_t wanted)
{
	if (from->verbs && wanted-- == 0)
		return from->verbs;
	for (const struct verb *const *const *shared = from->shared; shared && *shared; shared++)
		if (wanted-- == 0)
			return *shared;
	return from->type && wanted == 0 ? shared_verbs : NULL;
}

/* Whether a table before this one has a verb of that name. */
static bool is_hidden(const struct command *from, size_t table, const struct verb *verb)
{
	for (size_t i = 0; i < table; i++)
		for (const struct verb *const *other = table_at(from, i); *other; other++)
			if ((*other)->name && verb->name && strcmp((*other)->name, verb->name) == 0)
				return true;
	return false;
}

const struct verb *verb_next(const struct command *from, const struct verb *after)
{
	const struct verb *const *table;
	bool reached = !after;

	for (size_t i = 0; (table = table_at(from, i)); i++) {
		for (; *table; table++) {
			if (reached && !is_hidden(from, i, *table))
				return *table;
			reached |= *table == after;
		}
	}
	return NULL;
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
	for (const struct verb *const *verb = of->verbs; verb && *verb; verb++)
		if (!(*verb)->name)
			return *verb;
	return NULL;
}
