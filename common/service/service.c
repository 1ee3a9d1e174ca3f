#include "service/service.h"
#include "store/rule.h"

static const struct record_type *const types[] = {
	NULL,
};

static const struct rule rules[] = {
	{ 0 },
};

const struct domain domain_service = { .name = "service", .types = types, .rules = rules };
