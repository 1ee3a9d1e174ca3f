/* Lines whose document gets another currency, or prices with tax instead of without: their prices are converted, or their figures kept, as somebody said. Without
 * a word it is refused (document_terms_check): 1,000 CNY are not 1,000 USD. */
#ifndef CRM_SELLING_DOCUMENT_TERMS_H
#define CRM_SELLING_DOCUMENT_TERMS_H

#include "selling/documents.h"

enum terms_change { TERMS_REFUSED = 0, TERMS_CONVERT, TERMS_KEEP };

/* Before a draft with lines is saved with another currency or price mode: STATUS_REFUSED with the options, unless store->repricing. */
enum status document_terms_check(struct store *store, const struct document_kind *kind, const struct record *old, const struct record *document);

/* Before a document is copied with another currency or price mode: STATUS_REFUSED when it has lines (a hook of rules). */
enum status document_terms_copy(struct store *store, const struct record *from, const struct record *copy);

/* Saves a document with other terms, and its lines with the prices that follow. TERMS_CONVERT: by the rate of the document's day, and by the rates of the taxes; what the
 * document has of shipping, adjustment and discount too, unless it was changed itself. TERMS_KEEP: all figures stay but the costs, which are ours: they are converted.
 * Errors as rate_find. */
enum status document_terms_save(struct store *store, const struct record *old, struct record *document, enum terms_change how, struct arena *arena);

#endif
