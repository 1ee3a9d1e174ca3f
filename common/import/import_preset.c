#include "import/import_preset.h"

#include "import/import_options.h"
#include "record/schema.h"
#include <stdlib.h>
#include <string.h>

const struct import_preset *import_preset_find(const struct import_preset *const *presets, const char *name)
{
	for (; presets && *presets; presets++)
		if (strcmp((*presets)->name, name) == 0)
			return *presets;
	return NULL;
}

static bool has_header(const struct sheet_row *header, const char *wanted)
{
	struct text normal = { 0 };
	bool found = false;

	for (size_t i = 0; i < header->count && !found; i++) {
		text_clear(&normal);
		label_normal(&normal, header->cells[i].name);
		found = import_preset_means(&(struct import_heading){ .header = wanted }, text_string(&normal));
	}
	text_free(&normal);
	return found;
}

/* How many headers a preset is known by; 0 where the sheet lacks one of them. */
static size_t headers_known(const struct import_preset *preset, const struct sheet_row *header)
{
	size_t count = 0;
	bool all = true;

	for (const char *word = preset->known_by; all && word && *word; count++) {
		size_t length = strcspn(word, "|");
		char *wanted = memory_string(word);
		wanted[length] = '\0';
		all = has_header(header, wanted);
		free(wanted);
		word += length + (word[length] == '|');
	}
	return all ? count : 0;
}

const struct import_preset *import_preset_recognize(const struct import_preset *const *presets, const struct sheet_row *header)
{
	const struct import_preset *best = NULL;
	size_t most = 0;

	for (; presets && *presets; presets++) {
		size_t count = headers_known(*presets, header);
		if (count <= most)
			continue;
		best = *presets;
		most = count;
	}
	return best;
}

void import_preset_take(struct import_options *options)
{
	const struct import_preset *preset = options->preset;

	if (!preset)
		return;
	options->delimiter = options->delimiter ? options->delimiter : preset->delimiter;
	options->encoding = options->encoding ? options->encoding : preset->encoding;
	options->decimal = options->decimal ? options->decimal : preset->decimal;
	options->dates = options->dates ? options->dates : preset->dates;
}

/* Headings are many: most are told apart from a header by the first character, which the normal form of labels leaves as it is but for its case. */
static bool may_mean(const char *heading, const char *normal)
{
	unsigned char first = (unsigned char)*heading;

	if (first >= 'A' && first <= 'Z')
		return *normal == first - 'A' + 'a';
	if (first >= 'a' && first <= 'z')
		return *normal == (char)first;
	return first < 0xE4 || first > 0xE9 || strncmp(heading, normal, 3) == 0;
}

bool import_preset_means(const struct import_heading *heading, const char *normal)
{
	struct text header = { 0 };

	if (!may_mean(heading->header, normal))
		return false;
	label_normal(&header, heading->header);
	const char *own = text_string(&header), *any = strchr(own, '%');
	size_t length = strlen(normal), before = any ? (size_t)(any - own) : 0, behind = any ? strlen(any + 1) : 0;
	bool means = any ? length >= before + behind && strncmp(own, normal, before) == 0 && strcmp(any + 1, normal + length - behind) == 0
	                 : strcmp(own, normal) == 0;
	text_free(&header);
	return means;
}

const struct import_implied *import_implied_find(const struct import_hook *hook, const char *name)
{
	struct text normal = { 0 };
	const struct import_implied *found = NULL;

	label_normal(&normal, name);
	for (const struct import_implied *implied = hook ? hook->implied : NULL; implied && implied->header && !found; implied++)
		if (import_preset_means(&(struct import_heading){ .header = implied->header }, text_string(&normal)))
			found = implied;
	text_free(&normal);
	return found;
}
