/* Removing a record, with or without what depends on it. */
#ifndef CRM_STORE_REMOVE_H
#define CRM_STORE_REMOVE_H

#include "store/row.h"

/* Within change_begin …: removes the record and its children (a deal's stage moves).
 *
 * Without cascade, anything else that refers to it is a refusal that names the first of them. With it, what belongs to the record (its
 * reference is a composition or required) is removed too, and so on from there; other references to what goes are emptied, links dropped.
 * STATUS_REFUSED also when there is no such record. */
enum status remove_record(struct store *store, const struct type *type, int64_t id, bool cascade, struct arena *arena);
/* For rules, in which nobody can ask for a cascade: the same without it, but a refusal for what refers to the record ends with this remedy. */
enum status remove_unreferenced(struct store *store, const struct type *type, int64_t id, const char *remedy, struct arena *arena);

/* The same with a cascade, but that records of types that are kept for the books (struct record_type) stay, and with them what they belong to. Each is handed
 * over with what becomes of it, before it goes if it does; what stays is the caller's to change. References to what goes are cleared without asking a rule.
 * FOR_BOOKS_NAMED is a book that only names it: by the name of a reference, whose record its fields say something of (said_of); NULL for the others. */
enum for_books { FOR_BOOKS_GOES, FOR_BOOKS_STAYS, FOR_BOOKS_BOOK, FOR_BOOKS_NAMED };
struct removal_for_books {
	enum status (*each)(void *context, const struct type *type, int64_t id, enum for_books what, const char *named_by);
	void *context;
};
enum status remove_for_books(struct store *store, const struct type *type, int64_t id, const struct removal_for_books *books, struct arena *arena);

#endif
