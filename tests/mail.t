#!/bin/sh
# Mail: templates, drafts, and sending through a real mail transfer agent (msmtp) into a server on the loopback; what arrives is read by Python's email package.
. "$(dirname "$0")/lib.sh"

fresh
mkdir sink
python=/usr/bin/python3 # the one for which the distribution has packages
[ -x "$python" ] || python=python3
"$python" "$TESTS/sink.py" "$T/sink" >sink.log 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$T"' EXIT
for wait in $(seq 100); do [ ! -e sink/port ] || break; sleep 0.1; done
printf 'account default\nhost 127.0.0.1\nport %s\nfrom sender@pumps.example\ntls off\nauth off\n' "$(cat sink/port)" >msmtprc
chmod 600 msmtprc
CRM_SENDMAIL="msmtp -C $T/msmtprc"
export CRM_SENDMAIL
arrived() { find sink -name '*.eml' | wc -l | tr -d ' '; }
newest() { echo "sink/$(arrived).eml"; }
parsed() { "$python" "$TESTS/parse.py" "$(newest)"; }

printf 'company: {name: 海澄泵业, email: info@pumps.example, phone: 021-5555 6666}\n' >schema.yaml
{
	crm-db schema apply schema.yaml
	crm-user set u1 name='Rüdiger 王' email=sender@pumps.example signature="Pumps Ltd${NL}Shanghai"
	crm-customer add name=Acme language=en email=office@acme.example
	crm-customer add name=海澄水务 language=zh
	crm-contact add name='Anna Hansen' customer=c1 email=anna@acme.example
	crm-contact add name=陈志远 customer=c2 email=chen@haicheng.example
	crm-deal add name='Pumps & valves' customer=c1 amount=1000 close_on=eom
	crm-deal add name=循环泵 customer=c2 amount=2000 close_on=eom contacts=p2
	crm-lead add name=Leo email=leo@lead.example
} >/dev/null

# Templates
like 'a built-in one is filled in' "Dear Anna Hansen,${NL}${NL}We would like to offer you Pumps & valves.${NL}Pumps & valves  1000.00 CNY" "$(crm-template preview offer for=p1 about=d1)"
like 'in the language of the customer' '尊敬的陈志远：' "$(crm-template preview offer for=p2)"
like 'from a deal alone: its contact gets it' '尊敬的陈志远：' "$(crm-template preview offer for=d2)"
like 'an empty field has its default' 'We would like to offer you our current products.' "$(crm-template preview offer for=p1)"
like 'a lead can be written to' 'Dear Leo,' "$(crm-template preview survey for=l1 2>/dev/null)$(crm-db schema show | sed 's/^language: .*/language: en/' >en.yaml && crm-db schema apply en.yaml >/dev/null && crm-template preview survey for=l1)"
is 'there is each kind in two languages' '24 en zh' "$(crm-template builtin | wc -l | tr -d ' ') $(crm-template builtin | cut -f 2 | sort -u | xargs)"
for name in $(crm-template builtin | cut -f 1 | sort -u); do crm-template preview "$name" for=p1 about=d1 >>previews 2>&1 || echo "$name" >>previews.failed; done
ok 'all of them can be filled in' test ! -e previews.failed
fails 2 '{{custmer.name}}: unknown field' 'an unknown type in a template is named' crm-template add name=x body='{{custmer.name}}'
fails 2 "{{customer.nam}}: unknown field 'nam'; did you mean 'name'" 'an unknown field too' crm-template add name=x body='Dear {{customer.nam}}'
fails 2 '{{name}}: unknown field' 'a field without its record' crm-template add name=x subject='{{name}}'
fails 2 'a {{ has no }}' 'braces that are not closed' crm-template add name=x body='{{customer.name'
fails 1 "there is no template called 'ofer'; did you mean 'offer'" 'a name that is none' crm-template preview ofer for=p1
printf '<p>Dear {{contact.name}}, about <b>{{deal.name}}</b> &amp; more</p><script>alert(1)</script>' >body.html
is 'an own one by file, with braces as they are' 'tpl1 Fair for {{contact.name}}' \
	"$(crm-template add name=fair purpose=newsletter format=html subject='Fair for {{contact.name}}' --file body=body.html) $(crm-template list --columns=subject | cut -f 2)"
is 'built-in ones are copied to be changed, once' 'tpl2 tpl3' "$(crm-template install thanks | xargs)$(crm-template install thanks)"
is 'an own one goes before a built-in one' 'Subject: Ta' "$(crm-template set tpl2 subject=Ta >/dev/null && crm-template preview thanks for=p1 | head -n 1)"

# Drafts
is 'a mail from a template' "m1	anna@acme.example	p1	d1	offer	draft	Our offer: Pumps & valves" \
	"$(crm-mail list "$(crm-mail add template=offer to=p1 about=d1)" --columns=to,recipient,about,purpose,status,subject)"
is 'about a deal, to its contact' 'chen@haicheng.example	p2' "$(crm-mail list "$(crm-mail add template=follow-up about=d2)" --columns=to,recipient | cut -f 2-)"
is 'one for each record of a pipe' 2 "$(crm-deal list --format=ids | crm-mail add - template=follow-up | wc -l | tr -d ' ')"
crm-undo >/dev/null
is 'whoever has the address is the recipient' "c1	office@acme.example" "$(crm-mail list "$(crm-mail add 'Hello there' to=Office@ACME.example body=Hi)" --columns=recipient,to | cut -f 2- | tr A-Z a-z)"
fails 65 'line break' 'a header cannot be slipped in' crm-mail set m1 "subject=$(printf 'x\nBcc: evil@x.example')"
fails 65 'line break' 'by no carriage return either' crm-mail add to=p1 "subject=$(printf 'x\rBcc: evil@x.example')"
fails 65 'to:' 'nor in an address' crm-mail set m1 "to=$(printf 'a@b.example\nBcc: evil@x.example')"
fails 65 'to:' 'what is no address' crm-mail set m1 to=nobody
fails 1 'there is no contact p9' 'nobody' crm-mail add to=p9 subject=x
fails 2 'maintained by the program' 'a state by hand' crm-mail set m1 status=sent
for i in 1 2 3; do crm-deal add name="Extra $i" customer=c1 amount=${i}00 close_on=eom; done >/dev/null
printf 'd1\nd2\nd3\nd4\n' | crm-mail add - --group-by=customer template=payment-1 >grouped
is 'one mail for all records of a customer' '2' "$(wc -l <grouped | tr -d ' ')"
is 'with a line for each' 'Pumps & valves  1000.00 CNY|Extra 1  100.00 CNY|Extra 2  200.00 CNY' "$(crm-mail show "$(head -n 1 grouped)" | sed -n 's/^body	//p' | sed 's/\\n/\n/g' | grep CNY | paste -sd '|')"
xargs crm-mail rm <grouped >/dev/null

# Sending
printf 'price list\000\001' >'价格表.bin'
crm-file add c1 价格表.bin >/dev/null
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' >invite.ics
crm-mail set m1 attachments=f1 subject='优惠：Ünïcode & more' cc=boss@acme.example bcc=secret@acme.example >/dev/null
is 'a dry run says what would go' m1 "$(crm-mail send m1 --dry-run)"
is 'and sends nothing' '0 draft' "$(arrived) $(crm-mail list m1 --columns=status | cut -f 2)"
is 'to a test address alone' 'tester@pumps.example draft' "$(crm-mail send m1 --test=tester@pumps.example >/dev/null; cat "sink/$(arrived).to") $(crm-mail list m1 --columns=status | cut -f 2)"
is 'a mail is sent' m1 "$(crm-mail send m1)"
is 'to all its recipients' 'anna@acme.example boss@acme.example secret@acme.example' "$(xargs -n 1 <sink/2.to | sort | xargs)"
got=$(parsed)
like 'a subject in UTF-8 arrives' 'Subject: 优惠：Ünïcode & more' "$got"
like 'so does the name of the sender' 'From: Rüdiger 王 <sender@pumps.example>' "$got"
like 'the text, with the signature' 'Dear Anna Hansen,\n\nWe would like' "$got"
like 'behind its mark' '\n-- \nPumps Ltd\nShanghai' "$got"
like 'the attachment, byte for byte' 'part application/octet-stream 价格表.bin: 7072696365206c6973740001' "$got"
like 'marketing has a way out' 'List-Unsubscribe: <mailto:sender@pumps.example?subject=unsubscribe%20m1>' "$got"
unlike 'nobody sees a blind copy' 'secret@' "$got"
unlike 'nothing is wrong with it' defects "$got"
like 'the Message-ID is known' "Message-ID: <$(crm-mail list m1 --columns=message_id | cut -f 2)>" "$got"
is 'it is sent' 'm1' "$(crm-mail list @sent --format=ids)"
fails 1 'it was sent already' 'and never again' crm-mail send m1
fails 1 'm1 was sent, and has left the house' 'sending cannot be undone' crm-undo
fails 1 'what it says stays' 'nor what it said be changed' crm-mail set m1 body=x
crm-mail send "$(crm-mail add answers=m1 subject='Re: more' body=again --file calendar=invite.ics)" >/dev/null
got=$(parsed)
like 'an answer has its thread' "In-Reply-To: <$(crm-mail list m1 --columns=message_id | cut -f 2)>${NL}References: <$(crm-mail list m1 --columns=message_id | cut -f 2)>" "$got"
like 'an invitation is a part of its own' 'part text/calendar method=REQUEST -: BEGIN:VCALENDAR' "$got"
crm-mail send "$(crm-mail add template=fair to=p1 about=d1)" >/dev/null
got=$(parsed)
like 'HTML is escaped, and has a text beside it' 'multipart multipart/alternative' "$got"
like 'which says the same' 'part text/plain -: Dear Anna Hansen, about Pumps & valves & more' "$got"
like 'HTML' '<p>Dear Anna Hansen, about <b>Pumps &amp; valves</b> &amp; more</p>' "$got"

# Who may be contacted
crm-contact set p1 declined=email >/dev/null
before=$(arrived)
id=$(crm-mail add template=offer to=p1)
crm-mail send "$id" >out 2>error
is 'who declined is left out, with the reason' "1 crm-mail: $id: not sent: p1 Anna Hansen: declined: does not want email" "$? $(cat error)"
crm-contact set p1 declined= >/dev/null
crm-mail send "$(crm-mail add template=survey to=p1)" >/dev/null 2>&1
id=$(crm-mail add template=survey to=p1)
crm-mail send "$id" >out 2>error
is 'a limit says from which day on' "crm-mail: $id: not sent: p1 Anna Hansen: survey: 1 in 90 d; free on 2026-06-03" "$(cat error)"
ok 'unless it is said to be service' crm-mail send "$id" --service
ok 'an invoice is never stopped' crm-mail send "$(crm-mail add purpose=invoice to=p1 subject=Invoice body=x)"
is 'the others were sent' $((before + 3)) "$(arrived)"

# What fails
id=$(crm-mail add to=refused@acme.example subject=x body=y)
crm-mail send "$id" >/dev/null 2>error
like 'what the server refuses has failed' 'no such user' "$(cat error)"
is 'and says why' 'failed' "$(crm-mail list "$id" --columns=status | cut -f 2)"
like 'the reason stays with it' 'no such user' "$(crm-mail list "$id" --columns=reason)"
fails 1 'there is no address' 'nobody to send to' crm-mail send "$(crm-mail add subject=nobody body=x)"
id=$(crm-mail add to=later@acme.example subject=later body=y)
CRM_SENDMAIL=/nowhere/sendmail crm-mail send "$id" >/dev/null 2>error
is 'without a mail program it waits' '78 queued' "$? $(crm-mail list "$id" --columns=status | cut -f 2)"
like 'which is named' "cannot start '/nowhere/sendmail'" "$(cat error)"
is 'what waits is sent without being named' "$id" "$(crm-mail send)"

# A crash while the mail program runs: nobody knows, and nobody sends it again by himself.
printf '#!/bin/sh\ntouch "%s/started"\nsleep 20\n' "$T" >slow
chmod +x slow
id=$(crm-mail add to=crash@acme.example subject=crash body=y)
CRM_SENDMAIL=$T/slow crm-mail send "$id" 2>/dev/null &
sender=$!
for wait in $(seq 100); do [ ! -e started ] || break; sleep 0.1; done
is 'it is marked before it leaves, and no transaction is held' 'uncertain' "$(crm-mail set "$id" notes=looking >/dev/null && crm-mail list "$id" --columns=status | cut -f 2)"
kill -9 "$sender"
wait "$sender" 2>/dev/null
before=$(arrived)
fails 1 'nobody knows whether it left' 'it is not sent again' crm-mail send "$id"
crm-mail send >/dev/null 2>&1
is 'by no run' "$before $id" "$(arrived) $(crm-mail list @uncertain --format=ids)"
is 'a person says what became of it' "$id" "$(crm-mail resolve "$id" failed)"
is 'and may send it then' "$id" "$(crm-mail send "$id")"
fails 1 'only what is uncertain' 'what is known is not resolved' crm-mail resolve m1 sent

# Many at once, by two at the same time
for i in $(seq 12); do printf 'to%s@acme.example,bulk %s,text\n' "$i" "$i"; done | sed '1i to,subject,body' >bulk.csv
crm-mail import bulk.csv >/dev/null
crm-mail list subject~bulk --format=ids >bulk
before=$(arrived)
crm-mail send - <bulk >first 2>/dev/null &
one=$!
crm-mail send - <bulk >second 2>/dev/null
wait $one
is 'each mail leaves once' "$((before + 12)) 12" "$(arrived) $(cat first second | sort -u | wc -l | tr -d ' ')"
is 'by one of the two' 12 "$(cat first second | wc -l | tr -d ' ')"
sed 's/bulk/more/' bulk.csv >more.csv
crm-mail import more.csv >/dev/null
CRM_NOW='2026-03-05T20:00:00+08:00' crm-mail send $(crm-mail list subject~more --format=ids) --limit-per-hour=5 >out 2>error
is 'no more than so many in an hour' '5 7' "$(wc -l <out | tr -d ' ') $(crm-mail count @queued)"
like 'the rest waits' '7 more are queued' "$(cat error)"
is 'for the rest of the hour' '0' "$(CRM_NOW='2026-03-05T20:59:00+08:00' crm-mail send --limit-per-hour=5 2>/dev/null | wc -l | tr -d ' ')"
is 'and goes in the next one' '5' "$(CRM_NOW='2026-03-05T21:01:00+08:00' crm-mail send --limit-per-hour=5 2>/dev/null | wc -l | tr -d ' ')"

# Archives
crm-mail mbox m1 m2 >archive.mbox
is 'an mbox has every mail' 2 "$(grep -c '^From ' archive.mbox)"
is 'that another program reads' '优惠：Ünïcode & more' "$("$python" -c '
import email.policy, mailbox, sys
box = mailbox.mbox(sys.argv[1], factory=lambda data: __import__("email").message_from_binary_file(data, policy=email.policy.default))
print(box[0]["Subject"])' archive.mbox)"
is 'CSV has them too' 1 "$(crm-mail export m1 --format=csv | grep -c 'sender@\|anna@acme')"
# Mail that comes: from a Maildir, an mbox, a message
mkdir -p Maildir/new Maildir/cur Maildir/tmp
sent=$(crm-mail list m1 --columns=message_id | cut -f 2)
"$python" - "$sent" <<'END'
import email.message, email.policy, sys, os
def mail(name, body='text', **headers):
    message = email.message.EmailMessage()
    for key, value in headers.items():
        message[key.replace('_', '-')] = value
    message.set_content(body)
    return name, message
def write(name, message):
    with open('Maildir/' + name, 'wb') as out:
        out.write(message.as_bytes())
name, answer = mail('new/1', '好的，谢谢\n', From='Anna Hansen <anna@acme.example>', To='sender@pumps.example', Subject='回复：优惠', Message_ID='<a1@acme.example>',
                    In_Reply_To='<%s>' % sys.argv[1], Date='Thu, 05 Mar 2026 02:00:00 +0000')
answer.add_attachment(b'\x00drawing', maintype='application', subtype='octet-stream', filename='../../Zeichnung ü.bin')
write(name, answer)
write(*mail('cur/2:2,S', From='stranger@else.example', To='sender@pumps.example', Subject='Price?', Message_ID='<s1@else.example>'))
write(*mail('cur/3', From='news@list.example', Subject='News', Message_ID='<n1@list.example>', Precedence='bulk'))
write(*mail('cur/4', From='sender@pumps.example', To='leo@lead.example', Subject='From our own mail program', Message_ID='<o1@pumps.example>'))
for number in (1, 2):
    report = ('From: MAILER-DAEMON@mx.example\nTo: sender@pumps.example\nSubject: Undelivered\nMessage-ID: <r%d@mx.example>\nAuto-Submitted: auto-replied\n'
              'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B\nContent-Type: text/plain\n\nNot delivered.\n'
              '--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; office@acme.example\nAction: failed\n'
              'Status: 5.1.1\n\n--B\nContent-Type: text/rfc822-headers\n\nMessage-ID: <%s>\nSubject: x\n\n--B--\n') % (number, sys.argv[1])
    open('bounce%d' % number, 'w').write(report)
with open('box.mbox', 'w') as box:
    for number in range(3):
        box.write('From a@b Thu Mar  5 02:00:00 2026\nFrom: chen@haicheng.example\nTo: sender@pumps.example\nSubject: box %d\nMessage-ID: <b%d@x>\n\nline\n>From here\n\n' % (number, number))
deep = 'Subject: deep\nMessage-ID: <deep@x>\n'
for level in range(200):
    deep += 'Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n' % (level, level)
open('deep', 'w').write(deep + '\nx\n')
open('parts', 'w').write('Subject: parts\nContent-Type: multipart/mixed; boundary=b\n\n' + '--b\n\nx\n' * 10500 + '--b--\n')
open('nested', 'w').write('Subject: nested\n' + 'Content-Type: message/rfc822\n\nSubject: n\n' * 5000 + '\nx\n')
open('header', 'w').write('Subject: header\nX-Long: ' + 'x' * 1100000 + '\n\nbody\n')
open('html', 'w').write('From: anna@acme.example\nSubject: html\nMessage-ID: <h@x>\nContent-Type: text/html\n\n<p>Hello <b>there</b></p><script src="http://evil.example/x.js">alert(1)</script><img src="http://evil.example/y">')
END
is 'a dry run files nothing' 0 "$(crm-mail import Maildir --dry-run >/dev/null 2>&1; crm-mail count @received)"
crm-mail import Maildir >filed 2>error
is 'a Maildir is filed' '4 4 imported, 0 there already, 2 of unknown people' "$(wc -l <filed | tr -d ' ') $(sed 's/crm-mail: //' error)"
answer=$(crm-mail list subject~回复 --format=ids)
is 'an answer under its sender, in its thread, about the same deal' 'p1	m1	d1	received	in' "$(crm-mail list "$answer" --columns=recipient,answers,about,status,direction | cut -f 2-)"
is 'its text as it is' '好的，谢谢' "$(crm-mail show "$answer" | sed -n 's/^body	//p' | sed 's/\\n//g')"
is 'its attachment as a file of the deal, without a folder in its name' 'Zeichnung ü.bin	attachment	d1' "$(crm-file list kind=attachment --columns=name,kind,about | cut -f 2-)"
is 'byte for byte' '0064726177696e67' "$(crm-file get "$(crm-file list kind=attachment --format=ids)" | od -An -tx1 | tr -d ' \n')"
is 'what a colleague sent elsewhere is sent mail' 'l1	sent	out' "$(crm-mail list subject~own --columns=recipient,status,direction | cut -f 2-)"
is 'bulk mail is known as such' yes "$(crm-mail list subject=News --columns=automatic | cut -f 2)"
is 'nothing is filed twice' '4 there already' "$(crm-mail import Maildir 2>&1 >/dev/null | sed 's/.*, \(4 there already\),.*/\1/')"
is 'an import is one change' "" "$(crm-undo >/dev/null; crm-mail list subject=News)"
crm-redo >/dev/null
crm-mail import box.mbox >/dev/null 2>&1
is 'an mbox is filed' "b0@x p2|b1@x p2|b2@x p2" "$(crm-mail list subject~box --columns=message_id,recipient | cut -f 2- | tr '\t' ' ' | paste -sd '|')"
is 'quoted lines lose their mark' 'line\nFrom here\n' "$(crm-mail show "$(crm-mail list subject='box 1' --format=ids)" | sed -n 's/^body	//p')"
crm-mail import html >/dev/null 2>&1
is 'HTML becomes text' 'Hello there' "$(crm-mail show "$(crm-mail list subject=html --format=ids)" | sed -n 's/^body	//p')"
crm-mail import bounce1 >/dev/null 2>&1
is 'a failure of delivery is noted at the address' '2026-03-05	1' "$(crm-customer list c1 --columns=email_bounced_on,email_bounces | cut -f 2-)"
like 'and at the mail' 'not delivered to office@acme.example: 5.1.1' "$(crm-mail list m1 --columns=reason)"
crm-mail import bounce1 bounce2 >/dev/null 2>&1
is 'each report counts once' 2 "$(crm-customer list c1 --columns=email_bounces | cut -f 2)"
crm-mail send "$(crm-mail add template=newsletter subject=n body=b purpose=newsletter to=c1 2>/dev/null || crm-mail add subject=n body=b purpose=newsletter to=c1)" 2>error >out
like 'the second one stops marketing' 'bounced: 2 deliveries to the address failed' "$(cat error)"
is 'another address is a new start' '' "$(crm-customer set c1 email=new@acme.example >/dev/null && crm-customer list c1 --columns=email_bounced_on,email_bounces | cut -f 2- | tr -d '\t')"
printf 'From: Kim <kim@new.example>\nSubject: Hello\nMessage-ID: <k@new>\n\nHi\n' >kim
is 'an unknown sender becomes a lead' 'Kim	kim@new.example' "$(crm-mail import --new=lead kim >/dev/null 2>&1; crm-lead list "$(crm-mail list subject=Hello --columns=about | cut -f 2)" --columns=name,email | cut -f 2-)"
printf 'From: Auto <auto@new.example>\nSubject: Away\nMessage-ID: <w@new>\nAuto-Submitted: auto-replied\n\nHi\n' >away
is 'an automatic answer does not' 0 "$(crm-mail import --new=lead away >/dev/null 2>&1; crm-lead count email=auto@new.example)"
printf 'From: anna@acme.example\nSubject: unsubscribe m1\nMessage-ID: <u@acme>\n\n' >unsubscribe
is 'whoever unsubscribes is not written to again' email "$(crm-mail import unsubscribe >/dev/null 2>&1; crm-contact list p1 --columns=declined | cut -f 2)"

# Tickets: answers become comments and end waiting, others may open one, programs are not answered.
crm-ticket add customer=c1 contact=p1 title='Pump leaks' >/dev/null
crm-contact set p1 declined= >/dev/null
crm-mail send "$(crm-mail add about=tk1 to=p1 subject='We look into it' body=soon)" >/dev/null
is 'mail about a ticket has its number' 'We look into it [tk1]' "$(crm-mail list about=tk1 --columns=subject | cut -f 2)"
is 'and is the first response' 2026-03-05T01:00:00Z "$(crm-ticket list tk1 --columns=first_response_at | cut -f 2)"
crm-ticket set tk1 status=waiting >/dev/null
printf 'From: anna@acme.example\nSubject: Away [tk1]\nMessage-ID: <t0@acme>\nAuto-Submitted: auto-replied\n\nAway\n' >t0
crm-mail import t0 >/dev/null 2>&1
is 'an automatic answer is no comment' 'waiting	0' "$(crm-ticket list tk1 --columns=status,comment_count | cut -f 2-)"
printf 'From: anna@acme.example\nSubject: AW: [tk1] leak\nMessage-ID: <t1@acme>\n\nStill leaking\n' >t1
crm-mail import t1 >/dev/null 2>&1
is 'an answer is, and ends waiting' 'in-progress	1' "$(crm-ticket list tk1 --columns=status,comment_count | cut -f 2-)"
like 'with its text' 'Still leaking' "$(crm-ticket show tk1 --related)$(crm-timeline tk1 2>/dev/null)"
printf 'From: anna@acme.example\nSubject: Broken seal\nMessage-ID: <t2@acme>\n\nPlease help\n' >t2
printf 'From: robot@acme.example\nSubject: Report\nMessage-ID: <t3@acme>\nPrecedence: bulk\n\nx\n' >t3
crm-mail import --new=ticket t2 t3 >/dev/null 2>&1
is 'another mail opens one' 'Broken seal	c1	p1' "$(crm-ticket list tk2 --columns=title,customer,contact | cut -f 2-)"
is 'a program does not' 2 "$(crm-ticket count)"
is 'an acknowledgement waits to be sent' 'anna@acme.example yes' "$(crm-mail list @queued about=tk2 --columns=to,automatic | cut -f 2- | tr '\t' ' ')"
crm-mail send "$(crm-mail list @queued about=tk2 --format=ids)" >/dev/null
like 'which says that nobody is to answer it' 'Auto-Submitted: auto-replied' "$(parsed)"
is 'and is no response' '' "$(crm-ticket list tk2 --columns=first_response_at | cut -f 2)"

# Hostile mail: refused with its place, and nothing of the import is there.
fails 65 'deep:1: the mail has more than 50 parts within each other' 'parts within parts' crm-mail import box.mbox deep
fails 65 'parts:1: the mail has more than 10000 parts' 'too many parts' crm-mail import parts
fails 65 'nested:1: the mail has more than 50 parts within each other' 'mails within mails' crm-mail import nested
fails 65 'header:1: the headers of the mail have more than 1 MiB' 'headers without end' crm-mail import header
printf 'no mail\n' >nothing
fails 65 'nothing' 'what is no mail' crm-mail import nothing
fails 65 'no Maildir' 'a directory that is none' crm-mail import sink
ok 'all is well' crm-db check
crm-db export whole >/dev/null
main=$CRM_DB
fresh
ok 'all of it is imported elsewhere' crm-db import "$T/whole"
ok 'where all is well' crm-db check
is 'and is exported as it was' '' "$(crm-db export again && diff -r whole again)"
CRM_DB=$main
done_testing
