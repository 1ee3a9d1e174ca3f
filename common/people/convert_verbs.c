/* crm-lead convert: from the words to a struct conversion. */
#include "cli/verbs.h"

#include "query/resolve.h"
#include "people/convert.h"
#include "people/people.h"
#include <string.h>

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

static enum status take_options(struct session *session, struct conversion *conversion)
{
	const char *activities = session->arguments.activities;

	conversion->new_customer = session->arguments.new_customer;
	if (activities)
		conversion->activities = strcmp(activities, "deal") == 0 ? ACTIVITIES_DEAL : strcmp(activities, "customer") == 0 ? ACTIVITIES_CUSTOMER : ACTIVITIES_CONTACT;
	if (conversion->activities == ACTIVITIES_DEAL && !conversion->make_deal)
		return error_set(&session->error, STATUS_USAGE, "--activities=deal needs a deal: deal.name=… deal.close_on=…");
	return STATUS_OK;
}

enum status verb_convert(struct session *session)
{
	struct part parts[] = { { .prefix = "customer.", .record = &record_customer }, { .prefix = "contact.", .record = &record_contact },
		                { .prefix = "deal.", .record = &record_deal } };
	struct targets leads = { 0 }, touched = { 0 };
	struct words words;
	bool from_input;
	size_t first;
	enum status status = split_operands(session, &first);

	if (!status && first == 0)
		status = error_set(&session->error, STATUS_USAGE, "name the lead: crm-lead convert l3");
	if (!status)
		status = operands_drain(session, session->operands, first, &words, &from_input);
	for (size_t i = 0; i < 3; i++)
		parts[i].assignments = arena_alloc(&session->arena, (session->operand_count + 1) * sizeof *parts[i].assignments);
	for (size_t i = first; !status && i < session->operand_count; i++)
		status = parse_part(session, session->operands[i], parts, 3);
	struct conversion conversion = {
		.customer_fields = parts[0].assignments, .customer_count = parts[0].count, .contact_fields = parts[1].assignments, .contact_count = parts[1].count,
		.deal_fields = parts[2].assignments, .deal_count = parts[2].count, .make_deal = parts[2].count > 0,
	};
	if (!status)
		status = take_options(session, &conversion);
	if (!status)
		status = writer_begin(session);
	if (status) {
		release_parts(parts, 3);
		return status;
	}
	if (session->arguments.customer)
		status = resolve_one(session->store, &record_customer, session->arguments.customer, &conversion.customer);
	if (!status)
		status = operands_find(session, &words, session->type->record, from_input, &leads);
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
