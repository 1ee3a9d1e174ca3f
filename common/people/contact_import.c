/* crm-contact import: address books of vCard beside sheets. */
#include "import/import_hook.h"
#include "io/vcard.h"
#include "people/people.h"

static const struct sheet_maker *const makers[] = { &vcard_maker, NULL };

const struct import_hook contact_import = { .record = &record_contact, .makers = makers };
