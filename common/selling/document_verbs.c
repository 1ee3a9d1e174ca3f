/* What several documents share: their lines, how their totals come about, and addresses that are copied from each other. */
#include "selling/document_verbs.h"

#include "selling/document_convert.h"
#include "selling/document_terms.h"

struct address_options {
	bool bill_from_ship, ship_from_bill;
};

struct document_add_options {
	struct add_options add;
	struct address_options address;
};

/* What becomes of the lines when currency or price mode change. */
struct terms_options {
	const char *convert;
	bool keep;
};

struct document_set_options {
	struct set_options set;
	struct address_options address;
	struct terms_options terms;
};

/* Of documents without addresses. */
struct priced_set_options {
	struct set_options set;
	struct terms_options terms;
};

static enum status check_address(struct session *session, const struct address_options *options, bool batch)
{
	if (!options->bill_from_ship && !options->ship_from_bill)
		return STATUS_OK;
	if (options->bill_from_ship && options->ship_from_bill)
		return error_set(&session->error, STATUS_USAGE, "--bill-from-ship and --ship-from-bill contradict each other; use one");
	if (batch || !type_field(session->type, "ship_street", NULL))
		return error_set(&session->error, STATUS_USAGE, "--bill-from-ship and --ship-from-bill are for documents that are named, not for their lines or --batch");
	return STATUS_OK;
}

static void place_address(const void *context, struct record *record)
{
	const struct address_options *options = context;

	document_copy_address(record, options->bill_from_ship);
}

static enum status add(struct session *session, void *context)
{
	const struct document_add_options *options = context;
	const struct adjustment placement = { .apply = place_address, .context = &options->address };
	bool places = options->address.bill_from_ship || options->address.ship_from_bill;
	enum status status = check_address(session, &options->address, false);

	return status ? status : add_run(session, &options->add, places ? &placement : NULL);
}

/* One run of set with other terms. */
struct changing {
	const struct address_options *address; /* NULL: addresses stay */
	enum terms_change how;
};

static enum status change_terms(struct writing *writing, const struct target *target)
{
	struct session *session = writing->session;
	const struct changing *changing = writing->options;
	struct record *old;
	enum status status = row_require(session->store, session->type, target->id, &writing->arena, &old);

	targets_add(session, &writing->touched, target->record, target->id);
	if (status)
		return status;
	struct record *record = record_copy(&writing->arena, old);
	status = assign_apply(session->store, writing->assignments, writing->count, record, target->id, &writing->arena);
	if (!status && changing->address)
		place_address(changing->address, record);
	if (!status)
		status = document_terms_save(session->store, old, record, changing->how, &writing->arena);
	return locate_refusal(session, status, target);
}

static enum status set_with_terms(struct session *session, const struct set_options *options, const struct terms_options *terms, const struct address_options *address)
{
	struct changing changing = { .address = address, .how = terms->keep ? TERMS_KEEP : TERMS_CONVERT };
	struct writing writing = { .session = session, .options = &changing, .files = &options->files.files, .each = change_terms };

	if (terms->keep && terms->convert)
		return error_set(&session->error, STATUS_USAGE, "--convert and --keep contradict each other; use one");
	if (options->batch.count || session->type->record->parent)
		return error_set(&session->error, STATUS_USAGE, "--convert and --keep are for documents that are named, not for their lines or --batch");
	return write_all(&writing, "set", " field=value, or - for standard input", ASSIGNS_SOMETHING, write_in_turn);
}

static enum status set(struct session *session, void *context)
{
	const struct document_set_options *options = context;
	const struct adjustment placement = { .apply = place_address, .context = &options->address };
	bool places = options->address.bill_from_ship || options->address.ship_from_bill;

	operands_children(session);
	enum status status = check_address(session, &options->address, options->set.batch.count > 0);
	if (!status && (options->terms.convert || options->terms.keep))
		return set_with_terms(session, &options->set, &options->terms, places ? &options->address : NULL);
	return status ? status : set_run(session, &options->set, places ? &placement : NULL);
}

static enum status set_priced(struct session *session, void *context)
{
	const struct priced_set_options *options = context;

	operands_children(session);
	if (options->terms.convert || options->terms.keep)
		return set_with_terms(session, &options->set, &options->terms, NULL);
	return set_run(session, &options->set, NULL);
}

static const struct opt address_rows[] = {
	{ .name = "bill-from-ship", .kind = OPT_FLAG, .help = "use the shipping address for billing too", .target = offsetof(struct address_options, bill_from_ship) },
	{ .name = "ship-from-bill", .kind = OPT_FLAG, .help = "use the billing address for shipping too", .target = offsetof(struct address_options, ship_from_bill) },
	{ 0 },
};

static const struct opt terms_rows[] = {
	{ .name = "convert", .arg = "HOW", .kind = OPT_CHOICE, .choices = "rate", .help = "with another currency, or prices with tax or without: convert the prices of the lines",
	  .target = offsetof(struct terms_options, convert) },
	{ .name = "keep", .kind = OPT_FLAG, .help = "with another currency, or prices with tax or without: keep the figures of the lines", .target = offsetof(struct terms_options, keep) },
	{ 0 },
};

static const struct opt_group document_add_groups[] = {
	{ options_file, offsetof(struct document_add_options, add.files), sizeof(struct file_options), FRAME_NONE },
	{ add_rows, offsetof(struct document_add_options, add), sizeof(struct add_options), FRAME_NONE },
	{ address_rows, offsetof(struct document_add_options, address), sizeof(struct address_options), FRAME_NONE },
	{ options_write, offsetof(struct document_add_options, add.write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct opt_group document_set_groups[] = {
	{ options_file, offsetof(struct document_set_options, set.files), sizeof(struct file_options), FRAME_NONE },
	{ set_rows, offsetof(struct document_set_options, set), sizeof(struct set_options), FRAME_NONE },
	{ address_rows, offsetof(struct document_set_options, address), sizeof(struct address_options), FRAME_NONE },
	{ terms_rows, offsetof(struct document_set_options, terms), sizeof(struct terms_options), FRAME_NONE },
	{ options_write, offsetof(struct document_set_options, set.write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct opt_group priced_set_groups[] = {
	{ options_file, offsetof(struct priced_set_options, set.files), sizeof(struct file_options), FRAME_NONE },
	{ set_rows, offsetof(struct priced_set_options, set), sizeof(struct set_options), FRAME_NONE },
	{ terms_rows, offsetof(struct priced_set_options, terms), sizeof(struct terms_options), FRAME_NONE },
	{ options_write, offsetof(struct priced_set_options, set.write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb document_add_verb = {
	.name = "add", .synopsis = "[REF…|-] [TITLE] [FIELD=VALUE…]", .help = "add a record, or one for each reference on standard input",
	.access = ACCESS_WRITE, .operands = OPERANDS_ASSIGNMENTS, .options = document_add_groups, .options_size = sizeof(struct document_add_options), .run = add,
};

static const struct verb document_set_verb = {
	.name = "set", .synopsis = "REF…|- FIELD=VALUE…", .help = "change fields of records",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = document_set_groups, .options_size = sizeof(struct document_set_options), .run = set,
};

static const struct verb priced_set_verb = {
	.name = "set", .synopsis = "REF…|- FIELD=VALUE…", .help = "change fields of records",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = priced_set_groups, .options_size = sizeof(struct priced_set_options), .run = set_priced,
};

static const struct verb *const priced_verbs[] = { &line_verb, &explain_verb, NULL };
static const struct verb *const set_verbs[] = { &priced_set_verb, NULL };
static const struct verb *const address_verbs[] = { &document_add_verb, &document_set_verb, NULL };

const struct verb *const *const document_tables[] = { priced_verbs, address_verbs, NULL };
const struct verb *const *const priced_tables[] = { priced_verbs, set_verbs, NULL };
