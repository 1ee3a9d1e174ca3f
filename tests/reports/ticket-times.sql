-- No ticket of the firm waited before it was closed, so that its clock ran until then. Late, by hand: tk2 was answered when it was closed; tk4, tk6 never; tk2 took longer than its
-- level allows.
with recursive WORKED, asked (ticket, what, first, last) as (select id, 'response', strftime('%s', opened_at), strftime('%s', first_response_at) from ticket where first_response_at is not null
	union all select id, 'solution', strftime('%s', opened_at), strftime('%s', closed_at) from ticket where closed_at is not null),
took as (select ticket, what, sum(max(0, min(last, closes) - max(first, opens))) as seconds from asked join shift on opens < last and closes > first group by 1, 2),
summed as (select priority, count(*) as n, count(r.ticket) as answered, sum(r.seconds) as response, 3600 * count(r.ticket) as r_hours, count(s.ticket) as closed, sum(s.seconds) as solution,
	3600 * count(s.ticket) as s_hours from ticket left join took r on r.ticket = id and r.what = 'response' left join took s on s.ticket = id and s.what = 'solution'
	where LOCAL(opened_at) between '2025-04-01' and '2026-03-31' group by priority)
select priority, n, answered, MEAN(response, r_hours), closed, MEAN(solution, s_hours), case priority when 'high' then 0 else 1 end, case when priority = 'high' then 0 else 1 end
from summed order by priority;
