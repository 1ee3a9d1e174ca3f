with recursive month (m) as (values ('2026-01') union all select substr(date(m || '-01', '+1 month'), 1, 7) from month where m < '2026-12'),
chance (stage, p) as (values ('prospecting', 0.1), ('qualification', 0.2), ('needs-analysis', 0.25), ('proposal', 0.65), ('negotiation', 0.8)),
open as (select substr(close_on, 1, 7) as m, sum(case deal.currency when 'JPY' then round(amount * coalesce(probability / 1000000.0, p)) * 4.87 when 'EUR' then round(amount * p) * 8 else round(amount * p) end) as n
	from deal join chance using (stage) group by 1),
signed as (select substr(ordered_on, 1, 7) as m, sum(HOME(total)) as n from "order" where status in ('approved', 'closed') group by 1),
wanted (m, n) as (select period, sum(value) / 10000 from target where measure = 'signed' and length(period) = 7 and filter is null and parent is null group by period),
joined as (select m, (select n from wanted where wanted.m = month.m) as target, coalesce((select n from signed where signed.m = month.m), 0) as actual,
	cast(round(coalesce((select n from open where open.m = month.m), 0)) as integer) as open, 'CNY' as currency from month)
-- Of January all working days have passed, as of March; of April none.
select m, MONEY(target), MONEY(actual), MONEY(open), MONEY(forecast), MONEY(gap), case when m <= '2026-03' then RATE(actual, target) else '' end, currency
from (select *, actual + open as forecast, target - actual as gap from joined) order by m;
