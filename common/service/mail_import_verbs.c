/* crm-mail import: mail from a Maildir, an mbox or a message; sheets as every import. */
#include "service/mail_verbs.h"

#include "service/file.h"
#include "service/mail_filing.h"
#include "service/mail_source.h"
#include <stdio.h>
#include <string.h>

struct import_mail_options {
	struct import_arguments sheet;
	const char *unknown;
};

/* One import: one change, whatever the number of mails. */
struct importing_mail {
	struct session *session;
	struct filing filing;
	struct targets touched;
	int64_t before; /* that were there already */
	struct arena arena;
};

static enum status import_one(struct importing_mail *importing, const struct mail_source *source, const char *data, size_t length)
{
	struct session *session = importing->session;
	struct mime_message message;
	enum filed how;
	int64_t id;

	arena_reset(&importing->arena);
	enum status status = mime_read(&importing->arena, data, length, &message, &session->error);
	if (!status)
		status = mail_file(&importing->filing, &message, data, length, &importing->arena, &how, &id);
	if (status)
		return mail_source_place(source, &session->error);
	if (how == FILED_NEW)
		targets_add(session, &importing->touched, &record_mail, id);
	else
		importing->before++;
	return STATUS_OK;
}

static enum status import_source(struct importing_mail *importing, const char *path)
{
	struct session *session = importing->session;
	struct mail_source *source = NULL;
	const char *data = "";
	size_t length = 0;
	enum status status = mail_source_open(&source, path, &session->error);

	while (!status && !(status = mail_source_next(source, &data, &length, &session->error)) && data)
		status = import_one(importing, source, data, length);
	mail_source_close(source);
	return status;
}

static void report(const struct importing_mail *importing)
{
	const struct filing *filing = &importing->filing;
	struct text line = { 0 };

	text_printf(&line, "%zu imported, %lld there already, %lld of unknown people", importing->touched.count, (long long)importing->before, (long long)filing->unknown);
	if (filing->bounces)
		text_printf(&line, ", %lld not delivered", (long long)filing->bounces);
	if (filing->answers)
		text_printf(&line, ", %lld answered an invitation", (long long)filing->answers);
	if (filing->left_out)
		text_printf(&line, "; attachments left out because of their size: %lld", (long long)filing->left_out);
	session_report(importing->session, line.data);
	text_free(&line);
}

static enum status import_mail(struct session *session, const struct import_mail_options *options)
{
	struct importing_mail importing = { .session = session, .filing = { .store = session->store, .new_leads = options->unknown && strcmp(options->unknown, "lead") == 0,
	                                                                         .new_tickets = options->unknown && strcmp(options->unknown, "ticket") == 0 } };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < session->operand_count; i++)
		if (strcmp(session->operands[i], "-") == 0)
			status = session_take_input(session);
	if (!status && !(status = writer_begin(session))) {
		status = filing_open(&importing.filing);
		for (size_t i = 0; !status && i < session->operand_count; i++)
			status = import_source(&importing, session->operands[i]);
		filing_close(&importing.filing);
		status = writer_end(session, status, &importing.touched);
	}
	if (!status)
		report(&importing);
	arena_free(&importing.arena);
	return status;
}

static enum status import(struct session *session, void *context)
{
	struct import_mail_options *options = context;
	bool sheet = !session->operand_count;

	for (size_t i = 0; i < session->operand_count; i++)
		sheet |= operand_is_assignment(session, session->operands[i]) || !mail_source_is_mail(session->operands[i]);
	return sheet ? import_sheet_run(session, &options->sheet) : import_mail(session, options);
}

static const struct opt import_mail_rows[] = {
	{ .name = "new", .arg = "WHAT", .kind = OPT_CHOICE, .choices = "lead|ticket", .help = "of mail: make a lead of an unknown sender, or open a ticket for what answers nothing, and acknowledge it", .target = offsetof(struct import_mail_options, unknown) },
	{ 0 },
};

static const struct opt_group import_mail_groups[] = {
	{ import_mail_rows, 0, sizeof(struct import_mail_options), FRAME_NONE },
	{ import_rows, offsetof(struct import_mail_options, sheet), sizeof(struct import_arguments), FRAME_NONE },
	{ options_write, offsetof(struct import_mail_options, sheet.write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb mail_import_verb = {
	.name = "import", .synopsis = "MAILDIR|MBOX|MESSAGE|SHEET… [FIELD=VALUE…]", .help = "file mail under the people whom it is from, each once; a sheet is imported as by all commands",
	.access = ACCESS_WRITE, .operands = OPERANDS_FILE, .options = import_mail_groups, .options_size = sizeof(struct import_mail_options), .run = import,
};
