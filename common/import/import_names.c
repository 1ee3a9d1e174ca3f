#include "import/import_names.h"

static enum status load(struct import_names *names, const struct record_type *target)
{
	const unsigned kinds = KEY_NAME | KEY_ALIAS | (names->job->options.match == IMPORT_MATCH_CLOSE ? KEY_COMPANY : 0);

	if (names->loaded[target->number])
		return STATUS_OK;
	if (!names->index.seed)
		key_index_open(&names->index);
	names->loaded[target->number] = true;
	return key_index_load(&names->index, names->job->store, target, kinds);
}

enum status import_names_find(struct import_names *names, const struct record_type *target, const char *text, bool close, int64_t ids[2])
{
	const struct record_type *const types[] = { target, NULL };
	struct import_job *job = names->job;
	struct key_found *found;
	size_t count = 0;
	enum status status = load(names, target);

	if (!status)
		status = key_find(job->store, &names->index, types, close ? KEY_COMPANY : KEY_NAME | KEY_ALIAS, text, &job->row, &found, &count);
	for (size_t i = 0; i < 2; i++)
		ids[i] = i < count ? found[i].id : 0;
	return status;
}

void import_names_add(struct import_names *names, const struct record *record)
{
	key_index_record(&names->index, names->job->store, record);
}

void import_names_free(struct import_names *names)
{
	key_index_free(&names->index);
}
