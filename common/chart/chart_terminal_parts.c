#include "chart/chart_terminal_parts.h"

#include "base/utf8.h"
#include <string.h>

void terminal_field(struct terminal *terminal, const char *text, size_t width, bool right)
{
	struct text cut = { 0 };

	utf8_cut(&cut, text, strlen(text), width);
	const char *shown = text_string(&cut);
	size_t blanks = width - utf8_width(shown, strlen(shown));
	for (size_t i = 0; right && i < blanks; i++)
		text_byte(terminal->out, ' ');
	text_add(terminal->out, shown);
	for (size_t i = 0; !right && i < blanks; i++)
		text_byte(terminal->out, ' ');
	text_free(&cut);
}

void terminal_begin(struct terminal *terminal, size_t series)
{
	/* Those of the first sixteen that are seen on light and on dark ground. */
	static const unsigned char colours[] = { 34, 33, 32, 31, 36, 35, 94, 93, 92, 91, 96, 95, 34, 33, 32, 31 };

	if (terminal->screen.colour)
		text_printf(terminal->out, "\033[%dm", colours[series % sizeof colours]);
}

void terminal_end(struct terminal *terminal)
{
	if (terminal->screen.colour)
		text_add(terminal->out, "\033[0m");
}

const char *terminal_sign(const struct terminal *terminal, size_t series)
{
	static const char *const plain[] = { "#", "=", "*", "+", "o", "x", "%", "@", "~", "-", ":", "&", "s", "n", "z", "v" };
	static const char *const blocks[] = { "█", "▒", "▓", "░", "●", "○", "◆", "◇", "▲", "△", "■", "□", "▼", "▽", "★", "☆" };

	return terminal->screen.ascii ? plain[series % 16] : terminal->screen.colour ? blocks[0] : blocks[series % 16];
}

size_t terminal_widest(const char *const *texts, size_t count)
{
	size_t widest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t width = utf8_width(texts[i], strlen(texts[i]));
		widest = width > widest ? width : widest;
	}
	return widest;
}

size_t terminal_widest_label(const struct chart *chart)
{
	size_t widest = 0;

	for (size_t s = 0; s < chart->series_count; s++) {
		size_t width = terminal_widest(chart->series[s].labels, chart->category_count);
		widest = width > widest ? width : widest;
	}
	return widest;
}

void terminal_newline(struct terminal *terminal)
{
	struct text *out = terminal->out;

	while (out->length > 0 && out->data[out->length - 1] == ' ')
		out->length--;
	text_byte(out, '\n');
	if (terminal->lines != SIZE_MAX && terminal->lines > 0)
		terminal->lines--;
}

void terminal_more(struct terminal *terminal, size_t count)
{
	text_printf(terminal->out, terminal->chart->chinese ? "另有 %zu 项" : "%zu more", count);
	terminal_newline(terminal);
}
