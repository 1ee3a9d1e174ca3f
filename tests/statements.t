#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# Statements in the layouts of banks and payment services, without a map: each line is what it says, to the cent. Names and numbers are made up.
. "$(dirname "$0")/lib.sh"

fresh
# Both sides know the party, so that each line finds somebody.
for type in customer supplier; do
	crm-$type add name='Muster GmbH' >/dev/null
	crm-$type add name=测试有限公司 bank_account=6222000011112222 >/dev/null
done

# What a plan says of each line: kind, day, amount, currency, name, reference, notes; of what is rejected too, and of other actions the reason.
rows() {
	awk -F '\t' 'NR > 1 && $2 != "line" {
		if ($2 != "add" && $2 != "reject") { print $2, $4; next }
		split("", value)
		for (i = 5; i <= NF; i++) { at = index($i, "="); value[substr($i, 1, at - 1)] = substr($i, at + 1) }
		print ($2 == "add" ? "" : $2 " ") (value["kind"] ? value["kind"] : "receipt"), value["paid_on"], value["amount"], value["currency"],
			value["payer_name"] "|" value["reference"] "|" value["notes"] }'
}
layout() { # WHAT EXPECTED [OPTION…], the file on standard input; it ends with 65 where a line is rejected
	what=$1 expected=$2 code=0
	case $2 in reject* | *"${NL}reject"*) code=65 ;; esac
	shift 2
	cat >statement
	crm-payment import statement --plan plan "$@" >out 2>err
	is "$what" "$code $expected" "$? $(rows <plan)"
	grep -v 'payer_name is empty\|left out\|above the header\|totals\|by guess\|make no record\|makes no record' err >wrong
	[ ! -s wrong ] || verdict 1 "$what: without a complaint" "$(cat wrong)"
}

# China
layout 'ICBC, personal' "receipt 2026-03-01 1234.56 CNY 测试有限公司|他行汇入 货款|
payment 2026-03-02 13.40 CNY 测试有限公司|消费|" <<'EOF'
交易日期,摘要,交易详情,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户
2026-03-01     	,"他行汇入            	","货款            	","         	","CHN                 	",钞        	,"-                   	","-                   	",-              	,"1,234.56           	","                    	",人民币         	,"2,000.00          	","测试有限公司          	","1234****9876       	",
2026-03-02     	,"消费                	","                  	","         	","CHN                 	",钞        	,"-                   	","-                   	",-              	,"                    	","13.40               	",人民币         	,"1,986.60          	","测试有限公司          	","1234****9876       	",
EOF
layout 'ICBC, corporate' "receipt 2026-03-01 500.00 CNY 测试有限公司|A1|货款 INV-1
payment 2026-03-02 80.00 CNY 测试有限公司|A2|付款" <<'EOF'
凭证号,本方账号,对方账号,交易时间,借/贷,借方发生额,贷方发生额,对方行号,摘要,用途,对方单位名称,余额,个性化信息
A1,1111,6222000011112222,2026-03-01 09:12:44,贷,0.00,500.00,1021,货款,INV-1,测试有限公司,"1,500.00",
A2,1111,6222000011112222,2026-03-02 09:12:44,借,80.00,0.00,1021,付款,,测试有限公司,"1,420.00",
EOF
layout 'BOCOM' "receipt 2026-03-01 1.23 CNY 测试有限公司|货款|
payment 2026-03-02 3.21 CNY 测试有限公司||" <<'EOF'
序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要
1,2026-03-01,00:00:00,其他交易,贷 Cr,1.23,1334.63,1323132313211331313,测试有限公司,网络支付,货款
2,2026-03-02,13:15:12,网上支付,借 Dr,3.21,2334.62,6666666666666666,测试有限公司,其他,
EOF
layout 'CMB, personal' "receipt 2026-03-01 1234.00 CNY 测试有限公司|转账 货款|
payment 2026-03-02 1000.00 CNY 测试有限公司|转账汇款 转账|" <<'EOF'
记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要
2026-03-01,CNY,"1,234.00","1,271.66",转账,测试有限公司1111111111,货款
2026-03-02,CNY,"-1,000.00",271.66,转账汇款,测试有限公司 66666666666666,转账
EOF
layout 'CMB, corporate' "receipt 2026-01-12 1000000.00 CNY 测试有限公司|L1|划款-往来款 货款
payment 2026-01-13 41186.38 CNY 测试有限公司|L2|保险费" <<'EOF'
交易日,交易时间,起息日,交易类型,借方金额,贷方金额,余额,摘要,流水号,流程实例号,业务名称,用途,业务参考号,业务摘要,其它摘要,收/付方分行名,收/付方名称,收/付方帐号,收/付方开户行行号,收/付方开户行名
20260112,080024,20260112,转账,0,1000000,1000000,划款-往来款,L1,,代发,货款,,,,,测试有限公司,62260001,,
20260113,154940,20260113,转账,41186.38,0,958813.62,保险费,L2,,代发,,,,,,测试有限公司,62260002,,
EOF
layout 'ABC, personal' "receipt 2026-01-01 10000.00 CNY 测试有限公司|369396693|转存 转账
payment 2026-01-02 10.00 CNY 测试有限公司|369333999|财付通" <<'EOF'
交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言
20260101,123456,转存,+10000.00,11000.00,测试有限公司,369396693,超级网银,转账
20260102,132324,财付通,-10.00,11000.00,测试有限公司,369333999,电子商务,
EOF
layout 'ABC, corporate' "receipt 2026-03-01 70.00 CNY 测试有限公司|货款|
payment 2026-03-02 30.00 CNY 测试有限公司|付款|" <<'EOF'
交易时间,收入金额,支出金额,账户余额,交易行名,对方省市,对方账号,对方户名,交易用途
2026-03-01 10:00:00,70.00,,170.00,某支行,上海,62220000,测试有限公司,货款
2026-03-02 10:00:00,,30.00,140.00,某支行,上海,62220000,测试有限公司,付款
EOF
layout 'BOC, personal' "receipt 2026-03-01 71.89 CNY 测试有限公司|货款|
payment 2026-03-02 2600.00 CNY 测试有限公司||" <<'EOF'
记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行,借记卡号
2026-03-01,17:57:17,人民币,71.89,"3,240.28",汇入,网银,-------------------,货款,测试有限公司,6226******5669,-------------------,3167
2026-03-02,16:49:29,人民币,"-2,600.00","3,973.11",跨行转账,手机银行,-------------------,----------,测试有限公司,3101******6787,某银行,3167
EOF
layout 'BOC, corporate, in two languages' "receipt 2026-03-01 267.10 CNY 测试有限公司|N1|货款 INV-7
payment 2026-03-02 50.00 CNY 测试有限公司|N2|付款" <<'EOF'
交易类型[ Transaction Type ],业务类型[ Business type ],付款人开户行名[ Payer account bank ],付款人账号[ Debit Account No. ],付款人名称[ Payer's Name ],收款人账号[ Payee's Account Number ],收款人名称[ Payee's Name ],交易日期[ Transaction Date ],交易时间[ Transaction time ],交易货币[ Trade Currency ],交易金额[ Trade Amount ],交易后余额[ After-transaction balance ],交易流水号[ Transaction reference number ],摘要[ Reference ],用途[ Purpose ]
来账,小额普通,某银行,744800018260,测试有限公司,1234567890123,我方,20260301,101010,CNY,+267.10,"2,719,648.72",N1,货款,INV-7
往账,跨行汇款,某银行,1234567890123,我方,6222000011112222,测试有限公司,20260302,101010,CNY,-50.00,"2,719,598.72",N2,付款,
EOF
layout 'CCB, personal' "receipt 2026-03-01 88.00 CNY 测试有限公司|转账存入 货款|
payment 2026-03-02 123.45 CNY 测试有限公司|消费|" <<'EOF'
序号,摘要,币别,钞汇,交易日期,交易金额,账户余额,交易地点/附言,对方账号与户名
1,转账存入,人民币元,钞,20260301,88.00,188.00,货款,6222000011112222/测试有限公司
2,消费,人民币元,钞,20260302,-123.45,64.55,,6222****4321/测试有限公司
EOF
layout 'CCB, corporate' "receipt 2026-03-01 600.00 CNY 测试有限公司|1-2|货款
payment 2026-03-02 7.00 CNY 测试有限公司|1-3|付款" <<'EOF'
账号,账户名称,交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,对方户名,对方账号,对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号,凭证种类,凭证号,关联账户
5300,我方,20260301 10:20:30,0.00,600.00,700.00,人民币元,测试有限公司,62220001,某银行,20260301,货款,,1-2,,,,
5300,我方,20260302 10:20:30,7.00,0.00,693.00,人民币元,测试有限公司,62220001,某银行,20260302,付款,,1-3,,,,
EOF
layout 'WeChat Pay' "receipt 2026-03-01 23.00 CNY 测试有限公司|3985734|货款
payment 2026-03-02 28.16 CNY 测试有限公司|3985735|总共消费:28.16
skip neither money in nor money out" <<'EOF'
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
2026-03-01 19:29:00,二维码收款,测试有限公司,货款,收入,¥23.00,零钱,已收钱,3985734	,/	,/
2026-03-02 12:45:27,商户消费,测试有限公司,总共消费:28.16,支出,¥28.16,中国银行(1234),支付成功,3985735	,129847129	,/
2026-03-03 10:07:31,转入零钱通-来自零钱,/,/,/,¥2000.00,零钱,支付成功,3985736,129847129,/
EOF
layout 'Alipay' "receipt 2026-01-18 222228.50 CNY 测试有限公司|2x9|转账
payment 2026-01-19 49.74 CNY 测试有限公司|2x8|亲情卡
skip neither money in nor money out
skip no money has moved: 交易关闭" <<'EOF'
交易时间            ,交易分类                ,交易对方                ,对方账号                ,商品说明                ,收/支                 ,金额                  ,收/付款方式              ,交易状态                ,交易订单号     ,商家订单号           ,备注                  ,
2026-01-18 10:17:29 ,转账红包                ,测试有限公司                ,xxx***@163.com      ,转账                  ,收入                  ,222228.50              ,余额                  ,交易成功                ,2x9	,                    	,                    ,
2026-01-19 21:32:14 ,亲友代付                ,测试有限公司                ,/                   ,亲情卡                 ,支出                  ,49.74               ,信用卡(7449)       ,交易成功                ,2x8	,20	,                    ,
2026-01-20 18:21:04 ,退款                  ,某某         ,/                   ,退款-亲情卡              ,不计收支                ,16.03               ,信用卡(7449)       ,退款成功                ,2x7	,20	,                    ,
2026-01-20 18:21:04 ,日用百货                  ,某某         ,/                   ,商品              ,支出                ,16.03               ,信用卡(7449)       ,交易关闭                ,2x6	,20	,                    ,
EOF
layout 'Alipay, merchants' "receipt 2026-03-01 35.00 CNY |F1|水杯" customer=c2 <<'EOF'
账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注
F1,2026,D1,水杯,2026-03-01 10:00:00,a@example.com,35.00,0.00,135.00,支付宝,交易,
EOF

# Germany
layout 'Sparkasse, CSV-CAMT' "receipt 2026-03-02 1234.56 EUR Muster GmbH|GUTSCHR. UEBERWEISUNG Rechnung INV-2026-0001|
payment 2026-03-01 1.49 EUR Muster GmbH|FOLGELASTSCHRIFT Miete|
skip no money has moved: Umsatz vorgemerkt" <<'EOF'
"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Glaeubiger ID";"Mandatsreferenz";"Kundenreferenz (End-to-End)";"Sammlerreferenz";"Lastschrift Ursprungsbetrag";"Auslagenersatz Ruecklastschrift";"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";"Betrag";"Waehrung";"Info"
"DE00123";"02.03.26";"02.03.26";"GUTSCHR. UEBERWEISUNG";"Rechnung INV-2026-0001";"";"";"";"";"";"";"Muster GmbH";"DE89370400440532013000";"COBADEFFXXX";"1.234,56";"EUR";"Umsatz gebucht"
"DE00123";"01.03.26";"01.03.26";"FOLGELASTSCHRIFT";"Miete";"DE98";"M1";"";"";"";"";"Muster GmbH";"DE89370400440532013000";"COBADEFFXXX";"-1,49";"EUR";"Umsatz gebucht"
"DE00123";"03.03.26";"";"LASTSCHRIFT";"Strom";"";"";"";"";"";"";"Muster GmbH";"";"";"-20,00";"EUR";"Umsatz vorgemerkt"
EOF
layout 'DKB' "receipt 2026-03-02 2500.00 EUR Muster GmbH|Rechnung 1|
payment 2026-03-01 850.00 EUR Muster GmbH|Miete|
skip no money has moved: Vorgemerkt" <<'EOF'
"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"
"02.03.26";"02.03.26";"Gebucht";"Muster GmbH";"Wir AG";"Rechnung 1";"Eingang";"DE89370400440532013000";"2.500";"";"";""
"01.03.26";"01.03.26";"Gebucht";"Wir AG";"Muster GmbH";"Miete";"Ausgang";"DE89370400440532013001";"-850,00";"";"";""
"03.03.26";"";"Vorgemerkt";"Wir AG";"Muster GmbH";"Karte";"Ausgang";"";"-5,00";"";"";""
EOF
layout 'DKB, before 2023' "receipt 2025-12-01 2500.00 EUR Muster GmbH|Gehalt Rechnung 5|
payment 2025-12-03 850.00 EUR Muster GmbH|Überweisung Miete Dezember|" <<'EOF'
"Buchungstag";"Wertstellung";"Buchungstext";"Auftraggeber / Begünstigter";"Verwendungszweck";"Kontonummer";"BLZ";"Betrag (EUR)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"
"01.12.2025";"01.12.2025";"Gehalt";"Muster GmbH";"Rechnung 5";"DE89370400440532013000";"12345678";"2.500,00";"";"";"2025-12-001"
"03.12.2025";"03.12.2025";"Überweisung";"Muster GmbH";"Miete Dezember";"DE89370400440532013001";"12345679";"-850,00";"";"";""
EOF
layout 'ING, two columns called Währung' "receipt 2026-01-27 12.34 EUR Muster GmbH|Gutschrift Rechnung 9|
payment 2026-01-25 1060.00 EUR Muster GmbH|Überweisung Jahresbeitrag|" <<'EOF'
Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung
27.01.2026;27.01.2026;Muster GmbH;Gutschrift;Rechnung 9;0,00;EUR;12,34;EUR
25.01.2026;25.01.2026;Muster GmbH;Überweisung;Jahresbeitrag;0,00;EUR;-1.060,00;EUR
EOF
layout 'Volksbank' "receipt 2026-01-07 2500.00 EUR Muster GmbH|Gutschrift Rechnung 2|
payment 2026-01-08 49.90 EUR Muster GmbH|Karte Abo|" <<'EOF'
Bezeichnung Auftragskonto;IBAN Auftragskonto;BIC Auftragskonto;Bankname Auftragskonto;Buchungstag;Valutadatum;Name Zahlungsbeteiligter;IBAN Zahlungsbeteiligter;BIC (SWIFT-Code) Zahlungsbeteiligter;Buchungstext;Verwendungszweck;Betrag;Waehrung;Saldo nach Buchung;Bemerkung;Gekennzeichneter Umsatz;Glaeubiger ID;Mandatsreferenz
Giro;DE00;GENODE;VR Bank;07.01.2026;07.01.2026;Muster GmbH;DE89370400440532013000;GENODE;Gutschrift;Rechnung 2;2500,00;EUR;5430,20;;;;
Giro;DE00;GENODE;VR Bank;08.01.2026;08.01.2026;Muster GmbH;DE89370400440532013000;GENODE;Karte;Abo;-49,90;EUR;5380,30;;;;
EOF
layout 'VR-NetKey, S and H in a column without a header' "receipt 2026-01-07 175.00 EUR Muster GmbH|Rate|
payment 2026-01-08 17.90 EUR Muster GmbH|Strom|" <<'EOF'
"Buchungstag";"Valuta";"Auftraggeber/Zahlungsempfänger";"Empfänger/Zahlungspflichtiger";"Konto-Nr.";"IBAN";"BLZ";"BIC";"Vorgang/Verwendungszweck";"Kundenreferenz";"Währung";"Umsatz";" "
"07.01.2026";"07.01.2026";"Wir AG";"Muster GmbH";"";"DE89370400440532013000";"";"GENODEF1S05";"Rate";"";"EUR";"175,00";"H"
"08.01.2026";"08.01.2026";"Wir AG";"Muster GmbH";"";"DE89370400440532013000";"";"GENODEF1S05";"Strom";"";"EUR";"17,90";"S"
EOF
layout 'Deutsche Bank, Soll and Haben beside the amount' "receipt 2026-01-07 1000.00 EUR Muster GmbH|Rechnung 3|
payment 2026-01-08 4.00 EUR Muster GmbH|Entgelt|" <<'EOF'
Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN;BIC;Kundenreferenz;Mandatsreferenz ;Gläubiger ID;Fremde Gebühren;Betrag;Abweichender Empfänger;Anzahl der Aufträge;Anzahl der Schecks;Soll;Haben;Währung
07.01.2026;07.01.2026;SEPA-Gutschrift;Muster GmbH;Rechnung 3;DE89370400440532013000;;;;;;1.000,00;;;;;1.000,00;EUR
08.01.2026;08.01.2026;SEPA-Lastschrift;Muster GmbH;Entgelt;DE89370400440532013000;;;;;;-4,00;;;;-4,00;;EUR
EOF

# Elsewhere
layout 'N26' "receipt 2026-03-01 10.50 EUR Muster GmbH|Invoice 1|
payment 2026-03-02 5.00 EUR Muster GmbH|Rent|" <<'EOF'
"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference","Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"
2026-03-01,2026-03-01,"Muster GmbH",DE89370400440532013000,"Credit Transfer","Invoice 1","Main",10.50,,,
2026-03-02,2026-03-02,"Muster GmbH",DE89370400440532013000,"Debit Transfer","Rent","Main",-5.00,,,
EOF
layout 'Monzo' "receipt 2026-03-01 10.50 GBP Muster GmbH|tx_1|Invoice 1
payment 2026-03-02 5.00 GBP Muster GmbH|tx_2|Rent" <<'EOF'
Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In
tx_1,2026-03-01,10:00:00,Faster payment,Muster GmbH,,Income,10.50,GBP,10.50,GBP,,,,Invoice 1,,,10.50
tx_2,2026-03-02,10:00:00,Faster payment,Muster GmbH,,Bills,-5.00,GBP,-5.00,GBP,,,,Rent,,-5.00,
EOF
layout 'Starling' "receipt 2026-03-01 10.50 GBP Muster GmbH|INV-1|
payment 2026-03-02 5.00 GBP Muster GmbH|RENT|" <<'EOF'
Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes
01/03/2026,Muster GmbH,INV-1,FASTER PAYMENT,10.50,110.50,INCOME,
02/03/2026,Muster GmbH,RENT,FASTER PAYMENT,-5.00,105.50,BILLS,
EOF
layout 'PayPal' "receipt 2026-02-13 1200.00 USD Muster GmbH|8XY|
skip no money has moved: Pending" <<'EOF'
"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Shipping Address","Balance"
"13/02/2026","10:00:00","GMT","Muster GmbH","Express Checkout Payment","Completed","USD","1,200.00","-35.10","1,164.90","a@example.com","b@example.com","8XY","","1,164.90"
"13/03/2026","11:00:00","GMT","Muster GmbH","Express Checkout Payment","Pending","USD","7.00","0.00","7.00","a@example.com","b@example.com","8XZ","","1,171.90"
EOF
# Files that are no tables, recognized by their content.
camt() { # the statement, of a message
	printf '<?xml version="1.0" encoding="%s"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:%s">\n<%s><GrpHdr><MsgId>1</MsgId></GrpHdr>' "${3:-UTF-8}" "$1" "$2"
	cat
	echo "</$2></Document>"
}
camt camt.053.001.02 BkToCstmrStmt >camt053.xml <<'EOF'
<Stmt><Id>1</Id><Acct><Id><IBAN>DE00</IBAN></Id></Acct><Bal><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Ntry><Amt Ccy="EUR">1190.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-03</Dt></ValDt>
 <AcctSvcrRef>REF1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs>
 <RltdPties><Dbtr><Nm>Muster GmbH</Nm></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct><Cdtr><Nm>Wir AG</Nm></Cdtr></RltdPties>
 <RmtInf><Ustrd>Rechnung &lt;INV-2026-</Ustrd><Ustrd>0001&gt;</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-03-02T23:30:00+01:00</DtTm></BookgDt><AcctSvcrRef>REF2</AcctSvcrRef>
 <NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
 <TxDtls><Refs><AcctSvcrRef>T1</AcctSvcrRef></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">10.00</Amt></TxAmt></AmtDtls><RltdPties><Cdtr><Nm>Muster GmbH</Nm></Cdtr></RltdPties></TxDtls>
 <TxDtls><Refs><AcctSvcrRef>T2</AcctSvcrRef></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">20.00</Amt></TxAmt></AmtDtls><RltdPties><Cdtr><Nm>Muster GmbH</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">7.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>REF3</AcctSvcrRef>
 <NtryDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">3.00</Amt></TxAmt></AmtDtls><RltdPties><Cdtr><Nm>A</Nm></Cdtr></RltdPties><RmtInf><Ustrd>one</Ustrd></RmtInf></TxDtls>
 <TxDtls><AmtDtls><TxAmt><Amt Ccy="USD">4.50</Amt></TxAmt></AmtDtls><RltdPties><Cdtr><Nm>B</Nm></Cdtr></RltdPties><RmtInf><Ustrd>two</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">5</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts></Ntry>
</Stmt>
EOF
layout 'CAMT.053, version 2: a batch that adds up is a payment each, another is one' "receipt 2026-03-02 1190.00 EUR Muster GmbH|REF1|Rechnung <INV-2026- 0001> E2E-1
payment 2026-03-02 10.00 EUR Muster GmbH|T1|
payment 2026-03-02 20.00 EUR Muster GmbH|T2|
reject payment 2026-03-02 7.50 EUR |REF3|one two
skip no money has moved: PDNG" <camt053.xml
camt camt.053.001.02 BkToCstmrStmt >reversed.xml <<'EOF'
<Stmt><Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>V1</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Wir AG</Nm></Dbtr><DbtrAcct><Id><IBAN>DE00</IBAN></Id></DbtrAcct><Cdtr><Nm>Muster GmbH</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">60.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd> 1 </RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>V2</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Muster GmbH</Nm></Dbtr><Cdtr><Nm>Wir AG</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">70.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>false</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>V3</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Wir AG</Nm></Dbtr><Cdtr><Nm>Muster GmbH</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry></Stmt>
EOF
layout 'CAMT: the parties of a reversal are those of what it reverses' "receipt 2026-03-02 50.00 EUR Muster GmbH|V1|
payment 2026-03-02 60.00 EUR Muster GmbH|V2|
payment 2026-03-02 70.00 EUR Muster GmbH|V3|" <reversed.xml
camt camt.053.001.02 BkToCstmrStmt <<'EOF' >less.xml
<Stmt><Ntry><Amt Ccy="EUR">7.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>REF5</AcctSvcrRef><NtryDtls>
<TxDtls><Refs><EndToEndId>INV-1</EndToEndId></Refs><RltdPties><Dbtr><Nm>Muster GmbH</Nm></Dbtr></RltdPties><RmtInf><Ustrd>one</Ustrd></RmtInf></TxDtls>
<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Nm>Muster GmbH</Nm></Dbtr></RltdPties></TxDtls>
<TxDtls><Refs><EndToEndId>INV-3</EndToEndId></Refs><RltdPties><Dbtr><Nm>Muster GmbH</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry></Stmt>
EOF
layout 'CAMT: what the parts of an entry say, where they do not add up, and the name that all of them give' "receipt 2026-03-02 7.50 EUR Muster GmbH|REF5|one INV-1 INV-3" <less.xml
camt camt.053.001.08 BkToCstmrStmt <<'EOF' >camt8.xml
<Stmt><Ntry><Amt Ccy="KWD">1.234</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><EndToEndId>E2E-2</EndToEndId></Refs><Amt Ccy="KWD">1.23400</Amt><RltdPties><Dbtr><Pty><Nm>Muster GmbH</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Strd><RfrdDocInf><Nb>INV-9</Nb></RfrdDocInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt>
EOF
layout 'CAMT.053, version 8: parties in an element more, three decimals' "receipt 2026-03-02 1.234 KWD Muster GmbH|E2E-2|INV-9" <camt8.xml
camt camt.052.001.02 BkToCstmrAcctRpt ISO-8859-1 <<'EOF' | iconv -f UTF-8 -t ISO-8859-1 >camt052.xml
<Rpt><Ntry><Amt Ccy="EUR">2</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><ValDt><Dt>2026-03-02</Dt></ValDt><AddtlNtryInf>Gebühr zurück</AddtlNtryInf>
<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Müster GmbH</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry></Rpt>
EOF
layout 'CAMT.052 in the encoding that it names' "receipt 2026-03-02 2.00 EUR Müster GmbH|Gebühr zurück|" <camt052.xml
sed 's/<\([A-Z]\)/<n:\1/g; s/<\/\([A-Z]\)/<\/n:\1/g; s/xmlns=/xmlns:n=/; s/BkToCstmrStmt/BkToCstmrDbtCdtNtfctn/g' camt8.xml >camt054.xml
layout 'CAMT.054, with a prefix' "receipt 2026-03-02 1.234 KWD Muster GmbH|E2E-2|INV-9" <camt054.xml
cat >vr.sta <<'EOF'
:20:STARTUMS
:25:76069559/0003267288
:28C:0
:60F:C251127EUR15188,85
:61:2511271127DR17,90NDDTKREF+
:86:105?00Basislastschrift?10931?20EREF+1046450041914
?21KREF+2025112686347345587700?22000000001754
?23MREF+5VYJ2258F7ZQG?24CRED+LU96ZZZ000000000000000?250058
?26SVWZ+1046450041914/. Shop S?27.a r.l., Einkauf INV-2026-00
?2801?30PPLXLUL2?31LU89751000135104200E?32Muster?33 GmbH?34992
:61:2512310102CR175,NTRFNONREF//B4711
:86:166?00Gutschrift?20Rate?31DE89370400440532013000?32Muster GmbH
:62F:C251127EUR15170,95
-
EOF
layout 'MT940 of a German bank: fields of the text, a booking after New Year' "payment 2025-11-27 17.90 EUR Muster GmbH|1046450041914|1046450041914/. Shop S.a r.l., Einkauf INV-2026-0001
receipt 2026-01-02 175.00 EUR Muster GmbH|B4711|Rate" <vr.sta
layout 'MT940 of a Dutch bank, with the head of its message' "payment 2026-01-03 12.00 EUR Muster GmbH|00000000000003|INGB20140103UstrdRemi E2E420140103318
receipt 2026-01-04 5.50 EUR Muster GmbH|REF9|Factuur 12" <<'EOF'
{1:F01INGBNL2ABXXX0000000000}{2:I940INGBNL2AXXXN}{4:
:20:P140104000009999
:25:NL20INGB0001234567EUR
:28C:3
:60F:C140102EUR1000,00
:61:2601030103D12,00NTRFEREF//00000000000003
/TRCD/01025/
:86:/EREF/E2E420140103318//MARF/MNDTID012545488665//CSID/NL99ZZZ99999
9999999//CNTP/NL08INGB0000001234/INGBNL2A/Muster GmbH/AMSTER
DAM//REMI/USTD//INGB20140103UstrdRemi/
:61:2601040104C5,5NTRFREF9
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL08INGB0000001234/BIC/INGBNL2A/NAME/Muster GmbH/REMI/Factuur 12
:62F:C140103EUR988,00
-}
EOF
layout 'MT940: references that nobody gave, a text that only looks as if it had fields, a text in two fields' "receipt 2026-03-02 10.00 EUR Muster GmbH|Rechnung 1|
receipt 2026-03-02 11.00 EUR Muster GmbH|Rechnung 2|
reject receipt 2026-03-02 12.00 EUR |B1|123-20678 Rechnung INV-7
reject receipt 2026-03-02 12.00 EUR |B3|123:45678 Rechnung INV-7
receipt 2026-03-02 13.00 EUR Muster GmbH|B2|Rechnung 3 und Gutschrift 4 E2E-9" <<'EOF'
:20:A
:25:123
:28C:1
:60F:C260301EUR0,00
:61:260302C10,00NTRFNONREF
:86:166?00Gutschrift?20EREF+NOTPROVIDED?21SVWZ+Rechnung 1?32Muster GmbH
:61:260302C11,00NTRFNONREF
:86:166?00Gutschrift?20EREF+NONREF?21SVWZ+Rechnung 2?32Muster GmbH
:61:260302C12,00NTRFNONREF//B1
:86:123-20678 Rechnung INV-7
:61:260302C12,00NTRFNONREF//B3
:86:123:45678 Rechnung INV-7
:61:260302C13,00NTRFNONREF//B2
:86:166?20EREF+E2E-9?21SVWZ+Rechnung 3?32Muster GmbH
:86:und Gutschrift 4
:62F:C260302EUR46,00
:86:of the statement, and of no entry
EOF
layout 'MT942: reversals, and what is only expected' "reject payment 2026-03-02 9.00 USD |R1|returned cheque
reject receipt 2026-03-02 8.00 USD |R2|
skip no money has moved: PDNG
skip no money has moved: PDNG" <<'EOF'
:20:A
:25:123
:28C:1
:34F:USDD0,
:61:260302RC9,00NCHKR1
:86:returned cheque
:61:260302RD8,00NCHKR2
:61:260302EC7,00NCHKR3
:61:260302ED6,00NCHKR4
EOF

# Titles above the header, totals below it.
layout 'ICBC with its head and its totals' "receipt 2026-03-01 1234.56 CNY 测试有限公司|他行汇入|
skip a line of totals" <<'EOF'
明细查询文件下载

卡号: 1234****9876,"卡别名: 这是卡别名"

子账户序号: 00000,子账户类别: 活期,"子账户别名: "

交易日期,摘要,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名
2026-03-01     	,"他行汇入            	","                                                   	","CHN                 	",钞        	,"-                   	","-                   	",-              	,"1,234.56           	","                    	",人民币         	,"2,000.00          	","测试有限公司    	",
 
人民币合计,,,,,,,,"1,234.56          	","0.00          	",
EOF
layout 'WeChat Pay with its head' "receipt 2026-03-01 23.00 CNY 测试有限公司|3985734|货款" <<'EOF'
微信支付账单明细,,,,,,,,,,
微信昵称：[测试],,,,,,,,,,
起始时间：[2026-02-01 00:00:00] 终止时间：[2026-03-02 23:59:59],,,,,,,,,,
,,,,,,,,,,
共1笔记录,,,,,,,,,,
收入：1笔 23.00元,,,,,,,,,,
注：,,,,,,,,,,
1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易,,,,,,,,,,
----------------------微信支付账单明细列表--------------------,,,,,,,,,,
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
2026-03-01 19:29:00,二维码收款,测试有限公司,货款,收入,¥23.00,零钱,已收钱,3985734	,/	,/
EOF
layout 'DKB with its head' "receipt 2026-03-02 2500.00 EUR Muster GmbH|Rechnung 1|" <<'EOF'
"Girokonto";"DE12345678901234567890"
"Zeitraum:";"01.03.2026 - 04.03.2026"
"Kontostand vom 04.03.2026:";"1.234,56 €"
""
"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"
"02.03.26";"02.03.26";"Gebucht";"Muster GmbH";"Wir AG";"Rechnung 1";"Eingang";"DE89370400440532013000";"2.500";"";"";""
EOF
layout 'ING with its head' "receipt 2026-01-27 12.34 EUR Muster GmbH|Gutschrift Rechnung 9|" <<'EOF'
Umsatzanzeige;Datei erstellt am: 22.01.2026 18:23

IBAN;DE75 5001 0517 5426 3838 06
Kontoname;Girokonto
Bank;ING
Kunde;Wir AG
Zeitraum;22.10.2025 - 22.01.2026
Saldo;1.775,63;EUR

Sortierung;Datum absteigend

Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung
27.01.2026;27.01.2026;Muster GmbH;Gutschrift;Rechnung 9;0,00;EUR;12,34;EUR
EOF
layout 'Alipay with its head' "receipt 2026-01-18 222228.50 CNY 测试有限公司|2x9|转账" <<'EOF'
------------------------------------------------------------------------------------
导出信息：
姓名：xx
起始时间：[2026-01-10 00:00:00]    终止时间：[2026-02-13 23:59:59]
收入：1笔 28.50元

特别提示：
1.本回单内容可表明支付宝受理了相应支付交易申请，因系统原因或通讯故障等偶发因素导致本回单与实际交易结果不符时，以实际交易情况为准；

------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------
交易时间            ,交易分类                ,交易对方                ,对方账号                ,商品说明                ,收/支                 ,金额                  ,收/付款方式              ,交易状态                ,交易订单号     ,商家订单号           ,备注                  ,
2026-01-18 10:17:29 ,转账红包                ,测试有限公司                ,xxx***@163.com      ,转账                  ,收入                  ,222228.50              ,余额                  ,交易成功                ,2x9	,                    	,                    ,
EOF

# What is not imported, and what comes twice.
ok 'rules for lines that make no payments' sh -c "echo \"ignored_lines: {fees: {text: '手续费, Kontoführung', money: out}, interest: {text: zinsen}}\" | crm-db schema apply -"
layout 'lines that are ignored by rule' "skip ignored_lines: fees
receipt 2026-03-01 5.00 CNY 测试有限公司|手续费退回|
skip ignored_lines: interest
skip ignored_lines: fees
payment 2026-03-01 8.00 CNY 测试有限公司|货款|" <<'EOF'
日期,金额,借贷,户名,摘要
2026-03-01,5.00,借,某银行,账户手续费
2026-03-01,5.00,贷,测试有限公司,手续费退回
2026-03-01,6.00,贷,,Habenzinsen
2026-03-01,7.00,借,,KONTOFUHRUNG
2026-03-01,8.00,借,测试有限公司,货款
EOF
ok 'a plan with lines that make no payment is carried out' crm-payment import --apply plan
is 'and brings the others' 2 "$(crm-payment count)"
crm-undo >/dev/null
fails 65 'words divided by commas' 'a rule without words' sh -c 'echo "ignored_lines: {x: {money: in}}" | crm-db schema apply -'

iconv -f UTF-8 -t GB18030 >gb.csv <<'EOF'
交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言
20260101,123456,转存,+10000.00,11000.00,测试有限公司,369396693,超级网银,转账
20260102,132324,财付通,-10.00,11000.00,测试有限公司,369333999,电子商务,购物
EOF
crm-payment import gb.csv >out 2>err
is 'a statement in GB18030' '0 2' "$? $(crm-payment count)"
like 'says in one line what is left out' 'gb.csv: these columns are left out: 交易渠道' "$(cat err)"
{ iconv -f GB18030 -t UTF-8 gb.csv; echo 20260103,132324,转存,+1.00,11001.00,测试有限公司,369334000,网银,; } >longer.csv
ok 'a longer one, which overlaps it' crm-payment import longer.csv
is 'brings what is new' 3 "$(crm-payment count)"
crm-payment import camt053.xml --keep-going --rejects left.csv >out 2>err
is 'what is rejected of CAMT' '65 6' "$? $(crm-payment count)"
is 'is CSV that says what was read' '2026-03-02,7.50,EUR,DBIT,BOOK,REF3,one two' "$(sed -n 2p left.csv | cut -d , -f 1-5,8-9)"
ok 'with whose it is' crm-payment import left.csv supplier=su1
crm-payment import camt053.xml supplier=su1 >out 2>err
is 'the whole file again brings nothing' '0 7' "$? $(crm-payment count)"
is 'directions as they were' '3 receipt 4 payment' "$(crm-payment count kind=receipt) receipt $(crm-payment count kind=payment) payment"
ok 'nothing disagrees' crm-db check

# What is wrong with a file.
bad() { # WHAT PART FILE
	fails 65 "$2" "$1" crm-payment import "$3"
}
printf '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<Document/>' >doctype.xml
bad 'a DOCTYPE' 'doctype.xml:2:13: broken XML: a document type declaration is not allowed here' doctype.xml
head -c 900 camt053.xml >half.xml
bad 'half a file' 'half.xml:' half.xml
sed 's/<CdtDbtInd>DBIT<.CdtDbtInd><RvslInd>f/<RvslInd>f/' reversed.xml >aimless.xml
bad 'an entry that came neither in nor out' 'aimless.xml:7: CdtDbtInd of the entry is neither CRDT nor DBIT' aimless.xml
sed 's/<TxDtls>/&<CdtDbtInd>IN<\/CdtDbtInd>/' less.xml >unknown.xml
bad 'nor a part of one' 'unknown.xml:3: CdtDbtInd of the entry is neither CRDT nor DBIT' unknown.xml
printf '<?xml version="1.0"?>\n<Document><CstmrCdtTrfInitn/></Document>' >pain.xml
bad 'another message' 'this XML is not a bank statement; import camt.052, camt.053 or camt.054' pain.xml
awk 'BEGIN { print "<?xml version=\"1.0\"?>"; for (i = 0; i < 50; i++) printf "<a>" }' >deep.xml
bad 'elements in elements in elements' 'nested more than 40 deep' deep.xml
printf '<?xml version="1.0"?>\n<Document><%040d/></Document>' 0 | sed 's/<0/<a/' >named.xml
bad 'an element with a name of forty bytes' 'named.xml:2: an element has a name of 40 or more bytes' named.xml
sed "s/>one</>$(printf %017000d 0)</" less.xml >text.xml
bad 'a text of 17 KB' 'text.xml:4: a text is longer than 16 KiB' text.xml
sed "s/<Ustrd>one</<Ustrd>$(printf %09000d 0)<\/Ustrd>&/; s/>one</>$(printf %09000d 0)</" less.xml >texts.xml
bad 'two texts of 9 KB' 'texts.xml:4: the texts of a transaction are longer than 16 KiB' texts.xml
# LINE COUNT END: an entry, and below it the line COUNT times, with digits of that many bytes behind it.
sta() {
	printf ':20:A\n:25:123\n:60F:C260301EUR0,00\n:61:260302C1,00NTRFX\n'
	awk -v line="$1" -v count="$2" -v bytes="$3" 'BEGIN { for (i = 0; i < bytes; i++) digits = digits 7; for (i = 0; i < count; i++) printf "%s%d%s\n", line, i, digits }'
}
{ sta :86: 1 0 && yes line | head -n 200; } >lines.sta
bad 'a field of 201 lines' 'lines.sta:5: :86: the field is longer than 16 KiB or 200 lines' lines.sta
sta :86: 1 17000 >field.sta
bad 'a field of 17 KB' 'field.sta:5: :86: the field is longer than 16 KiB or 200 lines' field.sta
sta :86: 201 0 >fields.sta
bad 'an entry with 201 fields' 'fields.sta:205: :86: the entry has more than 200 of these fields' fields.sta
sta :86:x 2 9000 >both.sta
bad 'an entry with two texts of 9 KB' 'both.sta:6: :86: the texts of the entry are longer than 16 KiB' both.sta
sed 's/2511271127DR17,90/2511271127DR17.90/' vr.sta >point.sta
bad 'an amount with a point' 'point.sta:5: :61: the entry has no amount' point.sta
sed 's/2511271127DR/251127DR/; s/2512310102CR/2512311302CR/' vr.sta >day.sta
bad 'a day that is none' 'day.sta:11: :61: the entry has no day' day.sta
sed 's/DR17,90/XR17,90/' vr.sta >mark.sta
bad 'neither C nor D' 'mark.sta:5: :61: the entry does not say C or D' mark.sta
printf 'Datum;Betrag;Frei\n01.02.2026;5;x\n' >nobody.csv
bad 'unknown columns where nothing says whose it is' "unknown field 'Frei'" nobody.csv
printf 'Datum;Betrag;Name;Kennz\n2026-02-01;5;Muster GmbH;S\n' >aside.csv
crm-payment import aside.csv >out 2>err
like 'a direction in a column that is left out' "aside.csv:2: 'Kennz: S' may say that the money went out" "65 $(cat err)"
crm-payment import aside.csv --map Kennz=direction --plan plan >out 2>err
is 'is one when a map says so' 'payment 2026-02-01 5.00 CNY Muster GmbH||' "$(rows <plan)"
printf 'Date,Eingang,Ausgang,Wer\n2026-03-01,,2.00,Muster GmbH\n2026-03-02,3.00,,Muster GmbH\n' >map.csv
ok 'columns of money in and money out by a map' crm-payment import map.csv --map 'Eingang=money in' --map Ausgang=支出 --map Wer=户名
is 'are what they say' 'payment 2.00,receipt 3.00' "$(crm-payment list paid_on=2026-03-01..2026-03-02 reference= --sort=paid_on --columns=kind,amount | cut -f 2- | tr '\t\n' ' ,' | sed 's/,$//')"
done_testing
