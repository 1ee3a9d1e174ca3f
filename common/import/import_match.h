/* Which record a draft means: the one of its reference, of its external_id, or one that has a key in common with it. */
#ifndef CRM_IMPORT_IMPORT_MATCH_H
#define CRM_IMPORT_IMPORT_MATCH_H

#include "import/import_key.h"
#include "import/import_values.h"

struct import_match {
	int64_t id;      /* the record that is there already; 0: none */
	int64_t other;   /* another one that is just as much the same; 0: none */
	int64_t keep;    /* id that a new record shall have; 0: the next */
	struct text why; /* for the plan */
};

/* Forgets what was found for the draft before. */
void import_match_clear(struct import_match *match);

/* Fills a cleared match. The values are those of the draft; where references of the file are labels, the draft and they get its own as external_id.
 * STATUS_DATA for references that cannot be meant; errors of the database. */
enum status import_match_find(struct import_match *match, const struct import_keys *keys, struct import_values *values, struct draft *draft);

#endif
