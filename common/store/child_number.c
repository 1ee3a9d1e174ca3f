#include "store/child_number.h"

#include <stdlib.h>

struct given_up {
	const struct record_type *child;
	int64_t parent, number;
};

static void counter_name(struct text *out, const struct record_type *child, int64_t parent)
{
	text_printf(out, "%s.%lld", child->name, (long long)parent);
}

enum status child_number_last(struct store *store, const struct record_type *child, int64_t parent, int64_t *number)
{
	struct text name = { 0 };
	int64_t given_up = 0;

	counter_name(&name, child, parent);
	enum status status = db_one(store->db, number, "select max(number) from \"%s\" where parent = %jd", child->name, parent);
	if (!status)
		status = db_one(store->db, &given_up, "select value from counter where name = %s", name.data);
	if (given_up > *number)
		*number = given_up;
	text_free(&name);
	return status;
}

void child_number_give_up(struct store *store, const struct record_type *child, int64_t parent, int64_t number)
{
	struct change *change = &store->change;

	change->given_up = array_grow(&change->memory, change->given_up, change->given_up_count, sizeof *change->given_up);
	change->given_up[change->given_up_count++] = (struct given_up){ child, parent, number };
}

/* By record, the highest number last. */
static int compare(const void *a, const void *b)
{
	const struct given_up *left = a, *right = b;

	if (left->child != right->child)
		return left->child->number < right->child->number ? -1 : 1;
	if (left->parent != right->parent)
		return left->parent < right->parent ? -1 : 1;
	return left->number < right->number ? -1 : left->number > right->number;
}

static enum status write_counter(struct store *store, const struct given_up *last)
{
	struct text name = { 0 };
	int64_t there;
	enum status status = db_one(store->db, &there, "select 1 from \"%s\" where id = %jd", last->child->parent->name, last->parent);

	counter_name(&name, last->child, last->parent);
	if (!status && there)
		status = db_execute(store->db, "insert into counter (name, value) values (%s, %jd) on conflict (name) do update set value = excluded.value"
		                    " where excluded.value > counter.value", name.data, last->number);
	text_free(&name);
	return status;
}

enum status child_numbers_seal(struct store *store)
{
	struct change *change = &store->change;
	struct given_up *items = change->given_up;
	enum status status = STATUS_OK;

	if (change->given_up_count)
		qsort(items, change->given_up_count, sizeof *items, compare);
	for (size_t i = 0; !status && i < change->given_up_count; i++)
		if (i + 1 == change->given_up_count || items[i].child != items[i + 1].child || items[i].parent != items[i + 1].parent)
			status = write_counter(store, &items[i]);
	return status;
}
