/* Service and communication: calendar, tickets, answers to frequent questions, files, mail, reminders. */
#ifndef CRM_SERVICE_SERVICE_H
#define CRM_SERVICE_SERVICE_H

#include "selling/selling.h"

struct verb;
struct session;
struct target;
struct out_options;

extern const struct domain domain_service;

extern const struct record_type record_ticket, record_comment, record_ticket_move, record_faq, record_file;
extern const struct record_type record_template;
extern const struct record_type record_mail;
extern const struct record_type record_file;

extern const struct pick picks_mail_purpose[], picks_mail_format[];

extern const struct record_type record_reminder, record_remind_state;
extern const struct type_extension service_extensions[];
extern const struct field reach_fields[];

/* The hooks of its rules (store/rule.h), each in the file of its type; service.c has the rows. */
enum status service_user_before(struct store *store, const struct record *old, struct record *user, struct arena *arena);
enum status reach_before(struct store *store, const struct record *old, struct record *person, struct arena *arena);
enum status file_before(struct store *store, const struct record *old, struct record *file, struct arena *arena);
enum status file_check(struct store *store, const struct record *file, struct arena *arena, struct text *findings);

/* Likewise those of tickets, of what else tickets follow from, of comments, answers, reminders, and of the service of units. */
enum status ticket_initial(struct store *store, struct record *ticket, struct arena *arena);
enum status ticket_before(struct store *store, const struct record *old, struct record *ticket, struct arena *arena);
enum status ticket_after(struct store *store, const struct record *old, const struct record *ticket, struct arena *arena);
enum status ticket_settle(struct store *store, struct record *ticket, struct arena *arena);
enum status ticket_check(struct store *store, const struct record *ticket, struct arena *arena, struct text *findings);
enum status ticket_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena);
enum status ticket_finished(struct store *store, const struct record *ticket, bool open_only, bool *out);
enum status ticket_customer_after(struct store *store, const struct record *old, const struct record *customer, struct arena *arena);
enum status ticket_event_after(struct store *store, const struct record *old, const struct record *event, struct arena *arena);
enum status comment_before(struct store *store, const struct record *old, struct record *comment, struct arena *arena);
enum status comment_after(struct store *store, const struct record *old, const struct record *comment, struct arena *arena);
enum status faq_before(struct store *store, const struct record *old, struct record *faq, struct arena *arena);
enum status faq_finished(struct store *store, const struct record *faq, bool open_only, bool *out);
enum status reminder_undone(struct store *store, const struct record *now, const struct record *then, int64_t change);
enum status asset_service_before(struct store *store, const struct record *old, struct record *asset, struct arena *arena);

/* Its verbs, for struct command.verbs. */
extern const struct verb *const ticket_verbs[], *const faq_verbs[], *const file_verbs[];
enum status template_before(struct store *store, const struct record *old, struct record *template, struct arena *arena);
enum status template_check(struct store *store, const struct record *template, struct arena *arena, struct text *findings);
enum status mail_initial(struct store *store, struct record *mail, struct arena *arena);
enum status mail_before(struct store *store, const struct record *old, struct record *mail, struct arena *arena);
enum status mail_after(struct store *store, const struct record *old, const struct record *mail, struct arena *arena);
enum status mail_check(struct store *store, const struct record *mail, struct arena *arena, struct text *findings);
enum status mail_undone(struct store *store, const struct record *now, const struct record *then, int64_t change);
enum status mail_conflict(struct store *store, const struct record *mail, int64_t change);

/* Its verbs, for struct command.verbs. */
extern const struct verb *const template_verbs[], *const mail_verbs[], *const file_verbs[];

extern const struct verb *const timeline_verbs[], *const call_verbs[], *const remind_verbs[], *const today_verbs[];

/* Below a customer that is shown: the newest of its timeline (struct command.shown). */
enum status timeline_shown(struct session *session, const struct target *target, const struct out_options *options);

/* Their verbs, for struct command.verbs and struct command.shared. */
extern const struct verb *const calendar_verbs[], *const invite_verbs[];
extern const struct verb calendar_export_verb, calendar_import_verb; /* of calendar_verbs */

#endif
