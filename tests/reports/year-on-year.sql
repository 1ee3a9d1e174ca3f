-- In the currencies of the year and of that before.
with recursive month (m) as (values ('2026-01') union all select substr(date(m || '-01', '+1 month'), 1, 7) from month where m < '2026-12'),
sold as (select substr(ordered_on, 1, 7) as m, currency, sum(total) as sum from "order" where status in ('approved', 'closed') group by 1, 2),
joined as (select month.m as m, c.currency as currency, coalesce((select sum from sold where sold.m = month.m and sold.currency = c.currency), 0) as now,
	coalesce((select sum from sold where substr(sold.m, 6) = substr(month.m, 6) and sold.m like '2025%' and sold.currency = c.currency), 0) as before
	from month cross join (select distinct currency from sold where m >= '2025') c)
select m, MONEY(now), MONEY(before), case when before > 0 then NUMBER(growth) else '' end, MONEY(year), currency
from (select *, round(1e4 * (now - before) / before) / 100 as growth, sum(now) over (partition by currency order by m) as year from joined) order by m, currency;
