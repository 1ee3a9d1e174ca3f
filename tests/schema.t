#!/bin/sh
# What a schema file says about selling: the firm, taxes, numbers, rounding. tests/unit/schema.c has the rest.
. "$(dirname "$0")/lib.sh"

# told WHAT YAML LINES: the file tells these lines, does them, and then tells nothing more.
told() {
	printf '%s\n' "$2" >schema.yaml
	is "$1" "$3" "$(crm-db schema diff schema.yaml 2>&1)"
	ok "$1: it is applied" crm-db schema apply schema.yaml
	is "$1: it is done" '' "$(crm-db schema diff schema.yaml 2>&1)"
	crm-db schema show >shown.yaml
	is "$1: what is shown can be applied again" '' "$(crm-db schema diff shown.yaml 2>&1)"
}

# refused CODE PART YAML
refused() {
	printf '%s\n' "$3" >schema.yaml
	fails "$1" "$2" "refused: $2" crm-db schema apply schema.yaml
}

section() { crm-db schema show | sed -n "/^$1:/,/^\$/p" | sed '1d;/^$/d'; }

fresh
is 'the taxes of a new database' '  vat13: {en: VAT 13%, zh: 增值税13%, rate: 13}
  vat9: {en: VAT 9%, zh: 增值税9%, rate: 9}
  vat6: {en: VAT 6%, zh: 增值税6%, rate: 6}
  vat3: {en: VAT 3%, zh: 增值税3%, rate: 3}
  vat0: {en: VAT 0%, zh: 增值税0%, rate: 0}
  exempt: {en: Exempt, zh: 免税, rate: 0}' "$(section taxes)"
is 'the numbers of a new database' '  quote: "Q-{year}-{number:4}"
  order: "SO-{year}-{number:4}"
  delivery: "DN-{year}-{number:4}"
  return: "RN-{year}-{number:4}"
  purchase: "PO-{year}-{number:4}"
  invoice: "INV-{year}-{number:4}"
  credit-note: "CN-{year}-{number:4}"' "$(section numbering)"
is 'how it rounds' 'rounding: half-up' "$(crm-db schema show | grep ^rounding)"
is 'what is not in stock' 'negative-stock: refuse' "$(crm-db schema show | grep ^negative-stock)"
crm-db schema show >new.yaml
is 'what is shown of a new database changes nothing' '' "$(crm-db schema diff new.yaml 2>&1)"

# Words.
told 'words' 'rounding: half-even
negative-stock: warn' 'rounding: half-up → half-even
negative-stock: refuse → warn'
refused 65 "schema.yaml:1:11: rounding: 'up' is neither half-up nor half-even" 'rounding: up'
refused 65 "negative-stock: 'yes' is neither refuse nor warn" 'negative-stock: yes'

# The firm.
told 'the firm' 'company:
  name: 上海泵业有限公司
  code: 200000
  phone: 021-6666 8888
  tax_number: 91310000MA1FL3LK6F
  terms: |
    1. 款到发货

      2. {no: yaml} # here
  footer: "one: two"' 'company.name: (empty) → 上海泵业有限公司
company.code: (empty) → 200000
company.phone: (empty) → 021-6666 8888
company.tax_number: (empty) → 91310000MA1FL3LK6F
company.terms: another text
company.footer: another text'
is 'lines stay lines' '  terms: |-
    1. 款到发货

      2. {no: yaml} # here
  footer: "one: two"' "$(crm-db schema show | sed -n '/^  terms:/,/^  footer:/p')"
told 'a firm without telephone' 'company: {phone: ~, name: 泵}' 'company.phone: 021-6666 8888 → (empty)
company.name: 上海泵业有限公司 → 泵'
refused 65 "unknown field of the company 'nam'; did you mean 'name'?" 'company: {nam: x}'
refused 65 'company.tax_number' 'company: {tax_number: 9131_0000}'
refused 65 'one value is expected' 'company: {name: [a, b]}'
refused 65 'a text is expected here' 'company: {terms: [a, b]}'
refused 65 'without control characters' 'company: {terms: "a\tb"}'
refused 65 'without control characters' 'company: {name: "a\nb"}'
refused 65 'at most 300' "company: {name: $(printf '%0301d' 7)}"
refused 65 'at most 4000' "company: {footer: $(printf '%04001d' 7)}"
refused 65 'lines of `name: …` are expected' 'company: pumps'

# Taxes.
told 'a tax' 'taxes:
  mwst: {en: VAT 19%, rate: 19}
  sales-tax: {zh: 销售税, rate: 8.875}
  gst: {rate: "5%"}' 'taxes: + mwst: 19
taxes: + sales-tax: 8.875
taxes: + gst: 5'
is 'labels stand for each other' '  gst: {en: gst, zh: gst, rate: 5}
  mwst: {en: VAT 19%, zh: VAT 19%, rate: 19}
  sales-tax: {en: 销售税, zh: 销售税, rate: 8.875}' "$(section taxes | tail -n 3 | sort)"
told 'dated rates, in any order' 'taxes:
  vat13:
    rates:
      - {rate: 13, from: 2019-04-01}
      - {rate: 17, until: 2018-04-30}
      - {rate: 16, from: 2018-05-01, until: 2019-03-31}' \
	'taxes.vat13: rate 13 → 17 until 2018-04-30, 16 from 2018-05-01 until 2019-03-31, 13 from 2019-04-01'
is 'they are shown by day' \
	'  vat13: {en: VAT 13%, zh: 增值税13%, rates: [{rate: 17, until: 2018-04-30}, {rate: 16, from: 2018-05-01, until: 2019-03-31}, {rate: 13, from: 2019-04-01}]}' \
	"$(section taxes | head -n 1)"
told 'another label' 'taxes: {vat13: {en: Standard}}' 'taxes.vat13: en VAT 13% → Standard'
told 'a tax as it was built in' 'taxes: {vat13: {rate: 13, en: VAT 13%}}' 'taxes.vat13: en Standard → VAT 13%
taxes.vat13: rate 17 until 2018-04-30, 16 from 2018-05-01 until 2019-03-31, 13 from 2019-04-01 → 13'
told 'a built-in tax goes' 'taxes: {vat3: ~, gst: ~, nothing: ~}' 'taxes: - vat3
taxes: - gst'
is 'a built-in tax that went is shown' '  vat3: ~' "$(section taxes | tail -n 1)"
cp shown.yaml first.yaml
told 'it comes back' 'taxes: {vat3: {}}' 'taxes: + vat3: 3'
is 'as it was' '  vat3: {en: VAT 3%, zh: 增值税3%, rate: 3}' "$(section taxes | grep vat3)"

refused 65 "'VAT' is not the name of a tax" 'taxes: {VAT: {rate: 1}}'
refused 65 'is not the name of a tax' 'taxes: {"a,b": {rate: 1}}'
refused 65 'taxes.new: a new tax needs its rate' 'taxes: {new: {en: New}}'
refused 65 'expected here' 'taxes: {new: 5}'
refused 65 "unknown key of a tax 'rat'; did you mean 'rate'?" 'taxes: {new: {rat: 5}}'
refused 65 "unknown key of a rate 'form'; did you mean 'from'?" 'taxes: {new: {rates: [{rate: 5, form: 2019-01-01}]}}'
refused 65 'beyond 0 to 100 percent' 'taxes: {new: {rate: 100.0001}}'
refused 65 'beyond 0 to 100 percent' 'taxes: {new: {rate: -1}}'
refused 65 'taxes.new: rate:' 'taxes: {new: {rate: much}}'
refused 65 'taxes.new: rate:' 'taxes: {new: {rate: 1.00001}}'
refused 65 'taxes.new: rate:' 'taxes: {new: {rate: ~}}'
refused 65 'there is rate: and rates:' 'taxes: {new: {rate: 5, rates: [{rate: 5}]}}'
refused 65 'a list of 1 to 100 rates' 'taxes: {new: {rates: []}}'
refused 65 'a line `- {rate: 13, from: 2019-04-01}`' 'taxes: {new: {rates: [5]}}'
refused 65 'a line `- {rate: 13, from: 2019-04-01}`' 'taxes: {new: {rates: [{from: 2019-04-01}]}}'
refused 65 "from: '2019-02-29' is not a day" 'taxes: {new: {rates: [{rate: 5, from: 2019-02-29}]}}'
refused 65 "until: 'today' is not a day" 'taxes: {new: {rates: [{rate: 5, until: today}]}}'
refused 65 'ends on 2019-01-01, before it begins on 2019-01-02' 'taxes: {new: {rates: [{rate: 5, from: 2019-01-02, until: 2019-01-01}]}}'
refused 65 'schema.yaml:1:22: taxes.new: two rates overlap from 2020-01-01; end the older one with until: 2019-12-31' \
	'taxes: {new: {rates: [{rate: 6, from: 2020-01-01}, {rate: 5, from: 2019-01-01}]}}'
refused 65 'two rates overlap on 2020-01-01; each day has one' \
	'taxes: {new: {rates: [{rate: 6, from: 2020-01-01}, {rate: 5, until: 2020-01-01}]}}'
refused 65 'two rates overlap on 2020-01-01; each day has one' \
	'taxes: {new: {rates: [{rate: 6, from: 2020-01-01}, {rate: 5, from: 2020-01-01}]}}'
refused 65 'two rates overlap; each day has one' 'taxes: {new: {rates: [{rate: 6}, {rate: 5}]}}'
{
	echo 'taxes:'
	i=0
	while [ $((i += 1)) -le 200 ]; do echo "  tax-$i: {rate: 1}"; done
} >schema.yaml
fails 1 'at most 200 taxes' 'too many taxes' crm-db schema apply schema.yaml

# A tax in use.
crm-product add name=Pump currency=CNY tax=mwst,vat13 >/dev/null
crm-product add name=Hose currency=CNY tax=mwst >/dev/null
refused 1 'taxes.mwst cannot be removed: it is in 2 products; give them another, or end its last rate with until:' 'taxes: {mwst: ~}'
refused 1 'taxes.vat13 cannot be removed: it is in 1 product;' 'taxes: {vat13: ~}'
crm-product set pr1 tax=vat9 >/dev/null
crm-product set pr2 tax= >/dev/null
told 'a tax that nothing has any more' 'taxes: {mwst: ~}' 'taxes: - mwst'

# Completion.
offered() { "$1" __complete --shell=bash --cword=2 --breaks=' ' -- "$1" list "$2" | sed 's/ .*//' | paste -sd' ' -; }
is 'taxes are offered' 'tax=vat13 tax=vat9 tax=vat6 tax=vat3 tax=vat0' "$(offered crm-product tax=v)"
is 'a tax of the database is offered' 'tax=sales-tax' "$(offered crm-product tax=s)"
is 'for shipping too' 'shipping_tax=exempt' "$(offered crm-quote shipping_tax=e)"
is 'and for lines' 'lines.tax=vat13' "$(offered crm-quote lines.tax=vat1)"

# Numbers.
told 'a pattern' 'numbering:
  quote: "报{yy}{month}-{number:3}"
  invoice: "{number}"' 'numbering.quote: Q-{year}-{number:4} → 报{yy}{month}-{number:3}
numbering.invoice: INV-{year}-{number:4} → {number}'
told 'a pattern as it was built in' 'numbering: {invoice: ~, quote: "Q-{year}-{number:4}"}' 'numbering.invoice: {number} → INV-{year}-{number:4}
numbering.quote: 报{yy}{month}-{number:3} → Q-{year}-{number:4}'
is 'leaves no setting' '' "$(crm-db export kept >/dev/null; grep numbering kept/setting.ndjson)"
refused 65 "unknown document type 'qoute'; did you mean 'quote'?" 'numbering: {qoute: "{number}"}'
refused 65 'has no {number}' 'numbering: {quote: "Q-{year}"}'
refused 65 'has {number} twice' 'numbering: {quote: "Q-{number}{number:3}"}'
refused 65 'has {month} without {year}' 'numbering: {quote: "Q{month}-{number}"}'
refused 65 "'{day}' has no meaning here" 'numbering: {quote: "Q{day}-{number}"}'
refused 65 "'{number:0}' has no meaning" 'numbering: {quote: "{number:0}"}'
refused 65 "'{number:13}' has no meaning" 'numbering: {quote: "{number:13}"}'
refused 65 "'{number:}' has no meaning" 'numbering: {quote: "{number:}"}'
refused 65 "'{number:004}' has no meaning" 'numbering: {quote: "{number:004}"}'
refused 65 "'{number' has no meaning" 'numbering: {quote: "{number"}'
refused 65 'has no meaning' 'numbering: {quote: "a}{number}"}'
refused 65 'a pattern such as' 'numbering: {quote: ""}'
refused 65 '1 to 60 bytes' "numbering: {quote: '$(printf '%060d' 0){number}'}"
refused 65 'begins or ends with a blank' 'numbering: {quote: " {number}"}'
refused 65 'invoices and credit notes would get the same numbers' 'numbering: {credit-note: "INV-{year}-{number:6}"}'
refused 65 'invoices and credit notes would get the same numbers' 'numbering: {invoice: "{number}", credit-note: "{number:2}"}'
refused 65 'deliveries and returns would get the same numbers' 'numbering: {return: "DN-{year}-{number:6}"}'

# Undo, and another database.
crm-db schema show >before.yaml
told 'all at once' "$(cat first.yaml)" "$(crm-db schema diff first.yaml)"
crm-undo >/dev/null
is 'undo takes all back' '' "$(crm-db schema diff before.yaml 2>&1)"
crm-redo >/dev/null
is 'redo does it again' '' "$(crm-db schema diff first.yaml 2>&1)"
ok 'the database is sound' crm-db check
crm-db export out >/dev/null
fresh
ok 'an export is read' crm-db import out
is 'with all that the schema says' '' "$(crm-db schema diff first.yaml 2>&1)"

# A tax in use stays: an undo that would take it away is refused, and check finds one that somebody took away behind our back.
CRM_DB=$T/gone.db
export CRM_DB
crm-db init "$CRM_DB" >/dev/null
echo 'taxes: {new: {rate: 5}}' | crm-db schema apply -
crm-product add name=P currency=CNY tax=vat13,new >/dev/null
fails 1 "it would leave pr1 wrong: tax: unknown tax 'new'" 'a tax in use is not undone' crm-undo ch2
sqlite3 "$CRM_DB" "delete from setting where name = 'tax.new'"
like 'a tax that there is not is found' "pr1: tax: unknown tax 'new'" "$(crm-db check 2>&1)"

# spoiled SED PART: an export whose settings were changed so is refused.
spoiled() {
	rm -rf bad
	cp -r out bad
	sed "$1" out/setting.ndjson >bad/setting.ndjson
	cmp -s out/setting.ndjson bad/setting.ndjson && verdict 1 "$1 changes something"
	fresh
	fails 65 "$2" "import: $2" crm-db import bad
}
spoiled 's/"tax.vat3"/"tax.vat3,"/' 'does not name a tax'
spoiled 's/"tax.vat3"/"tax.vat33"/' 'tax.vat33 does not describe a tax'
spoiled 's/removed\\tyes/removed\\tno/' 'the tax lacks its labels'
spoiled 's/88750/2000000/' 'from 0 to 100 percent'
spoiled 's/"tax.sales-tax","value":"[^"]*"/"tax.sales-tax","value":"en\\tx\\nzh\\tx\\nrate\\t01\\t\\t\\n"/' 'does not describe a tax'
spoiled 's/"company.code"/"company.colour"/' 'company.colour names no field of the company'
spoiled 's/half-even/half/' "rounding: 'half' is neither"
spoiled 's/"name":"rounding","value":"half-even"/"name":"numbering.quote","value":"Q"/' 'has no {number}'
spoiled 's/"name":"rounding","value":"half-even"/"name":"numbering.bill","value":"{number}"/' 'names no document that has numbers'
done_testing
