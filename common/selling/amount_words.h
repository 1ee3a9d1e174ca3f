/* Amounts in words, as on receipts, contracts and invoices. */
#ifndef CRM_SELLING_AMOUNT_WORDS_H
#define CRM_SELLING_AMOUNT_WORDS_H

#include "base/text.h"

/* Appends the 大写 of an amount: 壹万贰仟叁佰肆拾伍元陆角柒分. By the rules for filling in bills and settlement vouchers (正确填写票据和结算凭证的
 * 基本规定, People's Bank of China), taking where they leave a choice:
 *   整   whenever the last decimal of the currency is zero: 壹佰元整, 壹佰元伍角整
 *   零   once for zeros between digits, also over the bounds of 万 and 亿 and between 元 and 分 (壹元零伍分), never for those at the end of a group
 *        (壹拾万伍仟元整) nor before 角 (壹拾元伍角整)
 *   拾   always with its digit: 壹拾元整
 *   负   before the first digit
 * Less than one yuan has no 元 (伍分); nothing is 零元整. Above 亿 the number counts them: 壹万亿, 玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿.
 *
 * Renminbi stand alone. Another currency comes first, by its Chinese name or else its code, with the same units: 美元壹佰元整, 日元壹万元整,
 * 科威特第纳尔壹元贰角叁分肆厘, XAF伍佰元整. As many decimals as the currency has: 角, 分, 厘, 毫.
 *
 * currency  a code of ISO 4217; any other text is taken for a currency with two decimals. */
void amount_chinese(struct text *out, int64_t minor, const char *currency);

/* Appends the amount in English: Twelve thousand three hundred forty-five yuan and 67/100. The convention of cheques: short scale (a billion is
 * 10^9), no "and" but before the decimals, which are a fraction of 100 (1000, 10000) and stand there even if zero (One hundred yuan and 00/100); a
 * currency without decimals has none (Ten thousand yen). Below zero it begins with Minus. The currency by its name, singular for one, or else by its
 * code. Currency as above. */
void amount_english(struct text *out, int64_t minor, const char *currency);

#endif
