/* The options that many verbs share. */
#include "cli/options.h"

#include <stddef.h>

const struct opt options_common[] = {
	{ .name = "db", .arg = "PATH", .kind = OPT_FILE, .help = "database to use instead of $CRM_DB or the configured one", .target = offsetof(struct common_options, database) },
	{ .name = "now", .arg = "TIME", .kind = OPT_TEXT, .help = "set the current time: '2026-03-05 09:00'; also $CRM_NOW", .target = offsetof(struct common_options, now) },
	{ .name = "color", .arg = "WHEN", .kind = OPT_CHOICE, .choices = "auto|always|never", .help = "when to use colours; by default on a terminal without $NO_COLOR",
	  .target = offsetof(struct common_options, colour) },
	{ .letter = 'h', .name = "help", .kind = OPT_FLAG, .help = "show this help", .target = offsetof(struct common_options, help) },
	{ .name = "version", .kind = OPT_FLAG, .help = "show the version", .target = offsetof(struct common_options, version) },
	{ 0 },
};

const struct opt options_as_of[] = {
	{ .name = "as-of", .arg = "DATE", .kind = OPT_TEXT, .help = "show the records as they were at the end of that day", .target = offsetof(struct as_of_options, as_of) },
	{ 0 },
};

const struct opt options_read[] = {
	{ .letter = 'f', .name = "format", .arg = "FORMAT", .kind = OPT_CHOICE, .choices = RECORD_FORMATS,
	  .help = "output format; by default a table or form on a terminal, TSV in a pipe", .target = offsetof(struct read_options, output.format) },
	{ .letter = 'c', .name = "columns", .arg = "LIST", .kind = OPT_FIELDS, .help = "fields to show: name,city replaces the default ones, +email appends, all",
	  .target = offsetof(struct read_options, columns) },
	{ .letter = 's', .name = "sort", .arg = "LIST", .kind = OPT_FIELDS, .help = "sort by fields; - before a field reverses its order: -due_on,name",
	  .target = offsetof(struct read_options, sort) },
	{ .letter = 'n', .name = "limit", .arg = "N", .kind = OPT_NUMBER, .help = "stop after N records", .target = offsetof(struct read_options, limit) },
	{ .letter = 'w', .name = "where", .arg = "FILTER", .kind = OPT_TEXT, .help = "a filter in one string, in addition to the operands", .target = offsetof(struct read_options, where) },
	{ .name = "header", .kind = OPT_FLAG, .help = "begin TSV with a line of column names", .target = offsetof(struct read_options, output.header) },
	{ .name = "bom", .kind = OPT_FLAG, .help = "begin CSV with a byte order mark, for Excel", .target = offsetof(struct read_options, output.bom) },
	{ .letter = 'z', .name = "null", .kind = OPT_FLAG, .help = "end records with NUL instead of newline", .target = offsetof(struct read_options, output.nul) },
	{ .name = "collate", .arg = "ORDER", .kind = OPT_CHOICE, .choices = "pinyin", .help = "sort Chinese text by pinyin", .target = offsetof(struct read_options, collate) },
	{ .name = "exit-code", .kind = OPT_FLAG, .help = "exit with status 1 if nothing matches", .target = offsetof(struct read_options, exit_code) },
	{ 0 },
};

const struct opt options_output[] = {
	{ .letter = 'f', .name = "format", .arg = "FORMAT", .kind = OPT_CHOICE, .choices = OUTPUT_FORMATS,
	  .help = "output format; by default a table or form on a terminal, TSV in a pipe", .target = offsetof(struct output_options, format) },
	{ .name = "header", .kind = OPT_FLAG, .help = "begin TSV with a line of column names", .target = offsetof(struct output_options, header) },
	{ .letter = 'z', .name = "null", .kind = OPT_FLAG, .help = "end lines with NUL instead of newline", .target = offsetof(struct output_options, nul) },
	{ 0 },
};

const struct opt options_summary[] = {
	{ .name = "by", .arg = "LIST", .kind = OPT_FIELDS, .help = "a row for each value of up to three fields, those of days by unit: stage,close_on:month",
	  .target = offsetof(struct summary_options, by) },
	{ .name = "sum", .arg = "LIST", .kind = OPT_FIELDS, .help = "the sums of fields", .target = offsetof(struct summary_options, sum) },
	{ .name = "avg", .arg = "LIST", .kind = OPT_FIELDS, .help = "the averages of fields", .target = offsetof(struct summary_options, avg) },
	{ .name = "min", .arg = "LIST", .kind = OPT_FIELDS, .help = "the least values of fields", .target = offsetof(struct summary_options, min) },
	{ .name = "max", .arg = "LIST", .kind = OPT_FIELDS, .help = "the greatest values of fields", .target = offsetof(struct summary_options, max) },
	{ .name = "across", .arg = "FIELD", .kind = OPT_FIELDS, .help = "a column for each value of a field", .target = offsetof(struct summary_options, across) },
	{ .name = "having", .arg = "FILTER", .kind = OPT_TEXT, .help = "only the groups that a filter on columns matches: 'count=5.. sum:amount.gt=1000'", .target = offsetof(struct summary_options, having) },
	{ .name = "compute", .arg = "LINES", .kind = OPT_TEXT, .help = "computed columns, for --columns: 'mean=sum:amount/count; …'", .target = offsetof(struct summary_options, compute) },
	{ .name = "date", .arg = "FIELD", .kind = OPT_FIELDS, .help = "the day of a record, by which --period and comparisons go", .target = offsetof(struct summary_options, date) },
	{ .name = "period", .arg = "PERIOD", .kind = OPT_TEXT, .help = "records of these days only: 2026-Q1, 2026-01-01..2026-03-15", .target = offsetof(struct summary_options, period) },
	{ .name = "currency", .arg = "CODE", .kind = OPT_TEXT, .help = "amounts in one currency, those of documents at their own rates", .target = offsetof(struct summary_options, currency) },
	{ .name = "rate-on", .arg = "DAY", .kind = OPT_TEXT, .help = "day of the rates for all other amounts; today unless given", .target = offsetof(struct summary_options, rate_on) },
	{ .name = "all-values", .kind = OPT_FLAG, .help = "also groups without records: every pick, every month of the period", .target = offsetof(struct summary_options, all_values) },
	{ .name = "filters", .kind = OPT_FLAG, .help = "after each row the filter words that list its records", .target = offsetof(struct summary_options, filters) },
	{ .name = "top", .arg = "N", .kind = OPT_NUMBER, .help = "N groups, and all others as one row", .target = offsetof(struct summary_options, top) },
	{ 0 },
};

const struct opt options_write[] = {
	{ .name = "dry-run", .kind = OPT_FLAG, .help = "print what would change, without changing anything", .target = offsetof(struct write_options, dry_run) },
	{ 0 },
};

const struct opt options_file[] = {
	{ .name = "file", .arg = "FIELD=PATH", .kind = OPT_LIST, .help = "read the value of a field from a file; - for standard input", .target = offsetof(struct file_options, files) },
	{ 0 },
};

const struct opt_group output_groups[] = {
	{ options_output, 0, sizeof(struct output_options), FRAME_OUTPUT },
	{ 0 },
};

const struct opt_group write_groups[] = {
	{ options_write, 0, sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};
