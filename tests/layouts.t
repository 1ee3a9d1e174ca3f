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
done_testing
