/* From the properties of a card to fields of a contact. What has no field of its own goes to the notes with its name, or is named as left out. */
#include "io/vcard.h"

#include "base/text.h"
#include <string.h>
#include <strings.h>

const char *const vcard_names[] = {
	[VCARD_NAME] = "name", [VCARD_FAMILY] = "family_name", [VCARD_GIVEN] = "given_name", [VCARD_SALUTATION] = "salutation", [VCARD_CUSTOMER] = "customer",
	[VCARD_DEPARTMENT] = "department", [VCARD_TITLE] = "title", [VCARD_PHONE] = "phone", [VCARD_MOBILE] = "mobile", [VCARD_HOME_PHONE] = "home_phone",
	[VCARD_FAX] = "fax", [VCARD_EMAIL] = "email", [VCARD_EMAIL2] = "email2", [VCARD_STREET] = "street", [VCARD_CITY] = "city", [VCARD_STATE] = "state",
	[VCARD_CODE] = "code", [VCARD_COUNTRY] = "country", [VCARD_BIRTHDAY] = "birthday", [VCARD_WECHAT] = "wechat", [VCARD_QQ] = "qq", [VCARD_WEIBO] = "weibo",
	[VCARD_ASSISTANT] = "assistant", [VCARD_ASSISTANT_PHONE] = "assistant_phone", [VCARD_TAGS] = "tags", [VCARD_NOTES] = "notes", [VCARD_UID] = "external_id",
	NULL,
};

enum { COLUMNS = sizeof vcard_names / sizeof *vcard_names - 1, REST = 16 * 1024 /* bytes of what goes to the notes */ };

/* The row while it is made. */
struct row {
	struct arena *arena;
	const char *texts[COLUMNS];
	struct text notes;
};

bool vcard_has(const struct vcard_property *property, const char *word)
{
	size_t length = strlen(word);

	for (const char *p = property->parameters; *p; p += strspn(p, ";,")) {
		size_t size = strcspn(p, ";,");
		const char *equal = memchr(p, '=', size), *start = equal ? equal + 1 : p, *end = p + size;
		start += *start == '"';
		end -= end > start && end[-1] == '"';
		if ((size_t)(end - start) == length && strncmp(start, word, length) == 0)
			return true;
		p += size;
	}
	return false;
}

const char *vcard_parameter(struct arena *arena, const struct vcard_property *property, const char *name)
{
	size_t length = strlen(name);

	for (const char *p = property->parameters; *p; p += strspn(p, ";")) {
		size_t size = strcspn(p, ";");
		if (size > length && strncmp(p, name, length) == 0 && p[length] == '=')
			return arena_copy(arena, p + length + 1, size - length - 1);
		p += size;
	}
	return NULL;
}

/* Up to an end that no backslash is before, without escapes, and without blanks around it. */
static const char *unescaped(struct arena *arena, const char *text, const char *ends, const char **rest)
{
	struct text out = { 0 };

	while (*text == ' ')
		text++;
	for (; *text && !strchr(ends, *text); text++) {
		bool escape = *text == '\\' && text[1];
		text += escape;
		text_byte(&out, escape && (*text == 'n' || *text == 'N') ? '\n' : *text);
	}
	while (out.length && out.data[out.length - 1] == ' ')
		out.data[--out.length] = '\0';
	*rest = text;
	text_add(&out, "");
	return text_take(&out, arena);
}

const char *vcard_text(struct arena *arena, const char *value)
{
	const char *rest;

	return unescaped(arena, value, "", &rest);
}

const char *vcard_component(struct arena *arena, const char *value, size_t number)
{
	const char *part = "", *rest = value;

	for (size_t i = 0; i <= number; i++) {
		part = unescaped(arena, rest, ";", &rest);
		if (i == number)
			break;
		if (!*rest++)
			return "";
	}
	return part;
}

/* A line as a single-line field has it. */
static const char *single(struct arena *arena, const char *text)
{
	char *line = arena_string(arena, text);

	for (char *p = line; *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	return line;
}

/* The components from that number on which are not empty, with commas between them. */
static const char *listed(struct arena *arena, const char *value, size_t from)
{
	struct text out = { 0 };
	const char *rest = value;

	for (size_t i = 0;; i++, rest++) {
		const char *part = single(arena, unescaped(arena, rest, ";", &rest));
		if (i >= from && *part)
			text_printf(&out, out.length ? ", %s" : "%s", part);
		if (!*rest)
			break;
	}
	text_add(&out, "");
	return text_take(&out, arena);
}

static bool set(struct row *row, enum vcard_column column, const char *text)
{
	if (!*text || row->texts[column])
		return false;
	row->texts[column] = single(row->arena, text);
	return true;
}

/* What no column is free for. */
static void note(struct row *row, const char *name, const char *text)
{
	if (*text && row->notes.length < REST)
		text_printf(&row->notes, row->notes.length ? "\n%s%s" : "%s%s", name, text);
}

/* Into the column, or where that has another text, into the notes. */
static void set_or_note(struct row *row, enum vcard_column column, const char *name, const char *text)
{
	const char *line = single(row->arena, text);

	if (!set(row, column, line) && *line && strcmp(row->texts[column], line) != 0)
		note(row, name, line);
}

static void take_name(struct row *row, const char *value)
{
	set_or_note(row, VCARD_FAMILY, "Family name: ", vcard_component(row->arena, value, 0));
	set_or_note(row, VCARD_GIVEN, "Given name: ", vcard_component(row->arena, value, 1));
	note(row, "Additional names: ", single(row->arena, vcard_component(row->arena, value, 2)));
	set_or_note(row, VCARD_SALUTATION, "Salutation: ", vcard_component(row->arena, value, 3));
	note(row, "Suffixes: ", single(row->arena, vcard_component(row->arena, value, 4)));
}

/* A company and its units, from the largest to the smallest. */
static void take_company(struct row *row, const char *value)
{
	if (row->texts[VCARD_CUSTOMER]) {
		note(row, "Company: ", listed(row->arena, value, 0));
		return;
	}
	set(row, VCARD_CUSTOMER, vcard_component(row->arena, value, 0));
	set_or_note(row, VCARD_DEPARTMENT, "Department: ", vcard_component(row->arena, value, 1));
	note(row, "Department: ", listed(row->arena, value, 2));
}

static void take_phone(struct row *row, const struct vcard_property *property)
{
	static const enum vcard_column free_ones[] = { VCARD_PHONE, VCARD_MOBILE, VCARD_HOME_PHONE };
	const char *text = vcard_text(row->arena, property->value);
	bool fax = vcard_has(property, "FAX"), assistant = vcard_has(property, "ASSISTANT") || vcard_has(property, "X-EVOLUTION-ASSISTANT");
	enum vcard_column own = assistant ? VCARD_ASSISTANT_PHONE : fax ? VCARD_FAX : vcard_has(property, "CELL") || vcard_has(property, "IPHONE") ? VCARD_MOBILE
	                      : vcard_has(property, "HOME") ? VCARD_HOME_PHONE : VCARD_PHONE;

	if (strncmp(text, "tel:", 4) == 0)
		text += 4;
	if (set(row, own, text))
		return;
	for (size_t i = 0; i < sizeof free_ones / sizeof *free_ones && own != VCARD_FAX && own != VCARD_ASSISTANT_PHONE; i++)
		if (set(row, free_ones[i], text))
			return;
	note(row, fax ? "Fax: " : "Tel: ", text);
}

static void take_email(struct row *row, const struct vcard_property *property)
{
	const char *text = vcard_text(row->arena, property->value);

	if (!set(row, VCARD_EMAIL, text) && !set(row, VCARD_EMAIL2, text))
		note(row, "E-mail: ", text);
}

/* Post office box, extension and street are one line here. */
static void take_address(struct row *row, const struct vcard_property *property)
{
	const char *parts[7], *street = "";

	for (size_t i = 0; i < 7; i++) {
		parts[i] = single(row->arena, vcard_component(row->arena, property->value, i));
		if (*parts[i] && i < 3)
			street = arena_printf(row->arena, *street ? "%s, %s" : "%s%s", street, parts[i]);
	}
	if (row->texts[VCARD_STREET] || row->texts[VCARD_CITY] || row->texts[VCARD_STATE] || row->texts[VCARD_CODE] || row->texts[VCARD_COUNTRY]) {
		note(row, "Address: ", listed(row->arena, property->value, 0));
		return;
	}
	set(row, VCARD_STREET, street);
	for (size_t i = 3; i < 7; i++)
		set(row, (enum vcard_column)(VCARD_CITY + (int)i - 3), parts[i]);
}

static bool digits(const char *text, size_t count)
{
	return strspn(text, "0123456789") >= count;
}

/* 1980-05-17, 19800517, --0517, with a time behind; a year that Apple put there to have one is left out. */
static void take_birthday(struct row *row, const struct vcard_property *property)
{
	const char *text = vcard_text(row->arena, property->value), *omitted = vcard_parameter(row->arena, property, "X-APPLE-OMIT-YEAR"), *day = NULL;
	bool dashes = strncmp(text, "--", 2) == 0;

	if (dashes && digits(text + 2, 4))
		day = arena_printf(row->arena, "--%.2s-%.2s", text + 2, text + 4);
	else if (dashes && digits(text + 2, 2) && text[4] == '-' && digits(text + 5, 2))
		day = arena_printf(row->arena, "%.7s", text);
	else if (digits(text, 8))
		day = arena_printf(row->arena, "%.4s-%.2s-%.2s", text, text + 4, text + 6);
	else if (digits(text, 4) && text[4] == '-' && digits(text + 5, 2) && text[7] == '-' && digits(text + 8, 2))
		day = arena_printf(row->arena, "%.10s", text);
	if (day && omitted && strncmp(day, omitted, 4) == 0)
		day = arena_printf(row->arena, "-%s", day + 4);
	if (!day || !set(row, VCARD_BIRTHDAY, day))
		note(row, "Birthday: ", text);
}

/* Names in services that have a field of their own. */
static void take_messenger(struct row *row, const struct vcard_property *property, const char *service)
{
	static const struct {
		const char *word, *scheme;
		enum vcard_column column;
	} services[] = { { "QQ", "qq:", VCARD_QQ }, { "WECHAT", "wechat:", VCARD_WECHAT }, { "WEIXIN", "weixin:", VCARD_WECHAT }, { "WEIBO", "weibo:", VCARD_WEIBO } };
	const char *text = vcard_text(row->arena, property->value);

	for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
		bool scheme = strncasecmp(text, services[i].scheme, strlen(services[i].scheme)) == 0;
		if (!scheme && !vcard_has(property, services[i].word) && strcmp(service, services[i].word) != 0)
			continue;
		text += scheme ? strlen(services[i].scheme) : strncmp(text, "x-apple:", 8) == 0 ? 8 : 0;
		if (set(row, services[i].column, text))
			return;
	}
	note(row, arena_printf(row->arena, "%s: ", property->name), text);
}

static void take_tags(struct row *row, const char *value)
{
	const char *rest = value, *tags = row->texts[VCARD_TAGS];

	for (bool more = true; more; rest += more) {
		const char *tag = single(row->arena, unescaped(row->arena, rest, ",", &rest));
		more = *rest == ',';
		/* Apple and Android put everybody into this one. */
		if (*tag && strcmp(tag, "myContacts") != 0 && !strchr(tag, ',') && (!tags || strlen(tags) < REST))
			tags = tags ? arena_printf(row->arena, "%s,%s", tags, tag) : tag;
	}
	row->texts[VCARD_TAGS] = tags;
}

static bool is(const struct vcard_property *property, const char *name)
{
	return strcmp(property->name, name) == 0;
}

/* What says nothing of the person. */
static bool is_formal(const struct vcard_property *property)
{
	static const char *const names[] = { "VERSION", "PRODID", "REV", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS", "SORT-STRING", "KIND", "CLIENTPIDMAP", "CLASS",
		"PROFILE", "SOURCE", "NAME", "MAILER", "LANG", "X-EVOLUTION-FILE-AS", "X-EVOLUTION-WEBDAV-ETAG" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is(property, names[i]))
			return true;
	return false;
}

/* False for a property that has no place. */
static bool take_other(struct row *row, const struct vcard_property *property)
{
	const char *value = property->value;

	if (is(property, "TITLE"))
		set_or_note(row, VCARD_TITLE, "Title: ", vcard_text(row->arena, value));
	else if (is(property, "ROLE"))
		note(row, "Role: ", single(row->arena, vcard_text(row->arena, value)));
	else if (is(property, "NICKNAME"))
		note(row, "Nickname: ", single(row->arena, vcard_text(row->arena, value)));
	else if (is(property, "NOTE"))
		note(row, "", vcard_text(row->arena, value));
	else if (is(property, "URL"))
		note(row, "URL: ", vcard_text(row->arena, value));
	else if (is(property, "UID"))
		set_or_note(row, VCARD_UID, "UID: ", vcard_text(row->arena, strncasecmp(value, "urn:uuid:", 9) == 0 ? value + 9 : value));
	else if (is(property, "CATEGORIES"))
		take_tags(row, value);
	else if (is(property, "IMPP") || is(property, "X-SOCIALPROFILE"))
		take_messenger(row, property, "");
	else if (is(property, "X-QQ") || is(property, "X-WECHAT") || is(property, "X-WEIXIN") || is(property, "X-WEIBO"))
		take_messenger(row, property, property->name + 2);
	else if (is(property, "X-ASSISTANT") || is(property, "X-EVOLUTION-ASSISTANT") || is(property, "X-MS-ASSISTANT"))
		set_or_note(row, VCARD_ASSISTANT, "Assistant: ", vcard_text(row->arena, value));
	else
		return is_formal(property);
	return true;
}

static void take(struct row *row, struct sheet_making *making, const struct vcard_property *property)
{
	if (property->value && !*property->value)
		return;
	if (!property->value)
		sheet_make_left_out(making, property->name);
	else if (is(property, "N"))
		take_name(row, property->value);
	else if (is(property, "FN"))
		set_or_note(row, VCARD_NAME, "Name: ", vcard_text(row->arena, property->value));
	else if (is(property, "ORG"))
		take_company(row, property->value);
	else if (is(property, "TEL"))
		take_phone(row, property);
	else if (is(property, "EMAIL"))
		take_email(row, property);
	else if (is(property, "ADR"))
		take_address(row, property);
	else if (is(property, "BDAY"))
		take_birthday(row, property);
	else if (!take_other(row, property))
		sheet_make_left_out(making, property->name);
}

/* A card without FN is called as N has it; a family name without Latin letters stands first. */
static void name_it(struct row *row)
{
	const char *family = row->texts[VCARD_FAMILY], *given = row->texts[VCARD_GIVEN];

	if (family && given)
		set(row, VCARD_NAME, (unsigned char)*family >= 0xE3 ? arena_printf(row->arena, "%s%s", family, given) : arena_printf(row->arena, "%s %s", given, family));
	/* Who writes N only because there must be one puts the whole name there. */
	if (row->texts[VCARD_NAME] && !family && given && strcmp(given, row->texts[VCARD_NAME]) == 0)
		row->texts[VCARD_GIVEN] = NULL;
	set(row, VCARD_NAME, family ? family : given ? given : row->texts[VCARD_CUSTOMER] ? row->texts[VCARD_CUSTOMER] : row->texts[VCARD_EMAIL] ? row->texts[VCARD_EMAIL] : "");
}

/* TYPE=PREF until version 3, PREF=1 since. */
static bool is_preferred(struct arena *arena, const struct vcard_property *property)
{
	const char *rank = vcard_parameter(arena, property, "PREF");

	return vcard_has(property, "PREF") || (rank && strcmp(rank, "1") == 0);
}

enum status vcard_row(struct sheet_making *making, const struct vcard *card, struct arena *arena, struct error *error)
{
	struct row row = { .arena = arena };

	/* What is preferred comes first, so that it gets the field. */
	for (int preferred = 1; preferred >= 0; preferred--)
		for (size_t i = 0; i < card->count; i++)
			if (is_preferred(arena, &card->properties[i]) == preferred)
				take(&row, making, &card->properties[i]);
	name_it(&row);
	if (row.notes.length)
		row.texts[VCARD_NOTES] = row.notes.data;
	enum status status = sheet_make_row(making, card->line, error);
	for (size_t i = 0; !status && i < COLUMNS; i++)
		if (row.texts[i])
			sheet_make_cell(making, i, row.texts[i]);
	text_free(&row.notes);
	return status;
}
