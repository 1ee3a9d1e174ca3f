/* crm-report add, copy: from assignments, from a file as show --format=yaml prints it, from answers; a copy of one that ships. */
#include "reporting/report_add_verbs.h"

#include "cli/verbs.h"
#include "io/yaml.h"
#include "query/assign.h"
#include "reporting/definition.h"
#include "reporting/reporting.h"
#include "reporting/shipped.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Words that are put before the operands: what is said on the command line counts more. */
static void put_before(struct session *session, const char *const *words, size_t count)
{
	const char **all = arena_alloc(&session->arena, (count + session->operand_count + 1) * sizeof *all);

	memcpy(all, words, count * sizeof *all);
	memcpy(all + count, session->operands, session->operand_count * sizeof *all);
	session->operands = all;
	session->operand_count += count;
	session->literal_at += count;
}

/* A field of the file as an assignment; NULL: it is empty, or nobody's to write. */
static enum status read_field(struct session *session, const char *path, const struct yaml_node *node, const char **word)
{
	size_t index;
	const struct field *field = type_written(session->type, node->key, &index);
	struct text value = { 0 };
	int64_t own = 0;

	*word = NULL;
	if (strcmp(node->key, "ref") == 0 || strcmp(node->key, "version") == 0)
		return STATUS_OK;
	if (!field) {
		type_unknown(session->type, node->key, &session->error);
		return yaml_fail(&session->error, STATUS_DATA, path, node, AT_KEY, "%s", arena_string(&session->arena, error_sentence(&session->error)));
	}
	if (node->null || !assign_is_writable(field))
		return STATUS_OK;
	/* The folders of the reports that ship are in no database. */
	if (strcmp(field->name, "folder") == 0 && node->text && shipped_folder(node->text) &&
	    db_one(session->store->db, &own, "select 1 from folder where name = %s", node->text) == STATUS_OK && !own)
		return STATUS_OK;
	if (node->type == YAML_MAPPING)
		return yaml_fail(&session->error, STATUS_DATA, path, node, AT_VALUE, "%s is one text", node->key);
	if (node->type == YAML_SEQUENCE)
		for (const struct yaml_node *item = node->child; item; item = item->next)
			text_printf(&value, "%s%s", value.length ? "," : "", item->text ? item->text : "");
	else if (field->kind == KIND_BOOL)
		text_add(&value, strcmp(node->text, "true") == 0 ? "yes" : strcmp(node->text, "false") == 0 ? "no" : node->text);
	else
		text_append(&value, node->text, node->length);
	while (value.length && value.data[value.length - 1] == '\n')
		value.data[--value.length] = '\0';
	*word = arena_printf(&session->arena, "%s=%s", field->name, text_string(&value));
	text_free(&value);
	return STATUS_OK;
}

/* The one definition of a file: a mapping, or a list with one. */
static enum status read_definition(struct session *session, const char *path, const struct yaml_node **out)
{
	struct yaml_node *documents;
	enum status status = yaml_parse_file(&session->arena, path, &documents, &session->error);
	const struct yaml_node *node = status ? NULL : documents;

	while (node && node->type == YAML_SEQUENCE && node->count == 1)
		node = node->child;
	if (status)
		return status;
	if (!node || node->type != YAML_MAPPING)
		return error_at(&session->error, STATUS_DATA, path, 0, 0, node && node->count > 1 ? "it holds %zu definitions; add takes one" : "it holds no definition: lines such as name: …, from: … (%zu)",
		                node ? node->count : (size_t)0);
	const char **words = arena_alloc(&session->arena, (node->count + 1) * sizeof *words);
	size_t count = 0;
	for (const struct yaml_node *child = node->child; !status && child; child = child->next) {
		status = read_field(session, path, child, &words[count]);
		count += !status && words[count];
	}
	if (!status)
		put_before(session, words, count);
	*out = node;
	return status;
}

/* A --file without a field is a definition. */
static const char *take_definition_file(struct file_options *options)
{
	const char *path = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < options->files.count; i++) {
		if (!strchr(options->files.words[i], '='))
			path = options->files.words[i];
		else
			options->files.words[kept++] = options->files.words[i];
	}
	options->files.count = kept;
	return path;
}

/* The place in the file of the member that the message is about. */
static void place_error(struct session *session, const char *path, const struct yaml_node *node)
{
	for (const struct yaml_node *member = node->child; member; member = member->next)
		if (error_about(&session->error, member->key)) {
			error_place(&session->error, path, member->line, member->column);
			return;
		}
}

/* A folder is made on purpose. */
static enum status explain_folder(struct session *session, enum status status)
{
	const char *name = NULL;

	for (size_t i = 0; i < session->operand_count; i++)
		name = operand_assigns(session, session->operands[i], "folder") ? operand_assigns(session, session->operands[i], "folder") : name;
	if (name && session->error.code == ERROR_NOT_FOUND && error_about(&session->error, "folder"))
		error_suffix(&session->error, "; crm-folder add '%s' makes it", name);
	return status;
}

static enum status add(struct session *session, void *context)
{
	struct add_options *options = context;
	const struct yaml_node *node = NULL;
	const char *path = take_definition_file(&options->files);
	bool runs = false;
	enum status status = STATUS_OK;

	if (path)
		status = read_definition(session, path, &node);
	else if (!session->operand_count && !options->files.files.count && isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
		status = report_ask(session, &runs);
	if (status)
		return status;
	status = explain_folder(session, add_run(session, options, NULL));
	if (status && node)
		place_error(session, path, node);
	return status || !runs ? status : report_run_asked(session);
}

static const struct opt file_rows[] = {
	{ .name = "file", .arg = "[FIELD=]PATH", .kind = OPT_LIST, .help = "read a definition from a YAML file, as show --format=yaml prints it, or the value of one field; - for standard input",
	  .target = offsetof(struct file_options, files) },
	{ 0 },
};

static const struct opt_group groups[] = {
	{ file_rows, offsetof(struct add_options, files), sizeof(struct file_options), FRAME_NONE },
	{ add_rows, 0, sizeof(struct add_options), FRAME_NONE },
	{ options_write, offsetof(struct add_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb report_add_verb = {
	.name = "add", .synopsis = "[REF…|-] [TITLE] [FIELD=VALUE…]", .help = "add a report; on a terminal, without operands, it is asked for step by step", .access = ACCESS_WRITE,
	.operands = OPERANDS_ASSIGNMENTS, .options = groups, .options_size = sizeof(struct add_options), .run = add,
};

static const char *word_of(struct session *session, const struct field *field, const struct value *value)
{
	struct text text = { 0 };

	field_format(field, value, 2, &text);
	const char *word = arena_printf(&session->arena, "%s=%s", field->name, text_string(&text));
	text_free(&text);
	return word;
}

/* A copy of one that ships is a new report with all its members. */
static enum status copy_shipped(struct session *session, const struct report_definition *shipped)
{
	const struct record *record = definition_record(session->store, shipped, &session->arena);
	const char **words = arena_alloc(&session->arena, (record->type->count + 1) * sizeof *words);
	struct add_options options = { 0 };
	size_t count = 0;
	bool named = false;

	session->operands++;
	session->operand_count--;
	session->literal_at -= session->literal_at > 0;
	for (size_t i = 0; i < session->operand_count; i++)
		named |= operand_assigns(session, session->operands[i], "name") != NULL;
	if (!named)
		return error_set(&session->error, STATUS_USAGE, "give the copy a name: crm-report copy %s name='My %s'", shipped->name, shipped->name);
	for (size_t i = 0; i < record->type->count; i++)
		if (record->values[i].type != VALUE_NULL && strcmp(record->type->fields[i]->name, "name") != 0)
			words[count++] = word_of(session, record->type->fields[i], &record->values[i]);
	put_before(session, words, count);
	return explain_folder(session, add_run(session, &options, NULL));
}

static enum status copy(struct session *session, void *options)
{
	const char *word = session->operand_count ? session->operands[0] : "";
	const struct report_definition *shipped = reference_like(word) || operand_is_assignment(session, word) ? NULL : shipped_find(word, NULL);

	return shipped ? copy_shipped(session, shipped) : copy_verb.run(session, options);
}

const struct verb report_copy_verb = {
	.name = "copy", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "copy reports, own ones or one that ships, with changes", .access = ACCESS_WRITE,
	.operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = write_groups, .options_size = sizeof(struct write_options), .run = copy,
};

static enum status set(struct session *session, void *options)
{
	return explain_folder(session, set_verb.run(session, options));
}

const struct verb report_set_verb = {
	.name = "set", .synopsis = "REF…|- FIELD=VALUE…", .help = "change members of reports", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	.options = set_groups, .options_size = sizeof(struct set_options), .run = set,
};
