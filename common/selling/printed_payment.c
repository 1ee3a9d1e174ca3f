/* When a document is to be paid, as people say it. */
#include "selling/printed_parts.h"

#include "base/sentence.h"
#include "selling/document_convert.h"
#include "selling/due_plan.h"
#include "selling/early_offer.h"
#include "base/terms.h"
#include "selling/selling.h"
#include "store/rule.h"
#include <string.h>

/* What a part is due at, and after. */
static const struct {
	const char *at_en, *at_zh, *after_en, *after_zh;
} moments[] = {
	[TERM_NET] = { "on receipt of the invoice", "见账单即付", "after the invoice", "账单开出后" },
	[TERM_EOM] = { "at the end of the month", "当月月底", "after the end of the month", "当月月底后" },
	[TERM_ORDER] = { "on order", "下单时", "after the order", "下单后" },
	[TERM_SIGNING] = { "on signing", "合同签订时", "after signing", "合同签订后" },
	[TERM_DELIVERY] = { "on delivery", "发货时", "after delivery", "发货后" },
	[TERM_ACCEPTANCE] = { "on acceptance", "验收时", "after acceptance", "验收后" },
	[TERM_INVOICE] = { "on invoice", "账单开出时", "after the invoice", "账单开出后" },
};

static const char *when(struct sheet_of *sheet, const struct term *term)
{
	static const char *const units_en[][2] = { [TERM_DAYS] = { "day", "days" }, [TERM_WEEKS] = { "week", "weeks" },
		                                   [TERM_MONTHS] = { "month", "months" }, [TERM_YEARS] = { "year", "years" } };
	static const char *const units_zh[] = { [TERM_DAYS] = "天", [TERM_WEEKS] = "周", [TERM_MONTHS] = "个月", [TERM_YEARS] = "年" };
	struct arena *arena = sheet->arena;

	if (term->when == TERM_DAY)
		return printed_words(sheet, arena_printf(arena, "on %s", term->day), arena_printf(arena, "%s 前", term->day));
	if (!term->after)
		return printed_words(sheet, moments[term->when].at_en, moments[term->when].at_zh);
	const char *unit = sentence_plural(term->after, units_en[term->unit][0], units_en[term->unit][1]);
	const char *en = arena_printf(arena, "%d %s %s", term->after, unit, moments[term->when].after_en);
	return printed_words(sheet, en, arena_printf(arena, "%s %d %s", moments[term->when].after_zh, term->after, units_zh[term->unit]));
}

/* Terms that cannot be read are printed as they stand. */
static const char *terms_words(struct sheet_of *sheet, const char *stored)
{
	struct terms terms;
	struct error error = { 0 };
	struct text text = { 0 };

	if (terms_parse(stored, &terms, &error))
		return stored;
	for (size_t i = 0; i < terms.early_count; i++) {
		const char *percent = printed_percent(sheet->arena, terms.early[i].percent);
		const char *en = arena_printf(sheet->arena, "%s discount within %d days; ", percent, terms.early[i].days);
		text_add(&text, printed_words(sheet, en, arena_printf(sheet->arena, "%d 天内付款折扣 %s；", terms.early[i].days, percent)));
	}
	for (size_t i = 0; i < terms.count; i++) {
		text_add(&text, i ? "\n" : "");
		if (terms.count > 1)
			text_printf(&text, "%s  ", printed_percent(sheet->arena, terms.parts[i].percent));
		text_add(&text, when(sheet, &terms.parts[i]));
	}
	return text_take(&text, sheet->arena);
}

enum status printed_instalment(struct sheet_of *sheet, const struct record *document, struct printed_instalment *out)
{
	struct record *part = NULL;
	struct arena *arena = sheet->arena;
	int64_t count = 0;
	enum status status = STATUS_OK;

	*out = (struct printed_instalment){ .stored = "", .words = "" };
	if (type_field(document->type, "instalment", NULL))
		status = rule_load(sheet->store, &record_instalment, record_integer(document, "instalment"), arena, &part);
	if (!status && part)
		status = db_one(sheet->store->db, &count, "select count(*) from instalment where \"order\" = %jd", record_integer(part, "order"));
	if (status || !part)
		return status;
	const char *percent = printed_percent(arena, record_integer(part, "percent")), *due = record_text(part, "due");
	long long number = (long long)record_integer(part, "number"), all = (long long)count;
	out->stored = arena_printf(arena, "%s %s", percent, due);
	out->words = arena_printf(arena, "%s %s", percent, terms_words(sheet, arena_printf(arena, "100%% %s", due)));
	printed_fact(sheet, "Instalment", "分期",
	             printed_words(sheet, arena_printf(arena, "%lld of %lld", number, all), arena_printf(arena, "第 %lld 期，共 %lld 期", number, all)));
	return STATUS_OK;
}

static enum status plan_words(struct sheet_of *sheet, const struct document_kind *kind, const struct record *order, const char **out)
{
	struct instalment *plan;
	struct text text = { 0 };
	size_t count;
	enum status status = kind->instalments(sheet->store, order, sheet->arena, &plan, &count);

	*out = "";
	if (status || !count)
		return status;
	for (size_t i = 0; i < count; i++) {
		const char *due = terms_words(sheet, arena_printf(sheet->arena, "100%% %s", plan[i].due));
		text_printf(&text, "%s%s  %s %s  %s", i ? "\n" : "", printed_percent(sheet->arena, plan[i].percent), record_text(order, "currency"),
		            printed_money(sheet->arena, plan[i].amount, record_digits(order)), due);
	}
	*out = text_take(&text, sheet->arena);
	return STATUS_OK;
}

/* What an issued invoice offers who pays early stands before when all of it is due. */
static enum status early_words(struct sheet_of *sheet, const struct record *document, const char **words)
{
	struct early_offer offers[TERMS_EARLY_LIMIT];
	struct arena *arena = sheet->arena;
	size_t count = 0;
	struct text text = { 0 };
	enum status status = early_offers(sheet->store, document, offers, &count);

	for (size_t i = 0; i < count; i++) {
		const char *money = arena_printf(arena, "%s %s", record_text(document, "currency"), printed_money(arena, offers[i].amount, record_digits(document)));
		const char *percent = printed_percent(arena, offers[i].percent);
		text_add(&text, printed_words(sheet, arena_printf(arena, "%s discount, %s, if paid by %s; ", percent, money, offers[i].last),
		                              arena_printf(arena, "%s 前付款折扣 %s，%s；", offers[i].last, percent, money)));
	}
	if (count) {
		text_add(&text, printed_words(sheet, arena_printf(arena, "in full by %s", record_text(document, "due_on")),
		                              arena_printf(arena, "全款 %s 前", record_text(document, "due_on"))));
		*words = text_take(&text, arena);
	}
	return status;
}

enum status printed_due_plan(struct sheet_of *sheet, const struct record *claim, const char **words)
{
	struct due_plan plan;
	struct terms terms;
	struct error ignored = { 0 };
	struct text text = { 0 };
	enum status status = due_plan(sheet->store, claim, sheet->arena, &plan);

	if (status || !plan.count || terms_parse(record_text(claim, "payment_terms"), &terms, &ignored))
		return status;
	for (size_t i = 0; i < plan.count; i++) {
		const struct due_part *part = &plan.parts[i];
		text_printf(&text, "%s%s  %s %s  %s%s%s", i ? "\n" : "", printed_percent(sheet->arena, part->percent), record_text(claim, "currency"),
		            printed_money(sheet->arena, part->amount, record_digits(claim)), part->agreed ? "" : when(sheet, &terms.parts[i]), *part->day && !part->agreed ? ": " : "", part->day);
	}
	*words = text_take(&text, sheet->arena);
	return status;
}

enum status printed_payment(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document)
{
	const char *words = "", *terms = "";
	enum status status = STATUS_OK;

	if (kind->instalments)
		status = plan_words(sheet, kind, document, &words);
	if (!status && !*words && type_field(document->type, "payment_terms", NULL))
		terms = record_text(document, "payment_terms");
	else if (!status && !*words && !*record_text(document, "terms"))
		terms = sheet->paper.payment;
	if (!status && *terms)
		words = terms_words(sheet, terms);
	if (!status && kind->claim)
		status = early_words(sheet, document, &words);
	if (!status && kind->claim)
		status = printed_due_plan(sheet, document, &words);
	/* One sentence stands among the facts, several below the table. */
	if (!status && !strchr(words, '\n') && !print_layout_shows(&sheet->layout, "payment"))
		return STATUS_OK;
	if (!status && !strchr(words, '\n'))
		printed_fact(sheet, "Payment", "付款方式", words);
	else if (!status)
		printed_paragraph(sheet, PAGE_PAYMENT, "Payment", "付款方式", words);
	return status;
}
