#include "people/match.h"

#include "base/company.h"
#include "base/utf8.h"
#include <string.h>

struct wanted {
	struct text name, key;
	struct text scratch;
};

static bool is_same(struct wanted *wanted, const char *name, size_t length, bool *exact)
{
	text_clear(&wanted->scratch);
	utf8_casefold(&wanted->scratch, name, length);
	if (strcmp(text_string(&wanted->scratch), text_string(&wanted->name)) == 0)
		return *exact = true;
	text_clear(&wanted->scratch);
	company_key(&wanted->scratch, name, length);
	return wanted->key.length && strcmp(text_string(&wanted->scratch), wanted->key.data) == 0;
}

/* name, then the aliases between commas. */
static bool matches(struct wanted *wanted, const char *name, const char *aliases, bool *exact)
{
	bool hit;

	*exact = false;
	hit = is_same(wanted, name, strlen(name), exact);
	while (aliases && *aliases && !*exact) {
		size_t length = strcspn(aliases, ",");
		if (length)
			hit |= is_same(wanted, aliases, length, exact);
		aliases += length + (aliases[length] == ',');
	}
	return hit;
}

enum status match_customers(struct store *store, const char *name, struct arena *arena, struct match **out, size_t *count)
{
	struct wanted wanted = { 0 };
	struct statement *statement;
	size_t room = 0;
	bool exact;
	enum status status = db_ask(store->db, &statement, "select id, name, aliases from customer order by id");

	*out = NULL;
	*count = 0;
	utf8_casefold(&wanted.name, name, strlen(name));
	company_key(&wanted.key, name, strlen(name));
	while (db_next(statement, &status)) {
		const char *found = db_text(statement, 1);
		if (!found || !matches(&wanted, found, db_text(statement, 2), &exact))
			continue;
		if (*count == room) {
			size_t more = room ? room * 2 : 4;
			*out = arena_grow(arena, *out, room * sizeof **out, more * sizeof **out);
			room = more;
		}
		(*out)[(*count)++] = (struct match){ .id = db_integer(statement, 0), .name = arena_string(arena, found), .exact = exact };
	}
	db_done(statement);
	text_free(&wanted.name);
	text_free(&wanted.key);
	text_free(&wanted.scratch);
	return status;
}
