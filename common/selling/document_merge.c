/* Which documents can be merged: drafts that agree in all that gives their lines a meaning. The lines of the one then follow those of the other. */
#include "selling/documents.h"
#include "selling/selling.h"
#include "store/rule.h"

#include <string.h>

/* Lines mean the same under both heads only when these are equal. */
static const char *const equal[] = { "customer", "supplier", "currency", "kind", "order", "instalment", "original", "rebill", "prices_include_tax", "discount", "repeat",
	                             "repeat_until", NULL };
/* These may be empty in one of them. */
static const char *const compatible[] = { "quote", NULL };
/* Amounts that stand for the whole document. */
static const char *const added[] = { "discount_amount", "shipping", "adjustment", NULL };

static enum status check_draft(struct store *store, const struct document_kind *kind, const struct record *document)
{
	const char *state = record_text(document, kind->state);

	if (strcmp(state, "draft") == 0)
		return STATUS_OK;
	/* One that was opened for changes is merged with none either. */
	const char *remedy = document_move(kind, state, "draft") ? "cancel it and make a new one" : kind->correction;
	return error_set(store->error, STATUS_REFUSED, "%s%lld is %s, and two %s are never one unless both are drafts; %s", kind->record->prefix,
	                 (long long)document->id, state, kind->record->plural, remedy);
}

static enum status check_field(struct store *store, const struct record *keep, const struct record *drop, const char *name, bool may_be_empty)
{
	const char *prefix = keep->type->record->prefix;
	struct text ours = { 0 }, theirs = { 0 };
	size_t index;

	if (!type_field(keep->type, name, &index) || value_equal(&keep->values[index], &drop->values[index]))
		return STATUS_OK;
	if (may_be_empty && (keep->values[index].type == VALUE_NULL || drop->values[index].type == VALUE_NULL))
		return STATUS_OK;
	field_format(keep->type->fields[index], &keep->values[index], record_digits(keep), &ours);
	field_format(drop->type->fields[index], &drop->values[index], record_digits(drop), &theirs);
	error_set(store->error, STATUS_REFUSED, "%s: %s%lld has %s and %s%lld has %s; only drafts that agree in it can be merged", name, prefix, (long long)keep->id,
	          ours.length ? ours.data : "none", prefix, (long long)drop->id, theirs.length ? theirs.data : "none");
	text_free(&ours);
	text_free(&theirs);
	return STATUS_REFUSED;
}

static enum status check_fields(struct store *store, const struct record *keep, const struct record *drop)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && equal[i]; i++)
		status = check_field(store, keep, drop, equal[i], false);
	for (size_t i = 0; !status && compatible[i]; i++)
		status = check_field(store, keep, drop, compatible[i], true);
	if (!status && type_field(keep->type, "shipping", NULL) && record_integer(keep, "shipping") && record_integer(drop, "shipping"))
		status = check_field(store, keep, drop, "shipping_tax", false);
	return status;
}

static void add_amounts(struct record *keep, struct record *drop)
{
	/* What is shipped is taxed as in the one that says so. */
	const struct record *shipped = record_integer(keep, "shipping") || !record_integer(drop, "shipping") ? keep : drop;

	*record_value(keep, "shipping_tax") = *record_value(drop, "shipping_tax") = *record_value(shipped, "shipping_tax");
	for (size_t i = 0; added[i]; i++) {
		struct value *value = record_value(drop, added[i]);
		if (value->type == VALUE_INTEGER)
			*record_value(keep, added[i]) = value_integer(record_integer(keep, added[i]) + value->integer);
		*value = (struct value){ 0 };
	}
}

/* Of a group that the winner has, the loser brings nothing along. */
static void take_groups(const struct record *winner, struct record *loser)
{
	for (const char *const *const *group = document_groups; *group; group++) {
		bool any = false;
		for (const char *const *name = *group; *name; name++)
			any |= type_field(winner->type, *name, NULL) && record_value(winner, *name)->type != VALUE_NULL;
		for (const char *const *name = *group; any && *name; name++)
			if (record_value(winner, *name)->type == VALUE_NULL)
				*record_value(loser, *name) = (struct value){ 0 };
	}
}

enum status document_merge_drafts(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena)
{
	const struct document_kind *kind = document_kind(keep->type->record);
	enum status status = check_draft(store, kind, keep);

	(void)arena;
	if (!status)
		status = check_draft(store, kind, drop);
	if (!status)
		status = check_fields(store, keep, drop);
	if (!status && kind->merge)
		status = kind->merge(store, keep, drop);
	if (status)
		return status;
	add_amounts(keep, drop);
	take_groups(prefer_drop ? drop : keep, prefer_drop ? keep : drop);
	/* What the program works out comes anew, but for the earlier day of the two on which they were made. */
	for (size_t i = 0; i < drop->type->count; i++)
		if (drop->type->fields[i]->computed && strcmp(drop->type->fields[i]->name, "created_at") != 0)
			drop->values[i] = (struct value){ 0 };
	return STATUS_OK;
}
