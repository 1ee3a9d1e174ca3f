/* What the programs of the fault tests share: findings, a clock, a random generator that gives the same numbers everywhere, and running programs. */
#ifndef CRM_TORTURE_H
#define CRM_TORTURE_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int findings;
static uint64_t random_state;

/* Ends the test itself: what went wrong is not the programs' doing. */
static inline void stop(const char *what)
{
	fprintf(stderr, "torture: %s: %s\n", what, strerror(errno));
	exit(2);
}

__attribute__((format(printf, 1, 2))) static inline void finding(const char *format, ...)
{
	va_list arguments;

	findings++;
	printf("finding: ");
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	printf("\n");
}

static inline void random_seed(int seed)
{
	random_state = 0x9E3779B97F4A7C15u ^ ((uint64_t)seed << 20);
}

/* xorshift64*: Vigna, "An experimental exploration of Marsaglia's xorshift generators". */
static inline int random_below(int limit)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (int)((random_state * 0x2545F4914F6CDD1Du >> 33) % (uint64_t)limit);
}

static inline double seconds_now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static inline void sleep_until(double moment)
{
	double left = moment - seconds_now();

	if (left > 0)
		nanosleep(&(struct timespec){ .tv_sec = (time_t)left, .tv_nsec = (long)((left - (double)(time_t)left) * 1e9) }, NULL);
}

enum { WORD_LIMIT = 16 };

static inline pid_t spawn_words(const char *out, char *words[])
{
	fflush(stdout);
	pid_t process = fork();
	if (process < 0)
		stop("fork");
	if (process > 0)
		return process;
	int to = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600), from = open("/dev/null", O_RDONLY);
	if (to < 0 || from < 0 || dup2(to, STDOUT_FILENO) < 0 || dup2(from, STDIN_FILENO) < 0)
		_exit(127);
	execvp(words[0], words);
	_exit(127);
}

/* Starts a program; its standard output goes into the file. The words end with NULL. */
static inline pid_t spawn(const char *out, ...)
{
	char *words[WORD_LIMIT] = { NULL };
	va_list arguments;

	va_start(arguments, out);
	for (int i = 0; i + 1 < WORD_LIMIT && (words[i] = va_arg(arguments, char *)); i++)
		;
	va_end(arguments);
	return spawn_words(out, words);
}

/* Runs a program, its standard output nowhere; its exit code, or 128 and its signal. The words end with NULL. */
static inline int run_quietly(const char *program, ...)
{
	char *words[WORD_LIMIT] = { (char *)program };
	va_list arguments;
	int how;

	va_start(arguments, program);
	for (int i = 1; i + 1 < WORD_LIMIT && (words[i] = va_arg(arguments, char *)); i++)
		;
	va_end(arguments);
	pid_t process = spawn_words("/dev/null", words);
	if (waitpid(process, &how, 0) < 0)
		stop("waitpid");
	return WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
}

/* Whether the file has a first line with its end: the program had printed it before it was killed. */
__attribute__((format(printf, 1, 2))) static inline bool has_line(const char *format, ...)
{
	char path[256], line[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(path, sizeof path, format, arguments);
	va_end(arguments);
	FILE *file = fopen(path, "r");
	bool has = file && fgets(line, sizeof line, file) && strchr(line, '\n');
	if (file)
		fclose(file);
	return has;
}

__attribute__((format(printf, 1, 2))) static inline void remove_file(const char *format, ...)
{
	char path[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(path, sizeof path, format, arguments);
	va_end(arguments);
	unlink(path);
}

#endif
