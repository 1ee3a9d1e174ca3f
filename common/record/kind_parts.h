/* What the files of the kinds share: the form of a parser, and small helpers. */
#ifndef CRM_RECORD_KIND_PARTS_H
#define CRM_RECORD_KIND_PARTS_H

#include "record/record.h"

#define PARSER(name) \
	enum status name(const struct conventions *conventions, const struct field *field, const char *text, struct arena *arena, char currency[4], \
	                 struct value *out, struct error *error)
#define UNUSED(x) ((void)(x))

/* A text value in the arena; nothing of no length. */
struct value kind_text(struct arena *arena, const char *data, size_t length);

PARSER(parse_reference);
PARSER(parse_links); /* kind_list.c */
PARSER(parse_tags);
PARSER(parse_stored_tags);
PARSER(parse_rrule); /* kind_rrule.c */

#endif
