/* Sections of the schema that firms edit, each a form: the key in the file, the settings, the fields. show, diff, apply, undo, import of a database,
 * completion and crm-db check walk these rows, so that a new section is one row and nothing else.
 *
 * A section with entries has a setting NAME.KEY for each entry that differs from what is built in, its value the lines of form.h, or `removed⇥yes` for a
 * built-in entry that is gone. A section without has a setting for each of its fields. */
#ifndef CRM_RECORD_SECTION_H
#define CRM_RECORD_SECTION_H

#include "record/form.h"

struct schema;
struct store;

struct schema_section {
	const char *name;       /* the key in the file: "taxes"; NULL: the fields stand at the top of the file */
	const char *setting;    /* what its settings begin with, before the full stop: "tax"; NULL: at the top */
	struct form form;       /* of an entry, whose struct begins with `const char *name`; size 0: no entries, the fields are texts of their own */
	const void *built_in;   /* entries that there are without a setting */
	size_t built_in_count;
	size_t limit;           /* entries that a database may have */
	bool block;             /* an entry is shown on several lines */
	const char *ending;     /* how an entry that is in use can end instead: "end its last rate with until:"; may be NULL */
	/* Without entries: */
	const char *what;       /* what a field is called: "document type" */
	const char *no_such;    /* "not a document that has numbers": what a setting of another name names */
	bool standard;          /* a field that is as built in has no setting, ~ makes it so, and what is stored is checked when it is read */
	/* Hooks, which may be NULL. */
	bool (*held_by)(const struct field *field); /* whether a field of records, text or tags, holds names of entries: these are in use */
	/* What its fields or entries must have in common, in the schema as it is to be. A sentence as STATUS_DATA. */
	enum status (*check)(const struct schema *schema, struct error *error);
	/* Whether records allow another value of this field, of any section. A sentence as STATUS_REFUSED. */
	enum status (*may_change)(struct store *store, const struct schema_section *section, const struct form_field *field, struct error *error);
	/* Within the change by which a field or an entry, or the zone or country of the database, got another value: has what follows from it worked out anew
	 * (store/settle.h). */
	enum status (*changed)(struct store *store);
};

enum { SECTION_NAME_LIMIT = 40 /* bytes */, SECTION_LIMIT = 200 };

/* The i-th section of all domains, in the order of the file; NULL after the last. */
const struct schema_section *section_at(size_t i);
/* Asks the hooks of all sections. */
enum status section_may_change(struct store *store, const struct schema_section *section, const struct form_field *field, struct error *error);

/* The section of a setting, and what follows its prefix; NULL when it is of none. */
const struct schema_section *section_of_setting(const char *setting, const char **rest);
/* The field of a section without entries that a setting holds, with that section; NULL when it is of none. */
const struct form_field *section_setting_field(const char *setting, const struct schema_section **out);
/* The section whose entries a field of records names; NULL when there is none. */
const struct schema_section *section_of_field(const struct field *field);
/* Letters a-z, digits and '-', up to SECTION_NAME_LIMIT bytes. */
bool section_is_name(const char *name);
size_t section_limit(const struct schema_section *section);

/* The i-th entry that there is without a setting, NULL after the last; and the one of this name, NULL when there is none. */
const void *section_built_in_at(const struct schema_section *section, size_t i);
const void *section_built_in(const struct schema_section *section, const char *name);
/* An entry as the text of its setting; NULL: a built-in one that is gone. */
void section_write(struct text *out, const struct schema_section *section, const void *entry);
/* As section_write wrote it, and checked; *entry is NULL for one that is gone. The name is not copied. STATUS_CONFIG or STATUS_DATA for what is none. */
enum status section_read(struct arena *arena, const struct schema_section *section, const char *name, const char *value, const void **entry,
			 struct error *error);

/* The entry of this name, set or built in; NULL when there is none. */
const void *schema_entry(const struct schema *schema, const struct schema_section *section, const char *name);
/* The i-th entry, built-in ones first; NULL after the last. Its first member is its name. */
const void *schema_entry_at(const struct schema *schema, const struct schema_section *section, size_t i);
const char *section_entry_name(const void *entry);
/* The label in language "en" or "zh"; "" when it has none. */
const char *section_entry_label(const struct schema_section *section, const void *entry, const char *language);
/* "unknown tax 'vat31'; did you mean 'vat13'?" as STATUS_DATA. */
enum status schema_entry_unknown(const struct schema *schema, const struct schema_section *section, const char *name, struct error *error);
/* The value of a field of a section without entries; its initial one, or "", when it is not set. */
const char *schema_field_value(const struct schema *schema, const struct schema_section *section, const struct form_field *field);
/* Its setting. */
void section_setting(struct text *out, const struct schema_section *section, const char *name);

/* What a compiler cannot see of a section and its forms; STATUS_INTERNAL says what. */
enum status section_lint(const struct schema_section *section, struct error *error);

/* Currency, zone, country, area, language. */
extern const struct schema_section section_conventions;

#endif
