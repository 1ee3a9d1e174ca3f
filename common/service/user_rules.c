/* What service keeps in step in users: their working calendar is one of the schema. */
#include "service/service.h"
#include "store/rule.h"

static const struct field user_calendar[] = {
	{ .id = 13, .name = "calendar", .kind = KIND_TEXT, .en = "Calendar", .zh = "工作日历", .help = "working calendar of the user; empty: standard" },
	{ 0 },
};

const struct type_extension service_extensions[] = {
	{ .type = &record_user, .after = "hours_per_week", .fields = user_calendar },
	{ .type = &record_customer, .after = "do_not_email", .fields = reach_fields },
	{ .type = &record_contact, .after = "do_not_email", .fields = reach_fields },
	{ .type = &record_lead, .after = "email", .fields = reach_fields },
	{ 0 },
};

enum status service_user_before(struct store *store, const struct record *old, struct record *user, struct arena *arena)
{
	(void)arena;
	if (!user)
		return STATUS_OK;
	enum status status = rule_entries(store, old, user, "calendar");

	return status ? status : rule_order(store, old, user, "absent_from", "absent_until");
}
