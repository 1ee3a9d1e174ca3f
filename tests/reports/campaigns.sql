with counted as (select c.*, (select count(*) from lead where campaign = c.id) as leads, (select count(*) from lead where campaign = c.id and converted_customer is not null) as converted,
	(select count(*) from deal where campaign = c.id) as deals, coalesce((select sum(amount) from deal where campaign = c.id and stage = 'won'), 0) as won from campaign c)
select 'cp' || id, leads, converted, deals, MONEY(budget), MONEY(actual_cost), MONEY(expected_revenue), MONEY(won), MONEY(each), RATE(gain, actual_cost), currency
from (select *, cast(round(1.0 * actual_cost / leads) as integer) as each, won - actual_cost as gain from counted) order by starts_on, id;
