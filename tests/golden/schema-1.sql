CREATE TABLE "user" (
	id INTEGER primary key,
	"login" TEXT not null,
	"name" TEXT not null,
	"email" TEXT,
	"phone" TEXT,
	"title" TEXT,
	"team" TEXT,
	"active" INTEGER,
	"hours_per_week" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE UNIQUE INDEX "user_login" on "user" ("login");
CREATE INDEX "user_owner" on "user" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "user_external_id" on "user" ("external_id") where "external_id" is not null;
CREATE TABLE "customer" (
	id INTEGER primary key,
	"name" TEXT not null,
	"kind" TEXT,
	"parent" INTEGER references "customer" (id) deferrable initially deferred,
	"lifecycle" TEXT,
	"class" TEXT,
	"type" TEXT,
	"industry" TEXT,
	"region" TEXT,
	"employees" INTEGER,
	"annual_revenue" INTEGER,
	"ownership" TEXT,
	"source" TEXT,
	"website" TEXT,
	"email" TEXT,
	"phone" TEXT,
	"phone2" TEXT,
	"fax" TEXT,
	"bill_street" TEXT,
	"bill_city" TEXT,
	"bill_state" TEXT,
	"bill_code" TEXT,
	"bill_country" TEXT,
	"ship_street" TEXT,
	"ship_city" TEXT,
	"ship_state" TEXT,
	"ship_code" TEXT,
	"ship_country" TEXT,
	"tax_name" TEXT,
	"tax_number" TEXT,
	"tax_address" TEXT,
	"tax_phone" TEXT,
	"bank" TEXT,
	"bank_account" TEXT,
	"founded_on" TEXT,
	"birthday" TEXT,
	"payment_terms" TEXT,
	"credit_limit" INTEGER,
	"language" TEXT,
	"channel" TEXT,
	"do_not_call" INTEGER,
	"do_not_email" INTEGER,
	"referred_by" INTEGER references "customer" (id) deferrable initially deferred,
	"preferences" TEXT,
	"verified_on" TEXT,
	"archived" INTEGER,
	"currency" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE UNIQUE INDEX "customer_external_id" on "customer" ("external_id") where "external_id" is not null;
CREATE TABLE "contact" (
	id INTEGER primary key,
	"name" TEXT not null,
	"family_name" TEXT,
	"given_name" TEXT,
	"salutation" TEXT,
	"customer" INTEGER references "customer" (id) deferrable initially deferred,
	"reports_to" INTEGER references "contact" (id) deferrable initially deferred,
	"title" TEXT,
	"department" TEXT,
	"phone" TEXT,
	"mobile" TEXT,
	"home_phone" TEXT,
	"fax" TEXT,
	"email" TEXT,
	"email2" TEXT,
	"wechat" TEXT,
	"qq" TEXT,
	"weibo" TEXT,
	"birthday" TEXT,
	"assistant" TEXT,
	"assistant_phone" TEXT,
	"source" TEXT,
	"street" TEXT,
	"city" TEXT,
	"state" TEXT,
	"code" TEXT,
	"country" TEXT,
	"channel" TEXT,
	"do_not_call" INTEGER,
	"do_not_email" INTEGER,
	"preferences" TEXT,
	"archived" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE INDEX "contact_name" on "contact" ("name");
CREATE INDEX "contact_customer" on "contact" ("customer") where "customer" is not null;
CREATE INDEX "contact_reports_to" on "contact" ("reports_to") where "reports_to" is not null;
CREATE INDEX "contact_owner" on "contact" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "contact_external_id" on "contact" ("external_id") where "external_id" is not null;
CREATE TABLE "lead" (
	id INTEGER primary key,
	"name" TEXT not null,
	"company" TEXT,
	"title" TEXT,
	"phone" TEXT,
	"mobile" TEXT,
	"email" TEXT,
	"website" TEXT,
	"source" TEXT,
	"status" TEXT,
	"industry" TEXT,
	"annual_revenue" INTEGER,
	"employees" INTEGER,
	"street" TEXT,
	"city" TEXT,
	"state" TEXT,
	"code" TEXT,
	"country" TEXT,
	"campaign" INTEGER references "campaign" (id) deferrable initially deferred,
	"first_response_at" TEXT,
	"converted_customer" INTEGER references "customer" (id) deferrable initially deferred,
	"converted_contact" INTEGER references "contact" (id) deferrable initially deferred,
	"converted_deal" INTEGER references "deal" (id) deferrable initially deferred,
	"currency" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE INDEX "lead_name" on "lead" ("name");
CREATE INDEX "lead_status" on "lead" ("status") where "status" is not null;
CREATE INDEX "lead_campaign" on "lead" ("campaign") where "campaign" is not null;
CREATE INDEX "lead_converted_customer" on "lead" ("converted_customer") where "converted_customer" is not null;
CREATE INDEX "lead_converted_contact" on "lead" ("converted_contact") where "converted_contact" is not null;
CREATE INDEX "lead_converted_deal" on "lead" ("converted_deal") where "converted_deal" is not null;
CREATE INDEX "lead_owner" on "lead" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "lead_external_id" on "lead" ("external_id") where "external_id" is not null;
CREATE TABLE "deal" (
	id INTEGER primary key,
	"name" TEXT not null,
	"customer" INTEGER not null references "customer" (id) deferrable initially deferred,
	"pipeline" TEXT,
	"stage" TEXT,
	"probability" INTEGER,
	"amount" INTEGER,
	"close_on" TEXT not null,
	"closed_at" TEXT,
	"kind" TEXT,
	"next_step" TEXT,
	"source" TEXT,
	"campaign" INTEGER references "campaign" (id) deferrable initially deferred,
	"lost_reason" TEXT,
	"competitor" TEXT,
	"currency" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE INDEX "deal_name" on "deal" ("name");
CREATE INDEX "deal_customer" on "deal" ("customer");
CREATE INDEX "deal_stage" on "deal" ("stage") where "stage" is not null;
CREATE INDEX "deal_close_on" on "deal" ("close_on");
CREATE INDEX "deal_campaign" on "deal" ("campaign") where "campaign" is not null;
CREATE INDEX "deal_owner" on "deal" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "deal_external_id" on "deal" ("external_id") where "external_id" is not null;
CREATE TABLE "deal_contacts" (
	"deal" INTEGER not null references "deal" (id) deferrable initially deferred,
	"contact" INTEGER not null references "contact" (id) deferrable initially deferred,
	role TEXT,
	primary key ("deal", "contact")
) strict, without rowid;
CREATE INDEX "deal_contacts_contact" on "deal_contacts" ("contact");
CREATE TABLE "task" (
	id INTEGER primary key,
	"subject" TEXT not null,
	"due_on" TEXT,
	"start_on" TEXT,
	"status" TEXT,
	"priority" TEXT,
	"about" INTEGER,
	"contact" INTEGER references "contact" (id) deferrable initially deferred,
	"remind_at" TEXT,
	"done_at" TEXT,
	"repeat" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE INDEX "task_due_on" on "task" ("due_on") where "due_on" is not null;
CREATE INDEX "task_about" on "task" ("about") where "about" is not null;
CREATE INDEX "task_contact" on "task" ("contact") where "contact" is not null;
CREATE INDEX "task_owner" on "task" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "task_external_id" on "task" ("external_id") where "external_id" is not null;
CREATE TABLE "event" (
	id INTEGER primary key,
	"subject" TEXT not null,
	"kind" TEXT,
	"channel" TEXT,
	"direction" TEXT,
	"starts_at" TEXT not null,
	"ends_at" TEXT,
	"all_day" INTEGER,
	"timezone" TEXT,
	"location" TEXT,
	"status" TEXT,
	"priority" TEXT,
	"visibility" TEXT,
	"about" INTEGER,
	"remind_minutes" INTEGER,
	"repeat" TEXT,
	"outcome" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE INDEX "event_starts_at" on "event" ("starts_at");
CREATE INDEX "event_about" on "event" ("about") where "about" is not null;
CREATE INDEX "event_owner" on "event" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "event_external_id" on "event" ("external_id") where "external_id" is not null;
CREATE TABLE "event_contacts" (
	"event" INTEGER not null references "event" (id) deferrable initially deferred,
	"contact" INTEGER not null references "contact" (id) deferrable initially deferred,
	primary key ("event", "contact")
) strict, without rowid;
CREATE INDEX "event_contacts_contact" on "event_contacts" ("contact");
CREATE TABLE "event_attendees" (
	"event" INTEGER not null references "event" (id) deferrable initially deferred,
	"user" INTEGER not null references "user" (id) deferrable initially deferred,
	primary key ("event", "user")
) strict, without rowid;
CREATE INDEX "event_attendees_user" on "event_attendees" ("user");
CREATE TABLE "note" (
	id INTEGER primary key,
	"title" TEXT not null,
	"body" TEXT,
	"about" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE INDEX "note_title" on "note" ("title");
CREATE INDEX "note_about" on "note" ("about") where "about" is not null;
CREATE INDEX "note_owner" on "note" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "note_external_id" on "note" ("external_id") where "external_id" is not null;
CREATE TABLE "campaign" (
	id INTEGER primary key,
	"name" TEXT not null,
	"type" TEXT,
	"status" TEXT,
	"starts_on" TEXT,
	"ends_on" TEXT,
	"budget" INTEGER,
	"actual_cost" INTEGER,
	"expected_revenue" INTEGER,
	"currency" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE INDEX "campaign_name" on "campaign" ("name");
CREATE INDEX "campaign_owner" on "campaign" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "campaign_external_id" on "campaign" ("external_id") where "external_id" is not null;
CREATE TABLE "stage_move" (
	id INTEGER primary key,
	"parent" INTEGER not null references "deal" (id) deferrable initially deferred,
	"number" INTEGER,
	"from_stage" TEXT,
	"to_stage" TEXT,
	"at" TEXT,
	"who" INTEGER references "user" (id) deferrable initially deferred,
	unique (parent, number)
) strict;
CREATE INDEX "stage_move_parent" on "stage_move" ("parent");
CREATE INDEX "stage_move_who" on "stage_move" ("who") where "who" is not null;
CREATE TABLE "distinct" (
	id INTEGER primary key,
	"type" INTEGER not null,
	"first" INTEGER not null,
	"second" INTEGER not null
) strict;
CREATE INDEX "distinct_first" on "distinct" ("first");
CREATE TABLE "alias" (
	id INTEGER primary key,
	"type" INTEGER not null,
	"record" INTEGER not null,
	"kept" INTEGER not null
) strict;
CREATE INDEX "alias_record" on "alias" ("record");
CREATE INDEX "alias_kept" on "alias" ("kept");
CREATE TABLE "setting" (
	id INTEGER primary key,
	"name" TEXT not null,
	"value" TEXT
) strict;
CREATE UNIQUE INDEX "setting_name" on "setting" ("name");
CREATE TABLE "change" (
	id INTEGER primary key,
	"at" TEXT,
	"who" INTEGER,
	"via" TEXT,
	"command" TEXT,
	"undoes" INTEGER,
	"undone_by" INTEGER,
	"first_entry" INTEGER,
	"last_entry" INTEGER
) strict;
CREATE TABLE counter (
	name TEXT primary key not null,
	value INTEGER not null
) strict, without rowid;
CREATE TABLE entry (
	id INTEGER primary key,
	change INTEGER not null,
	type INTEGER not null,
	record INTEGER not null,
	last INTEGER,
	operation INTEGER not null,
	before TEXT
) strict;
CREATE INDEX entry_record on entry (type, record);
CREATE INDEX entry_run on entry (type, record) where last is not null;
CREATE VIRTUAL TABLE search using fts5 (words, content='', detail=none, tokenize='ascii');
CREATE INDEX "customer_name" on "customer" ("name");
CREATE INDEX "customer_owner" on "customer" ("owner") where "owner" is not null;
CREATE INDEX "customer_parent" on "customer" ("parent") where "parent" is not null;
CREATE INDEX "customer_referred_by" on "customer" ("referred_by") where "referred_by" is not null;
