#include "store/search.h"

#include "base/phone.h"
#include "base/utf8.h"
#include <string.h>

const char search_ddl[] = "create virtual table search using fts5 (words, content='', detail=none, tokenize='ascii');\n"
                          "insert into search (search, rank) values ('hashsize', 16777216);\n";

#define PHONE_MARK "\xC2\xA7" /* § */

enum { PHONE_DIGITS = 4, PHONE_LIMIT = 20 };

static bool is_word(uint32_t character)
{
	return character > 0x7f || (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z');
}

/* Punctuation outside ASCII parts words as that within does. */
static bool is_separator(uint32_t character)
{
	return !is_word(character) || (character >= 0x80 && character <= 0xbf) || character == 0xd7 || character == 0xf7 ||
	       (character >= 0x2000 && character <= 0x206f) || (character >= 0x3000 && character <= 0x303f && character != 0x3005 && character != 0x3007) ||
	       (character >= 0xff00 && character <= 0xff0f) || (character >= 0xff1a && character <= 0xff20) || (character >= 0xfe30 && character <= 0xfe6f);
}

void search_words(struct text *out, const char *data, size_t length)
{
	struct text folded = { 0 };
	const char *before = NULL; /* the CJK character that waits for its neighbour */
	size_t before_length = 0;
	bool within = false;

	utf8_fold(&folded, data, length);
	for (const char *p = text_string(&folded), *end = p + folded.length; p < end;) {
		uint32_t character;
		size_t size = utf8_next(p, (size_t)(end - p), &character);
		bool cjk = utf8_is_cjk(character), separator = !cjk && is_separator(character);
		if (before) {
			text_append(out, before, before_length);
			if (cjk)
				text_append(out, p, size);
			text_byte(out, ' ');
			before = NULL;
		}
		if (within && (cjk || separator)) {
			text_byte(out, ' ');
			within = false;
		}
		if (cjk) {
			before = p;
			before_length = size;
		} else if (!separator) {
			text_append(out, p, size);
			within = true;
		}
		p += size;
	}
	if (before)
		text_append(out, before, before_length);
	if (before || within)
		text_byte(out, ' ');
	text_free(&folded);
}

static size_t digits_of(const char *text, char digits[PHONE_LIMIT + 1])
{
	size_t count = 0;

	for (; *text && count < PHONE_LIMIT; text++)
		if (*text >= '0' && *text <= '9')
			digits[count++] = *text;
	digits[count] = '\0';
	return count;
}

void search_phone_words(const struct conventions *conventions, struct text *out, const char *text)
{
	char digits[PHONE_LIMIT + 1];
	struct text key = { 0 };

	phone_key(conventions, text, &key);
	size_t count = digits_of(text_string(&key), digits);
	text_free(&key);
	for (size_t i = 0; i + PHONE_DIGITS <= count; i++) {
		text_append(out, PHONE_MARK, sizeof PHONE_MARK - 1);
		text_append(out, digits + i, PHONE_DIGITS);
		text_byte(out, ' ');
	}
}

bool search_expression(struct text *out, const char *text)
{
	struct text words = { 0 };
	char digits[PHONE_LIMIT + 1];
	bool any = false, phone = text[strspn(text, "+0123456789 -()/.")] == '\0' && digits_of(text, digits) >= PHONE_DIGITS;

	search_words(&words, text, strlen(text));
	if (phone)
		text_add(out, "(");
	for (const char *p = text_string(&words); *p;) {
		size_t length = strcspn(p, " ");
		uint32_t character;
		size_t first = utf8_next(p, length, &character);
		bool cjk = utf8_is_cjk(character), pair = cjk && first < length;
		/* The last character of a run stands in its pair already, unless it is all there is. */
		bool rest = cjk && !pair && p > text_string(&words) && any;
		if (!rest) {
			text_printf(out, "%s\"%.*s\"%s", any ? " AND " : "", (int)length, p, pair ? "" : " *");
			any = true;
		}
		p += length + (p[length] == ' ');
	}
	if (phone) {
		/* Leading zeros are the trunk prefix, or 00 before a country code: keys have neither. */
		struct text national = { 0 };
		phone_piece(digits, PHONE_DIGITS, &national);
		text_add(out, any ? ") OR (" : "");
		for (size_t i = 0; i + PHONE_DIGITS <= national.length; i++)
			text_printf(out, "%s\"" PHONE_MARK "%.4s\"", i ? " AND " : "", national.data + i);
		text_free(&national);
		text_byte(out, ')');
		any = true;
	}
	text_free(&words);
	return any;
}

/* The words of one row, from its fields for search. */
static void words_of(struct store *store, const struct record *record, struct text *out)
{
	for (size_t i = 0; i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		const struct value *value = &record->values[i];
		if (!field->search || value->type != VALUE_TEXT)
			continue;
		if (field->kind == KIND_PHONE)
			search_phone_words(&store->conventions, out, value->text);
		else
			search_words(out, value->text, value->length);
	}
}

static bool is_searched(const struct type *type)
{
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->search)
			return true;
	return false;
}

static const char add_sql[] = "insert into search (rowid, words) values (?, ?)";
static const char remove_sql[] = "insert into search (search, rowid, words) values ('delete', ?, ?)";

static enum status write_words(struct store *store, const char *sql, int64_t rowid, const char *words)
{
	struct statement *statement;
	enum status status = db_cached(store->db, sql, &statement);

	if (status)
		return status;
	db_bind_integer(statement, 1, rowid);
	db_bind_text(statement, 2, words);
	return db_finish(statement);
}

static enum status row_words(struct store *store, const struct type *type, int64_t id, bool remove)
{
	struct arena arena = { 0 };
	struct text words = { 0 };
	struct record *record;
	enum status status = row_load(store, type, id, &arena, &record);

	if (!status && record) {
		words_of(store, record, &words);
		if (words.length)
			status = write_words(store, remove ? remove_sql : add_sql,
			                     anyref_pack(type->record, id), words.data);
	}
	text_free(&words);
	arena_free(&arena);
	return status;
}

/* The select of the fields that are searched, over a range of ids. */
static void run_sql(struct text *sql, const struct type *type)
{
	text_add(sql, "select id");
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->search)
			text_printf(sql, ", \"%s\"", field_column(type->fields[i]));
	text_printf(sql, " from main.\"%s\" where id between ? and ? order by id", type->record->name);
}

static void words_of_row(struct store *store, struct statement *statement, const struct type *type, struct text *words)
{
	int column = 1;

	text_clear(words);
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (!field->search)
			continue;
		struct value value = db_value(statement, column++);
		if (value.type != VALUE_TEXT)
			continue;
		if (field->kind == KIND_PHONE)
			search_phone_words(&store->conventions, words, value.text);
		else
			search_words(words, value.text, value.length);
	}
}

static enum status each_of_run(struct store *store, const struct type *type, int64_t first, int64_t last,
                               enum status (*each)(void *context, int64_t rowid, const char *words), void *context)
{
	struct text sql = { 0 }, words = { 0 };
	struct statement *statement;
	bool row;

	run_sql(&sql, type);
	enum status status = db_cached(store->db, sql.data, &statement);
	text_free(&sql);
	if (status)
		return status;
	db_bind_integer(statement, 1, first);
	db_bind_integer(statement, 2, last);
	while (!status && !(status = db_step(statement, &row)) && row) {
		words_of_row(store, statement, type, &words);
		if (words.length)
			status = each(context, anyref_pack(type->record, db_integer(statement, 0)), words.data);
	}
	db_reset(statement);
	text_free(&words);
	return status;
}

enum status search_each(struct store *store, enum status (*each)(void *context, int64_t rowid, const char *words), void *context)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && record_types[i]; i++) {
		const struct type *type = store_type(store, record_types[i]);
		if (!record_types[i]->internal && is_searched(type))
			status = each_of_run(store, type, 1, INT64_MAX / RECORD_TYPE_LIMIT - 1, each, context);
	}
	return status;
}

static enum status add_words(void *store, int64_t rowid, const char *words)
{
	return write_words(store, add_sql, rowid, words);
}

static enum status remove_words(void *store, int64_t rowid, const char *words)
{
	return write_words(store, remove_sql, rowid, words);
}

static enum status flush_type(struct store *store, const struct record_type *record)
{
	int64_t *first = &store->change.unsearched_first[record->number];
	int64_t start = *first;

	if (!start)
		return STATUS_OK;
	*first = 0;
	return each_of_run(store, store_type(store, record), start, store->change.unsearched_last[record->number], add_words, store);
}

enum status search_flush(struct store *store)
{
	enum status status = STATUS_OK;

	if (store->change.search_anew)
		return search_rebuild(store);
	for (size_t i = 0; !status && record_types[i]; i++)
		status = flush_type(store, record_types[i]);
	return status;
}

enum { RUN_TO_COUNT = 1000 };

/* Whether fewer records stay than go, so that it is cheaper to begin anew. */
static enum status mostly_goes(struct store *store, int64_t going, bool *mostly)
{
	enum status status = STATUS_OK;
	int64_t all = 0;

	for (size_t i = 0; !status && record_types[i]; i++) {
		struct text sql = { 0 };
		int64_t count = 0;
		if (record_types[i]->internal)
			continue;
		text_printf(&sql, "select count(*) from main.\"%s\"", record_types[i]->name);
		status = db_one(store->db, sql.data, 0, 0, 0, &count);
		text_free(&sql);
		all += count;
	}
	*mostly = all - going < going;
	return status;
}

enum status search_removing_run(struct store *store, const struct type *type, int64_t first, int64_t last)
{
	bool mostly = false;

	if (type->record->internal || !is_searched(type) || store->change.search_anew)
		return STATUS_OK;
	enum status status = flush_type(store, type->record);
	if (!status && last - first >= RUN_TO_COUNT)
		status = mostly_goes(store, last - first + 1, &mostly);
	if (!status && mostly) {
		store->change.search_anew = true;
		return STATUS_OK;
	}
	return status ? status : each_of_run(store, type, first, last, remove_words, store);
}

enum status search_created(struct store *store, const struct record_type *record, int64_t id)
{
	struct change *change = &store->change;
	int number = record->number;

	if (record->internal || store->change.search_anew || !is_searched(store_type(store, record)))
		return STATUS_OK;
	if (change->unsearched_first[number] && change->unsearched_last[number] + 1 == id) {
		change->unsearched_last[number] = id;
		return STATUS_OK;
	}
	if (change->unsearched_first[number] == id + 1) {
		change->unsearched_first[number] = id;
		return STATUS_OK;
	}
	enum status status = flush_type(store, record);
	change->unsearched_first[number] = change->unsearched_last[number] = id;
	return status;
}

static bool touches_words(const struct type *type, const bool *changed)
{
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->search && (!changed || changed[i]))
			return true;
	return false;
}

enum status search_changing(struct store *store, const struct type *type, int64_t id, const bool *changed)
{
	if (type->record->internal || store->change.search_anew || !touches_words(type, changed))
		return STATUS_OK;
	enum status status = flush_type(store, type->record);
	return status ? status : row_words(store, type, id, true);
}

enum status search_changed(struct store *store, const struct type *type, int64_t id, const bool *changed)
{
	if (type->record->internal || store->change.search_anew || !touches_words(type, changed))
		return STATUS_OK;
	return row_words(store, type, id, false);
}

enum status search_rebuild(struct store *store)
{
	enum status status = db_run(store->db, "insert into search (search) values ('delete-all')");

	memset(store->change.unsearched_first, 0, sizeof store->change.unsearched_first);
	store->change.search_anew = false;
	return status ? status : search_each(store, add_words, store);
}
