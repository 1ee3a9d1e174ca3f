/* crm-lead convert: from the words to a struct conversion. */
#include "people/people.h"
#include "cli/verbs.h"

#include "query/resolve.h"
#include "people/convert.h"
#include <string.h>

struct convert_options {
	const char *customer, *activities;
	bool new_customer;
	struct write_options write;
};

struct part {
	const char *prefix;
	const struct record_type *record;
	struct assignment *assignments;
	size_t count;
};

static enum status parse_part(struct session *session, const char *word, struct part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(parts[i].prefix);
		if (strncmp(word, parts[i].prefix, length) != 0)
			continue;
		return assign_parse(session->store, store_type(session->store, parts[i].record), session->type, word + length, &session->arena,
		                    &parts[i].assignments[parts[i].count++]);
	}
	return error_set(&session->error, STATUS_USAGE, "'%s': write customer.FIELD=…, contact.FIELD=… or deal.FIELD=…", word);
}

static void release_parts(struct part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		release_assignments(parts[i].assignments, parts[i].count);
}

static enum status take_options(struct session *session, const struct convert_options *options, struct conversion *conversion)
{
	const char *activities = options->activities;

	conversion->new_customer = options->new_customer;
	if (activities)
		conversion->activities = strcmp(activities, "deal") == 0 ? ACTIVITIES_DEAL : strcmp(activities, "customer") == 0 ? ACTIVITIES_CUSTOMER : ACTIVITIES_CONTACT;
	if (conversion->activities == ACTIVITIES_DEAL && !conversion->make_deal)
		return error_set(&session->error, STATUS_USAGE, "--activities=deal needs a deal: deal.name=… deal.close_on=…");
	return STATUS_OK;
}

static enum status convert(struct session *session, void *context)
{
	const struct convert_options *options = context;
	struct part parts[] = { { .prefix = "customer.", .record = &record_customer }, { .prefix = "contact.", .record = &record_contact },
		                { .prefix = "deal.", .record = &record_deal } };
	struct targets leads = { 0 }, touched = { 0 };
	struct words words;
	size_t first;
	enum status status = split_operands(session, &first);

	if (!status && first == 0)
		status = error_set(&session->error, STATUS_USAGE, "name the lead: crm-lead convert l3");
	if (!status)
		status = operands_drain(session, session->operands, first, &words);
	for (size_t i = 0; i < 3; i++)
		parts[i].assignments = arena_alloc(&session->arena, (session->operand_count + 1) * sizeof *parts[i].assignments);
	for (size_t i = first; !status && i < session->operand_count; i++)
		status = parse_part(session, session->operands[i], parts, 3);
	struct conversion conversion = {
		.customer_fields = parts[0].assignments, .customer_count = parts[0].count, .contact_fields = parts[1].assignments, .contact_count = parts[1].count,
		.deal_fields = parts[2].assignments, .deal_count = parts[2].count, .make_deal = parts[2].count > 0,
	};
	if (!status)
		status = take_options(session, options, &conversion);
	if (!status)
		status = writer_begin(session);
	if (status) {
		release_parts(parts, 3);
		return status;
	}
	if (options->customer)
		status = resolve_one(session->store, &record_customer, options->customer, &conversion.customer);
	if (!status)
		status = operands_find(session, &words, session->type->record, &leads);
	for (size_t i = 0; !status && i < leads.count; i++) {
		struct converted made;
		status = lead_convert(session->store, leads.items[i].id, &conversion, &session->arena, &made);
		if (status)
			break;
		targets_add(session, &touched, &record_customer, made.customer);
		targets_add(session, &touched, &record_contact, made.contact);
		if (made.deal)
			targets_add(session, &touched, &record_deal, made.deal);
	}
	release_parts(parts, 3);
	return writer_end(session, status, &touched);
}

static const struct opt convert_rows[] = {
	{ .name = "customer", .arg = "REF", .kind = OPT_TEXT, .help = "customer to use instead of the one with the company's name", .target = offsetof(struct convert_options, customer) },
	{ .name = "new-customer", .kind = OPT_FLAG, .help = "create a new customer even if one with a similar name exists", .target = offsetof(struct convert_options, new_customer) },
	{ .name = "activities", .arg = "WHERE", .kind = OPT_CHOICE, .choices = "customer|contact|deal", .help = "where the lead's tasks, events and notes go; the default is the contact",
	  .target = offsetof(struct convert_options, activities) },
	{ 0 },
};

static const struct opt_group convert_groups[] = {
	{ convert_rows, 0, sizeof(struct convert_options), FRAME_NONE },
	{ options_write, offsetof(struct convert_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb convert_verb = {
	.name = "convert", .synopsis = "REF…|- [customer.FIELD=VALUE… contact.FIELD=VALUE… deal.FIELD=VALUE…]", .help = "convert a lead into a customer, a contact and, with deal fields, a deal",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = convert_groups, .options_size = sizeof(struct convert_options), .run = convert,
};

const struct verb *const lead_verbs[] = { &convert_verb, NULL };
