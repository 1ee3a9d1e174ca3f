/* crm-print: documents and statements of account as PDF, text or HTML. */
#include "selling/document_verbs.h"

#include "base/date.h"
#include "base/sentence.h"
#include "cli/config.h"
#include "cli/output_file.h"
#include "io/yaml.h"
#include "people/people.h"
#include "schema/schema_file.h"
#include "selling/documents.h"
#include "selling/order_revisions.h"
#include "selling/print_layout.h"
#include "selling/printed.h"
#include "selling/sections.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct print_options {
	const char *output, *as, *format, *language, *period, *layout, *logo, *seal;
	int64_t revision; /* -1: the newest */
};

enum page_form { AS_PDF, AS_TEXT, AS_HTML };

/* One run: the options are those of the command line. */
struct printing {
	struct session *session;
	const struct print_options *options;
};

static enum page_form form_of(const struct printing *printing)
{
	const char *name = printing->options->format;

	return !name || strcmp(name, "pdf") == 0 ? AS_PDF : strcmp(name, "text") == 0 ? AS_TEXT : AS_HTML;
}

/* NULL: the page decides. */
static const enum page_language *language_of(const struct printing *printing)
{
	static const enum page_language en = PAGE_EN, zh = PAGE_ZH, both = PAGE_BOTH;
	const char *name = printing->options->language;

	return !name ? NULL : strcmp(name, "both") == 0 ? &both : strcmp(name, "en") == 0 ? &en : &zh;
}

static enum status period_of(struct printing *printing, struct period *period)
{
	struct session *session = printing->session;
	const struct conventions *conventions = &session->store->conventions;
	enum status status;

	if (printing->options->period) {
		status = date_period(conventions, printing->options->period, period, &session->error);
		if (status)
			error_prefix(&session->error, "--period: ");
		return status ? session->error.status = STATUS_USAGE : STATUS_OK;
	}
	status = date_parse(conventions, "som", period->first, &session->error);
	return status ? status : date_parse(conventions, "eom", period->last, &session->error);
}

static enum status describe(struct printing *printing, const struct target *target, struct page_document *page)
{
	struct session *session = printing->session;
	const enum page_language *language = language_of(printing);
	struct period period;
	enum status status = STATUS_OK;

	if (target->record == &record_customer) {
		if (printing->options->as && strcmp(printing->options->as, "statement") != 0)
			return error_set(&session->error, STATUS_USAGE, "--as: c%lld is printed as statement, not as %s", (long long)target->id, printing->options->as);
		status = period_of(printing, &period);
		if (!status)
			status = printed_statement(session->store, target->id, &period, language, &session->arena, page);
	} else if (printing->options->period) {
		status = error_set(&session->error, STATUS_USAGE, "--period is for statements of customers; %s%lld is %s %s", target->record->prefix,
		                   (long long)target->id, sentence_a(target->record->name), target->record->name);
	} else {
		status = printed_document(session->store, target->record, target->id, printing->options->as, language, &session->arena, page);
	}
	page->logo = printing->options->logo ? printing->options->logo : session_home(session, config_value(session->configuration, "logo"));
	page->seal = printing->options->seal ? printing->options->seal : session_home(session, config_value(session->configuration, "seal"));
	page->font = config_value(session->configuration, "font");
	return status;
}

enum { STEM_LIMIT = 100 };

/* Whether the name says already what is printed: a contract stands beside the order of the same number. */
static bool is_own_kind(const struct target *target, const char *as)
{
	return !as || strcmp(as, target->record->name) == 0 || strcmp(as, "return") == 0 || strcmp(as, "credit-note") == 0 || strcmp(as, "opening") == 0;
}

/* The number is data: of it only letters, digits and - make the name of a file, which so never leaves the directory. What then is another number's
 * name too has its reference behind it. */
static const char *file_name(struct printing *printing, const struct target *target, const struct page_document *page)
{
	struct session *session = printing->session;
	static const char *const endings[] = { [AS_PDF] = "pdf", [AS_TEXT] = "txt", [AS_HTML] = "html" };
	const char *as = printing->options->as, *ending = endings[form_of(printing)];
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

static enum status write_form(struct printing *printing, const struct page_document *page, FILE *file)
{
	struct session *session = printing->session;
	struct page_report report = { 0 };
	enum status status = STATUS_OK;

	switch (form_of(printing)) {
	case AS_TEXT: return page_text(page, PAGE_TEXT_WIDTH, file, &session->error);
	case AS_HTML: return page_html(page, file, &session->error);
	case AS_PDF: status = page_pdf(page, file, &report, &session->error); break;
	}
	if (!status && report.unknown)
		session_report(session, arena_printf(&session->arena, "%s: no font has U+%04lX, and %zu such characters are printed as boxes or blanks; install a font that has them",
		                                   page->name, (unsigned long)report.character, report.unknown));
	return status;
}

/* A page on its way into a file. */
struct page_file {
	struct printing *printing;
	const struct page_document *page;
};

static enum status write_page(void *context, FILE *file)
{
	const struct page_file *page = context;

	return write_form(page->printing, page->page, file);
}

static enum status print_one(struct printing *printing, const struct target *target)
{
	struct session *session = printing->session;
	struct page_document page = { 0 };
	const char *output = printing->options->output;
	enum status status = describe(printing, target, &page);

	if (status)
		return status;
	if (output && strcmp(output, "-") == 0) {
		if (form_of(printing) == AS_PDF && session_terminal(session) >= 0)
			return error_set(&session->error, STATUS_USAGE, "a PDF cannot be shown on a terminal; name a file with -o, or use --format=text");
		return write_form(printing, &page, stdout);
	}
	if (!output)
		output = file_name(printing, target, &page);
	status = output_file(&session->arena, output, "the document", write_page, &(struct page_file){ printing, &page }, &session->error);
	if (!status)
		session_print_line(session, output);
	return status;
}

/* A page of nobody is of no use, but its content may be. */
static void report_without_company(const struct session *session)
{
	if (!*schema_company(session->store->schema, "name") && !*schema_company(session->store->schema, "name_en"))
		session_report(session, "the page does not say who it is from: the schema has no company; crm-schema(5) explains how to add one");
}

/* From then on every page is made of the rows of that time. */
static enum status open_revision(struct printing *printing, const struct targets *targets)
{
	struct session *session = printing->session;
	int64_t revision = printing->options->revision;

	if (revision == -1)
		return STATUS_OK;
	if (revision < 1)
		return error_set(&session->error, STATUS_USAGE, "--revision counts from 1");
	const struct document_kind *kind = document_kind(targets->items[0].record);
	if (targets->count > 1 || !kind || !kind->revision)
		return error_set(&session->error, STATUS_USAGE, "--revision is for one order: crm-print so12 --revision=1");
	return order_revision_open(session->store, targets->items[0].id, revision);
}

/* With the layout of a file in the place of that of the schema, which stays as it is. */
static enum status print_all(struct printing *printing, const struct targets *targets)
{
	struct session *session = printing->session;
	struct store *store = session->store;
	struct schema *planned = NULL, *own = store->schema;
	struct schema_plan plan = { 0 };
	struct yaml_node *documents;
	const char *file = printing->options->layout;
	enum status status = file ? yaml_parse_file(&session->arena, file, &documents, &session->error) : STATUS_OK;

	if (!status && file)
		status = schema_preview(store, strcmp(file, "-") == 0 ? "standard input" : file, documents, &section_print, &plan, &planned);
	if (!status && planned)
		store->schema = planned;
	if (!status && targets->count)
		report_without_company(session);
	for (size_t i = 0; !status && i < targets->count; i++)
		status = print_one(printing, &targets->items[i]);
	store->schema = own;
	schema_free(planned);
	schema_plan_free(&plan);
	return status;
}

static enum status print(struct session *session, void *options)
{
	struct printing printing = { .session = session, .options = options };
	struct targets targets = { 0 };
	enum status missing = STATUS_OK, status;

	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name what to print: crm-print q3 -o quote.pdf");
	status = operands_read(session, session->operands, session->operand_count, NULL, &targets, &missing);
	if (!status && printing.options->output && targets.count > 1)
		status = error_set(&session->error, STATUS_USAGE, "--output takes one document; without it each gets a file named after its number");
	if (!status && targets.count)
		status = open_revision(&printing, &targets);
	if (!status)
		status = print_all(&printing, &targets);
	return status ? status : missing;
}

static const struct opt print_rows[] = {
	{ .letter = 'o', .name = "output", .arg = "FILE", .kind = OPT_FILE, .help = "write to this file, - for standard output; the default is named after the number", .target = offsetof(struct print_options, output) },
	{ .name = "as", .arg = "KIND", .kind = OPT_CHOICE, .choices = "quote|order|contract|proforma|delivery|return|purchase|invoice|opening|credit-note|statement",
	  .help = "what to print it as", .target = offsetof(struct print_options, as) },
	{ .letter = 'f', .name = "format", .arg = "FORMAT", .kind = OPT_CHOICE, .choices = "pdf|text|html", .help = "output format; the default is PDF", .target = offsetof(struct print_options, format) },
	{ .letter = 'l', .name = "language", .arg = "LANGUAGE", .kind = OPT_CHOICE, .choices = "zh_CN|en|both",
	  .help = "language; the default is that of the layout, else of the customer, else of the database", .target = offsetof(struct print_options, language) },
	{ .name = "period", .arg = "PERIOD", .kind = OPT_TEXT, .help = "period of a statement: 2026-03, 2026-Q1, 2026; the default is this month", .target = offsetof(struct print_options, period) },
	{ .name = "revision", .arg = "N", .kind = OPT_NUMBER, .help = "print an order as this revision of it said", .target = offsetof(struct print_options, revision) },
	{ .name = "layout", .arg = "FILE", .kind = OPT_FILE, .help = "YAML file with a section print, which is tried without being saved", .target = offsetof(struct print_options, layout) },
	{ .name = "logo", .arg = "FILE", .kind = OPT_FILE, .help = "PNG file for the top of the page instead of the configured one", .target = offsetof(struct print_options, logo) },
	{ .name = "seal", .arg = "FILE", .kind = OPT_FILE, .help = "PNG file of the company seal instead of the configured one", .target = offsetof(struct print_options, seal) },
	{ 0 },
};

static const struct opt_group print_groups[] = {
	{ print_rows, 0, sizeof(struct print_options), FRAME_NONE },
	{ 0 },
};

static const struct verb print_verb = {
	.name = NULL, .synopsis = "REF…", .help = "Print quotes, orders, deliveries, purchases, invoices, and statements of customers.",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .options = print_groups, .options_size = sizeof(struct print_options), .run = print,
};

const struct verb *const print_verbs[] = { &print_verb, NULL };
