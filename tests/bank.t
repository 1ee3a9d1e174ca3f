#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# Bank statements as payments: whose they are, what they pay, and the same file again.
. "$(dirname "$0")/lib.sh"

snapshot() {
	for type in customer invoice payment; do
		crm-$type export --format ndjson
	done 2>/dev/null
	crm-history 2>/dev/null
}

value() { crm-$1 list "$2" --columns="$3" | cut -f 2; }

invoice() {
	customer=$1 amount=$2
	shift 2
	new=$(crm-invoice add customer=$customer "$@") || return
	crm-invoice line $new add description=work qty=1 price=$amount >/dev/null && crm-invoice issue $new
}

fresh
c1=$(crm-customer add name=上海泵业有限公司 aliases=上泵)
c2=$(crm-customer add name=Acme tax_name='Acme Holding GmbH' bank_account='6222 0000 1111 2222')
c3=$(crm-customer add name=王伟 kind=person city=上海)
c4=$(crm-customer add name=王伟 kind=person city=北京)
su=$(crm-supplier add name=钢厂股份有限公司)
in1=$(invoice $c1 1000 due_on=2026-02-01)
in2=$(invoice $c1 500 due_on=2026-02-10)
in3=$(invoice $c1 500 due_on=2026-02-20)
in4=$(invoice $c2 300)
in5=$(invoice $c3 77)
in6=$(invoice $c4 88)
n2=$(value invoice $in2 number)
bl=$(crm-bill add supplier=$su supplier_number=B-2026-7)
crm-bill line $bl add description=steel qty=1 price=200 >/dev/null

# As Chinese banks write them: GB18030, two columns of amounts, times behind days, a balance.
cat >icbc.csv <<EOF
交易日期,交易时间,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,交易流水号
2026-03-01 09:12:44,09:12:44,0.00,"500.00",1000.00,上海泵业（有限公司）,62220001,货款 $n2,T1
20260302,10:00:00,0.00,1000.00,2000.00,上泵,,货款,T2
2026-03-03,10:00:00,,300.00,2300.00,某某,6222000011112222,服务费,T3
2026-03-03,10:00:00,,88.00,2300.00,王伟,,货款,T4
2026-03-04,10:00:00,200.00,,2100.00,钢厂,,付钢材款B-2026-7,T5
EOF
iconv -f UTF-8 -t GB18030 icbc.csv >icbc-gbk.csv
crm-payment import icbc-gbk.csv --plan plan >out 2>err
is 'a plan, and what the bytes were taken for' "0 crm-payment: icbc-gbk.csv:1:1: read as GB18030, by guess: '交易日期'; --encoding=NAME says otherwise" "$? $(cat err)"
is 'a plan writes nothing' 0 "$(crm-payment count)"
like 'whose it is, and what it pays' "$c1 上海泵业有限公司 by its name; $in2 $n2 named in the text" "$(grep "^2${TAB}add" plan)"
like 'the proposal is a line of its own' "2${TAB}line${TAB}2${TAB}${TAB}invoice=$in2${TAB}amount=500.00" "$(cat plan)"
like 'an alias, and the amount' "$c1 上海泵业有限公司 by its name; $in1" "$(grep "^3${TAB}add" plan)"
like 'an account' "$c2 Acme by its account; $in4" "$(grep "^4${TAB}add" plan)"
like 'one of two of the same name' "$c4 王伟 by its name, and the only one with a claim of this amount" "$(grep "^5${TAB}add" plan)"
like 'money out to a supplier' "$su 钢厂股份有限公司 by its name; $bl B-2026-7 named in the text" "$(grep "^6${TAB}add" plan)"
ok 'the plan is carried out' crm-payment import --apply plan
is 'the payments are there' 5 "$(crm-payment count)"
is 'what they pay is paid' 'paid paid open paid paid paid' \
	"$(for i in $in1 $in2 $in3 $in4 $in6; do value invoice $i payment; done | tr '\n' ' ')$(value bill $bl payment)"
is 'a day without its time' 2026-03-02 "$(value payment pay2 paid_on)"
is 'the number of the bank, and its text' "T1${TAB}货款 $n2" "$(crm-payment list pay1 --columns=reference,notes | cut -f 2-)"
is 'kinds' 'payment receipt receipt receipt receipt' "$(crm-payment list --columns=kind | cut -f 2 | sort | tr '\n' ' ' | sed 's/ $//')"
fails 1 'since the plan was made' 'a plan is carried out once' crm-payment import --apply plan
ok 'the same file again' crm-payment import icbc.csv
is 'brings nothing' 5 "$(crm-payment count)"
crm-undo >/dev/null
is 'undo takes all of it back' '0 open 1000.00' "$(crm-payment count) $(value invoice $in1 payment) $(value invoice $in1 balance)"
ok 'without a plan' crm-payment import icbc.csv
is 'does the same' '5 0.00' "$(crm-payment count) $(value bill $bl balance)"
ok 'check' crm-db check

# What is not clear is not guessed.
invoice $c1 500 due_on=2026-02-25 >/dev/null
invoice $c2 40 >/dev/null
cat >unclear.csv <<EOF
Date,Amount,Payer name,Description,Transaction ID
2026-03-05,500.00,上海泵业有限公司,payment,U1
2026-03-05,77.50,王伟,payment,U2
2026-03-05,5,Nobody Ltd,payment,U3
2026-03-05,-12.34,Tax office,tax,U4
2026-03-05,999,Acme,payment in 8 parts,U5
2026-03-05,10,Acme,for ORDER,U6
2026-03-05,7,,cash,U7
EOF
crm-payment import unclear.csv --plan plan >out 2>err
is 'some are set aside' 65 $?
like 'two claims of the amount' "not allocated: each of $in3" "$(grep "^2${TAB}add" plan)"
like 'two customers of the name' "may be $c3 王伟, $c4 王伟; say which: customer=…" "$(grep "^3${TAB}reject" plan)"
like 'a name that nobody has' 'no customer is called Nobody Ltd' "$(grep "^4${TAB}reject" plan)"
like 'money out to nobody' 'no supplier, and no customer with a credit note of that amount, is called Tax office' "$(grep "^5${TAB}reject" plan)"
like 'an amount that nothing comes to' 'not allocated: neither' "$(grep "^6${TAB}add" plan)"
like 'no name at all' 'payer_name is empty' "$(grep "^8${TAB}reject" plan)"
like 'what is set aside has its values' "kind=payment${TAB}paid_on=2026-03-05${TAB}amount=12.34" "$(grep "^5${TAB}reject" plan)"
fails 65 'rejected: ' 'what is set aside stops the plan' crm-payment import --apply plan
# A person decides.
sed -i "s/^3${TAB}reject\(.*\)/3${TAB}add\1${TAB}customer=$c3/; /^[4-8]${TAB}reject/d" plan
echo "3${TAB}line${TAB}3${TAB}${TAB}invoice=$in5${TAB}amount=77" >>plan
sed -n "/^3${TAB}line/!p" plan | sed "/^3${TAB}add/a3${TAB}line${TAB}3${TAB}${TAB}invoice=$in5${TAB}amount=77" >plan2
ok 'the edited plan' crm-payment import --apply plan2
is 'does what it says' "paid 0.50" "$(value invoice $in5 payment) $(crm-payment list reference=U2 --columns=advance | cut -f 2)"
is 'the others stay an advance' 500.00 "$(crm-payment list reference=U1 --columns=advance | cut -f 2)"
crm-payment import unclear.csv --keep-going --rejects left.csv >out 2>err
is 'what was set aside is what is left' 'U3 U4 U7' "$(cut -d , -f 5 left.csv | grep U | tr '\n' ' ' | sed 's/ $//')"

# Two equal lines are two payments, however often the file is read.
cat >twice.csv <<EOF
Date,Amount,Payer name
2026-03-05,10,Acme
2026-03-05,10,Acme
EOF
before=$(crm-payment count)
crm-payment import twice.csv >/dev/null
is 'two equal lines' $((before + 2)) "$(crm-payment count)"
crm-payment import twice.csv >/dev/null
is 'are known again' $((before + 2)) "$(crm-payment count)"
echo 2026-03-05,10,Acme >>twice.csv
crm-payment import twice.csv >/dev/null
is 'a third one is new' $((before + 3)) "$(crm-payment count)"

# A plan of what came by another way meanwhile.
echo 'Date,Amount,Payer name
2026-03-05,11,Acme' >late.csv
crm-payment import late.csv --plan plan >/dev/null
crm-payment import late.csv >/dev/null
fails 1 'since the plan was made' 'what came meanwhile is not added again' crm-payment import --apply plan

# What is wrong with a line.
bad() { # WHAT PART LINES
	printf '%s\n' "$3" >bad.csv
	fails 65 "$2" "$1" crm-payment import bad.csv
}
bad 'money in and out' 'bad.csv:2: the line has money in, 5, and money out, 6' 'Date,Credit,Debit,Payer name
2026-03-05,5,6,Acme'
bad 'no amount' 'amount: the line has none' 'Date,Credit,Debit,Payer name
2026-03-05,0.00,-,Acme'
bad 'a direction that is not valid' 'does not say whether' 'Date,Amount,Direction,Payer name
2026-03-05,5,sideways,Acme'
bad 'no day' 'paid_on: the line has no day' 'Amount,Payer name
5,Acme'
bad 'a day that is not valid' 'has no day 30' 'Date,Amount,Payer name
2026-02-30,5,Acme'
bad 'a column that means nothing' "unknown field 'Foo'" 'Date,Amount,Foo
2026-03-05,5,x'
echo 'Date,Amount,借贷标志,Payer name,币种
2026-03-05,"1,234.50",贷,Acme,人民币
2026-03-05,(12.00),,钢厂,' >signs.csv
ok 'signs, directions, currencies' crm-payment import signs.csv
is 'as they were meant' "CNY 1234.50 receipt;CNY 12.00 payment;" "$(crm-payment list --sort=-id --limit 2 --columns=currency,amount,kind | cut -f 2- | sort -r -k 3 | tr '\t\n' ' ;')"
printf '%s\n' 'Buchungstag;Betrag;Währung;Name;Umsatztyp' '02.03.2026;100,00;CNY;钢厂;Lastschrift' '03.03.2026;-50,00;CNY;钢厂;Lastschrift' >hints.csv
crm-payment import hints.csv --plan=hints >plan.log 2>&1
is 'where signs say what is below zero, a word for the kind of booking says nothing' 'reject 2;add 3 kind=payment;' \
	"$(awk -F '\t' 'NR > 1 { kind = ""; for (i = 1; i <= NF; i++) if ($i ~ /^kind=/) kind = " " $i; printf "%s %s%s;", $2, $1, $2 == "add" ? kind : "" }' hints)"
printf '%s\n' 'Date,Amount,Payer name' '2026-03-05,(31.00),Acme' '2026-03-05,-32.00,Acme' '2026-03-05,−33.00,Acme' '2026-03-05,34.00,Acme' >brackets.csv
crm-payment import brackets.csv --plan=brackets >plan.log 2>&1
is 'brackets are a minus' 'payment payment payment' "$(sed -n 's/.*kind=\([a-z]*\).*/\1/p' brackets | xargs)"
printf '%s\n' 'Buchungstag,Betrag,Währung,Name' '2026-03-02,1234.50,CNY,Acme' '2026-03-02,1.234,CNY,Acme' >points.csv
fails 65 'points.csv:3: amount: 1.234: CNY has at most 2 decimals' 'the cells decide how they are written, not who is known to write such headers' crm-payment import points.csv
printf '%s\n' 'Date,Amount,Payer name' '2026-03-05,0.00,' '2026-03-05,7,Acme' >zero.csv
is 'a line of 0.00 is none' 1 "$(crm-payment import zero.csv 2>/dev/null | wc -l | tr -d ' ')"
ok 'nothing disagrees' crm-db check

done_testing
