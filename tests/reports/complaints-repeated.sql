select 'c' || customer, count(*) as n from ticket where category = 'complaint' and customer is not null and LOCAL(opened_at) between '2025-01-01' and '2025-12-31'
group by customer having count(*) >= 2 order by n desc, customer;
