/* add and copy; and the frame of all verbs that write to the records that are named. */
#include "cli/verbs.h"

#include "cli/bare.h"
#include "cli/door.h"
#include "store/children.h"
#include "store/private.h"
#include "store/rules.h"
#include "store/save.h"
#include <string.h>

/* References of several types have their assignments parsed for each type, but a file, and standard input above all, is read once. */
static enum status parse_file_option(struct session *session, const struct type *type, const struct words *files, size_t index, struct assignment *out)
{
	const char *word = files->words[index], *equals = strchr(word, '=');
	enum status status = STATUS_OK;
	size_t length;

	if (!equals)
		return error_set(&session->error, STATUS_USAGE, "--file takes FIELD=PATH, not '%s'", word);
	if (!session->file_texts)
		session->file_texts = arena_alloc(&session->arena, files->count * sizeof *session->file_texts);
	if (!session->file_texts[index])
		status = read_file(session, equals + 1, &session->file_texts[index], &length);
	if (!status)
		status = assign_parse(session->store, type, NULL, arena_printf(&session->arena, "%.*s=", (int)(equals - word), word), &session->arena, out);
	if (!status)
		out->text = session->file_texts[index];
	return status;
}

enum status parse_assignments(struct session *session, const struct type *type, const struct type *at, size_t first, const struct words *files,
                              struct assignment **out, size_t *count)
{
	size_t file_count = files ? files->count : 0;
	struct assignment *list = arena_alloc(&session->arena, (session->operand_count - first + file_count + 1) * sizeof *list);
	enum status status = STATUS_OK;

	*count = 0;
	for (size_t i = first; !status && i < session->operand_count; i++) {
		status = assign_parse(session->store, type, type->record->literal ? NULL : at, session->operands[i], &session->arena, &list[*count]);
		list[*count].own = !status && !at && !type->record->literal && assign_has_braces(&list[*count]);
		++*count;
	}
	for (size_t i = 0; !status && i < file_count; i++)
		status = parse_file_option(session, type, files, i, &list[(*count)++]);
	if (status) {
		release_assignments(list, *count);
		*count = 0;
	}
	*out = list;
	return status;
}

/* The record of the type that has this value in the key field; 0 when none has. */
static enum status find_by_key(struct session *session, const struct record *record, const char *key, int64_t *id)
{
	struct statement *statement;
	size_t index;
	const struct field *field = type_written(record->type, key, &index);

	*id = 0;
	if (!field || !field_stored(field))
		return type_unknown(record->type, key, &session->error);
	if (record->values[index].type == VALUE_NULL)
		return error_set(&session->error, STATUS_USAGE, "--key=%s needs %s=… among the assignments", key, key);
	enum status status = db_ask(session->store->db, &statement, "select id from \"%s\" where \"%s\" = ? order by id", record->type->record->name,
	                            field_column(field));
	if (status)
		return status;
	db_bind(statement, 1, &record->values[index]);
	if (db_next(statement, &status))
		*id = db_integer(statement, 0);
	db_done(statement);
	return status;
}

/* A record that is there already: what --on-duplicate says. fresh holds the new values. */
static enum status write_duplicate(struct session *session, const struct add_options *options, const struct record *fresh, int64_t id, struct arena *arena)
{
	const char *what = options->on_duplicate ? options->on_duplicate : "error";
	struct record *old, *record;

	if (strcmp(what, "error") == 0)
		return error_set(&session->error, STATUS_REFUSED, "%s%lld has the same %s; specify what to do with --on-duplicate", fresh->type->record->prefix, (long long)id,
		                 options->key);
	if (strcmp(what, "skip") == 0)
		return STATUS_OK;
	enum status status = row_load(session->store, fresh->type, id, arena, &old);
	if (status)
		return status;
	record = record_copy(arena, old);
	for (size_t i = 0; i < fresh->type->count; i++)
		if (fresh->values[i].type != VALUE_NULL && (strcmp(what, "update") == 0 || record->values[i].type == VALUE_NULL))
			record->values[i] = fresh->values[i];
	return save_set(session->store, old, record, arena);
}

static struct record *new_record(struct session *session, struct arena *arena)
{
	struct record *record = record_new(arena, session->type);

	record->given = arena_alloc(arena, session->type->count * sizeof *record->given);
	return record;
}

/* Records to add, and how. */
struct adding {
	struct session *session;
	const struct add_options *options;
	const struct adjustment *adjustment;
	struct targets touched;
};

/* What a new record takes from others, as a document the addresses of its customer, is there when it is made. */
static enum status adjust_added(struct adding *adding, int64_t id, struct arena *arena)
{
	struct store *store = adding->session->store;
	const struct adjustment *adjustment = adding->adjustment;
	struct record *old, *record;
	enum status status = row_load(store, adding->session->type, id, arena, &old);

	if (status)
		return status;
	record = record_copy(arena, old);
	if (adjustment->apply)
		adjustment->apply(adjustment->context, record);
	status = save_set(store, old, record, arena);
	return status || !adjustment->added ? status : adjustment->added(adjustment->context, record, arena);
}

static enum status add_record(struct adding *adding, struct record *record, struct arena *arena)
{
	struct session *session = adding->session;
	int64_t id = 0;
	enum status status = STATUS_OK;

	if (adding->options->key)
		status = find_by_key(session, record, adding->options->key, &id);
	if (!status)
		status = id ? write_duplicate(session, adding->options, record, id, arena) : save_add(session->store, record, arena);
	if (!status && !id && adding->adjustment)
		status = adjust_added(adding, record->id, arena);
	if (!status)
		targets_add(session, &adding->touched, session->type->record, id ? id : record->id);
	return status;
}

/* What a bare word says of every record is not said of one of them by its reference. */
static enum status check_bare(struct session *session, const struct bare *bare, const struct field *field)
{
	for (size_t i = 0; i < bare->references.count; i++)
		if (bare->fields[i] == field && !kinds[field->kind].list)
			return error_set(&session->error, STATUS_USAGE, "%s holds one record, not both %s and a reference from standard input", field->name, bare->references.words[i]);
	return STATUS_OK;
}

static enum status add_piped(struct adding *adding, const struct bare *bare, const struct targets *piped)
{
	struct session *session = adding->session;
	const struct record_type *at = NULL;
	struct assignment *assignments = NULL;
	const struct field *field = NULL;
	struct arena arena = { 0 };
	size_t count = 0, index = 0;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < piped->count; i++) {
		const struct target *target = &piped->items[i];
		if (target->record != at) {
			release_assignments(assignments, count);
			at = target->record;
			status = bare_field(session, adding->options->as, at, &field, &index);
			if (!status)
				status = check_bare(session, bare, field);
			if (!status)
				status = parse_assignments(session, session->type, store_type(session->store, at), 0, &adding->options->files.files, &assignments, &count);
		}
		if (status)
			break;
		arena_reset(&arena);
		struct record *record = new_record(session, &arena);
		if (field->kind == KIND_REFS) {
			struct text link = { 0 };
			reference_format(&link, at, target->id);
			record->values[index] = (struct value){ .type = VALUE_TEXT, .text = arena_string(&arena, link.data), .length = link.length };
			text_free(&link);
		} else {
			record->values[index] = value_integer(field->kind == KIND_ANYREF ? anyref_pack(at, target->id) : target->id);
		}
		status = assign_apply(session->store, assignments, count, record, target->id, &arena);
		if (!status)
			status = add_record(adding, record, &arena);
		if (status && piped->count > 1) {
			struct text reference = { 0 };
			reference_format(&reference, at, target->id);
			error_prefix(&session->error, "%s: ", reference.data);
			text_free(&reference);
		}
	}
	release_assignments(assignments, count);
	arena_free(&arena);
	return status;
}

/* One record, of what the operands say. The record at hand is the first that they name. */
static enum status add_one(struct adding *adding, const struct reference *hand, const struct assignment *assignments, size_t count)
{
	struct session *session = adding->session;
	struct record *record = new_record(session, &session->arena);
	int64_t id = 0;
	enum status status = hand->type ? store_find(session->store, hand, &id) : STATUS_OK;

	if (!status)
		status = assign_apply(session->store, assignments, count, record, id, &session->arena);
	return status ? status : add_record(adding, record, &session->arena);
}

enum status add_bare(struct session *session, const struct bare *bare, const struct add_options *options, const struct adjustment *adjustment)
{
	struct adding adding = { .session = session, .options = options, .adjustment = adjustment };
	struct targets piped = { 0 };
	struct reference hand = { 0 };
	struct assignment *assignments = NULL;
	size_t count = 0;
	struct words words;
	struct door door;
	enum status status = STATUS_OK;

	if (options->on_duplicate && !options->key)
		status = error_set(&session->error, STATUS_USAGE, "--on-duplicate needs --key=FIELD: the field whose value identifies a record");
	if (!status && bare->piped)
		status = operands_drain(session, (const char *const[]){ "-" }, 1, &words);
	if (!status && bare->references.count)
		status = reference_parse(bare->references.words[0], &hand, &session->error);
	/* What is wrong with the words themselves is reported before any lock is taken. */
	if (!status && !bare->piped)
		status = parse_assignments(session, session->type, hand.type ? store_type(session->store, hand.type) : NULL, 0, &options->files.files, &assignments, &count);
	if (!status && !bare->piped && count == 0)
		status = error_set(&session->error, STATUS_USAGE, "say what to add: %s add %s=…", session->command->name, session->type->record->title);
	if (!status)
		status = writer_begin(session);
	if (!status) {
		status = door_open(session, options->unique, &door);
		if (!status)
			status = bare->piped ? operands_find(session, &words, NULL, &piped) : add_one(&adding, &hand, assignments, count);
		if (!status && bare->piped)
			status = add_piped(&adding, bare, &piped);
		if (!status)
			status = door_close(session, &door, &adding.touched);
		status = writer_end(session, status, &adding.touched);
	}
	release_assignments(assignments, count);
	return status;
}

enum status add_run(struct session *session, const struct add_options *options, const struct adjustment *adjustment)
{
	struct bare bare;
	enum status status = bare_read(session, options->as, &bare);

	return status ? status : add_bare(session, &bare, options, adjustment);
}

const struct opt add_rows[] = {
	{ .name = "as", .arg = "FIELD", .kind = OPT_FIELDS, .help = "field that takes the references read from standard input", .target = offsetof(struct add_options, as) },
	{ .name = "key", .arg = "FIELD", .kind = OPT_FIELDS, .help = "field whose value identifies a record that already exists", .target = offsetof(struct add_options, key) },
	{ .name = "on-duplicate", .arg = "WHAT", .kind = OPT_CHOICE, .choices = "error|skip|update|fill", .help = "what to do with a record that already exists",
	  .target = offsetof(struct add_options, on_duplicate) },
	{ .name = "unique", .kind = OPT_FLAG, .help = "refuse a record that looks the same as another", .target = offsetof(struct add_options, unique) },
	{ 0 },
};

const struct opt_group add_groups[] = {
	{ options_file, offsetof(struct add_options, files), sizeof(struct file_options), FRAME_NONE },
	{ add_rows, 0, sizeof(struct add_options), FRAME_NONE },
	{ options_write, offsetof(struct add_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static enum status add(struct session *session, void *options)
{
	return add_run(session, options, NULL);
}

const struct verb add_verb = {
	.name = "add", .synopsis = "[REF…|-] [TITLE] [FIELD=VALUE…]", .help = "add a record, or one for each reference on standard input", .access = ACCESS_WRITE,
	.operands = OPERANDS_ASSIGNMENTS, .options = add_groups, .options_size = sizeof(struct add_options), .run = add,
};

enum status locate_refusal(struct session *session, enum status status, const struct target *target)
{
	struct text reference = { 0 };

	if (status != STATUS_DATA && status != STATUS_REFUSED)
		return status;
	store_reference(session->store, target->record, target->id, &reference);
	error_prefix(&session->error, "%s: ", text_string(&reference));
	text_free(&reference);
	return status;
}

enum status write_in_turn(struct writing *writing, const struct targets *targets)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < targets->count; i++) {
		arena_reset(&writing->arena);
		status = writing->each(writing, &targets->items[i]);
	}
	return status;
}

enum status write_all(struct writing *writing, const char *what, const char *example, enum assigns assigns,
                      enum status (*all)(struct writing *writing, const struct targets *targets))
{
	struct session *session = writing->session;
	struct targets targets = { 0 };
	size_t first = session->operand_count;
	struct words words;
	enum status status = assigns ? split_operands(session, &first) : STATUS_OK;

	if (!status && first == 0)
		status = error_set(&session->error, STATUS_USAGE, "name what to %s first: %s %s %s12%s", what, session->command->name, session->verb->name,
		                   session->type->record->prefix, example);
	if (!status)
		status = operands_drain(session, session->operands, first, &words);
	if (!status && assigns)
		status = parse_assignments(session, session->type, session->type, first, writing->files, &writing->assignments, &writing->count);
	if (!status && assigns == ASSIGNS_SOMETHING && writing->count == 0)
		status = error_set(&session->error, STATUS_USAGE, "say what to set: field=value, without blanks around the =");
	if (!status)
		status = writer_begin(session);
	if (!status) {
		status = operands_find(session, &words, session->type->record, &targets);
		if (!status)
			status = all(writing, &targets);
		status = writer_end(session, status, &writing->touched);
	}
	release_assignments(writing->assignments, writing->count);
	arena_free(&writing->arena);
	return status;
}

enum status write_each(struct session *session, const void *options, const char *what, const char *example, enum assigns assigns,
                       enum status (*each)(struct writing *writing, const struct target *target))
{
	struct writing writing = { .session = session, .options = options, .each = each };

	return write_all(&writing, what, example, assigns, write_in_turn);
}

static enum status copy_target(struct writing *writing, const struct target *target)
{
	struct session *session = writing->session;
	struct arena *arena = &writing->arena;
	struct record *old, *record = record_new(arena, session->type);
	enum status status = row_require(session->store, session->type, target->id, arena, &old);

	if (!status)
		status = private_refuse(session->store, old);
	if (status)
		return locate_refusal(session, status, target);
	for (size_t i = 0; i < session->type->count; i++) {
		const struct field *field = session->type->fields[i];
		if (!field->nocopy && !field->unique && (!field->computed || field->content) && !field->derived)
			record->values[i] = old->values[i];
	}
	status = assign_apply(session->store, writing->assignments, writing->count, record, target->id, arena);
	if (!status && type_field(session->type, "currency", NULL))
		status = rule_currency(session->store, old, record);
	if (!status)
		status = rules_copy(session->store, old, record);
	if (!status)
		status = save_add(session->store, record, arena);
	if (!status)
		status = children_copy(session->store, session->type->record, target->id, record->id);
	if (!status)
		targets_add(session, &writing->touched, session->type->record, record->id);
	return locate_refusal(session, status, target);
}

static enum status copy(struct session *session, void *options)
{
	return write_each(session, options, "copy", "", ASSIGNS_ANYTHING, copy_target);
}

const struct verb copy_verb = {
	.name = "copy", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "add copies of records", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	.options = write_groups, .options_size = sizeof(struct write_options), .run = copy,
};
