with class (key, visits, minutes) as (values ('a', 24, 120), ('b', 12, 90), ('c', 4, 60)),
held as (select class, sum(strftime('%s', ends_at) - strftime('%s', starts_at)) / 60 as minutes from event left join deal d on about % 256 = 5 and d.id = about / 256
	join customer c on c.id = coalesce(d.customer, case about % 256 when 2 then about / 256 end) where event.kind = 'visit' and event.status = 'held' and starts_at > '2025-04-01' group by class),
counted as (select class.*, count(c.id) as n, count(c.id) * visits as trips, count(c.id) * visits * minutes as work, 60 * 1000 as person from class left join customer c on c.class = key group by key)
select key, n, trips, work, MEAN(work, person), coalesce((select minutes from held where class = key), 0) from counted order by key;
