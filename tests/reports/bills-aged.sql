with claim as (select supplier, currency, due_on, total - coalesce((select sum(amount) from allocation where bill = bill.id), 0) as open from bill where status = 'open'),
aged as (select *, julianday('2026-03-31') - julianday(due_on) as late from claim where open <> 0),
summed as (select supplier, currency, sum(open * (late <= 0)) as a, sum(open * (late between 1 and 30)) as b, sum(open * (late between 31 and 60)) as c, sum(open * (late between 61 and 90)) as d,
	sum(open * (late > 90)) as e, sum(open) as whole from aged group by 1, 2)
select 'su' || supplier, MONEY(a), MONEY(b), MONEY(c), MONEY(d), MONEY(e), MONEY(whole), currency from summed order by supplier, currency;
