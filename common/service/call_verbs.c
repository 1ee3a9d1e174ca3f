/* crm-call: who is calling, and what there is to know before answering. */
#include "service/duty_verbs.h"
#include "service/screen_verbs.h"

#include "base/date.h"
#include "base/phone.h"
#include "service/service.h"
#include "service/timeline.h"
#include "query/resolve.h"
#include "store/key.h"
#include "store/rule.h"
#include "store/save.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct call_options {
	struct output_options output;
	struct write_options write;
	bool log, duty;
	const char *since;
};

/* Somebody who has the number. */
struct caller {
	const struct record_type *record;
	int64_t id, customer;
	const char *last; /* the last contact that was held, as stored; "" when there was none */
};

static const struct record_type *const callers[] = { &record_contact, &record_customer, &record_lead, &record_supplier, &record_user, NULL };

/* What is on the card of each type, and how its record leads to a customer. */
static const struct card {
	const struct record_type *record;
	const char *columns, *customer;
} cards[] = {
	{ &record_contact, "name,title,department,customer,phone,mobile,email,channel,do_not_call,birthday,preferences,notes", "customer" },
	{ &record_customer, "name,class,lifecycle,phone,email,channel,do_not_call,birthday,founded_on,balance,credit_limit,currency,preferences,notes,owner", "id" },
	{ &record_lead, "name,company,title,status,source,phone,mobile,email,notes,owner", NULL },
	{ &record_supplier, "name,phone,email,notes", NULL },
	{ &record_user, "name,title,team,phone,email", NULL },
	{ 0 },
};

static const struct card *card_of(const struct record_type *record)
{
	const struct card *card = cards;

	while (card->record && card->record != record)
		card++;
	return card;
}

/* The customer of a caller, and when he was last spoken to. */
static enum status read_caller(struct session *session, struct caller *caller)
{
	struct store *store = session->store;
	const struct card *card = card_of(caller->record);
	struct statement *statement;
	enum status status = STATUS_OK;

	caller->last = "";
	if (caller->record == &record_customer)
		caller->customer = caller->id;
	else if (card->customer)
		status = db_one(store->db, &caller->customer, "select \"%s\" from \"%s\" where id = %jd", card->customer, caller->record->name, caller->id);
	if (!status)
		status = db_ask(store->db, &statement, "select max(starts_at) from event where status = 'held' and starts_at <= %s and (about = %jd or (%d and id in"
		                " (select l.event from event_contacts l where l.contact = %jd)))", rule_now(store, &session->arena).text,
		                anyref_pack(caller->record, caller->id), caller->record == &record_contact, caller->id);
	if (!status) {
		if (db_next(statement, &status) && db_text(statement, 0))
			caller->last = arena_string(&session->arena, db_text(statement, 0));
		db_done(statement);
	}
	return status;
}

/* Who was spoken to last comes first; then contacts before their customers, and so on. */
static int compare(const void *a, const void *b)
{
	const struct caller *left = a, *right = b;
	int order = strcmp(right->last, left->last);

	if (order)
		return order;
	if (left->record != right->record)
		return card_of(left->record) < card_of(right->record) ? -1 : 1;
	return left->id < right->id ? -1 : left->id > right->id;
}

static enum status find_callers(struct session *session, const char *number, struct caller **out, size_t *count)
{
	struct key_found *found;
	enum status status = key_find(session->store, NULL, callers, KEY_PHONE, number, &session->arena, &found, count);

	if (status)
		return status;
	*out = arena_alloc(&session->arena, (*count + 1) * sizeof **out);
	for (size_t i = 0; !status && i < *count; i++) {
		(*out)[i] = (struct caller){ .record = found[i].record, .id = found[i].id };
		status = read_caller(session, &(*out)[i]);
	}
	qsort(*out, *count, sizeof **out, compare);
	return status;
}

/* What is open with a customer: one list a type. */
static const struct {
	struct screen_list list;
	const char *filter; /* of what belongs to the customer, besides */
} open[] = {
	{ { &record_deal, "name,stage,amount,currency,close_on,owner", "close_on", 5 }, "not stage=won,lost" },
	{ { &record_ticket, "title,status,priority,category,due_at,worker", "due_at", 5 }, "not status=closed" },
	{ { &record_quote, "number,subject,stage,total,currency,valid_until", "-issued_on", 5 }, "stage=issued,reviewed" },
	{ { &record_order, "number,subject,status,total,currency,delivered,invoiced,due_on", "due_on", 5 }, "status=approved" },
	{ { &record_invoice, "number,total,balance,currency,due_on,overdue", "due_on", 5 }, "payment=open,part" },
};

static enum status print_caller(struct session *session, const struct caller *caller)
{
	struct timeline_request request = { .limit = 7 };
	struct text line = { 0 };
	struct out_options options;
	struct moment *moments;
	size_t count = 0;
	enum status status = store_reference(session->store, caller->record, caller->id, &line);

	text_printf(&line, "  %s", strcmp(session->store->conventions.language, "zh") == 0 ? caller->record->zh : caller->record->en);
	session_print_line(session, line.data);
	text_free(&line);
	if (!status)
		status = screen_card(session, caller->record, caller->id, card_of(caller->record)->columns);
	if (!status && caller->customer && caller->record != &record_customer) {
		session_print_line(session, "");
		status = screen_card(session, &record_customer, caller->customer, "name,class,balance,credit_limit,currency,preferences,owner");
	}
	for (size_t i = 0; !status && caller->customer && i < sizeof open / sizeof *open; i++) {
		const char *filter = arena_printf(&session->arena, "customer=c%lld %s", (long long)caller->customer, open[i].filter);
		status = screen_list(session, &open[i].list, filter);
	}
	if (!status && timeline_is_of(caller->record))
		status = timeline_read(session->store, caller->record, caller->id, &request, &session->arena, &moments, &count);
	if (status || !count)
		return status;
	out_options_of(session, &options);
	session_print_line(session, "");
	fflush(stdout);
	struct out *out = timeline_open(&options);
	return session_close_out(session, out, timeline_print(session->store, out, moments, count, true));
}

/* One row for each of them, for programs. */
static const struct out_column columns[] = {
	{ "ref", "Ref", OUT_STRING }, { "type", "Type", OUT_STRING }, { "name", "Name", OUT_STRING }, { "customer", "Customer", OUT_STRING },
	{ "customer_name", "Customer name", OUT_STRING }, { "title", "Title", OUT_STRING }, { "do_not_call", "Do not call", OUT_BOOL },
	{ "last_contact", "Last contact", OUT_TIME }, { "open_deals", "Open deals", OUT_NUMBER }, { "open_tickets", "Open tickets", OUT_NUMBER },
	{ "unpaid_invoices", "Unpaid invoices", OUT_NUMBER },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static enum status count_open(struct session *session, const struct caller *caller, const struct record_type *record, const char *filter, struct text *out)
{
	struct query query;
	struct expr *expr;
	int64_t count = 0;

	if (!caller->customer)
		return STATUS_OK;
	query_init(&query, session->store, store_type(session->store, record));
	enum status status = query_columns(&query, "ref");
	if (!status)
		status = filter_parse_string(&query.arena, session->store->schema, record,
		                             arena_printf(&session->arena, "customer=c%lld %s", (long long)caller->customer, filter), &expr, &session->error);
	if (!status)
		status = query_filter(&query, expr);
	if (!status)
		status = query_count(&query, &count);
	text_printf(out, "%lld", (long long)count);
	query_free(&query);
	return status;
}

static const char *field_of(const struct record *record, const char *name)
{
	return type_field(record->type, name, NULL) ? record_text(record, name) : "";
}

static enum status print_row(struct session *session, struct out *out, const struct caller *caller)
{
	struct text reference = { 0 }, customer = { 0 }, customer_name = { 0 }, deals = { 0 }, tickets = { 0 }, invoices = { 0 };
	struct out_cell cells[COLUMNS];
	struct record *record;
	enum status status = row_load(session->store, store_type(session->store, caller->record), caller->id, &session->arena, &record);

	if (!status)
		status = store_reference(session->store, caller->record, caller->id, &reference);
	if (!status && caller->customer) {
		reference_format(&customer, &record_customer, caller->customer);
		status = resolve_title(session->store, &record_customer, caller->customer, &customer_name);
	}
	if (!status)
		status = count_open(session, caller, &record_deal, "not stage=won,lost", &deals);
	if (!status)
		status = count_open(session, caller, &record_ticket, "not status=closed", &tickets);
	if (!status)
		status = count_open(session, caller, &record_invoice, "payment=open,part", &invoices);
	if (!status && record) {
		bool barred = type_field(record->type, "do_not_call", NULL) && record_integer(record, "do_not_call");
		const char *texts[COLUMNS] = { reference.data, caller->record->name, field_of(record, "name"), text_string(&customer), text_string(&customer_name),
			                       field_of(record, "title"), barred ? "yes" : "no", caller->last, text_string(&deals), text_string(&tickets), text_string(&invoices) };
		for (size_t i = 0; i < COLUMNS; i++)
			cells[i] = (struct out_cell){ texts[i], strlen(texts[i]) };
		out_row(out, cells);
	}
	text_free(&reference);
	text_free(&customer);
	text_free(&customer_name);
	text_free(&deals);
	text_free(&tickets);
	text_free(&invoices);
	return status;
}

static enum status print_all(struct session *session, const struct caller *found, size_t count)
{
	struct out_options options;
	enum status status = STATUS_OK;

	out_options_of(session, &options);
	if (options.format == OUT_TABLE) {
		for (size_t i = 0; !status && i < count; i++) {
			if (i)
				session_print_line(session, "");
			status = print_caller(session, &found[i]);
		}
		return status ? status : duty_show(session, found[0].record, found[0].id, found[0].customer);
	}
	struct out *out = out_open(&options, columns, COLUMNS);
	for (size_t i = 0; !status && i < count && !out_broken(out); i++)
		status = print_row(session, out, &found[i]);
	return session_close_out(session, out, status);
}

/* The call as an event that was held; what is assigned comes after what follows from the caller. */
static enum status log_call(struct session *session, const struct call_options *options, const struct caller *found, size_t count)
{
	const struct type *type = store_type(session->store, &record_event);
	struct record *event = record_new(&session->arena, type);
	struct assignment *assignments = NULL;
	struct targets touched = { 0 };
	size_t assigned = 0;
	char now[TIMESTAMP_SIZE];
	enum status status = writer_begin(session);

	if (status)
		return status;
	bool about = false;
	for (size_t i = 1; i < session->operand_count; i++) {
		if (!operand_is_assignment(session, session->operands[i]) && !reference_like(session->operands[i]))
			session->operands[i] = arena_printf(&session->arena, "subject=%s", session->operands[i]);
		about = about || operand_assigns(session, session->operands[i], "about");
	}
	timestamp_now(&session->store->conventions, now);
	event->given = arena_alloc(&session->arena, type->count * sizeof *event->given);
	*record_value(event, "subject") = value_text(strcmp(session->store->conventions.language, "zh") == 0 ? "来电" : "call");
	*record_value(event, "kind") = value_text("call");
	*record_value(event, "channel") = value_text("phone");
	*record_value(event, "direction") = value_text("in");
	*record_value(event, "status") = value_text("held");
	*record_value(event, "starts_at") = value_text(now);
	if (options->since) {
		char *began = arena_alloc(&session->arena, TIMESTAMP_SIZE);
		status = timestamp_parse(&session->store->conventions, options->since, began, &session->error);
		if (status)
			error_prefix(&session->error, "--since: ");
		*record_value(event, "starts_at") = value_text(began);
		*record_value(event, "ends_at") = value_text(now);
	}
	if (!status && !about && count > 1)
		status = error_set(&session->error, STATUS_REFUSED, "%zu have this number; say who it was: about=%s%lld", count, found[0].record->prefix, (long long)found[0].id);
	if (!status && !about)
		*record_value(event, "about") = value_integer(anyref_pack(found[0].record, found[0].id));
	if (!status)
		status = parse_assignments(session, type, NULL, 1, NULL, &assignments, &assigned);
	if (!status)
		status = assign_apply(session->store, assignments, assigned, event, 0, &session->arena);
	if (!status)
		status = save_add(session->store, event, &session->arena);
	if (!status)
		targets_add(session, &touched, &record_event, event->id);
	release_assignments(assignments, assigned);
	return writer_end(session, status, &touched);
}

static bool only_reads(const struct session *session)
{
	const struct call_options *options = session->options;

	return !options->log;
}

static enum status call(struct session *session, void *context)
{
	const struct call_options *options = context;
	struct caller *found;
	size_t count;

	if (options->duty && (options->log || options->since || session->operand_count > 1))
		return error_set(&session->error, STATUS_USAGE, "--duty takes at most a region, and neither --log nor --since");
	if (options->duty)
		return duty_list(session, session->operand_count ? session->operands[0] : NULL);
	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name the number that calls: crm-call 13800138000");
	if (!options->log && (session->operand_count > 1 || options->since))
		return error_set(&session->error, STATUS_USAGE, "%s is for --log, which writes the call", options->since ? "--since" : session->operands[1]);
	const char *number = session->operands[0];
	if (!phone_like(number))
		return error_set(&session->error, STATUS_USAGE, "'%s' is not a telephone number", number);
	session->type = store_type(session->store, &record_event);
	enum status status = find_callers(session, number, &found, &count);
	if (status)
		return status;
	if (!count && !options->log && session_format(session) == OUT_TABLE)
		status = duty_show(session, NULL, 0, 0);
	if (status)
		return status;
	if (!count)
		return error_set(&session->error, STATUS_REFUSED, "nobody has the number %s; crm-lead add NAME phone='%s' source=other makes a lead", number, number);
	return options->log ? log_call(session, options, found, count) : print_all(session, found, count);
}

static const struct opt call_rows[] = {
	{ .name = "log", .kind = OPT_FLAG, .help = "write the call as an event that was held, instead of showing the caller", .target = offsetof(struct call_options, log) },
	{ .name = "duty", .kind = OPT_FLAG, .help = "list who is on duty now, of all regions or of the one that is named", .target = offsetof(struct call_options, duty) },
	{ .name = "since", .arg = "TIME", .kind = OPT_TEXT, .help = "with --log: when it rang; the call ends now", .target = offsetof(struct call_options, since) },
	{ 0 },
};

static const struct opt_group call_groups[] = {
	{ options_output, 0, sizeof(struct output_options), FRAME_OUTPUT },
	{ call_rows, 0, sizeof(struct call_options), FRAME_NONE },
	{ options_write, offsetof(struct call_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb call_verb = {
	.name = NULL, .synopsis = "NUMBER [--log [TITLE] [FIELD=VALUE…]] | --duty [REGION]",
	.help = "Show who has a telephone number: the caller, what is open with him, the last contacts, and who is on duty.", .access = ACCESS_WRITE, .operands = OPERANDS_WORDS,
	.only_reads = only_reads, .options = call_groups, .options_size = sizeof(struct call_options), .run = call,
};

const struct verb *const call_verbs[] = { &call_verb, NULL };
