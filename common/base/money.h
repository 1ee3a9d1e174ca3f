/* Amounts: minor units of an ISO 4217 currency. */
#ifndef CRM_BASE_MONEY_H
#define CRM_BASE_MONEY_H

#include "base/conventions.h"
#include "base/status.h"
#include "base/text.h"
#include <stdint.h>

/* Digits of the minor unit (CNY 2, JPY 0, KWD 3), or -1 for what is no currency. code is upper-case, three letters. */
int currency_digits(const char *code);
/* The i-th currency code in alphabetical order, NULL after the last. */
const char *currency_code(size_t i);

/* Reads `1234.50`, `¥1,234.50`, `CNY 10`, `10 CNY`, `1.2万`, `1.2万元`, `12,000元`, `$5`, full-width digits, a sign.
 *
 * currency  in: the currency of a bare number; out: the one written in the text, else unchanged. A sign leaves a currency that is written with it as it
 *           is: ¥ JPY, 元 TWD, HKD and MOP, $ that of Mexico, Argentina, Australia and others; otherwise ¥ and 元 are CNY, $ USD, € EUR, £ GBP. kr is one of
 *           these, or an error.
 * out       minor units of that currency; more decimals than it has are an error unless zeros
 * STATUS_DATA, with a sentence, for anything else (10.999.99, malformed grouping, 1E5, unknown currency, overflow). */
enum status money_parse(const char *text, char currency[4], int64_t *out, struct error *error);

/* Appends `1234.50`: no separators, exactly the currency's digits. */
void money_format(struct text *out, int64_t minor, int digits);

/* As money_parse with a bare number only, for filters: the value scaled by 10^6 (major units), so that one text compares with
 * amounts of every currency. Thousands separators are an error here. */
enum status money_parse_major(const char *text, int64_t *micro, struct error *error);

#endif
