#include "service/ticket_repeat.h"

#include "base/calendar.h"
#include "service/service.h"
#include "store/rule.h"
#include "store/save.h"
#include <string.h>

enum { REPEAT_DAYS = 90 };

enum status ticket_repeat_find(struct store *store, const struct record *ticket, int64_t *id)
{
	const char *opened = record_text(ticket, "opened_at"), *fault = record_text(ticket, "fault");
	int64_t asset = record_integer(ticket, "asset"), customer = record_integer(ticket, "customer"), product = record_integer(ticket, "product");
	char since[TIMESTAMP_SIZE];
	int second;

	*id = 0;
	bool unit = asset && *fault, kind = customer && product;
	if (!*opened || (!unit && !kind))
		return STATUS_OK;
	timestamp_from_seconds(calendar_instant(calendar_local(timestamp_seconds(opened), &second) - REPEAT_DAYS, 0), since);
	/* Each half finds its rows by the unit or the customer: states and products have too many of them. */
	return db_one(store->db, id,
	              "select id from (select id, closed_at from ticket where asset = %jd and fault = %s and status || '' = 'closed' and id <> %jd"
	              " and closed_at between %s and %s union all"
	              " select id, closed_at from ticket where customer = %jd and product + 0 = %jd and category = %s and status || '' = 'closed' and id <> %jd"
	              " and closed_at between %s and %s) as ended order by closed_at desc, id desc limit 1",
	              unit ? asset : -1, fault, ticket->id, since, opened, kind ? customer : -1, product, record_text(ticket, "category"), ticket->id, since, opened);
}

enum status ticket_repeat_notify(struct store *store, const struct record *ticket, struct arena *arena)
{
	bool chinese = strcmp(store->conventions.language, "zh") == 0;
	struct record *task = record_new(arena, store_type(store, &record_task));
	char today[DATE_SIZE];

	date_today(&store->conventions, today);
	*record_value(task, "subject") = value_text(arena_printf(arena, chinese ? "重复的服务单，前一单为tk%lld：%s" : "Repeat of tk%lld: %s",
	                                                         (long long)record_integer(ticket, "repeat_of"), record_text(ticket, "title")));
	*record_value(task, "about") = value_integer(anyref_pack(&record_ticket, ticket->id));
	*record_value(task, "due_on") = value_text(arena_string(arena, today));
	*record_value(task, "priority") = value_text("high");
	*record_value(task, "owner") = *record_value(ticket, "owner");
	return save_add(store, task, arena);
}
