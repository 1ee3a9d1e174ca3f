/* Fields by what people write of them: names, and labels in either language. */
#include "record/schema.h"

#include "base/utf8.h"
#include <string.h>

/* Where a type has no field of that name or label, that of the billing address is meant. */
static const struct {
	const char *name, *label;
} address_group[] = { { "street", "街道" }, { "street", "地址" }, { "city", "城市" }, { "state", "省份" }, { "code", "邮编" }, { "country", "国家" } };

enum { ADDRESS_GROUP = sizeof address_group / sizeof *address_group };

void label_normal(struct text *out, const char *written)
{
	struct text half = { 0 }, folded = { 0 };

	utf8_halfwidth(&half, written, strlen(written));
	utf8_casefold(&folded, text_string(&half), half.length);
	for (const char *p = text_string(&folded); *p; p++) {
		if (strncmp(p, "\xC2\xA0", 2) == 0)
			p++;
		else if (!strchr(" \t\r\n_-*:#", *p))
			text_byte(out, *p);
	}
	text_free(&half);
	text_free(&folded);
}

/* Whether a text of `length` bytes has this normal form. Most differ in their first letters: those are compared as they stand. */
static bool is_label(struct text *scratch, const char *label, size_t length, const char *normal)
{
	size_t i = 0;
	const char *rest = normal;

	for (; i < length && (unsigned char)label[i] < 0x80; i++) {
		char byte = label[i];
		if (strchr(" \t\r\n_-*:#", byte))
			continue;
		if ((byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte) != *rest++)
			return false;
	}
	if (i == length)
		return rest > normal && !*rest;
	text_clear(scratch);
	text_append(scratch, label, length);
	struct text own = { 0 };
	label_normal(&own, scratch->data);
	bool same = own.length && strcmp(own.data, normal) == 0;
	text_free(&own);
	return same;
}

static bool is_field(struct text *scratch, const char *label, const char *normal)
{
	return label && is_label(scratch, label, strlen(label), normal);
}

bool label_listed(const char *list, const char *normal)
{
	struct text scratch = { 0 };
	bool found = false;

	for (const char *item = list; item && *item && !found;) {
		size_t length = strcspn(item, ",");
		found = is_label(&scratch, item, length, normal);
		item += length + (item[length] == ',');
	}
	text_free(&scratch);
	return found;
}

/* What sheets call a field besides; own fields go before those that every type has. */
static const struct field *by_headers(const struct type *type, const char *normal, size_t *index)
{
	for (size_t i = 0; i < type->count; i++) {
		if (type->fields[i]->hidden || !label_listed(type->fields[i]->headers, normal))
			continue;
		if (index)
			*index = i;
		return type->fields[i];
	}
	return NULL;
}

const struct field *type_labelled(const struct type *type, const char *normal, size_t *index, bool *twice)
{
	const struct field *found = NULL;
	struct text scratch = { 0 };

	*twice = false;
	for (size_t i = 0; i < type->count && !*twice; i++) {
		const struct field *field = type->fields[i];
		if (field->hidden || (!is_field(&scratch, field->en, normal) && !is_field(&scratch, field->zh, normal)))
			continue;
		*twice = found != NULL;
		if (!found && index)
			*index = i;
		found = field;
	}
	text_free(&scratch);
	for (size_t i = 0; i < ADDRESS_GROUP && !found; i++)
		if (strcmp(address_group[i].name, normal) == 0 || strcmp(address_group[i].label, normal) == 0)
			found = type_field(type, address_group[i].name, index);
	if (!found)
		found = by_headers(type, normal, index);
	return *twice ? NULL : found;
}

static const struct field *find(const struct type *type, const char *written, size_t *index, bool *twice)
{
	const struct field *field = type_field(type, written, index);
	struct text normal = { 0 };

	*twice = false;
	if (field)
		return field;
	if (utf8_valid(written, strlen(written), NULL))
		label_normal(&normal, written);
	field = normal.length ? type_labelled(type, normal.data, index, twice) : NULL;
	text_free(&normal);
	return field;
}

const struct field *type_written(const struct type *type, const char *written, size_t *index)
{
	bool twice;

	return find(type, written, index, &twice);
}

struct walk {
	const struct type *type;
	size_t next;
};

/* The names of the fields, and then those of the billing address. */
static const char *next_name(void *state)
{
	struct walk *walk = state;
	size_t count = walk->type->count;

	while (walk->next < count + ADDRESS_GROUP) {
		size_t at = walk->next++;
		const char *name = at < count ? walk->type->fields[at]->name : address_group[at - count].name;
		if (at < count ? !walk->type->fields[at]->hidden : type_field(walk->type, name, NULL) != NULL)
			return name;
	}
	return NULL;
}

/* The English labels, and then the Chinese ones. */
static const char *next_label(void *state)
{
	struct walk *walk = state;
	size_t count = walk->type->count;

	while (walk->next < count * 2) {
		size_t at = walk->next++;
		const struct field *field = walk->type->fields[at % count];
		const char *label = at < count ? field->en : field->zh;
		if (!field->hidden && label && *label)
			return label;
	}
	return NULL;
}

enum { BEGINNING_LEAST = 3 };

/* The shortest name that begins so: due_on for due, close_on for close. */
static const char *longer_name(const struct type *type, const char *written)
{
	struct walk walk = { .type = type };
	const char *name, *shortest = NULL;
	size_t length = strlen(written);

	while (length >= BEGINNING_LEAST && (name = next_name(&walk)))
		if (strncmp(name, written, length) == 0 && (!shortest || strlen(name) < strlen(shortest)))
			shortest = name;
	return shortest;
}

const char *type_nearest(const struct type *type, const char *written)
{
	const char *name = longer_name(type, written);

	if (!name)
		name = error_nearest(written, next_name, &(struct walk){ .type = type });
	return name ? name : error_nearest(written, next_label, &(struct walk){ .type = type });
}

enum status type_unknown(const struct type *type, const char *written, struct error *error)
{
	const char *nearest = type_nearest(type, written);
	bool twice;

	find(type, written, NULL, &twice);
	if (twice)
		return error_set(error, STATUS_USAGE, "'%s' is the label of two fields; write the name of one: crm-%s fields lists them", written, type->record->name);
	if (nearest)
		return error_set(error, STATUS_USAGE, "unknown field '%s'; did you mean '%s'?", written, nearest);
	return error_set(error, STATUS_USAGE, "unknown field '%s'; crm-%s fields lists them", written, type->record->name);
}
