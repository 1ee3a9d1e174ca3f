/* What the environment says of where somebody lives: LC_ALL, LC_MONETARY, LANG and the zone of the system. */
#ifndef CRM_BASE_LOCALE_H
#define CRM_BASE_LOCALE_H

struct locale_said {
	char currency[4]; /* all of them "" where nothing is said */
	char country[4];
	char language[3]; /* en or zh */
	char zone[64];    /* TZ, else /etc/localtime, /etc/timezone, else that of the place; "UTC" where nothing is said */
};

/* The currency is that of the C library's locale where that is installed, else of the table. */
void locale_read(struct locale_said *out);

#endif
