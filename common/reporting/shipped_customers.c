/* Reports that ship: customers and contacts. */
#include "reporting/shipped.h"

const struct report_definition shipped_customers[] = {
	{ 0 },
};
