#include "selling/selling.h"

#include <string.h>

static const struct pick units[] = {
	{ .key = "piece", .en = "Piece", .zh = "个", .initial = true, .whole = true },
	{ .key = "box", .en = "Box", .zh = "盒", .whole = true },
	{ .key = "carton", .en = "Carton", .zh = "箱", .whole = true },
	{ .key = "dozen", .en = "Dozen", .zh = "打" },
	{ .key = "pair", .en = "Pair", .zh = "双", .whole = true },
	{ .key = "set", .en = "Set", .zh = "套", .whole = true },
	{ .key = "unit", .en = "Unit", .zh = "台", .whole = true },
	{ .key = "sheet", .en = "Sheet", .zh = "张", .whole = true },
	{ .key = "roll", .en = "Roll", .zh = "卷" },
	{ .key = "bottle", .en = "Bottle", .zh = "瓶", .whole = true },
	{ .key = "bag", .en = "Bag", .zh = "袋", .whole = true },
	{ .key = "hour", .en = "Hour", .zh = "小时" },
	{ .key = "day", .en = "Day", .zh = "天" },
	{ .key = "month", .en = "Month", .zh = "月" },
	{ .key = "year", .en = "Year", .zh = "年" },
	{ .key = "times", .en = "Times", .zh = "次" },
	{ .key = "kg", .en = "kg", .zh = "公斤" },
	{ .key = "g", .en = "g", .zh = "克" },
	{ .key = "t", .en = "t", .zh = "吨" },
	{ .key = "m", .en = "m", .zh = "米" },
	{ .key = "m2", .en = "m²", .zh = "平方米" },
	{ .key = "m3", .en = "m³", .zh = "立方米" },
	{ .key = "l", .en = "l", .zh = "升" },
	{ 0 },
};

bool unit_is_whole(const char *unit)
{
	for (const struct pick *pick = units; pick->key; pick++)
		if (strcmp(unit, pick->key) == 0 || strcmp(unit, pick->en) == 0 || strcmp(unit, pick->zh) == 0)
			return pick->whole;
	return false;
}

static const struct pick stock_states[] = {
	{ .key = "low", .en = "Low", .zh = "不足" },
	{ .key = "ok", .en = "Enough", .zh = "充足" },
	{ 0 },
};

/* Movements are signed. What is reserved stays on hand until it is delivered. A service, or what nobody has counted or received, has no stock. */
#define COUNTED \
	"exists (select 1 from stock_movement as known where known.parent = $.id and known.kind in ('opening', 'receipt', 'adjustment'))"
#define ON_HAND \
	"(case when " COUNTED " then (select sum(moved.qty) from stock_movement as moved where moved.parent = $.id and moved.kind <> 'reservation') end)"
#define RESERVED "coalesce((select sum(held.qty) from stock_movement as held where held.parent = $.id and held.kind = 'reservation'), 0)"
/* On hand less reserved, in one look at the movements. */
#define AVAILABLE \
	"(select sum(case moved.kind when 'reservation' then -moved.qty else moved.qty end) from stock_movement as moved where moved.parent = $.id)"

/* Without a level, too little is what approved orders cannot be delivered from. */
#define STOCK \
	"(case when $.reorder_level is not null then case when (case when " COUNTED " then " AVAILABLE " else -" RESERVED " end) < $.reorder_level then 'low' else 'ok' end" \
	" when " COUNTED " then case when " AVAILABLE " < 0 then 'low' end end)"

static const char on_order[] =
	"coalesce((select sum(coming.qty - coalesce((select sum(got.qty) from stock_movement as got where got.source = {purchase_line:coming.id}), 0))"
	" from purchase_line as coming join purchase as bought on bought.id = coming.parent"
	" where coming.product = $.id and bought.status in ('approved', 'part-received')), 0)";

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "产品名称",
	  .headers = "Product,Product Name,Item,Item Name,Title,名称,产品,商品名称,品名,货品名称,物料名称,存货名称", .required = true, .search = true,
	  .index = true, .help = "name of the product" },
	{ .id = 2, .name = "code", .kind = KIND_TEXT, .en = "Code", .zh = "产品编码",
	  .headers = "SKU,Product Code,Item Code,Item No,Item Number,Part Number,Variant SKU,Internal Reference,编码,编号,货号,料号,商品编码,物料编码,存货编码,"
	             "商品编号", .unique = true, .search = true,
	  .nocopy = true, .digits = true, .help = "our product code" },
	{ .id = 25, .name = "specification", .kind = KIND_TEXT, .en = "Specification", .zh = "规格型号",
	  .headers = "规格,型号,规格/型号,Model,Model Number,Spec,Specifications", .search = true, .help = "model, size or grade of it" },
	{ .id = 3, .name = "active", .kind = KIND_BOOL, .en = "Active", .zh = "在售", .initial = "yes",
	  .help = "whether it is sold" },
	{ .id = 4, .name = "category", .kind = KIND_TEXT, .en = "Category", .zh = "类别",
	  .headers = "Product Category,Product Family,Category Name,分类,产品分类,商品分类,产品类别", .index = true,
	  .help = "group of products it belongs to" },
	{ .id = 5, .name = "manufacturer", .kind = KIND_TEXT, .en = "Manufacturer", .zh = "生产商",
	  .headers = "Brand,Maker,品牌,生产厂家,厂家",
	  .help = "who makes it" },
	{ .id = 6, .name = "supplier", .kind = KIND_REF, .target = &record_supplier, .en = "Supplier", .zh = "供应商",
	  .headers = "Supplier Name,Vendor,Vendor Name,供货商",
	  .help = "who sells it to us" },
	{ .id = 7, .name = "supplier_code", .kind = KIND_TEXT, .en = "Supplier code", .zh = "供应商编码",
	  .headers = "Vendor SKU,Supplier SKU", .search = true,
	  .digits = true, .help = "the supplier's number for it" },
	{ .id = 8, .name = "unit", .kind = KIND_PICK, .picks = units, .en = "Unit", .zh = "单位",
	  .headers = "UOM,Unit of Measure,计量单位",
	  .help = "unit in which it is counted" },
	{ .id = 9, .name = "price", .kind = KIND_DECIMAL, .priced = true, .en = "Price", .zh = "单价", .bound = BOUND_NOT_NEGATIVE,
	  .headers = "Unit Price,List Price,Sales Price,Sale Price,Selling Price,Retail Price,Variant Price,售价,销售价,销售单价,零售价,标准售价", .help = "list price of one unit" },
	{ .id = 10, .name = "cost", .kind = KIND_DECIMAL, .priced = true, .en = "Cost", .zh = "成本", .bound = BOUND_NOT_NEGATIVE,
	  .headers = "Cost Price,Unit Cost,Purchase Price,Cost per item,进价,成本价,采购价,进货价", .help = "our cost of one unit" },
	{ .id = 11, .name = "price_includes_tax", .kind = KIND_BOOL, .denominates = true, .en = "Price includes tax", .zh = "含税价",
	  .initial = "no", .help = "whether the list price contains the taxes" },
	{ .id = 12, .name = "tax", .kind = KIND_TAGS, .en = "Tax", .zh = "税种",
	  .help = "taxes, by their names in the schema" },
	{ .id = 13, .name = "tax_code", .kind = KIND_TEXT, .en = "Tax code", .zh = "税收分类编码", .digits = true,
	  .help = "class of the product for the tax system" },
	{ .id = 14, .name = "reorder_level", .kind = KIND_DECIMAL, .en = "Reorder level", .zh = "安全库存", .bound = BOUND_NOT_NEGATIVE,
	  .headers = "Reorder Point,Minimum Stock,最低库存,库存下限",
	  .help = "stock below which more is ordered" },
	{ .id = 15, .name = "sold_from", .kind = KIND_DATE, .en = "Sold from", .zh = "开售日期",
	  .help = "first day of sale" },
	{ .id = 16, .name = "sold_until", .kind = KIND_DATE, .from = "sold_from", .en = "Sold until", .zh = "停售日期",
	  .help = "last day of sale" },
	{ .id = 17, .name = "support_until", .kind = KIND_DATE, .en = "Support until", .zh = "支持截止",
	  .help = "last day of support" },
	{ .id = 18, .name = "website", .kind = KIND_URL, .en = "Website", .zh = "网址", .help = "page about it" },
	{ .id = 19, .name = "description", .kind = KIND_LONGTEXT, .en = "Description", .zh = "描述",
	  .headers = "Product Description,Details,产品描述,商品描述", .search = true,
	  .help = "description for customers" },
	{ .id = 20, .name = "on_hand", .kind = KIND_DECIMAL, .en = "On hand", .zh = "库存", .derived = true,
	  .expr = ON_HAND, .presence = "(case when " COUNTED " then 1 end)", .help = "quantity in stock; empty until it is counted or received" },
	{ .id = 21, .name = "reserved", .kind = KIND_DECIMAL, .en = "Reserved", .zh = "已预留", .derived = true,
	  .expr = RESERVED, .help = "quantity promised to approved orders" },
	{ .id = 22, .name = "on_order", .kind = KIND_DECIMAL, .en = "On order", .zh = "在途", .derived = true,
	  .expr = on_order, .help = "quantity of approved purchases that has not arrived yet" },
	{ .id = 23, .name = "stock", .kind = KIND_PICK, .picks = stock_states, .en = "Stock", .zh = "库存状态",
	  .derived = true,
	  .expr = STOCK,
	  .help = "whether the available quantity is below the reorder level" },
	{ .id = 24, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种",
	  .headers = "Currency Code,Default Currency,货币,币别", .required = true,
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ 0 },
};

const struct record_type record_product = {
	.number = 11,
	.name = "product",
	.plural = "products",
	.prefix = "pr",
	.en = "Product",
	.zh = "产品",
	.words = "产品档案",
	.noted = "Quantity Per Unit,Units In Stock,Units On Order,Category ID,Discontinued,条码,条形码,Barcode",
	.help = "A product is an item or a service that we sell.",
	.title = "name",
	.bare_word = "name",
	.list = "name,code,category,unit,price,currency,on_hand,active",
	.least = "active,category,unit",
	.fields = fields,
};
