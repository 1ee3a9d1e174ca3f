#include "base/recurrence_rule.h"

#include <string.h>

const char *recurrence_part(const char *rule, const char *name, size_t *length)
{
	size_t wanted = strlen(name);

	for (const char *part = rule; *part; part += strcspn(part, ";"), part += *part == ';') {
		if (strncmp(part, name, wanted) != 0 || part[wanted] != '=')
			continue;
		*length = strcspn(part + wanted + 1, ";");
		return part + wanted + 1;
	}
	return NULL;
}

void recurrence_with(struct text *out, const char *rule, const char *name, const char *value)
{
	size_t wanted = strlen(name), start = out->length;

	for (const char *part = rule; *part; part += strcspn(part, ";"), part += *part == ';')
		if (strncmp(part, name, wanted) != 0 || part[wanted] != '=')
			text_printf(out, "%s%.*s", out->length > start ? ";" : "", (int)strcspn(part, ";"), part);
	if (value)
		text_printf(out, "%s%s=%s", out->length > start ? ";" : "", name, value);
}
