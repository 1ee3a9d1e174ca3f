-- A firm for the reports, of :rows customers, with five order lines and five events for each; records are in the order of their days but where a firm has them out of it.
pragma synchronous = off;
insert into user (id, login, name, active) select 2, 'bench', 'Bench', 1 where not exists (select 1 from user where id = 2);
with recursive n(i) as (select 1 union all select i + 1 from n where i < :rows)
	insert into customer (id, name, kind, class, phone, email, verified_on, archived, bill_city, annual_revenue, currency, owner, created_at, updated_at)
	select i, 'Customer ' || i, iif(i % 5, 'company', 'person'), substr('abc', i * 31 % 4 + 1, 1), iif(i % 3, '+86215555' || i, null), iif(i % 7, 'c' || i || '@example.com', null),
	iif(i % 2, date('2024-06-01', (i * 7919 % 640) || ' days'), null), iif(i % 11, null, 1), 'City' || (i * 7919 % 400), i * 100, 'CNY', iif(i % 13, 1 + i % 2, null),
	'2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from n;
update customer set class = null where class = '';
with recursive n(i) as (select 1 union all select i + 1 from n where i < :rows)
	insert into contact (id, name, customer, phone, mobile, email, archived, owner, created_at, updated_at)
	select i, 'Contact ' || i, iif(i % 17, 1 + i * 48271 % :rows, null), iif(i % 3, '+86215556' || i, null), iif(i % 4, '+86139' || (10000000 + i), null), iif(i % 5, 'p' || i || '@example.com', null),
	iif(i % 19, null, 1), 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from n;
with recursive n(i) as (select 1 union all select i + 1 from n where i < :rows / 2)
	insert into lead (id, name, source, status, first_response_at, currency, owner, created_at, updated_at)
	select i, 'Lead ' || i, iif(i % 3, 'web', null), case i * 31 % 5 when 0 then 'new' when 1 then 'contacted' when 2 then 'converted' when 3 then 'junk' else 'lost' end,
	iif(i % 4, '2026-02-01T00:00:00Z', null), 'CNY', 1, strftime('%Y-%m-%dT%H:%M:%SZ', 1740000000 + i * 48271 % 32000000, 'unixepoch'), '2026-01-01T00:00:00Z' from n;
with recursive n(i) as (select 1 union all select i + 1 from n where i < :rows / 2)
	insert into deal (id, name, customer, pipeline, stage, probability, amount, close_on, closed_at, currency, owner, created_at, updated_at)
	select i, 'Deal ' || i, 1 + i * 48271 % :rows, 'sales', case i * 31 % 4 when 0 then 'qualification' when 1 then 'negotiation' when 2 then 'won' else 'lost' end, 500000,
	iif(i % 5, i % 100000 * 100, null), date('2025-09-01', (i * 7919 % 400) || ' days'), iif(i * 31 % 4 > 1, '2026-01-01T00:00:00Z', null), 'CNY', 1 + i % 2,
	strftime('%Y-%m-%dT%H:%M:%SZ', 1740000000 + i * 48271 % 32000000, 'unixepoch'), '2026-01-01T00:00:00Z' from n;
insert into stage_move (parent, number, from_stage, to_stage, at, who)
	select d.id, step.k, case step.k when 2 then 'qualification' when 3 then iif(d.id % 3, 'needs-analysis', 'qualification') end,
	case step.k when 1 then 'qualification' when 2 then iif(d.id % 3, 'needs-analysis', 'qualification') else d.stage end,
	strftime('%Y-%m-%dT%H:%M:%SZ', d.created_at, (step.k * 9 * 24 * 60) || ' minutes'), 1
	from deal d, (select 1 as k union all select 2 union all select 3) as step order by d.id, step.k;
with recursive n(i) as (select 1 union all select i + 1 from n where i < max(:rows / 10, 10))
	insert into product (id, name, code, active, category, unit, price, cost, reorder_level, currency, owner, created_at, updated_at)
	select i, 'Product ' || i, 'P-' || i, i % 9 > 0, 'Category ' || (i % 40), 'piece', iif(i % 21, i % 1000 * 1000000, null), iif(i % 6, i % 800 * 1000000, null),
	iif(i % 3, i % 50 * 1000000, null), 'CNY', 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from n;
with recursive n(i) as (select 1 union all select i + 1 from n where i < :rows)
	insert into "order" (id, customer, subject, status, ordered_on, bill_street, bill_city, tax_name, currency, rate, tax_mode, subtotal, tax_total, total, last_line, owner, created_at, updated_at)
	select i, 1 + i * 48271 % :rows, 'Order ' || i, case i * 31 % 10 when 0 then 'draft' when 1 then 'cancelled' when 2 then 'closed' else 'approved' end,
	date('2023-04-01', (i * 48271 % 1065) || ' days'), 'Road ' || (i % 3000), 'City' || (i % 400), 'Customer', 'CNY', 10000000000, 'individual',
	i % 100000 * 88, i % 100000 * 12, i % 100000 * 100, 5, 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from n;
with recursive n(i) as (select 0 union all select i + 1 from n where i < 5 * :rows - 1)
	insert into order_line (id, parent, number, product, description, qty, unit, price, tax, tax_rates, cost, amount, net, taxable, currency)
	select i + 1, 1 + i / 5, 1 + i % 5, 1 + i * 7919 % max(:rows / 10, 10), 'Product ' || (1 + i * 7919 % max(:rows / 10, 10)), (1 + i % 9) * 1000000, 'piece', i % 10000 * 1000000,
	'vat13', '130000', iif(i % 23, i % 8000 * 1000000, null), (1 + i % 9) * (i % 10000) * 100, (1 + i % 9) * (i % 10000) * 100, (1 + i % 9) * (i % 10000) * 100, 'CNY' from n;
with recursive n(i) as (select 1 union all select i + 1 from n where i < 5 * :rows)
	insert into event (id, subject, kind, starts_at, status, visibility, about, owner, created_at, updated_at)
	select i, 'Event ' || i, case i * 7 % 5 when 0 then 'meeting' when 1 then 'visit' else 'call' end, strftime('%Y-%m-%dT%H:%M:%SZ', 1680531200 + i * 48271 % 90608000, 'unixepoch'),
	'held', 'public', (1 + (i - 1) / 5) * 256 + 2, 1 + i % 2, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from n;
insert into supplier (id, name, currency, owner, created_at, updated_at) values (1, 'Supplier', 'CNY', 1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
with recursive n(i) as (select 1 union all select i + 1 from n where i < :rows / 10)
	insert into purchase (id, supplier, subject, status, ordered_on, currency, rate, tax_mode, subtotal, tax_total, total, last_line, owner, created_at, updated_at)
	select i, 1, 'Purchase ' || i, case i % 4 when 0 then 'received' when 1 then 'approved' when 2 then 'part-received' else 'draft' end, '2026-01-01', 'CNY', 10000000000, 'individual', 10000, 1300, 11300, 2, 1,
	'2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from n;
with recursive n(i) as (select 0 union all select i + 1 from n where i < :rows / 10 * 2 - 1)
	insert into purchase_line (id, parent, number, product, description, qty, unit, price, amount, net, currency)
	select i + 1, 1 + i / 2, 1 + i % 2, 1 + i * 7919 % max(:rows / 10, 10), 'Product', 100000000, 'piece', 1000000, 10000, 10000, 'CNY' from n;
-- Twenty movements of each product but every tenth, which is a service: receipts (one of a purchase), deliveries, reservations.
with recursive n(k) as (select 1 union all select k + 1 from n where k < 20)
	insert into stock_movement (parent, number, kind, qty, moved_on, source, who)
	select p.id, k, case when k = 1 then 'opening' when k % 4 = 0 then 'receipt' when k % 4 = 1 then 'reservation' else 'delivery' end,
	case when k = 1 or k % 4 = 0 then 20 else 5 end * iif(k % 4 > 1, -1000000, 1000000) * (1 + p.id % 3), date('2025-01-01', (k * 17) || ' days'),
	iif(k = 4, (select l.id * 256 + :line from purchase_line l where l.product = p.id limit 1), null), 1
	from product p, n where p.id % 10 order by k, p.id;
with recursive n(i) as (select 1 union all select i + 1 from n where i < :rows)
	insert into ticket (id, title, customer, product, status, priority, category, channel, opened_at, first_response_at, closed_at, callback_score, owner, created_at, updated_at)
	select i, 'Ticket ' || i, 1 + i * 48271 % :rows, 1 + i % max(:rows / 10, 10), iif(i % 8, 'closed', 'open'), iif(i % 5, 'normal', 'high'), iif(i % 3, 'question', 'complaint'), 'phone',
	strftime('%Y-%m-%dT%H:%M:%SZ', 1680531200 + i * 90608000 / :rows, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%SZ', 1680534800 + i * 90608000 / :rows, 'unixepoch'),
	iif(i % 8, strftime('%Y-%m-%dT%H:%M:%SZ', 1680631200 + i * 90608000 / :rows, 'unixepoch'), null), iif(i % 3, 1 + i % 5, null), 1 + i % 2, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from n;
with recursive n(i) as (select 1 union all select i + 1 from n where i < :rows)
	insert into invoice (id, customer, subject, kind, original, status, issued_on, due_on, rebill, currency, rate, tax_mode, subtotal, tax_total, total, last_line, owner, created_at, updated_at)
	select i, 1 + i * 48271 % :rows, 'Invoice ' || i, iif(i % 20, 'invoice', 'credit-note'), iif(i % 20, null, i - 1), case i * 31 % 10 when 0 then 'draft' when 1 then 'cancelled' else 'issued' end,
	date('2023-04-01', (i / 4 * 48271 % 1065) || ' days'), date('2023-05-01', (i / 4 * 48271 % 1065) || ' days'), iif(i % 20, null, 0), 'CNY', 10000000000, 'individual', i % 9000 * 88, i % 9000 * 12, i % 9000 * 100, 1, 1,
	'2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from n;
insert into payment (id, customer, kind, paid_on, amount, currency, last_allocation, owner, created_at, updated_at) select id, customer, 'receipt', date(due_on, '-3 days'), total, currency, 1, 1,
	'2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from invoice where id % 2 = 1 and status = 'issued';
insert into allocation (parent, number, invoice, amount, currency, allocated_on) select id, 1, id, amount, currency, paid_on from payment;
