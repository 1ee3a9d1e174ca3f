select 'd' || id, name, 'c' || customer, stage, MONEY(amount), currency, close_on, 'u' || owner from deal
where stage not in ('won', 'lost') and next_step is null order by close_on, id;
