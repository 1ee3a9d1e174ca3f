#include "database.h"

#include "base/utf8.h"
#include "people/people.h"
#include "selling/selling.h"
#include "store/key.h"
#include "store/remove.h"
#include "store/search.h"
#include "store/merge_records.h"

/* Normal forms. */

static void key_is(unsigned kinds, const char *text, const char *wanted)
{
	const struct conventions conventions = { .country = "86", .area = "21" };
	struct text out = { 0 };

	text_add(&out, "|");
	key_text(&conventions, kinds, text, strlen(text), &out);
	if (strcmp(out.data + 1, wanted) != 0 || out.length != strlen(wanted) + 1)
		fail_msg("'%s' as %u is '%s', not '%s'", text, kinds, out.data + 1, wanted);
	text_free(&out);
}

static void forms(void **state)
{
	(void)state;
	key_is(KEY_NAME, "  Anna  Hansen ", "anna  hansen");
	key_is(KEY_ALIAS, "ÉCOLE", "école");
	key_is(KEY_NAME, "E\xCC\x81""cole", "école");
	key_is(KEY_NAME, "  ", "");
	key_is(KEY_COMPANY, "Hansen & Söhne GmbH", "hansensohne");
	key_is(KEY_TAX_NAME, "上海 海澄泵业有限公司", "上海海澄泵业");
	key_is(KEY_PERSON, "Müller-Lüdenscheidt, K. Co", "mullerludenscheidtkco");
	key_is(KEY_PERSON, "迪丽热巴·迪力木拉提", "迪丽热巴迪力木拉提");
	key_is(KEY_PHONE, "021-5555 6666 转 801", "+862155556666");
	key_is(KEY_EMAIL, "Li@Firm.EXAMPLE", "li@firm.example");
	key_is(KEY_TAX_NUMBER, "９1310000-ma1k 35.xx0a", "91310000MA1K35XX0A");
	key_is(KEY_TAX_NUMBER, "12-345", "");
	key_is(KEY_ACCOUNT, "DE89 3704/0044.0532", "DE89370400440532");
	key_is(KEY_ACCOUNT, "12 345", "");
	key_is(KEY_ACCOUNT, "123 456", "123456");
	key_is(KEY_SHARED | KEY_ELSEWHERE, "x", "");
}

static void mail_domains(void **state)
{
	(void)state;
	key_is(KEY_WEBSITE, "https://www.Firm.example/about?x=1", "firm.example");
	key_is(KEY_WEBSITE, "firm.example", "firm.example");
	key_is(KEY_WEBSITE, "http://user:pass@www.firm.example:8080/", "firm.example");
	key_is(KEY_WEBSITE, "firm.example.", "firm.example");
	key_is(KEY_WEBSITE, "https://shop.firm.example#top", "shop.firm.example");
	key_is(KEY_WEBSITE, "https://海澄.example", "海澄.example");
	key_is(KEY_WEBSITE, "https://qq.com/firm", "");
	key_is(KEY_WEBSITE, "https://firm.github.io", "");
	key_is(KEY_WEBSITE, "https://notqq.com", "notqq.com");
	key_is(KEY_WEBSITE, "localhost", "");
	key_is(KEY_WEBSITE, "www.", "");
	key_is(KEY_WEBSITE, "", "");
	key_is(KEY_WEBSITE, "http://", "");
	key_is(KEY_WEBSITE, "http://[::1]/", "");
	key_is(KEY_WEBSITE, "@@@:::", "");
}

static void sameness(void **state)
{
	const struct conventions conventions = { .country = "86", .area = "21" };

	(void)state;
	assert_true(key_same(&conventions, KEY_PHONE, "5555 6666", "+86 21 55556666"));
	assert_false(key_same(&conventions, KEY_PHONE, "5555 6666", "+86 22 55556666"));
	assert_true(key_same(&conventions, KEY_EMAIL, "a@b.example", "A@b.example"));
	assert_false(key_same(&conventions, KEY_EMAIL, "", ""));
	assert_false(key_same(&conventions, KEY_ACCOUNT, "1", "1"));
}

/* What the look-up of names and addresses stands on: texts that are equal but for case have the same words. */
static void case_changes_no_word(void **state)
{
	struct text folded = { 0 }, whole = { 0 }, twice = { 0 };

	(void)state;
	for (uint32_t c = ' '; c < 0x110000; c++) {
		char bytes[5] = { 0 };
		if (c >= 0xD800 && c < 0xE000)
			continue;
		if (c < 0x80)
			bytes[0] = (char)c;
		else if (c < 0x800)
			bytes[0] = (char)(0xC0 | c >> 6), bytes[1] = (char)(0x80 | (c & 63));
		else if (c < 0x10000)
			bytes[0] = (char)(0xE0 | c >> 12), bytes[1] = (char)(0x80 | (c >> 6 & 63)), bytes[2] = (char)(0x80 | (c & 63));
		else
			bytes[0] = (char)(0xF0 | c >> 18), bytes[1] = (char)(0x80 | (c >> 12 & 63)), bytes[2] = (char)(0x80 | (c >> 6 & 63)), bytes[3] = (char)(0x80 | (c & 63));
		text_clear(&folded);
		text_clear(&whole);
		text_clear(&twice);
		utf8_casefold(&folded, bytes, strlen(bytes));
		search_words(&whole, bytes, strlen(bytes));
		search_words(&twice, text_string(&folded), folded.length);
		if (strcmp(text_string(&whole), text_string(&twice)) != 0)
			fail_msg("U+%04X: '%s' has the words '%s', '%s' has '%s'", (unsigned)c, bytes, text_string(&whole), text_string(&folded), text_string(&twice));
	}
	text_free(&folded);
	text_free(&whole);
	text_free(&twice);
}

/* Which fields hold which keys. */

static unsigned kinds_of(const struct record_type *record, const char *name)
{
	const struct type *type = store_type(store, record);

	return key_kinds(type, type_field(type, name, NULL));
}

static void fields_say_what_they_hold(void **state)
{
	(void)state;
	assert_int_equal(kinds_of(&record_customer, "name"), KEY_NAME | KEY_COMPANY | KEY_PERSON | KEY_ALIKE);
	assert_int_equal(kinds_of(&record_customer, "aliases"), KEY_ALIAS | KEY_COMPANY);
	assert_int_equal(kinds_of(&record_customer, "tax_name"), KEY_TAX_NAME);
	assert_int_equal(kinds_of(&record_customer, "tax_number"), KEY_TAX_NUMBER);
	assert_int_equal(kinds_of(&record_supplier, "bank_account"), KEY_ACCOUNT);
	assert_int_equal(kinds_of(&record_customer, "tax_phone"), KEY_PHONE);
	assert_int_equal(kinds_of(&record_contact, "phone"), KEY_PHONE | KEY_SHARED);
	assert_int_equal(kinds_of(&record_contact, "assistant_phone"), KEY_PHONE | KEY_ELSEWHERE);
	assert_int_equal(kinds_of(&record_contact, "email2"), KEY_EMAIL | KEY_MAILBOX);
	assert_int_equal(kinds_of(&record_lead, "website"), KEY_WEBSITE);
	assert_int_equal(kinds_of(&record_customer, "industry"), 0);
	assert_int_equal(kinds_of(&record_customer, "last_contact"), 0);
	assert_int_equal(kinds_of(&record_stock_movement, "kind"), 0); /* a title, but no text */
	assert_string_equal(key_scope(store_type(store, &record_contact))->name, "customer");
	assert_string_equal(key_scope(store_type(store, &record_lead))->name, "company");
	assert_string_equal(key_scope(store_type(store, &record_note))->name, "about");
	assert_null(key_scope(store_type(store, &record_customer)));
}

/* The look-up. */

static const struct record_type *const people[] = { &record_customer, &record_contact, &record_lead, &record_supplier, NULL };

static const char *found_by(const struct key_index *index, unsigned kinds, const char *text)
{
	struct key_found *found;
	struct text list = { 0 };
	size_t count;

	ok(key_find(store, index, people, kinds, text, &arena, &found, &count));
	for (size_t i = 0; i < count; i++)
		text_printf(&list, "%s%s%lld.%s", i ? " " : "", found[i].record->prefix, (long long)found[i].id, found[i].field->name);
	const char *copy = arena_string(&arena, text_string(&list));
	text_free(&list);
	return copy;
}

static void finds(unsigned kinds, const char *text, const char *wanted)
{
	const char *by_words = found_by(NULL, kinds, text);

	if (strcmp(by_words, wanted) != 0)
		fail_msg("'%s' as %u finds '%s', not '%s'", text, kinds, by_words, wanted);
	store->past = true; /* every row is read */
	const char *by_rows = found_by(NULL, kinds, text);
	store->past = false;
	if (strcmp(by_rows, wanted) != 0)
		fail_msg("'%s' as %u finds '%s' by reading all, not '%s'", text, kinds, by_rows, wanted);
	struct key_index index;
	key_index_open(&index);
	for (size_t i = 0; people[i]; i++)
		ok(key_index_load(&index, store, people[i], kinds));
	const char *by_index = found_by(&index, kinds, text);
	key_index_free(&index);
	if (strcmp(by_index, wanted) != 0)
		fail_msg("'%s' as %u finds '%s' by an index, not '%s'", text, kinds, by_index, wanted);
}

static void each_kind(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Hansen Pumps Ltd", "phone", "021-5555 6666", "fax", "+49 30 123456", "email", "Info@Hansen.example", "aliases", "HP,汉森泵业", NULL);
	add(&record_customer, "name", "HP", "website", "https://www.hansen.example/x", "tax_name", "上海海澄泵业有限公司", "tax_number", "91310000-MA1K35XX0A", NULL);
	add(&record_contact, "name", "Anna Hansen", "phone", "(021) 55556666-12", "assistant_phone", "13800138000", "email2", "info@hansen.example", NULL);
	add(&record_supplier, "name", "海澄 泵业", "bank_account", "6222 0000 1111 2222", "mobile", "13800138000", NULL);
	commit();
	finds(KEY_NAME, "hansen pumps LTD", "c1.name");
	finds(KEY_NAME, " Hansen Pumps Ltd ", "c1.name");
	finds(KEY_NAME, "Hansen Pumps", "");
	finds(KEY_NAME, "hp", "c2.name");
	finds(KEY_NAME | KEY_ALIAS, "hp", "c1.aliases c2.name");
	finds(KEY_ALIAS, "汉森泵业", "c1.aliases");
	finds(KEY_ALIAS, "HP,汉森泵业", "");
	finds(KEY_COMPANY, "HANSEN-PUMPS", "c1.name");
	finds(KEY_COMPANY, "汉森泵业有限公司", "c1.aliases");
	finds(KEY_COMPANY, "上海海澄泵业", "");
	finds(KEY_COMPANY | KEY_TAX_NAME, "上海海澄泵业", "c2.tax_name");
	finds(KEY_COMPANY, "海澄泵业股份有限公司", "su1.name");
	finds(KEY_PERSON, "annahansen", "p1.name");
	finds(KEY_PHONE, "+86 21 55556666", "c1.phone p1.phone");
	finds(KEY_PHONE, "55556666", "");
	finds(KEY_PHONE, "0049 30 123456", "c1.fax");
	finds(KEY_PHONE, "138 0013 8000", "p1.assistant_phone su1.mobile");
	finds(KEY_EMAIL, "INFO@hansen.example", "c1.email p1.email2");
	finds(KEY_EMAIL, "hansen@info.example", "");
	finds(KEY_WEBSITE, "hansen.example", "c2.website");
	finds(KEY_TAX_NUMBER, "91310000ma1k35xx0a", "c2.tax_number");
	finds(KEY_ACCOUNT, "6222000011112222", "su1.bank_account");
	finds(KEY_ACCOUNT, "6222", "");
}

static void spellings(void **state)
{
	static const char *const groups[][12] = {
		{ "海澄泵业", "海澄泵业有限公司", "海澄 泵业", "海澄泵业股份有限公司", "海 澄 泵 业", "海有限公司澄泵业", "海澄（泵业）", "海澄股份有限公司泵业有限公司", "海澄・泵业" },
		{ "Hansen Pumps", "hansenpumps", "HANSEN-PUMPS GmbH & Co. KG", "Hans En Pumps", "Hänsen Pumps, Inc.", "h.a.n.s.e.n.pumps", "Ｈａｎｓｅｎ Pumps" },
		{ "李", "李有限公司", "李 Ltd", "李 GmbH" },
		{ "3M中国", "3M 中国有限公司", "3 M 中 国", "3m-中国" },
		{ "上海ABB工程", "上海 ABB 工程有限公司", "上海 A.B.B. 工程" },
		{ "有限公司" }, { "Ltd" }, { "***" }, { "---" }, { "々木", "々 木有限公司" },
	};

	(void)state;
	begin();
	int64_t id = 0;
	for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
		for (size_t i = 0; i < 12 && groups[g][i]; i++)
			assert_int_equal(add(&record_customer, "name", groups[g][i], NULL), ++id);
	commit();
	id = 1;
	for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
		struct text wanted = { 0 };
		for (size_t i = 0; i < 12 && groups[g][i]; i++)
			text_printf(&wanted, "%sc%lld.name", i ? " " : "", (long long)id++);
		for (size_t i = 0; i < 12 && groups[g][i]; i++)
			finds(KEY_COMPANY, groups[g][i], wanted.data);
		text_free(&wanted);
	}
}

/* Names out of a few pieces, so that many are near each other: whatever reading all rows finds, the words and an index find. */
static void any_names(void **state)
{
	static const char *const pieces[] = { "海", "澄", "泵业", "李", "a", "Ab", "hansen", "-", " ", ".", "·", "有限公司", " Ltd", "股份", "É", "3", "（", "ß", "X", "々" };
	unsigned seed = 1;

	(void)state;
	begin();
	for (int i = 0; i < 300; i++) {
		struct text name = { 0 };
		do {
			text_clear(&name);
			for (int k = 0; k < 1 + i % 5; k++)
				text_add(&name, pieces[(seed = seed * 1103515245 + 12345) / 65536 % (sizeof pieces / sizeof *pieces)]);
		} while (!add(&record_customer, "name", name.data, NULL));
		text_free(&name);
	}
	commit();
	for (int64_t id = 1; id <= 300; id++) {
		static const unsigned kinds[] = { KEY_NAME, KEY_COMPANY, KEY_PERSON };
		const char *name = shown(&record_customer, id, "name");
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
			store->past = true;
			const char *wanted = found_by(NULL, kinds[k], name);
			store->past = false;
			finds(kinds[k], name, wanted);
		}
	}
}

static void words_are_only_candidates(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Hansen Pumps", "notes", "Pumps Hansen", "email", "a.b@c.example", NULL);
	add(&record_customer, "name", "Pumps Hansen", "email", "b.a@c.example", "phone", "021-12341234", NULL);
	add(&record_customer, "name", "上海海澄", "phone", "021-23412341", NULL);
	commit();
	finds(KEY_NAME, "hansen pumps", "c1.name");
	finds(KEY_NAME, "pumps hansen", "c2.name");
	finds(KEY_NAME, "海澄上海", "");
	finds(KEY_EMAIL, "B.A@C.example", "c2.email");
	finds(KEY_PHONE, "021-23412341", "c3.phone");
	finds(KEY_NAME, "", "");
	finds(KEY_COMPANY, " ", "");
}

/* An open change is searched as it stands. */
static void changes_that_are_open(void **state)
{
	(void)state;
	begin();
	int64_t id = add(&record_customer, "name", "Alpha", NULL);
	commit();
	begin();
	add(&record_customer, "name", "ALPHA", NULL);
	finds(KEY_NAME, "alpha", "c1.name c2.name");
	ok(set(&record_customer, id, "name", "Beta", NULL));
	add(&record_customer, "name", "beta", NULL);
	finds(KEY_NAME, "alpha", "c2.name");
	finds(KEY_NAME, "beta", "c1.name c3.name");
	for (int i = 0; i < 1100; i++)
		add(&record_customer, "name", "Gamma", NULL);
	struct key_found *found;
	size_t count;
	ok(key_find(store, NULL, people, KEY_NAME, "gamma", &arena, &found, &count));
	assert_int_equal(count, 1100); /* more than are looked at one by one */
	assert_int_equal(found[0].id, 4);
	assert_int_equal(found[1099].id, 1103);
	store->change.search_anew = true;
	add(&record_customer, "name", "Delta", NULL);
	finds(KEY_NAME, "delta", "c1104.name");
	commit();
	finds(KEY_NAME, "delta", "c1104.name");
	change_rollback(store);
	finds(KEY_NAME, "beta", "c1.name c3.name");
}

static void merged_and_removed(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Alpha", "phone", "021-55556666", NULL);
	add(&record_customer, "name", "Alfa", "email", "a@a.example", NULL);
	add(&record_customer, "name", "Gone", NULL);
	commit();
	begin();
	ok(merge_records(store, store_type(store, &record_customer), 1, 2, false, &arena));
	ok(remove_record(store, store_type(store, &record_customer), 3, false, &arena));
	commit();
	finds(KEY_NAME, "alfa", "");
	finds(KEY_ALIAS, "alfa", "c1.aliases");
	finds(KEY_EMAIL, "a@a.example", "c1.email");
	finds(KEY_NAME, "gone", "");
}

/* The index. */

static void rings(void **state)
{
	enum { MANY = 200000 };
	struct key_index index;
	uint32_t at = 0;

	(void)state;
	key_index_open(&index);
	assert_int_equal(map_next(&index.map, 7, &at), 0);
	for (int64_t value = 1; value <= MANY; value++) {
		key_index_add(&index, 7, value);
		key_index_add(&index, 7, value);
		key_index_add(&index, 7 + ((uint64_t)1 << 40), value + MANY);
	}
	for (int64_t value = 1; value <= MANY; value++)
		assert_int_equal(map_next(&index.map, 7, &at), value);
	assert_int_equal(map_next(&index.map, 7, &at), 0);
	assert_int_equal(map_next(&index.map, 7, &at), 0);
	at = 0;
	assert_int_equal(map_next(&index.map, 8, &at), 0);
	assert_true(key_index_hash(&index, 1, "a", 1) != key_index_hash(&index, 2, "a", 1));
	key_index_free(&index);
	at = 0;
	assert_int_equal(map_next(&index.map, 7, &at), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms),
		cmocka_unit_test(mail_domains),
		cmocka_unit_test(sameness),
		cmocka_unit_test(case_changes_no_word),
		cmocka_unit_test(rings),
		cmocka_unit_test_setup_teardown(fields_say_what_they_hold, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(each_kind, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(spellings, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(any_names, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(words_are_only_candidates, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(changes_that_are_open, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(merged_and_removed, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
