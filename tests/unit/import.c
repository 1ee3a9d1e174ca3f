#include "import/import.h"

#include "database.h"
#include "people/people.h"
#include "store/journal.h"
#include <iconv.h>
#include <sys/stat.h>

/* Files of a test lie beside its database. */
static const char *const names[] = { "in.csv", "in.tsv", "in.json", "plan.tsv", "rejects.csv", "rejects.json", "map.yaml" };

static const char *path_of(const char *name)
{
	return arena_printf(&arena, "%s/%s", database_directory, name);
}

static int teardown(void **state)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(path_of(names[i]));
	return database_teardown(state);
}

static void put_bytes(const char *name, const char *data, size_t length)
{
	FILE *file = fopen(path_of(name), "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(data, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void put(const char *name, const char *text)
{
	put_bytes(name, text, strlen(text));
}

static const char *get(const char *name)
{
	struct text text = { 0 };
	FILE *file = fopen(path_of(name), "rb");
	int byte;

	assert_non_null(file);
	while ((byte = fgetc(file)) != EOF)
		text_byte(&text, (char)byte);
	fclose(file);
	const char *copy = arena_string(&arena, text_string(&text));
	text_free(&text);
	return copy;
}

static int64_t ids[64];
static size_t id_count;
static char told[512];

static void each(void *context, int64_t id)
{
	(void)context;
	if (id_count < sizeof ids / sizeof *ids)
		ids[id_count++] = id;
}

static void rejected(void *context, size_t line, const char *message)
{
	(void)context;
	(void)line;
	snprintf(told, sizeof told, "%s", message);
}

static struct import_result result;

static enum status try_import(const struct record_type *type, struct import_options options, bool keep)
{
	struct import_listener listener = { .each = each, .rejected = rejected };
	struct import *import;

	id_count = 0;
	enum status status = import_read(&import, store, store_type(store, type), &options);
	if (status)
		return status;
	begin();
	status = import_run(import, &listener, &result);
	import_free(import);
	if (status || !keep)
		change_rollback(store);
	else
		status = change_commit(store);
	return status;
}

static void take(const struct record_type *type, struct import_options options)
{
	if (!options.path && !options.apply)
		options.path = path_of("in.csv");
	ok(try_import(type, options, true));
}

static void take_fails(const struct record_type *type, struct import_options options, enum status status, const char *says)
{
	char *before = everything();

	if (!options.path && !options.apply)
		options.path = path_of("in.csv");
	enum status found = try_import(type, options, true);
	if (found != status)
		fail_msg("status %d (%s), not %d: %s", (int)found, error.message, (int)status, says);
	if (!strstr(error.message, says))
		fail_msg("'%s' does not say '%s'", error.message, says);
	assert_string_equal(everything(), before);
}

static void plan(const struct record_type *type, struct import_options options)
{
	options.path = path_of("in.csv");
	options.plan = path_of("plan.tsv");
	ok(try_import(type, options, false));
}

static int64_t count_of(const struct record_type *type)
{
	int64_t count;

	ok(db_one(store->db, &count, "select count(*) from \"%s\"", type->name));
	return count;
}

static void names_and_labels_are_headers(void **state)
{
	(void)state;
	put("in.csv", "Name,电话,City,ＥＭＡＩＬ,Annual Revenue,*Class\n上海泵业,021-66668888,上海,a@b.cn,\"1.2万元\",A\n");
	take(&record_customer, (struct import_options){ 0 });
	is(&record_customer, 1, "name", "上海泵业");
	is(&record_customer, 1, "phone", "021-66668888");
	is(&record_customer, 1, "bill_city", "上海");
	is(&record_customer, 1, "email", "a@b.cn");
	is(&record_customer, 1, "annual_revenue", "12000.00");
	is(&record_customer, 1, "class", "a");
	assert_int_equal(result.added, 1);
	assert_int_equal(id_count, 1);
	assert_int_equal(ids[0], 1);
}

static void gbk_from_excel_is_read(void **state)
{
	char text[] = "姓名,公司,手机,状态,备注\r\n王伟,苏州精机,13812345678,已联系,\"见过, 很好\"\r\n", gbk[512];
	char *from = text, *to = gbk;
	size_t left = strlen(text), room = sizeof gbk;
	iconv_t converter = iconv_open("GB18030", "UTF-8");

	(void)state;
	assert_true(converter != (iconv_t)-1);
	assert_int_equal(iconv(converter, &from, &left, &to, &room), 0);
	iconv_close(converter);
	put_bytes("in.csv", gbk, sizeof gbk - room);
	take(&record_lead, (struct import_options){ 0 });
	is(&record_lead, 1, "name", "王伟");
	is(&record_lead, 1, "company", "苏州精机");
	is(&record_lead, 1, "mobile", "13812345678");
	is(&record_lead, 1, "status", "contacted");
	is(&record_lead, 1, "notes", "见过, 很好");
}

static void unknown_headers_are_told(void **state)
{
	(void)state;
	put("in.csv", "name,custmer\nx,y\n");
	take_fails(&record_contact, (struct import_options){ 0 }, STATUS_DATA, "in.csv:1:6: unknown field 'custmer'; did you mean 'customer'?");
	put("in.csv", "name,updated_at\nx,y\n");
	take_fails(&record_contact, (struct import_options){ 0 }, STATUS_DATA, "calculated by the program");
	put("in.csv", "name,Name\nx,y\n");
	take_fails(&record_contact, (struct import_options){ 0 }, STATUS_DATA, "in.csv:1:6: 'name' and 'Name' are both name");
	put("in.csv", "");
	take_fails(&record_contact, (struct import_options){ 0 }, STATUS_DATA, "empty");
	put("in.csv", "name,,\nx,,\ny,z,\n");
	take_fails(&record_contact, (struct import_options){ 0 }, STATUS_DATA, "in.csv:3:3: the cell 'z' is in a column without a header");
	take_fails(&record_contact, (struct import_options){ .path = path_of("none.csv") }, STATUS_DATA, "none.csv");
}

static void maps_say_what_columns_are(void **state)
{
	const char *maps[] = { "单位=name", "内部号=", NULL };

	(void)state;
	put("in.csv", "单位,内部号,总机\n甲公司,77,66668888\n");
	take_fails(&record_customer, (struct import_options){ .maps = maps, .map_count = 2 }, STATUS_DATA, "unknown field '总机'");
	put("map.yaml", "总机: phone\n别的: fax\n");
	maps[2] = path_of("map.yaml");
	take(&record_customer, (struct import_options){ .maps = maps, .map_count = 3 });
	is(&record_customer, 1, "phone", "66668888");
	is(&record_customer, 1, "name", "甲公司");
	maps[0] = "单立=name";
	take_fails(&record_customer, (struct import_options){ .maps = maps, .map_count = 3 }, STATUS_USAGE, "has no column '单立'; did you mean '单位'?");
	maps[0] = "单位=nmae";
	take_fails(&record_customer, (struct import_options){ .maps = maps, .map_count = 3 }, STATUS_USAGE, "did you mean 'name'?");
	maps[0] = "单位=open_deals";
	take_fails(&record_customer, (struct import_options){ .maps = maps, .map_count = 3 }, STATUS_USAGE, "calculated by the program");
}

static void dates_as_sheets_have_them(void **state)
{
	(void)state;
	put("in.csv", "subject,start_on,due_on\na,3月5日,46086\nb,2026/3/4,2026.3.5\n");
	take_fails(&record_task, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2:3: start_on: ");
	take(&record_task, (struct import_options){ .year = 2025 });
	is(&record_task, 1, "start_on", "2025-03-05");
	is(&record_task, 1, "due_on", "2026-03-05");
	is(&record_task, 2, "due_on", "2026-03-05");
	assert_int_equal(store->conventions.year, 0);
	put("in.csv", "subject,due_on\na,2024-02-30\n");
	take_fails(&record_task, (struct import_options){ 0 }, STATUS_DATA, "day 30");
}

static void money_and_its_currency(void **state)
{
	(void)state;
	put("in.csv", "name,annual_revenue,credit_limit,currency\na,\"12,000元\",1.5,\nb,USD 10,20,\nc,10,20,JPY\n");
	take(&record_customer, (struct import_options){ 0 });
	is(&record_customer, 1, "annual_revenue", "12000.00");
	is(&record_customer, 1, "currency", "CNY");
	is(&record_customer, 2, "currency", "USD");
	is(&record_customer, 2, "credit_limit", "20.00");
	is(&record_customer, 3, "currency", "JPY");
	assert_int_equal(record_integer(load(&record_customer, 3), "annual_revenue"), 10);
	put("in.csv", "name,annual_revenue,credit_limit\nd,10,USD 5\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2:6: credit_limit: USD 5 is in another currency");
	put("in.csv", "name,annual_revenue\nd,\"12,00,0\"\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2:3: annual_revenue: ");
}

static void two_phones_in_a_cell(void **state)
{
	(void)state;
	put("in.csv", "name,phone\na,0512-66668888 / 0512-66669999\nb,66668888、66669999；\nc,\n");
	take(&record_customer, (struct import_options){ 0 });
	is(&record_customer, 1, "phone", "0512-66668888");
	is(&record_customer, 1, "phone2", "0512-66669999");
	is(&record_customer, 2, "phone2", "66669999");
	put("in.csv", "name,phone,mobile\na,66668888/13812345678,\nb,66668888,13812345678;13912345678\n");
	take(&record_contact, (struct import_options){ 0 });
	is(&record_contact, 1, "mobile", "13812345678");
	is(&record_contact, 2, "home_phone", "13912345678");
	put("in.csv", "name,phone\na,66668888/66669999/66660000\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2:3: phone: 66668888/66669999/66660000 holds 3 telephone numbers");
	put("in.csv", "name,phone,phone2\na,66668888/66669999,66660000\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "no other field is free");
}

static void lost_digits_are_refused(void **state)
{
	(void)state;
	put("in.csv", "name,bank_account\na,6.22E+18\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2:3: bank_account: 6.22E+18: the digits are already lost");
	put("in.csv", "name,phone\na,1.38E+10\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2:3: phone: ");
}

static void all_or_nothing(void **state)
{
	(void)state;
	put("in.csv", "name,email\na,a@b.cn\nb,nowhere\nc,c@d.cn\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:3:3: email: nowhere is not an e-mail address");
	assert_int_equal(count_of(&record_customer), 0);
	put("in.csv", "name,email\n,a@b.cn\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2: name is required");
}

static void rejects_can_be_imported_again(void **state)
{
	(void)state;
	put("in.csv", "name,email,phone\na,a@b.cn\nb,\"no,where\",\n\"c \"\"x\"\"\",c@d.cn\nd,d@e.cn,,extra\n");
	take(&record_customer, (struct import_options){ .keep_going = true, .rejects = path_of("rejects.csv") });
	assert_int_equal(result.lines, 4);
	assert_int_equal(result.added, 2);
	assert_int_equal(result.rejected, 2);
	assert_int_equal(result.status, STATUS_DATA);
	assert_non_null(strstr(told, "in.csv:5:"));
	is(&record_customer, 2, "name", "c \"x\"");
	const char *rejects = get("rejects.csv");
	assert_non_null(strstr(rejects, "name,email,phone,reason\nb,\"no,where\",,\"email: no,where is not an e-mail address"));
	assert_non_null(strstr(rejects, "\nd,d@e.cn,,extra,"));
	assert_null(strstr(rejects, "in.csv"));
	/* Not fixed: the reason is replaced, not repeated. */
	put("in.csv", "name,email,phone,reason\nb,\"no,where\",,\"old, reason\"\nd,d@e.cn,,why\n");
	take(&record_customer, (struct import_options){ .keep_going = true, .rejects = path_of("rejects.csv") });
	assert_int_equal(result.added, 1);
	assert_non_null(strstr(get("rejects.csv"), "name,email,phone,reason\nb,\"no,where\",,\"email: no,where"));
	assert_null(strstr(get("rejects.csv"), "old, reason"));
	assert_int_equal(count_of(&record_customer), 3);
}

static void rejected_lines_leave_nothing(void **state)
{
	const char *create[] = { "customer" };

	(void)state;
	/* The company of the second line is made before its owner turns out to be unknown: it goes again, and its number is free. */
	put("in.csv", "customer,name,external_id\n甲,a,1\n乙,b,1\n丙,c,2\n");
	take(&record_contact, (struct import_options){ .keep_going = true, .create = create, .create_count = 1 });
	assert_int_equal(result.added, 2);
	assert_int_equal(result.created, 2);
	assert_int_equal(result.rejected, 1);
	assert_int_equal(count_of(&record_customer), 2);
	is(&record_customer, 2, "name", "丙");
	is(&record_contact, 2, "customer", "c2");
	put("in.csv", "customer,name\n乙,b\n");
	take(&record_contact, (struct import_options){ .keep_going = true, .create = create, .create_count = 1 });
	is(&record_customer, 3, "name", "乙");
}

static void json_lines_and_their_rejects(void **state)
{
	(void)state;
	put("in.json", "{\"name\":\"a\",\"email\":null,\"tags\":[\"x\",\"y\"]}\n{\"name\":\"b\",\"email\":\"bad\"}\n{\"email\":\"c@d.cn\",\"name\":\"c\"}\n");
	take(&record_customer, (struct import_options){ .path = path_of("in.json"), .keep_going = true, .rejects = path_of("rejects.json") });
	is(&record_customer, 1, "tags", "x,y");
	is(&record_customer, 2, "email", "c@d.cn");
	assert_non_null(strstr(get("rejects.json"), "{\"reason\":\"email: bad is not an"));
	assert_non_null(strstr(get("rejects.json"), "\",\"name\":\"b\",\"email\":\"bad\"}\n"));
	rename(path_of("rejects.json"), path_of("in.json"));
	take(&record_customer, (struct import_options){ .path = path_of("in.json"), .keep_going = true, .rejects = path_of("rejects.json") });
	assert_null(strstr(strstr(get("rejects.json"), "reason") + 1, "reason"));
	put("in.json", "{\"nmae\":\"a\"}\n");
	take_fails(&record_customer, (struct import_options){ .path = path_of("in.json") }, STATUS_DATA, "in.json:1: unknown field 'nmae'; did you mean 'name'?");
}

static void names_refer_to_records(void **state)
{
	const char *create[] = { "customer" };

	(void)state;
	begin();
	add(&record_customer, "name", "Pumpe GmbH", "aliases", "PG", NULL);
	add(&record_customer, "name", "Twin", NULL);
	add(&record_customer, "name", "Twin", NULL);
	commit();
	put("in.csv", "name,customer,owner\na,pumpe gmbh,u1\nb,pg,\nc,c1,\n");
	take(&record_contact, (struct import_options){ 0 });
	is(&record_contact, 1, "customer", "c1");
	is(&record_contact, 2, "customer", "c1");
	is(&record_contact, 3, "customer", "c1");
	put("in.csv", "name,customer\na,Twin\n");
	take_fails(&record_contact, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2:3: customer: 'Twin' is ambiguous: c2 Twin, c3 Twin");
	put("in.csv", "name,customer\na,Nobody\n");
	take_fails(&record_contact, (struct import_options){ 0 }, STATUS_DATA, "there is no customer called 'Nobody'; --create customer creates it");
	put("in.csv", "name,customer\nd,Nobody\ne,NOBODY\nf,Pumpe AG\n");
	take(&record_contact, (struct import_options){ .create = create, .create_count = 1, .match = IMPORT_MATCH_CLOSE });
	assert_int_equal(result.created, 1);
	is(&record_contact, 5, "customer", "c4");
	is(&record_contact, 6, "customer", "c1");
	create[0] = "deal";
	take_fails(&record_contact, (struct import_options){ .create = create, .create_count = 1 }, STATUS_USAGE, "no field of a contact can create a deal");
	put("in.csv", "name,customer\na,p1\n");
	take_fails(&record_contact, (struct import_options){ 0 }, STATUS_DATA, "p1 is a contact");
}

static void a_parent_may_come_later(void **state)
{
	(void)state;
	put("in.csv", "name,parent\nSmall,Big\nBig,\n");
	take(&record_customer, (struct import_options){ 0 });
	is(&record_customer, 1, "parent", "c2");
	put("in.csv", "name,parent\nTiny,Huge\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2:6: parent: there is no customer called 'Huge'");
	put("in.csv", "name,parent\nX,Y\nY,X\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2:3: parent: c3 would be its own parent");
}

static void references_are_kept_where_there_were_none(void **state)
{
	(void)state;
	put("in.csv", "ref,name,parent,created_at,open_deals,customer.name\nc7,Small,c9,2020-01-01T00:00:00Z,3,x\nc9,'=Big,,,,\n,New,,,,\n");
	take(&record_customer, (struct import_options){ 0 });
	is(&record_customer, 7, "parent", "c9");
	is(&record_customer, 9, "name", "=Big");
	is(&record_customer, 10, "name", "New");
	/* Now they name what is there. */
	put("in.csv", "ref,name\nc7,Smaller\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2: ref c7 already exists as c7");
	take(&record_customer, (struct import_options){ .on_duplicate = IMPORT_UPDATE });
	is(&record_customer, 7, "name", "Smaller");
	assert_int_equal(result.updated, 1);
	put("in.csv", "ref,name\nc99,Other\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2: ref: there is no customer c99 here; --relabel");
	put("in.csv", "ref,name\np7,Other\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "ref: 'p7' is not a reference to a customer");
}

static void a_kept_reference_comes_once(void **state)
{
	(void)state;
	put("in.csv", "ref,name\nc7,a\nc7,b\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:3: ref: c7 is in the file twice");
	begin();
	add(&record_customer, "name", "x", NULL);
	int64_t change = commit();
	begin();
	ok(undo_change(store, change, &(bool){ false }));
	commit();
	/* The table is empty again, but c1 was given out. */
	put("in.csv", "ref,name\nc1,a\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "there is no customer c1 here");
}

static void labels_of_another_database(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Local", NULL);
	commit();
	put("in.csv", "ref,name,parent\nc1,Child,c5\nc5,Parent,\n");
	take(&record_customer, (struct import_options){ .relabel = true });
	is(&record_customer, 1, "name", "Local");
	is(&record_customer, 2, "external_id", "c1");
	is(&record_customer, 2, "parent", "c3");
	put("in.csv", "ref,name,customer\np1,Ann,c5\n");
	take(&record_contact, (struct import_options){ .relabel = true });
	is(&record_contact, 1, "customer", "c3");
	put("in.csv", "ref,name,customer\np2,Bob,c77\n");
	take_fails(&record_contact, (struct import_options){ .relabel = true }, STATUS_DATA, "customer: c77 is a label of the file");
	put("in.csv", "ref,name\nc5,Renamed\n");
	take(&record_customer, (struct import_options){ .relabel = true, .on_duplicate = IMPORT_UPDATE });
	is(&record_customer, 3, "name", "Renamed");
	assert_int_equal(count_of(&record_customer), 3);
}

static void duplicates_by_key(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Old", "email", "A@B.cn", "external_id", "77", NULL);
	commit();
	put("in.csv", "name,email,phone\nNew,a@b.CN,66668888\n");
	take(&record_customer, (struct import_options){ 0 });
	assert_int_equal(result.added, 1);
	take_fails(&record_customer, (struct import_options){ .key = "email", .on_duplicate = IMPORT_UPDATE }, STATUS_DATA, "belongs to c1 and c2");
	take_fails(&record_customer, (struct import_options){ .key = "fax" }, STATUS_USAGE, "has no column for fax");
	take_fails(&record_customer, (struct import_options){ .key = "fxa" }, STATUS_USAGE, "unknown field 'fxa'");
	put("in.csv", "name,external_id,phone\nNew,77,12345\nNewer,78,\n");
	take_fails(&record_customer, (struct import_options){ 0 }, STATUS_DATA, "in.csv:2: external_id 77 already exists as c1");
	take(&record_customer, (struct import_options){ .on_duplicate = IMPORT_SKIP });
	assert_int_equal(result.skipped, 1);
	assert_int_equal(id_count, 2);
	assert_int_equal(ids[0], 1);
	assert_int_equal(ids[1], 3);
	is(&record_customer, 1, "name", "Old");
	put("in.csv", "name,external_id,phone\nNew,77,12345\n");
	take(&record_customer, (struct import_options){ .on_duplicate = IMPORT_FILL });
	is(&record_customer, 1, "name", "Old");
	is(&record_customer, 1, "phone", "12345");
	assert_int_equal(result.filled, 1);
	put("in.csv", "name,external_id,phone\nNew,77,\n");
	take(&record_customer, (struct import_options){ .on_duplicate = IMPORT_UPDATE });
	is(&record_customer, 1, "name", "New");
	is(&record_customer, 1, "phone", "12345");
	/* Nothing differs: nothing is written. */
	int64_t version, again;
	ok(journal_version(store, &record_customer, 1, &version));
	take(&record_customer, (struct import_options){ .on_duplicate = IMPORT_UPDATE });
	ok(journal_version(store, &record_customer, 1, &again));
	assert_int_equal(version, again);
	assert_int_equal(result.skipped, 1);
}

static void close_matches(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "上海泵业", "phone", "0512-66668888", NULL);
	add(&record_customer, "name", "Alco", "tax_number", "91350100M000100Y43", NULL);
	commit();
	put("in.csv", "name\n上海泵业有限公司\n");
	take_fails(&record_customer, (struct import_options){ .match = IMPORT_MATCH_CLOSE }, STATUS_DATA,
	           "in.csv:2: close name 上海泵业有限公司 ~ 上海泵业 c1 already exists as c1; specify what to do with --on-duplicate");
	take(&record_customer, (struct import_options){ .match = IMPORT_MATCH_EXACT });
	assert_int_equal(result.added, 1);
	put("in.csv", "name,phone\n上海泵业苏州分公司,\n别家,+86 512 6666 8888 转 801\n\"ALCO Co., Ltd.\",\n");
	take(&record_customer, (struct import_options){ .match = IMPORT_MATCH_CLOSE, .on_duplicate = IMPORT_SKIP });
	assert_int_equal(result.added, 1);
	assert_int_equal(result.skipped, 2);
	assert_int_equal(ids[1], 1);
	assert_int_equal(ids[2], 2);
	/* The second line is the same as the first of the file. */
	put("in.csv", "name\n甲乙\n甲乙 有限公司\n");
	take(&record_customer, (struct import_options){ .match = IMPORT_MATCH_CLOSE, .on_duplicate = IMPORT_SKIP });
	assert_int_equal(result.added, 1);
	assert_int_equal(ids[0], ids[1]);
}

static void people_share_names_and_phones(void **state)
{
	const char *owner[] = { "customer=c1" };

	(void)state;
	begin();
	add(&record_customer, "name", "A", NULL);
	add(&record_customer, "name", "B", NULL);
	add(&record_contact, "name", "王伟", "customer", "c1", "phone", "66668888", "mobile", "13812345678", NULL);
	commit();
	put("in.csv", "name,customer,phone,mobile\n王伟,B,,\n李娜,A,66668888,\n小王,,,138 1234 5678\n王伟,,66668888,\n王伟,A,,\n");
	take(&record_contact, (struct import_options){ .match = IMPORT_MATCH_EXACT, .on_duplicate = IMPORT_SKIP });
	assert_int_equal(result.added, 2);
	assert_int_equal(result.skipped, 3);
	put("in.csv", "name\n王伟\n");
	take(&record_contact, (struct import_options){ .match = IMPORT_MATCH_EXACT, .on_duplicate = IMPORT_SKIP, .assignments = owner, .assignment_count = 1 });
	assert_int_equal(result.skipped, 1);
}

static void assignments_are_defaults(void **state)
{
	const char *words[] = { "source=conference", "tags+=fair", "currency=USD" };
	const char *bad[] = { "sourc=conference" };

	(void)state;
	put("in.csv", "name,source,tags,annual_revenue\na,social,x,10\nb,,,\n");
	take(&record_lead, (struct import_options){ .assignments = words, .assignment_count = 3 });
	is(&record_lead, 1, "source", "social");
	is(&record_lead, 1, "tags", "fair,x");
	is(&record_lead, 1, "currency", "USD");
	is(&record_lead, 2, "source", "conference");
	is(&record_lead, 2, "tags", "fair");
	take_fails(&record_lead, (struct import_options){ .assignments = bad, .assignment_count = 1 }, STATUS_USAGE, "unknown field 'sourc'");
}

static void hostile_names_survive(void **state)
{
	static const char name[] = " tab\there\nline \"quoted\", back\\slash 😀 𠮷 \xE2\x80\x8F \x1b[2J ";
	struct text line = { 0 };

	(void)state;
	text_add(&line, "#ref\tname\nc1\t");
	text_escape(&line, name, strlen(name));
	text_add(&line, "\n");
	put("in.tsv", line.data);
	text_free(&line);
	take(&record_customer, (struct import_options){ .path = path_of("in.tsv") });
	is(&record_customer, 1, "name", name);
	/* In a plan it is one line. */
	put("in.csv", "name\n\"x\ty\nz\\\"\n");
	plan(&record_customer, (struct import_options){ 0 });
	assert_non_null(strstr(get("plan.tsv"), "\n2\tadd\t-\t\tname=x\\ty\\nz\\\\\n"));
	take(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") });
	is(&record_customer, 2, "name", "x\ty\nz\\");
}

static void a_plan_is_carried_out(void **state)
{
	const char *create[] = { "customer" };

	(void)state;
	begin();
	add(&record_customer, "name", "上海泵业", NULL);
	commit();
	put("in.csv", "name,phone,parent,annual_revenue\n上海泵业有限公司,66668888,,1万\n乙,,丙,\n丙,,,USD 5\n");
	plan(&record_customer, (struct import_options){ .match = IMPORT_MATCH_CLOSE, .on_duplicate = IMPORT_FILL });
	const char *text = get("plan.tsv");
	assert_non_null(strstr(text, "#crm-plan\t1\tcustomer\t"));
	assert_non_null(strstr(text, "\tmatch=close\n2\tfill\tc1\tclose name 上海泵业有限公司 ~ 上海泵业 c1\tannual_revenue=10000.00\tphone=66668888\n"));
	assert_non_null(strstr(text, "\n3\tadd\t-\t\tname=乙\tparent=丙\n"));
	assert_non_null(strstr(text, "\n4\tadd\t-\t\tname=丙\tannual_revenue=5.00\tcurrency=USD\n"));
	assert_int_equal(count_of(&record_customer), 1);
	take(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") });
	is(&record_customer, 1, "phone", "66668888");
	is(&record_customer, 1, "name", "上海泵业");
	is(&record_customer, 2, "parent", "c3");
	is(&record_customer, 3, "annual_revenue", "5.00");
	/* Again: the record it would fill was changed by the plan itself. */
	take_fails(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_REFUSED, "plan.tsv:2: c1 was changed by ch");

	put("in.csv", "name,customer\nAnn,丁\nBob,丁\n");
	plan(&record_contact, (struct import_options){ .create = create, .create_count = 1 });
	assert_non_null(strstr(get("plan.tsv"), "\n2\tcreate\tcustomer\tno customer has this name\tname=丁\n2\tadd\t-\t\tname=Ann\tcustomer=丁\n3\tadd\t-\t\tname=Bob\tcustomer=丁\n"));
	take(&record_contact, (struct import_options){ .apply = path_of("plan.tsv") });
	assert_int_equal(result.created, 1);
	is(&record_contact, 2, "customer", "c4");
	take_fails(&record_contact, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_REFUSED, "plan.tsv:2: customer 丁 now exists as c4");
	take_fails(&record_lead, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_REFUSED, "is a plan for crm-contact import");
	take_fails(&record_contact, (struct import_options){ .apply = path_of("plan.tsv"), .key = "email" }, STATUS_USAGE, "--apply takes everything from the plan");
}

static void a_plan_that_no_longer_fits(void **state)
{
	(void)state;
	put("in.csv", "name\n甲有限公司\n");
	plan(&record_customer, (struct import_options){ .match = IMPORT_MATCH_CLOSE });
	begin();
	add(&record_customer, "name", "乙", NULL);
	commit();
	ok(try_import(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") }, false));
	begin();
	add(&record_customer, "name", "甲", NULL);
	commit();
	take_fails(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_REFUSED, "c2 is the same record, and was added or changed by ch3");
	const char *text = get("plan.tsv");
	char *other = arena_string(&arena, text), *uuid = strchr(strchr(other, '\t') + 1, '\t') + 10;
	*uuid = *uuid == '0' ? '1' : '0';
	put("plan.tsv", other);
	take_fails(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_REFUSED, "was made for another database");
	put("plan.tsv", "name\nx\n");
	take_fails(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_DATA, "not the plan of an import, which begins");
	put("plan.tsv", "");
	take_fails(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_DATA, "not the plan of an import, which begins");
}

static void plans_show_rejects_and_are_edited(void **state)
{
	(void)state;
	put("in.csv", "name,email\na,bad\nb,b@c.cn\n");
	plan(&record_customer, (struct import_options){ 0 });
	assert_int_equal(result.status, STATUS_DATA);
	assert_non_null(strstr(get("plan.tsv"), "\n2\treject\t-\temail: bad is not an e-mail address"));
	take_fails(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_DATA, "plan.tsv:2: rejected: email: bad");
	take(&record_customer, (struct import_options){ .apply = path_of("plan.tsv"), .keep_going = true });
	assert_int_equal(result.added, 1);
	assert_int_equal(result.status, STATUS_DATA);
	put("in.csv", "name\nc\n");
	plan(&record_customer, (struct import_options){ 0 });
	char *edited = arena_printf(&arena, "%s3\tadd\t-\tby hand\tname=d\temail=d\n", get("plan.tsv"));
	put("plan.tsv", edited);
	take_fails(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_DATA, "plan.tsv:3: email: d is not an e-mail address");
	edited = arena_printf(&arena, "%.*s3\tupdate\tc1\tby hand\temail=\n", (int)(strstr(edited, "3\tadd") - edited), edited);
	put("plan.tsv", edited);
	take(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") });
	is(&record_customer, 1, "email", "");
	put("plan.tsv", arena_printf(&arena, "%s4\tdelete\tc1\tx\n", edited));
	take_fails(&record_customer, (struct import_options){ .apply = path_of("plan.tsv") }, STATUS_REFUSED, "");
}

static void one_import_is_one_undo(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "x", "external_id", "1", NULL);
	commit();
	char *before = everything();
	put("in.csv", "name,external_id,parent\ny,1,z\nz,2,\n");
	take(&record_customer, (struct import_options){ .on_duplicate = IMPORT_UPDATE });
	is(&record_customer, 1, "parent", "c2");
	int64_t change;
	ok(db_one(store->db, &change, "select max(id) from change"));
	undo_gives(change, before);
}

static void the_input_is_not_overwritten(void **state)
{
	(void)state;
	put("in.csv", "name\na\n");
	take_fails(&record_customer, (struct import_options){ .keep_going = true, .rejects = path_of("in.csv") }, STATUS_USAGE, "is the file to read");
	assert_string_equal(get("in.csv"), "name\na\n");
}

static void standard_input_is_drained_first(void **state)
{
	int ends[2], saved = dup(STDIN_FILENO);
	static const char data[] = "name\na\nb\n";
	struct import *import;
	struct import_options options = { .path = "-" };
	struct import_listener listener = { .each = each };

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], data, strlen(data)), strlen(data));
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	ok(import_read(&import, store, store_type(store, &record_customer), &options));
	begin();
	ok(import_run(import, &listener, &result));
	commit();
	import_free(import);
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_int_equal(result.added, 2);
	is(&record_customer, 2, "name", "b");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, database_setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(names_and_labels_are_headers), CASE(gbk_from_excel_is_read), CASE(unknown_headers_are_told), CASE(maps_say_what_columns_are),
		CASE(dates_as_sheets_have_them), CASE(money_and_its_currency), CASE(two_phones_in_a_cell), CASE(lost_digits_are_refused),
		CASE(all_or_nothing), CASE(rejects_can_be_imported_again), CASE(rejected_lines_leave_nothing), CASE(json_lines_and_their_rejects),
		CASE(names_refer_to_records), CASE(a_parent_may_come_later), CASE(references_are_kept_where_there_were_none),
		CASE(a_kept_reference_comes_once), CASE(labels_of_another_database), CASE(duplicates_by_key), CASE(close_matches),
		CASE(people_share_names_and_phones), CASE(assignments_are_defaults), CASE(hostile_names_survive), CASE(a_plan_is_carried_out),
		CASE(a_plan_that_no_longer_fits), CASE(plans_show_rejects_and_are_edited), CASE(one_import_is_one_undo),
		CASE(the_input_is_not_overwritten), CASE(standard_input_is_drained_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
