/* hold, move, cancel: what becomes of an event, or of one occurrence of a series, which then is an event of its own. */
#include "people/people.h"
#include "cli/verbs.h"

#include "base/calendar.h"
#include "people/event_series.h"
#include "people/occurrence.h"
#include "store/private.h"
#include "store/save.h"
#include <string.h>

enum what { HOLD, MOVE, CANCEL };

struct event_options {
	bool following;
	struct file_options files;
	struct write_options write;
};

struct occasion {
	enum what what;
	const char *occurrence, *starts_at; /* as written; NULL: not given */
	bool following;
};

static const struct {
	const char *verb, *status;
} whats[] = { [HOLD] = { "hold", "held" }, [MOVE] = { "move", NULL }, [CANCEL] = { "cancel", "not-held" } };

/* One event that is written: what it was, NULL where it is new. */
struct writing_event {
	const struct record *old;
	struct record *record;
	int64_t rest_of, rest_at; /* the series that it continues, and from where on; 0: none */
};

static struct value stored(struct arena *arena, int64_t seconds)
{
	char text[TIMESTAMP_SIZE];

	timestamp_from_seconds(seconds, text);
	return value_text(arena_string(arena, text));
}

/* A time alone is one of the day on which the event was to be; a day alone leaves it its time. */
static enum status new_start(struct session *session, const char *text, int64_t was, int64_t *out)
{
	const struct conventions *conventions = &session->store->conventions;
	char day[DATE_SIZE], instant[TIMESTAMP_SIZE];
	size_t digits = strspn(text, "0123456789");
	int second;
	int64_t of_day = calendar_local(was, &second);
	struct error ignored = { 0 };

	if (digits >= 1 && digits <= 2 && text[digits] == ':') {
		date_from_number(of_day, day);
		text = arena_printf(&session->arena, "%s %s", day, text);
	} else if (!date_parse(conventions, text, day, &ignored)) {
		*out = calendar_instant(date_number(day), second);
		return STATUS_OK;
	}
	enum status status = timestamp_parse(conventions, text, instant, &session->error);
	*out = timestamp_seconds(instant);
	return status ? error_prefix(&session->error, "starts_at: ") : STATUS_OK;
}

static enum status put_off(struct session *session, const char *text, struct record *record, struct arena *arena)
{
	int64_t was = timestamp_seconds(record_text(record, "starts_at")), length = occurrence_length(record), is;
	enum status status = new_start(session, text, was, &is);

	if (status)
		return status;
	*record_value(record, "starts_at") = stored(arena, is);
	if (*record_text(record, "ends_at"))
		*record_value(record, "ends_at") = stored(arena, is + length);
	return STATUS_OK;
}

/* What is planned from there on does not take place; what was held did. */
static enum status cancel_rest(struct session *session, int64_t series, int64_t at, struct arena *arena)
{
	struct store *store = session->store;
	char from[TIMESTAMP_SIZE];
	int64_t *ids;
	size_t count;

	timestamp_from_seconds(at, from);
	enum status status = db_integers(store->db, arena, &ids, &count, "select id from event where series = %jd and occurrence >= %s and status is null or series = %jd and occurrence >= %s and status = 'planned'",
	                                 series, from, series, from);
	for (size_t i = 0; !status && i < count; i++) {
		struct record *old;
		status = row_load(store, session->type, ids[i], arena, &old);
		if (status || !old)
			continue;
		struct record *record = record_copy(arena, old);
		*record_value(record, "status") = value_text("not-held");
		status = save_set(store, old, record, arena);
	}
	return status;
}

/* Which event is meant by an occurrence of a series. event->record stays NULL when all is done. */
static enum status choose(struct session *session, const struct occasion *occasion, struct record *series, struct arena *arena, struct writing_event *event)
{
	struct store *store = session->store;
	struct record *rest = NULL, *own;
	int64_t at, own_id;
	enum status status = occurrence_named(store, series, occasion->occurrence, arena, &at, &own_id);

	if (!status && occasion->following)
		status = series_split(store, series, at, arena, &rest);
	if (status)
		return status;
	if (rest && occasion->what == CANCEL) {
		event->old = series;
		return cancel_rest(session, series->id, at, arena);
	}
	if (rest) {
		*event = (struct writing_event){ .record = rest, .rest_of = series->id, .rest_at = at };
	} else if (occasion->following) {
		*event = (struct writing_event){ .old = series, .record = record_copy(arena, series) };
	} else if (own_id) {
		status = row_load(store, session->type, own_id, arena, &own);
		if (!status)
			*event = (struct writing_event){ .old = own, .record = record_copy(arena, own) };
	} else {
		event->record = series_occurrence(arena, series, at);
	}
	return status;
}

static enum status find_event(struct session *session, const struct occasion *occasion, struct record *event, struct arena *arena, struct writing_event *out)
{
	bool repeats = *record_text(event, "repeat");
	long long id = event->id;

	if (repeats && occasion->occurrence)
		return choose(session, occasion, event, arena, out);
	if (repeats && (occasion->what == HOLD || occasion->following))
		return error_set(&session->error, STATUS_REFUSED, "e%lld repeats; say which of its days is meant: crm-event %s e%lld occurrence=next", id,
		                 whats[occasion->what].verb, id);
	if (!repeats && (occasion->occurrence || occasion->following))
		return error_set(&session->error, STATUS_REFUSED, "e%lld does not repeat; leave out %s", id, occasion->occurrence ? "occurrence=" : "--following");
	*out = (struct writing_event){ .old = event, .record = record_copy(arena, event) };
	return STATUS_OK;
}

static enum status check_held(struct session *session, const struct record *record)
{
	struct text at = { 0 };

	if (timestamp_seconds(record_text(record, "starts_at")) <= session->store->conventions.now)
		return STATUS_OK;
	timestamp_local(&at, record_text(record, "starts_at"));
	error_set(&session->error, STATUS_REFUSED, "an event is held once it has begun, and this one begins at %s; move it first, or give starts_at=…", text_string(&at));
	text_free(&at);
	return STATUS_REFUSED;
}

static enum status save(struct writing *writing, const struct occasion *occasion, struct writing_event *event)
{
	struct session *session = writing->session;
	struct arena *arena = &writing->arena;
	struct record *record = event->record;
	enum status status = STATUS_OK;

	if (occasion->what == MOVE)
		status = put_off(session, occasion->starts_at, record, arena);
	else
		*record_value(record, "status") = value_text(whats[occasion->what].status);
	if (!status)
		status = assign_apply(session->store, writing->assignments, writing->count, record, record->id, arena);
	if (!status && occasion->what == HOLD)
		status = check_held(session, record);
	if (!status && event->old)
		return save_set(session->store, event->old, record, arena);
	if (!status && occasion->what == MOVE)
		*record_value(record, "moved") = value_integer(1);
	if (!status)
		status = save_add(session->store, record, arena);
	if (!status && event->rest_of)
		status = series_take(session->store, event->rest_of, record, event->rest_at, arena);
	return status;
}

static enum status write_event(struct writing *writing, const struct target *target)
{
	struct session *session = writing->session;
	const struct occasion *occasion = writing->options;
	struct writing_event event = { 0 };
	struct record *old;
	enum status status = row_require(session->store, session->type, target->id, &writing->arena, &old);

	if (status)
		return status;
	status = private_refuse(session->store, old);
	if (!status)
		status = find_event(session, occasion, old, &writing->arena, &event);
	if (!status && event.record)
		status = save(writing, occasion, &event);
	if (!status)
		targets_add(session, &writing->touched, session->type->record, event.record ? event.record->id : target->id);
	return locate_refusal(session, status, target);
}

static enum status run(struct session *session, const struct event_options *options, enum what what)
{
	struct occasion occasion = { .what = what, .following = options->following };

	occasion.occurrence = operand_take(session, "occurrence");
	occasion.starts_at = what == MOVE ? operand_take(session, "starts_at") : NULL;
	if (what == MOVE && !occasion.starts_at)
		return error_set(&session->error, STATUS_USAGE, "say when it is to be: crm-event move e12 '2026-03-12 14:00'");
	struct writing writing = { .session = session, .options = &occasion, .files = &options->files.files, .each = write_event };
	return write_all(&writing, whats[what].verb, "", ASSIGNS_ANYTHING, write_in_turn);
}

static enum status hold(struct session *session, void *options)
{
	return run(session, options, HOLD);
}

static enum status move(struct session *session, void *options)
{
	return run(session, options, MOVE);
}

static enum status cancel(struct session *session, void *options)
{
	return run(session, options, CANCEL);
}

static const struct opt following_rows[] = {
	{ .name = "following", .kind = OPT_FLAG, .help = "that occurrence of a series and all that follow: the series is split", .target = offsetof(struct event_options, following) },
	{ 0 },
};

static const struct opt_group hold_groups[] = {
	{ options_file, offsetof(struct event_options, files), sizeof(struct file_options), FRAME_NONE },
	{ options_write, offsetof(struct event_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct opt_group event_groups[] = {
	{ following_rows, 0, sizeof(struct event_options), FRAME_NONE },
	{ options_file, offsetof(struct event_options, files), sizeof(struct file_options), FRAME_NONE },
	{ options_write, offsetof(struct event_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb hold_verb = {
	.name = "hold", .synopsis = "REF…|- [occurrence=WHEN] [FIELD=VALUE…]", .help = "record that events took place",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = hold_groups, .options_size = sizeof(struct event_options), .run = hold,
};

static const struct verb move_verb = {
	.name = "move", .synopsis = "REF…|- starts_at=WHEN [occurrence=WHEN] [FIELD=VALUE…]", .help = "put events off, or bring them forward", .value = "starts_at",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = event_groups, .options_size = sizeof(struct event_options), .run = move,
};

static const struct verb cancel_verb = {
	.name = "cancel", .synopsis = "REF…|- [occurrence=WHEN] [FIELD=VALUE…]", .help = "record that events do not take place",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = event_groups, .options_size = sizeof(struct event_options), .run = cancel,
};

const struct verb *const event_verbs[] = { &event_log_verb, &hold_verb, &move_verb, &cancel_verb, NULL };
