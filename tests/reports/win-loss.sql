with rank (r, key) as (values (1, 'won'), (2, 'lost')),
closed as (select stage, lost_reason, currency, count(*) as n, sum(amount) as amount from deal where stage in ('won', 'lost') and LOCAL(closed_at) between '2025-04-01' and '2026-03-31' group by 1, 2, 3)
select stage, lost_reason, n, MONEY(amount), currency from closed join rank on key = stage order by r, lost_reason is null, lost_reason, currency;
