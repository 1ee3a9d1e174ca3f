#!/bin/sh
# shellcheck disable=SC2016
# edit: records as YAML in an editor. The editor is a script that lets sed, and then $T/meanwhile, do the work.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

mkdir "$T/tmp"
TMPDIR=$T/tmp EDITOR=$T/editor
export TMPDIR EDITOR
cat >"$EDITOR" <<'END'
#!/bin/sh
cp "$1" "$HOME/seen.yaml"
ls -ld "$1" "$(dirname "$1")" | cut -c1-10 | tr '\n' ' ' >"$HOME/modes"
sed -f "$HOME/script" "$1" >"$HOME/new.yaml" && cat "$HOME/new.yaml" >"$1"
echo 'the editor talks'
. "$HOME/meanwhile"
END
chmod +x "$EDITOR"

# edits SED [COMMAND]: what the editor will do, and what happens while it runs.
edits() {
	printf '%s\n' "$1" >"$T/script"
	printf '%s\n' "${2-:}" >"$T/meanwhile"
}
field() { crm-customer show "$1" --columns="$2" | sed -n "s/^$2$TAB//p"; }
changes() { crm-history "$1" --format ids | sort -u | wc -l | tr -d ' '; }
left() { ls "$TMPDIR"; }

fresh
crm-customer add name=Acme phone='021 5555 0100' tags=vip,south website=example.com credit_limit=1000 >/dev/null
crm-customer add name='Beta Ltd' parent=c1 >/dev/null

# A plain edit
version=$(crm-history c1 --format ids | tail -n 1)
edits 's/^name: .*/name: 宏图 “A” 有限公司/; s/^website:.*/website:/'
is 'edit prints the reference' c1 "$(crm-customer edit c1 2>"$T/err")"
is 'what the editor prints goes elsewhere' 'the editor talks' "$(cat "$T/err")"
is 'a field is changed' '宏图 “A” 有限公司' "$(field c1 name)"
is 'an empty field is unset' '' "$(field c1 website)"
is 'a field left alone stays' 'south,vip' "$(field c1 tags)"
is 'the file is gone afterwards' '' "$(left)"
is 'file and directory are private' 'drwx------ -rw------- ' "$(cat "$T/modes")"
is 'the document begins with ref and version' "ref: c1${NL}version: $version" "$(sed 2q "$T/seen.yaml")"
like 'tags are a sequence' "tags:$NL  - south$NL  - vip$NL" "$(cat "$T/seen.yaml")"
like 'a reference stands as such' "${NL}owner: u1$NL" "$(cat "$T/seen.yaml")"
is 'what the program keeps is not in it' '' "$(grep -E '^(created_at|updated_at|open_deals):' "$T/seen.yaml")"
fails 2 'name what to edit' 'without operands it tells how' crm-customer edit

# Nothing changed, and things taken out
edits ''
before=$(snapshot)
is 'an unchanged file prints the references' "c1${NL}c2" "$(crm-customer edit c1 c2 2>/dev/null)"
edits '/^name:/d; /^tags:/,/vip/d'
is 'missing keys are unchanged' c1 "$(crm-customer edit c1 2>/dev/null)"
edits '1,$d'
is 'an empty file changes nothing' c1 "$(crm-customer edit c1 2>/dev/null)"
is 'none of that was a change' "$before" "$(snapshot)"

# Lists
edits 's/^  - vip/  - key account/'
crm-customer edit c1 >/dev/null 2>&1
is 'an item of a sequence' 'key account,south' "$(field c1 tags)"
edits '/^tags:/,/south/d; $a\
tags: a,b'
crm-customer edit c1 >/dev/null 2>&1
is 'a scalar with commas is a list too' 'a,b' "$(field c1 tags)"
edits '/^tags:/,/  - b/d; $a\
tags:'
crm-customer edit c1 >/dev/null 2>&1
is 'an empty list' '' "$(field c1 tags)"

# No YAML booleans, no YAML numbers
edits 's/^ownership:.*/ownership: yes/; s/^do_not_call:.*/do_not_call: yes/; s/^region:.*/region: 0012/; s/^tax_name:.*/tax_name: null/'
crm-customer edit c1 >/dev/null 2>&1
is 'yes is a word in a text' yes "$(field c1 ownership)"
is 'yes is yes in a bool' yes "$(field c1 do_not_call)"
is 'digits keep their zeros' 0012 "$(field c1 region)"
is 'null is a word' null "$(field c1 tax_name)"

# Every text comes back as it was: a neighbour is edited, the text itself is not touched
number=0
while IFS= read -r text; do
	number=$((number + 1))
	printf '%b' "$text" >"$T/long"
	crm-customer set c2 --file notes="$T/long" >/dev/null
	wanted=$(crm-customer show c2 --columns=notes --format json)
	changed=$(changes c2)
	edits "s/^region:.*/region: r$number/"
	crm-customer edit c2 >/dev/null 2>&1
	is "text $number is read back" "$wanted$((changed + 1))" "$(crm-customer show c2 --columns=notes --format json)$(changes c2)"
	is "text $number was no edit" "r$number" "$(crm-history c2 --format ndjson | tail -n 1 | sed 's/.*"after":"\(r[0-9]*\)".*/\1/')"
done <<'END'
one line
two\nlines
one line and its end\n
two ends\n\n
\n at the top
  leading blanks\n  and more
trailing blanks  \n\nlast
tab\there\n\tand there
- x\n- y
yes
no: yes
"quoted" 'and' so
# no comment\nno # comment
---\n...\n---
%YAML 1.2
𠮷野家 😀\n第二行
back\\slash \\n
carriage\r\nreturn
{a: b}, [c], &d *e !f |g >h @i
\0342\0200\0250separator
END
edits '/^notes:/d; $a\
notes: |\
  第一行: 𠮷\
\
    indented # not a comment\
  - "x"'
crm-customer edit c2 >/dev/null 2>&1
is 'a block is taken as it is written' "第一行: 𠮷\\n\\n  indented # not a comment\\n- \"x\"\\n" "$(field c2 notes)"

# Somebody else meanwhile
edits 's/^region:.*/region: mine/' 'crm-customer set c1 industry=retail >/dev/null'
is 'nobody waits for the editor, and both changes stand' c1 "$(crm-customer edit c1 2>/dev/null)"
is 'mine' mine "$(field c1 region)"
is 'theirs' retail "$(field c1 industry)"
edits 's/^region:.*/region: both/' 'crm-customer set c1 region=both >/dev/null'
ok 'the same change twice is fine' crm-customer edit c1
edits 's/^region:.*/region: north/; s/^fax:.*/fax: 021 5555 0199/' 'crm-customer set c1 region=west >/dev/null'
crm-customer edit c1 >"$T/out" 2>"$T/err"
is 'a conflict ends with 1' 1 $?
like 'it is told with both values' 'crm-customer: c1: region: you wrote "north", but meanwhile it was changed from "both" to "west"; your text has been saved in ' "$(cat "$T/err")"
is 'theirs stands' west "$(field c1 region)"
is 'and nothing of mine' '' "$(field c1 fax)"
is 'and nothing is printed' '' "$(cat "$T/out")"
kept=$(sed -n 's/.*; your text has been saved in //p' "$T/err")
is 'the text is kept' 'region: north' "$(grep '^region:' "$kept")"
rm -r "$TMPDIR"/crm-edit.*

edits 's/^credit_limit:.*/credit_limit: 2000/' 'crm-customer set c1 currency=USD >/dev/null'
crm-customer edit c1 2>"$T/err" >/dev/null
is 'an amount of another currency is a conflict' 1 $?
like 'which names the currency' 'c1: currency: you wrote "CNY", but meanwhile it was changed from "CNY" to "USD"' "$(cat "$T/err")"
edits 's/^currency:.*/currency: JPY/'
crm-customer edit c1 >/dev/null 2>&1
is 'amounts are read in the new currency' 1000 "$(field c1 credit_limit)"

edits 's/^name:.*/name: Gone/' 'crm-customer rm c3 >/dev/null'
crm-customer add name=Third >/dev/null
crm-customer edit c3 2>"$T/err" >/dev/null
is 'a record that is gone' 1 $?
like 'is told' 'crm-customer: c3 no longer exists; your text has been saved in ' "$(cat "$T/err")"
rm -r "$TMPDIR"/crm-edit.*

# What is refused; the database is as it was, and the text is kept
grep -v talks "$EDITOR" >"$T/new" && cat "$T/new" >"$EDITOR"
refused() { # CODE PART WHAT SED
	edits "$4"
	fails "$1" "$2" "$3" crm-customer edit c1 c2
	like "$3: the text is kept" '; your text has been saved in ' "$(cat "$T/.error")"
	rm -r "$TMPDIR"/crm-edit.*
}
refused 65 "edit.yaml:3:1: unknown field 'nmae'; did you mean 'name'?" 'an unknown key' '1,3s/^name:/nmae:/'
refused 65 "edit.yaml:4:7: kind: 'firm' is not one of its values" 'a bad value' '1,9s/^kind:.*/kind: firm/'
refused 65 'edit.yaml:2:10: version is maintained by the program' 'another version' '2s/.*/version: ch1/'
refused 65 'created_at cannot be set: it is maintained by the program' 'a field that is kept' '3s/^/created_at: 2020-01-01\
/'
refused 65 'open_deals cannot be set: it is derived' 'a derived field' '3s/^/open_deals: 3\
/'
refused 65 'name is required' 'a required field unset' 's/^name:.*/name:/'
refused 65 'edit.yaml:3:8: mapping values are not allowed' 'broken YAML' '3s/.*/name: a: b/'
refused 65 'name holds one value, not a list' 'a list for one value' '3s/.*/name: [a, b]/'
refused 65 'name: text is expected here' 'a mapping for a value' '3s/.*/name: {a: b}/'
refused 65 'the ref of the record is missing' 'a document without ref' 1d
refused 65 'c1 is given twice' 'a record twice' 's/^ref: c2/ref: c1/'
refused 1 'c7 is not a record being edited;' 'a record that was not asked for' 's/^ref: c2/ref: c7/'
refused 1 "there is no customer called 'Nobody'" 'a name that is none' '1,20s/^parent:.*/parent: Nobody/'
refused 65 'is not UTF-8 text' 'bytes that are no text' "3s/.*/name: $(printf '\377')/"
edits 's/^ref: c2/ref: c7/' "exit 3"
fails 1 "editor' exited with status 3; nothing was changed; your text has been saved in" 'a failing editor' crm-customer edit c1 c2
rm -r "$TMPDIR"/crm-edit.*
edits '' 'exit 3'
fails 1 "editor' exited with status 3; nothing was changed" 'an editor that was left with an error' crm-customer edit c1
unlike 'with nothing written, nothing is kept' kept "$(cat "$T/.error")"
edits '' 'kill -9 $$'
fails 1 'was terminated by signal 9' 'an editor that was killed' crm-customer edit c1
EDITOR=$T/no-such
fails 1 "cannot start the editor '$T/no-such'" 'an editor that is not there' crm-customer edit c1
is 'nothing is left behind' '' "$(left)"

# Several records, one change; input from a pipe; which editor
EDITOR=$T/editor
edits 's/^region:.*/region: east/'
is 'records from a pipe' "c2${NL}c1" "$(printf 'c2\tBeta\nc1\n' | crm-customer edit - 2>/dev/null)"
is 'all are changed' eastjeast "$(field c1 region)j$(field c2 region)"
is 'in one change' "$(crm-history c1 --format ids | tail -n 1)" "$(crm-history c2 --format ids | tail -n 1)"
is 'a line of dashes between them' 1 "$(grep -c '^---$' "$T/seen.yaml")"
is 'a record named twice is written once' "c2${NL}c2" "$(crm-customer edit c2 c2 2>/dev/null)"
is 'once' 0 "$(grep -c '^---$' "$T/seen.yaml")"
is 'no operands, nothing to do' '' "$(crm-customer edit - </dev/null)"
edits '/^---/,$d; s/^region:.*/region: first/'
crm-customer edit c1 c2 >/dev/null 2>&1
is 'a document taken out is unchanged' first,east "$(field c1 region),$(field c2 region)"
edits 's/^region:.*/region: dry/'
before=$(snapshot)
like 'a dry run prints the change' "${TAB}region${TAB}first${TAB}dry$TAB" "$(crm-customer edit --dry-run c1 2>/dev/null)"
is 'and changes nothing' "$before" "$(snapshot)"
cat >"$T/other" <<'END'
#!/bin/sh
[ "$1" = -x ] && [ "$2" = 'y"' ] && sed 's/^region:.*/region: visual/' "$3" >"$HOME/new.yaml" && mv "$HOME/new.yaml" "$3"
END
chmod +x "$T/other"
VISUAL="  $T/other   -x y\"" crm-customer edit c1 >/dev/null
is 'VISUAL comes first, and may have arguments' visual "$(field c1 region)"
mkdir -p "$T/.config/crm"
printf 'editor: %s -x y"\n' "$T/other" >"$T/.config/crm/config.yaml"
crm-customer set c1 region= >/dev/null
EDITOR=' ' crm-customer edit c1 >/dev/null
is 'the configuration names one too' visual "$(field c1 region)"
is 'nothing is left behind at the end' '' "$(left)"

# Points in time stand in the zone of the database
crm-event add subject=Visit about=c1 starts_at='2026-03-06 14:00' >/dev/null
edits 's/^subject:.*/subject: Visited/'
ok 'an event is edited' crm-event edit e1
is 'local time' 'starts_at: 2026-03-06 14:00' "$(grep '^starts_at' "$T/seen.yaml" | tr -d '"')"
is 'it stays' 2026-03-06T06:00:00Z "$(crm-event list --columns=starts_at | cut -f2)"

done_testing
