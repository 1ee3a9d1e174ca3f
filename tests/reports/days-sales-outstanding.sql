with claim as (select currency, issued_on, case kind when 'credit-note' then -total else total end as claimed, case kind when 'credit-note' then 0 else total
	- coalesce((select sum(amount) from allocation where invoice = i.id), 0) - coalesce((select sum(n.total) from invoice n where n.original = i.id and n.status = 'issued'), 0) end as open
	from invoice i where status = 'issued'),
summed as (select currency, sum(open) as open, sum(case when issued_on >= '2026-01-01' then claimed else 0 end) as claimed from claim group by currency)
select MONEY(open), MONEY(claimed), case when claimed > 0 then NUMBER(days) else '' end, currency from (select *, round(10.0 * open * 90 / claimed) / 10.0 as days from summed) order by currency;
