#include "cli/document_parts.h"

#include "base/date.h"
#include "base/money.h"
#include "io/out.h"
#include "query/assign.h"
#include "store/private.h"
#include "store/children.h"
#include "store/journal.h"
#include <string.h>

const char document_name[] = "edit.yaml";

enum { BLOCK_INDENT = 2 };

/* Points in time stand in the zone of the database where that names the same second, else as stored. */
const char *document_text(struct store *store, const struct record *record, size_t index, struct arena *arena)
{
	const struct field *field = record->type->fields[index];
	const struct value *value = &record->values[index];
	struct text text = { 0 };
	char instant[TIMESTAMP_SIZE];

	if (field->kind == KIND_TIMESTAMP && value->type == VALUE_TEXT) {
		timestamp_local(&text, value->text);
		if (timestamp_parse(&store->conventions, text_string(&text), instant, NULL) || strcmp(instant, value->text) != 0)
			text_clear(&text);
	}
	if (!text.length)
		field_format(field, value, record_digits(record), &text);
	return text_take(&text, arena);
}

void document_take_values(struct store *store, const struct record *record, struct arena *arena, struct document *out)
{
	const struct type *type = record->type;

	out->values = arena_alloc(arena, (type->count + 1) * sizeof *out->values);
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		bool own = !type->record->parent || children_own(type->record, field);
		if (!assign_is_writable(field) || (!own && strcmp(field->name, "currency") != 0))
			continue;
		const char *text = document_text(store, record, i, arena);
		out->values[out->count++] = (struct document_value){ .field = field->id, .name = arena_string(arena, field->name), .list = kinds[field->kind].list,
			                                             .text = text, .length = strlen(text), .hidden_count = !own };
	}
}

enum status edited_load(struct store *store, const struct type *type, int64_t id, struct arena *arena, struct document *out)
{
	struct text reference = { 0 };
	struct record *record = NULL;
	int64_t version = 0;
	enum status status = store_reference(store, type->record, id, &reference);

	*out = (struct document){ .id = id, .reference = arena_string(arena, text_string(&reference)), .version = "" };
	text_free(&reference);
	if (!status)
		status = row_load(store, type, id, arena, &record);
	if (!status && !record)
		status = error_set(store->error, STATUS_REFUSED, "there is no %s %s", type->record->name, out->reference);
	private_acting(store);
	if (!status)
		status = private_refuse(store, record);
	if (!status)
		status = journal_version(store, type->record, id, &version);
	if (status)
		return status;
	if (version)
		out->version = arena_printf(arena, "%s%lld", record_change.prefix, (long long)version);
	document_take_values(store, record, arena, out);
	return document_load_lines(store, type->record, arena, out);
}

static void write_list(const struct document_value *value, struct text *out)
{
	for (const char *item = value->text; *item;) {
		size_t length = strcspn(item, ",");
		yaml_item(out, item, length, BLOCK_INDENT);
		item += length + (item[length] == ',');
	}
}

void document_write(const struct document *document, struct text *out)
{
	text_printf(out, "ref: %s\nversion: %s\n", document->reference, document->version);
	for (size_t i = 0; i < document->count; i++) {
		const struct document_value *value = &document->values[i];
		text_printf(out, "%s:", value->name);
		if (value->list) {
			write_list(value, out);
		} else if (value->length) {
			text_byte(out, ' ');
			yaml_bare(out, value->text, value->length, BLOCK_INDENT);
		}
		text_byte(out, '\n');
	}
	document_write_lines(document, out);
}

static const struct document_value *value_of(const struct document *document, int field)
{
	static const struct document_value none = { .text = "" };

	for (size_t i = 0; i < document->count; i++)
		if (document->values[i].field == field)
			return &document->values[i];
	return &none;
}

/* The text of a node as one would write it in an assignment. */
static enum status node_text(const struct reading *reading, const struct field *field, const struct yaml_node *node, const char **out)
{
	struct text joined = { 0 };

	*out = node->text;
	if (node->type == YAML_SCALAR)
		return STATUS_OK;
	if (node->type == YAML_MAPPING || !kinds[field->kind].list)
		return yaml_fail(reading->error, STATUS_DATA, reading->file, node, AT_VALUE,
		                 node->type == YAML_MAPPING ? "%s: text is expected here; put it in quotes" : "%s holds one value, not a list", node->key);
	for (const struct yaml_node *item = node->child; item; item = item->next) {
		if (item->type != YAML_SCALAR) {
			text_free(&joined);
			return yaml_fail(reading->error, STATUS_DATA, reading->file, item, AT_VALUE, "%s: an item is one word; put it in quotes", node->key);
		}
		text_printf(&joined, "%s%s", joined.length && item->length ? "," : "", item->text);
	}
	*out = text_take(&joined, reading->arena);
	return STATUS_OK;
}

static void add_edit(struct document *document, struct document_edit edit)
{
	bool first = strcmp(edit.field->name, "currency") == 0;

	if (first)
		memmove(document->edits + 1, document->edits, document->edit_count * sizeof *document->edits);
	document->edits[first ? 0 : document->edit_count] = edit;
	document->edit_count++;
}

enum status document_read_field(const struct reading *reading, const struct yaml_node *node)
{
	size_t index;
	const struct field *field = type_written(reading->type, node->key, &index);
	const char *text;

	if (!field) {
		type_unknown(reading->type, node->key, reading->error);
		reading->error->status = STATUS_DATA;
		return error_place(reading->error, reading->file, node->key_line, node->key_column);
	}
	if (!assign_is_writable(field) || (reading->type->record->parent && !children_own(reading->type->record, field)))
		return yaml_fail(reading->error, STATUS_DATA, reading->file, node, AT_KEY,
		                 field->derived ? "%s cannot be set: it is derived from other fields" : "%s cannot be set: it is maintained by the program", node->key);
	if (reading->seen[index])
		return yaml_fail(reading->error, STATUS_DATA, reading->file, node, AT_KEY, "%s is given twice, under two names", field->name);
	reading->seen[index] = true;
	const char *before = value_of(reading->document, field->id)->text;
	enum status status = node_text(reading, field, node, &text);
	if (status || strcmp(text, before) == 0)
		return status;
	/* A | block of one line has a newline at its end. */
	size_t length = strlen(text);
	if (field->kind != KIND_LONGTEXT)
		while (length && text[length - 1] == '\n')
			length--;
	add_edit(reading->document, (struct document_edit){ .field = field, .index = index, .text = arena_copy(reading->arena, text, length),
	                                                    .before = before, .line = node->line, .column = node->column });
	return STATUS_OK;
}

/* Another currency makes other amounts of all that stand beside it, though their digits stay. */
static void add_amounts(const struct reading *reading, const struct yaml_node *node)
{
	struct document *document = reading->document;

	if (!document->edit_count || strcmp(document->edits[0].field->name, "currency") != 0)
		return;
	for (size_t i = 0; i < reading->type->count; i++) {
		const struct field *field = reading->type->fields[i];
		const char *text = value_of(document, field->id)->text;
		bool edited = false;
		for (size_t k = 0; k < document->edit_count; k++)
			edited |= document->edits[k].index == i;
		if (field->kind != KIND_MONEY || !assign_is_writable(field) || edited || !*text)
			continue;
		const struct yaml_node *own = yaml_get(node, field->name);
		const struct document_edit *currency = &document->edits[0];
		add_edit(document, (struct document_edit){ .field = field, .index = i, .text = text, .before = text,
		                                           .line = own ? own->line : currency->line, .column = own ? own->column : currency->column });
	}
}

static enum status find_document(struct reading *reading, const struct yaml_node *node, struct document *documents, size_t count)
{
	const struct yaml_node *place = yaml_get(node, "ref");
	const char *reference = yaml_string(node, "ref");

	if (node->type != YAML_MAPPING)
		return yaml_fail(reading->error, STATUS_DATA, reading->file, node, AT_VALUE, "a record consists of lines of the form field: value");
	if (!reference || !*reference)
		return yaml_fail(reading->error, STATUS_DATA, reading->file, place ? place : node, AT_VALUE, "the ref of the record is missing");
	for (size_t i = 0; i < count; i++) {
		if (strcmp(documents[i].reference, reference) != 0)
			continue;
		reading->document = &documents[i];
		return documents[i].present ? yaml_fail(reading->error, STATUS_DATA, reading->file, place, AT_VALUE, "%s is given twice", reference) : STATUS_OK;
	}
	return yaml_fail(reading->error, STATUS_REFUSED, reading->file, place, AT_VALUE, "%s is not a record being edited; leave ref as it was", reference);
}

static enum status read_document(struct reading *reading, const struct yaml_node *node, struct document *documents, size_t count)
{
	enum status status = find_document(reading, node, documents, count);

	if (status)
		return status;
	struct document *document = reading->document;
	document->present = true;
	document->file = reading->file;
	document->edits = arena_alloc(reading->arena, (reading->type->count + 1) * sizeof *document->edits);
	reading->seen = arena_alloc(reading->arena, (reading->type->count + 1) * sizeof *reading->seen);
	for (const struct yaml_node *child = node->child; !status && child; child = child->next) {
		if (strcmp(child->key, "ref") == 0)
			continue;
		if (document->lines_name && strcmp(child->key, document->lines_name) == 0)
			status = document_read_lines(reading, child);
		else if (strcmp(child->key, "version") != 0)
			status = document_read_field(reading, child);
		else if (child->type != YAML_SCALAR || strcmp(child->text, document->version) != 0)
			status = yaml_fail(reading->error, STATUS_DATA, reading->file, child, AT_VALUE, "version is maintained by the program; leave it as it was");
	}
	if (!status)
		add_amounts(reading, node);
	return status;
}

enum status document_read(const char *file, const char *data, size_t length, const struct type *type, struct document *documents, size_t count, struct arena *arena,
                          struct error *error)
{
	struct reading reading = { .file = file, .type = type, .arena = arena, .error = error };
	struct yaml_node *nodes;
	enum status status = yaml_parse(arena, file, data, length, &nodes, error);

	if (status)
		return status;
	for (const struct yaml_node *node = nodes->child; !status && node; node = node->next)
		if (!node->null)
			status = read_document(&reading, node, documents, count);
	return status;
}

enum { REPORT_LIMIT = 80 };

/* A value in a message: in quotes, on one line, cut at a character. */
static void report_value(struct text *out, const char *value)
{
	size_t length = strlen(value), shown = length;

	if (!length) {
		text_add(out, "nothing");
		return;
	}
	if (length > REPORT_LIMIT)
		for (shown = REPORT_LIMIT; shown && ((unsigned char)value[shown] & 0xC0) == 0x80; shown--)
			;
	out_json_string(out, value, shown);
	text_add(out, shown < length ? "…" : "");
}

static enum status conflict(struct store *store, const struct document *document, const char *field, const char *mine, const char *before,
                            const char *now)
{
	struct text texts[3] = { 0 };

	report_value(&texts[0], mine);
	report_value(&texts[1], before);
	report_value(&texts[2], now);
	error_at(store->error, STATUS_REFUSED, document->reference, 0, 0, "%s: you wrote %s, but meanwhile it was changed from %s to %s", field,
	         texts[0].data, texts[1].data, texts[2].data);
	for (size_t i = 0; i < 3; i++)
		text_free(&texts[i]);
	return STATUS_REFUSED;
}

/* Amounts were written in the currency of the document. */
static enum status check_currency(struct store *store, const struct document *document, const struct record *now, struct arena *arena)
{
	size_t index;
	bool money = false;
	const struct field *field = type_field(now->type, "currency", &index);

	for (size_t i = 0; i < document->edit_count; i++)
		money |= document->edits[i].field->kind == KIND_MONEY;
	if (!field || !money || strcmp(document->edits[0].field->name, "currency") == 0)
		return STATUS_OK;
	const char *before = value_of(document, field->id)->text, *today = document_text(store, now, index, arena);
	return strcmp(before, today) == 0 ? STATUS_OK : conflict(store, document, "currency", before, before, today);
}

enum status document_merge(struct store *store, const struct document *document, const struct record *now, struct arena *arena, struct record **out)
{
	struct record *merged = record_copy(arena, now);
	enum status status = check_currency(store, document, now, arena);

	*out = merged;
	for (size_t i = 0; !status && i < document->edit_count; i++) {
		const struct document_edit *edit = &document->edits[i];
		const struct assignment assignment = { .field = edit->field, .index = edit->index, .operation = ASSIGN_SET, .text = edit->text };
		status = assign_apply(store, &assignment, 1, merged, document->id, arena);
		if (status == STATUS_USAGE) /* it stands in a file, not on the command line */
			status = store->error->status = STATUS_DATA;
		if (status == STATUS_DATA || status == STATUS_REFUSED)
			error_place(store->error, document->file, edit->line, edit->column);
	}
	for (size_t i = 0; !status && i < document->edit_count; i++) {
		const struct document_edit *edit = &document->edits[i];
		const char *today = document_text(store, now, edit->index, arena);
		bool same = value_equal(&merged->values[edit->index], &now->values[edit->index]);
		if (strcmp(today, edit->before) != 0 && !same)
			status = conflict(store, document, edit->field->name, edit->text, edit->before, today);
	}
	return status;
}
