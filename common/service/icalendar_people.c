#include "service/icalendar_people.h"

#include "people/people.h"
#include "query/resolve.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { KINDS = 3 };

static const struct {
	const char *field;
	const struct record_type *type;
} links[KINDS] = { { "attendees", &record_user }, { "contacts", &record_contact }, { "leads", &record_lead } };

/* The role of a link; "" where nothing was asked. Delegates, and answers that came later than us, are as good as none. */
static const char *role_of(const struct icalendar_property *property)
{
	static const struct {
		const char *answer, *role;
	} answers[] = { { "NEEDS-ACTION", "invited" }, { "ACCEPTED", "accepted" }, { "TENTATIVE", "tentative" }, { "DECLINED", "declined" } };
	struct text answer = { 0 };
	const char *role = "";

	if (icalendar_parameter(property, "PARTSTAT", &answer))
		for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
			if (strcasecmp(text_string(&answer), answers[i].answer) == 0)
				role = answers[i].role;
	text_free(&answer);
	return role;
}

/* p12.UUID: a reference of this database, and of no other. */
static enum status find_own(struct store *store, const char *address, size_t *kind, int64_t *id)
{
	const char *uuid = schema_value(store->schema, "uuid"), *point = strchr(address, '.');
	struct reference reference;
	char text[24];
	bool there = false;

	if (!uuid || !point || strcmp(point + 1, uuid) != 0 || (size_t)(point - address) >= sizeof text)
		return STATUS_OK;
	snprintf(text, sizeof text, "%.*s", (int)(point - address), address);
	if (!reference_like(text) || reference_parse(text, &reference, NULL) || reference.child)
		return STATUS_OK;
	for (size_t i = 0; i < KINDS; i++) {
		enum status status = reference.type == links[i].type ? row_exists(store, links[i].type, reference.id, &there) : STATUS_OK;
		if (status)
			return status;
		if (there && reference.type == links[i].type) {
			*kind = i;
			*id = reference.id;
		}
	}
	return STATUS_OK;
}

/* Who it is: by the address, or by the reference that we write for those who have none. *kind is KINDS for nobody. */
static enum status find_person(struct store *store, const char *address, struct arena *arena, size_t *kind, int64_t *id)
{
	static const char ours[] = "urn:x-crm:", mail[] = "mailto:";
	int64_t *ids;
	size_t count;

	*kind = KINDS;
	if (strncasecmp(address, ours, strlen(ours)) == 0)
		return find_own(store, address + strlen(ours), kind, id);
	if (strncasecmp(address, mail, strlen(mail)) != 0 || !strchr(address, '@'))
		return STATUS_OK;
	for (size_t i = 0; i < KINDS && *kind == KINDS; i++) {
		enum status status = resolve_all(store, links[i].type, address + strlen(mail), arena, &ids, &count);
		if (status == STATUS_REFUSED || status == STATUS_DATA) {
			*store->error = (struct error){ 0 };
			continue;
		}
		if (status)
			return status;
		if (count) {
			*kind = i;
			*id = ids[0];
		}
	}
	return STATUS_OK;
}

struct lists {
	struct text texts[KINDS];
};

static void add_link(struct lists *lists, size_t kind, int64_t id, const char *role)
{
	struct text *text = &lists->texts[kind];

	text_printf(text, "%s%s%lld%s%s", text->length ? "," : "", links[kind].type->prefix, (long long)id, *role ? ":" : "", role);
}

/* Links as text, in the form of the kind: by id, each once. */
static enum status store_links(struct store *store, struct record *event, struct lists *lists, struct arena *arena)
{
	enum status status = STATUS_OK;
	char currency[4] = "";

	for (size_t i = 0; i < KINDS; i++) {
		size_t index;
		const struct field *field = type_field(event->type, links[i].field, &index);
		if (!status)
			status = field_parse(&store->conventions, field, text_string(&lists->texts[i]), arena, currency, &event->values[index], store->error);
		text_free(&lists->texts[i]);
	}
	return status;
}

static bool is_attendee(const struct icalendar_property *property)
{
	return strcmp(property->name, "ATTENDEE") == 0;
}

enum status icalendar_people_take(struct store *store, const struct icalendar_component *component, struct record *event, struct arena *arena)
{
	struct lists lists = { 0 };
	enum status status = STATUS_OK;
	bool any = false;

	for (size_t i = 0; !status && i < component->count; i++) {
		const struct icalendar_property *property = &component->properties[i];
		size_t kind;
		int64_t id;
		if (!is_attendee(property))
			continue;
		any = true;
		status = find_person(store, property->value, arena, &kind, &id);
		if (!status && kind < KINDS)
			add_link(&lists, kind, id, role_of(property));
		else if (!status)
			change_warn(store, "nobody here has the address of the participant %.100s", property->value);
	}
	if (!any)
		return status;
	enum status links_status = store_links(store, event, &lists, arena);
	return status ? status : links_status;
}

/* The role of whoever is among the links already. */
static bool set_role(struct lists *lists, const char *old, size_t kind, int64_t who, const char *answer)
{
	char role[40];
	int64_t id;
	bool found = false;

	for (const char *rest = old; row_next_link(&rest, &id, role);) {
		found |= id == who;
		add_link(lists, kind, id, id == who ? answer : role);
	}
	return found;
}

enum status icalendar_people_answer(struct store *store, const struct icalendar_component *component, struct record *event, struct arena *arena)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < component->count; i++) {
		const struct icalendar_property *property = &component->properties[i];
		struct lists lists = { 0 };
		size_t kind;
		int64_t id;
		bool found = false;
		if (!is_attendee(property))
			continue;
		status = find_person(store, property->value, arena, &kind, &id);
		for (size_t n = 0; !status && n < KINDS; n++)
			found |= set_role(&lists, record_text(event, links[n].field), n, n == kind ? id : 0, role_of(property));
		enum status links_status = store_links(store, event, &lists, arena);
		status = status ? status : links_status;
		if (!status && !found)
			change_warn(store, "%.100s is not a participant of e%lld", property->value, (long long)event->id);
	}
	return status;
}
