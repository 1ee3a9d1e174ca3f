/* stage, done, snooze, log: what is said in one word of deals, tasks and events. They are `set` and `add` with some fields given. */
#include "people/people.h"
#include "cli/verbs.h"

#include "base/calendar.h"
#include "cli/bare.h"
#include "store/save.h"
#include <string.h>

/* The value that the user assigned to the field, by an operand or as --file FIELD=PATH; NULL when there is none. */
static const char *assigned(const struct session *session, const char *field)
{
	const struct words *files = operands_files(session);
	const char *value = NULL;

	for (size_t i = 0; i < session->operand_count && !value; i++)
		value = operand_assigns(session, session->operands[i], field);
	for (size_t i = 0; files && i < files->count && !value; i++)
		value = operand_assigns(session, files->words[i], field);
	return value;
}

struct preset {
	const char *field, *value;
};

/* Puts assignments behind the operands, unless the user assigned the field. */
static void preset(struct session *session, const struct preset *presets, size_t count)
{
	const char **operands = arena_alloc(&session->arena, (session->operand_count + count + 1) * sizeof *operands);

	memcpy(operands, session->operands, session->operand_count * sizeof *operands);
	session->operands = operands;
	for (size_t i = 0; i < count; i++)
		if (!assigned(session, presets[i].field))
			operands[session->operand_count++] = arena_printf(&session->arena, "%s=%s", presets[i].field, presets[i].value);
}

static enum status stage(struct session *session, void *options)
{
	if (!assigned(session, "stage"))
		return error_set(&session->error, STATUS_USAGE, "give the stage after the deals: crm-deal stage d12 won");
	return set_run(session, options, NULL);
}

static enum status done(struct session *session, void *context)
{
	const struct set_options *options = context;

	if (session->operand_count == 0 || operand_is_assignment(session, session->operands[0]))
		return error_set(&session->error, STATUS_USAGE, "name what is done: crm-task done t12, or - for standard input");
	preset(session, (const struct preset[]){ { "status", "done" } }, 1);
	return set_run(session, options, NULL);
}

/* Puts a task off to a day, and its reminder with it; or until a time, which is that of its reminder then. */
struct snooze {
	char day[DATE_SIZE], instant[TIMESTAMP_SIZE]; /* instant "": a day is given */
};

static void put_off(const struct snooze *snooze, struct record *task, struct arena *arena)
{
	struct value *remind_at = record_value(task, "remind_at"), *due_on = record_value(task, "due_on");
	const char *due = record_text(task, "due_on");
	char text[TIMESTAMP_SIZE];
	int second;

	if (*snooze->instant) {
		*remind_at = value_text(snooze->instant);
	} else if (remind_at->type == VALUE_TEXT) {
		int64_t day = calendar_local(timestamp_seconds(remind_at->text), &second);
		int64_t ahead = *due && date_number(due) > day ? date_number(due) - day : 0;
		timestamp_from_seconds(calendar_instant(date_number(snooze->day) - ahead, second), text);
		*remind_at = value_text(arena_string(arena, text));
	}
	if (!*snooze->instant || (*due && strcmp(due, snooze->day) < 0))
		*due_on = value_text(snooze->day);
}

static enum status snooze_task(struct writing *writing, const struct target *target)
{
	struct session *session = writing->session;
	struct record *old;
	enum status status = row_require(session->store, session->type, target->id, &writing->arena, &old);

	if (status)
		return status;
	if (strcmp(record_text(old, "status"), "done") == 0)
		status = error_set(&session->error, STATUS_REFUSED, "the task is done; crm-task set t%lld status=waiting opens it again", (long long)target->id);
	if (status)
		return locate_refusal(session, status, target);
	struct record *task = record_copy(&writing->arena, old);
	put_off(writing->options, task, &writing->arena);
	status = assign_apply(session->store, writing->assignments, writing->count, task, target->id, &writing->arena);
	if (!status)
		status = save_set(session->store, old, task, &writing->arena);
	if (!status)
		targets_add(session, &writing->touched, session->type->record, target->id);
	return locate_refusal(session, status, target);
}

static enum status snooze(struct session *session, void *context)
{
	const struct set_options *options = context;
	const struct conventions *conventions = &session->store->conventions;
	const char *until = operand_take(session, "until");
	struct snooze snooze = { .day = "" };
	struct error ignored = { 0 };
	enum status status = STATUS_OK;

	if (!until)
		return error_set(&session->error, STATUS_USAGE, "say until when: crm-task snooze t12 +2d");
	if (date_parse(conventions, until, snooze.day, &ignored)) {
		status = timestamp_parse(conventions, until, snooze.instant, &session->error);
		timestamp_day(snooze.instant, snooze.day);
	}
	if (status)
		return error_prefix(&session->error, "until: ");
	struct writing writing = { .session = session, .options = &snooze, .files = &options->files.files, .each = snooze_task };
	return write_all(&writing, "snooze", " +2d", ASSIGNS_ANYTHING, write_in_turn);
}

/* next.subject=… next.due_on=…: the task that comes of a contact. */
struct next_task {
	struct session *session;
	const char **words;
	size_t count;
};

static void take_next(struct session *session, struct next_task *next)
{
	size_t kept = 0;

	*next = (struct next_task){ .session = session, .words = arena_alloc(&session->arena, (session->operand_count + 1) * sizeof *next->words) };
	for (size_t i = 0; i < session->operand_count; i++) {
		if (i < session->literal_at && strncmp(session->operands[i], "next.", 5) == 0 && strchr(session->operands[i], '='))
			next->words[next->count++] = session->operands[i] + 5;
		else
			session->operands[kept++] = session->operands[i];
	}
	session->literal_at -= session->literal_at > kept ? next->count : 0;
	session->operands[session->operand_count = kept] = NULL;
}

static enum status add_next(const void *context, const struct record *event, struct arena *arena)
{
	const struct next_task *next = context;
	struct store *store = next->session->store;
	const struct type *type = store_type(store, &record_task);
	struct assignment *assignments = arena_alloc(arena, next->count * sizeof *assignments);
	struct record *task = record_new(arena, type);
	size_t count = 0;
	int64_t id;
	enum status status = STATUS_OK;

	*record_value(task, "about") = *record_value(event, "about");
	if (anyref_unpack(record_integer(event, "about"), &id) == &record_contact)
		*record_value(task, "contact") = value_integer(id);
	for (; !status && count < next->count; count++)
		status = assign_parse(store, type, event->type, next->words[count], arena, &assignments[count]);
	if (!status)
		status = assign_apply(store, assignments, count, task, event->id, arena);
	if (!status)
		status = save_add(store, task, arena);
	release_assignments(assignments, count);
	return status ? error_prefix(store->error, "next.") : STATUS_OK;
}

static enum status log_contact(struct session *session, void *context)
{
	const struct add_options *options = context;
	static const struct {
		const char *channel, *kind;
	} kinds_of[] = { { "phone", "call" }, { "visit", "visit" }, { "sms", "message" }, { "email", "message" },
		         { "wechat", "message" }, { "qq", "message" }, { "weibo", "message" }, { "web", "message" } };
	struct next_task next;
	take_next(session, &next);
	struct adjustment adjustment = { .added = add_next, .context = &next };
	struct bare bare;
	enum status status = bare_read(session, options->as, &bare);
	const char *channel = assigned(session, "channel"), *kind = channel ? "other" : "call";
	const struct pick *pick = channel ? pick_find(type_field(session->type, "channel", NULL)->picks, channel) : NULL;

	for (size_t i = 0; pick && i < sizeof kinds_of / sizeof *kinds_of; i++)
		if (strcmp(pick->key, kinds_of[i].channel) == 0)
			kind = kinds_of[i].kind;
	if (status)
		return status;
	if (!bare.piped && !bare.references.count)
		return error_set(&session->error, STATUS_USAGE, "name who it was with: crm-event log p7 'asked for prices' channel=wechat");
	preset(session, (const struct preset[]){ { "status", "held" }, { "starts_at", "now" }, { "kind", kind } }, 3);
	return add_bare(session, &bare, options, next.count ? &adjustment : NULL);
}

static const struct verb stage_verb = {
	.name = "stage", .synopsis = "REF…|- stage=STAGE [FIELD=VALUE…]", .help = "move deals to another stage", .value = "stage",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = set_groups, .options_size = sizeof(struct set_options), .run = stage,
};

static const struct verb done_verb = {
	.name = "done", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "mark tasks as done",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = set_groups, .options_size = sizeof(struct set_options), .run = done,
};

static const struct opt_group snooze_groups[] = {
	{ options_file, offsetof(struct set_options, files), sizeof(struct file_options), FRAME_NONE },
	{ options_write, offsetof(struct set_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb snooze_verb = {
	.name = "snooze", .synopsis = "REF…|- until=WHEN [FIELD=VALUE…]", .help = "put tasks off to a day, or until a time", .value = "until",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = snooze_groups, .options_size = sizeof(struct set_options), .run = snooze,
};

const struct verb event_log_verb = {
	.name = "log", .synopsis = "REF…|- [TITLE] [FIELD=VALUE…] [next.FIELD=VALUE…]", .help = "log a contact that took place: an event that was held",
	.access = ACCESS_WRITE, .operands = OPERANDS_ASSIGNMENTS, .options = add_groups, .options_size = sizeof(struct add_options), .run = log_contact,
};

const struct verb *const deal_verbs[] = { &stage_verb, NULL };
const struct verb *const task_verbs[] = { &done_verb, &snooze_verb, NULL };
