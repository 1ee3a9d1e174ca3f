#include "import/import_preset.h"

#include "record/schema.h"
#include <string.h>

const struct import_preset *import_preset_find(const struct import_preset *const *presets, const char *name)
{
	for (; presets && *presets; presets++)
		if (strcmp((*presets)->name, name) == 0)
			return *presets;
	return NULL;
}

bool import_preset_means(const struct import_heading *heading, const char *normal)
{
	struct text header = { 0 };

	label_normal(&header, heading->header);
	const char *own = text_string(&header), *any = strchr(own, '%');
	size_t length = strlen(normal), before = any ? (size_t)(any - own) : 0, behind = any ? strlen(any + 1) : 0;
	bool means = any ? length >= before + behind && strncmp(own, normal, before) == 0 && strcmp(any + 1, normal + length - behind) == 0
	                 : strcmp(own, normal) == 0;
	text_free(&header);
	return means;
}
