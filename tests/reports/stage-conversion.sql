with stage (r, name) as (values (0, 'prospecting'), (1, 'qualification'), (2, 'needs-analysis'), (3, 'value-proposition'), (4, 'decision-makers'),
	(5, 'perception-analysis'), (6, 'proposal'), (7, 'negotiation'), (8, 'won'), (9, 'lost')),
moved as (select from_stage, to_stage, count(*) as n from stage_move where from_stage <> '' and LOCAL(at) between '2025-04-01' and '2026-03-31' group by 1, 2)
select from_stage, to_stage, n, RATE(n, whole) from (select *, sum(n) over (partition by from_stage) as whole from moved)
join stage a on a.name = from_stage join stage b on b.name = to_stage order by a.r, b.r;
