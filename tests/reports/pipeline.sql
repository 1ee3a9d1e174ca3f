-- Open stages without a deal are rows too.
with stage (r, key, p) as (values (0, 'prospecting', 10), (1, 'qualification', 20), (2, 'needs-analysis', 25), (3, 'value-proposition', 30), (4, 'decision-makers', 40),
	(5, 'perception-analysis', 50), (6, 'proposal', 65), (7, 'negotiation', 80)),
open as (select stage, currency, count(*) as n, sum(amount) as amount, cast(sum(round(amount * coalesce(probability / 10000.0, p) / 100)) as integer) as weighted
	from deal join stage on key = stage where stage not in ('won', 'lost') group by stage, currency),
joined as (select r, key, coalesce(n, 0) as n, coalesce(amount, 0) as amount, coalesce(weighted, 0) as weighted, c.currency as currency
	from stage cross join (select distinct currency from open) c left join open on stage = key and open.currency = c.currency)
select key, n, MONEY(amount), MONEY(weighted), currency from joined order by r, currency;
