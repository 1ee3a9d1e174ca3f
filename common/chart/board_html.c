#include "chart/board.h"

#include "base/base64.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "page/page_words.h"
#include <stdlib.h>
#include <string.h>

enum { NARROW = 360, TILE = 380, WIDE = 900, KEPT = 24 };

static const char style[] =
	"@page{size:A4;margin:14mm}\n"
	":root{color-scheme:light dark;--paper:#fff;--ink:#1f1f1f;--muted:#5f6368;--line:#dadce0;--band:#f3f5f8;--link:#0b57a4}\n"
	"@media screen and (prefers-color-scheme:dark){:root{--paper:#16191d;--ink:#e8eaed;--muted:#a3a9b1;--line:#3a3f46;--band:#21262c;--link:#8ab8f0}}\n"
	"*{box-sizing:border-box}\n"
	"body{font:14px/1.45 'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif;color:var(--ink);"
	"background:var(--paper);margin:0 auto;padding:16px;max-width:1400px;font-variant-numeric:tabular-nums}\n"
	"h1{font-size:22px;margin:0} h2{font-size:17px;margin:0;break-after:avoid} h1,h2,p{overflow-wrap:anywhere} .muted{color:var(--muted);margin:2px 0}\n"
	".panel{margin-top:22px} .description{max-width:72ch;white-space:pre-line} .figure{font-size:20px;font-weight:bold;margin:2px 0}\n"
	".chart{display:block} .tile .chart{width:100%} .narrow{display:none}\n"
	".tools{display:flex;gap:10px;align-items:center;margin:12px 0 6px} .tools input{font:inherit;padding:4px 8px;width:16em;max-width:60%;"
	"color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:4px}\n"
	".scroll{overflow-x:auto} table{border-collapse:collapse;min-width:50%}\n"
	"th,td{padding:4px 10px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:break-word} .n{text-align:right} .n,.k{white-space:nowrap}\n"
	"thead th{background:var(--band);border-bottom:2px solid var(--muted);position:sticky;top:0}\n"
	"th button{all:unset;cursor:pointer} th button:focus-visible,.run:focus-visible{outline:2px solid var(--link)}\n"
	"th[aria-sort=ascending] button::after{content:' \\25B2'} th[aria-sort=descending] button::after{content:' \\25BC'}\n"
	".sub td{background:var(--band);font-weight:bold} .all td{font-weight:bold;border-top:2px solid var(--muted)}\n"
	".run{all:unset;cursor:pointer;color:var(--link);padding:0 4px} [hidden]{display:none!important}\n"
	"output{position:fixed;left:0;right:0;bottom:0;padding:10px 16px;background:var(--band);border-top:1px solid var(--line);"
	"font-family:monospace;user-select:all} output:empty{display:none}\n"
	".tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,360px),1fr));gap:16px;margin-top:16px}\n"
	".tiles .panel{margin:0;border:1px solid var(--line);border-radius:8px;padding:12px;min-width:0} .tiles table{width:100%} .tiles thead th{position:static}\n"
	".tiles th,.tiles td{padding:3px 6px;font-size:13px} .remark{color:var(--muted);font-style:italic}\n"
	"@media(max-width:640px){.narrow{display:block}.wide{display:none} body{padding:10px} th,td{padding:4px 6px}}\n"
	"@media print{.tools,.run,output{display:none} body{padding:0;max-width:none;font-size:9.5pt} tr{break-inside:avoid} thead th{position:static}"
	" .scroll{overflow:visible} .panel{break-inside:auto} .tiles .panel{break-inside:avoid} .chart{break-inside:avoid}}\n";

/* Sorts the rows of a table by a column: upwards, downwards, as they were. Subtotals are of the order that they came in, so that they are hidden in any other, and
 * all sums while only some rows are shown. The command of a row is shown, and copied where the reader's program allows it. */
static const char script[] =
	"'use strict';\n"
	"for(const table of document.querySelectorAll('table[data-live]')){\n"
	"const body=table.tBodies[0],rows=[...body.rows],heads=[...table.tHead.rows[0].cells],box=table.closest('section').querySelector('input'),"
	"count=table.closest('section').querySelector('.count');let by=-1,down=false;\n"
	"const text=(row,i)=>row.cells[i].textContent,value=s=>{const n=parseFloat(s.replace(/[^0-9.-]/g,''));return isNaN(n)?-Infinity:n};\n"
	"const show=()=>{const words=box?box.value.toLowerCase().split(/\\s+/).filter(w=>w):[];let seen=0,all=0;\n"
	"for(const row of rows){const sum=row.className!=='';if(sum){row.hidden=words.length>0||(by>=0&&row.className==='sub');continue}\n"
	"all++;const t=row.textContent.toLowerCase();row.hidden=!words.every(w=>t.includes(w));if(!row.hidden)seen++}\n"
	"if(count)count.textContent=words.length?seen+' / '+all:all};\n"
	"const sort=()=>{const n=by>=0&&heads[by].className==='n',list=rows.map((row,i)=>[row,i]);\n"
	"if(by>=0)list.sort((a,b)=>{const x=a[0].className==='all',y=b[0].className==='all';if(x||y)return x-y||a[1]-b[1];\n"
	"const s=text(a[0],by),t=text(b[0],by),d=n?value(s)-value(t):s<t?-1:s>t?1:0;return (down?-d:d)||a[1]-b[1]});\n"
	"for(const [row] of list)body.append(row);heads.forEach((h,i)=>{if(i===by)h.setAttribute('aria-sort',down?'descending':'ascending');else h.removeAttribute('aria-sort')});show()};\n"
	"heads.forEach((h,i)=>{const b=h.querySelector('button');if(b)b.addEventListener('click',()=>{if(by!==i){by=i;down=false}else if(!down)down=true;else by=-1;sort()})});\n"
	"if(box)box.addEventListener('input',show);show()}\n"
	"document.addEventListener('click',e=>{const run=e.target.closest('.run');if(!run)return;const out=document.querySelector('output');out.textContent=run.title;\n"
	"getSelection().selectAllChildren(out);if(navigator.clipboard)navigator.clipboard.writeText(run.title).catch(()=>{})});\n";

struct page {
	const struct board *board;
	struct arena arena;
	struct text out;
};

static const char *words(const struct page *page, const char *en, const char *zh)
{
	return page->board->chinese ? zh : en;
}

static void escape(struct page *page, const char *text)
{
	page_escape(&page->out, page_clean(&page->arena, text));
}

/* <tag attributes>text</tag>, or nothing where there is no text. */
static void element(struct page *page, const char *tag, const char *text)
{
	if (!text || !*text)
		return;
	text_printf(&page->out, "<%s>", tag);
	escape(page, text);
	text_printf(&page->out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

/* Nothing is loaded from elsewhere, and no script runs but this one, whatever the data say: it is named by its hash. */
static void add_policy(struct page *page)
{
	struct sha256 sha256;
	char digits[SHA256_TEXT];
	unsigned char hash[SHA256_TEXT / 2];

	sha256_begin(&sha256);
	sha256_add(&sha256, script, sizeof script - 1);
	sha256_end(&sha256, digits);
	for (size_t i = 0; i < sizeof hash; i++) {
		char pair[] = { digits[2 * i], digits[2 * i + 1], '\0' };
		hash[i] = (unsigned char)strtoul(pair, NULL, 16);
	}
	text_add(&page->out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-");
	base64_add(&page->out, hash, sizeof hash);
	text_add(&page->out, "'\">\n");
}

static void add_head(struct page *page)
{
	const struct board *board = page->board;

	text_printf(&page->out, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n", words(page, "en", "zh-CN"));
	add_policy(page);
	text_add(&page->out, "<meta name=\"viewport\" content=\"width=device-width\">\n");
	element(page, "title", board->title);
	text_printf(&page->out, "<style>\n%s", style);
	chart_svg_style(&page->out);
	text_add(&page->out, "</style>\n</head>\n<body>\n");
}

static void add_picture(struct page *page, const struct chart *chart, const char *class, double width)
{
	struct chart plain = *chart;

	plain.title = plain.subtitle = NULL; /* they are above it */
	text_printf(&page->out, "<div class=\"%s\">", class);
	chart_svg(&plain, (struct chart_size){ width, 0 }, true, &page->out);
	text_add(&page->out, "</div>\n");
}

static void add_chart(struct page *page, const struct board_panel *panel)
{
	const struct chart *chart = panel->chart;

	if (!chart || panel->row_count == 0)
		return;
	if (page->board->tiled) {
		add_picture(page, chart, "tile", TILE);
		return;
	}
	add_picture(page, chart, "wide", WIDE);
	add_picture(page, chart, "narrow", NARROW);
}

static void add_cell(struct page *page, const struct board_column *column, const char *text, const char *command)
{
	bool kept = utf8_width(text, strlen(text)) <= KEPT; /* a date would be broken at its hyphens */

	text_add(&page->out, column->number ? "<td class=\"n\">" : kept ? "<td class=\"k\">" : "<td>");
	escape(page, text);
	if (command && *command) {
		text_add(&page->out, "<button class=\"run\" title=\"");
		escape(page, command);
		text_printf(&page->out, "\" aria-label=\"%s\">&#8250;</button>", words(page, "command that lists the records", "列出这些记录的命令"));
	}
	text_add(&page->out, "</td>");
}

static void add_header(struct page *page, const struct board_panel *panel)
{
	text_add(&page->out, "<thead><tr>");
	for (size_t i = 0; i < panel->column_count; i++) {
		text_add(&page->out, panel->columns[i].number ? "<th class=\"n\">" : "<th>");
		text_add(&page->out, page->board->tiled ? "" : "<button>");
		escape(page, panel->columns[i].label);
		text_add(&page->out, page->board->tiled ? "</th>" : "</button></th>");
	}
	text_add(&page->out, "</tr></thead>\n<tbody>\n");
}

/* The command is with the first cell, which names what the row is of. */
static void add_row(struct page *page, const struct board_panel *panel, const struct board_row *row)
{
	text_add(&page->out, !row->total ? "<tr>" : row->level > 0 ? "<tr class=\"sub\">" : "<tr class=\"all\">");
	for (size_t i = 0; i < panel->column_count; i++)
		add_cell(page, &panel->columns[i], row->cells[i], i == 0 ? row->command : NULL);
	text_add(&page->out, "</tr>\n");
	arena_reset(&page->arena);
}

static void add_table(struct page *page, const struct board_panel *panel)
{
	bool tiled = page->board->tiled;
	size_t shown = tiled && panel->row_count > BOARD_TILE_ROWS ? BOARD_TILE_ROWS : panel->row_count;

	if (panel->column_count == 0 || (tiled && panel->chart && panel->row_count > 0))
		return;
	if (panel->row_count == 0 && !panel->remark) {
		element(page, "p class=\"muted\"", words(page, "No data", "没有数据"));
		return;
	}
	if (!tiled)
		text_printf(&page->out, "<div class=\"tools\"><input type=\"search\" placeholder=\"%s\" aria-label=\"%s\"><span class=\"count muted\"></span></div>\n",
			words(page, "Filter rows", "筛选行"), words(page, "Filter rows", "筛选行"));
	text_printf(&page->out, "<div class=\"scroll\"><table%s>\n", tiled ? "" : " data-live");
	add_header(page, panel);
	for (size_t i = 0; i < shown; i++)
		add_row(page, panel, &panel->rows[i]);
	text_add(&page->out, "</tbody>\n</table></div>\n");
	if (shown < panel->row_count)
		element(page, "p class=\"muted\"", arena_printf(&page->arena, words(page, "%zu more", "另有 %zu 项"), panel->row_count - shown));
}

static void add_panel(struct page *page, const struct board_panel *panel)
{
	text_add(&page->out, "<section class=\"panel\">\n");
	/* A page of one report has its title already. */
	if (page->board->panel_count > 1 || page->board->tiled) {
		element(page, "h2", panel->title);
		element(page, "p class=\"muted\"", panel->subtitle);
	}
	element(page, "p class=\"figure\"", panel->figure);
	if (!page->board->tiled)
		element(page, "p class=\"description\"", panel->description);
	element(page, "p class=\"remark\"", panel->remark);
	add_chart(page, panel);
	add_table(page, panel);
	text_add(&page->out, "</section>\n");
	arena_reset(&page->arena);
}

enum status board_html(const struct board *board, FILE *file, struct error *error)
{
	struct page page = { .board = board };

	add_head(&page);
	element(&page, "h1", board->title);
	element(&page, "p class=\"muted\"", board->subtitle);
	text_add(&page.out, board->tiled ? "<main class=\"tiles\">\n" : "<main>\n");
	for (size_t i = 0; i < board->panel_count; i++) {
		add_panel(&page, &board->panels[i]);
		fwrite(page.out.data, 1, page.out.length, file);
		text_clear(&page.out);
	}
	text_printf(&page.out, "</main>\n<output aria-live=\"polite\"></output>\n<script>%s</script>\n</body>\n</html>\n", script);
	fwrite(page.out.data, 1, page.out.length, file);
	enum status status = page_finish(file, error);
	arena_free(&page.arena);
	text_free(&page.out);
	return status;
}
