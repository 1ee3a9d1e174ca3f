with REACHED, joined as (select target.*, coalesce(login, target.team) as who, actual, actual / 1e6 as amount, coalesce(1.0 * actual / value, -1) as part
	from target join reached on reached.target = target.id left join user on user.id = person where contest = 'spring')
select 'tg' || id, rank() over (order by part desc), who, NUMBER(amount), RATE(actual, value), MONEY(prize), currency from joined order by 2, id;
