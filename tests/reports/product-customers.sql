with summed as (select product, customer, l.currency as currency, sum(qty) / 1e6 as qty, sum(coalesce(taxable, net)) as sold
	from order_line l join "order" o on o.id = parent where status in ('approved', 'closed') and ordered_on like '2026%' group by 1, 2, 3)
select 'pr' || product, 'c' || customer, NUMBER(qty), MONEY(sold), currency from summed order by product, customer, currency;
