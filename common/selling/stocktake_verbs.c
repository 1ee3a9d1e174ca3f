/* crm-product stocktake: a sheet with codes and quantities into the ledger of stock. */
#include "selling/document_verbs.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/utf8.h"
#include "import/import_reading.h"
#include "io/sheet.h"
#include "query/resolve.h"
#include "selling/selling.h"
#include "selling/stock.h"
#include <stdlib.h>
#include <string.h>

enum part { PART_NONE = 0, PART_REFERENCE, PART_CODE, PART_NAME, PART_QUANTITY, PARTS };

/* What columns are called, lower-case, without blanks; all others are left out. */
static const struct {
	enum part part;
	const char *header;
} headers[] = {
	{ PART_REFERENCE, "ref" },   { PART_CODE, "code" },       { PART_CODE, "sku" },        { PART_CODE, "编码" },       { PART_CODE, "产品编码" },
	{ PART_CODE, "货号" },       { PART_CODE, "物料编码" },   { PART_NAME, "name" },       { PART_NAME, "名称" },       { PART_NAME, "产品名称" },
	{ PART_NAME, "品名" },       { PART_QUANTITY, "qty" },    { PART_QUANTITY, "quantity" }, { PART_QUANTITY, "onhand" }, { PART_QUANTITY, "stock" },
	{ PART_QUANTITY, "数量" },   { PART_QUANTITY, "库存" },   { PART_QUANTITY, "库存数量" }, { PART_QUANTITY, "实盘数" }, { PART_QUANTITY, "实盘数量" },
};

/* One product that was counted. */
struct counted {
	size_t line, column;
	char *texts[PARTS];
	int64_t quantity, product;
};

struct stocktake_options {
	const char *encoding, *decimal;
	struct write_options write;
};

struct stocktake {
	struct session *session;
	const char *encoding, *decimal;
	struct import_reading reading; /* of the quantities */
	struct sheet *sheet;
	const char *name;
	struct counted *items;
	size_t count;
	char day[DATE_SIZE];
	const char *reason;
};

static enum part part_of(const char *header)
{
	struct text half = { 0 }, folded = { 0 }, plain = { 0 };
	enum part part = PART_NONE;

	utf8_halfwidth(&half, header, strlen(header));
	utf8_casefold(&folded, text_string(&half), half.length);
	for (const char *p = text_string(&folded); *p; p++)
		if (*p != ' ' && *p != '_')
			text_byte(&plain, *p);
	for (size_t i = 0; i < sizeof headers / sizeof *headers && !part; i++)
		if (strcmp(headers[i].header, text_string(&plain)) == 0)
			part = headers[i].part;
	text_free(&half);
	text_free(&folded);
	text_free(&plain);
	return part;
}

static enum status at(struct stocktake *take, size_t line, size_t column, enum status status)
{
	if (!status)
		return status;
	error_place(&take->session->error, take->name, line, column);
	return take->session->error.status = status == STATUS_REFUSED || status == STATUS_USAGE ? STATUS_DATA : status;
}

static enum status check_header(struct stocktake *take)
{
	const struct sheet_row *header;
	bool key = false, quantity = false;

	sheet_header(take->sheet, &header);
	if (sheet_kind(take->sheet) == SHEET_NDJSON)
		return STATUS_OK;
	for (size_t i = 0; i < header->count; i++) {
		enum part part = part_of(header->cells[i].name);
		if (part == PART_QUANTITY && quantity)
			return error_at(&take->session->error, STATUS_DATA, take->name, header->line, header->cells[i].column,
			                "'%s' is a second column with quantities; leave one", header->cells[i].name);
		quantity |= part == PART_QUANTITY;
		key |= part != PART_NONE && part != PART_QUANTITY;
	}
	if (!key || !quantity)
		return error_at(&take->session->error, STATUS_DATA, take->name, 1, 0,
		                key ? "no column for the quantity; a stocktake has code and qty, or 编码 and 数量"
		                    : "no column for the product; a stocktake has code and qty, or 编码 and 数量");
	return STATUS_OK;
}

static enum status read_row(struct stocktake *take, const struct sheet_row *row)
{
	struct arena *arena = &take->session->arena;
	struct counted counted = { .line = row->line };

	for (size_t i = 0; i < row->count; i++) {
		enum part part = part_of(row->cells[i].name);
		const char *text = row->cells[i].text + strspn(row->cells[i].text, " \t");
		size_t length = strlen(text);
		while (length && (text[length - 1] == ' ' || text[length - 1] == '\t'))
			length--;
		if (!length || part == PART_NONE)
			continue;
		counted.texts[part] = arena_copy(arena, text, length);
		if (part == PART_QUANTITY)
			counted.column = row->cells[i].column;
	}
	/* What nobody counted is left as it is. */
	if (!counted.texts[PART_QUANTITY])
		return STATUS_OK;
	if (!counted.texts[PART_REFERENCE] && !counted.texts[PART_CODE] && !counted.texts[PART_NAME])
		return at(take, row->line, 0, error_set(&take->session->error, STATUS_DATA, "the line has a quantity but no product"));
	import_reading_look(&take->reading, counted.texts[PART_QUANTITY]);
	take->items = array_grow(arena, take->items, take->count, sizeof *take->items);
	take->items[take->count++] = counted;
	return STATUS_OK;
}

/* All lines are read: how the quantities are written is known. */
static enum status read_quantities(struct stocktake *take)
{
	struct session *session = take->session;
	enum status status = STATUS_OK;

	import_reading_settle(&take->reading, import_reading_suggests_comma(take->sheet, session->store->conventions.country), NULL, NULL);
	for (size_t i = 0; !status && i < take->count; i++) {
		struct counted *counted = &take->items[i];
		const char *text = counted->texts[PART_QUANTITY];
		status = import_reading_cell(&take->reading, "qty", &session->arena, &text, &session->error);
		if (!status)
			status = decimal_parse(text, DECIMAL_QUANTITY, &counted->quantity, &session->error);
		status = at(take, counted->line, counted->column, status);
	}
	return status;
}

static enum status read_sheet(struct stocktake *take, const char *path)
{
	struct error *error = &take->session->error;
	const struct sheet_row *row;
	enum status status = sheet_open(&take->sheet, path, SHEET_AUTO, take->encoding, &take->session->store->conventions, error);

	if (status)
		return status;
	struct text guess = { 0 };
	if (sheet_guess(take->sheet, &guess))
		session_report(take->session, guess.data);
	text_free(&guess);
	take->name = arena_string(&take->session->arena, sheet_name(take->sheet));
	status = check_header(take);
	while (!status && !(status = sheet_next(take->sheet, &row, error)) && row)
		status = read_row(take, row);
	if (!status)
		status = read_quantities(take);
	sheet_close(take->sheet);
	return status;
}

static enum status find_code(struct stocktake *take, struct counted *counted)
{
	enum status status = db_one(take->session->store->db, &counted->product, "select id from product where code = %s", counted->texts[PART_CODE]);

	return !status && !counted->product ? error_set(&take->session->error, STATUS_DATA, "no product has the code %s", counted->texts[PART_CODE]) : status;
}

static enum status find_product(struct stocktake *take, struct counted *counted)
{
	const char *word = counted->texts[PART_REFERENCE] ? counted->texts[PART_REFERENCE] : counted->texts[PART_NAME];

	if (counted->texts[PART_CODE] && !counted->texts[PART_REFERENCE])
		return find_code(take, counted);
	return resolve_one(take->session->store, &record_product, word, &counted->product);
}

static int by_product(const void *a, const void *b)
{
	const struct counted *left = a, *right = b;

	if (left->product != right->product)
		return left->product < right->product ? -1 : 1;
	return left->line < right->line ? -1 : left->line > right->line;
}

/* A product in two places would be counted to what stands last. */
static enum status check_twice(struct stocktake *take)
{
	struct counted *sorted = arena_alloc(&take->session->arena, (take->count + 1) * sizeof *sorted);

	if (take->count)
		memcpy(sorted, take->items, take->count * sizeof *sorted);
	qsort(sorted, take->count, sizeof *sorted, by_product);
	for (size_t i = 1; i < take->count; i++)
		if (sorted[i].product == sorted[i - 1].product)
			return at(take, sorted[i].line, 0, error_set(&take->session->error, STATUS_DATA, "pr%lld is already in line %zu; one line for each product",
			                                             (long long)sorted[i].product, sorted[i - 1].line));
	return STATUS_OK;
}

static enum status write_all_counted(struct stocktake *take, struct targets *touched)
{
	struct session *session = take->session;
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < take->count; i++)
		status = at(take, take->items[i].line, 0, find_product(take, &take->items[i]));
	if (!status)
		status = check_twice(take);
	for (size_t i = 0; !status && i < take->count; i++) {
		const struct counted *counted = &take->items[i];
		arena_reset(&arena);
		status = at(take, counted->line, counted->column, stock_count(session->store, counted->product, counted->quantity, take->day, take->reason, &arena));
		targets_add(session, touched, &record_product, counted->product);
	}
	arena_free(&arena);
	return status;
}

static enum status read_words(struct stocktake *take)
{
	struct session *session = take->session;
	const struct conventions *conventions = &session->store->conventions;
	enum status status = STATUS_OK;

	date_today(conventions, take->day);
	take->reading = import_reading_of(KIND_DECIMAL, take->decimal, NULL, conventions->now);
	for (size_t i = 1; !status && i < session->operand_count; i++) {
		const char *word = session->operands[i];
		if (strncmp(word, "reason=", 7) == 0 && word[7])
			take->reason = word + 7;
		else if (strncmp(word, "on=", 3) == 0)
			status = date_parse(conventions, word + 3, take->day, &session->error);
		else
			status = error_set(&session->error, STATUS_USAGE, "'%s': write reason=TEXT, and on=DAY", word);
		if (status && status != STATUS_USAGE)
			error_prefix(&session->error, "%.*s: ", (int)strcspn(word, "="), word);
	}
	if (status)
		return session->error.status = STATUS_USAGE;
	return take->reason ? STATUS_OK : error_set(&session->error, STATUS_USAGE, "say why: reason=opening on day one, or reason='annual count'");
}

static enum status stocktake(struct session *session, void *context)
{
	const struct stocktake_options *options = context;
	struct stocktake take = { .session = session, .encoding = options->encoding, .decimal = options->decimal };
	struct targets touched = { 0 };

	if (session->operand_count == 0 || operand_is_assignment(session, session->operands[0]))
		return error_set(&session->error, STATUS_USAGE, "name the file: crm-product stocktake FILE reason=opening");
	enum status status = read_words(&take);
	if (!status && strcmp(session->operands[0], "-") == 0)
		status = session_take_input(session);
	if (!status)
		status = read_sheet(&take, session->operands[0]);
	if (!status)
		status = writer_begin(session);
	return status ? status : writer_end(session, write_all_counted(&take, &touched), &touched);
}

static const struct opt stocktake_rows[] = {
	{ .name = "encoding", .arg = "NAME", .kind = OPT_TEXT, .help = "encoding of the file, such as GB18030; guessed by default", .target = offsetof(struct stocktake_options, encoding) },
	{ .name = "decimal", .arg = "MARK", .kind = OPT_CHOICE, .choices = "comma|point", .help = "decimal separator; decided for the column by default", .target = offsetof(struct stocktake_options, decimal) },
	{ 0 },
};

static const struct opt_group stocktake_groups[] = {
	{ stocktake_rows, 0, sizeof(struct stocktake_options), FRAME_NONE },
	{ options_write, offsetof(struct stocktake_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb stocktake_verb = {
	.name = "stocktake", .synopsis = "FILE reason=TEXT [on=DAY]", .help = "record the counts of a sheet: columns code and qty, or 编码 and 数量", .value = "reason",
	.access = ACCESS_WRITE, .operands = OPERANDS_FILE, .options = stocktake_groups, .options_size = sizeof(struct stocktake_options), .run = stocktake,
};
