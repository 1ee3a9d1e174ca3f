#include "cli/pager.h"

#include "base/program.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { INTERRUPTED = 128 + SIGINT };

static const char *pager_command(const char *configured)
{
	const char *own = getenv("CRM_PAGER"), *command = own ? own : configured, *terminal = getenv("TERM");

	if (!command)
		command = getenv("PAGER");
	if (!command)
		command = terminal && *terminal && strcmp(terminal, "dumb") != 0 ? "less -FRX" : "";
	return command[strspn(command, " \t")] && strcmp(command, "cat") != 0 ? command : NULL;
}

static void wait_for_pager(pid_t pager)
{
	while (waitpid(pager, NULL, 0) < 0 && errno == EINTR)
		;
}

/* The keys that interrupt reach the pager too, which goes on with what it has: it must not be left alone with the terminal. It is the only child of a reader. */
static void interrupt(int number)
{
	(void)number;
	close(STDOUT_FILENO);
	wait_for_pager(-1);
	_exit(INTERRUPTED);
}

static int open_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return errno;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return 0;
}

void pager_begin(struct session *session, const char *configured)
{
	const char *command = session->pager || !isatty(STDOUT_FILENO) ? NULL : pager_command(configured);
	struct sigaction action = { .sa_handler = interrupt };
	int ends[2];
	pid_t process;

	/* A failure of before must not pass for one of the pager. */
	if (!command || fflush(stdout) != 0 || ferror(stdout) || open_pipe(ends) != 0)
		return;
	int screen = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	setenv("LESS", "FRX", 0); /* of $PAGER, when it is less alone */
	int cause = screen < 0 ? errno : program_start(program_words(&session->arena, command, (const char *const[]){ NULL }), (const int[]){ ends[0], -1, -1 }, NULL, NULL, &process);
	if (!cause) {
		dup2(ends[1], STDOUT_FILENO);
		session->pager = arena_alloc(&session->arena, sizeof *session->pager);
		session->pager->process = process;
		session->messages = &session->pager->messages;
		session->screen = screen;
		sigemptyset(&action.sa_mask);
		sigaction(SIGINT, &action, &session->pager->before);
	} else if (screen >= 0) {
		close(screen);
	}
	close(ends[0]);
	close(ends[1]);
}

void pager_end(struct session *session)
{
	struct pager *pager = session->pager;

	if (!pager)
		return;
	/* Nothing is left to do: what interrupts from here on is meant for the pager. */
	signal(SIGINT, SIG_IGN);
	/* To a pager, all that can fail is that it is no longer there. */
	if (fflush(stdout) == 0 || errno == EPIPE)
		clearerr(stdout);
	dup2(session->screen, STDOUT_FILENO);
	close(session->screen);
	wait_for_pager(pager->process);
	sigaction(SIGINT, &pager->before, NULL);
	session->pager = NULL;
	session->messages = NULL;
	fputs(text_string(&pager->messages), stderr);
	text_free(&pager->messages);
}
