with met as (select about / 256 as customer, starts_at from event where about % 256 = 2 and status = 'held' and starts_at <= '2026-03-31T10:00:00Z'
	union all select customer, starts_at from event join contact on about % 256 = 3 and about / 256 = contact.id where status = 'held' and starts_at <= '2026-03-31T10:00:00Z'
	union all select customer, starts_at from event join event_contacts on event = event.id join contact on contact.id = contact where status = 'held' and starts_at <= '2026-03-31T10:00:00Z'),
last as (select customer, max(starts_at) as at from met group by customer)
select 'c' || id, name, class, LOCAL(at), phone, case when owner is null then '' else 'u' || owner end from customer left join last on customer = id
where coalesce(archived, 0) = 0 and (at is null or LOCAL(at) < '2025-12-31') order by at is null, LOCAL(at), id;
