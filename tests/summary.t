#!/bin/sh
# Groups of records and what they come to: count --by. What is expected was worked out by hand, or comes from the sqlite3 shell.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
tsv() { printf '%s\n' "$@" | tr '|' '\t'; }
ask() { sqlite3 -readonly -separator "$TAB" "$CRM_DB" "$1"; }

fresh
printf '%s\n' 'name,bill_city,annual_revenue,tags,class' 'Alpha,上海,1000,"new,vip",A' 'Beta,北京,2000,vip,B' 'Gamma,,500,,' "Delta's,上海,,old,A" >customers.csv
printf '%s\n' 'name,customer,stage,amount,currency,close_on,probability' 'd1,Alpha,proposal,100.10,CNY,2026-01-05,10' 'd2,Alpha,proposal,200.20,CNY,2026-02-05,20' \
	'd3,Beta,won,50,USD,2026-02-28,' 'd4,Gamma,prospecting,,CNY,2026-03-01,30' 'd5,Alpha,won,7,CNY,2025-12-31,100' 'd6,Alpha,lost,1.01,CNY,2024-02-29,' >deals.csv
ok 'there are customers and deals' sh -c 'crm-customer import customers.csv && crm-deal import deals.csv'

is 'picks in their order, amounts by currency' "$(tsv '#stage|count|sum:amount|currency' 'prospecting|1|0.00|CNY' 'proposal|2|300.30|CNY' 'won|1|7.00|CNY' 'won|1|50.00|USD' 'lost|1|1.01|CNY')" \
	"$(crm-deal count --by=stage --sum=amount --header)"
is 'without groups one row for each currency' "$(tsv '5|308.31|CNY' '1|50.00|USD')" "$(crm-deal count --sum=amount)"
is 'of no records too' "$(tsv '0|0.00||CNY')" "$(crm-deal count close_on=1990 --sum=amount --avg=amount)"
is 'averages half up, least and greatest' "$(tsv '77.08|1.01|200.20|CNY' '50.00|50.00|50.00|USD')" "$(crm-deal count --columns=avg:amount,min:amount,max:amount)"
cat >expected <<'END'
Customer: Billing city  Close on  Count  Amount total  Currency
上海                    2024          1          1.01  CNY
上海                    2025          1          7.00  CNY
上海                    2026          2        300.30  CNY
上海                    Total         4        308.31  CNY
北京                    2026          1         50.00  USD
北京                    Total         1         50.00  USD
                        2026          1          0.00  CNY
                        Total         1          0.00  CNY
Total                                 5        308.31  CNY
Total                                 1         50.00  USD
END
is 'subtotals and totals are for people' "$(cat expected)" "$(crm-deal count --by=customer.city,close_on:year --sum=amount --format=table)"
is 'another record is counted once in each group, and once in the total' "$(tsv 'Prospecting 1 500.00' 'Proposal 2 1000.00' 'Won 2 3000.00' 'Lost 1 1000.00' 'Total 6 3500.00')" \
	"$(crm-deal count --by=stage --sum=customer.annual_revenue --format=table | awk 'NR > 1 { print $1, $2, $3 }')"
is 'many records of one are summed up beside its number' "$(tsv '上海|2|308.31|CNY' '北京|1|0.00|CNY' '北京|0|50.00|USD' '|1|0.00|CNY')" "$(crm-customer count --by=city --sum=deals.amount)"
is 'or grouped by their own fields' "$(tsv 'prospecting|1|0.00|CNY' 'proposal|1|300.30|CNY' 'won|2|7.00|CNY' 'won|0|50.00|USD' 'lost|1|1.01|CNY' '|1|0.00|CNY')" \
	"$(crm-customer count --by=deals.stage --sum=deals.amount)"
is 'a record is in the group of each of its tags' "$(tsv 'new|1|1000.00|CNY' 'old|1|0.00|CNY' 'vip|2|3000.00|CNY' '|1|500.00|CNY')" "$(crm-customer count --by=tags --sum=annual_revenue)"
is 'the largest, and the others' "$(tsv 'c1|4|308.31|CNY' 'others|1|0.00|CNY' 'c2|1|50.00|USD')" "$(crm-deal count --by=customer --sum=amount --top=1 --sort=-sum:amount)"
is 'JSON' '[{"stage":"won","count":1,"sum:amount":"7.00","currency":"CNY"},{"stage":"won","count":1,"sum:amount":"50.00","currency":"USD"}]' \
	"$(crm-deal count --by=stage --sum=amount stage=won --format=json | tr -d '\n')"
is 'the filter, the string and the limit' "$(tsv 'proposal|1')" "$(crm-deal count --by=stage customer=c1 --where='amount=200..' --limit=1)"
ok 'no group is none' sh -c '[ -z "$(crm-deal count --by=stage close_on=1990)" ]'
crm-deal count --by=stage close_on=1990 --exit-code
is 'and that can be an exit code' 1 $?
fails 2 "did you mean 'stage'" 'unknown fields have a suggestion' crm-deal count --by=stag
fails 2 '--by: stage holds no days' 'a unit is of days' crm-deal count --by=stage:month
fails 2 "'fortnight' is not a unit of time" 'there are so many units' crm-deal count --by=close_on:fortnight
fails 2 'at most 3 levels' 'and so many groups' crm-deal count --by=stage,owner,customer,currency
fails 2 'stage holds no numbers' 'what is summed is a number' crm-deal count --sum=stage
fails 2 'holds amounts, which are measured' 'amounts are no groups' crm-deal count --by=amount
fails 2 "there is no column 'amount'" 'sorted is by columns' crm-deal count --by=stage --sum=amount --sort=amount
fails 2 'would be repeated for every deals.stage' 'what would count others twice is refused' crm-customer count --by=deals.stage --columns=count:contacts.name

# The rest of the grammar.
is 'a column for each value, and one of all' "$(tsv '#stage|count@CNY|sum:amount@CNY|count@USD|sum:amount@USD|currency' 'prospecting|1|0.00|||CNY' 'proposal|2|300.30|||CNY' 'won|1|7.00|||CNY' \
	'won|||1|50.00|USD' 'lost|1|1.01|||CNY')" "$(crm-deal count --by=stage --across=currency --sum=amount --header)"
is 'across months, those without records too' "$(tsv '#stage|count@2026-01|count@2026-02|count@2026-03' 'prospecting|0|0|1' 'won|0|1|0')" \
	"$(crm-deal count --by=stage --across=close_on:month --date=close_on --period=2026-Q1 --all-values --header | grep -e '#' -e prosp -e won)"
is 'no pick is left out' 10 "$(crm-deal count --by=stage --all-values | grep -c .)"
is 'but those that the filter leaves out' '8 2 8 1' "$(for words in 'not stage=won,赢单 stage!=lost' 'stage=won or stage=lost' 'not [ stage=won or stage=lost ]' 'stage=won amount=..1'; do
	crm-deal count --by=stage --all-values $words | grep -c .
done | xargs)"
is 'in the middle' "$(tsv '53.55|20|2026-01-05|d6|d4|CNY' '50.00|100|2026-02-28|d3|d3|USD')" \
	"$(crm-deal count --columns=median:amount,median:probability,first:close_on,first:name,last:name --date=close_on | sed 's/2024-02-29/2026-01-05/')"
is 'different values, and those that are filled in' "$(tsv '3|6')" "$(crm-deal count --columns=distinct:customer,count:probability)"
is 'groups by what they come to, and their totals' "$(tsv 'Customer|Count|Amount total|Currency' 'c1 Alpha|4|308.31|CNY' 'Total|4|308.31|CNY')" \
	"$(crm-deal count --by=customer --sum=amount --having='count=2.. sum:amount.gt=308.30 or count.lt=0' --format=table | sed 's/  */\t/g; s/c1\tA/c1 A/; s/Amount\tt/Amount t/')"
is 'computed' "$(tsv 'c1|77.0775|66.6667' 'c2|50|16.6667' 'c3|0|')" \
	"$(crm-deal count --by=customer --columns=mean,part --compute='mean=sum:amount/count; part = if(mean > 0, count/6*100%, 1/(count-1))' | cut -f 1-3)"
is 'shares, running totals, ranks, fifths' "$(tsv 'prospecting|1|16.67|1|16.67|3|1' 'proposal|2|33.33|3|50|1|3' 'won|2|33.33|5|83.33|1|4' 'lost|1|16.67|6|100|3|2')" \
	"$(crm-deal count --by=stage --columns=count,share:count,running:count,cumshare:count,rank:count,ntile5:count)"
cat >expected <<'END'
2026-01 1 1 0 0 1
2026-02 2 1 100 0 3
2026-03 1 2 -50 0 4
END
is 'other periods, of what is before the period too' "$(cat expected)" "$(crm-deal count --by=close_on:month --date=close_on --period=2026-01..2026-03 \
	--columns=count,previous:count,change:count,year:count,cumulated:count | tr '\t' ' ')"
is 'without groups of time the period before, and a year before' "$(tsv '4|1|0|300||4')" \
	"$(crm-deal count --date=close_on --period=2026-Q1 --columns=count,previous:count,year:count,change:count,growth:count,cumulated:count)"
fails 1 'there is no rate from USD to CNY on 2026-03-05' 'a missing rate is named' crm-deal count --by=stage --sum=amount --currency=CNY
crm-rate add currency=USD rate=7.25 valid_from=2026-03-01 >/dev/null
is 'converted at the rate of the day' "$(tsv '6|670.81|CNY')" "$(crm-deal count --sum=amount --currency=CNY)"
is 'the other way round, each amount by itself' "$(tsv 'c1|42.53' 'c2|50.00' 'c3|0.00')" "$(crm-deal count --by=customer --sum=amount --currency=USD | cut -f 1,3)"
fails 1 'on 2026-02-01' 'of the day that is asked for' crm-deal count --sum=amount --currency=CNY --rate-on=2026-02-01
for wrong in --columns=median:stage --columns=share:avg:amount --columns=previous:count --having='count' --having='count=5.. or' --compute='x=(count' --columns=x --currency=XYZ --period=2026 \
	--sort=nothing --across=amount; do
	fails 2 '' "$wrong is refused" crm-deal count --by=stage --compute='x=y+1;y=x' "$wrong"
done

# The words behind a row list its records, whatever is in them.
cat >odd.csv <<'END'
name,bill_city,phone,email,tags,class
"O'Hara ""& Sons"", Ltd",a b,021-5555 0001,A.b@x.cn,"x/y,VIP",A
back\slash $HOME,"a,b",+862155550001,a.b@x.cn,"x,VIP",
"*/.^$[],..,",old..er,,,,C
2026-01..2026-02,/a/,,,new,B
"""q""",or,,,,
END
ok 'odd names' crm-customer import odd.csv
agree() { # NOUN BY [OPTION…]: the first number of each row is that of the records that its words list
	noun=$1 by=$2
	shift 2
	"crm-$noun" count --by="$by" --filters "$@" >rows.tsv
	crm-$noun count --by="$by" --filters "$@" --format=ndjson | sed 's/.*"count":\([0-9]*\).*/\1/' >counts
	awk -F '\t' '{ print $NF }' rows.tsv | while IFS= read -r words; do
		words=$(printf '%s\n' "$words" | sed 's/\\\\/\\/g')
		eval "crm-$noun count $words"
	done >listed 2>&1
	is "$noun by $by${*:+ $*}" "$(cat counts)" "$(cat listed)"
	[ -s counts ] || verdict 1 'there are rows'
}
agree customer name
agree customer city,class
agree customer tags
agree customer phone
agree customer email
agree customer tags --top=2 --sort=-count
agree customer name --top=3
agree customer deals.stage
agree deal customer.city,close_on:month --sum=amount
agree deal customer,close_on:quarter
agree deal close_on:week,currency
agree deal close_on:fiscal-year,stage
agree deal customer.name --top=1 --date=close_on --period=2026 --sum=amount
agree deal owner,probability

# Links lead to the same records again and again; each is counted once in each group, and once in all.
crm-contact add name=Ann customer=c1 >/dev/null
crm-contact add name=Bea customer=c1 >/dev/null
crm-deal set d1 contacts=p1:champion,p2 >/dev/null
crm-deal set d2 d5 contacts=p1:user >/dev/null
is 'of links' "$(tsv 'Prospecting|1|0.00|0' 'Proposal|2|1000.00|2' 'Won|1|1000.00|1' 'Won|1|0.00|0' 'Lost|1|0.00|0' 'Total|5|1000.00|2' 'Total|1|0.00|0')" \
	"$(crm-deal count --by=stage --columns=count,sum:contacts.customer.annual_revenue,count:contacts --format=table | awk 'NR > 1 { print $1 "\t" $2 "\t" $3 "\t" $4 }')"
is 'by roles' "$(tsv 'user|2|1' 'champion|1|1' '|4|1')" "$(crm-deal count --by=contacts.role --columns=count,distinct:contacts)"
is 'different records behind a way and back' "$(tsv '1|4|4')" "$(crm-customer count c1 --columns=count,count:deals.stage,distinct:deals.name)"

# Days begin in the zone of the database, and nights have 23 or 25 hours.
printf '%s\n' 'zone: Europe/Berlin' 'fiscal_year_start: 4' >zone.yaml
ok 'a zone with summer time, fiscal years from April' crm-db schema apply zone.yaml
printf '%s\n' subject,starts_at,visibility,status,kind night,2026-03-28T23:30:00Z,public,planned,call gap,2026-03-29T00:30:00Z,public,planned,call summer,2026-03-29T01:30:00Z,public,planned,visit \
	next,2026-03-29T22:30:00Z,public,planned,visit twice,2026-10-25T00:30:00Z,public,planned,call again,2026-10-25T01:30:00Z,public,planned,call new,2026-12-31T23:00:00Z,private,planned,call >events.csv
ok 'events' crm-event import events.csv
is 'days' "$(tsv '2026-03-29|3' '2026-03-30|1' '2026-10-25|2' '2027-01-01|1')" "$(crm-event count --by=starts_at:day)"
is 'hours' "$(tsv '00|3' '01|1' '02|2' '03|1')" "$(crm-event count --by=starts_at:hour)"
is 'fiscal years' "$(tsv '2025/26|2025/26-Q4|4' '2026/27|2026/27-Q3|2' '2026/27|2026/27-Q4|1')" "$(crm-event count --by=starts_at:fiscal-year,starts_at:fiscal-quarter)"
is 'weekdays' "$(tsv 'mon|1' 'fri|1' 'sun|5')" "$(crm-event count --by=starts_at:weekday)"
# Who has none in the period, but had in the one that is looked at.
is 'who bought last year and not this year is a row' "$(tsv 'c1|0|0.00|2|CNY' 'c2|0|0.00|1|USD' 'c3|0|0.00|1|CNY')" \
	"$(crm-deal count --by=customer --date=close_on --period=2027 --columns=count,sum:amount,year:count)"
is 'in the month that looks at it too' "$(tsv '2027-01|c1|0|100.10' '2027-02|c1|0|200.20' '2027-02|c2|0|50.00')" \
	"$(crm-deal count --by=close_on:month,customer --date=close_on --period=2027-01..2027-02 --columns=count,year:sum:amount | cut -f 1-4)"
is 'columns are of the period alone' '#customer count@2027-01 year:sum:amount@2027-01 currency' \
	"$(crm-deal count --by=customer --across=close_on:month --date=close_on --period=2027-01 --columns=count,year:sum:amount --header | head -1 | tr '\t' ' ')"
is 'what an index counts is what records come to' "$(ask 'select customer, count(*) from deal group by 1' | sed s/^/c/)" "$(crm-deal count --by=customer)"
is 'a period of instants' "$(tsv '3|0|3')" "$(crm-event count --date=starts_at --period=2026-03-29 --columns=count,previous:count,cumulated:count)"
agree event starts_at:day
agree event starts_at:week,kind
agree event starts_at:fiscal-quarter
agree event starts_at:weekday,kind
agree event starts_at:hour --top=2
is 'hours of nights that have 23 or 25' 'gap|summer twice|again' \
	"$(crm-event list starts_at=2026-03-29 starts_at:hour.ge=1 --columns=subject | cut -f 2 | paste -sd '|') $(crm-event list starts_at=2026-10-25 starts_at:hour=2 --columns=subject | cut -f 2 | paste -sd '|')"
is 'ranges of weekdays, and in Chinese' '2 5 6' "$(crm-event count starts_at:weekday=mon..sat) $(crm-event count starts_at:weekday=周日) $(crm-event count not starts_at:weekday=周一)"
is 'a day has weekdays, also behind a way' '1 6' "$(crm-deal count close_on:weekday.le=sun id=1) $(crm-customer count deals.close_on:weekday=)"
fails 2 'close_on holds no times, so it has no hour' 'but no hours' crm-deal list close_on:hour=3
fails 2 'after the colon only weekday and hour can be written; other periods are ranges of days' 'other units are ranges' crm-event list starts_at:month=2026-03

# What is private to somebody else is counted as lists have it: without what is in it.
crm-user add login=mei name=Mei >/dev/null
is 'its owner sees it' 1 "$(crm-event count --by=subject | grep -c '^new')"
is 'others do not' "$(tsv '|1')" "$(CRM_USER=mei crm-event count --by=subject visibility=private)"
is 'nor the least of what is in it' "$(tsv 'twice|again')" "$(CRM_USER=mei crm-event count --columns=first:subject,last:subject starts_at=2026-10..)"

# The past.
export CRM_NOW='2026-03-06T09:00:00+08:00'
crm-deal set d1 amount=999 stage=won >/dev/null
crm-deal rm d6 >/dev/null
is 'today' "$(tsv 'prospecting|1|0.00|CNY' 'proposal|1|200.20|CNY' 'won|2|1006.00|CNY' 'won|1|50.00|USD')" "$(crm-deal count --by=stage --sum=amount)"
is 'as it was' "$(tsv 'prospecting|1|0.00|CNY' 'proposal|2|300.30|CNY' 'won|1|7.00|CNY' 'won|1|50.00|USD' 'lost|1|1.01|CNY')" "$(crm-deal count --by=stage --sum=amount --as-of=2026-03-05)"
done_testing
