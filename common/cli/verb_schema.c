/* crm-db schema, field, pick: the schema as a file, and single changes of it from the command line, which are files of their own. */
#include "cli/complete_internal.h"
#include "cli/verbs.h"

#include "schema/schema_file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct schema_options {
	bool drop;
	struct write_options write;
};

static enum status show_schema(struct session *session)
{
	struct text yaml = { 0 };

	schema_show(session->store, &yaml);
	fwrite(text_string(&yaml), 1, yaml.length, stdout);
	text_free(&yaml);
	return STATUS_OK;
}

static enum status run_plan(struct session *session, const char *name, const struct yaml_node *documents, bool apply, bool drop)
{
	struct schema_plan plan = { 0 };
	struct targets none = { 0 };
	enum status status = writer_begin(session);

	if (status)
		return status;
	status = schema_plan(session->store, name, documents, drop, &plan);
	if (!status && !apply)
		for (size_t i = 0; i < plan.line_count; i++)
			session_print_line(session, plan.lines[i]);
	if (!status && apply)
		status = schema_apply(session->store, &plan);
	schema_plan_free(&plan);
	if (status || !apply) {
		change_rollback(session->store);
		return status;
	}
	return writer_end(session, status, &none);
}

static enum status schema(struct session *session, void *context)
{
	const struct schema_options *asked = context;
	const char *what = session->operand_count ? session->operands[0] : "show";
	bool show = strcmp(what, "show") == 0, apply = strcmp(what, "apply") == 0;
	struct yaml_node *documents;

	if (!show && !apply && strcmp(what, "diff") != 0)
		return error_set(&session->error, STATUS_USAGE, "unknown word '%s'; crm-db schema takes show, diff FILE or apply FILE", what);
	if (show ? session->operand_count > 1 : session->operand_count != 2)
		return error_set(&session->error, STATUS_USAGE, show ? "crm-db schema show takes no file" : "name the file: crm-db schema %s FILE", what);
	/* Looking takes no lock; comparing is done as if it were applied, and shows what would go. */
	struct store_options options = { .mode = show ? DB_READ : DB_WRITE, .acting = getenv("CRM_USER"),
		                         .now = session->common.now ? session->common.now : getenv("CRM_NOW") };
	enum status status = store_open(&session->store, session_database(session), &options, &session->error);
	if (status || show)
		return status ? status : show_schema(session);
	const char *file = session->operands[1];
	status = yaml_parse_file(&session->arena, file, &documents, &session->error);
	return status ? status : run_plan(session, strcmp(file, "-") == 0 ? "standard input" : file, documents, apply, asked->drop || !apply);
}

/* Appends a value, which is a list where its key takes one. */
static void add_value(struct text *yaml, const char *key, const char *value)
{
	if (strcmp(key, "picks") != 0) {
		yaml_scalar(yaml, value, strlen(value), 0);
		return;
	}
	for (const char *item = value; item; item = strchr(item, ',') ? strchr(item, ',') + 1 : NULL) {
		text_add(yaml, item == value ? "[" : ", ");
		yaml_scalar(yaml, item, strcspn(item, ","), 0);
	}
	text_byte(yaml, ']');
}

/* Appends {key: value, …}, from words like kind=int. */
static enum status add_values(struct session *session, size_t first, struct text *yaml)
{
	text_byte(yaml, '{');
	for (size_t i = first; i < session->operand_count; i++) {
		const char *word = session->operands[i], *equals = strchr(word, '=');
		if (!operand_is_assignment(session, word))
			return error_set(&session->error, STATUS_USAGE, "'%s': write KEY=VALUE", word);
		char *key = arena_copy(&session->arena, word, (size_t)(equals - word));
		text_printf(yaml, "%s", i > first ? ", " : "");
		yaml_scalar(yaml, key, strlen(key), 0);
		text_add(yaml, ": ");
		add_value(yaml, key, equals + 1);
	}
	text_byte(yaml, '}');
	return STATUS_OK;
}

/* One change of the section, as a schema file: `fields: {customer: {add: {x_size: {kind: int}}}}`. */
static enum status change_one(struct session *session, const char *section, bool drop)
{
	const char *name = arena_printf(&session->arena, "crm-db %s", session->verb->name), *const *words = session->operands;
	bool field = strcmp(section, "fields") == 0;
	struct text yaml = { 0 };
	struct yaml_node *documents;
	enum status status = STATUS_OK;

	if (session->operand_count < 3)
		return error_set(&session->error, STATUS_USAGE, "%s takes %s", name, session->verb->synopsis);
	bool add = strcmp(words[0], "add") == 0, rename = strcmp(words[0], "rename") == 0;
	if (!add && !rename && strcmp(words[0], "remove") != 0)
		return error_set(&session->error, STATUS_USAGE, "unknown word '%s'; %s takes add, rename or remove", words[0], name);
	text_printf(&yaml, "%s: {", section);
	yaml_scalar(&yaml, words[1], strlen(words[1]), 0);
	text_printf(&yaml, ": {%s: %s", words[0], rename || (field && add) ? "{" : "[");
	if (add && !field)
		text_add(&yaml, "{key: ");
	yaml_scalar(&yaml, words[2], strlen(words[2]), 0);
	if (field && rename) {
		const char *fresh = session->operand_count == 4 ? words[3] : "";
		text_add(&yaml, ": ");
		yaml_scalar(&yaml, fresh, strlen(fresh), 0);
		status = *fresh ? STATUS_OK : error_set(&session->error, STATUS_USAGE, "%s rename TYPE OLD NEW", name);
	} else if (field ? add : rename) {
		text_add(&yaml, ": ");
		status = add_values(session, 3, &yaml);
	} else if (add) {
		struct text values = { 0 };
		status = add_values(session, 3, &values);
		text_printf(&yaml, "%s%s", session->operand_count > 3 ? ", " : "", status ? "}" : values.data + 1);
		text_free(&values);
	} else if (session->operand_count > 3) {
		status = error_set(&session->error, STATUS_USAGE, "'%s': only one can be removed at a time", words[3]);
	}
	text_printf(&yaml, "%s}}\n", rename || (field && add) ? "}" : "]");
	if (!status)
		status = yaml_parse(&session->arena, name, yaml.data, yaml.length, &documents, &session->error);
	text_free(&yaml);
	if (!status)
		status = run_plan(session, name, documents, true, drop);
	if (status)
		error_unplace(&session->error); /* what was typed has no lines */
	return status;
}

static enum status field_run(struct session *session, void *context)
{
	const struct schema_options *options = context;

	return change_one(session, "fields", options->drop);
}

static enum status pick_run(struct session *session, void *context)
{
	const struct schema_options *options = context;

	return change_one(session, "picks", options->drop);
}

static void offer_words(struct completion *completion, const char *const *words)
{
	for (; *words; words++)
		complete_offer(completion, *words, "", (*words)[strlen(*words) - 1] == '=');
}

/* What is done, the types or the fields with values, then what belongs to it. */
static void complete_change(struct completion *completion)
{
	static const char *const changes[] = { "add", "rename", "remove", NULL };
	static const char *const attributes[] = { "label=", "kind=", "target=", "help=", "required=", "unique=", "index=", "search=", "pattern=", "initial=", "picks=", NULL };
	static const char *const labels[] = { "en=", "zh=", "initial=", NULL };
	const struct session *session = &completion->session;
	bool field = strcmp(session->verb->name, "field") == 0;

	if (session->operand_count == 0)
		offer_words(completion, changes);
	else if (session->operand_count == 1 && field)
		complete_types(completion);
	else if (session->operand_count >= 3)
		offer_words(completion, field ? attributes : labels);
}

static const struct opt schema_rows[] = {
	{ .name = "drop", .kind = OPT_FLAG, .help = "remove what the file leaves out, and hide fields that are in use", .target = offsetof(struct schema_options, drop) },
	{ 0 },
};

static const struct opt_group schema_groups[] = {
	{ schema_rows, 0, sizeof(struct schema_options), FRAME_NONE },
	{ options_write, offsetof(struct schema_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb database_schema_verb = {
	.name = "schema", .synopsis = "show | diff FILE | apply FILE", .help = "show, compare or change custom fields, pick values, pipelines and conventions",
	.access = ACCESS_NONE, .operands = OPERANDS_WORDS, .options = schema_groups, .options_size = sizeof(struct schema_options), .run = schema,
};

const struct verb database_field_verb = {
	.name = "field", .synopsis = "add TYPE x_NAME [KEY=VALUE…] | rename TYPE x_OLD x_NEW | remove TYPE x_NAME", .help = "add, rename or hide a custom field",
	.access = ACCESS_WRITE, .operands = OPERANDS_OWN, .complete = complete_change, .options = schema_groups, .options_size = sizeof(struct schema_options), .run = field_run,
};

const struct verb database_pick_verb = {
	.name = "pick", .synopsis = "add TYPE.FIELD KEY [en=LABEL] [zh=LABEL] | rename TYPE.FIELD KEY [en=LABEL] [zh=LABEL] | remove TYPE.FIELD KEY",
	.help = "add, relabel or remove a value of a list", .access = ACCESS_WRITE, .operands = OPERANDS_OWN, .complete = complete_change,
	.options = schema_groups, .options_size = sizeof(struct schema_options), .run = pick_run,
};
