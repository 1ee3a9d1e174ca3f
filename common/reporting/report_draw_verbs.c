/* crm-report: charts, pages and pictures of results; the dashboard. */
#include "reporting/report_draw_verbs.h"

#include "cli/output_file.h"
#include "reporting/shipped.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { USUAL_WIDTH = 80, PICTURE_WIDTH = 900 };

struct chart_screen report_screen(struct session *session, bool whole)
{
	struct out_options options;

	out_options_unpaged(session, &options);
	size_t width = options.width > 0 ? (size_t)options.width : USUAL_WIDTH;
	int height = whole ? out_terminal_height(session_terminal(session)) : 0;
	/* The last line is that of the prompt. */
	return (struct chart_screen){ .width = width, .height = height > 1 ? (size_t)height - 1 : 0, .colour = options.colour, .ascii = out_is_ascii() };
}

static bool is_chinese(const struct session *session)
{
	return strcmp(session->store->conventions.language, "zh") == 0;
}

enum status report_print_chart(struct session *session, struct report *report, const char *chart, int fd)
{
	struct board_panel panel = { 0 };
	struct chart_screen screen = report_screen(session, false);
	struct text text = { 0 };
	enum status status = report_look(report, chart, is_chinese(session), &session->arena, &panel);

	screen.colour = screen.colour && fd == STDOUT_FILENO;
	if (!status && panel.chart) {
		struct chart plain = *panel.chart;
		plain.title = plain.subtitle = NULL; /* they are above the table */
		text_byte(&text, '\n');
		chart_terminal(&plain, &screen, &text);
		if (dprintf(fd, "%s", text.data) < 0 && errno != EPIPE)
			status = error_set(&session->error, STATUS_IO, "cannot write the chart: %s", strerror(errno));
	}
	text_free(&text);
	return status;
}

static void report_remarks(const struct report_board *board, struct session *session)
{
	for (size_t i = 0; i < board->count; i++)
		if (board->panels[i].remark)
			session_report(session, arena_printf(&session->arena, "%s: %s", board->panels[i].title, board->panels[i].remark));
}

enum status report_write_drawing(struct session *session, const struct report_part *parts, size_t count, const char *format, const char *title, FILE *file,
	int64_t *rows, enum status *worst)
{
	struct report_board board;
	bool page = !report_is_picture(format);
	enum status status = report_board_open(session->store, parts, count, page, &board);

	if (!status && !page)
		status = report_board_picture(&board, format, PICTURE_WIDTH, file, &session->error);
	else if (!status)
		status = report_board_page(&board, count > 1 ? title : board.panels[0].title, count > 1 ? NULL : board.panels[0].subtitle, false, file, &session->error);
	*rows += board.rows;
	*worst = board.worst;
	report_remarks(&board, session);
	report_board_close(&board);
	return status;
}

/* What the dashboard shows: reports that ship, with what is said of them besides. */
struct tile {
	const char *report, *en, *zh; /* a title instead of its own; NULL: that */
	const char *const *assignments;
	const char *where, *columns;
	int64_t limit; /* 0: all rows */
	const char *chart;
};

static const struct tile tiles[] = {
	{ .report = "pipeline", .assignments = (const char *const[]){ "having=count=1..", NULL } },
	{ .report = "forecast", .columns = "month,actual,target", .chart = "line" },
	{ .report = "sales", .en = "Sales this month", .zh = "本月销售额", .assignments = (const char *const[]){ "by=owner", "period=this-month", "columns=sum:total", NULL }, .chart = "bar" },
	{ .report = "invoices-aged", .en = "Overdue invoices", .zh = "逾期应收", .columns = "ref,days_30,days_60,days_90,older", .chart = "stacked" },
	{ .report = "tickets", .en = "Tickets in danger", .zh = "有超时风险的服务单", .where = "not status=closed [ at_risk=yes or breached=yes ]",
	  .assignments = (const char *const[]){ "layout=list", "columns=ref,title,due_at", "group=", "sort=due_at", "period=", NULL }, .chart = "none" },
	{ .report = "activities", .chart = "stacked" },
	{ .report = "top-customers", .assignments = (const char *const[]){ "columns=sum:total", NULL } },
	{ 0 },
};

static size_t take_tiles(struct report_part *parts)
{
	size_t count = 0;

	for (const struct tile *tile = tiles; tile->report; tile++) {
		const struct report_definition *definition = shipped_find(tile->report, NULL);
		if (definition)
			parts[count++] = (struct report_part){ .definition = definition, .assignments = tile->assignments, .where = tile->where, .columns = tile->columns,
				.limit = tile->limit ? tile->limit : -1, .chart = tile->chart, .en = tile->en, .zh = tile->zh };
	}
	return count;
}

struct dashboard_options {
	const char *format, *output;
};

struct dashboard {
	struct session *session;
	const struct report_board *board;
	const char *title, *subtitle;
	bool html;
};

static enum status write_dashboard(void *context, FILE *file)
{
	const struct dashboard *dashboard = context;
	struct session *session = dashboard->session;

	if (dashboard->html)
		return report_board_page(dashboard->board, dashboard->title, dashboard->subtitle, true, file, &session->error);
	struct text text = { 0 };
	struct chart_screen screen = report_screen(session, file == stdout);
	screen.colour = screen.colour && file == stdout;
	board_terminal(&(struct board){ .title = dashboard->title, .subtitle = dashboard->subtitle, .panels = dashboard->board->panels,
		.panel_count = dashboard->board->count, .tiled = true, .chinese = is_chinese(session) }, &screen, &text);
	fwrite(text.data, 1, text.length, file);
	text_free(&text);
	return fflush(file) == 0 && !ferror(file) ? STATUS_OK : error_set(&session->error, STATUS_IO, "cannot write the dashboard: %s", strerror(errno));
}

static bool is_html(const struct dashboard_options *options)
{
	const char *dot = options->output ? strrchr(options->output, '.') : NULL;

	return options->format ? strcmp(options->format, "html") == 0 : dot && strcmp(dot, ".html") == 0;
}

static enum status dashboard(struct session *session, void *context)
{
	const struct dashboard_options *options = context;
	struct report_part parts[sizeof tiles / sizeof *tiles];
	struct report_board board;
	char today[DATE_SIZE];

	date_today(&session->store->conventions, today);
	struct dashboard dashboard = { .session = session, .board = &board, .title = is_chinese(session) ? "仪表板" : "Dashboard", .subtitle = today, .html = is_html(options) };
	enum status status = report_board_open(session->store, parts, take_tiles(parts), dashboard.html, &board);
	if (!status && options->output && strcmp(options->output, "-") != 0)
		status = output_file(&session->arena, options->output, "the dashboard", write_dashboard, &dashboard, &session->error);
	else if (!status)
		status = write_dashboard(&dashboard, stdout);
	report_remarks(&board, session);
	if (!status && board.worst)
		status = error_silence(&session->error, board.worst);
	report_board_close(&board);
	return status;
}

static const struct opt dashboard_rows[] = {
	{ .letter = 'f', .name = "format", .arg = "FORMAT", .kind = OPT_CHOICE, .choices = "table|html",
	  .help = "text for a terminal or one page of HTML; by default what the suffix of the file says, else text", .target = offsetof(struct dashboard_options, format) },
	{ .letter = 'o', .name = "output", .arg = "FILE", .kind = OPT_FILE, .help = "write to this file; - for standard output", .target = offsetof(struct dashboard_options, output) },
	{ 0 },
};

static const struct opt_group dashboard_groups[] = { { dashboard_rows, 0, sizeof(struct dashboard_options), FRAME_NONE }, { 0 } };

const struct verb report_dashboard_verb = {
	.name = "dashboard", .synopsis = "", .help = "show pipeline, forecast, sales, receivables, tickets, activities and top customers on one screen", .access = ACCESS_READ,
	.operands = OPERANDS_NONE, .options = dashboard_groups, .options_size = sizeof(struct dashboard_options), .run = dashboard,
};
