#include "import/import_plan_read.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_CELLS = 5, LINE_CELLS = 4 };

/* FNV-1a over the lines. */
static void add_mark(uint64_t *mark, const char *data, size_t length)
{
	if (!*mark)
		*mark = 1469598103934665603u;
	for (size_t i = 0; i < length; i++)
		*mark = (*mark ^ (unsigned char)data[i]) * 1099511628211u;
}

char *import_plan_cell(struct import_plan_line *line)
{
	char *cell = line->rest;

	if (!cell)
		return NULL;
	line->rest = strchr(cell, '\t');
	if (line->rest)
		*line->rest++ = '\0';
	cell[text_unescape(cell, strlen(cell))] = '\0';
	return cell;
}

static enum status read_option(struct import_job *job, const char *option)
{
	if (strcmp(option, "match=exact") == 0)
		job->options.match = IMPORT_MATCH_EXACT;
	else if (strcmp(option, "match=close") == 0)
		job->options.match = IMPORT_MATCH_CLOSE;
	else if (strncmp(option, "key=", 4) == 0)
		job->options.key = arena_string(&job->memory, option + 4);
	else
		return error_at(job->store->error, STATUS_DATA, job->name, 1, 0, "'%s' is not an option of a plan", option);
	return STATUS_OK;
}

static enum status read_head(struct import_plan_reader *reader, struct import_plan_line *line)
{
	struct import_job *job = reader->job;
	struct error *error = job->store->error;
	const char *cells[HEAD_CELLS] = { 0 }, *option, *uuid = schema_value(job->store->schema, "uuid");
	enum status status = STATUS_OK;
	char *end;

	for (size_t i = 0; i < HEAD_CELLS; i++)
		cells[i] = import_plan_cell(line);
	if (!cells[HEAD_CELLS - 1] || strcmp(cells[0], "#crm-plan") != 0)
		return error_at(error, STATUS_DATA, job->name, 1, 0, "not the plan of an import, which begins with #crm-plan");
	if (strcmp(cells[1], "1") != 0)
		return error_at(error, STATUS_DATA, job->name, 1, 0, "a plan of another version; make it again with --plan");
	if (strcmp(cells[2], job->type->record->name) != 0)
		return error_set(error, STATUS_REFUSED, "%s is a plan for crm-%s import", job->name, cells[2]);
	if (!uuid || strcmp(cells[3], uuid) != 0)
		return error_set(error, STATUS_REFUSED, "%s was made for another database", job->name);
	reader->change = strtoll(cells[4], &end, 10);
	if (end == cells[4] || *end)
		return error_at(error, STATUS_DATA, job->name, 1, 0, "the last change is not a number");
	while (!status && (option = import_plan_cell(line)))
		status = read_option(job, option);
	return status;
}

/* The next line, empty or not. */
static enum status next_line(struct import_plan_reader *reader, struct import_plan_line *line, size_t *length)
{
	*line = (struct import_plan_line){ 0 };
	enum status status = lines_next(reader->lines, &line->rest, length, &line->place, reader->job->store->error);

	if (!status && line->rest)
		add_mark(&reader->mark, line->rest, *length);
	return status;
}

enum status import_plan_read(struct import_plan_reader *reader, struct import_job *job)
{
	struct import_plan_line line;
	size_t length;

	reader->job = job;
	enum status status = lines_open(&reader->lines, job->options.apply, job->store->error);
	if (!status)
		status = next_line(reader, &line, &length);
	return status ? status : read_head(reader, &line);
}

void import_plan_read_free(struct import_plan_reader *reader)
{
	lines_close(reader->lines);
}

enum status import_plan_next(struct import_plan_reader *reader, struct import_plan_line *line)
{
	enum status status;
	size_t length;

	do
		status = next_line(reader, line, &length);
	while (!status && line->rest && !length);
	return status;
}

bool import_plan_goes_on(const struct import_plan_line *line)
{
	const char *tab = strchr(line->rest, '\t');

	return tab && (strncmp(tab, "\tline\t", 6) == 0 || strncmp(tab, "\tcreate\t", 8) == 0);
}

enum status import_plan_parse(const struct import_job *job, struct import_plan_line *line)
{
	const char *cells[LINE_CELLS];
	char *end;

	for (size_t i = 0; i < LINE_CELLS; i++)
		if (!(cells[i] = import_plan_cell(line)))
			return error_set(job->store->error, STATUS_DATA, "a line of a plan has line, action, ref, why, and then field=value, separated by TABs");
	line->word = cells[1];
	line->target = cells[2];
	line->why = cells[3];
	line->action = ACTION_ADD;
	while (import_actions[line->action] && strcmp(import_actions[line->action], line->word) != 0)
		line->action++;
	line->line = (size_t)strtoull(cells[0], &end, 10);
	if (line->action != ACTION_CREATE && (end == cells[0] || *end))
		return error_set(job->store->error, STATUS_DATA, "'%s' is not a line number", cells[0]);
	return STATUS_OK;
}
