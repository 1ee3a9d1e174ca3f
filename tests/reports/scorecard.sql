with REACHED, weighed as (select period, person is null as of_team, coalesce(login, target.team) as who, perspective, weight / 1e6 * min(1.0 * actual / value, 1.2) as n
	from target join reached on reached.target = target.id left join user on user.id = person where weight > 0),
card as (select period, of_team, who, sum(n) as score, sum(case perspective when 'financial' then n end) as f, sum(case perspective when 'customer' then n end) as c,
	sum(case perspective when 'process' then n end) as p, sum(case perspective when 'learning' then n end) as l, 1 as one from weighed group by 1, 2, 3)
select who, period, RATE(score, one), case when f is null then '' else RATE(f, one) end, case when c is null then '' else RATE(c, one) end, case when p is null then '' else RATE(p, one) end,
	case when l is null then '' else RATE(l, one) end from card order by period, of_team, who;
