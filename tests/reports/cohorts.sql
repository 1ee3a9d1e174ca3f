with recursive bought as (select distinct customer, substr(ordered_on, 1, 7) as month from "order" where status in ('approved', 'closed')),
first as (select customer, min(month) as month from bought group by customer),
later (k) as (values (1) union all select k + 1 from later where k < 12),
cell as (select f.month as month, k, case when date(f.month || '-01', '+' || k || ' months') > '2026-03-31' then null
	else sum(exists (select 1 from bought b where b.customer = f.customer and b.month = substr(date(f.month || '-01', '+' || k || ' months'), 1, 7))) end as n from first f, later group by f.month, k),
sized as (select month, count(*) as size from first group by month)
select month, size, (select group_concat(case when n is null then '' else RATE(n, size) end, char(9)) from (select * from cell where cell.month = sized.month order by k)) from sized order by month;
