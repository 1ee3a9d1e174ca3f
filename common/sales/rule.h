/* What the rules of the types share, and the rules themselves, each in the file of its type. Rules look at what a change touches only:
 * a record from before a rule came can still be worked with. */
#ifndef CRM_SALES_RULE_H
#define CRM_SALES_RULE_H

#include "store/row.h"

/* The largest amount of money that moved or was open on day one: thousands of them can still be summed. */
#define RULE_AMOUNT_LIMIT (INT64_MAX / 10000)

/* True when the field is not what it was; of a new record, when it is set. */
bool rule_changed(const struct record *old, const struct record *record, const char *field);

/* True when a new record has nothing in the field, and nobody said that it is to be empty. */
bool rule_open(const struct record *record, const char *field);

/* The currency is one of ISO 4217, and an amount is not left behind whose currency gets another number of decimals. */
enum status rule_currency(struct store *store, const struct record *old, const struct record *record);
/* A new record without a currency takes that of another one. Its amounts were read in the currency of the database: 100 of them are 100 of the new one. */
enum status rule_take_currency(struct store *store, struct record *record, const struct record *from);
/* A changed percentage is from 0 to 100. */
enum status rule_percent(struct store *store, const struct record *old, const struct record *record, const char *field);
/* Two days or two instants: when one of them changed, the second is not before the first. */
enum status rule_order(struct store *store, const struct record *old, const struct record *record, const char *first, const char *second);
/* A changed number is not below zero. */
enum status rule_not_negative(struct store *store, const struct record *old, const struct record *record, const char *field);
/* Taxes that a changed field names are known. */
enum status rule_taxes(struct store *store, const struct record *old, const struct record *record, const char *field);
/* A changed tax_number is one, of a person or of a company, and a changed payment_terms are some; they are put into their tidy form. */
enum status rule_tax_number(struct store *store, const struct record *old, struct record *record, bool person, struct arena *arena);
enum status rule_terms(struct store *store, const struct record *old, struct record *record, struct arena *arena);
/* The present instant as a value. */
struct value rule_now(struct store *store, struct arena *arena);

/* The record of that id; NULL when there is none, or id is 0. */
enum status rule_load(struct store *store, const struct record_type *type, int64_t id, struct arena *arena, struct record **out);
/* Whether the pick field `kind` has this key. */
bool rule_kind(const struct record *record, const char *kind);

enum status customer_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status lead_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status deal_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status deal_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status task_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status event_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status event_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status user_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status campaign_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status product_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status supplier_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status pricebook_before(struct store *store, const struct record *old, struct record *book, struct arena *arena);
enum status pricebook_settle(struct store *store, struct record *old, struct arena *arena);
enum status pricebook_entry_initial(struct store *store, struct record *entry, struct arena *arena);
enum status pricebook_entry_before(struct store *store, const struct record *old, struct record *entry, struct arena *arena);
enum status pricebook_entry_after(struct store *store, const struct record *old, const struct record *entry, struct arena *arena);
enum status rate_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status rate_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
/* Documents and their lines, whatever their type (documents.h). */
enum status document_initial(struct store *store, struct record *document, struct arena *arena);
enum status document_before(struct store *store, const struct record *old, struct record *document, struct arena *arena);
enum status document_after(struct store *store, const struct record *old, const struct record *document, struct arena *arena);
/* Part of the rule of invoices: what was open on day one. */
enum status opening_before(struct store *store, const struct record *old, const struct record *invoice);
enum status document_settle(struct store *store, struct record *document, struct arena *arena);
/* What an issued document has on paper, as text; nothing of a draft. */
enum status document_fixed(struct store *store, const struct record *document, struct arena *arena, struct text *out);
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
enum status payment_check(struct store *store, const struct record *payment, struct arena *arena, struct text *findings);
enum status allocation_initial(struct store *store, struct record *allocation, struct arena *arena);
enum status allocation_before(struct store *store, const struct record *old, struct record *allocation, struct arena *arena);
enum status allocation_after(struct store *store, const struct record *old, const struct record *allocation, struct arena *arena);
enum status fapiao_initial(struct store *store, struct record *fapiao, struct arena *arena);
enum status fapiao_before(struct store *store, const struct record *old, struct record *fapiao, struct arena *arena);

#endif
