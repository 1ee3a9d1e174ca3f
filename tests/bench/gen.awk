# Bilingual records as CSV, the same for the same seed: awk -v type=customer -v rows=10000 -v seed=1 -f gen.awk
#
# type    customer, contact, deal or task
# first   number of the first row, 1 if not given
# firms   customers there are, which the rest refers to: contacts by name, deals and tasks by reference
#
# A name is a function of its number, so that a contact can name its customer. Customers have neither accents nor full-width letters: SQL alone cannot
# fold them, and the words of the customers are compared with words made by SQL.
function random(limit) {
	state = state * 16807 % 2147483647
	return state % limit
}
function pick(list, count) { return list[random(count) + 1] }
function customer_name(i) {
	return word[i * 31 % 1009 % words + 1] trade[i * 17 % 1013 % trades + 1] i form[i * 13 % 1019 % forms + 1]
}
function day(from, days) { # as many days from the first of a month
	days += from * 31
	return sprintf("2026-%02d-%02d", int(days / 31) % 12 + 1, days % 31 % 28 + 1)
}
function phone() { return sprintf("021-%04d %04d", random(9000) + 1000, random(9000) + 1000) }
function mobile() { return sprintf("138 %04d %04d", random(10000), random(10000)) }
function customer(i) {
	printf "%s,%s,%s,info%d@example%d.cn,%s,https://www.example%d.cn,%s路%d号,%s,%06d,%d,%d.%02d,ext-%d,\"%s, %s %d\"\n",
		customer_name(i), pick(lifecycle, lifecycles), pick(class, classes), i, i % 5000, phone(), i, pick(place, places), random(3000) + 1,
		pick(place, places), 200000 + random(1000), random(5000) + 1, random(1000000), random(100), i, pick(word, words), pick(trade, trades),
		random(1000)
}
function contact(i,    name) {
	name = random(2) ? pick(family, families) pick(given, givens) : pick(first_name, first_names) " " pick(surname, surnames)
	printf "%s,%s,%s,%s,person%d@example%d.cn,%s,p-%d\n",
		name, customer_name(random(firms) + 1), pick(post, posts), mobile(), i, random(5000), pick(place, places), i
}
function deal(i) {
	printf "%s %s %d,c%d,%s,%d.%02d,%s,d-%d\n",
		pick(word, words), pick(trade, trades), i, random(firms) + 1, pick(stage, stages), random(1000000), random(100), day(0, random(372)), i
}
function task(i) {
	printf "%s %d,%s,%s,%s,c%d,t-%d\n",
		pick(duty, duties), i, day(0, random(372)), pick(status, statuses), pick(priority, priorities), random(firms) + 1, i
}
BEGIN {
	state = (seed ? seed : 1) * 48271 % 2147483647
	for (i = 0; i < 8; i++)
		random(2)
	places = split("上海 北京 苏州 杭州 深圳 广州 成都 武汉 Berlin London Osaka Lyon", place, " ")
	words = split("海澄 云帆 江畔 青禾 申衡 临港 精铸 华东 新能源 长三角 Nordlys Acme Miller Cafe 東洋 北辰", word, " ")
	trades = split("泵业 软件 物流 酒店管理 机械 装备 Pumps Trading Systems Energie", trade, " ")
	forms = split("有限公司 股份有限公司 Ltd GmbH 集团", form, " ")
	lifecycles = split("potential prospect buyer loyal advocate lost", lifecycle, " ")
	classes = split("a b c", class, " ")
	families = split("王 李 张 刘 陈 杨 赵 黄 周 吴 欧阳 諸葛", family, " ")
	givens = split("小明 丽 伟 芳 建国 海燕 志强 雨桐 子轩 思远", given, " ")
	first_names = split("Anna Jürgen Zoë Mary Olaf Renée John Łucja Mehmet Sofia", first_name, " ")
	surnames = split("Müller Smith Dupré Nowak Öztürk Larsen Rossi García Brown Ivanova", surname, " ")
	posts = split("采购经理 总经理 工程师 销售总监 Buyer Director Engineer Accountant", post, " ")
	stages = split("prospecting qualification needs-analysis value-proposition proposal negotiation won", stage, " ")
	duties = split("回访客户 寄送样品 准备报价 催款 Call Visit Prepare-offer Send-samples", duty, " ")
	statuses = split("not-started in-progress waiting deferred done", status, " ")
	priorities = split("low normal high", priority, " ")
	if (!first)
		first = 1
	if (type == "customer" || type == "")
		print "name,lifecycle,class,email,phone,website,bill_street,bill_city,bill_code,employees,annual_revenue,external_id,notes"
	else if (type == "contact")
		print "name,customer,title,mobile,email,city,external_id"
	else if (type == "deal")
		print "name,customer,stage,amount,close_on,external_id"
	else if (type == "task")
		print "subject,due_on,status,priority,about,external_id"
	for (i = first; i < first + rows; i++) {
		if (type == "contact")
			contact(i)
		else if (type == "deal")
			deal(i)
		else if (type == "task")
			task(i)
		else
			customer(i)
	}
}
