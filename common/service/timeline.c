#include "service/timeline.h"

#include "base/calendar.h"
#include "base/map.h"
#include "store/journal.h"
#include "store/private.h"
#include <stdlib.h>
#include <string.h>

/* A record to which others may belong. */
struct member {
	const struct record_type *record;
	int64_t id;
};

struct reading {
	struct store *store;
	const struct timeline_request *request;
	struct arena *arena;
	struct map members_seen, moments_seen;
	struct member *members;
	size_t member_count;
	struct moment *moments;
	size_t count;
	char since[DATE_SIZE], until[DATE_SIZE]; /* the days of the bounds */
	struct text sql, link;
};

/* Of changed fields: kind "change" is no row of a type. */
static const struct timeline_source changed = { .kind = "change", .zh = "变更", .at = "c.at" };

static bool is_wanted(const struct reading *reading, const struct timeline_source *source)
{
	const char *const *kinds = reading->request->kinds;

	if (!source->at)
		return false;
	while (kinds && *kinds && strcmp(*kinds, source->kind) != 0)
		kinds++;
	return !kinds || *kinds;
}

/* Whether it is the first row of its type. */
static bool is_first(const struct timeline_source *source)
{
	return source == timeline_sources || source[-1].record != source->record;
}

static void add_member(struct reading *reading, const struct record_type *record, int64_t id)
{
	int64_t *seen = map_at(&reading->members_seen, (uint64_t)anyref_pack(record, id));

	if (*seen)
		return;
	*seen = 1;
	reading->members = array_grow(reading->arena, reading->members, reading->member_count, sizeof *reading->members);
	reading->members[reading->member_count++] = (struct member){ record, id };
}

static int64_t second_of(const char *at)
{
	int64_t second = 0, day;

	if (calendar_stored_day(at, &day))
		return calendar_instant(day, 0);
	calendar_stored_instant(at, &second);
	return second;
}

static const char *copied(struct reading *reading, struct statement *statement, int column)
{
	const char *text = db_text(statement, column);

	return text ? arena_string(reading->arena, text) : "";
}

static void add_moment(struct reading *reading, const struct timeline_source *source, const struct member *about, struct statement *statement)
{
	int64_t id = db_integer(statement, 0);
	const char *at = db_text(statement, 1);
	/* The key has room for the place of the source beside the reference. */
	uint64_t key = (uint64_t)(source - timeline_sources) << 56 ^ (uint64_t)anyref_pack(source->record, id);

	if (!at || map_get(&reading->moments_seen, key))
		return;
	map_add(&reading->moments_seen, key, 1);
	reading->moments = array_grow(reading->arena, reading->moments, reading->count, sizeof *reading->moments);
	struct moment *moment = &reading->moments[reading->count++];
	*moment = (struct moment){ .source = source, .at = arena_string(reading->arena, at), .second = second_of(at), .record = source->record, .id = id,
		                   .hidden = db_integer(statement, 2) != 0, .title = "", .state = "", .currency = "", .body = "" };
	if (about)
		moment->about = about->record, moment->about_id = about->id;
	if (moment->hidden)
		return;
	moment->title = copied(reading, statement, 3);
	moment->state = copied(reading, statement, 4);
	moment->amount = db_value_as(statement, 5, VALUE_INTEGER);
	moment->currency = copied(reading, statement, 6);
	moment->who = db_integer(statement, 7);
	moment->body = copied(reading, statement, 8);
}

/* A condition on an instant or a day, with parameters for both. */
static void add_bound(struct text *sql, const char *at, const char *operator)
{
	text_printf(sql, " and case when length(%s) = 10 then %s %s ? else %s %s ? end", at, at, operator, at, operator);
}

/* The moments of a source in the rows that a link selects, which has one parameter. */
static enum status read_source(struct reading *reading, const struct timeline_source *source, const char *link, int64_t parameter, const struct member *about)
{
	const struct timeline_request *request = reading->request;
	struct text *sql = &reading->sql;
	struct statement *statement;
	int next = 1;

	text_clear(sql);
	text_printf(sql, "select t.id, %s, ", source->at);
	if (source->record->privacy)
		private_condition(reading->store, source->record, "t", sql);
	else
		text_add(sql, "0");
	text_printf(sql, ", %s, %s, %s, %s, %s, %s from \"%s\" t where %s", source->title ? source->title : "null", source->state ? source->state : "null",
	            source->amount ? source->amount : "null", source->amount ? "t.currency" : "null", source->who ? source->who : "null",
	            source->body && request->bodies ? source->body : "null", source->record->name, link);
	if (source->where)
		text_printf(sql, " and %s", source->where);
	if (request->since)
		add_bound(sql, source->at, ">=");
	if (request->until)
		add_bound(sql, source->at, "<=");
	/* Days and instants do not sort by their text. */
	if (request->limit && strchr(source->at, '(') == NULL)
		text_printf(sql, " order by %s desc, t.id desc limit %zu", source->at, request->limit);
	enum status status = db_ask(reading->store->db, &statement, "%-s", sql->data);
	if (status)
		return status;
	db_bind_integer(statement, next++, parameter);
	if (request->since) {
		db_bind_text(statement, next++, reading->since);
		db_bind_text(statement, next++, request->since);
	}
	if (request->until) {
		db_bind_text(statement, next++, reading->until);
		db_bind_text(statement, next++, request->until);
	}
	while (db_next(statement, &status))
		add_moment(reading, source, about, statement);
	db_done(statement);
	return status;
}

static enum status read_members(struct reading *reading, const struct timeline_source *source, const char *link, int64_t parameter)
{
	struct statement *statement;
	enum status status;

	text_clear(&reading->sql);
	text_printf(&reading->sql, "select t.id from \"%s\" t where %s", source->record->name, link);
	status = db_ask(reading->store->db, &statement, "%-s", reading->sql.data);
	if (!status)
		db_bind_integer(statement, 1, parameter);
	while (db_next(statement, &status))
		add_member(reading, source->record, db_integer(statement, 0));
	db_done(statement);
	return status;
}

/* The names of the fields that an entry of the journal has values of. */
static const char *changed_fields(struct reading *reading, const struct type *type, const char *before)
{
	struct record *record = record_new(reading->arena, type);
	bool *seen = arena_alloc(reading->arena, (type->count + 1) * sizeof *seen);
	struct text names = { 0 };

	journal_read(before, record, seen, reading->arena);
	for (size_t i = 0; i < type->count; i++)
		if (seen[i] && !type->fields[i]->computed && strcmp(type->fields[i]->name, "updated_at") != 0)
			text_printf(&names, "%s%s", names.length ? ", " : "", type->fields[i]->name);
	return text_take(&names, reading->arena);
}

static enum status read_changes(struct reading *reading, const struct member *member)
{
	const struct type *type = store_type(reading->store, member->record);
	const struct timeline_request *request = reading->request;
	struct statement *statement;
	enum status status = db_ask(reading->store->db, &statement,
		"select c.at, c.who, e.before from entry e join change c on c.id = e.change where e.type = %d and e.record = %jd and e.operation = %d and c.at >= %s and c.at <= %s",
		member->record->number, member->id, OPERATION_UPDATE, request->since ? request->since : "", request->until ? request->until : "9999");

	while (db_next(statement, &status)) {
		const char *names = changed_fields(reading, type, db_text(statement, 2) ? db_text(statement, 2) : "");
		if (!*names)
			continue;
		reading->moments = array_grow(reading->arena, reading->moments, reading->count, sizeof *reading->moments);
		reading->moments[reading->count++] = (struct moment){ .source = &changed, .at = copied(reading, statement, 0), .record = member->record, .id = member->id,
			.second = second_of(db_text(statement, 0)), .title = names, .state = "", .currency = "", .body = "", .who = db_integer(statement, 1) };
	}
	db_done(statement);
	return status;
}

/* By which condition a field links rows of its type to a member; false when it does not. */
static bool link_of(struct reading *reading, const struct record_type *record, const struct field *field, const struct member *member, int64_t *parameter)
{
	struct text *link = &reading->link;

	if (field->kind != KIND_ANYREF && field->target != member->record)
		return false;
	text_clear(link);
	*parameter = field->kind == KIND_ANYREF ? anyref_pack(member->record, member->id) : member->id;
	if (field->kind == KIND_REFS) {
		text_printf(link, "t.id in (select l.\"%s\" from \"", record->name);
		row_link_table(link, record, field);
		text_printf(link, "\" l where l.\"%s\" = ?)", member->record->name);
	} else if (field->kind == KIND_REF || field->kind == KIND_ANYREF) {
		text_printf(link, "t.\"%s\" = ?", field_column(field));
	} else {
		return false;
	}
	return true;
}

/* What refers to a member. Records of its own type are others' (who reports to whom). */
static enum status read_member(struct reading *reading, struct member member, bool root)
{
	enum status status = reading->request->changes && is_wanted(reading, &changed) ? read_changes(reading, &member) : STATUS_OK;

	for (const struct timeline_source *source = timeline_sources; !status && source->record; source++) {
		if (source->record == member.record) {
			if (is_wanted(reading, source))
				status = read_source(reading, source, "t.id = ?", member.id, NULL);
			continue;
		}
		bool leads_on = source->leads_on && is_first(source);
		const struct type *type = store_type(reading->store, source->record);
		for (size_t i = 0; !status && (leads_on || is_wanted(reading, source)) && i < type->count; i++) {
			int64_t parameter;
			if (!link_of(reading, source->record, type->fields[i], &member, &parameter))
				continue;
			if (leads_on)
				status = read_members(reading, source, reading->link.data, parameter);
			else
				status = read_source(reading, source, reading->link.data, parameter, root ? NULL : &member);
		}
	}
	return status;
}

static int compare(const void *a, const void *b)
{
	const struct moment *left = a, *right = b;

	if (left->second != right->second)
		return left->second > right->second ? -1 : 1;
	/* What is changed has no place among the sources. */
	if (left->source != right->source)
		return left->source == &changed || (right->source != &changed && left->source > right->source) ? -1 : 1;
	return left->id > right->id ? -1 : left->id < right->id;
}

enum status timeline_read(struct store *store, const struct record_type *record, int64_t id, const struct timeline_request *request, struct arena *arena,
                          struct moment **moments, size_t *count)
{
	struct reading reading = { .store = store, .request = request, .arena = arena };
	enum status status = STATUS_OK;

	if (request->since)
		timestamp_day(request->since, reading.since);
	if (request->until)
		timestamp_day(request->until, reading.until);
	add_member(&reading, record, id);
	for (size_t i = 0; !status && i < reading.member_count; i++)
		status = read_member(&reading, reading.members[i], i == 0);
	if (reading.count)
		qsort(reading.moments, reading.count, sizeof *reading.moments, compare);
	*moments = reading.moments;
	*count = request->limit && reading.count > request->limit ? request->limit : reading.count;
	map_free(&reading.members_seen);
	map_free(&reading.moments_seen);
	text_free(&reading.sql);
	text_free(&reading.link);
	return status;
}
