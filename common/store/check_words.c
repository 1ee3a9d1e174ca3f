/* Whether the words of the full-text table are those of the rows: a sum of hashes per record from the rows, the same from the table, and compared. */
#include "store/check_parts.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/order.h"
#include "store/search.h"
#include <stdlib.h>
#include <string.h>

struct summing {
	struct map *sums; /* by any-reference */
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
		uint64_t hash = hash_bytes(0, p, length);
		text_append(&summing->hashes, (const char *)&hash, sizeof hash);
		count++;
		p += length + (p[length] == ' ');
	}
	if (!count)
		return STATUS_OK;
	uint64_t *hashes = memory_alloc(count * sizeof *hashes);
	memcpy(hashes, summing->hashes.data, count * sizeof *hashes);
	qsort(hashes, count, sizeof *hashes, order_hashes);
	uint64_t sum = 0;
	for (size_t i = 0; i < count; i++)
		if (i == 0 || hashes[i] != hashes[i - 1])
			sum += hashes[i];
	int64_t *all = map_at(summing->sums, (uint64_t)rowid);
	*all = (int64_t)((uint64_t)*all + sum);
	free(hashes);
	return STATUS_OK;
}

static enum status take_table(struct checker *checker, struct map *sums, int64_t *strangers)
{
	const size_t most = sums->count * 2 + 1000;
	struct statement *statement;
	enum status status = search_terms(checker->store, &statement);

	while (!*strangers && db_next(statement, &status)) {
		const char *term = db_text(statement, 0);
		int64_t *sum = map_at(sums, (uint64_t)db_integer(statement, 1));
		*sum = (int64_t)((uint64_t)*sum - hash_bytes(0, term ? term : "", term ? strlen(term) : 0));
		*strangers = sums->count > most; /* the table is worth nothing */
	}
	db_done(statement);
	return status;
}

enum status check_words(struct checker *checker)
{
	struct map sums = { 0 };
	struct summing summing = { .sums = &sums };
	int64_t strangers = 0;
	enum status status = search_each(checker->store, sum_row, &summing);

	if (!status)
		status = take_table(checker, &sums, &strangers);
	for (size_t i = 0; !status && i < sums.count; i++) {
		int64_t id = 0;
		if (!sums.entries[i].value)
			continue;
		const struct record_type *type = anyref_unpack((int64_t)sums.entries[i].key, &id);
		if (type)
			check_report(checker, type, id, NULL, "its words in the full-text table do not match the record");
		strangers += !type;
		checker->stale_words += type != NULL;
	}
	checker->stale_words += strangers;
	if (!status && strangers)
		check_report_of(checker, (struct finding){ .about = FINDING_DATABASE }, "the words of the full-text table belong to other records");
	text_free(&summing.hashes);
	map_free(&sums);
	return status;
}
