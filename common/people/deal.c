#include "people/picks.h"
#include "people/people.h"

static const struct pick roles[] = {
	{ .key = "unknown", .en = "Unknown", .zh = "未知", .initial = true },
	{ .key = "decision-maker", .en = "Decision maker", .zh = "决策者" },
	{ .key = "influencer", .en = "Influencer", .zh = "影响者" },
	{ .key = "user", .en = "User", .zh = "使用者" },
	{ .key = "gatekeeper", .en = "Gatekeeper", .zh = "把关者" },
	{ .key = "champion", .en = "Champion", .zh = "支持者" },
	{ .key = "opponent", .en = "Opponent", .zh = "反对者" },
	{ 0 },
};

static const struct pick stages[] = {
	{ .key = "prospecting", .en = "Prospecting", .zh = "初步接洽", .group = "sales", .probability = 100000,
	  .initial = true },
	{ .key = "qualification", .en = "Qualification", .zh = "资格确认", .group = "sales", .probability = 200000 },
	{ .key = "needs-analysis", .en = "Needs analysis", .zh = "需求分析", .group = "sales", .probability = 250000 },
	{ .key = "value-proposition", .en = "Value proposition", .zh = "价值主张", .group = "sales",
	  .probability = 300000 },
	{ .key = "decision-makers", .en = "Decision makers", .zh = "确定决策者", .group = "sales",
	  .probability = 400000 },
	{ .key = "perception-analysis", .en = "Perception analysis", .zh = "认知分析", .group = "sales",
	  .probability = 500000 },
	{ .key = "proposal", .en = "Proposal", .zh = "方案报价", .group = "sales", .probability = 650000 },
	{ .key = "negotiation", .en = "Negotiation", .zh = "谈判", .group = "sales", .probability = 800000 },
	{ .key = "won", .en = "Won", .zh = "赢单", .group = "sales", .probability = 1000000, .outcome = OUTCOME_WON },
	{ .key = "lost", .en = "Lost", .zh = "输单", .group = "sales", .probability = 0, .outcome = OUTCOME_LOST },
	{ 0 },
};

static const struct pick kinds_of_deal[] = {
	{ .key = "new-business", .en = "New business", .zh = "新业务", .initial = true },
	{ .key = "existing-business", .en = "Existing business", .zh = "老客户业务" },
	{ 0 },
};

static const char probability[] = "coalesce($.probability, stage_probability($.pipeline, $.stage))";

/* amount × probability ÷ 10⁶, half away from zero. The millions are multiplied apart from the rest, because the
 * whole product leaves 64 bits at large amounts and SQLite would then go on in floating point. */
static const char weighted[] =
	"($.amount / 1000000 * coalesce($.probability, stage_probability($.pipeline, $.stage))"
	" + ($.amount % 1000000 * coalesce($.probability, stage_probability($.pipeline, $.stage))"
	" + case when $.amount < 0 then -500000 else 500000 end) / 1000000)";

static const char days_in_stage[] =
	"days_between(coalesce((select local_day(max(moved.at)) from stage_move as moved where moved.parent = $.id),"
	" local_day($.created_at)), today())";

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "商机名称",
	  .headers = "Deal Name,Deal Title,Opportunity,Opportunity Name,Title,项目名称,机会名称", .required = true, .search = true,
	  .index = true, .help = "what it is about, in a few words" },
	{ .id = 2, .name = "customer", .kind = KIND_REF, .target = &record_customer, .en = "Customer", .zh = "客户",
	  .headers = CUSTOMER_HEADERS,
	  .required = true, .composition = true, .help = "who would buy" },
	{ .id = 3, .name = "contacts", .kind = KIND_REFS, .target = &record_contact, .roles = roles, .en = "Contacts",
	  .zh = "联系人",
	  .headers = "Contact,Contact Name,Associated Contact,Primary Contact,Contact Person", .help = "people involved, each with a buying role" },
	{ .id = 4, .name = "pipeline", .kind = KIND_TEXT, .en = "Pipeline", .zh = "销售流程", .initial = "sales",
	  .pattern = "^[a-z0-9-]+$", .help = "set of stages it goes through" },
	{ .id = 5, .name = "stage", .kind = KIND_PICK, .picks = stages, .en = "Stage", .zh = "阶段",
	  .headers = "Deal Stage,Sales Stage,销售阶段,商机阶段", .nocopy = true,
	  .index = true, .help = "how far it has progressed" },
	{ .id = 6, .name = "probability", .kind = KIND_PERCENT, .en = "Probability", .zh = "成功率", .bound = BOUND_SHARE,
	  .headers = "Probability (%)", .expr = probability,
	  .help = "probability of winning; that of the stage unless set" },
	{ .id = 7, .name = "amount", .kind = KIND_MONEY, .en = "Amount", .zh = "金额",
	  .headers = "Deal Amount,Value,Deal Value,Opportunity Amount,预计金额,商机金额", .help = "expected value" },
	{ .id = 8, .name = "close_on", .kind = KIND_DATE, .en = "Close on", .zh = "预计成交日期",
	  .headers = "Close Date,Closing Date,Expected Close Date,Expected Closing,预计签单日期", .required = true,
	  .index = true, .help = "day it is expected to close" },
	{ .id = 9, .name = "closed_at", .kind = KIND_TIMESTAMP, .en = "Closed", .zh = "关闭时间", .computed = true,
	  .nocopy = true, .help = "when it was won or lost" },
	{ .id = 10, .name = "kind", .kind = KIND_PICK, .picks = kinds_of_deal, .en = "Kind", .zh = "商机类型",
	  .headers = "Type,Deal Type,Opportunity Type",
	  .help = "with a new or an existing customer" },
	{ .id = 11, .name = "next_step", .kind = KIND_TEXT, .en = "Next step", .zh = "下一步",
	  .help = "what is to be done next" },
	{ .id = 12, .name = "source", .kind = KIND_PICK, .picks = picks_source, .en = "Source", .zh = "商机来源",
	  .headers = "Lead Source,Original Source,来源渠道,渠道来源",
	  .help = "where it came from" },
	{ .id = 13, .name = "campaign", .kind = KIND_REF, .target = &record_campaign, .en = "Campaign", .zh = "市场活动",
	  .help = "what brought it" },
	{ .id = 14, .name = "lost_reason", .kind = KIND_TEXT, .en = "Lost reason", .zh = "输单原因",
	  .headers = "Closed Lost Reason,Loss Reason", .nocopy = true,
	  .help = "why it was lost" },
	{ .id = 15, .name = "competitor", .kind = KIND_TEXT, .en = "Competitor", .zh = "竞争对手",
	  .help = "who else is bidding" },
	{ .id = 16, .name = "weighted", .kind = KIND_MONEY, .en = "Weighted", .zh = "加权金额", .derived = true,
	  .expr = weighted, .help = "amount times probability" },
	{ .id = 17, .name = "days_in_stage", .kind = KIND_INT, .en = "Days in stage", .zh = "阶段停留天数",
	  .derived = true, .expr = days_in_stage, .help = "days since the stage last changed" },
	{ .id = 18, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种",
	  .headers = "Currency Code,Default Currency,货币,币别", .required = true,
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ 0 },
};

const struct record_type record_deal = {
	.number = 5,
	.name = "deal",
	.plural = "deals",
	.prefix = "d",
	.en = "Deal",
	.zh = "商机",
	.words = "商业机会",
	.help = "A deal is a possible sale: it moves through the stages of a pipeline until it is won or lost.",
	.title = "name",
	.bare_word = "name",
	.stages = "stage",
	.weighty = true,
	.list = "name,customer,stage,amount,currency,close_on,owner",
	.least = "owner",
	.fields = fields,
};
