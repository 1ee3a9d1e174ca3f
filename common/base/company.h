/* Names of companies, for finding the same one under another spelling. */
#ifndef CRM_BASE_COMPANY_H
#define CRM_BASE_COMPANY_H

#include "base/text.h"

/* Appends the key that spellings of one company's name share: half-width, without case and accents, without blanks and punctuation, and
 * without its legal form (有限责任公司, 股份有限公司, 有限公司, a final 股份; final words such as Ltd, Co., Inc, LLC, GmbH, AG, Corp, S.A.). 分公司 is no
 * legal form but a branch, and stays. A name that is nothing but a legal form or signs keeps them, so that only a blank name has an
 * empty key. */
void company_key(struct text *out, const char *name, size_t length);

#endif
