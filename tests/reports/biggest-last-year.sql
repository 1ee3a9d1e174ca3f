with bought as (select customer, ordered_on, HOME(total) as home from "order" where status in ('approved', 'closed')),
summed as (select customer, sum(case when ordered_on like '2025%' then home else 0 end) as whole, sum(case when ordered_on between '2025-01-01' and '2025-03-31' then home else 0 end) as then_,
	sum(case when ordered_on like '2026%' then home else 0 end) as now from bought group by customer having sum(ordered_on like '2025%') > 0)
select 'c' || customer, MONEY(whole), MONEY(then_), MONEY(now), RATE(change, then_), currency from (select *, now - then_ as change, 'CNY' as currency from summed) order by whole desc, customer;
