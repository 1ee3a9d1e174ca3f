/* crm-lead: the shared verbs, and convert. */
#include "cli/verbs.h"
#include "people/people.h"

static const struct opt convert_rows[] = {
	{ .name = "customer", .arg = "REF", .kind = OPT_TEXT, .help = "customer to use instead of the one of the company's name", .target = offsetof(struct arguments, customer) },
	{ .name = "new-customer", .kind = OPT_FLAG, .help = "make a new customer even if one with a close name is there", .target = offsetof(struct arguments, new_customer) },
	{ .name = "activities", .arg = "WHERE", .kind = OPT_CHOICE, .choices = "customer|contact|deal", .help = "where the lead's tasks, events and notes go; contact unless said",
	  .target = offsetof(struct arguments, activities) },
	{ 0 },
};

static const struct opt *const convert_options[] = { convert_rows, options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "convert", .synopsis = "REF…|- [customer.FIELD=VALUE… contact.FIELD=VALUE… deal.FIELD=VALUE…]",
	  .help = "make a customer, a contact and, with deal fields, a deal of a lead", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = convert_options, .run = verb_convert },
	{ 0 },
};

const struct command command = { .name = "crm-lead", .type = &record_lead, .verbs = verbs };
