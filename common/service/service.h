/* Service and communication: calendar, tickets, answers to frequent questions, files, mail, reminders. */
#ifndef CRM_SERVICE_SERVICE_H
#define CRM_SERVICE_SERVICE_H

#include "selling/selling.h"

struct verb;
struct session;
struct target;
struct out_options;

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

/* Its verbs, for struct command.verbs. */
extern const struct verb *const timeline_verbs[], *const call_verbs[];

/* Below a customer that is shown: the newest of its timeline (struct command.shown). */
enum status timeline_shown(struct session *session, const struct target *target, const struct out_options *options);

#endif
