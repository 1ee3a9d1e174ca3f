/* The list of the domains, each after those it builds on: the one file that knows them all. */
#include "people/people.h"
#include "selling/selling.h"
#include "service/service.h"
#include "reporting/reporting.h"

const struct domain *const domains[] = { &domain_system, &domain_people, &domain_selling, &domain_service, &domain_reporting, NULL };
