/* The main() of every tool: reads the command line, opens the database, runs the verb. It alone prints errors and exits. */
#include "cli/complete.h"
#include "cli/config.h"
#include "cli/help.h"
#include "cli/manual.h"
#include "cli/options.h"
#include "cli/pager.h"
#include "cli/session.h"
#include "cli/version.h"
#include "cli/wrap.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>


/* The command line as one would type it again: words that the shell would split or expand are quoted. */
static char *join_line(struct arena *arena, int count, char **words)
{
	struct text line = { 0 };

	for (int i = 0; i < count; i++) {
		const char *word = i == 0 && strrchr(words[0], '/') ? strrchr(words[0], '/') + 1 : words[i];
		bool plain = *word && word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%^[]")] == '\0';
		text_add(&line, i ? " " : "");
		for (const char *p = word; *p; p++)
			plain &= (unsigned char)*p < 0x80;
		if (plain) {
			text_add(&line, word);
			continue;
		}
		text_quote(&line, word, strlen(word));
	}
	return text_take(&line, arena);
}

static enum status run(struct session *session)
{
	enum status status = config_read(&session->arena, (struct configuration **)&session->configuration, &session->error);

	if (!status && session->verb->access != ACCESS_NONE)
		status = session_open(session);
	if (!status && session->verb->value)
		status = operands_value(session);
	if (!status)
		status = session->verb->run(session, session->options);
	return status;
}

static enum status help(struct session *session, bool asked)
{
	struct text out = { 0 };

	if (session->verb)
		help_verb(&out, session->command, session->verb);
	else
		help_command(&out, session->command);
	wrap_print(text_string(&out), asked ? stdout : stderr);
	text_free(&out);
	return asked ? STATUS_OK : STATUS_USAGE;
}

/* Everything that a program does but for its errors. */
static enum status begin(struct session *session, int count, char **words)
{
	session->line = join_line(&session->arena, count, words);
	enum status status = options_parse(session, count, words);

	if (!status && session->common.version)
		printf("%s %s\n", command.name, CRM_VERSION);
	else if (!status && (session->common.help || !session->verb))
		status = help(session, session->common.help);
	else if (!status)
		status = run(session);
	return status;
}

static void end(struct session *session)
{
	store_close(session->store);
	arena_free(&session->arena);
}

/* A writer that waited while somebody else changed the schema wrote nothing: it begins again with the new one, and with the input that it read before. */
static bool begins_again(const struct session *session)
{
	return session->error.status == STATUS_BUSY && session->error.code == ERROR_STALE && !session->only_once;
}

enum { ATTEMPTS = 5 };

/* A full disk shows at the end at the latest; a reader that went away is no error. */
static enum status close_output(struct session *session, enum status status)
{
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (errno == EPIPE || status)
		return status;
	return error_set(&session->error, STATUS_IO, "cannot write standard output: %s", strerror(errno));
}

int main(int count, char **words)
{
	struct session session = { .command = &command };

	signal(SIGPIPE, SIG_IGN);
	if (count > 1 && strcmp(words[1], "__complete") == 0)
		return complete_main(&command, count, words);
	if (count > 1 && strcmp(words[1], "__man") == 0)
		return manual_main(&command, count, words);
	if (count > 1 && strcmp(words[1], "__lint") == 0) {
		enum status found = options_lint(&command, &session.error);
		if (found)
			session_report(&session, session.error.message);
		return (int)found;
	}
	off_t input = lseek(STDIN_FILENO, 0, SEEK_CUR); /* -1: a pipe, of which a file from its beginning is kept */
	enum status status = begin(&session, count, words);
	for (int attempt = 1; status && begins_again(&session) && attempt < ATTEMPTS; attempt++) {
		lseek(STDIN_FILENO, input < 0 ? 0 : input, SEEK_SET);
		end(&session);
		session = (struct session){ .command = &command };
		status = begin(&session, count, words);
	}
	pager_end(&session);
	status = close_output(&session, status);
	if (status && session.error.message[0])
		session_report(&session, session.error.message);
	end(&session);
	return (int)status;
}
