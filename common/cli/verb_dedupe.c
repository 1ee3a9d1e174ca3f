/* crm-dedupe: likely duplicates, and what people decided about them. */
#include "cli/verbs.h"

#include "base/decimal.h"
#include "dedupe/dedupe.h"
#include "query/resolve.h"
#include <string.h>

enum { PERCENT = 100, REJECT_TOGETHER = 50 };

/* What the operands ask for. */
struct asked {
	const struct record_type *record;
	const char **filter;
	size_t filter_count;
	int least, most;
	bool scored;
};

static const char *next_type(void *state)
{
	struct record_walk *walk = state;

	while (walk->record && (walk->record->internal || walk->record->parent))
		record_step(walk);
	const struct record_type *record = walk->record;
	if (record)
		record_step(walk);
	return record ? record->name : NULL;
}

static enum status read_score(struct session *session, const char *text, int *percent)
{
	int64_t score;
	struct error why = { 0 };

	if (decimal_parse(text, 2, &score, &why) || score < 0 || score > PERCENT)
		return error_set(&session->error, STATUS_USAGE, "score: '%s' is not between 0.00 and 1.00, with at most two decimals", text);
	*percent = (int)score;
	return STATUS_OK;
}

static enum status read_range(struct session *session, const char *text, struct asked *asked)
{
	const char *dots = strstr(text, "..");
	int low = 0, high = PERCENT;
	enum status status = STATUS_OK;

	if (!dots) {
		status = read_score(session, text, &low);
		high = low;
	} else {
		if (dots != text)
			status = read_score(session, arena_copy(&session->arena, text, (size_t)(dots - text)), &low);
		if (!status && dots[2])
			status = read_score(session, dots + 2, &high);
		if (!status && low > high)
			status = error_set(&session->error, STATUS_USAGE, "score: %s ends before it begins", text);
	}
	asked->least = low > asked->least ? low : asked->least;
	asked->most = high < asked->most ? high : asked->most;
	return status;
}

static enum status read_score_term(struct session *session, const char *word, struct asked *asked)
{
	static const struct {
		const char *op;
		bool least;
		int step;
	} ops[] = { { ".ge=", true, 0 }, { ".gt=", true, 1 }, { ".le=", false, 0 }, { ".lt=", false, -1 } };
	const char *rest = word + strlen("score");
	int percent;

	asked->scored = true;
	if (*rest == '=')
		return read_range(session, rest + 1, asked);
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		if (strncmp(rest, ops[i].op, 4) != 0)
			continue;
		enum status status = read_score(session, rest + 4, &percent);
		if (ops[i].least && !status)
			asked->least = percent + ops[i].step > asked->least ? percent + ops[i].step : asked->least;
		else if (!status)
			asked->most = percent + ops[i].step < asked->most ? percent + ops[i].step : asked->most;
		return status;
	}
	return error_set(&session->error, STATUS_USAGE, "'%s': write score=0.95.., score=0.8..0.9 or score.ge=0.95", word);
}

static bool is_score_term(const char *word)
{
	return strncmp(word, "score", 5) == 0 && word[5] && strchr("=!~.", word[5]);
}

/* The score is no field of a record: it limits the pairs as a whole, beside the filter and never within it. */
static enum status take_terms(struct session *session, size_t first, struct asked *asked)
{
	const char *joined = NULL;
	enum status status = STATUS_OK;

	for (size_t i = first; !status && i < session->operand_count; i++) {
		const char *word = session->operands[i];
		if (is_score_term(word)) {
			status = read_score_term(session, word, asked);
			continue;
		}
		if (strcmp(word, "or") == 0 || strcmp(word, "[") == 0 || (strcmp(word, "not") == 0 && i + 1 < session->operand_count && is_score_term(session->operands[i + 1])))
			joined = word;
		asked->filter[asked->filter_count++] = word;
	}
	if (!status && asked->scored && joined)
		return error_set(&session->error, STATUS_USAGE, "score= cannot be combined with '%s'; give that part of the filter with --where", joined);
	return status;
}

static enum status read_operands(struct session *session, struct asked *asked)
{
	size_t first = 0;

	*asked = (struct asked){ .record = session->command->about, .least = DEDUPE_LEAST, .most = PERCENT };
	asked->filter = arena_alloc(&session->arena, (session->operand_count + 1) * sizeof *asked->filter);
	if (session->operand_count) {
		const char *word = session->operands[0];
		const struct record_type *record = record_by_name(word);
		if (record && !record->internal && !record->parent) {
			asked->record = record;
			first = 1;
		} else if (*word && word[strspn(word, "abcdefghijklmnopqrstuvwxyz_-")] == '\0' && !filter_is_reserved(word)) {
			struct record_walk walk = record_walk();
			const char *nearest = error_nearest(word, next_type, &walk);
			if (nearest)
				return error_set(&session->error, STATUS_USAGE, "unknown type '%s'; did you mean '%s'?", word, nearest);
		}
	}
	return take_terms(session, first, asked);
}

/* The records of which the kept one must be. */
static enum status find_kept(struct session *session, struct query *query, const struct asked *asked, const char *where, struct dedupe_options *options)
{
	int64_t *ids;

	if (!asked->filter_count && !where)
		return STATUS_OK;
	enum status status = session_filter(session, query, asked->filter, asked->filter_count, where);
	if (!status)
		status = query_ids(query, &ids, &options->kept_count);
	if (status)
		return status;
	options->filtered = true;
	options->kept = ids;
	return STATUS_OK;
}

static void tell_passed(void *context, const char *message)
{
	session_report(context, message);
}

static struct out_cell cell(const struct text *text)
{
	return (struct out_cell){ text_string(text), text->length };
}

enum { COLUMNS = 7 };

static enum status print_pair(struct session *session, struct out *out, const struct dedupe_pair *pair, struct text texts[COLUMNS])
{
	const struct record_type *record = session->type->record;
	struct out_cell cells[COLUMNS];
	enum status status;

	for (size_t i = 0; i < COLUMNS; i++)
		text_clear(&texts[i]);
	reference_format(&texts[0], record, pair->keep);
	reference_format(&texts[1], record, pair->drop);
	decimal_fixed(&texts[2], pair->score, 2);
	dedupe_reasons(&texts[3], pair->reasons);
	status = resolve_title(session->store, record, pair->keep, &texts[4]);
	if (!status)
		status = resolve_title(session->store, record, pair->drop, &texts[5]);
	dedupe_because(&texts[6], pair);
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = cell(&texts[i]);
	if (!status)
		out_row(out, cells);
	return status;
}

static enum status print_pairs(struct session *session, const struct dedupe_result *result, int64_t limit)
{
	static const struct out_column english[COLUMNS] = {
		{ "ref", "Keep", OUT_STRING },       { "drop", "Drop", OUT_STRING },           { "score", "Score", OUT_NUMBER },      { "reasons", "Reasons", OUT_LIST },
		{ "name", "Name of keep", OUT_STRING }, { "drop_name", "Name of drop", OUT_STRING }, { "because", "Keep because", OUT_STRING },
	}, chinese[COLUMNS] = {
		{ "ref", "保留", OUT_STRING },     { "drop", "并入", OUT_STRING },         { "score", "相似度", OUT_NUMBER },    { "reasons", "依据", OUT_LIST },
		{ "name", "保留的名称", OUT_STRING }, { "drop_name", "并入的名称", OUT_STRING }, { "because", "保留原因", OUT_STRING },
	};
	bool zh = strcmp(session->store->conventions.language, "zh") == 0;
	struct text texts[COLUMNS] = { 0 };
	struct out_options options;
	size_t most = limit < 0 ? SIZE_MAX : (size_t)limit;
	enum status status = STATUS_OK;

	out_options_of(session, &options);
	struct out *out = out_open(&options, zh ? chinese : english, COLUMNS);
	for (size_t i = 0; !status && i < result->count && i < most && !out_broken(out); i++)
		status = print_pair(session, out, &result->pairs[i], texts);
	for (size_t i = 0; i < COLUMNS; i++)
		text_free(&texts[i]);
	return session_close_out(session, out, status);
}

struct find_options {
	struct output_options output;
	int64_t limit;
	const char *where;
	bool exit_code;
};

static enum status find(struct session *session, void *context)
{
	const struct find_options *given = context;
	struct dedupe_options options = { .tell = tell_passed, .context = session };
	struct dedupe_result result = { 0 };
	struct query query;
	struct asked asked;
	enum status status = read_operands(session, &asked);

	if (status)
		return status;
	session->type = store_type(session->store, asked.record);
	query_init(&query, session->store, session->type);
	options.least = asked.least;
	options.most = asked.most;
	status = find_kept(session, &query, &asked, given->where, &options);
	if (!status)
		status = dedupe_find(session->store, session->type, &options, &result);
	query_free(&query);
	size_t found = result.count;
	if (!status)
		status = print_pairs(session, &result, given->limit);
	dedupe_free(&result);
	if (!status && !found && given->exit_code)
		return error_silence(&session->error, STATUS_REFUSED);
	return status;
}

/* Each of the records is another one than each of the others. */
static enum status reject_all(struct session *session, const struct targets *targets)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	if (targets->count < 2)
		return error_set(&session->error, STATUS_USAGE, "name at least two records that are not the same: crm-dedupe reject c3 c9");
	if (targets->count > REJECT_TOGETHER)
		return error_set(&session->error, STATUS_USAGE, "more than %d records at a time; give pairs on standard input: crm-dedupe reject -", REJECT_TOGETHER);
	for (size_t i = 0; !status && i < targets->count; i++) {
		for (size_t j = i + 1; !status && j < targets->count; j++) {
			const struct target *a = &targets->items[i], *b = &targets->items[j];
			arena_reset(&arena);
			if (a->record != b->record)
				status = error_set(&session->error, STATUS_USAGE, "a %s and a %s are different anyway: name records of one type", a->record->name, b->record->name);
			else
				status = dedupe_reject(session->store, a->record, a->id, b->id, &arena);
		}
	}
	arena_free(&arena);
	return status;
}

static enum status reject_words(struct session *session, const struct words *words, struct targets *touched)
{
	struct targets found = { 0 };
	enum status status = operands_find(session, words, NULL, &found);

	if (!status && words->count > 1 && found.count == 1)
		status = dedupe_reject(session->store, found.items[0].record, found.items[0].id, found.items[0].id, &session->arena);
	if (!status)
		status = reject_all(session, &found);
	for (size_t i = 0; !status && i < found.count; i++)
		targets_add(session, touched, found.items[i].record, found.items[i].id);
	return status;
}

static enum status reject(struct session *session, void *options)
{
	bool from_input = session->operand_count == 1 && strcmp(session->operands[0], "-") == 0;
	struct words words = { session->operands, session->operand_count, false };
	struct operand_pair *pairs = NULL;
	struct targets touched = { 0 };
	size_t count = 0;
	enum status status = from_input ? operands_pairs(session, &pairs, &count) : STATUS_OK;

	(void)options;
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	if (!from_input)
		status = reject_words(session, &words, &touched);
	for (size_t i = 0; !status && i < count; i++)
		status = reject_words(session, &(struct words){ (const char *[]){ pairs[i].keep, pairs[i].drop }, 2, true }, &touched);
	return writer_end(session, status, &touched);
}

struct listing {
	struct session *session;
	struct out *out;
	struct text texts[4];
};

static enum status print_rejected(void *context, const struct record_type *record, int64_t first, int64_t second)
{
	struct listing *listing = context;
	struct out_cell cells[4];

	for (size_t i = 0; i < 4; i++)
		text_clear(&listing->texts[i]);
	reference_format(&listing->texts[0], record, first);
	reference_format(&listing->texts[1], record, second);
	enum status status = resolve_title(listing->session->store, record, first, &listing->texts[2]);
	if (!status)
		status = resolve_title(listing->session->store, record, second, &listing->texts[3]);
	for (size_t i = 0; i < 4; i++)
		cells[i] = cell(&listing->texts[i]);
	if (!status)
		out_row(listing->out, cells);
	return status;
}

static enum status rejected(struct session *session, void *context)
{
	static const struct out_column columns[] = {
		{ "ref", "Ref", OUT_STRING }, { "other", "Other", OUT_STRING }, { "name", "Name", OUT_STRING }, { "other_name", "Name of the other", OUT_STRING },
	};
	struct listing listing = { .session = session };
	const struct record_type *only = NULL;
	struct out_options options;

	(void)context;
	if (session->operand_count) {
		struct record_walk walk = record_walk();
		const char *word = session->operands[0], *nearest = error_nearest(word, next_type, &walk);
		only = record_by_name(word);
		if (!only || only->internal || only->parent)
			return error_set(&session->error, STATUS_USAGE, nearest ? "unknown type '%s'; did you mean '%s'?" : "unknown type '%s'", word, nearest);
		if (session->operand_count > 1)
			return error_set(&session->error, STATUS_USAGE, "unexpected operand '%s': crm-dedupe rejected takes one type", session->operands[1]);
	}
	out_options_of(session, &options);
	listing.out = out_open(&options, columns, sizeof columns / sizeof *columns);
	enum status status = dedupe_rejected(session->store, only, print_rejected, &listing);
	for (size_t i = 0; i < 4; i++)
		text_free(&listing.texts[i]);
	return session_close_out(session, listing.out, status);
}

static const struct opt find_rows[] = {
	{ .letter = 'n', .name = "limit", .arg = "N", .kind = OPT_NUMBER, .help = "stop after N pairs", .target = offsetof(struct find_options, limit) },
	{ .letter = 'w', .name = "where", .arg = "FILTER", .kind = OPT_TEXT, .help = "a filter in one string, in addition to the operands", .target = offsetof(struct find_options, where) },
	{ .name = "exit-code", .kind = OPT_FLAG, .help = "exit with status 1 if there are no duplicates", .target = offsetof(struct find_options, exit_code) },
	{ 0 },
};

static const struct opt_group find_groups[] = {
	{ options_output, offsetof(struct find_options, output), sizeof(struct output_options), FRAME_OUTPUT },
	{ find_rows, 0, sizeof(struct find_options), FRAME_NONE },
	{ 0 },
};

static const struct verb reject_verb = {
	.name = "reject", .synopsis = "REF REF…|-", .help = "record that these records are not the same",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .options = write_groups, .options_size = sizeof(struct write_options), .run = reject,
};

static const struct verb rejected_verb = {
	.name = "rejected", .synopsis = "[TYPE]", .help = "list the pairs that were rejected",
	.access = ACCESS_READ, .operands = OPERANDS_TYPE_FILTER, .options = output_groups, .options_size = sizeof(struct output_options), .run = rejected,
};

static const struct verb find_verb = {
	.name = NULL, .synopsis = "[TYPE] [FILTER…]", .help = "List pairs of records that are probably the same: keep, drop, score, reasons.",
	.access = ACCESS_READ, .operands = OPERANDS_TYPE_FILTER, .options = find_groups, .options_size = sizeof(struct find_options), .run = find,
};

const struct verb *const dedupe_verbs[] = { &reject_verb, &rejected_verb, &find_verb, NULL };
