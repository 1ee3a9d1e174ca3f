/* Records as address books: vCard 3.0 (RFC 2426), LDIF (RFC 2849) as mail programs read it, and the answers to a query of mutt. Columns are known by their names,
 * whatever type of record they are of. */
#ifndef CRM_IO_OUT_ADDRESS_H
#define CRM_IO_OUT_ADDRESS_H

#include "io/out_internal.h"

enum address_part { ADDRESS_REF = 1, ADDRESS_NAME, ADDRESS_FAMILY, ADDRESS_GIVEN, ADDRESS_SALUTATION, ADDRESS_COMPANY, ADDRESS_DEPARTMENT, ADDRESS_TITLE, ADDRESS_PHONE,
	ADDRESS_MOBILE, ADDRESS_HOME_PHONE, ADDRESS_PHONE2, ADDRESS_FAX, ADDRESS_EMAIL, ADDRESS_EMAIL2, ADDRESS_STREET, ADDRESS_CITY, ADDRESS_STATE, ADDRESS_CODE,
	ADDRESS_COUNTRY, ADDRESS_BIRTHDAY, ADDRESS_WECHAT, ADDRESS_QQ, ADDRESS_WEIBO, ADDRESS_ASSISTANT, ADDRESS_ASSISTANT_PHONE, ADDRESS_WEBSITE, ADDRESS_TAGS,
	ADDRESS_NOTES, ADDRESS_UID, ADDRESS_CHANGED, ADDRESS_KIND, ADDRESS_PARTS };

/* The parts of the record at hand, by cells; "" for what there is no column for. They live until the next call. */
struct address {
	const char *parts[ADDRESS_PARTS];
	bool company; /* the record is one itself: its kind says so */
};

/* Finds the columns of the parts; one without a name among them ends it, see out_close. */
void address_begin(struct out *out);
void address_read(struct out *out, const struct out_cell *cells, struct address *address);
void address_release(struct out *out);

#endif
