select 'so' || id, number, 'c' || customer, repeat, repeat_until, MONEY(total), currency, 'u' || owner from "order"
where status = 'approved' and repeat_until between '2026-03-31' and '2026-05-30' order by repeat_until, id;
