/* From one document to the next: the words of crm-quote order, crm-order deliver, crm-invoice credit and the like become requests of
 * document_convert.h. */
#include "selling/document_verbs.h"

#include "base/decimal.h"
#include "selling/document_convert.h"
#include "selling/selling.h"
#include <string.h>

/* A part as written, of whichever of the named documents. */
struct part_word {
	const char *word;
	int64_t parent;
	struct document_part part;
	bool used;
};

struct converting {
	struct session *session;
	const struct record_type *made; /* NULL: what is named gets movements of stock */
	struct part_word *words;
	size_t word_count;
	struct document_request request;
};

/* What a word says of a line. */
enum said { SAID_QUANTITY, SAID_SERIALS, SAID_NEW_SERIALS };

/* so1.2=3 and so1.2.serial=A77,A78: true when the word is of that form; *said tells them apart. */
static bool names_line(struct session *session, const char *word, struct reference *reference, enum said *said)
{
	char *name = arena_copy(&session->arena, word, strcspn(word, "="));
	size_t length = strlen(name);
	static const struct {
		const char *ending;
		enum said said;
	} endings[] = { { ".new_serials", SAID_NEW_SERIALS }, { ".new_serial", SAID_NEW_SERIALS }, { ".serials", SAID_SERIALS }, { ".serial", SAID_SERIALS } };
	struct error ignored = { 0 };

	*said = SAID_QUANTITY;
	for (size_t i = 0; i < sizeof endings / sizeof *endings && !*said; i++) {
		size_t size = strlen(endings[i].ending);
		if (length > size && strcmp(name + length - size, endings[i].ending) == 0) {
			name[length - size] = '\0';
			*said = endings[i].said;
		}
	}
	return reference_like(name) && !reference_parse(name, reference, &ignored) && reference->child;
}

static struct part_word *part_of(struct converting *converting, const char *word, const struct reference *reference)
{
	for (size_t i = 0; i < converting->word_count; i++)
		if (converting->words[i].parent == reference->id && converting->words[i].part.line == reference->child)
			return &converting->words[i];
	converting->words[converting->word_count] =
		(struct part_word){ .word = word, .parent = reference->id, .part = { .line = reference->child } };
	return &converting->words[converting->word_count++];
}

static bool has_verb(const struct session *session, const char *name)
{
	return strcmp(session->verb->name, name) == 0;
}

static enum status take_part(struct converting *converting, const char *word, const struct reference *reference, enum said said)
{
	struct session *session = converting->session;
	const char *text = strchr(word, '=');

	if (reference->type->parent != session->type->record)
		return error_set(&session->error, STATUS_USAGE, "'%s': %s %s takes lines of %s: %s12.1=2", word, session->command->name,
		                 session->verb->name, session->type->record->plural, session->type->record->prefix);
	struct part_word *part = part_of(converting, word, reference);
	if (!text)
		return STATUS_OK;
	text++;
	if (said == SAID_NEW_SERIALS && !has_verb(session, "exchange"))
		return error_set(&session->error, STATUS_USAGE, "'%s': only crm-delivery exchange delivers new units", word);
	if (said == SAID_QUANTITY ? part->part.counted : (said == SAID_SERIALS ? part->part.serials : part->part.new_serials) != NULL)
		return error_set(&session->error, STATUS_USAGE, "'%s': this was given for the line already", word);
	if (said != SAID_QUANTITY) {
		*(said == SAID_SERIALS ? &part->part.serials : &part->part.new_serials) = text;
		return STATUS_OK;
	}
	part->part.counted = true;
	if (decimal_parse(text, DECIMAL_QUANTITY, &part->part.quantity, &session->error))
		return error_prefix(&session->error, "'%s': ", word);
	return STATUS_OK;
}

static enum status take_serials(struct converting *converting, const char *word, const char **serials)
{
	if (*serials)
		return error_set(&converting->session->error, STATUS_USAGE, "'%s': serial numbers were given before; write them as one list: serial=A77,A78", word);
	*serials = strchr(word, '=') + 1;
	return STATUS_OK;
}

/* on=DAY, and reason=… of what goes back, are no fields of a purchase: they say what the movements of stock are. */
static enum status take_movement(struct converting *converting, const char *word, bool *taken)
{
	struct session *session = converting->session;
	struct document_request *request = &converting->request;
	char day[DATE_SIZE];

	*taken = strncmp(word, "on=", 3) == 0 || (has_verb(session, "return") && strncmp(word, "reason=", 7) == 0);
	if (!*taken)
		return STATUS_OK;
	if (*word == 'r') {
		request->reason = word[7] ? word + 7 : NULL;
		return STATUS_OK;
	}
	enum status status = date_parse(&session->store->conventions, word + 3, day, &session->error);
	request->on = arena_string(&session->arena, day);
	return status ? error_prefix(&session->error, "'%s': ", word) : STATUS_OK;
}

/* Whether a word gives serial numbers without a line, and where they go. */
static const char **serials_of(struct converting *converting, const char *word)
{
	const struct session *session = converting->session;
	bool exchanges = has_verb(session, "exchange");

	if (exchanges && (strncmp(word, "new_serial=", 11) == 0 || strncmp(word, "new_serials=", 12) == 0))
		return &converting->request.new_serials;
	const struct document_kind *kind = converting->made ? document_kind(converting->made) : NULL;
	if (!kind || !type_field(store_type(session->store, kind->line), "serials", NULL))
		return NULL;
	return strncmp(word, "serial=", 7) == 0 || strncmp(word, "serials=", 8) == 0 ? &converting->request.serials : NULL;
}

/* A line among the documents means all that is open of it, and of its document nothing else. */
static enum status take_lines(struct converting *converting, struct words *documents)
{
	struct session *session = converting->session;
	enum status status = STATUS_OK;

	converting->words = arena_alloc(&session->arena, (documents->count + session->operand_count + 1) * sizeof *converting->words);
	for (size_t i = 0; !status && i < documents->count; i++) {
		struct reference reference;
		enum said said;
		if (!names_line(session, documents->words[i], &reference, &said) || said || reference.type->parent != session->type->record)
			continue;
		status = take_part(converting, documents->words[i], &reference, SAID_QUANTITY);
		documents->words[i] = arena_printf(&session->arena, "%s%lld", session->type->record->prefix, (long long)reference.id);
	}
	return status;
}

/* Takes the words that are no fields out of the operands. */
static enum status take_words(struct converting *converting, size_t first)
{
	struct session *session = converting->session;
	bool moved = false;
	size_t kept = first;
	enum status status = STATUS_OK;

	for (size_t i = first; !status && i < session->operand_count; i++) {
		const char *word = session->operands[i];
		struct reference reference;
		enum said said;
		const char **serials = serials_of(converting, word);
		if (names_line(session, word, &reference, &said))
			status = take_part(converting, word, &reference, said);
		else if (serials)
			status = take_serials(converting, word, serials);
		else if (converting->made || (!(status = take_movement(converting, word, &moved)) && !moved))
			session->operands[kept++] = word;
	}
	session->operand_count = kept;
	return status;
}

static enum status convert_target(struct converting *converting, const struct target *target, document_conversion *convert, struct arena *arena,
                                  int64_t *made)
{
	struct session *session = converting->session;
	struct document_part *parts = arena_alloc(arena, (converting->word_count + 1) * sizeof *parts);
	struct document_request request = converting->request;

	request.parts = parts;
	for (size_t i = 0; i < converting->word_count; i++) {
		if (converting->words[i].parent != target->id)
			continue;
		parts[request.part_count++] = converting->words[i].part;
		converting->words[i].used = true;
	}
	return convert(session->store, target->id, &request, arena, made);
}

static enum status convert_all(struct converting *converting, const struct targets *targets, const struct record_type *made,
                               document_conversion *convert, struct targets *touched)
{
	struct session *session = converting->session;
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < targets->count; i++) {
		int64_t ids[CONVERSION_MADE] = { 0 };
		arena_reset(&arena);
		status = convert_target(converting, &targets->items[i], convert, &arena, ids);
		for (size_t k = 0; !status && k < CONVERSION_MADE && ids[k]; k++)
			targets_add(session, touched, made, ids[k]);
	}
	for (size_t i = 0; !status && i < converting->word_count; i++)
		if (!converting->words[i].used)
			status =
				error_set(&session->error, STATUS_USAGE, "'%s': %s%lld is not among the documents that are named first",
			                  converting->words[i].word, session->type->record->prefix, (long long)converting->words[i].parent);
	arena_free(&arena);
	return status;
}

static enum status check_options(struct converting *converting, const struct conversion_options *options)
{
	struct session *session = converting->session;
	int64_t instalment = options->share.instalment;

	session->store->out_of_order = options->number.out_of_order;
	converting->request.over_limit = options->over_limit.reason;
	converting->request.left = options->share.left;
	converting->request.returned = options->credit.returned;
	converting->request.rebill = options->credit.rebill;
	converting->request.issue = options->issue.issue;
	converting->request.instalment = instalment > 0 ? instalment : 0;
	if (options->share.counted && instalment == 0)
		return error_set(&session->error, STATUS_USAGE, "--instalment counts from 1");
	if (options->credit.returned && converting->word_count)
		return error_set(&session->error, STATUS_USAGE, "--returned and quantities of lines are two ways to say how much; use one");
	if ((instalment > 0) + options->share.left + (converting->word_count > 0) > 1)
		return error_set(&session->error, STATUS_USAGE, options->share.counted ? "--delivered, --instalment and quantities of lines are three ways to say how much; use one" :
		                 "--received and quantities of lines are two ways to say how much; use one");
	return STATUS_OK;
}

enum status convert_documents(struct session *session, const struct conversion_options *options, const struct record_type *made, document_conversion *convert,
                              const char *example)
{
	struct converting converting = { .session = session, .made = made };
	struct targets targets = { 0 }, touched = { 0 };
	struct assignment *fields = NULL;
	struct words words;
	size_t first, count = 0;
	enum status status = split_operands(session, &first);

	if (!status && first == 0)
		status = error_set(&session->error, STATUS_USAGE, "name the %s: %s %s %s", session->type->record->name,
		                   session->command->name, session->verb->name, example);
	if (!status)
		status = operands_drain(session, session->operands, first, &words);
	if (!status)
		status = take_lines(&converting, &words);
	if (!status)
		status = take_words(&converting, first);
	if (!status)
		status = check_options(&converting, options);
	if (!made)
		made = session->type->record;
	if (!status)
		status = parse_assignments(session, store_type(session->store, made), session->type, first, NULL, &fields, &count);
	if (!status)
		status = writer_begin(session);
	if (!status) {
		converting.request.fields = fields;
		converting.request.field_count = count;
		status = operands_find(session, &words, session->type->record, &targets);
		if (!status)
			status = convert_all(&converting, &targets, made, convert, &touched);
		status = writer_end(session, status, &touched);
	}
	release_assignments(fields, count);
	return status;
}

const struct opt issue_rows[] = {
	{ .name = "issue", .kind = OPT_FLAG, .help = "issue the new document immediately, instead of leaving it as a draft", .target = offsetof(struct issue_options, issue) },
	{ 0 },
};

const struct opt_group make_groups[] = {
	{ issue_rows, offsetof(struct conversion_options, issue), sizeof(struct issue_options), FRAME_NONE },
	{ number_rows, offsetof(struct conversion_options, number), sizeof(struct number_options), FRAME_NONE },
	{ options_write, offsetof(struct conversion_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct opt_group convert_groups[] = {
	{ number_rows, offsetof(struct conversion_options, number), sizeof(struct number_options), FRAME_NONE },
	{ options_write, offsetof(struct conversion_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};
