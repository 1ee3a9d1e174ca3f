/* Boards: a page and a screen compared with the golden files in tests/golden/charts (CHART_GOLDEN=write writes them), hostile text, and sizes. */
#include "chart/board.h"

#include "base/sha256.h"
#include "base/utf8.h"
#include "chart_golden.h"
#include "chart_sample.h"
#include "base/base64.h"

static const struct board_column columns[] = { { "Customer 客户", false }, { "Invoice", false }, { "Due", false }, { "Open CNY", true }, { "Days", true } };
static const char *const cells[][5] = {
	{ "海澄水务有限公司", "in1", "2026-10-01", "120000.50", "57" }, { "Müller Pumpen GmbH & Co. KG", "in4", "2026-10-11", "1200.00", "47" },
	{ "Acme", "in9", "2026-11-01", "99.10", "26" }, { "Acme", "", "", "99.10", "" }, { "Total", "", "", "121299.60", "" },
};
static const struct board_row rows[] = {
	{ 2, false, cells[0], "crm-invoice list customer=c1 overdue=yes" }, { 2, false, cells[1], "crm-invoice list 'customer=c4' overdue=yes" }, { 2, false, cells[2], NULL },
	{ 1, true, cells[3], NULL }, { 0, true, cells[4], "crm-invoice list overdue=yes" },
};
static const struct board_panel panels[] = {
	{ .title = "Pipeline 销售漏斗", .subtitle = "open deals, on 2026-11-27", .description = "Open deals by stage: how many.", .figure = "863", .chart = &samples[13].chart,
	  .columns = columns, .column_count = 5, .rows = rows, .row_count = 5 },
	{ .title = "Sales by month", .figure = "310000.00", .chart = &samples[7].chart, .columns = columns, .column_count = 5, .rows = rows, .row_count = 5 },
	{ .title = "Overdue invoices, and what is said of them in a title that has no room", .figure = "121299.60 CNY", .columns = columns, .column_count = 5, .rows = rows, .row_count = 5 },
	{ .title = "Tickets in danger", .columns = columns, .column_count = 5 },
	{ .title = "Forecast", .remark = "there is no rate of USD on 2026-11-27", .columns = columns, .column_count = 5 },
	{ .title = "Top customers", .chart = &samples[1].chart, .columns = columns, .column_count = 5, .rows = rows, .row_count = 5 },
	{ .title = "Work", .chart = &samples[14].chart, .columns = columns, .column_count = 5, .rows = rows, .row_count = 5 },
};
static const struct board dashboard = { .title = "Dashboard 仪表板", .subtitle = "2026-11-27", .panels = panels, .panel_count = 7, .tiled = true };
static const struct board one = { .title = "Pipeline", .subtitle = "open deals, on 2026-11-27", .panels = panels, .panel_count = 1 };

static struct text page(const struct board *board)
{
	struct text text = { 0 };
	char *data = NULL;
	size_t length = 0;
	FILE *file = open_memstream(&data, &length);

	assert_non_null(file);
	assert_int_equal(board_html(board, file, NULL), STATUS_OK);
	fclose(file);
	text_append(&text, data, length);
	free(data);
	return text;
}

static void pages(void **state)
{
	(void)state;
	struct text report = page(&one), tiles = page(&dashboard);
	assert_golden("report.html", &report);
	assert_golden("dashboard.html", &tiles);
	text_free(&report);
	text_free(&tiles);
}

/* A page loads nothing, and its policy names the script that it has. */
static void nothing_is_loaded(void **state)
{
	struct text text = page(&one), policy = { 0 };
	struct sha256 sha256;
	char digits[SHA256_TEXT];
	unsigned char hash[32];

	(void)state;
	assert_null(strstr(text.data, "://"));
	assert_null(strstr(text.data, "src="));
	const char *script = strstr(text.data, "<script>") + strlen("<script>"), *end = strstr(script, "</script>");
	sha256_begin(&sha256);
	sha256_add(&sha256, script, (size_t)(end - script));
	sha256_end(&sha256, digits);
	for (size_t i = 0; i < sizeof hash; i++) {
		unsigned byte;
		assert_int_equal(sscanf(digits + 2 * i, "%2x", &byte), 1);
		hash[i] = (unsigned char)byte;
	}
	text_add(&policy, "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-");
	base64_add(&policy, hash, sizeof hash);
	assert_non_null(strstr(text.data, policy.data));
	text_free(&policy);
	text_free(&text);
}

static void hostile(void **state)
{
	static const char evil[] = "</title><script>alert(1)</script>\"'&\033[2J\x9B\n";
	const char *const row[] = { evil, evil };
	const struct board_column head[] = { { evil, false }, { evil, true } };
	const struct board_panel panel = { .title = evil, .subtitle = evil, .description = evil, .figure = evil, .remark = evil, .columns = head, .column_count = 2,
		.rows = (struct board_row[]){ { 1, false, row, evil } }, .row_count = 1 };
	struct board board = { .title = evil, .subtitle = evil, .panels = &panel, .panel_count = 1 };

	(void)state;
	for (int tiled = 0; tiled < 2; tiled++) {
		board.tiled = tiled;
		struct text text = page(&board);
		const char *script = strstr(text.data, "<script");
		assert_non_null(script);
		assert_null(strstr(script + 1, "<script"));
		assert_null(strstr(text.data, "alert(1)</script"));
		assert_null(strchr(text.data, '\033'));
		assert_true(utf8_valid(text.data, text.length, NULL));
		text_free(&text);
	}
	struct text screen = { 0 };
	board_terminal(&board, &(struct chart_screen){ .width = 80, .height = 24 }, &screen);
	assert_null(strchr(screen.data, '\033'));
	assert_true(utf8_valid(screen.data, screen.length, NULL));
	text_free(&screen);
}

static void screens(void **state)
{
	static const struct {
		const char *name;
		struct chart_screen screen;
	} cases[] = { { "dashboard-80.txt", { 80, 24, false, false } }, { "dashboard-120.txt", { 120, 40, false, false } }, { "dashboard-ascii.txt", { 79, 0, false, true } } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text text = { 0 };
		board_terminal(&dashboard, &cases[i].screen, &text);
		assert_golden(cases[i].name, &text);
		text_free(&text);
	}
}

/* Whatever the size: no line is wider, and from a dozen lines on there are no more than that. */
static void sizes(void **state)
{
	(void)state;
	for (size_t width = CHART_NARROWEST; width < 220; width += 13)
		for (size_t height = 0; height < 70; height += 12)
			for (int colour = 0; colour < 2; colour++) {
				struct text text = { 0 };
				struct chart_screen screen = { width, height, colour, false };
				board_terminal(&dashboard, &screen, &text);
				if (width < 80 && height < 24)
					screen.height = 0; /* one below the other they need two lines each at least */
				assert_fits(&text, &screen, "dashboard");
				text_free(&text);
			}
}

static void full_disk(void **state)
{
	FILE *file = fopen("/dev/full", "w");
	struct error error = { 0 };

	(void)state;
	assert_non_null(file);
	assert_int_equal(board_html(&one, file, &error), STATUS_IO);
	fclose(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages),
		cmocka_unit_test(nothing_is_loaded),
		cmocka_unit_test(hostile),
		cmocka_unit_test(screens),
		cmocka_unit_test(sizes),
		cmocka_unit_test(full_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
