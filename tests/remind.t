#!/bin/sh
# shellcheck source=tests/lib.sh
# crm-remind and crm-today: what users are to know.
. "$(dirname "$0")/lib.sh"

fresh
at() { CRM_NOW=$1; export CRM_NOW; }
mkdir sink
cat >sendmail <<'END'
#!/bin/sh
case $(cat "$T/mood" 2>/dev/null) in
busy) echo 'mailbox is busy' >&2; exit 75 ;;
killed) kill -9 $$ ;;
esac
cat >"$T/sink/$(ls "$T/sink" | wc -l)"
END
chmod +x sendmail
export T CRM_SENDMAIL="$T/sendmail"
received() { cat "$T"/sink/* 2>/dev/null | grep -c "$1"; }

at 2026-03-05T00:00:00Z
{
	crm-user add login=mei name=Mei email=mei@firm.example
	crm-user add login=lin name=Lin email=lin@firm.example deputy=u2 absent_from=2026-03-01 absent_until=2026-03-31
	crm-user add login=wang name=Wang remind_by=none
	crm-customer add name=海澄泵业 class=A owner=mei founded_on=2001-03-08
	crm-contact add name=张三 customer=c1 birthday=1980-03-08 owner=mei
	crm-contact add name=农历 customer=c1 birthday=lunar:1980-01-17 owner=mei
	crm-task add 'call back' due_on=2026-03-05 owner=mei
	crm-task add 'of who is away' due_on=2026-03-05 owner=lin
	crm-task add 'of who wants none' due_on=2026-03-05 owner=wang
	crm-task add 'done already' due_on=2026-03-05 owner=mei status=done
	crm-task add 'at a time' remind_at='2026-03-05 14:00' owner=mei
	crm-event add Visit starts_at='2026-03-05 15:00' remind_minutes=60,10 owner=mei
	crm-event add Daily starts_at='2026-03-02 09:15' repeat=daily owner=mei
	crm-event add Cancelled starts_at='2026-03-05 15:00' status=not-held owner=mei
	crm-deal add name=Pumps customer=c1 close_on=2026-04-30 owner=mei
	crm-event log c1 hello starts_at='2026-03-04 10:00' owner=mei
} >/dev/null 2>&1
changes=$(crm-history | wc -l)
is 'a trial' "t1 task-due u2 mail 2026-03-05T00:00:00Z call back
t2 task-due u2 mail 2026-03-05T00:00:00Z of who is away
d1 deal-without-step u2 mail 2026-03-05T00:00:00Z Pumps, 海澄泵业
p1 birthday-contact u2 mail 2026-03-05T00:00:00Z 张三, 海澄泵业: 1980-03-08
p2 birthday-contact u2 mail 2026-03-05T00:00:00Z 农历, 海澄泵业: lunar:1980-01-17
c1 founding-day u2 mail 2026-03-05T00:00:00Z 海澄泵业: 2001-03-08" "$(crm-remind test | tr '\t' ' ')"
is 'at another time' 'e1 event 2026-03-05T06:00:00Z 2026-03-05 15:00 Visit' "$(crm-remind test --now=2026-03-05T06:05:00Z | grep '^e1' | cut -f1,2,5,6 | tr '\t' ' ')"
is 'a lunar birthday three days before' 1 "$(crm-remind test --now=2026-03-02T06:05:00Z | grep -c '农历')"
is 'changes nothing' "$changes" "$(crm-history | wc -l)"

ok 'a run' crm-remind run
is 'is one message' '1 1' "$(ls sink | wc -l | tr -d ' ') $(received '^To: mei@firm.example')"
is 'that is marked as automatic' 1 "$(received '^Auto-Submitted: auto-')"
is 'what was sent is known' 6 "$(crm-remind log status=sent recipient=mei | wc -l | tr -d ' ')"
is 'in that message' 1 "$(crm-remind log --columns=message_id | cut -f2 | sort -u | wc -l | tr -d ' ')"
fails 1 'has left the house' 'that cannot be undone' crm-undo "$(crm-history --format=ndjson | jq -r 'select(.command | startswith("crm-remind")).ref' | sort -u | tail -n 1)"
before=$(crm-history | wc -l)
ok 'another run' crm-remind run
is 'sends nothing, prints nothing, and writes nothing' "1 $before" "$(ls sink | wc -l | tr -d ' ') $(crm-history | wc -l)"
at 2026-03-05T01:05:00Z
ok 'a quarter of an hour before the daily event' crm-remind run
is 'it is told, with its time' '2026-03-05 09:15 Daily' "$(crm-remind log rule=event --columns=text | cut -f2)"

# What was missed comes in one digest.
at 2026-03-05T06:55:00Z
ok 'after hours without a run' crm-remind run
is 'one digest more' 3 "$(ls sink | wc -l | tr -d ' ')"
is 'with all of it' '2026-03-05 15:00 Visit|2026-03-05 15:00 Visit|at a time|' "$(crm-remind log due_at=2026-03-05T06:00:00Z.. --columns=text | cut -f2 | tr '\n' '|')"

# An agent that refuses is asked again; one that ended in a way that nobody knows is not.
echo busy >mood
at 2026-03-06T00:00:00Z
crm-task add 'on Friday' due_on=2026-03-06 owner=mei >/dev/null
crm-remind run 2>err
is 'an agent that refuses' '1 1' "$? $(grep -c 'mailbox is busy' err)"
is 'it stays to be sent' 'pending 1 mailbox is busy' "$(crm-remind log rule=task-due about=t6 --columns=status,tries,reason | cut -f2- | tr '\t' ' ')"
rm mood
ok 'the next run' crm-remind run
is 'sends it' 'sent 2' "$(crm-remind log rule=task-due about=t6 --columns=status,tries | cut -f2- | tr '\t' ' ')"
echo killed >mood
at 2026-03-07T00:00:00Z
crm-task add 'on Saturday' due_on=2026-03-07 owner=mei >/dev/null
crm-remind run 2>err
is 'an agent that is killed' '1 1' "$? $(grep -c 'for mei by mail' err)"
is 'may have sent it' uncertain "$(crm-remind log about=t7 --columns=status | cut -f2)"
rm mood
sent=$(ls sink | wc -l)
ok 'it is not sent again by itself' crm-remind run
is 'that is so' "$sent" "$(ls sink | wc -l)"
fails 1 'only what failed or is uncertain' 'nor is what was sent' crm-remind retry "$(crm-remind log about=t1 rule=task-due --format=ids)"
ok 'but when somebody says so' crm-remind retry "$(crm-remind log about=t7 --format=ids)"
ok 'with the next run' crm-remind run
is 'then it is' sent "$(crm-remind log about=t7 --columns=status | cut -f2)"

# A rule of one's own, one that is changed, one that is off, one that is wrong.
printf '%s\n' 'reminders:' '  big-deal: {en: Big deals, zh: 大单, type: deal, where: amount=100.., day: close_on, before: 3d, to: "mei,lin,nobody", text: "{{name}} soon"}' '  task-due: ~' |
	crm-db schema apply - --drop >/dev/null
at 2026-04-27T01:00:00Z
crm-deal set d1 amount=500 next_step=x >/dev/null
is 'a rule of the firm, to whom it names, once' 'u2 Pumps soon|u3 Pumps soon|' "$(crm-remind test | grep big-deal | cut -f3,6 | sort -u | tr '\t\n' ' |')"
is 'one that is gone' 0 "$(crm-remind list | grep -c '^task-due')"
fails 65 'is not a list of spans' 'spans that are none' sh -c "printf 'reminders: {x: {en: X, zh: X, type: task, day: due_on, before: soon}}\n' | crm-db schema apply -"
fails 65 "there is no type 'tusk'" 'an unknown type' sh -c "printf 'reminders: {x: {en: X, zh: X, type: tusk, day: due_on, before: 0d}}\n' | crm-db schema apply -"
fails 65 'say the day' 'neither day nor how often' sh -c "printf 'reminders: {x: {en: X, zh: X, type: task}}\n' | crm-db schema apply -"
printf 'reminders: {wrong: {en: W, zh: W, type: task, where: subject=red, day: due_on, before: 0d}}\n' | crm-db schema apply - >/dev/null
sqlite3 "$CRM_DB" "update setting set value = replace(value, 'subject=red', 'colour=red') where name = 'reminder.wrong'"
crm-remind test >out 2>err
is 'a filter that names no field stops no other rule' '1 1 2' "$? $(grep -c 'rule wrong' err) $(grep -c big-deal out)"
printf 'reminders: {wrong: ~}\nquiet_hours: {remind: {hours: "21:00-08:00"}}\n' | crm-db schema apply - --drop >/dev/null
at 2026-04-27T14:00:00Z
sent=$(ls sink | wc -l)
crm-remind run 2>err
is 'in quiet hours nothing is sent' "$sent" "$(ls sink | wc -l)"
at 2026-04-28T00:30:00Z
crm-remind run 2>err
is 'but afterwards, to each' "$((sent + 2))" "$(ls sink | wc -l)"
is 'crm-db check' 0 "$(crm-db check 2>&1; echo $?)"
fails 65 'is not a time of day' 'an hour that is none' crm-user set mei remind_hour=25:00
like 'cron' "*/10 * * * *  crm-remind run --db $CRM_DB" "$(crm-remind install)"
like 'systemd' 'OnCalendar=' "$(crm-remind install)"

# A week, hour by hour, with runs that are killed and overlap.
tap=$(perl "$TESTS/remind/year" --days 3 --reminders 60 --kills 0.3)
is 'each once, or reported' '2 0' "$(echo "$tap" | grep -c '^ok') $(echo "$tap" | grep -c '^not ok')"

# A command of the configuration gets the digest, and for whom it is.
printf '#!/bin/sh\necho "for $1" >>"$T/notified"\ncat >>"$T/notified"\n' >notify
chmod +x notify
mkdir -p conf/crm
echo "remind-command: $T/notify" >conf/crm/config.yaml
crm-user set wang remind_by=command >/dev/null
crm-task add 'at six' remind_at='2026-04-28 18:00' owner=wang >/dev/null
ok 'a run with a command' env CRM_NOW=2026-04-28T10:01:00Z XDG_CONFIG_HOME="$T/conf" crm-remind run
is 'hands it over' '1 1' "$(grep -c '^for wang' notified) $(grep -c 'at six' notified)"

# Reminders go with what they are about, and come back with it; who is forgotten is in none of them.
at 2026-04-29T01:00:00Z
crm-contact add name='Clara Verger' customer=c1 birthday=--04-29 owner=mei >/dev/null
crm-remind run
contact=$(crm-contact list name='Clara Verger' --format=ids)
is 'a reminder of somebody' 1 "$(crm-remind log about=$contact | wc -l | tr -d ' ')"
ok 'who is removed' crm-contact rm $contact
is 'goes too' "0 0" "$(crm-remind log | grep -c Verger) $(crm-db check 2>&1; echo $?)"
ok 'and comes back' crm-undo
is 'with him' 1 "$(crm-remind log about=$contact | wc -l | tr -d ' ')"
ok 'forgotten' crm-db forget $contact
is 'he is nowhere' 0 "$(sqlite3 "$CRM_DB" .dump | grep -c Verger)"
is 'crm-db check then' 0 "$(crm-db check 2>&1; echo $?)"

# Today.
at 2026-03-05T01:00:00Z
is 'what waits today' "event e2
event e1
task t1
birthday p2
birthday p1" "$(CRM_USER=mei crm-today | awk -F'\t' '{ print $2, $1 }' | grep -v lead)"
like 'for people' 'call back' "$(CRM_USER=mei crm today --format=table)"
is 'of somebody else' 'task t2' "$(CRM_USER=lin crm-today | awk -F'\t' '{ print $2, $1 }')"
fails 2 'takes no operands' 'a word' crm-today x
done_testing
