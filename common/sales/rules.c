#include "sales/rules.h"

#include "sales/rule.h"

static const char *const of_user[] = { "login", "active", NULL };
static const char *const of_customer[] = { "currency", "tax_number", "payment_terms", NULL };
static const char *const of_lead[] = { "status", "converted_customer", "converted_contact", "currency", NULL };
static const char *const of_deal[] = { "currency", "pipeline", "stage", "probability", "closed_at", NULL };
static const char *const of_task[] = { "status", "done_at", "start_on", "due_on", NULL };
static const char *const of_event[] = { "status", "about", "starts_at", "ends_at", NULL };
static const char *const of_campaign[] = { "currency", "starts_on", "ends_on", NULL };
static const char *const of_product[] = { "currency", "price", "cost", "reorder_level", "tax", "sold_from", "sold_until", NULL };
static const char *const of_pricebook[] = { "currency", "active", "standard", "valid_from", "valid_until", NULL };
static const char *const of_entry[] = { "parent", "product", "price", "min_qty", "discount", NULL };
static const char *const of_rate[] = { "currency", "to_currency", "rate", "valid_from", NULL };

static const char *const of_line[] = { "parent", "number", "product", "description", "qty", "unit", "price", "discount", "discount_amount", "tax", "comment",
	                               "position", "currency", NULL };

/* By the numbers of the types, as in their files. */
const store_rule sales_rules[RECORD_TYPE_LIMIT] = {
	[1] = { .fields = of_user, .before = user_before },
	[2] = { .fields = of_customer, .before = customer_before },
	[4] = { .fields = of_lead, .before = lead_before },
	[5] = { .fields = of_deal, .before = deal_before, .after = deal_after },
	[6] = { .fields = of_task, .before = task_before },
	[7] = { .fields = of_event, .before = event_before, .after = event_after },
	[9] = { .fields = of_campaign, .before = campaign_before },
	[11] = { .fields = of_product, .before = product_before, .check = product_check },
	[12] = { .fields = of_customer, .before = supplier_before },
	[13] = { .fields = of_pricebook, .before = pricebook_before, .settle = pricebook_settle },
	[14] = { .fields = of_entry, .initial = pricebook_entry_initial, .before = pricebook_entry_before, .after = pricebook_entry_after },
	[15] = { .fields = of_rate, .before = rate_before, .after = rate_after },
	[16] = { .initial = document_initial, .before = document_before, .after = document_after, .settle = document_settle, .fixed = document_fixed, .check = document_check },
	[18] = { .initial = document_initial, .before = document_before, .after = document_after, .settle = document_settle, .fixed = document_fixed, .check = order_check },
	[21] = { .initial = document_initial, .before = document_before, .after = document_after, .settle = document_settle, .check = delivery_check },
	[23] = { .initial = document_initial, .before = document_before, .after = document_after, .settle = document_settle, .fixed = document_fixed, .check = purchase_check },
	[25] = { .initial = document_initial, .before = document_before, .after = document_after, .settle = document_settle, .fixed = document_fixed, .check = claim_check },
	[27] = { .initial = document_initial, .before = document_before, .after = document_after, .settle = document_settle, .fixed = document_fixed, .check = claim_check },
	[17] = { .fields = of_line, .initial = line_initial, .before = line_before, .after = line_after },
	[19] = { .fields = of_line, .initial = line_initial, .before = line_before, .after = line_after },
	[22] = { .fields = of_line, .initial = line_initial, .before = line_before, .after = line_after },
	[24] = { .fields = of_line, .initial = line_initial, .before = line_before, .after = line_after },
	[26] = { .fields = of_line, .initial = line_initial, .before = line_before, .after = line_after },
	[28] = { .fields = of_line, .initial = line_initial, .before = line_before, .after = line_after },
	[29] = { .initial = fapiao_initial, .before = fapiao_before },
	[30] = { .initial = payment_initial, .before = payment_before, .settle = payment_settle, .check = payment_check },
	[31] = { .initial = allocation_initial, .before = allocation_before, .after = allocation_after },
};
