#include "base/program.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char blanks[] = " \t\r\n";

enum { WHY_LIMIT = 300 };

char **program_words(struct arena *arena, const char *command, const char *const *more)
{
	size_t room = strlen(command) / 2 + 2, count = 0;

	for (size_t i = 0; more[i]; i++)
		room++;
	char **words = arena_alloc(arena, room * sizeof *words);
	for (const char *word = command + strspn(command, blanks); *word; word += strspn(word, blanks)) {
		size_t length = strcspn(word, blanks);
		words[count++] = arena_copy(arena, word, length);
		word += length;
	}
	for (size_t i = 0; more[i]; i++)
		words[count++] = arena_string(arena, more[i]);
	return words;
}

extern char **environ; /* POSIX has no header declare it. */

static int add_ends(posix_spawn_file_actions_t *actions, const int ends[3])
{
	int cause = 0;

	for (int i = 0; !cause && i < 3; i++)
		if (ends[i] >= 0)
			cause = posix_spawn_file_actions_adddup2(actions, ends[i], i);
	return cause;
}

int program_start(char **words, const int ends[3], const sigset_t *defaults, char *const *environment, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t pipes;
	int cause = posix_spawn_file_actions_init(&actions);

	if (!cause && (cause = posix_spawnattr_init(&attributes)))
		posix_spawn_file_actions_destroy(&actions);
	if (cause)
		return cause;
	sigemptyset(&pipes);
	sigaddset(&pipes, SIGPIPE);
	cause = add_ends(&actions, ends);
	if (!cause)
		cause = posix_spawnattr_setsigdefault(&attributes, defaults ? defaults : &pipes);
	if (!cause)
		cause = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	if (!cause)
		cause = posix_spawnp(child, words[0], &actions, &attributes, words, environment ? environment : environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return cause;
}

/* Its beginning, lines joined by "; ", without control characters; all else is read and dropped. */
static void read_why(int from, struct text *why)
{
	char buffer[512];
	bool broken = false;
	ssize_t got;

	while ((got = read(from, buffer, sizeof buffer)) != 0) {
		if (got < 0 && errno != EINTR)
			return;
		for (ssize_t i = 0; i < got && why->length < WHY_LIMIT; i++) {
			if (buffer[i] == '\n') {
				broken = why->length > 0;
			} else if ((unsigned char)buffer[i] >= ' ') {
				text_add(why, broken ? "; " : "");
				text_byte(why, buffer[i]);
				broken = false;
			}
		}
	}
}

/* False when it was killed, or its end was not seen. */
static bool wait_for(pid_t child, int *result)
{
	pid_t ended;

	while ((ended = waitpid(child, result, 0)) < 0 && errno == EINTR)
		;
	return ended == child && WIFEXITED(*result);
}

enum program_end program_feed(char **words, int input, struct text *why)
{
	int ends[2], result = 0;
	pid_t child;

	if (pipe(ends) != 0) {
		text_printf(why, "%s", strerror(errno));
		return PROGRAM_MISSING;
	}
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	int cause = program_start(words, (const int[]){ input, ends[1], ends[1] }, NULL, NULL, &child);
	close(ends[1]);
	if (cause) {
		close(ends[0]);
		text_printf(why, "cannot start '%s': %s", words[0], strerror(cause));
		return PROGRAM_MISSING;
	}
	read_why(ends[0], why);
	close(ends[0]);
	if (!wait_for(child, &result))
		return PROGRAM_UNKNOWN;
	if (!WEXITSTATUS(result))
		return PROGRAM_SUCCEEDED;
	if (WEXITSTATUS(result) == 127 && !why->length) {
		text_printf(why, "cannot start '%s'", words[0]);
		return PROGRAM_MISSING;
	}
	if (!why->length)
		text_printf(why, "'%s' ended with exit code %d", words[0], WEXITSTATUS(result));
	return PROGRAM_FAILED;
}

/* A limit that the program inherits; *before is for this one to have afterwards. */
static void limit(int resource, int64_t most, struct rlimit *before)
{
	struct rlimit now;

	getrlimit(resource, before);
	now = *before;
	if (now.rlim_cur == RLIM_INFINITY || now.rlim_cur > (rlim_t)most)
		now.rlim_cur = (rlim_t)most;
	setrlimit(resource, &now);
}

static int start_limited(char **words, const int ends[3], const struct program_limits *limits, pid_t *child)
{
	struct rlimit seconds, memory, bytes;
	struct text path = { 0 };

	text_printf(&path, "PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
	char *const environment[] = { path.data, "LC_ALL=C.UTF-8", "HOME=/nonexistent", NULL };
	limit(RLIMIT_CPU, limits->seconds, &seconds);
	limit(RLIMIT_AS, limits->memory, &memory);
	limit(RLIMIT_FSIZE, limits->bytes, &bytes);
	int cause = program_start(words, ends, NULL, environment, child);
	setrlimit(RLIMIT_CPU, &seconds);
	setrlimit(RLIMIT_AS, &memory);
	setrlimit(RLIMIT_FSIZE, &bytes);
	text_free(&path);
	return cause;
}

enum program_end program_convert(char **words, int input, int output, const struct program_limits *limits, struct text *why)
{
	int result = 0, nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	pid_t child;
	int cause = start_limited(words, (const int[]){ input, output, nowhere }, limits, &child);

	close(nowhere);
	if (cause)
		return PROGRAM_MISSING;
	if (!wait_for(child, &result)) {
		text_printf(why, "it was ended by signal %d", WIFSIGNALED(result) ? WTERMSIG(result) : 0);
		return PROGRAM_UNKNOWN;
	}
	if (!WEXITSTATUS(result))
		return PROGRAM_SUCCEEDED;
	text_printf(why, "it ended with exit code %d", WEXITSTATUS(result));
	return WEXITSTATUS(result) == 127 ? PROGRAM_MISSING : PROGRAM_FAILED;
}
