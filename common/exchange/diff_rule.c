#include "exchange/diff_rule.h"

const struct diff_rule *diff_rule_of(const struct diff *diff, const struct record_type *record)
{
	static const struct diff_rule none = { 0 };

	for (const struct diff_rule *rule = diff->rules; rule && rule->record; rule++)
		if (rule->record == record)
			return rule;
	return &none;
}
