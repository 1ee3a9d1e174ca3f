/* The words by which banks say whether money came in or went out, and whether it moved at all. */
#include "selling/bank_parts.h"

#include "base/utf8.h"
#include <string.h>

static const struct {
	const char *word;
	enum bank_direction direction;
} words[] = {
	/* Of the bank's view of the account: what it owes more is a credit. */
	{ "贷", BANK_CAME_IN }, { "贷方", BANK_CAME_IN }, { "贷记", BANK_CAME_IN }, { "借", BANK_WENT_OUT }, { "借方", BANK_WENT_OUT }, { "借记", BANK_WENT_OUT },
	{ "c", BANK_CAME_IN }, { "cr", BANK_CAME_IN }, { "crdt", BANK_CAME_IN }, { "credit", BANK_CAME_IN }, { "h", BANK_CAME_IN }, { "haben", BANK_CAME_IN },
	{ "d", BANK_WENT_OUT }, { "dr", BANK_WENT_OUT }, { "db", BANK_WENT_OUT }, { "dbit", BANK_WENT_OUT }, { "debit", BANK_WENT_OUT },
	{ "s", BANK_WENT_OUT }, { "soll", BANK_WENT_OUT },
	{ "收", BANK_CAME_IN }, { "收入", BANK_CAME_IN }, { "已收入", BANK_CAME_IN }, { "收款", BANK_CAME_IN }, { "入", BANK_CAME_IN }, { "进", BANK_CAME_IN },
	{ "进账", BANK_CAME_IN }, { "入账", BANK_CAME_IN }, { "存", BANK_CAME_IN }, { "存入", BANK_CAME_IN }, { "来账", BANK_CAME_IN }, { "转入", BANK_CAME_IN },
	{ "汇入", BANK_CAME_IN }, { "in", BANK_CAME_IN }, { "received", BANK_CAME_IN }, { "deposit", BANK_CAME_IN }, { "incoming", BANK_CAME_IN },
	{ "eingang", BANK_CAME_IN }, { "gutschrift", BANK_CAME_IN }, { "bij", BANK_CAME_IN }, { "af", BANK_WENT_OUT }, { "+", BANK_CAME_IN },
	{ "付", BANK_WENT_OUT }, { "支", BANK_WENT_OUT }, { "支出", BANK_WENT_OUT }, { "已支出", BANK_WENT_OUT }, { "付款", BANK_WENT_OUT }, { "支付", BANK_WENT_OUT },
	{ "出", BANK_WENT_OUT }, { "出账", BANK_WENT_OUT }, { "取", BANK_WENT_OUT }, { "取出", BANK_WENT_OUT }, { "往账", BANK_WENT_OUT }, { "转出", BANK_WENT_OUT },
	{ "汇出", BANK_WENT_OUT }, { "out", BANK_WENT_OUT }, { "sent", BANK_WENT_OUT }, { "withdrawal", BANK_WENT_OUT }, { "outgoing", BANK_WENT_OUT },
	{ "ausgang", BANK_WENT_OUT }, { "lastschrift", BANK_WENT_OUT }, { "belastung", BANK_WENT_OUT }, { "-", BANK_WENT_OUT }, { "−", BANK_WENT_OUT },
	{ "不计收支", BANK_NEITHER }, { "中性交易", BANK_NEITHER }, { "中性", BANK_NEITHER }, { "neutral", BANK_NEITHER }, { "/", BANK_NEITHER },
};

/* Upper and lower case, full and half width are the same. */
static void folded(struct text *out, const char *text)
{
	struct text half = { 0 };

	utf8_halfwidth(&half, text, strlen(text));
	utf8_casefold(out, text_string(&half), half.length);
	text_free(&half);
}

static enum bank_direction word_direction(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].word) == length && memcmp(words[i].word, word, length) == 0)
			return words[i].direction;
	return BANK_UNKNOWN;
}

/* 贷 Cr, 借(Dr), Soll/S: each of the words must say the same. */
enum bank_direction bank_direction(const char *text)
{
	enum bank_direction found = BANK_UNKNOWN;
	struct text plain = { 0 };

	folded(&plain, text);
	const char *p = text_string(&plain);
	enum bank_direction whole = word_direction(p, strlen(p));
	for (p += strspn(p, " ()/.\t"); !whole && *p; p += strspn(p, " ()/.\t")) {
		size_t length = strcspn(p, " ()/.\t");
		enum bank_direction word = word_direction(p, length);
		if (!word || (found && found != word)) {
			found = BANK_UNKNOWN;
			break;
		}
		found = word;
		p += length;
	}
	text_free(&plain);
	return whole ? whole : found;
}

bool bank_is_open(const char *status)
{
	static const char *const open[] = {
		"pdng", "futr", "info", "pending", "vorgemerkt", "umsatz vorgemerkt", "vorgemerkter umsatz", "declined", "denied", "failed", "reverted", "cancelled",
		"canceled", "expired", "abgelehnt", "storniert", "ausstehend", "交易关闭", "交易失败", "等待付款", "支付失败", "还款失败", "已关闭", "处理中", "失败",
	};
	struct text plain = { 0 };
	bool found = false;

	folded(&plain, status);
	for (size_t i = 0; i < sizeof open / sizeof *open && !found; i++)
		found = strcmp(text_string(&plain), open[i]) == 0;
	text_free(&plain);
	return found;
}
