/* What is known of the files that another program writes, by name: how they are written, and what their columns mean. A command lists its own
 * (struct command.presets). */
#ifndef CRM_IMPORT_IMPORT_PRESET_H
#define CRM_IMPORT_IMPORT_PRESET_H

#include "import/import_hook.h"

struct import_preset {
	const char *name;        /* that --preset takes: google */
	const char *help;        /* whose files these are */
	const char *encoding, *decimal, *dates; /* as the options of that name, which go before; NULL: as without a preset */
	char delimiter;          /* likewise; 0: what the file suggests */
	/* What columns mean, before names, labels and the headings of the hook; ends with header NULL, and may be NULL. A field is written as in --map: "" leaves the
	 * column out, "+notes" adds the cell to the notes behind its header, "customer.external_id" is a key of another record, "owner?" leaves to the notes what is no user. A field that the type does not
	 * have is passed over, so that types can share a preset. % in a header stands for any text: "Custom field % - Value". */
	const struct import_heading *headings;
	const char *rest;        /* what columns mean that nothing else knows: "+notes", or "" to leave them out, which is said; NULL: they are errors */
	/* Headers, divided by |, that together no file of another program has: they choose the preset where none is named. NULL: it is never chosen. */
	const char *known_by;
};

/* The preset of that name among those of a list that ends with NULL, or is NULL; NULL when there is none. */
const struct import_preset *import_preset_find(const struct import_preset *const *presets, const char *name);

/* The preset that the header of a sheet chooses: that which is known by the most of its headers; NULL when there is none. */
const struct import_preset *import_preset_recognize(const struct import_preset *const *presets, const struct sheet_row *header);

/* Takes what the preset of the options knows of the file, where no option says otherwise. */
struct import_options;
void import_preset_take(struct import_options *options);

/* What a header says of another field, by the rows of a hook; NULL: nothing, or there is no hook. */
const struct import_implied *import_implied_find(const struct import_hook *hook, const char *name);

/* Whether a header, in the normal form of labels, is one that the heading means. */
bool import_preset_means(const struct import_heading *heading, const char *normal);

#endif
