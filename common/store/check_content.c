/* Findings beside the database: content of files that nothing names. What records name is looked at by the rules of their types. */
#include "store/check_parts.h"
#include "store/content.h"

struct looking {
	struct checker *checker;
	const char **sums;
	size_t count;
};

static enum status look(void *context, const char *path, const char *sum)
{
	struct looking *looking = context;

	if (content_is_known(looking->sums, looking->count, sum))
		return STATUS_OK;
	looking->checker->stray_content++;
	check_report_of(looking->checker, (struct finding){ .about = FINDING_DATABASE }, "%s: no record and no change has this content", path);
	return STATUS_OK;
}

enum status check_content(struct checker *checker)
{
	struct looking looking = { .checker = checker };
	struct arena arena = { 0 };
	enum status status = content_known(checker->store, true, &arena, &looking.sums, &looking.count);

	if (!status)
		status = content_each(checker->store->path, look, &looking);
	arena_free(&arena);
	return status;
}
