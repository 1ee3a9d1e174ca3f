/* Whether what a document and its lines have stored is what they come to. */
#include "selling/selling.h"
#include "store/rule.h"

#include "selling/document_part.h"
#include "selling/active_dependents.h"
#include "selling/line_links.h"
#include "store/check.h"
#include <string.h>

static void compare(struct text *findings, const struct record *record, const char *field, int64_t right)
{
	struct value value = value_integer(right);
	struct text stored = { 0 }, computed = { 0 };
	size_t index;
	const struct field *described = type_field(record->type, field, &index);

	if (value_equal(&record->values[index], &value))
		return;
	field_format(described, &record->values[index], record_digits(record), &stored);
	field_format(described, &value, record_digits(record), &computed);
	if (record->type->record->parent)
		finding_add(findings, NULL, "line %lld: %s: %s is stored, but the calculated value is %s", (long long)record_integer(record, "number"), field,
		            stored.length ? stored.data : "nothing", computed.data);
	else
		finding_add(findings, field, "%s is stored, but the calculated value is %s", stored.length ? stored.data : "nothing", computed.data);
	text_free(&stored);
	text_free(&computed);
}

static void compare_line(struct text *findings, const struct record *document, const struct record *line, const struct totals_line_result *result)
{
	compare(findings, line, "amount", result->amount);
	compare(findings, line, "net", result->net);
	if (record_value(line, "taxable")->type == VALUE_INTEGER)
		compare(findings, line, "taxable", result->discounted_net);
	if (!value_equal(record_value(line, "currency"), record_value(document, "currency")))
		finding_add(findings, NULL, "line %lld: currency: it is %s, but that of the document is %s", (long long)record_integer(line, "number"),
		            record_text(line, "currency"), record_text(document, "currency"));
}

enum status document_check(struct store *store, const struct record *document, struct arena *arena, struct text *findings)
{
	const struct document_kind *kind = document_kind(document->type->record);
	struct document_totals totals;
	int64_t opening = document_opening(document), last = 0;

	if (!kind->priced)
		return STATUS_OK;
	enum status status = active_dependents_check(store, kind, document, findings);
	if (!status)
		status = line_links_check(store, document, arena, findings);
	if (!status)
		status = document_totals(store, kind, document, arena, &totals);
	if (status == STATUS_DATA) {
		finding_add(findings, NULL, "the totals cannot be calculated: %s", store->error->message);
		return STATUS_OK;
	}
	if (status)
		return status;
	for (size_t i = 0; !status && i < totals.count; i++) {
		/* An order that is open for changes is asked when it is approved again. */
		if (!document_is_draft(kind, document))
			status = part_check(store, &totals, i, arena, findings);
		compare_line(findings, document, totals.records[i], &totals.result.lines[i]);
		if (record_integer(totals.records[i], "number") > last)
			last = record_integer(totals.records[i], "number");
	}
	compare(findings, document, "subtotal", totals.result.subtotal);
	compare(findings, document, "discount_total", totals.result.discount_total);
	compare(findings, document, "tax_total", totals.result.tax_total);
	compare(findings, document, "total", totals.result.total + opening);
	if (last > record_integer(document, "last_line"))
		compare(findings, document, "last_line", last);
	return status;
}
