/* What becomes of the notes when all records are read: groups; or, where nothing looks at more than one group at a time, rows as they are, so that a million groups take no more
 * room than their notes. */
#include "query/summary_parts.h"

#include "base/order.h"
#include <stdlib.h>
#include <string.h>

void summary_merge_notes(const void *summary, const struct tally *from, struct tally *into)
{
	summary_merge_tallies(summary, from, into);
}

struct placed {
	uint64_t order; /* order_by_number */
	uint32_t group;
};

/* The groups there are, level by level and by their codes: ordered[] has them, and place[] where each is among them. */
static void place_groups(const struct groups *groups, size_t levels, uint32_t *place, uint32_t *ordered)
{
	struct placed *items = memory_alloc(groups->count * sizeof *items);
	uint32_t next = 0;

	for (size_t level = 0; level < levels; level++) {
		size_t count = 0;
		for (uint32_t i = 0; i < groups->count; i++) {
			const struct group *group = &groups->items[i];
			if (group->level == level)
				items[count++] = (struct placed){ .order = note_key(level ? place[group->above] : 0, group->code), .group = i };
		}
		order_by_number(items, count, sizeof *items);
		for (size_t i = 0; i < count; i++) {
			place[items[i].group] = next;
			ordered[next++] = items[i].group;
		}
	}
	free(items);
}

bool summary_needs_totals(const struct summary *summary)
{
	bool measured = false;

	for (size_t i = 0; i < summary->criterion_count; i++)
		measured |= !summary->criteria[i].group;
	return !summary->spec.no_totals || summary->extras || summary->pivoted || summary->having || (measured && summary->key_count > 1);
}

bool summary_can_stream(const struct summary *summary)
{
	return !summary_needs_totals(summary) && !summary->criterion_count && summary->spec.top <= 0 && !summary->spec.all_values && summary->currency_count <= 1;
}

/* Notes are in the order of the rows when the codes of all keys are numbers. */
static bool notes_are_rows(const struct summary *summary)
{
	for (size_t i = 0; i < summary->key_count; i++)
		if (summary->keys[i].values.count)
			return false;
	return summary_can_stream(summary);
}

void summary_make_stream(struct summary *summary, uint32_t above)
{
	summary->stream = groups_append(&summary->groups, above, 0);
	summary->groups.items[summary->stream].level = (uint8_t)summary->key_count;
}

/* The groups above are those that records have; the last level is made of the notes, in an order that is most often that of the rows. */
void summary_take_notes(struct summary *summary)
{
	struct groups *groups = &summary->groups;
	struct notes *notes = &summary->notes;
	uint32_t *place = memory_alloc(groups->count * sizeof *place);

	summary->ordered = memory_alloc(groups->count * sizeof *summary->ordered);
	place_groups(groups, summary->key_count, place, summary->ordered);
	for (size_t i = 0; i < notes->count; i++)
		notes_at(notes, i)->key = note_key(place[note_above(notes_at(notes, i))], note_code(notes_at(notes, i)));
	free(place);
	notes_settle(notes, summary_merge_notes, summary);
	if (notes_are_rows(summary)) {
		summary_make_stream(summary, summary->ordered[0]);
		return;
	}
	for (size_t i = 0; i < notes->count; i++) {
		const struct note *note = notes_at(notes, i);
		uint32_t group = groups_append(groups, summary->ordered[note_above(note)], note_code(note));
		memcpy(groups_tally(groups, group, 0), note->tallies, groups->each * sizeof *note->tallies);
	}
	notes_free(notes);
}

void summary_take_note(struct summary *summary, size_t at)
{
	struct groups *groups = &summary->groups;
	const struct note *note = notes_at(&summary->notes, at);

	groups->items[summary->stream].above = summary->ordered[note_above(note)];
	groups->items[summary->stream].code = note_code(note);
	memcpy(groups_tally(groups, summary->stream, 0), note->tallies, groups->each * sizeof *note->tallies);
}
