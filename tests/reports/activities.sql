with rank (r, name) as (values (0, 'meeting'), (1, 'call'), (2, 'visit'), (3, 'message'), (4, 'other'))
select 'u' || owner, kind, count(*) from event join rank on name = kind where status = 'held' and starts_at <= '2026-03-31T10:00:00Z' and LOCAL(starts_at) between '2026-03-01' and '2026-03-31'
group by owner, kind order by owner, r;
