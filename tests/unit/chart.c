/* Charts: scales, layout, terminals, and pictures compared with those that somebody has looked at.
 *
 * The golden files are in tests/golden/charts. With CHART_GOLDEN=write they are written instead of compared; with $CHART_SAMPLES the pictures are kept in that
 * folder, 400 and 1600 pixels wide, for eyes. */
#include "chart_golden.h"
#include "chart_sample.h"

#include "chart/chart_clean.h"
#include "chart/chart_measure.h"
#include "chart/chart_paint.h"
#include "chart/chart_scale.h"

#include <cairo.h>

/* What the leak checkers of both compilers ask a program: fontconfig loses a pattern whenever it reads the files of the system. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}

static const char *ticks(double low, double high, int most, bool chinese, bool near)
{
	static char line[256];
	struct chart_scale scale = (near ? chart_scale_near : chart_scale_make)(low, high, most, chinese);
	struct text text = { 0 };

	for (int64_t tick = scale.first; tick <= scale.last; tick++) {
		text_add(&text, tick > scale.first ? " " : "");
		chart_scale_label(&scale, tick, &text);
	}
	assert_true(scale.first < scale.last && scale.last - scale.first <= (most < 2 ? 2 : most));
	assert_true(chart_scale_place(&scale, low) >= -1e-6 && chart_scale_place(&scale, high) <= 1 + 1e-6);
	snprintf(line, sizeof line, "%s", text.data);
	text_free(&text);
	return line;
}

static void scales(void **state)
{
	(void)state;
	assert_string_equal(ticks(0, 310000, 8, false, false), "0 50k 100k 150k 200k 250k 300k 350k");
	assert_string_equal(ticks(0, 310000, 4, true, false), "0 10万 20万 30万 40万");
	assert_string_equal(ticks(0, 9, 5, false, false), "0 2 4 6 8 10");
	assert_string_equal(ticks(0, 9999, 5, false, false), "0 2k 4k 6k 8k 10k");
	assert_string_equal(ticks(0, 9000, 5, false, false), "0 2k 4k 6k 8k 10k");
	assert_string_equal(ticks(0, 8000, 5, true, false), "0 2000 4000 6000 8000");
	assert_string_equal(ticks(0, 25000, 5, true, false), "0 0.5万 1万 1.5万 2万 2.5万");
	assert_string_equal(ticks(0, 3.2e8, 4, true, false), "0 1亿 2亿 3亿 4亿");
	assert_string_equal(ticks(0, 2.5e9, 5, false, false), "0 0.5bn 1bn 1.5bn 2bn 2.5bn");
	assert_string_equal(ticks(-43200, 90000, 4, false, false), "-50k 0 50k 100k");
	assert_string_equal(ticks(-5, -1, 4, false, true), "-6 -4 -2 0");
	assert_string_equal(ticks(100.1, 101.2, 4, false, true), "100 100.5 101 101.5");
	assert_string_equal(ticks(50, 101.2, 4, false, true), "0 50 100 150");
	assert_string_equal(ticks(0, 0.003, 4, false, false), "0 0.001 0.002 0.003");
	assert_string_equal(ticks(0, 0, 4, false, false), "0 0.5 1");
	assert_string_equal(ticks(7, 7, 4, false, false), "0 2 4 6 8");
	assert_string_equal(ticks(0, 1e19, 2, false, false), "0 5,000,000,000bn 10,000,000,000bn");
}

/* Whatever the range, the ticks hold it and are no more than asked for: ticks() asserts it. */
static void scales_of_all_sizes(void **state)
{
	(void)state;
	for (double high = 1e-9; high < 1e19; high *= 3.7)
		for (int most = 1; most < 12; most += 3) {
			ticks(0, high, most, most % 2, false);
			ticks(-high * 0.37, high, most, most % 2, false);
			ticks(high * 0.9, high, most, most % 2, true);
		}
}

static void widths_and_breaks(void **state)
{
	struct arena arena = { 0 };
	const char *lines[3];

	(void)state;
	assert_true(chart_text_width("海澄", 10) == 20);
	assert_true(chart_text_width("WWW", 10) > chart_text_width("iii", 10));
	assert_string_equal(chart_shorten(&arena, "Northern Instruments", 10, 1000), "Northern Instruments");
	const char *cut = chart_shorten(&arena, "Northern Instruments", 10, 60);
	assert_true(chart_text_width(cut, 10) <= 60 && strstr(cut, "…") && strncmp(cut, "North", 5) == 0);
	assert_string_equal(chart_shorten(&arena, "海澄水务", 10, 5), "");
	assert_int_equal(chart_wrap(&arena, "one two three four five six", 10, 80, lines, 3), 2);
	assert_string_equal(lines[0], "one two three");
	assert_string_equal(lines[1], "four five six");
	assert_int_equal(chart_wrap(&arena, "海澄水务有限公司海澄水务有限公司海澄水务有限公司", 10, 100, lines, 2), 2);
	assert_string_equal(lines[0], "海澄水务有限公司海澄");
	assert_non_null(strstr(lines[1], "…"));
	assert_int_equal(chart_wrap(&arena, "", 10, 100, lines, 2), 0);
	arena_free(&arena);
}

static void cleaning(void **state)
{
	struct arena arena = { 0 };
	static const double values[] = { 1, -2, INFINITY, NAN, 1e300 };
	static const char *const names[] = { "a\nb", "\033[31mred", NULL, "d", "\xFF" };
	const struct chart_series series[] = { { NULL, values, NULL }, { "second", values, NULL } };
	const struct chart hostile = { .kind = CHART_PIE, .title = "x\u202Ey", .categories = names, .category_count = 5, .series = series, .series_count = 2 };

	(void)state;
	const struct chart *chart = chart_clean(&arena, &hostile);
	assert_int_equal(chart->kind, CHART_BAR); /* no slice is below nothing */
	assert_int_equal(chart->series_count, 1);
	assert_non_null(strstr(chart->subtitle, "below zero"));
	assert_string_equal(chart->title, "x<U+202E>y");
	assert_string_equal(chart->categories[0], "a b");
	assert_string_equal(chart->categories[1], "^[[31mred");
	assert_string_equal(chart->categories[2], "");
	assert_string_equal(chart->categories[4], "<FF>");
	assert_string_equal(chart->series[0].labels[1], "-2");
	assert_true(isnan(chart->series[0].values[2]) && isnan(chart->series[0].values[4]));
	assert_string_equal(chart->series[0].labels[3], "");

	const struct chart nothing_at_all = { .kind = CHART_LINE, .categories = names, .category_count = 1, .series = (struct chart_series[]){ { "x", values + 3, NULL } },
		.series_count = 1 };
	assert_int_equal(chart_clean(&arena, &nothing_at_all)->category_count, 0);
	arena_free(&arena);
}

/* Of a pie of ten the three smallest are one slice; nothing is lost. */
static void slices(void **state)
{
	struct arena arena = { 0 };
	double sum = 0;

	(void)state;
	for (size_t i = 0; i < 10; i++)
		sum += turnover[i];
	const struct chart pie = { .kind = CHART_PIE, .categories = firms, .category_count = 10, .series = of_firms, .series_count = 1 };
	const struct chart *chart = chart_clean(&arena, &pie);
	assert_int_equal(chart->category_count, CHART_SLICES);
	assert_string_equal(chart->categories[7], "3 others");
	assert_true(chart_total(chart) == sum);
	assert_string_equal(chart_percent(&arena, 1, 8), "12.5 %");
	assert_string_equal(chart_percent(&arena, 1, 0), "");
	arena_free(&arena);
}

static void too_many(void **state)
{
	struct arena arena = { 0 };
	static const char *names[1000];
	static double values[1000];
	struct chart_series series[20];

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		names[i] = "n";
		values[i] = (double)i;
	}
	for (size_t i = 0; i < 20; i++)
		series[i] = (struct chart_series){ "s", values, NULL };
	const struct chart large = { .kind = CHART_BAR, .categories = names, .category_count = 1000, .series = series, .series_count = 20 };
	const struct chart *chart = chart_clean(&arena, &large);
	assert_int_equal(chart->category_count, CHART_CATEGORIES);
	assert_int_equal(chart->series_count, CHART_SERIES);
	assert_string_equal(chart->subtitle, "of 1000 categories the first 400 · of 20 series the first 16");
	arena_free(&arena);
}

static void terminals_fit(void **state)
{
	static const struct chart_screen screens[] = {
		{ 80, 0, false, false }, { 120, 0, true, false }, { 38, 9, false, false }, { 30, 4, true, false }, { 80, 24, false, true }, { 200, 60, true, false },
	};

	(void)state;
	for (size_t i = 0; i < SAMPLES; i++)
		for (size_t k = 0; k < sizeof screens / sizeof screens[0]; k++) {
			struct text text = { 0 };
			chart_terminal(&samples[i].chart, &screens[k], &text);
			assert_fits(&text, &screens[k], samples[i].name);
			assert_true(screens[k].colour == (strchr(text.data, '\033') != NULL));
			text_free(&text);
		}
}

static void terminals(void **state)
{
	static const struct {
		const char *name;
		struct chart_screen screen;
	} cases[] = { { "terminal.txt", { 80, 0, false, false } }, { "terminal-ascii.txt", { 120, 12, false, true } }, { "terminal-colour.txt", { 80, 14, true, false } } };

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
		struct text text = { 0 };
		for (size_t i = 0; i < SAMPLES; i++) {
			text_printf(&text, "== %s\n", samples[i].name);
			chart_terminal(&samples[i].chart, &cases[k].screen, &text);
		}
		assert_golden(cases[k].name, &text);
		text_free(&text);
	}
}

static void svg(void **state)
{
	struct text text = { 0 };

	(void)state;
	chart_svg(&samples[0].chart, (struct chart_size){ 400, 0 }, false, &text);
	assert_golden("bar.svg", &text);
	text_clear(&text);
	for (size_t i = 0; i < SAMPLES; i++) {
		chart_svg(&samples[i].chart, (struct chart_size){ 1600, 0 }, true, &text);
		assert_true(text.length < 32000);
		assert_null(strstr(text.data, "nan"));
		assert_null(strstr(text.data, "inf"));
		text_clear(&text);
	}
	const struct chart hostile = { .kind = CHART_BAR, .title = "<script>\"'&", .categories = firms, .category_count = 2,
		.series = (struct chart_series[]){ { "</svg>", turnover, (const char *const[]){ "<b>1</b>", "2" } } }, .series_count = 1 };
	chart_svg(&hostile, (struct chart_size){ 400, 0 }, true, &text);
	assert_null(strstr(text.data, "<script>"));
	assert_null(strstr(text.data, "<b>"));
	assert_non_null(strstr(text.data, "&lt;b&gt;1"));
	text_free(&text);
}

struct picture {
	char *data;
	size_t length;
};

static struct picture draw(const struct chart *chart, double width)
{
	struct picture picture = { 0 };
	struct error error = { 0 };
	FILE *file = open_memstream(&picture.data, &picture.length);

	assert_non_null(file);
	if (chart_png(chart, (struct chart_size){ width, 0 }, file, &error))
		fail_msg("%s", error.message);
	fclose(file);
	return picture;
}

struct reader {
	const struct picture *picture;
	size_t at;
};

static cairo_status_t next_bytes(void *context, unsigned char *to, unsigned length)
{
	struct reader *reader = context;

	memcpy(to, reader->picture->data + reader->at, length);
	reader->at += length;
	return CAIRO_STATUS_SUCCESS;
}

enum { ACROSS = 32, DOWN = 20 };

/* How light the parts of a picture are, from 0 to 9 for each of red, green and blue: fonts may differ, bars may not. */
static void add_grid(struct text *text, const struct picture *picture)
{
	struct reader reader = { .picture = picture };
	cairo_surface_t *image = cairo_image_surface_create_from_png_stream(next_bytes, &reader);
	int width = cairo_image_surface_get_width(image), height = cairo_image_surface_get_height(image), stride = cairo_image_surface_get_stride(image);
	const unsigned char *pixels = cairo_image_surface_get_data(image);

	assert_int_equal(cairo_surface_status(image), CAIRO_STATUS_SUCCESS);
	text_printf(text, "%d x %d\n", width, height);
	for (int row = 0; row < DOWN; row++) {
		for (int column = 0; column < ACROSS; column++) {
			int x1 = width * column / ACROSS, x2 = width * (column + 1) / ACROSS, y1 = height * row / DOWN, y2 = height * (row + 1) / DOWN;
			for (int part = 2; part >= 0; part--) {
				long sum = 0;
				for (int y = y1; y < y2; y++)
					for (int x = x1; x < x2; x++)
						sum += pixels[y * stride + x * 4 + part];
				text_printf(text, "%ld", sum * 10 / ((long)(x2 - x1) * (y2 - y1) * 256));
			}
			text_byte(text, column + 1 < ACROSS ? ' ' : '\n');
		}
	}
	cairo_surface_destroy(image);
}

static size_t differing(const char *a, const char *b, int tolerance)
{
	size_t count = 0;

	for (; *a && *b; a++, b++)
		count += abs(*a - *b) > tolerance;
	return count + strlen(a) + strlen(b);
}

static void keep(const struct chart *chart, const char *name, const char *folder)
{
	char file[128];

	for (int width = 400; width <= 1600; width += 1200) {
		struct picture picture = draw(chart, width);
		snprintf(file, sizeof file, "%s-%d.png", name, width);
		write_file(folder, file, picture.data, picture.length);
		free(picture.data);
	}
}

static void pictures(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct text grid = { 0 };
		char name[128];
		struct picture picture = draw(&samples[i].chart, 400);
		add_grid(&grid, &picture);
		snprintf(name, sizeof name, "%s.grid", samples[i].name);
		char *expected = golden(name, grid.data, grid.length);
		if (expected) {
			size_t far = differing(grid.data, expected, 2), size = strlen(expected);
			if (far > size / 100 || strncmp(grid.data, expected, strcspn(expected, "\n")) != 0)
				fail_msg("%s: %zu of %zu figures differ by more than 2", samples[i].name, far, size);
		}
		if (getenv("CHART_SAMPLES"))
			keep(&samples[i].chart, samples[i].name, getenv("CHART_SAMPLES"));
		free(expected);
		free(picture.data);
		text_free(&grid);
	}
}

/* The test above would see another picture. */
static void other_pictures_differ(void **state)
{
	struct text grid = { 0 }, other = { 0 };
	struct picture first = draw(&samples[0].chart, 400), second = draw(&samples[2].chart, 400);

	(void)state;
	add_grid(&grid, &first);
	add_grid(&other, &second);
	assert_true(differing(grid.data, other.data, 2) > grid.length / 20);
	text_free(&grid);
	text_free(&other);
	free(first.data);
	free(second.data);
}

static void same_bytes(void **state)
{
	(void)state;
	struct picture first = draw(&samples[0].chart, 500), second = draw(&samples[0].chart, 500), pdf[2] = { { 0 } };
	assert_int_equal(first.length, second.length);
	assert_memory_equal(first.data, second.data, first.length);
	for (int i = 0; i < 2; i++) {
		FILE *file = open_memstream(&pdf[i].data, &pdf[i].length);
		assert_non_null(file);
		assert_int_equal(chart_pdf(&samples[0].chart, (struct chart_size){ 500, 0 }, 1772672400, file, NULL), STATUS_OK);
		fclose(file);
	}
	assert_int_equal(pdf[0].length, pdf[1].length);
	assert_memory_equal(pdf[0].data, pdf[1].data, pdf[0].length);
	assert_memory_equal(pdf[0].data, "%PDF-1.4", 8);
	free(first.data);
	free(second.data);
	free(pdf[0].data);
	free(pdf[1].data);
}

static void full_disk(void **state)
{
	FILE *file = fopen("/dev/full", "w");
	struct error error = { 0 };

	(void)state;
	assert_non_null(file);
	assert_int_equal(chart_png(&samples[0].chart, (struct chart_size){ 400, 0 }, file, &error), STATUS_IO);
	fclose(file);
	file = fopen("/dev/full", "w");
	assert_non_null(file);
	assert_int_equal(chart_pdf(&samples[0].chart, (struct chart_size){ 400, 0 }, 0, file, &error), STATUS_IO);
	fclose(file);
}

/* What people see who lack one kind of cones: Viénot, Brettel and Mollon (1999), on linear parts of red, green and blue. */
static void seen(uint32_t colour, int lacking, double out[3])
{
	static const double matrices[3][3][3] = {
		{ { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
		{ { 0.11238, 0.88762, 0 }, { 0.11238, 0.88762, 0 }, { 0.00401, -0.00401, 1 } },   /* no red */
		{ { 0.29275, 0.70725, 0 }, { 0.29275, 0.70725, 0 }, { -0.02234, 0.02234, 1 } },   /* no green */
	};
	double linear[3];

	for (int i = 0; i < 3; i++)
		linear[i] = pow((double)(colour >> (16 - 8 * i) & 0xFF) / 255, 2.2);
	for (int i = 0; i < 3; i++) {
		double sum = 0;
		for (int k = 0; k < 3; k++)
			sum += matrices[lacking][i][k] * linear[k];
		out[i] = 255 * pow(fmax(sum, 0), 1 / 2.2);
	}
}

static double distance(uint32_t first, uint32_t second, int lacking)
{
	double a[3], b[3], sum = 0;

	seen(first, lacking, a);
	seen(second, lacking, b);
	for (int i = 0; i < 3; i++)
		sum += (a[i] - b[i]) * (a[i] - b[i]);
	return sqrt(sum);
}

static void palette(void **state)
{
	(void)state;
	for (int lacking = 0; lacking < 3; lacking++) {
		for (size_t i = 0; i < CHART_COLOURS; i++)
			for (size_t k = 0; k < i; k++) {
				double apart = distance(chart_paint_colour(chart_paint_series(i)), chart_paint_colour(chart_paint_series(k)), lacking);
				if (apart < 35)
					fail_msg("colours %zu and %zu are %.0f apart for eyes of kind %d", k, i, apart, lacking);
			}
		/* Red and green would look alike. */
		assert_true(lacking == 0 || distance(0xD00000, 0x806000, lacking) < 60);
	}
	assert_int_equal(chart_paint_letters((enum chart_paint)(PAINT_COOL + CHART_SHADES - 1)), PAINT_WHITE);
	assert_int_equal(chart_paint_letters(PAINT_COOL), PAINT_BLACK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scales),
		cmocka_unit_test(scales_of_all_sizes),
		cmocka_unit_test(widths_and_breaks),
		cmocka_unit_test(cleaning),
		cmocka_unit_test(slices),
		cmocka_unit_test(too_many),
		cmocka_unit_test(terminals_fit),
		cmocka_unit_test(terminals),
		cmocka_unit_test(svg),
		cmocka_unit_test(pictures),
		cmocka_unit_test(other_pictures_differ),
		cmocka_unit_test(same_bytes),
		cmocka_unit_test(full_disk),
		cmocka_unit_test(palette),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
