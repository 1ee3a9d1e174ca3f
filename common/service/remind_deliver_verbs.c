#include "service/remind_verbs.h"

#include "base/date.h"
#include "base/program.h"
#include "cli/config.h"
#include "io/mime_write.h"
#include "io/spool.h"
#include "people/people.h"
#include "service/may_contact.h"
#include "service/reminder.h"
#include "service/sections.h"
#include "service/service.h"
#include "store/private.h"
#include "store/rule.h"
#include "store/save.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	LEASE_SECONDS = 900,
	TRIES = 5,             /* then a reminder has failed for good */
	DIGEST_LIMIT = 2000,   /* reminders in one digest; the others follow in the next */
};

/* A digest: the reminders of one recipient and channel that are due. */
struct digest {
	struct session *session;
	struct remind_delivery *delivery;
	struct arena arena;
	int64_t recipient;
	const char *channel;
	struct record *user, **reminders;
	size_t count;
	char now[TIMESTAMP_SIZE];
	const char *message_id;
};

/* Sets the status of all its reminders in a change of its own. until: of the lease, NULL: none. */
static enum status mark(struct digest *digest, const char *state, const char *until, const char *reason)
{
	struct store *store = digest->session->store;
	const struct type *type = store_type(store, &record_reminder);
	enum status status = change_begin(store, digest->session->line);

	for (size_t i = 0; !status && i < digest->count; i++) {
		struct record *old;
		status = row_load(store, type, digest->reminders[i]->id, &digest->arena, &old);
		if (status || !old)
			continue;
		struct record *reminder = record_copy(&digest->arena, old);
		*record_value(reminder, "status") = value_text(state);
		*record_value(reminder, "lease_until") = until ? value_text(until) : (struct value){ 0 };
		*record_value(reminder, "message_id") = digest->message_id ? value_text(digest->message_id) : (struct value){ 0 };
		*record_value(reminder, "reason") = reason ? value_text(reason) : (struct value){ 0 };
		if (strcmp(state, "sending") == 0)
			*record_value(reminder, "tries") = value_integer(record_integer(old, "tries") + 1);
		if (strcmp(state, "sent") == 0)
			*record_value(reminder, "sent_at") = value_text(digest->now);
		status = save_set(store, old, reminder, &digest->arena);
		digest->reminders[i] = reminder;
	}
	if (status) {
		change_rollback(store);
		return status;
	}
	return change_commit(store);
}

/* Takes the pending ones that are due, as nobody else does meanwhile. */
static enum status lease(struct digest *digest)
{
	struct store *store = digest->session->store;
	const struct type *type = store_type(store, &record_reminder);
	int64_t *ids;
	size_t count = 0;
	char *until = arena_alloc(&digest->arena, TIMESTAMP_SIZE);
	/* One look and one mark in two changes would let another run in between: the change begins before the look. */
	enum status status = change_begin(store, digest->session->line);

	digest->count = 0;
	if (!status)
		status = db_integers(store->db, &digest->arena, &ids, &count, "select id from reminder where status = 'pending' and recipient = %jd and channel = %s and due_at <= %s order by due_at, id limit %d",
		                     digest->recipient, digest->channel, digest->now, DIGEST_LIMIT);
	digest->reminders = arena_alloc(&digest->arena, (count + 1) * sizeof *digest->reminders);
	/* The clock of the run was read when it began. */
	timestamp_from_seconds((store->pinned ? timestamp_seconds(digest->now) : (int64_t)time(NULL)) + LEASE_SECONDS, until);
	for (size_t i = 0; !status && i < count; i++) {
		struct record *old;
		status = row_load(store, type, ids[i], &digest->arena, &old);
		if (status || !old)
			continue;
		/* It is named by its first reminder, and the try. */
		if (!digest->message_id)
			digest->message_id = arena_printf(&digest->arena, "reminder-%lld-%lld@%s", (long long)old->id, (long long)record_integer(old, "tries") + 1,
			                                  schema_value(store->schema, "uuid"));
		struct record *reminder = record_copy(&digest->arena, old);
		*record_value(reminder, "status") = value_text("sending");
		*record_value(reminder, "lease_until") = value_text(until);
		*record_value(reminder, "message_id") = value_text(digest->message_id);
		*record_value(reminder, "tries") = value_integer(record_integer(old, "tries") + 1);
		status = save_set(store, old, reminder, &digest->arena);
		digest->reminders[digest->count++] = reminder;
	}
	if (status) {
		change_rollback(store);
		return status;
	}
	return change_commit(store);
}

static const struct reminder_rule *rule_of(struct store *store, const struct record *reminder)
{
	return schema_entry(store->schema, &section_reminders, record_text(reminder, "rule"));
}

/* What a record that is private is about, to its owner. */
static enum status add_secret(struct digest *digest, const struct record_type *about, int64_t id, struct text *out)
{
	struct record *record = NULL;
	enum status status = rule_load(digest->session->store, about, id, &digest->arena, &record);

	if (!status && record && private_is(record) && record_integer(record, "owner") == digest->recipient)
		text_printf(out, " (%s)", record_text(record, about->title));
	return status;
}

/* The text of the digest: the reminders under the labels of their rules, each with its reference. */
static enum status compose(struct digest *digest, struct text *out)
{
	struct store *store = digest->session->store;
	bool chinese = strcmp(store->conventions.language, "zh") == 0;
	const char *last = "";
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < digest->count; i++) {
		const struct record *reminder = digest->reminders[i];
		const struct reminder_rule *rule = rule_of(store, reminder);
		int64_t id;
		const struct record_type *about = anyref_unpack(record_integer(reminder, "about"), &id);
		const char *label = !rule ? record_text(reminder, "rule") : chinese ? rule->zh : rule->en;
		if (strcmp(label, last) != 0)
			text_printf(out, "%s%s\n", i ? "\n" : "", label);
		last = label;
		text_add(out, "  ");
		if (about) {
			status = store_reference(store, about, id, out);
			text_byte(out, ' ');
		}
		text_printf(out, " %s", record_text(reminder, "text"));
		if (!status && about && about->privacy)
			status = add_secret(digest, about, id, out);
		text_byte(out, '\n');
	}
	return status;
}

/* Those of one rule stand together. */
static int compare(const void *a, const void *b)
{
	const struct record *left = *(struct record *const *)a, *right = *(struct record *const *)b;
	int order = strcmp(record_text(left, "rule"), record_text(right, "rule"));

	return order ? order : left->id < right->id ? -1 : left->id > right->id;
}

/* Hands a file to a program; what became of it. */
static enum program_end hand_over(struct digest *digest, const char *command, const char *const *more, FILE *file, struct text *why)
{
	struct error error = { 0 };

	if (spool_rewind(file, &error)) {
		text_add(why, error.message);
		return PROGRAM_MISSING;
	}
	return program_feed(program_words(&digest->arena, command, more), fileno(file), why);
}

static const char *configured(struct session *session, const char *variable, const char *key, const char *otherwise)
{
	const char *named = getenv(variable), *value = config_value(session->configuration, key);

	return named && *named ? named : value ? value : otherwise;
}

static enum program_end send_mail(struct digest *digest, const struct text *text, struct text *why)
{
	struct session *session = digest->session;
	static const char *const arguments[] = { "-t", "-oi", NULL };
	const char *email = record_text(digest->user, "email");
	bool chinese = strcmp(session->store->conventions.language, "zh") == 0;
	FILE *file = NULL;
	enum program_end end = PROGRAM_MISSING;
	struct error error = { 0 };

	if (!*email) {
		text_add(why, "the user has no e-mail address");
		return PROGRAM_MISSING;
	}
	struct mime_mail mail = { .sender = configured(session, "CRM_REMIND_FROM", "remind-from", email), .sender_name = "crm", .to = email, .cc = "", .bcc = "",
		.subject = arena_printf(&digest->arena, chinese ? "提醒（%zu）: %s" : "Reminders (%zu): %s", digest->count, record_text(digest->reminders[0], "text")),
		.message_id = digest->message_id, .in_reply_to = "", .references = "", .list_unsubscribe = "", .date = timestamp_seconds(digest->now), .text = text_string(text), .html = "",
		.calendar = "", .automatic = true };
	if (!spool_stream(&file, &error) && !mime_write(&mail, file, &error))
		end = hand_over(digest, configured(session, "CRM_SENDMAIL", "sendmail", "/usr/sbin/sendmail"), arguments, file, why);
	else
		text_add(why, error.message);
	if (file)
		fclose(file);
	return end;
}

static enum program_end run_command(struct digest *digest, const struct text *text, struct text *why)
{
	const char *command = configured(digest->session, "CRM_REMIND_COMMAND", "remind-command", NULL);
	const char *const more[] = { record_text(digest->user, "login"), NULL };
	struct error error = { 0 };
	FILE *file;

	if (!command) {
		text_add(why, "no command is configured: remind-command");
		return PROGRAM_MISSING;
	}
	if (spool_stream(&file, &error)) {
		text_add(why, error.message);
		return PROGRAM_MISSING;
	}
	fwrite(text_string(text), 1, text->length, file); /* that it failed is seen as the file is handed over */
	enum program_end end = hand_over(digest, command, more, file, why);
	fclose(file);
	return end;
}

static enum program_end print(struct digest *digest, const struct text *text, struct text *why)
{
	const char *line = text_string(text);

	session_print_line(digest->session, arena_printf(&digest->arena, "%s (%s)", record_text(digest->user, "name"), record_text(digest->user, "login")));
	session_print_line(digest->session, "");
	for (; *line; line += strcspn(line, "\n"), line += *line == '\n')
		session_print_line(digest->session, arena_copy(&digest->arena, line, strcspn(line, "\n")));
	session_print_line(digest->session, "");
	if (fflush(stdout) == 0)
		return PROGRAM_SUCCEEDED;
	text_printf(why, "cannot write standard output: %s", strerror(errno));
	return PROGRAM_UNKNOWN;
}

/* What failed is tried again with the next runs, a few times; what may have been sent is not. */
static enum status conclude(struct digest *digest, enum program_end end, const struct text *why)
{
	const char *reason = arena_string(&digest->arena, text_string(why));
	struct remind_delivery *delivery = digest->delivery;

	if (end == PROGRAM_SUCCEEDED) {
		delivery->sent += (int64_t)digest->count;
		return mark(digest, "sent", NULL, NULL);
	}
	session_report(digest->session, arena_printf(&digest->arena, "%zu for %s by %s: %s", digest->count, record_text(digest->user, "login"), digest->channel, reason));
	if (end == PROGRAM_UNKNOWN) {
		delivery->uncertain += (int64_t)digest->count;
		return mark(digest, "uncertain", NULL, reason);
	}
	delivery->failed += (int64_t)digest->count;
	return mark(digest, record_integer(digest->reminders[0], "tries") < TRIES ? "pending" : "failed", NULL, reason);
}

static enum status deliver_one(struct digest *digest)
{
	struct store *store = digest->session->store;
	struct text text = { 0 }, why = { 0 };
	enum status status = rule_load(store, &record_user, digest->recipient, &digest->arena, &digest->user);

	if (!status && digest->user)
		status = lease(digest);
	if (status || !digest->user || !digest->count)
		return status;
	qsort(digest->reminders, digest->count, sizeof *digest->reminders, compare);
	status = compose(digest, &text);
	if (!status) {
		enum program_end end;
		if (digest->delivery->print || strcmp(digest->channel, "print") == 0)
			end = print(digest, &text, &why);
		else if (strcmp(digest->channel, "mail") == 0)
			end = send_mail(digest, &text, &why);
		else
			end = run_command(digest, &text, &why);
		status = conclude(digest, end, &why);
	}
	text_free(&text);
	text_free(&why);
	return status;
}

/* Leases that are over: whoever had them is gone, and nobody knows what was sent. */
static enum status expire(struct session *session, const char *now, struct remind_delivery *delivery)
{
	struct digest digest = { .session = session, .delivery = delivery };
	int64_t *ids;
	size_t count = 0;
	enum status status = db_integers(session->store->db, &digest.arena, &ids, &count, "select id from reminder where status = 'sending' and lease_until < %s", now);

	if (!status && count) {
		digest.reminders = arena_alloc(&digest.arena, count * sizeof *digest.reminders);
		for (size_t i = 0; !status && i < count; i++) {
			status = row_load(session->store, store_type(session->store, &record_reminder), ids[i], &digest.arena, &digest.reminders[digest.count]);
			if (!status && digest.reminders[digest.count])
				digest.message_id = record_text(digest.reminders[digest.count++], "message_id");
		}
		if (!status)
			status = mark(&digest, "uncertain", NULL, "the run that sent it ended before it was done");
		delivery->uncertain += (int64_t)count;
		session_report(session, arena_printf(&digest.arena, "%zu may have been sent by a run that was interrupted; crm-remind log status=uncertain lists them", count));
	}
	arena_free(&digest.arena);
	return status;
}

/* Whether it is a quiet hour of reminders (the entry `remind` of quiet_hours). */
static bool is_quiet(struct store *store)
{
	const struct quiet_hours *quiet = schema_entry(store->schema, &section_quiet_hours, "remind");
	int minute, first, last;
	const char *text = quiet ? quiet->hours : NULL;

	calendar_local(store->conventions.now, &minute);
	minute /= 60;
	while (text && *text && quiet_next(&text, &first, &last))
		if (first < last ? minute >= first && minute < last : minute >= first || minute < last)
			return true;
	return false;
}

enum status remind_deliver(struct session *session, struct remind_delivery *delivery)
{
	struct store *store = session->store;
	struct statement *statement;
	struct arena arena = { 0 };
	struct due { int64_t recipient; const char *channel; } *due = NULL;
	size_t count = 0;
	char now[TIMESTAMP_SIZE];

	timestamp_now(&store->conventions, now);
	enum status status = expire(session, now, delivery);
	if (status || is_quiet(store))
		return status;
	status = db_ask(store->db, &statement, "select distinct recipient, channel from reminder where status = 'pending' and due_at <= %s order by recipient, channel", now);
	while (db_next(statement, &status)) {
		due = array_grow(&arena, due, count, sizeof *due);
		due[count++] = (struct due){ db_integer(statement, 0), arena_string(&arena, db_text(statement, 1)) };
	}
	db_done(statement);
	for (size_t i = 0; !status && i < count; i++) {
		struct digest digest = { .session = session, .delivery = delivery, .recipient = due[i].recipient, .channel = due[i].channel };
		memcpy(digest.now, now, sizeof now);
		status = deliver_one(&digest);
		arena_free(&digest.arena);
	}
	arena_free(&arena);
	return status;
}
