#include "reporting/report_draw.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_chinese(const struct store *store)
{
	return strcmp(store->conventions.language, "zh") == 0;
}

static enum status run(struct report_board *board, const struct report_part *part, size_t at, bool commands)
{
	struct report *report;
	const struct report_request request = { .assignments = part->assignments, .where = part->where, .columns = part->columns, .sort = part->sort,
		.limit = part->limit, .human = true, .totals = true, .filters = commands };
	enum status status = report_open(board->store, part->definition, &request, &report);

	if (!status)
		status = report_look(report, part->chart, is_chinese(board->store), &board->arena, &board->panels[at]);
	report_close(report); /* before the next one: each has the clock and the past that it asks for */
	return status;
}

static void count_rows(struct report_board *board, const struct board_panel *panel)
{
	for (size_t i = 0; i < panel->row_count; i++)
		board->rows += !panel->rows[i].total;
}

enum status report_board_open(struct store *store, const struct report_part *parts, size_t count, bool commands, struct report_board *board)
{
	*board = (struct report_board){ .store = store, .count = count };
	board->panels = arena_alloc(&board->arena, (count + 1) * sizeof *board->panels);
	for (size_t i = 0; i < count; i++) {
		const struct report_definition *definition = parts[i].definition;
		const char *own = is_chinese(store) ? parts[i].zh : parts[i].en, *named = is_chinese(store) ? definition->zh : definition->en;
		enum status status = run(board, &parts[i], i, commands);
		if (status && count == 1)
			return status;
		if (status) {
			board->worst = status;
			board->panels[i] = (struct board_panel){ .title = named ? named : definition->name, .remark = arena_string(&board->arena, store->error->message) };
		}
		if (own)
			board->panels[i].title = own;
		count_rows(board, &board->panels[i]);
	}
	return STATUS_OK;
}

void report_board_close(struct report_board *board)
{
	arena_free(&board->arena);
}

enum status report_board_page(const struct report_board *board, const char *title, const char *subtitle, bool tiled, FILE *file, struct error *error)
{
	const struct board page = { .title = title, .subtitle = subtitle, .panels = board->panels, .panel_count = board->count, .tiled = tiled,
		.chinese = is_chinese(board->store) };

	return board_html(&page, file, error);
}

bool report_is_picture(const char *format)
{
	return format && (strcmp(format, "svg") == 0 || strcmp(format, "png") == 0 || strcmp(format, "pdf") == 0);
}

bool report_is_drawn(const char *format)
{
	return report_is_picture(format) || (format && strcmp(format, "html") == 0);
}

static enum status write_svg(const struct chart *chart, struct chart_size size, FILE *file, struct error *error)
{
	struct text text = { 0 };

	chart_svg(chart, size, false, &text);
	fwrite(text.data, 1, text.length, file);
	text_free(&text);
	return fflush(file) == 0 && !ferror(file) ? STATUS_OK : error_set(error, STATUS_IO, "cannot write the picture: %s", strerror(errno));
}

enum status report_board_picture(const struct report_board *board, const char *format, double width, FILE *file, struct error *error)
{
	const struct board_panel *panel = &board->panels[0];
	const struct chart empty = { .kind = CHART_BAR, .title = panel->title, .subtitle = panel->subtitle, .chinese = is_chinese(board->store) };
	const struct chart *chart = panel->chart ? panel->chart : &empty;
	struct chart_size size = { .width = width };

	if (board->count != 1)
		return error_set(error, STATUS_USAGE, "a picture is of one report; --format=html takes several");
	if (strcmp(format, "svg") == 0)
		return write_svg(chart, size, file, error);
	return strcmp(format, "png") == 0 ? chart_png(chart, size, file, error) : chart_pdf(chart, size, board->store->conventions.now, file, error);
}
