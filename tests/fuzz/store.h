/* A database for those targets that need one: a few records of each type and custom fields of the rarer kinds. Targets that write do so in a change which
 * they roll back. */
#ifndef CRM_TESTS_FUZZ_STORE_H
#define CRM_TESTS_FUZZ_STORE_H

#include "fuzz.h"
#include "query/assign.h"
#include "selling/selling.h"
#include "schema/schema_file.h"
#include "store/save.h"

static struct error fuzz_error;
static struct store *fuzz_opened;

static inline void fuzz_ok(enum status status)
{
	if (status)
		fuzz_fail(fuzz_error.message, __FILE__, (int)status);
}

static inline void fuzz_schema(struct store *store)
{
	static const char yaml[] = "area: \"21\"\n"
				   "fields:\n"
				   "  customer:\n"
				   "    x_size: {kind: int, index: yes}\n"
				   "    x_weight: {kind: decimal}\n"
				   "    x_share: {kind: percent}\n"
				   "    x_fee: {kind: money}\n"
				   "    x_born: {kind: anniversary}\n"
				   "    x_seen: {kind: timestamp}\n"
				   "    x_page: {kind: url}\n"
				   "    x_code: {kind: text, pattern: '^[A-Z]+$'}\n"
				   "    x_mood: {kind: pick, picks: [good, bad]}\n"
				   "    x_partner: {kind: ref, target: customer}\n"
				   "filters:\n"
				   "  customer:\n"
				   "    southern: bill_city~south or +vip\n";
	struct arena arena = { 0 };
	struct yaml_node *documents;
	struct schema_plan plan = { 0 };

	fuzz_ok(yaml_parse(&arena, "yaml", yaml, sizeof yaml - 1, &documents, &fuzz_error));
	fuzz_ok(schema_plan(store, "yaml", documents, true, &plan));
	fuzz_ok(schema_apply(store, &plan));
	schema_plan_free(&plan);
	arena_free(&arena);
}

static inline void fuzz_add(struct store *store, const struct record_type *record_type, const char *const *words)
{
	struct arena arena = { 0 };
	const struct type *type = store_type(store, record_type);
	struct record *record = record_new(&arena, type);

	for (; *words; words++) {
		struct assignment assignment;
		fuzz_ok(assign_parse(store, type, NULL, *words, &arena, &assignment));
		fuzz_ok(assign_apply(store, &assignment, 1, record, 0, &arena));
	}
	fuzz_ok(save_add(store, record, &arena));
	arena_free(&arena);
}

#define FUZZ_ADD(type, ...) fuzz_add(store, &record_##type, (const char *const[]){ __VA_ARGS__, NULL })

static inline void fuzz_records(struct store *store)
{
	FUZZ_ADD(user, "login=mei", "name=梅晓芳");
	FUZZ_ADD(campaign, "name=Spring fair");
	FUZZ_ADD(customer, "name=上海泵业有限公司", "bill_city=上海", "phone=021-5555 6666", "tags=vip,south", "annual_revenue=12000.50", "x_size=12", "x_code=ABC");
	FUZZ_ADD(customer, "name=Shanghai Pumps Ltd", "phone=+86 512 6666 8888-801", "parent=c1", "owner=mei", "x_born=--02-29", "x_share=12.5");
	FUZZ_ADD(customer, "name=$(touch pwned) `id` 'x' \"y\", A:B = C", "notes=one\ntwo\tthree", "x_mood=good", "x_partner=c1");
	FUZZ_ADD(contact, "name=王小明", "customer=c1", "email=wang@pumps.cn", "mobile=139 0000 1111");
	FUZZ_ADD(lead, "name=王五", "company=新公司", "source=conference", "email=a@b.cn");
	FUZZ_ADD(deal, "name=Ten pumps", "customer=c1", "amount=120000", "close_on=2026-04-01", "contacts=p1:champion");
	FUZZ_ADD(task, "subject=call", "about=d1", "due_on=2026-03-07");
	FUZZ_ADD(event, "subject=visit", "about=c1", "starts_at=2026-03-05 14:00");
	FUZZ_ADD(note, "title=Talk", "body=Said yes", "about=c2");
}

static inline void fuzz_close(void)
{
	store_close(fuzz_opened);
	fuzz_opened = NULL;
}

/* Made at the first call and closed at the end. */
static inline struct store *fuzz_store(void)
{
	static const struct store_options options = { .mode = DB_WRITE, .now = "2026-03-05T01:00:00Z" };
	static char path[128];

	if (fuzz_opened)
		return fuzz_opened;
	fuzz_directory();
	snprintf(path, sizeof path, "%s", fuzz_path("crm.db"));
	setenv("TZ", "Asia/Shanghai", 1);
	atexit(fuzz_close);
	fuzz_ok(store_create(path, NULL, options.now, NULL, &fuzz_error));
	fuzz_ok(store_open(&fuzz_opened, path, &options, &fuzz_error));
	fuzz_ok(change_begin(fuzz_opened, "fuzz"));
	fuzz_schema(fuzz_opened);
	fuzz_ok(change_commit(fuzz_opened));
	fuzz_ok(change_begin(fuzz_opened, "fuzz"));
	fuzz_records(fuzz_opened);
	fuzz_ok(change_commit(fuzz_opened));
	return fuzz_opened;
}

/* The first byte of the input says which type: '0' user, '1' customer and so on, in the order of the record table. */
static inline const struct type *fuzz_type(struct store *store, const uint8_t **data, size_t *size)
{
	size_t count = 0, wanted;

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		count += !walk.record->internal;
	if (!*size)
		return NULL;
	(*size)--;
	wanted = (size_t)(uint8_t)(*(*data)++ - '0') % count;
	for (struct record_walk walk = record_walk();; record_step(&walk))
		if (!walk.record->internal && wanted-- == 0)
			return store_type(store, walk.record);
}

#endif
