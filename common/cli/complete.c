/* The completion engine: finds out what the word at the cursor stands for. The tables that the parser reads say it all. */
#include "cli/complete.h"

#include "base/date.h"
#include "base/utf8.h"
#include "cli/complete_internal.h"
#include "cli/config.h"
#include "cli/options.h"
#include "query/resolve.h"
#include "store/children.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct store *complete_store(struct completion *completion)
{
	static const struct verb reading = { .access = ACCESS_READ };
	struct session *session = &completion->session;

	if (completion->opened)
		return session->store;
	const struct verb *verb = session->verb;
	completion->opened = true;
	session->verb = &reading; /* whatever the verb on the line would do */
	config_read(&session->arena, (struct configuration **)&session->configuration, &session->error);
	completion->stored = session_open(session) == STATUS_OK;
	session->verb = verb;
	if (completion->stored)
		return session->store;
	completion->built_in = (struct store){ .error = &session->error, .schema = schema_new() };
	completion->built_in.conventions = (struct conventions){ .zone = "UTC", .currency = "CNY", .country = "86", .language = "en" };
	completion->built_in.conventions.now = (int64_t)time(NULL);
	date_zone("UTC", NULL);
	return session->store = &completion->built_in;
}

const struct type *complete_type(struct completion *completion)
{
	const struct session *session = &completion->session;
	const struct record_type *record = session->command->type ? session->command->type : session->command->about;

	if (session->verb && session->verb->operands == OPERANDS_TYPE_FILTER) {
		record = session->operand_count ? record_by_name(session->operands[0]) : NULL;
		if (!record || record->internal)
			record = session->command->about;
	}
	/* Assignments are to fields of the lines. */
	if (record && session->verb && session->verb->operands == OPERANDS_LINES)
		record = children_field(record)->target;
	return record ? store_type(complete_store(completion), record) : NULL;
}

/* Where the words before the cursor have led. */
struct line {
	const struct verb *verb;
	const struct opt *pending; /* takes the word at the cursor as its argument */
	bool only_operands;
	bool *given;               /* by the place of the option among those of the verb */
};

static void take_argument(struct session *session, const struct opt *opt, const char *value)
{
	for (const struct opt *common = options_common; common->name; common++)
		if (opt == common && opt->kind != OPT_FLAG)
			*(const char **)((char *)&session->common + opt->target) = value;
}

/* Which option of the verb a word such as --name=value or -x is; its argument if it holds it. */
static const struct opt *find_option(struct line *line, const char *word, const char **value)
{
	size_t length = strcspn(word, "=");
	const struct opt *opt;

	*value = NULL;
	for (size_t i = 0; (opt = options_at(line->verb, i)); i++) {
		bool here = word[1] == '-' ? strlen(opt->name) == length - 2 && strncmp(word + 2, opt->name, length - 2) == 0 : opt->letter == word[1];
		if (!here)
			continue;
		if (word[1] == '-' && word[length])
			*value = word + length + 1;
		else if (word[1] != '-' && word[2] && opt->kind != OPT_FLAG)
			*value = word + 2;
		if (opt->kind != OPT_LIST && opt->kind != OPT_TYPE)
			line->given[i] = true;
		return opt;
	}
	return NULL;
}

static void read_word(struct session *session, struct line *line, const char *word, bool before_cursor)
{
	const char *value;

	if (line->pending) {
		take_argument(session, line->pending, word);
		line->pending = NULL;
	} else if (line->only_operands || word[0] != '-' || !word[1]) {
		bool operand = line->verb != NULL;
		if (!line->verb)
			line->verb = verb_find(session->command, word);
		operand |= line->verb && !line->verb->name;
		if (operand && before_cursor)
			session->operands[session->operand_count++] = word;
	} else if (strcmp(word, "--") == 0) {
		line->only_operands = true;
	} else {
		const struct opt *opt = find_option(line, word, &value);
		if (opt && value)
			take_argument(session, opt, value);
		else if (opt && opt->kind != OPT_FLAG && !opt->otherwise)
			line->pending = opt;
	}
}

static bool has_assignment(const struct session *session)
{
	for (size_t i = 0; i < session->operand_count; i++)
		if (operand_is_assignment(session, session->operands[i]))
			return true;
	return false;
}

/* What the synopsis says of the reference at the cursor: PRICEBOOK for the first one, PRODUCT… for those behind it. */
static const char *operand_form(const struct completion *completion, const struct verb *verb)
{
	const char *form = verb->synopsis;

	for (size_t i = 0; i < completion->session.operand_count; i++) {
		const char *next = form + strcspn(form, " ");
		next += *next == ' ';
		if (!*next || strcspn(next, "=") < strcspn(next, " "))
			break;
		form = next;
	}
	return form + strspn(form, "[");
}

/* The type whose records the references of a verb name: the synopsis says CHANGE or USER where it is not the own one. */
static const struct record_type *operand_type(const struct completion *completion, const struct verb *verb)
{
	const char *word = operand_form(completion, verb);

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const char *name = walk.record->name;
		size_t length = strlen(name), at = 0;
		while (at < length && word[at] == name[at] - 'a' + 'A')
			at++;
		if (at == length && !(word[at] >= 'A' && word[at] <= 'Z') && word[at] != '=')
			return walk.record;
	}
	return completion->session.command->type;
}

/* A reference whose letters have begun, of a type that a field of a new record takes. */
static void complete_bare(struct completion *completion)
{
	size_t letters = strspn(completion->word, "abcdefghijklmnopqrstuvwxyz");
	const struct record_type *named = letters ? record_by_prefix(completion->word, letters) : NULL;
	const struct type *type = complete_type(completion);
	const struct field *field;

	if (named && type && resolve_way(complete_store(completion), type->record, named, &field) == STATUS_OK)
		complete_records(completion, NULL, PLACE_OPERAND);
}

/* The value that a verb takes as its last word, where something is named before it. */
static void complete_last(struct completion *completion, const struct verb *verb)
{
	const struct type *type = complete_type(completion);
	const struct field *field = verb->value && type && completion->session.operand_count ? type_field(type, verb->value, NULL) : NULL;

	if (field)
		complete_value(completion, type->record, field, PLACE_ASSIGNMENT);
}

/* Names of records of all types. */
static void complete_any_name(struct completion *completion)
{
	size_t count = 0;

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (!walk.record->internal && !walk.record->parent)
			count += complete_prefixes(completion, walk.record, PLACE_OPERAND);
	if (!count)
		complete_pieces(completion, NULL, PLACE_OPERAND);
}

static void complete_operand(struct completion *completion, const struct verb *verb)
{
	const struct session *session = &completion->session;

	if (verb->complete) {
		verb->complete(completion);
		return;
	}
	switch (verb->operands) {
	case OPERANDS_NONE: return;
	case OPERANDS_FILTER: complete_term(completion); return;
	case OPERANDS_REFERENCES:
		complete_records(completion, operand_type(completion, verb), PLACE_OPERAND);
		if (verb->by_name && *completion->word)
			complete_any_name(completion);
		return;
	case OPERANDS_ASSIGNMENTS:
		complete_bare(completion);
		complete_assignment(completion);
		return;
	case OPERANDS_REFERENCES_ASSIGNMENTS:
		if (!has_assignment(session) && !strchr(completion->word, '='))
			complete_last(completion, verb), complete_records(completion, operand_type(completion, verb), PLACE_OPERAND);
		complete_assignment(completion);
		return;
	case OPERANDS_LINES: case OPERANDS_OWN: return;
	case OPERANDS_FILE:
		if (session->operand_count == 0 || !session->command->type)
			complete_files(completion);
		else
			complete_assignment(completion);
		return;
	case OPERANDS_WORDS: complete_files(completion); return;
	case OPERANDS_TYPE_FILTER:
		if (session->operand_count == 0)
			complete_types(completion);
		if (strstr(verb->synopsis, "FILTER"))
			complete_term(completion);
		return;
	}
}

static void complete_word(struct completion *completion, struct line *line)
{
	const char *word = completion->word, *value;
	const struct opt *opt;

	bool first = !line->verb;
	if (first)
		line->verb = verb_nameless(completion->session.command);
	completion->session.verb = line->verb;
	if (line->pending) {
		complete_argument(completion, line->pending);
	} else if (!line->only_operands && word[0] == '-' && word[1] == '-' && strchr(word, '=')) {
		if ((opt = find_option(line, word, &value)) && opt->kind != OPT_FLAG) {
			completion->head = (size_t)(value - word);
			complete_argument(completion, opt);
		}
	} else if (!line->only_operands && word[0] == '-') {
		complete_options(completion, line->given);
	} else if (first) {
		complete_verbs(completion);
		if (line->verb)
			complete_operand(completion, line->verb);
	} else {
		complete_operand(completion, line->verb);
	}
}

struct request {
	enum shell shell;
	const char *breaks;
	long cursor;    /* index of the word at the cursor, among words */
	char **words;
	long count;
};

static bool read_request(struct request *request, int count, char **words)
{
	int i = 2;

	*request = (struct request){ .shell = SHELL_PLAIN, .breaks = "", .cursor = -1 };
	for (; i < count && strcmp(words[i], "--") != 0; i++) {
		if (strncmp(words[i], "--shell=", 8) == 0)
			request->shell = strcmp(words[i] + 8, "bash") == 0   ? SHELL_BASH
			                 : strcmp(words[i] + 8, "zsh") == 0  ? SHELL_ZSH
			                 : strcmp(words[i] + 8, "fish") == 0 ? SHELL_FISH
			                                                     : SHELL_PLAIN;
		else if (strncmp(words[i], "--cword=", 8) == 0)
			request->cursor = strtol(words[i] + 8, NULL, 10);
		else if (strncmp(words[i], "--breaks=", 9) == 0)
			request->breaks = words[i] + 9;
	}
	if (i >= count)
		return false;
	request->words = words + i + 1;
	request->count = count - i - 1;
	if (request->shell == SHELL_BASH && !*request->breaks)
		request->breaks = "=:@";
	return request->cursor >= 1 && request->cursor <= request->count;
}

/* The words before the cursor, and the one at it. bash hands over all as they are typed, fish the one at the cursor, zsh none.
 * False when the word at the cursor holds what the shell would expand. */
static bool read_words(struct completion *completion, const struct request *request, struct line *line)
{
	struct session *session = &completion->session;
	const struct verb *only = verb_next(session->command, NULL);
	size_t options = 0;
	char quote;
	size_t kept;

	if (only && !only->name)
		line->verb = only;
	for (const struct verb *verb = only; verb; verb = verb_next(session->command, verb))
		for (size_t i = 0; options_at(verb, i); i++)
			options = i + 1 > options ? i + 1 : options;
	line->given = arena_alloc(&session->arena, (options + 1) * sizeof *line->given);
	session->operands = arena_alloc(&session->arena, ((size_t)request->count + 1) * sizeof *session->operands);
	for (long i = 1; i < request->cursor; i++) {
		const char *word = request->words[i];
		if (request->shell == SHELL_BASH)
			word = complete_unquote(&session->arena, request->shell, word, request->breaks, &quote, &kept);
		read_word(session, line, word ? word : request->words[i], true);
	}
	/* An option behind the cursor decides which database is meant as well. */
	struct line behind = *line;
	behind.pending = NULL;
	for (long i = request->cursor + 1; i < request->count; i++)
		read_word(session, &behind, request->words[i], false);
	const char *word = request->cursor < request->count ? request->words[request->cursor] : "";
	if (request->shell == SHELL_BASH || request->shell == SHELL_FISH)
		word = complete_unquote(&session->arena, request->shell, word, request->breaks, &completion->quote, &completion->kept);
	completion->word = word;
	return word && utf8_valid(word, strlen(word), NULL);
}

int complete_main(const struct command *command, int count, char **words)
{
	struct completion completion = { .session = { .command = command } };
	struct request request;
	struct line line = { 0 };

	if (read_request(&request, count, words)) {
		completion.shell = request.shell;
		if (read_words(&completion, &request, &line))
			complete_word(&completion, &line);
	}
	fputs(text_string(&completion.out), stdout);
	fflush(stdout);
	if (completion.stored)
		store_close(completion.session.store);
	schema_free(completion.built_in.schema);
	text_free(&completion.out);
	text_free(&completion.last);
	arena_free(&completion.session.arena);
	return 0;
}
