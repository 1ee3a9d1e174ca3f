/* line: the lines of a document, one by one: listed, added, changed, removed, moved. Numbers are permanent; only the place of a line changes. */
#include "selling/document_verbs.h"

#include "query/resolve.h"
#include "selling/selling.h"
#include "store/children.h"
#include "store/remove.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>

/* One run: the words, then what they mean. */
struct lining {
	struct session *session;
	const struct words *files; /* of --file */
	const struct type *document, *line;
	const char *name;       /* of the document, as written */
	const char *what;       /* add, set, rm or move; NULL: list */
	int64_t *numbers;       /* of the lines that are named */
	size_t number_count;
	struct words words;     /* what new lines are made of */
	const char *place;      /* where a line moves to */
	int64_t beside;         /* the number of the line before or after which */
	struct assignment *assignments;
	size_t assignment_count;
	bool reprice;           /* a price break that the quantity crosses gives its price */
	int64_t id;             /* of the document */
	struct arena arena;
	struct targets touched;
};

static enum status usage(struct session *session, const char *problem, const char *example)
{
	return error_set(&session->error, STATUS_USAGE, "%s: %s line %s12%s", problem, session->command->name, session->command->type->prefix, example);
}

/* A line named twice is one line. */
static void add_number(struct lining *lining, int64_t number)
{
	for (size_t i = 0; i < lining->number_count; i++)
		if (lining->numbers[i] == number)
			return;
	lining->numbers[lining->number_count++] = number;
}

/* q3.2 names the document and a line of it. */
static enum status take_name(struct lining *lining, const char *word)
{
	struct session *session = lining->session;
	const char *dot = strchr(word, '.');
	struct reference reference;

	lining->name = word;
	if (!dot || !reference_like(word))
		return STATUS_OK;
	enum status status = reference_parse(word, &reference, &session->error);
	if (status || reference.type != lining->line->record)
		return status;
	lining->name = arena_copy(&session->arena, word, (size_t)(dot - word));
	add_number(lining, reference.child);
	return STATUS_OK;
}

static enum status read_number(struct lining *lining, const char *word, int64_t *number)
{
	struct session *session = lining->session;
	size_t length = strspn(word, "0123456789");

	if (length == 0 || length > REFERENCE_DIGITS || word[length] || *word == '0')
		return error_set(&session->error, STATUS_USAGE, "'%s' is not the number of a line; %s line %s lists them", word, session->command->name, lining->name);
	*number = strtoll(word, NULL, 10);
	return STATUS_OK;
}

static enum status take_number(struct lining *lining, const char *word)
{
	int64_t number;
	enum status status = read_number(lining, word, &number);

	if (!status)
		add_number(lining, number);
	return status;
}

static enum status take_place(struct lining *lining, const char *word)
{
	struct session *session = lining->session;
	const char *equals = strchr(word, '=');
	bool known = strcmp(word, "first") == 0 || strcmp(word, "last") == 0 || strncmp(word, "before=", 7) == 0 || strncmp(word, "after=", 6) == 0;

	if (!known)
		return error_set(&session->error, STATUS_USAGE, "'%s' is not a position for a line; write before=2, after=2, first or last", word);
	lining->place = word;
	return equals ? read_number(lining, equals + 1, &lining->beside) : STATUS_OK;
}

/* The words behind the verb of lines: numbers, or for add references; then assignments, or for move the place. */
static enum status take_words(struct lining *lining, size_t at)
{
	struct session *session = lining->session;
	bool add = strcmp(lining->what, "add") == 0, move = strcmp(lining->what, "move") == 0;
	enum status status = STATUS_OK;
	size_t first = at;

	if (move) {
		for (; !status && at + 1 < session->operand_count; at++)
			status = take_number(lining, session->operands[at]);
		if (status || at == session->operand_count || lining->number_count == 0)
			return status ? status : usage(session, "say which line moves, and where to", " move 4 before=2, after=2, first or last");
		return take_place(lining, session->operands[at]);
	}
	while (!status && at < session->operand_count && !operand_is_assignment(session, session->operands[at])) {
		if (!add)
			status = take_number(lining, session->operands[at]);
		at++;
	}
	for (size_t i = at; !status && i < session->operand_count; i++)
		if (!operand_is_assignment(session, session->operands[i]))
			status = error_set(&session->error, STATUS_USAGE, add ? "'%s' is not an assignment; products come first, then field=value"
			                                                        : "'%s' is not an assignment; numbers of lines come first, then field=value",
			                   session->operands[i]);
	if (!status && add)
		status = operands_drain(session, session->operands + first, at - first, &lining->words);
	if (!status && !add && lining->number_count == 0)
		return usage(session, "name the lines by their numbers", strcmp(lining->what, "rm") == 0 ? " rm 2" : " set 2 qty=5");
	if (!status && strcmp(lining->what, "rm") == 0 && at < session->operand_count)
		return error_set(&session->error, STATUS_USAGE, "unexpected operand '%s': rm takes only the numbers of lines", session->operands[at]);
	bool piped = at > first && add;
	if (!status)
		status = parse_assignments(session, lining->line, piped ? store_type(session->store, &record_product) : add ? NULL : lining->line, at, lining->files,
		                           &lining->assignments, &lining->assignment_count);
	if (!status && !piped && lining->assignment_count == 0 && strcmp(lining->what, "rm") != 0)
		return usage(session, add ? "say what to add" : "say what to set", add ? " add product=… qty=…" : " set 2 qty=5");
	return status;
}

static enum status read_words(struct lining *lining)
{
	static const char *const known[] = { "add", "set", "rm", "move" };
	struct session *session = lining->session;

	if (session->operand_count == 0)
		return usage(session, "name the document", "");
	lining->numbers = arena_alloc(&session->arena, (session->operand_count + 1) * sizeof *lining->numbers);
	enum status status = take_name(lining, session->operands[0]);
	if (status || session->operand_count == 1)
		return status;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(session->operands[1], known[i]) == 0)
			lining->what = known[i];
	if (!lining->what)
		return error_set(&session->error, STATUS_USAGE, "'%s' is not an action on lines; write add, set, rm or move", session->operands[1]);
	if (lining->number_count && strcmp(lining->what, "add") == 0)
		return error_set(&session->error, STATUS_USAGE, "%s is a line; lines are added to the document: %s line %s add …", session->operands[0],
		                 session->command->name, lining->name);
	return take_words(lining, 2);
}

static enum status find_document(struct lining *lining)
{
	struct session *session = lining->session;
	struct words name = { .words = &lining->name, .count = 1 };
	struct targets found = { 0 };
	enum status status = operands_find(session, &name, lining->document->record, &found);

	if (!status && found.count != 1)
		status = error_set(&session->error, STATUS_USAGE, "%s names %zu %s; lines belong to one", lining->name, found.count, lining->document->record->plural);
	if (!status)
		lining->id = found.items[0].id;
	return status;
}

static enum status find_line(struct lining *lining, int64_t number, struct target *out)
{
	struct reference reference = { .type = lining->line->record, .id = lining->id, .child = number };
	struct session *session = lining->session;

	*out = (struct target){ .record = lining->line->record };
	enum status status = store_find(session->store, &reference, &out->id);
	if (!status || session->error.code != ERROR_NOT_FOUND)
		return status;
	return error_set(&session->error, STATUS_REFUSED, "%s%lld has no line %lld; %s line %s%lld lists its lines", lining->document->record->prefix,
	                 (long long)lining->id, (long long)number, session->command->name, lining->document->record->prefix, (long long)lining->id);
}

static enum status add_line(struct lining *lining, const struct target *product)
{
	struct session *session = lining->session;
	struct record *record;
	enum status status = children_new(session->store, lining->line->record, lining->id, &lining->arena, &record);

	if (status)
		return status;
	if (product)
		*record_value(record, "product") = value_integer(product->id);
	status = assign_apply(session->store, lining->assignments, lining->assignment_count, record, product ? product->id : 0, &lining->arena);
	if (!status)
		status = save_add(session->store, record, &lining->arena);
	if (!status)
		targets_add(session, &lining->touched, lining->line->record, record->id);
	return product ? locate_refusal(session, status, product) : status;
}

static enum status add_products(struct lining *lining)
{
	struct targets products = { .each_named = true }; /* two lines of another document may have one product */
	enum status status = operands_find(lining->session, &lining->words, &record_product, &products);

	for (size_t i = 0; !status && i < products.count; i++) {
		arena_reset(&lining->arena);
		status = add_line(lining, &products.items[i]);
	}
	return status;
}

/* tax=vat13, said again, takes the rate that it has on the day of the document; a price that is given is nobody else's, even if it is the one that was there. */
static void said_again(const void *context, struct record *line)
{
	const struct lining *lining = context;

	for (size_t i = 0; i < lining->assignment_count; i++) {
		const char *name = lining->assignments[i].field->name;
		if (strcmp(name, "tax") == 0)
			*record_value(line, "tax_rates") = (struct value){ 0 };
		else if (strcmp(name, "price") == 0)
			*record_value(line, "priced_by") = (struct value){ 0 };
	}
}

static enum status change_lines(struct lining *lining)
{
	struct session *session = lining->session;
	const struct adjustment again = { .apply = said_again, .context = lining };
	bool removes = strcmp(lining->what, "rm") == 0, priced = type_field(lining->line, "priced_by", NULL);
	enum status status = STATUS_OK;

	session->type = lining->line;
	session->store->repricing = lining->reprice;
	for (size_t i = 0; !status && i < lining->number_count; i++) {
		struct target target;
		arena_reset(&lining->arena);
		status = find_line(lining, lining->numbers[i], &target);
		if (!status && removes)
			status = remove_record(session->store, lining->line, target.id, false, &lining->arena);
		else if (!status)
			status = set_one(session, &target, lining->assignments, lining->assignment_count, priced ? &again : NULL, &lining->arena);
		if (!status && !removes)
			targets_add(session, &lining->touched, target.record, target.id);
	}
	session->type = lining->document;
	session->store->repricing = false;
	return status;
}

static enum status index_of(struct lining *lining, struct record **lines, size_t count, int64_t number, size_t *index)
{
	struct target target;

	for (size_t i = 0; i < count; i++) {
		*index = i;
		if (record_integer(lines[i], "number") == number)
			return STATUS_OK;
	}
	return find_line(lining, number, &target);
}

/* The lines that move are taken out in the order in which they are named and put in together. */
static enum status move_lines(struct lining *lining)
{
	struct session *session = lining->session;
	struct record **lines, **order, **moved;
	size_t count, kept = 0, at = 0, named = lining->number_count, index = 0;
	enum status status = children_load(session->store, lining->line->record, lining->id, &lining->arena, &lines, &count);

	order = arena_alloc(&lining->arena, (count + 1) * sizeof *order);
	moved = arena_alloc(&lining->arena, (named + 1) * sizeof *moved);
	for (size_t i = 0; !status && i < named; i++) {
		if ((status = index_of(lining, lines, count, lining->numbers[i], &index)))
			break;
		moved[i] = lines[index];
		memmove(&lines[index], &lines[index + 1], (--count - index) * sizeof *lines);
		targets_add(session, &lining->touched, lining->line->record, moved[i]->id);
	}
	if (!status && lining->beside) {
		for (size_t i = 0; i < named; i++)
			if (lining->numbers[i] == lining->beside)
				return error_set(&session->error, STATUS_USAGE, "line %lld cannot be moved next to itself", (long long)lining->beside);
		status = index_of(lining, lines, count, lining->beside, &index);
		at = index + (*lining->place == 'a');
	} else if (strcmp(lining->place, "last") == 0) {
		at = count;
	}
	if (status)
		return status;
	for (size_t i = 0; i < at; i++)
		order[kept++] = lines[i];
	for (size_t i = 0; i < named; i++)
		order[kept++] = moved[i];
	for (size_t i = at; i < count; i++)
		order[kept++] = lines[i];
	return children_place(session->store, order, kept, &lining->arena);
}

static enum status write_lines(struct lining *lining)
{
	struct session *session = lining->session;
	bool add = strcmp(lining->what, "add") == 0, piped = lining->words.from_input || lining->words.count;
	enum status status = writer_begin(session);

	if (status)
		return status;
	status = find_document(lining);
	struct target document = { .record = lining->document->record, .id = lining->id };
	if (!status && add && piped)
		status = add_products(lining);
	else if (!status && add)
		status = locate_refusal(session, add_line(lining, NULL), &document);
	else if (!status && strcmp(lining->what, "move") == 0)
		status = move_lines(lining);
	else if (!status)
		status = change_lines(lining);
	if (!status && strcmp(lining->what, "rm") == 0)
		targets_add(session, &lining->touched, document.record, document.id);
	return writer_end(session, status, &lining->touched);
}

static enum status list_lines(struct lining *lining)
{
	struct session *session = lining->session;
	struct query query;
	int64_t rows = 0;
	enum status status = find_document(lining);

	if (!status && lining->number_count)
		return error_set(&session->error, STATUS_USAGE, "say what to do with the line: %s line %s set qty=5, or %s show %s", session->command->name,
		                 session->operands[0], session->command->name, session->operands[0]);
	if (status)
		return status;
	status = lines_query(session, lining->line->record, lining->id, &query);
	if (!status)
		status = session_list(session, &query, NULL, &rows);
	query_free(&query);
	return status;
}

static bool only_reads(const struct session *session)
{
	return session->operand_count < 2;
}

struct reprice_options {
	bool reprice;
};

struct line_options {
	struct file_options files;
	struct reprice_options reprice;
	struct output_options output;
	struct write_options write;
};

static enum status line(struct session *session, void *context)
{
	const struct line_options *options = context;
	struct lining lining = { .session = session, .files = &options->files.files, .reprice = options->reprice.reprice, .document = session->type,
		                 .line = store_type(session->store, children_field(session->type->record)->target) };
	enum status status = read_words(&lining);

	if (!status)
		status = lining.what ? write_lines(&lining) : list_lines(&lining);
	release_assignments(lining.assignments, lining.assignment_count);
	arena_free(&lining.arena);
	return status;
}

static const struct opt reprice_rows[] = {
	{ .name = "reprice", .kind = OPT_FLAG, .help = "with set: take the price of the new quantity from the price book", .target = offsetof(struct reprice_options, reprice) },
	{ 0 },
};

static const struct opt_group line_groups[] = {
	{ options_file, offsetof(struct line_options, files), sizeof(struct file_options), FRAME_NONE },
	{ reprice_rows, offsetof(struct line_options, reprice), sizeof(struct reprice_options), FRAME_NONE },
	{ options_output, offsetof(struct line_options, output), sizeof(struct output_options), FRAME_OUTPUT },
	{ options_write, offsetof(struct line_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb line_verb = {
	.name = "line", .synopsis = "REF[.N] [add [-] FIELD=VALUE… | set N… FIELD=VALUE… | rm N… | move N… WHERE]", .help = "list, add, change, remove or move the lines",
	.access = ACCESS_WRITE, .operands = OPERANDS_LINES, .only_reads = only_reads, .complete = complete_lines, .options = line_groups, .options_size = sizeof(struct line_options), .run = line,
};
