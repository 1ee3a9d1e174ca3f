#include "reporting/report_spans.h"

#include <stdio.h>
#include <string.h>

void report_spans_begin(struct report_spans *spans, size_t count, struct arena *arena)
{
	*spans = (struct report_spans){ .count = count, .adds = arena_alloc(arena, (count + 1) * sizeof *spans->adds) };
	for (size_t level = 0; level < SUMMARY_GROUPS; level++) {
		spans->spans[level].sums = arena_alloc(arena, (count + 1) * sizeof *spans->spans[level].sums);
		spans->spans[level].plain = arena_alloc(arena, (count + 1) * sizeof *spans->spans[level].plain);
	}
}

static void add_row(const struct report_spans *spans, struct report_span *span, const struct report_row *row)
{
	const char *currency = row->currency ? row->currency : "";

	if (!span->open) {
		span->first = spans->row;
		span->mixed = false;
		snprintf(span->currency, sizeof span->currency, "%s", currency);
		for (size_t i = 0; i < spans->count; i++) {
			span->sums[i] = 0;
			span->plain[i] = false;
		}
	}
	span->filled = span->open = true;
	span->mixed |= strcmp(span->currency, currency) != 0;
	for (size_t i = 0; i < spans->count; i++)
		span->sums[i] += row->values[i].type == VALUE_INTEGER ? row->values[i].integer : 0;
}

static int64_t add_total(struct report_spans *spans, const struct report_row *row)
{
	const struct report_span *span = &spans->spans[row->level];

	for (size_t i = 0; i < spans->count; i++) {
		bool number = row->values[i].type == VALUE_INTEGER;
		spans->adds[i] = number && !span->mixed && !span->plain[i] && span->sums[i] == row->values[i].integer;
		for (int level = 0; level < row->level; level++)
			spans->spans[level].plain[i] |= number && !spans->adds[i];
	}
	for (size_t level = (size_t)row->level; level < SUMMARY_GROUPS; level++)
		spans->spans[level].open = false;
	return span->filled ? span->first : -1;
}

int64_t report_spans_take(struct report_spans *spans, const struct report_row *row)
{
	int64_t first = -1;

	if (row->total && row->level >= 0 && row->level < SUMMARY_GROUPS)
		first = add_total(spans, row);
	else if (!row->total)
		for (size_t level = 0; level < SUMMARY_GROUPS; level++)
			add_row(spans, &spans->spans[level], row);
	spans->row++;
	return first;
}
