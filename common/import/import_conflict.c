#include "import/import_conflict.h"

#include "db/db.h"

static bool mean_the_same(const struct import_column *a, const struct import_column *b)
{
	return a->child == b->child && a->role == b->role && a->role >= COLUMN_FIELD && (a->role != COLUMN_FIELD || a->index == b->index);
}

/* Two columns of the record, or of its lines, that mean the same: one that sheets use besides stands back; otherwise one of them must go. */
static enum status check_pair(struct import_mapping *mapping, const struct sheet_row *header, size_t i, size_t k)
{
	const struct import_job *job = mapping->job;
	struct import_column *column = &mapping->columns[i], *other = &mapping->columns[k];
	const struct type *type = column->child ? job->child : job->type;

	if (!mean_the_same(column, other) || column->further || other->further)
		return STATUS_OK;
	if ((column->weak || other->weak) && !column->child && type_field(type, "notes", NULL)) {
		*(column->weak ? &column->further : &other->further) = true;
		mapping->has_further = true;
		return STATUS_OK;
	}
	return error_at(job->store->error, STATUS_DATA, job->name, header->line, header->cells[i].column, "'%s' and '%s' are both %s; ignore one with --map '%s='", other->name,
	                column->name, column->role == COLUMN_FIELD ? type->fields[column->index]->name : "ref", column->name);
}

static enum status check_twice(struct import_mapping *mapping, const struct sheet_row *header)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < mapping->count; i++)
		for (size_t k = 0; !status && k < i; k++)
			status = check_pair(mapping, header, i, k);
	return status;
}

/* Whether another column says what a guessed one does. */
static bool has_better(const struct import_mapping *mapping, const struct import_column *guessed)
{
	for (size_t i = 0; i < mapping->count; i++) {
		const struct import_column *column = &mapping->columns[i];
		if (column->role == COLUMN_FIELD && !column->guessed && column->child == guessed->child && column->index == guessed->index)
			return true;
	}
	return false;
}

/* Columns such as CustomerID are left out where another one names the customer, or where no customer has come from elsewhere that could be meant. */
static enum status check_guessed(struct import_mapping *mapping)
{
	const struct import_job *job = mapping->job;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < mapping->count; i++) {
		struct import_column *column = &mapping->columns[i];
		if (!column->guessed)
			continue;
		const struct type *type = column->child ? job->child : job->type;
		const struct field *field = type->fields[column->index];
		int64_t any = 1;
		if (!field->required && field->target != job->type->record)
			status = db_one(job->store->db, &any, "select 1 where exists (select 1 from \"%s\" where external_id is not null)", field->target->name);
		if (!status && (!any || has_better(mapping, column)))
			import_mapping_leave_out(mapping, column);
	}
	return status;
}

enum status import_conflict_check(struct import_mapping *mapping, const struct sheet *sheet)
{
	const struct sheet_row *header;
	enum status status = check_guessed(mapping);

	sheet_header(sheet, &header);
	return status ? status : check_twice(mapping, header);
}
