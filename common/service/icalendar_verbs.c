/* Calendar files: crm-calendar export and import, crm-event invite. */
#include "service/calendar.h"
#include "cli/verbs.h"

#include "people/people.h"
#include "service/icalendar.h"
#include "service/invite.h"
#include "service/service.h"
#include "store/private.h"
#include "store/save.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static enum status print(struct session *session, struct text *text)
{
	enum status status = STATUS_OK;

	if (fwrite(text_string(text), 1, text->length, stdout) != text->length || fflush(stdout) != 0)
		status = error_set(&session->error, STATUS_IO, "cannot write standard output: %s", strerror(errno));
	text_free(text);
	return status;
}

static void add_id(struct session *session, int64_t **ids, size_t *count, int64_t id)
{
	*ids = array_grow(&session->arena, *ids, *count, sizeof **ids);
	(*ids)[(*count)++] = id;
}

static bool has(const int64_t *ids, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* Each event once; an occurrence that became an event of its own goes with its series, unless that is not among them. */
static enum status events_in_span(struct session *session, const struct calendar_scope *scope, int64_t **ids, size_t *count)
{
	struct occurrence *entries;
	size_t found = 0;
	enum status status = calendar_entries(session->store, &session->arena, scope, &entries, &found);

	for (size_t pass = 0; !status && pass < 2; pass++)
		for (size_t i = 0; i < found; i++) {
			int64_t series = record_integer(entries[i].event, "series");
			if ((series > 0) == (pass > 0) && !has(*ids, *count, entries[i].event->id) && !(series && has(*ids, *count, series)))
				add_id(session, ids, count, entries[i].event->id);
		}
	return status;
}

/* Events without those that belong to a series, which go with it; or what is to be done. user 0: of everybody. */
static enum status all_of(struct session *session, const struct record_type *type, int64_t user, int64_t **ids, size_t *count)
{
	struct db *db = session->store->db;
	int64_t *found;
	size_t n = 0;
	enum status status;

	if (type == &record_task)
		status = db_integers(db, &session->arena, &found, &n, "select id from task where (%jd = 0 or owner = %jd) and coalesce(status, '') <> 'done' order by id", user, user);
	else
		status = db_integers(db, &session->arena, &found, &n, "select e.id from event as e where e.series is null and (%jd = 0 or e.owner = %jd or exists "
		                     "(select 1 from event_attendees as k where k.event = e.id and k.\"user\" = %jd)) order by e.id", user, user, user);
	for (size_t i = 0; !status && i < n; i++)
		if (!has(*ids, *count, found[i]))
			add_id(session, ids, count, found[i]);
	return status;
}

static bool names_span(const struct session *session)
{
	for (size_t i = 0; i < session->operand_count; i++)
		if (strncmp(session->operands[i], "user=", 5) != 0 && strncmp(session->operands[i], "team=", 5) != 0)
			return true;
	return false;
}

static enum status export(struct session *session, void *context)
{
	struct calendar_scope scope = { 0 };
	struct icalendar_content content = { .method = "PUBLISH" };
	int64_t *events = NULL, *tasks = NULL;
	struct text out = { 0 };
	enum status status = calendar_scope_read(session->store, session->operands, session->operand_count, &session->arena, CALENDAR_DAY, 1, &scope);

	(void)context;
	if (!status && names_span(session))
		status = events_in_span(session, &scope, &events, &content.event_count);
	for (size_t i = 0; !status && i < (scope.user_count ? scope.user_count : 1); i++) {
		int64_t user = scope.user_count ? scope.users[i] : 0;
		if (!names_span(session))
			status = all_of(session, &record_event, user, &events, &content.event_count);
		if (!status)
			status = all_of(session, &record_task, user, &tasks, &content.task_count);
	}
	content.events = events;
	content.tasks = tasks;
	if (!status)
		status = icalendar_write(session->store, &content, &session->arena, &out);
	if (!status)
		return print(session, &out);
	text_free(&out);
	return status;
}

struct touching {
	struct session *session;
	struct targets touched;
};

static void touch(void *context, const struct record_type *type, int64_t id)
{
	struct touching *touching = context;

	targets_add(touching->session, &touching->touched, type, id);
}

static enum status import(struct session *session, void *context)
{
	struct icalendar_file file;
	struct touching touching = { .session = session };
	const char *path = session->operand_count == 1 ? session->operands[0] : NULL, *text;
	size_t length;

	(void)context;
	if (!path)
		return error_set(&session->error, STATUS_USAGE, "name the calendar file: crm-calendar import invitation.ics, or - for standard input");
	const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
	enum status status = read_file(session, path, &text, &length);
	if (!status)
		status = icalendar_read(name, text, length, &session->arena, &file, &session->error);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = icalendar_import(session->store, name, &file, &session->arena, touch, &touching);
	return writer_end(session, status, &touching.touched);
}

/* crm-event invite. */

struct invite_options {
	bool print;
	struct write_options write;
};

/* Whoever takes part and was not asked yet is invited; the owner asks. */
static void invite_all(struct record *event, struct arena *arena)
{
	static const struct {
		const char *field, *prefix;
	} links[] = { { "attendees", "u" }, { "contacts", "p" }, { "leads", "l" } };
	char role[40];
	int64_t id;

	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		struct text text = { 0 };
		for (const char *rest = record_text(event, links[i].field); row_next_link(&rest, &id, role);) {
			bool asks = i == 0 && id == record_integer(event, "owner");
			const char *said = *role || asks ? role : "invited";
			text_printf(&text, "%s%s%lld%s%s", text.length ? "," : "", links[i].prefix, (long long)id, *said ? ":" : "", said);
		}
		*record_value(event, links[i].field) = value_text(text_take(&text, arena));
	}
	if (record_value(event, "sequence")->type == VALUE_NULL)
		*record_value(event, "sequence") = value_integer(0);
}

static enum status invite_to(struct writing *writing, const struct target *target, bool mails)
{
	struct session *session = writing->session;
	struct record *old;
	enum status status = row_require(session->store, session->type, target->id, &writing->arena, &old);

	if (status)
		return status;
	status = private_refuse(session->store, old);
	if (status)
		return locate_refusal(session, status, target);
	struct record *event = record_copy(&writing->arena, old);
	status = assign_apply(session->store, writing->assignments, writing->count, event, target->id, &writing->arena);
	if (!status && !*record_text(event, "attendees") && !*record_text(event, "contacts") && !*record_text(event, "leads"))
		status = error_set(&session->error, STATUS_REFUSED, "nobody is to take part: give contacts+=p7, attendees+=mei or leads+=l3");
	if (strcmp(record_text(event, "status"), "not-held") != 0)
		invite_all(event, &writing->arena);
	if (!status)
		status = save_set(session->store, old, event, &writing->arena);
	if (!status && mails)
		status = invite_queue(session->store, event, &writing->arena);
	if (!status)
		targets_add(session, &writing->touched, session->type->record, target->id);
	return locate_refusal(session, status, target);
}

static enum status invite_event(struct writing *writing, const struct target *target)
{
	return invite_to(writing, target, true);
}

/* One event, whose reference a mail program could not read: the request is printed instead. */
static enum status print_request(struct session *session, struct invite_options *options)
{
	struct writing writing = { .session = session, .options = options };
	struct targets events = { 0 };
	struct words words;
	struct text out = { 0 };
	size_t first;
	enum status status = split_operands(session, &first);

	if (!status && (first != 1 || options->write.dry_run))
		status = error_set(&session->error, STATUS_USAGE, "--print is for one event: crm-event invite e12 --print");
	if (!status)
		status = operands_drain(session, session->operands, first, &words);
	if (!status)
		status = parse_assignments(session, session->type, session->type, first, NULL, &writing.assignments, &writing.count);
	if (!status)
		status = writer_begin(session);
	if (!status && !(status = operands_find(session, &words, session->type->record, &events)))
		for (size_t i = 0; !status && i < events.count; i++)
			status = invite_to(&writing, &events.items[i], false);
	if (!status && events.count != 1)
		status = error_set(&session->error, STATUS_USAGE, "--print is for one event: crm-event invite e12 --print");
	if (!status)
		status = change_commit(session->store);
	else
		change_rollback(session->store);
	release_assignments(writing.assignments, writing.count);
	arena_free(&writing.arena);
	if (!status)
		status = icalendar_request(session->store, events.items[0].id, &session->arena, &out);
	if (!status)
		return print(session, &out);
	text_free(&out);
	return status;
}

static enum status invite(struct session *session, void *context)
{
	struct invite_options *options = context;

	if (options->print)
		return print_request(session, options);
	return write_each(session, options, "invite", " contacts+=p7", ASSIGNS_ANYTHING, invite_event);
}

const struct verb calendar_export_verb = {
	.name = "export", .synopsis = "[user=USER,…] [team=TEAM] [from=DAY] [to=DAY]", .help = "write events and open tasks as a calendar file",
	.access = ACCESS_READ, .operands = OPERANDS_WORDS, .run = export,
};

const struct verb calendar_import_verb = {
	.name = "import", .synopsis = "FILE|-", .help = "file the events, tasks and answers of a calendar file",
	.access = ACCESS_WRITE, .operands = OPERANDS_FILE, .options = write_groups, .options_size = sizeof(struct write_options), .run = import,
};

static const struct opt invite_rows[] = {
	{ .name = "print", .kind = OPT_FLAG, .help = "print the invitation as a calendar file, and queue no mail", .target = offsetof(struct invite_options, print) },
	{ 0 },
};

static const struct opt_group invite_groups[] = {
	{ invite_rows, 0, sizeof(struct invite_options), FRAME_NONE },
	{ options_write, offsetof(struct invite_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb invite_verb = {
	.name = "invite", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "invite the participants of events: queue a mail for each, which crm-mail send delivers",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = invite_groups, .options_size = sizeof(struct invite_options), .run = invite,
};

const struct verb *const invite_verbs[] = { &invite_verb, NULL };
