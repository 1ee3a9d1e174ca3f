#include "service/calendar.h"

#include "base/utf8.h"
#include "people/people.h"
#include "query/resolve.h"
#include "store/private.h"
#include <string.h>

static void add_user(struct arena *arena, struct calendar_scope *scope, int64_t id)
{
	scope->users = array_grow(arena, scope->users, scope->user_count, sizeof *scope->users);
	scope->users[scope->user_count++] = id;
}

static enum status add_users(struct store *store, struct arena *arena, const char *list, struct calendar_scope *scope)
{
	char *rest = arena_string(arena, list);
	enum status status = STATUS_OK;

	while (!status && rest) {
		const char *item = utf8_item(&rest);
		int64_t id;
		if (!*item)
			continue;
		status = resolve_one(store, &record_user, item, &id);
		if (!status)
			add_user(arena, scope, id);
	}
	return status;
}

static enum status add_team(struct store *store, struct arena *arena, const char *team, struct calendar_scope *scope)
{
	int64_t *ids;
	size_t count;
	enum status status = db_integers(store->db, arena, &ids, &count, "select id from \"user\" where casefold(team) = casefold(%s) order by id", team);

	for (size_t i = 0; !status && i < count; i++)
		add_user(arena, scope, ids[i]);
	return status || count ? status : error_set(store->error, STATUS_REFUSED, "no user is of the team '%s'", team);
}

static enum status read_period(struct store *store, const char *text, struct period *out)
{
	enum status status = date_period(&store->conventions, text, out, store->error);

	return status ? store->error->status = STATUS_USAGE : STATUS_OK;
}

struct words_read {
	const char *users, *team, *from, *to, *day;
};

static enum status read_words(struct store *store, const char *const *operands, size_t count, struct calendar_scope *scope, struct words_read *words)
{
	const struct {
		const char *name;
		const char **value;
	} names[] = { { "user=", &words->users }, { "team=", &words->team }, { "from=", &words->from }, { "to=", &words->to }, { "for=", &scope->length } };

	for (size_t i = 0; i < count; i++) {
		const char *word = operands[i];
		size_t n = 0, length = 0;
		for (; n < sizeof names / sizeof *names; n++)
			if (strncmp(word, names[n].name, length = strlen(names[n].name)) == 0)
				break;
		const char **value = n < sizeof names / sizeof *names ? names[n].value : &words->day;
		if (*value || (n == sizeof names / sizeof *names && strchr(word, '=')))
			return error_set(store->error, STATUS_USAGE, "'%s': write user=mei,lin, team=NAME, from=DAY, to=DAY or one day", word);
		*value = n < sizeof names / sizeof *names ? word + length : word;
	}
	return STATUS_OK;
}

static enum status read_span(struct store *store, enum calendar_unit unit, int64_t days, const struct words_read *words, struct calendar_scope *out)
{
	struct period period;
	char today[DATE_SIZE];
	enum status status = STATUS_OK;

	date_today(&store->conventions, today);
	out->days = (struct calendar_span){ .first = date_number(today), .unit = unit };
	if (words->day && !(status = read_period(store, words->day, &period)))
		out->days.first = date_number(period.first);
	if (status)
		return status;
	if (unit > CALENDAR_DAY)
		out->days = calendar_around(out->days.first, unit);
	else
		out->days.last = words->day && days > 1 ? date_number(period.last) : out->days.first + days - 1;
	if (words->from && !(status = read_period(store, words->from, &period))) {
		out->days.first = date_number(period.first);
		out->days.last = out->days.first + days - 1;
	}
	if (!status && words->to && !(status = read_period(store, words->to, &period)))
		out->days.last = date_number(period.last);
	if (!status && out->days.last < out->days.first)
		status = error_set(store->error, STATUS_USAGE, "the last day is before the first");
	if (!status && out->days.last - out->days.first > 370)
		status = error_set(store->error, STATUS_USAGE, "a calendar shows a year at most; choose days that are nearer to each other");
	out->first = calendar_instant(out->days.first, 0);
	out->last = calendar_instant(out->days.last + 1, 0);
	return status;
}

enum status calendar_scope_read(struct store *store, const char *const *operands, size_t count, struct arena *arena, enum calendar_unit unit, int64_t days, struct calendar_scope *out)
{
	struct words_read words = { 0 };

	private_acting(store);
	enum status status = read_words(store, operands, count, out, &words);
	if (!status)
		status = read_span(store, unit, days, &words, out);
	if (!status && words.users && strcmp(words.users, "all") != 0)
		status = add_users(store, arena, words.users, out);
	if (!status && words.team)
		status = add_team(store, arena, words.team, out);
	if (!status && !words.users && !words.team && store->user)
		add_user(arena, out, store->user);
	return status;
}

enum status calendar_entries(struct store *store, struct arena *arena, const struct calendar_scope *scope, struct occurrence **list, size_t *count)
{
	int64_t *people = arena_alloc(arena, (scope->user_count + 1) * sizeof *people);

	for (size_t i = 0; i < scope->user_count; i++)
		people[i] = anyref_pack(&record_user, scope->users[i]);
	return occurrence_between(store, &(struct occurrence_people){ people, scope->user_count }, scope->first, scope->last, arena, list, count);
}

const char *calendar_subject(struct store *store, struct arena *arena, const struct record *event)
{
	struct text visible = { 0 };
	const char *subject = record_text(event, "subject");

	if (private_hides(store, event))
		return strcmp(store->conventions.language, "zh") == 0 ? "忙" : "busy";
	utf8_visible(&visible, subject, strlen(subject));
	return text_take(&visible, arena);
}
