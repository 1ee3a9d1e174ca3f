#include "store/private.h"

#include <string.h>

bool private_masks(const struct record_type *record, const struct field *field)
{
	return field && !field->shown && (record->privacy || record == &record_change);
}

static int64_t owner_of(const struct record *record)
{
	const struct value *owner = &record->values[type_index(record->type, "owner")];

	return owner->type == VALUE_INTEGER ? owner->integer : 0;
}

bool private_is(const struct record *record)
{
	const char *privacy = record->type->record->privacy;
	const struct value *value = privacy ? &record->values[type_index(record->type, privacy)] : NULL;

	return value && owner_of(record) && value->type == VALUE_TEXT && strcmp(value->text, "private") == 0;
}

bool private_hides(const struct store *store, const struct record *record)
{
	return private_is(record) && owner_of(record) != store->user;
}

enum status private_refuse(struct store *store, const struct record *record)
{
	if (!private_hides(store, record))
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "%s%lld is private to u%lld, who alone can change it", record->type->record->prefix, (long long)record->id,
	                 (long long)owner_of(record));
}
