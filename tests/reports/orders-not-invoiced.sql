with claim as (select "order" as parent, sum(case kind when 'credit-note' then -coalesce(rebill, 0) * total else total end) as claimed from invoice where status <> 'cancelled' and "order" is not null group by 1)
select 'so' || id, number, 'c' || customer, ordered_on, case when claimed > 0 then 'part' else 'no' end, MONEY(total), currency, 'u' || owner
from "order" left join claim on parent = id where status in ('approved', 'closed') and coalesce(claimed, 0) < total order by ordered_on, id;
