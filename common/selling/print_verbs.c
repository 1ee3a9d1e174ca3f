/* crm-print: documents and statements of account as PDF, text or HTML. */
#include "cli/verbs.h"

#include "base/date.h"
#include "cli/config.h"
#include "people/people.h"
#include "selling/printed.h"
#include "record/selling.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum form { FORM_PDF, FORM_TEXT, FORM_HTML };

static enum form form_of(const struct session *session)
{
	const char *name = session->arguments.print_format;

	return !name || strcmp(name, "pdf") == 0 ? FORM_PDF : strcmp(name, "text") == 0 ? FORM_TEXT : FORM_HTML;
}

static enum status language_of(struct session *session, int64_t customer, enum page_language *language)
{
	const char *name = session->arguments.print_language;

	if (!name)
		return printed_language(session->store, customer, language);
	*language = strcmp(name, "both") == 0 ? PAGE_BOTH : strcmp(name, "en") == 0 ? PAGE_EN : PAGE_ZH;
	return STATUS_OK;
}

static enum status period_of(struct session *session, struct period *period)
{
	const struct conventions *conventions = &session->store->conventions;
	enum status status;

	if (session->arguments.period) {
		status = date_period(conventions, session->arguments.period, period, &session->error);
		if (status)
			error_prefix(&session->error, "--period: ");
		return status ? session->error.status = STATUS_USAGE : STATUS_OK;
	}
	status = date_parse(conventions, "som", period->first, &session->error);
	return status ? status : date_parse(conventions, "eom", period->last, &session->error);
}

/* Whom the document is for, so that it speaks his language; 0 for a supplier. */
static enum status customer_of(struct session *session, const struct target *target, int64_t *customer)
{
	struct record *record = NULL;
	const struct type *type = store_type(session->store, target->record);
	enum status status = STATUS_OK;

	*customer = target->record == &record_customer ? target->id : 0;
	if (!*customer && type_field(type, "customer", NULL))
		status = row_load(session->store, type, target->id, &session->arena, &record);
	if (record)
		*customer = record_integer(record, "customer");
	return status;
}

static enum status describe(struct session *session, const struct target *target, struct page_document *page)
{
	struct period period;
	enum page_language language;
	int64_t customer;
	enum status status = customer_of(session, target, &customer);

	if (!status)
		status = language_of(session, customer, &language);
	if (!status && target->record == &record_customer) {
		if (session->arguments.print_as && strcmp(session->arguments.print_as, "statement") != 0)
			return error_set(&session->error, STATUS_USAGE, "--as: c%lld is printed as statement, not as %s", (long long)target->id, session->arguments.print_as);
		status = period_of(session, &period);
		if (!status)
			status = printed_statement(session->store, target->id, &period, language, &session->arena, page);
	} else if (!status && session->arguments.period) {
		status = error_set(&session->error, STATUS_USAGE, "--period is for statements of customers; %s%lld is a %s", target->record->prefix,
		                   (long long)target->id, target->record->name);
	} else if (!status) {
		status = printed_document(session->store, target->record, target->id, session->arguments.print_as, language, &session->arena, page);
	}
	page->logo = session->arguments.logo ? session->arguments.logo : session_home(session, config_value(session->configuration, "logo"));
	page->seal = session->arguments.seal ? session->arguments.seal : session_home(session, config_value(session->configuration, "seal"));
	page->font = config_value(session->configuration, "font");
	return status;
}

enum { STEM_LIMIT = 100 };

/* Whether the name says already what is printed: a contract stands beside the order of the same number. */
static bool is_own_kind(const struct target *target, const char *as)
{
	return !as || strcmp(as, target->record->name) == 0 || strcmp(as, "credit-note") == 0;
}

/* The number is data: of it only letters, digits and - make the name of a file, which so never leaves the directory. What then is another number's
 * name too has its reference behind it. */
static const char *file_name(struct session *session, const struct target *target, const struct page_document *page)
{
	static const char *const endings[] = { [FORM_PDF] = "pdf", [FORM_TEXT] = "txt", [FORM_HTML] = "html" };
	const char *as = session->arguments.print_as, *ending = endings[form_of(session)];
	char *stem = arena_copy(&session->arena, page->name, strnlen(page->name, STEM_LIMIT));
	bool whole = strlen(page->name) <= STEM_LIMIT;

	if (target->record == &record_customer)
		return arena_printf(&session->arena, "statement-c%lld-%.10s-%s.%s", (long long)target->id, page->name, page->name + strlen(page->name) - 10, ending);
	for (size_t i = 0; stem[i]; i++) {
		if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", stem[i]) || (stem[i] == '-' && i))
			continue;
		stem[i] = '_';
		whole = false;
	}
	const char *reference = whole ? "" : arena_printf(&session->arena, "-%s%lld", target->record->prefix, (long long)target->id);
	return arena_printf(&session->arena, "%s%s%s%s.%s", stem, reference, is_own_kind(target, as) ? "" : "-", is_own_kind(target, as) ? "" : as, ending);
}

static enum status write_form(struct session *session, const struct page_document *page, FILE *file)
{
	struct page_report report = { 0 };
	enum status status = STATUS_OK;

	switch (form_of(session)) {
	case FORM_TEXT: return page_text(page, PAGE_TEXT_WIDTH, file, &session->error);
	case FORM_HTML: return page_html(page, file, &session->error);
	case FORM_PDF: status = page_pdf(page, file, &report, &session->error); break;
	}
	if (!status && report.unknown)
		session_tell(session, arena_printf(&session->arena, "%s: no font has U+%04lX, and %zu such characters are printed as boxes; install a font that has them",
		                                   page->name, (unsigned long)report.character, report.unknown));
	return status;
}

static enum status cannot_create(struct session *session, const char *path, int why)
{
	return error_set(&session->error, STATUS_CREATE, "cannot create %s: %s", path, strerror(why));
}

/* The error of writing names the path. */
static enum status close_file(struct session *session, FILE *file, const char *path, enum status status)
{
	if (fclose(file) != 0 && !status)
		status = error_set(&session->error, STATUS_IO, "cannot write the document: %s", strerror(errno));
	if (status == STATUS_IO)
		error_prefix(&session->error, "%s: ", path);
	return status;
}

/* A device or a pipe, and what a link leads to, is written as it is: it must not make place for a file. */
static enum status write_through(struct session *session, const struct page_document *page, const char *path)
{
	FILE *file = fopen(path, "w");

	return file ? close_file(session, file, path, write_form(session, page, file)) : cannot_create(session, path, errno);
}

/* Beside the file and then in its place, so that a page is there as a whole or not at all. */
static enum status write_beside(struct session *session, const struct page_document *page, const char *path)
{
	char *beside = arena_printf(&session->arena, "%s.XXXXXX", path);
	int descriptor = mkstemp(beside);
	FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
	mode_t mask = umask(0);

	umask(mask);
	if (!file) {
		int why = errno;
		if (descriptor >= 0) {
			close(descriptor);
			unlink(beside);
		}
		return cannot_create(session, path, why);
	}
	enum status status = write_form(session, page, file);
	if (!status && fchmod(descriptor, 0666 & ~mask) != 0)
		status = cannot_create(session, path, errno);
	status = close_file(session, file, path, status);
	if (!status && rename(beside, path) != 0)
		status = cannot_create(session, path, errno);
	if (status)
		unlink(beside);
	return status;
}

static enum status write_file(struct session *session, const struct page_document *page, const char *path)
{
	struct stat there;

	if (lstat(path, &there) == 0 && !S_ISREG(there.st_mode))
		return write_through(session, page, path);
	return write_beside(session, page, path);
}

static enum status print_one(struct session *session, const struct target *target)
{
	struct page_document page = { 0 };
	const char *output = session->arguments.output;
	enum status status = describe(session, target, &page);

	if (status)
		return status;
	if (output && strcmp(output, "-") == 0) {
		if (form_of(session) == FORM_PDF && isatty(STDOUT_FILENO))
			return error_set(&session->error, STATUS_USAGE, "a PDF is nothing for a terminal; name a file with -o, or take --format=text");
		return write_form(session, &page, stdout);
	}
	if (!output)
		output = file_name(session, target, &page);
	status = write_file(session, &page, output);
	if (!status)
		printf("%s\n", output);
	return status;
}

/* A page of nobody is of no use, but its content may be. */
static void tell_without_company(const struct session *session)
{
	if (!*schema_company(session->store->schema, "name") && !*schema_company(session->store->schema, "name_en"))
		session_tell(session, "the page does not say whom it is from: the schema has no company; crm-schema(5) tells how to give it one");
}

enum status verb_print(struct session *session)
{
	struct targets targets = { 0 };
	enum status missing = STATUS_OK, status;

	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name what to print: crm-print q3 -o quote.pdf");
	status = operands_read(session, session->operands, session->operand_count, NULL, &targets, &missing);
	if (!status && session->arguments.output && targets.count > 1)
		status = error_set(&session->error, STATUS_USAGE, "--output takes one document; without it each gets a file named by its number");
	if (!status && targets.count)
		tell_without_company(session);
	for (size_t i = 0; !status && i < targets.count; i++)
		status = print_one(session, &targets.items[i]);
	return status ? status : missing;
}
