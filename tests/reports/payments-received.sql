with recursive month (m) as (values ('2026-01') union all select substr(date(m || '-01', '+1 month'), 1, 7) from month where m < '2026-12'),
paid as (select substr(paid_on, 1, 7) as m, currency, count(*) as n, sum(case kind when 'refund' then -amount else amount end) as sum from payment where kind in ('receipt', 'refund') group by 1, 2),
joined as (select month.m, coalesce(n, 0) as n, coalesce(sum, 0) as sum, c.currency as currency from month cross join (select distinct currency from paid where m like '2026%') c left join paid on paid.m = month.m and paid.currency = c.currency)
select m, n, MONEY(sum), currency from joined order by m, currency;
