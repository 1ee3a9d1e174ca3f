/* Documents for the tests of printed pages. */
#ifndef CRM_TESTS_PAGE_SAMPLE_H
#define CRM_TESTS_PAGE_SAMPLE_H

#include "page/page.h"
#include <stdio.h>

enum { SAMPLE_COLUMNS = 6, SAMPLE_ROWS = 10000 };

static const struct page_fact sample_company[] = {
	{ .value = { .en = "18F, 1200 Century Avenue, Pudong, Shanghai 200122", .zh = "上海市浦东新区世纪大道1200号18层" } },
	{ .label = { .en = "Tel", .zh = "电话" }, .value = { .en = "+86 21 6888 1200" } },
	{ .label = { .en = "Tax no.", .zh = "税号" }, .value = { .en = "91310115MA1K4XYZ3W" } },
	{ .label = { .en = "Bank", .zh = "开户行" },
		.value = { .en = "ICBC Shanghai Pudong 1001 2345 0900 6789 012", .zh = "工商银行浦东支行 1001 2345 0900 6789 012" } },
};
static const struct page_fact sample_facts[] = {
	{ .label = { .en = "No.", .zh = "编号" }, .value = { .en = "Q-2026-0017" } },
	{ .label = { .en = "Date", .zh = "日期" }, .value = { .en = "2026-03-05" } },
	{ .label = { .en = "Valid until", .zh = "有效期至" }, .value = { .en = "2026-04-04" } },
	{ .label = { .en = "Contact", .zh = "联系人" }, .value = { .en = "Mei Chen", .zh = "陈梅" } },
};
static const char *const sample_bill[] = { "宁波海川机械有限公司", "宁波市北仑区明州西路518号", "王建国 采购部 0574-8688 2030" };
static const char *const sample_ship[] = { "Ningbo Haichuan Machinery, Plant 2",
	"518 Mingzhou West Road, Beilun, Ningbo 315800", "Mr. Li, gate 4" };
static const struct page_party sample_parties[] = {
	{ .label = { .en = "Bill to", .zh = "客户" }, .lines = sample_bill, .line_count = 3 },
	{ .label = { .en = "Ship to", .zh = "收货地址" }, .lines = sample_ship, .line_count = 3 },
};
static const struct page_column sample_columns[SAMPLE_COLUMNS] = {
	{ .label = { .en = "#", .zh = "#" }, .align = PAGE_RIGHT, .weight = 1 },
	{ .label = { .en = "Description", .zh = "品名规格" }, .weight = 10, .wraps = true },
	{ .label = { .en = "Qty", .zh = "数量" }, .align = PAGE_RIGHT, .weight = 2 },
	{ .label = { .en = "Unit price", .zh = "单价" }, .align = PAGE_RIGHT, .weight = 3 },
	{ .label = { .en = "Tax", .zh = "税率" }, .align = PAGE_RIGHT, .weight = 2 },
	{ .label = { .en = "Amount", .zh = "金额" }, .align = PAGE_RIGHT, .weight = 3 },
};
static const struct page_total sample_totals[] = {
	{ .label = { .en = "Subtotal", .zh = "小计" }, .value = "38,650.00" },
	{ .label = { .en = "Discount 5%", .zh = "折扣 5%" }, .value = "-1,932.50" },
	{ .label = { .en = "VAT 13%", .zh = "增值税 13%" }, .value = "4,773.28" },
	{ .label = { .en = "Total CNY", .zh = "合计 人民币" }, .value = "¥41,490.78", .strong = true },
};
static const struct page_paragraph sample_paragraphs[] = {
	{ .label = { .en = "Payment", .zh = "付款方式" },
		.text = { .en = "30% on signing, 60% on delivery, 10% twelve months after delivery.",
		.zh = "签订合同付30%，发货前付60%，质保期（交货后12个月）满付10%。" } },
	{ .label = { .en = "Delivery", .zh = "交货期" }, .text = { .en = "Within 30 days of the deposit, carriage paid to Ningbo.",
		.zh = "收到预付款后30天内，送货至宁波，运费由卖方承担。" } },
	{ .label = { .en = "Notes", .zh = "备注" },
		.text = { .en = "Prices include VAT. Installation is not included.\nSpare parts are in stock for ten years.",
		.zh = "以上价格含增值税，不含安装调试。\n备件供应期为十年。" } },
};
static const struct page_signature sample_signatures[] = {
	{ .label = { .en = "For the customer", .zh = "客户（签章）" }, .below = { .en = "Date", .zh = "日期" } },
	{ .label = { .en = "For Shanghai Dongfang Pumps Co., Ltd.", .zh = "上海东方泵业有限公司（签章）" }, .below = { .en = "2026-03-05" }, .seal = true },
};

static const struct page_cell sample_cells[3][SAMPLE_COLUMNS] = {
	{ { .text = "1" }, { .text = "离心泵 DF-80", .small = "80 m³/h, 32 m, 11 kW; 304不锈钢叶轮" },
		{ .text = "2" }, { .text = "12,800.00" }, { .text = "13%" }, { .text = "25,600.00" } },
	{ { .text = "2" }, { .text = "Control cabinet with soft starter", .small = "serial A77, A78" },
		{ .text = "1" }, { .text = "9,450.00" }, { .text = "13%" }, { .text = "9,450.00" } },
	{ { .text = "3" }, { .text = "机械密封（备件）" }, { .text = "7.5" }, { .text = "480.00" }, { .text = "13%" }, { .text = "3,600.00" } },
};
static struct page_row sample_rows[SAMPLE_ROWS];
static struct page_cell sample_more[SAMPLE_ROWS][SAMPLE_COLUMNS];
static char sample_numbers[SAMPLE_ROWS][8];

/* A quotation with so many rows, all else as it would be in earnest. */
static struct page_document sample_document(enum page_language language, size_t rows)
{
	for (size_t i = 0; i < rows; i++) {
		sample_rows[i] = (struct page_row){ .cells = i < 3 ? sample_cells[i] : sample_more[i] };
		if (i < 3)
			continue;
		for (size_t k = 0; k < SAMPLE_COLUMNS; k++)
			sample_more[i][k] = sample_cells[i % 3][k];
		snprintf(sample_numbers[i], sizeof sample_numbers[i], "%u", (unsigned)(i + 1) % 1000000);
		sample_more[i][0].text = sample_numbers[i];
	}
	return (struct page_document){
		.language = language,
		.created = 1772672400, /* 2026-03-05T01:00:00Z */
		.title = { .en = "Quotation", .zh = "报价单" },
		.name = "Q-2026-0017",
		.company = { .en = "Shanghai Dongfang Pumps Co., Ltd.", .zh = "上海东方泵业有限公司" },
		.company_lines = sample_company, .company_line_count = 4,
		.facts = sample_facts, .fact_count = 4,
		.parties = sample_parties, .party_count = 2,
		.columns = sample_columns, .column_count = SAMPLE_COLUMNS,
		.rows = sample_rows, .row_count = rows,
		.totals = sample_totals, .total_count = 4,
		.in_words = { .label = { .en = "In words", .zh = "大写" }, .value = { .zh = "肆万壹仟肆佰玖拾元柒角捌分",
			.en = "Forty-one thousand four hundred and ninety yuan and seventy-eight fen" } },
		.paragraphs = sample_paragraphs, .paragraph_count = 3,
		.signatures = sample_signatures, .signature_count = 2,
		.footer = { .en = "Thank you for your inquiry.", .zh = "感谢您的询价！" },
	};
}

#endif
