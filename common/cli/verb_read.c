/* list, history: the verbs that read records. */
#include "cli/verbs.h"

#include "base/date.h"
#include "query/nearly.h"
#include "store/undo.h"
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
	const char *address = options->read.columns ? NULL : session_address_columns(session);

	columns = address ? address : columns;
	raw |= address != NULL;
	query_init(query, session->store, session->type);
	query->human = session_is_human(session, format) && !raw;
	query->folded = query->human && session_terminal(session) >= 0;
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

/* To a person who sees nothing. The records are not there, whatever else goes wrong. */
static void explain_nothing(struct session *session, const struct list_options *options)
{
	struct text sentence = { 0 };
	struct expr *expr;

	if (session_expression(session, &session->arena, session->operands, session->operand_count, options->read.where, &expr) == STATUS_OK &&
	    nearly_explain(session->store, session->type, expr, &sentence) == STATUS_OK && sentence.length)
		session_report(session, text_string(&sentence));
	text_free(&sentence);
	session->error = (struct error){ 0 };
}

enum status reader_print(struct session *session, const struct list_options *options, const char *columns, const struct out_options *adjust)
{
	struct query query;
	int64_t rows = 0;
	enum status status = reader_prepare(session, options, &query, columns, adjust != NULL);

	if (!status)
		status = session_list(session, &query, adjust, &rows);
	if (!status && !rows && query.human && session_terminal(session) >= 0)
		explain_nothing(session, options);
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
	targets_distinct(session, &targets);
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
