#include "store/row.h"

#include "db/dialect.h"
#include <string.h>

void row_link_table(struct text *sql, const struct record_type *record, const struct field *field)
{
	text_printf(sql, "%s_%s", record->name, field->name);
}

static void link_expression(struct text *sql, const struct record_type *record, const struct field *field, const char *alias)
{
	const char *target = field->target->name;

	text_add(sql, "(select ");
	dialect_join(sql, "link");
	text_printf(sql, " from (select '%s' || k.\"%s\"", field->target->prefix, target);
	if (field->roles)
		text_add(sql, " || case when k.role is null then '' else ':' || k.role end");
	text_add(sql, " as link from \"");
	row_link_table(sql, record, field);
	text_printf(sql, "\" k where k.\"%s\" = %s.id order by k.\"%s\") as links)", record->name, alias, target);
}

/* See struct field, expr. */
static void derived_expression(struct text *sql, const char *expr, const char *alias)
{
	const struct record_type *packed = NULL;

	for (const char *p = expr; *p; p++) {
		size_t length = *p == '{' ? strcspn(p, ":") : 0;
		if (length) {
			packed = record_named(p + 1, length - 1);
			text_byte(sql, '(');
			p += length;
		} else if (*p == '}') {
			text_printf(sql, " * %d + %d)", RECORD_TYPE_LIMIT, packed ? packed->number : 0);
		} else if (*p == '$') {
			text_add(sql, alias);
		} else {
			text_byte(sql, *p);
		}
	}
}

void row_amounts(struct text *sql, const struct field *field, const char *alias)
{
	text_byte(sql, '(');
	derived_expression(sql, field->amounts, alias);
	text_add(sql, ") as amounts");
}

/* The amounts of several currencies as one text, that of the record's own first. */
static void amounts_expression(struct text *sql, const struct field *field, const char *alias)
{
	text_add(sql, "(select ");
	dialect_join(sql, "money");
	text_printf(sql, " from (select money_text(amounts.amount, amounts.currency) as money, amounts.currency <> %s.\"currency\" as other from ", alias);
	row_amounts(sql, field, alias);
	text_add(sql, " order by other, amounts.currency) as listed)");
}

void row_expression(struct text *sql, const struct record_type *record, const struct field *field, const char *alias)
{
	if (field->kind == KIND_REFS) {
		link_expression(sql, record, field, alias);
	} else if (field->amounts && !field->expr) {
		amounts_expression(sql, field, alias);
	} else if (field->expr) {
		text_byte(sql, '(');
		derived_expression(sql, field->expr, alias);
		text_byte(sql, ')');
	} else {
		/* Once for every field of a list: text_printf would take longer than all the rest of it. */
		text_add(sql, alias);
		text_add(sql, ".\"");
		text_add(sql, field_column(field));
		text_byte(sql, '"');
	}
}
