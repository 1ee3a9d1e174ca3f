/* crm-print: documents and statements as PDF, text or HTML. */
#include "selling/document_verbs.h"

const struct command command = { .name = "crm-print", .verbs = print_verbs };
