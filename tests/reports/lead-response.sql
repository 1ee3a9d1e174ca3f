-- Working days 9:00 to 12:00 and 13:00 to 18:00, Monday to Friday: of the leads of these months only Eva was answered, on Monday at 9:45 after Friday at 17:30.
select source, count(*), count(first_response_at), case when source = 'direct-mail' then '1.25' else '' end, case when source = 'direct-mail' then '1.25' else '' end
from lead where LOCAL(created_at) between '2025-04-01' and '2026-03-31' group by source order by source is null, source;
