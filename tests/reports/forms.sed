# Short forms of the statements beside this file, so that these say what is computed and no more. x and y are names of columns.
#   MONEY(x)      minor units of `currency` as an amount             NUMBER(x)     without trailing zeros
#   RATE(x, y)    x ÷ y in percent, to a tenth; empty where y is 0   MEAN(x, y)    x ÷ y to hundredths, likewise
#   HOME(x)       an amount of a document in CNY, at its `rate`      LOCAL(x)      the day of an instant in the zone of TZ
#   REACHED       the table reached (target, actual in 10^-6) of the measures that targets of the firm have
#   WORKED        the table shift (opens, closes) of the seconds that are worked in the firm: 9:00 to 12:00 and 13:00 to 18:00 in Shanghai, Monday to Friday
s|WORKED|day (day) as (values ('2025-04-01') union all select date(day, '+1 day') from day where day < '2026-03-31'), \
shift (opens, closes) as (select strftime('%s', day \|\| 'T01:00:00'), strftime('%s', day \|\| 'T04:00:00') from day where strftime('%w', day) between '1' and '5' \
	union all select strftime('%s', day \|\| 'T05:00:00'), strftime('%s', day \|\| 'T10:00:00') from day where strftime('%w', day) between '1' and '5')|
s|REACHED|first as (select customer, min(ordered_on) as day from "order" where status in ('approved', 'closed') group by customer), \
fact (owner, measure, day, n) as (select owner, 'signed', ordered_on, HOME(total) * 10000 from "order" where status in ('approved', 'closed') \
	union all select owner, 'invoiced', issued_on, case kind when 'credit-note' then -10000 else 10000 end * HOME(total) from invoice where status = 'issued' and kind <> 'opening' \
	union all select customer.owner, 'received', paid_on, case payment.kind when 'refund' then -10000 else 10000 end * cast(round(amount * case payment.currency when 'JPY' then 4.87 else 1 end) as integer) \
		from payment join customer on customer.id = payment.customer where payment.kind in ('receipt', 'refund') and paid_on > '2025-12-31' \
	union all select owner, kind \|\| 's', LOCAL(starts_at), 1000000 from event where kind in ('call', 'visit') and status = 'held' and starts_at <= '2026-03-31T10:00:00Z' \
	union all select owner, 'quotes', issued_on, 1000000 from quote where stage <> 'draft' and previous is null \
	union all select owner, 'won-deals', LOCAL(closed_at), 1000000 from deal where stage = 'won' \
	union all select owner, 'new-customers', day, 1000000 from customer join first on first.customer = customer.id), \
done as (select fact.*, user.team, substr(day, 1, 4) as year, substr(day, 1, 7) as month, substr(day, 1, 4) \|\| '-Q' \|\| ((substr(day, 6, 2) + 2) / 3) as quarter from fact join user on user.id = fact.owner), \
reached as (select target.id as target, coalesce(sum(n), 0) as actual from target left join done on done.measure = target.measure and period in (year, quarter, month) \
	and (done.owner = person or done.team = target.team) group by target.id)|
s/MONEY(\([a-z_0-9.]*\))/case when \1 is null then '' when currency = 'JPY' then cast(\1 as text) else printf('%s%d.%02d', case when \1 < 0 then '-' else '' end, abs(\1) \/ 100, abs(\1) % 100) end/g
s/RATE(\([a-z_0-9.]*\), \([a-z_0-9.]*\))/case when \2 > 0 then NUMBER(round(1000.0 * \1 \/ \2) \/ 10.0) else '' end/g
s/MEAN(\([a-z_0-9.]*\), \([a-z_0-9.]*\))/case when \2 > 0 then NUMBER(round(100.0 * \1 \/ \2) \/ 100.0) else '' end/g
s/NUMBER(\(round([^)]*) \/ [0-9.]*\))/rtrim(rtrim(printf('%.6f', \1), '0'), '.')/g
s/NUMBER(\([a-z_0-9.]*\))/rtrim(rtrim(printf('%.6f', \1), '0'), '.')/g
s/HOME(\([a-z_0-9.]*\))/cast(round(\1 * (rate \/ 1e10) * case currency when 'JPY' then 100 else 1 end) as integer)/g
s/LOCAL(\([a-z_0-9.]*\))/date(\1, 'localtime')/g
