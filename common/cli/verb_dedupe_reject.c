/* crm-dedupe: what people decided about likely duplicates. */
#include "cli/verb_dedupe.h"

#include "base/sentence.h"
#include "dedupe/dedupe.h"
#include "query/resolve.h"
#include <string.h>

enum { REJECT_TOGETHER = 50 };

const char *dedupe_next_type(void *state)
{
	struct record_walk *walk = state;

	while (walk->record && (walk->record->internal || walk->record->parent))
		record_step(walk);
	const struct record_type *record = walk->record;
	if (record)
		record_step(walk);
	return record ? record->name : NULL;
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
				status = error_set(&session->error, STATUS_USAGE, "%s %s and %s %s are different anyway: name records of one type", sentence_a(a->record->name), a->record->name, sentence_a(b->record->name), b->record->name);
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
	struct words words = { .words = session->operands, .count = session->operand_count };
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
	for (size_t i = 0; !status && i < count; i++) {
		status = reject_words(session, &(struct words){ .words = (const char *[]){ pairs[i].keep, pairs[i].drop }, .count = 2, .from_input = true }, &touched);
		if (status)
			status = input_fault(session, pairs[i].line);
	}
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
		cells[i] = (struct out_cell){ text_string(&listing->texts[i]), listing->texts[i].length };
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
		const char *word = session->operands[0], *nearest = error_nearest(word, dedupe_next_type, &walk);
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

const struct verb dedupe_reject_verb = {
	.name = "reject", .synopsis = "REF REF…|-", .help = "record that these records are not the same",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .options = write_groups, .options_size = sizeof(struct write_options), .run = reject,
};

const struct verb dedupe_rejected_verb = {
	.name = "rejected", .synopsis = "[TYPE]", .help = "list the pairs that were rejected",
	.access = ACCESS_READ, .operands = OPERANDS_TYPE_FILTER, .options = output_groups, .options_size = sizeof(struct output_options), .run = rejected,
};
