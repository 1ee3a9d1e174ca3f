/* The charts of the tests: each kind, and what is hard to draw. */
#ifndef CHART_SAMPLE_H
#define CHART_SAMPLE_H

#include "chart/chart.h"
#include <math.h>

static const char *const months[] = { "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11",
	"2026-12" };
static const char *const stages[] = { "初步接触", "需求确认", "方案报价", "商务谈判", "赢单" };
static const char *const firms[] = { "海澄水务有限公司", "Müller Pumpen GmbH & Co. KG", "上海宏图建设工程集团股份有限公司第三分公司", "Acme", "Northern Instruments Ltd",
	"杭州江南", "Zhang's Trading", "北京星辰科技", "Delta", "Ωmega Systems" };
static const char *const people[] = { "mei", "bob", "王小明", "李芳", "chen", "dora", "eve", "frank", "grace", "heidi", "ivan", "judy" };

static const double sales[] = { 120000.5, 98000, 143200, 0, NAN, 178000, 165000, 210000, 198000, 221000, 240500, 310000 };
static const double last_year[] = { 80000, 91000, 103200, 92000, 88000, 121000, 99000, 110000, 128000, 131000, 150500, 190000 };
static const double margin[] = { -20000, 31000, -43200, 12000, 8000, 21000, -9000, 10000, 28000, -31000, 50500, 90000 };
static const double near_hundred[] = { 100.2, 100.5, 100.1, 100.9, 101, 100.7, 100.4, 100.8, 101.2, 101.1, 100.6, 100.3 };
static const double funnel[] = { 420, 230, 128, 61, 24 };
static const double zeros[5] = { 0 };
static const double turnover[] = { 1250000.5, 990000, 870000, 640000, 510000, 333000, 220000, 120000, 90000, 15000 };
static const double work[12][12] = {
	{ 50, 69, 84, 90, 86, 74, 56, 36, 20, 11, 12, 22 }, { 86, 97, 100, 92, 77, 58, 39, 25, 20, 25, 38, 57 }, { 109, 108, 97, 80, 60, 42, 32, 31, 39, 55, 75, 93 },
	{ 115, 101, 82, 62, 47, 40, 43, 55, 73, 92, 109, 119 }, { 103, 84, 66, 53, 50, 57, 71, 91, 110, 124, 130, 126 }, { 86, 70, 61, 62, 72, 89, 109, 126, 138, 140, 132, 116 },
	{ 75, 70, 75, 88, 107, 126, 142, 150, 148, 137, 119, 99 }, { 81, 89, 105, 125, 143, 156, 160, 154, 140, 121, 102, 87 }, { 105, 123, 142, 159, 169, 169, 159, 143, 123, 105, 93, 90 },
	{ 141, 160, 174, 180, 176, 163, 145, 125, 109, 101, 102, 112 }, { 176, 188, 190, 182, 166, 147, 128, 115, 110, 115, 129, 147 }, { 200, 198, 187, 169, 149, 132, 122, 121, 130, 146, 165, 184 },
};
static const double change[3][5] = { { NAN, -11, 4, 10, 6 }, { 6, 17, 20, 12, NAN }, { 29, 28, 17, 0, -20 } };

static const struct chart_series both_years[] = { { "Sales 销售额", sales, NULL }, { "上年 last year", last_year, NULL } };
static const struct chart_series with_margin[] = { { "毛利", margin, NULL }, { "Sales", last_year, NULL } };
static const struct chart_series all_people[] = {
	{ "mei", work[0], NULL }, { "bob", work[1], NULL }, { "王小明", work[2], NULL }, { "李芳", work[3], NULL }, { "chen", work[4], NULL }, { "dora", work[5], NULL },
	{ "eve", work[6], NULL }, { "frank", work[7], NULL }, { "grace", work[8], NULL }, { "heidi", work[9], NULL }, { "ivan", work[10], NULL }, { "judy", work[11], NULL },
};
static const struct chart_series of_stages[] = { { "deals", funnel, NULL } }, of_firms[] = { { "turnover", turnover, NULL } }, nothing[] = { { "n", zeros, NULL } },
	flat[] = { { "n", near_hundred, NULL } }, changes[] = { { "mei", change[0], NULL }, { "bob", change[1], NULL }, { "王小明", change[2], NULL } };

#define TITLE "Sales by month 按月销售额"
#define FILTER "received · owner=mei stage!=lost customer.city=上海 · as of 2026-11-27"

static const struct sample {
	const char *name;
	struct chart chart;
} samples[] = {
	{ "bar", { CHART_BAR, TITLE, FILTER, "CNY", months, 12, both_years, 2, false, NULL } },
	{ "bar-firms", { CHART_BAR, "前十名客户 Top customers", FILTER, "CNY", firms, 10, of_firms, 1, true, NULL } },
	{ "bar-negative", { CHART_BAR, TITLE, FILTER, "CNY", months, 12, with_margin, 2, false, NULL } },
	{ "bar-twelve", { CHART_BAR, TITLE, FILTER, "", people, 5, all_people, 12, false, NULL } },
	{ "stacked", { CHART_STACKED, TITLE, FILTER, "", stages, 5, all_people, 4, false, NULL } },
	{ "stacked-twelve", { CHART_STACKED, TITLE, FILTER, "", months, 12, all_people, 12, false, NULL } },
	{ "stacked-negative", { CHART_STACKED, TITLE, FILTER, "", months, 12, with_margin, 2, false, NULL } },
	{ "line", { CHART_LINE, TITLE, FILTER, "CNY", months, 12, both_years, 2, false, NULL } },
	{ "line-twelve", { CHART_LINE, TITLE, FILTER, "", months, 12, all_people, 12, false, NULL } },
	{ "line-near", { CHART_LINE, TITLE, FILTER, "", months, 12, flat, 1, false, NULL } },
	{ "area", { CHART_AREA, TITLE, FILTER, "CNY", months, 12, all_people, 3, false, NULL } },
	{ "area-negative", { CHART_AREA, TITLE, FILTER, "CNY", months, 12, with_margin, 1, false, NULL } },
	{ "pie", { CHART_PIE, TITLE, FILTER, "CNY", firms, 10, of_firms, 1, false, NULL } },
	{ "funnel", { CHART_FUNNEL, "Funnel 销售漏斗", FILTER, "deals", stages, 5, of_stages, 1, false, NULL } },
	{ "heatmap", { CHART_HEATMAP, TITLE, FILTER, "", months, 12, all_people, 12, false, NULL } },
	{ "heatmap-negative", { CHART_HEATMAP, TITLE, FILTER, "", stages, 5, changes, 3, false, NULL } },
	{ "zero", { CHART_BAR, TITLE, FILTER, "", stages, 5, nothing, 1, false, NULL } },
	{ "one", { CHART_LINE, TITLE, FILTER, "", stages, 1, of_stages, 1, false, NULL } },
	{ "one-area", { CHART_AREA, TITLE, FILTER, "", stages, 1, of_stages, 1, false, NULL } },
	{ "none", { CHART_PIE, TITLE, FILTER, "", NULL, 0, NULL, 0, false, NULL } },
};

enum { SAMPLES = sizeof samples / sizeof samples[0] };

#endif
