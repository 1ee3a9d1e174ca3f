/* crm-ticket comment, hand, close, reopen, reply, faq, intake: what is done with tickets beside the shared verbs. */
#include "service/service.h"
#include "cli/verbs.h"

#include "query/resolve.h"
#include "service/ticket_sections.h"
#include "service/ticket_reports.h"
#include "store/save.h"
#include <string.h>

static bool is_given(const struct session *session, const char *field)
{
	const struct words *files = operands_files(session);

	for (size_t i = 0; i < session->operand_count; i++)
		if (operand_assigns(session, session->operands[i], field))
			return true;
	for (size_t i = 0; files && i < files->count; i++)
		if (operand_assigns(session, files->words[i], field))
			return true;
	return false;
}

static void set_closed(const void *context, struct record *ticket)
{
	(void)context;
	*record_value(ticket, "status") = value_text("closed");
}

static void set_open(const void *context, struct record *ticket)
{
	(void)context;
	if (strcmp(record_text(ticket, "status"), "closed") == 0)
		*record_value(ticket, "status") = value_text("open");
}

static enum status close_tickets(struct session *session, void *options)
{
	return set_run(session, options, &(struct adjustment){ .apply = set_closed });
}

static enum status reopen(struct session *session, void *options)
{
	return set_run(session, options, &(struct adjustment){ .apply = set_open });
}

static enum status hand(struct session *session, void *options)
{
	if (!is_given(session, "desk") && !is_given(session, "worker"))
		return error_set(&session->error, STATUS_USAGE, "say to whom: crm-ticket hand tk12 desk=billing worker=lin why='invoice copy'");
	if (!is_given(session, "why"))
		return error_set(&session->error, STATUS_REFUSED, "say why it goes to another desk or worker: why='…'");
	return set_run(session, options, NULL);
}

/* What the verbs that add a comment share. */
struct saying {
	struct session *session;
	struct words words;               /* the tickets */
	struct assignment *assignments;   /* of the comment */
	size_t count;
	int64_t faq;                      /* whose answer it is; 0: none */
};

static enum status say(const struct saying *saying, const struct target *target, struct arena *arena, int64_t *id)
{
	struct session *session = saying->session;
	struct store *store = session->store;
	struct record *comment = record_new(arena, store_type(store, &record_comment)), *faq;
	enum status status = STATUS_OK;

	*record_value(comment, "parent") = value_integer(target->id);
	if (saying->faq) {
		status = row_require(store, store_type(store, &record_faq), saying->faq, arena, &faq);
		if (!status) {
			*record_value(comment, "text") = *record_value(faq, "answer");
			*record_value(comment, "faq") = value_integer(saying->faq);
		}
	}
	if (!status)
		status = assign_apply(store, saying->assignments, saying->count, comment, target->id, arena);
	if (!status && store->user)
		*record_value(comment, "who") = value_integer(store->user);
	if (!status)
		status = save_add(store, comment, arena);
	*id = comment->id;
	return locate_refusal(session, status, target);
}

/* Reads the words before the lock is taken, then comments on every ticket. */
static enum status say_to_each(struct saying *saying, enum status (*find)(struct saying *saying, const char *word), const char *word)
{
	struct session *session = saying->session;
	struct targets tickets = { 0 }, touched = { .of_operands = true };
	struct arena arena = { 0 };
	size_t first;
	int64_t id;
	enum status status = split_operands(session, &first);

	if (!status && first == 0)
		status = error_set(&session->error, STATUS_USAGE, "name the ticket first: crm-ticket %s tk12 …", session->verb->name);
	if (!status)
		status = operands_drain(session, session->operands, first, &saying->words);
	if (!status)
		status = parse_assignments(session, store_type(session->store, &record_comment), session->type, first, operands_files(session),
		                           &saying->assignments, &saying->count);
	if (!status)
		status = writer_begin(session);
	if (status)
		goto end;
	status = operands_find(session, &saying->words, &record_ticket, &tickets);
	if (!status && find)
		status = find(saying, word);
	for (size_t i = 0; !status && i < tickets.count; i++) {
		arena_reset(&arena);
		status = say(saying, &tickets.items[i], &arena, &id);
		if (!status)
			targets_add(session, &touched, &record_comment, id);
	}
	status = writer_end(session, status, &touched);
end:
	arena_free(&arena);
	release_assignments(saying->assignments, saying->count);
	return status;
}

struct comment_options {
	struct file_options files;
	struct write_options write;
};

static enum status check_words(struct session *session, const char *const *known, const char *example)
{
	for (size_t i = 0; i < session->operand_count; i++) {
		const char *word = session->operands[i], *equals = strchr(word, '=');
		bool fits = !operand_is_assignment(session, word);
		for (size_t n = 0; !fits && known[n]; n++)
			fits = strlen(known[n]) == (size_t)(equals - word) && strncmp(word, known[n], strlen(known[n])) == 0;
		if (!fits)
			return error_set(&session->error, STATUS_USAGE, "'%s': write %s", word, example);
	}
	return STATUS_OK;
}

/* The text is a field of comments, not of tickets. */
static bool is_said(const struct session *session)
{
	const struct words *files = operands_files(session);
	bool said = false;

	for (size_t i = 0; i < session->operand_count; i++)
		said |= strncmp(session->operands[i], "text=", 5) == 0;
	for (size_t i = 0; files && i < files->count; i++)
		said |= strncmp(files->words[i], "text=", 5) == 0;
	return said;
}

static enum status comment(struct session *session, void *options)
{
	static const char *const known[] = { "text", "internal", "contact", "at", NULL };
	struct saying saying = { .session = session };

	if (!is_said(session))
		return error_set(&session->error, STATUS_USAGE, "say what the comment is: crm-ticket comment tk12 'technician sent' internal=yes");
	(void)options;
	enum status status = check_words(session, known, "text=…, and internal=yes, contact=… or at=…");
	return status ? status : say_to_each(&saying, NULL, NULL);
}

/* Only what is published and has not expired is for customers. */
static enum status find_faq(struct saying *saying, const char *word)
{
	struct session *session = saying->session;
	int64_t usable;
	enum status status = resolve_one(session->store, &record_faq, word, &saying->faq);

	if (!status)
		status = db_one(session->store->db, &usable, "select count(*) from faq where id = %jd and status = 'published' and coalesce(expires_on, '9999') >= today()",
		                saying->faq);
	if (!status && !usable)
		status = error_set(&session->error, STATUS_REFUSED, "fq%lld is not published, or has expired; run crm-faq set fq%lld status=published first",
		                   (long long)saying->faq, (long long)saying->faq);
	return status;
}

/* Takes WORD=VALUE out of the operands; NULL when there is none. The last one counts. */
static const char *take_word(struct session *session, const char *word)
{
	size_t length = strlen(word), kept = 0;
	const char *value = NULL;

	for (size_t i = 0; i < session->operand_count; i++)
		if (strncmp(session->operands[i], word, length) == 0 && session->operands[i][length] == '=')
			value = session->operands[i] + length + 1;
		else
			session->operands[kept++] = session->operands[i];
	session->operands[session->operand_count = kept] = NULL;
	return value;
}

static enum status reply(struct session *session, void *options)
{
	static const char *const known[] = { "text", "contact", "at", NULL };
	struct saying saying = { .session = session };
	const char *word = take_word(session, "faq");

	(void)options;
	if (!word || !*word)
		return error_set(&session->error, STATUS_USAGE, "name the answer: crm-ticket reply tk12 faq=fq3");
	enum status status = check_words(session, known, "faq=…, and text=…, contact=… or at=…");
	return status ? status : say_to_each(&saying, find_faq, word);
}

/* A draft of an answer to the question that the ticket was about. */
static enum status make_faq(struct writing *writing, const struct target *target)
{
	struct session *session = writing->session;
	struct arena *arena = &writing->arena;
	struct record *ticket, *faq = record_new(arena, store_type(session->store, &record_faq)), *product = NULL;
	enum status status = row_require(session->store, session->type, target->id, arena, &ticket);

	if (!status && strcmp(record_text(ticket, "status"), "closed") != 0)
		status = error_set(&session->error, STATUS_REFUSED, "it is not closed, so that nobody knows the answer yet");
	if (!status && record_integer(ticket, "product"))
		status = row_load(session->store, store_type(session->store, &record_product), record_integer(ticket, "product"), arena, &product);
	if (status)
		return locate_refusal(session, status, target);
	*record_value(faq, "question") = *record_value(ticket, "title");
	*record_value(faq, "answer") = *record_value(ticket, "solution");
	*record_value(faq, "product") = *record_value(ticket, "product");
	if (product)
		*record_value(faq, "category") = *record_value(product, "category");
	*record_value(faq, "language") = value_text(session->store->conventions.language);
	*record_value(faq, "ticket") = value_integer(ticket->id);
	status = save_add(session->store, faq, arena);
	targets_add(session, &writing->touched, &record_faq, faq->id);
	return locate_refusal(session, status, target);
}

static enum status faq(struct session *session, void *options)
{
	return write_each(session, options, "make an answer of", "", ASSIGNS_NOTHING, make_faq);
}

/* What to ask when a ticket is opened, one question a line, to be filled in and given as the description. */
static enum status intake(struct session *session, void *options)
{
	const struct schema *schema = session->store->schema;
	const void *question;

	(void)options;
	for (size_t i = 0; (question = schema_entry_at(schema, &section_intake, i)); i++)
		session_print_line(session, section_entry_label(&section_intake, question, session->store->conventions.language));
	return STATUS_OK;
}

static const struct opt_group comment_groups[] = {
	{ options_file, offsetof(struct comment_options, files), sizeof(struct file_options), FRAME_NONE },
	{ options_write, offsetof(struct comment_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb comment_verb = {
	.name = "comment", .synopsis = "REF…|- text=TEXT [internal=yes] [contact=REF]", .help = "comment on tickets, for the customer or among colleagues", .value = "text",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = comment_groups, .options_size = sizeof(struct comment_options), .run = comment,
};

static const struct verb hand_verb = {
	.name = "hand", .synopsis = "REF…|- [desk=DESK] [worker=USER] why=TEXT", .help = "hand tickets over to another desk or worker; the owner stays accountable",
	.value = "why",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = set_groups, .options_size = sizeof(struct set_options), .run = hand,
};

static const struct verb close_verb = {
	.name = "close", .synopsis = "REF…|- solution=TEXT [FIELD=VALUE…]", .help = "close tickets with what solved them", .value = "solution",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = set_groups, .options_size = sizeof(struct set_options), .run = close_tickets,
};

static const struct verb reopen_verb = {
	.name = "reopen", .synopsis = "REF…|- why=TEXT [FIELD=VALUE…]", .help = "open closed tickets again: the clock of the solution starts anew", .value = "why",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = set_groups, .options_size = sizeof(struct set_options), .run = reopen,
};

static const struct verb reply_verb = {
	.name = "reply", .synopsis = "REF…|- faq=FAQ [text=TEXT] [contact=REF]", .help = "answer tickets with a published FAQ", .value = "faq",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = write_groups, .options_size = sizeof(struct write_options), .run = reply,
};

static const struct verb faq_verb = {
	.name = "faq", .synopsis = "REF…|-", .help = "draft an FAQ from each closed ticket", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	.options = write_groups, .options_size = sizeof(struct write_options), .run = faq,
};

static const struct verb intake_verb = {
	.name = "intake", .synopsis = "", .help = "print what to ask when a ticket is opened", .access = ACCESS_READ, .operands = OPERANDS_NONE, .run = intake,
};

const struct verb *const ticket_verbs[] = {
	&comment_verb, &hand_verb, &close_verb, &reopen_verb, &ticket_assign_verb, &reply_verb, &faq_verb, &ticket_path_verb, &ticket_statistics_verb, &intake_verb, NULL,
};
