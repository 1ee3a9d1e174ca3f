#include "io/out_address.h"

#include "base/arena.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *column;
	enum address_part part;
} names[] = {
	{ "ref", ADDRESS_REF }, { "name", ADDRESS_NAME }, { "family_name", ADDRESS_FAMILY }, { "given_name", ADDRESS_GIVEN }, { "salutation", ADDRESS_SALUTATION },
	{ "customer.name", ADDRESS_COMPANY }, { "company", ADDRESS_COMPANY }, { "department", ADDRESS_DEPARTMENT }, { "title", ADDRESS_TITLE },
	{ "phone", ADDRESS_PHONE }, { "mobile", ADDRESS_MOBILE }, { "home_phone", ADDRESS_HOME_PHONE }, { "phone2", ADDRESS_PHONE2 }, { "fax", ADDRESS_FAX },
	{ "email", ADDRESS_EMAIL }, { "email2", ADDRESS_EMAIL2 }, { "street", ADDRESS_STREET }, { "bill_street", ADDRESS_STREET }, { "city", ADDRESS_CITY },
	{ "bill_city", ADDRESS_CITY }, { "state", ADDRESS_STATE }, { "bill_state", ADDRESS_STATE }, { "code", ADDRESS_CODE }, { "bill_code", ADDRESS_CODE },
	{ "country", ADDRESS_COUNTRY }, { "bill_country", ADDRESS_COUNTRY }, { "birthday", ADDRESS_BIRTHDAY }, { "wechat", ADDRESS_WECHAT }, { "qq", ADDRESS_QQ },
	{ "weibo", ADDRESS_WEIBO }, { "assistant", ADDRESS_ASSISTANT }, { "assistant_phone", ADDRESS_ASSISTANT_PHONE }, { "website", ADDRESS_WEBSITE },
	{ "tags", ADDRESS_TAGS }, { "notes", ADDRESS_NOTES }, { "external_id", ADDRESS_UID }, { "updated_at", ADDRESS_CHANGED }, { "kind", ADDRESS_KIND },
};

struct out_address {
	size_t columns[ADDRESS_PARTS]; /* of each part, from 1; 0: none */
	struct text texts[ADDRESS_PARTS];
};

bool out_is_address_book(enum out_format format)
{
	return format == OUT_VCARD || format == OUT_LDIF || format == OUT_MUTT;
}

const char *out_address_column(size_t i, int *part)
{
	if (i >= sizeof names / sizeof *names)
		return NULL;
	*part = names[i].part;
	return names[i].column;
}

void address_begin(struct out *out)
{
	struct out_address *address = memory_alloc(sizeof *address);

	*address = (struct out_address){ 0 };
	out->address = address;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (size_t k = 0; k < out->count && !address->columns[names[i].part]; k++)
			if (strcmp(out->columns[k].name, names[i].column) == 0)
				address->columns[names[i].part] = k + 1;
	if (address->columns[ADDRESS_NAME])
		return;
	error_set(&out->refusal, STATUS_USAGE, "an address book is of people and companies, and there is no column `name` here; use it with contacts, customers, leads or suppliers");
	out->failure = EINVAL;
}

void address_read(struct out *out, const struct out_cell *cells, struct address *address)
{
	struct out_address *own = out->address;

	for (size_t part = 0; part < ADDRESS_PARTS; part++) {
		size_t column = own->columns[part];
		text_clear(&own->texts[part]);
		if (column)
			text_append(&own->texts[part], cells[column - 1].text, cells[column - 1].length);
		address->parts[part] = text_string(&own->texts[part]);
	}
	address->company = strcmp(address->parts[ADDRESS_KIND], "company") == 0;
}

void address_release(struct out *out)
{
	for (size_t part = 0; part < ADDRESS_PARTS; part++)
		text_free(&out->address->texts[part]);
	free(out->address);
}
