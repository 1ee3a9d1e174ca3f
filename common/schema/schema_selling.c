/* The firm itself and the numbers of its documents in a schema file. */
#include "schema/schema_parts.h"

#include "record/selling.h"
#include <string.h>

enum { COMPANY_LIMIT = 300, COMPANY_LONG_LIMIT = 4000 /* bytes */, NAMES = 32 };

static bool has_lines(const char *field)
{
	return strcmp(field, "terms") == 0 || strcmp(field, "footer") == 0;
}

/* Text of several lines, without blanks and empty lines at its end. */
static enum status read_lines(struct reader *reader, const struct yaml_node *node, const char **out)
{
	size_t length = node->length;

	if (node->type != YAML_SCALAR)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: a text is wanted here, no list", node->key);
	for (size_t i = 0; i < length; i++)
		if (((unsigned char)node->text[i] < ' ' && node->text[i] != '\n') || node->text[i] == 0x7f)
			return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: text without control characters is wanted here", node->key);
	while (length && (node->text[length - 1] == '\n' || node->text[length - 1] == ' '))
		length--;
	*out = node->null ? "" : arena_copy(&reader->plan->arena, node->text, length);
	return STATUS_OK;
}

/* Letters, digits and what stands between them: the numbers of other countries are unlike China's. */
static bool is_tax_number(const char *value)
{
	size_t length = strlen(value);

	return length >= 5 && length <= 30 && strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789- ") == length;
}

static enum status read_company(struct reader *reader, const struct yaml_node *node, const char **value)
{
	size_t limit = has_lines(node->key) ? COMPANY_LONG_LIMIT : COMPANY_LIMIT;
	enum status status = has_lines(node->key) ? read_lines(reader, node, value) : schema_line(reader, node, value);

	if (!status && strlen(*value) > limit)
		status = schema_fail(reader, node, AT_VALUE, STATUS_DATA, "company.%s: it has %zu bytes; at most %zu are wanted", node->key, strlen(*value), limit);
	if (!status && strcmp(node->key, "tax_number") == 0 && **value && !is_tax_number(*value))
		status = schema_fail(reader, node, AT_VALUE, STATUS_DATA, "company.tax_number: '%s' is none; write 5 to 30 capital letters and digits", *value);
	return status;
}

/* The names that each yields for 0, 1, …, for schema_unknown. */
static void list_names(const char *(*each)(size_t), const char *names[NAMES])
{
	size_t count = 0;

	while (count < NAMES - 1 && (names[count] = each(count)))
		count++;
	names[count] = NULL;
}

static bool is_among(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

enum status schema_read_company(struct reader *reader, const struct yaml_node *section)
{
	const char *names[NAMES], *value;
	enum status status = schema_mapping(reader, section, "company");

	list_names(schema_company_field, names);
	for (const struct yaml_node *node = section->child; !status && node; node = node->next) {
		if (!is_among(names, node->key))
			return schema_unknown(reader, node, "field of the company", names);
		status = read_company(reader, node, &value);
		const char *now = schema_company(reader->store->schema, node->key);
		if (status || strcmp(now, value) == 0)
			continue;
		if (has_lines(node->key))
			schema_tell(reader, "company.%s: another text", node->key);
		else
			schema_tell(reader, "company.%s: %s → %s", node->key, *now ? now : "(empty)", *value ? value : "(empty)");
		schema_edit(reader, arena_printf(&reader->plan->arena, "company.%s", node->key), *value ? value : NULL);
	}
	return status;
}

static enum status read_pattern(struct reader *reader, const struct yaml_node *node)
{
	struct schema *schema = reader->store->schema;
	struct arena *arena = &reader->plan->arena;
	const char *setting = arena_printf(arena, "numbering.%s", node->key), *value, *now = schema_numbering(schema, node->key);
	struct error error = { 0 };
	enum status status = schema_line(reader, node, &value);

	if (status)
		return status;
	if (!*value && !node->null)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: a pattern such as %s is wanted here, or ~ for the built-in one", setting, now);
	if (!*value)
		value = numbering_built_in(node->key);
	if (numbering_check(value, &error))
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: %s", setting, error.message);
	if (strcmp(now, value) == 0)
		return STATUS_OK;
	schema_tell(reader, "%s: %s → %s", setting, now, value);
	schema_edit(reader, setting, strcmp(value, numbering_built_in(node->key)) == 0 ? NULL : value);
	return STATUS_OK;
}

static const char *planned_pattern(const struct reader *reader, const struct yaml_node *section, const char *type)
{
	const struct yaml_node *node = yaml_get(section, type);

	if (!node)
		return schema_numbering(reader->store->schema, type);
	return node->null ? numbering_built_in(type) : node->text;
}

/* Invoices and credit notes are records of one type, whose numbers are unique. */
static enum status check_invoices(struct reader *reader, const struct yaml_node *section)
{
	static const char day[] = "2026-11-22";
	const int64_t large = 999999999999;
	struct text invoice = { 0 }, credit_note = { 0 };

	numbering_write(&invoice, planned_pattern(reader, section, "invoice"), day, large);
	numbering_write(&credit_note, planned_pattern(reader, section, "credit-note"), day, large);
	bool same = strcmp(text_string(&invoice), text_string(&credit_note)) == 0;
	text_free(&invoice);
	text_free(&credit_note);
	if (!same)
		return STATUS_OK;
	return schema_fail(reader, section, AT_KEY, STATUS_DATA,
			   "numbering: invoices and credit notes would get the same numbers; let their patterns begin differently, as INV- and CN-");
}

enum status schema_read_numbering(struct reader *reader, const struct yaml_node *section)
{
	const char *names[NAMES];
	enum status status = schema_mapping(reader, section, "numbering");

	list_names(schema_numbering_type, names);
	for (const struct yaml_node *node = section->child; !status && node; node = node->next)
		status = is_among(names, node->key) ? read_pattern(reader, node) : schema_unknown(reader, node, "document type", names);
	return status || !section->count ? status : check_invoices(reader, section);
}
