#include "query/filter.h"

#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

enum { SAVED_LIMIT = 10 };

struct parser {
	struct arena *arena;
	const struct schema *schema;
	const struct record_type *record;
	const char *const *words;
	size_t count, at;
	int depth, saved, *terms;
	struct error *error;
};

static enum status parse_or(struct parser *parser, struct expr **out);
static enum status parse_string(struct parser *outer, const char *string, struct expr **out);

bool filter_is_reserved(const char *word)
{
	static const char *const reserved[] = { "or", "and", "not", "me", "gt", "ge", "lt", "le" };

	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (strcmp(word, reserved[i]) == 0)
			return true;
	return false;
}

static struct expr *new_expr(struct parser *parser, enum expr_type type)
{
	struct expr *expr = arena_alloc(parser->arena, sizeof *expr);

	expr->type = type;
	return expr;
}

size_t filter_path_length(const char *word)
{
	size_t length = 0;

	for (; word[length]; length++) {
		unsigned char byte = (unsigned char)word[length];
		if (byte < 0x80 && !(byte >= 'a' && byte <= 'z') && !(byte >= 'A' && byte <= 'Z') && !(byte >= '0' && byte <= '9') && byte != '_' && byte != '.')
			break;
	}
	return length;
}

/* Where the operator may stand: behind a path, or behind a label of the type that has blanks, hyphens or the like in it. */
static size_t path_end(const struct parser *parser, const char *word)
{
	size_t length = filter_path_length(word), end = strcspn(word, "=~"), segment = strcspn(word, ".=~!");

	if (end > 0 && word[end] == '=' && word[end - 1] == '!')
		end--;
	if (length >= end || !word[end] || word[end - 1] == '-')
		return length;
	char *label = arena_copy(parser->arena, word, segment);
	return type_written(schema_type(parser->schema, parser->record), label, NULL) ? end : length;
}

/* Finds the operator behind a path: its length, and the path's; 0 when the word is no term. */
static size_t find_operator(const struct parser *parser, const char *word, size_t *path_length, enum expr_op *op)
{
	static const struct {
		const char *suffix;
		enum expr_op op;
	} suffixes[] = { { ".gt", OP_GREATER }, { ".ge", OP_GREATER_EQUAL }, { ".lt", OP_LESS }, { ".le", OP_LESS_EQUAL } };
	size_t length = path_end(parser, word);

	/* A part of a day or time: starts_at:hour. */
	if (length && word[length] == ':')
		length += 1 + strspn(word + length + 1, "abcdefghijklmnopqrstuvwxyz.");
	*path_length = length;
	if (length == 0)
		return 0;
	if (word[length] == '~')
		return *op = OP_CONTAINS, 1;
	if (word[length] == '!' && word[length + 1] == '=')
		return *op = OP_DIFFERENT, 2;
	if (word[length] != '=')
		return 0;
	*op = OP_EQUAL;
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		if (length > 3 && strncmp(word + length - 3, suffixes[i].suffix, 3) == 0) {
			*op = suffixes[i].op;
			*path_length = length - 3;
		}
	}
	return 1 + length - *path_length;
}

static enum status parse_reference_word(struct parser *parser, const char *word, struct expr **out)
{
	const char *dots = strstr(word, "..");
	char *low = dots ? arena_copy(parser->arena, word, (size_t)(dots - word)) : arena_string(parser->arena, word);
	struct expr *expr = new_expr(parser, EXPR_REFERENCE);

	*out = expr;
	if (low[strspn(low, "0123456789")] == '\0') {
		if (strlen(low) > REFERENCE_DIGITS)
			return error_set(parser->error, STATUS_USAGE, "%s is too large for a reference", low);
		expr->first = (struct reference){ .type = NULL, .id = strtoll(low, NULL, 10) };
	} else {
		enum status status = reference_parse(low, &expr->first, parser->error);
		if (status)
			return status;
	}
	expr->last = expr->first.id;
	if (!dots)
		return STATUS_OK;
	struct reference last = { 0 };
	if (expr->first.type) {
		enum status status = reference_parse(dots + 2, &last, parser->error);
		if (status)
			return status;
		if (last.type != expr->first.type || last.child || expr->first.child)
			return error_set(parser->error, STATUS_USAGE, "%s: both ends of a range must be of one type, like c12..c20", word);
		expr->last = last.id;
	} else {
		expr->last = strtoll(dots + 2, NULL, 10);
	}
	return STATUS_OK;
}

static bool is_reference_word(const char *word)
{
	const char *dots = strstr(word, "..");
	char low[40];
	size_t length = dots ? (size_t)(dots - word) : strlen(word);

	if (length == 0 || length >= sizeof low)
		return false;
	memcpy(low, word, length);
	low[length] = '\0';
	bool digits = low[0] != '0' && low[strspn(low, "0123456789")] == '\0';
	if (!dots)
		return digits || reference_like(low);
	if (digits)
		return dots[2] >= '1' && dots[2] <= '9' && strlen(dots + 2) <= REFERENCE_DIGITS && dots[2 + strspn(dots + 2, "0123456789")] == '\0';
	return reference_like(low) && reference_like(dots + 2);
}

static enum status parse_saved(struct parser *parser, const char *name, struct expr **out)
{
	const char *string = schema_filter(parser->schema, parser->record, name);

	if (!string) {
		struct text all = { 0 };
		const char *known;
		for (size_t i = 0; (known = schema_filters(parser->schema, parser->record, i)); i++)
			text_printf(&all, i ? ", @%s" : "@%s", known);
		error_set(parser->error, STATUS_USAGE, all.length ? "no saved filter @%s for crm-%s; there are: %s" : "no saved filter @%s for crm-%s", name,
		          parser->record->name, all.data);
		text_free(&all);
		return STATUS_USAGE;
	}
	if (parser->saved >= SAVED_LIMIT)
		return error_set(parser->error, STATUS_USAGE, "saved filters refer to each other more than %d levels deep", SAVED_LIMIT);
	struct parser inner = *parser;
	inner.saved++;
	enum status status = parse_string(&inner, string, out);
	if (!status && !*out)
		return error_set(parser->error, STATUS_USAGE, "the saved filter @%s is empty", name);
	return status ? error_prefix(parser->error, "@%s: ", name) : STATUS_OK;
}

/* An operator of a Chinese keyboard, and the colon that other programs have for one. */
static enum status check_operator(struct parser *parser, const char *word)
{
	const char *operator, *value;
	size_t length = filter_wide_operator(word, &operator, &value);

	if (!length)
		return STATUS_OK;
	if (*operator == ':' && !type_written(schema_type(parser->schema, parser->record), arena_copy(parser->arena, word, length), NULL))
		return STATUS_OK;
	return error_set(parser->error, STATUS_USAGE, "'%s': write %.*s%s%s; to search for the text, write '\"%s\"'", word, (int)length, word, *operator == ':' ? "=" : operator, value, word);
}

/* Words that other languages would have as operators are no words to search for, unless they are quoted. */
static enum status check_word(struct parser *parser, const char *word)
{
	size_t length = filter_path_length(word), equals = strcspn(word, "=~ \t\n\"/");

	if (length == 0 && (word[0] == '=' || word[0] == '~' || (word[0] == '!' && word[1] == '=')))
		return error_set(parser->error, STATUS_USAGE, "'%s' has no field before it: write field=value without blanks", word);
	const char *rest = word + length + strspn(word + length, "<>=");
	if ((word[length] == '<' || word[length] == '>') && (length > 0 || !*rest)) {
		const char operator[] = { word[length] == '<' ? 'l' : 'g', word[length + 1] == '=' ? 'e' : 't', '\0' };
		return error_set(parser->error, STATUS_USAGE, "'%s': write %.*s.%s=%s; to search for the text, write '\"%s\"'", word, length ? (int)length : 5,
		                 length ? word : "field", operator, *rest ? rest : "value", word);
	}
	if (strcmp(word, "OR") == 0 || strcmp(word, "AND") == 0 || strcmp(word, "NOT") == 0)
		return error_set(parser->error, STATUS_USAGE, "'%s' joins terms only in lower case; to search for the word, write '\"%s\"'", word, word);
	enum status status = check_operator(parser, word);
	if (status)
		return status;
	if (equals && (word[equals] == '=' || word[equals] == '~'))
		return type_unknown(schema_type(parser->schema, parser->record), arena_copy(parser->arena, word, equals), parser->error);
	return STATUS_OK;
}

static enum status parse_term(struct parser *parser, const char *word, struct expr **out)
{
	enum expr_op op;
	size_t path_length, operator_length = find_operator(parser, word, &path_length, &op);

	if (++*parser->terms > FILTER_TERM_LIMIT)
		return error_set(parser->error, STATUS_USAGE, "more than %d terms in a filter", FILTER_TERM_LIMIT);
	if (operator_length) {
		struct expr *expr = *out = new_expr(parser, EXPR_TERM);
		expr->path = arena_copy(parser->arena, word, path_length);
		expr->op = op;
		return filter_items(parser->arena, word + path_length + operator_length, &expr->items, parser->error);
	}
	if (word[0] == '+' && word[1] && !(word[1] >= '0' && word[1] <= '9')) {
		*out = new_expr(parser, EXPR_TAG);
		(*out)->text = arena_string(parser->arena, word + 1);
		return STATUS_OK;
	}
	if (word[0] == '@' && word[1])
		return parse_saved(parser, word + 1, out);
	if (filter_is_reserved(word))
		return error_set(parser->error, STATUS_USAGE, "a term is missing before '%s'; to search for the word, write '\"%s\"'", word, word);
	if (is_reference_word(word))
		return parse_reference_word(parser, word, out);
	enum status status = check_word(parser, word);
	if (status)
		return status;
	*out = new_expr(parser, EXPR_WORD);
	size_t length = strlen(word);
	if (length >= 2 && word[0] == '"' && word[length - 1] == '"')
		(*out)->text = arena_copy(parser->arena, word + 1, length - 2);
	else
		(*out)->text = arena_string(parser->arena, word);
	return *(*out)->text ? STATUS_OK : error_set(parser->error, STATUS_USAGE, "an empty word finds nothing");
}

static bool at_end(const struct parser *parser)
{
	return parser->at >= parser->count || strcmp(parser->words[parser->at], "]") == 0 || strcmp(parser->words[parser->at], "or") == 0;
}

static enum status parse_unary(struct parser *parser, struct expr **out)
{
	const char *word = parser->words[parser->at];
	enum status status;

	if (++parser->depth > FILTER_DEPTH_LIMIT)
		return error_set(parser->error, STATUS_USAGE, "the filter is nested more than %d levels deep", FILTER_DEPTH_LIMIT);
	if (strcmp(word, "not") == 0) {
		parser->at++;
		if (at_end(parser))
			return error_set(parser->error, STATUS_USAGE, "a term must follow 'not'");
		*out = new_expr(parser, EXPR_NOT);
		status = parse_unary(parser, &(*out)->child);
	} else if (strcmp(word, "[") == 0) {
		parser->at++;
		status = parse_or(parser, out);
		if (!status && (parser->at == parser->count || strcmp(parser->words[parser->at], "]") != 0))
			status = error_set(parser->error, STATUS_USAGE, "a '[' has no ']'");
		parser->at++;
	} else {
		status = parse_term(parser, word, out);
		parser->at++;
	}
	parser->depth--;
	return status;
}

/* Terms are ANDed; references that stand together are alternatives. */
static enum status parse_and(struct parser *parser, struct expr **out)
{
	struct expr *all = new_expr(parser, EXPR_AND), **tail = &all->child, *references = NULL;

	*out = all;
	while (!at_end(parser)) {
		struct expr *one;
		if (strcmp(parser->words[parser->at], "and") == 0 && all->child) {
			parser->at++;
			references = NULL;
			if (at_end(parser))
				return error_set(parser->error, STATUS_USAGE, "a term must follow 'and'");
		}
		enum status status = parse_unary(parser, &one);
		if (status)
			return status;
		if (one->type == EXPR_REFERENCE) {
			if (references) {
				one->next = references->child;
				references->child = one;
				continue;
			}
			references = new_expr(parser, EXPR_OR);
			references->child = one;
			one = references;
		} else {
			references = NULL;
		}
		*tail = one;
		tail = &one->next;
	}
	if (!all->child)
		return error_set(parser->error, STATUS_USAGE, parser->at < parser->count ? "a term is missing before '%s'" : "the filter ends where a term should follow",
		                 parser->at < parser->count ? parser->words[parser->at] : NULL);
	return STATUS_OK;
}

static enum status parse_or(struct parser *parser, struct expr **out)
{
	struct expr *any = new_expr(parser, EXPR_OR), **tail = &any->child;

	*out = any;
	for (;;) {
		enum status status = parse_and(parser, tail);
		if (status)
			return status;
		tail = &(*tail)->next;
		if (parser->at >= parser->count || strcmp(parser->words[parser->at], "or") != 0)
			return STATUS_OK;
		parser->at++;
	}
}

static enum status parse_words(struct parser *parser, struct expr **out)
{
	*out = NULL;
	if (parser->count == 0)
		return STATUS_OK;
	for (size_t i = 0; i < parser->count; i++)
		if (!utf8_valid(parser->words[i], strlen(parser->words[i]), NULL))
			return error_set(parser->error, STATUS_USAGE, "word %zu of the filter is not UTF-8", i + 1);
	enum status status = parse_or(parser, out);
	if (!status && parser->at < parser->count)
		status = error_set(parser->error, STATUS_USAGE, "a ']' has no '['");
	return status;
}

static enum status parse_string(struct parser *parser, const char *string, struct expr **out)
{
	size_t room = strlen(string) / 2 + 2, count = 0;
	const char **words = arena_alloc(parser->arena, room * sizeof *words);

	for (const char *p = string; *p;) {
		p += strspn(p, " \t\r\n");
		const char *start = p;
		bool quoted = false;
		for (; *p && (quoted || !strchr(" \t\r\n", *p)); p++) {
			if (*p == '\\' && p[1])
				p++;
			else if (*p == '"')
				quoted = !quoted;
		}
		if (quoted)
			return error_set(parser->error, STATUS_USAGE, "%s: a \" is not closed", string);
		if (p > start)
			words[count++] = arena_copy(parser->arena, start, (size_t)(p - start));
	}
	parser->words = words;
	parser->count = count;
	parser->at = 0;
	return parse_words(parser, out);
}

enum status filter_parse(struct arena *arena, const struct schema *schema, const struct record_type *record, const char *const *words, size_t count,
                         struct expr **out, struct error *error)
{
	int terms = 0;
	struct parser parser = { .arena = arena, .schema = schema, .record = record, .words = words, .count = count, .terms = &terms, .error = error };

	return parse_words(&parser, out);
}

enum status filter_parse_string(struct arena *arena, const struct schema *schema, const struct record_type *record, const char *string, struct expr **out,
                                struct error *error)
{
	int terms = 0;
	struct parser parser = { .arena = arena, .schema = schema, .record = record, .terms = &terms, .error = error };

	return parse_string(&parser, string, out);
}
