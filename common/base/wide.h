/* Products and quotients of 64-bit integers that are exact in between: the one header where a 128-bit type stands. */
#ifndef CRM_BASE_WIDE_H
#define CRM_BASE_WIDE_H

#include "base/status.h"
#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 wide;

/* What becomes of exactly one half of the last unit. Anything else goes to the nearer neighbour. */
enum rounding {
	ROUNDING_HALF_UP = 0, /* away from zero: 0.5 is 1, -0.5 is -1 */
	ROUNDING_HALF_EVEN,   /* to the even neighbour: 0.5 is 0, 1.5 is 2 */
};

enum {
	WIDE_WHOLE = 1000000, /* 100 % in units of DECIMAL_PERCENT, and 1 in units of DECIMAL_QUANTITY */
	WIDE_DIGITS = 6,      /* the most decimals that a minor unit may have here; ISO 4217 needs 4 */
};

/* dividend ÷ divisor, rounded. divisor > 0. */
wide wide_round(wide dividend, wide divisor, enum rounding rounding);

/* False, and *out unchanged, for what is not between -INT64_MAX and INT64_MAX: what passes can always be negated. */
bool int64_from_wide(wide number, int64_t *out);

/* number × times ÷ over, rounded once. over > 0. False as in int64_from_wide. */
bool wide_ratio(int64_t number, int64_t times, int64_t over, enum rounding rounding, int64_t *out);

/* quantity × price (both 10^-6) in minor units of a currency with that many digits (0 to WIDE_DIGITS), rounded once. STATUS_DATA with a
 * sentence when it is beyond 64 bits. error may be NULL. */
enum status wide_product(int64_t quantity, int64_t price, int digits, enum rounding rounding, int64_t *minor, struct error *error);

/* The same less a discount in 10^-4 of a percent, 0 to WIDE_WHOLE: quantity × price × (1 - percent), rounded once, so that the product is
 * not rounded before the discount is taken. The product without the discount must not be beyond 64 bits either. */
enum status wide_product_less(int64_t quantity, int64_t price, int64_t percent, int digits, enum rounding rounding, int64_t *minor,
	struct error *error);

#endif
