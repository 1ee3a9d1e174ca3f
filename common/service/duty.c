#include "service/duty.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/utf8.h"
#include "service/absence.h"
#include "service/may_contact.h"
#include "service/service.h"
#include "service/ticket_sections.h"
#include "store/rule.h"
#include <string.h>

static const char *set(const char *text)
{
	return text ? text : "";
}

/* Mon as 0; -1 for what is none. */
static int read_weekday(const char **text)
{
	*text += strspn(*text, " ");
	for (int i = 0; i < CALENDAR_WEEK_DAYS; i++)
		if (strncmp(*text, calendar_weekdays[i], 3) == 0) {
			*text += 3;
			*text += strspn(*text, " ");
			return i;
		}
	return -1;
}

bool duty_on_weekday(const char *days, int weekday, bool *valid)
{
	bool found = !*days;

	*valid = true;
	while (*days && *valid) {
		int first = read_weekday(&days), last = first;
		if (first >= 0 && *days == '-') {
			days++;
			last = read_weekday(&days);
		}
		*valid = first >= 0 && last >= 0 && (!*days || (*days == ',' && days[1]));
		/* sat-mon goes over the end of the week. */
		found = found || (*valid && (weekday - first + 7) % 7 <= (last - first + 7) % 7);
		days += *days == ',';
	}
	return found && *valid;
}

static enum status check_hours(const char *value, struct error *error)
{
	const char *text = value;
	int first, last;

	while (*text)
		if (!quiet_next(&text, &first, &last))
			return error_set(error, STATUS_DATA, "'%s' is not a list of hours; write 08:00-18:00, 22:00-06:00", value);
	return STATUS_OK;
}

static enum status check_days(const char *value, struct error *error)
{
	bool valid;

	duty_on_weekday(value, 0, &valid);
	return valid ? STATUS_OK : error_set(error, STATUS_DATA, "'%s' is not a list of weekdays; write mon-fri, sun", value);
}

static const struct form_field fields[] = {
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct duty, en), .required = true, .label = true, .help = "label in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct duty, zh), .required = true, .label = true, .help = "label in Chinese" },
	{ .name = "users", .kind = KIND_TEXT, .at = offsetof(struct duty, users), .required = true, .help = "logins joined by commas; the first is called first" },
	{ .name = "hours", .kind = KIND_TEXT, .at = offsetof(struct duty, hours), .check = check_hours,
	  .help = "when: 08:00-18:00, 22:00-06:00, in the time zone of the database; all day if there are none" },
	{ .name = "days", .kind = KIND_TEXT, .at = offsetof(struct duty, days), .check = check_days, .help = "weekdays on which the hours begin: mon-fri, sun; every day if there are none" },
	{ .name = "regions", .kind = KIND_TEXT, .at = offsetof(struct duty, regions), .help = "regions, states or cities of callers, joined by commas; everywhere if there are none" },
	{ .name = "desk", .kind = KIND_TEXT, .at = offsetof(struct duty, desk), .section = &section_desks, .help = "desk that they work at" },
	{ .name = "phone", .kind = KIND_TEXT, .at = offsetof(struct duty, phone), .most = FORM_LABEL_LIMIT, .help = "number of the post; the users' own if there is none" },
	{ 0 },
};

const struct schema_section section_duty = {
	.name = "duty", .setting = "duty", .block = true,
	.form = { .item = "entry", .example = "{users: 'mei, lin', hours: '18:00-08:00', days: mon-fri}", .fields = fields, .size = sizeof(struct duty) },
};

/* Whether the hours hold now. until: the minute of the day at which they end. */
static bool holds(const struct duty *duty, int weekday, int minute, int *until)
{
	const char *hours = *set(duty->hours) ? duty->hours : "00:00-24:00", *days = set(duty->days);
	bool valid, today = duty_on_weekday(days, weekday, &valid), yesterday = duty_on_weekday(days, (weekday + 6) % 7, &valid);
	int first, last;

	while (*hours && quiet_next(&hours, &first, &last)) {
		bool over = last < first;
		if (!(today && minute >= first && (over || minute < last)) && !(over && yesterday && minute < last))
			continue;
		*until = last;
		return true;
	}
	return false;
}

/* Places are equal but for case, and but for 市 or 省 behind one of them. */
static bool same_place(const char *item, size_t length, const char *place)
{
	static const char *const suffixes[] = { "", "市", "省" };
	struct text left = { 0 }, right = { 0 };
	bool same = false;

	utf8_casefold(&left, item, length);
	utf8_casefold(&right, place, strlen(place));
	const char *a = text_string(&left), *b = text_string(&right);
	const char *shorter = left.length < right.length ? a : b, *longer = shorter == a ? b : a;
	for (size_t i = 0; *shorter && i < sizeof suffixes / sizeof *suffixes; i++)
		same = same || (strncmp(longer, shorter, strlen(shorter)) == 0 && strcmp(longer + strlen(shorter), suffixes[i]) == 0);
	text_free(&left);
	text_free(&right);
	return same;
}

/* The next item of a list that is joined by commas, without the blanks around it; NULL behind the last. */
static const char *next_item(const char **list, size_t *length)
{
	const char *item = *list + strspn(*list, ", ");

	*length = strcspn(item, ",");
	*list = item + *length;
	while (*length && item[*length - 1] == ' ')
		(*length)--;
	return *length ? item : NULL;
}

static bool is_of_place(const struct duty *duty, const char *const *places, size_t count)
{
	const char *list = set(duty->regions), *item;
	size_t length;

	while ((item = next_item(&list, &length)))
		for (size_t i = 0; i < count; i++)
			if (same_place(item, length, places[i]))
				return true;
	return false;
}

struct finding_duty {
	struct store *store;
	struct arena *arena;
	struct duty_row *rows;
	size_t count;
	char today[DATE_SIZE];
	int weekday, minute;
};

static enum status add_user(struct finding_duty *finding, const struct duty *duty, const char *login, int until)
{
	struct duty_row row = { .duty = duty, .login = login, .until = until, .absent_until = "" };
	struct record *user = NULL;
	int64_t id;
	enum status status = db_one(finding->store->db, &id, "select id from \"user\" where login = %s and active = 1", login);

	if (!status && id)
		status = absence_stand_in(finding->store, id, finding->today, finding->arena, &row.user);
	if (!status)
		status = rule_load(finding->store, &record_user, row.user, finding->arena, &user);
	if (status)
		return status;
	row.instead_of = row.user == id ? 0 : id;
	if (user && absence_of(user, finding->today))
		row.absent_until = record_text(user, "absent_until");
	finding->rows = array_grow(finding->arena, finding->rows, finding->count, sizeof *finding->rows);
	finding->rows[finding->count++] = row;
	return STATUS_OK;
}

static enum status add_entry(struct finding_duty *finding, const struct duty *duty)
{
	const char *list = duty->users, *item;
	size_t length;
	int until;
	enum status status = STATUS_OK;

	if (!holds(duty, finding->weekday, finding->minute, &until))
		return STATUS_OK;
	while (!status && (item = next_item(&list, &length)))
		status = add_user(finding, duty, arena_copy(finding->arena, item, length), until);
	return status;
}

enum status duty_now(struct store *store, const char *const *places, size_t count, struct arena *arena, struct duty_row **out, size_t *row_count)
{
	struct finding_duty finding = { .store = store, .arena = arena };
	const struct duty *duty;
	int second;
	enum status status = STATUS_OK;

	int64_t day = calendar_local(store->conventions.now, &second);
	date_today(&store->conventions, finding.today);
	finding.minute = second / 60;
	finding.weekday = (int)(day - calendar_weekday(day - 6, 0));
	for (int pass = count ? 0 : 1; pass < 2; pass++)
		for (size_t i = 0; !status && (duty = schema_entry_at(store->schema, &section_duty, i)); i++)
			if (!count || (pass == 0 ? is_of_place(duty, places, count) : !*set(duty->regions)))
				status = add_entry(&finding, duty);
	*out = finding.rows;
	*row_count = finding.count;
	return status;
}
