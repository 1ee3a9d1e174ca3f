/* Banks and payment services by name: how their statements write days and amounts. What their columns are called is in bank_headings.c, for all of them. */
#include "selling/bank.h"

static const struct import_preset rows[] = {
	{ .name = "icbc", .help = "中国工商银行", .dates = "ymd", .decimal = "point", .known_by = "记账金额(收入)|记账金额(支出)" },
	{ .name = "icbc-corporate", .help = "中国工商银行，企业", .dates = "ymd", .decimal = "point", .known_by = "本方账号|借方发生额|贷方发生额" },
	{ .name = "boc", .help = "中国银行", .dates = "ymd", .decimal = "point", .known_by = "记账日期|对方卡号/账号" },
	{ .name = "boc-corporate", .help = "中国银行，企业", .dates = "ymd", .decimal = "point", .known_by = "付款人名称[%|收款人名称[%" },
	{ .name = "ccb", .help = "中国建设银行", .dates = "ymd", .decimal = "point", .known_by = "对方账号与户名|交易日期" },
	{ .name = "ccb-corporate", .help = "中国建设银行，企业", .dates = "ymd", .decimal = "point", .known_by = "借方发生额/元(支取)|贷方发生额/元(收入)" },
	{ .name = "abc", .help = "中国农业银行", .dates = "ymd", .decimal = "point", .known_by = "日 志 号|对手信息" },
	{ .name = "abc-corporate", .help = "中国农业银行，企业", .dates = "ymd", .decimal = "point", .known_by = "交易行名|对方省市" },
	{ .name = "cmb", .help = "招商银行", .dates = "ymd", .decimal = "point", .known_by = "联机余额|对手信息" },
	{ .name = "cmb-corporate", .help = "招商银行，企业", .dates = "ymd", .decimal = "point", .known_by = "收/付方名称|收/付方帐号" },
	{ .name = "bocom", .help = "交通银行", .dates = "ymd", .decimal = "point", .known_by = "借贷|交易地点" },
	{ .name = "alipay", .help = "支付宝", .dates = "ymd", .decimal = "point", .known_by = "收/付款方式|交易订单号" },
	{ .name = "alipay-merchant", .help = "支付宝，商家", .dates = "ymd", .decimal = "point", .known_by = "账务流水号|收入金额(+元)" },
	{ .name = "wechat", .help = "微信支付", .dates = "ymd", .decimal = "point", .known_by = "收/支|交易单号|当前状态" },
	{ .name = "sparkasse", .help = "Sparkasse, CSV-CAMT und CSV-MT940", .dates = "dmy", .decimal = "comma", .known_by = "Auftragskonto|Buchungstag|Betrag" },
	{ .name = "dkb", .help = "DKB", .dates = "dmy", .decimal = "comma", .known_by = "Buchungsdatum|Umsatztyp" },
	{ .name = "ing", .help = "ING", .dates = "dmy", .decimal = "comma", .known_by = "Buchung|Auftraggeber/Empfänger" },
	{ .name = "volksbank", .help = "Volksbank und Raiffeisenbank", .dates = "dmy", .decimal = "comma", .known_by = "Buchungstag|Name Zahlungsbeteiligter" },
	{ .name = "german", .help = "other German banks", .dates = "dmy", .decimal = "comma", .known_by = "Buchungstag" },
	{ .name = "n26", .help = "N26", .dates = "ymd", .decimal = "point", .known_by = "Partner Name|Partner Iban" },
	{ .name = "revolut", .help = "Revolut", .dates = "ymd", .decimal = "point", .known_by = "Started Date|Completed Date" },
	{ .name = "monzo", .help = "Monzo", .dates = "dmy", .decimal = "point", .known_by = "Emoji|Local currency" },
	{ .name = "starling", .help = "Starling", .dates = "dmy", .decimal = "point", .known_by = "Counter Party|Spending Category" },
};

const struct import_preset *const bank_presets[] = {
	&rows[0], &rows[1], &rows[2], &rows[3], &rows[4], &rows[5], &rows[6], &rows[7], &rows[8], &rows[9], &rows[10], &rows[11], &rows[12], &rows[13],
	&rows[14], &rows[15], &rows[16], &rows[17], &rows[18], &rows[19], &rows[20], &rows[21], &rows[22], NULL,
};
_Static_assert(sizeof bank_presets / sizeof *bank_presets == sizeof rows / sizeof *rows + 1, "every row is listed");
