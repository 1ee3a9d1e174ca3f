with rank (r, status_key) as (values (0, 'new'), (1, 'attempted'), (2, 'contacted'), (3, 'warm'), (4, 'hot'), (5, 'qualified'), (6, 'later'), (7, 'lost'), (8, 'junk'), (9, 'converted')),
source (s, key) as (values (1, 'cold-call'), (2, 'existing-customer'), (3, 'self-generated'), (4, 'employee'), (5, 'partner'), (6, 'public-relations'), (7, 'direct-mail'),
	(8, 'conference'), (9, 'trade-show'), (10, 'web-site'), (11, 'word-of-mouth'), (12, 'social'), (13, 'other'))
select status, source, count(*) from lead join rank on status_key = status left join source on key = source
where LOCAL(created_at) between '2025-04-01' and '2026-03-31' group by status, source order by r, s is null, s;
