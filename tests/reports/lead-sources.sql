with rank (r, key) as (values (1, 'cold-call'), (2, 'existing-customer'), (3, 'self-generated'), (4, 'employee'), (5, 'partner'), (6, 'public-relations'), (7, 'direct-mail'),
	(8, 'conference'), (9, 'trade-show'), (10, 'web-site'), (11, 'word-of-mouth'), (12, 'social'), (13, 'other'), (14, null)),
counted as (select r, key, count(lead.id) as n, count(converted_customer) as converted, 1 as hundredth from rank left join lead on source is key and LOCAL(created_at) between '2025-04-01' and '2026-03-31' group by r, key)
select key, n, converted, case when n > 0 then NUMBER(rate) else '' end from (select *, round(1e8 * converted / n) / 1e6 as rate from counted) order by r;
