with bought as (select customer, ordered_on, HOME(total) as home from "order" where status in ('approved', 'closed')),
summed as (select customer, max(ordered_on) as newest, sum(case when ordered_on like '2025%' then home else 0 end) as last_year, sum(home) as ever from bought group by customer
	having max(ordered_on) < '2026-01-01'),
chance (stage, p) as (values ('prospecting', 10), ('qualification', 20), ('needs-analysis', 25), ('proposal', 65), ('negotiation', 80)),
open as (select customer, sum(case currency when 'JPY' then round(amount * coalesce(probability / 1000000.0, p / 100.0)) * 0.0487 * 100 when 'EUR' then round(amount * p / 100.0) * 8
	else round(amount * p / 100.0) end) as weighted from deal join chance using (stage) group by customer)
select 'c' || customer, newest, MONEY(last_year), MONEY(ever), MONEY(open), currency from (select summed.*, cast(round(weighted) as integer) as open, 'CNY' as currency
	from summed left join open using (customer)) order by last_year desc, ever desc, customer;
