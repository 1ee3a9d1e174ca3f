select 'as' || id, serial, 'pr' || product, 'c' || customer, warranty_until, 'u' || owner from asset where warranty_until between '2026-03-31' and '2026-05-30' order by warranty_until, id;
