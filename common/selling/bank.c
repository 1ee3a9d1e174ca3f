/* The lines of a bank statement as payments: headers, directions, days, and lines that were read before. */
#include "selling/bank.h"

#include "base/hash.h"
#include "import/import_totals.h"
#include "io/statement.h"
#include "selling/bank_parts.h"
#include "selling/selling.h"
#include <stdlib.h>
#include <string.h>

/* Banks write 0.00 or a dash into the column that does not apply. */
static bool is_nothing(const char *text)
{
	return !text || !text[strspn(text, "0.,- ")];
}

/* Signs that stand for nothing: -, --, /, ----------. */
static bool says_nothing(const char *text)
{
	return !text[strspn(text, "-/. ")];
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

/* What the line says itself of its direction; a sign counts where no word does. */
static enum status read_direction(struct import_line *line, bool negative, bool own_column, enum bank_direction *direction)
{
	const char *text = line->slots[BANK_DIRECTION], *hint = line->slots[BANK_HINT];

	*direction = text ? bank_direction(text) : BANK_UNKNOWN;
	if (text && !*direction)
		return error_set(line->store->error, STATUS_DATA, "'%s' does not say whether the money came in or went out; write 贷 or in, 借 or out", text);
	/* Money in that is below zero was taken back. */
	if (negative && !own_column)
		*direction = *direction == BANK_NEITHER ? BANK_NEITHER : BANK_WENT_OUT;
	else if (!*direction && !own_column && hint && !line->signs)
		*direction = bank_direction(hint);
	/* Money out that passes for money in would be the worst of guesses. */
	if (!*direction && !own_column && line->aside)
		return error_set(line->store->error, STATUS_DATA, "'%s' may say that the money went out, and the column is left out; if it does, --map its header to direction, else to nothing", line->aside);
	return STATUS_OK;
}

static enum status read_amount(struct import_line *line, bool *out)
{
	const char *in = line->slots[BANK_IN], *paid = line->slots[BANK_OUT], *text = import_line_text(line, "amount");
	enum bank_direction direction = BANK_UNKNOWN;
	bool negative, own_column = !is_nothing(paid);

	if (!is_nothing(in) && !is_nothing(paid))
		return error_set(line->store->error, STATUS_DATA, "the line has money in, %s, and money out, %s: only one is possible", in, paid);
	if (!is_nothing(in) || !is_nothing(paid)) {
		*out = is_nothing(in);
		text = *out ? paid : in;
	}
	/* Banks close their books with lines of 0.00. */
	if (text && is_nothing(text) && strchr(text, '0') && !in && !paid) {
		line->ignored = "no money moved";
		return STATUS_OK;
	}
	if (!text || is_nothing(text))
		return error_set(line->store->error, STATUS_DATA, "amount: the line has none");
	bool plus = *text == '+';
	text = unsigned_amount(line, text, &negative);
	enum status status = read_direction(line, negative, own_column || (plus && !line->slots[BANK_DIRECTION]), &direction);
	if (status)
		return status;
	if (direction == BANK_NEITHER)
		line->ignored = "neither money in nor money out";
	if (direction)
		*out = direction == BANK_WENT_OUT;
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
	if (text && says_nothing(text))
		import_line_give(line, "currency", "");
}

/* Whose money it is: of payer and payee the one that we are not; a party in one cell is a name with an account before or behind it. */
static void read_party(struct import_line *line, bool out)
{
	const char *const *slots = line->slots;
	const char *name = import_line_text(line, "payer_name"), *other = slots[out ? BANK_PAYEE : BANK_PAYER], *account;

	if (name && says_nothing(name))
		import_line_give(line, "payer_name", "");
	if (name && !says_nothing(name))
		return;
	if (slots[BANK_PARTY])
		bank_split_party(line->arena, slots[BANK_PARTY], &other, &account);
	if (other && !says_nothing(other))
		import_line_give(line, "payer_name", other);
}

/* What the bank says: as the reference, which is what the line is known by, where there is no number; else as notes beside it. */
static void read_text(struct import_line *line)
{
	const char *text = line->slots[BANK_TEXT], *reference = import_line_text(line, "reference");

	if (reference && says_nothing(reference))
		import_line_give(line, "reference", "");
	if (!text || says_nothing(text))
		return;
	char *plain = arena_string(line->arena, text);
	for (char *p = plain; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	reference = import_line_text(line, "reference");
	if (!reference || !*reference)
		import_line_give(line, "reference", plain);
	else if (!import_line_text(line, "notes"))
		import_line_give(line, "notes", plain);
}

static enum status prepare(struct import_line *line)
{
	const char *day = import_line_text(line, "paid_on");
	bool out = false;
	const char *state = line->slots[BANK_STATUS];

	if (state && bank_is_open(state)) {
		line->ignored = arena_printf(line->arena, "no money has moved: %s", state);
		return STATUS_OK;
	}
	/* In the place of the day: a line that sums up the others, wherever it is. */
	if (day && !strpbrk(day, "0123456789") && import_totals_named(day)) {
		line->ignored = "a line of totals";
		return STATUS_OK;
	}
	enum status status = read_amount(line, &out);
	if (status || line->ignored)
		return status;
	if (!day)
		day = line->slots[BANK_DAY];
	if (!day)
		day = line->slots[BANK_VALUE_DAY];
	if (!day)
		return error_set(line->store->error, STATUS_DATA, "paid_on: the line has no day");
	import_line_give(line, "paid_on", day_of(line, day));
	read_currency(line);
	read_party(line, out);
	read_text(line);
	const char *rule = bank_ignored(line, out);
	if (rule)
		line->ignored = arena_printf(line->arena, "ignored_lines: %s", rule);
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

/* A day, an amount, and something by which whose it is can be found: then other columns are not needed. */
static bool suffices(const struct import_columns *columns)
{
	static const enum bank_slot parties[] = { BANK_PARTY, BANK_PAYER, BANK_PAYEE, BANK_ACCOUNT, BANK_PAYER_ACCOUNT, BANK_PAYEE_ACCOUNT, BANK_TEXT };
	const bool *slots = columns->slots;
	bool day = import_columns_have(columns, "paid_on") || slots[BANK_DAY] || slots[BANK_VALUE_DAY];
	bool amount = import_columns_have(columns, "amount") || slots[BANK_IN] || slots[BANK_OUT];
	bool party = import_columns_have(columns, "payer_name") || import_columns_have(columns, "customer") || import_columns_have(columns, "supplier");

	for (size_t i = 0; i < sizeof parties / sizeof *parties; i++)
		party |= slots[parties[i]];
	return day && amount && party;
}

/* Signs alone stand for nothing as often. */
static bool says_out(const char *text)
{
	return !says_nothing(text) && bank_direction(text) == BANK_WENT_OUT;
}

static const struct sheet_maker *const makers[] = { &statement_camt, &statement_mt940, NULL };

const struct import_hook bank_import = {
	.record = &record_payment, .headings = bank_headings, .implied = bank_implied, .unnamed = BANK_DIRECTION, .silent = 1U << BANK_TEXT | 1U << BANK_PARTY | 1U << BANK_PAYER | 1U << BANK_PAYEE, .makers = makers, .suffices = suffices, .minds = says_out, .minds_signs = true,
	.slot_kinds = { [BANK_DAY] = KIND_DATE, [BANK_VALUE_DAY] = KIND_DATE, [BANK_IN] = KIND_MONEY, [BANK_OUT] = KIND_MONEY },
	.prepare = prepare, .match = match, .release = release,
};
