/* What domains bring besides types: fields for types of earlier ones, and kinds of documents. On domains of its own: the program has its list, so that the
 * archive's is left out. */
#include "selling/documents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct field own[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "名称", .help = "what it is" },
	{ .id = 2, .name = "city", .kind = KIND_TEXT, .en = "City", .zh = "城市", .help = "what it is" },
	{ 0 },
};

static const struct field group[] = {
	{ .id = 400, .name = "street", .kind = KIND_TEXT, .en = "Street", .zh = "街道", .help = "what it is" },
	{ 0 },
};

static const struct record_type record_firm = {
	.number = 1, .name = "firm", .plural = "firms", .prefix = "f", .en = "Firm", .zh = "公司", .help = "A firm.", .title = "name", .list = "name", .fields = own,
	.shared = { group }, .no_common_fields = true,
};

static const struct record_type record_place = {
	.number = 2, .name = "place", .plural = "places", .prefix = "pl", .en = "Place", .zh = "地点", .help = "A place.", .title = "name", .list = "name", .fields = own,
	.no_common_fields = true,
};

/* Of these nothing but the address counts. */
static const struct record_type record_trip = { 0 }, record_visit = { 0 };

static const struct field added[] = {
	{ .id = 11, .name = "fax", .kind = KIND_TEXT, .en = "Fax", .zh = "传真", .help = "what it is" },
	{ .id = 12, .name = "bank", .kind = KIND_TEXT, .en = "Bank", .zh = "银行", .help = "what it is" },
	{ 0 },
};

static const struct field last[] = {
	{ .id = 13, .name = "terms", .kind = KIND_TEXT, .en = "Terms", .zh = "条件", .help = "what it is" },
	{ 0 },
};

static const struct field again[] = {
	{ .id = 14, .name = "points", .kind = KIND_TEXT, .en = "Points", .zh = "积分", .help = "what it is" },
	{ 0 },
};

static const struct field within[] = {
	{ .id = 15, .name = "account", .kind = KIND_TEXT, .en = "Account", .zh = "账号", .help = "what it is" },
	{ 0 },
};

static const struct field clash[] = {
	{ .id = 2, .name = "level", .kind = KIND_TEXT, .en = "Level", .zh = "级别", .help = "what it is" },
	{ 0 },
};

static const struct record_type *const early_types[] = { &record_firm, NULL }, *const middle_types[] = { &record_place, NULL }, *const none[] = { NULL };
static const struct type_extension of_middle[] = {
	{ &record_firm, "name", added },
	{ &record_firm, "street", last },
	{ 0 },
};
static struct type_extension of_late[] = {
	{ &record_firm, "fax", within },
	{ &record_firm, "name", again },
	{ 0 },
};
static const struct document_kind early_kinds[] = { { .record = &record_firm }, { 0 } };
static const struct document_kind late_kinds[] = { { .record = &record_place, .line = &record_visit }, { .record = &record_trip }, { 0 } };
static const struct domain early = { .name = "early", .types = early_types, .documents = early_kinds };
static struct domain middle = { .name = "middle", .types = middle_types, .extensions = of_middle };
static const struct domain late = { .name = "late", .types = none, .documents = late_kinds, .extensions = of_late };
const struct domain *const domains[] = { &early, &middle, &late, NULL };

static void expect(const struct record_type *record, const char *names)
{
	struct text list = { 0 };

	for (struct field_walk walk = field_walk(record); walk.field; field_step(&walk))
		text_printf(&list, "%s%s", list.length ? " " : "", walk.field->name);
	assert_string_equal(list.data, names);
	text_free(&list);
}

static void fields_follow_the_one_they_are_put_behind(void **state)
{
	(void)state;
	expect(&record_firm, "name fax account bank points city street terms");
	expect(&record_place, "name city");
}

static void kinds_of_documents_are_those_of_all_domains(void **state)
{
	const struct document_kind *kind = document_kind_next(NULL);

	(void)state;
	assert_ptr_equal(kind, &early_kinds[0]);
	assert_ptr_equal(kind = document_kind_next(kind), &late_kinds[0]);
	assert_ptr_equal(kind = document_kind_next(kind), &late_kinds[1]);
	assert_null(document_kind_next(kind));
	assert_ptr_equal(document_kind(&record_visit), &late_kinds[0]);
	assert_ptr_equal(document_kind(&record_trip), &late_kinds[1]);
	assert_null(document_kind(&record_user));
}

static void lint(const char *finding)
{
	struct error error = { 0 };

	assert_int_equal(record_lint(&error), finding ? STATUS_INTERNAL : STATUS_OK);
	if (finding)
		assert_string_equal(error.message, finding);
}

static void extensions_are_proved(void **state)
{
	struct type_extension right = of_late[0];

	(void)state;
	lint(NULL);
	of_late[0] = (struct type_extension){ &record_firm, "phone", within };
	lint("firm: what late adds follows phone, which is no field");
	of_late[0] = (struct type_extension){ &record_firm, "fax", clash };
	lint("firm.level: city has its id, 2, too");
	of_late[0] = right;
	middle.extensions = (const struct type_extension[]){ { &record_place, "name", last }, { 0 } };
	lint("place: middle extends it, and is no later domain");
	middle.extensions = of_middle;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_follow_the_one_they_are_put_behind),
		cmocka_unit_test(extensions_are_proved),
		cmocka_unit_test(kinds_of_documents_are_those_of_all_domains),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
