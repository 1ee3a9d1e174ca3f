#include "page_sample.h"

#include "base/text.h"
#include "base/utf8.h"
#include "page/page_canvas.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* A canvas that writes down what it is asked for: a letter is half as wide as high, a Chinese character as wide as high. */
struct sheet_block {
	struct page_block base;
	char text[24];
	size_t shown; /* lines, over all pages */
};

struct mark {
	size_t page;
	double x, y, width, height;
	enum page_style style;
	enum page_align align;
	char text[24];
};

struct sheet {
	struct page_canvas canvas;
	struct mark *marks;
	size_t mark_count, mark_capacity;
	size_t page, alive, watermarks, pictures[PICTURE_COUNT];
	bool drawing;
	double proportion[PICTURE_COUNT];
	struct page_box seal;
};

static struct sheet *sheet_of(struct page_canvas *canvas)
{
	return (struct sheet *)canvas;
}

static struct page_block *lay(struct page_canvas *canvas, const char *text, enum page_style style, enum page_align align, double width)
{
	struct sheet_block *block = calloc(1, sizeof *block);
	double unit = page_types[style].size / 2;

	assert_non_null(block);
	assert_true(width >= 0);
	sheet_of(canvas)->alive++;
	snprintf(block->text, sizeof block->text, "%s", text);
	block->base = (struct page_block){ .style = style, .align = align, .width = width };
	for (;; text++) {
		size_t length = strcspn(text, "\n");
		double natural = (double)utf8_width(text, length) * unit;
		block->base.lines += width > 0 && natural > width ? (size_t)(natural / width) + 1 : 1;
		if (natural > block->base.natural)
			block->base.natural = natural;
		text += length;
		if (!*text)
			return &block->base;
	}
}

static void drop(struct page_canvas *canvas, struct page_block *block)
{
	sheet_of(canvas)->alive--;
	free(block);
}

static void show(struct page_canvas *canvas, const struct page_block *base, size_t first, size_t count, double x, double y)
{
	struct sheet *sheet = sheet_of(canvas);
	struct sheet_block *block = (struct sheet_block *)base;

	assert_true(sheet->drawing);
	assert_true(count > 0 && first + count <= base->lines);
	if (base->style == STYLE_HEAD || base->style == STYLE_HEAD_SECOND)
		block->shown = first; /* again on every page */
	assert_int_equal(block->shown, first); /* every line once, in order */
	block->shown += count;
	if (sheet->mark_count == sheet->mark_capacity) {
		sheet->mark_capacity = sheet->mark_capacity ? sheet->mark_capacity * 2 : 256;
		sheet->marks = realloc(sheet->marks, sheet->mark_capacity * sizeof *sheet->marks);
		assert_non_null(sheet->marks);
	}
	struct mark *mark = &sheet->marks[sheet->mark_count++];
	double width = base->natural < base->width ? base->natural : base->width;
	*mark = (struct mark){ .page = sheet->page, .x = base->align == PAGE_RIGHT ? x + base->width - width : x, .y = y, .width = width,
		.height = (double)count * page_types[base->style].leading, .style = base->style, .align = base->align };
	memcpy(mark->text, block->text, sizeof mark->text);
}

static void draw_rule(struct page_canvas *canvas, struct page_box box, double grey)
{
	assert_true(sheet_of(canvas)->drawing);
	assert_true(box.width > 0 && grey >= 0 && grey <= 1);
}

static double proportion(struct page_canvas *canvas, enum page_picture picture)
{
	return sheet_of(canvas)->proportion[picture];
}

static void draw_picture(struct page_canvas *canvas, enum page_picture picture, struct page_box box)
{
	sheet_of(canvas)->pictures[picture]++;
	assert_true(box.x >= 0 && box.x + box.width <= PAGE_WIDTH && box.y >= 0 && box.y + box.height <= PAGE_HEIGHT);
	if (picture == PICTURE_SEAL)
		sheet_of(canvas)->seal = box;
}

static void draw_watermark(struct page_canvas *canvas, const char *text)
{
	(void)text;
	sheet_of(canvas)->watermarks++;
}

static void end_page(struct page_canvas *canvas)
{
	sheet_of(canvas)->page++;
}

/* Lays the document out; the caller frees marks. */
static struct sheet lay_out(const struct page_document *document)
{
	struct sheet sheet = { .canvas = { .lay = lay, .drop = drop, .show = show, .rule = draw_rule, .proportion = proportion,
		.picture = draw_picture, .watermark = draw_watermark, .end_page = end_page } };

	sheet.proportion[PICTURE_LOGO] = document->logo ? 0.25 : 0;
	sheet.proportion[PICTURE_SEAL] = document->seal ? 1 : 0;
	struct page_layout *layout = page_layout_new(document, &sheet.canvas);
	size_t pages = page_layout_count(layout);
	assert_int_equal(sheet.page, 0);
	sheet.drawing = true;
	page_layout_draw(layout);
	assert_int_equal(sheet.page, pages);
	page_layout_free(layout);
	assert_int_equal(sheet.alive, 0);
	return sheet;
}

static bool is_within(const struct mark *mark)
{
	double top = mark->style == STYLE_RUNNING ? 20 : PAGE_TOP - 0.01;
	double bottom = mark->style == STYLE_RUNNING ? PAGE_HEIGHT - 20 : PAGE_BOTTOM + 0.01;

	return mark->y >= top && mark->y + mark->height <= bottom && mark->x >= PAGE_SIDE - 0.01 &&
		mark->x + mark->width <= PAGE_SIDE + PAGE_INNER + 0.01;
}

static bool overlap(const struct mark *a, const struct mark *b)
{
	return a->page == b->page && a->x + 0.01 < b->x + b->width && b->x + 0.01 < a->x + a->width &&
		a->y + 0.01 < b->y + b->height && b->y + 0.01 < a->y + a->height;
}

/* Nothing leaves the page, and nothing stands on anything else. */
static void assert_tidy(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->mark_count; i++) {
		const struct mark *mark = &sheet->marks[i];
		if (!is_within(mark))
			fail_msg("'%s' of page %zu leaves the page: %g %g %g %g", mark->text, mark->page, mark->x, mark->y, mark->width, mark->height);
		for (size_t k = i > 200 ? i - 200 : 0; k < i; k++)
			if (overlap(mark, &sheet->marks[k]))
				fail_msg("'%s' stands on '%s' on page %zu", mark->text, sheet->marks[k].text, mark->page);
	}
}

static const struct mark *find(const struct sheet *sheet, const char *text, size_t page)
{
	for (size_t i = 0; i < sheet->mark_count; i++)
		if (strcmp(sheet->marks[i].text, text) == 0 && sheet->marks[i].page == page)
			return &sheet->marks[i];
	return NULL;
}

static size_t page_of_last(const struct sheet *sheet, const char *text)
{
	size_t page = 9999;

	for (size_t i = 0; i < sheet->mark_count; i++)
		if (strcmp(sheet->marks[i].text, text) == 0)
			page = sheet->marks[i].page;
	return page;
}

/* Whatever the number of rows: heads on every page of the table, totals beside the last row. */
static void pages_are_tidy(void **state)
{
	(void)state;
	for (size_t rows = 0; rows < 130; rows++) {
		struct page_document document = sample_document((enum page_language)(rows % 3), rows);
		document.logo = rows % 2 ? "logo" : NULL;
		struct sheet sheet = lay_out(&document);
		assert_tidy(&sheet);
		char last[24];
		snprintf(last, sizeof last, "%zu", rows);
		size_t end = page_of_last(&sheet, "¥41,490.78");
		assert_true(end < sheet.page);
		if (rows > 0) {
			assert_non_null(find(&sheet, last, end));
			assert_true(find(&sheet, last, end)->y < find(&sheet, "¥41,490.78", end)->y);
		}
		for (size_t page = 0; page <= end; page++)
			assert_non_null(find(&sheet, document.language == PAGE_EN ? "Description" : "品名规格", page));
		free(sheet.marks);
	}
}

static void page_numbers(void **state)
{
	struct page_document document = sample_document(PAGE_EN, 60);
	struct sheet sheet = lay_out(&document);
	char text[64];

	(void)state;
	assert_true(sheet.page >= 3 && sheet.page <= 4);
	for (size_t page = 0; page < sheet.page; page++) {
		snprintf(text, sizeof text, "page %zu of %zu", page + 1, sheet.page);
		assert_non_null(find(&sheet, text, page));
		assert_true((find(&sheet, "Quotation  Q-2026-0017", page) != NULL) == (page > 0));
	}
	free(sheet.marks);
}

static void amounts_end_at_the_margin(void **state)
{
	struct page_document document = sample_document(PAGE_ZH, 3);
	struct sheet sheet = lay_out(&document);
	const char *const amounts[] = { "25,600.00", "9,450.00", "3,600.00", "38,650.00", "¥41,490.78", "Q-2026-0017" };

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		const struct mark *last = NULL;
		for (size_t k = 0; k < sheet.mark_count; k++)
			if (strcmp(sheet.marks[k].text, amounts[i]) == 0)
				last = &sheet.marks[k];
		assert_non_null(last);
		assert_float_equal(last->x + last->width, PAGE_SIDE + PAGE_INNER, 0.1);
	}
	free(sheet.marks);
}

static char *repeat(const char *part, size_t times)
{
	size_t length = strlen(part);
	char *text = malloc(length * times + 1);

	assert_non_null(text);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * length, part, length);
	text[length * times] = '\0';
	return text;
}

/* A row of several pages is split by lines, all of which are there; its neighbours stay whole. */
static void a_row_of_pages(void **state)
{
	char *words = repeat("very long text ", 2000), *word = repeat("W", 20000), *lines = repeat("line\n", 300);
	struct page_cell cells[SAMPLE_COLUMNS] = { { .text = "2" }, { .text = words, .small = lines }, { .text = word }, { .text = "1" },
		{ .text = "" }, { .text = NULL } };
	struct page_document document = sample_document(PAGE_BOTH, 3);
	const char *const party[] = { words, lines };
	struct page_party parties[] = { { .lines = party, .line_count = 2 }, { .lines = party, .line_count = 1 },
		{ .lines = party, .line_count = 0 } };

	(void)state;
	sample_rows[1].cells = cells;
	document.parties = parties;
	document.party_count = 3;
	struct sheet sheet = lay_out(&document);
	assert_true(sheet.page > 10);
	assert_tidy(&sheet);
	free(sheet.marks);
	free(words);
	free(word);
	free(lines);
}

static void many_rows(void **state)
{
	struct page_document document = sample_document(PAGE_ZH, SAMPLE_ROWS);
	struct sheet sheet = lay_out(&document);

	(void)state;
	assert_true(sheet.page > 250 && sheet.page < 600);
	assert_tidy(&sheet);
	assert_int_equal(page_of_last(&sheet, "10000"), page_of_last(&sheet, "¥41,490.78"));
	free(sheet.marks);
}

static void nothing_at_all(void **state)
{
	struct page_document document = { .language = PAGE_BOTH };
	struct sheet sheet = lay_out(&document);

	(void)state;
	assert_int_equal(sheet.page, 1);
	free(sheet.marks);
	document = sample_document(PAGE_EN, 0);
	document.column_count = 0;
	sheet = lay_out(&document);
	assert_int_equal(sheet.page, 1);
	assert_non_null(find(&sheet, "¥41,490.78", 0));
	free(sheet.marks);
}

static void pictures_and_watermark(void **state)
{
	struct page_document document = sample_document(PAGE_EN, 60);

	(void)state;
	document.logo = document.seal = "picture";
	document.watermark = (struct page_words){ .en = "DRAFT", .zh = "草稿" };
	struct sheet sheet = lay_out(&document);
	assert_int_equal(sheet.watermarks, sheet.page);
	assert_int_equal(sheet.pictures[PICTURE_LOGO], 1);
	assert_int_equal(sheet.pictures[PICTURE_SEAL], 1);
	const struct mark *label = find(&sheet, "For Shanghai Dongfang P", sheet.page - 1); /* cut by mark.text */
	assert_non_null(label);
	assert_true(sheet.seal.y < label->y && sheet.seal.y + sheet.seal.height > label->y + label->height);
	free(sheet.marks);
	document.signature_count = 0;
	sheet = lay_out(&document);
	assert_int_equal(sheet.pictures[PICTURE_SEAL], 1);
	assert_true(sheet.seal.y < 200);
	free(sheet.marks);
}

/* Many columns and wide amounts share the page rather than leave it. */
static void narrow_columns(void **state)
{
	struct page_column columns[40];
	struct page_cell cells[40];
	struct page_row rows[2] = { { .cells = cells }, { .cells = cells, .strong = true } };
	struct page_document document = { .columns = columns, .rows = rows, .row_count = 2 };

	(void)state;
	for (size_t i = 0; i < 40; i++) {
		columns[i] = (struct page_column){ .label = { .en = "Column" }, .align = PAGE_RIGHT, .wraps = i % 7 == 0 };
		cells[i] = (struct page_cell){ .text = "123,456,789.00" };
	}
	for (document.column_count = 1; document.column_count <= 40; document.column_count++) {
		struct sheet sheet = lay_out(&document);
		assert_tidy(&sheet);
		free(sheet.marks);
	}
}

static char *text_of(const struct page_document *document, size_t width)
{
	char *data;
	size_t length;
	FILE *file = open_memstream(&data, &length);

	assert_non_null(file);
	assert_int_equal(page_text(document, width, file, NULL), STATUS_OK);
	fclose(file);
	return data;
}

static const char golden_text[] =
	"*** 草稿 DRAFT ***\n"
	"\n"
	"上海东方泵业有限公司                      报价单 Quotation\n"
	"Shanghai Dongfang Pumps Co., Ltd.\n"
	"上海市浦东新区世纪大道1200号18层          编号 No.              Q-2026-0017\n"
	"18F, 1200 Century Avenue, Pudong,         日期 Date             2026-03-05\n"
	"Shanghai 200122                           有效期至 Valid until  2026-04-04\n"
	"电话 Tel: +86 21 6888 1200                联系人 Contact        陈梅 Mei Chen\n"
	"税号 Tax no.: 91310115MA1K4XYZ3W\n"
	"开户行 Bank: 工商银行浦东支行 1001\n"
	"2345 0900 6789 012\n"
	"ICBC Shanghai Pudong 1001 2345 0900\n"
	"6789 012\n"
	"\n"
	"客户 Bill to:                             收货地址 Ship to:\n"
	"宁波海川机械有限公司                      Ningbo Haichuan Machinery, Plant 2\n"
	"宁波市北仑区明州西路518号                 518 Mingzhou West Road, Beilun, Ningbo\n"
	"王建国 采购部 0574-8688 2030              315800\n"
	"                                          Mr. Li, gate 4\n"
	"\n"
	"#  品名规格                                    数量        单价  税率       金额\n"
	"   Description                                  Qty  Unit price   Tax     Amount\n"
	"--------------------------------------------------------------------------------\n"
	"1  离心泵 DF-80                                   2   12,800.00   13%  25,600.00\n"
	"   80 m³/h, 32 m, 11 kW; 304不锈钢叶轮\n"
	"2  Control cabinet with soft starter              1    9,450.00   13%   9,450.00\n"
	"   serial A77, A78\n"
	"3  机械密封（备件）                             7.5      480.00   13%   3,600.00\n"
	"--------------------------------------------------------------------------------\n"
	"                                             小计 Subtotal             38,650.00\n"
	"                                             折扣 5% Discount 5%       -1,932.50\n"
	"                                             增值税 13% VAT 13%         4,773.28\n"
	"                                             -----------------------------------\n"
	"                                             合计 人民币 Total CNY    ¥41,490.78\n"
	"\n"
	"大写            肆万壹仟肆佰玖拾元柒角捌分\n"
	"In words        Forty-one thousand four hundred and ninety yuan and\n"
	"                seventy-eight fen\n"
	"\n"
	"付款方式        签订合同付30%，发货前付60%，质保期（交货后12个月）满付10%。\n"
	"Payment         30% on signing, 60% on delivery, 10% twelve months after\n"
	"                delivery.\n"
	"\n"
	"客户（签章）                              上海东方泵业有限公司（签章）\n"
	"For the customer                          For Shanghai Dongfang Pumps Co., Ltd.\n"
	"\n"
	"\n"
	"______________________________            ______________________________\n"
	"日期 Date                                 2026-03-05\n"
	"\n"
	"感谢您的询价！\n"
	"Thank you for your inquiry.\n";

static void as_text(void **state)
{
	struct page_document document = sample_document(PAGE_BOTH, 3);

	(void)state;
	document.watermark = (struct page_words){ .en = "DRAFT", .zh = "草稿" };
	document.paragraph_count = 1;
	char *text = text_of(&document, PAGE_TEXT_WIDTH);
	assert_string_equal(text, golden_text);
	free(text);
}

static void assert_fits(const char *text, size_t width)
{
	for (size_t length; *text; text += length + 1) {
		length = strcspn(text, "\n");
		if (utf8_width(text, length) > width)
			fail_msg("wider than %zu: %.*s", width, (int)length, text);
		for (size_t i = 0; i < length; i++)
			assert_true((unsigned char)text[i] >= ' ' && text[i] != 0x7F);
	}
}

static void text_keeps_its_width(void **state)
{
	char *word = repeat("汉W", 3000);
	struct page_cell cells[SAMPLE_COLUMNS] = { { .text = "\x1b[31m\r\t\xff" }, { .text = word, .small = "\xE2\x80\xAE" }, { .text = word },
		{ .text = "123,456,789,012,345,678.90" }, { .text = "" }, { .text = NULL } };

	(void)state;
	for (size_t width = 30; width < 200; width += 7) {
		struct page_document document = sample_document((enum page_language)(width % 3), 3);
		sample_rows[1].cells = cells;
		char *text = text_of(&document, width);
		assert_fits(text, width < PAGE_TEXT_LEAST ? PAGE_TEXT_LEAST : width);
		free(text);
	}
	free(word);
	struct page_document nothing = { 0 };
	free(text_of(&nothing, 80));
}

static char *html_of(const struct page_document *document)
{
	char *data;
	size_t length;
	FILE *file = open_memstream(&data, &length);

	assert_non_null(file);
	assert_int_equal(page_html(document, file, NULL), STATUS_OK);
	fclose(file);
	return data;
}

static const char golden_html[] =
	"</head>\n<body>\n"
	"<header class=\"two\">\n"
	"<div class=\"company\"><h2>A &amp; B</h2></div>\n"
	"<div><h1>报价单<small>Quotation</small></h1><table class=\"facts\">\n"
	"<tr><th>编号 No.</th><td>Q-1</td></tr>\n"
	"</table></div>\n"
	"</header>\n"
	"<div class=\"sheet\"><table class=\"lines\">\n"
	"<thead><tr><th>品名<small>Name</small></th><th class=\"right\">金额<small>Amount</small></th></tr></thead>\n"
	"<tbody>\n"
	"<tr><td class=\"left\">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"
	"<small>&#39; onload=&#39;^[[31m &lt;FF&gt;&lt;U+202E&gt;</small></td>"
	"<td class=\"right kept\">1.00</td></tr>\n"
	"</tbody>\n"
	"</table></div>\n"
	"<table class=\"totals\">\n"
	"<tr class=\"strong\"><th>合计 Total</th><td class=\"kept\">1.00</td></tr>\n"
	"</table>\n"
	"<footer>&amp;</footer></body>\n</html>\n";

static void as_html(void **state)
{
	struct page_column columns[] = { { .label = { .en = "Name", .zh = "品名" }, .wraps = true },
		{ .label = { .en = "Amount", .zh = "金额" }, .align = PAGE_RIGHT } };
	struct page_cell cells[] = { { .text = "<script>alert(\"1\")</script>", .small = "' onload='\x1b[31m \xff\xE2\x80\xAE" },
		{ .text = "1.00" } };
	struct page_row row = { .cells = cells };
	struct page_total total = { .label = { .en = "Total", .zh = "合计" }, .value = "1.00", .strong = true };
	struct page_fact fact = { .label = { .en = "No.", .zh = "编号" }, .value = { .en = "Q-1" } };
	struct page_document document = { .language = PAGE_BOTH, .title = { .en = "Quotation", .zh = "报价单" }, .name = "</title><b>",
		.company = { .en = "A & B" }, .facts = &fact, .fact_count = 1, .columns = columns, .column_count = 2, .rows = &row, .row_count = 1,
		.totals = &total, .total_count = 1, .footer = { .zh = "&" } };

	(void)state;
	char *html = html_of(&document), *body = strstr(html, "</head>");
	assert_non_null(body);
	assert_string_equal(body, golden_html);
	assert_non_null(strstr(html, "<title>报价单 Quotation &lt;/title&gt;&lt;b&gt;</title>"));
	free(html);
}

static void pictures_in_html(void **state)
{
	char path[] = "/tmp/crm-page.XXXXXX";
	int handle = mkstemp(path);
	struct page_document document = sample_document(PAGE_EN, 1);
	struct error error;

	(void)state;
	assert_true(handle >= 0);
	/* Signature, and the head of one of 1 x 2 pixels. */
	assert_int_equal(write(handle, "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\1\0\0\0\2??", 26), 26);
	document.logo = path;
	char *html = html_of(&document);
	assert_non_null(strstr(html, "src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAACPz8=\""));
	free(html);
	assert_int_equal(ftruncate(handle, 20), 0);
	FILE *file = tmpfile();
	assert_non_null(file);
	assert_int_equal(page_html(&document, file, &error), STATUS_CONFIG);
	assert_non_null(strstr(error.message, "it is not a PNG file"));
	close(handle);
	unlink(path);
	assert_int_equal(page_html(&document, file, &error), STATUS_CONFIG);
	assert_non_null(strstr(error.message, "No such file"));
	assert_int_equal(ftell(file), 0);
	fclose(file);
}

static void full_disk(void **state)
{
	struct page_document document = sample_document(PAGE_EN, 100);
	struct error error;
	FILE *file = fopen("/dev/full", "w");

	(void)state;
	if (!file)
		skip();
	assert_int_equal(page_text(&document, 80, file, &error), STATUS_IO);
	assert_int_equal(page_html(&document, file, &error), STATUS_IO);
	fclose(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_tidy),
		cmocka_unit_test(page_numbers),
		cmocka_unit_test(amounts_end_at_the_margin),
		cmocka_unit_test(a_row_of_pages),
		cmocka_unit_test(many_rows),
		cmocka_unit_test(nothing_at_all),
		cmocka_unit_test(pictures_and_watermark),
		cmocka_unit_test(narrow_columns),
		cmocka_unit_test(as_text),
		cmocka_unit_test(text_keeps_its_width),
		cmocka_unit_test(as_html),
		cmocka_unit_test(pictures_in_html),
		cmocka_unit_test(full_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
