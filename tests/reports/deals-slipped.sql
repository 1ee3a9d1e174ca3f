select 'd' || id, name, 'c' || customer, stage, MONEY(amount), currency, close_on,
	cast(julianday('2026-03-31') - julianday((select LOCAL(max_at) from (select max(at) as max_at from stage_move where parent = deal.id))) as integer), 'u' || owner
from deal where stage not in ('won', 'lost') and close_on < '2026-03-31' order by close_on, id;
