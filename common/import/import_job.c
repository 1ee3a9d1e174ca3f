#include "import/import_job.h"

#include "import/import_hook.h"
#include "store/children.h"

enum { PROGRESS_LINES = 1000 };

void import_job_open(struct import_job *job, struct store *store, const struct type *type, const struct import_options *options)
{
	*job = (struct import_job){ .store = store, .type = type, .options = *options, .lines = children_field(type->record) };
	job->child = job->lines ? store_type(store, job->lines->target) : NULL;
	if (options->hook && options->hook->record != type->record)
		job->options.hook = NULL;
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++)
		job->known[i] = -1;
}

void import_job_free(struct import_job *job)
{
	arena_free(&job->memory);
	arena_free(&job->row);
	arena_free(&job->line);
}

enum status import_job_last(struct import_job *job, const struct record_type *type, int64_t *last)
{
	int64_t *known = &job->known[type->number];
	enum status status = STATUS_OK;

	/* What this change has given out itself is not in the table before it is sealed. */
	if (*known < 0)
		status = db_one(job->store->db, known, "select value from counter where name = %s", type->name);
	*last = *known;
	return status;
}

void import_job_progress(struct import_job *job)
{
	job->result.lines++;
	if (job->listener->progress && job->result.lines % PROGRESS_LINES == 0)
		job->listener->progress(job->listener->context, job->result.lines);
}
