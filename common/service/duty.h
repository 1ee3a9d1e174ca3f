/* Who is on duty: the section `duty` of the schema, by hour, weekday and region. */
#ifndef CRM_SERVICE_DUTY_H
#define CRM_SERVICE_DUTY_H

#include "record/section.h"
#include "store/row.h"

/* A text that is not set is NULL or "". */
struct duty {
	const char *name, *en, *zh;
	const char *hours;   /* "08:00-18:00, 22:00-02:00" in the zone of the database, over midnight too; "": all day */
	const char *days;    /* "mon-fri, sun": the weekdays on which the hours begin; "": every day */
	const char *regions; /* regions, states or cities joined by commas; "": everywhere */
	const char *users;   /* logins joined by commas, who is called first first */
	const char *desk, *phone;
};

extern const struct schema_section section_duty;

/* One who is on duty now. Texts are the arena's. */
struct duty_row {
	const struct duty *duty;
	const char *login;        /* as the entry has it */
	int64_t user;             /* 0: there is no active user of this login */
	int64_t instead_of;       /* who is absent, for whom the user stands in; 0: nobody */
	const char *absent_until; /* a day; "" unless the user himself is absent and nobody stands in */
	int until;                /* minute of the day at which the hours end */
};

/* Who is on duty at the clock of the store: first those whose entry names one of the places, then those of everywhere. Without places, all of them.
 * An active user stands for each login; one who is absent has his deputy stand in. */
enum status duty_now(struct store *store, const char *const *places, size_t count, struct arena *arena, struct duty_row **out, size_t *row_count);

/* "mon-fri, sun": whether a weekday, 0 is Monday, is among them; "" has all. *valid: whether it can be read. */
bool duty_on_weekday(const char *days, int weekday, bool *valid);

#endif
