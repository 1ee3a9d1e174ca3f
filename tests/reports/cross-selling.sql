with bought as (select distinct customer, product from "order" o join order_line l on l.parent = o.id where status in ('approved', 'closed') and product is not null),
buyers as (select product, count(*) as n from bought group by product),
pair as (select a.product as product, b.product as other, count(*) as both from bought a join bought b on a.customer = b.customer and a.product <> b.product group by 1, 2),
lifted as (select pair.*, x.n as n, round(100.0 * both * (select count(distinct customer) from bought) / (x.n * y.n)) / 100.0 as lift
	from pair join buyers x on x.product = pair.product join buyers y on y.product = other)
select 'pr' || product, 'pr' || other, both, RATE(both, n), NUMBER(lift) from lifted order by both desc, lift desc, product, other;
