-- Months of the year without an order are rows too, in each currency that there is.
with recursive month (m) as (values ('2026-01') union all select substr(date(m || '-01', '+1 month'), 1, 7) from month where m < '2026-12'),
cost as (select parent, sum(case when cost is not null then coalesce(taxable, net) - cast(round(qty * (cost / 1e12) * case currency when 'JPY' then 1 else 100 end) as integer) end) as margin
	from order_line group by parent),
sold as (select substr(ordered_on, 1, 7) as m, currency, count(*) as n, sum(total) as total, coalesce(sum(margin), 0) as margin from "order" left join cost on cost.parent = id
	where status in ('approved', 'closed') and ordered_on like '2026%' group by 1, 2),
joined as (select month.m, coalesce(n, 0) as n, coalesce(total, 0) as total, coalesce(margin, 0) as margin, c.currency as currency from month cross join (select distinct currency from sold where m like '2026%') c left join sold on sold.m = month.m and sold.currency = c.currency)
select m, n, MONEY(total), MONEY(margin), currency from joined order by m, currency;
