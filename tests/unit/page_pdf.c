#include "page_sample.h"

#include <cairo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* What the leak checkers of both compilers ask a program: fontconfig loses a pattern whenever it reads the files of the system. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}

static char folder[] = "/tmp/crm-page.XXXXXX";
static char logo[64], seal[64];

/* With $PAGE_SAMPLES the pages are kept in that folder, for eyes. */
static void keep(const char *name, const char *data, size_t length)
{
	const char *samples = getenv("PAGE_SAMPLES");
	char path[512];

	if (!samples)
		return;
	snprintf(path, sizeof path, "%s/%s.pdf", samples, *name ? name : "other");
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fwrite(data, 1, length, file);
	fclose(file);
}

struct pdf {
	char *data;
	size_t length;
	struct page_report report;
	struct error error;
	enum status status;
};

static struct pdf print(const char *name, const struct page_document *document)
{
	struct pdf pdf = { 0 };
	FILE *file = open_memstream(&pdf.data, &pdf.length);

	assert_non_null(file);
	pdf.status = page_pdf(document, file, &pdf.report, &pdf.error);
	fclose(file);
	if (pdf.status == STATUS_OK)
		keep(name, pdf.data, pdf.length);
	return pdf;
}

static size_t count(const char *data, size_t length, const char *what)
{
	size_t found = 0, size = strlen(what);

	for (size_t i = 0; i + size <= length; i++)
		found += memcmp(data + i, what, size) == 0;
	return found;
}

/* What a reader of the file can copy out of it. */
static char *text_of(const struct pdf *pdf)
{
	char path[64], command[160], *text = malloc(1 << 20);
	size_t length;

	assert_non_null(text);
	snprintf(path, sizeof path, "%s/text.pdf", folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(pdf->data, 1, pdf->length, file), pdf->length);
	fclose(file);
	snprintf(command, sizeof command, "pdftotext -layout %s -", path);
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	length = fread(text, 1, (1 << 20) - 1, pipe);
	text[length] = '\0';
	assert_int_equal(pclose(pipe), 0);
	return text;
}

static void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no '%s' in: %s", part, text);
}

static void quotation(void **state)
{
	struct page_document document = sample_document(PAGE_BOTH, 3);

	(void)state;
	document.logo = logo;
	document.seal = seal;
	struct pdf pdf = print("quotation", &document);
	assert_int_equal(pdf.status, STATUS_OK);
	assert_in_range(pdf.report.pages, 1, 2); /* whose fonts are wider, they may wrap */
	assert_int_equal(pdf.report.unknown, 0);
	assert_int_equal(count(pdf.data, pdf.length, "20260305010000Z"), 1); /* the clock that was handed in */
	char *text = text_of(&pdf);
	const char *const parts[] = { "报价单", "Quotation", "Q-2026-0017", "上海东方泵业有限公司", "离心泵 DF-80", "12,800.00", "¥41,490.78",
		"肆万壹仟肆佰玖拾元柒角捌分", "付款方式", "第 1 页 共 ", "page 1 of " };
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		assert_has(text, parts[i]);
	free(text);
	free(pdf.data);
}

static void several_pages(void **state)
{
	struct page_document document = sample_document(PAGE_ZH, 60);

	(void)state;
	document.seal = seal;
	struct pdf pdf = print("sixty", &document);
	assert_int_equal(pdf.status, STATUS_OK);
	assert_true(pdf.report.pages >= 3 && pdf.report.pages <= 4);
	char *text = text_of(&pdf);
	assert_int_equal(count(text, strlen(text), "\f"), pdf.report.pages);
	size_t heads = count(text, strlen(text), "品名规格"); /* the last page may have signatures alone */
	assert_true(heads == pdf.report.pages || heads == pdf.report.pages - 1);
	free(text);
	free(pdf.data);
}

static void draft(void **state)
{
	struct page_document document = sample_document(PAGE_EN, 3);

	(void)state;
	document.watermark = (struct page_words){ .en = "DRAFT", .zh = "草稿" };
	struct pdf pdf = print("draft", &document);
	assert_int_equal(pdf.status, STATUS_OK);
	free(pdf.data);
}

static void same_bytes(void **state)
{
	struct page_document document = sample_document(PAGE_BOTH, 100);

	(void)state;
	document.logo = logo;
	document.seal = seal;
	struct pdf first = print("hundred", &document), second = print("hundred", &document);
	assert_int_equal(first.length, second.length);
	assert_memory_equal(first.data, second.data, first.length);
	free(first.data);
	free(second.data);
}

/* Long words, controls, right-to-left text, an amount wider than its column, nothing at all. */
static void hostile(void **state)
{
	struct page_cell cells[3][SAMPLE_COLUMNS];
	struct page_document document = sample_document(PAGE_BOTH, 3), nothing = { 0 };
	char *word = malloc(200001);

	(void)state;
	assert_non_null(word);
	memset(word, 'W', 200000);
	word[200000] = '\0';
	memcpy(cells, sample_cells, sizeof cells);
	cells[0][1].text = "多级离心泵 DF-80 型，额定流量每小时八十立方米，扬程三十二米，电机功率十一千瓦，配不锈钢叶轮与机械密封，适用于城镇供水、"
		"工业循环水与消防增压系统，含底座、联轴器与防护罩。";
	cells[0][1].small = "序列号 A77-2026-0001，A77-2026-0002，A77-2026-0003，A77-2026-0004，A77-2026-0005，A77-2026-0006";
	cells[1][1].text = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mit Zubehör";
	cells[2][1].text = "\x1b[31m \xff \xE2\x80\xAE \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D 12";
	cells[2][5].text = "123,456,789,012,345.67";
	for (size_t i = 0; i < 3; i++)
		sample_rows[i].cells = cells[i];
	document.seal = seal;
	document.signature_count = 0;
	document.watermark = (struct page_words){ .en = "DRAFT", .zh = "草稿" };
	struct pdf pdf = print("hostile", &document);
	assert_int_equal(pdf.status, STATUS_OK);
	char *text = text_of(&pdf);
	assert_has(text, "123,456,789,012,345.67");
	assert_has(text, "<U+202E>");
	assert_has(text, "<FF>");
	free(text);
	free(pdf.data);
	cells[1][1].text = word;
	pdf = print("endless", &document);
	assert_int_equal(pdf.status, STATUS_OK);
	assert_true(pdf.report.pages > 50);
	free(pdf.data);
	free(word);
	pdf = print("nothing", &nothing);
	assert_int_equal(pdf.status, STATUS_OK);
	assert_int_equal(pdf.report.pages, 1);
	free(pdf.data);
}

static void unknown_characters(void **state)
{
	struct page_document document = sample_document(PAGE_EN, 1);
	struct page_cell cells[SAMPLE_COLUMNS] = { { .text = "1" }, { .text = "\xF4\x8F\xBF\xB0 \xF4\x8F\xBF\xB0" } }; /* private use, U+10FFF0 */

	(void)state;
	sample_rows[0].cells = cells;
	struct pdf pdf = print("unknown", &document);
	assert_int_equal(pdf.status, STATUS_OK);
	assert_int_equal(pdf.report.character, 0x10FFF0);
	assert_true(pdf.report.unknown >= 2);
	free(pdf.data);
}

static void pictures_that_are_none(void **state)
{
	struct page_document document = sample_document(PAGE_EN, 1);

	(void)state;
	document.logo = "/nowhere/logo.png";
	struct pdf pdf = print("", &document);
	assert_int_equal(pdf.status, STATUS_CONFIG);
	assert_has(pdf.error.message, "cannot read the logo /nowhere/logo.png: ");
	assert_int_equal(pdf.length, 0);
	free(pdf.data);
	document.logo = NULL;
	document.seal = "/dev/null";
	pdf = print("", &document);
	assert_int_equal(pdf.status, STATUS_CONFIG);
	assert_has(pdf.error.message, "cannot read the seal /dev/null: ");
	free(pdf.data);
}

static void full_disk(void **state)
{
	struct page_document document = sample_document(PAGE_EN, 100);
	struct error error;
	FILE *file = fopen("/dev/full", "w");

	(void)state;
	if (!file)
		skip();
	assert_int_equal(page_pdf(&document, file, NULL, &error), STATUS_IO);
	fclose(file);
}

/* Fonts are looked for once in a process: each of these is one. With only the fonts of a folder, status and message. */
static void print_with_fonts(const char *fonts, enum page_language language, enum status expected, const char *part)
{
	struct page_document document = sample_document(language, 1);
	char path[64];
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		snprintf(path, sizeof path, "%s/fonts.conf", folder);
		FILE *file = fopen(path, "w");
		if (!file || fprintf(file, "<fontconfig>%s<cachedir>%s/cache</cachedir></fontconfig>", fonts, folder) < 0 || fclose(file) != 0)
			_exit(1);
		setenv("FONTCONFIG_FILE", path, 1);
		document.party_count = document.row_count = 0;
		struct pdf pdf = print("", &document);
		if (pdf.status != expected || (part && !strstr(pdf.error.message, part)) || (expected != STATUS_OK && pdf.length > 0))
			fprintf(stderr, "%d %s\n", (int)pdf.status, pdf.error.message);
		else
			_exit(0);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void no_fonts(void **state)
{
	static const char latin[] = "<dir>/usr/share/fonts/truetype/dejavu</dir>";

	(void)state;
	print_with_fonts("", PAGE_EN, STATUS_CONFIG, "no font is installed: install one");
	if (access("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", R_OK) != 0)
		skip();
	print_with_fonts(latin, PAGE_EN, STATUS_OK, NULL);
	print_with_fonts(latin, PAGE_ZH, STATUS_CONFIG, "no font here has Chinese characters such as U+");
}

static void draw_logo(cairo_t *cairo)
{
	cairo_set_source_rgb(cairo, 0.05, 0.35, 0.6);
	cairo_arc(cairo, 40, 40, 36, 0, 6.2832);
	cairo_fill(cairo);
	cairo_rectangle(cairo, 100, 24, 210, 32);
	cairo_fill(cairo);
}

/* A ring and a star. */
static void draw_seal(cairo_t *cairo)
{
	static const double points[][2] = { { 200, 100 }, { 259, 281 }, { 105, 169 }, { 295, 169 }, { 141, 281 } };

	cairo_set_source_rgba(cairo, 0.8, 0.05, 0.05, 0.7);
	cairo_set_line_width(cairo, 14);
	cairo_arc(cairo, 200, 200, 190, 0, 6.2832);
	cairo_stroke(cairo);
	for (size_t i = 0; i < 5; i++)
		cairo_line_to(cairo, points[i][0], points[i][1]);
	cairo_fill(cairo);
}

static int draw_picture(char *path, size_t size, const char *name, int width, int height, void (*draw)(cairo_t *))
{
	cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
	cairo_t *cairo = cairo_create(image);

	snprintf(path, size, "%s/%s", folder, name);
	draw(cairo);
	cairo_destroy(cairo);
	cairo_status_t status = cairo_surface_write_to_png(image, path);
	cairo_surface_destroy(image);
	return status == CAIRO_STATUS_SUCCESS ? 0 : -1;
}

static int setup(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	return draw_picture(logo, sizeof logo, "logo.png", 320, 80, draw_logo) || draw_picture(seal, sizeof seal, "seal.png", 400, 400, draw_seal);
}

static int teardown(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_fonts), /* first: the others load fonts */
		cmocka_unit_test(quotation),
		cmocka_unit_test(several_pages),
		cmocka_unit_test(draft),
		cmocka_unit_test(same_bytes),
		cmocka_unit_test(hostile),
		cmocka_unit_test(unknown_characters),
		cmocka_unit_test(pictures_that_are_none),
		cmocka_unit_test(full_disk),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
