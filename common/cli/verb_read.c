/* list, count, show, history: the verbs that read records. */
#include "cli/verbs.h"

#include "base/date.h"
#include "store/children.h"
#include "store/undo.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum status reader_as_of(struct session *session, const struct as_of_options *options)
{
	char instant[TIMESTAMP_SIZE];
	struct period period;
	const char *date = options->as_of;

	if (!date)
		return STATUS_OK;
	/* A day means its end; a point in time itself. */
	enum status status = timestamp_period(&session->store->conventions, date, &period, &session->error);
	if (status) {
		error_prefix(&session->error, "--as-of: ");
		return session->error.status = STATUS_USAGE;
	}
	memcpy(instant, period.last, sizeof instant);
	return asof_open(session->store, instant);
}

enum status reader_prepare(struct session *session, const struct list_options *options, struct query *query, const char *columns, bool raw)
{
	int format = session_format(session);

	query_init(query, session->store, session->type);
	query->human = session_is_human(session, format) && !raw;
	query->raw = raw;
	query->limit = options->read.limit;
	query->collation = options->read.collate;
	enum status status = reader_as_of(session, &options->past);
	if (!status && columns)
		status = query_columns(query, columns);
	else if (!status)
		status = query_columns(query, NULL);
	if (!status)
		status = query_sort(query, options->read.sort);
	if (!status)
		status = session_filter(session, query, session->operands, session->operand_count, options->read.where);
	return status;
}

enum status reader_conclude(struct session *session, const struct query *query, int64_t rows, bool exit_code)
{
	if (query->missing)
		return error_set(&session->error, STATUS_REFUSED, "%s", query->missing);
	if (rows > 0 || !exit_code)
		return STATUS_OK;
	return error_silence(&session->error, STATUS_REFUSED);
}

enum status reader_print(struct session *session, const struct list_options *options, const char *columns, const struct out_options *adjust)
{
	struct query query;
	int64_t rows = 0;
	enum status status = reader_prepare(session, options, &query, columns, adjust != NULL);

	if (!status)
		status = query_open(&query);
	if (!status) {
		struct out *out = session_out(session, &query, false, adjust);
		status = session_print(session, &query, out, &rows);
		status = session_close_out(session, out, status);
	}
	if (!status)
		status = reader_conclude(session, &query, rows, options->read.exit_code);
	query_free(&query);
	return status;
}

const struct opt_group list_groups[] = {
	{ options_read, offsetof(struct list_options, read), sizeof(struct read_options), FRAME_OUTPUT },
	{ options_as_of, offsetof(struct list_options, past), sizeof(struct as_of_options), FRAME_NONE },
	{ 0 },
};

static enum status list(struct session *session, void *context)
{
	const struct list_options *options = context;

	return reader_print(session, options, options->read.columns, NULL);
}

const struct verb list_verb = {
	.name = "list", .synopsis = "[FILTER…]", .help = "list the records that a filter matches", .access = ACCESS_READ, .operands = OPERANDS_FILTER,
	.options = list_groups, .options_size = sizeof(struct list_options), .run = list,
};

static enum status count_records(struct session *session, void *context)
{
	const struct list_options *asked = context;
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
	out_options_of(session, &options);
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

const struct verb count_verb = {
	.name = "count", .synopsis = "[FILTER…]", .help = "count the records that a filter matches", .access = ACCESS_READ, .operands = OPERANDS_FILTER,
	.options = list_groups, .options_size = sizeof(struct list_options), .run = count_records,
};

/* Prints what an opened query finds, under a heading. */
static enum status print_block(struct session *session, struct query *query, const char *heading, int64_t count, const struct out_options *options)
{
	int64_t rows = 0;
	enum status status = query_open(query);

	if (status)
		return status;
	if (options->format == OUT_TABLE)
		printf("\n%s: %lld\n", heading, (long long)count);
	else if (options->format == OUT_TSV)
		printf("\n");
	fflush(stdout);
	struct out *out = session_out(session, query, false, options);
	status = session_print(session, query, out, &rows);
	return session_close_out(session, out, status);
}

/* What the lines come to stands below them. */
static enum status print_totals(struct session *session, const struct target *target)
{
	static const char *const names[] = { "subtotal", "discount_total", "tax_total", "shipping", "adjustment", "total" };
	const char *language = session->store->conventions.language;
	struct arena arena = { 0 };
	struct text line = { 0 };
	struct record *record;
	enum status status = row_load(session->store, store_type(session->store, target->record), target->id, &arena, &record);

	for (size_t i = 0; !status && record && i < sizeof names / sizeof *names; i++) {
		size_t index;
		const struct field *field = type_field(record->type, names[i], &index);
		if (!field || record->values[index].type == VALUE_NULL || (i + 1 < sizeof names / sizeof *names && i > 0 && !record->values[index].integer))
			continue;
		text_printf(&line, "%s%s ", line.length ? "   " : "", field_label(field, language));
		field_format(field, &record->values[index], record_digits(record), &line);
	}
	if (line.length)
		printf("%s %s\n", line.data, record_text(record, "currency")), fflush(stdout);
	text_free(&line);
	arena_free(&arena);
	return status;
}

enum status lines_query(struct session *session, const struct record_type *child, int64_t parent, struct query *query)
{
	struct reference reference = { .type = child->parent, .id = parent };
	struct expr expr = { .type = EXPR_REFERENCE, .first = reference, .last = parent };
	bool priced = type_field(store_type(session->store, child), "position", NULL);

	query_init(query, session->store, store_type(session->store, child));
	query->human = session_is_human(session, session_format(session));
	enum status status = query_columns(query, priced ? "number,product,description,qty,unit,price,discount,tax,amount" : NULL);
	if (!status)
		status = query_sort(query, priced ? "position,number" : "number");
	return status ? status : query_filter(query, &expr);
}

/* The lines of a document belong to it whole and in their order. */
static enum status print_lines(struct session *session, const struct target *target, const struct out_options *options)
{
	const struct field *lines = children_field(target->record);
	struct query query;
	int64_t count = 0;

	if (!lines)
		return STATUS_OK;
	enum status status = lines_query(session, lines->target, target->id, &query);
	if (!status)
		status = query_count(&query, &count);
	if (!status && count > 0)
		status = print_block(session, &query, field_label(lines, session->store->conventions.language), count, options);
	query_free(&query);
	if (!status && count > 0 && options->format == OUT_TABLE)
		status = print_totals(session, target);
	return status;
}

enum { RELATED_LIMIT = 50 };

static enum status print_related_type(struct session *session, const struct target *target, const struct record_type *record, const struct out_options *options)
{
	struct reference reference = { .type = target->record, .id = target->id };
	struct expr expr = { .type = EXPR_REFERENCE, .first = reference, .last = target->id };
	struct query query;
	int64_t count = 0;

	query_init(&query, session->store, store_type(session->store, record));
	query.human = options->format == OUT_TABLE;
	query.limit = RELATED_LIMIT;
	enum status status = query_columns(&query, NULL);
	/* Types that no single way leads to say so, and are left out. */
	if (!status && query_filter(&query, &expr) == STATUS_OK && !(status = query_count(&query, &count)) && count > 0)
		status = print_block(session, &query, strcmp(session->store->conventions.language, "zh") == 0 ? record->zh : record->plural, count, options);
	query_free(&query);
	return status;
}

/* The records that refer to one: its lines first, then a table per type that does. */
static enum status print_related(struct session *session, const struct target *target)
{
	const struct field *lines = children_field(target->record);
	struct out_options options;

	out_options_of(session, &options);
	enum status status = print_lines(session, target, &options);
	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct record_type *record = walk.record;
		if ((record->bare && record->parent != target->record) || record == target->record || record == &record_user || target->record == &record_user)
			continue;
		if (!lines || record != lines->target)
			status = print_related_type(session, target, record, &options);
	}
	return status;
}

/* The cells of one record; made once, for there may be a million to show. */
struct showing {
	struct query query;
	struct out *out;
	struct text *scratch;
	struct out_cell *cells;
};

static enum status show_one(struct session *session, struct showing *showing, const struct target *target)
{
	struct query *query = &showing->query;
	bool row = false;

	if (!query->statement) {
		query_id(query, target->id);
	} else {
		query->binds[query->bind_count - 1] = value_integer(target->id);
	}
	enum status status = query_open(query);
	if (!showing->out)
		showing->out = session_out(session, query, true, NULL);
	if (!showing->scratch) {
		showing->scratch = arena_alloc(&session->arena, query->column_count * sizeof *showing->scratch);
		showing->cells = arena_alloc(&session->arena, query->column_count * sizeof *showing->cells);
	}
	if (!status)
		status = query_next(query, NULL, &row);
	if (status || !row)
		return status;
	for (size_t i = 0; i < query->column_count; i++)
		query_cell(query, &query->columns[i], &showing->scratch[i], &showing->cells[i].text, &showing->cells[i].length);
	out_row(showing->out, showing->cells);
	return STATUS_OK;
}

static void release_showing(struct showing *showing)
{
	for (size_t i = 0; showing->scratch && i < showing->query.column_count; i++)
		text_free(&showing->scratch[i]);
	query_free(&showing->query);
}

struct show_options {
	struct output_options output;
	const char *columns;
	bool related;
	struct as_of_options past;
};

static const struct opt show_rows[] = {
	{ .letter = 'f', .name = "format", .arg = "FORMAT", .kind = OPT_CHOICE, .choices = OUTPUT_FORMATS,
	  .help = "how to write records; a terminal gets a form, a pipe TSV", .target = offsetof(struct show_options, output.format) },
	{ .letter = 'c', .name = "columns", .arg = "LIST", .kind = OPT_FIELDS, .help = "fields to show instead of all", .target = offsetof(struct show_options, columns) },
	{ .name = "related", .kind = OPT_FLAG, .help = "list the records that refer to it too", .target = offsetof(struct show_options, related) },
	{ .letter = 'z', .name = "null", .kind = OPT_FLAG, .help = "end records with NUL instead of newline", .target = offsetof(struct show_options, output.nul) },
	{ 0 },
};

static const struct opt_group show_groups[] = {
	{ show_rows, 0, sizeof(struct show_options), FRAME_OUTPUT },
	{ options_as_of, offsetof(struct show_options, past), sizeof(struct as_of_options), FRAME_NONE },
	{ 0 },
};

static enum status show(struct session *session, void *context)
{
	const struct show_options *options = context;
	struct targets targets = { 0 };
	struct showing showing = { 0 };
	struct query *query = &showing.query;
	enum status missing, status;
	int format = session_format(session);
	bool related = options->related || (format == OUT_TABLE && isatty(STDOUT_FILENO));

	operands_children(session);
	query_init(query, session->store, session->type);
	query->human = session_is_human(session, format);
	status = reader_as_of(session, &options->past);
	if (!status && session->operand_count == 0)
		status = error_set(&session->error, STATUS_USAGE, "name what to show: %s show %s12", session->command->name, session->type->record->prefix);
	if (!status)
		status = operands_read(session, session->operands, session->operand_count, session->type->record, &targets, &missing);
	if (!status)
		status = query_columns(query, options->columns ? options->columns : "all");
	struct error told = session->error;
	for (size_t i = 0; !status && i < targets.count; i++) {
		status = show_one(session, &showing, &targets.items[i]);
		if (!status && related && format != OUT_JSON && format != OUT_CSV && format != OUT_YAML && format != OUT_NDJSON && format != OUT_IDS) {
			status = session_close_out(session, showing.out, status);
			showing.out = NULL;
			if (!status)
				status = print_related(session, &targets.items[i]);
			if (!status && i + 1 < targets.count)
				printf("\n"), fflush(stdout);
		}
	}
	if (!status && !showing.out && (format == OUT_JSON || format == OUT_YAML))
		showing.out = session_out(session, query, true, NULL);
	if (showing.out)
		status = session_close_out(session, showing.out, status);
	release_showing(&showing);
	if (!status && missing) {
		session->error = told;
		return missing;
	}
	return status;
}

const struct verb show_verb = {
	.name = "show", .synopsis = "REF…", .help = "show all fields of records", .access = ACCESS_READ, .operands = OPERANDS_REFERENCES,
	.options = show_groups, .options_size = sizeof(struct show_options), .run = show,
};

static enum status history(struct session *session, void *options)
{
	struct targets targets = { 0 };
	enum status missing, status;

	(void)options;
	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name a record: %s history %s12", session->command->name, session->type->record->prefix);
	operands_children(session);
	/* A removed record has a history too: references need no row. */
	for (size_t i = 0; i < session->operand_count; i++) {
		struct reference reference;
		if (reference_like(session->operands[i]) && reference_parse(session->operands[i], &reference, &session->error) == STATUS_OK && !reference.child &&
		    reference.type == session->type->record)
			targets_add(session, &targets, reference.type, reference.id);
		else if ((status = operands_read(session, &session->operands[i], 1, session->type->record, &targets, &missing)) || (status = missing))
			return status;
	}
	struct out *out = changes_open(session, STDOUT_FILENO);
	status = STATUS_OK;
	for (size_t i = 0; !status && i < targets.count; i++)
		status = changes_print(session, out, 0, 0, targets.items[i].record, targets.items[i].id, NULL);
	return session_close_out(session, out, status);
}

const struct verb history_verb = {
	.name = "history", .synopsis = "REF…", .help = "list the changes of records, field by field", .access = ACCESS_READ, .operands = OPERANDS_REFERENCES,
	.options = output_groups, .options_size = sizeof(struct output_options), .run = history,
};
