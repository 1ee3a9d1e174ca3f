with line as (select l.*, coalesce(taxable, net) as sold, coalesce(taxable, net) - cast(round(qty * (cost / 1e12) * case l.currency when 'JPY' then 1 else 100 end) as integer) as gain
	from order_line l join "order" o on o.id = parent where status in ('approved', 'closed') and ordered_on like '2026%'),
summed as (select product, currency, count(*) as n, sum(qty) / 1e6 as qty, sum(sold) as sold, coalesce(sum(gain), 0) as gain from line group by 1, 2)
select 'pr' || product, n, NUMBER(qty), MONEY(sold), MONEY(gain), NUMBER(share), currency from (select *, round(1e4 * sold / sum(sold) over (partition by currency)) / 100 as share from summed) as s
order by s.sold desc, product;
