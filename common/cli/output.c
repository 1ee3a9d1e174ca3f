/* Which format, how wide, which columns: what readers print. */
#include "cli/session.h"

#include "cli/config.h"
#include "cli/pager.h"
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int session_format(const struct session *session)
{
	static const struct {
		const char *name;
		enum out_format format;
	} formats[] = { { "table", OUT_TABLE }, { "tsv", OUT_TSV }, { "csv", OUT_CSV }, { "json", OUT_JSON }, { "ndjson", OUT_NDJSON }, { "yaml", OUT_YAML }, { "markdown", OUT_MARKDOWN },
		{ "xlsx", OUT_XLSX }, { "ids", OUT_IDS }, { "vcard", OUT_VCARD }, { "ldif", OUT_LDIF }, { "mutt", OUT_MUTT } };

	for (size_t i = 0; session->output->format && i < sizeof formats / sizeof *formats; i++)
		if (strcmp(session->output->format, formats[i].name) == 0)
			return formats[i].format;
	return session_terminal(session) >= 0 ? OUT_TABLE : OUT_TSV;
}

int session_terminal(const struct session *session)
{
	return session->pager ? session->screen : isatty(STDOUT_FILENO) ? STDOUT_FILENO : -1;
}

/* Whether a type has a column of the name: a field, or one of the record that a field leads to. */
static bool has_column(const struct type *type, const char *name)
{
	const char *dot = strchr(name, '.');
	char first[40];

	if (strcmp(name, "ref") == 0)
		return true;
	snprintf(first, sizeof first, "%.*s", (int)(dot ? (size_t)(dot - name) : strlen(name)), name);
	const struct field *field = type_field(type, first, NULL);
	return field && (!dot || field->kind == KIND_REF);
}

const char *session_address_columns(struct session *session)
{
	struct text columns = { 0 };
	int part, before = 0;

	if (!out_is_address_book((enum out_format)session_format(session)))
		return NULL;
	for (size_t i = 0; out_address_column(i, &part); i++) {
		const char *name = out_address_column(i, &part);
		if (part == before || !has_column(session->type, name))
			continue;
		before = part;
		text_printf(&columns, columns.length ? ",%s" : "%s", name);
	}
	return text_take(&columns, &session->arena);
}

bool session_is_human(const struct session *session, int format)
{
	(void)session;
	return format == OUT_TABLE;
}

void out_options_unpaged(struct session *session, struct out_options *options)
{
	const char *given = session->common.colour, *colour = given ? given : config_value(session->configuration, "colour");
	bool terminal = session_terminal(session) >= 0;

	*options = (struct out_options){
		.format = (enum out_format)session_format(session),
		.header = session->output->header,
		.bom = session->output->bom,
		.nul = session->output->nul,
		.terminal = terminal,
		.colour = terminal && out_may_colour() && (!colour || strcmp(colour, "never") != 0),
		.width = terminal ? out_terminal_width(session_terminal(session)) : 0,
		.fd = STDOUT_FILENO,
	};
	if (colour && strcmp(colour, "always") == 0)
		options->colour = true;
}

/* A writer has the lock, which must not wait for a user. */
void session_page(struct session *session)
{
	if (session_reads(session))
		pager_begin(session, config_value(session->configuration, "pager"));
}

void out_options_of(struct session *session, struct out_options *options)
{
	/* Whoever asks is about to print. */
	if (session_format(session) == OUT_TABLE)
		session_page(session);
	out_options_unpaged(session, options);
}

/* The heading of a column: its label, before it those of the way to it. */
static const char *label_of(struct session *session, const struct column *column)
{
	const char *language = session->store->conventions.language;
	const char *dot = strchr(column->name, '.');

	if (!column->field && !dot)
		return strcmp(language, "zh") == 0 ? "编号" : "Ref";
	if (!column->field)
		return column->name;
	if (!dot)
		return field_label(column->field, language);
	const char *own = strcmp(language, "zh") == 0 ? column->record->zh : column->record->en;
	return arena_printf(&session->arena, "%s: %s", own, field_label(column->field, language));
}

struct out_column *session_columns(struct session *session, const struct query *query)
{
	struct out_column *columns = arena_alloc(&session->arena, query->column_count * sizeof *columns);

	for (size_t i = 0; i < query->column_count; i++)
		columns[i] = (struct out_column){ .name = query->columns[i].name, .label = label_of(session, &query->columns[i]), .type = out_type_of(query->columns[i].field) };
	return columns;
}

/* Texts alone are cut: names, subjects, lists. Numbers of documents, codes and the like are unique ones. */
static bool is_whole(const struct field *field)
{
	switch (field->kind) {
	case KIND_TEXT: return field->unique || field->digits;
	case KIND_LONGTEXT:
	case KIND_URL:
	case KIND_REF:
	case KIND_REFS:
	case KIND_ANYREF:
	case KIND_TAGS: return false;
	default: return true;
	}
}

/* Those that the type says can be done without, in its order. */
static unsigned char rank_of(const struct query *query, const struct column *column)
{
	const char *least = query->type->record->least, *at = least;
	size_t length = strlen(column->name);
	unsigned char rank = UCHAR_MAX;

	for (; at && *at; at += strcspn(at, ","), at += *at == ',', rank--)
		if (strcspn(at, ",") == length && strncmp(at, column->name, length) == 0)
			return rank;
	return 0;
}

/* How the columns of a query stand on a narrow terminal; in the arena of the session. */
static const struct out_fit *session_fits(struct session *session, const struct query *query)
{
	struct out_fit *fits = arena_alloc(&session->arena, query->column_count * sizeof *fits);

	for (size_t i = 0; i < query->column_count; i++)
		fits[i] = (struct out_fit){ .rank = rank_of(query, &query->columns[i]), .group = query->columns[i].group,
			                    .whole = !query->columns[i].field || is_whole(query->columns[i].field) };
	return fits;
}

struct out *session_out(struct session *session, const struct query *query, bool records, const struct out_options *adjust)
{
	struct out_options options;

	if (adjust)
		options = *adjust;
	else
		out_options_of(session, &options);
	options.records = records;
	if (options.terminal)
		options.fits = session_fits(session, query);
	return out_open(&options, session_columns(session, query), query->column_count);
}

enum { FEW_ROWS = 200 };



static enum status read_row(struct session *session, struct query *query, struct text *scratch, struct out_cell *cells, struct arena *keep)
{
	(void)session;
	for (size_t i = 0; i < query->column_count; i++) {
		query_cell(query, &query->columns[i], &scratch[i], &cells[i].text, &cells[i].length);
		if (keep)
			cells[i].text = arena_copy(keep, cells[i].text, cells[i].length);
	}
	return STATUS_OK;
}

enum status session_print(struct session *session, struct query *query, struct out *out, int64_t *rows)
{
	size_t columns = query->column_count;
	struct text *scratch = arena_alloc(&session->arena, columns * sizeof *scratch);
	struct out_cell *few = arena_alloc(&session->arena, FEW_ROWS * columns * sizeof *few);
	struct out_cell *cells = arena_alloc(&session->arena, columns * sizeof *cells);
	bool row = true, streaming = false;
	enum status status = STATUS_OK;
	size_t waiting = 0;

	while (row && !(status = query_next(query, NULL, &row)) && row && !out_broken(out)) {
		++*rows;
		if (!streaming && waiting < FEW_ROWS) {
			read_row(session, query, scratch, few + waiting++ * columns, &session->arena);
			continue;
		}
		for (size_t i = 0; i < waiting; i++)
			out_row(out, few + i * columns);
		waiting = 0;
		streaming = true;
		read_row(session, query, scratch, cells, NULL);
		out_row(out, cells);
	}
	query_close(query);
	for (size_t i = 0; i < waiting; i++)
		out_row(out, few + i * columns);
	for (size_t i = 0; i < columns; i++)
		text_free(&scratch[i]);
	return status;
}

enum status session_close_out(struct session *session, struct out *out, enum status status)
{
	struct error error = { 0 };
	enum status closed = out_close(out, &error);

	if (status || !closed)
		return status;
	session->error = error;
	return closed;
}

enum status session_list(struct session *session, struct query *query, const struct out_options *adjust, int64_t *rows)
{
	enum status status = query_open(query);

	if (status)
		return status;
	struct out *out = session_out(session, query, false, adjust);
	return session_close_out(session, out, session_print(session, query, out, rows));
}

enum status session_filter(struct session *session, struct query *query, const char *const *words, size_t count, const char *where)
{
	struct expr *expr;
	const struct schema *schema = session->store->schema;
	enum status status = filter_parse(&query->arena, schema, session->type->record, words, count, &expr, &session->error);

	if (!status)
		status = query_filter(query, expr);
	if (!status && where) {
		status = filter_parse_string(&query->arena, schema, session->type->record, where, &expr, &session->error);
		if (!status)
			status = query_filter(query, expr);
		if (status)
			error_prefix(&session->error, "--where: ");
	}
	return status;
}

enum status session_expression(struct session *session, struct arena *arena, const char *const *words, size_t count, const char *where, struct expr **out)
{
	const struct schema *schema = session->store->schema;
	struct expr *more = NULL;
	enum status status = filter_parse(arena, schema, session->type->record, words, count, out, &session->error);

	if (!status && where && filter_parse_string(arena, schema, session->type->record, where, &more, &session->error)) {
		error_prefix(&session->error, "--where: ");
		return session->error.status;
	}
	if (!status && *out && more) {
		struct expr *both = arena_alloc(arena, sizeof *both);
		*both = (struct expr){ .type = EXPR_AND, .child = *out };
		(*out)->next = more;
		*out = both;
	} else if (more) {
		*out = more;
	}
	return status;
}
