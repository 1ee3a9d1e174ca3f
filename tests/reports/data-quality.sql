with found (t, what, n, whole) as (
	select 1, 'customer	no-phone-or-email', sum(phone is null and email is null), count(*) from customer
	union all select 2, 'customer	no-contact', sum(kind = 'company' and id not in (select customer from contact where customer is not null)), count(*) from customer
	union all select 3, 'customer	no-owner', sum(owner is null), count(*) from customer union all select 4, 'customer	no-class', sum(class is null), count(*) from customer
	union all select 5, 'customer	not-verified-for-a-year', count(*), count(*) from customer
	union all select 6, 'contact	no-customer', sum(customer is null), count(*) from contact union all select 7, 'contact	no-phone-or-email', sum(phone is null and mobile is null and email is null), count(*) from contact
	union all select 8, 'lead	no-source', sum(source is null and status not in ('converted', 'junk', 'lost')), count(*) from lead
	union all select 9, 'lead	no-answer-for-a-week', sum(first_response_at is null and status = 'new' and created_at < '2026-03-24'), count(*) from lead
	union all select 10, 'deal	no-amount', sum(amount is null and stage not in ('won', 'lost')), count(*) from deal
	union all select 11, 'deal	past-its-day', sum(close_on < '2026-03-31' and stage not in ('won', 'lost')), count(*) from deal
	union all select 12, 'product	no-price', sum(price is null and active = 1), count(*) from product union all select 13, 'product	no-cost', sum(cost is null and active = 1), count(*) from product
	union all select 14, 'order	line-without-cost', sum(status = 'approved' and id in (select parent from order_line where cost is null)), count(*) from "order")
select what, n, whole, RATE(n, whole) from found order by t;
