/* crm-find: records of all types by pieces of what is in them. */
#include "cli/verbs.h"

#include "query/find.h"
#include <string.h>

enum { FIND_LIMIT = 50 };

enum status verb_search(struct session *session)
{
	static const struct out_column columns[] = {
		{ "ref", "Ref", OUT_STRING }, { "type", "Type", OUT_STRING }, { "name", "Name", OUT_STRING }, { "match", "Match", OUT_STRING },
	};
	struct find_hit *hits;
	size_t count;
	const struct record_type *only = NULL;

	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "say what to find: crm-find 泵业");
	for (size_t i = 0; i < session->arguments.types.count; i++) {
		only = record_by_name(session->arguments.types.words[i]);
		if (!only || only->internal)
			return error_set(&session->error, STATUS_USAGE, "--type=%s: there is no such type", session->arguments.types.words[i]);
	}
	int64_t limit = session->arguments.limit < 0 ? FIND_LIMIT : session->arguments.limit;
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
	if (!status && count == 0 && session->arguments.exit_code)
		return error_silence(&session->error, STATUS_REFUSED);
	return status;
}
