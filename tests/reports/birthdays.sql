-- From 31 March to 30 April 2026; nobody here has a day of the Chinese calendar.
with dated as (select 'p' || id as ref, name, 'birthday' as what, birthday as since, owner from contact where birthday <> ''
	union all select 'c' || id, name, 'birthday', birthday, owner from customer where birthday <> '' union all select 'c' || id, name, 'founded', founded_on, owner from customer where founded_on <> '')
select ref, name, '2026-' || substr(since, -5), what, since, case when owner is null then '' else 'u' || owner end from dated where substr(since, -5) between '03-31' and '04-30' order by 3, ref;
