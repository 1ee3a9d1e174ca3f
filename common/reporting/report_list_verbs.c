/* crm-report list, count, show: own reports and those that ship, which are laid over the tables as rows. */
#include "reporting/report_verbs.h"
#include "reporting/report_draw_verbs.h"

#include "cli/verbs.h"
#include "reporting/definition.h"
#include "reporting/reporting.h"
#include "reporting/shipped_rows.h"
#include <string.h>

/* A word alone is a folder, or a piece of a name or description: reports that ship are in no index of words. */
static const char **read_words(struct session *session, size_t *count)
{
	struct store *store = session->store;
	const char **words = arena_alloc(&session->arena, (session->operand_count * 6 + 1) * sizeof *words);

	*count = 0;
	for (size_t i = 0; i < session->operand_count; i++) {
		const char *word = session->operands[i];
		int64_t folder = 0;
		bool plain = !filter_path_length(word) || strcspn(word, "=~!<>.") == strlen(word);
		if (!plain || strchr("@+[]\"/", *word) || filter_is_reserved(word) || reference_like(word) || word[strspn(word, "0123456789")] == '\0') {
			words[(*count)++] = word;
			continue;
		}
		if (db_one(store->db, &folder, "select id from folder where name = %s", word) == STATUS_OK && folder) {
			words[(*count)++] = arena_printf(&session->arena, "folder=\"%s\"", word);
			continue;
		}
		words[(*count)++] = "[";
		words[(*count)++] = arena_printf(&session->arena, "name~\"%s\"", word);
		words[(*count)++] = "or";
		words[(*count)++] = arena_printf(&session->arena, "description~\"%s\"", word);
		words[(*count)++] = "]";
	}
	return words;
}

/* With --as-of own ones alone: what ships is of the program. */
static enum status read_both(struct session *session, const struct list_options *options)
{
	if (options->past.as_of)
		return STATUS_OK;
	enum status status = shipped_lay(session->store);
	size_t count = 0;
	if (status)
		return status;
	session->operands = read_words(session, &count);
	session->operand_count = count;
	return STATUS_OK;
}

static enum status list(struct session *session, void *options)
{
	enum status status = read_both(session, options);

	return status ? status : list_verb.run(session, options);
}

static enum status count(struct session *session, void *options)
{
	enum status status = read_both(session, options);

	return status ? status : count_verb.run(session, options);
}

static enum status show(struct session *session, void *options)
{
	struct store *store = session->store;
	const char **words = arena_alloc(&session->arena, (session->operand_count + 1) * sizeof *words);
	enum status status = STATUS_OK;
	bool ships = false;

	for (size_t i = 0; !status && i < session->operand_count; i++) {
		int64_t own = 0, id = reference_like(session->operands[i]) ? 0 : shipped_id(session->operands[i]);
		words[i] = session->operands[i];
		if (id)
			status = db_one(store->db, &own, "select id from report where name = %s", words[i]);
		if (!id || own)
			continue;
		words[i] = arena_printf(&session->arena, "%s%lld", record_report.prefix, (long long)id);
		ships = true;
	}
	session->operands = words;
	if (!status && ships)
		status = shipped_lay(store);
	return status ? status : show_verb.run(session, options);
}

const struct verb report_list_verb = {
	.name = "list", .synopsis = "[FOLDER] [FILTER…]", .help = "list the reports that ship and own ones, those of a folder or that a filter matches", .access = ACCESS_READ,
	.operands = OPERANDS_FILTER, .options = list_groups, .options_size = sizeof(struct list_options), .run = list,
};

static const struct verb report_count_verb = {
	.name = "count", .synopsis = "[FOLDER] [FILTER…]", .help = "count the reports that ship and own ones, those of a folder or that a filter matches", .access = ACCESS_READ,
	.operands = OPERANDS_FILTER, .options = list_groups, .options_size = sizeof(struct list_options), .run = count,
};

const struct verb report_show_verb = {
	.name = "show", .synopsis = "REPORT…|-", .help = "show all members of reports, of those that ship too; with --format=yaml as add --file reads them", .access = ACCESS_READ,
	.operands = OPERANDS_OWN, .complete = report_complete, .options = show_groups, .options_size = sizeof(struct show_options), .run = show,
};

const struct verb *const report_verbs[] = { &report_run_verb, &report_dashboard_verb, &report_list_verb, &report_count_verb, &report_show_verb, &report_add_verb, &report_copy_verb, &report_set_verb, NULL };
