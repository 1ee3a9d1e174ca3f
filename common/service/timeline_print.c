/* Moments as rows of a list. */
#include "service/timeline.h"

#include "base/date.h"
#include "base/money.h"
#include <string.h>

const struct out_column timeline_columns[TIMELINE_COLUMNS] = {
	{ "ref", "Ref", OUT_STRING }, { "at", "At", OUT_TIME }, { "kind", "Kind", OUT_STRING }, { "title", "Title", OUT_STRING }, { "state", "State", OUT_STRING },
	{ "amount", "Amount", OUT_AMOUNT }, { "currency", "Currency", OUT_STRING }, { "who", "Who", OUT_STRING }, { "about", "About", OUT_STRING },
};

struct out *timeline_open(const struct out_options *options)
{
	/* Amounts are nothing without their currency. */
	static const struct out_fit fits[TIMELINE_COLUMNS] = { [0].whole = true, [2] = { .rank = 1, .whole = true }, [4] = { .rank = 2, .whole = true }, [7].rank = 3, [8].rank = 4 };
	struct out_options own = *options;

	own.fits = fits;
	return out_open(&own, timeline_columns, TIMELINE_COLUMNS);
}

bool timeline_is_of(const struct record_type *record)
{
	const struct timeline_source *source = timeline_sources;

	while (source->record && source->record != record)
		source++;
	/* A customer says nothing himself. */
	return source->record || strcmp(record->name, "customer") == 0;
}

const char *timeline_label(struct store *store, const struct moment *moment)
{
	const char *column = moment->source->state, *key = moment->state;
	const struct field *field = column ? type_field(store_type(store, moment->record), column + 2, NULL) : NULL;
	const struct pick *pick = field && field->kind == KIND_PICK ? pick_find(field->picks, key) : NULL;

	if (!pick)
		return key;
	return strcmp(store->conventions.language, "zh") == 0 ? pick->zh : pick->en;
}

static enum status add_user(struct store *store, int64_t id, bool human, struct text *out)
{
	struct statement *statement;

	if (!id)
		return STATUS_OK;
	if (!human) {
		reference_format(out, &record_user, id);
		return STATUS_OK;
	}
	enum status status = db_ask(store->db, &statement, "select name from \"user\" where id = %jd", id);
	if (db_next(statement, &status) && db_text(statement, 0))
		text_add(out, db_text(statement, 0));
	db_done(statement);
	return status;
}

static enum status print_one(struct store *store, struct out *out, const struct moment *moment, bool human, struct text texts[TIMELINE_COLUMNS])
{
	bool chinese = strcmp(store->conventions.language, "zh") == 0;
	struct out_cell cells[TIMELINE_COLUMNS];
	int digits = currency_digits(moment->currency);

	for (size_t i = 0; i < TIMELINE_COLUMNS; i++)
		text_clear(&texts[i]);
	enum status status = store_reference(store, moment->record, moment->id, &texts[0]);
	if (human && strchr(moment->at, 'T'))
		timestamp_local(&texts[1], moment->at);
	else
		text_add(&texts[1], moment->at);
	text_add(&texts[2], human && chinese ? moment->source->zh : moment->source->kind);
	text_add(&texts[3], moment->hidden && human ? chinese ? "（私人）" : "(private)" : moment->title);
	text_add(&texts[4], human ? timeline_label(store, moment) : moment->state);
	if (moment->amount.type == VALUE_INTEGER) {
		money_format(&texts[5], moment->amount.integer, digits < 0 ? 2 : digits);
		text_add(&texts[6], moment->currency);
	}
	if (!status)
		status = add_user(store, moment->who, human, &texts[7]);
	if (!status && moment->about)
		status = store_reference(store, moment->about, moment->about_id, &texts[8]);
	for (size_t i = 0; i < TIMELINE_COLUMNS; i++)
		cells[i] = (struct out_cell){ text_string(&texts[i]), texts[i].length };
	if (!status)
		out_row(out, cells);
	return status;
}

enum status timeline_print(struct store *store, struct out *out, const struct moment *moments, size_t count, bool human)
{
	struct text texts[TIMELINE_COLUMNS] = { { 0 } };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count && !out_broken(out); i++)
		status = print_one(store, out, &moments[i], human, texts);
	for (size_t i = 0; i < TIMELINE_COLUMNS; i++)
		text_free(&texts[i]);
	return status;
}
