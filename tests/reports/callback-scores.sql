with scored as (select owner, count(*) as n, sum(callback_score) as sum, min(callback_score) as low, max(callback_score) as high from ticket where callback_score is not null
	and LOCAL(opened_at) between '2025-04-01' and '2026-03-31' group by owner)
select 'u' || owner, n, MEAN(sum, n), low, high from scored order by owner;
