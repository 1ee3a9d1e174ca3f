/* crm-product: the shared verbs, and price, stock and stocktake. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-product", .place = 100, .type = &record_product, .verbs = product_verbs };
