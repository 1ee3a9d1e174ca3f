/* Verbs of crm-ticket in files of their own. */
#ifndef CRM_SERVICE_TICKET_REPORTS_H
#define CRM_SERVICE_TICKET_REPORTS_H

struct verb;

extern const struct verb ticket_path_verb, ticket_statistics_verb, ticket_assign_verb;

#endif
