#include "selling/active_dependents.h"
#include "selling/document_terms.h"
#include "selling/documents.h"
#include "selling/exchange_rate.h"
#include "selling/order_revisions.h"
#include "selling/print_layout.h"
#include "selling/sections.h"
#include "selling/selling.h"
#include "store/rule.h"

static const struct record_type *const types[] = {
	&record_product, &record_supplier, &record_pricebook, &record_pricebook_entry, &record_rate, &record_quote, &record_quote_line,
	&record_order, &record_order_line, &record_instalment, &record_order_revision, &record_delivery, &record_delivery_line, &record_purchase, &record_purchase_line,
	&record_bill, &record_bill_line, &record_invoice, &record_invoice_line, &record_fapiao, &record_payment, &record_allocation,
	&record_stock_movement, &record_asset, &record_series, &record_due_part, NULL,
};

/* Customers and products are written by the hundred thousand (rule.h). */
static const char *const of_customer[] = { "payment_terms", NULL };
static const char *const of_buyer[] = { "tax_number", NULL };
static const char *const of_product[] = { "currency", "price", "cost", "reorder_level", "tax", "sold_from", "sold_until", NULL };
static const struct rule rules[] = {
	{ .type = &record_customer, .fields = of_customer, .before = payment_terms_before },
	{ .type = &record_customer, .fields = of_buyer, .before = fapiao_buyer_before },
	{ .type = &record_product, .fields = of_product, .before = product_before, .merge = product_merge, .check = product_check, .finished = offered_finished },
	{ .type = &record_supplier, .before = supplier_before, .merge = bill_numbers_merge, .finished = offered_finished },
	{ .type = &record_pricebook, .before = pricebook_before, .check = pricebook_check, .undone = pricebook_undone, .settle = pricebook_settle, .merge = pricebook_entries_merge, .finished = offered_finished },
	{ .type = &record_pricebook_entry, .initial = pricebook_entry_initial, .before = pricebook_entry_before, .after = pricebook_entry_after, .check = pricebook_entry_check },
	{ .type = &record_rate, .before = rate_before, .after = rate_after, .check = rate_check },
	{ .type = &record_quote, .initial = document_initial, .copy = document_terms_copy, .merge = document_merge_drafts, .before = document_before, .after = document_after, .settle = document_settle, .printed_content = document_printed_content, .check = document_check, .finished = document_finished },
	{ .type = &record_order, .initial = document_initial, .copy = document_terms_copy, .merge = document_merge_drafts, .before = document_before, .after = document_after, .settle = document_settle, .printed_content = document_printed_content, .check = order_check, .finished = document_finished },
	{ .type = &record_delivery, .initial = document_initial, .merge = document_merge_drafts, .before = document_before, .after = document_after, .settle = document_settle, .check = delivery_check, .finished = document_finished },
	{ .type = &record_purchase, .initial = document_initial, .copy = document_terms_copy, .merge = document_merge_drafts, .before = document_before, .after = document_after, .settle = document_settle, .printed_content = document_printed_content, .check = purchase_check, .finished = document_finished },
	{ .type = &record_bill, .initial = document_initial, .copy = document_terms_copy, .before = document_before, .after = document_after, .settle = document_settle, .printed_content = document_printed_content, .check = claim_check, .finished = document_finished },
	{ .type = &record_invoice, .initial = document_initial, .copy = document_terms_copy, .merge = document_merge_drafts, .before = document_before, .after = document_after, .settle = document_settle, .printed_content = document_printed_content, .check = claim_check, .finished = document_finished },
	{ .type = &record_quote_line, .initial = line_initial, .before = line_before, .after = line_after },
	{ .type = &record_order_line, .initial = line_initial, .before = line_before, .after = line_after },
	{ .type = &record_delivery_line, .initial = line_initial, .before = line_before, .after = line_after },
	{ .type = &record_purchase_line, .initial = line_initial, .before = line_before, .after = line_after },
	{ .type = &record_bill_line, .initial = line_initial, .before = line_before, .after = line_after },
	{ .type = &record_invoice_line, .initial = line_initial, .before = line_before, .after = line_after },
	{ .type = &record_fapiao, .initial = fapiao_initial, .before = fapiao_before, .after = fapiao_after, .check = fapiao_check },
	{ .type = &record_payment, .initial = payment_initial, .before = payment_before, .settle = payment_settle, .check = payment_check },
	{ .type = &record_allocation, .initial = allocation_initial, .before = allocation_before, .after = allocation_after, .settle = allocation_settle },
	{ .type = &record_asset, .before = asset_before, .check = asset_check, .finished = asset_finished },
	{ .type = &record_order, .before = party_before },
	{ .type = &record_order, .after = order_revision_after },
	{ .type = &record_order_line, .before = order_revision_line_before },
	{ .type = &record_order_revision, .check = order_revision_check, .undone = order_revision_undone },
	{ .type = &record_purchase, .before = party_before },
	{ .type = &record_delivery, .check = party_check },
	{ .type = &record_invoice, .before = party_before, .check = party_check },
	{ .type = &record_bill, .before = party_before, .check = party_check },
	{ .type = &record_bill, .before = bill_number_before, .check = bill_number_check },
	{ .type = &record_payment, .before = party_before, .check = party_check },
	{ .type = &record_fapiao, .before = party_before, .check = party_check },
	{ .type = &record_quote, .before = days_before, .check = days_check },
	{ .type = &record_order, .before = days_before, .check = days_check },
	{ .type = &record_delivery, .before = days_before, .check = days_check },
	{ .type = &record_purchase, .before = days_before, .check = days_check },
	{ .type = &record_bill, .before = days_before, .check = days_check },
	{ .type = &record_invoice, .before = days_before, .check = days_check },
	{ .type = &record_fapiao, .before = days_before, .check = days_check },
	{ .type = &record_payment, .before = days_before, .check = days_check },
	{ .type = &record_stock_movement, .before = days_before, .check = days_check },
	{ .type = &record_series, .check = series_check, .conflict = series_conflict },
	{ 0 },
};

static const struct schema_section *const sections[] = { &section_selling, &section_company, &section_taxes, &section_numbering, &section_print, &section_ignored_lines, NULL };

const struct domain domain_selling = { .name = "selling", .types = types, .rules = rules, .documents = document_kinds, .extensions = selling_extensions, .sections = sections, .functions = selling_functions, .exchange = rate_exchange };
