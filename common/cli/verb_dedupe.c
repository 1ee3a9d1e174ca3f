/* crm-dedupe: likely duplicates. */
#include "cli/verb_dedupe.h"

#include "base/decimal.h"
#include "dedupe/dedupe.h"
#include "query/resolve.h"
#include <string.h>

enum { PERCENT = 100 };

/* What the operands ask for. */
struct asked {
	const struct record_type *record;
	bool all;             /* no type was named, and no filter: all types that are compared at the door */
	const char **filter;
	size_t filter_count;
	int least, most;
	bool scored;
};

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
			const char *nearest = error_nearest(word, dedupe_next_type, &walk);
			if (nearest)
				return error_set(&session->error, STATUS_USAGE, "unknown type '%s'; did you mean '%s'?", word, nearest);
		}
	}
	enum status status = take_terms(session, first, asked);
	asked->all = !first && !asked->filter_count;
	return status;
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

static void report_passed(void *context, const char *message)
{
	session_report(context, message);
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
		cells[i] = (struct out_cell){ text_string(&texts[i]), texts[i].length };
	if (!status)
		out_row(out, cells);
	return status;
}

static struct out *open_pairs(struct session *session)
{
	static const struct out_column english[COLUMNS] = {
		{ "ref", "Keep", OUT_STRING },       { "drop", "Drop", OUT_STRING },           { "score", "Score", OUT_NUMBER },      { "reasons", "Reasons", OUT_LIST },
		{ "name", "Name of keep", OUT_STRING }, { "drop_name", "Name of drop", OUT_STRING }, { "because", "Keep because", OUT_STRING },
	}, chinese[COLUMNS] = {
		{ "ref", "保留", OUT_STRING },     { "drop", "并入", OUT_STRING },         { "score", "相似度", OUT_NUMBER },    { "reasons", "依据", OUT_LIST },
		{ "name", "保留的名称", OUT_STRING }, { "drop_name", "并入的名称", OUT_STRING }, { "because", "保留原因", OUT_STRING },
	};
	bool zh = strcmp(session->store->conventions.language, "zh") == 0;
	struct out_options options;

	out_options_of(session, &options);
	return out_open(&options, zh ? chinese : english, COLUMNS);
}

/* Counts them off *limit; below zero there is none. */
static enum status print_pairs(struct session *session, struct out *out, const struct dedupe_result *result, int64_t *limit)
{
	struct text texts[COLUMNS] = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < result->count && *limit != 0 && !out_broken(out); i++, --*limit)
		status = print_pair(session, out, &result->pairs[i], texts);
	for (size_t i = 0; i < COLUMNS; i++)
		text_free(&texts[i]);
	return status;
}

struct find_options {
	struct output_options output;
	int64_t limit;
	const char *where;
	bool exit_code;
};

struct finding {
	struct dedupe_options options;
	const struct asked *asked;
	struct out *out;
	const char *where;
	int64_t limit;
	size_t found;
};

static enum status find_in(struct session *session, struct finding *finding, const struct record_type *record)
{
	struct dedupe_result result = { 0 };
	struct query query;

	session->type = store_type(session->store, record);
	query_init(&query, session->store, session->type);
	enum status status = find_kept(session, &query, finding->asked, finding->where, &finding->options);
	/* Before what the search reports, which people read behind the list. */
	if (!status && !finding->out)
		finding->out = open_pairs(session);
	if (!status)
		status = dedupe_find(session->store, session->type, &finding->options, &result);
	query_free(&query);
	if (!status)
		status = print_pairs(session, finding->out, &result, &finding->limit);
	finding->found += result.count;
	dedupe_free(&result);
	return status;
}

static enum status find(struct session *session, void *context)
{
	const struct find_options *given = context;
	struct asked asked;
	enum status status = read_operands(session, &asked);
	struct finding finding = { .options = { .least = asked.least, .most = asked.most, .report = report_passed, .context = session }, .asked = &asked,
		                   .where = given->where, .limit = given->limit };

	if (status)
		return status;
	bool all = asked.all && !given->where;
	for (struct record_walk walk = record_walk(); !status && walk.record && (finding.limit || !finding.found); record_step(&walk))
		if (all ? walk.record->compared : walk.record == asked.record)
			status = find_in(session, &finding, walk.record);
	if (finding.out)
		status = session_close_out(session, finding.out, status);
	if (!status && !finding.found && given->exit_code)
		return error_silence(&session->error, STATUS_REFUSED);
	return status;
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

static const struct verb find_verb = {
	.name = NULL, .synopsis = "[TYPE] [FILTER…]", .help = "List pairs of records that are probably the same: keep, drop, score, reasons.",
	.access = ACCESS_READ, .operands = OPERANDS_TYPE_FILTER, .options = find_groups, .options_size = sizeof(struct find_options), .run = find,
};

const struct verb *const dedupe_verbs[] = { &dedupe_reject_verb, &dedupe_rejected_verb, &find_verb, NULL };
