with bought as (select supplier, currency, count(*) as n, sum(total) as total from purchase where status not in ('draft', 'cancelled') and ordered_on like '2026%' group by 1, 2)
select 'su' || supplier, n, MONEY(total), currency from bought order by bought.total desc, supplier;
