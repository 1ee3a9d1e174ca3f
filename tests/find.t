#!/bin/sh
# crm-find, words alone in filters, and the words that crm-db check looks after.
. "$(dirname "$0")/lib.sh"

refs() { crm-find "$@" | cut -f1 | tr '\n' ' ' | sed 's/ $//'; }

fresh
crm-customer add name=上海海澄泵业有限公司 city=上海 phone='021-5555 6666' email=info@haicheng.example >/dev/null
crm-customer add name='Café Müller GmbH' phone='+49 30 1234567-89' notes='likes 蓝色 pumps' >/dev/null
crm-customer add name=泵 aliases=老泵厂 >/dev/null
crm-contact add name=王小明 customer=c1 mobile='138 1234 5678' >/dev/null
crm-contact add name='Jean-Luc Ébène' customer=c2 >/dev/null
crm-task add subject='把泵修好 before noon' about=c1 >/dev/null
crm-note add title=𠮷野家 body='东京 の 店' >/dev/null

# word, then what is found: exact names first, then names that begin with it, then the newest
while IFS='|' read -r words expected; do
  eval "set -- $words"
  is "find $words" "$expected" "$(refs "$@")"
done <<'TABLE'
泵业|c1
海澄泵业有限|c1
海澄 有限公司|c1
澄泵|c1
澄海|
泵|c3 t1 c1
上海|c1
业|c1
公|c1
muller|c2
MÜLLER|c2
mül|c2
üller|
cafe mull|c2
cafe 泵|
ebene|p2
jean luc|p2
'jean-luc'|p2
蓝色|c2
6666|c1
55556666|c1
'021 5555'|c1
'+86 21 5555 6666'|c1
0086215555|c1
1381234|p1
'138-1234-5678'|p1
1234567|c2 p1
666|
haicheng|c1
noon|t1
𠮷野|n1
𠮷|n1
東京|
东京|n1
老泵|c3
TABLE

is 'four columns' "c1${TAB}customer${TAB}上海海澄泵业有限公司${TAB}021-5555 6666" "$(crm-find 5555)"
is 'one type' c1 "$(refs 泵 --type=customer --limit=2 | cut -d' ' -f2)"
is 'at most so many' 1 "$(crm-find 泵 -n 1 | wc -l | tr -d ' ')"
is 'nothing is no error' '' "$(crm-find 没有这个)"
fails 2 'contains nothing to look up' 'a word of signs' crm-find '!!!'
fails 2 'there is no such type' 'a type that is none' crm-find 泵 --type=pump
fails 2 'say what to find' 'no word' crm-find

# the words follow every change, and back
crm-customer set c1 name=苏州阀门厂 >/dev/null
is 'the old name is gone' 't1 c3' "$(refs 泵 | tr ' ' '\n' | grep -v c1 | sort -r | tr '\n' ' ' | sed 's/ $//')"
is 'the new one is there' c1 "$(refs 阀门)"
crm-undo >/dev/null
is 'undo brings it back' c1 "$(refs 海澄)"
is 'and takes the new one' '' "$(refs 阀门)"
crm-customer rm c3 >/dev/null
is 'a removed record' '' "$(refs 老泵厂)"
crm-undo >/dev/null
is 'is found again' c3 "$(refs 老泵厂)"
crm-customer merge c1 c3 >/dev/null
is 'a merged one by its alias' c1 "$(refs 老泵厂)"
crm-undo >/dev/null

# words alone in a filter ask the same table
is 'a word in a filter' 'c1 c3' "$(crm-customer list 泵 | cut -f1 | tr '\n' ' ' | sed 's/ $//')"
is 'and not' c2 "$(crm-customer list not 泵 | cut -f1)"
is 'with a term' c1 "$(crm-customer list 泵 city=上海 | cut -f1)"

is 'a number with 00 in front, in a filter' c1 "$(crm-customer list phone~'0086 21 5555' | cut -f1)"
is 'as a word' c1 "$(crm-customer list --where '"0086 21-5555"' | cut -f1)"

# an import makes its words at the end; undo takes them all
i=0
{ echo name,phone; while [ $i -lt 1500 ]; do i=$((i + 1)); echo "进口水泵$i,021-6$(printf '%07d' $i)"; done; } >many.csv
crm-customer import many.csv >/dev/null
is 'imported names are found' 50 "$(crm-find 进口水泵 | wc -l | tr -d ' ')"
is 'one of them' 1 "$(crm-find 进口水泵777 | wc -l | tr -d ' ')"
ok 'the words are right' crm-db check
crm-undo >/dev/null
is 'none is left' '' "$(refs 进口水泵)"
ok 'the words are right after the undo' crm-db check
crm-redo >/dev/null
is 'and again' 50 "$(crm-find 进口水泵 | wc -l | tr -d ' ')"
ok 'after the redo' crm-db check

# a custom field for search, and another country, make all words anew
cat >schema.yaml <<'YAML'
fields:
  customer:
    x_pump: {label: Pump, kind: text, search: yes}
YAML
crm-db schema apply schema.yaml
crm-customer set c2 x_pump=潜水泵王 >/dev/null
is 'a custom field is searched' c2 "$(refs 潜水)"
printf 'area: "512"\n' >area.yaml
crm-customer set c2 phone='6666 8888' >/dev/null
crm-db schema apply area.yaml
is 'numbers follow the area code' c2 "$(refs 051266668888)"
ok 'the words are right with the new schema' crm-db check
crm-undo >/dev/null
ok 'and after its undo' crm-db check

# damage is named, and mended
sqlite3 "$CRM_DB" "insert into search (rowid, words) values (2 * 256 + 2, 'gone ')"
like 'a wrong word is found' 'c2: its words' "$(crm-db check 2>/dev/null)"
crm-db check --fix >/dev/null 2>&1
ok 'and mended' crm-db check

done_testing
