#include "reporting/figures.h"

#include "base/wide.h"

bool figure_attained(int64_t value, int64_t actual, bool lower_is_better, int64_t *out)
{
	int64_t over = lower_is_better ? actual : value;

	return over > 0 && wide_ratio(lower_is_better ? value : actual, WIDE_WHOLE, over, ROUNDING_HALF_UP, out);
}

bool figure_pace(int64_t value, int64_t actual, int64_t elapsed, int64_t days, int64_t *out)
{
	wide dividend;

	if (value <= 0 || elapsed <= 0 || days <= 0 || __builtin_mul_overflow((wide)actual * WIDE_WHOLE, (wide)days, &dividend))
		return false;
	return int64_from_wide(wide_round(dividend, (wide)value * elapsed, ROUNDING_HALF_UP), out);
}

void figure_ranks(const int64_t *values, size_t count, int64_t *ranks)
{
	for (size_t i = 0; i < count; i++) {
		ranks[i] = 1;
		for (size_t other = 0; other < count; other++)
			ranks[i] += values[other] > values[i];
	}
}

bool figure_score(const int64_t *weights, const int64_t *attained, size_t count, int64_t *out)
{
	wide sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (wide)weights[i] * (attained[i] > SCORE_MOST ? SCORE_MOST : attained[i]);
	return int64_from_wide(wide_round(sum, WIDE_WHOLE, ROUNDING_HALF_UP), out);
}

bool figure_headcount(const struct workload_class *classes, size_t count, int64_t days, int64_t hours, int64_t selling, int64_t *out)
{
	enum { MINUTES = 60 };
	wide minutes = 0, capacity = (wide)days * hours;

	if (days <= 0 || hours <= 0 || selling <= 0 || capacity > INT64_MAX)
		return false;
	for (size_t i = 0; i < count; i++) {
		wide of_class;
		if (__builtin_mul_overflow((wide)classes[i].customers * classes[i].visits, (wide)classes[i].minutes, &of_class) || of_class > INT64_MAX)
			return false;
		minutes += of_class;
	}
	if (minutes > INT64_MAX)
		return false;
	return int64_from_wide(wide_round(minutes * WIDE_WHOLE * WIDE_WHOLE * WIDE_WHOLE, capacity * selling * MINUTES, ROUNDING_HALF_UP), out);
}
