/* Reports that ship: tickets, units sold. */
#include "reporting/shipped.h"

const struct report_definition shipped_service[] = {
	{ 0 },
};
