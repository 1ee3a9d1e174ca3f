with rank (r, key) as (values (1, 'accepted'), (2, 'rejected'), (3, 'expired')),
closed as (select stage, reject_reason, currency, count(*) as n, sum(total) as total from quote where stage in ('accepted', 'rejected', 'expired') and issued_on between '2025-04-01' and '2026-03-31' group by 1, 2, 3)
select stage, reject_reason, n, MONEY(total), currency from closed join rank on key = stage order by r, reject_reason is null, reject_reason, currency;
