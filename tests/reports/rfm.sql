with bought as (select customer, ordered_on, HOME(total) as home from "order" where status in ('approved', 'closed') and ordered_on between '2025-04-01' and '2026-03-31'),
summed as (select customer, max(ordered_on) as last, count(distinct ordered_on) as days, sum(home) as amount, 'CNY' as currency from bought group by customer),
scored as (select *, ntile(5) over (order by last, customer) as r, ntile(5) over (order by days, customer) as f, ntile(5) over (order by amount, customer) as m from summed)
select 'c' || customer, last, days, MONEY(amount), r, f, m, r || f || m, currency from scored order by r || f || m desc, customer;
