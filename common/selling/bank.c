/* The lines of a bank statement as payments: headers, directions, days, and lines that were read before. */
#include "selling/bank.h"

#include "base/hash.h"
#include "selling/bank_parts.h"
#include "selling/selling.h"
#include <stdlib.h>
#include <string.h>

static const struct import_heading headings[] = {
	{ "交易日期", "paid_on", 0 },          { "日期", "paid_on", 0 },             { "date", "paid_on", 0 },               { "transaction date", "paid_on", 0 },
	{ "交易时间", NULL, BANK_DAY },        { "记账日期", NULL, BANK_DAY },       { "入账日期", NULL, BANK_DAY },         { "booking date", NULL, BANK_DAY },
	{ "value date", NULL, BANK_DAY },      { "posting date", NULL, BANK_DAY },   { "入账时间", NULL, BANK_DAY },         { "记账时间", NULL, BANK_DAY },
	{ "交易金额", "amount", 0 },           { "发生额", "amount", 0 },            { "收入", NULL, BANK_IN },              { "收入金额", NULL, BANK_IN },
	{ "贷方", NULL, BANK_IN },             { "贷方金额", NULL, BANK_IN },        { "贷方发生额", NULL, BANK_IN },        { "存入", NULL, BANK_IN },
	{ "转入金额", NULL, BANK_IN },         { "credit", NULL, BANK_IN },          { "money in", NULL, BANK_IN },          { "paid in", NULL, BANK_IN },
	{ "支出", NULL, BANK_OUT },            { "支出金额", NULL, BANK_OUT },       { "借方", NULL, BANK_OUT },             { "借方金额", NULL, BANK_OUT },
	{ "借方发生额", NULL, BANK_OUT },      { "取出", NULL, BANK_OUT },           { "转出金额", NULL, BANK_OUT },         { "debit", NULL, BANK_OUT },
	{ "money out", NULL, BANK_OUT },       { "paid out", NULL, BANK_OUT },       { "借贷标志", NULL, BANK_DIRECTION },   { "借贷", NULL, BANK_DIRECTION },
	{ "借贷方向", NULL, BANK_DIRECTION },  { "收支", NULL, BANK_DIRECTION },     { "收付标志", NULL, BANK_DIRECTION },   { "交易方向", NULL, BANK_DIRECTION },
	{ "收/支", NULL, BANK_DIRECTION },     { "direction", NULL, BANK_DIRECTION }, { "debit/credit", NULL, BANK_DIRECTION }, { "对方户名", "payer_name", 0 },
	{ "对方名称", "payer_name", 0 },       { "对方账户名称", "payer_name", 0 },  { "对方单位名称", "payer_name", 0 },    { "对方单位", "payer_name", 0 },
	{ "付款人名称", "payer_name", 0 },     { "户名", "payer_name", 0 },          { "交易对方", "payer_name", 0 },        { "counterparty", "payer_name", 0 },
	{ "payer name", "payer_name", 0 },     { "name", "payer_name", 0 },          { "交易流水号", "reference", 0 },       { "凭证号", "reference", 0 },
	{ "交易序号", "reference", 0 },        { "transaction id", "reference", 0 }, { "摘要", NULL, BANK_TEXT },            { "附言", NULL, BANK_TEXT },
	{ "用途", NULL, BANK_TEXT },           { "备注", NULL, BANK_TEXT },          { "交易摘要", NULL, BANK_TEXT },        { "交易附言", NULL, BANK_TEXT },
	{ "description", NULL, BANK_TEXT },    { "details", NULL, BANK_TEXT },       { "memo", NULL, BANK_TEXT },            { "remittance information", NULL, BANK_TEXT },
	{ "对方账号", NULL, BANK_ACCOUNT },    { "对方账户", NULL, BANK_ACCOUNT },   { "付款人账号", NULL, BANK_ACCOUNT },   { "account", NULL, BANK_ACCOUNT },
	{ "iban", NULL, BANK_ACCOUNT },        { "余额", NULL, BANK_IGNORED },       { "账户余额", NULL, BANK_IGNORED },     { "本次余额", NULL, BANK_IGNORED },
	{ "balance", NULL, BANK_IGNORED },     { "对方开户行", NULL, BANK_IGNORED }, { "对方行名", NULL, BANK_IGNORED },     { "序号", NULL, BANK_IGNORED },
	{ NULL, NULL, 0 },
};

/* Banks write 0.00 or a dash into the column that does not apply. */
static bool is_nothing(const char *text)
{
	return !text || !text[strspn(text, "0.,- ")];
}

static const char *without_prefix(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0 ? text + strlen(prefix) : NULL;
}

/* The amount without its sign: -500.00, －500, (500.00). */
static const char *unsigned_amount(struct import_line *line, const char *text, bool *negative)
{
	static const char *const minus[] = { "-", "−", "－" };
	size_t length = strlen(text);

	*negative = false;
	if (length > 2 && text[0] == '(' && text[length - 1] == ')') {
		*negative = true;
		return arena_copy(line->arena, text + 1, length - 2);
	}
	for (size_t i = 0; i < sizeof minus / sizeof *minus; i++) {
		const char *rest = without_prefix(text, minus[i]);
		if (!rest)
			continue;
		*negative = true;
		return rest + strspn(rest, " ");
	}
	return *text == '+' ? text + 1 + strspn(text + 1, " ") : text;
}

/* 20260305, 20260305142201 and 2026-03-05 14:22:01 are days with a time behind them. */
static const char *day_of(struct import_line *line, const char *text)
{
	size_t digits = strspn(text, "0123456789"), length = strcspn(text, " \tT");

	if (digits == 8 || digits == 14)
		return arena_printf(line->arena, "%.4s-%.2s-%.2s", text, text + 4, text + 6);
	return length >= 8 && strchr(text + length, ':') ? arena_copy(line->arena, text, length) : text;
}

static bool one_of(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(text, *words) == 0)
			return true;
	return false;
}

static enum status read_direction(struct import_line *line, bool *out)
{
	static const char *const in_words[] = { "贷", "贷方", "收", "收入", "入", "来账", "转入", "C", "CR", "Cr", "Credit", "credit", "CRDT", "in", "IN", "In", NULL };
	static const char *const out_words[] = { "借", "借方", "付", "支", "支出", "出", "往账", "转出", "D", "DR", "Dr", "Debit", "debit", "DBIT", "out", "OUT", "Out", NULL };
	const char *text = line->slots[BANK_DIRECTION];

	if (!text)
		return STATUS_OK;
	if (!one_of(text, in_words) && !one_of(text, out_words))
		return error_set(line->store->error, STATUS_DATA, "'%s' does not say whether the money came in or went out; write 贷 or in, 借 or out", text);
	*out = one_of(text, out_words);
	return STATUS_OK;
}

static enum status read_amount(struct import_line *line, bool *out)
{
	const char *in = line->slots[BANK_IN], *paid = line->slots[BANK_OUT], *text = import_line_text(line, "amount");
	bool negative;

	if (!is_nothing(in) && !is_nothing(paid))
		return error_set(line->store->error, STATUS_DATA, "the line has money in, %s, and money out, %s: only one is possible", in, paid);
	if (!is_nothing(in) || !is_nothing(paid)) {
		*out = is_nothing(in);
		text = *out ? paid : in;
	}
	if (!text || is_nothing(text))
		return error_set(line->store->error, STATUS_DATA, "amount: the line has none");
	enum status status = read_direction(line, out);
	if (status)
		return status;
	text = unsigned_amount(line, text, &negative);
	/* Banks write what goes out with a minus in a column of its own, too; money in that is below zero was taken back. */
	if (negative && is_nothing(paid) && !line->slots[BANK_DIRECTION])
		*out = true;
	import_line_give(line, "amount", text);
	return STATUS_OK;
}

static void read_currency(struct import_line *line)
{
	static const char *const names[][2] = { { "人民币", "CNY" }, { "人民币元", "CNY" }, { "RMB", "CNY" }, { "CNH", "CNY" }, { "156", "CNY" }, { "美元", "USD" },
		                                { "欧元", "EUR" },   { "港币", "HKD" },     { "港元", "HKD" }, { "日元", "JPY" }, { "英镑", "GBP" } };
	const char *text = import_line_text(line, "currency");

	for (size_t i = 0; text && i < sizeof names / sizeof *names; i++)
		if (strcmp(text, names[i][0]) == 0)
			import_line_give(line, "currency", names[i][1]);
}

/* What the bank says: as the reference, which is what the line is known by, where there is no number; else as notes beside it. */
static void read_text(struct import_line *line)
{
	const char *text = line->slots[BANK_TEXT];

	if (!text)
		return;
	char *plain = arena_string(line->arena, text);
	for (char *p = plain; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	if (!import_line_text(line, "reference"))
		import_line_give(line, "reference", plain);
	else if (!import_line_text(line, "notes"))
		import_line_give(line, "notes", plain);
}

static enum status prepare(struct import_line *line)
{
	const char *day = import_line_text(line, "paid_on");
	bool out = false;
	enum status status = read_amount(line, &out);

	if (status)
		return status;
	if (!day)
		day = line->slots[BANK_DAY];
	if (!day)
		return error_set(line->store->error, STATUS_DATA, "paid_on: the line has no day");
	import_line_give(line, "paid_on", day_of(line, day));
	read_currency(line);
	read_text(line);
	if (out && !import_line_text(line, "kind"))
		import_line_give(line, "kind", import_line_text(line, "customer") ? "refund" : "payment");
	return STATUS_OK;
}

static struct bank *bank_of(struct import_line *line)
{
	if (!*line->state) {
		struct bank *bank = memory_alloc(sizeof *bank);
		*bank = (struct bank){ 0 };
		*line->state = bank;
	}
	return *line->state;
}

static void release(void *state)
{
	struct bank *bank = state;

	key_index_free(&bank->parties);
	map_free(&bank->numbers);
	free(bank->seen);
	free(bank);
}

static uint64_t hash_of(const struct bank *bank, const char *day, int64_t amount, const char *currency, const char *payer, const char *reference)
{
	const char *const texts[] = { day, currency, payer, reference };
	uint64_t hash = bank->seed ^ (uint64_t)amount;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		hash = hash_bytes(hash, texts[i] ? texts[i] : "", texts[i] ? strlen(texts[i]) : 0);
	return hash;
}

static struct bank_seen *seen_of(struct bank *bank, uint64_t hash)
{
	int64_t *number = map_at(&bank->numbers, hash);

	if (!*number) {
		*number = (int64_t)bank->numbers.count;
		bank->seen = array_grow(NULL, bank->seen, bank->numbers.count - 1, sizeof *bank->seen);
		bank->seen[*number - 1] = (struct bank_seen){ 0 };
	}
	return &bank->seen[*number - 1];
}

/* The payments that were there before this import, once. */
static enum status load_seen(struct bank *bank, struct store *store)
{
	struct statement *statement;

	if (bank->seed)
		return STATUS_OK;
	bank->seed = hash_seed(bank) | 1;
	enum status status = db_ask(store->db, &statement, "select id, paid_on, amount, currency, payer_name, reference from payment order by id");
	while (db_next(statement, &status)) {
		struct bank_seen *seen = seen_of(bank, hash_of(bank, db_text(statement, 1), db_integer(statement, 2), db_text(statement, 3), db_text(statement, 4),
		                                               db_text(statement, 5)));
		seen->there++;
		seen->newest = db_integer(statement, 0);
	}
	db_done(statement);
	return status;
}

/* Equal hashes are not yet equal payments. */
static enum status verify(struct import_line *line, int64_t id, bool *same)
{
	static const char *const fields[] = { "paid_on", "amount", "currency", "payer_name", "reference" };
	struct record *record;
	enum status status = row_load(line->store, store_type(line->store, &record_payment), id, line->arena, &record);

	*same = !status && record;
	for (size_t i = 0; *same && i < sizeof fields / sizeof *fields; i++)
		*same = value_equal(record_value(record, fields[i]), record_value(line->record, fields[i]));
	return status;
}

/* The first line of its kind in the file is the first payment that is there, the second the second: what is beyond those is new. */
static enum status find_again(struct import_line *line, struct bank *bank)
{
	const struct record *record = line->record;
	bool same = false;
	enum status status = load_seen(bank, line->store);

	if (status)
		return status;
	struct bank_seen *seen = seen_of(bank, hash_of(bank, record_text(record, "paid_on"), record_integer(record, "amount"), record_text(record, "currency"),
	                                               record_text(record, "payer_name"), record_text(record, "reference")));
	if (!seen->there || (!line->only_same && seen->came++ >= seen->there))
		return STATUS_OK;
	status = verify(line, seen->newest, &same);
	if (status || !same)
		return status;
	line->same = seen->newest;
	text_add(line->why, "the same day, amount, payer and reference");
	return STATUS_OK;
}

static enum status match(struct import_line *line)
{
	struct record *record = line->record;
	struct bank *bank = bank_of(line);

	if (record_value(record, "currency")->type == VALUE_NULL)
		*record_value(record, "currency") = value_text(line->store->conventions.currency);
	enum status status = find_again(line, bank);
	if (status || line->only_same || line->same)
		return status;
	status = bank_party(line, bank);
	return status || line->has_lines ? status : bank_claims(line);
}

const struct import_hook bank_import = {
	.record = &record_payment, .headings = headings, .slot_kinds = { [BANK_DAY] = KIND_DATE, [BANK_IN] = KIND_MONEY, [BANK_OUT] = KIND_MONEY },
	.prepare = prepare, .match = match, .release = release,
};
