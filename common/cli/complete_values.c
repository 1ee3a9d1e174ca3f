/* Values that a field can take. */
#include "cli/complete_internal.h"

#include "base/date.h"
#include "base/utf8.h"
#include "record/section.h"
#include "store/private.h"
#include <string.h>

void complete_picks(struct completion *completion, const struct pick *picks)
{
	const char *language = complete_store(completion)->conventions.language, *piece = complete_piece(completion);
	bool chinese = strncmp(language, "zh", 2) == 0;

	for (const struct pick *pick = picks; pick && pick->key; pick++)
		complete_offer(completion, pick->key, chinese ? pick->zh : pick->en, false);
	/* Labels are understood as well; who types one wants to go on with it. */
	for (const struct pick *pick = picks; *piece && pick && pick->key; pick++) {
		const char *labels[] = { pick->en, pick->zh };
		for (size_t i = 0; i < 2; i++)
			if (labels[i] && strcmp(labels[i], pick->key) != 0 && !strchr(labels[i], ','))
				complete_offer(completion, labels[i], pick->key, false);
	}
}

void complete_days(struct completion *completion)
{
	static const char *const days[] = { "today", "tomorrow", "yesterday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "sow", "eow",
		                            "som", "eom", "soq", "eoq", "soy", "eoy", "今天", "明天", "昨天", "月底" };
	const struct conventions *conventions = &complete_store(completion)->conventions;
	bool begun = *complete_piece(completion) != '\0';

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		char day[DATE_SIZE];
		bool ascii = (unsigned char)days[i][0] < 0x80;
		if ((ascii || begun || strncmp(conventions->language, "zh", 2) == 0) && date_parse(conventions, days[i], day, NULL) == STATUS_OK)
			complete_offer(completion, days[i], day, false);
	}
}

/* Tags have no index: those of the newest records are offered. */
void complete_tags(struct completion *completion, const struct record_type *record, const char *sign)
{
	struct store *store = complete_store(completion);
	struct arena *arena = &completion->session.arena;
	struct words tags = { 0 };
	struct statement *statement;

	if (!completion->stored || record->no_common_fields)
		return;
	struct text shown = { 0 };
	private_exclude(store, record, "t", &shown);
	enum status status = db_ask(store->db, &statement, "select distinct tags from (select tags from \"%s\" as t where 1 = 1%-s order by id desc limit %d) as recent"
	                            " where tags is not null", record->name, text_string(&shown), RECENT_ROWS);
	text_free(&shown);
	while (tags.count < OFFER_LIMIT && db_next(statement, &status)) {
		for (const char *list = db_text(statement, 0); list && *list;) {
			size_t length = strcspn(list, ","), i = 0;
			const char *tag = arena_copy(arena, list, length);
			list += length + (list[length] == ',');
			while (i < tags.count && strcmp(tags.words[i], tag) != 0)
				i++;
			if (!length || i < tags.count)
				continue;
			tags.words = array_grow(arena, tags.words, tags.count, sizeof *tags.words);
			tags.words[tags.count++] = tag;
			complete_offer(completion, arena_printf(arena, "%s%s", sign, tag), "", false);
		}
	}
	db_done(statement);
}

/* Names that a section of the schema has, such as those of taxes. */
static void offer_entries(struct completion *completion, const struct schema_section *section)
{
	const struct store *store = complete_store(completion);
	const void *entry;

	for (size_t i = 0; (entry = schema_entry_at(store->schema, section, i)); i++)
		complete_offer(completion, section_entry_name(entry), section_entry_label(section, entry, store->conventions.language), false);
}

/* Records by their links, each with its role behind a colon: c12:decision-maker. */
static void offer_links(struct completion *completion, const struct field *field, enum value_place place)
{
	const char *colon = field->roles && place == PLACE_ASSIGNMENT ? strrchr(complete_piece(completion), ':') : NULL;

	if (colon) {
		completion->head = (size_t)(colon + 1 - completion->word);
		complete_picks(completion, field->roles);
	} else {
		/* Names in a list cannot hold what separates it. */
		complete_records(completion, field->target, place == PLACE_ASSIGNMENT ? PLACE_LIST : place);
	}
}

/* Texts that the newest records have in that field, the most usual first: cities, industries. Names of the records themselves are none of them. */
static void offer_known(struct completion *completion, const struct record_type *record, const struct field *field, enum value_place place)
{
	struct store *store = complete_store(completion);
	struct text shown = { 0 }, piece = { 0 };
	struct statement *statement;
	int offered = 0;

	if (!completion->stored || !field_stored(field) || field->expr || field->unique || field->digits || private_masks(record, field))
		return;
	const char *column = field_column(field), *begun = complete_piece(completion);
	private_exclude(store, record, "t", &shown);
	utf8_fold(&piece, begun, strlen(begun));
	enum status status = db_ask(store->db, &statement,
	                            "select \"%s\" from (select \"%s\" from \"%s\" as t where 1 = 1%-s order by id desc limit %d) as recent where \"%s\" is not null"
	                            " group by \"%s\" order by count(*) desc, \"%s\" limit 500",
	                            column, column, record->name, text_string(&shown), RECENT_ROWS, column, column, column);
	while (offered < OFFER_LIMIT && db_next(statement, &status)) {
		struct text folded = { 0 };
		const char *text = db_text(statement, 0), *written = text ? complete_written(completion, text, place) : NULL;
		utf8_fold(&folded, text ? text : "", text ? strlen(text) : 0);
		if (written && strncmp(text_string(&folded), text_string(&piece), piece.length) == 0) {
			complete_offer_loosely(completion, written, "", false);
			offered++;
		}
		text_free(&folded);
	}
	db_done(statement);
	text_free(&shown);
	text_free(&piece);
}

void complete_value(struct completion *completion, const struct record_type *record, const struct field *field, enum value_place place)
{
	const struct schema_section *section = section_of_field(field);

	if (section) {
		offer_entries(completion, section);
		return;
	}
	switch (field->kind) {
	case KIND_PICK: complete_picks(completion, field->picks); return;
	case KIND_BOOL:
		complete_offer(completion, "yes", "", false);
		complete_offer(completion, "no", "", false);
		return;
	case KIND_DATE:
	case KIND_TIMESTAMP: complete_days(completion); return;
	case KIND_REF: complete_records(completion, field->target, place); return;
	case KIND_REFS: offer_links(completion, field, place); return;
	case KIND_ANYREF: complete_records(completion, NULL, place); return;
	case KIND_TAGS:
		if (strcmp(field->name, "tags") == 0)
			complete_tags(completion, record, "");
		return;
	default: break;
	}
	if (place == PLACE_FILTER && strcmp(field->name, record->title) == 0)
		complete_names(completion, record, place);
	else if (place == PLACE_FILTER && record == &record_user && strcmp(field->name, "login") == 0)
		complete_records(completion, record, place);
	else if (field->initial)
		complete_offer(completion, field->initial, "", false);
	for (const char *const *text = field->offers; text && *text; text++)
		complete_offer(completion, *text, "", false);
	if (field->kind == KIND_TEXT && !field->offers && !field->initial && strcmp(field->name, record->title) != 0 && !record->internal)
		offer_known(completion, record, field, place);
}
