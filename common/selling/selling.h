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

#endif
