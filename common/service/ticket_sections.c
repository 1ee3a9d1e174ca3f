#include "service/ticket_sections.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/sentence.h"
#include "service/calendars.h"
#include "service/service.h"
#include "service/tickets_settle.h"
#include "record/schema.h"
#include <stdlib.h>
#include <string.h>

enum { PERIOD_LIMIT = 1000 };

static bool is_set(const char *text)
{
	return text && *text;
}

static const struct form_field level_fields[] = {
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct service_level, en), .required = true, .label = true, .help = "label in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct service_level, zh), .required = true, .label = true, .help = "label in Chinese" },
	{ .name = "class", .kind = KIND_TEXT, .at = offsetof(struct service_level, class), .most = 40, .help = "class of the customer; any if there is none" },
	{ .name = "priority", .kind = KIND_TEXT, .at = offsetof(struct service_level, priority), .most = 40, .help = "priority of the ticket; any if there is none" },
	{ .name = "response", .kind = KIND_DECIMAL, .at = offsetof(struct service_level, response), .least = 0, .most = INT64_C(10000000000),
	  .help = "working hours to the first response; no limit if there is none" },
	{ .name = "solution", .kind = KIND_DECIMAL, .at = offsetof(struct service_level, solution), .least = 0, .most = INT64_C(10000000000),
	  .help = "working hours to the solution; no limit if there is none" },
	{ .name = "calendar", .kind = KIND_TEXT, .at = offsetof(struct service_level, calendar), .section = &section_calendars,
	  .help = "working calendar of these hours; that of the desk if there is none" },
	{ 0 },
};

static const struct service_level built_in_levels[] = {
	{ .name = "urgent", .en = "Urgent", .zh = "紧急", .priority = "urgent", .response = 1000000, .solution = 8000000 },
	{ .name = "high", .en = "High", .zh = "高", .priority = "high", .response = 4000000, .solution = 16000000 },
	{ .name = "standard", .en = "Standard", .zh = "标准", .response = 8000000, .solution = 40000000 },
};

static const struct pick *picks_of(const struct schema *schema, const struct record_type *record, const char *field)
{
	return type_field(schema_type(schema, record), field, NULL)->picks;
}

static enum status check_pick(const struct schema *schema, const struct service_level *level, const char *name, const char *value,
                              const struct record_type *record, struct error *error)
{
	const struct pick *pick = is_set(value) ? pick_find(picks_of(schema, record, name), value) : NULL;

	if (!is_set(value) || (pick && strcmp(pick->key, value) == 0))
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "the service level %s: '%s' is not %s %s of %s %s", level->name, value, sentence_a(name), name, sentence_a(record->name), record->name);
}

static bool same_text(const char *a, const char *b)
{
	return strcmp(is_set(a) ? a : "", is_set(b) ? b : "") == 0;
}

static enum status check_levels(const struct schema *schema, struct error *error)
{
	const struct service_level *level, *other;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && (level = schema_entry_at(schema, &section_service_levels, i)); i++) {
		status = check_pick(schema, level, "class", level->class, &record_customer, error);
		if (!status)
			status = check_pick(schema, level, "priority", level->priority, &record_ticket, error);
		for (size_t n = 0; !status && n < i && (other = schema_entry_at(schema, &section_service_levels, n)); n++)
			if (same_text(level->class, other->class) && same_text(level->priority, other->priority))
				status = error_set(error, STATUS_DATA, "the service levels %s and %s are for the same class and priority", other->name, level->name);
	}
	return status;
}

const struct schema_section section_service_levels = {
	.name = "service_levels", .setting = "service_level",
	.form = { .item = "service level", .example = "{class: a, priority: high, response: 2, solution: 8}", .fields = level_fields, .size = sizeof(struct service_level) },
	.built_in = built_in_levels, .built_in_count = sizeof built_in_levels / sizeof *built_in_levels, .check = check_levels, .changed = tickets_settle,
};

const struct service_level *schema_service_level(const struct schema *schema, const char *class, const char *priority)
{
	const struct service_level *level, *found = NULL;
	int best = -1;

	for (size_t i = 0; (level = schema_entry_at(schema, &section_service_levels, i)); i++) {
		int says = (is_set(level->class) ? 2 : 0) + (is_set(level->priority) ? 1 : 0);
		bool fits = (!is_set(level->class) || strcmp(level->class, class) == 0) && (!is_set(level->priority) || strcmp(level->priority, priority) == 0);
		if (fits && says > best) {
			best = says;
			found = level;
		}
	}
	return found;
}

static const struct form_field desk_fields[] = {
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct desk, en), .required = true, .label = true, .help = "label in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct desk, zh), .required = true, .label = true, .help = "label in Chinese" },
	{ .name = "calendar", .kind = KIND_TEXT, .at = offsetof(struct desk, calendar), .section = &section_calendars,
	  .help = "working calendar of the desk; standard if there is none" },
	{ 0 },
};

static const struct desk built_in_desks[] = {
	{ "reception", "Reception", "前台", NULL }, { "sales", "Sales", "销售", NULL },         { "billing", "Billing", "结算", NULL },
	{ "technical", "Technical", "技术", NULL }, { "complaint", "Complaints", "投诉", NULL },
};

static bool holds_desk(const struct field *field)
{
	return field->kind == KIND_TEXT && !field->column && strcmp(field->name, "desk") == 0;
}

const struct schema_section section_desks = {
	.name = "desks", .setting = "desk", .form = { .item = "desk", .example = "{en: …, zh: …}", .fields = desk_fields, .size = sizeof(struct desk) },
	.built_in = built_in_desks, .built_in_count = sizeof built_in_desks / sizeof *built_in_desks, .held_by = holds_desk, .changed = tickets_settle,
};

/* A number and one of the units; NULL when it is none. */
static const char *read_period(const char *text, int64_t *count)
{
	char *end;

	if (*text < '0' || *text > '9' || strlen(text) > 8)
		return NULL;
	*count = strtol(text, &end, 10);
	return *count <= PERIOD_LIMIT ? end : NULL;
}

static enum status check_days(const char *value, struct error *error)
{
	int64_t count;
	const char *unit = read_period(value, &count);

	if (!*value || (unit && strcmp(unit, "d") == 0))
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "'%s' is not a number of working days; write 3d, or 0d for none", value);
}

static enum calendar_unit unit_of(const char *unit)
{
	static const struct {
		const char *name;
		enum calendar_unit unit;
	} units[] = { { "d", CALENDAR_DAY }, { "w", CALENDAR_WEEK }, { "mo", CALENDAR_MONTH }, { "q", CALENDAR_QUARTER }, { "y", CALENDAR_YEAR } };

	for (size_t i = 0; unit && i < sizeof units / sizeof *units; i++)
		if (strcmp(unit, units[i].name) == 0)
			return units[i].unit;
	return 0;
}

static enum status check_period(const char *value, struct error *error)
{
	int64_t count = 0;

	if (unit_of(read_period(value, &count)) && count > 0)
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "'%s' is not a period; write 6mo, with the units d, w, mo, q and y", value);
}

void service_day_after(const char *day, const char *period, char out[11])
{
	int64_t count = 0;
	enum calendar_unit unit = is_set(period) ? unit_of(read_period(period, &count)) : 0;
	int64_t number = date_number(day);

	date_from_number(unit ? calendar_add(number, (struct calendar_offset){ count, unit }) : number, out);
}

static const struct form_field callback_fields[] = {
	{ .name = "after", .kind = KIND_TEXT, .initial = "3d", .wanted = "a number of working days such as 3d", .check = check_days,
	  .help = "working days between the closing of a ticket and the call-back; 0d: none" },
	{ 0 },
};

const struct schema_section section_callback = {
	.name = "callback", .setting = "callback", .form = { .fields = callback_fields }, .what = "field of call-backs",
	.no_such = "no field of call-backs; crm-schema(5) lists them", .standard = true,
};

int64_t schema_callback_days(const struct schema *schema)
{
	int64_t count = 0;

	return read_period(schema_field_value(schema, &section_callback, callback_fields), &count) ? count : 0;
}

static const struct form_field interval_fields[] = {
	{ .name = "product", .kind = KIND_TEXT, .at = offsetof(struct service_interval, product), .most = 100, .help = "code of the product" },
	{ .name = "category", .kind = KIND_TEXT, .at = offsetof(struct service_interval, category), .most = 100, .help = "category of products" },
	{ .name = "every", .kind = KIND_TEXT, .at = offsetof(struct service_interval, every), .required = true, .check = check_period, .help = "period, such as 6mo" },
	{ 0 },
};

static enum status check_intervals(const struct schema *schema, struct error *error)
{
	const struct service_interval *interval;

	for (size_t i = 0; (interval = schema_entry_at(schema, &section_service_every, i)); i++)
		if (is_set(interval->product) == is_set(interval->category))
			return error_set(error, STATUS_DATA, "the service interval %s names either a product or a category", interval->name);
	return STATUS_OK;
}

const struct schema_section section_service_every = {
	.name = "service_every", .setting = "service_every",
	.form = { .item = "service interval", .example = "{category: pumps, every: 6mo}", .fields = interval_fields, .size = sizeof(struct service_interval) },
	.check = check_intervals,
};

static const struct form_field intake_fields[] = {
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct intake_question, en), .required = true, .label = true, .help = "question in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct intake_question, zh), .required = true, .label = true, .help = "question in Chinese" },
	{ 0 },
};

static const struct intake_question built_in_questions[] = {
	{ "when", "When did it happen?", "何时发生？" },          { "where", "Where is the unit?", "设备在哪里？" },
	{ "what", "What happened?", "发生了什么？" },              { "state", "What is the state now?", "目前状态如何？" },
	{ "first-aid", "What was done first?", "先前如何处理？" },
};

const struct schema_section section_intake = {
	.name = "intake", .setting = "intake", .form = { .item = "question", .example = "{en: …, zh: …}", .fields = intake_fields, .size = sizeof(struct intake_question) },
	.built_in = built_in_questions, .built_in_count = sizeof built_in_questions / sizeof *built_in_questions,
};
