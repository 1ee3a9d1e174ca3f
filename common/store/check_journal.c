/* What is no record: merged references, counters, and the journal with its heads. */
#include "store/check_parts.h"

#include "store/journal.h"
#include <string.h>

enum { CHAIN_LIMIT = 1000 }; /* as store_surviving follows */

static enum status follow_alias(struct checker *checker, int64_t alias, const struct record_type *record, int64_t merged)
{
	struct store *store = checker->store;
	int64_t at = merged, next = 0;
	bool there = false;
	enum status status = STATUS_OK;
	int steps = 0;

	do {
		status = db_one(store->db, &next, "select kept from alias where type = %d and record = %jd", record->number, at);
		at = next ? next : at;
	} while (!status && next && ++steps < CHAIN_LIMIT);
	if (!status)
		status = row_exists(store, record, at, &there);
	if (!status && steps == CHAIN_LIMIT)
		check_report(checker, &record_alias, alias, NULL, "%s%lld leads back to itself", record->prefix, (long long)merged);
	else if (!status && !there)
		check_report(checker, &record_alias, alias, NULL, "%s%lld was merged into %s%lld, which does not exist", record->prefix, (long long)merged,
			   record->prefix, (long long)at);
	if (!status)
		status = row_exists(store, record, merged, &there);
	if (!status && there && steps < CHAIN_LIMIT)
		check_report(checker, &record_alias, alias, NULL, "%s%lld was merged, but still exists", record->prefix, (long long)merged);
	return status;
}

static enum status check_alias(struct checker *checker, struct statement *statement)
{
	const struct record_type *record = record_by_number((int)db_integer(statement, 1));

	if (record)
		return follow_alias(checker, db_integer(statement, 0), record, db_integer(statement, 2));
	check_report(checker, &record_alias, db_integer(statement, 0), "type", "there is no type %lld", (long long)db_integer(statement, 1));
	return STATUS_OK;
}

/* Merged references that these records have to do with: those that are records again, and those that lead to them. */
static enum status check_aliases_of(struct checker *checker, const struct type *type)
{
	static const char *const ends[] = { "record", "kept" };
	const struct scope_run *runs;
	size_t count = scope_runs(checker->scope, type->record, &runs);
	int64_t any = 0;
	enum status status = count ? db_one(checker->store->db, &any, "select 1 from alias where type = %d limit 1", type->record->number) : STATUS_OK;

	for (size_t i = 0; any && !status && i < 2 * count; i++) {
		struct statement *statement;
		status = db_ask(checker->store->db, &statement, "select id, type, record from alias where type = %d and %-s between %jd and %jd",
		                type->record->number, ends[i % 2], runs[i / 2].first, runs[i / 2].last);
		while (db_next(statement, &status))
			status = check_alias(checker, statement);
		db_done(statement);
	}
	return status;
}

enum status check_aliases(struct checker *checker)
{
	struct statement *statement;
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); checker->scope && !status && walk.record; record_step(&walk))
		status = check_aliases_of(checker, store_type(checker->store, walk.record));
	if (checker->scope)
		return status;
	status = db_ask(checker->store->db, &statement, "select id, type, record from alias");
	while (db_next(statement, &status))
		status = check_alias(checker, statement);
	db_done(statement);
	return status;
}

static enum status highest_id(struct store *store, const struct record_type *record, int64_t *highest)
{
	int64_t used = 0, last = 0;
	enum status status = db_one(store->db, highest, "select max(id) from \"%s\"", record->name);

	if (!status)
		status = db_one(store->db, &used, "select max(record) from entry where type = %d", record->number);
	if (!status)
		status = db_one(store->db, &last, "select max(last) from entry where type = %d and last is not null", record->number);
	used = used > last ? used : last;
	*highest = *highest > used ? *highest : used;
	return status;
}

/* Ids are never given twice: the counter stands at the highest that ever was, also where that record is gone. */
enum status check_counters(struct checker *checker)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct record_type *record = walk.record;
		int64_t counter = 0, highest = 0;
		if (record == &record_change)
			continue; /* they count themselves */
		status = highest_id(checker->store, record, &highest);
		if (!status)
			status = db_one(checker->store->db, &counter, "select value from counter where name = %s", record->name);
		if (status || counter >= highest)
			continue;
		check_report_of(checker, (struct finding){ .about = FINDING_COUNTER, .type = record }, "counter %s: it is %lld, but %s%lld was assigned",
			      record->name, (long long)counter, record->prefix, (long long)highest);
		checker->counters[record->number] = highest;
	}
	return status;
}

struct heads {
	struct statement *statement;
	bool row;
	int64_t id, first, last;
};

static enum status next_head(struct checker *checker, struct heads *heads)
{
	int64_t id = heads->id, last = heads->last;
	enum status status = STATUS_OK;

	heads->row = db_next(heads->statement, &status);
	if (status || !heads->row)
		return status;
	heads->id = db_integer(heads->statement, 0);
	heads->first = db_integer(heads->statement, 1);
	heads->last = db_integer(heads->statement, 2);
	if (heads->first > heads->last)
		check_report(checker, &record_change, heads->id, NULL, "its entries end (%lld) before they begin (%lld)", (long long)heads->last,
			   (long long)heads->first);
	if (id && heads->first <= last)
		check_report(checker, &record_change, heads->id, NULL, "its entries begin at %lld, which ch%lld has too", (long long)heads->first, (long long)id);
	return STATUS_OK;
}

static bool is_sound(const struct entry *entry)
{
	switch (entry->operation) {
	case OPERATION_CREATE: return entry->first > 0 && entry->last >= entry->first && !entry->before;
	case OPERATION_UPDATE:
	case OPERATION_REMOVE: return entry->first > 0 && entry->last == entry->first && entry->before;
	}
	return false;
}

static void check_entry(struct checker *checker, const struct entry *entry)
{
	struct finding about = { .about = FINDING_ENTRY, .id = entry->id };

	if (!entry->record)
		check_report_of(checker, about, "journal entry %lld: its record is of no known type", (long long)entry->id);
	else if (!is_sound(entry))
		check_report_of(checker, about, "journal entry %lld of ch%lld: it is not a valid creation, change or removal", (long long)entry->id,
			      (long long)entry->change);
}

/* Heads and entries are both in the order of their numbers, so that one pass over both sees whether each entry has its head. */
static enum status merge_entries(struct checker *checker, struct statement *entries, struct heads *heads)
{
	struct entry entry;
	enum status status = next_head(checker, heads);

	while (journal_next(entries, &entry, &status)) {
		while (!status && heads->row && heads->last < entry.id)
			status = next_head(checker, heads);
		check_entry(checker, &entry);
		if (!status && (!heads->row || entry.id < heads->first || entry.change != heads->id))
			check_report_of(checker, (struct finding){ .about = FINDING_ENTRY, .id = entry.id },
				      "journal entry %lld: ch%lld does not have it among its entries", (long long)entry.id, (long long)entry.change);
	}
	while (!status && heads->row)
		status = next_head(checker, heads);
	return status;
}

/* What a compaction took away may have been undone by what it left. */
static enum status check_undone(struct checker *checker)
{
	static const char sql[] = "select c.id, c.undoes, c.undone_by from change c where "
				  "(c.undoes >= (select min(id) from change) and not exists (select 1 from change o where o.id = c.undoes)) or "
				  "(c.undone_by is not null and not exists (select 1 from change o where o.id = c.undone_by))";
	struct statement *statement;
	enum status status = db_ask(checker->store->db, &statement, sql);

	while (db_next(statement, &status))
		check_report(checker, &record_change, db_integer(statement, 0), NULL, "the change that it undoes, or that undid it, does not exist");
	db_done(statement);
	return status;
}

enum status check_journal(struct checker *checker)
{
	struct heads heads = { 0 };
	struct statement *entries = NULL;
	struct db *db = checker->store->db;
	enum status status = db_ask(db, &heads.statement, "select id, first_entry, last_entry from change order by id");

	if (!status)
		status = db_ask(db, &entries, "select %-s from entry e order by e.id", journal_columns);
	if (!status)
		status = merge_entries(checker, entries, &heads);
	db_done(heads.statement);
	db_done(entries);
	return status ? status : check_undone(checker);
}
