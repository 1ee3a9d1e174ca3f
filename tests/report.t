#!/bin/sh
# crm-report: own reports and those that ship, lists with pairs and subtotals, parameters, periods, days, joins, folders, mail.
. "$(dirname "$0")/lib.sh"

fresh
{
	crm-user add login=mei name=Mei email=mei@example.com
	crm-customer add name=Acme bill_city=上海 annual_revenue=100
	crm-customer add name=Beta bill_city=北京
	crm-customer add name=Gamma bill_city=上海
	cat >deals.csv <<-'END'
		name,customer,amount,currency,stage,close_on,owner
		One,Acme,1000.50,CNY,prospecting,2026-02-15,mei
		Two,Beta,2000.50,CNY,proposal,2026-03-15,mei
		Three,Gamma,3000.50,CNY,prospecting,2026-03-31,mei
		Four,Acme,4000.50,CNY,prospecting,2026-04-01,root
		Five,Beta,500.00,EUR,prospecting,2026-03-20,mei
	END
	sed -i "s/,root$/,$(id -un)/" deals.csv
	crm-deal import deals.csv
	for subject in fair call visit; do crm-event add subject=$subject starts_at=2026-03-0${#subject} about=d2; done
	crm-rate add currency=EUR rate=8 valid_from=2026-01-01
} >"$T/made" 2>"$T/error" || cat "$T/error"

# Lists.
is 'a list has the reference first' "d1${TAB}One${TAB}1000.50${NL}d2${TAB}Two${TAB}2000.50" "$(crm-report run from=deal layout=list columns=name,amount --limit=2)"
is 'with the names of its columns, it is input of set --batch' "#ref${TAB}name" "$(crm-report run from=deal layout=list columns=name --header | head -n 1)"
is 'a pair for each record of a relation, and one without' "d1${TAB}${NL}d2${TAB}fair${NL}d2${TAB}call${NL}d2${TAB}visit${NL}d3${TAB}${NL}d4${TAB}${NL}d5${TAB}" \
	"$(crm-report run from=deal layout=list with=events columns=events.subject)"
crm-report run from=deal layout=list with=customer,events group=customer.city columns=name,amount,events.subject sort=-amount --format=table >list.txt
is 'sums count a record once, whatever is joined; a row for each currency' '8001.50 2000.50 500.00 10002.00 500.00' "$(sed -n 's/^\(Subtotal\|Total\).* \([0-9.]*[0-9]\) *$/\2/p' list.txt | tr '\n' ' ' | sed 's/ $//')"
is 'the title, and what it is of' "Deal${NL}on 2026-03-05" "$(head -n 2 list.txt)"
is 'no totals for programs, unless asked for' '5 7' "$(crm-report run from=deal layout=list columns=amount | wc -l) $(crm-report run from=deal layout=list columns=amount --totals | wc -l)"
is '--sort instead of the order of a list' 'd2 d3 d1 d4 d5' "$(crm-report run from=deal layout=list columns=name sort=name --sort=-name | cut -f 1 | xargs)"
is 'of a summary' 'proposal prospecting' "$(crm-report run from=deal where=currency=CNY group=stage columns=count sort=stage --sort=count | cut -f 1 | xargs)"
fails 2 "--sort: there is no column 'nope'; there are stage, count" 'an unknown column of a summary' crm-report run from=deal group=stage columns=count --sort=nope
fails 2 "--sort: unknown field 'nope'" 'and of a list' crm-report run from=deal layout=list columns=name --sort=nope
fails 2 '--where: this report is made of all records; no criteria can be added to it' 'criteria that an analysis would pass over' crm-report run rfm --where=name~Acme
fails 65 'where: this report is made of all records' 'nor can they be saved' crm-report copy rfm name=mine where=name~Acme
is 'an analysis that chooses its records' 1 "$(crm-target add person=mei measure=calls period=2026 value=5 >/dev/null; crm-target add team=x measure=visits period=2026 value=5 >/dev/null; crm-report run targets --where=measure=calls | wc -l | tr -d ' ')"
fails 2 "columns: unknown field 'amout'; did you mean 'amount'?" 'an unknown column' crm-report run from=deal layout=list columns=amout
fails 2 "from: there is no record type 'dael'; did you mean 'deal'?" 'an unknown type' crm-report run from=dael
is 'sorted by what is computed, with the totals below' "d2 2000.50 1000.25;d1 1000.50 500.25;Total CNY 3001.00 ;" \
	"$(crm-report run from=deal layout=list columns=amount,half 'compute=half=amount/2' sort=-half where=amount=1000..2500 --totals | cut -f 1-3 | tr '\t\n' ' ;')"
fails 2 'sort: what is computed cannot be sorted by within groups' 'but not within groups' crm-report run from=deal layout=list columns=half compute=half=amount/2 sort=half group=stage
fails 2 'having: a list has no groups' 'a list leaves out no groups' crm-report run from=deal layout=list columns=name having=count=2..
fails 2 'with: owner.name' 'a way that is none' crm-report run from=deal layout=list with=owner.name

# Lists with computed columns, and in one currency: by hand from the deals above (5 is 500 EUR at 8), and of documents at their own rate.
list() { crm-report run from=deal layout=list "$@" | tr '\t' ' ' | tr '\n' ';'; }
is 'computed columns, where they are named; they need no column of the list' 'd4 600.075 Four 2;d3 450.075 Three 1;' \
	"$(list columns=tax,name,half 'compute=tax=amount*15/100; half=if(tax>500, 2, 1)' sort=-amount --limit=2)"
is 'behind the default ones when no columns are named, with names and in percent' 'd1 25.0125 low;' \
	"$(list where=name=One 'compute=part=amount/4000*100%; word=if(part>50, 2, 1) as low,high' --columns=ref,part,word)"
is 'nothing by nothing is empty' 'd5 ;' "$(list where=name=Five columns=x 'compute=x=amount/0')"
is 'amounts in one currency, which the column of that name says' 'd4 4000.50 CNY;d5 4000.00 CNY;' "$(list where=name=Four,Five columns=amount,currency in_currency=CNY)"
is 'and computed from that' 'd5 8000;' "$(list where=name=Five columns=double compute=double=amount*2 in_currency=CNY)"
crm-customer set Beta annual_revenue=7 >"$T/made"
is 'amounts of two currencies have no sum' 'd2 2007.5;d5 ;' "$(list where=name=Two,Five columns=sum compute=sum=amount+customer.annual_revenue)"
is 'unless they are converted' 'd2 2007.5;d5 4007;' "$(list where=name=Two,Five columns=sum 'compute=sum=part+customer.annual_revenue; part=amount' in_currency=CNY)"
crm-undo >"$T/made"
is 'totals are in it too, and computed columns have none' 'd4 4000.50 4000.5;d5 4000.00 4000;Total CNY 8000.50 ;' "$(list where=name=Four,Five columns=amount,x compute=x=amount in_currency=CNY --totals)"
is 'in the other direction' 'd4 500.06;' "$(list where=name=Four columns=amount in_currency=EUR)"
fails 2 "compute: x: unknown field 'amuont'; did you mean 'amount'?" 'a formula with a name that is none' crm-report run from=deal layout=list columns=x compute=x=amuont
fails 2 'compute: x: name is not a number' 'a formula with a text' crm-report run from=deal layout=list columns=x compute=x=name*2
fails 2 'compute: x is computed from itself' 'a circle' crm-report run from=deal layout=list columns=x 'compute=x=y+1;y=x'
fails 2 "'XXX' is not an ISO 4217 code" 'a currency that is none' crm-report run from=deal layout=list in_currency=XXX
fails 1 'JPY' 'a currency without a rate' crm-report run from=deal layout=list columns=amount in_currency=JPY

# Summaries.
is 'a summary by month, of the field of the period' "2026-03${TAB}3${NL}2026-04${TAB}1" "$(crm-report run from=deal group=month columns=count date=close_on period=2026-03..2026-04)"
fails 2 'group: month of which field?' 'a unit without a field' crm-report run from=deal group=month columns=count
is 'converted' "上海${TAB}8001.50${NL}北京${TAB}6000.50" "$(crm-report run from=deal group=customer.city columns=sum:amount in_currency=CNY --columns=customer.city,sum:amount)"
is 'the words that list what is in a row' 'd5' "$(words=$(crm-report run from=deal group=customer.city columns=sum:amount where=currency=EUR --filters | cut -f 4); eval "crm-deal list --format=ids $words currency=EUR")"
is 'and chosen columns, in another order' "4000.50${TAB}d4" "$(crm-report run from=deal layout=list columns=name,amount sort=-amount --columns=amount,ref --limit=1)"
fails 2 "--columns: there is no column 'sum:amout'; did you mean 'sum:amount'?" 'a column that the report has not' crm-report run pipeline --columns=sum:amout
is 'the statement instead of rows' yes "$(crm-report run from=deal group=stage --sql | grep -q select && echo yes)"
# However wide the table: a customer's records, and those that lead back to a row, are found by the reference, not by a stage that many have.
cp "$CRM_DB" wide.db
i=0
while [ $((i += 1)) -le 60 ]; do echo "alter table deal add column y_$i text;"; done | sqlite3 wide.db
plan() { { echo 'explain query plan'; crm-report run "from=$1" group=owner where="$2" --sql; echo ';'; } | sqlite3 wide.db; }
for each in 'deal/customer=c1 stage=won' 'deal/c1 stage=won,lost' 'deal/[ customer=c1 or customer=c2 ] stage=won' 'customer/deals.stage=won'; do
	like "found by the customer: ${each#*/}" 'INDEX deal_customer' "$(plan "${each%%/*}" "${each#*/}")"
done
like 'a stage alone by the stage' 'INDEX deal_stage' "$(plan deal stage=won)"
like 'what leads back is looked for by its own column' 'where r1."customer" = t.id and r1."title" is null)' \
	"$(crm-report run from=customer layout=list columns=ref where=contacts.title= --sql)"
like 'unless an index might be read for each record instead' 'where r1.id in (select own.id from "contact" own where own."customer" = t.id) and ' \
	"$(crm-report run from=customer layout=list columns=ref where=contacts.owner=u1 --sql)"
like 'what is never null is not asked whether it is' '(not ((t."phone" is null)) and not ((((coalesce(t."archived", 0) = ?)))))' \
	"$(crm-report run from=customer layout=list columns=ref where='not phone= not archived=yes' --sql)"

# Amounts in units, for people.
is 'in units' '0.10 0.20 0.30 0.40 0.05' "$(crm-report run from=deal layout=list columns=amount --format=table --unit=万 | awk '/^d/ { print $2 }' | xargs)"
fails 2 '--unit is for what people read' 'units are not for programs' crm-report run from=deal layout=list --unit=万

# Parameters.
cat >city.yaml <<'END'
name: City
from: deal
layout: list
columns: name
where: customer.city=${city} stage=${stage}
parameters: |
  city=上海
  stage=
  shown=name
  shown: name amount
  shown.amount=amount,currency
  [shown=amount]
  columns=${shown}
END
is 'a definition from a file' rp1 "$(crm-report add --file=city.yaml)"
is 'its defaults' 'd1 d3 d4' "$(crm-report run City | cut -f 1 | xargs)"
is 'another value; what has none asks nothing' 'd2 d5' "$(crm-report run City city=北京 | cut -f 1 | xargs)"
is 'two of them' d2 "$(crm-report run rp1 city=北京 stage=proposal | cut -f 1)"
is 'a value that sets a member, and stands for something else' "d2${TAB}2000.50${TAB}CNY" "$(crm-report run City city=北京 stage=proposal shown=amount)"
fails 2 "shown: 'x' is not one of name amount" 'a value that it may not have' crm-report run City shown=x
fails 2 "there is no parameter 'citi'; did you mean 'city'?" 'an unknown parameter' crm-report run City citi=上海
is 'further criteria' d3 "$(crm-report run City -w 'amount=3000..4000' | cut -f 1)"

# What is saved can be run.
fails 65 "columns: unknown field 'amout'; did you mean 'amount'?" 'a wrong definition is refused' crm-report add Bad from=deal columns=sum:amout
fails 65 "where: unknown field 'stge'; did you mean 'stage'?" 'a wrong filter too' crm-report add Bad from=deal where=stge=won
sed 's/^name: .*/name: Other/; s/customer.city/customer.metropolis/' city.yaml >wrong.yaml
fails 65 "wrong.yaml:5:8: where: " 'with its place in the file' crm-report add --file=wrong.yaml
fails 1 'the name of a report that ships' 'names of those that ship are taken' crm-report add pipeline from=deal
printf 'fields:\n  deal:\n    x_region: {label: Region, kind: text}\n' >schema.yaml
crm-db schema apply schema.yaml >/dev/null
crm-report add Regions from=deal group=x_region columns=count >/dev/null
printf 'fields:\n  deal:\n    x_area: {label: Area, kind: text, was: x_region}\n' >schema.yaml
crm-db schema apply schema.yaml >/dev/null
fails 2 "group: unknown field 'x_region'" 'a field that was renamed' crm-report run Regions
like 'which the check finds' "rp2: group: unknown field 'x_region'" "$(crm-db check)"
crm-report set rp2 group=x_area >/dev/null
is 'until it is changed' '' "$(crm-db check)"

# Those that ship.
is 'both are listed: own ones by reference, others by name' "rp1${NL}rp2${NL}pipeline" "$(crm-report list --format=ids | grep -x 'rp1\|rp2\|pipeline')"
is 'by folder, too' pipeline "$(crm-report list Sales --format=ids | grep -x pipeline)"
crm-report show pipeline --format=yaml | sed 's/^  name: .*/  name: Copied/' >copied.yaml
is 'one format: what show prints, add reads' rp3 "$(crm-report add --file=copied.yaml)"
is 'and gives the same rows' "$(crm-report run pipeline)" "$(crm-report run Copied)"
is 'a copy with changes' "rp4${NL}mei" "$(crm-report copy pipeline name=Mine where='owner=mei stage!=won,lost'; crm-report run Mine by=owner -f json | jq -r '.[0].owner' | sed "s/^u2$/mei/")"
fails 2 "name='My pipeline'" 'which needs a name' crm-report copy pipeline
fails 1 "there is no report 'pipelin'; did you mean 'pipeline'?" 'an unknown report' crm-report run pipelin
is 'several, one below the other' 2 "$(crm-report run pipeline City -f table | grep -c 'on 2026-03-05$')"
crm-report run pipeline nothing -f tsv >out.txt 2>error.txt && code=0 || code=$?
is 'a name that is none stops all' "1 0" "$code $(wc -l <out.txt)"
is 'the suffix names the format' '"stage","count"' "$(crm-report run pipeline --columns=stage,count -o out.csv; head -n 1 out.csv | tr -d '\r' | sed 's/\([a-z]*\),\([a-z]*\)/"\1","\2"/')"
fails 2 'no format has that suffix' 'another suffix' crm-report run pipeline -o out.doc
is 'pinned, the bytes are the same' "$(crm-report run pipeline -f table)" "$(TZ=America/New_York crm-report run pipeline -f table)"

# Those that ship can be one's own, whatever makes their rows.
for name in forecast sales abc invoices-aged cohorts boss; do
	crm-report copy "$name" name="own $name" >/dev/null 2>&1 || echo "$name is not copied"
	[ "$(crm-report run "$name" 2>&1)" = "$(crm-report run "own $name" 2>&1 | sed "s/own $name/$name/g")" ] || echo "$name is another one"
done >differ.txt
is 'a copy of each gives the same' '' "$(cat differ.txt)"
crm-report rm $(crm-report list name~own --format=ids | grep '^rp') >/dev/null

# Side by side.
crm-report add Open from=deal date=close_on group=month columns=count >/dev/null
crm-report add Held from=event date=starts_at group=month columns=count >/dev/null
is 'summaries side by side' "2026-02${TAB}1${TAB}${NL}2026-03${TAB}3${TAB}3${NL}2026-04${TAB}1${TAB}" "$(crm-report run join='Open Held on=month')"
fails 2 'join: name two or more reports' 'one alone' crm-report run join=Open
crm-report add Both parts='Open Held' >/dev/null
is 'one below the other' "$(crm-report run Open Held)" "$(crm-report run Both)"
fails 65 'is a part of itself' 'none is a part of itself' crm-report set Both parts='Both'

# By the days of documents and payments.
{
	crm-product add name=Pump code=P price=100 tax=vat0
	issue() { # DAY QUANTITY
		invoice=$(crm-invoice add customer=c1 subject="$1" --now="$1 09:00")
		crm-invoice line "$invoice" add pr1 qty="$2" tax= --now="$1 09:00"
		crm-invoice issue "$invoice" --now="$1 09:00"
	}
	issue 2026-03-10 10
	issue 2026-03-11 1
	crm-invoice cancel in2 --now='2026-04-03 09:00'
	issue 2026-04-10 10
	crm-payment add customer=c1 amount=400 paid_on=2026-03-20 --now='2026-04-12 09:00'
	crm-payment allocate pay1 in1=400 --now='2026-04-12 09:00'
	crm-payment add customer=c1 amount=600 paid_on=2026-04-02 --now='2026-04-12 09:00'
	crm-payment allocate pay2 in1=600 --now='2026-04-12 09:00'
} >"$T/made" 2>"$T/error" || cat "$T/error"
owed() { crm-report run from=invoice layout=list columns=status,balance where=balance=0.01.. --now='2026-05-01 09:00' "$@" | tr '\t' ' ' | tr '\n' ';'; }
is 'today' 'in3 issued 1000.00;' "$(owed)"
is 'at the end of March: what was paid then counts, what was cancelled later does not' 'in1 issued 600.00;in2 issued 100.00;' "$(owed on=2026-03-31)"
is 'on 12 March' 'in1 issued 1000.00;in2 issued 100.00;' "$(owed on=2026-03-12)"
is 'by what was entered: nothing of the payments' 'in1 issued 1000.00;in2 issued 100.00;' "$(owed --as-of=2026-03-31)"

# Folders.
fails 1 "crm-folder add 'Mondays' makes it" 'no folder is made by the way' crm-report set rp1 folder=Mondays
crm-folder add Mondays >/dev/null
crm-report set rp1 folder=Mondays >/dev/null
is 'the reports of a folder' rp1 "$(crm-report list folder=Mondays --format=ids)"
fails 1 'rf1 is referred to by rp1' 'a folder stays while it has reports' crm-folder rm rf1

# Mail.
crm-report set City recipients=mei mail_to='boss@example.com' mail_format=csv >/dev/null
crm-report set Open recipients=mei >/dev/null
crm-report add Empty from=deal layout=list where=amount=999999.. mail_to=boss@example.com only_with_rows=yes >/dev/null
crm-report run City Open Empty pipeline --mail >mails 2>error.txt && code=0 || code=$?
is 'a mail for each recipient, with all that he gets; one that fails does not stop the others' "1 m1 m2" "$code $(xargs <mails)"
like 'which is said' 'pipeline: it ships, and has no recipients' "$(cat error.txt)"
is 'to whom, what about' "City, Open (2026-03-05)${TAB}mei@example.com${TAB}queued${NL}City (2026-03-05)${TAB}boss@example.com${TAB}queued" "$(crm-mail list --columns=subject,to,status | cut -f 2-)"
is 'with the table' 'd1   One' "$(crm-mail show m2 --columns=body | grep -o 'd1   One')"
is 'and the file' 'City-2026-03-05.csv' "$(crm-file list f1 --columns=name | cut -f 2)"
is 'once for each period' '' "$(crm-report run City Open --mail 2>/dev/null)"
is 'of another day again' 'm3 m4' "$(crm-report run City --mail --now='2026-03-06 09:00' | xargs)"
is 'undone, it can be made again' 'm5 m6' "$(crm-undo --now='2026-03-06 09:01' >/dev/null; crm-report run City --mail --now='2026-03-06 09:02' | xargs)"
crm-report set Open mail_format=html >/dev/null
is 'a page' '<!DOCTYPE html>' "$(crm-report run Open --mail --now='2026-03-07 09:00' >/dev/null; crm-file get "$(crm-file list --format=ids | tail -n 1)" -o - | head -c 15)"
is 'all of it is sound' '' "$(crm-db check)"

is 'names are completed, and parameters' "pipeline$NL" "$(crm-report __complete --shell=plain --cword=2 -- crm-report run pipel | cut -f 1)$NL"
is 'with their defaults' "by=${TAB}stage" "$(crm-report __complete --shell=plain --cword=3 -- crm-report run pipeline by)"
printf 'name: Yes\nfrom: deal\ngroup: stage\nall_values: yes\n' >yes.yaml
printf 'name: No\nfrom: deal\ngroup: stage\nall_values: false\n' >no.yaml
is 'yes is yes, and false is no' 'yes no' "$(for file in yes no; do crm-report show "$(crm-report add --file=$file.yaml)" --columns=all_values; crm-undo >/dev/null; done | sed -n "s/^all_values$TAB//p" | xargs)"
done_testing
