#include "query/summary_compute.h"

#include "base/decimal.h"
#include <string.h>

enum node_type { NODE_NUMBER = 1, NODE_NAME, NODE_ADD, NODE_SUBTRACT, NODE_MULTIPLY, NODE_DIVIDE, NODE_IF };
enum node_test { TEST_EQUAL = 1, TEST_DIFFERENT, TEST_LESS, TEST_LESS_EQUAL, TEST_GREATER, TEST_GREATER_EQUAL };

struct node {
	enum node_type type;
	enum node_test test;          /* NODE_IF: of the first two parts */
	int64_t number;
	size_t name;
	const struct node *parts[4];
};

struct formula {
	const struct node *root;
	bool percent;
};

struct parser {
	struct arena *arena;
	const char *at;
	const struct formula_names *names;
	struct error *error;
	bool percent;
	int depth;
};

static enum status parse_sum(struct parser *parser, const struct node **out);

static void skip_blanks(struct parser *parser)
{
	parser->at += strspn(parser->at, " \t");
}

static bool take(struct parser *parser, const char *token)
{
	size_t length = strlen(token);

	skip_blanks(parser);
	if (strncmp(parser->at, token, length) != 0)
		return false;
	parser->at += length;
	return true;
}

static enum status expect(struct parser *parser, const char *token)
{
	if (take(parser, token))
		return STATUS_OK;
	return error_set(parser->error, STATUS_USAGE, *parser->at ? "'%s' is expected before '%s'" : "'%s' is expected at the end", token, parser->at);
}

static struct node *new_node(struct parser *parser, enum node_type type, const struct node *first, const struct node *second)
{
	struct node *node = arena_alloc(parser->arena, sizeof *node);

	*node = (struct node){ .type = type, .parts = { first, second } };
	return node;
}

/* What may be in a name: sum:customer.annual_revenue, 合计. */
static size_t name_length(const char *at)
{
	size_t length = 0;

	while (at[length] && ((unsigned char)at[length] >= 0x80 || !strchr(" \t+-*/(),=!<>%", at[length])))
		length++;
	/* Units have hyphens in them, and so does no other part of a name. */
	if (at[length] == '-' && length >= 7 && strncmp(at + length - 7, ":fiscal", 7) == 0)
		length += 1 + name_length(at + length + 1);
	return length;
}

static enum status parse_number(struct parser *parser, const struct node **out)
{
	size_t length = strspn(parser->at, "0123456789.");
	char *digits = arena_copy(parser->arena, parser->at, length);
	struct node *node = new_node(parser, NODE_NUMBER, NULL, NULL);

	*out = node;
	parser->at += length;
	if (decimal_parse(digits, DECIMAL_QUANTITY, &node->number, parser->error))
		return parser->error->status = STATUS_USAGE;
	parser->percent |= take(parser, "%");
	return STATUS_OK;
}

static enum status parse_test(struct parser *parser, enum node_test *test)
{
	static const struct {
		const char *text;
		enum node_test test;
	} tests[] = { { "!=", TEST_DIFFERENT }, { "<=", TEST_LESS_EQUAL }, { ">=", TEST_GREATER_EQUAL }, { "=", TEST_EQUAL }, { "<", TEST_LESS }, { ">", TEST_GREATER } };

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		*test = tests[i].test;
		if (take(parser, tests[i].text))
			return STATUS_OK;
	}
	return error_set(parser->error, STATUS_USAGE, "if compares two numbers: if(count > 5, 1, 0)");
}

static enum status parse_if(struct parser *parser, const struct node **out)
{
	struct node *node = new_node(parser, NODE_IF, NULL, NULL);
	enum status status = parse_sum(parser, &node->parts[0]);

	*out = node;
	if (!status)
		status = parse_test(parser, &node->test);
	for (size_t i = 1; !status && i < 4; i++) {
		status = parse_sum(parser, &node->parts[i]);
		if (!status)
			status = expect(parser, i < 3 ? "," : ")");
	}
	return status;
}

static enum status parse_factor(struct parser *parser, const struct node **out)
{
	enum status status;

	if (++parser->depth > FORMULA_DEPTH)
		return error_set(parser->error, STATUS_USAGE, "it is nested more than %d levels deep", FORMULA_DEPTH);
	skip_blanks(parser);
	size_t length = name_length(parser->at);
	bool condition = length == 2 && strncmp(parser->at, "if", 2) == 0 && parser->at[2 + strspn(parser->at + 2, " \t")] == '(';
	if (take(parser, "(")) {
		status = parse_sum(parser, out);
		if (!status)
			status = expect(parser, ")");
	} else if (take(parser, "-")) {
		struct node *node = new_node(parser, NODE_SUBTRACT, new_node(parser, NODE_NUMBER, NULL, NULL), NULL);
		*out = node;
		status = parse_factor(parser, &node->parts[1]);
	} else if (*parser->at >= '0' && *parser->at <= '9') {
		status = parse_number(parser, out);
	} else if (condition) {
		parser->at = strchr(parser->at, '(') + 1;
		status = parse_if(parser, out);
	} else if (length) {
		struct node *node = new_node(parser, NODE_NAME, NULL, NULL);
		*out = node;
		status = parser->names->find(parser->names->context, arena_copy(parser->arena, parser->at, length), &node->name);
		parser->at += length;
	} else {
		status = error_set(parser->error, STATUS_USAGE, *parser->at ? "a number or a name is expected before '%s'" : "a number or a name is expected at the end", parser->at);
	}
	parser->depth--;
	return status;
}

static enum status parse_product(struct parser *parser, const struct node **out)
{
	enum status status = parse_factor(parser, out);

	while (!status) {
		bool times = take(parser, "*");
		if (!times && !take(parser, "/"))
			break;
		struct node *node = new_node(parser, times ? NODE_MULTIPLY : NODE_DIVIDE, *out, NULL);
		*out = node;
		status = parse_factor(parser, &node->parts[1]);
	}
	return status;
}

static enum status parse_sum(struct parser *parser, const struct node **out)
{
	enum status status = parse_product(parser, out);

	while (!status) {
		bool plus = take(parser, "+");
		if (!plus && !take(parser, "-"))
			break;
		struct node *node = new_node(parser, plus ? NODE_ADD : NODE_SUBTRACT, *out, NULL);
		*out = node;
		status = parse_product(parser, &node->parts[1]);
	}
	return status;
}

enum status formula_line(char **rest, struct formula_line *out, struct error *error)
{
	*out = (struct formula_line){ 0 };
	while (*rest && **rest && !out->name) {
		char *line = *rest + strspn(*rest, " \t\r\n;"), *end = line + strcspn(line, "\r\n;"), *equals = memchr(line, '=', (size_t)(end - line));
		*rest = *end ? end + 1 : end;
		*end = '\0';
		if (!*line)
			continue;
		size_t length = equals ? (size_t)(equals - line) : 0;
		while (length && (line[length - 1] == ' ' || line[length - 1] == '\t'))
			length--;
		if (!length || strcspn(line, " \t+-*/(),:<>!%") < length)
			return error_set(error, STATUS_USAGE, "compute: '%s': a line is name=expression, as in mean=sum:amount/count", line);
		line[length] = '\0';
		char *names = strstr(equals + 1, " as ");
		*out = (struct formula_line){ .name = line, .text = equals + 1, .names = names ? names + 4 : NULL };
		if (names)
			*names = '\0';
	}
	return STATUS_OK;
}

bool formula_name(const char *names, int64_t number, struct text *out)
{
	if (number <= 0 || number % FORMULA_SCALE != 0)
		return false;
	for (number /= FORMULA_SCALE; names && number > 1; number--) {
		names = strchr(names, ',');
		names = names ? names + 1 : NULL;
	}
	if (names)
		text_append(out, names, strcspn(names, ","));
	return names != NULL;
}

enum status formula_parse(struct arena *arena, const char *text, const struct formula_names *names, struct formula **out, struct error *error)
{
	struct parser parser = { .arena = arena, .at = text, .names = names, .error = error };
	struct formula *formula = arena_alloc(arena, sizeof *formula);
	if (strlen(text) > FORMULA_LENGTH)
		return error_set(error, STATUS_USAGE, "it is longer than %d bytes", FORMULA_LENGTH);
	enum status status = parse_sum(&parser, &formula->root);

	skip_blanks(&parser);
	if (!status && *parser.at)
		status = error_set(error, STATUS_USAGE, "an operator is expected before '%s'", parser.at);
	formula->percent = parser.percent;
	*out = formula;
	return status;
}

bool formula_percent(const struct formula *formula)
{
	return formula->percent;
}

struct evaluation {
	bool (*value)(const void *context, size_t number, wide *out);
	const void *context;
};

static bool evaluate(const struct evaluation *evaluation, const struct node *node, wide *out);

static bool holds(enum node_test test, wide a, wide b)
{
	switch (test) {
	case TEST_EQUAL: return a == b;
	case TEST_DIFFERENT: return a != b;
	case TEST_LESS: return a < b;
	case TEST_LESS_EQUAL: return a <= b;
	case TEST_GREATER: return a > b;
	case TEST_GREATER_EQUAL: return a >= b;
	}
	return false;
}

static bool divide(wide a, wide b, wide *out)
{
	wide scaled;

	if (b == 0 || __builtin_mul_overflow(a, (wide)FORMULA_SCALE, &scaled))
		return false;
	if (b < 0) {
		scaled = -scaled;
		b = -b;
	}
	*out = wide_round(scaled, b, ROUNDING_HALF_UP);
	return true;
}

static bool multiply(wide a, wide b, wide *out)
{
	wide product;

	if (__builtin_mul_overflow(a, b, &product))
		return false;
	*out = wide_round(product, FORMULA_SCALE, ROUNDING_HALF_UP);
	return true;
}

static bool choose(const struct evaluation *evaluation, const struct node *node, wide *out)
{
	wide a, b;
	bool both = evaluate(evaluation, node->parts[0], &a) && evaluate(evaluation, node->parts[1], &b);

	return evaluate(evaluation, node->parts[both && holds(node->test, a, b) ? 2 : 3], out);
}

static bool evaluate(const struct evaluation *evaluation, const struct node *node, wide *out)
{
	wide a, b;

	switch (node->type) {
	case NODE_NUMBER: *out = node->number; return true;
	case NODE_NAME: return evaluation->value(evaluation->context, node->name, out);
	case NODE_IF: return choose(evaluation, node, out);
	default: break;
	}
	if (!evaluate(evaluation, node->parts[0], &a) || !evaluate(evaluation, node->parts[1], &b))
		return false;
	switch (node->type) {
	case NODE_ADD: return !__builtin_add_overflow(a, b, out);
	case NODE_SUBTRACT: return !__builtin_sub_overflow(a, b, out);
	case NODE_MULTIPLY: return multiply(a, b, out);
	default: return divide(a, b, out);
	}
}

bool formula_value(const struct formula *formula, bool (*value)(const void *context, size_t number, wide *out), const void *context, wide *out)
{
	struct evaluation evaluation = { .value = value, .context = context };

	return evaluate(&evaluation, formula->root, out);
}
