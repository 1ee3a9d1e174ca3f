/* Reports that ship: products, stock, deliveries, purchases. */
#include "reporting/shipped.h"

const struct report_definition shipped_goods[] = {
	{ 0 },
};
