/* --batch: lines of a reference and what to set. */
#include "cli/verbs.h"

#include "io/sheet.h"
#include <string.h>

/* One line of a batch: a reference, then assignments; or values under the columns of the header. */
static enum status batch_line(struct session *session, const struct batching *batching, char *line, char *const *columns, size_t column_count,
                              struct arena *arena)
{
	struct words reference = { 0 };
	struct targets found = { 0 };
	struct assignment *assignments = arena_alloc(arena, (strlen(line) / 2 + 2) * sizeof *assignments);
	size_t count = 0, cell = 0;
	char *rest = line;
	enum status status = STATUS_OK;

	while (!status && rest) {
		char *start = rest;
		rest = strchr(rest, '\t');
		if (rest)
			*rest++ = '\0';
		text_unescape(start, strlen(start));
		if (cell == 0) {
			reference = (struct words){ .words = (const char *[]){ start }, .count = 1, .from_input = true };
			status = operands_find(session, &reference, batching->own->record, &found);
		} else if (columns && cell >= column_count) {
			status = error_set(&session->error, STATUS_DATA, "the line has more cells than the header has columns");
		} else {
			const char *word = columns ? arena_printf(arena, "%s=%s", columns[cell], start) : start;
			/* Cells under a header are data: braces in them are no fields to merge. */
			const struct type *at = columns ? NULL : batching->own;
			status = assign_parse(session->store, batching->type, at, word, arena, &assignments[count]);
			count += !status;
		}
		cell++;
	}
	for (size_t i = 0; !status && i < found.count; i++)
		status = batching->each(batching->context, &found.items[i], assignments, count, arena);
	release_assignments(assignments, count);
	return status;
}

struct batch {
	const char *path;
	char **lines;
	size_t *numbers;
	size_t count;
};

static enum status drain_batch(struct session *session, const char *path, struct batch *batch)
{
	struct lines *lines;
	char *line;
	size_t length, number;
	bool input = strcmp(path, "-") == 0;
	enum status status = input ? session_take_input(session) : STATUS_OK;

	*batch = (struct batch){ .path = input ? "standard input" : path };
	if (!status)
		status = lines_open(&lines, path, &session->error);
	if (status)
		return status;
	while (!(status = lines_next(lines, &line, &length, &number, &session->error)) && line) {
		if (length == 0)
			continue;
		batch->lines = array_grow(&session->arena, batch->lines, batch->count, sizeof *batch->lines);
		batch->numbers = array_grow(&session->arena, batch->numbers, batch->count, sizeof *batch->numbers);
		batch->numbers[batch->count] = number;
		batch->lines[batch->count++] = arena_copy(&session->arena, line, length);
	}
	lines_close(lines);
	return status;
}

/* The first line names the columns when it begins with #: each must be a field that can be set. */
static enum status batch_header(struct session *session, const struct type *type, char *line, char ***columns, size_t *count)
{
	char **names = arena_alloc(&session->arena, (strlen(line) + 1) * sizeof *names);
	enum status status = STATUS_OK;

	for (char *rest = line; !status && rest;) {
		struct assignment assignment;
		names[*count] = rest;
		rest = strchr(rest, '\t');
		if (rest)
			*rest++ = '\0';
		if (*count > 0)
			status = assign_parse(session->store, type, NULL, arena_printf(&session->arena, "%s=", names[*count]), &session->arena, &assignment);
		++*count;
	}
	*columns = names;
	return status;
}

static enum status run_batch(struct session *session, const struct batch *batch, const struct batching *batching)
{
	char **columns = NULL;
	size_t column_count = 0;
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < batch->count; i++) {
		arena_reset(&arena);
		if (*batch->lines[i] == '#' && i > 0)
			continue;
		if (*batch->lines[i] == '#')
			status = batch_header(session, batching->type, batch->lines[i], &columns, &column_count);
		else
			status = batch_line(session, batching, batch->lines[i], columns, column_count, &arena);
		if (status)
			error_place(&session->error, batch->path, batch->numbers[i], 0);
		if (status == STATUS_USAGE)
			status = session->error.status = STATUS_DATA;
	}
	arena_free(&arena);
	return status;
}

enum status batch_drain(struct session *session, const struct words *paths, struct batch **out)
{
	struct batch *batches = *out = arena_alloc(&session->arena, (paths->count + 1) * sizeof *batches);
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < paths->count; i++)
		status = drain_batch(session, paths->words[i], &batches[i]);
	return status;
}

enum status batch_run(struct session *session, const struct batch *batches, size_t count, const struct batching *batching)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count; i++)
		status = run_batch(session, &batches[i], batching);
	return status;
}

struct setting_each {
	struct session *session;
	struct targets touched;
};

static enum status set_each(void *context, const struct target *target, const struct assignment *assignments, size_t count, struct arena *arena)
{
	struct setting_each *setting = context;

	targets_add(setting->session, &setting->touched, target->record, target->id);
	return set_one(setting->session, target, assignments, count, NULL, arena);
}

enum status set_batch(struct session *session, const struct words *paths)
{
	struct setting_each setting = { .session = session };
	const struct batching batching = { .own = session->type, .type = session->type, .each = set_each, .context = &setting };
	struct batch *batches;

	if (session->operand_count)
		return error_set(&session->error, STATUS_USAGE, "--batch takes its references from the file, not '%s'", session->operands[0]);
	enum status status = batch_drain(session, paths, &batches);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = batch_run(session, batches, paths->count, &batching);
	return writer_end(session, status, &setting.touched);
}
