with rank (r, key) as (values (0, 'open'), (1, 'in-progress'), (2, 'waiting'), (3, 'closed')),
counted as (select r, key, count(ticket.id) as n from rank left join ticket on status = key and LOCAL(opened_at) between '2025-04-01' and '2026-03-31' group by r, key)
select key, n, NUMBER(share) from (select *, round(10000.0 * n / sum(n) over ()) / 100 as share from counted) order by r;
