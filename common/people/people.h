/* People and companies: customers, contacts, leads, deals, and what is done with them. */
#ifndef CRM_PEOPLE_PEOPLE_H
#define CRM_PEOPLE_PEOPLE_H

#include "record/domain.h"

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

#endif
