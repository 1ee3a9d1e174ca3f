with moved as (select parent, sum(case when kind = 'reservation' then 0 else qty end) as on_hand from stock_movement group by parent having sum(kind in ('opening', 'receipt')) > 0),
open as (select product, sum(qty - coalesce((select sum(d.qty) from delivery_line d where d.order_line = l.id), 0)) as reserved from order_line l join "order" o on o.id = l.parent
	where status = 'approved' and product is not null group by product),
ordered as (select product, sum(qty - coalesce((select sum(m.qty) from stock_movement m where m.parent = l.product and m.kind = 'receipt' and m.source = l.parent * 256 + 24), 0)) as coming
	from purchase_line l join purchase p on p.id = l.parent where status = 'approved' group by product)
select 'pr' || id, code, name, 'su' || supplier, NUMBER(hand), NUMBER(kept), NUMBER(coming), NUMBER(level)
from (select product.*, on_hand / 1e6 as hand, coalesce(reserved, 0) / 1e6 as kept, coalesce(coming, 0) / 1e6 as coming, reorder_level / 1e6 as level
	from product join moved on moved.parent = id left join open on open.product = id left join ordered on ordered.product = id)
where active = 1 and hand - kept < level order by id;
