/* Reports that ship: the data, and who uses it. */
#include "reporting/shipped.h"

const struct report_definition shipped_system[] = {
	{ 0 },
};
