select 'd' || id, name, 'c' || customer, stage, MONEY(amount), currency, closed_at, lost_reason, 'u' || owner from deal
where stage in ('won', 'lost') and LOCAL(closed_at) between '2026-03-01' and '2026-03-31' order by closed_at, id;
