-- Quantities ordered, and those on deliveries.
with line as (select l.parent, l.qty, coalesce((select sum(d.qty) from delivery_line d where d.order_line = l.id), 0) as gone from order_line l),
state as (select parent, case when sum(gone) = 0 then 'no' when sum(gone) < sum(qty) then 'part' else 'yes' end as delivered from line group by parent)
select 'so' || id, number, 'c' || customer, ordered_on, due_on, delivered, MONEY(total), currency, 'u' || owner
from "order" join state on parent = id where status = 'approved' and delivered <> 'yes' order by due_on is null, due_on, id;
