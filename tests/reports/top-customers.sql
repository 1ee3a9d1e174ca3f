with cost as (select parent, sum(case when cost is not null then coalesce(taxable, net) - cast(round(qty * (cost / 1e12) * case currency when 'JPY' then 1 else 100 end) as integer) end) as margin
	from order_line group by parent),
sold as (select customer, currency, count(*) as n, sum(total) as total, coalesce(sum(margin), 0) as margin from "order" left join cost on cost.parent = id
	where status in ('approved', 'closed') and ordered_on like '2026%' group by 1, 2)
select 'c' || customer, n, MONEY(total), MONEY(margin), NUMBER(share), currency from (select *, round(1e4 * total / sum(total) over (partition by currency)) / 100 as share from sold) as s order by s.total desc, customer;
