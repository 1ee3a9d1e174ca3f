#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct field *find(const struct record_type *type, const char *name)
{
	for (const struct field *field = type->fields; field->kind; field++)
		if (strcmp(field->name, name) == 0)
			return field;
	fail_msg("%s has no field %s", type->name, name);
	return NULL;
}

static void the_table_is_sound(void **state)
{
	struct error error = { 0 };

	(void)state;
	if (record_lint(&error))
		fail_msg("%s", error.message);
	assert_int_equal(record_lint(NULL), STATUS_OK);
}

/* A sound type with one field, which each case below spoils in one place. */
static const struct field good = {
	.id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "名称", .help = "what it is called",
};

static void finds_in(struct record_type type, const struct field *fields, const char *finding)
{
	struct error error = { 0 };

	type.fields = fields;
	assert_int_equal(record_lint_type(&type, &error), finding ? STATUS_INTERNAL : STATUS_OK);
	if (finding && !strstr(error.message, finding))
		fail_msg("expected \"%s\", got \"%s\"", finding, error.message);
	assert_int_equal(record_lint_type(&type, NULL), finding ? STATUS_INTERNAL : STATUS_OK);
}

static struct record_type sound_type(void)
{
	return (struct record_type){
		.number = 20, .name = "thing", .plural = "things", .prefix = "th", .en = "Thing", .zh = "物",
		.help = "A thing is a thing.", .title = "name", .list = "name",
	};
}

static void finds(struct field field, const char *finding)
{
	const struct field fields[] = { field, { 0 } };

	finds_in(sound_type(), fields, finding);
}

/* One field more, after the sound one. */
static void finds_second(struct field field, const char *finding)
{
	const struct field fields[] = { good, field, { 0 } };

	finds_in(sound_type(), fields, finding);
}

static void broken_fields_are_found(void **state)
{
	struct field field;

	(void)state;
	finds(good, NULL);
	field = good, field.kind = KIND_LAST + 1, finds(field, "there is no kind");
	field = good, field.id = 0, finds(field, "its id 0 is beyond 1 to 399");
	field = good, field.id = 500, finds(field, "its id 500");
	field = good, field.en = NULL, finds(field, "lacks a label");
	field = good, field.zh = "", finds(field, "lacks a label");
	field = good, field.help = NULL, finds(field, "lacks help");
	field = good, field.help = "A sentence.", finds(field, "without a full stop");
	field = good, field.name = "Name", finds(field, "no name of a-z");
	field = good, field.name = "1name", finds(field, "no name of a-z");
	field = good, field.name = "x_name", finds(field, "reserved");
	field = good, field.name = "or", finds(field, "reserved");
	field = good, field.column = "other", finds(field, "column of another name");
	field = good, field.kind = KIND_REF, finds(field, "lacks its target");
	field = good, field.target = &record_user, finds(field, "has no target");
	field = good, field.kind = KIND_PICK, finds(field, "lacks its picks");
	field = good, field.composition = true, finds(field, "only a reference is a composition");
	field = good, field.kind = KIND_INT, field.search = true, finds(field, "not searched");
	field = good, field.kind = KIND_DATE, field.digits = true, finds(field, "digits");
	field = good, field.derived = true, finds(field, "no expression");
	field = good, field.derived = true, field.expr = "1", finds(field, "does not use the row");
	field = good, field.derived = true, field.expr = "$.id", field.presence = "1", finds(field, "does not use the row");
	field = good, field.derived = true, field.expr = "$.id", finds(field, NULL);
	field.index = true, finds(field, "no column to index");
	field.index = false, field.required = true, finds(field, "nothing is ever written");
	field = good, field.required = true, field.computed = true, finds(field, "computed");
	field = good, field.pattern = "(", finds(field, "no extended regular expression");
	field = good, field.pattern = "^[A-Z]+$", field.initial = "cny", finds(field, "does not match its pattern");
	field = good, field.pattern = "^[A-Z]+$", field.initial = "CNY", finds(field, NULL);
	field = good, field.pattern = ".", field.kind = KIND_PHONE, finds(field, "only text has a pattern");
}

static void fields_do_not_clash(void **state)
{
	struct field field = good;
	field.id = 2, field.name = "colour", field.en = "Colour", field.zh = "颜色";
	struct field other = field;

	(void)state;
	finds_second(field, NULL);
	other.name = NULL, finds_second(other, "field 2 has no name");
	other = field, other.kind = 0, finds_second(other, "there is no kind 0");
	other = field, other.id = 1, finds_second(other, "its id, 1");
	other = field, other.name = "name", finds_second(other, "one of its names or labels");
	other = field, other.en = "NAME", finds_second(other, "one of its names or labels");
	other = field, other.zh = "名称", finds_second(other, "one of its names or labels");
	other = field, other.name = "owner", finds_second(other, "owner has one of its names");
	other = field, other.kind = KIND_MONEY, finds_second(other, "money needs a required text field, currency");
}

static void broken_picks_are_found(void **state)
{
	struct pick picks[] = {
		{ .key = "red", .en = "Red", .zh = "红", .initial = true },
		{ .key = "blue", .en = "Blue", .zh = "蓝" },
		{ 0 },
	};
	struct field field = good;
	const struct pick sound = picks[1];

	(void)state;
	field.kind = KIND_PICK, field.picks = picks;
	finds(field, NULL);
	picks[1].key = "Blue", finds(field, "not of a-z");
	picks[1] = sound, picks[1].key = "red", finds(field, "there twice");
	picks[1] = sound, picks[1].zh = NULL, finds(field, "lacks a label");
	picks[1] = sound, picks[1].en = "RED", finds(field, "means another one");
	picks[1] = sound, picks[1].zh = "红", finds(field, "means another one");
	picks[1] = sound, picks[1].initial = true, finds(field, "second initial");
	picks[1] = sound, picks[1].probability = 1000001, finds(field, "probability");
	picks[1] = sound, picks[1].group = "sales", finds(field, "have a group, or none");
	picks[1] = sound, field.initial = "red", finds(field, "marked in its picks");
	picks[0].key = NULL, field.initial = NULL, finds(field, "pick list is empty");
}

static void broken_types_are_found(void **state)
{
	const struct field fields[] = { good, { 0 } };
	const struct field none[] = { { 0 } };
	struct record_type type;

	(void)state;
	type = sound_type(), type.number = RECORD_TYPE_LIMIT, finds_in(type, fields, "number 256 is beyond");
	type = sound_type(), type.prefix = "thin", finds_in(type, fields, "prefix");
	type = sound_type(), type.prefix = "", finds_in(type, fields, "prefix");
	type = sound_type(), type.zh = NULL, finds_in(type, fields, "label");
	type = sound_type(), type.help = "a thing", finds_in(type, fields, "full stop");
	type = sound_type(), type.title = "subject", finds_in(type, fields, "title subject is no field");
	type = sound_type(), type.bare_word = "subject", finds_in(type, fields, "bare word is subject, which is no field");
	type = sound_type(), type.bare_word = "created_at", finds_in(type, fields, "bare word is created_at, which nobody writes");
	type = sound_type(), type.bare_word = "owner", finds_in(type, fields, "bare word is owner, which nobody writes");
	type = sound_type(), type.bare_word = "name", finds_in(type, fields, NULL);
	type = sound_type(), type.bare_word = "name", type.internal = true, finds_in(type, fields, "bare word is name, which nobody writes");
	type = sound_type(), type.list = "name,size", finds_in(type, fields, "lists size");
	type = sound_type(), type.list = "name,owner", finds_in(type, fields, NULL);
	type.no_common_fields = true, finds_in(type, fields, "lists owner");
	type = sound_type(), finds_in(type, none, "lacks fields");
	type = sound_type(), type.parent = &record_deal, finds_in(type, fields, "parent");
}

static void types_are_found(void **state)
{
	(void)state;
	assert_ptr_equal(record_by_prefix("c12", 1), &record_customer);
	assert_ptr_equal(record_by_prefix("cp", 2), &record_campaign);
	assert_null(record_by_prefix("cp", 0));
	assert_null(record_by_prefix("zz", 2));
	assert_ptr_equal(record_by_name("stage_move"), &record_stage_move);
	assert_null(record_by_name("customers"));
	assert_ptr_equal(record_by_plural("customers"), &record_customer);
	assert_ptr_equal(record_by_plural("notes"), &record_note);
	assert_ptr_equal(record_by_number(63), &record_change);
	assert_null(record_by_number(0));
	assert_ptr_equal(record_stage_move.parent, &record_deal);
}

static void fields_know_their_column(void **state)
{
	const struct field renamed = { .name = "x_size", .column = "x_length" };

	(void)state;
	assert_string_equal(field_column(find(&record_lead, "status")), "status");
	assert_string_equal(field_column(&renamed), "x_length");
	assert_true(field_stored(find(&record_deal, "probability")));
	assert_false(field_stored(find(&record_deal, "weighted")));
	assert_false(field_stored(find(&record_deal, "contacts")));
	assert_string_equal(field_label(find(&record_lead, "status"), "en"), "Status");
	assert_string_equal(field_label(find(&record_lead, "status"), "zh"), "状态");
}

static void picks_go_by_key_and_label(void **state)
{
	const struct pick *source = find(&record_lead, "source")->picks;
	const struct pick *class = find(&record_customer, "class")->picks;

	(void)state;
	assert_string_equal(pick_find(source, "trade-show")->key, "trade-show");
	assert_string_equal(pick_find(source, "Trade-Show")->key, "trade-show");
	assert_string_equal(pick_find(source, "TRADE SHOW")->key, "trade-show");
	assert_string_equal(pick_find(source, "展会")->key, "trade-show");
	assert_string_equal(pick_find(class, "A")->key, "a");
	assert_string_equal(pick_find(class, "a级")->key, "a");
	assert_null(pick_find(source, "trade"));
	assert_null(pick_find(source, ""));
	assert_null(pick_find(NULL, "展会"));
}

static void initial_picks(void **state)
{
	const struct pick *channel = find(&record_contact, "channel")->picks;
	const struct pick *stage = find(&record_deal, "stage")->picks;

	(void)state;
	assert_string_equal(pick_initial(stage)->key, "prospecting");
	assert_int_equal(pick_initial(stage)->probability, 100000);
	assert_null(pick_initial(find(&record_customer, "industry")->picks));
	assert_null(pick_initial(NULL));
	assert_true(pick_is_empty(pick_initial(find(&record_lead, "source")->picks)));
	assert_true(pick_is_empty(pick_initial(find(&record_customer, "class")->picks)));
	assert_false(pick_is_empty(pick_find(channel, "none")));
	assert_false(pick_is_empty(pick_initial(stage)));
	assert_false(pick_is_empty(NULL));
	assert_int_equal(pick_find(stage, "赢单")->outcome, OUTCOME_WON);
	assert_int_equal(pick_find(stage, "lost")->outcome, OUTCOME_LOST);
	assert_int_equal(pick_find(stage, "lost")->probability, 0);
	assert_int_equal(pick_find(stage, "谈判")->outcome, OUTCOME_OPEN);
}

static void reference_forms(void **state)
{
	static const char *const like[] = { "c1", "zz1", "cp20", "pay3.2", "d3.10", "c99999999999999999999" };
	static const char *const unlike[] = { "", "c", "12", "c0", "c01", "C1", "c1.", "c1.0", "c1.2.3", "c1x", " c1",
		                              "abcd1", "c-1", "c1..c3", "客1", "c１" };

	(void)state;
	for (size_t i = 0; i < sizeof like / sizeof *like; i++)
		if (!reference_like(like[i]))
			fail_msg("%s", like[i]);
	for (size_t i = 0; i < sizeof unlike / sizeof *unlike; i++)
		if (reference_like(unlike[i]))
			fail_msg("%s", unlike[i]);
}

static void references_are_parsed(void **state)
{
	struct reference reference = { 0 };

	(void)state;
	assert_int_equal(reference_parse("c12", &reference, NULL), STATUS_OK);
	assert_ptr_equal(reference.type, &record_customer);
	assert_int_equal(reference.id, 12);
	assert_int_equal(reference.child, 0);
	assert_int_equal(reference_parse("d3.2", &reference, NULL), STATUS_OK);
	assert_ptr_equal(reference.type, &record_stage_move);
	assert_int_equal(reference.id, 3);
	assert_int_equal(reference.child, 2);
	assert_int_equal(reference_parse("ch999999999999999", &reference, NULL), STATUS_OK);
	assert_ptr_equal(reference.type, &record_change);
	assert_int_equal(reference.id, 999999999999999);
}

static void bad_references_are_refused(void **state)
{
	static const struct {
		const char *text, *message;
	} bad[] = {
		{ "12", "'12' is not a reference; write letters and a number, as in c12" },
		{ "", "'' is not a reference; write letters and a number, as in c12" },
		{ "c1.2", "c1.2: a customer has no numbered parts; write c1" },
		{ "c1000000000000000", "c1000000000000000: the number has more than 15 digits" },
		{ "d1.9999999999999999", "d1.9999999999999999: the number has more than 15 digits" },
	};

	(void)state;
	struct text prefixes = { 0 };
	struct error unknown = { 0 };
	text_add(&prefixes, "zz1: no record type has the prefix 'zz'; known prefixes are");
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (!walk.record->internal)
			text_printf(&prefixes, " %s,", walk.record->prefix);
	text_add(&prefixes, " ch");
	assert_int_equal(reference_parse("zz1", &(struct reference){ 0 }, &unknown), STATUS_USAGE);
	assert_string_equal(unknown.message, prefixes.data);
	text_free(&prefixes);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct reference reference = { .id = -7 };
		struct error error = { 0 };
		assert_int_equal(reference_parse(bad[i].text, &reference, &error), STATUS_USAGE);
		assert_string_equal(error.message, bad[i].message);
		assert_int_equal(reference.id, -7);
	}
}

static void references_are_written(void **state)
{
	struct text text = { 0 };

	(void)state;
	reference_format(&text, &record_campaign, 999999999999999);
	assert_string_equal(text_string(&text), "cp999999999999999");
	text_free(&text);
}

static void any_references(void **state)
{
	int64_t id = -7;

	(void)state;
	assert_int_equal(anyref_pack(&record_customer, 1), 258);
	assert_int_equal(anyref_pack(&record_contact, 12), 12 * 256 + 3);
	assert_ptr_equal(anyref_unpack(258, &id), &record_customer);
	assert_int_equal(id, 1);
	assert_ptr_equal(anyref_unpack(anyref_pack(&record_change, 999999999999999), &id), &record_change);
	assert_int_equal(id, 999999999999999);
	assert_int_equal(anyref_pack(&record_customer, 0), 0);
	assert_int_equal(anyref_pack(&record_customer, -1), 0);
	assert_int_equal(anyref_pack(&record_customer, INT64_MAX), 0);
	assert_null(anyref_unpack(0, &id));
	assert_null(anyref_unpack(2, &id));
	assert_null(anyref_unpack(256, &id));
	assert_null(anyref_unpack(-254, &id));
	assert_null(anyref_unpack(INT64_MIN, &id));
	assert_int_equal(id, 999999999999999);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_is_sound),
		cmocka_unit_test(broken_fields_are_found),
		cmocka_unit_test(fields_do_not_clash),
		cmocka_unit_test(broken_picks_are_found),
		cmocka_unit_test(broken_types_are_found),
		cmocka_unit_test(types_are_found),
		cmocka_unit_test(fields_know_their_column),
		cmocka_unit_test(picks_go_by_key_and_label),
		cmocka_unit_test(initial_picks),
		cmocka_unit_test(reference_forms),
		cmocka_unit_test(references_are_parsed),
		cmocka_unit_test(bad_references_are_refused),
		cmocka_unit_test(references_are_written),
		cmocka_unit_test(any_references),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
