with first as (select customer, min(ordered_on) as day from "order" where status in ('approved', 'closed') group by customer),
done (owner, day, what, n) as (select owner, LOCAL(starts_at), kind, 1 from event where status = 'held' and starts_at <= '2026-03-31T10:00:00Z'
	union all select owner, LOCAL(starts_at), 'seconds', strftime('%s', ends_at) - strftime('%s', starts_at) from event where status = 'held' and starts_at <= '2026-03-31T10:00:00Z'
	union all select owner, day, 'new', 1 from customer join first on customer = customer.id union all select owner, issued_on, 'quote', 1 from quote where stage <> 'draft' and previous is null
	union all select owner, ordered_on, 'order', 1 from "order" where status in ('approved', 'closed')),
summed as (select owner, day, sum(what = 'call') as calls, sum(what = 'visit') as visits, sum(what = 'new') as customers, sum(what = 'quote') as quotes, sum(what = 'order') as orders,
	coalesce(sum(case what when 'seconds' then n end), 0) as seconds, 3600 as hour from done where owner is not null and day between '2026-03-01' and '2026-03-31' group by owner, day)
select 'u' || owner, day, calls, visits, customers, quotes, orders, MEAN(seconds, hour) from summed order by owner, day;
