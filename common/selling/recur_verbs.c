/* crm-recur: the invoices that are due of orders with a repetition. */
#include "selling/document_verbs.h"

#include "base/date.h"
#include "selling/document_convert.h"
#include "selling/selling.h"
#include <string.h>

struct recur_options {
	const char *until;
	struct issue_options issue;
	struct number_options number;
	struct over_limit_options over_limit;
	struct write_options write;
};

/* Orders that are named are meant; of a filter's, those that repeat. */
static bool names_orders(const struct session *session)
{
	for (size_t i = 0; i < session->operand_count; i++)
		if (!reference_like(session->operands[i]))
			return false;
	return session->operand_count > 0;
}

static enum status find_orders(struct session *session, struct targets *targets)
{
	struct query query;
	struct expr *expr;
	int64_t *ids;
	size_t count = 0;

	query_init(&query, session->store, session->type);
	enum status status = session_filter(session, &query, session->operands, session->operand_count, NULL);
	if (!status && !names_orders(session)) {
		status = filter_parse_string(&query.arena, session->store->schema, session->type->record, "status=approved repeat!=", &expr,
		                             &session->error);
		if (!status)
			status = query_filter(&query, expr);
	}
	if (!status)
		status = query_ids(&query, &ids, &count);
	for (size_t i = 0; !status && i < count; i++)
		targets_add(session, targets, session->type->record, ids[i]);
	if (!status && query.missing)
		status = error_set(&session->error, STATUS_REFUSED, "%s", query.missing);
	query_free(&query);
	return status;
}

static enum status recur_all(struct session *session, const char *until, const struct recur_options *options, struct targets *touched)
{
	struct targets orders = { 0 };
	struct arena arena = { 0 };
	struct recurred *all = NULL;
	size_t total = 0;
	enum status status = find_orders(session, &orders);

	for (size_t i = 0; !status && i < orders.count; i++) {
		struct recurred *made;
		size_t count;
		arena_reset(&arena);
		status = order_recur(session->store, orders.items[i].id, until, &arena, &made, &count);
		for (size_t n = 0; !status && n < count; n++) {
			targets_add(session, touched, &record_invoice, made[n].invoice);
			all = array_grow(&session->arena, all, total, sizeof *all);
			all[total++] = made[n];
		}
	}
	arena_free(&arena);
	return status || !options->issue.issue ? status : order_recur_issue(session->store, all, total, options->over_limit.reason);
}

static enum status recur(struct session *session, void *context)
{
	const struct recur_options *options = context;
	struct targets touched = { 0 };
	char until[DATE_SIZE];
	enum status status = STATUS_OK;

	if (options->over_limit.reason && !options->issue.issue)
		return error_set(&session->error, STATUS_USAGE, "--over-limit is for invoices that are issued: add --issue");
	date_today(&session->store->conventions, until);
	if (options->until)
		status = date_parse(&session->store->conventions, options->until, until, &session->error);
	if (status) {
		error_prefix(&session->error, "--until: ");
		return session->error.status = STATUS_USAGE;
	}
	status = writer_begin(session);
	if (status)
		return status;
	session->store->out_of_order = options->number.out_of_order;
	status = recur_all(session, until, options, &touched);
	return writer_end(session, status, &touched);
}

static const struct opt recur_rows[] = {
	{ .name = "until", .arg = "DATE", .kind = OPT_TEXT, .help = "create the invoices up to this day instead of today", .target = offsetof(struct recur_options, until) },
	{ 0 },
};

static const struct opt_group recur_groups[] = {
	{ recur_rows, 0, sizeof(struct recur_options), FRAME_NONE },
	{ issue_rows, offsetof(struct recur_options, issue), sizeof(struct issue_options), FRAME_NONE },
	{ number_rows, offsetof(struct recur_options, number), sizeof(struct number_options), FRAME_NONE },
	{ over_limit_rows, offsetof(struct recur_options, over_limit), sizeof(struct over_limit_options), FRAME_NONE },
	{ options_write, offsetof(struct recur_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb recur_verb = {
	.name = NULL, .synopsis = "[FILTER…]", .help = "Create every invoice that is due for approved recurring orders.",
	.access = ACCESS_WRITE, .operands = OPERANDS_FILTER, .options = recur_groups, .options_size = sizeof(struct recur_options), .run = recur,
};

const struct verb *const recur_verbs[] = { &recur_verb, NULL };
