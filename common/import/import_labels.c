#include "import/import_labels.h"

#include "base/hash.h"
#include <stdlib.h>
#include <string.h>

enum {
	BITS_EACH = 8,    /* the number of lines is guessed high: one in fifty is looked up in vain */
	LEAST_BITS = 1024,
	MOST_BITS = 1 << 27,
	WORTH_FACTOR = 8, /* so many records for each line are read to fill the filter */
};

static void mark(struct import_labels *labels, uint64_t hash)
{
	labels->bits[(hash & labels->mask) / 64] |= UINT64_C(1) << hash % 64;
	hash >>= 32;
	labels->bits[(hash & labels->mask) / 64] |= UINT64_C(1) << hash % 64;
}

static bool is_marked(const struct import_labels *labels, uint64_t hash)
{
	uint64_t second = hash >> 32;

	return (labels->bits[(hash & labels->mask) / 64] >> hash % 64 & 1) && (labels->bits[(second & labels->mask) / 64] >> second % 64 & 1);
}

static uint64_t hash_of(const struct import_labels *labels, const struct value *value)
{
	return hash_bytes(labels->seed, value->text, value->length);
}

enum status import_labels_load(struct import_labels *labels, struct import_job *job, const struct field *field, int64_t lines, int64_t records)
{
	struct statement *statement;

	if (kind_value_type(field->kind) != VALUE_TEXT || lines <= 0 || records / WORTH_FACTOR > lines)
		return STATUS_OK;
	enum status status = db_ask(job->store->db, &statement, "select \"%s\" from \"%s\" where \"%s\" is not null", field_column(field), job->type->record->name, field_column(field));
	uint64_t bits = LEAST_BITS;
	while (bits < MOST_BITS && bits < (uint64_t)(lines + records) * BITS_EACH)
		bits *= 2;
	labels->seed = hash_seed(labels);
	labels->bits = memory_alloc(bits / 8);
	memset(labels->bits, 0, bits / 8);
	labels->mask = bits - 1;
	while (db_next(statement, &status)) {
		struct value value = db_value(statement, 0);
		import_labels_add(labels, &value);
	}
	db_done(statement);
	return status;
}

void import_labels_add(struct import_labels *labels, const struct value *value)
{
	if (labels->bits && value->type == VALUE_TEXT)
		mark(labels, hash_of(labels, value));
}

bool import_labels_may(const struct import_labels *labels, const struct value *value)
{
	return !labels->bits || value->type != VALUE_TEXT || is_marked(labels, hash_of(labels, value));
}

void import_labels_free(struct import_labels *labels)
{
	free(labels->bits);
}
