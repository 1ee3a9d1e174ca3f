/* A board on one screen: panels side by side, each with the lines that it has room for. */
#include "chart/board.h"

#include "base/utf8.h"
#include "page/page_words.h"
#include <stdint.h>
#include <string.h>

enum { GAP = 2, LEAST_PANEL = 38, LEAST_NAME = 10, LEAST_LINES = 5 };

struct board_screen {
	const struct board *board;
	struct chart_screen screen;
	struct arena arena;
	struct text *out;
};

static const char *line_of(struct board_screen *at, const char *text)
{
	char *line = arena_string(&at->arena, page_clean(&at->arena, text));

	for (char *end = line; (end = strchr(end, '\n')); )
		*end = ' ';
	return line;
}

static size_t width_of(const char *text)
{
	return utf8_width(text, strlen(text));
}

static void add_blanks(struct text *out, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text_byte(out, ' ');
}

/* In exactly that many columns. */
static void add_field(struct text *out, const char *text, size_t width, bool right)
{
	struct text cut = { 0 };

	utf8_cut(&cut, text, strlen(text), width);
	const char *shown = text_string(&cut);
	size_t blanks = width - width_of(shown);
	add_blanks(out, right ? blanks : 0);
	text_add(out, shown);
	add_blanks(out, right ? 0 : blanks);
	text_free(&cut);
}

static void add_styled(const struct board_screen *at, struct text *out, const char *text, const char *style)
{
	if (at->screen.colour)
		text_add(out, style);
	text_add(out, text);
	if (at->screen.colour)
		text_add(out, "\033[0m");
}

/* "Pipeline by stage          1,250,000.00": the figure is whole where there is room for it at all. */
static void add_title(struct board_screen *at, const struct board_panel *panel, size_t width, struct text *out)
{
	const char *title = line_of(at, panel->title), *figure = line_of(at, panel->figure);
	size_t room = width_of(figure) + 1 < width ? width - width_of(figure) - (*figure ? 1 : 0) : width;
	struct text cut = { 0 };

	utf8_cut(&cut, title, strlen(title), room);
	add_styled(at, out, text_string(&cut), "\033[1;4m");
	if (*figure && room < width) {
		add_blanks(out, width - width_of(text_string(&cut)) - width_of(figure));
		add_styled(at, out, figure, "\033[1m");
	}
	text_byte(out, '\n');
	text_free(&cut);
}

/* The widths of the columns that fit: those of figures are never cut; the first one takes what is left. */
static size_t fit_columns(struct board_screen *at, const struct board_panel *panel, size_t rows, size_t width, size_t *widths)
{
	size_t count = 0, taken = 0;

	for (; count < panel->column_count; count++) {
		size_t wide = 0;
		for (size_t i = 0; i < rows; i++) {
			size_t cell = width_of(line_of(at, panel->rows[i].cells[count]));
			wide = cell > wide ? cell : wide;
		}
		widths[count] = wide;
		size_t least = count == 0 && !panel->columns[0].number && wide > LEAST_NAME ? LEAST_NAME : wide;
		if (count > 0 && taken + GAP + least > width)
			break;
		taken += (count > 0 ? GAP : 0) + least;
	}
	if (count > 0) {
		size_t rest = 0;
		for (size_t i = 1; i < count; i++)
			rest += GAP + widths[i];
		widths[0] = widths[0] + rest > width && rest < width ? width - rest : widths[0] > width ? width : widths[0];
	}
	return count;
}

/* Rows without their header: the title says what they are. */
static void add_rows(struct board_screen *at, const struct board_panel *panel, size_t width, size_t lines, struct text *out)
{
	size_t shown = panel->row_count <= lines ? panel->row_count : lines > 0 ? lines - 1 : 0;
	size_t *widths = arena_alloc(&at->arena, (panel->column_count + 1) * sizeof *widths), columns = fit_columns(at, panel, shown, width, widths);

	for (size_t i = 0; i < shown; i++) {
		for (size_t k = 0; k < columns; k++) {
			add_blanks(out, k > 0 ? GAP : 0);
			add_field(out, line_of(at, panel->rows[i].cells[k]), widths[k], panel->columns[k].number);
		}
		while (out->length > 0 && out->data[out->length - 1] == ' ')
			out->length--;
		text_byte(out, '\n');
	}
	if (shown < panel->row_count && lines > 0)
		text_printf(out, at->board->chinese ? "另有 %zu 项\n" : "%zu more\n", panel->row_count - shown);
}

/* At most that many lines; SIZE_MAX: as many as it needs, with tables as in tiles. */
static void add_panel(struct board_screen *at, const struct board_panel *panel, size_t width, size_t lines, struct text *out)
{
	size_t left = lines == SIZE_MAX ? BOARD_TILE_ROWS : lines - 1;

	add_title(at, panel, width, out);
	if (panel->remark) {
		struct text cut = { 0 };
		const char *remark = line_of(at, panel->remark);
		utf8_cut(&cut, remark, strlen(remark), width);
		text_printf(out, "%s\n", text_string(&cut));
		text_free(&cut);
	} else if (panel->chart && left >= CHART_LOWEST && panel->row_count > 0) {
		struct chart chart = *panel->chart;
		chart.title = chart.subtitle = NULL;
		if (!chart.next)
			chart.unit = NULL;
		struct chart_screen screen = { width, left, at->screen.colour, at->screen.ascii };
		chart_terminal(&chart, &screen, out);
	} else if (panel->row_count > 0) {
		add_rows(at, panel, width, left, out);
	} else {
		text_add(out, at->board->chinese ? "没有数据\n" : "No data\n");
	}
}

/* The next line of a panel, in exactly width columns; sequences of colour take none. */
static void add_line(struct text *out, const char **at, size_t width)
{
	struct text plain = { 0 };
	size_t length = strcspn(*at, "\n");

	for (size_t i = 0; i < length; i++) {
		if ((*at)[i] == '\033')
			while ((*at)[i] != 'm')
				i++;
		else
			text_byte(&plain, (*at)[i]);
	}
	text_append(out, *at, length);
	size_t wide = plain.length ? utf8_width(plain.data, plain.length) : 0;
	add_blanks(out, wide < width ? width - wide : 0);
	*at += length + ((*at)[length] == '\n');
	text_free(&plain);
}

/* One row of panels, as high as the highest of them. */
static void add_tiles(struct board_screen *at, size_t first, size_t count, size_t width, size_t lines)
{
	struct text panels[4] = { { 0 } };
	const char *next[4];
	bool more = false;

	for (size_t i = 0; i < count; i++) {
		add_panel(at, &at->board->panels[first + i], width, lines, &panels[i]);
		next[i] = text_string(&panels[i]);
		more = true;
	}
	while (more) {
		more = false;
		for (size_t i = 0; i < count; i++) {
			add_blanks(at->out, i > 0 ? GAP : 0);
			add_line(at->out, &next[i], width);
			more |= *next[i] != '\0';
		}
		while (at->out->length > 0 && at->out->data[at->out->length - 1] == ' ')
			at->out->length--;
		text_byte(at->out, '\n');
	}
	for (size_t i = 0; i < count; i++)
		text_free(&panels[i]);
}

static void add_head(struct board_screen *at)
{
	const char *title = line_of(at, at->board->title), *subtitle = line_of(at, at->board->subtitle);
	struct text cut = { 0 };

	utf8_cut(&cut, arena_printf(&at->arena, "%s%s%s", title, *subtitle ? " · " : "", subtitle), strlen(title) + strlen(subtitle) + (*subtitle ? strlen(" · ") : 0),
		at->screen.width);
	add_styled(at, at->out, text_string(&cut), "\033[1m");
	text_byte(at->out, '\n');
	text_free(&cut);
}

void board_terminal(const struct board *board, const struct chart_screen *screen, struct text *out)
{
	struct board_screen at = { .board = board, .screen = *screen, .out = out };

	if (at.screen.width < CHART_NARROWEST)
		at.screen.width = CHART_NARROWEST;
	size_t across = (at.screen.width + GAP) / (LEAST_PANEL + GAP + (at.screen.width < 160 ? 18 : 12));
	across = at.screen.width < 2 * LEAST_PANEL + GAP ? 1 : across < 2 ? 2 : across > 4 ? 4 : across;
	size_t down = (board->panel_count + across - 1) / across, width = (at.screen.width - (across - 1) * GAP) / across;
	add_head(&at);
	for (size_t row = 0; row < down; row++) {
		size_t first = row * across, count = board->panel_count - first < across ? board->panel_count - first : across, lines = SIZE_MAX;
		if (screen->height > 0) {
			size_t all = screen->height > 1 ? screen->height - 1 : 1;
			lines = all / down + (row < all % down);
			lines = lines < 2 ? 2 : lines;
		}
		/* The last ones share what the missing ones leave. */
		add_tiles(&at, first, count, count == across ? width : (at.screen.width - (count - 1) * GAP) / count, lines);
	}
	arena_free(&at.arena);
}
