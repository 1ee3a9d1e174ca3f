with bought as (select customer, HOME(total) as home from "order" where status in ('approved', 'closed') and ordered_on between '2025-04-01' and '2026-03-31'),
summed as (select customer, sum(home) as amount, 'CNY' as currency from bought group by customer),
cumulated as (select *, sum(amount) over (order by amount desc, customer rows unbounded preceding) as so_far, sum(amount) over () as whole from summed)
select 'c' || customer, MONEY(amount), NUMBER(share), NUMBER(cumulated), case when so_far - amount < 0.8 * whole then 'A' when so_far - amount < 0.95 * whole then 'B' else 'C' end, currency
from (select *, round(1e4 * amount / whole) / 100 as share, round(1e4 * so_far / whole) / 100 as cumulated from cumulated) as c order by c.amount desc, customer;
