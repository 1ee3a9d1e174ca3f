-- Working days are Monday to Friday, but for the holidays of 2026, and the days at weekends that make up for them. Of 2025 all have passed.
with recursive REACHED, calendar (day) as (values ('2025-01-01') union all select date(day, '+1 day') from calendar where day < '2026-12-31'),
worked as (select day, substr(day, 1, 4) as year, substr(day, 1, 7) as month, substr(day, 1, 4) || '-Q' || ((substr(day, 6, 2) + 2) / 3) as quarter from calendar where day in ('2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10')
	or (strftime('%w', day) between '1' and '5' and not (day between '2026-01-01' and '2026-01-02' or day between '2026-02-16' and '2026-02-23' or day = '2026-04-06' or day between '2026-05-01' and '2026-05-05'
		or day = '2026-06-19' or day = '2026-09-25' or day between '2026-10-01' and '2026-10-07'))),
days as (select target.id as target, count(*) as days, sum(day <= '2026-03-31') as gone from target join worked on period in (year, quarter, month) group by 1),
chance (stage, p) as (values ('prospecting', 0.1), ('qualification', 0.2), ('needs-analysis', 0.25), ('proposal', 0.65), ('negotiation', 0.8)),
open as (select deal.owner, user.team, substr(close_on, 1, 4) as year, substr(close_on, 1, 7) as month, substr(close_on, 1, 4) || '-Q' || ((substr(close_on, 6, 2) + 2) / 3) as quarter,
	cast(round(round(amount * coalesce(probability / 1000000.0, p)) * case deal.currency when 'JPY' then 4.87 when 'EUR' then 8 else 1 end) as integer) as n
	from deal join chance using (stage) join user on user.id = deal.owner where amount is not null),
hoped as (select target.id as target, coalesce(sum(n), 0) * 10000 as n from target left join open on period in (year, quarter, month) and (open.owner = person or open.team = target.team) group by 1),
joined as (select target.*, coalesce(login, target.team) as who, actual, value - actual as gap, actual * days as reached, value * gone as due, actual / 1e6 as amount, (actual + n) / 1e6 as forecast,
	value / 1e6 as wanted, (value - actual) / 1e6 as missing
	from target join reached on reached.target = target.id join hoped on hoped.target = target.id left join days on days.target = target.id left join user on user.id = person)
select 'tg' || id, who, measure, period, case when value is not null then NUMBER(wanted) else '' end, NUMBER(amount), RATE(actual, value), RATE(reached, due),
	case when value is not null then NUMBER(missing) else '' end, case when measure in ('signed', 'invoiced', 'received') then NUMBER(forecast) else '' end from joined order by period, id;
