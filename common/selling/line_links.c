#include "selling/line_links.h"

#include "base/decimal.h"
#include "selling/document_totals.h"
#include "store/check.h"
#include "store/rule.h"
#include <string.h>

/* Walks the links of all kinds of documents, from { 0 }. */
struct link_walk {
	const struct document_kind *kind;
	const struct line_link *link;
};

static bool step(struct link_walk *walk)
{
	if (walk->link && (++walk->link)->source)
		return true;
	do
		walk->kind = document_kind_next(walk->kind);
	while (walk->kind && !walk->kind->links);
	walk->link = walk->kind ? walk->kind->links : NULL;
	return walk->link;
}

/* More is taken of the source than it has, or, where some documents give back, less than nothing. */
enum fit { FITS, TOO_MUCH, TOO_LITTLE };

static enum fit fit(const struct record *source, int64_t taken)
{
	return taken > record_integer(source, "qty") ? TOO_MUCH : taken < 0 ? TOO_LITTLE : FITS;
}

static enum status find_source(struct store *store, const struct line_link *link, const struct record *line, struct arena *arena, struct record **source)
{
	return rule_load(store, link->source, record_integer(line, link->field), arena, source);
}

/* Appends the reference of the line that a field names, "nothing" when it is empty. */
static enum status name_line(struct store *store, const struct record *line, const char *field, struct text *out)
{
	int64_t id = record_integer(line, field);

	if (id)
		return store_reference(store, type_field(line->type, field, NULL)->target, id, out);
	text_add(out, "nothing");
	return STATUS_OK;
}

/* What the line of a document counts. */
static int sign_of(const struct line_link *link, const struct record *document)
{
	return link->sign ? link->sign(document) : 1;
}

/* Appends what is wrong with where the source stands. */
static enum status find_misplaced(struct store *store, const struct line_link *link, const struct record *document, const struct record *line, const struct record *source, struct text *fault)
{
	const struct record_type *record = document->type->record, *from = link->source->parent;
	int64_t named = record_integer(document, link->header), parent = record_integer(source, "parent");

	if (named == parent && (!link->same || value_equal(record_value(line, link->same), record_value(source, link->same))))
		return STATUS_OK;
	text_printf(fault, "%s: ", named == parent ? link->same : link->field);
	enum status status = store_reference(store, link->source, source->id, fault);
	if (named == parent) {
		text_add(fault, link->clash);
		return status ? status : name_line(store, source, link->same, fault);
	}
	text_printf(fault, " is not a line of ");
	if (named)
		text_printf(fault, "%s%lld, which %s%lld names", from->prefix, (long long)named, record->prefix, (long long)document->id);
	else
		text_printf(fault, "what %s%lld names; %s=%s%lld names it", record->prefix, (long long)document->id, link->header, from->prefix, (long long)parent);
	return status;
}

static enum status refuse_misplaced(struct store *store, const struct line_link *link, const struct record *document, const struct record *line, const struct record *source)
{
	struct text fault = { 0 };
	enum status status = find_misplaced(store, link, document, line, source, &fault);

	if (!status && fault.length)
		status = error_set(store->error, STATUS_REFUSED, "%s", fault.data);
	text_free(&fault);
	return status;
}

static enum status only_so_much(struct store *store, const struct record *source, const char *done, int64_t open)
{
	struct text reference = { 0 }, quantity = { 0 };
	enum status status = store_reference(store, source->type->record, source->id, &reference);

	decimal_format(&quantity, open > 0 ? open : 0, DECIMAL_QUANTITY);
	if (!status)
		status = error_set(store->error, STATUS_REFUSED, "qty: of %s only %s is still to be %s", reference.data, quantity.data, done);
	text_free(&reference);
	text_free(&quantity);
	return status;
}

/* What was given back was taken again, or what is taken was given back. */
static enum status needs_other(struct store *store, const struct link_walk *walk, const struct record *source, enum fit what)
{
	const struct line_link *link = walk->link;
	struct text reference = { 0 };
	enum status status = store_reference(store, source->type->record, source->id, &reference);

	if (!status && what == TOO_MUCH)
		status = error_set(store->error, STATUS_REFUSED, "%s was %s again since, and would be %s twice; cancel that %s first", reference.data, link->done, link->done,
		                   walk->kind->record->name);
	else if (!status)
		status = error_set(store->error, STATUS_REFUSED, "more of %s would be %s than is %s; cancel the %s first", reference.data, link->undone, link->done, link->undoing);
	text_free(&reference);
	return status;
}

/* A line takes so much more, or gives it back. */
static enum status check_taking(struct store *store, const struct link_walk *walk, const struct record *document, const struct record *line, struct arena *arena)
{
	const struct line_link *link = walk->link;
	struct record *source;
	int64_t taken = 0, quantity = record_integer(line, "qty");
	bool back = link->sign && document_gives_back(document);
	enum status status = find_source(store, link, line, arena, &source);

	if (status || !source)
		return status; /* that it is required, and there, is said by the table */
	status = refuse_misplaced(store, link, document, line, source);
	if (!status && document_is_withdrawn(document))
		return STATUS_OK; /* it takes nothing */
	if (!status)
		status = link->taken(store, source->id, line->id, &taken);
	if (status)
		return status;
	enum fit left = fit(source, back ? taken - quantity : taken + quantity);
	if (back ? left == TOO_LITTLE : left == TOO_MUCH)
		return only_so_much(store, source, back ? link->undone : link->done, back ? taken : record_integer(source, "qty") - taken);
	return left == TOO_MUCH && sign_of(link, document) < 0 ? needs_other(store, walk, source, left) : STATUS_OK;
}

/* A line takes no more, or gives nothing back any more. */
static enum status check_leaving(struct store *store, const struct link_walk *walk, const struct record *line, struct arena *arena)
{
	const struct line_link *link = walk->link;
	struct record *source;
	int64_t taken = 0;
	enum status status = link->sign ? find_source(store, link, line, arena, &source) : STATUS_OK;

	if (status || !link->sign || !source)
		return status;
	status = link->taken(store, source->id, line->id, &taken);
	return status || fit(source, taken) == FITS ? status : needs_other(store, walk, source, fit(source, taken));
}

/* A line has less than it had. */
static enum status check_source(struct store *store, const struct line_link *link, const struct record *line)
{
	int64_t taken = 0;
	enum status status = link->taken(store, line->id, 0, &taken);

	if (status || fit(line, taken) != TOO_MUCH)
		return status;
	struct text there = { 0 };
	decimal_format(&there, taken, DECIMAL_QUANTITY);
	error_set(store->error, STATUS_REFUSED, "qty: %s of it is already %s; cancel or remove that first", there.data, link->done);
	text_free(&there);
	return STATUS_REFUSED;
}

enum status line_links_before(struct store *store, const struct record *document, const struct record *old, const struct record *line, struct arena *arena)
{
	const struct record_type *record = (line ? line : old)->type->record;
	enum status status = STATUS_OK;

	for (struct link_walk walk = { 0 }; !status && step(&walk);) {
		const struct line_link *link = walk.link;
		if (link->source == record && old && line && rule_changed(old, line, "qty"))
			status = check_source(store, link, line);
		if (status || walk.kind->line != record)
			continue;
		if (old && (!line || rule_changed(old, line, link->field)))
			status = check_leaving(store, &walk, old, arena);
		if (!status && line && rule_concerns(old, line, (const char *const[]){ link->field, "qty", link->same, NULL }))
			status = check_taking(store, &walk, document, line, arena);
	}
	return status;
}

/* How many lines of a document take from others. */
static enum status count_taking(struct store *store, const struct document_kind *kind, int64_t document, int64_t *count)
{
	enum status status = STATUS_OK;

	*count = 0;
	for (const struct line_link *link = kind->links; !status && link->source && !*count; link++)
		status = db_one(store->db, count, "select count(*) from \"%s\" where parent = %jd and \"%s\" is not null", kind->line->name, document, link->field);
	return status;
}

enum status line_links_keep(struct store *store, const struct record *old, const struct record *document, const char *const *fields)
{
	const struct document_kind *kind = document_kind((document ? document : old)->type->record);
	const char *prefix = kind->record->prefix;
	int64_t claims = 0;
	enum status status = STATUS_OK;

	while (old && document && *fields && !rule_changed(old, document, *fields))
		fields++;
	if (!old || !document || !*fields)
		return STATUS_OK;
	if (type_field(document->type, "instalment", NULL))
		claims = record_integer(old, "instalment");
	if (!claims)
		status = count_taking(store, kind, document->id, &claims);
	if (status || !claims)
		return status;
	return error_set(store->error, STATUS_REFUSED, "%s: the lines of %s%lld were taken from another document; crm-%s %s %s%lld, and create it again", *fields, prefix,
	                 (long long)document->id, kind->record->name, document_is_draft(kind, old) ? "rm" : "cancel", prefix, (long long)document->id);
}

enum status line_links_gone(struct store *store, const struct record *document, struct arena *arena)
{
	const struct document_kind *kind = document_kind(document->type->record);
	struct record **lines;
	size_t count = 0;
	enum status status = document_lines(store, kind, document->id, arena, &lines, &count);

	for (size_t i = 0; !status && i < count; i++)
		for (struct link_walk walk = { kind, kind->links }; !status && walk.link && walk.link->source; walk.link++)
			status = check_leaving(store, &walk, lines[i], arena);
	return status;
}

enum status line_links_turn(struct store *store, const struct record *document, struct arena *arena)
{
	const struct document_kind *kind = document_kind(document->type->record);
	struct record **lines;
	size_t count = 0;
	enum status status = document_lines(store, kind, document->id, arena, &lines, &count);

	for (size_t i = 0; !status && i < count; i++)
		for (struct link_walk walk = { kind, kind->links }; !status && walk.link && walk.link->source; walk.link++)
			status = check_taking(store, &walk, document, lines[i], arena);
	return status;
}

static enum status find_excess(struct store *store, const struct line_link *link, const struct record *line, struct text *fault)
{
	struct text there = { 0 }, most = { 0 };
	int64_t taken = 0;
	enum status status = link->taken(store, line->id, 0, &taken);

	decimal_format(&there, taken, DECIMAL_QUANTITY);
	decimal_format(&most, record_integer(line, "qty"), DECIMAL_QUANTITY);
	if (!status && fit(line, taken) == TOO_MUCH)
		text_printf(fault, "%s is %s, and it has %s", there.data, link->done, most.data);
	else if (!status && fit(line, taken) == TOO_LITTLE)
		text_printf(fault, "more of it is %s than is %s", link->undone, link->done);
	text_free(&there);
	text_free(&most);
	return status;
}

static enum status check_line(struct store *store, const struct record *document, const struct record *line, struct arena *arena, struct text *findings)
{
	enum status status = STATUS_OK;

	for (struct link_walk walk = { 0 }; !status && step(&walk);) {
		const struct line_link *link = walk.link;
		struct record *source = NULL;
		struct text fault = { 0 };
		if (walk.kind->line == line->type->record)
			status = find_source(store, link, line, arena, &source);
		if (!status && source)
			status = find_misplaced(store, link, document, line, source, &fault);
		if (!status && fault.length)
			finding_add(findings, NULL, "line %lld: %s", (long long)record_integer(line, "number"), fault.data);
		text_clear(&fault);
		if (!status && link->source == line->type->record)
			status = find_excess(store, link, line, &fault);
		if (!status && fault.length)
			finding_add(findings, NULL, "line %lld: %s", (long long)record_integer(line, "number"), fault.data);
		text_free(&fault);
	}
	return status;
}

enum status line_links_check(struct store *store, const struct record *document, struct arena *arena, struct text *findings)
{
	struct record **lines;
	size_t count = 0;
	enum status status = document_lines(store, document_kind(document->type->record), document->id, arena, &lines, &count);

	for (size_t i = 0; !status && i < count; i++)
		status = check_line(store, document, lines[i], arena, findings);
	return status;
}
