with day as (select distinct customer, ordered_on from "order" where status in ('approved', 'closed')),
rhythm as (select customer, count(*) as n, count(*) - 1 as gaps, max(ordered_on) as last, julianday(max(ordered_on)) - julianday(min(ordered_on)) as span,
	cast(julianday('2026-03-31') - julianday(max(ordered_on)) as integer) as since from day group by customer)
select 'c' || customer, n, last, NUMBER(mean), since, NUMBER(ratio) from (select *, round(10.0 * span / gaps) / 10.0 as mean, round(100.0 * since * gaps / span) / 100.0 as ratio from rhythm where n >= 2 and span > 0)
where ratio >= 0.5 order by ratio desc, customer;
