PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "user" (
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
, "calendar" TEXT, "signature" TEXT, "remind_by" TEXT, "remind_hour" TEXT, "manager" INTEGER references "user" (id) deferrable initially deferred, "deputy" INTEGER references "user" (id) deferrable initially deferred, "absent_from" TEXT, "absent_until" TEXT) strict;
INSERT INTO user VALUES(1,'root','root',NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-05T01:00:00Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "distinct" (
	id INTEGER primary key,
	"type" INTEGER not null,
	"first" INTEGER not null,
	"second" INTEGER not null
) strict;
CREATE TABLE IF NOT EXISTS "alias" (
	id INTEGER primary key,
	"type" INTEGER not null,
	"record" INTEGER not null,
	"kept" INTEGER not null
) strict;
CREATE TABLE IF NOT EXISTS "setting" (
	id INTEGER primary key,
	"name" TEXT not null,
	"value" TEXT
) strict;
INSERT INTO setting VALUES(1,'zone','Etc/UTC');
INSERT INTO setting VALUES(2,'currency','CNY');
INSERT INTO setting VALUES(3,'uuid','e5e9c289-841e-4354-81f2-90922c1f11f5');
INSERT INTO setting VALUES(4,'field.task.1000',replace('name	x_seen_at\nkind	anyref\nen	Seen at\nzh	见于\nhelp	custom field\n','\n',char(10)));
CREATE TABLE IF NOT EXISTS "change" (
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
INSERT INTO change VALUES(1,'2026-03-05T01:00:01Z',NULL,NULL,'crm-db init',NULL,NULL,1,2);
INSERT INTO change VALUES(2,'2026-03-05T01:00:02Z',1,NULL,'crm-db schema apply sch.yaml',NULL,NULL,3,3);
INSERT INTO change VALUES(3,'2026-03-05T01:00:03Z',1,NULL,'crm-customer add ''name=上海泵业有限公司'' ''city=上海'' ''phone=+86 21 5126 8888''',NULL,NULL,4,4);
INSERT INTO change VALUES(4,'2026-03-05T01:00:04Z',1,NULL,'crm-customer add ''name=Müller GmbH'' ''city=Köln''',NULL,NULL,5,5);
INSERT INTO change VALUES(5,'2026-03-05T01:00:05Z',1,NULL,'crm-contact add ''name=李雷'' customer=c1',NULL,NULL,6,6);
INSERT INTO change VALUES(6,'2026-03-05T01:00:06Z',1,NULL,'crm-deal add ''name=泵站'' customer=c1 amount=120000 close_on=eom',NULL,NULL,7,8);
INSERT INTO change VALUES(7,'2026-03-05T01:00:07Z',1,NULL,'crm-task add ''subject=call first'' about=d1 x_seen_at=c2',NULL,NULL,9,9);
INSERT INTO change VALUES(8,'2026-03-05T01:00:08Z',1,NULL,'crm-task set t1 about=p1 x_seen_at=',NULL,NULL,10,10);
INSERT INTO change VALUES(9,'2026-03-05T01:00:09Z',1,NULL,'crm-event add ''subject=拜访'' about=c1 ''starts_at=2026-03-04 10:00'' status=held',NULL,NULL,11,11);
INSERT INTO change VALUES(10,'2026-03-05T01:00:10Z',1,NULL,'crm-note add ''title=备忘'' ''body=一	二'' about=c2',NULL,NULL,12,12);
INSERT INTO change VALUES(11,'2026-03-05T01:00:11Z',1,NULL,'crm-note set n1 about=c1',NULL,NULL,13,13);
INSERT INTO change VALUES(12,'2026-03-05T01:00:12Z',1,NULL,'crm-note add title=gone about=d1',NULL,NULL,14,14);
INSERT INTO change VALUES(13,'2026-03-05T01:00:13Z',1,NULL,'crm-note rm n2',NULL,NULL,15,15);
INSERT INTO change VALUES(14,'2026-03-05T01:00:14Z',1,NULL,'crm-product add ''name=阀门'' code=V-1 price=100',NULL,NULL,16,16);
INSERT INTO change VALUES(15,'2026-03-05T01:00:15Z',1,NULL,'crm-order add customer=c1 subject=first',NULL,NULL,17,18);
INSERT INTO change VALUES(16,'2026-03-05T01:00:16Z',1,NULL,'crm-order line so1 add product=pr1 qty=3',NULL,NULL,19,20);
INSERT INTO change VALUES(17,'2026-03-05T01:00:17Z',1,NULL,'crm-product stock pr1 set=10 reason=opening',NULL,NULL,21,21);
INSERT INTO change VALUES(18,'2026-03-05T01:00:18Z',1,NULL,'crm-order approve so1',NULL,NULL,22,24);
INSERT INTO change VALUES(19,'2026-03-05T01:00:19Z',1,NULL,'crm-order deliver so1 so1.1=1',NULL,NULL,25,28);
CREATE TABLE IF NOT EXISTS "customer" (
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
, "declined" TEXT, "contact_every" TEXT, "email_bounced_on" TEXT, "email_bounces" INTEGER) strict;
INSERT INTO customer VALUES(1,'上海泵业有限公司','company',NULL,'potential',NULL,'customer',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'+86 21 5126 8888',NULL,NULL,NULL,'上海',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'any',0,0,NULL,NULL,NULL,0,'CNY',1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-05T01:00:00Z',NULL,NULL,NULL,NULL);
INSERT INTO customer VALUES(2,'Müller GmbH','company',NULL,'potential',NULL,'customer',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'Köln',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'any',0,0,NULL,NULL,NULL,0,'CNY',1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-05T01:00:00Z',NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "contact" (
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
, "declined" TEXT, "contact_every" TEXT, "email_bounced_on" TEXT, "email_bounces" INTEGER) strict;
INSERT INTO contact VALUES(1,'李雷',NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'any',0,0,NULL,0,1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-05T01:00:00Z',NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "lead" (
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
, "declined" TEXT, "contact_every" TEXT, "email_bounced_on" TEXT, "email_bounces" INTEGER) strict;
CREATE TABLE IF NOT EXISTS "deal" (
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
INSERT INTO deal VALUES(1,'泵站',1,'sales','prospecting',NULL,12000000,'2026-03-31',NULL,'new-business',NULL,NULL,NULL,NULL,NULL,'CNY',1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-05T01:00:00Z');
CREATE TABLE IF NOT EXISTS "deal_contacts" (
	"deal" INTEGER not null references "deal" (id) deferrable initially deferred,
	"contact" INTEGER not null references "contact" (id) deferrable initially deferred,
	role TEXT,
	primary key ("deal", "contact")
) strict, without rowid;
CREATE TABLE IF NOT EXISTS "task" (
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
, "x_1000" INTEGER, "kind" TEXT) strict;
INSERT INTO task VALUES(1,'call first',NULL,NULL,'not-started','normal',259,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-06T00:00:00Z',NULL,NULL);
CREATE TABLE IF NOT EXISTS "event" (
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
	"repeat" TEXT,
	"outcome" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
, "remind_minutes" TEXT, "series" INTEGER references "event" (id) deferrable initially deferred, "occurrence" TEXT, "moved" INTEGER, "uid" TEXT, "sequence" INTEGER) strict;
INSERT INTO event VALUES(1,'拜访','meeting','phone','out','2026-03-04T10:00:00Z',NULL,0,NULL,NULL,'held','normal','public',258,NULL,NULL,1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-05T01:00:00Z',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "event_contacts" (
	"event" INTEGER not null references "event" (id) deferrable initially deferred,
	"contact" INTEGER not null references "contact" (id) deferrable initially deferred, role TEXT,
	primary key ("event", "contact")
) strict, without rowid;
CREATE TABLE IF NOT EXISTS "event_attendees" (
	"event" INTEGER not null references "event" (id) deferrable initially deferred,
	"user" INTEGER not null references "user" (id) deferrable initially deferred, role TEXT,
	primary key ("event", "user")
) strict, without rowid;
CREATE TABLE IF NOT EXISTS "note" (
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
INSERT INTO note VALUES(1,'备忘','一	二',258,1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-06T00:00:00Z');
CREATE TABLE IF NOT EXISTS "campaign" (
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
CREATE TABLE IF NOT EXISTS "stage_move" (
	id INTEGER primary key,
	"parent" INTEGER not null references "deal" (id) deferrable initially deferred,
	"number" INTEGER,
	"from_stage" TEXT,
	"to_stage" TEXT,
	"at" TEXT,
	"who" INTEGER references "user" (id) deferrable initially deferred,
	unique (parent, number)
) strict;
INSERT INTO stage_move VALUES(1,1,1,NULL,'prospecting','2026-03-05T01:00:00Z',1);
CREATE TABLE IF NOT EXISTS "product" (
	id INTEGER primary key,
	"name" TEXT not null,
	"code" TEXT,
	"active" INTEGER,
	"category" TEXT,
	"manufacturer" TEXT,
	"supplier" INTEGER references "supplier" (id) deferrable initially deferred,
	"supplier_code" TEXT,
	"unit" TEXT,
	"price" INTEGER,
	"cost" INTEGER,
	"price_includes_tax" INTEGER,
	"tax" TEXT,
	"tax_code" TEXT,
	"reorder_level" INTEGER,
	"sold_from" TEXT,
	"sold_until" TEXT,
	"support_until" TEXT,
	"website" TEXT,
	"description" TEXT,
	"currency" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
, "specification" TEXT) strict;
INSERT INTO product VALUES(1,'阀门','V-1',1,NULL,NULL,NULL,NULL,'piece',100000000,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'CNY',1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-05T01:00:00Z',NULL);
CREATE TABLE IF NOT EXISTS "supplier" (
	id INTEGER primary key,
	"name" TEXT not null,
	"contact" TEXT,
	"phone" TEXT,
	"mobile" TEXT,
	"fax" TEXT,
	"email" TEXT,
	"website" TEXT,
	"category" TEXT,
	"street" TEXT,
	"city" TEXT,
	"state" TEXT,
	"code" TEXT,
	"country" TEXT,
	"tax_name" TEXT,
	"tax_number" TEXT,
	"bank" TEXT,
	"bank_account" TEXT,
	"payment_terms" TEXT,
	"active" INTEGER,
	"currency" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "pricebook" (
	id INTEGER primary key,
	"name" TEXT not null,
	"active" INTEGER,
	"standard" INTEGER,
	"valid_from" TEXT,
	"valid_until" TEXT,
	"last_entry" INTEGER,
	"currency" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "pricebook_customers" (
	"pricebook" INTEGER not null references "pricebook" (id) deferrable initially deferred,
	"customer" INTEGER not null references "customer" (id) deferrable initially deferred,
	primary key ("pricebook", "customer")
) strict, without rowid;
CREATE TABLE IF NOT EXISTS "pricebook_entry" (
	id INTEGER primary key,
	"parent" INTEGER not null references "pricebook" (id) deferrable initially deferred,
	"number" INTEGER,
	"product" INTEGER not null references "product" (id) deferrable initially deferred,
	"price" INTEGER,
	"min_qty" INTEGER,
	"discount" INTEGER,
	unique (parent, number)
) strict;
CREATE TABLE IF NOT EXISTS "rate" (
	id INTEGER primary key,
	"currency" TEXT not null,
	"to_currency" TEXT,
	"rate" INTEGER not null,
	"valid_from" TEXT not null,
	"source" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "quote" (
	id INTEGER primary key,
	"customer" INTEGER not null references "customer" (id) deferrable initially deferred,
	"number" TEXT,
	"revision" INTEGER,
	"previous" INTEGER references "quote" (id) deferrable initially deferred,
	"subject" TEXT not null,
	"contact" INTEGER references "contact" (id) deferrable initially deferred,
	"deal" INTEGER references "deal" (id) deferrable initially deferred,
	"stage" TEXT,
	"issued_on" TEXT,
	"valid_until" TEXT,
	"reject_reason" TEXT,
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
	"currency" TEXT not null,
	"rate" INTEGER,
	"prices_include_tax" INTEGER,
	"tax_mode" TEXT,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"shipping" INTEGER,
	"shipping_tax" TEXT,
	"shipping_rates" TEXT,
	"adjustment" INTEGER,
	"terms" TEXT,
	"subtotal" INTEGER,
	"discount_total" INTEGER,
	"tax_total" INTEGER,
	"last_line" INTEGER,
	"total" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
, "shipping_part" TEXT, "printed_name" TEXT, "printed_address" TEXT, "printed_tax_number" TEXT, "printed_contact" TEXT, "printed_phone" TEXT, "printed_email" TEXT, "printed_owner" TEXT, "printed_payment" TEXT, "printed_terms" TEXT, "printed_terms_en" TEXT) strict;
CREATE TABLE IF NOT EXISTS "quote_line" (
	id INTEGER primary key,
	"parent" INTEGER not null references "quote" (id) deferrable initially deferred,
	"number" INTEGER,
	"product" INTEGER references "product" (id) deferrable initially deferred,
	"description" TEXT not null,
	"qty" INTEGER not null,
	"unit" TEXT,
	"price" INTEGER,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"tax" TEXT,
	"tax_rates" TEXT,
	"cost" INTEGER,
	"comment" TEXT,
	"position" INTEGER,
	"amount" INTEGER,
	"net" INTEGER,
	"currency" TEXT not null, "taxable" INTEGER, "part" TEXT, "priced_by" TEXT, "specification" TEXT,
	unique (parent, number)
) strict;
CREATE TABLE IF NOT EXISTS "order" (
	id INTEGER primary key,
	"customer" INTEGER not null references "customer" (id) deferrable initially deferred,
	"number" TEXT,
	"subject" TEXT,
	"contact" INTEGER references "contact" (id) deferrable initially deferred,
	"deal" INTEGER references "deal" (id) deferrable initially deferred,
	"quote" INTEGER references "quote" (id) deferrable initially deferred,
	"contract_no" TEXT,
	"signed_on" TEXT,
	"customer_po" TEXT,
	"status" TEXT,
	"ordered_on" TEXT,
	"due_on" TEXT,
	"repeat" TEXT,
	"repeat_until" TEXT,
	"repeated_on" TEXT,
	"over_limit" TEXT,
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
	"currency" TEXT not null,
	"rate" INTEGER,
	"prices_include_tax" INTEGER,
	"tax_mode" TEXT,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"shipping" INTEGER,
	"shipping_tax" TEXT,
	"shipping_rates" TEXT,
	"adjustment" INTEGER,
	"terms" TEXT,
	"subtotal" INTEGER,
	"discount_total" INTEGER,
	"tax_total" INTEGER,
	"last_line" INTEGER,
	"total" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
, "leave_reason" TEXT, "shipping_part" TEXT, "revision" INTEGER, "revise_reason" TEXT, "printed_name" TEXT, "printed_address" TEXT, "printed_tax_number" TEXT, "printed_contact" TEXT, "printed_phone" TEXT, "printed_email" TEXT, "printed_owner" TEXT, "printed_payment" TEXT, "printed_terms" TEXT, "printed_terms_en" TEXT) strict;
INSERT INTO "order" VALUES(1,1,'SO-2026-0001','first',NULL,NULL,NULL,NULL,NULL,NULL,'approved','2026-03-05',NULL,NULL,NULL,NULL,NULL,NULL,'上海',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'CNY',10000000000,0,'individual',NULL,NULL,NULL,NULL,NULL,NULL,NULL,30000,0,0,1,30000,1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-05T01:00:00Z',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "order_line" (
	id INTEGER primary key,
	"parent" INTEGER not null references "order" (id) deferrable initially deferred,
	"number" INTEGER,
	"product" INTEGER references "product" (id) deferrable initially deferred,
	"description" TEXT not null,
	"qty" INTEGER not null,
	"unit" TEXT,
	"price" INTEGER,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"tax" TEXT,
	"tax_rates" TEXT,
	"cost" INTEGER,
	"comment" TEXT,
	"position" INTEGER,
	"amount" INTEGER,
	"net" INTEGER,
	"currency" TEXT not null, "taxable" INTEGER, "part" TEXT, "priced_by" TEXT, "specification" TEXT,
	unique (parent, number)
) strict;
INSERT INTO order_line VALUES(1,1,1,1,'阀门',3000000,'piece',100000000,NULL,NULL,NULL,NULL,NULL,NULL,1,30000,30000,'CNY',NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "instalment" (
	id INTEGER primary key,
	"order" INTEGER not null references "order" (id) deferrable initially deferred,
	"number" INTEGER not null,
	"percent" INTEGER not null,
	"due" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "delivery" (
	id INTEGER primary key,
	"order" INTEGER not null references "order" (id) deferrable initially deferred,
	"number" TEXT,
	"customer" INTEGER references "customer" (id) deferrable initially deferred,
	"status" TEXT,
	"shipped_on" TEXT,
	"carrier" TEXT,
	"tracking_no" TEXT,
	"received_by" TEXT,
	"received_on" TEXT,
	"ship_street" TEXT,
	"ship_city" TEXT,
	"ship_state" TEXT,
	"ship_code" TEXT,
	"ship_country" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
, "kind" TEXT, "original" INTEGER references "delivery" (id) deferrable initially deferred, "reason" TEXT, "printed_name" TEXT, "printed_address" TEXT, "printed_tax_number" TEXT, "printed_contact" TEXT, "printed_phone" TEXT, "printed_email" TEXT, "printed_owner" TEXT, "printed_payment" TEXT, "printed_terms" TEXT, "printed_terms_en" TEXT) strict;
INSERT INTO delivery VALUES(1,1,'DN-2026-0001',1,'shipped','2026-03-05',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,'2026-03-05T01:00:00Z','2026-03-05T01:00:00Z','delivery',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "delivery_line" (
	id INTEGER primary key,
	"parent" INTEGER not null references "delivery" (id) deferrable initially deferred,
	"number" INTEGER,
	"order_line" INTEGER not null references "order_line" (id) deferrable initially deferred,
	"product" INTEGER references "product" (id) deferrable initially deferred,
	"description" TEXT not null,
	"qty" INTEGER not null,
	"unit" TEXT,
	"serials" TEXT, "specification" TEXT, "original" INTEGER references "delivery_line" (id) deferrable initially deferred,
	unique (parent, number)
) strict;
INSERT INTO delivery_line VALUES(1,1,1,1,1,'阀门',1000000,'piece',NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "purchase" (
	id INTEGER primary key,
	"supplier" INTEGER not null references "supplier" (id) deferrable initially deferred,
	"number" TEXT,
	"subject" TEXT,
	"status" TEXT,
	"ordered_on" TEXT,
	"requisition_no" TEXT,
	"tracking_no" TEXT,
	"due_on" TEXT,
	"currency" TEXT not null,
	"rate" INTEGER,
	"prices_include_tax" INTEGER,
	"tax_mode" TEXT,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"shipping" INTEGER,
	"shipping_tax" TEXT,
	"shipping_rates" TEXT,
	"adjustment" INTEGER,
	"terms" TEXT,
	"subtotal" INTEGER,
	"discount_total" INTEGER,
	"tax_total" INTEGER,
	"last_line" INTEGER,
	"total" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
, "shipping_part" TEXT, "contact" TEXT, "carrier" TEXT, "leave_reason" TEXT, "bill_street" TEXT, "bill_city" TEXT, "bill_state" TEXT, "bill_code" TEXT, "bill_country" TEXT, "ship_street" TEXT, "ship_city" TEXT, "ship_state" TEXT, "ship_code" TEXT, "ship_country" TEXT, "printed_name" TEXT, "printed_address" TEXT, "printed_tax_number" TEXT, "printed_contact" TEXT, "printed_phone" TEXT, "printed_email" TEXT, "printed_owner" TEXT, "printed_payment" TEXT, "printed_terms" TEXT, "printed_terms_en" TEXT) strict;
CREATE TABLE IF NOT EXISTS "purchase_line" (
	id INTEGER primary key,
	"parent" INTEGER not null references "purchase" (id) deferrable initially deferred,
	"number" INTEGER,
	"product" INTEGER references "product" (id) deferrable initially deferred,
	"description" TEXT not null,
	"qty" INTEGER not null,
	"unit" TEXT,
	"price" INTEGER,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"tax" TEXT,
	"tax_rates" TEXT,
	"cost" INTEGER,
	"comment" TEXT,
	"position" INTEGER,
	"amount" INTEGER,
	"net" INTEGER,
	"currency" TEXT not null, "taxable" INTEGER, "part" TEXT, "priced_by" TEXT, "specification" TEXT,
	unique (parent, number)
) strict;
CREATE TABLE IF NOT EXISTS "bill" (
	id INTEGER primary key,
	"supplier" INTEGER not null references "supplier" (id) deferrable initially deferred,
	"supplier_number" TEXT,
	"subject" TEXT,
	"purchase" INTEGER references "purchase" (id) deferrable initially deferred,
	"status" TEXT,
	"issued_on" TEXT,
	"due_on" TEXT,
	"currency" TEXT not null,
	"rate" INTEGER,
	"prices_include_tax" INTEGER,
	"tax_mode" TEXT,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"shipping" INTEGER,
	"shipping_tax" TEXT,
	"shipping_rates" TEXT,
	"adjustment" INTEGER,
	"terms" TEXT,
	"subtotal" INTEGER,
	"discount_total" INTEGER,
	"tax_total" INTEGER,
	"last_line" INTEGER,
	"total" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
, "payment_terms" TEXT, "shipping_part" TEXT, "kind" TEXT, "original" INTEGER references "bill" (id) deferrable initially deferred, "reason" TEXT, "rebill" INTEGER) strict;
CREATE TABLE IF NOT EXISTS "bill_line" (
	id INTEGER primary key,
	"parent" INTEGER not null references "bill" (id) deferrable initially deferred,
	"number" INTEGER,
	"purchase_line" INTEGER references "purchase_line" (id) deferrable initially deferred,
	"product" INTEGER references "product" (id) deferrable initially deferred,
	"description" TEXT not null,
	"qty" INTEGER not null,
	"unit" TEXT,
	"price" INTEGER,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"tax" TEXT,
	"tax_rates" TEXT,
	"cost" INTEGER,
	"comment" TEXT,
	"position" INTEGER,
	"amount" INTEGER,
	"net" INTEGER,
	"currency" TEXT not null, "taxable" INTEGER, "part" TEXT, "priced_by" TEXT, "original" INTEGER references "bill_line" (id) deferrable initially deferred, "specification" TEXT,
	unique (parent, number)
) strict;
CREATE TABLE IF NOT EXISTS "invoice" (
	id INTEGER primary key,
	"customer" INTEGER not null references "customer" (id) deferrable initially deferred,
	"number" TEXT,
	"subject" TEXT,
	"contact" INTEGER references "contact" (id) deferrable initially deferred,
	"deal" INTEGER references "deal" (id) deferrable initially deferred,
	"order" INTEGER references "order" (id) deferrable initially deferred,
	"instalment" INTEGER references "instalment" (id) deferrable initially deferred,
	"kind" TEXT,
	"original" INTEGER references "invoice" (id) deferrable initially deferred,
	"status" TEXT,
	"issued_on" TEXT,
	"due_on" TEXT,
	"opening_balance" INTEGER,
	"payment_terms" TEXT,
	"quote" INTEGER references "quote" (id) deferrable initially deferred,
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
	"currency" TEXT not null,
	"rate" INTEGER,
	"prices_include_tax" INTEGER,
	"tax_mode" TEXT,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"shipping" INTEGER,
	"shipping_tax" TEXT,
	"shipping_rates" TEXT,
	"adjustment" INTEGER,
	"terms" TEXT,
	"subtotal" INTEGER,
	"discount_total" INTEGER,
	"tax_total" INTEGER,
	"last_line" INTEGER,
	"total" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
, "early_discount" INTEGER, "over_limit" TEXT, "shipping_part" TEXT, "supplied_on" TEXT, "reason" TEXT, "rebill" INTEGER, "printed_name" TEXT, "printed_address" TEXT, "printed_tax_number" TEXT, "printed_contact" TEXT, "printed_phone" TEXT, "printed_email" TEXT, "printed_owner" TEXT, "printed_payment" TEXT, "printed_terms" TEXT, "printed_terms_en" TEXT) strict;
CREATE TABLE IF NOT EXISTS "invoice_line" (
	id INTEGER primary key,
	"parent" INTEGER not null references "invoice" (id) deferrable initially deferred,
	"number" INTEGER,
	"order_line" INTEGER references "order_line" (id) deferrable initially deferred,
	"original" INTEGER references "invoice_line" (id) deferrable initially deferred,
	"product" INTEGER references "product" (id) deferrable initially deferred,
	"description" TEXT not null,
	"qty" INTEGER not null,
	"unit" TEXT,
	"price" INTEGER,
	"discount" INTEGER,
	"discount_amount" INTEGER,
	"tax" TEXT,
	"tax_rates" TEXT,
	"cost" INTEGER,
	"comment" TEXT,
	"position" INTEGER,
	"amount" INTEGER,
	"net" INTEGER,
	"currency" TEXT not null, "taxable" INTEGER, "part" TEXT, "priced_by" TEXT, "specification" TEXT,
	unique (parent, number)
) strict;
CREATE TABLE IF NOT EXISTS "fapiao" (
	id INTEGER primary key,
	"number" TEXT not null,
	"code" TEXT,
	"kind" TEXT,
	"customer" INTEGER references "customer" (id) deferrable initially deferred,
	"issued_on" TEXT,
	"net" INTEGER,
	"tax" INTEGER,
	"original" INTEGER references "fapiao" (id) deferrable initially deferred,
	"sent_on" TEXT,
	"courier_no" TEXT,
	"received_on" TEXT,
	"currency" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "fapiao_invoices" (
	"fapiao" INTEGER not null references "fapiao" (id) deferrable initially deferred,
	"invoice" INTEGER not null references "invoice" (id) deferrable initially deferred,
	primary key ("fapiao", "invoice")
) strict, without rowid;
CREATE TABLE IF NOT EXISTS "payment" (
	id INTEGER primary key,
	"customer" INTEGER references "customer" (id) deferrable initially deferred,
	"supplier" INTEGER references "supplier" (id) deferrable initially deferred,
	"order" INTEGER references "order" (id) deferrable initially deferred,
	"kind" TEXT,
	"paid_on" TEXT not null,
	"amount" INTEGER not null,
	"method" TEXT,
	"reference" TEXT,
	"payer_name" TEXT,
	"original" INTEGER references "payment" (id) deferrable initially deferred,
	"last_allocation" INTEGER,
	"currency" TEXT not null,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "allocation" (
	id INTEGER primary key,
	"parent" INTEGER not null references "payment" (id) deferrable initially deferred,
	"number" INTEGER,
	"invoice" INTEGER references "invoice" (id) deferrable initially deferred,
	"bill" INTEGER references "bill" (id) deferrable initially deferred,
	"amount" INTEGER not null,
	"allocated_on" TEXT,
	"currency" TEXT not null, "no_discount" INTEGER,
	unique (parent, number)
) strict;
CREATE TABLE IF NOT EXISTS "stock_movement" (
	id INTEGER primary key,
	"parent" INTEGER not null references "product" (id) deferrable initially deferred,
	"number" INTEGER,
	"kind" TEXT not null,
	"qty" INTEGER not null,
	"moved_on" TEXT not null,
	"source" INTEGER,
	"reason" TEXT,
	"who" INTEGER references "user" (id) deferrable initially deferred, "counted" INTEGER,
	unique (parent, number)
) strict;
INSERT INTO stock_movement VALUES(1,1,1,'opening',10000000,'2026-03-05',NULL,NULL,1,NULL);
INSERT INTO stock_movement VALUES(2,1,2,'reservation',3000000,'2026-03-05',275,NULL,1,NULL);
INSERT INTO stock_movement VALUES(3,1,3,'reservation',-1000000,'2026-03-05',275,NULL,1,NULL);
INSERT INTO stock_movement VALUES(4,1,4,'issue',-1000000,'2026-03-05',278,NULL,1,NULL);
CREATE TABLE IF NOT EXISTS "asset" (
	id INTEGER primary key,
	"serial" TEXT not null,
	"product" INTEGER not null references "product" (id) deferrable initially deferred,
	"customer" INTEGER not null references "customer" (id) deferrable initially deferred,
	"delivery" INTEGER references "delivery" (id) deferrable initially deferred,
	"installed_on" TEXT,
	"installed_at" TEXT,
	"warranty_until" TEXT,
	"next_service_on" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "series" (
	id INTEGER primary key,
	"name" TEXT not null,
	"last" INTEGER not null
, "last_on" TEXT) strict;
INSERT INTO series VALUES(1,'order-2026',1,NULL);
INSERT INTO series VALUES(2,'delivery-2026',1,NULL);
CREATE TABLE counter (
	name TEXT primary key not null,
	value INTEGER not null
) strict, without rowid;
INSERT INTO counter VALUES('contact',1);
INSERT INTO counter VALUES('customer',2);
INSERT INTO counter VALUES('deal',1);
INSERT INTO counter VALUES('delivery',1);
INSERT INTO counter VALUES('delivery_line',1);
INSERT INTO counter VALUES('event',1);
INSERT INTO counter VALUES('note',2);
INSERT INTO counter VALUES('order',1);
INSERT INTO counter VALUES('order_line',1);
INSERT INTO counter VALUES('product',1);
INSERT INTO counter VALUES('series',2);
INSERT INTO counter VALUES('setting',4);
INSERT INTO counter VALUES('stage_move',1);
INSERT INTO counter VALUES('stock_movement',4);
INSERT INTO counter VALUES('task',1);
INSERT INTO counter VALUES('user',1);
CREATE TABLE entry (
	id INTEGER primary key,
	change INTEGER not null,
	type INTEGER not null,
	record INTEGER not null,
	last INTEGER,
	operation INTEGER not null,
	before TEXT
) strict;
INSERT INTO entry VALUES(1,1,1,1,NULL,1,NULL);
INSERT INTO entry VALUES(2,1,62,1,3,1,NULL);
INSERT INTO entry VALUES(3,2,62,4,NULL,1,NULL);
INSERT INTO entry VALUES(4,3,2,1,NULL,1,NULL);
INSERT INTO entry VALUES(5,4,2,2,NULL,1,NULL);
INSERT INTO entry VALUES(6,5,3,1,NULL,1,NULL);
INSERT INTO entry VALUES(7,6,5,1,NULL,1,NULL);
INSERT INTO entry VALUES(8,6,10,1,NULL,1,NULL);
INSERT INTO entry VALUES(9,7,6,1,NULL,1,NULL);
INSERT INTO entry VALUES(10,8,6,1,NULL,2,replace('6	261\n1000	514\n506	2026-03-05T01:00:00Z\n','\n',char(10)));
INSERT INTO entry VALUES(11,9,7,1,NULL,1,NULL);
INSERT INTO entry VALUES(12,10,8,1,NULL,1,NULL);
INSERT INTO entry VALUES(13,11,8,1,NULL,2,replace('3	514\n506	2026-03-05T01:00:00Z\n','\n',char(10)));
INSERT INTO entry VALUES(14,12,8,2,NULL,1,NULL);
INSERT INTO entry VALUES(15,13,8,2,NULL,3,replace('1	gone\n3	261\n500	1\n505	2026-03-05T01:00:00Z\n506	2026-03-05T01:00:00Z\n','\n',char(10)));
INSERT INTO entry VALUES(16,14,11,1,NULL,1,NULL);
INSERT INTO entry VALUES(17,15,18,1,NULL,1,NULL);
INSERT INTO entry VALUES(18,15,18,1,NULL,2,replace('431	\n432	\n433	\n434	\n','\n',char(10)));
INSERT INTO entry VALUES(19,16,19,1,NULL,1,NULL);
INSERT INTO entry VALUES(20,16,18,1,NULL,2,replace('431	0\n435	\n434	0\n','\n',char(10)));
INSERT INTO entry VALUES(21,17,32,1,NULL,1,NULL);
INSERT INTO entry VALUES(22,18,18,1,NULL,2,replace('2	\n10	draft\n421	\n','\n',char(10)));
INSERT INTO entry VALUES(23,18,32,2,NULL,1,NULL);
INSERT INTO entry VALUES(24,18,34,1,NULL,1,NULL);
INSERT INTO entry VALUES(25,19,21,1,NULL,1,NULL);
INSERT INTO entry VALUES(26,19,22,1,NULL,1,NULL);
INSERT INTO entry VALUES(27,19,32,3,4,1,NULL);
INSERT INTO entry VALUES(28,19,34,2,NULL,1,NULL);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search','search',0,'CREATE VIRTUAL TABLE search using fts5 (words, content='''', detail=none, tokenize=''ascii'')');
CREATE TABLE IF NOT EXISTS 'search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO search_data VALUES(1,X'0b2b');
INSERT INTO search_data VALUES(10,X'0000000b0102010002010101020101');
INSERT INTO search_data VALUES(137438953473,X'000000ac0530676d6268840201066d756c6c657284020104726f6f7482010106c2a73132363882020403353132820203043231353182020403363838820203043531323682020304363231358202040338383882020304383632318202040338383882020106e4b88ae6b5b7820203049ae69c8982020106e585ace58fb8820202028fb882020106e69c89e9999082020205b3b5e4b89a82020205b5b7e6b3b582020106e99990e585ac820204080a080a07080708080708070a080a060a0909');
INSERT INTO search_data VALUES(274877906945,X'0000009b053030303031821203010131820b010432303236821203010463616c6c82060102646e82150105666972737482060c0102736f8212010176820b0103e4b88082080202ba8c82080106e5a487e5bf9882080202bf9882080106e68b9ce8aebf820702059d8ee99bb782030205b3b5e7ab9982050103e7ab9982050103e8aebf82070103e997a8820b02059880e997a8820b02029bb782030409050908060a060507060a060a090907070709');
CREATE TABLE IF NOT EXISTS 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO search_idx VALUES(1,X'',2);
INSERT INTO search_idx VALUES(2,X'',2);
CREATE TABLE IF NOT EXISTS 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO search_docsize VALUES(257,X'01');
INSERT INTO search_docsize VALUES(258,X'11');
INSERT INTO search_docsize VALUES(259,X'02');
INSERT INTO search_docsize VALUES(261,X'02');
INSERT INTO search_docsize VALUES(262,X'02');
INSERT INTO search_docsize VALUES(263,X'02');
INSERT INTO search_docsize VALUES(264,X'04');
INSERT INTO search_docsize VALUES(267,X'04');
INSERT INTO search_docsize VALUES(274,X'04');
INSERT INTO search_docsize VALUES(277,X'03');
INSERT INTO search_docsize VALUES(514,X'02');
CREATE TABLE IF NOT EXISTS 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO search_config VALUES('automerge',4);
INSERT INTO search_config VALUES('crisismerge',16);
INSERT INTO search_config VALUES('hashsize',4194304);
INSERT INTO search_config VALUES('version',4);
CREATE TABLE IF NOT EXISTS "due_part" (
	id INTEGER primary key,
	"invoice" INTEGER,
	"bill" INTEGER,
	"number" INTEGER not null,
	"percent" INTEGER not null,
	"due" TEXT not null,
	"amount" INTEGER not null,
	"currency" TEXT not null,
	"due_on" TEXT,
	"agreed" INTEGER
) strict;
CREATE TABLE IF NOT EXISTS "event_leads" (
	"event" INTEGER not null references "event" (id) deferrable initially deferred,
	"lead" INTEGER not null references "lead" (id) deferrable initially deferred,
	role TEXT,
	primary key ("event", "lead")
) strict, without rowid;
CREATE TABLE IF NOT EXISTS "template" (
	id INTEGER primary key,
	"name" TEXT not null,
	"folder" TEXT,
	"purpose" TEXT,
	"language" TEXT,
	"subject" TEXT,
	"body" TEXT,
	"format" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "mail" (
	id INTEGER primary key,
	"subject" TEXT not null,
	"body" TEXT,
	"to" TEXT,
	"cc" TEXT,
	"bcc" TEXT,
	"sender" TEXT,
	"about" INTEGER,
	"recipient" INTEGER,
	"status" TEXT,
	"direction" TEXT,
	"channel" TEXT,
	"template" TEXT,
	"purpose" TEXT,
	"format" TEXT,
	"calendar" TEXT,
	"answers" INTEGER references "mail" (id) deferrable initially deferred,
	"sent_at" TEXT,
	"message_id" TEXT,
	"in_reply_to" TEXT,
	"thread" TEXT,
	"reason" TEXT,
	"automatic" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "mail_attachments" (
	"mail" INTEGER not null references "mail" (id) deferrable initially deferred,
	"file" INTEGER not null references "file" (id) deferrable initially deferred,
	primary key ("mail", "file")
) strict, without rowid;
CREATE TABLE IF NOT EXISTS "file" (
	id INTEGER primary key,
	"name" TEXT not null,
	"about" INTEGER,
	"kind" TEXT,
	"valid_until" TEXT,
	"media_type" TEXT,
	"size" INTEGER,
	"sha256" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "ticket" (
	id INTEGER primary key,
	"title" TEXT not null,
	"customer" INTEGER references "customer" (id) deferrable initially deferred,
	"contact" INTEGER references "contact" (id) deferrable initially deferred,
	"product" INTEGER references "product" (id) deferrable initially deferred,
	"asset" INTEGER references "asset" (id) deferrable initially deferred,
	"status" TEXT,
	"priority" TEXT,
	"severity" TEXT,
	"category" TEXT,
	"need" TEXT,
	"channel" TEXT,
	"desk" TEXT,
	"worker" INTEGER references "user" (id) deferrable initially deferred,
	"why" TEXT,
	"fault" TEXT,
	"description" TEXT,
	"solution" TEXT,
	"opened_at" TEXT not null,
	"first_response_at" TEXT,
	"closed_at" TEXT,
	"response_due_at" TEXT,
	"due_at" TEXT,
	"callback_on" TEXT,
	"callback_score" INTEGER,
	"repeat_of" INTEGER references "ticket" (id) deferrable initially deferred,
	"level" TEXT,
	"clock_from" TEXT,
	"clock_used" INTEGER,
	"response_half_at" TEXT,
	"half_at" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "ticket_watchers" (
	"ticket" INTEGER not null references "ticket" (id) deferrable initially deferred,
	"user" INTEGER not null references "user" (id) deferrable initially deferred,
	primary key ("ticket", "user")
) strict, without rowid;
CREATE TABLE IF NOT EXISTS "comment" (
	id INTEGER primary key,
	"parent" INTEGER not null references "ticket" (id) deferrable initially deferred,
	"number" INTEGER,
	"text" TEXT not null,
	"internal" INTEGER,
	"at" TEXT,
	"who" INTEGER references "user" (id) deferrable initially deferred,
	"contact" INTEGER references "contact" (id) deferrable initially deferred,
	"automatic" INTEGER,
	"faq" INTEGER references "faq" (id) deferrable initially deferred,
	unique (parent, number)
) strict;
CREATE TABLE IF NOT EXISTS "ticket_move" (
	id INTEGER primary key,
	"ticket" INTEGER not null references "ticket" (id) deferrable initially deferred,
	"kind" TEXT,
	"at" TEXT,
	"who" INTEGER references "user" (id) deferrable initially deferred,
	"why" TEXT,
	"from_desk" TEXT,
	"to_desk" TEXT,
	"from_worker" INTEGER references "user" (id) deferrable initially deferred,
	"to_worker" INTEGER references "user" (id) deferrable initially deferred,
	"from_status" TEXT,
	"to_status" TEXT,
	"from_owner" INTEGER references "user" (id) deferrable initially deferred,
	"to_owner" INTEGER references "user" (id) deferrable initially deferred,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "faq" (
	id INTEGER primary key,
	"question" TEXT not null,
	"answer" TEXT not null,
	"product" INTEGER references "product" (id) deferrable initially deferred,
	"category" TEXT,
	"language" TEXT,
	"status" TEXT,
	"expires_on" TEXT,
	"ticket" INTEGER references "ticket" (id) deferrable initially deferred,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "reminder" (
	id INTEGER primary key,
	"key" TEXT not null,
	"rule" TEXT not null,
	"about" INTEGER,
	"recipient" INTEGER not null,
	"channel" TEXT not null,
	"due_at" TEXT not null,
	"status" TEXT,
	"text" TEXT,
	"tries" INTEGER,
	"lease_until" TEXT,
	"message_id" TEXT,
	"sent_at" TEXT,
	"reason" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "remind_state" (
	id INTEGER primary key,
	"rule" TEXT not null,
	"asked_at" TEXT not null
) strict;
CREATE TABLE IF NOT EXISTS "folder" (
	id INTEGER primary key,
	"name" TEXT not null,
	"description" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "report" (
	id INTEGER primary key,
	"name" TEXT not null,
	"folder" INTEGER references "folder" (id) deferrable initially deferred,
	"description" TEXT,
	"from" TEXT,
	"with" TEXT,
	"layout" TEXT,
	"columns" TEXT,
	"compute" TEXT,
	"where" TEXT,
	"date" TEXT,
	"period" TEXT,
	"group" TEXT,
	"pivot" TEXT,
	"having" TEXT,
	"sort" TEXT,
	"top" INTEGER,
	"join" TEXT,
	"parts" TEXT,
	"all_values" INTEGER,
	"analysis" TEXT,
	"parameters" TEXT,
	"chart" TEXT,
	"in_currency" TEXT,
	"mail_to" TEXT,
	"mail_format" TEXT,
	"only_with_rows" INTEGER,
	"mailed" TEXT,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "report_recipients" (
	"report" INTEGER not null references "report" (id) deferrable initially deferred,
	"user" INTEGER not null references "user" (id) deferrable initially deferred,
	primary key ("report", "user")
) strict, without rowid;
CREATE TABLE IF NOT EXISTS "target" (
	id INTEGER primary key,
	"name" TEXT,
	"person" INTEGER references "user" (id) deferrable initially deferred,
	"team" TEXT,
	"measure" TEXT not null,
	"period" TEXT not null,
	"value" INTEGER,
	"currency" TEXT not null,
	"filter" TEXT,
	"parent" INTEGER references "target" (id) deferrable initially deferred,
	"weight" INTEGER,
	"perspective" TEXT,
	"contest" TEXT,
	"prize" INTEGER,
	"owner" INTEGER references "user" (id) deferrable initially deferred,
	"tags" TEXT,
	"notes" TEXT,
	"external_id" TEXT,
	"aliases" TEXT,
	"created_at" TEXT,
	"updated_at" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "order_revision" (
	id INTEGER primary key,
	"order" INTEGER not null,
	"number" INTEGER not null,
	"ordered_on" TEXT,
	"revised_on" TEXT not null,
	"contact" INTEGER,
	"content" TEXT
) strict;
CREATE TABLE IF NOT EXISTS "purchase_orders" (
	"purchase" INTEGER not null references "purchase" (id) deferrable initially deferred,
	"order" INTEGER not null references "order" (id) deferrable initially deferred,
	primary key ("purchase", "order")
) strict, without rowid;
CREATE UNIQUE INDEX "user_login" on "user" ("login");
CREATE INDEX "user_owner" on "user" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "user_external_id" on "user" ("external_id") where "external_id" is not null;
CREATE INDEX "distinct_first" on "distinct" ("first");
CREATE INDEX "alias_record" on "alias" ("record");
CREATE INDEX "alias_kept" on "alias" ("kept");
CREATE UNIQUE INDEX "setting_name" on "setting" ("name");
CREATE INDEX "customer_name" on "customer" ("name");
CREATE INDEX "customer_parent" on "customer" ("parent") where "parent" is not null;
CREATE INDEX "customer_referred_by" on "customer" ("referred_by") where "referred_by" is not null;
CREATE INDEX "customer_owner" on "customer" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "customer_external_id" on "customer" ("external_id") where "external_id" is not null;
CREATE INDEX "contact_name" on "contact" ("name");
CREATE INDEX "contact_customer" on "contact" ("customer") where "customer" is not null;
CREATE INDEX "contact_reports_to" on "contact" ("reports_to") where "reports_to" is not null;
CREATE INDEX "contact_owner" on "contact" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "contact_external_id" on "contact" ("external_id") where "external_id" is not null;
CREATE INDEX "lead_name" on "lead" ("name");
CREATE INDEX "lead_status" on "lead" ("status") where "status" is not null;
CREATE INDEX "lead_campaign" on "lead" ("campaign") where "campaign" is not null;
CREATE INDEX "lead_converted_customer" on "lead" ("converted_customer") where "converted_customer" is not null;
CREATE INDEX "lead_converted_contact" on "lead" ("converted_contact") where "converted_contact" is not null;
CREATE INDEX "lead_converted_deal" on "lead" ("converted_deal") where "converted_deal" is not null;
CREATE INDEX "lead_owner" on "lead" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "lead_external_id" on "lead" ("external_id") where "external_id" is not null;
CREATE INDEX "deal_name" on "deal" ("name");
CREATE INDEX "deal_customer" on "deal" ("customer");
CREATE INDEX "deal_stage" on "deal" ("stage") where "stage" is not null;
CREATE INDEX "deal_close_on" on "deal" ("close_on");
CREATE INDEX "deal_campaign" on "deal" ("campaign") where "campaign" is not null;
CREATE INDEX "deal_owner" on "deal" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "deal_external_id" on "deal" ("external_id") where "external_id" is not null;
CREATE INDEX "deal_contacts_contact" on "deal_contacts" ("contact");
CREATE INDEX "task_due_on" on "task" ("due_on") where "due_on" is not null;
CREATE INDEX "task_about" on "task" ("about") where "about" is not null;
CREATE INDEX "task_contact" on "task" ("contact") where "contact" is not null;
CREATE INDEX "task_owner" on "task" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "task_external_id" on "task" ("external_id") where "external_id" is not null;
CREATE INDEX "event_starts_at" on "event" ("starts_at");
CREATE INDEX "event_about" on "event" ("about") where "about" is not null;
CREATE INDEX "event_owner" on "event" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "event_external_id" on "event" ("external_id") where "external_id" is not null;
CREATE INDEX "event_contacts_contact" on "event_contacts" ("contact");
CREATE INDEX "event_attendees_user" on "event_attendees" ("user");
CREATE INDEX "note_title" on "note" ("title");
CREATE INDEX "note_about" on "note" ("about") where "about" is not null;
CREATE INDEX "note_owner" on "note" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "note_external_id" on "note" ("external_id") where "external_id" is not null;
CREATE INDEX "campaign_name" on "campaign" ("name");
CREATE INDEX "campaign_owner" on "campaign" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "campaign_external_id" on "campaign" ("external_id") where "external_id" is not null;
CREATE INDEX "stage_move_who" on "stage_move" ("who") where "who" is not null;
CREATE INDEX "product_name" on "product" ("name");
CREATE UNIQUE INDEX "product_code" on "product" ("code") where "code" is not null;
CREATE INDEX "product_category" on "product" ("category") where "category" is not null;
CREATE INDEX "product_supplier" on "product" ("supplier") where "supplier" is not null;
CREATE INDEX "product_owner" on "product" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "product_external_id" on "product" ("external_id") where "external_id" is not null;
CREATE INDEX "supplier_name" on "supplier" ("name");
CREATE INDEX "supplier_owner" on "supplier" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "supplier_external_id" on "supplier" ("external_id") where "external_id" is not null;
CREATE INDEX "pricebook_name" on "pricebook" ("name");
CREATE INDEX "pricebook_owner" on "pricebook" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "pricebook_external_id" on "pricebook" ("external_id") where "external_id" is not null;
CREATE INDEX "pricebook_customers_customer" on "pricebook_customers" ("customer");
CREATE INDEX "pricebook_entry_product" on "pricebook_entry" ("product");
CREATE INDEX "rate_currency" on "rate" ("currency");
CREATE INDEX "rate_valid_from" on "rate" ("valid_from");
CREATE INDEX "rate_owner" on "rate" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "rate_external_id" on "rate" ("external_id") where "external_id" is not null;
CREATE INDEX "quote_customer" on "quote" ("customer");
CREATE UNIQUE INDEX "quote_number" on "quote" ("number") where "number" is not null;
CREATE INDEX "quote_previous" on "quote" ("previous") where "previous" is not null;
CREATE INDEX "quote_contact" on "quote" ("contact") where "contact" is not null;
CREATE INDEX "quote_deal" on "quote" ("deal") where "deal" is not null;
CREATE INDEX "quote_owner" on "quote" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "quote_external_id" on "quote" ("external_id") where "external_id" is not null;
CREATE INDEX "quote_line_product" on "quote_line" ("product") where "product" is not null;
CREATE INDEX "order_customer" on "order" ("customer");
CREATE UNIQUE INDEX "order_number" on "order" ("number") where "number" is not null;
CREATE INDEX "order_contact" on "order" ("contact") where "contact" is not null;
CREATE INDEX "order_deal" on "order" ("deal") where "deal" is not null;
CREATE INDEX "order_quote" on "order" ("quote") where "quote" is not null;
CREATE INDEX "order_owner" on "order" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "order_external_id" on "order" ("external_id") where "external_id" is not null;
CREATE INDEX "order_line_product" on "order_line" ("product") where "product" is not null;
CREATE INDEX "instalment_order" on "instalment" ("order");
CREATE INDEX "instalment_owner" on "instalment" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "instalment_external_id" on "instalment" ("external_id") where "external_id" is not null;
CREATE INDEX "delivery_order" on "delivery" ("order");
CREATE UNIQUE INDEX "delivery_number" on "delivery" ("number") where "number" is not null;
CREATE INDEX "delivery_customer" on "delivery" ("customer") where "customer" is not null;
CREATE INDEX "delivery_owner" on "delivery" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "delivery_external_id" on "delivery" ("external_id") where "external_id" is not null;
CREATE INDEX "delivery_line_order_line" on "delivery_line" ("order_line");
CREATE INDEX "delivery_line_product" on "delivery_line" ("product") where "product" is not null;
CREATE INDEX "purchase_supplier" on "purchase" ("supplier");
CREATE UNIQUE INDEX "purchase_number" on "purchase" ("number") where "number" is not null;
CREATE INDEX "purchase_owner" on "purchase" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "purchase_external_id" on "purchase" ("external_id") where "external_id" is not null;
CREATE INDEX "purchase_line_product" on "purchase_line" ("product") where "product" is not null;
CREATE INDEX "bill_supplier" on "bill" ("supplier");
CREATE INDEX "bill_purchase" on "bill" ("purchase") where "purchase" is not null;
CREATE INDEX "bill_due_on" on "bill" ("due_on") where "due_on" is not null;
CREATE INDEX "bill_owner" on "bill" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "bill_external_id" on "bill" ("external_id") where "external_id" is not null;
CREATE INDEX "bill_line_purchase_line" on "bill_line" ("purchase_line") where "purchase_line" is not null;
CREATE INDEX "bill_line_product" on "bill_line" ("product") where "product" is not null;
CREATE INDEX "invoice_customer" on "invoice" ("customer");
CREATE UNIQUE INDEX "invoice_number" on "invoice" ("number") where "number" is not null;
CREATE INDEX "invoice_contact" on "invoice" ("contact") where "contact" is not null;
CREATE INDEX "invoice_deal" on "invoice" ("deal") where "deal" is not null;
CREATE INDEX "invoice_order" on "invoice" ("order") where "order" is not null;
CREATE INDEX "invoice_instalment" on "invoice" ("instalment") where "instalment" is not null;
CREATE INDEX "invoice_original" on "invoice" ("original") where "original" is not null;
CREATE INDEX "invoice_issued_on" on "invoice" ("issued_on") where "issued_on" is not null;
CREATE INDEX "invoice_due_on" on "invoice" ("due_on") where "due_on" is not null;
CREATE INDEX "invoice_quote" on "invoice" ("quote") where "quote" is not null;
CREATE INDEX "invoice_owner" on "invoice" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "invoice_external_id" on "invoice" ("external_id") where "external_id" is not null;
CREATE INDEX "invoice_line_order_line" on "invoice_line" ("order_line") where "order_line" is not null;
CREATE INDEX "invoice_line_original" on "invoice_line" ("original") where "original" is not null;
CREATE INDEX "invoice_line_product" on "invoice_line" ("product") where "product" is not null;
CREATE UNIQUE INDEX "fapiao_number" on "fapiao" ("number");
CREATE INDEX "fapiao_customer" on "fapiao" ("customer") where "customer" is not null;
CREATE INDEX "fapiao_original" on "fapiao" ("original") where "original" is not null;
CREATE INDEX "fapiao_owner" on "fapiao" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "fapiao_external_id" on "fapiao" ("external_id") where "external_id" is not null;
CREATE INDEX "fapiao_invoices_invoice" on "fapiao_invoices" ("invoice");
CREATE INDEX "payment_customer" on "payment" ("customer") where "customer" is not null;
CREATE INDEX "payment_supplier" on "payment" ("supplier") where "supplier" is not null;
CREATE INDEX "payment_order" on "payment" ("order") where "order" is not null;
CREATE INDEX "payment_paid_on" on "payment" ("paid_on");
CREATE INDEX "payment_original" on "payment" ("original") where "original" is not null;
CREATE INDEX "payment_owner" on "payment" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "payment_external_id" on "payment" ("external_id") where "external_id" is not null;
CREATE INDEX "allocation_invoice" on "allocation" ("invoice") where "invoice" is not null;
CREATE INDEX "allocation_bill" on "allocation" ("bill") where "bill" is not null;
CREATE INDEX "stock_movement_source" on "stock_movement" ("source") where "source" is not null;
CREATE INDEX "stock_movement_who" on "stock_movement" ("who") where "who" is not null;
CREATE INDEX "asset_serial" on "asset" ("serial");
CREATE INDEX "asset_product" on "asset" ("product");
CREATE INDEX "asset_customer" on "asset" ("customer");
CREATE INDEX "asset_delivery" on "asset" ("delivery") where "delivery" is not null;
CREATE INDEX "asset_next_service_on" on "asset" ("next_service_on") where "next_service_on" is not null;
CREATE INDEX "asset_owner" on "asset" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "asset_external_id" on "asset" ("external_id") where "external_id" is not null;
CREATE UNIQUE INDEX "series_name" on "series" ("name");
CREATE INDEX entry_record on entry (type, record);
CREATE INDEX entry_run on entry (type, record) where last is not null;
CREATE INDEX "user_manager" on "user" ("manager") where "manager" is not null;
CREATE INDEX "user_deputy" on "user" ("deputy") where "deputy" is not null;
CREATE INDEX "event_repeat" on "event" ("repeat") where "repeat" is not null;
CREATE INDEX "event_series" on "event" ("series") where "series" is not null;
CREATE INDEX "event_uid" on "event" ("uid") where "uid" is not null;
CREATE INDEX "event_leads_lead" on "event_leads" ("lead");
CREATE INDEX "template_owner" on "template" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "template_external_id" on "template" ("external_id") where "external_id" is not null;
CREATE INDEX "mail_about" on "mail" ("about") where "about" is not null;
CREATE INDEX "mail_recipient" on "mail" ("recipient") where "recipient" is not null;
CREATE INDEX "mail_status" on "mail" ("status") where "status" is not null;
CREATE INDEX "mail_answers" on "mail" ("answers") where "answers" is not null;
CREATE INDEX "mail_sent_at" on "mail" ("sent_at") where "sent_at" is not null;
CREATE UNIQUE INDEX "mail_message_id" on "mail" ("message_id") where "message_id" is not null;
CREATE INDEX "mail_owner" on "mail" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "mail_external_id" on "mail" ("external_id") where "external_id" is not null;
CREATE INDEX "mail_attachments_file" on "mail_attachments" ("file");
CREATE INDEX "file_about" on "file" ("about") where "about" is not null;
CREATE INDEX "file_sha256" on "file" ("sha256") where "sha256" is not null;
CREATE INDEX "file_owner" on "file" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "file_external_id" on "file" ("external_id") where "external_id" is not null;
CREATE INDEX "ticket_customer" on "ticket" ("customer") where "customer" is not null;
CREATE INDEX "ticket_contact" on "ticket" ("contact") where "contact" is not null;
CREATE INDEX "ticket_product" on "ticket" ("product") where "product" is not null;
CREATE INDEX "ticket_asset" on "ticket" ("asset") where "asset" is not null;
CREATE INDEX "ticket_status" on "ticket" ("status") where "status" is not null;
CREATE INDEX "ticket_worker" on "ticket" ("worker") where "worker" is not null;
CREATE INDEX "ticket_fault" on "ticket" ("fault") where "fault" is not null;
CREATE INDEX "ticket_opened_at" on "ticket" ("opened_at");
CREATE INDEX "ticket_due_at" on "ticket" ("due_at") where "due_at" is not null;
CREATE INDEX "ticket_callback_on" on "ticket" ("callback_on") where "callback_on" is not null;
CREATE INDEX "ticket_repeat_of" on "ticket" ("repeat_of") where "repeat_of" is not null;
CREATE INDEX "ticket_owner" on "ticket" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "ticket_external_id" on "ticket" ("external_id") where "external_id" is not null;
CREATE INDEX "ticket_watchers_user" on "ticket_watchers" ("user");
CREATE INDEX "comment_who" on "comment" ("who") where "who" is not null;
CREATE INDEX "comment_contact" on "comment" ("contact") where "contact" is not null;
CREATE INDEX "comment_faq" on "comment" ("faq") where "faq" is not null;
CREATE INDEX "ticket_move_ticket" on "ticket_move" ("ticket");
CREATE INDEX "ticket_move_who" on "ticket_move" ("who") where "who" is not null;
CREATE INDEX "ticket_move_from_worker" on "ticket_move" ("from_worker") where "from_worker" is not null;
CREATE INDEX "ticket_move_to_worker" on "ticket_move" ("to_worker") where "to_worker" is not null;
CREATE INDEX "ticket_move_from_owner" on "ticket_move" ("from_owner") where "from_owner" is not null;
CREATE INDEX "ticket_move_to_owner" on "ticket_move" ("to_owner") where "to_owner" is not null;
CREATE INDEX "ticket_move_owner" on "ticket_move" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "ticket_move_external_id" on "ticket_move" ("external_id") where "external_id" is not null;
CREATE INDEX "faq_product" on "faq" ("product") where "product" is not null;
CREATE INDEX "faq_ticket" on "faq" ("ticket") where "ticket" is not null;
CREATE INDEX "faq_owner" on "faq" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "faq_external_id" on "faq" ("external_id") where "external_id" is not null;
CREATE UNIQUE INDEX "reminder_key" on "reminder" ("key");
CREATE INDEX "reminder_about" on "reminder" ("about") where "about" is not null;
CREATE INDEX "reminder_status" on "reminder" ("status") where "status" is not null;
CREATE UNIQUE INDEX "remind_state_rule" on "remind_state" ("rule");
CREATE UNIQUE INDEX "folder_name" on "folder" ("name");
CREATE INDEX "folder_owner" on "folder" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "folder_external_id" on "folder" ("external_id") where "external_id" is not null;
CREATE UNIQUE INDEX "report_name" on "report" ("name");
CREATE INDEX "report_folder" on "report" ("folder") where "folder" is not null;
CREATE INDEX "report_owner" on "report" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "report_external_id" on "report" ("external_id") where "external_id" is not null;
CREATE INDEX "report_recipients_user" on "report_recipients" ("user");
CREATE INDEX "target_person" on "target" ("person") where "person" is not null;
CREATE INDEX "target_parent" on "target" ("parent") where "parent" is not null;
CREATE INDEX "target_owner" on "target" ("owner") where "owner" is not null;
CREATE UNIQUE INDEX "target_external_id" on "target" ("external_id") where "external_id" is not null;
CREATE INDEX "delivery_original" on "delivery" ("original") where "original" is not null;
CREATE INDEX "delivery_line_original" on "delivery_line" ("original") where "original" is not null;
CREATE INDEX "purchase_orders_order" on "purchase_orders" ("order");
CREATE INDEX "bill_original" on "bill" ("original") where "original" is not null;
CREATE INDEX "bill_line_original" on "bill_line" ("original") where "original" is not null;
PRAGMA writable_schema=OFF;
COMMIT;
