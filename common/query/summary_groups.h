/* Groups of records while they are counted: the values of keys as codes, the groups as a tree, and what the records of each come to.
 *
 * A code is 0 for no value, a number itself plus one where it fits, else with CODE_LISTED the place of a text or number in a list. A group is known by the group
 * above it and its code. Everything is found through tables of places in one array, so that a group of five million takes some 60 bytes. */
#ifndef CRM_QUERY_SUMMARY_GROUPS_H
#define CRM_QUERY_SUMMARY_GROUPS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/wide.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CODE_LISTED UINT32_C(0x80000000)
#define CODE_OTHERS UINT32_C(0x7fffffff)
#define GROUP_NONE UINT32_C(0xffffffff)
#define GROUP_ACROSS UINT32_C(0x80000000) /* with the group above: this one is a column of it, under a pivot */

struct listed {
	const char *text; /* NULL: a number */
	size_t length;
	int64_t number;
	uint32_t rank;    /* among the texts, once they are ranked */
};

/* All zero at first. */
struct values {
	struct map map;
	struct listed *items;
	size_t count, room;
	struct arena texts;
	uint64_t seed;
};

/* The code of a value, which is added when it is not there: equal values have equal codes. */
uint32_t values_number(struct values *values, int64_t number);
uint32_t values_text(struct values *values, const char *text, size_t length);
/* The code of a value that is there already; false when it is not. */
int64_t values_integer(const struct values *values, uint32_t code); /* of a number */
const struct listed *values_listed(const struct values *values, uint32_t code); /* NULL for what is not listed */
/* Gives the texts their ranks by code point. values_order compares two codes: no value comes last. */
void values_rank(struct values *values);
int values_order(const struct values *values, uint32_t a, uint32_t b);
void values_free(struct values *values);

/* A sum of 96 bits and how many values went into it; of least, greatest and first ones the number alone. */
struct tally {
	uint64_t low;
	int32_t high;
	uint32_t count;
};

/* Adds a number to the sum, the least and the greatest. */
static inline void tally_add(struct tally *tally, int64_t number)
{
	uint64_t low = tally->low + (uint64_t)number;

	tally->high += (number < 0 ? -1 : 0) + (low < tally->low);
	tally->low = low;
	tally->count++;
}

/* The sum, exact whatever its size. */
static inline wide tally_sum(const struct tally *tally)
{
	return (wide)tally->high * ((wide)1 << 64) + tally->low;
}

struct group {
	uint32_t above, code;
	uint8_t level; /* 0: all records of one currency */
	bool across;
};

struct groups {
	struct group *items;
	size_t count, room;
	uint32_t *slots; /* places in items, counted from 1 */
	size_t slot_count, placed; /* so many of the items have a place */
	struct tally *tallies; /* `each` of every group */
	size_t tally_room, each;
};

/* The group of a code in the one above (GROUP_NONE for the roots); it is made when add, else GROUP_NONE. */
uint32_t groups_find(struct groups *groups, uint32_t above, uint32_t code, bool add);
/* A group that is not there yet, without a place in the table: groups_known finds it once groups_find was called again. */
uint32_t groups_append(struct groups *groups, uint32_t above, uint32_t code);
/* The same of a group that is there. */
uint32_t groups_known(const struct groups *groups, uint32_t above, uint32_t code);
/* The group of all records of its currency. */
uint32_t groups_root(const struct groups *groups, uint32_t group);
static inline struct tally *groups_tally(const struct groups *groups, uint32_t group, size_t slot)
{
	return &groups->tallies[group * groups->each + slot];
}
void groups_free(struct groups *groups);

/* Which records, or values, were counted in which group. */
struct group_pair {
	int64_t id, number; /* number: what is counted of it */
	uint32_t group;
};
struct group_pairs {
	struct group_pair *items;
	size_t count, room;
	uint32_t *slots;
	size_t slot_count;
};
/* False when it was there. */
bool group_pairs_add(struct group_pairs *pairs, uint32_t group, int64_t id, int64_t number);
/* The same without a look whether it is there. */
void group_pairs_append(struct group_pairs *pairs, uint32_t group, int64_t id, int64_t number);
/* Keeps the first `count` of them, but those of groups that are removed (by group). */
void group_pairs_keep(struct group_pairs *pairs, size_t count, const bool *removed);
void group_pairs_free(struct group_pairs *pairs);

#endif
