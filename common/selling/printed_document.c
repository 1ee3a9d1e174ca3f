#include "selling/printed_parts.h"

#include "base/sentence.h"
#include "selling/order_revisions.h"
#include "selling/sections.h"
#include "selling/selling.h"
#include "store/rule.h"
#include <string.h>

/* The page of a document, by its name; NULL: as what it is. */
static const struct document_page *page_called(const struct document_kind *kind, const struct record *document, const char *as)
{
	for (const struct document_page *page = kind ? kind->pages : NULL; page && page->name; page++)
		if ((!page->fits || page->fits(document)) && (!as || strcmp(page->name, as) == 0))
			return page;
	return NULL;
}

static void refuse_unprinted(struct store *store, const struct record *document)
{
	const struct record_type *record = document->type->record;
	struct text names = { 0 }; /* ", quotes, orders" */
	size_t last = 0;

	for (const struct document_kind *kind = NULL; (kind = document_kind_next(kind));) {
		if (!kind->pages)
			continue;
		last = names.length;
		text_printf(&names, ", %s", kind->record->plural);
	}
	error_set(store->error, STATUS_USAGE, "%s%lld is %s %s, of which there is no page; %.*s and %s have one, and customers a statement", record->prefix,
	          (long long)document->id, sentence_a(record->name), record->name, (int)last - 2, names.data + 2, names.data + last + 2);
	text_free(&names);
}

static enum status find_page(struct store *store, const struct document_kind *kind, const struct record *document, const char *as, const struct document_page **out)
{
	const struct record_type *record = document->type->record;
	struct text names = { 0 };

	if ((*out = page_called(kind, document, as)))
		return STATUS_OK;
	for (const struct document_page *page = kind ? kind->pages : NULL; page && page->name; page++)
		if (!page->fits || page->fits(document))
			text_printf(&names, "%s%s", names.length ? ", " : "", page->name);
	if (names.length)
		error_set(store->error, STATUS_USAGE, "--as: %s%lld is printed as %s, not as %s", record->prefix, (long long)document->id, names.data, as);
	else
		refuse_unprinted(store, document);
	text_free(&names);
	return STATUS_USAGE;
}

enum status printed_language(struct store *store, int64_t customer, enum page_language *out)
{
	struct arena arena = { 0 };
	struct record *record = NULL;
	enum status status = customer ? row_load(store, store_type(store, &record_customer), customer, &arena, &record) : STATUS_OK;
	const char *language = record ? record_text(record, "language") : "";

	*out = strncmp(*language ? language : store->conventions.language, "zh", 2) == 0 ? PAGE_ZH : PAGE_EN;
	arena_free(&arena);
	return status;
}

enum status printed_choose_language(struct sheet_of *sheet, const enum page_language *chosen, int64_t customer)
{
	const char *language = sheet->layout.language;

	if (!chosen && !*language)
		return printed_language(sheet->store, customer, &sheet->page->language);
	sheet->page->language = chosen ? *chosen : strcmp(language, "both") == 0 ? PAGE_BOTH : strcmp(language, "en") == 0 ? PAGE_EN : PAGE_ZH;
	return STATUS_OK;
}

void printed_lay_out(struct sheet_of *sheet)
{
	struct page_document *page = sheet->page;
	const struct print_layout *layout = &sheet->layout;
	struct page_words title = print_layout_words(layout->title_en, layout->title_zh), footer = print_layout_words(layout->footer_en, layout->footer_zh);

	if (*title.en)
		page->title = title;
	if (*footer.en)
		page->footer = footer;
	page->repeats = layout->repeat;
	print_layout_parts(layout, sheet->arena, page);
	if (!print_layout_shows(layout, "company")) {
		page->company_line_count = 0;
		page->company = (struct page_words){ 0 };
	}
	if (!print_layout_shows(layout, "facts"))
		page->fact_count = 0;
	if (!print_layout_shows(layout, "footer"))
		page->footer = (struct page_words){ 0 };
}

static enum status reference_fact(struct sheet_of *sheet, const struct record *document, const char *name, const char *en, const char *zh)
{
	const struct field *field = type_field(document->type, name, NULL);
	struct record *record = NULL;
	struct text text = { 0 };
	enum status status = field ? rule_load(sheet->store, field->target, record_integer(document, name), sheet->arena, &record) : STATUS_OK;

	if (!status && record) {
		reference_format(&text, field->target, record->id);
		const char *number = document_number(record);
		printed_fact(sheet, en, zh, *number ? number : arena_string(sheet->arena, text.data));
	}
	/* By these the customer knows what it is about. */
	if (!status && record) {
		printed_field(sheet, "Contract number", "合同编号", record, "contract_no");
		printed_field(sheet, "Your order number", "贵方订单号", record, "customer_po");
	}
	text_free(&text);
	return status;
}

/* A draft has no number yet: what stands for it is called so. */
static void number_fact(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document)
{
	const char *number = type_field(document->type, "number", NULL) ? document_number(document) : "";
	struct text reference = { 0 };

	reference_format(&reference, kind->record, document->id);
	sheet->page->name = *number ? number : arena_string(sheet->arena, reference.data);
	text_free(&reference);
	if (*number || !document_is_draft(kind, document))
		printed_fact(sheet, "Number", "编号", sheet->page->name);
	else
		printed_fact(sheet, "Draft", "草稿", sheet->page->name);
	if (!kind->revision || kind->revision(document) == 1)
		return;
	const char *revision = arena_printf(sheet->arena, "%lld", (long long)kind->revision(document));
	printed_fact(sheet, "Revision", "修订", revision);
	sheet->page->name = arena_printf(sheet->arena, "%s-R%s", sheet->page->name, revision);
}

static enum status facts(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const struct document_page *printed)
{
	static const struct {
		const char *field, *en, *zh;
	} known[] = {
		{ "valid_until", "Valid until", "有效期至" },
		{ "contract_no", "Contract number", "合同编号" },
		{ "signed_on", "Signed on", "签订日期" },
		{ "customer_po", "Your order number", "贵方订单号" },
		{ "supplied_on", "Date of supply", "供货日期" },
		{ "requisition_no", "Requisition number", "请购单号" },
		{ "carrier", "Carrier", "承运人" },
		{ "tracking_no", "Tracking number", "运单号" },
		{ "received_by", "Received by", "签收人" },
		{ "received_on", "Received on", "签收日期" },
	};
	const char *plan = "";
	enum status status = kind->claim && printed->due[0] ? printed_due_plan(sheet, document, &plan) : STATUS_OK;

	number_fact(sheet, kind, document);
	printed_fact(sheet, "Date", "日期", document_day(sheet->store, kind, document, sheet->arena));
	/* Parts that are due on days of their own are listed below the table. */
	if (printed->due[0] && !*plan)
		printed_field(sheet, printed->due[0], printed->due[1], document, "due_on");
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		printed_field(sheet, known[i].en, known[i].zh, document, known[i].field);
	if (!status)
		status = reference_fact(sheet, document, "quote", "Quotation", "报价单");
	if (!status)
		status = reference_fact(sheet, document, "order", "Order", "订单");
	if (!status)
		status = kind->claim ? reference_fact(sheet, document, "original", "Corrects invoice", "对应原账单") : reference_fact(sheet, document, "original", "Delivery", "对应送货单");
	if (!status && kind->priced)
		printed_field(sheet, "Currency", "币种", document, "currency");
	if (!status && kind->priced && record_integer(document, "prices_include_tax"))
		printed_fact(sheet, "Prices", "价格", printed_words(sheet, "including tax", "含税"));
	if (!status && !print_layout_shows(&sheet->layout, "salesperson"))
		return status;
	if (!status && kind->priced && document_sells(kind))
		printed_fact(sheet, "Salesperson", "业务员", sheet->paper.owner);
	else if (!status && kind->priced)
		printed_fact(sheet, "Purchaser", "采购员", sheet->paper.owner);
	return status;
}

static enum status endings(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const struct document_page *printed)
{
	const char *terms = kind->priced ? record_text(document, "terms") : "", *state = record_text(document, kind->state);
	struct page_words note = print_layout_words(sheet->layout.note_en, sheet->layout.note_zh);
	enum status status = kind->priced && !printed->gives_back ? printed_payment(sheet, kind, document) : STATUS_OK;

	bool firm = !*terms && (printed->firm_terms || *sheet->layout.terms_en || *sheet->layout.terms_zh);
	printed_paragraph_words(sheet, PAGE_TERMS, "Terms", "条款", firm ? (struct page_words){ sheet->paper.terms_en, sheet->paper.terms } : (struct page_words){ terms, terms });
	if (printed->account)
		printed_account(sheet);
	if (*note.en)
		printed_paragraph_words(sheet, PAGE_NOTE, "Note", "说明", note);
	else if (printed->note[0])
		printed_paragraph(sheet, PAGE_NOTE, "Note", "说明", printed_words(sheet, printed->note[0], printed->note[1]));
	sheet->page->signatures = printed->signatures;
	sheet->page->signature_count = printed->signature_count;
	if (strcmp(state, "draft") == 0)
		sheet->page->watermark = (struct page_words){ "DRAFT", "草稿" };
	else if (strcmp(state, "cancelled") == 0)
		sheet->page->watermark = (struct page_words){ "CANCELLED", "作废" };
	return status;
}

static enum status body(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document)
{
	struct document_totals totals;

	if (!kind->priced)
		return printed_delivered(sheet, kind, document);
	enum status status = document_totals(sheet->store, kind, document, sheet->arena, &totals);
	return status ? status : printed_priced(sheet, kind, document, &totals);
}

enum status printed_document(struct store *store, const struct record_type *type, int64_t id, const char *as, const enum page_language *language,
                             struct arena *arena, struct page_document *out)
{
	struct sheet_of sheet = { .store = store, .arena = arena, .page = out };
	const struct document_kind *kind = document_kind(type);
	const struct document_page *printed;
	struct record *document, *party;
	enum status status = row_load(store, store_type(store, type), id, arena, &document);

	*out = (struct page_document){ 0 };
	if (!status && !document)
		status = store_missing(store, type, id);
	if (!status)
		status = find_page(store, kind, document, as, &printed);
	if (!status)
		status = document_party(store, kind, document, arena, &party);
	if (!status)
		status = document_paper(store, kind, document, party, arena, &sheet.paper);
	if (status)
		return status;
	sheet.layout = print_layout(store->schema, printed->name);
	status = printed_choose_language(&sheet, language, document_sells(kind) ? record_integer(document, kind->party) : 0);
	if (status)
		return status;
	out->title = (struct page_words){ printed->words[0], printed->words[1] };
	printed_company(&sheet);
	/* What it is about comes before the table, and so before all other paragraphs. */
	if (type_field(document->type, "subject", NULL))
		printed_paragraph(&sheet, PAGE_SUBJECT, "Subject", "主题", record_text(document, "subject"));
	if (type_field(document->type, "reason", NULL) && printed->gives_back)
		printed_paragraph(&sheet, PAGE_REASON, "Reason", kind->claim ? "红冲原因" : "退货原因", record_text(document, "reason"));
	printed_parties(&sheet, kind, document, printed);
	status = facts(&sheet, kind, document, printed);
	if (!status)
		status = body(&sheet, kind, document);
	if (!status)
		status = endings(&sheet, kind, document, printed);
	if (!status)
		printed_lay_out(&sheet);
	return status;
}
