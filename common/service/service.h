/* Service and communication: calendar, tickets, answers to frequent questions, files, mail, reminders. */
#ifndef CRM_SERVICE_SERVICE_H
#define CRM_SERVICE_SERVICE_H

#include "selling/selling.h"

extern const struct domain domain_service;

extern const struct record_type record_file;

extern const struct type_extension service_extensions[];
extern const struct field reach_fields[];

/* The hooks of its rules (store/rule.h), each in the file of its type; service.c has the rows. */
enum status service_user_before(struct store *store, const struct record *old, struct record *user, struct arena *arena);
enum status reach_before(struct store *store, const struct record *old, struct record *person, struct arena *arena);
enum status file_before(struct store *store, const struct record *old, struct record *file, struct arena *arena);
enum status file_check(struct store *store, const struct record *file, struct arena *arena, struct text *findings);

/* Its verbs, for struct command.verbs. */
extern const struct verb *const file_verbs[];

#endif
