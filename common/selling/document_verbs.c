/* The verbs that documents share: their lines, how their totals come about, and addresses that are copied from each other. */
#include "selling/document_verbs.h"

#include "selling/document_convert.h"

static bool places_address(const struct session *session)
{
	return session->arguments.bill_from_ship || session->arguments.ship_from_bill;
}

static enum status check_address(struct session *session)
{
	if (session->arguments.bill_from_ship && session->arguments.ship_from_bill)
		return error_set(&session->error, STATUS_USAGE, "--bill-from-ship and --ship-from-bill contradict each other; take one");
	if (session->arguments.batch.count || !type_field(session->type, "ship_street", NULL))
		return error_set(&session->error, STATUS_USAGE, "--bill-from-ship and --ship-from-bill are for documents that are named, not for their lines or --batch");
	return STATUS_OK;
}

static void place_address(const struct session *session, struct record *record)
{
	document_copy_address(record, session->arguments.bill_from_ship);
}

static const struct adjustment placement = { .wanted = places_address, .check = check_address, .apply = place_address };

static const struct opt *const table_options[] = { options_table, NULL };
static const struct opt *const line_options[] = { options_line, options_table, options_write, NULL };

/* What documents with prices have besides. */
static const struct verb document_verbs[] = {
	{ .name = "line", .synopsis = "REF[.N] [add [-] FIELD=VALUE… | set N… FIELD=VALUE… | rm N… | move N… WHERE]",
	  .help = "list, add, change, remove or move the lines", .access = ACCESS_WRITE, .operands = OPERANDS_LINES, .options = line_options,
	  .only_reads = line_only_reads, .complete = complete_lines, .run = verb_line },
	{ .name = "explain", .synopsis = "REF…", .help = "tell every step from the lines to the total", .access = ACCESS_READ, .operands = OPERANDS_REFERENCES,
	  .options = table_options, .run = verb_explain },
	{ 0 },
};

static const struct opt *const add_address_options[] = { options_add, options_address, options_write, NULL };
static const struct opt *const set_address_options[] = { options_set, options_address, options_write, NULL };

/* What documents with two addresses do otherwise than other records. */
static const struct verb address_verbs[] = {
	{ .name = "add", .synopsis = "[-] FIELD=VALUE…", .help = "add a record, or one for each reference on standard input", .access = ACCESS_WRITE,
	  .operands = OPERANDS_ASSIGNMENTS, .options = add_address_options, .adjustment = &placement, .run = verb_add },
	{ .name = "set", .synopsis = "REF…|- FIELD=VALUE…", .help = "change fields of records", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = set_address_options, .adjustment = &placement, .run = verb_set },
	{ 0 },
};

const struct verb *const document_groups[] = { document_verbs, address_verbs, NULL };
const struct verb *const priced_groups[] = { document_verbs, NULL };
