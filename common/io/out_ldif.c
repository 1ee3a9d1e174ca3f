/* LDIF with the attributes of inetOrgPerson and of Mozilla, as Thunderbird and directories read it; and the answers to a query of mutt. */
#include "io/out_address.h"

#include "base/base64.h"
#include <string.h>

enum { LINE = 76 };

/* RFC 2849: what may stand as it is. */
static bool is_safe(const char *text)
{
	size_t length = strlen(text);

	if (!length || strchr(" :<", *text) || text[length - 1] == ' ')
		return false;
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80 || (unsigned char)*text < ' ')
			return false;
	return true;
}

/* All of a line is ASCII: it may be folded anywhere. */
static void fold(struct out *out, const char *line)
{
	for (size_t length = strlen(line), room = LINE; length; room = LINE - 1) {
		size_t taken = length < room ? length : room;
		text_append(&out->line, line, taken);
		line += taken;
		length -= taken;
		text_add(&out->line, length ? "\n " : "\n");
	}
}

static void put(struct out *out, const char *attribute, const char *text)
{
	if (!*text)
		return;
	text_clear(&out->scratch);
	text_printf(&out->scratch, "%s:", attribute);
	if (is_safe(text)) {
		text_printf(&out->scratch, " %s", text);
	} else {
		text_add(&out->scratch, ": ");
		base64_add(&out->scratch, text, strlen(text));
	}
	fold(out, out->scratch.data);
}

/* RFC 4514: a value within a distinguished name. */
static void add_value(struct text *out, const char *attribute, const char *text)
{
	text_printf(out, out->length ? ",%s=" : "%s=", attribute);
	for (const char *p = text; *p; p++) {
		if (strchr(",+\"\\<>;=", *p) || (p == text && strchr(" #", *p)) || (*p == ' ' && !p[1]))
			text_byte(out, '\\');
		text_byte(out, *p == '\n' ? ' ' : *p);
	}
}

static void ldif_row(struct out *out, const struct out_cell *cells)
{
	static const struct {
		const char *attribute;
		enum address_part part;
	} plain[] = { { "givenName", ADDRESS_GIVEN }, { "cn", ADDRESS_NAME }, { "mail", ADDRESS_EMAIL }, { "mozillaSecondEmail", ADDRESS_EMAIL2 }, { "title", ADDRESS_TITLE },
		{ "ou", ADDRESS_DEPARTMENT }, { "telephoneNumber", ADDRESS_PHONE }, { "mobile", ADDRESS_MOBILE }, { "homePhone", ADDRESS_HOME_PHONE },
		{ "facsimileTelephoneNumber", ADDRESS_FAX }, { "street", ADDRESS_STREET }, { "l", ADDRESS_CITY }, { "st", ADDRESS_STATE }, { "postalCode", ADDRESS_CODE },
		{ "c", ADDRESS_COUNTRY }, { "mozillaWorkUrl", ADDRESS_WEBSITE }, { "description", ADDRESS_NOTES } };
	struct text name = { 0 };
	struct address address;

	address_read(out, cells, &address);
	const char *const *parts = address.parts, *family = *parts[ADDRESS_FAMILY] ? parts[ADDRESS_FAMILY] : parts[ADDRESS_NAME];
	text_clear(&out->line);
	add_value(&name, "cn", parts[ADDRESS_NAME]);
	/* Several may have one name. */
	if (*parts[ADDRESS_EMAIL])
		add_value(&name, "mail", parts[ADDRESS_EMAIL]);
	else if (*parts[ADDRESS_REF])
		add_value(&name, "uid", parts[ADDRESS_REF]);
	put(out, "dn", text_string(&name));
	text_free(&name);
	text_add(&out->line, "objectclass: top\nobjectclass: person\nobjectclass: organizationalPerson\nobjectclass: inetOrgPerson\nobjectclass: mozillaAbPersonAlpha\n");
	put(out, "sn", family);
	put(out, "o", address.company ? parts[ADDRESS_NAME] : parts[ADDRESS_COMPANY]);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		put(out, plain[i].attribute, parts[plain[i].part]);
	text_byte(&out->line, '\n');
	out_write(out, out->line.data, out->line.length);
}

const struct out_writer out_ldif = { .begin = address_begin, .row = ldif_row, .release = address_release };

/* The first line is shown above the answers. */
static void mutt_begin(struct out *out)
{
	static const char head[] = "crm\n";

	address_begin(out);
	if (!out->failure)
		out_write(out, head, strlen(head));
}

static void add_plain(struct text *out, const char *text)
{
	for (; *text; text++)
		text_byte(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

/* address⇥name⇥more, a line for each address. */
static void mutt_row(struct out *out, const struct out_cell *cells)
{
	static const enum address_part addresses[] = { ADDRESS_EMAIL, ADDRESS_EMAIL2 };
	struct address address;

	address_read(out, cells, &address);
	text_clear(&out->line);
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		if (!*address.parts[addresses[i]])
			continue;
		add_plain(&out->line, address.parts[addresses[i]]);
		text_byte(&out->line, '\t');
		add_plain(&out->line, address.parts[ADDRESS_NAME]);
		text_byte(&out->line, '\t');
		add_plain(&out->line, address.parts[ADDRESS_COMPANY]);
		text_byte(&out->line, '\n');
	}
	out_write(out, text_string(&out->line), out->line.length);
}

const struct out_writer out_mutt = { .begin = mutt_begin, .row = mutt_row, .release = address_release };
