/* show: records with every field, what their lines come to, and what refers to them. */
#include "cli/verbs.h"

#include "query/path.h"
#include "store/children.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum status block_print(struct session *session, struct query *query, const char *heading, int64_t count, const struct out_options *options)
{
	int64_t rows = 0;
	enum status status = query_open(query);

	if (status)
		return status;
	if (options->format == OUT_TABLE)
		printf("\n%s: %lld\n", heading, (long long)count);
	else if (options->format == OUT_TSV)
		printf("\n");
	fflush(stdout);
	struct out *out = session_out(session, query, false, options);
	status = session_print(session, query, out, &rows);
	return session_close_out(session, out, status);
}

/* What the lines come to stands below them. */
static enum status print_totals(struct session *session, const struct target *target)
{
	static const char *const names[] = { "subtotal", "discount_total", "tax_total", "shipping", "adjustment", "total" };
	const char *language = session->store->conventions.language;
	struct arena arena = { 0 };
	struct text line = { 0 };
	struct record *record;
	enum status status = row_load(session->store, store_type(session->store, target->record), target->id, &arena, &record);

	for (size_t i = 0; !status && record && i < sizeof names / sizeof *names; i++) {
		size_t index;
		const struct field *field = type_field(record->type, names[i], &index);
		if (!field || record->values[index].type == VALUE_NULL || (i + 1 < sizeof names / sizeof *names && i > 0 && !record->values[index].integer))
			continue;
		text_printf(&line, "%s%s ", line.length ? "   " : "", field_label(field, language));
		field_format(field, &record->values[index], record_digits(record), &line);
	}
	if (line.length)
		printf("%s %s\n", line.data, record_text(record, "currency")), fflush(stdout);
	text_free(&line);
	arena_free(&arena);
	return status;
}

enum status lines_query(struct session *session, const struct record_type *child, int64_t parent, struct query *query)
{
	struct reference reference = { .type = child->parent, .id = parent };
	struct expr expr = { .type = EXPR_REFERENCE, .first = reference, .last = parent };
	bool priced = type_field(store_type(session->store, child), "position", NULL);

	query_init(query, session->store, store_type(session->store, child));
	query->human = session_is_human(session, session_format(session));
	enum status status = query_columns(query, priced ? "number,product,description,qty,unit,price,discount,tax,amount" : NULL);
	if (!status)
		status = query_sort(query, priced ? "position,number" : "number");
	return status ? status : query_filter(query, &expr);
}

/* The lines of a document belong to it whole and in their order. */
static enum status print_lines(struct session *session, const struct target *target, const struct out_options *options)
{
	const struct field *lines = children_field(target->record);
	struct query query;
	int64_t count = 0;

	if (!lines)
		return STATUS_OK;
	enum status status = lines_query(session, lines->target, target->id, &query);
	if (!status)
		status = query_count(&query, &count);
	if (!status && count > 0)
		status = block_print(session, &query, field_label(lines, session->store->conventions.language), count, options);
	query_free(&query);
	if (!status && count > 0 && options->format == OUT_TABLE)
		status = print_totals(session, target);
	return status;
}

enum { RELATED_LIMIT = 50 };

/* On a terminal the tables below a record do not repeat it: the column that would say in each row what the page is about. */
static void leave_out(struct query *query, const struct record_type *shown)
{
	const struct field *ways[WAY_LIMIT];
	size_t count = path_ways(query->store, query->type->record, shown, ways), left = 1;

	for (size_t i = 1; i < query->column_count; i++)
		if (count != 1 || query->columns[i].field != ways[0] || ways[0]->kind == KIND_REFS)
			query->columns[left++] = query->columns[i];
	query->column_count = left;
}

/* Whether the form says already to which record of that type this one belongs, and none of that type belongs to this one. */
static bool is_said(const struct record_type *shown, const struct record_type *other)
{
	bool said = false;

	for (struct field_walk walk = field_walk(shown); walk.field; field_step(&walk))
		said |= walk.field->kind == KIND_REF && walk.field->target == other && !walk.field->derived;
	for (struct field_walk walk = field_walk(other); said && walk.field; field_step(&walk))
		said = !((walk.field->kind == KIND_REF || walk.field->kind == KIND_REFS) && walk.field->target == shown) && walk.field->kind != KIND_ANYREF;
	return said;
}

static enum status print_related_type(struct session *session, const struct target *target, const struct record_type *record, const struct out_options *options)
{
	struct reference reference = { .type = target->record, .id = target->id };
	struct expr expr = { .type = EXPR_REFERENCE, .first = reference, .last = target->id };
	struct query query;
	int64_t count = 0;

	query_init(&query, session->store, store_type(session->store, record));
	query.human = options->format == OUT_TABLE;
	query.folded = query.human && options->terminal;
	query.limit = RELATED_LIMIT;
	enum status status = query_columns(&query, NULL);
	if (options->terminal)
		leave_out(&query, target->record);
	/* Types that no single way leads to say so, and are left out. */
	if (!status && query_filter(&query, &expr) == STATUS_OK && !(status = query_count(&query, &count)) && count > 0)
		status = block_print(session, &query, strcmp(session->store->conventions.language, "zh") == 0 ? record->zh : record->plural, count, options);
	query_free(&query);
	return status;
}

/* The records that refer to one: its lines first, then a table per type that does. */
static enum status print_related(struct session *session, const struct target *target)
{
	const struct field *lines = children_field(target->record);
	struct out_options options;

	out_options_of(session, &options);
	enum status status = print_lines(session, target, &options);
	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct record_type *record = walk.record;
		if ((record->no_common_fields && record->parent != target->record) || record == target->record || record == &record_user || target->record == &record_user)
			continue;
		if ((!lines || record != lines->target) && !(options.terminal && is_said(target->record, record)))
			status = print_related_type(session, target, record, &options);
	}
	return status || !session->command->shown ? status : session->command->shown(session, target, &options);
}

/* The cells of one record; made once, for there may be a million to show. */
struct showing {
	struct query query;
	struct out *out;
	struct text *scratch;
	struct out_cell *cells;
};

static enum status show_one(struct session *session, struct showing *showing, const struct target *target)
{
	struct query *query = &showing->query;
	bool row = false;

	if (!query->statement) {
		query_id(query, target->id);
	} else {
		query->binds[query->bind_count - 1] = value_integer(target->id);
	}
	enum status status = query_open(query);
	if (!showing->out)
		showing->out = session_out(session, query, true, NULL);
	if (!showing->scratch) {
		showing->scratch = arena_alloc(&session->arena, query->column_count * sizeof *showing->scratch);
		showing->cells = arena_alloc(&session->arena, query->column_count * sizeof *showing->cells);
	}
	if (!status)
		status = query_next(query, NULL, &row);
	if (status || !row)
		return status;
	for (size_t i = 0; i < query->column_count; i++)
		query_cell(query, &query->columns[i], &showing->scratch[i], &showing->cells[i].text, &showing->cells[i].length);
	out_row(showing->out, showing->cells);
	return STATUS_OK;
}

static void release_showing(struct showing *showing)
{
	for (size_t i = 0; showing->scratch && i < showing->query.column_count; i++)
		text_free(&showing->scratch[i]);
	query_free(&showing->query);
}

static const struct opt show_rows[] = {
	{ .letter = 'f', .name = "format", .arg = "FORMAT", .kind = OPT_CHOICE, .choices = RECORD_FORMATS,
	  .help = "output format; by default a table or form on a terminal, TSV in a pipe", .target = offsetof(struct show_options, output.format) },
	{ .letter = 'c', .name = "columns", .arg = "LIST", .kind = OPT_FIELDS, .help = "fields to show instead of all", .target = offsetof(struct show_options, columns) },
	{ .name = "related", .kind = OPT_FLAG, .help = "also list the records that refer to it", .target = offsetof(struct show_options, related) },
	{ .letter = 'z', .name = "null", .kind = OPT_FLAG, .help = "end records with NUL instead of newline", .target = offsetof(struct show_options, output.nul) },
	{ 0 },
};

const struct opt_group show_groups[] = {
	{ show_rows, 0, sizeof(struct show_options), FRAME_OUTPUT },
	{ options_as_of, offsetof(struct show_options, past), sizeof(struct as_of_options), FRAME_NONE },
	{ 0 },
};

/* The groups of a form, in their order: what the type is about, addresses, what documents have in common, what is worked out, the firm's own fields, the common ones. */
enum group { GROUP_OWN = 1, GROUP_BILLING, GROUP_SHIPPING, GROUP_SHARED, GROUP_DERIVED, GROUP_CUSTOM, GROUP_COMMON, GROUP_LAST = GROUP_COMMON };

static enum group group_of(const struct field *field)
{
	if (!field)
		return GROUP_OWN;
	if (strncmp(field->name, "bill_", 5) == 0)
		return GROUP_BILLING;
	if (strncmp(field->name, "ship_", 5) == 0)
		return GROUP_SHIPPING;
	if (field->derived)
		return GROUP_DERIVED;
	return field->id >= CUSTOM_FIELD_FIRST ? GROUP_CUSTOM : field->id >= COMMON_FIRST ? GROUP_COMMON : field->id >= SHARED_FIRST ? GROUP_SHARED : GROUP_OWN;
}

/* A person finds what belongs together in one place, and amounts with their currency; scripts get the order of the table. */
static void group_columns(struct query *query)
{
	struct column *columns = arena_alloc(&query->arena, query->column_count * sizeof *columns);
	size_t count = 0;

	for (enum group group = GROUP_OWN; group <= GROUP_LAST; group++) {
		for (size_t i = 0; i < query->column_count; i++) {
			if (group_of(query->columns[i].field) != group)
				continue;
			columns[count] = query->columns[i];
			columns[count].folded = columns[count].field && columns[count].field->kind == KIND_MONEY;
			columns[count++].group = (unsigned char)group;
		}
	}
	query->columns = columns;
}

/* Whether what refers to a record is listed below it. */
static bool shows_related(const struct session *session, const struct show_options *options, int format)
{
	return (format == OUT_TABLE || format == OUT_TSV) && (options->related || (format == OUT_TABLE && session_terminal(session) >= 0));
}

/* Records of the type of the session. */
static enum status show_targets(struct session *session, const struct show_options *options, const struct target *targets, size_t count)
{
	struct showing showing = { 0 };
	struct query *query = &showing.query;
	int format = session_format(session);

	query_init(query, session->store, session->type);
	query->human = session_is_human(session, format);
	const char *address = session_address_columns(session), *columns = options->columns ? options->columns : address ? address : "all";
	enum status status = query_columns(query, columns);
	if (!status && query->human && !options->columns && session_terminal(session) >= 0)
		group_columns(query);
	for (size_t i = 0; !status && i < count; i++) {
		status = show_one(session, &showing, &targets[i]);
		if (status || !shows_related(session, options, format))
			continue;
		status = session_close_out(session, showing.out, status);
		showing.out = NULL;
		if (!status)
			status = print_related(session, &targets[i]);
		if (!status && i + 1 < count)
			printf("\n"), fflush(stdout);
	}
	if (!status && !showing.out && (format == OUT_JSON || format == OUT_YAML))
		showing.out = session_out(session, query, true, NULL);
	if (showing.out)
		status = session_close_out(session, showing.out, status);
	release_showing(&showing);
	return status;
}

/* A command without a type shows records of all types, those of one type that stand together at once. */
static enum status show_any(struct session *session, const struct show_options *options, const struct targets *targets)
{
	int format = session_format(session);
	enum status status = STATUS_OK;

	for (size_t i = 1; i < targets->count; i++)
		if (targets->items[i].record != targets->items[0].record && (format == OUT_JSON || format == OUT_CSV))
			return error_set(&session->error, STATUS_USAGE, "%s and %s have no common fields: --format=%s takes records of one type, ndjson and tsv of several",
			                 targets->items[0].record->plural, targets->items[i].record->plural, options->output.format);
	for (size_t i = 0, next; !status && i < targets->count; i = next) {
		for (next = i; next < targets->count && targets->items[next].record == targets->items[i].record;)
			next++;
		if (i && (format == OUT_TSV || format == OUT_TABLE))
			printf("\n"), fflush(stdout);
		session->type = store_type(session->store, targets->items[i].record);
		status = show_targets(session, options, targets->items + i, next - i);
	}
	return status;
}

static enum status show(struct session *session, void *context)
{
	const struct show_options *options = context;
	struct targets targets = { 0 };
	const struct record_type *own = session->type ? session->type->record : NULL;
	enum status missing = STATUS_OK, status = reader_as_of(session, &options->past);

	if (own)
		operands_children(session);
	if (!status && session->operand_count == 0)
		status = error_set(&session->error, STATUS_USAGE, "name what to show: %s%s %s12", session->command->name, own ? " show" : "", own ? own->prefix : "c");
	if (!status)
		status = operands_read(session, session->operands, session->operand_count, own ? session->type->record : NULL, &targets, &missing);
	struct error first = session->error;
	if (!status)
		status = own ? show_targets(session, options, targets.items, targets.count) : show_any(session, options, &targets);
	if (!status && missing) {
		session->error = first;
		return missing;
	}
	return status;
}

const struct verb show_verb = {
	.name = "show", .synopsis = "REF…", .help = "show all fields of records", .access = ACCESS_READ, .operands = OPERANDS_REFERENCES,
	.options = show_groups, .options_size = sizeof(struct show_options), .run = show,
};

static const struct verb any_show_verb = {
	.name = NULL, .synopsis = "REF…|-", .help = "Show all fields of records of any type, named by reference, number, e-mail, phone or name.", .access = ACCESS_READ,
	.operands = OPERANDS_REFERENCES, .by_name = true, .options = show_groups, .options_size = sizeof(struct show_options), .run = show,
};

const struct verb *const show_verbs[] = { &any_show_verb, NULL };
