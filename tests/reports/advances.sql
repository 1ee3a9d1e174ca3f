with paid as (select p.*, coalesce((select sum(amount) from allocation where parent = p.id), 0) as used, coalesce((select sum(amount) from payment r where r.original = p.id), 0) as back
	from payment p where kind = 'receipt')
select 'pay' || id, 'c' || customer, paid_on, MONEY(amount), MONEY(used), MONEY(rest), currency from (select *, amount - used - back as rest from paid) where rest <> 0 order by paid_on, id;
