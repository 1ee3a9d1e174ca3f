# Customers as CSV, bilingual, the same for the same seed: awk -v rows=10000 -v seed=1 -f gen.awk
function random(limit) {
	state = (state * 1103515245 + 12345) % 2147483648
	return int(state / 65536) % limit
}
function pick(list, count) { return list[random(count) + 1] }
BEGIN {
	state = seed ? seed : 1
	places = split("上海 北京 苏州 杭州 深圳 广州 成都 武汉 Berlin London Osaka Lyon", place, " ")
	words = split("海澄 云帆 江畔 青禾 申衡 临港 精铸 华东 新能源 长三角 Nordlys Acme Müller Café 東洋 北辰", word, " ")
	trades = split("泵业 软件 物流 酒店管理 机械 装备 Pumps Trading Systems Energie", trade, " ")
	forms = split("有限公司 股份有限公司 Ltd GmbH 集团", form, " ")
	lifecycles = split("potential prospect buyer loyal advocate lost", lifecycle, " ")
	classes = split("a b c", class, " ")
	print "name,lifecycle,class,email,phone,website,bill_street,bill_city,bill_code,employees,annual_revenue,external_id,notes"
	if (!first)
		first = 1
	for (i = first; i < first + rows; i++) {
		stem = pick(word, words) pick(trade, trades)
		printf "%s%d%s,%s,%s,info%d@example%d.cn,021-%04d %04d,https://www.example%d.cn,%s路%d号,%s,%06d,%d,%d.%02d,ext-%d,\"%s, %s %d\"\n",
			stem, i, pick(form, forms), pick(lifecycle, lifecycles), pick(class, classes), i, i % 5000,
			random(9000) + 1000, random(9000) + 1000, i, pick(place, places), random(3000) + 1, pick(place, places),
			200000 + random(1000), random(5000) + 1, random(1000000), random(100), i, pick(word, words), pick(trade, trades), random(1000)
	}
}
