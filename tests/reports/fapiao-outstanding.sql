with covered as (select invoice, sum(net + tax) as sum from fapiao_invoices join fapiao on fapiao.id = fapiao group by invoice),
claim as (select i.*, total - coalesce((select sum(n.total) from invoice n where n.original = i.id and n.status = 'issued'), 0) as wanted from invoice i where status = 'issued' and kind = 'invoice')
select 'in' || id, number, 'c' || customer, issued_on, MONEY(total), currency, case when sum is null then 'none' else 'part' end, 'u' || owner
from claim left join covered on invoice = id where coalesce(sum, 0) < wanted order by issued_on, id;
