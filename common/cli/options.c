#include "cli/options.h"

#include "base/decimal.h"
#include "cli/elsewhere.h"
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* The group of a verb that a row is of; NULL for a common row. */
static const struct opt_group *group_of(const struct verb *verb, const struct opt *wanted)
{
	for (const struct opt_group *group = verb ? verb->options : NULL; group && group->rows; group++)
		for (const struct opt *opt = group->rows; opt->name; opt++)
			if (opt == wanted)
				return group;
	return NULL;
}

const struct opt *options_at(const struct verb *verb, size_t wanted)
{
	for (const struct opt_group *group = verb ? verb->options : NULL; group && group->rows; group++)
		for (const struct opt *opt = group->rows; opt->name; opt++)
			if (wanted-- == 0)
				return opt;
	for (const struct opt *opt = options_common; opt->name; opt++)
		if (wanted-- == 0)
			return opt;
	return NULL;
}

const struct opt *options_find(const struct verb *verb, const char *name)
{
	const struct opt *opt;

	for (size_t i = 0; (opt = options_at(verb, i)); i++)
		if (strcmp(opt->name, name) == 0)
			return opt;
	return NULL;
}

static const struct opt *find_letter(const struct verb *verb, char letter)
{
	const struct opt *opt;

	for (size_t i = 0; (opt = options_at(verb, i)); i++)
		if (opt->letter == letter)
			return opt;
	return NULL;
}

struct option_walk {
	const struct verb *verb;
	size_t next;
};

static const char *next_option(void *state)
{
	struct option_walk *walk = state;
	const struct opt *opt = options_at(walk->verb, walk->next++);

	return opt ? opt->name : NULL;
}

struct verb_walk {
	const struct command *command;
	const struct verb *at;
};

static const char *next_verb(void *state)
{
	struct verb_walk *walk = state;

	walk->at = verb_next(walk->command, walk->at);
	return walk->at ? walk->at->name : NULL;
}

bool options_is_choice(const char *choices, const char *value)
{
	size_t length = strlen(value);

	while (choices) {
		size_t size = strcspn(choices, "|");
		if (size == length && strncmp(choices, value, size) == 0)
			return true;
		choices = choices[size] ? choices + size + 1 : NULL;
	}
	return false;
}

static enum status check_choice(struct session *session, const struct opt *opt, const char *value)
{
	if (options_is_choice(opt->choices, value))
		return STATUS_OK;
	return error_set(&session->error, STATUS_USAGE, "--%s takes one of %s, not '%s'", opt->name, opt->choices, value);
}

static void append(struct session *session, struct words *list, const char *word)
{
	list->words = array_grow(&session->arena, list->words, list->count, sizeof *list->words);
	list->words[list->count++] = word;
}

static char *target_of(struct session *session, const struct opt *opt)
{
	const struct opt_group *group = group_of(session->verb, opt);

	return (group ? (char *)session->options + group->offset : (char *)&session->common) + opt->target;
}

static enum status store_value(struct session *session, const struct opt *opt, const char *value)
{
	char *target = target_of(session, opt);
	enum status status = STATUS_OK;

	switch (opt->kind) {
	case OPT_FLAG: *(bool *)target = true; break;
	case OPT_NUMBER:
		status = integer_parse(value, (int64_t *)target, &session->error);
		if (!status && *(int64_t *)target < 0)
			status = error_set(&session->error, STATUS_USAGE, "%s is negative", value);
		if (status) {
			error_prefix(&session->error, "--%s: ", opt->name);
			session->error.status = STATUS_USAGE;
		}
		break;
	case OPT_CHOICE:
		status = check_choice(session, opt, value);
		*(const char **)target = value;
		break;
	case OPT_LIST:
	case OPT_TYPE: append(session, (struct words *)target, value); break;
	case OPT_TEXT:
	case OPT_FILE:
	case OPT_FIELDS:
		if (!*value)
			return error_set(&session->error, STATUS_USAGE, "--%s is empty; it takes %s", opt->name, opt->arg);
		*(const char **)target = value;
		break;
	}
	return status ? STATUS_USAGE : STATUS_OK;
}

/* What was meant by an option that the verb has not: --format=json by --json, what it is called here where other programs have another name, or one that is spelled
 * nearly so. NULL: nothing is near. */
static const char *suggest_option(struct session *session, const char *name)
{
	const struct opt *format = options_find(session->verb, "format");
	const char *written = elsewhere_format(name), *other = elsewhere_option(name);

	if (format && format->choices && options_is_choice(format->choices, written))
		return arena_printf(&session->arena, "format=%s", written);
	return other && options_find(session->verb, other) ? other : error_nearest(name, next_option, &(struct option_walk){ .verb = session->verb });
}

static enum status unknown_option(struct session *session, const char *name)
{
	const char *meant = suggest_option(session, name), *verb = session->verb && session->verb->name ? session->verb->name : "";

	if (meant)
		return error_set(&session->error, STATUS_USAGE, "unknown option --%s; did you mean --%s?", name, meant);
	return error_set(&session->error, STATUS_USAGE, "unknown option --%s; %s %s%s--help lists them", name, session->command->name, verb, *verb ? " " : "");
}

/* One option word, with its argument behind = or in the next word. */
static enum status parse_long(struct session *session, const char *word, const char *next, bool *took)
{
	char name[64];
	size_t length = strcspn(word, "=");

	snprintf(name, sizeof name, "%.*s", (int)length, word);
	const struct opt *opt = options_find(session->verb, name);
	if (!opt)
		return unknown_option(session, name);
	if (opt->kind == OPT_FLAG) {
		if (word[length])
			return error_set(&session->error, STATUS_USAGE, "--%s takes no argument", name);
		return store_value(session, opt, NULL);
	}
	if (word[length])
		return store_value(session, opt, word + length + 1);
	if (opt->otherwise) {
		*(const char **)target_of(session, opt) = opt->otherwise;
		return STATUS_OK;
	}
	if (!next)
		return error_set(&session->error, STATUS_USAGE, "--%s requires an argument: --%s=%s", name, name, opt->arg);
	*took = true;
	return store_value(session, opt, next);
}

static enum status unknown_letter(struct session *session, char letter, const char *word)
{
	const char *meant = word[1] ? suggest_option(session, word) : NULL;

	if (meant)
		return error_set(&session->error, STATUS_USAGE, "unknown option -%c in '-%s'; did you mean --%s?", letter, word, meant);
	return error_set(&session->error, STATUS_USAGE, "unknown option -%c in '-%s'", letter, word);
}

static enum status parse_short(struct session *session, const char *word, const char *next, bool *took)
{
	for (const char *letter = word; *letter; letter++) {
		const struct opt *opt = find_letter(session->verb, *letter);
		enum status status;
		if (!opt)
			return unknown_letter(session, *letter, word);
		if (opt->kind == OPT_FLAG) {
			if ((status = store_value(session, opt, NULL)))
				return status;
			continue;
		}
		if (letter[1])
			return store_value(session, opt, letter + 1);
		if (!next)
			return error_set(&session->error, STATUS_USAGE, "-%c requires the argument %s", *letter, opt->arg);
		*took = true;
		return store_value(session, opt, next);
	}
	return STATUS_OK;
}

/* An option of that name or letter of any verb: before the verb is known, it tells whether the next word is its argument. */
static const struct opt *find_anywhere(const struct command *of, const char *name, char letter)
{
	const struct opt *opt = NULL;

	for (const struct verb *verb = verb_next(of, NULL); verb && !opt; verb = verb_next(of, verb))
		opt = name ? options_find(verb, name) : find_letter(verb, letter);
	return opt;
}

static bool takes_next(const struct command *of, const char *word)
{
	const struct opt *opt = NULL;

	if (word[1] == '-') {
		opt = find_anywhere(of, word + 2, 0);
		return opt && opt->kind != OPT_FLAG;
	}
	for (word++; *word; word++)
		if (!(opt = find_anywhere(of, NULL, *word)) || opt->kind != OPT_FLAG)
			break;
	return *word && opt && !word[1];
}

/* Options may stand before the verb whose table tells what they are: so it is looked for first. 0: there is none. */
static int verb_ahead(const struct command *of, int count, char **words)
{
	for (int i = 1; i < count && strcmp(words[i], "--") != 0; i++) {
		if (words[i][0] != '-' || !words[i][1]) {
			const struct verb *verb = verb_find(of, words[i]);
			return verb && verb->name ? i : 0;
		}
		i += takes_next(of, words[i]);
	}
	return 0;
}

/* The struct of the verb's options, as it is before any is given; the frame looks at some of its groups. */
static void take_options(struct session *session)
{
	static const struct output_options plain = { 0 };
	const struct verb *verb = session->verb;

	session->output = &plain;
	session->options = arena_alloc(&session->arena, verb ? verb->options_size + 1 : 1);
	for (const struct opt_group *group = verb ? verb->options : NULL; group && group->rows; group++) {
		char *at = (char *)session->options + group->offset;
		for (const struct opt *opt = group->rows; opt->name; opt++)
			if (opt->kind == OPT_NUMBER)
				*(int64_t *)(at + opt->target) = -1;
		if (group->frame == FRAME_OUTPUT)
			session->output = (const struct output_options *)at;
		else if (group->frame == FRAME_WRITE)
			session->write = (const struct write_options *)at;
	}
}

static enum status take_verb(struct session *session, const char *word, bool *taken)
{
	session->verb = verb_find(session->command, word);
	*taken = session->verb && session->verb->name;
	take_options(session);
	if (session->verb)
		return STATUS_OK;
	const char *nearest = verb_suggest(session->command, word);
	if (reference_like(word) && verb_find(session->command, "show"))
		return error_set(&session->error, STATUS_USAGE, "unknown verb '%s'; did you mean '%s show %s'?", word, session->command->name, word);
	if (!nearest)
		nearest = error_nearest(word, next_verb, &(struct verb_walk){ .command = session->command });
	if (nearest)
		return error_set(&session->error, STATUS_USAGE, "unknown verb '%s'; did you mean '%s'?", word, nearest);
	return error_set(&session->error, STATUS_USAGE, "unknown verb '%s'; %s --help lists them", word, session->command->name);
}

enum status options_parse(struct session *session, int count, char **words)
{
	bool only_operands = false;

	session->operands = arena_alloc(&session->arena, (size_t)(count + 1) * sizeof *session->operands);
	int verb_at = verb_ahead(session->command, count, words);
	session->verb = verb_at ? verb_find(session->command, words[verb_at]) : verb_nameless(session->command);
	take_options(session);
	for (int i = 1; i < count; i++) {
		const char *word = words[i], *next = i + 1 < count ? words[i + 1] : NULL;
		bool took = false;
		enum status status = STATUS_OK;
		if (verb_at && i == verb_at)
			continue;
		if (only_operands || word[0] != '-' || !word[1]) {
			if (!session->verb && (status = take_verb(session, word, &took)))
				return status;
			if (!took)
				session->operands[session->operand_count++] = word;
			continue;
		}
		if (strcmp(word, "--") == 0)
			only_operands = true, session->literal_at = session->operand_count;
		else if (word[1] == '-')
			status = parse_long(session, word + 2, next, &took);
		else
			status = parse_short(session, word + 1, next, &took);
		if (status)
			return status;
		i += took;
	}
	if (!only_operands)
		session->literal_at = session->operand_count;
	/* A command of one verb says itself what is wrong with its words. */
	if (session->operand_count && session->verb->name && session->verb->operands == OPERANDS_NONE && !session->common.help)
		return error_set(&session->error, STATUS_USAGE, "unexpected operand '%s': %s %s takes no operands", session->operands[0], session->command->name,
		                 session->verb->name);
	return STATUS_OK;
}
