#!/bin/sh
# shellcheck source=tests/lib.sh
# Address books: vCard of several versions in and out, LDIF and the answers to mutt out.
. "$(dirname "$0")/lib.sh"

fresh
cat >book.vcf <<'EOF'
BEGIN:VCARD
VERSION:3.0
N:Müller;Jürgen;;Dr.;
FN:Jürgen Müller
ORG:Pumpen AG;Einkauf
TITLE:Leiter Einkauf\, Süd
TEL;TYPE=HOME:+49 89 7654321
TEL;TYPE=WORK,VOICE:+49 89 1234567
TEL;TYPE=CELL:+49 171 1234567
TEL;TYPE=WORK,FAX:+49 89 1234568
TEL;TYPE=OTHER:+49 89 999999
item1.EMAIL;TYPE=INTERNET:jm@example.org
item2.EMAIL;TYPE=INTERNET,PREF:j.mueller@example.com
item2.X-ABLabel:_$!<Work>!$_
EMAIL:third@example.org
ADR;TYPE=WORK:;;Hafenstr. 1;Hamburg;;20457;Deutschland
ADR;TYPE=HOME:;;Weg 2;Kiel;;24103;Deutschland
BDAY:19800517
NOTE:first line\nsecond li
 ne
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ
 AAAAAAAAAAAA
URL:https://example.com
UID:urn:uuid:1234-5678
REV:2026-01-01T00:00:00Z
CATEGORIES:,vip,,friend,
X-QQ:12345678
X-FOO:bar
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Ann Lee
N:;Ann Lee;;;
TEL;VALUE=uri;TYPE="voice,work":tel:+1-555-0100
TEL;VALUE=uri;TYPE="cell";PREF=1:tel:+1-555-0101
BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29
PHOTO:data:image/jpeg;base64,/9j/4AAQ
UID:ann
END:VCARD
EOF
printf 'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E5=BB=BA=E5=\r\n=9B=BD;;;\r\nTEL;CELL;PREF:13812345678\r\nORG;CHARSET=GB18030;ENCODING=QUOTED-PRINTABLE:=C9=CF=BA=A3=B1=C3=D2=B5\r\nPHOTO;JPEG;BASE64:\r\n /9j/4AAQSkZJRgABAQ\r\n AAAAAAAA\r\n\r\nNOTE:hello\r\n world\r\nUID:two\r\nEND:VCARD\r\n' >old.vcf
printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:M\303\r\n \274ller\r\nUID:split\r\nEND:VCARD\r\n' >split.vcf
crm-contact import book.vcf --create customer >out 2>err
is 'versions 3 and 4' '0 p1 p2' "$? $(xargs <out)"
is 'what has no field is named' 'crm-contact: book.vcf: left out, because no field takes them: PHOTO, X-FOO' "$(cat err)"
one() { crm-contact list "$1" --columns="$2" | cut -f 2-; }
is 'names' "Jürgen Müller${TAB}Müller${TAB}Jürgen${TAB}Dr.${TAB}Pumpen AG${TAB}Einkauf${TAB}Leiter Einkauf, Süd" \
	"$(one p1 name,family_name,given_name,salutation,customer.name,department,title)"
is 'telephone numbers by their types' "+49 89 1234567${TAB}+49 171 1234567${TAB}+49 89 7654321${TAB}+49 89 1234568" "$(one p1 phone,mobile,home_phone,fax)"
is 'the preferred address first' "j.mueller@example.com${TAB}jm@example.org" "$(one p1 email,email2)"
is 'address, birthday, tags, the key' "Hafenstr. 1${TAB}Hamburg${TAB}20457${TAB}Deutschland${TAB}1980-05-17${TAB}friend,vip${TAB}12345678${TAB}1234-5678" \
	"$(one p1 street,city,code,country,birthday,tags,qq,external_id)"
is 'and what no field was free for' 'Tel: +49 89 999999\nE-mail: third@example.org\nAddress: Weg 2, Kiel, 24103, Deutschland\nfirst line\nsecond line\nURL: https://example.com' "$(one p1 notes)"
is 'version 4: uris, a year that is none' "Ann Lee${TAB}${TAB}+1-555-0100${TAB}+1-555-0101${TAB}--02-29" "$(one p2 name,given_name,phone,mobile,birthday)"
crm-contact import old.vcf --create customer >out 2>err
is 'version 2.1: quoted-printable, its encodings, a photo' "王建国${TAB}王${TAB}建国${TAB}13812345678${TAB}上海泵业${TAB}hello world" \
	"$(one p3 name,family_name,given_name,mobile,customer.name,notes)"
ok 'a character that a fold divides' crm-contact import split.vcf
is 'is one again' Müller "$(one p4 name)"
sed 's/+49 171 1234567/+49 171 7654321/' book.vcf >newer.vcf
ok 'a book that comes again' crm-contact import newer.vcf
is 'makes no copies' '4 +49 171 1234567' "$(crm-contact count) $(one p1 mobile)"
ok 'and changes what is to be changed' crm-contact import newer.vcf --on-duplicate=update
is 'as it says' '4 +49 171 7654321' "$(crm-contact count) $(one p1 mobile)"
grep -v '^PHOTO\|^ AAAA\|^X-FOO' newer.vcf >plain.vcf
fails 65 'specify what to do' 'or refuses' crm-contact import plain.vcf --on-duplicate=error
iconv -f UTF-8 -t GB18030 >gb.vcf <<'EOF'
BEGIN:VCARD
VERSION:2.1
FN:李雷
END:VCARD
EOF
fails 65 'gb.vcf:3: the text is not in UTF-8 and names no other encoding; say --encoding=GB18030' 'bytes that nobody names' crm-contact import gb.vcf
ok 'and that somebody names' crm-contact import gb.vcf --encoding=GB18030
is 'are read' 李雷 "$(one p5 name)"
crm-undo >/dev/null
cat >much.vcf <<'EOF'
BEGIN:VCARD
VERSION:4.0
FN:John Doe
FN:John Q. Doe
N:Doe;John;Quincy,Adams;;Jr.
ORG:Pumpen AG;Einkauf;Team Süd;Büro 7
ORG:Vereinigung e.V.;Vorstand
TITLE:Einkäufer
TITLE:Beisitzer
X-ASSISTANT:Mei
X-EVOLUTION-ASSISTANT:Mei
X-MS-ASSISTANT:Li
UID:much
UID:more
END:VCARD
EOF
ok 'a card that says more than there are fields' crm-contact import much.vcf
is 'loses none of it' "John Doe${TAB}Einkauf${TAB}Einkäufer${TAB}Mei${TAB}much${TAB}Name: John Q. Doe\\nAdditional names: Quincy,Adams\\nSuffixes: Jr.\\nDepartment: Team Süd, Büro 7\\nCompany: Vereinigung e.V., Vorstand\\nTitle: Beisitzer\\nAssistant: Li\\nUID: more" \
	"$(one external_id=much name,department,title,assistant,external_id,notes)"
crm-undo >/dev/null
bad() { # WHAT PART TEXT
	printf "$3" >bad.vcf
	fails 65 "$2" "$1" crm-contact import bad.vcf
}
bad 'a card without an end' 'bad.vcf:1: the card that begins here has no END:VCARD' 'BEGIN:VCARD\nFN:A\n'
bad 'a line that is none' 'bad.vcf:2: a line of a card is written NAME:VALUE' 'BEGIN:VCARD\nFN A\nEND:VCARD\n'
bad 'lines without a card' 'bad.vcf:4: the line stands in no card' 'BEGIN:VCARD\nFN:A\nEND:VCARD\nFN:B\n'
bad 'an encoding that nobody knows' "not in the encoding that it names, 'NOSUCH'" 'BEGIN:VCARD\nFN;CHARSET=nosuch:\303\nEND:VCARD\n'
bad 'a card of a thousand and one lines' 'bad.vcf:1002: a card has more than a thousand lines' "BEGIN:VCARD\\n$(yes 'X-A:1\n' | head -n 1001 | tr -d '\n')END:VCARD\\n"
bad 'a line of 17 MB' 'bad.vcf:2:1: the line is longer than 16 MiB' 'BEGIN:VCARD\nNOTE:%017000000d\nEND:VCARD\n'
bad 'a company that nobody knows' 'there is no customer called' 'BEGIN:VCARD\nFN:A\nORG:Nobody Ltd\nEND:VCARD\n'

printf 'name,customer\nA,Nobody Ltd\n' >sheet.csv
crm-contact import sheet.csv --plan plan >out 2>err
is 'the plan of a sheet is as it was' "2${TAB}reject${TAB}-${TAB}customer: there is no customer called 'Nobody Ltd'; --create customer creates it" "$(tail -n 1 plan)"

# Out.
crm-contact list --format vcard >all.vcf
is 'a card' 'BEGIN:VCARD VERSION:3.0 N:;Ann Lee;;; FN:Ann Lee TEL;TYPE=WORK,VOICE:+1-555-0100 TEL;TYPE=CELL:+1-555-0101 UID:ann BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29 END:VCARD' \
	"$(tr -d '\r' <all.vcf | awk '/^BEGIN/ { card++ } card == 2' | grep -v ^REV | xargs -d '\n')"
is 'lines end as the standard says, and none is longer' '0 0' "$(grep -vc "$(printf '\r')$" all.vcf) $(LC_ALL=C awk 'length > 76' all.vcf | wc -l | tr -d ' ')"
is 'export and show write the same' '' "$(crm-contact export --format vcard | cmp - all.vcf; crm-contact show p1..p4 --format vcard | cmp - all.vcf)"
is 'only what is asked for' 'BEGIN:VCARD VERSION:3.0 N:;Ann Lee;;; FN:Ann Lee END:VCARD' "$(crm-contact list p2 --columns=name --format vcard | tr -d '\r' | xargs -d '\n')"
crm-contact list --columns=+street,+birthday --format csv --header >before.csv
CRM_DB=$T/other.db
crm-db init "$CRM_DB" zone=Asia/Shanghai currency=CNY country=86 area=21 >/dev/null
crm-contact import all.vcf --create customer >/dev/null
is 'what is written is read as it was' '' "$(crm-contact list --format vcard | grep -v ^REV >again; grep -v ^REV all.vcf | cmp - again)"
CRM_DB=$T/1.db
is 'companies' 'ORG:Pumpen AG X-ABSHOWAS:COMPANY' "$(crm-customer list 'name=Pumpen AG' --format vcard | tr -d '\r' | grep -e ^ORG -e ^X | xargs -d '\n')"
is 'LDIF: what is not plain is base64' "dn: cn=Ann Lee,uid=p2" "$(crm-contact list p2 --format ldif | head -n 1)"
is 'as a directory reads it' 'Jürgen Müller' "$(crm-contact list p1 --format ldif | sed -n 's/^cn:: //p' | base64 -d)"
is 'a name with a comma' 'dn: cn=Lee\, Ann,uid=p2' "$(crm-contact set p2 name='Lee, Ann' >/dev/null; crm-contact list p2 --format ldif | head -n 1)"
is 'the answers to mutt' "crm;j.mueller@example.com${TAB}Jürgen Müller${TAB}Pumpen AG;jm@example.org${TAB}Jürgen Müller${TAB}Pumpen AG" \
	"$(crm-contact list müller --format mutt | tr '\n' ';' | sed 's/;$//')"
fails 2 'an address book is of people and companies' 'invoices are no addresses' crm-invoice list --format vcard
ok 'nothing disagrees' crm-db check
done_testing
