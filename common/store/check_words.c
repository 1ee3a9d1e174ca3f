/* Whether the words of the full-text table are those of the rows: a sum of hashes per record from the rows, the same from the table, and compared. */
#include "store/check_parts.h"

#include "store/search.h"
#include <stdlib.h>
#include <string.h>

struct sum {
	int64_t rowid; /* 0: free */
	uint64_t words;
};

/* Open addressing; sized before it is filled. */
struct sums {
	struct sum *slots;
	size_t size; /* a power of two */
};

static uint64_t hash_word(const char *word, size_t length)
{
	uint64_t hash = 1469598103934665603u; /* FNV-1a */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)word[i]) * 1099511628211u;
	return hash ^ (hash >> 29);
}

static struct sum *slot_of(struct sums *sums, int64_t rowid)
{
	size_t at = (size_t)((uint64_t)rowid * 11400714819323198485u >> 20) & (sums->size - 1);

	while (sums->slots[at].rowid && sums->slots[at].rowid != rowid)
		at = (at + 1) & (sums->size - 1);
	return &sums->slots[at];
}

static enum status size_sums(struct checker *checker, struct sums *sums)
{
	int64_t records = 0;
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		int64_t count = 0;
		status = db_one(checker->store->db, &count, "select count(*) from \"%s\"", walk.record->name);
		records += count;
	}
	/* Room for words of rows that are not there, too. */
	for (sums->size = 1024; sums->size < (size_t)records * 3; sums->size *= 2)
		;
	sums->slots = memory_alloc(sums->size * sizeof *sums->slots);
	memset(sums->slots, 0, sums->size * sizeof *sums->slots);
	return status;
}

static int compare_hashes(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return left < right ? -1 : left > right;
}

struct summing {
	struct sums *sums;
	struct text hashes; /* of the words of one row, as an array */
};

/* The table has each word of a record once. */
static enum status sum_row(void *context, int64_t rowid, const char *words)
{
	struct summing *summing = context;
	size_t count = 0;

	text_clear(&summing->hashes);
	for (const char *p = words; *p;) {
		size_t length = strcspn(p, " ");
		uint64_t hash = hash_word(p, length);
		text_append(&summing->hashes, (const char *)&hash, sizeof hash);
		count++;
		p += length + (p[length] == ' ');
	}
	if (!count)
		return STATUS_OK;
	uint64_t *hashes = memory_alloc(count * sizeof *hashes);
	memcpy(hashes, summing->hashes.data, count * sizeof *hashes);
	qsort(hashes, count, sizeof *hashes, compare_hashes);
	struct sum *sum = slot_of(summing->sums, rowid);
	sum->rowid = rowid;
	for (size_t i = 0; i < count; i++)
		if (i == 0 || hashes[i] != hashes[i - 1])
			sum->words += hashes[i];
	free(hashes);
	return STATUS_OK;
}

static enum status take_table(struct checker *checker, struct sums *sums, int64_t *strangers)
{
	struct statement *statement;
	enum status status = search_terms(checker->store, &statement);
	size_t used = 0;

	while (db_next(statement, &status)) {
		const char *term = db_text(statement, 0);
		struct sum *sum = slot_of(sums, db_integer(statement, 1));
		if (!sum->rowid && used++ > sums->size / 4) {
			++*strangers; /* more than the room is for: the table is worth nothing */
			break;
		}
		sum->rowid = db_integer(statement, 1);
		sum->words -= hash_word(term ? term : "", term ? strlen(term) : 0);
	}
	db_done(statement);
	return status;
}

enum status check_words(struct checker *checker)
{
	struct sums sums = { 0 };
	struct summing summing = { .sums = &sums };
	int64_t strangers = 0;
	enum status status = size_sums(checker, &sums);

	if (!status)
		status = search_each(checker->store, sum_row, &summing);
	if (!status)
		status = take_table(checker, &sums, &strangers);
	for (size_t i = 0; !status && i < sums.size; i++) {
		int64_t id = 0;
		if (!sums.slots[i].rowid || !sums.slots[i].words)
			continue;
		const struct record_type *type = anyref_unpack(sums.slots[i].rowid, &id);
		if (type)
			check_tell(checker, type, id, NULL, "its words in the full-text table are not those of the record");
		strangers += !type;
		checker->stale_words += type != NULL;
	}
	checker->stale_words += strangers;
	if (!status && strangers)
		check_tell_of(checker, (struct finding){ .about = FINDING_DATABASE }, "the words of the full-text table belong to other records");
	text_free(&summing.hashes);
	free(sums.slots);
	return status;
}
