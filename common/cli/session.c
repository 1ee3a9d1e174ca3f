#include "cli/session.h"

#include "base/utf8.h"
#include "cli/config.h"
#include "io/spool.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *session_home(struct session *session, const char *path)
{
	const char *home = getenv("HOME");

	return path && path[0] == '~' && path[1] == '/' && home ? arena_printf(&session->arena, "%s%s", home, path + 1) : path;
}

const char *session_database(struct session *session)
{
	const char *path = session->common.database, *home = getenv("HOME"), *base = getenv("XDG_DATA_HOME");

	if (!path)
		path = getenv("CRM_DB");
	if (!path || !*path)
		path = config_value(session->configuration, "db");
	if (path)
		return session_home(session, path);
	if (base && *base == '/')
		return arena_printf(&session->arena, "%s/crm/crm.db", base);
	return arena_printf(&session->arena, "%s/.local/share/crm/crm.db", home ? home : "");
}

void session_report(const struct session *session, const char *message)
{
	struct text visible = { 0 };

	utf8_visible(&visible, message, strlen(message));
	if (session->messages)
		text_printf(session->messages, "%s: %s\n", session->command->name, text_string(&visible));
	else
		fprintf(stderr, "%s: %s\n", session->command->name, text_string(&visible));
	text_free(&visible);
}

void session_print_line(const struct session *session, const char *line)
{
	struct text visible = { 0 };

	if (session_terminal(session) >= 0)
		utf8_visible(&visible, line, strlen(line));
	printf("%s\n", visible.data ? visible.data : line);
	text_free(&visible);
}

static bool writes(const struct session *session)
{
	const struct verb *verb = session->verb;

	return verb->access == ACCESS_WRITE && !(verb->only_reads && verb->only_reads(session));
}

bool session_reads(const struct session *session)
{
	return session->verb->access != ACCESS_NONE && !writes(session);
}

enum status session_open(struct session *session)
{
	struct store_options options = {
		.mode = writes(session) ? DB_WRITE : DB_READ,
		.now = session->common.now ? session->common.now : getenv("CRM_NOW"),
		.acting = getenv("CRM_USER"),
	};
	const char *language = getenv("CRM_LANGUAGE");

	enum status status = store_open(&session->store, session_database(session), &options, &session->error);
	if (status)
		return status;
	if (!language)
		language = config_value(session->configuration, "language");
	if (language && (strcmp(language, "en") == 0 || strcmp(language, "zh") == 0))
		memcpy(session->store->conventions.language, language, sizeof "en");
	if (session->command->type || session->command->about)
		session->type = store_type(session->store, session->command->type ? session->command->type : session->command->about);
	return STATUS_OK;
}

enum status session_take_input(struct session *session)
{
	if (session->input_taken)
		return error_set(&session->error, STATUS_USAGE, "standard input can be read only once");
	session->input_taken = true;
	return writes(session) ? spool_input(&session->error) : STATUS_OK;
}

enum status read_file(struct session *session, const char *path, const char **text, size_t *length)
{
	enum { CHUNK = 65536, LIMIT = 256 * 1024 * 1024 };
	bool input = strcmp(path, "-") == 0;
	struct text whole = { 0 };
	ssize_t got = 1;
	size_t bad;

	if (input && session_take_input(session))
		return session->error.status;
	int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return error_set(&session->error, errno == EACCES ? STATUS_PERMISSION : STATUS_DATA, "cannot open %s: %s", path, strerror(errno));
	while (got > 0 && whole.length <= LIMIT) {
		text_reserve(&whole, CHUNK);
		got = read(fd, whole.data + whole.length, CHUNK);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got > 0)
			whole.length += (size_t)got;
	}
	int cause = errno;
	if (!input)
		close(fd);
	enum status status = STATUS_OK;
	if (got < 0)
		status = error_set(&session->error, STATUS_IO, "cannot read %s: %s", path, strerror(cause));
	else if (whole.length > LIMIT)
		status = error_set(&session->error, STATUS_DATA, "%s is larger than %d MiB", path, LIMIT / 1024 / 1024);
	else if (!utf8_valid(text_string(&whole), whole.length, &bad))
		status = error_set(&session->error, STATUS_DATA, "%s: byte %zu is not UTF-8 text", path, bad + 1);
	if (!status) {
		*text = arena_copy(&session->arena, text_string(&whole), whole.length);
		*length = whole.length;
	}
	text_free(&whole);
	return status;
}
