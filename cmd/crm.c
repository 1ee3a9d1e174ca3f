/* crm NOUN VERB … is crm-NOUN VERB …: the program of that name beside this one, or on $PATH. */
#include "base/status.h"
#include "base/text.h"
#include "cli/elsewhere.h"
#include "cli/version.h"
#include "cli/wrap.h"
#include "record/record.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct noun {
	const char *name, *help;
} nouns[] = {
#include "commands.h" /* made by the Makefile: each program tells what it does, and its place in the list */
	{ 0 },
};

static const char *next_noun(void *state)
{
	return nouns[(*(size_t *)state)++].name;
}

/* The directory of this program, with its final slash; empty when nothing tells it. */
static void own_directory(struct text *out, const char *called)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);

	path[length > 0 ? length : 0] = '\0';
	const char *whole = *path ? path : called, *slash = strrchr(whole, '/');
	if (slash)
		text_append(out, whole, (size_t)(slash + 1 - whole));
}

static bool is_noun(const char *word)
{
	for (const struct noun *noun = nouns; noun->name; noun++)
		if (strcmp(noun->name, word) == 0)
			return true;
	return false;
}

/* crm 传票 list is crm ticket list: a type has its labels, and words beside them. */
static const char *noun_of(const char *word)
{
	const struct record_type *type = is_noun(word) ? NULL : record_by_word(word);

	return type && is_noun(type->name) ? type->name : word;
}

/* c12, q3.2, c12..c20; also what has so begun. */
static bool is_reference(const char *word)
{
	size_t letters = strspn(word, "abcdefghijklmnopqrstuvwxyz");

	return letters && record_by_prefix(word, letters) && word[letters] >= '1' && word[letters] <= '9';
}

/* The verbs that every type has: the program knows no more than their names. */
static bool is_verb(const char *word)
{
	static const char *const verbs[] = { "list", "add", "set", "rm", "edit", "copy", "count", "export", "import", "merge", "fields" };

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(verbs[i], word) == 0)
			return true;
	return false;
}

/* What was meant by a command that is not there: a verb before its command or alone, a command of another program, one that is spelled nearly so. */
static void unknown(const char *word, const char *next)
{
	const char *verb = elsewhere_verb(word, 0), *command = elsewhere_command(word), *nearest = error_nearest(word, next_noun, &(size_t){ 0 });
	const struct record_type *named = next && is_reference(next) ? record_by_prefix(next, strspn(next, "abcdefghijklmnopqrstuvwxyz")) : NULL;

	/* Names of types that are near do not go with a reference: `done t1` is no note. */
	if (named && (!is_noun(named->name) || command || (!verb && nearest && !record_by_name(nearest))))
		named = NULL;
	if (next && is_noun(next))
		fprintf(stderr, "crm: unknown command '%s'; did you mean 'crm %s %s'?\n", word, next, verb ? verb : word);
	else if (named)
		fprintf(stderr, "crm: unknown command '%s'; did you mean 'crm %s %s %s'?\n", word, named->name, verb ? verb : word, next);
	else if (command && strchr(command, ' '))
		fprintf(stderr, "crm: unknown command '%s'; did you mean 'crm %s'?\n", word, command);
	else if (command)
		fprintf(stderr, "crm: unknown command '%s'; did you mean '%s'?\n", word, command);
	else if (verb || is_verb(word))
		fprintf(stderr, "crm: unknown command '%s'; a verb comes after a command: crm customer %s\n", word, verb ? verb : word);
	else if (nearest)
		fprintf(stderr, "crm: unknown command '%s'; did you mean '%s'?\n", word, nearest);
	else if ((unsigned char)*word >= 0x80)
		fprintf(stderr, "crm: unknown command '%s'; to look for it: crm find '%s'\n", word, word);
	else
		fprintf(stderr, "crm: unknown command '%s'; crm --help lists them\n", word);
}

/* Comes back only when there is no such program. */
static int become(const char *called, const char *word, char **words)
{
	const char *noun = noun_of(word);
	struct text name = { 0 }, path = { 0 };
	bool plain = *noun && noun[strspn(noun, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';

	text_printf(&name, "crm-%s", noun);
	own_directory(&path, called);
	words[0] = name.data;
	if (plain && path.length) {
		text_add(&path, name.data);
		execv(path.data, words);
	}
	if (plain)
		execvp(name.data, words);
	if (plain && errno != ENOENT)
		fprintf(stderr, "crm: cannot run %s: %s\n", name.data, strerror(errno));
	else
		unknown(noun, words[1]);
	text_free(&name);
	text_free(&path);
	return STATUS_USAGE;
}

/* A full disk shows at the end at the latest. */
static int close_output(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return STATUS_OK;
	fprintf(stderr, "crm: cannot write standard output: %s\n", strerror(errno));
	return STATUS_IO;
}

static int help(FILE *out)
{
	struct text text = { 0 };

	text_add(&text, "usage: crm COMMAND VERB [operands] [--option…]\n\n");
	for (const struct noun *noun = nouns; noun->name; noun++)
		text_printf(&text, "  %-10s %s\n", noun->name, noun->help);
	text_add(&text, "\ncrm COMMAND --help lists the verbs of a command. crm lead runs the program crm-lead, and so on; crm-tutorial(7) is for the first hour.\n");
	wrap_print(text_string(&text), out);
	text_free(&text);
	return out == stdout ? close_output() : STATUS_USAGE;
}

/* crm __complete --shell=S --cword=N -- crm NOUN words…: the nouns, or what crm-NOUN says of its words. */
static int complete(int count, char **words)
{
	int start = 2, at = 0;
	bool bash = false;

	for (; start < count && strcmp(words[start], "--") != 0; start++) {
		if (strncmp(words[start], "--cword=", 8) == 0)
			at = start;
		bash |= strcmp(words[start], "--shell=bash") == 0;
	}
	long cursor = at ? strtol(words[at] + 8, NULL, 10) : 0;
	bool of_help = cursor == 2 && start + 2 < count && strcmp(words[start + 2], "help") == 0;
	if (cursor >= 1 && start + 2 < count && is_reference(words[start + 2]) && freopen("/dev/null", "w", stderr)) {
		become(words[0], "show", words);
	} else if (cursor == 1 || of_help) {
		const char *begun = start + 2 + of_help < count ? words[start + 2 + of_help] : "";
		for (const struct noun *noun = nouns; noun->name; noun++)
			if (strncmp(noun->name, begun, strlen(begun)) == 0)
				printf("%s%s\t%s\n", noun->name, bash ? " " : "", noun->help);
	} else if (cursor > 1 && start + 2 < count && freopen("/dev/null", "w", stderr)) {
		char shifted[32], *noun = words[start + 2];
		snprintf(shifted, sizeof shifted, "--cword=%ld", cursor - 1);
		words[at] = shifted;
		memmove(words + start + 1, words + start + 2, (size_t)(count - start - 1) * sizeof *words); /* the final NULL too */
		become(words[0], noun, words);
	}
	return STATUS_OK;
}

/* crm help NOUN VERB is crm-NOUN VERB --help. */
static int help_of_command(int count, char **words)
{
	static char option[] = "--help";

	memmove(words + 1, words + 2, (size_t)(count - 2) * sizeof *words);
	words[count - 1] = option;
	return become(words[0], words[1], words + 1);
}

int main(int count, char **words)
{
	if (count > 1 && strcmp(words[1], "__complete") == 0)
		return complete(count, words);
	if (count > 1 && strcmp(words[1], "--version") == 0) {
		printf("crm %s\n", CRM_VERSION);
		return close_output();
	}
	if (count < 2 || strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0)
		return help(count < 2 ? stderr : stdout);
	if (strcmp(words[1], "help") == 0 && count == 2)
		return help(stdout);
	if (strcmp(words[1], "help") == 0)
		return help_of_command(count, words);
	/* crm c12 is crm show c12. */
	if (is_reference(words[1]))
		return become(words[0], "show", words);
	return become(words[0], words[1], words + 1);
}
