#include "io/statement.h"

const char *const statement_names[] = {
	[STATEMENT_DAY] = "paid_on",   [STATEMENT_AMOUNT] = "amount",         [STATEMENT_CURRENCY] = "currency",
	[STATEMENT_DIRECTION] = "direction", [STATEMENT_STATUS] = "status",   [STATEMENT_NAME] = "payer_name",
	[STATEMENT_ACCOUNT] = "account", [STATEMENT_REFERENCE] = "reference", [STATEMENT_TEXT] = "details", NULL,
};
