#include "store/remove.h"

#include "base/map.h"
#include "base/sentence.h"
#include "store/dependents.h"
#include "store/save.h"
#include <string.h>

enum {
	REPORT_LIMIT = 5,
	PASSES = 8, /* a rule that fills in each time what was emptied leaves it to the engine to refuse */
};

struct doomed_record {
	const struct type *type;
	int64_t id;
	bool stays; /* the books need it */
	bool book;  /* it is one of them: found, but for what is said in it not concerned */
	const char *named_by; /* of a book that only says something of it: the reference that it is said of (said_of); NULL */
	size_t owner; /* which of the doomed it belongs to */
};

struct reference_to_empty {
	const struct type *type;
	const struct field *field;
	int64_t id;
	size_t to; /* which of the doomed it refers to */
};

/* What goes is found first, breadth first and without recursion: tasks about tasks may form long chains, and rings. */
struct removal {
	struct store *store;
	struct arena *arena;
	bool cascade;
	const struct removal_for_books *books; /* NULL: all that belongs to it goes */
	const char *remedy;
	struct doomed_record *doomed;
	size_t doomed_count;
	struct reference_to_empty *emptied;
	size_t emptied_count;
	size_t written; /* of these, in this pass */
	struct map known; /* the doomed, as any-references: their places, counted from 1 */
	size_t at;    /* the doomed_record whose dependents are being looked at */
	struct doomed_record named[REPORT_LIMIT];
	size_t refusing;
};

static bool is_known(const struct removal *removal, const struct record_type *record, int64_t id)
{
	return map_get(&removal->known, (uint64_t)anyref_pack(record, id)) != 0;
}

static bool goes(const struct doomed_record *doomed)
{
	return !doomed->stays && !doomed->book;
}

static bool is_doomed(const struct removal *removal, const struct record_type *record, int64_t id)
{
	int64_t place = map_get(&removal->known, (uint64_t)anyref_pack(record, id));

	return place && goes(&removal->doomed[place - 1]);
}

static void add_doomed(struct removal *removal, const struct type *type, int64_t id, bool book, const char *named_by)
{
	int64_t *known = map_at(&removal->known, (uint64_t)anyref_pack(type->record, id));

	if (*known)
		return;
	removal->doomed = array_grow(removal->arena, removal->doomed, removal->doomed_count, sizeof *removal->doomed);
	removal->doomed[removal->doomed_count++] = (struct doomed_record){ .type = type, .id = id, .book = book, .named_by = named_by, .owner = removal->at };
	*known = (int64_t)removal->doomed_count;
}

static void add_emptied(struct removal *removal, const struct type *type, const struct field *field, int64_t id)
{
	removal->emptied = array_grow(removal->arena, removal->emptied, removal->emptied_count, sizeof *removal->emptied);
	removal->emptied[removal->emptied_count++] = (struct reference_to_empty){ type, field, id, removal->at };
}

/* One that refers by two fields comes twice. */
static void report(struct removal *removal, const struct type *type, int64_t id)
{
	for (size_t i = 0; i < removal->refusing && i < REPORT_LIMIT; i++)
		if (removal->named[i].type == type && removal->named[i].id == id)
			return;
	if (removal->refusing < REPORT_LIMIT)
		removal->named[removal->refusing] = (struct doomed_record){ .type = type, .id = id };
	removal->refusing++;
}

/* Whether a type says something of the record of a reference. */
static bool says_of(const struct type *type, const char *reference)
{
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->said_of && strcmp(type->fields[i]->said_of, reference) == 0)
			return true;
	return false;
}

static enum status look_at(void *context, const struct type *type, const struct field *field, int64_t id)
{
	struct removal *removal = context;
	struct doomed_record *doomed_record = &removal->doomed[removal->at];
	bool belongs = field->kind != KIND_REFS && (field->composition || field->required);

	if (!removal->cascade && is_known(removal, type->record, id))
		return STATUS_OK;
	/* What belongs to a book that names it, and has no such reference of its own, names it too. */
	if (doomed_record->named_by) {
		if (belongs && type->record->books && says_of(type, doomed_record->named_by) && !type_field(type, doomed_record->named_by, NULL))
			add_doomed(removal, type, id, true, doomed_record->named_by);
		return STATUS_OK;
	}
	if (removal->books && belongs && type->record->books) {
		doomed_record->stays = true;
		add_doomed(removal, type, id, true, NULL);
		return STATUS_OK;
	}
	if (doomed_record->book || (belongs && is_known(removal, type->record, id)))
		return STATUS_OK;
	/* Children are part of it, and a trail says how it came about. */
	if ((type->record->parent == doomed_record->type->record && strcmp(field->name, "parent") == 0) || (belongs && type->record->trail))
		add_doomed(removal, type, id, false, NULL);
	else if (!removal->cascade)
		report(removal, type, id);
	else if (belongs)
		add_doomed(removal, type, id, false, NULL);
	else
		add_emptied(removal, type, field, id);
	if (removal->books && !belongs && type->record->books && field->printed && says_of(type, field->name))
		add_doomed(removal, type, id, true, field->name);
	return STATUS_OK;
}

static enum status refuse(struct removal *removal)
{
	struct text list = { 0 }, self = { 0 };
	enum status status = store_reference(removal->store, removal->doomed[0].type->record, removal->doomed[0].id, &self);

	for (size_t i = 0; !status && i < removal->refusing && i < REPORT_LIMIT; i++) {
		if (i)
			text_add(&list, ", ");
		status = store_reference(removal->store, removal->named[i].type->record, removal->named[i].id, &list);
	}
	sentence_more(&list, removal->refusing > REPORT_LIMIT ? removal->refusing - REPORT_LIMIT : 0);
	if (!status)
		status = error_mark(removal->store->error,
		                    error_set(removal->store->error, STATUS_REFUSED,
		                              "%s is referred to by %s; %s", text_string(&self), text_string(&list), removal->remedy),
		                    ERROR_IN_USE);
	text_free(&list);
	text_free(&self);
	return status;
}

/* The links that stay, in their order. */
static struct value without_doomed(struct removal *removal, const struct field *field, const struct value *value)
{
	struct text kept = { 0 };
	const char *rest = value->text;
	int64_t id;
	char role[40];

	while (row_next_link(&rest, &id, role)) {
		if (is_doomed(removal, field->target, id))
			continue;
		if (kept.length)
			text_byte(&kept, ',');
		reference_format(&kept, field->target, id);
		if (*role)
			text_printf(&kept, ":%s", role);
	}
	struct value links = kept.length ? value_text(arena_copy(removal->arena, kept.data, kept.length)) : (struct value){ 0 };
	text_free(&kept);
	return links;
}

static enum status empty(struct removal *removal, const struct reference_to_empty *reference)
{
	struct record *old;
	size_t index;

	if (is_doomed(removal, reference->type->record, reference->id) || !goes(&removal->doomed[reference->to]))
		return STATUS_OK;
	enum status status = row_load(removal->store, reference->type, reference->id, removal->arena, &old);
	if (status || !old || !type_field_id(reference->type, reference->field->id, &index))
		return status;
	struct record *record = record_copy(removal->arena, old);
	record->values[index] = reference->field->kind == KIND_REFS ? without_doomed(removal, reference->field, &old->values[index])
	        : (struct value){ 0 };
	removal->written++;
	if (removal->books)
		return save_redirected(removal->store, old, record, removal->arena);
	return save_set(removal->store, old, record, removal->arena);
}

/* What was merged into a record leads nowhere without it, and so does what was merged into that before. */
static enum status remove_aliases(struct removal *removal, const struct record_type *record, int64_t kept)
{
	const struct type *type = store_type(removal->store, &record_alias);
	enum status status;
	int64_t id;

	while (!(status = db_one(removal->store->db, &id, "select id from alias where type = %d and kept = %jd", record->number, kept)) && id) {
		struct record *alias;
		status = row_load(removal->store, type, id, removal->arena, &alias);
		if (!status)
			status = save_remove(removal->store, alias, removal->arena);
		if (!status)
			status = remove_aliases(removal, record, record_integer(alias, "record"));
		if (status)
			break;
	}
	return status;
}

static enum status remove_one(struct removal *removal, const struct doomed_record *doomed_record)
{
	struct record *old;
	enum status status = row_load(removal->store, doomed_record->type, doomed_record->id, removal->arena, &old);

	if (!status && removal->books)
		status = removal->books->each(removal->books->context, doomed_record->type, doomed_record->id,
		                              doomed_record->named_by ? FOR_BOOKS_NAMED : doomed_record->book ? FOR_BOOKS_BOOK : doomed_record->stays ? FOR_BOOKS_STAYS : FOR_BOOKS_GOES,
		                              doomed_record->named_by);
	if (status || !goes(doomed_record))
		return status;
	if (old)
		status = save_remove(removal->store, old, removal->arena);
	return status || !old ? status : remove_aliases(removal, doomed_record->type->record, doomed_record->id);
}

/* Finds what refers to the doomed, which may become more, and empties those references that can be. */
static enum status empty_references(struct removal *removal)
{
	enum status status = STATUS_OK;

	removal->at = removal->emptied_count = removal->written = 0;
	for (; !status && removal->at < removal->doomed_count; removal->at++) {
		struct doomed_record doomed_record = removal->doomed[removal->at];
		status = dependents_each(removal->store, doomed_record.type->record, doomed_record.id, doomed_record.id, look_at, removal);
	}
	if (!status && removal->refusing)
		status = refuse(removal);
	for (size_t i = removal->doomed_count; i-- > 0;)
		if (!goes(&removal->doomed[i]) && !removal->doomed[i].named_by)
			removal->doomed[removal->doomed[i].owner].stays = true;
	for (size_t i = 0; !status && i < removal->emptied_count; i++)
		status = empty(removal, &removal->emptied[i]);
	return status;
}

static enum status remove_all(struct removal *removal, const struct type *type, int64_t id)
{
	struct store *store = removal->store;
	struct record *record;
	enum status status = row_require(store, type, id, removal->arena, &record);

	if (!status && type->record == &record_user && id == store->user)
		status = error_set(store->error, STATUS_REFUSED, "u%lld is the acting user, who could not undo it; let another user do it", (long long)id);
	if (!status && !removal->books)
		status = save_may_remove(store, record, removal->arena);
	if (status)
		return status;
	add_doomed(removal, type, id, false, NULL);
	/* The rules that are asked as references are emptied may write what refers to the doomed anew, as a ticket notes whose it was. */
	removal->written = 1;
	for (int pass = 0; !status && removal->written && pass < PASSES; pass++)
		status = empty_references(removal);
	/* What was found last depends on what was found before it. */
	for (size_t i = removal->doomed_count; !status && i-- > 0;)
		status = remove_one(removal, &removal->doomed[i]);
	map_free(&removal->known);
	return status;
}

enum status remove_record(struct store *store, const struct type *type, int64_t id, bool cascade, struct arena *arena)
{
	return remove_all(&(struct removal){ .store = store, .arena = arena, .cascade = cascade,
	                                     .remedy = "--cascade removes what belongs to it and clears other references" }, type, id);
}

enum status remove_unreferenced(struct store *store, const struct type *type, int64_t id, const char *remedy, struct arena *arena)
{
	return remove_all(&(struct removal){ .store = store, .arena = arena, .remedy = remedy }, type, id);
}

enum status remove_for_books(struct store *store, const struct type *type, int64_t id, const struct removal_for_books *books, struct arena *arena)
{
	return remove_all(&(struct removal){ .store = store, .arena = arena, .cascade = true, .books = books }, type, id);
}
