with stage (r, name) as (values (0, 'prospecting'), (1, 'qualification'), (2, 'needs-analysis'), (3, 'value-proposition'), (4, 'decision-makers'),
	(5, 'perception-analysis'), (6, 'proposal'), (7, 'negotiation')),
stay as (select to_stage, at, strftime('%s', coalesce(lead(at) over (partition by parent order by number), '2026-03-31T10:00:00Z')) - strftime('%s', at) as seconds from stage_move),
counted as (select name, r, count(seconds) as n, count(seconds) * 86400 as over, sum(seconds) as seconds, max(seconds) as longest, 86400 as day
	from stage left join stay on to_stage = name and LOCAL(at) between '2025-04-01' and '2026-03-31' group by r, name)
select name, n, MEAN(seconds, over), case when n then MEAN(longest, day) else '' end from counted order by r;
