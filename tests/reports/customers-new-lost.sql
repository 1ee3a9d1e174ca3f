with recursive month (m) as (values ('2025-04-01') union all select date(m, '+1 month') from month where m < '2026-03-01'),
bought as (select customer, min(ordered_on) as first, date(max(ordered_on), '+366 days') as gone from "order" where status in ('approved', 'closed') group by customer)
select substr(m, 1, 7), (select count(*) from customer where substr(LOCAL(created_at), 1, 7) = substr(m, 1, 7)), (select count(*) from bought where substr(first, 1, 7) = substr(m, 1, 7)),
	(select count(*) from bought where substr(gone, 1, 7) = substr(m, 1, 7) and gone <= '2026-03-31') from month order by m;
