/* Export and import as a library; and words of commands, which are handed to a real shell. */
#include "database.h"

#include "exchange/exchange_parts.h"
#include "people/people.h"
#include "store/check.h"
#include <sys/stat.h>
#include <sys/wait.h>

static char directory[96];

static int setup(void **state)
{
	int failed = database_setup(state);

	snprintf(directory, sizeof directory, "%s/export", database_directory);
	return failed;
}

static int teardown(void **state)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf '%s'", directory);
	if (system(command) != 0)
		return -1;
	return database_teardown(state);
}

static int64_t missing;

static void slurp(const char *name, struct text *out)
{
	char path[160], block[4096];
	size_t got;

	text_clear(out);
	snprintf(path, sizeof path, "%s/%s.ndjson", directory, name);
	FILE *file = fopen(path, "rb");
	if (!file)
		fail_msg("there is no %s", path);
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		text_append(out, block, got);
	fclose(file);
}

static void spill(const char *name, const char *content)
{
	char path[160];

	snprintf(path, sizeof path, "%s/%s.ndjson", directory, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(content, file);
	fclose(file);
}

/* Makes the database new, as after crm-db init. */
static void renew(void)
{
	static const char *const files[] = { "crm.db", "crm.db-wal", "crm.db-shm" };
	char path[96];

	store_close(store);
	store = NULL;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", database_directory, files[i]);
		unlink(path);
	}
	snprintf(path, sizeof path, "%s/crm.db", database_directory);
	ok(store_create(path, NULL, "2026-04-01T00:00:00Z", NULL, &error));
	database_reopen("2026-04-02T00:00:00Z");
}

static void values_are_exact(void **state)
{
	struct text first = { 0 }, second = { 0 };
	int64_t found, fixed;

	(void)state;
	begin();
	int64_t customer = add(&record_customer, "name", "\xF0\xA0\xAE\xB7 \xE2\x80\xAE \x1B[2J \"\\ ,", "annual_revenue", "-0.05", "tags", "b\\c,a b", NULL);
	assert_int_equal(customer, 1);
	add(&record_customer, "name", "Yen", "currency", "JPY", "annual_revenue", "92233720368547758", "notes", "\n\t\r\n", NULL);
	add(&record_customer, "name", "Dinar", "currency", "KWD", "annual_revenue", "KWD 1.005", NULL);
	commit();
	ok(exchange_export(store, directory, false, &missing));
	slurp("customer", &first);
	assert_non_null(strstr(first.data, "\"annual_revenue\":\"1.005\""));
	assert_non_null(strstr(first.data, "\"annual_revenue\":\"-0.05\""));
	assert_non_null(strstr(first.data, "\"notes\":\"\\n\\t\\r\\n\""));
	assert_non_null(strstr(first.data, "\\u202e \\u001b[2J \\\"\\\\ ,"));
	renew();
	ok(exchange_import(store, directory, "test"));
	ok(exchange_commit(store));
	database_reopen("2026-04-03T00:00:00Z");
	ok(exchange_export(store, directory, false, &missing));
	slurp("customer", &second);
	assert_string_equal(first.data, second.data);
	ok(store_check(store, false, NULL, NULL, &found, &fixed));
	assert_int_equal(found, 0);
	text_free(&first);
	text_free(&second);
}

static void a_rollback_leaves_the_database_usable(void **state)
{
	struct text users = { 0 };

	(void)state;
	begin();
	add(&record_customer, "name", "One", NULL);
	commit();
	ok(exchange_export(store, directory, true, &missing));
	renew();
	ok(exchange_import(store, directory, "test"));
	change_rollback(store);
	ok(store_reload(store));
	slurp("user", &users);
	spill("user", "{\"ref\":\"u1\",\"login\":\"x\"}\n");
	refused(exchange_import(store, directory, "test"), "user.ndjson:1:1: \"name\" is missing");
	spill("user", "");
	refused(exchange_import(store, directory, "test"), "customer.ndjson:1:");
	spill("user", users.data);
	begin();
	assert_int_equal(add(&record_customer, "name", "Two", NULL), 1);
	commit();
	refused(exchange_import(store, directory, "test"), "has or had records");
	text_free(&users);
}

static void bad_lines(void **state)
{
	static const struct {
		const char *line, *says;
	} lines[] = {
		{ "[1]\n", "customer.ndjson:1:" },
		{ "{\"ref\":\"c1\",\"name\":\"A\",\"currency\":\"CNY\"}\n\xC0\xAF\n", "customer.ndjson:2:1: " },
		{ "{\"ref\":\"c1\",\"name\":\"\xC3\xA9\",\"employees\":\"many\",\"currency\":\"CNY\"}\n", "customer.ndjson:1:36: employees: " },
		{ "{\"ref\":\"c1\",\"name\":{},\"currency\":\"CNY\"}\n", "'name' is an object" },
		{ "{\"ref\":\"c9999999999999999\",\"name\":\"A\",\"currency\":\"CNY\"}\n", "customer.ndjson:1:8: " },
		{ "{\"ref\":\"c1\",\"name\":\"A\",\"currency\":\"XXX\",\"annual_revenue\":\"1\"}\n", "is not a currency" },
		{ "{\"ref\":\"c1\",\"name\":\"e\xCC\x81\",\"currency\":\"CNY\"}\n", "customer.ndjson:1:20: name: the text is not in normal form C" },
		{ "{\"ref\":\"c1\",\"name\":\"A\",\"tags\":\"b,a\",\"currency\":\"CNY\"}\n", "customer.ndjson:1:31: tags: " },
		{ "{\"ref\":\"c1\",\"name\":\"A\",\"owner\":\"u9\",\"currency\":\"CNY\"}\n", "customer.ndjson:1:32: owner: there is no user u9" },
		{ "{\"ref\":\"c1\",\"name\":\"A\",\"last_contact\":\"2026-01-01\",\"currency\":\"CNY\"}\n", "a customer has no field 'last_contact'" },
	};

	(void)state;
	ok(exchange_export(store, directory, false, &missing));
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		renew();
		spill("customer", lines[i].line);
		spill("counter", "{\"name\":\"customer\",\"value\":1}\n{\"name\":\"user\",\"value\":1}\n{\"name\":\"setting\",\"value\":3}\n");
		enum status status = exchange_import(store, directory, "test");
		refused(status, lines[i].says);
		assert_int_equal(status, STATUS_DATA);
	}
}

/* What a shell makes of a word. */
static void shell_reads(const char *value)
{
	struct text command = { 0 };
	char got[1024];

	text_add(&command, "printf '%s|'");
	diff_word(&command, "f", value, strlen(value));
	FILE *shell = popen(command.data, "r");
	assert_non_null(shell);
	size_t length = fread(got, 1, sizeof got - 1, shell);
	got[length] = '\0';
	assert_int_equal(pclose(shell), 0);
	struct text wanted = { 0 };
	text_printf(&wanted, "f=%s|", value);
	assert_string_equal(got, wanted.data);
	for (const char *p = command.data; *p; p++)
		assert_true((unsigned char)*p >= ' ' || *p == '\n' || *p == '\t');
	text_free(&wanted);
	text_free(&command);
}

static void words_are_text(void **state)
{
	static const char *const values[] = {
		"", "plain", "two words", "it's", "'", "''", "\\", "$(id)", "`id`", "$HOME", "a;b", "a\nb", "a\n", "\n", "\n\n", "\x1B[2J", "\x1B[2J\n\n", "%s %d %%",
		"\x1B%s\\n'", "#x", "~", "~root", "*", "?", "[a]", "{a,b}", "!", "!!", "a&b", "a|b", "<a>", "\t", " ", "\x7F", "\r\n", "\xC2\x85", "\xE2\x80\xAE" "abc",
		"\xE4\xB8\x8A\xE6\xB5\xB7", "\xE3\x80\x80", "\xC2\xA0", "-n", "=", "\x1B\\033", "\x1B" "7", "\xF0\x9F\x8E\x89", "\"", "\x1B\"`id`$(id)\"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		shell_reads(values[i]);
}

static void columns_count_characters(void **state)
{
	const char *raw = "{\"ref\":\"c1\", \"name\" : \"\\\"email\\\":\xE4\xB8\x8A\", \"email\":\"x\"}";
	struct sheet_row row = { .raw = raw, .raw_length = strlen(raw), .line = 1 };

	(void)state;
	assert_int_equal(exchange_column(&row, "ref"), 8);
	assert_int_equal(exchange_column(&row, "name"), 23);
	assert_int_equal(exchange_column(&row, "email"), 46);
	assert_int_equal(exchange_column(&row, "none"), 1);
	assert_int_equal(exchange_column(&row, NULL), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(values_are_exact, setup, teardown),
		cmocka_unit_test_setup_teardown(a_rollback_leaves_the_database_usable, setup, teardown),
		cmocka_unit_test_setup_teardown(bad_lines, setup, teardown),
		cmocka_unit_test(words_are_text),
		cmocka_unit_test(columns_count_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
