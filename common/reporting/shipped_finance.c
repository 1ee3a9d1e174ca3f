/* Reports that ship: invoices, payments, payables. */
#include "reporting/shipped.h"

const struct report_definition shipped_finance[] = {
	{ 0 },
};
