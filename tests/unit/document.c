#include "cli/document.h"
#include "people/people.h"

#include "store/save.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct error error;
static struct store *store;
static struct arena arena;
static const struct type *type;

static void must(enum status status)
{
	if (status)
		fail_msg("%s", error.message);
}

static struct value text_value(const char *text)
{
	return value_text(arena_string(&arena, text));
}

static struct record *new_customer(const char *name)
{
	struct record *record = record_new(&arena, type);

	*record_value(record, "name") = text_value(name);
	return record;
}

static int64_t add(struct record *record)
{
	must(change_begin(store, "test"));
	must(save_add(store, record, &arena));
	must(change_commit(store));
	return record->id;
}

static struct record *load(int64_t id)
{
	struct record *record;

	must(row_load(store, type, id, &arena, &record));
	assert_non_null(record);
	return record;
}

static struct document document_of(int64_t id)
{
	struct document document;

	must(edited_load(store, type, id, &arena, &document));
	return document;
}

static enum status read_text(struct document *documents, size_t count, const char *text)
{
	return document_read(document_name, text, strlen(text), type, documents, count, &arena, &error);
}

static void reads_unchanged(struct document *document)
{
	struct text text = { 0 };

	document_write(document, &text);
	document->present = false;
	enum status status = document_read(document_name, text.data, text.length, type, document, 1, &arena, &error);
	if (status || document->edit_count)
		fail_msg("%s\n%s\n%s", error.message, document->edit_count ? document->edits[0].field->name : "", text.data);
	assert_true(document->present);
	text_free(&text);
}

static void layout(void **state)
{
	struct record *record = new_customer("Acme");
	struct text text = { 0 };
	const char *const parts[] = {
		"\nversion: ch", "\nname: Acme\nkind: company\nparent:\n", "\nannual_revenue: 1234.50\n", "\nregion: yes\n",
		"\ntags:\n  - \"-\"\n  - a b\n", "\nnotes: |\n  one\n\n    - two: \"x\"\n", "\ndo_not_call: no\n",
		"\nfounded_on: 1999-12-31\n", "\nphone: \"+86 21 5555 0100\"\n", "\ncurrency: CNY\n",
	};

	(void)state;
	*record_value(record, "annual_revenue") = value_integer(123450);
	*record_value(record, "region") = text_value("yes");
	*record_value(record, "founded_on") = text_value("1999-12-31");
	*record_value(record, "phone") = text_value("+86 21 5555 0100");
	*record_value(record, "tags") = text_value(",-,a b,");
	*record_value(record, "notes") = text_value("one\n\n  - two: \"x\"\n");
	*record_value(record, "currency") = text_value("CNY");
	struct document document = document_of(add(record));
	document_write(&document, &text);
	assert_int_equal(strncmp(text.data, "ref: c", 6), 0);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!strstr(text.data, parts[i]))
			fail_msg("%s is not in\n%s", parts[i], text.data);
	assert_null(strstr(text.data, "created_at"));
	assert_null(strstr(text.data, "open_deals"));
	text_free(&text);
	reads_unchanged(&document);
}

static void add_character(struct text *text, uint32_t character)
{
	if (character < 0x80) {
		text_byte(text, (char)character);
		return;
	}
	int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
	text_byte(text, (char)((0xFF00 >> (more + 1) & 0xFF) | character >> 6 * more));
	while (more--)
		text_byte(text, (char)(0x80 | (character >> 6 * more & 0x3F)));
}

/* Every character at the beginning, in the middle and at the end of a text, alone and beside others. */
static void all_characters_come_back(void **state)
{
	struct document_value values[3] = {
		{ .field = 502, .name = "notes" }, { .field = 1, .name = "name" }, { .field = 501, .name = "tags", .list = true },
	};
	struct document document = { .id = 1, .reference = "c1", .version = "ch1", .values = values, .count = 3 };
	struct text text = { 0 };

	(void)state;
	for (uint32_t first = 1; first < 0x110000; first += 61) {
		text_clear(&text);
		for (uint32_t character = first; character < first + 61 && character < 0x110000; character++) {
			if (character >= 0xD800 && character < 0xE000)
				continue;
			add_character(&text, character);
			text_add(&text, character % 3 == 0 ? "x" : character % 3 == 1 ? "" : " ");
			add_character(&text, character);
			text_add(&text, character % 7 ? "" : "\n");
		}
		if (!text.length)
			continue;
		values[0].text = values[1].text = text.data;
		values[0].length = values[1].length = text.length;
		char *list = arena_copy(&arena, text.data, text.length);
		for (char *p = list; *p; p++)
			if (*p == ',')
				*p = ';';
		values[2].text = list;
		values[2].length = text.length;
		reads_unchanged(&document);
	}
	text_free(&text);
}

/* Pieces that mean something in YAML, in every order of three. */
static void all_pieces_come_back(void **state)
{
	static const char *const pieces[] = {
		" ", "\n", "\t", "- ", ": ", " #", "---", "...", "|", ">", "'", "\"", "\\", "\\n", "%", "a", "-1", "?", "~", "𠮷", "[", "{", "&", "\r",
	};
	enum { COUNT = sizeof pieces / sizeof *pieces };
	struct document_value value = { .field = 502, .name = "notes" };
	struct document document = { .id = 1, .reference = "c1", .version = "ch1", .values = &value, .count = 1 };
	char text[32];

	(void)state;
	for (size_t i = 0; i < COUNT * COUNT * COUNT; i++) {
		snprintf(text, sizeof text, "%s%s%s", pieces[i % COUNT], pieces[i / COUNT % COUNT], pieces[i / COUNT / COUNT]);
		value.text = text;
		value.length = strlen(text);
		reads_unchanged(&document);
		arena_reset(&arena);
	}
}

static void long_texts_come_back(void **state)
{
	struct document_value values[2] = { { .field = 502, .name = "notes" }, { .field = 501, .name = "tags", .list = true } };
	struct document document = { .id = 1, .reference = "c1", .version = "", .values = values, .count = 2 };
	struct text text = { 0 };

	(void)state;
	for (size_t i = 0; i < 20000; i++)
		text_add(&text, i % 2 ? "word \\" : "\"字");
	for (size_t i = 0; i < 2; i++) {
		values[i].text = text.data;
		values[i].length = text.length;
	}
	reads_unchanged(&document);
	text_free(&text);
}

static void edits_are_found(void **state)
{
	struct document documents[2] = { document_of(add(new_customer("One"))), document_of(add(new_customer("Two"))) };
	const char *one = documents[0].reference, *two = documents[1].reference;

	(void)state;
	must(read_text(documents, 2, arena_printf(&arena, "---\nref: %s\nwebsite: ~\nkind: |\n  person\ntags: [vip, '']\nfax:\nname: One\n---\n", two)));
	assert_false(documents[0].present);
	assert_true(documents[1].present);
	assert_int_equal(documents[1].edit_count, 3);
	assert_string_equal(documents[1].edits[0].field->name, "kind");
	assert_string_equal(documents[1].edits[0].text, "person");
	assert_string_equal(documents[1].edits[0].before, "company");
	assert_string_equal(documents[1].edits[1].text, "vip");
	assert_string_equal(documents[1].edits[2].text, "One");
	assert_int_equal(documents[1].edits[2].line, 8);
	assert_int_equal(documents[1].edits[2].column, 7);

	documents[0] = document_of(documents[0].id);
	must(read_text(documents, 1, arena_printf(&arena, "{ref: %s, city: 上海, currency: USD}", one)));
	assert_int_equal(documents[0].edit_count, 2);
	assert_string_equal(documents[0].edits[0].field->name, "currency");
	assert_string_equal(documents[0].edits[1].field->name, "bill_city");
	must(read_text(documents, 1, ""));
}

static void refuses(struct document document, enum status status, const char *text, const char *part)
{
	document.present = false;
	assert_int_equal(read_text(&document, 1, arena_printf(&arena, text, document.reference)), status);
	if (!strstr(error.message, part))
		fail_msg("expected \"%s\", got \"%s\"", part, error.message);
}

static void bad_documents_are_refused(void **state)
{
	struct document document = document_of(add(new_customer("Bad")));

	(void)state;
	refuses(document, STATUS_DATA, "ref: %s\nnmae: x", "edit.yaml:2:1: unknown field 'nmae'; did you mean 'name'?");
	refuses(document, STATUS_DATA, "ref: %s\nversion: ch999999", "edit.yaml:2:10: version is maintained");
	refuses(document, STATUS_DATA, "ref: %s\nversion:", "version is maintained");
	refuses(document, STATUS_DATA, "ref: %s\nversion: [ch1]", "version is maintained");
	refuses(document, STATUS_DATA, "ref: %s\nopen_deals: 3", "edit.yaml:2:1: open_deals cannot be set: it is derived");
	refuses(document, STATUS_DATA, "ref: %s\nupdated_at: now", "updated_at cannot be set: it is maintained");
	refuses(document, STATUS_DATA, "ref: %s\ncity: a\nbill_city: b", "edit.yaml:3:1: bill_city is given twice");
	refuses(document, STATUS_DATA, "ref: %s\nname: a\nname: b", "name");
	refuses(document, STATUS_DATA, "ref: %s\nname: [a]", "edit.yaml:2:7: name holds one value, not a list");
	refuses(document, STATUS_DATA, "ref: %s\nname: {a: b}", "name: text is expected here");
	refuses(document, STATUS_DATA, "ref: %s\ntags: {a: b}", "tags: text is expected here");
	refuses(document, STATUS_DATA, "ref: %s\ntags: [[a]]", "tags: an item is one word");
	refuses(document, STATUS_DATA, "%s", "a record consists of lines of the form field: value");
	refuses(document, STATUS_DATA, "- %s", "a record consists of lines of the form field: value");
	refuses(document, STATUS_DATA, "name: %s", "the ref of the record is missing");
	refuses(document, STATUS_DATA, "ref: [%s]", "the ref of the record is missing");
	refuses(document, STATUS_DATA, "ref:\nname: %s", "the ref of the record is missing");
	refuses(document, STATUS_DATA, "ref: %1$s\n---\nref: %1$s", "is given twice");
	refuses(document, STATUS_REFUSED, "ref: %s9", "is not a record being edited;");
	refuses(document, STATUS_DATA, "ref: %s\nname: &a b", "anchors");
	refuses(document, STATUS_DATA, "ref: %s\nname: !!str b", "tags (!)");
	assert_int_equal(edited_load(store, type, 987654, &arena, &document), STATUS_REFUSED);
}

/* What comes of a text when `field` of the record was set to `theirs` meanwhile. */
static enum status merge(int64_t id, const char *text, const char *field, struct value theirs, struct record **merged)
{
	struct document document = document_of(id);
	struct record *old = load(id), *now = record_copy(&arena, old);

	*record_value(now, field) = theirs;
	must(change_begin(store, "test"));
	must(save_set(store, old, now, &arena));
	must(change_commit(store));
	must(read_text(&document, 1, arena_printf(&arena, "ref: %s\n%s", document.reference, text)));
	return document_merge(store, &document, load(id), &arena, merged);
}

static void fields_are_merged(void **state)
{
	struct record *record = new_customer("Merged");
	*record_value(record, "currency") = text_value("CNY");
	int64_t id = add(record);

	(void)state;
	must(merge(id, "fax: '555 01000'", "region", text_value("west"), &record));
	assert_string_equal(record_text(record, "region"), "west");
	assert_string_equal(record_text(record, "fax"), "555 01000");

	must(merge(id, "region: east", "region", text_value("east"), &record));
	assert_string_equal(record_text(record, "region"), "east");

	assert_int_equal(merge(id, "region: north", "region", text_value("south"), &record), STATUS_REFUSED);
	assert_non_null(strstr(error.message, ": region: you wrote \"north\", but meanwhile it was changed from \"east\" to \"south\""));

	assert_int_equal(merge(id, "region:", "region", text_value("a \"b\"\n"), &record), STATUS_REFUSED);
	assert_non_null(strstr(error.message, "you wrote nothing, but meanwhile it was changed from \"south\" to \"a \\\"b\\\"\\n\""));

	must(merge(id, "region:", "fax", (struct value){ 0 }, &record));
	assert_int_equal(record_value(record, "region")->type, VALUE_NULL);
	assert_int_equal(record_value(record, "fax")->type, VALUE_NULL);

	assert_int_equal(merge(id, "kind: firm", "fax", (struct value){ 0 }, &record), STATUS_DATA);
	assert_non_null(strstr(error.message, "edit.yaml:2:7: kind: 'firm'"));
	must(merge(id, "parent: Merged", "fax", (struct value){ 0 }, &record));
	assert_int_equal(record_integer(record, "parent"), id);
}

static void amounts_go_with_their_currency(void **state)
{
	struct record *record = new_customer("Rich");
	*record_value(record, "currency") = text_value("CNY");
	*record_value(record, "credit_limit") = value_integer(100000);
	int64_t id = add(record);

	(void)state;
	must(merge(id, "currency: JPY", "region", text_value("west"), &record));
	assert_int_equal(record_integer(record, "credit_limit"), 1000);
	must(merge(id, "credit_limit: 70.5\ncurrency: USD", "region", text_value("east"), &record));
	assert_int_equal(record_integer(record, "credit_limit"), 7050);
	assert_string_equal(record_text(record, "currency"), "USD");

	assert_int_equal(merge(id, "currency: JPY", "credit_limit", value_integer(200000), &record), STATUS_REFUSED);
	assert_non_null(strstr(error.message, ": credit_limit: you wrote \"1000.00\", but meanwhile it was changed from \"1000.00\" to \"2000.00\""));
	assert_int_equal(merge(id, "credit_limit: 5", "currency", text_value("USD"), &record), STATUS_REFUSED);
	assert_non_null(strstr(error.message, ": currency: you wrote \"CNY\", but meanwhile it was changed from \"CNY\" to \"USD\""));
	must(merge(id, "currency: EUR\ncredit_limit: 5", "currency", text_value("EUR"), &record));
	assert_int_equal(record_integer(record, "credit_limit"), 500);
	assert_int_equal(merge(id, "credit_limit: CNY 5", "region", text_value("north"), &record), STATUS_DATA);
	assert_int_equal(merge(id, "currency: JPY\ncredit_limit: 5.25", "region", text_value("west"), &record), STATUS_DATA);
	assert_non_null(strstr(error.message, "edit.yaml:3:15: credit_limit: "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout),
		cmocka_unit_test(edits_are_found),
		cmocka_unit_test(bad_documents_are_refused),
		cmocka_unit_test(fields_are_merged),
		cmocka_unit_test(amounts_go_with_their_currency),
		cmocka_unit_test(long_texts_come_back),
		cmocka_unit_test(all_characters_come_back),
		cmocka_unit_test(all_pieces_come_back),
	};
	static const char *const left[] = { "crm.db", "crm.db-wal", "crm.db-shm" };
	char directory[] = "/tmp/document-test-XXXXXX";

	if (!mkdtemp(directory) || chdir(directory) != 0)
		return 1;
	if (store_create("crm.db", NULL, NULL, NULL, &error) || store_open(&store, "crm.db", &(struct store_options){ .mode = DB_WRITE, .unruled = true }, &error)) {
		print_error("%s\n", error.message);
		return 1;
	}
	type = store_type(store, &record_customer);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	store_close(store);
	arena_free(&arena);
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		unlink(left[i]);
	return chdir("/") == 0 && rmdir(directory) == 0 ? failed : failed + 1;
}
