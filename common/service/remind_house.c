/* Reminders for whoever looks after the database. */
#include "service/remind_parts.h"

#include "base/date.h"
#include "base/sentence.h"
#include "store/backup.h"

/* The first whole day after the last backup, or after the beginning where there is none, that is as far away as the rule says. */
enum status remind_backup(struct asking *asking)
{
	struct remind_run *run = asking->run;
	struct store *store = run->store;
	const char *rest = remind_text(asking->rule->before);
	char at[TIMESTAMP_SIZE], day[DATE_SIZE];
	struct remind_span age;
	bool made = backup_last(store, at), recently;
	struct statement *statement;
	enum status status = remind_recently(asking, 0, &recently);

	if (status || recently || !remind_next_span(&rest, &age) || !age.days)
		return status;
	if (!made && !(status = db_ask(store->db, &statement, "select min(created_at) from \"user\""))) {
		if (db_next(statement, &status) && db_text(statement, 0))
			timestamp_from_seconds(timestamp_seconds(db_text(statement, 0)), at);
		db_done(statement);
	}
	timestamp_day(at, day);
	if (status || !*day || date_number(run->today) - date_number(day) < -age.count)
		return status;
	return remind_recipients(asking, 0, 0, run->today, run->today, made ? arena_printf(&run->arena, "the last backup is of %s; crm-db backup makes one", day)
	                         : "there is no backup by crm-db backup yet");
}

enum status remind_check(struct asking *asking)
{
	struct remind_run *run = asking->run;
	bool recently;
	enum status status = remind_recently(asking, 0, &recently);

	if (status || recently || !run->findings)
		return status;
	/* What is wrong may quote records that are private, and goes by mail: how much it is will do. */
	return remind_recipients(asking, 0, 0, run->today, run->today,
	                         arena_printf(&run->arena, sentence_plural(run->findings, "%lld finding; crm-db check lists it", "%lld findings; crm-db check lists them"), (long long)run->findings));
}
