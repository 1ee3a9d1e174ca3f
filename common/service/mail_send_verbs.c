/* crm-mail send, resolve: mail leaves the house, each at most once.
 *
 * A mail is marked `uncertain` and committed before the mail transfer agent is started, and sent or failed when that has ended: whatever interrupts this leaves it
 * uncertain, and only a person makes it anything else (resolve). No transaction is open while the agent runs. */
#include "service/mail_verbs.h"

#include "base/date.h"
#include "base/program.h"
#include "base/utf8.h"
#include "cli/config.h"
#include "io/spool.h"
#include "service/mail.h"
#include "service/mail_compose.h"
#include "service/may_contact.h"
#include "store/rule.h"
#include "store/save.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct send_options {
	int64_t limit_per_hour;
	const char *test;
	bool service;
	struct write_options write;
};

struct sending {
	struct session *session;
	const struct send_options *options;
	const char *command;
	int64_t left;       /* mails that may still be sent in this hour; -1: any number */
	int64_t refused;    /* left out, or failed */
	int64_t waiting;    /* beyond the limit */
	struct targets sent;
	struct arena arena; /* of one mail */
};

static const char *sendmail_command(struct session *session)
{
	const char *named = getenv("CRM_SENDMAIL"), *configured = config_value(session->configuration, "sendmail");

	return named && *named ? named : configured ? configured : "/usr/sbin/sendmail";
}

/* "m3: Anna Hansen: …" on standard error: who is left out is listed with the reason. */
static void leave_out(struct sending *sending, int64_t id, const char *reason)
{
	session_report(sending->session, arena_printf(&sending->arena, "m%lld: not sent: %s", (long long)id, reason));
	sending->refused++;
}

/* Why a mail in this state is not sent; NULL: it may be. */
static const char *state_refusal(const struct record *mail, struct arena *arena)
{
	const char *status = record_text(mail, "status");

	if (strcmp(record_text(mail, "direction"), "in") == 0)
		return "it came from outside";
	if (strcmp(record_text(mail, "channel"), "email") != 0 && *record_text(mail, "channel"))
		return arena_printf(arena, "it is a %s", record_text(mail, "channel"));
	if (strcmp(status, "sent") == 0)
		return "it was sent already";
	if (strcmp(status, "uncertain") == 0)
		return arena_printf(arena, "it was handed over before, and nobody knows whether it left; look into the log of the mail server, then: crm-mail resolve m%lld sent, or failed", (long long)mail->id);
	if (!*record_text(mail, "to"))
		return "there is no address";
	return NULL;
}

/* The gate, for marketing. *reason stays NULL when it is open. */
static enum status ask_gate(struct sending *sending, const struct record *mail, const char **reason)
{
	struct store *store = sending->session->store;
	struct contact_refusal refusal;
	struct record *person = NULL;
	bool allowed = true;
	int64_t id;
	const struct record_type *type = anyref_unpack(record_integer(mail, "recipient"), &id);

	if (!type || !contact_is_marketing(record_text(mail, "purpose")))
		return STATUS_OK;
	enum status status = rule_load(store, type, id, &sending->arena, &person);
	if (!status && person)
		status = may_contact_record(store, person, "email", record_text(mail, "purpose"), sending->options->service, &allowed, &refusal);
	if (!status && !allowed)
		*reason = arena_printf(&sending->arena, "%s%lld %s: %s", type->prefix, (long long)id, record_text(person, "name"), refusal.sentence);
	return status;
}

/* Writes the message into a file that has no name, before anything is marked: what cannot be composed stays a draft. */
static enum status compose(struct sending *sending, const struct record *mail, const char *to, FILE **out)
{
	struct session *session = sending->session;
	const struct mail_variant variant = { .to = to };

	enum status status = spool_stream(out, &session->error);
	if (status)
		return status;
	status = mail_compose(session->store, mail, &variant, &sending->arena, *out);
	if (!status)
		status = spool_rewind(*out, &session->error);
	if (status) {
		fclose(*out);
		*out = NULL;
	}
	return status;
}

static enum program_end hand_over(struct sending *sending, FILE *message, struct text *why)
{
	static const char *const arguments[] = { "-t", "-oi", NULL };

	enum program_end end = program_feed(program_words(&sending->arena, sending->command, arguments), fileno(message), why);
	for (size_t bad; !utf8_valid(text_string(why), why->length, &bad); why->data[bad] = '?')
		;
	return end;
}

/* Sets state, time and reason of a mail in a change of its own. */
static enum status mark(struct sending *sending, int64_t id, const char *state, const char *message_id, const char *sent_at, const char *reason)
{
	struct session *session = sending->session;
	struct record *old = NULL;
	enum status status = change_begin(session->store, session->line);

	if (status)
		return status;
	status = rule_load(session->store, &record_mail, id, &sending->arena, &old);
	if (!status && old) {
		struct record *mail = record_copy(&sending->arena, old);
		*record_value(mail, "status") = value_text(state);
		*record_value(mail, "reason") = value_text(reason);
		if (message_id)
			*record_value(mail, "message_id") = value_text(message_id);
		if (sent_at)
			*record_value(mail, "sent_at") = value_text(sent_at);
		status = save_set(session->store, old, mail, &sending->arena);
	}
	if (!status)
		return change_commit(session->store);
	change_rollback(session->store);
	return status;
}

/* Under the lock: whether the mail may go, and if so, that it is on its way. *message is NULL when it does not. */
static enum status take(struct sending *sending, int64_t id, FILE **message)
{
	struct session *session = sending->session;
	struct store *store = session->store;
	struct record *old = NULL;
	const char *reason = NULL, *sender, *name;
	enum status status = rule_load(store, &record_mail, id, &sending->arena, &old);

	if (status || !old)
		return status ? status : store_missing(store, &record_mail, id);
	struct record *mail = record_copy(&sending->arena, old);
	reason = state_refusal(mail, &sending->arena);
	if (!reason)
		status = ask_gate(sending, mail, &reason);
	if (!status && !reason && sending->left == 0) {
		sending->waiting++;
		*record_value(mail, "status") = value_text("queued");
		return save_set(store, old, mail, &sending->arena);
	}
	if (!status && !reason && mail_sender(store, mail, &sending->arena, &sender, &name))
		reason = arena_string(&sending->arena, error_sentence(&session->error));
	if (status || reason) {
		if (!status)
			leave_out(sending, id, reason);
		return status;
	}
	char now[TIMESTAMP_SIZE];
	timestamp_now(&store->conventions, now);
	*record_value(mail, "status") = value_text("uncertain");
	*record_value(mail, "sent_at") = value_text(arena_string(&sending->arena, now));
	*record_value(mail, "message_id") = value_text(mail_message_id(store, mail, sender, &sending->arena));
	*record_value(mail, "reason") = (struct value){ 0 };
	if (compose(sending, mail, NULL, message)) {
		leave_out(sending, id, arena_string(&sending->arena, error_sentence(&session->error)));
		return STATUS_OK;
	}
	return save_set(store, old, mail, &sending->arena);
}

/* What the agent said becomes the state of the mail; a missing agent ends the run. */
static enum status conclude(struct sending *sending, int64_t id, enum program_end end, const struct text *why)
{
	struct session *session = sending->session;
	enum status status = STATUS_OK;

	switch (end) {
	case PROGRAM_SUCCEEDED:
		status = mark(sending, id, "sent", NULL, NULL, NULL);
		if (!status)
			targets_add(session, &sending->sent, &record_mail, id);
		sending->left -= sending->left > 0;
		return status;
	case PROGRAM_FAILED:
		leave_out(sending, id, text_string(why));
		return mark(sending, id, "failed", NULL, NULL, text_string(why));
	case PROGRAM_MISSING:
		status = mark(sending, id, "queued", NULL, NULL, text_string(why));
		return status ? status : error_set(&session->error, STATUS_CONFIG, "%s; set sendmail in the configuration, or $CRM_SENDMAIL", text_string(why));
	case PROGRAM_UNKNOWN:
		break;
	}
	leave_out(sending, id, "the mail program was interrupted, and may have sent it");
	return STATUS_OK;
}

static enum status send_one(struct sending *sending, int64_t id)
{
	struct session *session = sending->session;
	FILE *message = NULL;
	struct text why = { 0 };
	enum status status = change_begin(session->store, session->line);

	if (status)
		return status;
	status = take(sending, id, &message);
	bool dry = sending->options->write.dry_run;
	if (status || dry)
		change_rollback(session->store);
	else
		status = change_commit(session->store);
	if (!status && message && dry)
		targets_add(session, &sending->sent, &record_mail, id);
	if (!status && message && dry)
		sending->left -= sending->left > 0;
	if (!status && message && !dry)
		status = conclude(sending, id, hand_over(sending, message, &why), &why);
	if (message)
		fclose(message);
	text_free(&why);
	return status;
}

/* --test: as it would be sent, to one address, and nothing is marked. */
static enum status send_test(struct sending *sending, int64_t id)
{
	struct session *session = sending->session;
	struct record *mail = NULL;
	struct text why = { 0 };
	FILE *message = NULL;
	enum status status = rule_load(session->store, &record_mail, id, &sending->arena, &mail);

	if (status || !mail)
		return status;
	*record_value(mail, "message_id") = (struct value){ 0 };
	status = compose(sending, mail, sending->options->test, &message);
	if (status)
		return error_prefix(&session->error, "m%lld: ", (long long)id);
	if (hand_over(sending, message, &why) != PROGRAM_SUCCEEDED)
		leave_out(sending, id, text_string(&why));
	else
		targets_add(session, &sending->sent, &record_mail, id);
	fclose(message);
	text_free(&why);
	return STATUS_OK;
}

static enum status find_left(struct sending *sending)
{
	struct store *store = sending->session->store;
	char since[TIMESTAMP_SIZE];
	int64_t sent = 0, limit = sending->options->limit_per_hour;

	sending->left = -1;
	if (limit < 0)
		return STATUS_OK;
	timestamp_from_seconds(store->conventions.now - 3600, since);
	enum status status = db_one(store->db, &sent, "select count(*) from mail where status in ('sent', 'uncertain') and direction = 'out' and sent_at > %s", since);
	sending->left = sent < limit ? limit - sent : 0;
	return status;
}

/* Those that are named, or without operands all that are queued, the oldest first. */
static enum status find_mails(struct sending *sending, struct targets *targets)
{
	struct session *session = sending->session;
	struct words words = { 0 };
	int64_t *ids;
	size_t count;

	if (session->operand_count) {
		enum status status = operands_drain(session, session->operands, session->operand_count, &words);
		if (!status)
			status = operands_find(session, &words, &record_mail, targets);
		return status;
	}
	enum status status = db_integers(session->store->db, &session->arena, &ids, &count, "select id from mail where status = 'queued' order by id");
	for (size_t i = 0; !status && i < count; i++)
		targets_add(session, targets, &record_mail, ids[i]);
	return status;
}

static enum status send(struct session *session, void *context)
{
	struct sending sending = { .session = session, .options = context, .command = sendmail_command(session) };
	struct targets targets = { 0 };
	struct text address = { 0 };
	enum status status = find_mails(&sending, &targets);

	if (!status && sending.options->test && mail_addresses(sending.options->test, &address, &session->error)) {
		error_prefix(&session->error, "--test: ");
		status = session->error.status = STATUS_USAGE;
	}
	text_free(&address);
	if (!status)
		status = find_left(&sending);
	for (size_t i = 0; !status && i < targets.count; i++) {
		arena_reset(&sending.arena);
		status = sending.options->test ? send_test(&sending, targets.items[i].id) : send_one(&sending, targets.items[i].id);
	}
	for (size_t i = 0; i < sending.sent.count; i++)
		session_print_line(session, arena_printf(&session->arena, "m%lld", (long long)sending.sent.items[i].id));
	if (sending.waiting)
		session_report(session, arena_printf(&session->arena, "%lld more %s queued: --limit-per-hour=%lld is reached; run crm-mail send again later", (long long)sending.waiting,
		                                     sending.waiting == 1 ? "is" : "are", (long long)sending.options->limit_per_hour));
	arena_free(&sending.arena);
	return status || !sending.refused ? status : error_silence(&session->error, STATUS_REFUSED);
}

/* What a person found out about a mail that was handed over. */
static enum status resolve_mail(struct writing *writing, const struct target *target)
{
	struct session *session = writing->session;
	const char *outcome = writing->assignments[0].text;
	struct record *old;
	enum status status = row_load(session->store, session->type, target->id, &writing->arena, &old);

	if (status)
		return status;
	if (strcmp(record_text(old, "status"), "uncertain") != 0)
		return locate_refusal(session, error_set(&session->error, STATUS_REFUSED, "it is %s; only what is uncertain is resolved", record_text(old, "status")), target);
	struct record *mail = record_copy(&writing->arena, old);
	*record_value(mail, "status") = value_text(outcome);
	status = save_set(session->store, old, mail, &writing->arena);
	if (!status)
		targets_add(session, &writing->touched, target->record, target->id);
	return status;
}

static enum status resolve(struct session *session, void *options)
{
	const char *outcome = session->operand_count ? operand_assigns(session, session->operands[session->operand_count - 1], "status") : NULL;

	if (!outcome || (strcmp(outcome, "sent") != 0 && strcmp(outcome, "failed") != 0))
		return error_set(&session->error, STATUS_USAGE, "say what became of it: crm-mail resolve m3 sent, or failed");
	/* The field is written by this verb alone, so that it is no assignment as others are. */
	struct assignment said = { .text = outcome };
	struct write_options *write = options;
	(void)write;
	session->operands[--session->operand_count] = NULL;
	struct words words = { 0 };
	struct targets targets = { 0 };
	struct writing writing = { .session = session, .assignments = &said, .count = 1 };
	enum status status = operands_drain(session, session->operands, session->operand_count, &words);
	if (!status && !session->operand_count)
		status = error_set(&session->error, STATUS_USAGE, "name the mail: crm-mail resolve m3 %s", outcome);
	if (!status && !(status = writer_begin(session))) {
		status = operands_find(session, &words, &record_mail, &targets);
		for (size_t i = 0; !status && i < targets.count; i++)
			status = resolve_mail(&writing, &targets.items[i]);
		status = writer_end(session, status, &writing.touched);
	}
	arena_free(&writing.arena);
	return status;
}

static const struct opt send_rows[] = {
	{ .name = "limit-per-hour", .arg = "N", .kind = OPT_NUMBER, .help = "send at most N mails within an hour, others included that were sent before; the rest stays queued",
	  .target = offsetof(struct send_options, limit_per_hour) },
	{ .name = "test", .arg = "ADDRESS", .kind = OPT_TEXT, .help = "send each to this address alone, and leave its state as it is", .target = offsetof(struct send_options, test) },
	{ .name = "service", .kind = OPT_FLAG, .help = "do not ask limits and contact_every of marketing mail", .target = offsetof(struct send_options, service) },
	{ 0 },
};
static const struct opt_group send_groups[] = {
	{ send_rows, 0, sizeof(struct send_options), FRAME_NONE },
	{ options_write, offsetof(struct send_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb mail_send_verb = {
	.name = "send", .synopsis = "[REF…|-]", .help = "send mail, or without operands what is queued; list those left out with the reason",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .options = send_groups, .options_size = sizeof(struct send_options), .run = send,
};

const struct verb mail_resolve_verb = {
	.name = "resolve", .synopsis = "REF…|- status=sent|failed", .help = "say what became of mail that was handed over when something interrupted it", .value = "status",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = write_groups, .options_size = sizeof(struct write_options), .run = resolve,
};
