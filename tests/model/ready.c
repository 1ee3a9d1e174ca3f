/* A program that runs again and again: preloaded into one, it lets it wait for requests instead of running once, so that a run costs neither
 * fork and exec nor the linker. The program itself is the one that users have; its main() is called as the C library would call it.
 *
 * CRM_READY=N   requests come from descriptor N, answers go to N + 1; without it the program runs as ever
 *
 * A request is its length, 4 bytes in the order of the machine, and as many bytes of texts that end with NUL each: a folder, which becomes
 * the current one, and whose files .in, .out and .err become standard input, output and error; values of $CRM_DB, $CRM_NOW and $CRM_USER,
 * where an empty one is unset; the words of the command line. The answer is 4 bytes: the exit code. A run that ends the process gives none,
 * and who started it asks waitpid(). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	LONGEST = 60,     /* seconds that a run may take */
	BEFORE_WORDS = 4, /* texts of a request before the command line */
	TEXTS_MAX = 1 << 16,
	BROKEN = 125,     /* exit code when not the program, but this does not work */
};

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);

static main_function *program;
static int requests, answers;
static char *zone;

static bool read_whole(void *bytes, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t count = read(requests, (char *)bytes + done, length - done);
		if (count <= 0)
			return false;
		done += (size_t)count;
	}
	return true;
}

static void become(int handle, const char *path, int flags)
{
	int file = open(path, flags | O_CLOEXEC, 0600);

	if (file < 0 || dup2(file, handle) < 0 || close(file) != 0)
		_exit(BROKEN);
}

static void assign(const char *name, const char *value)
{
	if (*value ? setenv(name, value, 1) : unsetenv(name))
		_exit(BROKEN);
}

static int32_t run(int count, char **texts)
{
	if (count <= BEFORE_WORDS || chdir(texts[0]) != 0)
		_exit(BROKEN);
	become(STDIN_FILENO, ".in", O_RDONLY);
	become(STDOUT_FILENO, ".out", O_WRONLY | O_CREAT | O_TRUNC);
	become(STDERR_FILENO, ".err", O_WRONLY | O_CREAT | O_TRUNC);
	assign("TZ", zone); /* a program sets that of its database */
	assign("CRM_DB", texts[1]);
	assign("CRM_NOW", texts[2]);
	assign("CRM_USER", texts[3]);
	alarm(LONGEST);
	int code = program(count - BEFORE_WORDS, texts + BEFORE_WORDS, environ);
	alarm(0);
	fflush(stdout);
	clearerr(stdout);
	return code & 0xff;
}

static int serve(int count, char **words, char **environment)
{
	static char *texts[TEXTS_MAX + 1];
	uint32_t length;

	(void)count, (void)words, (void)environment;
	zone = strdup(getenv("TZ") ? getenv("TZ") : "");
	mallopt(M_TRIM_THRESHOLD, 256 << 20); /* the next run needs as much again */
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	unsetenv("LD_PRELOAD");
	unsetenv("CRM_READY");
	fcntl(requests, F_SETFD, FD_CLOEXEC);
	fcntl(answers, F_SETFD, FD_CLOEXEC);
	while (read_whole(&length, sizeof length)) {
		char *bytes = malloc((size_t)length + 1);
		int found = 0;
		if (!zone || !bytes || !read_whole(bytes, length))
			_exit(BROKEN);
		bytes[length] = '\0';
		for (char *text = bytes; text < bytes + length; text += strlen(text) + 1) {
			if (found == TEXTS_MAX)
				_exit(BROKEN);
			texts[found++] = text;
		}
		texts[found] = NULL;
		int32_t code = run(found, texts);
		free(bytes);
		if (write(answers, &code, sizeof code) != (ssize_t)sizeof code)
			_exit(BROKEN);
	}
	_exit(0);
}

int __libc_start_main(main_function *function, int count, char **words, void (*begin)(void), void (*end)(void), void (*unload)(void), void *stack)
{
	start_function *start;
	const char *first = getenv("CRM_READY");

	*(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
	program = function;
	requests = first ? atoi(first) : -1;
	answers = requests + 1;
	return start(first ? serve : function, count, words, begin, end, unload, stack);
}
