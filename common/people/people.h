/* People and companies: customers, contacts, leads, deals, and what is done with them. */
#ifndef CRM_PEOPLE_PEOPLE_H
#define CRM_PEOPLE_PEOPLE_H

#include "record/domain.h"

struct record;
struct store;
struct verb;
struct import_preset;
struct import_hook;

extern const struct domain domain_people;

extern const struct record_type record_customer;
extern const struct record_type record_contact;
extern const struct record_type record_lead;
extern const struct record_type record_deal;
extern const struct record_type record_task;
extern const struct record_type record_event;
extern const struct record_type record_note;
extern const struct record_type record_campaign;
extern const struct record_type record_stage_move;

/* What sheets call the customer of a record, for the .headers of such a field. */
#define CUSTOMER_HEADERS \
	"Company,Company Name,Account,Account Name,Organization,Organization Name,Organization 1 - Name,Organisation,Organisation Name,Business Name,Associated Company,Client," \
	"公司,公司名称,单位名称,企业名称,客户单位,客户名称,所属公司,所属客户,所在公司,工作单位,购货单位"

/* The hooks of its rules (store/rule.h), each in the file of its type; people.c has the rows. */
enum status customer_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status lead_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status deal_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status deal_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status task_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status task_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status event_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status event_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status note_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status user_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status campaign_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);

/* Whether a record is done with (rule.h). Customers and contacts alike. */
enum status customer_finished(struct store *store, const struct record *record, bool open_only, bool *out);
enum status deal_finished(struct store *store, const struct record *deal, bool open_only, bool *out);
enum status task_finished(struct store *store, const struct record *task, bool open_only, bool *out);
enum status lead_finished(struct store *store, const struct record *lead, bool open_only, bool *out);
enum status event_finished(struct store *store, const struct record *event, bool open_only, bool *out);

/* What it knows of files of other programs, for struct command.presets. */
extern const struct import_preset *const people_presets[];
/* Address books for crm-contact import. */
extern const struct import_hook contact_import;

/* Its verbs, for struct command.verbs. */
extern const struct verb event_log_verb; /* one of event_verbs */
extern const struct verb *const deal_verbs[], *const task_verbs[], *const event_verbs[], *const lead_verbs[], *const user_verbs[];

#endif
