select 'p' || id, name, phone, mobile, email, 'u' || owner from contact where customer is null and coalesce(archived, 0) = 0 order by id;
