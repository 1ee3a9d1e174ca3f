/* Which external ids may be there: a Bloom filter. Most lines of a sheet bring one that is new, and need not be looked up to know it. */
#include "import/import_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
	BITS_EACH = 8,    /* the number of lines is guessed high: one in fifty is looked up in vain */
	LEAST_BITS = 1024,
	MOST_BITS = 1 << 27,
	WORTH_FACTOR = 8, /* so many records for each line are read to fill the filter */
};

static void mark(struct labels *labels, uint64_t hash)
{
	labels->bits[(hash & labels->mask) / 64] |= UINT64_C(1) << hash % 64;
	hash >>= 32;
	labels->bits[(hash & labels->mask) / 64] |= UINT64_C(1) << hash % 64;
}

static bool is_marked(const struct labels *labels, uint64_t hash)
{
	uint64_t second = hash >> 32;

	return (labels->bits[(hash & labels->mask) / 64] >> hash % 64 & 1) && (labels->bits[(second & labels->mask) / 64] >> second % 64 & 1);
}

static uint64_t hash_of(const struct import *import, const struct value *value)
{
	return index_hash(&import->index, 'x', value->text, value->length);
}

enum status import_labels_load(struct import *import, int64_t lines, int64_t records)
{
	struct labels *labels = &import->labels;
	const struct field *field = import->external_id == SIZE_MAX ? NULL : import->type->fields[import->external_id];
	struct statement *statement;

	if (!field || kind_value_type(field->kind) != VALUE_TEXT || lines <= 0 || records / WORTH_FACTOR > lines)
		return STATUS_OK;
	enum status status = db_ask(import->store->db, &statement, "select \"%s\" from \"%s\" where \"%s\" is not null", field_column(field),
	                            import->type->record->name, field_column(field));
	uint64_t bits = LEAST_BITS;
	while (bits < MOST_BITS && bits < (uint64_t)(lines + records) * BITS_EACH)
		bits *= 2;
	labels->bits = memory_alloc(bits / 8);
	memset(labels->bits, 0, bits / 8);
	labels->mask = bits - 1;
	while (db_next(statement, &status)) {
		struct value value = db_value(statement, 0);
		if (value.type == VALUE_TEXT)
			mark(labels, hash_of(import, &value));
	}
	db_done(statement);
	return status;
}

void import_labels_add(struct import *import, const struct record *record)
{
	if (import->labels.bits && record->values[import->external_id].type == VALUE_TEXT)
		mark(&import->labels, hash_of(import, &record->values[import->external_id]));
}

bool import_labels_may(const struct import *import, const struct value *value)
{
	return !import->labels.bits || value->type != VALUE_TEXT || is_marked(&import->labels, hash_of(import, value));
}

void import_labels_free(struct import *import)
{
	free(import->labels.bits);
}
