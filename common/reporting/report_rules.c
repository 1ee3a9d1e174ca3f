/* The rule of reports: what is saved can be run. That of folders. */
#include "reporting/reporting.h"

#include "reporting/definition.h"
#include "reporting/report_parts.h"
#include "reporting/shipped.h"
#include "store/check.h"
#include "store/rule.h"
#include <string.h>

/* What a definition is made of; recipients and folder are not looked at. */
static const char *const members[] = { "from", "with", "layout", "columns", "compute", "where", "date", "period", "group", "pivot", "having", "sort", "top", "join", "parts",
	"all_values", "analysis", "parameters", "in_currency", NULL };

/* A report that has a name alone is one that somebody is going to write. */
static bool is_empty(const struct report_definition *definition)
{
	return !definition->from && !definition->join && !definition->parts && !definition->analysis && !definition->columns && !definition->group && !definition->where;
}

/* Whether it can be run: compiled over no records. The message begins with the member. */
static enum status try_all(struct store *store, const struct report_definition *definition)
{
	struct arena arena = { 0 };
	struct report_definition *parts;
	size_t count;
	enum status status = definition_parts(store, definition, &arena, &parts, &count);

	for (size_t i = 0; !status && i < count; i++)
		status = report_try(store, &parts[i]);
	arena_free(&arena);
	return status;
}

static enum status check_definition(struct store *store, const struct record *report, struct arena *arena)
{
	struct report_definition definition;
	enum status status = definition_of(store, report, arena, &definition);

	return status || is_empty(&definition) ? status : try_all(store, &definition);
}

static enum status check_name(struct store *store, const struct record *report)
{
	const char *name = record_text(report, "name");

	if (shipped_find(name, NULL))
		return error_set(store->error, STATUS_REFUSED, "name: '%s' is the name of a report that ships; give it another one", name);
	if (reference_like(name))
		return error_set(store->error, STATUS_REFUSED, "name: '%s' would be read as a reference; give it another one", name);
	return STATUS_OK;
}

static enum status check_mail(struct store *store, const struct record *report)
{
	static const char *const formats[] = { "xlsx", "csv", "html", "pdf", "json", "markdown", "svg", "png", NULL };
	const char *format = record_text(report, "mail_format");
	size_t i = 0;

	while (*format && formats[i] && strcmp(formats[i], format) != 0)
		i++;
	if (*format && !formats[i])
		return error_set(store->error, STATUS_DATA, "mail_format: '%s' is not one of xlsx, csv, html, pdf, json, markdown, svg, png", format);
	return strpbrk(record_text(report, "mail_to"), "\r\n") ? error_set(store->error, STATUS_DATA, "mail_to: an address has a line break") : STATUS_OK;
}

enum status report_before(struct store *store, const struct record *old, struct record *report, struct arena *arena)
{
	enum status status = STATUS_OK;

	if (!report)
		return STATUS_OK;
	if (rule_changed(old, report, "name"))
		status = check_name(store, report);
	if (!status && (rule_changed(old, report, "mail_format") || rule_changed(old, report, "mail_to")))
		status = check_mail(store, report);
	if (!status && rule_concerns(old, report, members) && (status = check_definition(store, report, arena)))
		status = store->error->status = STATUS_DATA;
	return status;
}

/* The member that a message is about; NULL: none. */
static const char *member_of(const struct error *error)
{
	const char *const *member = members;

	while (*member && !error_about(error, *member))
		member++;
	return *member;
}

enum status report_check(struct store *store, const struct record *report, struct arena *arena, struct text *findings)
{
	if (check_name(store, report) || check_mail(store, report) || check_definition(store, report, arena)) {
		const char *member = member_of(store->error);
		finding_add(findings, member, "%s", member ? error_about(store->error, member) : error_sentence(store->error));
	}
	return STATUS_OK;
}
