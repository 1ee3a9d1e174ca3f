/* crm-mail: add, with one mail for all records of a customer; mbox. */
#include "service/mail_verbs.h"

#include "base/date.h"
#include "io/spool.h"
#include "query/resolve.h"
#include "service/mail.h"
#include "service/mail_compose.h"
#include "store/rule.h"
#include "store/save.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

struct add_mail_options {
	struct add_options add;
	const char *group_by;
};

/* The records of one customer that one mail is about. */
struct mail_group {
	int64_t customer;
	struct target first;
	size_t count;
	struct text list;
};

struct grouping {
	struct session *session;
	struct mail_group *groups;
	size_t count;
	struct assignment *assignments;
	size_t assignment_count;
	struct targets touched;
};

static enum status customer_of(struct session *session, const struct target *target, int64_t *customer)
{
	int64_t *ids = NULL;
	size_t count = 0;
	enum status status = STATUS_OK;

	*customer = target->record == &record_customer ? target->id : 0;
	if (!*customer)
		status = resolve_follow(session->store, target->record, target->id, &record_customer, &session->arena, &ids, &count);
	if (count)
		*customer = ids[0];
	if (!status && !*customer)
		status = error_set(&session->error, STATUS_REFUSED, "%s%lld leads to no customer", target->record->prefix, (long long)target->id);
	return status;
}

static enum status group(struct grouping *grouping, const struct target *target)
{
	struct session *session = grouping->session;
	size_t at = 0;
	int64_t customer;
	enum status status = customer_of(session, target, &customer);

	while (at < grouping->count && grouping->groups[at].customer != customer)
		at++;
	if (status)
		return status;
	if (at == grouping->count) {
		grouping->groups = array_grow(&session->arena, grouping->groups, grouping->count, sizeof *grouping->groups);
		grouping->groups[grouping->count++] = (struct mail_group){ .customer = customer, .first = *target };
	}
	struct mail_group *found = &grouping->groups[at];
	if (found->count++)
		text_byte(&found->list, '\n');
	return mail_list_line(session->store, target->record, target->id, &found->list);
}

/* About the record itself where there is one, else about the customer. */
static enum status add_group(struct grouping *grouping, const struct mail_group *group, struct arena *arena)
{
	struct session *session = grouping->session;
	struct record *mail = record_new(arena, session->type);
	int64_t about = group->count == 1 ? anyref_pack(group->first.record, group->first.id) : anyref_pack(&record_customer, group->customer);
	const struct record_type *type;
	int64_t id;

	mail->given = arena_alloc(arena, session->type->count * sizeof *mail->given);
	*record_value(mail, "about") = value_integer(about);
	enum status status = assign_apply(session->store, grouping->assignments, grouping->assignment_count, mail, 0, arena);
	if (!status && record_value(mail, "recipient")->type == VALUE_NULL && record_value(mail, "to")->type == VALUE_NULL) {
		status = mail_recipient(session->store, group->first.record, group->first.id, &type, &id);
		if (!status)
			*record_value(mail, "recipient") = value_integer(type ? anyref_pack(type, id) : anyref_pack(&record_customer, group->customer));
	}
	if (!status)
		status = mail_complete(session->store, mail, arena);
	if (!status && *record_text(mail, "template"))
		status = mail_fill_in(session->store, mail, text_string(&group->list), arena);
	if (!status)
		status = save_add(session->store, mail, arena);
	if (!status)
		targets_add(session, &grouping->touched, &record_mail, mail->id);
	return status;
}

static enum status add_grouped(struct session *session, const struct add_mail_options *options)
{
	struct grouping grouping = { .session = session };
	struct words words = { 0 };
	struct targets targets = { 0 };
	struct arena arena = { 0 };
	size_t references;
	enum status status = split_operands(session, &references);

	if (!status && !references)
		status = error_set(&session->error, STATUS_USAGE, "name the records, or - for standard input: crm-mail add - --group-by=customer template=payment-1");
	if (!status)
		status = operands_drain(session, session->operands, references, &words);
	if (!status)
		status = parse_assignments(session, session->type, NULL, references, &options->add.files.files, &grouping.assignments, &grouping.assignment_count);
	if (!status && !(status = writer_begin(session))) {
		status = operands_find(session, &words, NULL, &targets);
		for (size_t i = 0; !status && i < targets.count; i++)
			status = group(&grouping, &targets.items[i]);
		for (size_t i = 0; !status && i < grouping.count; i++) {
			arena_reset(&arena);
			status = add_group(&grouping, &grouping.groups[i], &arena);
		}
		status = writer_end(session, status, &grouping.touched);
	}
	for (size_t i = 0; i < grouping.count; i++)
		text_free(&grouping.groups[i].list);
	release_assignments(grouping.assignments, grouping.assignment_count);
	arena_free(&arena);
	return status;
}

static enum status add(struct session *session, void *context)
{
	const struct add_mail_options *options = context;

	return options->group_by ? add_grouped(session, options) : add_run(session, &options->add, NULL);
}

/* Lines that begin like a new mail get a >, as mboxrd has it. */
static void print_quoted(FILE *message)
{
	char line[4096];
	bool begins = true;

	while (fgets(line, sizeof line, message)) {
		if (begins && strncmp(line + strspn(line, ">"), "From ", 5) == 0)
			putchar('>');
		fputs(line, stdout);
		begins = strchr(line, '\n') != NULL;
	}
	if (!begins)
		putchar('\n');
	putchar('\n');
}

static enum status print_one(struct session *session, int64_t id, struct arena *arena)
{
	const struct mail_variant variant = { .bare = true };
	struct record *mail = NULL;
	FILE *message;
	enum status status = spool_stream(&message, &session->error);

	if (status)
		return status;
	status = rule_load(session->store, &record_mail, id, arena, &mail);
	if (!status && mail)
		status = mail_compose(session->store, mail, &variant, arena, message);
	if (!status && mail && !(status = spool_rewind(message, &session->error))) {
		char when[32] = "Thu Jan  1 00:00:00 1970";
		const char *sent = record_text(mail, "sent_at"), *sender = record_text(mail, "sender");
		time_t seconds = *sent ? (time_t)timestamp_seconds(sent) : (time_t)session->store->conventions.now;
		struct tm broken;
		if (gmtime_r(&seconds, &broken))
			strftime(when, sizeof when, "%a %b %e %H:%M:%S %Y", &broken);
		printf("From %s %s\n", *sender && !strpbrk(sender, " ,") ? sender : "MAILER-DAEMON", when);
		print_quoted(message);
	}
	fclose(message);
	return status ? error_prefix(&session->error, "m%lld: ", (long long)id) : status;
}

static enum status print_mbox(struct session *session, void *context)
{
	const struct list_options *options = context;
	struct arena arena = { 0 };
	struct query query;
	int64_t *ids = NULL;
	size_t count = 0;
	enum status status = reader_prepare(session, options, &query, NULL, true);

	if (!status)
		status = query_ids(&query, &ids, &count);
	for (size_t i = 0; !status && i < count; i++) {
		arena_reset(&arena);
		status = print_one(session, ids[i], &arena);
	}
	if (!status)
		status = reader_conclude(session, &query, (int64_t)count, options->read.exit_code);
	query_free(&query);
	arena_free(&arena);
	return status;
}

static const struct opt add_mail_rows[] = {
	{ .name = "group-by", .arg = "TYPE", .kind = OPT_CHOICE, .choices = "customer", .help = "make one mail for all records of a customer; {{list}} has a line for each",
	  .target = offsetof(struct add_mail_options, group_by) },
	{ 0 },
};

static const struct opt_group add_mail_groups[] = {
	{ add_mail_rows, 0, sizeof(struct add_mail_options), FRAME_NONE },
	{ add_rows, offsetof(struct add_mail_options, add), sizeof(struct add_options), FRAME_NONE },
	{ options_file, offsetof(struct add_mail_options, add.files), sizeof(struct file_options), FRAME_NONE },
	{ options_write, offsetof(struct add_mail_options, add.write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb add_mail_verb = {
	.name = "add", .synopsis = "[-] [REF…] [SUBJECT] [FIELD=VALUE…]", .help = "write a mail: a draft, from a template or not",
	.access = ACCESS_WRITE, .operands = OPERANDS_ASSIGNMENTS, .options = add_mail_groups, .options_size = sizeof(struct add_mail_options), .run = add,
};

static const struct verb mbox_verb = {
	.name = "mbox", .synopsis = "[FILTER…]", .help = "print mail in the format mbox, attachments included",
	.access = ACCESS_READ, .operands = OPERANDS_FILTER, .options = list_groups, .options_size = sizeof(struct list_options), .run = print_mbox,
};

const struct verb *const mail_verbs[] = { &add_mail_verb, &mail_import_verb, &mail_send_verb, &mail_resolve_verb, &mbox_verb, NULL };
