#include "chart/chart_scale.h"

#include "base/decimal.h"
#include <math.h>
#include <string.h>

static double power_of_ten(int power)
{
	double product = 1; /* exact up to 10^22, unlike what pow() need be */

	for (int i = 0; i < (power < 0 ? -power : power); i++)
		product *= 10;
	return power < 0 ? 1 / product : product;
}

/* factor × 10^power; divided, so that 3 × 10^-1 is the number nearest to 0.3. */
static double times_power(double factor, int power)
{
	return power < 0 ? factor / power_of_ten(-power) : factor * power_of_ten(power);
}

struct unit {
	int power;
	const char *suffix;
};

/* In what the ticks are written: in the largest unit that the farthest of them has ten thousand of its parts in. */
static void choose_unit(struct chart_scale *scale, bool chinese)
{
	static const struct unit western[] = { { 9, "bn" }, { 6, "M" }, { 3, "k" } }, eastern[] = { { 8, "亿" }, { 4, "万" } };
	const struct unit *units = chinese ? eastern : western;
	double far = fmax(fabs(chart_scale_tick(scale, scale->first)), fabs(chart_scale_tick(scale, scale->last)));

	for (size_t i = 0; i < (chinese ? 2 : 3); i++)
		if (far >= fmax(power_of_ten(units[i].power), 10000)) {
			scale->unit = units[i].power;
			scale->suffix = units[i].suffix;
			return;
		}
}

static void reach(struct chart_scale *scale, double low, double high)
{
	double step = times_power(scale->factor, scale->power);

	scale->first = (int64_t)floor(low / step + 1e-9);
	scale->last = (int64_t)ceil(high / step - 1e-9);
	if (scale->first == scale->last)
		scale->last++;
}

struct chart_scale chart_scale_make(double low, double high, int most, bool chinese)
{
	static const int factors[] = { 1, 2, 5 };
	struct chart_scale scale = { .suffix = "" };

	if (low == high && low != 0) {
		low = fmin(low, 0);
		high = fmax(high, 0);
	}
	if (low == high)
		high = 1;
	most = most < 2 ? 2 : most;
	scale.power = (int)floor(log10((high - low) / most)) - 1;
	for (size_t i = 0; ; i++) {
		scale.factor = factors[i % 3];
		reach(&scale, low, high);
		if (scale.last - scale.first <= most)
			break;
		scale.power += i % 3 == 2;
	}
	choose_unit(&scale, chinese);
	return scale;
}

struct chart_scale chart_scale_near(double low, double high, int most, bool chinese)
{
	double far = fmax(fabs(low), fabs(high)), spread = high - low;

	if ((low > 0 || high < 0) && spread < far / 5 && spread > far / 1e6)
		return chart_scale_make(low, high, most, chinese);
	return chart_scale_make(fmin(low, 0), fmax(high, 0), most, chinese);
}

double chart_scale_tick(const struct chart_scale *scale, int64_t tick)
{
	return times_power((double)(tick * scale->factor), scale->power);
}

static int64_t shifted(int64_t number, int power)
{
	for (; power > 0; power--)
		number *= 10;
	return number;
}

/* 12500 becomes 12,500. */
static void group_digits(struct text *out, size_t from)
{
	size_t end = from, digits;
	char copy[64];

	while (end < out->length && out->data[end] != '.')
		end++;
	size_t begin = from + (out->data[from] == '-');
	digits = end - begin;
	if (digits < 5 || out->length - begin >= sizeof copy)
		return;
	size_t rest = out->length - begin;
	memcpy(copy, out->data + begin, rest);
	out->length = begin;
	for (size_t i = 0; i < rest; i++) {
		if (i > 0 && i < digits && (digits - i) % 3 == 0)
			text_byte(out, ',');
		text_byte(out, copy[i]);
	}
}

void chart_scale_label(const struct chart_scale *scale, int64_t tick, struct text *out)
{
	int digits = scale->unit > scale->power ? scale->unit - scale->power : 0;
	int64_t number = shifted(tick * scale->factor, scale->power > scale->unit ? scale->power - scale->unit : 0);
	size_t from = out->length;

	decimal_format(out, number, digits);
	group_digits(out, from);
	if (tick != 0)
		text_add(out, scale->suffix);
}

double chart_scale_place(const struct chart_scale *scale, double value)
{
	double step = times_power(scale->factor, scale->power);

	return (value / step - (double)scale->first) / (double)(scale->last - scale->first);
}
