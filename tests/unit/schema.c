#include "schema/schema_file.h"
#include "store/schema_change.h"

#include "database.h"
#include "people/people.h"
#include "query/query.h"
#include "store/check.h"

static struct text out;

static enum status plan(const char *yaml, struct schema_plan *made)
{
	struct yaml_node *documents;

	*made = (struct schema_plan){ 0 };
	ok(yaml_parse(&arena, "s.yaml", yaml, strlen(yaml), &documents, &error));
	return schema_plan(store, "s.yaml", documents, true, made);
}

static const char *lines_of(const struct schema_plan *made)
{
	text_clear(&out);
	for (size_t i = 0; i < made->line_count; i++)
		text_printf(&out, "%s\n", made->lines[i]);
	return arena_string(&arena, text_string(&out));
}

/* Applies a file; what it told is to be these lines. Returns the change. */
static int64_t apply(const char *yaml, const char *lines)
{
	struct schema_plan made;

	begin();
	ok(plan(yaml, &made));
	assert_string_equal(lines_of(&made), lines);
	ok(schema_apply(store, &made));
	schema_plan_free(&made);
	int64_t change = commit();
	/* It is as the file says now. */
	ok(plan(yaml, &made));
	assert_string_equal(lines_of(&made), "");
	assert_int_equal(made.edit_count, 0);
	assert_int_equal(made.column_count, 0);
	schema_plan_free(&made);
	return change;
}

static void fails(const char *yaml, enum status status, const char *message)
{
	struct schema_plan made;
	enum status found = plan(yaml, &made);

	if (found != status)
		fail_msg("status %d, not %d: %s", (int)found, (int)status, found ? error.message : yaml);
	if (strncmp(error.message, message, strlen(message)) != 0)
		fail_msg("'%s' does not begin with '%s'", error.message, message);
	schema_plan_free(&made);
}

static const struct field *custom(const struct record_type *type, const char *name)
{
	return type_field(store_type(store, type), name, NULL);
}

static int64_t count(const char *sql)
{
	int64_t number;

	ok(db_one(store->db, &number, "%-s", sql));
	return number;
}

static void sound(void)
{
	int64_t found, fixed;

	ok(store_check(store, false, NULL, NULL, &found, &fixed));
	assert_int_equal(found, 0);
}

static const char everything_custom[] = "fields:\n"
					"  customer:\n"
					"    x_size: {label: {en: Size, zh: 规模}, kind: int, index: yes, initial: 5}\n"
					"    x_code: {label: 'Code: a, b', kind: text, pattern: '^[A-Z]+$', unique: yes, search: yes, help: 'our code'}\n"
					"    x_partner: {kind: ref, target: customer}\n"
					"    x_mood: {label: Mood, kind: pick, picks: [{key: good, en: Good, zh: 好, initial: yes}, bad]}\n"
					"    x_fee: {kind: money}\n";

static const char custom_lines[] =
    "fields.customer.x_size: + int\nfields.customer.x_code: + text\nfields.customer.x_partner: + ref to customer\n"
    "fields.customer.x_mood: + pick\npicks.customer.x_mood: + good\npicks.customer.x_mood: + bad\nfields.customer.x_fee: + money\n";

static void shown_is_applied_without_a_change(void **state)
{
	struct schema_plan made;
	struct text yaml = { 0 }, again = { 0 };

	(void)state;
	schema_show(store, &yaml);
	assert_non_null(strstr(yaml.data, "currency: CNY\n"));
	assert_non_null(strstr(yaml.data, "country: \"86\"\narea: \"\"\n"));
	assert_non_null(strstr(yaml.data, "    - {key: won, en: Won, zh: 赢单, probability: 100, outcome: won}\n"));
	assert_non_null(strstr(yaml.data, "  lead.source:\n    - {key: unknown, en: Unknown, zh: 未知, initial: yes}\n"));
	ok(plan(yaml.data, &made));
	assert_string_equal(lines_of(&made), "");
	assert_int_equal(made.edit_count, 0);
	schema_plan_free(&made);
	apply(everything_custom, custom_lines);
	text_clear(&yaml);
	schema_show(store, &yaml);
	assert_non_null(strstr(
	    yaml.data, "    x_size:\n      label: {en: Size, zh: 规模}\n      kind: int\n      help: custom field\n      index: yes\n      initial: \"5\"\n"));
	assert_non_null(strstr(yaml.data, "  customer.x_mood:\n    - {key: good, en: Good, zh: 好, initial: yes}\n    - {key: bad, en: bad, zh: bad}\n"));
	apply(yaml.data, "");
	schema_show(store, &again);
	assert_string_equal(yaml.data, again.data);
	/* The same text makes the same schema of another database. */
	store_close(store);
	store = NULL;
	char path[80];
	snprintf(path, sizeof path, "%s/crm.db", database_directory);
	unlink(path);
	strcat(path, "-wal");
	unlink(path);
	path[strlen(path) - 4] = '\0';
	ok(store_create(path, NULL, NULL, NULL, &error));
	database_reopen("2026-03-05T02:00:00Z");
	begin();
	ok(plan(yaml.data, &made));
	ok(schema_apply(store, &made));
	schema_plan_free(&made);
	commit();
	text_clear(&again);
	schema_show(store, &again);
	assert_string_equal(yaml.data, again.data);
	apply("", "");
	apply("fields:\n", "");
	apply("picks:\nfilters:\npipelines:\n", "");
	text_free(&yaml);
	text_free(&again);
}

static void conventions_are_set(void **state)
{
	(void)state;
	apply("currency: EUR\nzone: Europe/Berlin\ncountry: 49\narea: 30\nlanguage: zh\n",
	      "currency: CNY → EUR\nzone: UTC → Europe/Berlin\ncountry: 86 → 49\narea: (empty) → 30\nlanguage: en → zh\n");
	assert_string_equal(store->conventions.currency, "EUR");
	assert_string_equal(store->conventions.area, "30");
	assert_string_equal(getenv("TZ"), "Europe/Berlin");
	apply("area: ~\n", "area: 30 → (empty)\n");
	assert_string_equal(store->conventions.area, "");
	fails("currency: EUX\n", STATUS_DATA, "s.yaml:1:11: currency: 'EUX' is not an ISO 4217 code");
	fails("zone: Mars/Olympus\n", STATUS_DATA, "s.yaml:1:7: zone: Mars/Olympus: no such time zone");
	assert_string_equal(getenv("TZ"), "Europe/Berlin");
	fails("language: de\n", STATUS_DATA, "s.yaml:1:11: language: 'de' is neither en nor zh");
	fails("country: +86\n", STATUS_DATA, "s.yaml:1:10: country:");
	fails("country: ~\n", STATUS_DATA, "s.yaml:1:");
	fails("area: 0512\n", STATUS_DATA, "s.yaml:1:7: area:");
	fails("zone: [a]\n", STATUS_DATA, "s.yaml:1:7: zone: one value is expected here");
	fails("curency: EUR\n", STATUS_DATA, "s.yaml:1:1: unknown section 'curency'; did you mean 'currency'?");
	fails("- a\n", STATUS_DATA, "s.yaml:1:1: schema: lines of");
	fails("language: en\n---\nlanguage: zh\n", STATUS_DATA, "s.yaml:3:1: a second document");
	assert_int_equal(count("select count(*) from setting where name = 'zone'"), 1);
}

static void custom_fields_are_checked(void **state)
{
	(void)state;
	apply(everything_custom, custom_lines);
	begin();
	assert_int_equal(add(&record_customer, "name", "A", "x_code", "AB", NULL), 1);
	assert_int_equal(add(&record_customer, "name", "B", "x_partner", "c1", "x_mood", "BAD", "x_fee", "12.50", NULL), 2);
	is(&record_customer, 1, "x_size", "5");
	is(&record_customer, 1, "x_mood", "good");
	is(&record_customer, 2, "x_mood", "bad");
	is(&record_customer, 2, "x_fee", "12.50");
	refused(set(&record_customer, 2, "x_code", "AB", NULL), "x_code: AB is taken by c1");
	refused(set(&record_customer, 1, "x_partner", "c2", NULL), "c1 would be its own x_partner");
	commit();
	assert_int_equal(custom(&record_customer, "x_size")->id, 1000);
	assert_string_equal(field_column(custom(&record_customer, "x_fee")), "x_1004");
	assert_int_equal(count("select x_1000 from customer where id = 2"), 5);
	assert_int_equal(count("select count(*) from sqlite_schema where name = 'customer_x_1001' and sql like 'CREATE UNIQUE%'"), 1);
	sound();
}

static void removed_fields_are_hidden(void **state)
{
	(void)state;
	apply("fields:\n  lead:\n    x_a: {kind: text}\n    x_b: {kind: text}\n", "fields.lead.x_a: + text\nfields.lead.x_b: + text\n");
	begin();
	add(&record_lead, "name", "L", "x_a", "kept", NULL);
	commit();
	apply("fields:\n  lead:\n    x_b: {}\n", "fields.lead.x_a: hidden; its values are kept\n");
	assert_null(custom(&record_lead, "x_a"));
	text_clear(&out);
	schema_show(store, &out);
	assert_non_null(strstr(out.data, "  # hidden: lead.x_a (text);"));
	/* A new one does not take its place. */
	apply("fields:\n  lead:\n    x_b:\n    x_c: {kind: int}\n", "fields.lead.x_c: + int\n");
	assert_int_equal(custom(&record_lead, "x_c")->id, 1002);
	apply("fields:\n  lead:\n    x_a:\n    x_b:\n", "fields.lead.x_a: restored with its values\nfields.lead.x_c: hidden; its values are kept\n");
	is(&record_lead, 1, "x_a", "kept");
	/* Types that the file does not name are left alone, and so are fields when the type is not there. */
	apply("fields:\n  deal:\n    x_d: {kind: bool}\n", "fields.deal.x_d: + bool\n");
	assert_int_equal(custom(&record_deal, "x_d")->id, 1000);
	assert_non_null(custom(&record_lead, "x_a"));
	apply("fields: {lead: {}}\n", "fields.lead.x_a: hidden; its values are kept\nfields.lead.x_b: hidden; its values are kept\n");
	fails("fields:\n  lead:\n    x_a: {kind: int}\n", STATUS_REFUSED, "s.yaml:3:17: fields.lead.x_a: kind text → int is refused");
}

static void fields_are_renamed_and_changed(void **state)
{
	(void)state;
	apply("fields:\n  lead:\n    x_old: {kind: text}\nfilters:\n  lead:\n    mine: x_old=a\n", "fields.lead.x_old: + text\nfilters.lead.mine: + x_old=a\n");
	begin();
	add(&record_lead, "name", "L", "x_old", "a", NULL);
	add(&record_lead, "name", "M", "x_old", "a", NULL);
	commit();
	fails("fields:\n  lead:\n    x_new: {was: x_old}\n", STATUS_DATA, "s.yaml:2:3: filters.lead.mine: unknown field 'x_old'");
	apply("fields:\n  lead:\n    x_new: {was: x_old}\nfilters:\n  lead:\n    mine: x_new=a\n",
	      "fields.lead.x_new: was x_old\nfilters.lead.mine: x_old=a → x_new=a\n");
	is(&record_lead, 1, "x_new", "a");
	assert_int_equal(custom(&record_lead, "x_new")->id, 1000);
	apply("fields:\n  lead:\n    x_new: {label: {zh: 新}, kind: longtext, required: yes, help: more}\n",
	      "fields.lead.x_new: kind text → longtext\nfields.lead.x_new: label zh old → 新\nfields.lead.x_new: help custom field → more\n"
	      "fields.lead.x_new: required no → yes\n");
	fails("fields:\n  lead:\n    x_new: {unique: yes}\n", STATUS_REFUSED,
	      "s.yaml:3:21: fields.lead.x_new: it cannot be unique: 1 value is in more than one record");
	begin();
	refused(set(&record_lead, 1, "x_new", "", NULL), "x_new is required");
	ok(set(&record_lead, 2, "x_new", "b", NULL));
	/* What was there before it was required stays valid. */
	commit();
	apply("fields:\n  lead:\n    x_new: {unique: yes, required: no}\n", "fields.lead.x_new: required yes → no\nfields.lead.x_new: unique no → yes\n");
	assert_int_equal(count("select count(*) from sqlite_schema where name = 'lead_x_1000'"), 1);
	apply("fields:\n  lead:\n    x_new: {unique: no, help: ~}\n", "fields.lead.x_new: help more → custom field\nfields.lead.x_new: unique yes → no\n");
	assert_int_equal(count("select count(*) from sqlite_schema where name = 'lead_x_1000'"), 0);
	fails("fields:\n  lead:\n    x_new: {kind: text}\n", STATUS_REFUSED, "s.yaml:3:19: fields.lead.x_new: kind longtext → text is refused");
	sound();
}

static void broken_fields_are_refused(void **state)
{
	static const struct {
		const char *field, *message;
	} broken[] = {
		{ "size: {kind: int}", "s.yaml:3:5: 'size' is not the name of a custom field" },
		{ "x_Size: {kind: int}", "s.yaml:3:5: 'x_Size' is not the name" },
		{ "x_: {kind: int}", "s.yaml:3:5: 'x_' is not the name" },
		{ "x_a: {kind: itn}", "s.yaml:3:17: unknown kind 'itn'; did you mean 'int'?" },
		{ "x_a: {label: A}", "s.yaml:3:5: fields.customer.x_a: its kind is missing:" },
		{ "x_a: {kind: refs, target: contact}", "s.yaml:3:17: fields.customer.x_a: custom fields have one value" },
		{ "x_a: {kind: ref}", "s.yaml:3:5: fields.customer.x_a: a field of kind ref needs its target" },
		{ "x_a: {kind: int, target: deal}", "s.yaml:3:30: fields.customer.x_a: only a field of kind ref has a target" },
		{ "x_a: {kind: ref, target: chair}", "s.yaml:3:30: unknown type 'chair'; there are user, customer" },
		{ "x_a: {kind: ref, target: setting}", "s.yaml:3:30: unknown type 'setting'" },
		{ "x_a: {kind: int, search: yes}", "s.yaml:3:30: fields.customer.x_a: search: only text" },
		{ "x_a: {kind: int, unique: perhaps}", "s.yaml:3:30: unique: 'perhaps' is neither yes nor no" },
		{ "x_a: {kind: int, uniqe: yes}", "s.yaml:3:22: unknown key of a field 'uniqe'; did you mean 'unique'?" },
		{ "x_a: {kind: text, pattern: '['}", "s.yaml:3:32: fields.customer.x_a: pattern: /[/ is not an extended regular expression" },
		{ "x_a: {kind: int, pattern: '1'}", "s.yaml:3:31: fields.customer.x_a: pattern: only text has one" },
		{ "x_a: {kind: date, initial: 2024-02-30}", "s.yaml:3:32: fields.customer.x_a: initial: 2024-02-30: February 2024 has no day 30" },
		{ "x_a: {kind: text, pattern: '^a', initial: b}", "s.yaml:3:47: fields.customer.x_a: initial: b does not match" },
		{ "x_a: {kind: pick}", "s.yaml:3:5: x_a: a pick field needs its values" },
		{ "x_a: {kind: int, picks: [a]}", "s.yaml:3:22: x_a: only a field of kind pick has picks" },
		{ "x_a: {kind: pick, picks: [a, a]}", "s.yaml:3:34: picks.customer.x_a: a is given twice" },
		{ "x_a: {kind: pick, picks: []}", "s.yaml:3:30: picks.customer.x_a: a list is expected here" },
		{ "x_a: {kind: pick, initial: a, picks: [a]}", "s.yaml:3:32: fields.customer.x_a: initial: mark one of its picks" },
		{ "x_a: {kind: int, was: x_b}", "s.yaml:3:27: x_a: there is no custom field x_b of customer" },
		{ "x_a: {kind: int, label: City}", NULL },
		{ "x_a: {kind: int, label: Name}", "s.yaml:3:5: fields.customer.x_a: name also has its name or label, Name" },
		{ "x_a: {kind: int, label: {fr: Nom}}", "s.yaml:3:30: unknown language 'fr'" },
		{ "x_a: {kind: int, label: ''}", "s.yaml:3:29: fields.customer.x_a: a label of 1 to 100 bytes" },
		{ "x_a: {kind: int, help: \"a\\nb\"}", "s.yaml:3:28: help: one line" },
		{ "x_a: int", "s.yaml:3:10: x_a: lines of" },
	};
	char yaml[300];

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct schema_plan made;
		snprintf(yaml, sizeof yaml, "fields:\n  customer:\n    %s\n", broken[i].field);
		if (broken[i].message)
			fails(yaml, STATUS_DATA, broken[i].message);
		else
			ok(plan(yaml, &made));
		if (!broken[i].message)
			schema_plan_free(&made);
	}
	fails("fields:\n  note:\n    x_a: {kind: money}\n", STATUS_DATA, "s.yaml:3:17: fields.note.x_a: money needs a currency field,");
	fails("fields:\n  stage_move:\n    x_a: {kind: int}\n", STATUS_DATA, "s.yaml:2:3: unknown type 'stage_move'");
	fails("fields:\n  custmer:\n", STATUS_DATA, "s.yaml:2:3: unknown type 'custmer'; did you mean 'customer'?");
	apply("fields:\n  lead:\n    x_a: {kind: int}\n    x_b: {kind: int}\n", "fields.lead.x_a: + int\nfields.lead.x_b: + int\n");
	fails("fields:\n  lead:\n    x_a: {was: x_b}\n", STATUS_REFUSED, "s.yaml:3:16: x_a: there is a field of that name besides x_b");
	fails("fields:\n  lead:\n    x_c: {was: x_b}\n    x_b:\n", STATUS_DATA, "s.yaml:4:5: x_b and x_c are one field");
}

static void picks_are_changed(void **state)
{
	(void)state;
	apply(
	    "picks:\n  campaign.status:\n    - planning\n    - {key: active, zh: 开展}\n    - paused\n    - {key: fair, en: Fair, zh: 展览}\n    - cancelled\n",
	    "picks.campaign.status: - completed\npicks.campaign.status: active: zh 进行中 → 开展\npicks.campaign.status: + fair\n");
	const struct pick *picks = custom(&record_campaign, "status")->picks;
	assert_string_equal(picks[3].key, "fair");
	assert_string_equal(picks[1].en, "Active");
	assert_true(picks[0].initial);
	apply("picks:\n  campaign.status: [paused, planning, {key: active, initial: yes}, fair, cancelled]\n",
	      "picks.campaign.status: planning: initial yes → no\npicks.campaign.status: active: initial no → yes\npicks.campaign.status: in another order\n");
	begin();
	add(&record_campaign, "name", "C", "status", "fair", NULL);
	add(&record_campaign, "name", "D", NULL);
	is(&record_campaign, 2, "status", "active");
	commit();
	fails("picks:\n  campaign.status: [paused, planning, active]\n", STATUS_REFUSED,
	      "s.yaml:2:20: picks.campaign.status: fair cannot be removed: 1 record still has it; change it first: crm-campaign list status=fair | "
	      "crm-campaign set - status=");
	begin();
	ok(set(&record_campaign, 1, "status", "paused", NULL));
	commit();
	apply("picks:\n  campaign.status: [paused, planning, active]\n", "picks.campaign.status: - fair\npicks.campaign.status: - cancelled\n");
	apply("picks:\n  campaign.status: [paused, planning, {key: active, initial: no}]\n", "picks.campaign.status: active: initial yes → no\n");
	sound();
}

static void broken_picks_are_refused(void **state)
{
	(void)state;
	fails("picks:\n  lead.status: [new, lost, junk]\n", STATUS_REFUSED, "s.yaml:2:16: picks.lead.status: converted is needed by the program");
	fails("picks:\n  lead.sorce: [a]\n", STATUS_DATA, "s.yaml:2:3: unknown field 'sorce'; did you mean 'source'?");
	fails("picks:\n  lead: [a]\n", STATUS_DATA, "s.yaml:2:3: 'lead' is not a field");
	fails("picks:\n  lead.name: [a]\n", STATUS_DATA, "s.yaml:2:3: lead.name is a field of kind text");
	fails("picks:\n  deal.stage: [a]\n", STATUS_DATA, "s.yaml:2:3: the values of deal.stage are the stages under pipelines:");
	fails("picks:\n  task.priority: [Low]\n", STATUS_DATA, "s.yaml:2:19: picks.task.priority: 'Low' is not a key");
	fails("picks:\n  task.priority: [{en: Low}]\n", STATUS_DATA, "s.yaml:2:19: picks.task.priority: a value has no key");
	fails("picks:\n  task.priority: [low, {key: high, en: Low}]\n", STATUS_DATA,
	      "s.yaml:2:24: picks.task.priority: the label 'Low' of high already means low");
	fails("picks:\n  task.priority: [{key: low, initial: yes}, {key: high, initial: yes}]\n", STATUS_DATA,
	      "s.yaml:2:45: picks.task.priority: low is already the initial value;");
	fails("picks:\n  task.priority: [{key: low, colour: red}]\n", STATUS_DATA, "s.yaml:2:30: unknown key of a value 'colour'");
	fails("picks:\n  task.priority: [{key: low, probability: 3}]\n", STATUS_DATA, "s.yaml:2:30: unknown key of a value 'probability'");
	begin();
	add(&record_customer, "name", "A", "channel", "none", NULL);
	commit();
	fails("picks:\n  customer.channel: [any, phone, sms, email, wechat, visit, post, {key: none, initial: yes}]\n", STATUS_REFUSED,
	      "s.yaml:2:67: picks.customer.channel: none cannot be the initial value, which is stored empty: 1 record still has it");
}

static const char service[] = "pipelines:\n  service:\n    - {key: asked, en: Asked, zh: 询问, probability: 20%, initial: yes}\n"
			      "    - {key: done, en: Done, zh: 完成, outcome: won}\n    - {key: gone, en: Gone, zh: 流失, outcome: lost}\n";

static void pipelines_are_changed(void **state)
{
	(void)state;
	apply(service, "pipelines: + service\npipelines.service: + asked\npipelines.service: + done\npipelines.service: + gone\n");
	const struct pick *done = schema_stage(store->schema, "service", "done");
	assert_int_equal(done->outcome, OUTCOME_WON);
	assert_int_equal(done->probability, 1000000);
	assert_int_equal(schema_stage(store->schema, "service", "asked")->probability, 200000);
	assert_non_null(schema_stage(store->schema, "sales", "proposal"));
	begin();
	add(&record_customer, "name", "A", NULL);
	add(&record_deal, "name", "D", "customer", "c1", "close_on", "2026-04-01", "pipeline", "service", "stage", "asked", NULL);
	commit();
	fails("pipelines: {service: [{key: new, en: New, zh: 新, probability: 1}, done, gone]}\n", STATUS_REFUSED,
	      "s.yaml:1:22: pipelines.service: asked cannot be removed: 1 record still has it; change it first: crm-deal list pipeline=service stage=asked");
	fails("pipelines: {service: ~}\n", STATUS_REFUSED, "s.yaml:1:22: pipelines.service: asked cannot be removed");
	fails("pipelines: {sales: ~}\n", STATUS_REFUSED, "s.yaml:1:13: pipelines.sales: new deals begin in it");
	fails("pipelines: {service: [asked, done]}\n", STATUS_DATA, "s.yaml:1:22: pipelines.service: a pipeline must have an open stage");
	fails("pipelines: {service: [asked, done, {key: gone, outcome: perhaps}]}\n", STATUS_DATA, "s.yaml:1:57: pipelines.service: outcome: 'perhaps'");
	fails("pipelines: {service: [{key: asked, probability: 101}, done, gone]}\n", STATUS_DATA,
	      "s.yaml:1:49: pipelines.service: probability: 101 is beyond");
	fails("pipelines: {service: [{key: more}, asked, done, gone]}\n", STATUS_DATA, "s.yaml:1:23: pipelines.service: stage more has no probability");
	fails("pipelines: {sales: [prospecting, won]}\n", STATUS_DATA, "s.yaml:1:20: pipelines.sales: a pipeline must have");
	fails("pipelines: {sales: [prospecting, {key: won, outcome: lost}, lost]}\n", STATUS_REFUSED,
	      "s.yaml:1:34: pipelines.sales: the outcome of stage won is won");
	begin();
	ok(set(&record_deal, 1, "pipeline", "sales", "stage", "proposal", NULL));
	commit();
	apply("pipelines: {service: ~}\n", "pipelines: - service\n");
	assert_null(schema_stage(store->schema, "service", "done"));
	assert_non_null(schema_stage(store->schema, "sales", "won"));
}

static void filters_are_saved(void **state)
{
	(void)state;
	apply("filters:\n  task:\n    late: overdue=yes owner=me\n    today: due_on=today\n    both: '@late or @today'\n",
	      "filters.task.late: + overdue=yes owner=me\nfilters.task.today: due_on=..today not status=done → due_on=today\nfilters.task.both: + @late or "
	      "@today\n");
	assert_string_equal(schema_filter(store->schema, &record_task, "today"), "due_on=today");
	apply("filters:\n  task:\n    late: ~\n    both: ~\n", "filters.task.late: - overdue=yes owner=me\nfilters.task.both: - @late or @today\n");
	struct schema_plan made;
	begin();
	ok(plan("filters: {task: {today: ~}}", &made));
	assert_string_equal(lines_of(&made), "filters.task.today: - due_on=today\n");
	ok(schema_apply(store, &made));
	schema_plan_free(&made);
	commit();
	assert_string_equal(schema_filter(store->schema, &record_task, "today"), "due_on=..today not status=done");
	fails("filters:\n  task:\n    today: ~\n", STATUS_REFUSED, "s.yaml:3:5: filters.task.today is built in");
	fails("filters:\n  task:\n    x: '[ a'\n", STATUS_DATA, "s.yaml:3:8: filters.task.x: ");
	fails("filters:\n  task:\n    x: colour=red\n", STATUS_DATA, "s.yaml:3:8: filters.task.x: unknown field 'colour'");
	fails("filters:\n  task:\n    x: '@y'\n    y: '@x'\n", STATUS_DATA, "s.yaml:4:8: filters.task.y: it leads to itself");
	fails("filters:\n  task:\n    X y: a=b\n", STATUS_DATA, "s.yaml:3:5: 'X y' is not the name of a filter");
	fails("filters:\n  tusk:\n    x: a=b\n", STATUS_DATA, "s.yaml:2:3: unknown type 'tusk'; did you mean 'task'?");
}

static void an_apply_is_undone(void **state)
{
	struct text before = { 0 }, after = { 0 }, again = { 0 };

	(void)state;
	schema_show(store, &before);
	int64_t change = apply(everything_custom, custom_lines);
	schema_show(store, &after);
	begin();
	ok(undo_change(store, change, &(bool){ false }));
	ok(schema_changed(store));
	int64_t undo = commit();
	schema_show(store, &again);
	assert_string_equal(before.data, again.data);
	assert_null(custom(&record_customer, "x_size"));
	/* Another field does not get the column that the undone one left. */
	int64_t other = apply("fields:\n  customer:\n    x_other: {kind: text}\n", "fields.customer.x_other: + text\n");
	assert_int_equal(custom(&record_customer, "x_other")->id, 1005);
	begin();
	ok(undo_change(store, other, &(bool){ false }));
	ok(undo_change(store, undo, &(bool){ false }));
	ok(schema_changed(store));
	commit();
	text_clear(&again);
	schema_show(store, &again);
	assert_string_equal(after.data, again.data);
	sound();
	text_free(&before);
	text_free(&after);
	text_free(&again);
}

/* The index follows the schema through undo: what is no longer unique may be there twice. */
static void indexes_follow_an_undo(void **state)
{
	(void)state;
	apply("fields:\n  lead:\n    x_a: {kind: text}\n", "fields.lead.x_a: + text\n");
	int64_t change = apply("fields:\n  lead:\n    x_a: {unique: yes}\n", "fields.lead.x_a: unique no → yes\n");
	begin();
	ok(undo_change(store, change, &(bool){ false }));
	ok(schema_changed(store));
	commit();
	begin();
	assert_int_equal(add(&record_lead, "name", "L", "x_a", "a", NULL), 1);
	assert_int_equal(add(&record_lead, "name", "M", "x_a", "a", NULL), 2);
	commit();
	sound();
}

static void rollback_leaves_nothing(void **state)
{
	struct schema_plan made;

	(void)state;
	begin();
	ok(plan(everything_custom, &made));
	ok(schema_apply(store, &made));
	schema_plan_free(&made);
	change_rollback(store);
	ok(store_reload(store));
	assert_null(custom(&record_customer, "x_size"));
	assert_int_equal(count("select count(*) from pragma_table_info('customer') where name like 'x\\_%' escape '\\'"), 0);
}

static int teardown(void **state)
{
	/* The zone of one test is not to be that of the next. */
	setenv("TZ", "UTC0", 1);
	return database_teardown(state);
}

static int setup(void **state)
{
	setenv("TZ", "UTC", 1);
	return database_setup(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(shown_is_applied_without_a_change, setup, teardown),
		cmocka_unit_test_setup_teardown(conventions_are_set, setup, teardown),
		cmocka_unit_test_setup_teardown(custom_fields_are_checked, setup, teardown),
		cmocka_unit_test_setup_teardown(removed_fields_are_hidden, setup, teardown),
		cmocka_unit_test_setup_teardown(fields_are_renamed_and_changed, setup, teardown),
		cmocka_unit_test_setup_teardown(broken_fields_are_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(picks_are_changed, setup, teardown),
		cmocka_unit_test_setup_teardown(broken_picks_are_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(pipelines_are_changed, setup, teardown),
		cmocka_unit_test_setup_teardown(filters_are_saved, setup, teardown),
		cmocka_unit_test_setup_teardown(an_apply_is_undone, setup, teardown),
		cmocka_unit_test_setup_teardown(indexes_follow_an_undo, setup, teardown),
		cmocka_unit_test_setup_teardown(rollback_leaves_nothing, setup, teardown),
	};
	int failures = cmocka_run_group_tests(tests, NULL, NULL);

	text_free(&out);
	return failures;
}
