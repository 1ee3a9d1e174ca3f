#include "query/nearly.h"

#include "base/sentence.h"
#include "base/utf8.h"
#include "query/path.h"
#include "store/private.h"
#include <string.h>

/* The value that a term asks for literally; NULL when it asks for anything else. */
static const char *asked(const struct expr *expr)
{
	const struct item *item = expr->items;
	bool single = expr->type == EXPR_TERM && expr->op == OP_EQUAL && item && !item->next && (item->type == ITEM_VALUE || item->type == ITEM_EXACT);

	return single && *item->text ? item->text : NULL;
}

/* A filter term as one types it in a shell: what was between quotes, or has a comma, does not mean itself without them. */
static void add_term(struct text *out, const char *path, const struct item *value)
{
	struct text term = { 0 };

	text_printf(&term, "%s~", path);
	if (value->type == ITEM_EXACT || strchr(value->text, ','))
		filter_exact(&term, value->text);
	else
		text_add(&term, value->text);
	text_word(out, term.data);
	text_free(&term);
}

static void say(const struct expr *term, const struct path *path, const char *commonest, long long count, long long spellings, struct text *sentence)
{
	const char *value = term->items->text;

	if (path->count)
		text_printf(sentence, sentence_plural(count, "%s=%s finds nothing: %lld %s has %s", "%s=%s finds nothing: %lld %s have %s"), term->path, value, count,
		            count == 1 ? path->record->name : path->record->plural, commonest);
	else
		text_printf(sentence, sentence_plural(count, "%s=%s finds nothing: %lld has %s", "%s=%s finds nothing: %lld have %s"), term->path, value, count, commonest);
	if (spellings > 1)
		text_printf(sentence, sentence_plural(spellings - 1, " or %lld other spelling", " or %lld other spellings"), spellings - 1);
	text_add(sentence, "; ");
	add_term(sentence, term->path, term->items);
	text_add(sentence, sentence_plural(count, " finds it", " finds them"));
}

static enum status explain_term(struct store *store, const struct type *type, const struct expr *term, struct text *sentence)
{
	const char *value = asked(term);
	struct text read = { 0 }, shown = { 0 }, folded = { 0 };
	struct statement *statement;
	struct path path;

	if (!value || path_parse(store, type, term->path, &path) != STATUS_OK || !path.field || path.role || path.field->kind != KIND_TEXT)
		return STATUS_OK;
	row_expression(&read, path.record, path.field, "t");
	private_exclude(store, path.record, "t", &shown);
	utf8_fold(&folded, value, strlen(value));
	enum status status = db_ask(store->db, &statement, "select %-s as spelling, count(*) from \"%s\" as t where fold(%-s) = %s%-s group by spelling order by 2 desc, 1",
	                            text_string(&read), path.record->name, text_string(&read), text_string(&folded), text_string(&shown));
	struct text commonest = { 0 };
	long long count = 0, spellings = 0;
	while (db_next(statement, &status)) {
		const char *spelling = db_text(statement, 0);
		/* The value itself is there: it is another term that finds nothing. */
		if (!spelling || strcmp(spelling, value) == 0) {
			count = 0;
			break;
		}
		if (!spellings++)
			text_add(&commonest, spelling);
		count += db_integer(statement, 1);
	}
	db_done(statement);
	if (!status && count)
		say(term, &path, text_string(&commonest), count, spellings, sentence);
	text_free(&commonest);
	text_free(&read);
	text_free(&shown);
	text_free(&folded);
	return status;
}

enum status nearly_explain(struct store *store, const struct type *type, const struct expr *expr, struct text *sentence)
{
	enum status status = STATUS_OK;

	if (expr && expr->type == EXPR_TERM)
		return explain_term(store, type, expr, sentence);
	bool all = expr && (expr->type == EXPR_AND || (expr->type == EXPR_OR && expr->child && !expr->child->next));
	for (const struct expr *term = all ? expr->child : NULL; !status && term && !sentence->length; term = term->next)
		status = nearly_explain(store, type, term, sentence);
	return status;
}
