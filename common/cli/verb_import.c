/* import: a file, or a plan made from one, into the records of a type. */
#include "cli/verbs.h"

#include "base/sentence.h"
#include "cli/door.h"
#include "import/import.h"
#include "import/import_preset.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct importing {
	struct session *session;
	struct targets touched;
	bool reports;   /* progress goes to a terminal only */
	time_t started;
};

static void keep_id(void *context, int64_t id)
{
	struct importing *importing = context;

	targets_add(importing->session, &importing->touched, importing->session->type->record, id);
}

static void report_rejected(void *context, size_t line, const char *reason)
{
	struct importing *importing = context;

	(void)line;
	session_report(importing->session, reason);
}

static void report_progress(void *context, size_t lines)
{
	struct importing *importing = context;

	if (importing->reports && time(NULL) > importing->started)
		fprintf(stderr, "\r%zu lines", lines);
}

static const char *next_preset(void *state)
{
	const struct import_preset *const **presets = state;

	return *presets && **presets ? (*(*presets)++)->name : NULL;
}

static enum status unknown_preset(struct session *session, const char *name)
{
	const struct import_preset *const *presets = session->command->presets;
	const char *nearest = error_nearest(name, next_preset, &presets);
	struct text names = { 0 };

	if (nearest)
		return error_set(&session->error, STATUS_USAGE, "--preset: unknown preset '%s'; did you mean '%s'?", name, nearest);
	for (presets = session->command->presets; presets && *presets; presets++)
		text_printf(&names, names.length ? ", %s" : "; there are %s", (*presets)->name);
	enum status status = error_set(&session->error, STATUS_USAGE, "--preset: %s has no preset '%s'%s", session->command->name, name, text_string(&names));
	text_free(&names);
	return status;
}

static enum status take_delimiter(struct session *session, const char *text, char *delimiter)
{
	if (!text)
		return STATUS_OK;
	*delimiter = strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0 ? '\t' : *text;
	if (*delimiter != '\t' && (!*text || text[1] || (unsigned char)*text >= 0x7F || strchr("\"\r\n", *text)))
		return error_set(&session->error, STATUS_USAGE, "--delimiter: '%s' is not one character of ASCII other than a quote, or tab", text);
	return STATUS_OK;
}

static void take_nulls(struct session *session, const struct words *words, struct import_options *options)
{
	const char **nulls = words->count ? arena_alloc(&session->arena, (words->count + 1) * sizeof *nulls) : NULL;

	for (size_t i = 0; i < words->count; i++)
		nulls[i] = words->words[i];
	options->nulls = nulls;
}

static enum status take_options(struct session *session, const struct import_arguments *arguments, struct import_options *options)
{
	static const char *const duplicates[] = { [IMPORT_ERROR] = "error", [IMPORT_SKIP] = "skip", [IMPORT_UPDATE] = "update", [IMPORT_FILL] = "fill" };
	size_t first = 0;

	*options = (struct import_options){
		.encoding = arguments->encoding, .sheet = arguments->sheet, .maps = arguments->maps.words, .map_count = arguments->maps.count, .key = arguments->key,
		.create = arguments->create.words, .create_count = arguments->create.count, .year = arguments->year > 0 ? (int)arguments->year : 0,
		.keep_going = arguments->keep_going, .rejects = arguments->rejects, .plan = arguments->plan, .apply = arguments->apply,
		.decimal = arguments->decimal, .dates = arguments->dates, .relabel = arguments->relabel, .ignore_unknown = arguments->ignore_unknown,
		.clear = arguments->clear, .map_out = arguments->map_out, .header_line = arguments->header_line > 0 ? (size_t)arguments->header_line : 0,
		.hook = session->command->import, .presets = session->command->presets,
	};
	enum status status = take_delimiter(session, arguments->delimiter, &options->delimiter);
	if (status)
		return status;
	take_nulls(session, &arguments->nulls, options);
	if (arguments->header_line == 0 || arguments->header_line < -1)
		return error_set(&session->error, STATUS_USAGE, "--header-line: lines are counted from 1");
	if (arguments->preset && !(options->preset = import_preset_find(session->command->presets, arguments->preset)))
		return unknown_preset(session, arguments->preset);
	if (arguments->year > 9999)
		return error_set(&session->error, STATUS_USAGE, "--year: %lld is not a year of four digits", (long long)arguments->year);
	for (size_t i = 0; arguments->on_duplicate && i < sizeof duplicates / sizeof *duplicates; i++)
		if (strcmp(duplicates[i], arguments->on_duplicate) == 0)
			options->on_duplicate = (enum import_duplicate)i;
	if (arguments->clear && options->on_duplicate != IMPORT_UPDATE)
		return error_set(&session->error, STATUS_USAGE, "--clear empties fields of records that are there: add --on-duplicate=update");
	/* Where a hook knows what was there before, the same file may be read twice. */
	options->may_skip = !arguments->on_duplicate;
	if (options->hook && options->hook->match && !arguments->on_duplicate && !arguments->apply)
		options->on_duplicate = IMPORT_SKIP;
	if (arguments->match)
		options->match = strcmp(arguments->match, "close") == 0 ? IMPORT_MATCH_CLOSE : IMPORT_MATCH_EXACT;
	if (!arguments->apply) {
		if (session->operand_count == 0 || operand_is_assignment(session, session->operands[0]))
			return error_set(&session->error, STATUS_USAGE, "name the file: %s import FILE, - for standard input", session->command->name);
		options->path = session->operands[first++];
	}
	for (size_t i = first; i < session->operand_count; i++)
		if (!operand_is_assignment(session, session->operands[i]))
			return error_set(&session->error, STATUS_USAGE, "'%s': give one file, then field=value", session->operands[i]);
	options->assignments = session->operands + first;
	options->assignment_count = session->operand_count - first;
	return STATUS_OK;
}

enum { LINE_LIMIT = 400 };

/* A plan is applied once: its mark stands in the journal, behind the command line. */
static enum status mark_plan(struct session *session, uint64_t mark)
{
	struct statement *statement;
	const char *text = arena_printf(&session->arena, "# plan %016llx", (unsigned long long)mark);
	enum status status = db_ask(session->store->db, &statement,
	                            "select id from change where undoes is null and undone_by is null and substr(command, length(command) - %d) = %s", (int)strlen(text) - 1,
	                            text);

	if (db_next(statement, &status))
		status = error_set(&session->error, STATUS_REFUSED, "this plan has already been applied, by ch%lld; make a new one with --plan", (long long)db_integer(statement, 0));
	db_done(statement);
	size_t length = strlen(session->line) < LINE_LIMIT ? strlen(session->line) : LINE_LIMIT;
	while (length && ((unsigned char)session->line[length] & 0xC0) == 0x80)
		length--; /* not within a character */
	session->store->change.command = arena_printf(&session->arena, "%.*s %s", (int)length, session->line, text);
	return status;
}

static void report_remarks(const struct session *session, const struct import *import, unsigned *next)
{
	struct text remark = { 0 };

	for (; import_remark(import, next, &remark); text_clear(&remark))
		session_report(session, remark.data);
	text_free(&remark);
}

enum status import_sheet_run(struct session *session, void *arguments)
{
	struct importing importing = { .session = session, .reports = isatty(STDERR_FILENO), .started = time(NULL) };
	struct import_listener listener = { .context = &importing, .each = keep_id, .rejected = report_rejected, .progress = report_progress };
	struct import_options options;
	struct import_result result = { 0 };
	struct import *import = NULL;
	unsigned remarks = 0;
	struct door door;
	enum status status = take_options(session, arguments, &options);

	/* A named pipe is empty when it has been read. */
	const char *path = options.apply ? options.apply : options.path;
	struct stat about;
	session->only_once = !status && strcmp(path, "-") != 0 && stat(path, &about) == 0 && !S_ISREG(about.st_mode);
	if (!status)
		status = import_read(&import, session->store, session->type, &options);
	if (!status)
		report_remarks(session, import, &remarks);
	if (!status && options.map_out)
		status = import_write_map(import);
	else if (!status)
		status = writer_begin(session);
	if (status || options.map_out) {
		import_free(import);
		return status;
	}
	status = door_open(session, ((const struct import_arguments *)arguments)->unique, &door);
	session->store->out_of_order = true; /* the rows of old books come in any order */
	if (!status)
		status = import_run(import, &listener, &result);
	if (!status)
		report_remarks(session, import, &remarks);
	import_free(import);
	if (!status && result.plan_mark)
		status = mark_plan(session, result.plan_mark);
	if (importing.reports && time(NULL) > importing.started + 1)
		fprintf(stderr, "\r\033[K");
	if (!status && result.ignored)
		session_report(session, arena_printf(&session->arena, sentence_plural((long long)result.ignored, "%zu line makes no record; --plan shows why",
		                                                               "%zu lines make no record; --plan shows why"), result.ignored));
	if (!status && options.plan) {
		change_rollback(session->store);
		return error_silence(&session->error, result.status); /* what was rejected has been reported */
	}
	if (!status)
		status = door_close(session, &door, &importing.touched);
	status = writer_end(session, status, &importing.touched);
	if (!status && (isatty(STDERR_FILENO) || result.rejected))
		fprintf(stderr, "%s: %zu added, %zu updated, %zu filled, %zu skipped, %zu rejected\n", session->command->name, result.added, result.updated,
		        result.filled, result.skipped, result.rejected);
	return status ? status : error_silence(&session->error, result.status);
}

const struct opt import_rows[] = {
	{ .name = "map", .arg = "MAP", .kind = OPT_LIST, .help = "'Header=field', or a YAML file of such pairs; 'Header=' ignores the column",
	  .target = offsetof(struct import_arguments, maps) },
	{ .name = "preset", .arg = "NAME", .kind = OPT_TEXT, .help = "whose file it is, which says what its columns mean, such as google",
	  .target = offsetof(struct import_arguments, preset) },
	{ .name = "ignore-unknown", .kind = OPT_FLAG, .help = "leave out columns whose headers name no field",
	  .target = offsetof(struct import_arguments, ignore_unknown) },
	{ .name = "map-out", .arg = "FILE", .kind = OPT_FILE, .help = "write what the columns mean to FILE, a map to edit and to give with --map, and import nothing",
	  .target = offsetof(struct import_arguments, map_out) },
	{ .name = "header-line", .arg = "N", .kind = OPT_NUMBER, .help = "line of the header; looked for by default",
	  .target = offsetof(struct import_arguments, header_line) },
	{ .name = "delimiter", .arg = "CHARACTER", .kind = OPT_TEXT, .help = "what separates the cells of CSV, or tab; guessed by default",
	  .target = offsetof(struct import_arguments, delimiter) },
	{ .name = "null", .arg = "TEXT", .kind = OPT_LIST, .help = "what cells without a value hold, such as NULL",
	  .target = offsetof(struct import_arguments, nulls) },
	{ .name = "clear", .kind = OPT_FLAG, .help = "let an empty cell empty the field of a record that already exists",
	  .target = offsetof(struct import_arguments, clear) },
	{ .name = "key", .arg = "FIELD", .kind = OPT_FIELDS, .help = "field whose value identifies a record that already exists",
	  .target = offsetof(struct import_arguments, key) },
	{ .name = "match", .arg = "HOW", .kind = OPT_CHOICE, .choices = "exact|close", .help = "match existing records by name, phone, e-mail, tax number",
	  .target = offsetof(struct import_arguments, match) },
	{ .name = "on-duplicate", .arg = "WHAT", .kind = OPT_CHOICE, .choices = "error|skip|update|fill", .help = "what to do with a record that already exists",
	  .target = offsetof(struct import_arguments, on_duplicate) },
	{ .name = "create", .arg = "TYPE", .kind = OPT_TYPE, .help = "create records of this type for names that do not exist yet",
	  .target = offsetof(struct import_arguments, create) },
	{ .name = "encoding", .arg = "NAME", .kind = OPT_TEXT, .help = "encoding of the file, such as GB18030; guessed by default",
	  .target = offsetof(struct import_arguments, encoding) },
	{ .name = "sheet", .arg = "NAME", .kind = OPT_TEXT, .help = "sheet of a spreadsheet, by its name or number; the first by default",
	  .target = offsetof(struct import_arguments, sheet) },
	{ .name = "decimal", .arg = "MARK", .kind = OPT_CHOICE, .choices = "comma|point", .help = "decimal separator; decided for each column by default",
	  .target = offsetof(struct import_arguments, decimal) },
	{ .name = "dates", .arg = "ORDER", .kind = OPT_CHOICE, .choices = "dmy|mdy|ymd", .help = "order of dates in numbers, such as 03/04/26; likewise",
	  .target = offsetof(struct import_arguments, dates) },
	{ .name = "year", .arg = "YEAR", .kind = OPT_NUMBER, .help = "year of dates that do not have one",
	  .target = offsetof(struct import_arguments, year) },
	{ .name = "keep-going", .kind = OPT_FLAG, .help = "import the good lines even if others are bad",
	  .target = offsetof(struct import_arguments, keep_going) },
	{ .name = "rejects", .arg = "FILE", .kind = OPT_FILE, .help = "write the bad lines with their reasons to FILE",
	  .target = offsetof(struct import_arguments, rejects) },
	{ .name = "plan", .arg = "FILE", .kind = OPT_FILE, .help = "write what would happen, line by line, without changing anything",
	  .target = offsetof(struct import_arguments, plan) },
	{ .name = "apply", .arg = "PLAN", .kind = OPT_FILE, .help = "do exactly what a plan says, or refuse",
	  .target = offsetof(struct import_arguments, apply) },
	{ .name = "unique", .kind = OPT_FLAG, .help = "refuse new records that look the same as others", .target = offsetof(struct import_arguments, unique) },
	{ .name = "relabel", .kind = OPT_FLAG, .help = "treat references in the file as labels of that file",
	  .target = offsetof(struct import_arguments, relabel) },
	{ 0 },
};

static const struct opt_group import_groups[] = {
	{ import_rows, 0, sizeof(struct import_arguments), FRAME_NONE },
	{ options_write, offsetof(struct import_arguments, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb import_verb = {
	.name = "import", .synopsis = "FILE [FIELD=VALUE…]", .help = "read records from CSV, TSV, NDJSON or a spreadsheet", .access = ACCESS_WRITE, .operands = OPERANDS_FILE,
	.options = import_groups, .options_size = sizeof(struct import_arguments), .run = import_sheet_run,
};
