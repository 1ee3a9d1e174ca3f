#include "import/import_plan.h"

#include "base/money.h"
#include "import/import_source.h"
#include <string.h>

const char *const import_actions[] = {
	[ACTION_ADD] = "add", [ACTION_UPDATE] = "update", [ACTION_FILL] = "fill", [ACTION_SKIP] = "skip",
	[ACTION_REJECT] = "reject", [ACTION_CREATE] = "create", [ACTION_LINE] = "line", NULL,
};

enum status import_plan_open(struct import_plan *plan, struct import_job *job)
{
	const struct import_options *options = &job->options;

	plan->job = job;
	return options->plan ? import_create_file(&plan->file, options->plan, options->path, job->store->error) : STATUS_OK;
}

enum status import_plan_head(struct import_plan *plan)
{
	const struct import_job *job = plan->job;
	const char *uuid = schema_value(job->store->schema, "uuid");
	int64_t last;
	enum status status = db_one(job->store->db, &last, "select max(id) from change");

	if (status)
		return status;
	fprintf(plan->file, "#crm-plan\t1\t%s\t%s\t%lld", job->type->record->name, uuid ? uuid : "", (long long)last);
	if (job->options.match != IMPORT_MATCH_NONE)
		fprintf(plan->file, "\tmatch=%s", job->options.match == IMPORT_MATCH_CLOSE ? "close" : "exact");
	if (job->options.key)
		fprintf(plan->file, "\tkey=%s", job->options.key);
	fputc('\n', plan->file);
	return STATUS_OK;
}

enum status import_plan_close(struct import_plan *plan)
{
	return import_close_file(&plan->file, plan->job->options.plan, plan->job->store->error);
}

void import_plan_free(struct import_plan *plan)
{
	if (plan->file)
		fclose(plan->file);
	text_free(&plan->pending);
}

static bool is_new(struct import_job *job, const struct record_type *type, int64_t id)
{
	int64_t last;

	return !import_job_last(job, type, &last) && id > last;
}

static bool leads_to_new(struct import_job *job, const struct field *field, const struct value *value)
{
	int64_t id;
	char role[40];

	if (field->kind == KIND_REF && value->type == VALUE_INTEGER)
		return is_new(job, field->target, value->integer);
	if (field->kind != KIND_REFS || value->type != VALUE_TEXT)
		return false;
	for (const char *rest = value->text; row_next_link(&rest, &id, role);)
		if (is_new(job, field->target, id))
			return true;
	return false;
}

static int digits_of(const struct import_values *values, const struct record *record)
{
	const struct value *own = values->currency == SIZE_MAX ? NULL : &record->values[values->currency];
	int digits = currency_digits(own && own->type == VALUE_TEXT ? own->text : values->job->store->conventions.currency);

	return digits < 0 ? 2 : digits;
}

void import_plan_values(const struct import_values *values, const struct draft *draft, const struct record *old, const struct record *record, struct text *out)
{
	int digits = digits_of(values, record);
	struct text text = { 0 };

	for (size_t i = 0; i < values->type->count; i++) {
		const struct field *field = values->type->fields[i];
		const struct value *value = &record->values[i];
		bool same = old ? value_equal(&old->values[i], value) : value->type == VALUE_NULL;
		if (same && !values->deferred[i])
			continue;
		const struct draft_cell *cell = import_draft_cell(draft, i);
		text_clear(&text);
		bool as_written = cell && (values->deferred[i] || leads_to_new(values->job, field, value));
		if (as_written)
			text_add(&text, cell->text);
		else
			field_format(field, value, digits, &text);
		text_printf(out, as_written && cell->linked ? "\t%s.external_id=" : "\t%s=", field->name);
		text_escape(out, text_string(&text), text.length);
	}
	text_free(&text);
}

void import_plan_create(struct import_plan *plan, size_t line, const struct record *record)
{
	const struct record_type *type = record->type->record;
	const char *name = record_text(record, type->title);

	text_printf(&plan->pending, "%zu\tcreate\t%s\tno %s has this name\t%s=", line, type->name, type->name, type->title);
	text_escape(&plan->pending, name, strlen(name));
	text_byte(&plan->pending, '\n');
}

void import_plan_record(struct import_plan *plan, const struct draft *draft, const struct import_step *step, const char *values)
{
	const char *why = text_string(&step->match.why);

	text_printf(&plan->pending, "%zu\t%s\t", draft->line, import_actions[step->action]);
	if ((step->action == ACTION_ADD && !step->match.keep) || !step->match.id)
		text_byte(&plan->pending, '-');
	else
		reference_format(&plan->pending, plan->job->type->record, step->match.id);
	text_byte(&plan->pending, '\t');
	text_escape(&plan->pending, why, strlen(why));
	text_add(&plan->pending, values);
	text_byte(&plan->pending, '\n');
}

void import_plan_child(struct import_plan *plan, const struct draft *draft, const struct draft *child, const char *values)
{
	text_printf(&plan->pending, "%zu\t%s\t%zu\t%s\n", child->line, import_actions[ACTION_LINE], draft->line, values);
}

void import_plan_flush(struct import_plan *plan)
{
	if (plan->file)
		fwrite(text_string(&plan->pending), 1, plan->pending.length, plan->file);
	text_clear(&plan->pending);
}

void import_plan_reject(struct import_plan *plan, size_t line, const char *reason, const struct draft *draft)
{
	text_clear(&plan->pending);
	text_printf(&plan->pending, "%zu\treject\t-\t", line);
	text_escape(&plan->pending, reason, strlen(reason));
	for (size_t index = 0; draft && index < draft->type->count; index++) {
		const struct draft_cell *cell = import_draft_cell(draft, index);
		if (!cell)
			continue;
		text_printf(&plan->pending, "\t%s=", draft->type->fields[index]->name);
		text_escape(&plan->pending, cell->text, strlen(cell->text));
	}
	text_byte(&plan->pending, '\n');
	import_plan_flush(plan);
}
