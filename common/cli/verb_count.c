/* count: how many records there are, or what they come to in groups. */
#include "cli/verbs.h"

#include "base/date.h"
#include "query/summary.h"
#include <string.h>

struct count_options {
	struct list_options list;
	struct summary_options summary;
};

static enum status count_all(struct session *session, const struct list_options *asked)
{
	static const struct out_column columns[] = { { "count", "Count", OUT_NUMBER } };
	struct out_options options;
	struct query query;
	int64_t count = 0;
	enum status status = reader_prepare(session, asked, &query, NULL, false);

	if (!status)
		status = query_count(&query, &count);
	if (status) {
		query_free(&query);
		return status;
	}
	struct text digits = { 0 };
	text_integer(&digits, count);
	out_options_unpaged(session, &options);
	if (options.format == OUT_TABLE)
		options.format = OUT_TSV;
	struct out *out = out_open(&options, columns, 1);
	out_row(out, &(struct out_cell){ digits.data, digits.length });
	text_free(&digits);
	status = session_close_out(session, out, STATUS_OK);
	if (!status)
		status = reader_conclude(session, &query, count, asked->read.exit_code);
	query_free(&query);
	return status;
}

/* Appends "sum:amount,sum:rate" for "amount,rate". */
static void add_measures(struct text *columns, const char *function, const char *fields)
{
	while (fields && *fields) {
		size_t length = strcspn(fields, ",");
		if (length)
			text_printf(columns, ",%s:%.*s", function, (int)length, fields);
		fields += length + (fields[length] == ',');
	}
}

/* What is wrong with a member of the spec is wrong with an option. */
static enum status name_options(struct session *session, enum status status)
{
	static const char *const names[][2] = {
		{ "group", "by" }, { "columns", "columns" }, { "pivot", "across" }, { "having", "having" }, { "sort", "sort" },
		{ "date", "date" }, { "compute", "compute" }, { "currency", "currency" }, { "rate_on", "rate-on" }, { "all_values", "all-values" },
	};

	for (size_t i = 0; status == STATUS_USAGE && i < sizeof names / sizeof *names; i++) {
		const char *remark = error_about(&session->error, names[i][0]);
		if (remark)
			return error_set(&session->error, status, "--%s: %s", names[i][1], arena_string(&session->arena, remark));
	}
	return status;
}

/* A period, or from one to another. */
static enum status read_period(struct session *session, const char *text, struct period *period)
{
	const struct conventions *conventions = &session->store->conventions;
	const char *dots = strstr(text, "..");
	const char *first = dots ? arena_copy(&session->arena, text, (size_t)(dots - text)) : text;
	struct period last;
	enum status status = date_period(conventions, first, period, &session->error);

	if (!status && dots) {
		status = date_period(conventions, dots + 2, &last, &session->error);
		memcpy(period->last, last.last, sizeof period->last);
	}
	if (!status && strcmp(period->first, period->last) > 0)
		status = error_set(&session->error, STATUS_USAGE, "%s ends before it begins", text);
	if (status)
		error_prefix(&session->error, "--period: ");
	return status ? session->error.status = STATUS_USAGE : STATUS_OK;
}

enum status summary_print(struct session *session, struct summary *summary, int64_t limit, bool filters, int64_t *rows)
{
	size_t count;
	const struct summary_column *shown = summary_columns(summary, &count);
	struct out_column *columns = arena_alloc(&session->arena, (count + 1) * sizeof *columns);
	struct out_cell *cells = arena_alloc(&session->arena, (count + 1) * sizeof *cells);
	const struct summary_row *row;
	struct out_options options;
	struct text words = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count; i++)
		columns[i] = (struct out_column){ .name = shown[i].name, .label = shown[i].label, .type = shown[i].type };
	columns[count] = (struct out_column){ .name = "filter", .label = strcmp(session->store->conventions.language, "zh") == 0 ? "筛选" : "Filter", .type = OUT_STRING };
	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, count + filters);
	while (!out_broken(out) && (limit < 0 || *rows < limit) && !(status = summary_next(summary, &row)) && row) {
		memcpy(cells, row->cells, count * sizeof *cells);
		text_clear(&words);
		if (filters)
			summary_filter(summary, row, &words);
		cells[count] = (struct out_cell){ text_string(&words), words.length };
		out_row(out, cells);
		++*rows;
	}
	text_free(&words);
	return session_close_out(session, out, status);
}

/* Of what is piped each row is a group: totals are for people. */
static enum status count_groups(struct session *session, const struct count_options *options)
{
	struct text columns = { 0 };
	bool human = session_is_human(session, session_format(session));
	const struct summary_options *asked = &options->summary;
	struct summary_spec spec = { .group = asked->by, .pivot = asked->across, .having = asked->having, .compute = asked->compute, .date = asked->date,
	                             .currency = asked->currency, .rate_on = asked->rate_on, .sort = options->list.read.sort, .top = asked->top,
	                             .all_values = asked->all_values, .no_totals = !human };
	struct period period;
	struct summary *summary = NULL;
	struct expr *where = NULL;
	int64_t rows = 0;
	enum status status = reader_as_of(session, &options->list.past);

	text_add(&columns, options->list.read.columns ? options->list.read.columns : "count");
	add_measures(&columns, "sum", asked->sum);
	add_measures(&columns, "avg", asked->avg);
	add_measures(&columns, "min", asked->min);
	add_measures(&columns, "max", asked->max);
	spec.columns = columns.data;
	if (!status && asked->period) {
		status = read_period(session, asked->period, &period);
		spec.period = &period;
	}
	if (!status)
		status = session_expression(session, &session->arena, session->operands, session->operand_count, options->list.read.where, &where);
	if (!status)
		status = name_options(session, summary_open(session->store, session->type, &spec, where, human, &summary));
	if (!status)
		status = summary_print(session, summary, options->list.read.limit, asked->filters, &rows);
	if (!status && summary_missing(summary))
		status = error_set(&session->error, STATUS_REFUSED, "%s", summary_missing(summary));
	else if (!status && !rows && options->list.read.exit_code)
		status = error_silence(&session->error, STATUS_REFUSED);
	summary_close(summary);
	text_free(&columns);
	return status;
}

static enum status count_records(struct session *session, void *context)
{
	const struct count_options *options = context;
	const struct summary_options *summary = &options->summary;

	if (summary->by || summary->across || summary->sum || summary->avg || summary->min || summary->max || options->list.read.columns)
		return count_groups(session, options);
	return count_all(session, &options->list);
}

static const struct opt_group groups[] = {
	{ options_read, offsetof(struct count_options, list.read), sizeof(struct read_options), FRAME_OUTPUT },
	{ options_as_of, offsetof(struct count_options, list.past), sizeof(struct as_of_options), FRAME_NONE },
	{ options_summary, offsetof(struct count_options, summary), sizeof(struct summary_options), FRAME_NONE },
	{ 0 },
};

const struct verb count_verb = {
	.name = "count", .synopsis = "[FILTER…]", .help = "count the records that a filter matches, in groups too: --by=FIELD --sum=FIELD", .access = ACCESS_READ, .operands = OPERANDS_FILTER,
	.options = groups, .options_size = sizeof(struct count_options), .run = count_records,
};
