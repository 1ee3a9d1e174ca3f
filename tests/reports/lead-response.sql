with recursive WORKED, took as (select lead.id as lead, sum(max(0, min(strftime('%s', first_response_at), closes) - max(strftime('%s', created_at), opens))) as seconds
	from lead join shift on opens < strftime('%s', first_response_at) and closes > strftime('%s', created_at) group by 1),
summed as (select source, count(*) as n, count(first_response_at) as answered, sum(seconds) as whole, max(seconds) as longest, 3600 as hour, 3600 * count(first_response_at) as hours
	from lead left join took on lead = id where LOCAL(created_at) between '2025-04-01' and '2026-03-31' group by source)
select source, n, answered, MEAN(whole, hours), case when longest is null then '' else MEAN(longest, hour) end from summed order by source is null, source;
