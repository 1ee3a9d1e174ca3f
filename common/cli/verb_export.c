/* export: records with every field and, where they have lines, with these, so that import reads them back.
 *
 * In CSV and TSV each line has a row. The reference stands in all of them, so that rows keep together however they are sorted; the other fields of the
 * record stand in the first one only, so that a sum over total is right. JSON and YAML have the lines in the record. */
#include "cli/verbs.h"

#include "store/children.h"
#include <string.h>

struct exporting {
	struct session *session;
	const struct list_options *asked;
	struct query query, lines;
	const struct field *field;     /* that stands for the lines */
	size_t own, extra;             /* columns of the record; of a line, without its reference */
	bool nested;
	struct text *scratch;          /* of each column */
	struct out_cell *cells;
	struct out_column *columns;    /* both */
	struct arena arena;            /* the lines of one record, where they are nested */
	int64_t rows;
};

/* What a line says, without what follows from the record that it stands in. */
static enum status choose_lines(struct exporting *exporting)
{
	struct query *lines = &exporting->lines;
	const struct type *type = store_type(exporting->session->store, exporting->field->target);
	size_t position;

	query_init(lines, exporting->session->store, type);
	lines->raw = true;
	enum status status = query_column(lines, "ref");
	if (!status)
		status = query_column(lines, "number");
	for (size_t i = 0; !status && i < type->count; i++)
		if (!type->fields[i]->hidden && children_own(type->record, type->fields[i]))
			status = query_column(lines, type->fields[i]->name);
	if (!status)
		status = query_sort(lines, type_field(type, "position", &position) ? "position,number" : "number");
	if (!status)
		query_parent(lines, 0);
	return status;
}

static void name_columns(struct exporting *exporting)
{
	struct session *session = exporting->session;
	struct out_column *own = session_columns(session, &exporting->query), *extra = session_columns(session, &exporting->lines);
	struct text word = { 0 };

	exporting->own = exporting->query.column_count;
	exporting->extra = exporting->lines.column_count - 1;
	exporting->columns = arena_alloc(&session->arena, (exporting->own + exporting->extra + 1) * sizeof *own);
	memcpy(exporting->columns, own, exporting->own * sizeof *own);
	children_word(&word, exporting->field);
	for (size_t i = 0; i < exporting->extra; i++) {
		struct out_column *column = &exporting->columns[exporting->own + i];
		*column = extra[i + 1];
		if (!exporting->nested)
			column->name = arena_printf(&session->arena, "%s.%s", word.data, column->name);
	}
	text_free(&word);
}

static void read_cells(struct query *query, size_t skipped, size_t count, struct text *scratch, struct out_cell *cells)
{
	for (size_t i = 0; i < count; i++)
		query_cell(query, &query->columns[i + skipped], &scratch[i], &cells[i].text, &cells[i].length);
}

/* One row: the record, or its reference alone, and a line or none. */
static void write_row(struct exporting *exporting, struct out *out)
{
	out_row(out, exporting->cells);
	for (size_t i = 1; i < exporting->own; i++)
		exporting->cells[i] = (struct out_cell){ "", 0 };
}

static enum status write_flat(struct exporting *exporting, struct out *out)
{
	struct out_cell *cells = exporting->cells + exporting->own;
	struct text *scratch = exporting->scratch + exporting->own;
	size_t count = 0;
	bool row;
	enum status status;

	while (!(status = query_next(&exporting->lines, NULL, &row)) && row && !out_broken(out)) {
		read_cells(&exporting->lines, 1, exporting->extra, scratch, cells);
		write_row(exporting, out);
		count++;
	}
	for (size_t i = 0; !count && i < exporting->extra; i++)
		cells[i] = (struct out_cell){ "", 0 };
	if (!status && !count)
		write_row(exporting, out);
	return status;
}

static enum status write_nested(struct exporting *exporting, struct out *out)
{
	struct out_lines lines = { .columns = exporting->columns + exporting->own, .column_count = exporting->extra };
	size_t width = exporting->extra;
	struct out_cell *cells = NULL;
	enum status status;
	bool row;

	while (!(status = query_next(&exporting->lines, NULL, &row)) && row) {
		cells = array_grow(&exporting->arena, cells, lines.row_count, width * sizeof *cells);
		struct out_cell *line = cells + lines.row_count++ * width;
		read_cells(&exporting->lines, 1, width, exporting->scratch + exporting->own, line);
		for (size_t i = 0; i < width; i++)
			line[i].text = arena_copy(&exporting->arena, line[i].text, line[i].length);
	}
	lines.cells = cells;
	exporting->cells[exporting->own] = (struct out_cell){ "", 0 };
	out_take_lines(out, &lines);
	out_row(out, exporting->cells);
	return status;
}

static enum status write_records(struct exporting *exporting, struct out *out)
{
	struct query *lines = &exporting->lines;
	enum status status = query_open(&exporting->query);
	int64_t id;
	bool row;

	while (!status && !(status = query_next(&exporting->query, &id, &row)) && row && !out_broken(out)) {
		exporting->rows++;
		arena_reset(&exporting->arena);
		read_cells(&exporting->query, 0, exporting->own, exporting->scratch, exporting->cells);
		lines->binds[lines->bind_count - 1] = value_integer(id);
		status = query_open(lines);
		if (!status)
			status = exporting->nested ? write_nested(exporting, out) : write_flat(exporting, out);
	}
	query_close(lines);
	query_close(&exporting->query);
	return status;
}

static enum status export_lines(struct exporting *exporting, const char *columns, const struct out_options *options)
{
	struct session *session = exporting->session;
	enum status status = reader_prepare(session, exporting->asked, &exporting->query, columns, true);

	if (!status)
		status = choose_lines(exporting);
	if (status)
		return status;
	name_columns(exporting);
	size_t count = exporting->own + exporting->extra + 1, shown = exporting->own + exporting->extra;
	exporting->scratch = arena_alloc(&session->arena, count * sizeof *exporting->scratch);
	exporting->cells = arena_alloc(&session->arena, count * sizeof *exporting->cells);
	struct out_column *all = exporting->columns;
	if (exporting->nested) {
		shown = exporting->own + 1;
		all = arena_alloc(&session->arena, shown * sizeof *all);
		memcpy(all, exporting->columns, exporting->own * sizeof *all);
		all[exporting->own] = (struct out_column){ .name = exporting->field->name, .label = exporting->field->name, .type = OUT_LINES };
	}
	struct out *out = out_open(options, all, shown);
	status = write_records(exporting, out);
	status = session_close_out(session, out, status);
	for (size_t i = 0; i < count; i++)
		text_free(&exporting->scratch[i]);
	return status ? status : reader_conclude(session, &exporting->query, exporting->rows, exporting->asked->read.exit_code);
}

/* The columns that were asked for without the field of the lines; *asked: it was among them. */
static const char *without_lines(struct session *session, const char *columns, const char *name, bool *asked)
{
	struct text kept = { 0 };

	*asked = false;
	for (const char *item = columns; *item;) {
		size_t length = strcspn(item, ","), sign = *item == '+';
		if (length == strlen(name) + sign && strncmp(item + sign, name, length - sign) == 0) {
			*asked = true;
		} else {
			text_add(&kept, kept.length ? "," : "");
			text_append(&kept, item, length);
		}
		item += length + (item[length] == ',');
	}
	const char *rest = arena_string(&session->arena, kept.length ? kept.data : "ref");
	text_free(&kept);
	return rest;
}

static enum status export(struct session *session, void *context)
{
	const struct list_options *asked = context;
	struct exporting exporting = { .session = session, .asked = asked, .field = children_field(session->type->record) };
	const char *columns = asked->read.columns;
	struct out_options options;
	bool lines = !columns;

	if (asked->read.output.format) {
		out_options_of(session, &options);
	} else {
		out_options_unpaged(session, &options);
		options.format = OUT_CSV;
	}
	options.header = options.names = true;
	options.colour = false;
	options.width = 0;
	if (columns && exporting.field)
		columns = without_lines(session, columns, exporting.field->name, &lines);
	exporting.nested = options.format == OUT_JSON || options.format == OUT_NDJSON || options.format == OUT_YAML;
	bool rows = options.format == OUT_CSV || options.format == OUT_TSV || options.format == OUT_XLSX;
	if (!exporting.field || !lines || (!exporting.nested && !rows))
		return reader_print(session, asked, columns ? columns : "all", &options);
	enum status status = export_lines(&exporting, columns ? columns : "all", &options);
	query_free(&exporting.query);
	query_free(&exporting.lines);
	arena_free(&exporting.arena);
	return status;
}

const struct verb export_verb = {
	.name = "export", .synopsis = "[FILTER…]", .help = "write records with all fields, in a form that import can read", .access = ACCESS_READ,
	.operands = OPERANDS_FILTER, .options = list_groups, .options_size = sizeof(struct list_options), .run = export,
};
