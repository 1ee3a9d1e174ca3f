#include "people/people.h"
#include "store/rule.h"

#include <string.h>

/* The first line of the body that says something, without the blanks around it; nothing when there is none. */
static struct value first_line(const struct record *note, struct arena *arena)
{
	static const char blanks[] = " \t\r\n";
	const char *line = record_text(note, "body");

	line += strspn(line, blanks);
	size_t length = strcspn(line, "\r\n");
	while (length && strchr(blanks, line[length - 1]))
		length--;
	return length ? value_text(arena_copy(arena, line, length)) : (struct value){ 0 };
}

/* A note without a title is called by the first line of its body, and goes on to be when the body changes. */
enum status note_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	(void)store;
	if (!record)
		return STATUS_OK;
	struct value *title = record_value(record, "title");
	bool follows = false;
	if (old && rule_changed(old, record, "body") && !rule_changed(old, record, "title")) {
		struct value before = first_line(old, arena);
		follows = value_equal(&before, title);
	}
	if (title->type == VALUE_NULL || follows) {
		struct value line = first_line(record, arena);
		if (line.type != VALUE_NULL)
			*title = line;
	}
	return STATUS_OK;
}
