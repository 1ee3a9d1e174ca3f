# shellcheck shell=sh disable=SC2154
# The reports that were slower than SQL, against the statements that somebody who knows the tables would write. Sourced by run; needs made.db.
heading "reports of a firm with $rows customers"
cp made.db firm.db
printf '.parameter set :rows %d\n.parameter set :line 24\n' "$rows" | cat - "$source/firm.sql" | sqlite3 firm.db >settled
settle firm.db

cat >stock.sql <<'SQL'
with moved as (select parent, sum(case when kind <> 'reservation' then qty end) as on_hand, max(kind in ('opening', 'receipt', 'adjustment')) as counted,
	coalesce(sum(case when kind = 'reservation' then qty end), 0) as reserved from stock_movement group by parent),
got as (select source, sum(qty) as qty from stock_movement where source is not null group by source),
coming as (select l.product, sum(l.qty - coalesce(g.qty, 0)) as qty from purchase_line l join purchase b on b.id = l.parent left join got g on g.source = l.id * 256 + 24
	where b.status in ('approved', 'part-received') group by l.product)
select 'pr' || p.id, p.code, p.name, p.category, p.unit, m.on_hand / 1e6, m.reserved / 1e6, coalesce(c.qty, 0) / 1e6, p.reorder_level / 1e6,
	case when p.reorder_level is not null then case when m.on_hand - m.reserved < p.reorder_level then 'low' else 'ok' end when m.on_hand - m.reserved < 0 then 'low' end
from product p join moved m on m.parent = p.id left join coming c on c.product = p.id where p.active = 1 and m.counted = 1 order by p.id;
SQL
say 'stock' 1.0 $few crm-report --db firm.db run stock --- sqlite3 -readonly -tabs firm.db '.read stock.sql'

# The same questions in two ways: one statement for each type, and one for each question.
cat >quality.sql <<'SQL'
select count(*), count(case when phone is null and email is null and coalesce(archived, 0) = 0 then 1 end),
	count(case when kind = 'company' and coalesce(archived, 0) = 0 and not exists (select 1 from contact where contact.customer = customer.id) then 1 end),
	count(case when owner is null and coalesce(archived, 0) = 0 then 1 end), count(case when class is null and coalesce(archived, 0) = 0 then 1 end),
	count(case when coalesce(verified_on < '2025-03-05', 1) and coalesce(archived, 0) = 0 then 1 end) from customer;
select count(*), count(case when customer is null and coalesce(archived, 0) = 0 then 1 end),
	count(case when phone is null and mobile is null and email is null and coalesce(archived, 0) = 0 then 1 end) from contact;
select count(*), count(case when source is null and status not in ('converted', 'junk', 'lost') then 1 end),
	count(case when first_response_at is null and status = 'new' and created_at < '2026-02-26T16:00:00Z' then 1 end) from lead;
select count(*), count(case when amount is null and stage not in ('won', 'lost') then 1 end), count(case when close_on <= '2026-03-04' and stage not in ('won', 'lost') then 1 end) from deal;
select count(*), count(case when price is null and active = 1 then 1 end), count(case when cost is null and active = 1 then 1 end) from product;
select count(*), count(case when status = 'approved' and (exists (select 1 from order_line l where l.parent = "order".id and l.cost is null)
	or not exists (select 1 from order_line l where l.parent = "order".id)) then 1 end) from "order";
SQL
cat >questions.sql <<'SQL'
select count(*) from customer;
select count(*) from customer where phone is null and email is null and coalesce(archived, 0) = 0;
select count(*) from customer where kind = 'company' and coalesce(archived, 0) = 0 and not exists (select 1 from contact where contact.customer = customer.id);
select count(*) from customer where owner is null and coalesce(archived, 0) = 0;
select count(*) from customer where class is null and coalesce(archived, 0) = 0;
select count(*) from customer where coalesce(verified_on < '2025-03-05', 1) and coalesce(archived, 0) = 0;
select count(*) from contact;
select count(*) from contact where customer is null and coalesce(archived, 0) = 0;
select count(*) from contact where phone is null and mobile is null and email is null and coalesce(archived, 0) = 0;
select count(*) from lead;
select count(*) from lead where source is null and status not in ('converted', 'junk', 'lost');
select count(*) from lead where first_response_at is null and status = 'new' and created_at < '2026-02-26T16:00:00Z';
select count(*) from deal;
select count(*) from deal where amount is null and stage not in ('won', 'lost');
select count(*) from deal where close_on <= '2026-03-04' and stage not in ('won', 'lost');
select count(*) from product;
select count(*) from product where price is null and active = 1;
select count(*) from product where cost is null and active = 1;
select count(*) from "order";
select count(*) from "order" where status = 'approved' and (exists (select 1 from order_line l where l.parent = "order".id and l.cost is null)
	or not exists (select 1 from order_line l where l.parent = "order".id));
SQL
say 'data-quality, against a statement for each type' 1.0 $few crm-report --db firm.db run data-quality --- sqlite3 -readonly -tabs firm.db '.read quality.sql'
say 'data-quality, against one for each question' 1.0 $few crm-report --db firm.db run data-quality --- sqlite3 -readonly -tabs firm.db '.read questions.sql'

cat >outstanding.sql <<'SQL'
with paid as (select invoice, sum(amount) as amount from allocation where invoice is not null group by invoice),
credited as (select original, sum(total) as total from invoice where kind = 'credit-note' and status = 'issued' and original is not null group by original)
select currency, sum(open), sum(case when issued_on between '2025-12-06' and '2026-03-05' and kind <> 'opening' then claimed else 0 end) from (
	select currency, issued_on, kind, case kind when 'credit-note' then -t.total else t.total end as claimed,
		case when kind = 'credit-note' then case when t.original is null then coalesce(p.amount, 0) - t.total else 0 end
		else t.total - coalesce(p.amount, 0) - coalesce(c.total, 0) end as open
	from invoice t left join paid p on p.invoice = t.id left join credited c on c.original = t.id where status = 'issued') group by currency;
SQL
say 'days-sales-outstanding' 1.0 $few crm-report --db firm.db run days-sales-outstanding --- sqlite3 -readonly -tabs firm.db '.read outstanding.sql'
say 'callback-scores' 1.0 $few crm-report --db firm.db run callback-scores --- sqlite3 -readonly -tabs firm.db \
	"select owner, count(*), avg(callback_score), min(callback_score), max(callback_score) from ticket
	where callback_score is not null and opened_at between '2025-03-31T16:00:00Z' and '2026-03-31T15:59:59Z' group by owner"
say 'stage-conversion' 1.0 $few crm-report --db firm.db run stage-conversion --- sqlite3 -readonly -tabs firm.db \
	"select m.from_stage, m.to_stage, count(*), round(100.0 * count(*) / sum(count(*)) over (partition by m.from_stage), 1) from stage_move m join deal d on d.id = m.parent
	where m.from_stage is not null and d.pipeline = 'sales' and m.at between '2025-03-31T16:00:00Z' and '2026-03-31T15:59:59Z' group by 1, 2"
rm -f ./firm.db*
