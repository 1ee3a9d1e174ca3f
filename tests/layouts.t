#!/bin/sh
# Files as other programs export them, with their real headers: each comes in by one command, without a map. Lines above the header, totals below the rows,
# maps, and links by the keys of another program.
. "$(dirname "$0")/lib.sh"

put() { cat >f.csv; }
# The values of the newest record, joined by |, with the notes of several lines in one.
newest() { crm-$1 list "$(crm-$1 list --format ids | tail -n 1)" --columns="$2" | cut -f2- | tr "$TAB" '|'; }
takes() { # WHAT EXPECTED TYPE COLUMNS OPTION…: f.csv is imported, and its last record has these values
	what=$1 expected=$2 type=$3 columns=$4
	shift 4
	crm-$type import f.csv "$@" >out 2>err || verdict 1 "$what: import" "$(cat err)"
	is "$what" "$expected" "$(newest "$type" "$columns")"
}

# ---- Northwind --------------------------------------------------------------------------------------------------------
fresh
put <<'END'
CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax
ALFKI,Alfreds Futterkiste,Maria Anders,Sales Representative,Obere Str. 57,Berlin,NULL,12209,Germany,030-0074321,030-0076545
BOTTM,Bottom-Dollar Markets,Elizabeth Lincoln,Accounting Manager,23 Tsawassen Blvd.,Tsawassen,BC,T2F 8M4,Canada,(604) 555-4729,(604) 555-3745
BSBEV,B's Beverages,Victoria Ashworth,Sales Representative,Fauntleroy Circus,London,NULL,EC2 5NT,UK,(171) 555-1212,NULL
END
takes 'Northwind: customers' "BSBEV|B's Beverages|Fauntleroy Circus|London||EC2 5NT|UK|(171) 555-1212||ContactName: Victoria Ashworth\\nContactTitle: Sales Representative" \
	customer external_id,name,bill_street,bill_city,region,bill_code,bill_country,phone,fax,notes --null=NULL
put <<'END'
OrderID,CustomerID,EmployeeID,OrderDate,RequiredDate,ShippedDate,ShipVia,Freight,ShipName,ShipAddress,ShipCity,ShipRegion,ShipPostalCode,ShipCountry
10643,ALFKI,6,1997-08-25 00:00:00.000,1997-09-22 00:00:00.000,1997-09-02 00:00:00.000,1,29.46,Alfreds Futterkiste,Obere Str. 57,Berlin,NULL,12209,Germany
10410,BOTTM,3,1997-01-10 00:00:00.000,1997-02-07 00:00:00.000,1997-01-15 00:00:00.000,3,2.40,Bottom-Dollar Markets,23 Tsawassen Blvd.,Tsawassen,BC,T2F 8M4,Canada
END
takes 'Northwind: orders, by the customer that ALFKI means' '10410|c2|1997-01-10|1997-02-07|2.40|23 Tsawassen Blvd.|Tsawassen|BC' \
	order external_id,customer,ordered_on,due_on,shipping,ship_street,ship_city,ship_state --null=NULL
put <<'END'
ProductID,ProductName,SupplierID,CategoryID,QuantityPerUnit,UnitPrice,UnitsInStock,UnitsOnOrder,ReorderLevel,Discontinued
1,Chai,1,1,10 boxes x 20 bags,18,39,0,10,0
17,Alice Mutton,7,6,20 - 1 kg tins,39,0,0,0,1
END
takes 'Northwind: products, whose suppliers are not there' '17|Alice Mutton|39|0|' product external_id,name,price,reorder_level,supplier
like 'which is said' 'SupplierID' "$(cat err)"
put <<'END'
SupplierID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax,HomePage
7,"Pavlova, Ltd.",Ian Devling,Marketing Manager,74 Rose St. Moonie Ponds,Melbourne,Victoria,3058,Australia,(03) 444-2343,(03) 444-6588,NULL
END
takes 'Northwind: suppliers' 'Pavlova, Ltd.|Ian Devling|Melbourne|Victoria' supplier name,contact,city,state --null=NULL
printf 'ProductID,ProductName,SupplierID,UnitPrice\n18,Carnarvon Tigers,7,62.5\n' >f.csv
takes 'and then the products of one that is' '18|su1' product external_id,supplier

# ---- Address books ----------------------------------------------------------------------------------------------------
fresh
put <<'END'
First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value
Anna,,Schmidt,,,,Dr.,,Annie,,Acme GmbH,Einkauf,Purchasing,1980-05-17,Met in Hannover,https://lh3.googleusercontent.com/a,Kunden ::: * myContacts,* Work,anna@acme.example ::: a.schmidt@acme.example,Home,anna@home.example,Mobile,+49 170 1234567 ::: +49 30 5557788,Work,"Weg 1
10115 Berlin",Weg 1,Berlin,,BE,10115,DE,,Work,https://acme.example
,,,,,,,,,,Nur Firma AG,,,,,,* myContacts,,,,,,+49 40 123456,,,,,,,,,,,
END
crm-contact import f.csv --preset=google --create customer >out 2>err || verdict 1 'Google Contacts' "$(cat err)"
is 'Google Contacts' 'Anna Schmidt|Anna|Schmidt|Dr.|Einkauf|Purchasing|1980-05-17|Kunden,myContacts|anna@acme.example|Weg 1|Berlin|BE' \
	"$(crm-contact list p1 --columns=name,given_name,family_name,salutation,title,department,birthday,tags,email,street,city,state | cut -f2- | tr "$TAB" '|')"
is 'a ::: b fills two fields' '+49 170 1234567|+49 30 5557788|anna@home.example' "$(crm-contact list p1 --columns=phone,mobile,email2 | cut -f2- | tr "$TAB" '|')"
like 'and what no field is free for goes to the notes' 'E-mail: a.schmidt@acme.example' "$(crm-contact list p1 --columns=notes)"
is 'who has no name is called as the company' 'Nur Firma AG' "$(newest contact name)"
like 'as does what has none' 'Nickname: Annie' "$(crm-contact list p1 --columns=notes)"
put <<'END'
Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department
李 雷,雷,,李,,,,,,,,,,, --05-17,,,,,,,,,,,,,,* myContacts,*,lilei@example.cn,Mobile,13800138000,,海澄水务,,采购,
END
takes 'Google Contacts before 2024' '李 雷|雷|李|lilei@example.cn|13800138000|采购' contact name,given_name,family_name,email,phone,title --preset=google --create customer
put <<'END'
"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title","Business Street","Business Street 2","Business City","Business State","Business Postal Code","Business Country/Region","Home Street","Home City","Assistant's Phone","Business Fax","Business Phone","Business Phone 2","Home Phone","Mobile Phone","Other Phone","Account","Anniversary","Assistant's Name","Birthday","Categories","Directory Server","E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address","Gender","Government ID Number","Initials","Keywords","Language","Location","Manager's Name","Notes","Office Location","Priority","Private","Profession","Referred By","Sensitivity","Spouse","User 1","Web Page"
"Mr","Jeff","","Price","","Contoso","Sales","Buyer","1 Main St","Floor 2","Redmond","WA","98052","USA","","","","","(425) 555-0100","","","(425) 555-0101","","","0/0/00","","0/0/00","Business;VIP","","jeff@contoso.example","SMTP","Jeff Price (jeff@contoso.example)","","Unspecified","","J.P.","","","","Ann Boss","","","Normal","False","","","Normal","","",""
END
takes 'Outlook, where Title is Mr and an empty day 0/0/00' 'Jeff Price|Mr|Buyer|1 Main St|Redmond|(425) 555-0100|(425) 555-0101||jeff@contoso.example' \
	contact name,salutation,title,street,city,phone,mobile,birthday,email --preset=outlook --create customer
is 'and what has no field is in the notes, but no empty day' "Business Street 2: Floor 2\\nManager's Name: Ann Boss" "$(newest contact notes)"
# ---- Other programs ---------------------------------------------------------------------------------------------------
fresh
put <<'END'
Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Primary Associated Company ID,Last Activity Date (CET),Lead Status,Marketing contact status,Create Date,Associated Company
"51",Brian,Halligan (Sample Contact),bh@hubspot.example,+1 617 555 0199,Jane Roe,"9001","",NEW,Marketing contact,2024-03-05 11:22,HubSpot
END
takes 'HubSpot: contacts' '51|Brian Halligan (Sample Contact)|bh@hubspot.example|+1 617 555 0199|c1|2024-03-05T03:22:00Z' contact external_id,name,email,phone,customer,created_at \
	--preset=hubspot --create customer
is 'whose owners are no users here' 'Lead Status: NEW\nContact owner: Jane Roe' "$(newest contact notes | sed 's/\(Contact owner: Jane Roe\)\\n\(Lead Status: NEW\)/\2\\n\1/')"
put <<'END'
Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,Company Domain Name,Website URL,Number of Employees,Annual Revenue,Lifecycle Stage,State/Region,Postal Code,Street Address
9002,Acme Inc,Jane Roe,2024-01-02 08:00,(555) 010-7788,,Boston,United States,COMPUTER_SOFTWARE,acme.example,https://acme.example,120,5000000,Lead,MA,02110,1 Main St
END
takes 'HubSpot: companies' '9002|Acme Inc|Boston|United States|120|5000000.00|MA|02110|1 Main St' customer \
	external_id,name,bill_city,bill_country,employees,annual_revenue,bill_state,bill_code,bill_street --preset=hubspot
like 'whose industries are others' 'Industry: COMPUTER_SOFTWARE' "$(newest customer notes)"
put <<'END'
Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Associated Company
77,Acme - New Deal,Contract Sent,2026-04-30 12:00,Jane Roe,1200.50,Sales Pipeline,Acme Inc
END
takes 'HubSpot: deals' '77|Acme - New Deal|2026-04-30|1200.50|c2' deal external_id,name,close_on,amount,customer --preset=hubspot
put <<'END'
Account ID,Account Name,Account Owner,Type,Parent Account,Billing Street,Billing City,Billing State/Province,Billing Zip/Postal Code,Billing Country,Phone,Fax,Website,Industry,Annual Revenue,Employees,Account Source,Rating,Account Number,Created Date,Last Modified Date
0015g00000A1b2C,Edge Communications,Jane Roe,Customer - Direct,,312 Constitution Place,Austin,TX,78767,USA,(512) 757-6000,(512) 757-9000,http://edgecomm.example,Electronics,"139,000,000.00",1000,,Hot,CD451796,10/30/2023,11/02/2023

My accounts
"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."
Confidential Information - Do Not Distribute
"Generated By: Jane Roe 11/2/2023, 3:04 PM"
END
takes 'Salesforce: a report of accounts, with what stands below it' '0015g00000A1b2C|Edge Communications|Austin|TX|78767|electronics|139000000.00|1000|2023-10-29T16:00:00Z' customer \
	external_id,name,bill_city,bill_state,bill_code,industry,annual_revenue,employees,created_at --preset=salesforce --dates=mdy
put <<'END'
Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Salutation,Name,MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,Phone,Fax,MobilePhone,HomePhone,Email,Title,Department,LeadSource,Birthdate,Description,OwnerId,CreatedDate,LastModifiedDate
0035g00000X,false,,0015g00000A1b2C,Gonzalez,Rose,Ms.,Rose Gonzalez,313 Constitution Place,Austin,TX,78767,USA,(512) 757-6000,,(512) 757-9340,,rose@edge.example,SVP Procurement,Procurement,Trade Show,1960-01-21,,0055g000001,2023-10-30T09:00:00.000Z,2023-10-30T09:00:00.000Z
END
takes 'Salesforce: contacts of Data Loader, by AccountId' '0035g00000X|Rose Gonzalez|c3|SVP Procurement|trade-show|1960-01-21|Austin' contact \
	external_id,name,customer,title,source,birthday,city --preset=salesforce
put <<'END'
"Lead Owner","First Name","Last Name","Title","Company / Account","Email","Rating","Street","City","State/Province","Phone","Lead Source","Lead Status"
"Jane Roe","Bertha","Boxer","Director","Farmers Coop.","bertha@fcof.example","Hot","","Tallahassee","FL","(850) 644-4200","Web","Working - Contacted"
END
takes 'Salesforce: leads, named by two columns' 'Bertha Boxer|Director|bertha@fcof.example|Tallahassee|(850) 644-4200' lead name,title,email,city,phone --preset=salesforce
printf 'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email addresses for connections who have allowed it."\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnita,"Desai, PMP",https://www.linkedin.com/in/anita,,Razorpay,Talent Partner,01 Sep 2025\n' >f.csv
takes 'LinkedIn: connections, below a note' 'Anita Desai, PMP|Talent Partner' contact name,title --create customer --ignore-unknown
like 'which is said' 'f.csv: line 4 is the header' "$(cat err)"
put <<'END'
"Email Address","First Name","Last Name",Address,"Phone Number",Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS
only@mail.example,,,,,,2,"2016-01-01 09:37:25",,"2016-01-01 09:37:25",41.141.176.31,,,,,,,,"2016-01-01 09:37:25",1,e8,,"""vip"",""fair"""
END
takes 'Mailchimp: an audience, where nobody needs a name' 'only@mail.example|only@mail.example' contact name,email --ignore-unknown
put <<'END'
Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags
'7221,Anna,Jansen,anna@shop.example,yes,,Dorpsstraat 1,,Utrecht,,NL,'1234AB,,'+31 6 12345678,no,120.00,3,likes tea,no,"horeca, vip"
END
takes 'Shopify: customers' '7221|Anna Jansen|anna@shop.example|+31 6 12345678|horeca,vip|likes tea' customer external_id,name,email,phone,tags,notes --ignore-unknown
put <<'END'
id,Description,Email,Name,Created (UTC),Delinquent,Plan,Status,Total Spend,Payment Count,Refunded Volume,Dispute Losses
cus_NffrFeUfNV2Hib,Annual plan,jenny@stripe.example,Jenny Rosen,2024-03-01 10:00:00,false,,,120.00,2,0.00,0.00
END
takes 'Stripe: customers' 'cus_NffrFeUfNV2Hib|Jenny Rosen|jenny@stripe.example|Annual plan' customer external_id,name,email,notes --ignore-unknown
put <<'END'
*ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAttentionTo,POAddressLine1,POAddressLine2,POCity,PORegion,POPostalCode,POCountry,PhoneNumber,FaxNumber,MobileNumber,TaxNumber,BankAccountNumber,Website,LegalName
Marlow Constructions Pty Ltd,MAR001,gavin@marlow.example,Gavin,Marlow,,12 Builder St,,Parramatta,NSW,2150,Australia,02 9000 1111,,0401 220 556,48 902 337 115,,https://marlow.example,Marlow Constructions Pty Limited
END
takes 'Xero: contacts' 'Marlow Constructions Pty Ltd|gavin@marlow.example|02 9000 1111|0401 220 556|48902337115|Marlow Constructions Pty Limited' customer \
	name,email,phone,phone2,tax_number,tax_name --preset=xero
put <<'END'
Person - Name,Person - Label,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - ID,Person - Owner
Benjamin Leon,Hot lead,Leon Ltd,ben@leon.example,,785-202-7824,,33,Jane Roe
END
takes 'Pipedrive: people' '33|Benjamin Leon|ben@leon.example|785-202-7824' contact external_id,name,email,phone --preset=pipedrive --create customer
put <<'END'
Record Id,Lead Owner.id,Lead Owner,Company,First Name,Last Name,Designation,Email,Phone,Mobile,Website,Lead Source,Lead Status,No. of Employees,Annual Revenue,Created Time,Street,City,State,Zip Code,Country,Description
zcrm_3652397000000190028,zcrm_1,Jane Roe,Zylker,Peter,Smith,VP Sales,peter@zylker.example,555-444-3333,,https://zylker.example,Trade Show,Contact in Future,50,10000,2024-05-01 10:15:00,1 Elm St,Fresno,CA,93725,United States,Wants a demo
END
takes 'Zoho: leads' 'zcrm_3652397000000190028|Peter Smith|Zylker|trade-show|50|10000.00|Fresno|93725' lead external_id,name,company,source,employees,annual_revenue,city,code --ignore-unknown
put <<'END'
"Name","ID","Website","Email Address","Office Phone","Alternate Phone","Fax","Billing Street","Billing City","Billing State","Billing Postal Code","Billing Country","Description","Type","Industry","Annual Revenue","Employees","Date Created","Assigned to","Deleted"
"24/7 Couriers","d3b8f1a0-1","https://couriers.example","kid@couriers.example","(059) 012-1217","","","1 Sea Rd","Salt Lake City","NY","35112","USA","","Customer","Banking","","","2024-02-03 04:05:06","","0"
END
takes 'SugarCRM and SuiteCRM: accounts' '24/7 Couriers|d3b8f1a0-1|kid@couriers.example|(059) 012-1217|Salt Lake City|banking|customer' customer \
	name,external_id,email,phone,bill_city,industry,type --ignore-unknown
put <<'END'
(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Main Phone,Address 1: City,Primary Contact,Email (Primary Contact),Status
a16b3f4b-1bfe-e611-8127-e0071b6a,xyz==,2024-02-03 04:05,A. Datum Corporation,555-0158,Redmond,Rene Valdes,someone@datum.example,Active
END
takes 'Dynamics 365: active accounts' 'A. Datum Corporation|555-0158|Primary Contact: Rene Valdes' customer name,phone,notes --ignore-unknown
put <<'END'
"id","name","is_company","company_name","country_id","state_id","zip","city","street","street2","phone","mobile","email","vat"
"__export__.res_partner_14","Azure Interior","True","","United States","California (US)","94538","Fremont","4557 De Silva St","","(870) 931-0505","","azure@odoo.example","US12345671"
END
takes 'Odoo: contacts' '__export__.res_partner_14|Azure Interior|Fremont|94538|4557 De Silva St|(870) 931-0505|US12345671' customer external_id,name,bill_city,bill_code,bill_street,phone,tax_number --ignore-unknown
put <<'END'
客户编码,客户名称,客户简称,所属地区,所属行业,税号,开户银行,银行账号,联系人,电话,手机,邮编,地址,备注
01001,苏州沐光照明有限公司,沐光照明,江苏,,91320500MA1MUG000X,工行苏州分行,6222021001112223334,王五,0512-66668888,13900001111,215000,苏州工业园区星湖街1号,老客户
合计,1,,,,,,,,,,,,
END
takes '用友: 客户档案, with a line of totals' '01001|苏州沐光照明有限公司|沐光照明|91320500MA1MUG000X|工行苏州分行|6222021001112223334|0512-66668888|13900001111|215000|苏州工业园区星湖街1号' customer \
	external_id,name,aliases,tax_number,bank,bank_account,phone,phone2,bill_code,bill_street --ignore-unknown
put <<'END'
公司名称,联系人,手机,来源,备注,名称
海澄泵业,李雷,13800138000,展会,展台见过,
END
takes 'a list of leads as firms in China keep it' '李雷|海澄泵业|13800138000|展台见过' lead name,company,mobile,notes --ignore-unknown
put <<'END'
存货编码,存货名称,规格型号,计量单位,参考售价,参考成本,安全库存
A-100,离心泵,IS50-32,台,1200,800,5
END
takes '金蝶: 存货档案' 'A-100|离心泵|IS50-32' product code,name,specification --ignore-unknown
put <<'END'
ID,Name,Email,Username,Date Registered,Total Orders,Total Spend,Country / Region,City,Region,Postal Code
5,Grace Doe,grace@woo.example,grace,2024-04-04 10:00:00,2,55.00,US,Austin,TX,73301
END
takes 'WooCommerce: customers' '5|Grace Doe|grace@woo.example|Austin|73301' customer external_id,name,email,bill_city,bill_code --ignore-unknown

# ---- csv-spectrum -----------------------------------------------------------------------------------------------------
fresh
spectrum() { # FILE COLUMNS OPTION…: its cells as the records have them
	what=$1 columns=$2
	shift 2
	ids=$(crm-contact import f.csv "$@" 2>err) || { verdict 1 "csv-spectrum: $what" "$(cat err)"; return; }
	got=$(for id in $ids; do crm-contact list "$id" --columns="$columns" | cut -f2- | tr "$TAB" '|'; done)
}
printf 'first,last,address,city,zip\nJohn,Doe,120 any st.,"Anytown, WW",08123\n' >f.csv
spectrum comma_in_quotes name,family_name,street,city,code
is 'csv-spectrum: comma_in_quotes' 'John Doe|Doe|120 any st.|Anytown, WW|08123' "$got"
printf 'a,b,c\n1,"",""\n2,3,4\n' >f.csv
spectrum empty name,title,department --map a=name --map b=title --map c=department
is 'csv-spectrum: empty' "1||${NL}2|3|4" "$got"
printf 'a,b,c\r\n1,"",""\r\n2,3,4\r\n' >f.csv
spectrum empty_crlf name,title,department --map a=name --map b=title --map c=department
is 'csv-spectrum: empty_crlf' "1||${NL}2|3|4" "$got"
printf 'a,b\n1,"ha ""ha"" ha"\n3,4\n' >f.csv
spectrum escaped_quotes name,title --map a=name --map b=title
is 'csv-spectrum: escaped_quotes' "1|ha \"ha\" ha${NL}3|4" "$got"
printf 'key,val\n1,"{""type"": ""Point"", ""coordinates"": [102.0, 0.5]}"\n' >f.csv
spectrum json name,title --map key=name --map val=title
is 'csv-spectrum: json' '1|{"type": "Point", "coordinates": [102.0, 0.5]}' "$got"
printf 'id,lat,lon,name,address\n1,37.77,-122.41,"Sean, ""The Real""",""\n' >f.csv
spectrum location_coordinates external_id,name --ignore-unknown
is 'csv-spectrum: location_coordinates' '1|Sean, "The Real"' "$got"
printf 'a,b,c\n1,2,3\n"Once upon \na time",5,6\n7,8,9\n' >f.csv
spectrum newlines notes,name --map a=notes --map b=name --map c=
is 'csv-spectrum: newlines' "1|2${NL}Once upon \\na time|5${NL}7|8" "$got"
printf 'a,b\n1,"ha \n""ha"" \nha"\n3,4\n' >f.csv
spectrum quotes_and_newlines name,notes --map a=name --map b=notes
is 'csv-spectrum: quotes_and_newlines' "1|ha \\n\"ha\" \\nha${NL}3|4" "$got"
printf 'a,b,c\n1,2,3\n4,5,ʤ\n' >f.csv
spectrum utf8 name,title,department --map a=name --map b=title --map c=department
is 'csv-spectrum: utf8' "1|2|3${NL}4|5|ʤ" "$got"

# ---- Lines above and below --------------------------------------------------------------------------------------------
fresh
count() { crm-customer count; }
printf '客户清单,,\n打印日期：,2026-03-05,\n,,\n公司名称,所在城市,年营业额\n甲公司,苏州,5\n合计,,5\n共1条,,\n导出时间：2026-03-05,,\n' >f.csv
ok 'a title, a header and totals' crm-customer import f.csv
is 'are one record' 1 "$(count)"
crm-customer import f.csv --on-duplicate=skip --match=exact >/dev/null 2>err
is 'and both are said' "crm-customer: f.csv: line 4 is the header, because it is the first one with names of fields and more cells than those above it, which are left out
crm-customer: f.csv: lines 6 to 8 are left out, because they are totals below the records and none themselves: 合计" "$(cat err)"
printf 'name,city,annual_revenue\nTotal Energies,Paris,\nTotal,Paris,7\nSum Ltd,,\nTotal,,8\n' >f.csv
crm-customer import f.csv >/dev/null 2>err
is 'firms that are called Total or Sum are none' 5:0 "$(count):$(grep -c 'left out' err)"
printf 'name,city,annual_revenue\nN1,Paris,"1,000.50"\nN2,Paris,2\nTotal,,"1,002.50"\n' >f.csv
crm-customer import f.csv >/dev/null 2>err
is 'but the sum of a column is' 7 "$(count)"
printf 'name,city,annual_revenue\nN3,Paris,5\nTotal,,5\nN4,Paris,6\n' >f.csv
crm-customer import f.csv >/dev/null 2>err
is 'only at the end' 10 "$(count)"
printf 'name,city,founded_on\nN5,Paris,2001-02-03\nCount Ltd,,yesterdayish\n' >f.csv
fails 65 'f.csv:3:12' 'what cannot be read is an error, however it begins' crm-customer import f.csv
printf 'x,y\nname,city\nN6,Paris\n' >f.csv
fails 65 'f.csv:1:1' 'a line as wide as the header is not left out' crm-customer import f.csv
ok 'unless it is told where the header is' crm-customer import f.csv --header-line=2
printf 'Name|City|Annual revenue\nPipes|Rome|5\n' >f.csv
ok 'cells between |' crm-customer import f.csv
printf 'name~city\nTilde~Rome\n' >f.csv
ok 'cells between what is said' crm-customer import f.csv --delimiter=~
fails 2 "--delimiter: ';;'" 'one character' crm-customer import f.csv --delimiter=';;'
printf 'name,city,phone\nNulls,NULL,\\N\nNULL,NULL,NULL\n' >f.csv
takes 'markers of no value' 'Nulls||' customer name,bill_city,phone --null=NULL --null='\N'
printf 'sep=~\nname~founded_on\nBad~x\nGood~2001-02-03\n' >f.csv
crm-customer import f.csv --keep-going --rejects=r.csv >/dev/null 2>&1
is 'rejects keep the delimiter that a line names' "sep=~${NL}name~founded_on~reason" "$(head -n 2 r.csv)"

# ---- Maps -------------------------------------------------------------------------------------------------------------
fresh
printf 'Kunde,custmer,Status,Umsatz\nA,B,Neu,5\nC,D,hot,6\n' >f.csv
fails 65 "3 columns mean no field; say what each means with --map 'Kunde=field', or paste --map 'Kunde=' --map 'custmer=' --map 'Umsatz='" 'all headers that mean nothing, and how to paste them' \
	crm-lead import f.csv
crm-lead import f.csv --map-out map.yaml || verdict 1 '--map-out'
is '--map-out writes the map, with texts of picks that none of them is' "Kunde: # no field has this name: left out
custmer: # no field has this name: left out
Status:
  field: status
  values: # one of new attempted contacted warm hot qualified later lost junk converted
    Neu:
Umsatz: # no field has this name: left out" "$(cat map.yaml)"
is 'and imports nothing' 0 "$(crm-lead count)"
sed -i 's/^Kunde:.*/Kunde: name/; s/Neu:/Neu: new/' map.yaml
takes 'which --map reads again' 'C|hot' lead name,status --map map.yaml
is 'values and all' new "$(crm-lead list l1 --columns=status | cut -f2)"
printf 'Kunde: name\nStatus:\n  field: status\n  values:\n    Neu: knew\n' >bad.yaml
fails 65 "bad.yaml:5:10: " 'a value that is none' crm-lead import f.csv --map bad.yaml --ignore-unknown
crm-lead import f.csv --ignore-unknown --map Kunde=name --map Status=+notes >/dev/null 2>err
is '--ignore-unknown says what it leaves out' 'crm-lead: f.csv: these columns are left out: custmer, Umsatz' "$(cat err)"
is '+notes keeps a column' 'Status: hot' "$(newest lead notes)"
fails 2 "there are google, outlook, hubspot, salesforce, pipedrive, xero" 'a preset that is none' crm-lead import f.csv --preset=xyzzy

# ---- Links, empty cells, created_at -----------------------------------------------------------------------------------
fresh
crm-customer add name=Alfreds external_id=ALFKI city=Berlin phone=030-1 >/dev/null
printf 'name,customer.external_id\nMaria,ALFKI\n' >f.csv
takes 'customer.external_id=ALFKI' 'Maria|c1' contact name,customer
crm-contact import f.csv --plan plan.tsv 2>/dev/null
ok 'also by a plan' crm-contact import --apply plan.tsv
printf 'name,customer.external_id\nMaria,NOONE\n' >f.csv
fails 65 "f.csv:2:7: customer: there is no customer with the external_id 'NOONE'; import the customers first" 'a key that nobody has' crm-contact import f.csv
printf 'name,external_id,parent.external_id\nChild,K2,K1\nMother,K1,\n' >f.csv
ok 'which may come with a later line' crm-customer import f.csv
is 'of the same file' c3 "$(crm-customer list c2 --columns=parent | cut -f2)"
printf 'external_id,name,city,phone\nALFKI,Alfreds,,n/a\n' >f.csv
crm-customer import f.csv --on-duplicate=update >/dev/null 2>&1
is 'an empty cell changes nothing' 'Berlin|030-1' "$(crm-customer list c1 --columns=city,phone | cut -f2- | tr "$TAB" '|')"
crm-customer import f.csv --on-duplicate=update --clear >/dev/null 2>&1
is 'but with --clear it empties the field' '|' "$(crm-customer list c1 --columns=city,phone | cut -f2- | tr "$TAB" '|')"
fails 2 '--on-duplicate=update' '--clear is for records that are there' crm-customer import f.csv --clear
printf '{"name":"J","foo":1}\n' >f.ndjson
crm-customer import f.ndjson --ignore-unknown >/dev/null 2>err
is 'what JSON has is left out, too, and said' 'crm-customer: f.ndjson: these columns are left out: foo' "$(cat err)"
printf 'name,Created\nOld,2019-05-06 07:08\n' >f.csv
takes 'created_at comes in' '2019-05-05T23:08:00Z' customer created_at
printf 'name,created_at\nOld,2020-01-01\n' >f.csv
crm-customer import f.csv --match=exact --on-duplicate=update >/dev/null 2>&1
is 'and is not changed afterwards' '2019-05-05T23:08:00Z' "$(newest customer created_at)"
done_testing
