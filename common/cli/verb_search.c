/* crm-find: records of all types by pieces of what is in them. */
#include "cli/verbs.h"

#include "query/find.h"
#include <string.h>

enum { FIND_LIMIT = 50 };

struct search_options {
	struct words types;
	int64_t limit;
	bool exit_code;
	struct output_options output;
};

static enum status search(struct session *session, void *context)
{
	const struct search_options *asked = context;
	static const struct out_column columns[] = {
		{ "ref", "Ref", OUT_STRING }, { "type", "Type", OUT_STRING }, { "name", "Name", OUT_STRING }, { "match", "Match", OUT_STRING },
	};
	struct find_hit *hits;
	size_t count;
	const struct record_type *only = NULL;

	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "say what to find: crm-find 泵业");
	for (size_t i = 0; i < asked->types.count; i++) {
		only = record_by_word(asked->types.words[i]);
		if (!only || only->internal)
			return error_set(&session->error, STATUS_USAGE, "--type=%s: there is no such type", asked->types.words[i]);
	}
	int64_t limit = asked->limit < 0 ? FIND_LIMIT : asked->limit;
	enum status status = find_records(session->store, only, session->operands, session->operand_count, limit, &session->arena, &hits, &count);
	if (status)
		return status;
	struct out_options options;
	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++) {
		struct text reference = { 0 };
		reference_format(&reference, hits[i].record, hits[i].id);
		const char *texts[] = { reference.data, hits[i].record->name, hits[i].name, hits[i].piece };
		struct out_cell cells[4];
		for (size_t c = 0; c < 4; c++)
			cells[c] = (struct out_cell){ texts[c] ? texts[c] : "", texts[c] ? strlen(texts[c]) : 0 };
		out_row(out, cells);
		text_free(&reference);
	}
	status = session_close_out(session, out, STATUS_OK);
	if (!status && count == 0 && asked->exit_code)
		return error_silence(&session->error, STATUS_REFUSED);
	return status;
}

static const struct opt search_rows[] = {
	{ .name = "type", .arg = "TYPE", .kind = OPT_TYPE, .help = "only records of this type", .target = offsetof(struct search_options, types) },
	{ .letter = 'n', .name = "limit", .arg = "N", .kind = OPT_NUMBER, .help = "stop after N records; the default is 50", .target = offsetof(struct search_options, limit) },
	{ .name = "exit-code", .kind = OPT_FLAG, .help = "exit with status 1 if nothing is found", .target = offsetof(struct search_options, exit_code) },
	{ 0 },
};

static const struct opt_group search_groups[] = {
	{ search_rows, 0, sizeof(struct search_options), FRAME_NONE },
	{ options_output, offsetof(struct search_options, output), sizeof(struct output_options), FRAME_OUTPUT },
	{ 0 },
};

static const struct verb search_verb = {
	.name = NULL, .synopsis = "WORD…", .help = "Find records of all types that contain every word: parts of names, addresses, telephone numbers.",
	.access = ACCESS_READ, .operands = OPERANDS_WORDS, .options = search_groups, .options_size = sizeof(struct search_options), .run = search,
};

const struct verb *const find_verbs[] = { &search_verb, NULL };
