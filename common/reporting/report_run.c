/* Running a report: what is asked, the source of its rows, and what is done with them behind it. */
#include "reporting/report_parts.h"

#include "query/query.h"
#include "reporting/reporting.h"
#include <stdlib.h>
#include <string.h>

enum status report_filter_parse(struct report *report, const char *string, const struct expr **out)
{
	struct expr *expr = NULL;
	enum status status = STATUS_OK;

	if (string && *string)
		status = filter_parse_string(&report->arena, report->store->schema, report->type->record, string, &expr, report->store->error);
	*out = expr;
	return status;
}

static const struct expr *both(struct report *report, const struct expr *left, const struct expr *right)
{
	struct expr *all, *first, *second;

	if (!left || !right)
		return left ? left : right;
	all = arena_alloc(&report->arena, sizeof *all);
	first = arena_alloc(&report->arena, sizeof *first);
	second = arena_alloc(&report->arena, sizeof *second);
	*first = *left;
	*second = *right;
	first->next = second;
	second->next = NULL;
	*all = (struct expr){ .type = EXPR_AND, .child = first };
	return all;
}

/* Of no record: a definition is compiled with it, and reads nothing. */
static const struct expr *nothing(struct report *report)
{
	struct expr *expr = arena_alloc(&report->arena, sizeof *expr);

	*expr = (struct expr){ .type = EXPR_REFERENCE, .first = { .type = report->type->record, .id = 2 }, .last = 1 };
	return expr;
}

/* What is wrong with a filter is said of it, before it is a part of another one. */
static enum status compiles(struct report *report, const struct expr *expr)
{
	struct query query;

	query_init(&query, report->store, report->type);
	enum status status = query_filter(&query, expr);
	if (!status && query.missing)
		status = error_set(report->store->error, STATUS_REFUSED, "%s", query.missing);
	query_free(&query);
	return status;
}

static enum status read_criteria(struct report *report)
{
	const struct expr *further = NULL;
	enum status status = report_filter_parse(report, report->definition.where, &report->where);

	if (!status)
		status = compiles(report, report->where);
	if (status)
		return error_prefix(report->store->error, "where: ");
	status = report_filter_parse(report, report->request.where, &further);
	if (!status)
		status = compiles(report, further);
	if (status)
		return error_prefix(report->store->error, "--where: ");
	report->where = both(report, report->where, further);
	if (report->trial)
		report->where = both(report, nothing(report), report->where);
	return STATUS_OK;
}

/* The type that a report is from: its name or its plural, or a label of either. */
static const char *next_type(void *context)
{
	struct record_walk *walk = context;
	const char *name;

	while (walk->record && walk->record->internal && !walk->record->parent)
		record_step(walk);
	if (!walk->record)
		return NULL;
	name = walk->record->name;
	record_step(walk);
	return name;
}

static enum status read_type(struct report *report)
{
	const char *from = report->definition.from;
	const struct record_type *record = NULL;

	if (!from || !*from)
		return error_set(report->store->error, STATUS_USAGE, "from: name the record type that is reported: from=deal");
	for (struct record_walk walk = record_walk(); !record && walk.record; record_step(&walk))
		if (strcmp(walk.record->name, from) == 0 || strcmp(walk.record->plural, from) == 0 || strcmp(walk.record->zh, from) == 0 || strcmp(walk.record->en, from) == 0)
			record = walk.record;
	if (!record) {
		struct record_walk walk = record_walk();
		const char *near = error_nearest(from, next_type, &walk);
		return near ? error_set(report->store->error, STATUS_USAGE, "from: there is no record type '%s'; did you mean '%s'?", from, near)
		            : error_set(report->store->error, STATUS_USAGE, "from: there is no record type '%s'; crm lists them", from);
	}
	report->definition.from = record->name;
	report->type = store_type(report->store, record);
	return STATUS_OK;
}

static bool is_unit(const char *word, size_t length)
{
	static const char *const units[] = { "day", "week", "month", "quarter", "year", "fiscal-year", "fiscal-quarter", "weekday", "hour" };

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i]) == length && strncmp(units[i], word, length) == 0)
			return true;
	return false;
}

/* A unit alone is one of the field `date`. */
static enum status put_units(struct report *report, const char *member, const char **list)
{
	const char *date = report->definition.date;
	struct text out = { 0 };

	for (const char *item = *list; item && *item;) {
		size_t length = strcspn(item, ","), sign = *item == '-';
		const char *name = arena_copy(&report->arena, item + sign, length - sign);
		if (is_unit(name, strlen(name)) && !type_field(report->type, name, NULL)) {
			if (!date) {
				text_free(&out);
				return error_set(report->store->error, STATUS_USAGE, "%s: %s of which field? name it: created_at:%s, or date=FIELD", member, name, name);
			}
			text_printf(&out, "%s%s:%s", sign ? "-" : "", date, name);
		} else {
			text_append(&out, item, length);
		}
		item += length;
		if (*item == ',')
			text_byte(&out, *item++);
	}
	if (out.length)
		*list = text_take(&out, &report->arena);
	return STATUS_OK;
}

/* What it is of, for people. */
static void describe(struct report *report)
{
	const struct report_definition *definition = &report->definition;
	bool chinese = strcmp(report->store->conventions.language, "zh") == 0;
	struct text *out = &report->subtitle;
	char today[DATE_SIZE];

	text_add(&report->title, chinese && definition->zh ? definition->zh : definition->en ? definition->en : definition->name ? definition->name : report->type ? chinese ? report->type->record->zh : report->type->record->en : "");
	if (report->has_period && strcmp(report->period.first, report->period.last) == 0)
		text_add(out, report->period.first);
	else if (report->has_period)
		text_printf(out, chinese ? "%s 至 %s" : "%s to %s", report->period.first, report->period.last);
	for (int i = 0; i < 2; i++) {
		const char *filter = i ? report->request.where : definition->where;
		if (filter && *filter)
			text_printf(out, "%s%s", out->length ? chinese ? "，" : ", " : "", filter);
	}
	date_today(&report->store->conventions, today);
	text_printf(out, chinese ? "%s截至 %s" : "%son %s", out->length ? chinese ? "，" : ", " : "", *report->on ? report->on : today);
}

static enum status open_source(struct report *report)
{
	const struct report_definition *definition = &report->definition;
	const char *layout = definition->layout ? definition->layout : "summary";

	if (definition->pass)
		return report_open_pass(report);
	if (definition->join)
		return report_open_join(report);
	if (strcmp(layout, "list") == 0)
		return report_open_list(report);
	if (strcmp(layout, "summary") != 0 && strcmp(layout, "matrix") != 0)
		return error_set(report->store->error, STATUS_USAGE, "layout: '%s' is not one of list, summary, matrix", layout);
	if (strcmp(layout, "matrix") == 0 && !definition->pivot)
		return error_set(report->store->error, STATUS_USAGE, "pivot: a matrix needs the field whose values are its columns: pivot=stage");
	return report_open_summary(report);
}

static enum status compile(struct report *report, const struct report_definition *definition)
{
	struct report_definition *own = &report->definition;
	enum status status = parameters_resolve(report, definition, report->request.assignments);

	if (report->request.sort)
		own->sort = report->request.sort;
	if (!status && !own->join && !own->parts)
		status = read_type(report);
	if (!status && own->parts)
		return error_set(report->store->error, STATUS_USAGE, "parts: it is made of reports: run them one by one");
	if (!status && report->type)
		status = put_units(report, "group", &own->group);
	if (!status && report->type)
		status = put_units(report, "pivot", &own->pivot);
	if (!status && report->type)
		status = put_units(report, "sort", &own->sort);
	if (!status && report->type)
		status = read_criteria(report);
	if (!status)
		describe(report);
	if (!status && !report->trial)
		status = on_day_open(report->store, report->on, &report->on_day);
	return status ? status : open_source(report);
}

/* An order that was asked for by the option is called as that. */
static enum status name_option(struct report *report, enum status status)
{
	struct error *error = report->store->error;
	const char *said = status && report->request.sort ? error_about(error, "sort") : NULL;

	return said ? error_set(error, status, "--sort: %s", arena_string(&report->arena, said)) : status;
}

static enum status open_report(struct store *store, const struct report_definition *definition, const struct report_request *request, bool trial, struct report **out)
{
	struct report *report = memory_alloc(sizeof *report);

	*report = (struct report){ .store = store, .request = *request, .trial = trial };
	enum status status = compile(report, definition);
	if (!status)
		status = report_shape_open(report);
	if ((status = name_option(report, status))) {
		report_close(report);
		report = NULL;
	}
	*out = report;
	return status;
}

enum status report_open(struct store *store, const struct report_definition *definition, const struct report_request *request, struct report **out)
{
	return open_report(store, definition, request, false, out);
}

enum status report_try(struct store *store, const struct report_definition *definition)
{
	struct report *report;
	enum status status = open_report(store, definition, &(struct report_request){ .limit = -1 }, true, &report);

	report_close(report);
	return status;
}

const char *report_title(const struct report *report)
{
	return text_string(&report->title);
}

const char *report_subtitle(const struct report *report)
{
	return text_string(&report->subtitle);
}

const char *report_key(struct report *report)
{
	return report->has_period ? arena_printf(&report->arena, "%.10s..%.10s", report->period.first, report->period.last) : report->on;
}

const struct report_definition *report_resolved(const struct report *report)
{
	return &report->definition;
}

const struct record_type *report_record(const struct report *report)
{
	return report->type ? report->type->record : NULL;
}

const char *report_sql(const struct report *report)
{
	return text_string(&report->sql);
}

void report_close(struct report *report)
{
	if (!report)
		return;
	if (report->source && report->source->close)
		report->source->close(report);
	on_day_close(report->store, &report->on_day);
	text_free(&report->sql);
	text_free(&report->title);
	text_free(&report->subtitle);
	arena_free(&report->arena);
	free(report);
}
