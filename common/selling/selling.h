/* Selling and buying: products, prices, documents, stock, money. */
#ifndef CRM_SELLING_SELLING_H
#define CRM_SELLING_SELLING_H

#include "people/people.h"

extern const struct domain domain_selling;

extern const struct record_type record_product;
extern const struct record_type record_supplier;
extern const struct record_type record_pricebook;
extern const struct record_type record_pricebook_entry;
extern const struct record_type record_rate;
extern const struct record_type record_quote;
extern const struct record_type record_quote_line;
extern const struct record_type record_order;
extern const struct record_type record_order_line;
extern const struct record_type record_instalment;
extern const struct record_type record_delivery;
extern const struct record_type record_delivery_line;
extern const struct record_type record_order_revision;
extern const struct record_type record_purchase;
extern const struct record_type record_purchase_line;
extern const struct record_type record_bill;
extern const struct record_type record_bill_line;
extern const struct record_type record_invoice;
extern const struct record_type record_invoice_line;
extern const struct record_type record_fapiao;
extern const struct record_type record_payment;
extern const struct record_type record_allocation;
extern const struct record_type record_stock_movement;
extern const struct record_type record_asset;
extern const struct record_type record_series;
extern const struct record_type record_due_part;

/* The hooks of its rules (store/rule.h), each in the file of its type; selling.c has the rows. */
extern const struct type_extension selling_extensions[];
enum status selling_functions(struct store *store);

/* What completion offers for payment terms. */
extern const char *const payment_terms_offers[];

/* Whether a unit, by its key or label, is counted in whole numbers. */
bool unit_is_whole(const char *unit);
/* A quantity of such a unit is whole: else STATUS_DATA, naming the field. */
enum status unit_quantity(struct store *store, const char *field, const char *unit, int64_t quantity);
/* The counts of two products say nothing of the one that they become. */
enum status product_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena);
enum status product_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
/* The payment terms of customers and suppliers are put into their tidy form. */
enum status payment_terms_before(struct store *store, const struct record *old, struct record *party, struct arena *arena);
enum status supplier_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status pricebook_before(struct store *store, const struct record *old, struct record *book, struct arena *arena);
enum status pricebook_undone(struct store *store, const struct record *now, const struct record *then, int64_t change);
/* Of two prices of one product from one quantity on, which a merge of products or of books brings together, that of the record which gives way goes; keep's notes say
 * what it was. */
enum status pricebook_entries_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena);
enum status pricebook_check(struct store *store, const struct record *book, struct arena *arena, struct text *findings);
enum status pricebook_settle(struct store *store, struct record *old, struct arena *arena);
enum status pricebook_entry_initial(struct store *store, struct record *entry, struct arena *arena);
enum status pricebook_entry_before(struct store *store, const struct record *old, struct record *entry, struct arena *arena);
enum status pricebook_entry_check(struct store *store, const struct record *entry, struct arena *arena, struct text *findings);
enum status pricebook_entry_after(struct store *store, const struct record *old, const struct record *entry, struct arena *arena);
enum status rate_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status rate_check(struct store *store, const struct record *rate, struct arena *arena, struct text *findings);
enum status rate_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
/* Documents and their lines, whatever their type (documents.h). */
enum status document_initial(struct store *store, struct record *document, struct arena *arena);
enum status document_before(struct store *store, const struct record *old, struct record *document, struct arena *arena);
enum status document_after(struct store *store, const struct record *old, const struct record *document, struct arena *arena);
enum status document_settle(struct store *store, struct record *document, struct arena *arena);
/* Before two documents become one: STATUS_REFUSED unless both are drafts that agree in what their lines rest on. Discounts, shipping and adjustments add up. */
enum status document_merge_drafts(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena);
/* What an issued document has on paper, as text; nothing of a draft. */
enum status document_printed_content(struct store *store, const struct record *document, struct arena *arena, struct text *out);
enum status document_check(struct store *store, const struct record *document, struct arena *arena, struct text *findings);
/* As document_check, and whether the ledger of stock, or what was paid, agrees. */
enum status order_check(struct store *store, const struct record *order, struct arena *arena, struct text *findings);
enum status delivery_check(struct store *store, const struct record *delivery, struct arena *arena, struct text *findings);
enum status purchase_check(struct store *store, const struct record *purchase, struct arena *arena, struct text *findings);
enum status claim_check(struct store *store, const struct record *claim, struct arena *arena, struct text *findings);
enum status product_check(struct store *store, const struct record *product, struct arena *arena, struct text *findings);
enum status line_initial(struct store *store, struct record *line, struct arena *arena);
enum status line_before(struct store *store, const struct record *old, struct record *line, struct arena *arena);
enum status line_after(struct store *store, const struct record *old, const struct record *line, struct arena *arena);
enum status payment_initial(struct store *store, struct record *payment, struct arena *arena);
enum status payment_before(struct store *store, const struct record *old, struct record *payment, struct arena *arena);
enum status payment_settle(struct store *store, struct record *payment, struct arena *arena);
/* What belongs together is of one customer or supplier (party_links.c). */
enum status party_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status bill_number_before(struct store *store, const struct record *old, struct record *bill, struct arena *arena);
enum status bill_numbers_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena);
enum status bill_number_check(struct store *store, const struct record *bill, struct arena *arena, struct text *findings);
enum status party_check(struct store *store, const struct record *record, struct arena *arena, struct text *findings);
enum status payment_check(struct store *store, const struct record *payment, struct arena *arena, struct text *findings);
enum status allocation_initial(struct store *store, struct record *allocation, struct arena *arena);
enum status allocation_before(struct store *store, const struct record *old, struct record *allocation, struct arena *arena);
enum status allocation_settle(struct store *store, struct record *allocation, struct arena *arena);
enum status allocation_after(struct store *store, const struct record *old, const struct record *allocation, struct arena *arena);
/* Days that make sense (days.c). */
enum status days_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status days_check(struct store *store, const struct record *record, struct arena *arena, struct text *findings);
/* A number in the middle of a series cannot be given back: what to do instead is said of the document that has it. */
enum status series_conflict(struct store *store, const struct record *series, int64_t change);
/* Its last day is that of the latest document that has one of its numbers. */
enum status series_check(struct store *store, const struct record *series, struct arena *arena, struct text *findings);
enum status fapiao_initial(struct store *store, struct record *fapiao, struct arena *arena);
enum status fapiao_before(struct store *store, const struct record *old, struct record *fapiao, struct arena *arena);
enum status fapiao_after(struct store *store, const struct record *old, const struct record *fapiao, struct arena *arena);
enum status fapiao_check(struct store *store, const struct record *fapiao, struct arena *arena, struct text *findings);
enum status fapiao_buyer_before(struct store *store, const struct record *old, struct record *customer, struct arena *arena);
/* Whether the fapiaos that share invoices with this one come to no more than these, less their credit notes if credited: those that came after a fapiao wait for a
 * red one. STATUS_REFUSED, or a finding where findings is not NULL. */
enum status fapiao_cover(struct store *store, int64_t fapiao, bool credited, struct text *findings);

/* Rules of assets: a unit is one of those that its delivery lists, and in the books once. */
enum status asset_before(struct store *store, const struct record *old, struct record *asset, struct arena *arena);
enum status asset_check(struct store *store, const struct record *asset, struct arena *arena, struct text *findings);

/* Whether a record is done with (rule.h): products, suppliers and price books; units sold, never; documents. */
enum status offered_finished(struct store *store, const struct record *record, bool open_only, bool *out);
enum status asset_finished(struct store *store, const struct record *asset, bool open_only, bool *out);
enum status document_finished(struct store *store, const struct record *document, bool open_only, bool *out);

#endif
