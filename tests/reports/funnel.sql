-- Each deal by the furthest of its moves, lost left out.
with stage (r, key) as (values (0, 'prospecting'), (1, 'qualification'), (2, 'needs-analysis'), (3, 'value-proposition'), (4, 'decision-makers'),
	(5, 'perception-analysis'), (6, 'proposal'), (7, 'negotiation'), (8, 'won')),
furthest as (select parent, max(coalesce(r, 0)) as r from stage_move join deal on deal.id = parent left join stage on key = to_stage
	where LOCAL(created_at) between '2025-04-01' and '2026-03-31' group by parent),
counted as (select stage.r, key, count(furthest.r) as n from stage left join furthest on furthest.r >= stage.r group by stage.r, key)
select key, n, RATE(n, whole), case when r = 0 then '' else RATE(n, before) end
from (select r, key, n, lag(n) over (order by r) as before, first_value(n) over (order by r) as whole from counted) order by r;
