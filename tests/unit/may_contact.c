/* The gate: the worked examples of limits, quiet hours and refused channels, and the order of the rules. */
#include "service/may_contact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct contact_limit any = { "any", 4, "30d" }, survey = { "survey", 1, "90d" };
static const struct contact_limit *const limits[] = { &any, &survey };
static const struct quiet_hours phone = { "phone", "12:00-13:30, 18:30-09:00" };
static const struct contact_person nobody = { .channel = "", .declined = "", .every = "" };
static struct contact_refusal refusal;

static bool ask(const struct contact_person *person, const char *channel, const char *purpose, const char *day, int minute, const struct contact_touch *touches, size_t count)
{
	const struct contact_question question = { .channel = channel, .purpose = purpose, .day = day, .minute = minute };

	return may_contact(person, &question, touches, count, limits, 2, strcmp(channel, "phone") == 0 ? &phone : NULL, &refusal);
}

/* (a) the touches of 30 days, today included */
static void limit_of_thirty_days(void **state)
{
	static const struct contact_touch touches[] = {
		{ "2026-03-20", "email", "offer" }, { "2026-03-09", "sms", "festival" }, { "2026-03-05", "email", "offer" }, { "2026-03-01", "phone", "offer" },
	};

	(void)state;
	assert_false(ask(&nobody, "email", "offer", "2026-03-30", 600, touches, 4));
	assert_string_equal(refusal.rule, "any");
	assert_string_equal(refusal.day, "2026-03-31");
	assert_string_equal(refusal.sentence, "any: 4 in 30 d; free on 2026-03-31");
	assert_true(ask(&nobody, "email", "offer", "2026-03-31", 600, touches, 4));
	assert_true(ask(&nobody, "email", "offer", "2026-03-30", 600, touches, 3));
}

static void limit_of_a_purpose(void **state)
{
	static const struct contact_touch touches[] = { { "2026-03-20", "email", "offer" }, { "2026-01-10", "email", "survey" } };

	(void)state;
	assert_false(ask(&nobody, "email", "survey", "2026-04-09", 600, touches, 2));
	assert_string_equal(refusal.sentence, "survey: 1 in 90 d; free on 2026-04-10");
	assert_true(ask(&nobody, "email", "survey", "2026-04-10", 600, touches, 2));
	assert_true(ask(&nobody, "email", "offer", "2026-04-09", 600, touches, 2));
}

/* (b) at meal times, and at night */
static void quiet_hours_of_the_telephone(void **state)
{
	(void)state;
	assert_false(ask(&nobody, "phone", "offer", "2026-03-05", 12 * 60 + 10, NULL, 0));
	assert_string_equal(refusal.rule, "quiet_hours");
	assert_string_equal(refusal.day, "2026-03-05");
	assert_true(ask(&nobody, "phone", "offer", "2026-03-05", 13 * 60 + 30, NULL, 0));
	assert_false(ask(&nobody, "phone", "offer", "2026-03-05", 18 * 60 + 30, NULL, 0));
	assert_string_equal(refusal.day, "2026-03-06");
	assert_false(ask(&nobody, "phone", "offer", "2026-03-05", 8 * 60 + 59, NULL, 0));
	assert_string_equal(refusal.day, "2026-03-05");
	assert_true(ask(&nobody, "phone", "offer", "2026-03-05", 9 * 60, NULL, 0));
	assert_true(ask(&nobody, "email", "offer", "2026-03-05", 12 * 60 + 10, NULL, 0));
}

/* (c) service is never stopped */
static void an_invoice_passes_all(void **state)
{
	static const struct contact_touch touches[] = { { "2026-03-30", "email", "offer" }, { "2026-03-29", "email", "offer" }, { "2026-03-28", "email", "offer" },
		                                        { "2026-03-27", "email", "offer" } };
	const struct contact_person refuses = { .archived = true, .do_not_email = true, .do_not_call = true, .channel = "none", .declined = ",email,", .every = "never",
		                                .bounces = 3 };

	(void)state;
	assert_true(ask(&refuses, "email", "invoice", "2026-03-30", 600, touches, 4));
	assert_true(ask(&refuses, "phone", "payment", "2026-03-30", 12 * 60 + 10, touches, 4));
}

/* (d) one channel is declined, another one is not */
static void declined_channels(void **state)
{
	const struct contact_person person = { .channel = "", .declined = ",phone,sms,", .every = "" };

	(void)state;
	assert_false(ask(&person, "sms", "offer", "2026-03-05", 600, NULL, 0));
	assert_string_equal(refusal.rule, "declined");
	assert_true(ask(&person, "wechat", "offer", "2026-03-05", 600, NULL, 0));
	assert_true(ask(&person, "email", "offer", "2026-03-05", 600, NULL, 0));
}

static void the_order_of_the_rules(void **state)
{
	static const struct contact_touch touch = { "2026-02-10", "email", "offer" };
	struct contact_person person = { .archived = true, .do_not_email = true, .channel = "none", .declined = ",email,", .every = "monthly", .bounces = 2 };

	(void)state;
	static const char *const rules[] = { "archived", "channel", "declined", "do_not_email", "bounced", "contact_every" };
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		assert_false(ask(&person, "email", "offer", "2026-03-09", 600, &touch, 1));
		assert_string_equal(refusal.rule, rules[i]);
		switch (i) {
		case 0: person.archived = false; break;
		case 1: person.channel = ""; break;
		case 2: person.declined = ""; break;
		case 3: person.do_not_email = false; break;
		case 4: person.bounces = 1; break;
		default: break;
		}
	}
	assert_string_equal(refusal.sentence, "contact_every=monthly: the last one was on 2026-02-10; free on 2026-03-10");
	assert_true(ask(&person, "email", "offer", "2026-03-10", 600, &touch, 1));
	person.every = "never";
	assert_false(ask(&person, "email", "offer", "2026-03-10", 600, NULL, 0));
}

/* --service skips the last two rules, and no others. */
static void service_skips_limits(void **state)
{
	static const struct contact_touch touches[] = { { "2026-03-20", "email", "survey" } };
	struct contact_question question = { .channel = "email", .purpose = "survey", .day = "2026-03-21", .minute = 600, .service = true };
	struct contact_person person = { .channel = "", .declined = "", .every = "yearly" };

	(void)state;
	assert_true(may_contact(&person, &question, touches, 1, limits, 2, NULL, &refusal));
	person.declined = ",email,";
	assert_false(may_contact(&person, &question, touches, 1, limits, 2, NULL, &refusal));
}

static void spans(void **state)
{
	const char *text = "12:00-13:30, 18:30-09:00";
	int first, last;

	(void)state;
	assert_true(quiet_next(&text, &first, &last));
	assert_int_equal(first, 720);
	assert_int_equal(last, 810);
	assert_true(quiet_next(&text, &first, &last));
	assert_int_equal(first, 1110);
	assert_int_equal(last, 540);
	assert_string_equal(text, "");
	static const char *const wrong[] = { "12:00", "12:00-", "25:00-26:00", "12:00-12:00", "12:60-13:00", "1:00-2:00", "12:00-13:00;", "24:01-03:00" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		text = wrong[i];
		assert_false(quiet_next(&text, &first, &last));
	}
	assert_int_equal(limit_days("30d"), 30);
	assert_int_equal(limit_days("2w"), 14);
	assert_int_equal(limit_days("30"), 0);
	assert_int_equal(limit_days("d"), 0);
	assert_int_equal(limit_days("99999d"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limit_of_thirty_days), cmocka_unit_test(limit_of_a_purpose), cmocka_unit_test(quiet_hours_of_the_telephone),
		cmocka_unit_test(an_invoice_passes_all), cmocka_unit_test(declined_channels), cmocka_unit_test(the_order_of_the_rules),
		cmocka_unit_test(service_skips_limits), cmocka_unit_test(spans),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
