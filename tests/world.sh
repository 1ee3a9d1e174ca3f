# shellcheck shell=sh
# A small fixed database for the tests of filters: two currencies with different digits, empties of every kind, records that nothing leads to.
# The clock stands at Thursday, 5 March 2026, 09:00 in Shanghai.
world() {
	fresh
	crm-db schema apply - >/dev/null <<-'SCHEMA' || exit
	fields:
	  customer:
	    x_tier: {label: Tier, kind: pick, picks: [{key: none, en: None, initial: yes}, {key: silver, en: Silver}, {key: gold, en: Gold}]}
	    x_score: {label: Score, kind: int}
	    x_since: {label: Since, kind: date}
	    x_ok: {label: OK, kind: bool}
	  deal:
	    x_budget: {label: Budget, kind: money}
	    x_rival: {label: Rival, kind: ref, target: customer}
	filters:
	  deal:
	    open: 'not stage=won,lost'
	    mine: 'owner=me @open'
	    either: 'stage=won or stage=lost'
	  task:
	    today: 'due_on=..today not status=done'
	SCHEMA
	crm-user add login=mei name=梅晓芳 email=mei@example.com hours_per_week=37.5
	crm-user add login=bob name='Bob Ström' team=sales
	crm-user add login=wang name=王五 active=no hours_per_week=40
	crm-campaign add name=春季展会 status=active budget=50000 starts_on=2026-03-01 ends_on=2026-03-31
	crm-campaign add name=Autumn starts_on=2026-09-01 owner=
	crm-customer add name=上海泵业有限公司 bill_city=上海 phone='021-5555 6666' tags=vip,big owner=mei class=a lifecycle=buyer employees=250 \
		annual_revenue=1200000 email=Info@Pump.example founded_on=1998-05-01 x_tier=gold x_score=7 x_since=2026-02-10 x_ok=yes aliases=上泵
	crm-customer add name='Müller & Söhne GmbH' bill_city=München phone='+49 89 1234567' tags=VIP owner=bob class=b lifecycle=prospect employees=40 \
		currency=EUR annual_revenue=500000.50 email=kontakt@mueller.example source=conference founded_on=2001-12-31 x_tier=silver x_score=-3
	crm-customer add name=東京精機株式会社 bill_city=東京 phone='+81 3-1234-5678' owner=mei employees=120 currency=JPY annual_revenue=80000000 x_since=2026-03-01
	crm-customer add name=李明 kind=person bill_city=苏州 ship_city=上海 phone=13800138000 birthday=1980-05-17 owner=
	crm-customer add name='Ünïcode, Ltd' tags=old-client archived=yes parent=c2 class=c owner= x_score=0
	crm-customer add name='Café Zoë' parent=c1 referred_by=c2 owner=wang language=fr source=unknown phone='0512-6666 8888-801'
	crm-customer add name='Plain [x] "q" a/b \ z' owner= notes='100% sure
	second line'
	crm-contact add name=王芳 customer=c1 email=Wang.Fang@pump.example mobile=13912345678 title=采购经理 owner=mei do_not_call=yes
	crm-contact add name=张伟 customer=c1 phone='021-5555 6666-801' reports_to=p1 owner=mei city=宁波
	crm-contact add name='Jürgen Groß' customer=c2 email=jg@mueller.example birthday=--05-17 owner=bob
	crm-contact add name=佐藤 customer=c3 owner=
	crm-contact add name='Zoë Martin' customer=c6 city=Lyon owner=wang
	crm-contact add name='Free Lancer' owner=bob
	crm-lead add name=赵六 company=新公司 source=conference email=zhao@new.example phone=010-62345678 owner=mei campaign=cp1
	crm-lead add name=Ana company='Ibérica, S.A.' source=web-site status=contacted owner=bob annual_revenue=1000 currency=EUR
	crm-lead add name=Karl status=hot owner=
	crm-lead add name='Jonk, Bill' source=other status=junk owner=
	crm-deal add name=泵站一期 customer=c1 stage=proposal amount=120000 close_on=2026-03-31 owner=mei contacts=p1:decision-maker,p2:champion x_budget=100000
	crm-deal add name='泵站, 二期' customer=c1 stage=won amount=5000 close_on=2026-02-10 owner=bob contacts=p1 x_rival=c2
	crm-deal add name=Prüfstand customer=c2 stage=negotiation amount=5000.01 currency=EUR close_on=2026-04-15 owner=bob contacts=p3:champion tags=hot
	crm-deal add name=東京 customer=c3 stage=prospecting amount=3000000 currency=JPY close_on=2026-06-30 owner=mei probability=50
	crm-deal add name=Old customer=c2 stage=lost amount=999.99 currency=EUR close_on=2025-12-31 owner= lost_reason=price source=partner
	crm-deal add name=Empty customer=c4 stage=qualification close_on=2026-03-05 owner=wang
	crm-deal add name=Also customer=c6 stage=proposal amount=4999.99 close_on=2026-03-01 owner=bob contacts=p5,p6:influencer campaign=cp1
	crm-task add subject='call first' due_on=2026-03-04 about=d1 owner=mei priority=high
	crm-task add subject=寄合同 due_on=2026-03-05 about=c1 owner=mei
	crm-task add subject='send quote' due_on=2026-03-08 about=d3 owner=bob priority=low status=in-progress
	crm-task add subject=someday about=p3 owner=
	crm-task add subject='all done' due_on=2026-03-01 status=done about=l2 owner=bob
	crm-task add subject=April due_on=2026-04-01 contact=p1 owner=wang
	crm-task add subject='"quoted", with comma' due_on=2026-03-31 about=c2 owner=bob
	crm-event add subject=meeting status=held starts_at='2026-03-02 14:00' about=c1 contacts=p1,p2 attendees=mei,bob
	crm-event add subject=call kind=call starts_at='2026-03-06 09:30' about=d3 contacts=p3 owner=bob location='Room 5'
	crm-event add subject=late kind=call status=held direction=in starts_at='2026-02-27 23:30' about=p4 owner=
	crm-event add subject=early starts_at='2026-03-05 00:30' all_day=yes owner=mei
	crm-note add title=报价说明 body='含税 13%
	second line' about=d1
	crm-note add title=Ideas owner=
	crm-note add title='Zurückgerufen' about=e1 owner=mei tags='Follow up'
}
