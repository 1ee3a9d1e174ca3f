#include "import/import_reference.h"

#include "query/resolve.h"
#include "store/save.h"
#include <string.h>

enum status import_reference_create(struct import_references *references, struct record *record)
{
	struct import_job *job = references->job;
	const struct record_type *target = record->type->record;
	int64_t last;
	enum status status = import_job_last(job, target, &last); /* before it grows */

	if (!status)
		status = save_add(job->store, record, &job->row);
	if (status)
		return error_prefix(job->store->error, "a new %s: ", target->name);
	job->result.created++;
	import_names_add(&references->names, record);
	return STATUS_OK;
}

static bool may_create(const struct import_job *job, const struct record_type *target)
{
	for (size_t i = 0; i < job->options.create_count; i++)
		if (strcmp(job->options.create[i], target->name) == 0)
			return true;
	return false;
}

static enum status create(struct import_references *references, const struct record_type *target, const char *text, int64_t *id)
{
	struct import_job *job = references->job;
	struct record *record = record_new(&job->row, store_type(job->store, target));
	size_t index = type_index(record->type, target->title);
	char currency[4] = "";
	enum status status = field_parse(&job->store->conventions, record->type->fields[index], text, &job->row, currency, &record->values[index], job->store->error);

	if (!status && references->made)
		references->made(references->context, references->line, record);
	if (!status)
		status = import_reference_create(references, record);
	*id = record->id;
	return status;
}

/* A name, and nothing that resolve_one would take for something else first. */
static bool is_name(const struct record_type *target, const char *text)
{
	if (target == &record_user || strchr(text, '@') || text[strspn(text, "+0123456789 -()./")] == '\0')
		return false;
	struct reference reference;
	return !reference_like(text) || reference_parse(text, &reference, NULL) != STATUS_OK;
}

/* An exact name decides between names that differ in case; else the message lists them. */
static enum status one_of(struct import_job *job, const struct record_type *target, const char *text, const int64_t ids[2], int64_t *id)
{
	enum status status = resolve_one(job->store, target, text, id);

	return status && job->store->error->code == ERROR_NOT_FOUND
	               ? error_set(job->store->error, STATUS_DATA, "'%s' is similar to the names of %s%lld and %s%lld; write the reference", text, target->prefix,
	                           (long long)ids[0], target->prefix, (long long)ids[1])
	               : status;
}

static enum status by_name(struct import_references *references, const struct record_type *target, const char *text, bool defer, int64_t *id, bool *later)
{
	struct import_job *job = references->job;
	int64_t ids[2];
	enum status status = resolve_number(job->store, target, text, id);

	if (status || *id)
		return status;
	status = import_names_find(&references->names, target, text, false, ids);
	if (!status && !ids[0] && job->options.match == IMPORT_MATCH_CLOSE)
		status = import_names_find(&references->names, target, text, true, ids);
	*id = ids[0];
	if (status || (ids[0] && !ids[1]))
		return status;
	if (ids[1])
		return one_of(job, target, text, ids, id);
	*later = defer;
	if (*later)
		return STATUS_OK;
	if (may_create(job, target))
		return create(references, target, text, id);
	return error_set(job->store->error, STATUS_DATA, "there is no %s called '%s'%s%s%s", target->name, text,
	                 target == &record_user ? "" : "; --create ", target == &record_user ? "" : target->name, target == &record_user ? "" : " creates it");
}

/* What had this reference where the file comes from: it has it as external_id here. */
static enum status by_label(struct store *store, const char *label, const struct record_type *own, int64_t *id, const struct record_type **type, bool *later)
{
	struct reference reference;

	if (reference_parse(label, &reference, store->error))
		return store->error->status = STATUS_DATA;
	*type = reference.type;
	if (reference.child || !type_field(store_type(store, *type), "external_id", NULL))
		return error_set(store->error, STATUS_DATA, "%s cannot be looked up as a label", label);
	enum status status = db_one(store->db, id, "select id from \"%s\" where external_id = %s", (*type)->name, label);
	*later = !status && !*id && *type == own;
	if (status || *id || *later)
		return status;
	return error_set(store->error, STATUS_DATA, "%s is a label of the file, and no %s has it as external_id; import those first, or leave the column out", label,
	                 (*type)->name);
}

/* Replaces the labels in a list of references by references of this database. */
static enum status relabelled(struct import_job *job, const char *text, const struct record_type *own, const char **out, bool *later)
{
	struct text list = { 0 };
	enum status status = STATUS_OK;

	for (const char *item = text; !status && !*later && *item;) {
		size_t length = strcspn(item, ","), word = strcspn(item, ",:");
		char *label = arena_copy(&job->row, item, word);
		const struct record_type *type;
		int64_t id;
		if (list.length)
			text_byte(&list, ',');
		if (!reference_like(label)) {
			text_append(&list, item, length);
		} else if (!(status = by_label(job->store, label, own, &id, &type, later))) {
			reference_format(&list, type, id);
			text_append(&list, item + word, length - word);
		}
		item += length + (item[length] == ',');
	}
	*out = text_take(&list, &job->row);
	return status;
}

/* A reference to a record of the job's type that is not there: it may be a later line. */
static bool may_come(const struct import_job *job, const struct record_type *own, const char *text)
{
	struct reference reference;

	return job->keeps && own == job->type->record && reference_like(text) && reference_parse(text, &reference, NULL) == STATUS_OK && reference.type == own;
}

/* What has this key where the file comes from. */
static enum status by_external_id(const struct import_job *job, struct import_reference *reference, const struct record_type *own)
{
	const struct record_type *target = reference->field->target;
	int64_t id;
	enum status status = db_one(job->store->db, &id, "select id from \"%s\" where external_id = %s", target->name, reference->text);

	if (status || id) {
		reference->value = value_integer(id);
		return status;
	}
	reference->later = target == own;
	if (reference->later)
		return STATUS_OK;
	return error_set(job->store->error, STATUS_DATA, "there is no %s with the external_id '%s'; import the %s first, or leave the column out", target->name, reference->text,
	                 target->plural);
}

static enum status read_one(struct import_references *references, struct import_reference *reference, const struct record_type *own)
{
	struct import_job *job = references->job;
	const struct field *field = reference->field;
	const char *text = reference->text;
	char currency[4] = "";
	enum status status = STATUS_OK;
	int64_t id;

	if (reference->linked) {
		status = by_external_id(job, reference, own);
		return status ? error_prefix(job->store->error, "%s: ", field->name) : STATUS_OK;
	}
	if (job->options.relabel)
		status = relabelled(job, text, own, &text, &reference->later);
	if (!status && !reference->later && field->kind == KIND_REF && is_name(field->target, text)) {
		status = by_name(references, field->target, text, field->target == own, &id, &reference->later);
		if (!status && !reference->later)
			reference->value = value_integer(id);
	} else if (!status && !reference->later) {
		status = resolve_field(job->store, field, text, reference->arena, currency, &reference->value);
		reference->later = status && job->store->error->code == ERROR_NOT_FOUND && may_come(job, own, text);
		return reference->later ? STATUS_OK : status;
	}
	return status ? error_prefix(job->store->error, "%s: ", field->name) : STATUS_OK;
}

enum status import_reference_read(struct import_references *references, struct import_reference *reference)
{
	const struct import_job *job = references->job;

	reference->later = false;
	reference->value = (struct value){ 0 };
	/* Lines that are taken one by one cannot wait for later ones. */
	return read_one(references, reference, reference->field->kind == KIND_REF && !job->options.keep_going ? reference->own : NULL);
}
