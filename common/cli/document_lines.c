/* The lines of a record in its YAML document: a sequence of mappings, each with its number; one without is new. */
#include "cli/document_parts.h"

#include "store/children.h"
#include "store/remove.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>

enum { LINE_BLOCK_INDENT = 6 };

enum status document_load_lines(struct store *store, const struct record_type *record, struct arena *arena, struct document *out)
{
	const struct field *field = children_field(record);
	struct record **lines;

	if (!field)
		return STATUS_OK;
	out->lines_name = arena_string(arena, field->name);
	enum status status = children_load(store, field->target, out->id, arena, &lines, &out->line_count);
	out->lines = arena_alloc(arena, (out->line_count + 1) * sizeof *out->lines);
	for (size_t i = 0; !status && i < out->line_count; i++) {
		struct document *line = &out->lines[i];
		*line = (struct document){ .id = lines[i]->id, .number = record_integer(lines[i], "number"), .version = "" };
		line->reference = arena_printf(arena, "%s.%lld", out->reference, (long long)line->number);
		document_take_values(store, lines[i], arena, line);
	}
	return status;
}

/* Lists stand on one line here, their items between commas: a line of a document is to be seen as a whole. */
void document_write_lines(const struct document *document, struct text *out)
{
	if (document->lines_name)
		text_printf(out, "%s:\n", document->lines_name);
	for (size_t i = 0; i < document->line_count; i++) {
		const struct document *line = &document->lines[i];
		text_printf(out, "  - number: %lld\n", (long long)line->number);
		for (size_t k = 0; k < line->count; k++) {
			if (line->values[k].hidden_count)
				continue;
			text_printf(out, "    %s:", line->values[k].name);
			if (line->values[k].length) {
				text_byte(out, ' ');
				yaml_bare(out, line->values[k].text, line->values[k].length, LINE_BLOCK_INDENT);
			}
			text_byte(out, '\n');
		}
	}
}

static struct document *line_of(struct document *document, const char *number)
{
	char *end;
	long long wanted = strtoll(number, &end, 10);

	for (size_t i = 0; i < document->line_count && end > number && !*end; i++)
		if (document->lines[i].number == wanted)
			return &document->lines[i];
	return NULL;
}

/* The line that a mapping stands for. */
static enum status find_line(const struct reading *reading, const struct yaml_node *node, struct document **out)
{
	const struct yaml_node *number = yaml_get(node, "number");

	if (node->type != YAML_MAPPING)
		return yaml_fail(reading->error, STATUS_DATA, reading->file, node, AT_VALUE,
		                 "a line consists of field: value pairs, with its number; without a number it is new");
	if (!number || number->null) {
		*out = arena_alloc(reading->arena, sizeof **out);
		**out = (struct document){ .reference = arena_printf(reading->arena, "%s, a new line", reading->document->reference), .version = "" };
		return STATUS_OK;
	}
	*out = number->type == YAML_SCALAR ? line_of(reading->document, number->text) : NULL;
	if (!*out)
		return yaml_fail(reading->error, STATUS_DATA, reading->file, number, AT_VALUE,
		                 "number: there is no line with this number; leave the number out for a new line");
	return (*out)->present ? yaml_fail(reading->error, STATUS_DATA, reading->file, number, AT_VALUE, "%s is given twice", (*out)->reference) : STATUS_OK;
}

static enum status read_line(const struct reading *reading, const struct yaml_node *node)
{
	const struct type *type = reading->document->line_type;
	struct reading own = *reading;
	enum status status = find_line(reading, node, &own.document);

	if (status)
		return status;
	own.type = type;
	own.seen = arena_alloc(reading->arena, (type->count + 1) * sizeof *own.seen);
	own.document->present = true;
	own.document->line = node->line;
	own.document->edits = arena_alloc(reading->arena, (type->count + 1) * sizeof *own.document->edits);
	for (const struct yaml_node *child = node->child; !status && child; child = child->next)
		if (strcmp(child->key, "number") != 0)
			status = document_read_field(&own, child);
	reading->document->taken[reading->document->taken_count++] = own.document;
	return status;
}

enum status document_read_lines(const struct reading *reading, const struct yaml_node *node)
{
	struct document *document = reading->document;
	enum status status = STATUS_OK;

	if (document->lines_present)
		return yaml_fail(reading->error, STATUS_DATA, reading->file, node, AT_KEY, "%s is given twice", document->lines_name);
	if (node->type != YAML_SEQUENCE && !node->null)
		return yaml_fail(reading->error, STATUS_DATA, reading->file, node, AT_VALUE, "%s: a list of lines is expected here, each after a -",
		                 document->lines_name);
	document->lines_present = true;
	document->taken = arena_alloc(reading->arena, (node->count + 1) * sizeof *document->taken);
	for (const struct yaml_node *child = node->child; !status && child; child = child->next)
		status = read_line(reading, child);
	return status;
}

static enum status with_line(struct store *store, enum status status, const struct document *line)
{
	struct error *error = store->error;

	if ((status != STATUS_DATA && status != STATUS_REFUSED) || error->place || error->code == ERROR_IN_USE)
		return status;
	error_prefix(error, "%s: ", line->reference);
	return line->line ? error_place(error, document_name, line->line, 0) : status;
}

/* A line that was deleted in the document, but that somebody else changed meanwhile, is not lost without a word. */
static enum status remove_line(struct store *store, const struct document *line, const struct type *type, struct arena *arena)
{
	struct document today = { 0 };
	struct record *now;
	enum status status = row_load(store, type, line->id, arena, &now);

	if (status || !now)
		return status;
	document_take_values(store, now, arena, &today);
	for (size_t i = 0; i < today.count && i < line->count; i++)
		if (today.values[i].field != line->values[i].field || strcmp(today.values[i].text, line->values[i].text) != 0)
			return error_set(store->error, STATUS_REFUSED, "you removed the line, but meanwhile its %s was changed", today.values[i].name);
	return remove_record(store, type, line->id, false, arena);
}

static enum status add_line(struct store *store, const struct document *parent, struct document *line, const struct type *type, struct arena *arena)
{
	struct document empty = { 0 };
	struct record *record, *filled;
	enum status status = children_new(store, type->record, parent->id, arena, &record);

	if (status)
		return status;
	/* What it is merged with has nothing but the currency of the record. */
	document_take_values(store, record, arena, &empty);
	line->values = empty.values;
	line->count = empty.count;
	status = document_merge(store, line, record, arena, &filled);
	if (!status)
		status = save_add(store, filled, arena);
	line->id = status ? 0 : filled->id;
	return status;
}

static enum status change_line(struct store *store, const struct document *line, const struct type *type, struct arena *arena)
{
	struct record *now, *record;
	enum status status = row_load(store, type, line->id, arena, &now);

	if (status || (!now && !line->edit_count))
		return status;
	if (!now)
		return error_set(store->error, STATUS_REFUSED, "the line no longer exists");
	status = document_merge(store, line, now, arena, &record);
	return status ? status : save_set(store, now, record, arena);
}

/* The lines as the document has them, and behind them those that came meanwhile; only if that is another order than theirs, places are given. */
static enum status place_lines(struct store *store, const struct document *document, const struct type *type, struct arena *arena)
{
	struct record **now, **wanted;
	size_t count, kept = 0;
	enum status status = children_load(store, type->record, document->id, arena, &now, &count);

	if (status || !type_field(type, "position", NULL))
		return status;
	wanted = arena_alloc(arena, (count + 1) * sizeof *wanted);
	bool *used = arena_alloc(arena, (count + 1) * sizeof *used), same = true;
	for (size_t i = 0, guess = 0; i < document->taken_count; i++) {
		for (size_t k = 0; k < count; k++, guess++) {
			size_t at = guess % count;
			if (now[at]->id != document->taken[i]->id || used[at])
				continue;
			used[at] = true;
			wanted[kept++] = now[at];
			guess++;
			break;
		}
	}
	for (size_t i = 0; i < count; i++)
		if (!used[i])
			wanted[kept++] = now[i];
	for (size_t i = 0; i < count; i++)
		same &= wanted[i] == now[i];
	return same ? STATUS_OK : children_place(store, wanted, kept, arena);
}

enum status document_save_lines(struct store *store, const struct document *document, struct arena *arena)
{
	enum status status = STATUS_OK;

	if (!document->lines_present)
		return STATUS_OK;
	const struct type *type = document->line_type;
	for (size_t i = 0; !status && i < document->line_count; i++)
		if (!document->lines[i].present)
			status = with_line(store, remove_line(store, &document->lines[i], type, arena), &document->lines[i]);
	for (size_t i = 0; !status && i < document->taken_count; i++) {
		struct document *line = document->taken[i];
		status = with_line(store, line->id ? change_line(store, line, type, arena) : add_line(store, document, line, type, arena), line);
	}
	return status ? status : place_lines(store, document, type, arena);
}
