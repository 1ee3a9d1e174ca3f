/* Reports that ship: leads, campaigns. */
#include "reporting/shipped.h"

const struct report_definition shipped_marketing[] = {
	{ 0 },
};
