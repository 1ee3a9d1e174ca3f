/* Sections of the schema that only this test has: a form is all that they are, and they are shown, compared, applied, undone. */
#include "record/domain.h"
#include "record/section.h"
#include "schema/schema_file.h"
#include "store/schema_change.h"

#include "database.h"
#include "store/check.h"

struct span {
	const char *day, *from, *until;
};

struct holiday {
	const char *from, *until, *name;
};

struct makeup {
	const char *on;
	const struct span *hours;
	size_t hour_count;
	bool paid;
};

struct calendar {
	const char *name, *en, *zh, *remark;
	const struct span *hours;
	const struct holiday *holidays;
	const struct makeup *makeups;
	size_t hour_count, holiday_count, makeup_count;
};

struct target {
	const char *class, *priority;
	int64_t response, solution;
};

struct level {
	const char *name, *en, *calendar;
	int64_t rank;
	const struct target *targets;
	size_t count;
};

static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };
static const char *const priorities[] = { "low", "high", NULL };
static const char a_time[] = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

static const struct form_field span_fields[] = {
	{ .name = "day", .kind = KIND_PICK, .at = offsetof(struct span, day), .choices = days, .help = "day of the week" },
	{ .name = "from", .kind = KIND_TEXT, .at = offsetof(struct span, from), .required = true, .pattern = a_time, .example = "09:00", .help = "begin" },
	{ .name = "until", .kind = KIND_TEXT, .at = offsetof(struct span, until), .required = true, .pattern = a_time, .example = "17:30", .help = "end" },
	{ 0 },
};
static const struct form span_form = { .item = "hour", .example = "{day: mon, from: '09:00', until: '12:00'}", .fields = span_fields, .size = sizeof(struct span) };
static const struct form shift_form = { .item = "shift", .example = "{from: '09:00', until: '12:00'}", .fields = span_fields, .size = sizeof(struct span) };

static const struct form_field holiday_fields[] = {
	{ .name = "from", .kind = KIND_DATE, .at = offsetof(struct holiday, from), .required = true, .help = "first day" },
	{ .name = "until", .kind = KIND_DATE, .at = offsetof(struct holiday, until), .required = true, .help = "last day" },
	{ .name = "name", .kind = KIND_TEXT, .at = offsetof(struct holiday, name), .most = 20, .help = "name" },
	{ 0 },
};
static const struct form holiday_form = {
	.item = "holiday", .example = "{from: 2026-10-01, until: 2026-10-07}", .fields = holiday_fields, .size = sizeof(struct holiday), .dated = true,
};

static const struct form_field makeup_fields[] = {
	{ .name = "on", .kind = KIND_DATE, .at = offsetof(struct makeup, on), .required = true, .help = "the day" },
	{ .name = "hours", .kind = KIND_LINES, .at = offsetof(struct makeup, hours), .count_at = offsetof(struct makeup, hour_count), .required = true,
	  .items = &shift_form, .help = "its hours" },
	{ .name = "paid", .kind = KIND_BOOL, .at = offsetof(struct makeup, paid), .help = "counts twice" },
	{ 0 },
};
static const struct form makeup_form = { .item = "makeup", .example = "{on: 2026-10-10, hours: […]}", .fields = makeup_fields, .size = sizeof(struct makeup) };

static const struct form_field calendar_fields[] = {
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct calendar, en), .required = true, .label = true, .help = "label in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct calendar, zh), .required = true, .label = true, .help = "label in Chinese" },
	{ .name = "remark", .kind = KIND_LONGTEXT, .at = offsetof(struct calendar, remark), .help = "whatever else" },
	{ .name = "hours", .kind = KIND_LINES, .at = offsetof(struct calendar, hours), .count_at = offsetof(struct calendar, hour_count), .most = 21,
	  .items = &span_form, .help = "hours of the week" },
	{ .name = "holidays", .kind = KIND_LINES, .at = offsetof(struct calendar, holidays), .count_at = offsetof(struct calendar, holiday_count),
	  .items = &holiday_form, .help = "days without work" },
	{ .name = "makeups", .kind = KIND_LINES, .at = offsetof(struct calendar, makeups), .count_at = offsetof(struct calendar, makeup_count),
	  .items = &makeup_form, .help = "days of work all the same" },
	{ 0 },
};

/* What a text field of the test holds. */
static bool holds_calendar(const struct field *field)
{
	return strcmp(field->name, "x_calendar") == 0;
}

static const struct schema_section section_calendars = {
	.name = "calendars", .setting = "calendar",
	.form = { .item = "calendar", .example = "hours: and holidays:", .fields = calendar_fields, .size = sizeof(struct calendar) },
	.block = true, .held_by = holds_calendar,
};

static const struct form_field target_fields[] = {
	{ .name = "class", .kind = KIND_TEXT, .at = offsetof(struct target, class), .required = true, .help = "of the customer" },
	{ .name = "priority", .kind = KIND_PICK, .at = offsetof(struct target, priority), .choices = priorities, .required = true, .help = "of the ticket" },
	{ .name = "response", .kind = KIND_DECIMAL, .at = offsetof(struct target, response), .required = true, .least = 1, .most = 1000000000, .help = "hours" },
	{ .name = "solution", .kind = KIND_INT, .at = offsetof(struct target, solution), .least = 0, .most = 999, .help = "hours" },
	{ 0 },
};
static const struct form target_form = { .item = "target", .example = "{class: a, priority: high, response: 4}", .fields = target_fields, .size = sizeof(struct target) };

static const struct form_field level_fields[] = {
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct level, en), .required = true, .label = true, .help = "label" },
	{ .name = "calendar", .kind = KIND_TEXT, .at = offsetof(struct level, calendar), .required = true, .section = &section_calendars, .help = "its hours" },
	{ .name = "rank", .kind = KIND_INT, .at = offsetof(struct level, rank), .help = "order" },
	{ .name = "targets", .kind = KIND_LINES, .at = offsetof(struct level, targets), .count_at = offsetof(struct level, count), .items = &target_form,
	  .help = "hours by class and priority" },
	{ 0 },
};
static const struct schema_section section_levels = {
	.name = "service-levels", .setting = "level",
	.form = { .item = "service level", .example = "{calendar: office, targets: […]}", .fields = level_fields, .size = sizeof(struct level) }, .limit = 2,
};

static const struct record_type *const types[] = { NULL };
static const struct schema_section *const sections[] = { &section_calendars, &section_levels, NULL };
static const struct domain service = { .name = "service", .types = types, .sections = sections };

/* In place of the list that the library has. */
const struct domain *const domains[] = { &domain_system, &domain_people, &domain_selling, &service, NULL };

static struct text out;

static enum status plan(const char *yaml, struct schema_plan *made)
{
	struct yaml_node *documents;

	*made = (struct schema_plan){ 0 };
	ok(yaml_parse(&arena, "s.yaml", yaml, strlen(yaml), &documents, &error));
	return schema_plan(store, "s.yaml", documents, true, made);
}

static const char *lines_of(const struct schema_plan *made)
{
	text_clear(&out);
	for (size_t i = 0; i < made->line_count; i++)
		text_printf(&out, "%s\n", made->lines[i]);
	return arena_string(&arena, text_string(&out));
}

static int64_t apply(const char *yaml, const char *lines)
{
	struct schema_plan made;

	begin();
	ok(plan(yaml, &made));
	assert_string_equal(lines_of(&made), lines);
	ok(schema_apply(store, &made));
	schema_plan_free(&made);
	int64_t change = commit();
	ok(plan(yaml, &made));
	assert_string_equal(lines_of(&made), "");
	assert_int_equal(made.edit_count, 0);
	schema_plan_free(&made);
	return change;
}

static void fails(const char *yaml, enum status status, const char *message)
{
	struct schema_plan made;
	enum status found = plan(yaml, &made);

	if (found != status)
		fail_msg("status %d, not %d: %s", (int)found, (int)status, found ? error.message : yaml);
	assert_string_equal(error.message, message);
	schema_plan_free(&made);
}

/* The sections of this test, as the schema shows them. */
static const char *sections_shown(void)
{
	text_clear(&out);
	schema_show(store, &out);
	char *begin = strstr(out.data, "\ncalendars:\n"), *end = strstr(out.data, "\npipelines:\n");
	assert_non_null(begin);
	return arena_copy(&arena, begin + 1, (size_t)(end - begin) - 1);
}

static const char *setting(const char *name)
{
	const char *value = schema_value(store->schema, name);

	return value ? value : "";
}

static const char office[] = "calendars:\n"
			     "  office:\n"
			     "    en: Office\n"
			     "    zh: 办公室\n"
			     "    remark: |-\n"
			     "      one\n"
			     "      two: 2\n"
			     "    hours:\n"
			     "      - {day: mon, from: \"09:00\", until: \"12:00\"}\n"
			     "      - {day: mon, from: \"13:00\", until: \"17:30\"}\n"
			     "    holidays:\n"
			     "      - {from: 2026-01-01, until: 2026-01-01}\n"
			     "      - {from: 2026-10-01, until: 2026-10-07, name: 国庆}\n"
			     "    makeups:\n"
			     "      - {on: 2026-10-10, hours: [{from: \"09:00\", until: \"12:00\"}, {from: \"13:00\", until: \"15:00\"}]}\n"
			     "      - {on: 2026-10-11, hours: [{from: \"10:00\", until: \"12:00\"}], paid: yes}\n";
static const char gold[] = "\n"
			   "service-levels:\n"
			   "  gold: {en: gold, calendar: office, rank: 3, targets: [{class: a, priority: high, response: 0.5, solution: 8}, "
			   "{class: a, priority: low, response: 4}]}\n";

static const char both[] = "calendars: + office\nservice-levels: + gold\n";

static const char *together(void)
{
	return arena_printf(&arena, "%s%s", office, gold);
}

static void forms_are_sound(void **state)
{
	(void)state;
	for (size_t i = 0; section_at(i); i++)
		ok(section_lint(section_at(i), &error));
}

static void broken_forms_are_found(void **state)
{
	static const struct form_field fields[][3] = {
		{ { .name = "a", .kind = KIND_TEXT, .help = "h" }, { .name = "a", .kind = KIND_TEXT, .help = "h" } },
		{ { .name = "A b", .kind = KIND_TEXT, .help = "h" } },
		{ { .name = "a", .kind = KIND_TEXT } },
		{ { .name = "a", .kind = KIND_MONEY, .help = "h" } },
		{ { .name = "a", .kind = KIND_PICK, .help = "h" } },
		{ { .name = "a", .kind = KIND_TEXT, .at = sizeof(struct span), .help = "h" } },
		{ { .name = "a", .kind = KIND_LINES, .help = "h" } },
		{ { .name = "a", .kind = KIND_TEXT, .items = &span_form, .help = "h" } },
		{ { .name = "a", .kind = KIND_TEXT, .pattern = "(", .example = "b", .help = "h" } },
		{ { .name = "a", .kind = KIND_TEXT, .pattern = "b", .help = "h" } },
		{ { .name = "a", .kind = KIND_LONGTEXT, .help = "h" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const struct form form = { .item = "thing", .example = "x", .fields = fields[i], .size = sizeof(struct span) };
		if (form_lint(&form, false, &error) != STATUS_INTERNAL)
			fail_msg("form %zu passes", i);
	}
	const struct form dated = { .item = "thing", .fields = fields[0] + 1, .size = sizeof(struct span), .dated = true };
	assert_int_equal(form_lint(&dated, false, &error), STATUS_INTERNAL);
	assert_int_equal(section_lint(&(const struct schema_section){ .name = "x", .form = { .fields = fields[2] + 1 } }, &error), STATUS_INTERNAL);
}

static void shown_is_applied(void **state)
{
	(void)state;
	assert_string_equal(sections_shown(), "calendars:\n\nservice-levels:\n");
	apply(together(), both);
	assert_string_equal(sections_shown(), together());
	apply(sections_shown(), "");
	assert_string_equal(setting("calendar.office"), "en\tOffice\nzh\t办公室\nremark\tone\\ntwo: 2\nhour\tmon\t09:00\t12:00\nhour\tmon\t13:00\t17:30\n"
							"holiday\t2026-01-01\t2026-01-01\t\nholiday\t2026-10-01\t2026-10-07\t国庆\n"
							"makeup\t2026-10-10\t\nshift\t\t09:00\t12:00\nshift\t\t13:00\t15:00\n"
							"makeup\t2026-10-11\tyes\nshift\t\t10:00\t12:00\n");
	assert_string_equal(setting("level.gold"), "en\tgold\ncalendar\toffice\nrank\t3\ntarget\ta\thigh\t500000\t8\ntarget\ta\tlow\t4000000\t0\n");
	const struct calendar *calendar = schema_entry(store->schema, &section_calendars, "office");
	assert_int_equal(calendar->hour_count, 2);
	assert_string_equal(calendar->hours[1].until, "17:30");
	assert_int_equal(calendar->makeup_count, 2);
	assert_int_equal(calendar->makeups[0].hour_count, 2);
	assert_string_equal(calendar->makeups[0].hours[1].from, "13:00");
	assert_true(calendar->makeups[1].paid);
	const struct form_field *holidays = form_find(&section_calendars.form, "holidays");
	const struct holiday *golden = form_on(holidays, calendar, "2026-10-07");
	assert_string_equal(golden->name, "国庆");
	assert_null(form_on(holidays, calendar, "2026-10-08"));
	assert_string_equal(section_entry_label(&section_calendars, calendar, "zh"), "办公室");
	assert_int_equal(schema_entry_unknown(store->schema, &section_levels, "glod", &error), STATUS_DATA);
	assert_string_equal(error.message, "unknown service level 'glod'; did you mean 'gold'?");
}

static void changes_are_told(void **state)
{
	(void)state;
	apply(together(), both);
	apply("calendars:\n  office:\n    holidays: [{from: 2026-10-01, until: 2026-10-08, name: 国庆}, {from: 2026-01-01, until: 2026-01-01}]\n    en: Work\n"
	      "    remark: ~\n",
	      "calendars.office: en Office → Work\ncalendars.office: remark: another text\n"
	      "calendars.office: holidays: - 2026-10-01 until 2026-10-07 name 国庆\ncalendars.office: holidays: + 2026-10-01 until 2026-10-08 name 国庆\n");
	apply("calendars: {office: {makeups: ~, hours: [{day: mon, from: '13:00', until: '17:30'}, {day: mon, from: '09:00', until: '12:00'}]}}\n",
	      "calendars.office: hours: in another order\ncalendars.office: makeups: - 2026-10-10 hours (from 09:00 until 12:00, from 13:00 until 15:00)\n"
	      "calendars.office: makeups: - 2026-10-11 hours (from 10:00 until 12:00) paid yes\n");
	apply("service-levels: {gold: {rank: ~, en: Gold}}\n", "service-levels.gold: en gold → Gold\nservice-levels.gold: rank 3 → 0\n");
	apply("service-levels: {silver: {calendar: office}}\n", "service-levels: + silver\n");
	assert_string_equal(setting("level.silver"), "en\tsilver\ncalendar\toffice\n");
	fails("service-levels: {iron: {calendar: office}}\n", STATUS_REFUSED, "s.yaml:1:18: a database has at most 2 service-levels; remove some first");
	apply("service-levels: {silver: ~}\n", "service-levels: - silver\n");
	assert_string_equal(setting("level.silver"), "");
}

static void what_is_wrong_is_named(void **state)
{
	static const struct {
		const char *yaml, *message;
	} wrong[] = {
		{ "calendars: {Office: {}}", "s.yaml:1:13: 'Office' is not the name of a calendar; write up to 40 letters a-z, digits and -" },
		{ "calendars: {office: 3}", "s.yaml:1:21: calendars.office: hours: and holidays: is expected here" },
		{ "calendars: {office: {hour: []}}", "s.yaml:1:22: unknown key of a calendar 'hour'; did you mean 'hours'?" },
		{ "calendars: {office: {hours: mon}}",
		  "s.yaml:1:29: calendars.office: hours: a list of 0 to 21 hours is expected, each `- {day: mon, from: '09:00', until: '12:00'}`" },
		{ "calendars: {office: {hours: [{from: '09:00'}]}}",
		  "s.yaml:1:30: calendars.office: a line `- {day: mon, from: '09:00', until: '12:00'}` is expected here" },
		{ "calendars: {office: {hours: [{from: '09:00', until: ~}]}}",
		  "s.yaml:1:30: calendars.office: a line `- {day: mon, from: '09:00', until: '12:00'}` is expected here" },
		{ "calendars: {office: {hours: [{from: '9:00', until: '24:00'}]}}", "s.yaml:1:37: calendars.office: from: '9:00' is not valid; write it as 09:00" },
		{ "calendars: {office: {hours: [{day: mo, from: '09:00', until: '10:00'}]}}",
		  "s.yaml:1:36: calendars.office: day: 'mo' is none of mon, tue, wed, thu, fri, sat, sun" },
		{ "calendars: {office: {holidays: [{from: 2026-13-01, until: 2026-10-07}]}}",
		  "s.yaml:1:40: calendars.office: from: '2026-13-01' is not a day; write it as 2019-04-01" },
		{ "calendars: {office: {holidays: [{from: 2026-10-08, until: 2026-10-07}]}}",
		  "s.yaml:1:32: calendars.office: a holiday ends on 2026-10-07, before it begins on 2026-10-08" },
		{ "calendars: {office: {holidays: [{from: 2026-10-01, until: 2026-10-07}, {from: 2026-10-07, until: 2026-10-07}]}}",
		  "s.yaml:1:32: calendars.office: two holidays overlap on 2026-10-07; each day has one" },
		{ "calendars: {office: {holidays: [{from: 2026-10-01, until: 2026-10-07, name: much too long for a holiday}]}}",
		  "s.yaml:1:77: calendars.office: name: it has 27 bytes; at most 20 are allowed" },
		{ "calendars: {office: {makeups: [{on: 2026-10-10, hours: []}]}}",
		  "s.yaml:1:56: calendars.office: hours: a list of 1 to 1000 hours is expected, each `- {from: '09:00', until: '12:00'}`" },
		{ "calendars: {office: {makeups: [{on: 2026-10-10, hours: [{from: '09:00', until: '10:00'}], paid: twice}]}}",
		  "s.yaml:1:97: paid: 'twice' is neither yes nor no" },
		{ "service-levels: {gold: {rank: high, calendar: office}}", "s.yaml:1:31: service-levels.gold: rank: high: is not a number" },
		{ "service-levels: {gold: {rank: 1}}", "s.yaml:1:18: service-levels.gold: a new service level needs its calendar:" },
		{ "service-levels: {gold: {calendar: nowhere}}", "s.yaml:1:18: service-levels.gold: calendar: there is no calendar 'nowhere'" },
		{ "calendars: {office: {}}\nservice-levels: {gold: {calendar: office, targets: [{class: a, priority: high, response: 1000.1}]}}",
		  "s.yaml:2:90: service-levels.gold: response: 1000.1 is beyond 0.000001 to 1000" },
		{ "calendars: {office: {}}\nservice-levels: {gold: {calendar: office, targets: [{class: a, priority: high, response: 1, solution: -1}]}}",
		  "s.yaml:2:103: service-levels.gold: solution: -1 is beyond 0 to 999" },
		{ "service-level: {}", "s.yaml:1:1: unknown section 'service-level'; did you mean 'service-levels'?" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		fails(wrong[i].yaml, STATUS_DATA, wrong[i].message);
}

static void what_is_in_use_stays(void **state)
{
	int64_t found, fixed;

	(void)state;
	apply(together(), both);
	fails("calendars: {office: ~}\n", STATUS_REFUSED, "s.yaml:1:13: service-levels.gold: calendar: there is no calendar 'office'");
	apply("service-levels: {gold: ~}\nfields: {customer: {x_calendar: {kind: text}}}\n", "service-levels: - gold\nfields.customer.x_calendar: + text\n");
	begin();
	assert_int_equal(add(&record_customer, "name", "A", "x_calendar", "office", NULL), 1);
	commit();
	fails("calendars: {office: ~}\n", STATUS_REFUSED, "s.yaml:1:13: calendars.office cannot be removed: it is in 1 customer; give them another");
	begin();
	ok(set(&record_customer, 1, "x_calendar", "offcie", NULL));
	commit();
	ok(store_check(store, false, NULL, NULL, &found, &fixed));
	assert_int_equal(found, 1);
	apply("calendars: {office: ~}\n", "calendars: - office\n");
}

static void undone_and_done_again(void **state)
{
	(void)state;
	const char *none = sections_shown();
	int64_t change = apply(together(), both);
	begin();
	ok(undo_change(store, change, &(bool){ false }));
	ok(schema_changed(store));
	int64_t undo = commit();
	assert_string_equal(sections_shown(), none);
	begin();
	ok(undo_change(store, undo, &(bool){ false }));
	ok(schema_changed(store));
	commit();
	assert_string_equal(sections_shown(), together());
}

static void damaged_settings_are_named(void **state)
{
	static const char *const damaged[][3] = {
		{ "calendar.x", "en\tx\n", "setting calendar.x: the calendar lacks its labels" },
		{ "calendar.x", "en\tx\nzh\tx\nmakeup\t2026-10-10\t\n", "setting calendar.x: a makeup has 1 to 1000 hours" },
		{ "calendar.x", "en\tx\nzh\tx\nmakeup\t2026-02-30\t\nshift\t\t09:00\t10:00\n", "setting calendar.x: on: '2026-02-30' is not a day" },
		{ "level.x", "en\tx\ncalendar\ty\nrank\tz\n", "setting level.x: the rank of the service level is not valid" },
		{ "level.x", "en\tx\ncalendar\ty\ntarget\ta\thigh\tz\t\n", "setting level.x: a target of the service level is not valid" },
		{ "level.x", "en\tx\ncalendar\ty\ntarget\ta\thigh\t0\t0\n", "setting level.x: a response is from 0.000001 to 1000" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		struct schema *other = schema_new();
		if (schema_setting(other, damaged[i][0], damaged[i][1], &error) == STATUS_OK)
			fail_msg("taken: %s", damaged[i][1]);
		assert_string_equal(error.message, damaged[i][2]);
		schema_free(other);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_are_sound),
		cmocka_unit_test(broken_forms_are_found),
		cmocka_unit_test_setup_teardown(shown_is_applied, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(changes_are_told, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(what_is_wrong_is_named, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(what_is_in_use_stays, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(undone_and_done_again, database_setup, database_teardown),
		cmocka_unit_test(damaged_settings_are_named),
	};
	int failures = cmocka_run_group_tests(tests, NULL, NULL);

	text_free(&out);
	return failures;
}
