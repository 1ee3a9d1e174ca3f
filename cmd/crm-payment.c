/* crm-payment: the shared verbs, and allocate, release, refund. */
#include "selling/bank.h"
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-payment", .place = 190, .type = &record_payment, .verbs = payment_verbs, .import = &bank_import, .presets = bank_presets };
