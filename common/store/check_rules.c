/* Findings of the rules of the domains: what they keep in step with other records, such as the totals of a document. */
#include "store/check_parts.h"
#include "store/rules.h"
#include "store/settle.h"
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

void finding_add(struct text *findings, const char *field, const char *format, ...)
{
	va_list arguments;

	text_printf(findings, "%s\t", field ? field : "");
	size_t start = findings->length;
	va_start(arguments, format);
	text_vprintf(findings, format, arguments);
	va_end(arguments);
	for (char *p = findings->data + start; *p; p++)
		*p = *p == '\n' ? ' ' : *p; /* of a value: each finding is one line */
	text_byte(findings, '\n');
}

enum status finding_refused(struct text *findings, enum status status, struct error *error)
{
	if (status != STATUS_REFUSED && status != STATUS_DATA)
		return status;
	finding_add(findings, NULL, "%s", error_sentence(error));
	return error_silence(error, STATUS_OK);
}

const char *finding_next(const char **rest, const char **field, struct arena *arena)
{
	const char *line = *rest, *tab = line + strcspn(line, "\t\n"), *sentence = *tab == '\t' ? tab + 1 : line;
	size_t length;

	if (!*line)
		return NULL;
	length = strcspn(sentence, "\n");
	*rest = sentence + length + 1;
	*field = sentence > line + 1 ? arena_copy(arena, line, (size_t)(tab - line)) : NULL;
	return arena_copy(arena, sentence, length);
}

/* One type while its records are looked at. */
struct looking {
	struct checker *checker;
	struct arena arena;
	struct text findings;
};

static enum status look(void *context, const struct record *record)
{
	struct looking *looking = context;
	struct checker *checker = looking->checker;
	const struct record_type *type = record->type->record;

	arena_reset(&looking->arena);
	text_clear(&looking->findings);
	enum status status = rules_check(checker->store, record, &looking->arena, &looking->findings);
	const char *rest = text_string(&looking->findings), *field, *sentence;
	while (!status && (sentence = finding_next(&rest, &field, &looking->arena)))
		check_report(checker, type, record->id, field, "%s", sentence);
	if (status || !looking->findings.length || !rules_settle_something(checker->store, type))
		return status;
	checker->unsettled = array_grow(&checker->arena, checker->unsettled, checker->unsettled_count, sizeof *checker->unsettled);
	checker->unsettled[checker->unsettled_count++] = (struct broken){ record->type, record->id };
	return STATUS_OK;
}

enum status check_rules(struct checker *checker, const struct type *type)
{
	struct looking looking = { .checker = checker };
	const struct scope_run *runs;
	size_t count = rules_check_something(checker->store, type->record) ? scope_runs(checker->scope, type->record, &runs) : 0;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count; i++)
		status = row_run(checker->store, type, runs[i].first, runs[i].last, look, &looking);
	text_free(&looking.findings);
	arena_free(&looking.arena);
	return status;
}

/* How many findings the rules have about a record now. */
static enum status count_findings(struct checker *checker, const struct broken *broken, int64_t *count)
{
	struct arena arena = { 0 };
	struct text findings = { 0 };
	struct record *record;
	enum status status = row_load(checker->store, broken->type, broken->id, &arena, &record);

	*count = 0;
	if (!status && record)
		status = rules_check(checker->store, record, &arena, &findings);
	for (const char *p = text_string(&findings); *p; p++)
		*count += *p == '\n';
	text_free(&findings);
	arena_free(&arena);
	return status;
}

enum status check_settle(struct checker *checker)
{
	struct store *store = checker->store;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < checker->unsettled_count; i++) {
		int64_t before, after = 0;
		status = count_findings(checker, &checker->unsettled[i], &before);
		if (!status && before) {
			settle_defer(store, checker->unsettled[i].type->record, checker->unsettled[i].id);
			status = settle_run(store);
		}
		/* What cannot be settled stays a finding, and the others are fixed. */
		if (status == STATUS_DATA || status == STATUS_REFUSED)
			status = STATUS_OK;
		if (!status && before)
			status = count_findings(checker, &checker->unsettled[i], &after);
		checker->fixed += before - after;
	}
	return status;
}
