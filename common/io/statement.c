#include "io/statement.h"

#include <string.h>

const char *const statement_names[] = {
	[STATEMENT_DAY] = "paid_on",   [STATEMENT_AMOUNT] = "amount",         [STATEMENT_CURRENCY] = "currency",
	[STATEMENT_DIRECTION] = "direction", [STATEMENT_STATUS] = "status",   [STATEMENT_NAME] = "payer_name",
	[STATEMENT_ACCOUNT] = "account", [STATEMENT_REFERENCE] = "reference", [STATEMENT_TEXT] = "details", NULL,
};

bool statement_is_reference(const char *text)
{
	static const char *const none[] = { "NOTPROVIDED", "NONREF", "KREF+", "EREF", "EREF+", "" };

	for (size_t i = 0; text && i < sizeof none / sizeof *none; i++)
		if (strcmp(text, none[i]) == 0)
			return false;
	return text != NULL;
}
