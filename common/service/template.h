/* Templates: texts with {{fields}} that several records fill in; own ones, and those that are built in.
 *
 *   {{TYPE.path}}       a record of that type at hand: the recipient, what the mail is about, or what one of them refers to: {{customer.name}}, {{deal.amount}}
 *   {{recipient.path}}  whoever gets the mail: a customer, contact or lead
 *   {{user.path}}       the acting user    {{company.name}}  the firm, as the schema has it
 *   {{today}}           the day            {{list}}          one line for each record that the mail is about
 *   {{path|default}}    the default where there is nothing */
#ifndef CRM_SERVICE_TEMPLATE_H
#define CRM_SERVICE_TEMPLATE_H

#include "service/service.h"
#include "store/row.h"

/* A template as it is used. */
struct template_text {
	const char *name, *purpose, *language, *subject, *body, *format, *folder;
};

/* Built-in ones; ends with name NULL. */
extern const struct template_text built_in_templates[];

/* The template of that name in the language, or else in another one; own ones first. STATUS_REFUSED with the nearest name when there is none. */
enum status template_find(struct store *store, const char *name, const char *language, struct arena *arena, struct template_text *out);

/* What fills in a text. Zero is none. */
struct template_context {
	struct store *store;
	struct { const struct record_type *type; int64_t id; } recipient, about;
	const char *list; /* of {{list}}; NULL: none */
	bool html;        /* values are escaped for HTML */
};

/* Appends the text with its fields filled in. STATUS_USAGE for a field that there is not: "{{custmer.name}}: …". */
enum status template_merge(const struct template_context *context, const char *text, struct text *out);
/* Whether all fields of the text are fields, whatever will fill them in. */
enum status template_check_text(struct store *store, const char *text);

/* "en" or "zh": the language used with a customer, contact or lead. */
enum status template_language(struct store *store, const struct record_type *type, int64_t id, const char **out);

#endif
