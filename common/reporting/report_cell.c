/* Cells of reports: from values to text, by the column; the headings of columns. */
#include "reporting/report_parts.h"

#include "base/money.h"
#include "query/compile.h"
#include "io/out.h"
#include "query/resolve.h"
#include <string.h>

static bool is_chinese(const struct report *report)
{
	return strcmp(report->store->conventions.language, "zh") == 0;
}

const char *report_label_of(struct report *report, const struct record_type *record, const struct field *field, const char *path)
{
	const char *language = report->store->conventions.language;

	if (!field && !strchr(path, '.'))
		return is_chinese(report) ? "编号" : "Ref";
	if (!field)
		return path;
	if (!strchr(path, '.'))
		return field_label(field, language);
	return arena_printf(&report->arena, "%s: %s", is_chinese(report) ? record->zh : record->en, field_label(field, language));
}

/* A reference, and for people the title of the record; one that cannot be read has none. */
static void format_reference(struct report *report, const struct record_type *record, int64_t id, struct text *out)
{
	struct text title = { 0 };

	if (record->parent) {
		store_reference(report->store, record, id, out);
		return;
	}
	reference_format(out, record, id);
	if (report->request.human && resolve_title(report->store, record, id, &title) == STATUS_OK && title.length)
		text_printf(out, " %s", title.data);
	text_free(&title);
}

static void format_pick(struct report *report, const struct field *field, const struct value *value, struct text *out)
{
	const struct pick *pick = report->request.human ? pick_find(field->picks, value->text) : NULL;
	const char *label = !pick ? value->text : is_chinese(report) && pick->zh && *pick->zh ? pick->zh : pick->en && *pick->en ? pick->en : pick->key;

	text_add(out, label);
}

static int digits_of(const char *currency)
{
	int digits = currency && *currency ? currency_digits(currency) : 2;

	return digits < 0 ? 2 : digits;
}

void report_format(struct report *report, const struct report_column *column, const struct value *value, const char *currency, struct text *out)
{
	static const struct field amount = { .name = "amount", .kind = KIND_MONEY }, number = { .name = "number", .kind = KIND_DECIMAL };
	const struct field *field = column->field;
	int64_t id = value->integer;

	if (value->type == VALUE_NULL)
		return;
	if (column->record) {
		format_reference(report, column->record, id, out);
	} else if (field && (field->kind == KIND_REF || field->kind == KIND_ANYREF)) {
		const struct record_type *target = field->kind == KIND_REF ? field->target : anyref_unpack(value->integer, &id);
		if (target)
			format_reference(report, target, id, out);
	} else if (field && field->kind == KIND_PICK) {
		format_pick(report, field, value, out);
	} else if (field && field->kind == KIND_TIMESTAMP && report->request.human) {
		timestamp_local(out, value->text);
	} else if (field || column->money || column->decimal || column->percent) {
		field_format(field ? field : column->money ? &amount : &number, value, digits_of(currency), out);
		if (column->percent && !field && report->request.human)
			text_byte(out, '%');
	} else if (value->type == VALUE_TEXT) {
		text_add(out, value->text);
	} else {
		text_integer(out, value->integer);
	}
}

/* What is a heading in the language of the database: "English|中文". */
static const char *in_language(struct report *report, const char *label)
{
	const char *bar = label ? strchr(label, '|') : NULL;

	if (!bar)
		return label;
	return is_chinese(report) ? bar + 1 : arena_copy(&report->arena, label, (size_t)(bar - label));
}

void report_add_column(struct report_making *making, const struct report_column *column)
{
	struct report *report = making->report;

	report->columns = array_grow(&report->arena, report->columns, report->column_count, sizeof *report->columns);
	struct report_column *own = &report->columns[report->column_count++];
	*own = *column;
	if (!own->label && own->field)
		own->label = field_label(own->field, report->store->conventions.language);
	else
		own->label = own->label ? in_language(report, own->label) : own->name;
	if (!own->type)
		own->type = own->field ? out_type_of(own->field) : own->money || own->decimal || own->percent ? OUT_AMOUNT : own->text || own->record ? OUT_STRING : OUT_NUMBER;
	report->groups += own->group;
}

void report_add_row(struct report_making *making, int level, const struct value *values, const char *currency, const char *filter)
{
	struct report *report = making->report;
	struct arena *arena = &report->arena;
	size_t count = report->column_count;
	struct value *own = arena_alloc(arena, count * sizeof *own);
	struct out_cell *cells = arena_alloc(arena, count * sizeof *cells);
	struct text text = { 0 };

	currency = currency ? arena_string(arena, currency) : "";
	for (size_t i = 0; i < count; i++) {
		own[i] = values[i];
		if (own[i].type == VALUE_TEXT)
			own[i].text = arena_copy(arena, values[i].text, values[i].length);
		text_clear(&text);
		report_format(report, &report->columns[i], &own[i], currency, &text);
		cells[i] = (struct out_cell){ arena_copy(arena, text_string(&text), text.length), text.length };
	}
	text_free(&text);
	report->rows = array_grow(arena, report->rows, report->row_count, sizeof *report->rows);
	report->rows[report->row_count++] = (struct report_row){ .level = level < 0 ? 0 : level, .total = level < (int)report->groups, .cells = cells, .values = own, .currency = currency,
	                                                       .filter = filter ? arena_string(arena, filter) : NULL };
}
