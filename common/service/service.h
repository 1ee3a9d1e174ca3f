/* Service and communication: calendar, tickets, answers to frequent questions, files, mail, reminders. */
#ifndef CRM_SERVICE_SERVICE_H
#define CRM_SERVICE_SERVICE_H

#include "selling/selling.h"

extern const struct domain domain_service;

#endif
