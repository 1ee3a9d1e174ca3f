/* One operand loop for all verbs: references from arguments and standard input. */
#include "cli/session.h"

#include "base/hash.h"
#include "base/sentence.h"
#include "io/sheet.h"
#include "query/resolve.h"
#include "store/children.h"
#include <stdlib.h>
#include <string.h>

/* Digits alone that are more likely meant as a telephone number. */
enum { SHORTEST_PHONE = 7 };

enum { WORDS_LIMIT = 10000000, RECENT = 1024 };

void operands_children(struct session *session)
{
	const struct field *lines = children_field(session->type->record);
	struct reference reference;

	if (!lines || !session->operand_count || !strchr(session->operands[0], '.') || !reference_like(session->operands[0]))
		return;
	if (reference_parse(session->operands[0], &reference, NULL) == STATUS_OK && reference.child && reference.type == lines->target)
		session->type = store_type(session->store, lines->target);
}

/* The line of standard input that a word came from; 0: it is an argument, or that is not known. */
static size_t line_of(const struct words *words, size_t index)
{
	size_t low = 0, high = words->run_count;

	index += words->from;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (words->runs[middle].index <= index)
			low = middle + 1;
		else
			high = middle;
	}
	const struct word_run *run = low ? &words->runs[low - 1] : NULL;
	return run && run->line ? run->line + (index - run->index) : 0;
}

static void add_word(struct session *session, struct words *out, const char *word, size_t line)
{
	const struct word_run *last = out->run_count ? &out->runs[out->run_count - 1] : NULL;

	if (!last || line != (last->line ? last->line + (out->count - last->index) : 0)) {
		out->runs = array_grow(&session->arena, out->runs, out->run_count, sizeof *out->runs);
		out->runs[out->run_count++] = (struct word_run){ out->count, line };
	}
	out->words = array_grow(&session->arena, out->words, out->count, sizeof *out->words);
	out->words[out->count++] = word;
}

static enum status open_lines(struct session *session, struct lines **lines)
{
	enum status status = session_take_input(session);

	return status ? status : lines_open(lines, "-", &session->error);
}

/* The word in the arena. Lists may name the same few records over and over: what was seen recently is there once. */
static const char *keep_word(struct session *session, const char **recent, const char *data, size_t length)
{
	const char **place = &recent[hash_bytes(0, data, length) % RECENT];

	if (!*place || strcmp(*place, data) != 0)
		*place = arena_copy(&session->arena, data, length);
	return *place;
}

static enum status drain_input(struct session *session, struct words *out)
{
	const char *recent[RECENT] = { NULL };
	struct lines *lines;
	char *line;
	size_t length, number;
	enum status status = open_lines(session, &lines);

	if (status)
		return status;
	while (!(status = lines_next(lines, &line, &length, &number, &session->error)) && line) {
		struct text reference = { 0 };
		if (length == 0 || *line == '#')
			continue;
		if (*line == '{') {
			status = json_reference(line, length, &reference, &session->error);
			if (status)
				error_place(&session->error, "standard input", number, 0);
		} else {
			text_append(&reference, line, strcspn(line, "\t"));
		}
		if (!status && out->count == WORDS_LIMIT)
			status = error_at(&session->error, STATUS_DATA, "standard input", number, 0, "there are more than %d references; give them in parts", WORDS_LIMIT);
		else if (!status && reference.length)
			add_word(session, out, keep_word(session, recent, reference.data, reference.length), number);
		text_free(&reference);
		if (status)
			break;
	}
	lines_close(lines);
	return status;
}

enum status operands_drain(struct session *session, const char *const *words, size_t count, struct words *out)
{
	enum status status = STATUS_OK;

	*out = (struct words){ 0 };
	for (size_t i = 0; !status && i < count; i++) {
		if (strcmp(words[i], "-") != 0) {
			add_word(session, out, words[i], 0);
			continue;
		}
		out->from_input = true;
		status = drain_input(session, out);
	}
	return status;
}

enum status operands_pairs(struct session *session, struct operand_pair **pairs, size_t *count)
{
	struct lines *lines;
	char *line;
	size_t length, number;
	enum status status = open_lines(session, &lines);

	if (status)
		return status;
	while (!(status = lines_next(lines, &line, &length, &number, &session->error)) && line) {
		if (length == 0 || *line == '#')
			continue;
		char *copy = arena_copy(&session->arena, line, length), *tab = strchr(copy, '\t');
		if (!tab) {
			status = error_at(&session->error, STATUS_DATA, "standard input", number, 0, "two references separated by a TAB are expected: c12, then c40");
			break;
		}
		*tab++ = '\0';
		tab[strcspn(tab, "\t")] = '\0';
		*pairs = array_grow(&session->arena, *pairs, *count, sizeof **pairs);
		(*pairs)[(*count)++] = (struct operand_pair){ copy, tab, number };
	}
	lines_close(lines);
	return status;
}

static enum status take_id(struct session *session, const struct record_type *found, int64_t id, const struct record_type *own, struct targets *out)
{
	if (!own || found == own) {
		targets_add(session, out, found, id);
		return STATUS_OK;
	}
	if (session->verb->own_only && found->parent == own)
		return error_set(&session->error, STATUS_USAGE, "%s takes a whole %s; crm-%s line changes its lines", session->verb->name, own->name, own->name);
	if (session->verb->own_only)
		return error_set(&session->error, STATUS_USAGE, "%s%lld is %s %s; %s %s takes %s %s", found->prefix, (long long)id, sentence_a(found->name), found->name, session->command->name,
		                 session->verb->name, sentence_a(own->name), own->name);
	int64_t *ids;
	size_t count;
	enum status status = resolve_follow(session->store, found, id, own, &session->arena, &ids, &count);
	for (size_t i = 0; !status && i < count; i++)
		*targets_next(session, out) = (struct target){ .record = own, .id = ids[i], .named = anyref_pack(found, id) };
	return status;
}

/* c12..c20: the ones that are there. */
static enum status take_range(struct session *session, const char *word, const char *dots, const struct record_type *own, struct targets *out, bool *taken)
{
	char *low = arena_copy(&session->arena, word, (size_t)(dots - word));
	struct reference first, last;
	bool digits = low[0] >= '1' && low[0] <= '9' && low[strspn(low, "0123456789")] == '\0' && dots[2] >= '1' && dots[2] <= '9' &&
	              dots[2 + strspn(dots + 2, "0123456789")] == '\0' && strlen(low) <= REFERENCE_DIGITS && strlen(dots + 2) <= REFERENCE_DIGITS;
	struct statement *statement;

	*taken = false;
	if (digits && own) {
		first = (struct reference){ .type = own, .id = strtoll(low, NULL, 10) };
		last = (struct reference){ .type = own, .id = strtoll(dots + 2, NULL, 10) };
	} else {
		if (!reference_like(low) || !reference_like(dots + 2))
			return STATUS_OK;
		if (reference_parse(low, &first, &session->error) || reference_parse(dots + 2, &last, &session->error))
			return session->error.status;
	}
	if (first.type != last.type || first.child || last.child)
		return error_set(&session->error, STATUS_USAGE, "%s: both ends of a range must be of one type, like c12..c20", word);
	*taken = true;
	enum status status = db_ask(session->store->db, &statement, "select id from \"%s\" where id between %jd and %jd order by id", first.type->name,
	                            first.id, last.id);
	while (db_next(statement, &status))
		if ((status = take_id(session, first.type, db_integer(statement, 0), own, out)))
			break;
	db_done(statement);
	return status;
}

/* Lists come in the order of their ids, as other tools print them: to step on to the next record is cheaper than to search for it. */
enum { STEPS = 8 };

struct walk {
	const struct record_type *record; /* NULL: not begun */
	struct statement *statement;
	int64_t at;                       /* where it stands; 0: behind the last one */
};

static enum status walk_step(struct walk *walk)
{
	bool row;
	enum status status = STATUS_OK;

	row = db_next(walk->statement, &status);
	walk->at = !status && row ? db_integer(walk->statement, 0) : 0;
	return status;
}

static enum status walk_begin(struct session *session, struct walk *walk, const struct record_type *record, int64_t id)
{
	enum status status = STATUS_OK;

	if (walk->record != record) {
		struct text sql = { 0 };
		text_printf(&sql, "select id from \"%s\" where id >= ? order by id", record->name);
		db_done(walk->statement);
		*walk = (struct walk){ 0 };
		status = db_prepare(session->store->db, sql.data, &walk->statement);
		text_free(&sql);
		if (status)
			return status;
		walk->record = record;
	}
	db_reset(walk->statement);
	db_bind_integer(walk->statement, 1, id);
	return walk_step(walk);
}

/* The id of a record that a reference names. */
static enum status walk_find(struct session *session, struct walk *walk, const struct reference *reference, int64_t *id)
{
	enum status status = STATUS_OK;

	if (reference->child)
		return store_find(session->store, reference, id);
	if (walk->record != reference->type || !walk->at || walk->at > reference->id || reference->id - walk->at > STEPS)
		status = walk_begin(session, walk, reference->type, reference->id);
	while (!status && walk->at && walk->at < reference->id)
		status = walk_step(walk);
	*id = walk->at;
	return status || walk->at == reference->id ? status : store_find(session->store, reference, id);
}

/* Without a type of its own a program takes numbers of documents, which are of one type each. */
static enum status take_number(struct session *session, const char *word, struct targets *out)
{
	const struct record_type *record;
	int64_t id;
	enum status status = resolve_document(session->store, word, &record, &id);

	if (!status && id)
		targets_add(session, out, record, id);
	if (status || id)
		return status;
	/* Without a digit it can be neither. */
	return strpbrk(word, "0123456789") ? error_set(&session->error, STATUS_REFUSED, "there is no document with the number '%s'", word)
	                                   : error_set(&session->error, STATUS_USAGE, "'%s' is neither a reference nor the number of a document; write one like c12", word);
}

static enum status take_word(struct session *session, struct walk *walk, const char *word, const struct record_type *own, bool from_input,
                             struct targets *out)
{
	const char *dots = strstr(word, "..");
	struct reference reference;
	bool taken = false;
	int64_t id;

	if (dots) {
		enum status status = take_range(session, word, dots, own, out, &taken);
		if (status || taken)
			return status;
	}
	if (reference_like(word)) {
		enum status status = reference_parse(word, &reference, &session->error);
		if (!status)
			status = walk_find(session, walk, &reference, &id);
		return status ? status : take_id(session, reference.type, id, own, out);
	}
	bool digits = *word && word[strspn(word, "0123456789")] == '\0';
	if (!own && session->verb->by_name && !from_input) {
		const struct record_type *record;
		enum status status = resolve_any(session->store, word, &record, &id);
		if (!status)
			targets_add(session, out, record, id);
		return status;
	}
	if (!own)
		return take_number(session, word, out);
	if (from_input && !digits) {
		enum status status = resolve_number(session->store, own, word, &id);
		if (!status && id)
			targets_add(session, out, own, id);
		if (status || id)
			return status;
		return error_set(&session->error, STATUS_DATA, "'%s' is not a reference; the first field of each line must be one like %s12", word, own->prefix);
	}
	if (word[0] == '@')
		return error_set(&session->error, STATUS_USAGE, "'%s' is a filter; pipe its output: %s list %s | %s %s -", word, session->command->name, word,
		                 session->command->name, session->verb->name);
	enum status status = resolve_one(session->store, own, word, &id);
	if (!status)
		targets_add(session, out, own, id);
	else if (session->error.code == ERROR_NOT_FOUND && digits && strlen(word) >= SHORTEST_PHONE)
		return error_set(&session->error, status, "there is no %s %s%s; a telephone number needs a + or - in it, digits alone are a reference", own->name,
		                 own->prefix, word);
	return status;
}

enum status input_fault(struct session *session, size_t line)
{
	error_place(&session->error, "standard input", line, 0);
	if (session->error.status == STATUS_USAGE)
		session->error.status = STATUS_DATA;
	return session->error.status;
}

static enum status take_operand(struct session *session, struct walk *walk, const struct words *words, size_t index, const struct record_type *own, struct targets *out)
{
	size_t line = line_of(words, index);
	enum status status = take_word(session, walk, words->words[index], own, words->from_input && (line || !words->runs), out);

	return status && line ? input_fault(session, line) : status;
}

enum status operands_find(struct session *session, const struct words *words, const struct record_type *own, struct targets *out)
{
	enum status status = STATUS_OK;
	struct distinct distinct = { 0 };
	struct walk walk = { 0 };

	for (size_t i = 0; !status && i < words->count; i++) {
		status = take_operand(session, &walk, words, i, own, out);
		distinct_take(session, &distinct, out);
	}
	db_done(walk.statement);
	distinct_end(session, &distinct, out);
	return status;
}

enum status operands_read(struct session *session, const char *const *words, size_t count, const struct record_type *own, struct targets *out, enum status *missing)
{
	struct words all;
	struct distinct distinct = { 0 };
	struct walk walk = { 0 };
	enum status status = operands_drain(session, words, count, &all);

	*missing = STATUS_OK;
	for (size_t i = 0; !status && i < all.count; i++) {
		struct error first = session->error;
		enum status found = take_operand(session, &walk, &all, i, own, out);
		if (found && found != STATUS_REFUSED)
			status = found;
		else if (found && *missing)
			session->error = first; /* the first one that is missing is reported */
		else if (found)
			*missing = found;
		distinct_take(session, &distinct, out);
	}
	db_done(walk.statement);
	distinct_end(session, &distinct, out);
	return status;
}
