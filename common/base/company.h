/* Names of companies, and of people, for finding the same one under another spelling. */
#ifndef CRM_BASE_COMPANY_H
#define CRM_BASE_COMPANY_H

#include "base/text.h"
#include <stdbool.h>

/* Appends the key that spellings of one company's name share: half-width, without case and accents, without blanks and punctuation, and
 * without its legal form (有限责任公司, 股份有限公司, 有限公司, a final 股份; final words such as Ltd, Co., Inc, LLC, GmbH, AG, Corp, S.A.). 分公司 is no
 * legal form but a branch, and stays. A name that is nothing but a legal form or signs keeps them, so that only a blank name has an
 * empty key. */
void company_key(struct text *out, const char *name, size_t length);

/* Appends the key that names of firms and people share which look the same: what company_key leaves out, and besides
 *
 *   the order of words                Northwind Trading, Trading Northwind; Hansen, Anna and Anna Hansen
 *   &, and, und between them          Smith & Sons, Smith and Sons
 *   umlauts as two letters            Müller, Mueller, Muller
 *   traditional Chinese characters    國, 国
 *   where a place stands in brackets  海澄泵业（上海）, 上海海澄泵业
 *
 * Its words are in order, with a blank between them; those without blanks, as Chinese is written, come last as one. Nothing for a name without any word. It is
 * a reason to look, and never one to decide. */
void alike_key(struct text *out, const char *name, size_t length);

/* Whether the letter at `at` of a folded word may be an umlaut without its dots: a, o or u at the beginning or behind a consonant, though not the u of qu, and before
 * a consonant, which is at `next`: behind the letter, or behind the e that typewriters made of the dots. */
bool company_umlaut(const char *word, size_t length, size_t at, size_t next);

#endif
