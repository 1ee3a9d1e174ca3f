/* crm-report run. */
#include "reporting/report_verbs.h"

#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/verbs.h"
#include "reporting/definition.h"
#include "reporting/report_draw_verbs.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define RUN_FORMATS OUTPUT_FORMATS "|html|svg|png|pdf"
#define CHARTS "bar|stacked|line|area|pie|funnel|heatmap|none"

struct run_options {
	struct read_options read;
	struct as_of_options past;
	const char *output, *unit, *chart;
	bool sql, filters, totals, mail;
	struct write_options write;
};

/* What the operands say: which reports, and NAME=VALUE words. */
struct running {
	struct session *session;
	const struct run_options *options;
	const char **assignments;
	size_t assignment_count;
	struct report_definition *named; /* as they are named */
	size_t named_count;
	struct report_definition *definitions; /* the same, without those that are made of parts: these are there */
	size_t count;
	const char *title;         /* of a page of several */
	enum status worst;         /* of what failed among several of a page */
	struct report_output output;
	int64_t rows;
};

static bool is_assignment(const char *word)
{
	size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyz_0123456789");

	return length && word[length] == '=';
}

/* Without a name, the assignments are the definition. */
static enum status take_operands(struct running *running)
{
	struct session *session = running->session;
	struct arena *arena = &session->arena;
	enum status status = STATUS_OK;
	bool chinese = strcmp(session->store->conventions.language, "zh") == 0;

	running->assignments = arena_alloc(arena, (session->operand_count + 1) * sizeof *running->assignments);
	for (size_t i = 0; !status && i < session->operand_count; i++) {
		const char *word = session->operands[i];
		struct report_definition definition, *parts;
		size_t count = 0;
		if (i < session->literal_at && is_assignment(word)) {
			running->assignments[running->assignment_count++] = word;
			continue;
		}
		status = definition_find(session->store, word, arena, &definition);
		running->named = array_grow(arena, running->named, running->named_count, sizeof *running->named);
		running->named[running->named_count++] = definition;
		if (!status)
			running->title = running->named_count > 1 ? chinese ? "报表" : "Reports" : chinese && definition.zh ? definition.zh : definition.en ? definition.en : definition.name;
		if (!status)
			status = definition_parts(session->store, &definition, arena, &parts, &count);
		for (size_t n = 0; !status && n < count; n++) {
			running->definitions = array_grow(arena, running->definitions, running->count, sizeof *running->definitions);
			running->definitions[running->count++] = parts[n];
		}
	}
	if (status || running->named_count)
		return status;
	if (!running->assignment_count)
		return error_set(&session->error, STATUS_USAGE, "name a report, or say what it is of: crm-report run pipeline, crm-report run from=deal group=stage; crm-report list has them all");
	running->definitions = arena_alloc(arena, sizeof *running->definitions);
	running->count = 1;
	return STATUS_OK;
}

/* The format that a suffix names; NULL: none. */
static const char *by_suffix(const char *path)
{
	static const struct {
		const char *suffix, *format;
	} suffixes[] = { { "csv", "csv" }, { "tsv", "tsv" }, { "json", "json" }, { "ndjson", "ndjson" }, { "yaml", "yaml" }, { "txt", "table" }, { "md", "markdown" },
		{ "xlsx", "xlsx" }, { "html", "html" }, { "svg", "svg" }, { "png", "png" }, { "pdf", "pdf" } };
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot && !strchr(dot, '/') && i < sizeof suffixes / sizeof *suffixes; i++)
		if (strcmp(dot + 1, suffixes[i].suffix) == 0)
			return suffixes[i].format;
	return NULL;
}

static enum status choose_output(struct running *running)
{
	struct session *session = running->session;
	const struct run_options *options = running->options;
	bool to_file = options->output && strcmp(options->output, "-") != 0;
	struct out_options usual;

	out_options_unpaged(session, &usual);
	running->output = (struct report_output){ .format = options->read.output.format, .unit = options->unit, .header = options->read.output.header,
		.bom = options->read.output.bom, .nul = options->read.output.nul, .filters = options->filters, .fd = STDOUT_FILENO, .several = running->count > 1,
		.terminal = usual.terminal && !to_file, .width = to_file ? 0 : usual.width, .colour = usual.colour && !to_file };
	if (!running->output.format && to_file && !(running->output.format = by_suffix(options->output)))
		return error_set(&session->error, STATUS_USAGE, "-o %s: no format has that suffix; name it with --format", options->output);
	if (!running->output.format)
		running->output.format = usual.format == OUT_TABLE ? "table" : "tsv";
	if (running->options->chart && !report_is_drawn(running->output.format) && strcmp(running->output.format, "table") != 0)
		return error_set(&session->error, STATUS_USAGE, "--chart is for what people look at: --format=table, html, svg, png, pdf");
	if (options->unit && report_is_drawn(running->output.format))
		return error_set(&session->error, STATUS_USAGE, "--unit is for tables; a chart has a unit of its own");
	if (!to_file && session_terminal(session) >= 0 && report_is_picture(running->output.format))
		return error_set(&session->error, STATUS_USAGE, "a picture cannot be shown on a terminal; name a file with -o, or use --format=table --chart");
	if (!options_is_choice(RUN_FORMATS, running->output.format))
		return error_set(&session->error, STATUS_USAGE, "-o takes a file of the formats %s, not %s", RUN_FORMATS, running->output.format);
	if (!to_file && !options->sql && strcmp(running->output.format, "table") == 0)
		session_page(session);
	return STATUS_OK;
}

static enum status print_sql(struct running *running, struct report *report)
{
	printf("%s", report_sql(report));
	if (*report_sql(report) && report_sql(report)[strlen(report_sql(report)) - 1] != '\n')
		putchar('\n');
	return fflush(stdout) == 0 ? STATUS_OK : error_set(&running->session->error, STATUS_IO, "cannot write standard output: %s", strerror(errno));
}

static enum status run_one(struct running *running, const struct report_definition *definition, int64_t *rows)
{
	struct session *session = running->session;
	const struct run_options *options = running->options;
	bool human = report_format_is_human(running->output.format);
	struct report_request request = { .assignments = running->assignments, .where = options->read.where, .columns = options->read.columns, .sort = options->read.sort,
		.limit = options->read.limit, .human = human, .totals = human || options->totals, .filters = options->filters };
	bool drawn = options->chart && !options->sql && strcmp(running->output.format, "table") == 0;
	const struct report_row *all;
	struct report *report;
	size_t count;
	enum status status = report_open(session->store, definition, &request, &report);

	if (!status && drawn)
		status = report_rows(report, &all, &count);
	if (!status)
		status = options->sql ? print_sql(running, report) : report_write(session, report, &running->output, rows);
	if (!status && drawn)
		status = report_print_chart(session, report, options->chart, running->output.fd);
	report_close(report);
	if (status && definition->name && running->count > 1)
		error_prefix(&session->error, "%s: ", definition->name);
	return status;
}

/* One after another; what fails is reported, and the others are run all the same. */
static enum status run_all(struct running *running)
{
	struct session *session = running->session;
	enum status worst = STATUS_OK;

	for (size_t i = 0; i < running->count; i++) {
		if (i && !running->options->sql)
			dprintf(running->output.fd, "\n");
		enum status status = run_one(running, &running->definitions[i], &running->rows);
		if (status && running->count == 1)
			return status;
		if (status) {
			session_report(session, session->error.message);
			worst = status;
		}
	}
	return worst ? error_silence(&session->error, worst) : STATUS_OK;
}

/* Pages and pictures: all reports in one. */
static enum status draw_all(struct running *running, FILE *file)
{
	struct session *session = running->session;
	const struct run_options *options = running->options;
	struct report_part *parts = arena_alloc(&session->arena, (running->count + 1) * sizeof *parts);

	for (size_t i = 0; i < running->count; i++)
		parts[i] = (struct report_part){ .definition = &running->definitions[i], .assignments = running->assignments, .where = options->read.where,
			.columns = options->read.columns, .sort = options->read.sort, .limit = options->read.limit,
			.chart = report_is_picture(running->output.format) && !options->chart ? "" : options->chart };
	return report_write_drawing(session, parts, running->count, running->output.format, running->title, file, &running->rows, &running->worst);
}

static enum status write_file(void *context, FILE *file)
{
	struct running *running = context;

	if (report_is_drawn(running->output.format) && !running->options->sql)
		return draw_all(running, file);
	fflush(file);
	running->output.fd = fileno(file);
	return run_all(running);
}

static enum status run(struct session *session, void *context)
{
	struct running running = { .session = session, .options = context };
	const struct run_options *options = context;
	enum status status = reader_as_of(session, &options->past);

	if (!status)
		status = take_operands(&running);
	if (!status && options->mail && (options->output || options->read.where || options->read.columns || options->read.sort || options->sql))
		return error_set(&session->error, STATUS_USAGE, "--mail takes reports and parameters; what is in the mail is what the report says");
	if (!status && options->mail)
		return report_mail(session, running.named, running.named_count, running.assignments);
	if (!status)
		status = choose_output(&running);
	if (status)
		return status;
	if (options->output && strcmp(options->output, "-") != 0)
		status = output_file(&session->arena, options->output, "the report", write_file, &running, &session->error);
	else if (report_is_drawn(running.output.format) && !options->sql)
		status = draw_all(&running, stdout);
	else
		status = run_all(&running);
	if (!status && running.worst)
		status = error_silence(&session->error, running.worst);
	if (!status && options->read.exit_code && !running.rows)
		status = error_silence(&session->error, STATUS_REFUSED);
	return status;
}

enum status report_run_named(struct session *session, const char *name)
{
	struct run_options options = { .read = { .limit = -1 } };

	session->operands = (const char *[]){ name, NULL };
	session->operand_count = session->literal_at = 1;
	return run(session, &options);
}

static const struct opt read_rows[] = {
	{ .letter = 'f', .name = "format", .arg = "FORMAT", .kind = OPT_CHOICE, .choices = RUN_FORMATS,
	  .help = "output format; by default what the suffix of the file says, a table on a terminal, TSV in a pipe", .target = offsetof(struct read_options, output.format) },
	{ .letter = 'c', .name = "columns", .arg = "LIST", .kind = OPT_FIELDS, .help = "columns of the report to show, in this order", .target = offsetof(struct read_options, columns) },
	{ .letter = 's', .name = "sort", .arg = "LIST", .kind = OPT_FIELDS, .help = "sort by columns; - before one reverses its order: -sum:amount", .target = offsetof(struct read_options, sort) },
	{ .letter = 'n', .name = "limit", .arg = "N", .kind = OPT_NUMBER, .help = "stop after N rows", .target = offsetof(struct read_options, limit) },
	{ .letter = 'w', .name = "where", .arg = "FILTER", .kind = OPT_TEXT, .help = "further criteria, in addition to those of the report", .target = offsetof(struct read_options, where) },
	{ .name = "header", .kind = OPT_FLAG, .help = "begin TSV with a line of column names", .target = offsetof(struct read_options, output.header) },
	{ .name = "bom", .kind = OPT_FLAG, .help = "begin CSV with a byte order mark, for Excel", .target = offsetof(struct read_options, output.bom) },
	{ .letter = 'z', .name = "null", .kind = OPT_FLAG, .help = "end records with NUL instead of newline", .target = offsetof(struct read_options, output.nul) },
	{ .name = "exit-code", .kind = OPT_FLAG, .help = "exit with status 1 if nothing matches", .target = offsetof(struct read_options, exit_code) },
	{ 0 },
};

static const struct opt run_rows[] = {
	{ .letter = 'o', .name = "output", .arg = "FILE", .kind = OPT_FILE, .help = "write to this file, in the format of its suffix; - for standard output", .target = offsetof(struct run_options, output) },
	{ .name = "unit", .arg = "UNIT", .kind = OPT_CHOICE, .choices = "k|m|万", .help = "show amounts in this unit, for people", .target = offsetof(struct run_options, unit) },
	{ .name = "chart", .arg = "KIND", .kind = OPT_CHOICE, .choices = CHARTS, .otherwise = "",
	  .help = "also draw it, below the table, on the page or as the picture; by default as the report says", .target = offsetof(struct run_options, chart) },
	{ .name = "totals", .kind = OPT_FLAG, .help = "subtotals and totals are rows too, in formats for programs", .target = offsetof(struct run_options, totals) },
	{ .name = "filters", .kind = OPT_FLAG, .help = "append to each row the words of a filter that lists its records", .target = offsetof(struct run_options, filters) },
	{ .name = "mail", .kind = OPT_FLAG, .help = "queue mail to the recipients of the reports, once for each period, for crm-mail send", .target = offsetof(struct run_options, mail) },
	{ .name = "sql", .kind = OPT_FLAG, .help = "print the SQL that is run instead of its rows", .target = offsetof(struct run_options, sql) },
	{ 0 },
};

static const struct opt_group run_groups[] = {
	{ read_rows, offsetof(struct run_options, read), sizeof(struct read_options), FRAME_OUTPUT },
	{ options_as_of, offsetof(struct run_options, past), sizeof(struct as_of_options), FRAME_NONE },
	{ run_rows, 0, sizeof(struct run_options), FRAME_NONE },
	{ options_write, offsetof(struct run_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

/* Only mail is written. */
static bool only_reads(const struct session *session)
{
	const struct run_options *options = session->options;

	return !options->mail;
}

const struct verb report_run_verb = {
	.name = "run", .synopsis = "REPORT… [PARAMETER=VALUE…]", .help = "run reports, or one that the assignments describe: from=deal group=stage columns=count,sum:amount",
	.access = ACCESS_WRITE, .only_reads = only_reads, .operands = OPERANDS_OWN, .complete = report_complete, .options = run_groups, .options_size = sizeof(struct run_options), .run = run,
};
