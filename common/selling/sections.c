#include "selling/sections.h"

#include "record/section.h"
#include "selling/documents.h"
#include "store/settle.h"
#include <string.h>

static const struct form_field rate_fields[] = {
	{ .name = "rate", .kind = KIND_PERCENT, .at = offsetof(struct tax_period, rate), .required = true, .most = TAX_RATE_LIMIT, .help = "percent" },
	{ .name = "from", .kind = KIND_DATE, .at = offsetof(struct tax_period, from), .initial = "", .help = "its first day" },
	{ .name = "until", .kind = KIND_DATE, .at = offsetof(struct tax_period, until), .initial = "", .help = "its last day" },
	{ 0 },
};

static const struct form rate_form = {
	.item = "rate", .example = "{rate: 13, from: 2019-04-01}", .fields = rate_fields, .size = sizeof(struct tax_period), .dated = true, .alone = true,
};

static const struct form_field tax_fields[] = {
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct tax, en), .required = true, .label = true, .help = "label in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct tax, zh), .required = true, .label = true, .help = "label in Chinese" },
	{ .name = "rates", .kind = KIND_LINES, .at = offsetof(struct tax, periods), .count_at = offsetof(struct tax, count), .required = true,
	  .most = TAX_PERIOD_LIMIT, .items = &rate_form, .wanted = "rate: in percent, or rates: with dates", .help = "rates by day" },
	{ 0 },
};

static const struct tax_period percent[] = { { 130000, "", "" }, { 90000, "", "" }, { 60000, "", "" }, { 30000, "", "" }, { 0, "", "" } };

/* The rates of Chinese VAT. A firm elsewhere removes them. */
static const struct tax built_in_taxes[] = {
	{ "vat13", "VAT 13%", "增值税13%", &percent[0], 1 }, { "vat9", "VAT 9%", "增值税9%", &percent[1], 1 },
	{ "vat6", "VAT 6%", "增值税6%", &percent[2], 1 },    { "vat3", "VAT 3%", "增值税3%", &percent[3], 1 },
	{ "vat0", "VAT 0%", "增值税0%", &percent[4], 1 },    { "exempt", "Exempt", "免税", &percent[4], 1 },
};

static bool holds_taxes(const struct field *field)
{
	return field->kind == KIND_TAGS && !field->column && (strcmp(field->name, "tax") == 0 || strcmp(field->name, "shipping_tax") == 0);
}

const struct schema_section section_taxes = {
	.name = "taxes", .setting = "tax",
	.form = { .item = "tax", .example = "{rate: 13, en: …, zh: …}", .fields = tax_fields, .size = sizeof(struct tax) },
	.built_in = built_in_taxes, .built_in_count = sizeof built_in_taxes / sizeof *built_in_taxes,
	.held_by = holds_taxes, .ending = "end its last rate with until:",
};

/* Letters, digits and what stands between them: the numbers of other countries are unlike China's. */
static enum status check_tax_number(const char *value, struct error *error)
{
	size_t length = strlen(value);

	if (!length || (length >= 5 && length <= 30 && strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789- ") == length))
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "'%s' is not valid; write 5 to 30 capital letters and digits", value);
}

static const struct form_field company_fields[] = {
	{ .name = "name", .kind = KIND_TEXT, .help = "name" },
	{ .name = "name_en", .kind = KIND_TEXT, .help = "name on English documents" },
	{ .name = "street", .kind = KIND_TEXT, .help = "street and number" },
	{ .name = "city", .kind = KIND_TEXT, .help = "city" },
	{ .name = "state", .kind = KIND_TEXT, .help = "state or province" },
	{ .name = "code", .kind = KIND_TEXT, .help = "postal code" },
	{ .name = "country", .kind = KIND_TEXT, .help = "country" },
	{ .name = "ship_street", .kind = KIND_TEXT, .help = "where purchases are delivered to, if that is elsewhere: street and number" },
	{ .name = "ship_city", .kind = KIND_TEXT, .help = "city there" },
	{ .name = "ship_state", .kind = KIND_TEXT, .help = "state or province there" },
	{ .name = "ship_code", .kind = KIND_TEXT, .help = "postal code there" },
	{ .name = "ship_country", .kind = KIND_TEXT, .help = "country there" },
	{ .name = "address_en", .kind = KIND_TEXT, .help = "whole address on English documents" },
	{ .name = "phone", .kind = KIND_TEXT, .help = "telephone" },
	{ .name = "fax", .kind = KIND_TEXT, .help = "fax" },
	{ .name = "email", .kind = KIND_TEXT, .help = "e-mail address" },
	{ .name = "website", .kind = KIND_TEXT, .help = "web address" },
	{ .name = "tax_name", .kind = KIND_TEXT, .help = "name shown on tax invoices" },
	{ .name = "tax_number", .kind = KIND_TEXT, .check = check_tax_number, .help = "tax number" },
	{ .name = "bank", .kind = KIND_TEXT, .help = "bank" },
	{ .name = "bank_account", .kind = KIND_TEXT, .help = "account" },
	{ .name = "terms", .kind = KIND_LONGTEXT, .help = "text at the end of quotes" },
	{ .name = "footer", .kind = KIND_LONGTEXT, .help = "text at the bottom of every page" },
	{ 0 },
};

const struct schema_section section_company = {
	.name = "company", .setting = "company", .form = { .fields = company_fields }, .what = "field of the company",
	.no_such = "no field of the company; crm-schema(5) lists them",
};

static const struct form_field numbering_fields[] = {
	{ .name = "quote", .kind = KIND_TEXT, .initial = "Q-{year}-{number:4}", .wanted = "a pattern", .check = numbering_check, .help = "quotes" },
	{ .name = "order", .kind = KIND_TEXT, .initial = "SO-{year}-{number:4}", .wanted = "a pattern", .check = numbering_check, .help = "orders" },
	{ .name = "delivery", .kind = KIND_TEXT, .initial = "DN-{year}-{number:4}", .wanted = "a pattern", .check = numbering_check, .help = "deliveries" },
	{ .name = "return", .kind = KIND_TEXT, .initial = "RN-{year}-{number:4}", .wanted = "a pattern", .check = numbering_check, .help = "returns from customers" },
	{ .name = "purchase", .kind = KIND_TEXT, .initial = "PO-{year}-{number:4}", .wanted = "a pattern", .check = numbering_check, .help = "purchases" },
	{ .name = "invoice", .kind = KIND_TEXT, .initial = "INV-{year}-{number:4}", .wanted = "a pattern", .check = numbering_check, .help = "invoices" },
	{ .name = "credit-note", .kind = KIND_TEXT, .initial = "CN-{year}-{number:4}", .wanted = "a pattern", .check = numbering_check, .help = "credit notes" },
	{ 0 },
};

static bool would_be_equal(const struct schema *schema, const char *one, const char *other)
{
	static const char day[] = "2026-11-22";
	const int64_t large = 999999999999;
	struct text first = { 0 }, second = { 0 };

	numbering_write(&first, schema_numbering(schema, one), day, large);
	numbering_write(&second, schema_numbering(schema, other), day, large);
	bool same = strcmp(text_string(&first), text_string(&second)) == 0;
	text_free(&first);
	text_free(&second);
	return same;
}

/* Invoices and credit notes are records of one type, whose numbers are unique, as deliveries and returns are. */
static enum status check_numbering(const struct schema *schema, struct error *error)
{
	if (would_be_equal(schema, "invoice", "credit-note"))
		return error_set(error, STATUS_DATA,
				 "invoices and credit notes would get the same numbers; make their patterns begin differently, such as INV- and CN-");
	if (would_be_equal(schema, "delivery", "return"))
		return error_set(error, STATUS_DATA,
				 "deliveries and returns would get the same numbers; make their patterns begin differently, such as DN- and RN-");
	return STATUS_OK;
}

const struct schema_section section_numbering = {
	.name = "numbering", .setting = "numbering", .form = { .fields = numbering_fields }, .what = "document type",
	.no_such = "no document that has numbers", .standard = true, .check = check_numbering,
};

static const char *const roundings[] = { "half-up", "half-even", NULL }, *const stocks[] = { "refuse", "warn", NULL };

static const struct form_field selling_fields[] = {
	{ .name = "rounding", .kind = KIND_PICK, .initial = "half-up", .choices = roundings,
	  .help = "how amounts are rounded to the minor unit of their currency" },
	{ .name = "negative-stock", .kind = KIND_PICK, .initial = "refuse", .choices = stocks,
	  .help = "what to do about a delivery of more than is in stock" },
	{ 0 },
};

/* A kind without such a step, as bills, is what somebody has on paper from the beginning. */
static bool has_drafts(const struct document_kind *kind)
{
	for (const struct move *move = kind->moves; move->from; move++)
		if (move->issues)
			return true;
	return false;
}

/* A document that is issued keeps its rate to the currency of the database: 7.8 yuan for a euro are no 7.8 dollars. */
static enum status may_change_currency(struct store *store, struct error *error)
{
	enum status status = STATUS_OK;

	for (const struct document_kind *kind = NULL; !status && (kind = document_kind_next(kind));) {
		int64_t count = 0;
		if (type_field(store_type(store, kind->record), "rate", NULL))
			status = db_one(store->db, &count, "select count(*) from \"%s\" where rate is not null", kind->record->name);
		if (!status && count)
			status = error_set(error, STATUS_REFUSED, "%lld of the documents of type %s keep a rate to %s; books in another currency begin in a new database: crm-db init",
					   (long long)count, kind->record->name, store->conventions.currency);
	}
	return status;
}

/* What was agreed was rounded in one way, and is computed again by crm-db check. */
static enum status may_change_rounding(struct store *store, struct error *error)
{
	enum status status = STATUS_OK;

	for (const struct document_kind *kind = NULL; !status && (kind = document_kind_next(kind));) {
		int64_t count = 0;
		if (kind->priced)
			status = db_one(store->db, &count, "select count(*) from \"%s\" as d where \"%s\" <> coalesce(%s, '') and exists (select 1 from \"%s\" where parent = d.id)",
					kind->record->name, kind->state, has_drafts(kind) ? kind->moves->from : NULL, kind->line->name);
		if (!status && count)
			status = error_set(error, STATUS_REFUSED, "%lld of the documents of type %s are issued, and their totals rounded the other way",
					   (long long)count, kind->record->name);
	}
	return status;
}

static enum status may_change(struct store *store, const struct schema_section *section, const struct form_field *field, struct error *error)
{
	if (section == &section_conventions && strcmp(field->name, "currency") == 0)
		return may_change_currency(store, error);
	return section == &section_selling && strcmp(field->name, "rounding") == 0 ? may_change_rounding(store, error) : STATUS_OK;
}

/* The totals of drafts follow the rounding. */
static enum status settle_drafts(struct store *store)
{
	enum status status = STATUS_OK;

	for (const struct document_kind *kind = NULL; !status && (kind = document_kind_next(kind));) {
		struct arena arena = { 0 };
		int64_t *ids;
		size_t count = 0;
		if (kind->priced && has_drafts(kind))
			status = db_integers(store->db, &arena, &ids, &count, "select id from \"%s\" where \"%s\" = %s", kind->record->name, kind->state,
					     kind->moves->from);
		for (size_t i = 0; !status && i < count; i++)
			settle_defer(store, kind->record, ids[i]);
		arena_free(&arena);
	}
	return status;
}

const struct schema_section section_selling = { .form = { .fields = selling_fields }, .may_change = may_change, .changed = settle_drafts };

static const char *const moneys[] = { "any", "in", "out", NULL };

static const struct form_field ignored_line_fields[] = {
	{ .name = "text", .kind = KIND_TEXT, .at = offsetof(struct ignored_line, text), .required = true, .wanted = "words divided by commas",
	  .help = "words divided by commas; the text or the payer of the line contains one of them" },
	{ .name = "money", .kind = KIND_PICK, .at = offsetof(struct ignored_line, money), .initial = "any", .choices = moneys,
	  .help = "whether lines of money in, of money out, or both are meant" },
	{ 0 },
};

const struct schema_section section_ignored_lines = {
	.name = "ignored_lines", .setting = "ignored_line",
	.form = { .item = "rule", .example = "{text: '手续费, Kontoführung', money: out}", .fields = ignored_line_fields, .size = sizeof(struct ignored_line) },
};

bool schema_tax(const struct schema *schema, const char *name, const char *day, struct tax_rate *out)
{
	const struct tax *tax = schema_entry(schema, &section_taxes, name);
	const struct tax_period *period = tax ? form_on(form_find(&section_taxes.form, "rates"), tax, day) : NULL;

	if (!period)
		return false;
	*out = (struct tax_rate){ .name = tax->name, .en = tax->en, .zh = tax->zh, .rate = period->rate };
	return true;
}

enum status schema_tax_unknown(const struct schema *schema, const char *name, const char *day, struct error *error)
{
	if (day && schema_entry(schema, &section_taxes, name))
		return error_set(error, STATUS_DATA, "the tax %s has no rate on %s; crm-schema(5) explains how to add one", name, day);
	return schema_entry_unknown(schema, &section_taxes, name, error);
}

/* What a field of these sections is set to; NULL when there is no such field. */
static const char *value_of(const struct schema *schema, const struct schema_section *section, const char *name)
{
	const struct form_field *field = form_find(&section->form, name);

	return field ? schema_field_value(schema, section, field) : NULL;
}

const char *schema_numbering(const struct schema *schema, const char *type)
{
	return value_of(schema, &section_numbering, type);
}

bool schema_half_even(const struct schema *schema)
{
	return strcmp(value_of(schema, &section_selling, "rounding"), "half-even") == 0;
}

bool schema_negative_stock_warns(const struct schema *schema)
{
	return strcmp(value_of(schema, &section_selling, "negative-stock"), "warn") == 0;
}

const char *schema_company(const struct schema *schema, const char *field)
{
	const char *value = value_of(schema, &section_company, field);

	return value ? value : "";
}
