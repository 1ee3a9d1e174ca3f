with recursive month (m) as (values ('2025-04') union all select substr(date(m || '-01', '+1 month'), 1, 7) from month where m < '2026-03'),
entered as (select substr(LOCAL(created_at), 1, 7) as m, count(*) as n, count(converted_customer) as customers, count(converted_deal) as deals from lead group by 1),
joined as (select month.m, coalesce(n, 0) as n, coalesce(customers, 0) as customers, coalesce(deals, 0) as deals from month left join entered using (m))
select m, n, customers, deals, RATE(customers, n), RATE(deals, n) from joined order by m;
