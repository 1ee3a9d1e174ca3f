#include "sales/rules.h"

#include "sales/rule.h"

/* By the numbers of the types, as in their files. */
const store_rule sales_rules[RECORD_TYPE_LIMIT] = {
	[1] = { .before = user_before },
	[2] = { .before = customer_before },
	[4] = { .before = lead_before },
	[5] = { .before = deal_before, .after = deal_after },
	[6] = { .before = task_before },
	[7] = { .before = event_before, .after = event_after },
	[9] = { .before = campaign_before },
};
