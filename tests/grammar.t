#!/bin/sh
# The words of the command line: labels for names of fields, bare words, references by names.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
fresh
field() { "crm-$1" show "$2" --columns="$3" | sed -n "2s/^[^$TAB]*$TAB//p"; }
offers() {
	tool=$1
	shift
	"$tool" __complete --shell=zsh --cword=$# -- "$tool" "$@" | cut -f1 | paste -sd'|' -
}

# A field is written by its label in either language wherever it is written at all.
is 'labels in add' c1 "$(crm-customer add 客户名称=上海水务 城市=上海 'E-mail=a@pump.example' 'Founded=2001-01-01' 客户级别=A)"
is 'they are the fields' "ref${TAB}c1${NL}name${TAB}上海水务${NL}bill_city${TAB}上海${NL}email${TAB}a@pump.example${NL}class${TAB}a" \
	"$(crm-customer show c1 --columns=name,bill_city,email,class)"
crm-customer add name=北京水务 city=北京 >/dev/null
is 'labels of references and picks' d1 "$(crm-deal add 商机名称=泵站 客户=上海水务 预计成交日期=2026-05-01 阶段=谈判)"
crm-deal add 'name=Pumps' 客户=北京水务 'Close on=2026-06-30' STAGE=Proposal >/dev/null
is 'labels in set, also of lists' 'negotiation|a,b' "$(crm-deal set d1 标签=a 标签+=b >/dev/null; field deal d1 stage)|$(field deal d1 tags)"
is 'and taking away' b "$(crm-deal set d1 Tags-=a >/dev/null; field deal d1 tags)"
is 'in copy' 赢单 "$(field deal "$(crm-deal copy d1 商机名称=赢单)" name)"
crm-deal rm d3 >/dev/null
is 'in --file' 'said so' "$(printf 'said so' | crm-deal set d1 --file 备注=- >/dev/null; field deal d1 notes)"
is 'under the header of a batch' d1 "$(printf '#ref\t下一步\nd1\t打电话\n' | crm-deal set --batch -)"
is 'and without a header' 寄样品 "$(printf 'd1\t下一步=寄样品\n' | crm-deal set --batch - >/dev/null; field deal d1 next_step)"
is 'as the key of a daily job' c1 "$(crm-customer add 客户名称=上海水务 --key=客户名称 --on-duplicate=skip)"
is 'as what takes the references' c2 "$(field task "$(echo c2 | crm-task add - 主题=x --as=关于)" about)"

is 'in filters' d1 "$(crm-deal list 阶段=谈判 --format=ids)"
is 'in paths' d1 "$(crm-deal list 客户.城市=上海 --format=ids)"
is 'reverse ones too' c1 "$(crm-customer list deals.阶段=Negotiation --format=ids)"
is 'with every operator' d2 "$(crm-deal list 商机名称~pump 'Close on.gt=2026-05' 客户!=c1 金额= --format=ids)"
is 'behind a bracket and not' d2 "$(crm-deal list not '[' 阶段=谈判 or 'Close-on=..2026-05' ']' --format=ids)"
is 'in one string, where a blank would end the word' d2 "$(crm-deal list --where 'Close_on=2026-06 商机名称="Pumps"' --format=ids)"
is 'in columns' "d1${TAB}泵站${TAB}上海" "$(crm-deal list d1 --columns=商机名称,客户.城市)"
is 'appended' "$(crm-deal list d1 --columns=+next_step)" "$(crm-deal list d1 --columns=+下一步)"
is 'JSON has the keys that were asked for' '{"ref":"d1","阶段":"negotiation"}' "$(crm-deal list d1 --columns=阶段 --format=ndjson)"
is 'in the order' 'd2 d1' "$(crm-deal list --sort=-预计成交日期 --format=ids | paste -sd' ' -)"
is 'in values that are merged' '打给上海水务' "$(field task "$(echo d1 | crm-task add - '主题=打给{{客户.客户名称}}')" subject)"
printf 'Wer,Wo\n南京水务,南京\n' >sheet.csv
is 'in --map and --key' "c3${TAB}南京水务${TAB}南京" "$(crm-customer import sheet.csv --map Wer=客户名称 --map 'Wo=Billing city' --key=客户名称 >/dev/null && crm-customer list c3 --columns=name,city)"
is 'the same sheet again' '3' "$(crm-customer import sheet.csv --map Wer=Name --map Wo=城市 --key=Name --on-duplicate=skip >/dev/null && crm-customer count)"
is 'in the lines of documents' 'q1.1' "$(crm-quote add 客户=c1 主题=报价 >/dev/null && crm-quote line q1 add 描述=水泵 数量=2 单价=5)"
is 'and when they are set' 3 "$(crm-quote line q1 set 1 数量=3 >/dev/null && field quote q1.1 qty)"
is 'in a conversion' 北京 "$(crm-lead add 姓名=李明 公司=明明 >/dev/null && crm-lead convert l1 customer.城市=北京 >/dev/null && crm-customer list name=明明 --columns=city | cut -f2)"
crm-contact add name=李明 customer=c1 >/dev/null
is 'a channel by its label says the kind too' "message${TAB}wechat" "$(field event "$(crm-event log p2 渠道=微信 主题=问价)" kind)$TAB$(field event e1 channel)"
printf '#!/bin/sh\nsed -i "s/^next_step:.*/下一步: by editor/" "$1"\n' >editor && chmod +x editor
is 'edit takes them as keys' 'by editor' "$(EDITOR=$T/editor crm-deal edit d1 >/dev/null && field deal d1 next_step)"
is 'a custom field has its label too' 红色 "$(printf 'fields:\n  deal:\n    x_colour:\n      kind: text\n      label: {en: "Main colour", zh: 主色}\n' >schema.yaml
crm-db schema apply schema.yaml >/dev/null && crm-deal set d1 'Main colour=红色' >/dev/null && crm-deal list 主色=红色 --columns=x_colour | cut -f2)"

# What names no field is an error with the nearest word, never a silent search.
fails 2 "unknown field '客护'; did you mean '客户'?" 'a label with a slip in a filter' crm-deal list 客护=c1
fails 2 "unknown field 'stge'; did you mean 'stage'?" 'a name' crm-deal list stge~won
fails 2 "unknown field '阶断'; did you mean '阶段'?" 'in set' crm-deal set d1 阶断=谈判
fails 2 "客户.客户名城: unknown field '客户名城'; did you mean '客户名称'?" 'in columns' crm-deal list --columns=客户.客户名城
fails 2 "unknown field 'Closed_onn'" 'in the order' crm-deal list --sort=Closed_onn
fails 2 "unknown field 'Wher'" 'in --map' crm-customer import sheet.csv --map Wer=Wher
fails 2 "unknown field 'e-mial'; did you mean 'email'?" 'with a hyphen' crm-customer list e-mial=x
fails 2 'derived from other fields' 'a derived one by its label' crm-deal set d1 加权金额=5
fails 65 "'赢' is not one of" 'a label of no pick' crm-deal set d1 阶段=赢
printf 'fields:\n  deal:\n    x_next:\n      kind: text\n      label: {en: "Next step", zh: 甲}\n    x_second:\n      kind: text\n      label: {en: Second, zh: 甲}\n' >twice.yaml
if crm-db schema apply twice.yaml >/dev/null 2>&1; then
	fails 2 'is the label of two fields' 'a label that two fields have' crm-deal list 甲=x
fi

like 'completion goes on with a label' '客户=|客户.' "$(offers crm-deal list 客户)"
like 'and with its values' '谈判' "$(offers crm-deal list 阶段=谈)"
like 'in assignments' '预计成交日期=' "$(offers crm-deal add 预计)"
like 'labels with blanks' 'Close on=' "$(offers crm-deal add 'Close o')"
is 'without a letter only names are offered' '' "$(offers crm-deal add '' | grep 阶段)"

# Bare words in add and log: one record of references, a title and assignments, in any order.
fresh
crm-customer add 海澄泵业 city=上海 phone='021-5555 0000' email=info@haicheng.example >/dev/null
crm-customer add '南方水务集团' >/dev/null
crm-customer add '北方水务' >/dev/null
crm-contact add c1 李明 >/dev/null
is 'a title alone' "海澄泵业${TAB}上海" "$(crm-customer list c1 --columns=name,city | cut -f2-)"
is 'a reference goes where - would put it' c1 "$(field contact p1 customer)"
is 'a task' "call Sam${TAB}2026-03-06" "$(crm-task list "$(crm-task add 'call Sam' due_on=fri)" --columns=subject,due_on | cut -f2-)"
is 'words in any order' "call Eve${TAB}c1" "$(crm-task list "$(crm-task add due_on=fri c1 priority=high 'call Eve')" --columns=subject,about | cut -f2-)"
is 'a note needs its text only' "hello${TAB}hello${TAB}c1" "$(crm-note list "$(crm-note add c1 'hello')" --columns=title,body,about | cut -f2-)"
is 'its title is the first line that says something' 'Called them' "$(field note "$(crm-note add "$(printf '\n  Called them \nThey want\nmore')")" title)"
is 'its title follows the body' 'Wrote to them' "$(crm-note set n2 'body=Wrote to them' >/dev/null && field note n2 title)"
is 'a title of its own stays' 'Mine' "$(crm-note set n2 title=Mine >/dev/null && crm-note set n2 body=Other >/dev/null && field note n2 title)"
is 'until it is emptied' 'Other' "$(crm-note set n2 title= >/dev/null && field note n2 title)"
is 'the body alone makes a note in an import too' 'one line' "$(printf 'body\none line\n' >notes.csv && crm-note import notes.csv >/dev/null && field note n3 title)"
fails 65 'title is required' 'a note that says nothing' crm-note add c1
is 'a contact that was logged' "asked for the new price list${TAB}p1${TAB}call${TAB}held" \
	"$(crm-event list "$(crm-event log p1 'asked for the new price list' channel=phone)" --columns=subject,about,kind,status | cut -f2-)"
is 'with words behind --' "-5 % is = too little${TAB}p1" "$(crm-event list "$(crm-event log p1 channel=wechat -- -5 % is = too little)" --columns=subject,about | cut -f2-)"
is 'what follows -- is the title whatever it looks like' 'due_on=fri done c1' "$(field task "$(crm-task add -- due_on=fri done c1)" subject)"
is 'two references for two fields' "c1${TAB}cp1" "$(crm-campaign add Spring >/dev/null; crm-deal list "$(crm-deal add cp1 c1 Pumps close_on=eom)" --columns=customer,campaign | cut -f2-)"
is 'several for a field of several' 'in1,in2' "$(for i in 1 2; do crm-invoice add c1 "Claim $i" >/dev/null; crm-invoice line in$i add description=x qty=1 price=5 >/dev/null; done; crm-invoice issue in1 in2 >/dev/null
field fapiao "$(crm-fapiao add in1 in2 25317000000123456789 kind=electronic)" invoices)"
is '--as says where' p1 "$(field event "$(crm-event add p1 visit starts_at=now --as=contacts)" contacts)"
is 'the first one is the record at hand' 'call 海澄泵业' "$(field task "$(crm-task add c1 'call {{name}}')" subject)"
is 'a number is a title' 42 "$(field task "$(crm-task add 42)" subject)"
is 'a label works beside it' '2026-03-06' "$(field task "$(crm-task add 写信 截止日期=fri)" due_on)"
is 'a title for each reference that is read' "write${TAB}c2${NL}write${TAB}c3" "$(printf 'c2\nc3\n' | crm-task add - write due_on=fri | crm-task list $(cat) --columns=subject,about | cut -f2-)"
is 'references read, and one for all of them' "c2${TAB}cp1${NL}c3${TAB}cp1" "$(printf 'c2\nc3\n' | crm-deal add - cp1 Autumn close_on=eom | crm-deal list $(cat) --columns=customer,campaign | cut -f2-)"
is 'a serial, a currency, a number' 'SN7|USD|B-1' "$(crm-product add Pump >/dev/null; crm-supplier add Maker >/dev/null
field asset "$(crm-asset add pr1 c1 SN7)" serial)|$(field rate "$(crm-rate add USD rate=7.1 valid_from=today)" currency)|$(field bill "$(crm-bill add su1 B-1)" supplier_number)"
is 'a quote' '泵站|c1' "$(crm-quote add c1 泵站 >/dev/null; field quote q1 subject)|$(field quote q1 customer)"
is 'a merged reference is followed' c1 "$(crm-customer add Gone >/dev/null; crm-customer merge c1 c4 >/dev/null; field task "$(crm-task add c4 x)" about)"

fails 2 "about holds one record, not both c1 and p1; to make a task for each of them: printf '%s\\n' c1 p1 | crm-task add -" 'two references for one field' crm-task add c1 p1 call
fails 2 'pipe the output of list to crm-task add -' 'a range' crm-task add c1..c3 call
fails 2 "about is given twice: by 'about=c2' and by 'c1'" 'a reference and an assignment' crm-task add c1 call about=c2
fails 2 "subject is given twice: by 'subject=x' and by 'call'" 'a title and an assignment' crm-task add call subject=x
fails 2 "by '主题=x'" 'and one by its label' crm-task add call 主题=x
fails 2 "'call' and 'Sam' cannot both be the subject: put a title of several words in quotes" 'two titles' crm-task add call Sam
fails 2 "'海澄泵业' and 'x' cannot both be the subject" 'a name is no reference' crm-event log 海澄泵业 x
fails 2 "'done' is a verb: write crm-task done t3, or subject=done" 'a verb' crm-task add done t3
fails 2 "'list' is a verb: write crm-note list 'two words', or body=list" 'a shared one' crm-note add list 'two words'
fails 2 "unknown field 'dueon'; did you mean 'due_on'?" 'a slip in the name of a field' crm-task add call dueon=fri
fails 2 "unknown field 'E'" 'what looks like an assignment' crm-task add E=mc2
fails 2 "a term of a filter; a new task takes field=value: subject=due_on~x" 'a term of a filter' crm-task add due_on~x
fails 2 "a term of a filter" 'another' crm-task add 'a!=b'
fails 2 "no record type has the prefix 'zz'" 'a reference of no type' crm-task add zz1
fails 1 'to use it as text, write name=c1' 'a reference that no field takes' crm-campaign add c1
fails 1 'there is no customer c99' 'a record that is not there' crm-task add c99 call
fails 2 "'x' is neither field=value nor a reference, and a delivery has no title" 'a type without a title' crm-delivery add x
fails 2 'about holds one record, not both c1 and a reference from standard input' 'what is read and a bare one' sh -c 'echo c2 | crm-task add - c1 call'
fails 2 'name who it was with' 'log of nobody' crm-event log 'a call'
fails 2 'say what to add' 'nothing' crm-task add
fails 65 'name is required' 'a reference alone' crm-contact add c1
is 'other verbs take names before assignments' c1 "$(crm-customer set 海澄泵业 city=苏州)"

# A verb that needs one value takes it as its last word.
crm-deal add c1 First close_on=eom >/dev/null
deal=$(crm-deal list name=First --format=ids)
is 'a stage' "$deal|won" "$(crm-deal stage "$deal" won)|$(field deal "$deal" stage)"
is 'by its label' proposal "$(crm-deal stage "$deal" 方案报价 >/dev/null; field deal "$deal" stage)"
is 'with its name' negotiation "$(crm-deal stage "$deal" stage=negotiation >/dev/null; field deal "$deal" stage)"
is 'with a label as its name' won "$(crm-deal stage "$deal" 阶段=赢单 >/dev/null; field deal "$deal" stage)"
is 'and assignments behind it' 'lost|price' "$(crm-deal stage "$deal" lost lost_reason=price >/dev/null; field deal "$deal" stage)|$(field deal "$deal" lost_reason)"
is 'or before it' 'proposal' "$(crm-deal stage "$deal" lost_reason= proposal >/dev/null; field deal "$deal" stage)"
is 'of what is read' "d1${NL}d2" "$(printf 'd1\nd2\n' | crm-deal stage - won)"
is 'a stage that looks like a reference' p1 "$(crm-db schema show | sed 's/^  sales:$/&\n    - {key: p1, en: Phase 1, zh: 一期, probability: 10}/' >stages.yaml && crm-db schema apply stages.yaml >/dev/null
crm-deal stage d1 p1 >/dev/null && field deal d1 stage)"
crm-user add 'Wang Wei' login=wang >/dev/null
crm-user add Mei login=mei >/dev/null
crm-customer set c2 owner=wang >/dev/null
is 'a colleague' 'mei' "$(crm-user handover wang mei >/dev/null 2>&1; crm-user list "$(field customer c2 owner)" --columns=login | cut -f2)"
printf 'code,qty\nP1,5\n' >count.csv
crm-product set pr1 code=P1 >/dev/null
is 'a reason behind a file' 5 "$(crm-product stocktake count.csv opening >/dev/null; field product pr1 on_hand)"
fails 2 'give the stage' 'no stage' crm-deal stage d1
fails 2 'give the stage' 'input is no stage' sh -c 'echo d1 | crm-deal stage d2 -'
fails 65 "stage: 'd2' is not one of" 'the last word is the stage' crm-deal stage d1 d2
fails 2 'dn2 may be another delivery; to use received_by as the value, write it as received_by=dn2' 'a text that looks like another record' crm-delivery receive dn1 dn2
like 'help shows that the name may be left out' 'stage REF…|- [stage=]STAGE [FIELD=VALUE…]' "$(crm-deal --help)"
like 'help calls the title by its field' 'add [REF…|-] [SUBJECT] [FIELD=VALUE…]' "$(crm-task --help)"
like 'where there is one' 'add [REF…|-] [FIELD=VALUE…]' "$(crm-payment --help)"
# Every verb that needs one value takes it without its name: no synopsis asks for one by name alone, outside of what may be left out.
required=
for program in "$CRM_BIN"/crm-*; do
	found=$("$program" --help 2>/dev/null | sed -n 's/^  \([a-z].*\)/\1/p; s/^usage: //p' | sed 's/\[[a-z_]*=\]//g; :again; s/\[[^][]*\]//g; t again' | grep -E '(^| )[a-z_]+=[A-Z]')
	[ -z "$found" ] || required="$required$found$NL"
done
is 'a verb with one required value says which' '' "$required"

# References by names
is 'an exact name' c1 "$(crm-customer show 海澄泵业 --format=ids)"
crm-customer add Müller >/dev/null
crm-customer add 'Twin' >/dev/null
crm-customer add 'TWIN ' >/dev/null
is 'whatever case and form' c5 "$(crm-customer show "$(printf ' MU\314\210LLER ')" --format=ids)"
fails 1 "'twin' is ambiguous: c6 Twin, c7 TWIN ; write the reference" 'several' crm-customer set twin city=x
fails 1 "there is no customer called '水务'; names that contain it: c2 南方水务集团, c3 北方水务" 'a piece of two' crm-customer set 水务 city=x
fails 1 "there is no customer called 'mull'; names that contain it: c5 Müller" 'a piece of one is not taken' crm-customer rm mull
is '=~ takes the only one' c1 "$(crm-customer show '=~海澄' --format=ids)"
is 'also in an assignment' c1 "$(field contact "$(crm-contact add 王 customer=~海澄)" customer)"
is 'and in a filter' 'p1 p2' "$(crm-contact list customer=~海澄 --format=ids | paste -sd' ' -)"
fails 1 "'=~水务' is ambiguous: c2 南方水务集团, c3 北方水务" '=~ of two' crm-customer set '=~水务' city=x
fails 1 "there is no customer called '=~zzz'" '=~ of none' crm-customer show '=~zzz'
for i in 1 2 3 4 5 6; do crm-customer add "Chain $i" >/dev/null; done
like 'five are listed' 'c12 Chain 5 and more' "$(crm-customer show chain 2>&1)"
fails 1 "customer: there is no customer called 'chain'; names that contain it: c8 Chain 1" 'in an assignment' crm-contact set p1 customer=chain
is 'standard input takes no names' 65 "$(echo 海澄泵业 | crm-customer set - city=x 2>/dev/null; echo $?)"

# Records of any type
is 'crm show' "$(crm-customer show c1)" "$(crm show c1)"
is 'crm REF' "$(crm-deal show d1)" "$(crm d1)"
is 'with options' "$(crm-customer show c1 --columns=name --format=json)" "$(crm c1 --columns=name --format=json)"
is 'by name' "$(crm-customer show c1)" "$(crm show 海澄泵业)"
is 'by number' in1 "$(crm show "$(field invoice in1 number)" --format=ids)"
is 'by e-mail and phone' 'c1 c1' "$(crm show INFO@haicheng.example --format=ids) $(crm show '+86 21 55550000' --format=ids)"
is 'several types one below the other' "ref${TAB}c1${NL}name${TAB}海澄泵业$NL${NL}ref${TAB}p1${NL}name${TAB}李明" "$(crm show c1 p1 --columns=name)"
is 'from a pipe' "p1${NL}c2" "$(printf 'p1\nc2\n' | crm show - --format=ids)"
is 'a range' "c1${NL}c2" "$(crm c1..c2 --format=ids)"
is 'every type' '' "$(for type in $TYPES; do
	ref=$("crm-$type" list --format=ids | grep '[0-9]$' | head -n 1) # reports that ship have names
	[ -z "$ref" ] || [ "$(crm "$ref")" = "$("crm-$type" show "$ref")" ] || echo "$type"
done)"
crm-contact add 海澄泵业 >/dev/null
fails 1 "'海澄泵业' is ambiguous: c1 海澄泵业, p3 海澄泵业" 'a name of two types' crm show 海澄泵业
fails 1 "there is no record called '北方'; names that contain it: c3 北方水务" 'a piece of a name' crm show 北方
fails 1 'there is no customer c99' 'a record that is not there' crm c99
fails 2 "have no common fields: --format=json takes records of one type" 'one JSON for two types' crm show c1 p1 --format=json
fails 2 "'crm zz1" 'no type has the prefix' sh -c "crm zz1 2>&1 | sed \"s/unknown command '/'crm /\" >&2; exit 2"
fails 2 'name what to show' 'nothing' crm show

# Completion
is 'references in add' c1 "$(offers crm-task add c1 | cut -d'|' -f1)"
is 'none that no field takes' '' "$(offers crm-campaign add c1)"
like 'in log' p1 "$(offers crm-event log p)"
is 'the stage behind a deal' 'won' "$(offers crm-deal stage d1 wo)"
is 'by its label' '赢单' "$(offers crm-deal stage d1 赢)"
like 'a colleague behind a colleague' 'mei' "$(offers crm-user handover wang m)"
is 'records of any type' 'c1' "$(offers crm show c1 | cut -d'|' -f1)"
is 'without the verb' 'd1' "$(offers crm d1 | cut -d'|' -f1)"
is 'options behind it' '--format=' "$(offers crm d1 --fo)"
is 'names of any type' '南方水务集团|李明' "$(offers crm show 南)|$(offers crm show 李)"
done_testing
