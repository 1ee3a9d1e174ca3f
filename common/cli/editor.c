#include "cli/editor.h"

#include "base/program.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char blanks[] = " \t\r\n";

static bool write_all(int fd, const char *data, size_t length)
{
	while (length > 0) {
		ssize_t written = write(fd, data, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		data += written;
		length -= (size_t)written;
	}
	return true;
}

enum status editor_create(struct arena *arena, const char *data, size_t length, struct editor_file *out, struct error *error)
{
	const char *base = getenv("TMPDIR");
	char *directory = arena_printf(arena, "%s/crm-edit.XXXXXX", base && *base == '/' ? base : "/tmp");

	if (!mkdtemp(directory))
		return error_set(error, STATUS_CREATE, "cannot create a directory for the text (%s): %s; $TMPDIR determines where", directory, strerror(errno));
	*out = (struct editor_file){ directory, arena_printf(arena, "%s/edit.yaml", directory) };
	int fd = open(out->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
	bool written = fd >= 0 && write_all(fd, data, length);
	int cause = errno;
	if (fd >= 0 && close(fd) != 0 && written) {
		written = false;
		cause = errno;
	}
	if (written)
		return STATUS_OK;
	editor_remove(out);
	return error_set(error, fd < 0 ? STATUS_CREATE : STATUS_IO, "cannot write %s: %s", out->path, strerror(cause));
}

void editor_remove(const struct editor_file *file)
{
	DIR *directory = opendir(file->directory);
	struct dirent *entry;

	while (directory && (entry = readdir(directory)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(directory), entry->d_name, 0);
	if (directory)
		closedir(directory);
	rmdir(file->directory);
}

static bool is_set(const char *command)
{
	return command && command[strspn(command, blanks)] != '\0';
}

const char *editor_command(const struct configuration *configuration)
{
	const char *const commands[] = { getenv("VISUAL"), getenv("EDITOR"), config_value(configuration, "editor") };

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (is_set(commands[i]))
			return commands[i];
	return "vi";
}

/* As system() does it: the keys that interrupt are for the editor, which must not inherit that we ignore them, nor that we ignore SIGPIPE. */
struct signals {
	struct sigaction interrupt, quit;
	sigset_t defaults;
};

static void ignore_keys(struct signals *signals)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &signals->interrupt);
	sigaction(SIGQUIT, &ignore, &signals->quit);
	sigemptyset(&signals->defaults);
	sigaddset(&signals->defaults, SIGPIPE);
	if (signals->interrupt.sa_handler != SIG_IGN)
		sigaddset(&signals->defaults, SIGINT);
	if (signals->quit.sa_handler != SIG_IGN)
		sigaddset(&signals->defaults, SIGQUIT);
}

static void heed_keys(const struct signals *signals)
{
	sigaction(SIGINT, &signals->interrupt, NULL);
	sigaction(SIGQUIT, &signals->quit, NULL);
}

/* Returns an errno. */
static int start(char **words, bool piped, const sigset_t *defaults, pid_t *child)
{
	bool diverted = !isatty(STDOUT_FILENO);
	int terminal = piped || diverted ? open("/dev/tty", O_RDWR | O_CLOEXEC) : -1;
	int output = terminal >= 0 ? terminal : STDERR_FILENO;
	int cause = program_start(words, (const int[]){ piped ? terminal : -1, diverted ? output : -1, -1 }, defaults, NULL, child);

	if (terminal >= 0)
		close(terminal);
	return cause;
}

enum status editor_run(struct arena *arena, const char *command, const char *path, bool piped, struct error *error)
{
	char **words = program_words(arena, command, (const char *const[]){ path, NULL });
	struct signals signals;
	pid_t child = 0, ended = 0;
	int result = 0;

	ignore_keys(&signals);
	int cause = start(words, piped, &signals.defaults, &child);
	while (!cause && (ended = waitpid(child, &result, 0)) < 0 && errno == EINTR)
		;
	heed_keys(&signals);
	if (cause)
		return error_set(error, STATUS_REFUSED, "cannot start the editor '%s': %s; set $VISUAL or $EDITOR", words[0], strerror(cause));
	if (ended < 0)
		return error_set(error, STATUS_REFUSED, "cannot wait for the editor '%s': %s; nothing was changed", words[0], strerror(errno));
	if (WIFSIGNALED(result))
		return error_set(error, STATUS_REFUSED, "the editor '%s' was terminated by signal %d; nothing was changed", words[0], WTERMSIG(result));
	if (WEXITSTATUS(result) != 0)
		return error_set(error, STATUS_REFUSED, "the editor '%s' exited with status %d; nothing was changed", words[0], WEXITSTATUS(result));
	return STATUS_OK;
}
