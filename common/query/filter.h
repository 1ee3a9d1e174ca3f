/* The filter language, from words to a tree.
 *
 *   expr := and ("or" and)*      and := unary+       unary := "not" unary | "[" expr "]" | term
 *   term := path op list | "+"tag | REF | REF..REF | @saved | word
 *   op   := "=" | "!=" | "~" | ".gt=" | ".ge=" | ".lt=" | ".le="
 *   list := item ("," item)*     item := value | value? ".." value? | "/" ERE "/" | '"' … '"'
 *
 * A comma followed by a blank belongs to the value, \, is a literal comma. What a value means is decided by the field's kind (compile.h). */
#ifndef CRM_QUERY_FILTER_H
#define CRM_QUERY_FILTER_H

#include "record/schema.h"

enum expr_type { EXPR_AND = 1, EXPR_OR, EXPR_NOT, EXPR_TERM, EXPR_TAG, EXPR_REFERENCE, EXPR_WORD };
enum expr_op { OP_EQUAL = 1, OP_DIFFERENT, OP_CONTAINS, OP_GREATER, OP_GREATER_EQUAL, OP_LESS, OP_LESS_EQUAL };
enum item_type { ITEM_VALUE = 1, ITEM_EMPTY, ITEM_EXACT /* quoted */, ITEM_PATTERN };
enum { FILTER_DEPTH_LIMIT = 100, FILTER_TERM_LIMIT = 10000 };

struct item {
	enum item_type type;
	const char *text;      /* of a value as written, of a pattern without its slashes */
	struct item *next;
};

struct expr {
	enum expr_type type;
	struct expr *child, *next; /* of AND, OR, NOT; siblings */
	const char *path;          /* TERM */
	enum expr_op op;
	struct item *items;        /* TERM, never NULL */
	const char *text;          /* TAG, WORD */
	struct reference first;    /* REFERENCE; type NULL: bare digits, of the tool's own type */
	int64_t last;              /* id of the range's end; first.id when there is none */
};

/* Parses words as they come from the command line; no words give *out NULL. Saved filters of the type are put in. STATUS_USAGE. */
enum status filter_parse(struct arena *arena, const struct schema *schema, const struct record_type *record, const char *const *words, size_t count,
                         struct expr **out, struct error *error);
/* The string form: split at blanks outside "…". */
enum status filter_parse_string(struct arena *arena, const struct schema *schema, const struct record_type *record, const char *string, struct expr **out,
                                struct error *error);

/* The bytes at the start of a word that may be a path, names and labels alike: letters of any language, digits, _ and the points between them. */
size_t filter_path_length(const char *word);

/* Where a word has an operator of a Chinese keyboard (＝ ～ ！＝) behind what may be a path, or the colon that other programs have for one: the bytes before it, 0
 * when it has none. *operator is how to write it, : for a colon; *value what is behind it. */
size_t filter_wide_operator(const char *word, const char **operator, const char **value);

/* True for or and not me gt ge lt le. */
bool filter_is_reserved(const char *word);

/* Cuts the text behind an operator into items, in the arena: values joined by commas, "exact ones", /patterns/. STATUS_USAGE for quotes that do not end. */
enum status filter_items(struct arena *arena, const char *text, struct item **out, struct error *error);

/* Appends a value between quotes, where it means itself. */
void filter_exact(struct text *term, const char *value);

#endif
