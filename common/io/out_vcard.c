/* vCard 3.0, which telephones, Outlook and webmail read alike. */
#include "io/content_line.h"
#include "io/out_address.h"

#include <string.h>

static void put(struct out *out, const char *property)
{
	content_fold(&out->line, property, strlen(property));
}

/* NAME:text; nothing for an empty one. */
static void put_text(struct out *out, const char *name, const char *text)
{
	text_clear(&out->scratch);
	if (!*text)
		return;
	text_printf(&out->scratch, "%s:", name);
	content_escape(&out->scratch, text);
	put(out, out->scratch.data);
}

/* NAME:a;b;c, when one of them is something. */
static void put_parts(struct out *out, const char *name, const char *const *parts, size_t count)
{
	bool any = false;

	text_clear(&out->scratch);
	text_printf(&out->scratch, "%s:", name);
	for (size_t i = 0; i < count; i++) {
		any |= *parts[i] != '\0';
		if (i)
			text_byte(&out->scratch, ';');
		content_escape(&out->scratch, parts[i]);
	}
	if (any)
		put(out, out->scratch.data);
}

/* What the family name and the given name are, where the record does not say: the whole name is a given one. */
static void put_name(struct out *out, const struct address *address)
{
	const char *const *parts = address->parts;
	bool apart = *parts[ADDRESS_FAMILY] || *parts[ADDRESS_GIVEN];
	const char *const name[] = { parts[ADDRESS_FAMILY], apart ? parts[ADDRESS_GIVEN] : parts[ADDRESS_NAME], "", parts[ADDRESS_SALUTATION], "" };

	put_parts(out, "N", name, 5);
	put_text(out, "FN", parts[ADDRESS_NAME]);
}

static void put_company(struct out *out, const struct address *address)
{
	const char *const *parts = address->parts, *const work[] = { parts[ADDRESS_COMPANY], parts[ADDRESS_DEPARTMENT] };

	if (address->company) {
		put_text(out, "ORG", parts[ADDRESS_NAME]);
		put(out, "X-ABSHOWAS:COMPANY");
	} else {
		put_parts(out, "ORG", work, *work[1] ? 2 : 1);
	}
	put_text(out, "TITLE", parts[ADDRESS_TITLE]);
}

/* A day, with or without its year; the Chinese calendar has no place in a vCard. */
static void put_birthday(struct out *out, const char *text)
{
	if (strncmp(text, "--", 2) == 0) {
		text_clear(&out->scratch);
		text_printf(&out->scratch, "BDAY;X-APPLE-OMIT-YEAR=1604:1604-%s", text + 2);
		put(out, out->scratch.data);
	} else if (*text >= '0' && *text <= '9') {
		put_text(out, "BDAY", text);
	}
}

static void put_tags(struct out *out, const char *tags)
{
	struct out_cell rest = { tags, strlen(tags) };
	struct text item = { 0 };
	bool any = false;

	text_clear(&out->scratch);
	text_add(&out->scratch, "CATEGORIES:");
	while (*tags && out_next_item(&rest, &item)) {
		if (any)
			text_byte(&out->scratch, ',');
		any = true;
		content_escape(&out->scratch, text_string(&item));
		text_clear(&item);
	}
	if (any)
		put(out, out->scratch.data);
	text_free(&item);
}

static void vcard_out(struct out *out, const struct out_cell *cells)
{
	static const struct {
		const char *property;
		enum address_part part;
	} plain[] = { { "TEL;TYPE=WORK,VOICE", ADDRESS_PHONE }, { "TEL;TYPE=WORK,VOICE", ADDRESS_PHONE2 }, { "TEL;TYPE=CELL", ADDRESS_MOBILE }, { "TEL;TYPE=HOME,VOICE", ADDRESS_HOME_PHONE },
		{ "TEL;TYPE=WORK,FAX", ADDRESS_FAX }, { "TEL;TYPE=ASSISTANT", ADDRESS_ASSISTANT_PHONE }, { "EMAIL;TYPE=INTERNET,PREF", ADDRESS_EMAIL },
		{ "EMAIL;TYPE=INTERNET", ADDRESS_EMAIL2 }, { "URL", ADDRESS_WEBSITE }, { "X-ASSISTANT", ADDRESS_ASSISTANT }, { "X-WECHAT", ADDRESS_WECHAT },
		{ "X-QQ", ADDRESS_QQ }, { "X-WEIBO", ADDRESS_WEIBO }, { "NOTE", ADDRESS_NOTES }, { "UID", ADDRESS_UID }, { "REV", ADDRESS_CHANGED } };
	struct address address;

	address_read(out, cells, &address);
	const char *const *parts = address.parts, *const place[] = { "", "", parts[ADDRESS_STREET], parts[ADDRESS_CITY], parts[ADDRESS_STATE], parts[ADDRESS_CODE], parts[ADDRESS_COUNTRY] };
	text_clear(&out->line);
	put(out, "BEGIN:VCARD");
	put(out, "VERSION:3.0");
	put_name(out, &address);
	put_company(out, &address);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		put_text(out, plain[i].property, parts[plain[i].part]);
	put_parts(out, "ADR;TYPE=WORK", place, 7);
	put_birthday(out, parts[ADDRESS_BIRTHDAY]);
	put_tags(out, parts[ADDRESS_TAGS]);
	put(out, "END:VCARD");
	out_write(out, out->line.data, out->line.length);
}

const struct out_writer out_vcard = { .begin = address_begin, .row = vcard_out, .release = address_release };
