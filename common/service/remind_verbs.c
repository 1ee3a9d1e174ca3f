/* crm-remind: what users are to know, from cron. */
#include "service/remind_verbs.h"

#include "base/date.h"
#include "service/reminder.h"
#include "service/service.h"
#include "store/rule.h"
#include "store/save.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *set(const char *text)
{
	return text ? text : "";
}

static void row(struct out *out, const char *const *texts, size_t count)
{
	struct out_cell cells[8];

	for (size_t i = 0; i < count; i++)
		cells[i] = (struct out_cell){ texts[i], strlen(texts[i]) };
	out_row(out, cells);
}

/* ---- list ------------------------------------------------------------------------------------------------------- */

static enum status list_rules(struct session *session, void *options)
{
	static const struct out_column columns[] = {
		{ "rule", "Rule", OUT_STRING }, { "label", "Label", OUT_STRING }, { "type", "Type", OUT_STRING }, { "where", "Where", OUT_STRING }, { "day", "Day", OUT_STRING },
		{ "before", "Before", OUT_STRING }, { "every", "Every", OUT_STRING }, { "to", "To", OUT_STRING },
	};
	bool chinese = strcmp(session->store->conventions.language, "zh") == 0;
	const struct reminder_rule *rule;
	struct out_options out_options;

	(void)options;
	out_options_of(session, &out_options);
	struct out *out = out_open(&out_options, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; (rule = schema_entry_at(session->store->schema, &section_reminders, i)); i++) {
		if (!rule->off)
			row(out, (const char *const[]){ rule->name, chinese ? rule->zh : rule->en, set(rule->type), set(rule->where), set(rule->day),
			                                *set(rule->minutes) ? rule->minutes : set(rule->before), set(rule->every), set(rule->to) }, 8);
	}
	return session_close_out(session, out, STATUS_OK);
}

/* ---- test ------------------------------------------------------------------------------------------------------- */

struct trial {
	struct session *session;
	struct out *out;
	int64_t bad; /* rules that could not be read */
};

static void failed(void *context, const struct reminder_rule *rule, const char *message)
{
	struct trial *trial = context;

	trial->bad++;
	session_report(trial->session, arena_printf(&trial->session->arena, "rule %s: %s", rule->name, message));
}

static void report(void *context, const struct record *reminder)
{
	struct trial *trial = context;
	struct store *store = trial->session->store;
	struct text about = { 0 }, recipient = { 0 };
	int64_t id;
	const struct record_type *record = anyref_unpack(record_integer(reminder, "about"), &id);

	if (record)
		store_reference(store, record, id, &about);
	reference_format(&recipient, &record_user, record_integer(reminder, "recipient"));
	row(trial->out, (const char *const[]){ text_string(&about), record_text(reminder, "rule"), text_string(&recipient), record_text(reminder, "channel"),
	                                         record_text(reminder, "due_at"), record_text(reminder, "text") }, 6);
	text_free(&about);
	text_free(&recipient);
}

static enum status test_rules(struct session *session, void *options)
{
	static const struct out_column columns[] = {
		{ "ref", "Ref", OUT_STRING }, { "rule", "Rule", OUT_STRING }, { "recipient", "Recipient", OUT_STRING }, { "channel", "Channel", OUT_STRING }, { "due_at", "Due", OUT_TIME },
		{ "text", "Text", OUT_STRING },
	};
	struct out_options out_options;

	(void)options;
	out_options_of(session, &out_options);
	struct trial trial = { .session = session, .out = out_open(&out_options, columns, sizeof columns / sizeof *columns) };
	struct remind_run run = { .store = session->store, .trial = true, .report = report, .context = &trial, .failed = failed };
	enum status status = remind_prepare(&run);
	status = session_close_out(session, trial.out, status ? status : remind_find(&run));
	return status || !trial.bad ? status : error_silence(&session->error, STATUS_REFUSED);
}

/* ---- run -------------------------------------------------------------------------------------------------------- */

struct run_options {
	bool print;
};

/* What became due is written in one change, which is empty and leaves no trace when nothing did. */
static enum status find_due(struct session *session, struct trial *trial)
{
	struct remind_run run = { .store = session->store, .context = trial, .failed = failed };
	enum status status = remind_prepare(&run);

	if (!status)
		status = change_begin(session->store, session->line);
	if (!status)
		status = remind_find(&run);
	if (status) {
		change_rollback(session->store);
		return status;
	}
	return change_commit(session->store);
}

static enum status run_rules(struct session *session, void *context)
{
	const struct run_options *options = context;
	struct trial trial = { .session = session };
	struct remind_delivery delivery = { .print = options->print };

	enum status status = find_due(session, &trial);
	if (!status)
		status = remind_deliver(session, &delivery);
	if (!status && (delivery.failed || delivery.uncertain || trial.bad))
		return error_silence(&session->error, STATUS_REFUSED);
	return status;
}

/* ---- log, retry ------------------------------------------------------------------------------------------------- */

static enum status log_run(struct session *session, void *context)
{
	const struct list_options *options = context;

	return reader_print(session, options, options->read.columns, NULL);
}

static enum status retry(struct session *session, void *context)
{
	const struct type *type = store_type(session->store, &record_reminder);
	struct words words = { 0 };
	struct targets targets = { 0 };
	enum status status;

	(void)context;
	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name what is to be sent again: crm-remind retry rm12");
	status = operands_drain(session, session->operands, session->operand_count, &words);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = operands_find(session, &words, &record_reminder, &targets);
	for (size_t i = 0; !status && i < targets.count; i++) {
		struct record *old, *reminder;
		status = row_require(session->store, type, targets.items[i].id, &session->arena, &old);
		if (!status && strcmp(record_text(old, "status"), "failed") != 0 && strcmp(record_text(old, "status"), "uncertain") != 0)
			status = error_set(&session->error, STATUS_REFUSED, "it is %s; only what failed or is uncertain is sent again", record_text(old, "status"));
		if (!status) {
			reminder = record_copy(&session->arena, old);
			*record_value(reminder, "status") = value_text("pending");
			*record_value(reminder, "tries") = value_integer(0);
			status = save_set(session->store, old, reminder, &session->arena);
		}
		status = locate_refusal(session, status, &targets.items[i]);
	}
	return writer_end(session, status, &targets);
}

/* ---- install ---------------------------------------------------------------------------------------------------- */

static enum status install(struct session *session, void *context)
{
	const char *database = session_database(session);
	char folder[4096];

	(void)context;
	if (*database != '/' && getcwd(folder, sizeof folder))
		database = arena_printf(&session->arena, "%s/%s", folder, database);
	printf("# crontab -e: every ten minutes; cron mails what it prints\n"
	       "*/10 * * * *  crm-remind run --db %s\n\n"
	       "# or with systemd: /etc/systemd/system/crm-remind.service\n[Unit]\nDescription=Reminders of %s\n\n[Service]\nType=oneshot\nExecStart=crm-remind run --db %s\n\n"
	       "# /etc/systemd/system/crm-remind.timer, then: systemctl enable --now crm-remind.timer\n[Unit]\nDescription=Reminders of %s, every ten minutes\n\n"
	       "[Timer]\nOnCalendar=*:0/10\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n", database, database, database, database);
	return STATUS_OK;
}

static const struct opt run_rows[] = {
	{ .name = "print", .kind = OPT_FLAG, .help = "print all digests on standard output, whatever the channels of the users are", .target = offsetof(struct run_options, print) },
	{ 0 },
};
static const struct opt_group run_groups[] = {
	{ run_rows, 0, sizeof(struct run_options), FRAME_NONE },
	{ 0 },
};

static const struct verb list_verb_of_rules = {
	.name = "list", .synopsis = "", .help = "list the rules of reminders; crm-db schema changes them", .access = ACCESS_READ, .operands = OPERANDS_NONE,
	.options = output_groups, .options_size = sizeof(struct output_options), .run = list_rules,
};
static const struct verb test_verb = {
	.name = "test", .synopsis = "", .help = "show what a run would send now, or with --now at another time", .access = ACCESS_READ, .operands = OPERANDS_NONE,
	.options = output_groups, .options_size = sizeof(struct output_options), .run = test_rules,
};
static const struct verb run_verb = {
	.name = "run", .synopsis = "", .help = "send what is due, each reminder once", .access = ACCESS_WRITE, .operands = OPERANDS_NONE,
	.options = run_groups, .options_size = sizeof(struct run_options), .run = run_rules,
};
static const struct verb log_verb = {
	.name = "log", .synopsis = "[FILTER…]", .help = "list reminders: what was sent, and what was not", .access = ACCESS_READ, .operands = OPERANDS_FILTER,
	.options = list_groups, .options_size = sizeof(struct list_options), .run = log_run,
};
static const struct verb retry_verb = {
	.name = "retry", .synopsis = "REF…|-", .help = "send reminders again that failed or are uncertain", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	.options = write_groups, .options_size = sizeof(struct write_options), .run = retry,
};
static const struct verb install_verb = {
	.name = "install", .synopsis = "", .help = "print crontab lines and systemd units that run it", .access = ACCESS_READ, .operands = OPERANDS_NONE, .run = install,
};

const struct verb *const remind_verbs[] = { &list_verb_of_rules, &test_verb, &run_verb, &log_verb, &retry_verb, &install_verb, NULL };
