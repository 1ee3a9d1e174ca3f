/* Reports as mail: queued for crm-mail send, which sends each mail at most once.
 *
 * Which period a report was mailed for is written into its record in the same change as the mail, so that whoever runs it again, or at the same time, makes none:
 * a writer waits for the lock, and looks then. The results are made before, while nobody waits. */
#include "reporting/report_verbs.h"

#include "base/date.h"
#include "cli/verbs.h"
#include "io/spool.h"
#include "query/resolve.h"
#include "reporting/definition.h"
#include "reporting/report_draw_verbs.h"
#include "reporting/reporting.h"
#include "service/file.h"
#include "service/mail.h"
#include "store/rule.h"
#include "store/save.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MAILED_LIMIT = 16 * 1024 }; /* bytes of remembered periods: the oldest go first */

/* A report on its way: its result as text, its attachment, who gets it. */
struct mailing {
	const struct report_definition *definition;
	const char *title, *period, *text;
	struct content attachment;
	const char *file_name;
	int64_t file;             /* of its record, once it is there */
	const char **addresses;
	size_t address_count;
	bool skipped;             /* no rows, or mailed before */
};

struct posting {
	struct session *session;
	const char *const *assignments;
	struct mailing *items;
	size_t count;
	struct targets made;
	bool failed;
};

static void add_address(struct arena *arena, struct mailing *mailing, const char *address)
{
	for (size_t i = 0; i < mailing->address_count; i++)
		if (strcmp(mailing->addresses[i], address) == 0)
			return;
	mailing->addresses = array_grow(arena, mailing->addresses, mailing->address_count, sizeof *mailing->addresses);
	mailing->addresses[mailing->address_count++] = arena_string(arena, address);
}

static enum status find_addresses(struct posting *posting, struct mailing *mailing)
{
	struct session *session = posting->session;
	const char *links = mailing->definition->recipients, *more = mailing->definition->mail_to;
	struct text tidy = { 0 };
	char role[40];
	int64_t id;
	enum status status = STATUS_OK;

	while (!status && links && row_next_link(&links, &id, role)) {
		struct record *user;
		status = rule_load(session->store, &record_user, id, &session->arena, &user);
		if (!status && user && !*record_text(user, "email"))
			status = error_set(&session->error, STATUS_REFUSED, "the user %s has no e-mail address", record_text(user, "login"));
		else if (!status && user)
			add_address(&session->arena, mailing, record_text(user, "email"));
	}
	if (!status && more && !(status = mail_addresses(more, &tidy, &session->error)))
		for (char *rest = tidy.data, *address; rest && (address = strtok_r(rest, ", ", &rest));)
			add_address(&session->arena, mailing, address);
	text_free(&tidy);
	if (!status && !mailing->address_count)
		status = mailing->definition->id ? error_set(&session->error, STATUS_REFUSED, "it has no recipients: crm-report set rp%lld recipients=LOGIN, or mail_to=ADDRESS",
		                                             (long long)mailing->definition->id)
		                                 : error_set(&session->error, STATUS_REFUSED, "it ships, and has no recipients: crm-report copy %s name='…' recipients=LOGIN",
		                                             mailing->definition->name);
	return status;
}

/* Writes one result into a temporary file. */
static enum status write_result(struct posting *posting, const struct report_definition *definition, const char *format, FILE *file, int64_t *rows, struct mailing *mailing)
{
	struct session *session = posting->session;
	struct report_output output = { .format = format, .fd = fileno(file), .header = true };
	bool human = report_format_is_human(format);
	struct report_request request = { .assignments = posting->assignments, .limit = -1, .human = human, .totals = human };
	struct report *report;
	enum status status = report_open(session->store, definition, &request, &report);

	if (!status && !mailing->period)
		mailing->period = arena_string(&session->arena, report_key(report));
	if (!status)
		status = report_write(session, report, &output, rows);
	report_close(report);
	return status;
}

static enum status read_back(struct session *session, FILE *file, const char **text)
{
	struct text all = { 0 };
	char buffer[8192];
	size_t length;
	enum status status = spool_rewind(file, &session->error);

	while (!status && (length = fread(buffer, 1, sizeof buffer, file)) > 0)
		text_append(&all, buffer, length);
	*text = text_take(&all, &session->arena);
	if (!*text)
		*text = "";
	if (!status && ferror(file))
		status = error_set(&session->error, STATUS_IO, "cannot read a temporary file: %s", strerror(errno));
	return status;
}

/* All parts of a definition, one below the other. */
static enum status write_parts(struct posting *posting, struct mailing *mailing, const char *format, FILE *file, int64_t *rows)
{
	struct session *session = posting->session;
	struct report_definition *parts;
	size_t count;
	enum status status = definition_parts(session->store, mailing->definition, &session->arena, &parts, &count);

	for (size_t i = 0; !status && i < count; i++) {
		if (i)
			dprintf(fileno(file), "\n");
		status = write_result(posting, &parts[i], format, file, rows, mailing);
	}
	return status;
}

/* A page or a picture of all parts. */
static enum status draw_parts(struct posting *posting, struct mailing *mailing, const char *format, FILE *file, int64_t *rows)
{
	struct session *session = posting->session;
	struct report_definition *definitions;
	size_t count;
	enum status worst = STATUS_OK, status = definition_parts(session->store, mailing->definition, &session->arena, &definitions, &count);
	struct report_part *parts = status ? NULL : arena_alloc(&session->arena, (count + 1) * sizeof *parts);

	for (size_t i = 0; !status && i < count; i++)
		parts[i] = (struct report_part){ .definition = &definitions[i], .assignments = posting->assignments, .limit = -1, .chart = "" };
	if (!status)
		status = report_write_drawing(session, parts, count, format, mailing->definition->name, file, rows, &worst);
	return status ? status : worst;
}

static enum status attach(struct posting *posting, struct mailing *mailing, size_t slot)
{
	struct session *session = posting->session;
	const char *format = mailing->definition->mail_format;
	FILE *file;
	int64_t rows = 0;
	enum status status = spool_stream(&file, &session->error);

	if (status)
		return status;
	status = (report_is_drawn(format) ? draw_parts : write_parts)(posting, mailing, format, file, &rows);
	if (!status)
		status = spool_rewind(file, &session->error);
	if (!status)
		status = content_stage(session->store->path, fileno(file), "the attachment", file_size_limit(session->store->schema), slot, &mailing->attachment, &session->error);
	fclose(file);
	mailing->file_name = arena_printf(&session->arena, "%s-%s.%s", mailing->definition->name, mailing->period, strcmp(format, "markdown") == 0 ? "md" : format);
	return status;
}

static enum status prepare(struct posting *posting, struct mailing *mailing, size_t slot)
{
	struct session *session = posting->session;
	int64_t rows = 0;
	enum status status = find_addresses(posting, mailing);
	FILE *file;

	if (status || (status = spool_stream(&file, &session->error)))
		return status;
	status = write_parts(posting, mailing, "table", file, &rows);
	if (!status)
		status = read_back(session, file, &mailing->text);
	fclose(file);
	mailing->skipped = !rows && mailing->definition->only_with_rows;
	return status || mailing->skipped || !mailing->definition->mail_format ? status : attach(posting, mailing, slot);
}

/* Whether the period is on a line of its own. */
static bool has_line(const char *lines, const char *line)
{
	size_t length = strlen(line);

	for (const char *at = lines; *at; at += strcspn(at, "\n"), at += *at == '\n')
		if (strncmp(at, line, length) == 0 && (at[length] == '\n' || !at[length]))
			return true;
	return false;
}

/* Within the change: notes the period, unless it is there; makes the file. */
static enum status claim(struct posting *posting, struct mailing *mailing)
{
	struct session *session = posting->session;
	struct arena *arena = &session->arena;
	struct store *store = session->store;
	struct record *old, *record, *file;
	enum status status = row_load(store, store_type(store, &record_report), mailing->definition->id, arena, &old);

	if (status || !old)
		return status;
	const char *mailed = record_text(old, "mailed");
	if (has_line(mailed, mailing->period)) {
		mailing->skipped = true;
		session_report(session, arena_printf(arena, "rp%lld %s was mailed for %s before", (long long)old->id, mailing->definition->name, mailing->period));
		return STATUS_OK;
	}
	while (strlen(mailed) > MAILED_LIMIT)
		mailed += strcspn(mailed, "\n") + 1;
	record = record_copy(arena, old);
	*record_value(record, "mailed") = value_text(arena_printf(arena, "%s%s%s", mailed, *mailed ? "\n" : "", mailing->period));
	status = save_set(store, old, record, arena);
	if (status || !mailing->file_name)
		return status;
	status = file_record(store, mailing->file_name, &mailing->attachment, arena, &file);
	if (status)
		return status;
	*record_value(file, "about") = value_integer(anyref_pack(&record_report, old->id));
	status = save_add(store, file, arena);
	mailing->file = status ? 0 : file->id;
	return status;
}

static bool gets(const struct mailing *mailing, const char *address)
{
	for (size_t i = 0; !mailing->skipped && i < mailing->address_count; i++)
		if (strcmp(mailing->addresses[i], address) == 0)
			return true;
	return false;
}

static const char *today(struct session *session)
{
	char *day = arena_alloc(&session->arena, DATE_SIZE);

	date_today(&session->store->conventions, day);
	return day;
}

/* One mail with all that this address gets. */
static enum status post(struct posting *posting, const char *address)
{
	struct session *session = posting->session;
	struct arena *arena = &session->arena;
	struct record *mail = record_new(arena, store_type(session->store, &record_mail));
	struct text subject = { 0 }, body = { 0 }, files = { 0 };
	int64_t about = 0;

	for (size_t i = 0; i < posting->count; i++) {
		const struct mailing *mailing = &posting->items[i];
		if (!gets(mailing, address))
			continue;
		about = about ? about : mailing->definition->id;
		text_printf(&subject, "%s%s", subject.length ? ", " : "", mailing->definition->name);
		text_printf(&body, "%s%s", body.length ? "\n" : "", mailing->text);
		if (mailing->file)
			text_printf(&files, "%sf%lld", files.length ? "," : "", (long long)mailing->file);
	}
	if (!about)
		return STATUS_OK;
	*record_value(mail, "subject") = value_text(arena_printf(arena, "%s (%s)", subject.data, today(session)));
	*record_value(mail, "body") = value_text(text_take(&body, arena));
	*record_value(mail, "to") = value_text(address);
	*record_value(mail, "about") = value_integer(anyref_pack(&record_report, about));
	*record_value(mail, "status") = value_text("queued");
	*record_value(mail, "automatic") = value_integer(1);
	if (files.length)
		*record_value(mail, "attachments") = value_text(text_take(&files, arena));
	text_free(&subject);
	text_free(&files);
	enum status status = save_add(session->store, mail, arena);
	if (!status)
		targets_add(session, &posting->made, &record_mail, mail->id);
	return status;
}

/* Every address once, in the order of the reports. */
static enum status post_all(struct posting *posting)
{
	struct mailing all = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < posting->count; i++)
		if (!posting->items[i].skipped)
			status = claim(posting, &posting->items[i]);
	for (size_t i = 0; i < posting->count; i++)
		for (size_t n = 0; !posting->items[i].skipped && n < posting->items[i].address_count; n++)
			add_address(&posting->session->arena, &all, posting->items[i].addresses[n]);
	for (size_t i = 0; !status && i < all.address_count; i++)
		status = post(posting, all.addresses[i]);
	return status;
}

enum status report_mail(struct session *session, const struct report_definition *definitions, size_t count, const char *const *assignments)
{
	struct posting posting = { .session = session, .assignments = assignments, .items = arena_alloc(&session->arena, (count + 1) * sizeof *posting.items) };

	for (size_t i = 0; i < count; i++) {
		struct mailing *mailing = &posting.items[posting.count];
		*mailing = (struct mailing){ .definition = &definitions[i] };
		if (prepare(&posting, mailing, i)) {
			session_report(session, arena_printf(&session->arena, "%s: %s", definitions[i].name, session->error.message));
			content_discard(&mailing->attachment);
			posting.failed = true;
			continue;
		}
		posting.count++;
	}
	if (!count)
		return error_set(&session->error, STATUS_USAGE, "--mail takes reports by name: crm-report run rp1 --mail");
	enum status status = writer_begin(session);
	if (!status)
		status = writer_end(session, post_all(&posting), &posting.made);
	for (size_t i = 0; i < posting.count; i++)
		content_discard(&posting.items[i].attachment);
	return status || !posting.failed ? status : error_silence(&session->error, STATUS_REFUSED);
}
