/* How something repeats, as people say it. */
#ifndef CRM_BASE_RECURRENCE_WORDS_H
#define CRM_BASE_RECURRENCE_WORDS_H

#include "base/conventions.h"
#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>

/* Appends the rule of RFC 5545 that the words stand for:
 *
 *   daily, weekly, monthly, quarterly, yearly, weekdays, every day, every other week, every 2 weeks on mon,thu, every mon,thu,
 *   monthly on 15, every month on the 2nd tue, every 3 months on the last day, monthly on the last fri; then until DAY or 10 times
 *   每天 每周 每月 每季度 每年 每个工作日, 每两周周一周四, 每隔一周, 每周一、三、五, 每月15日, 每月最后一天, 每月第二个周二, 每年3月5日; then 到DAY or 共10次
 *
 * *found is false when the text begins with none of these, which is no error: it may be a rule. STATUS_DATA when it goes on with what is not understood. */
enum status recurrence_words(const struct conventions *conventions, const char *text, struct text *rule, bool *found, struct error *error);

#endif
