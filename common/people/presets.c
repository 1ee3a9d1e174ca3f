/* Address books and lists of people as other programs write them. Most of their headers are other names of fields (.headers); here is what these cannot say. */
#include "import/import_preset.h"
#include "people/people.h"

static const struct import_heading google[] = {
	{ "E-mail % - Label", "", 0 },
	{ "Phone % - Label", "", 0 },
	{ NULL, NULL, 0 },
};

static const struct import_preset preset_google = { .name = "google", .help = "Google Contacts", .headings = google };

const struct import_preset *const people_presets[] = { &preset_google, NULL };
