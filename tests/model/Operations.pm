# Random operations: command lines as people and scripts write them, about records that a state has (and now and then about others).
package Operations;
use strict;
use warnings;
use utf8;
use Fields;

*one_of = \&Fields::one_of;
*chance = \&Fields::chance;

my %fields; # from type to fields, those that can be written
my ($state, $now);

# The fields are those of Fields::table().
sub use_fields {
	my ($table) = @_;
	%fields = map { my $type = $_; $type => [grep { $_->{flags} !~ /derived|computed/ && $_->{kind} ne 'lines' } @{ $table->{$type} }] } keys %$table;
}

my @documents = qw(quote order invoice purchase bill);
my %weight = (add => 14, set => 9, copy => 3, merge => 8, remove => 8, convert => 3, stage => 3, done => 1, log => 1, line => 14, quote_step => 5, order_step => 14, delivery_step => 4,
	invoice_step => 8, payment_step => 8, purchase_step => 7, bill_step => 1, stock => 4, pricebook => 3, schema => 4, import => 4, reimport => 2, delivery_sheet => 1, batch => 3, reject => 1, handover => 1, recur => 1,
	undo => 18, redo => 9, edit => 2, fapiao => 1, ticket_step => 6, event_step => 4);
my %make = (add => \&add, set => \&set, copy => \&copy, merge => \&merge, remove => \&remove, convert => \&convert, stage => \&stage, done => \&done, log => \&log_event,
	line => \&line, quote_step => \&quote_step, order_step => \&order_step, delivery_step => \&delivery_step, invoice_step => \&invoice_step, payment_step => \&payment_step,
	purchase_step => \&purchase_step, bill_step => \&bill_step, stock => \&stock, pricebook => \&pricebook, schema => \&schema, import => \&import_sheet, reimport => \&reimport, delivery_sheet => \&delivery_sheet, batch => \&batch,
	reject => \&reject, handover => \&handover, recur => \&recur, undo => \&undo, redo => \&redo, edit => \&edit, fapiao => \&fapiao, ticket_step => \&ticket_step, event_step => \&event_step);
my @lots = map { ($_) x $weight{$_} } sort keys %weight;

# What every database begins with: enough of each type for the other operations to find something.
sub first {
	return map { { argv => [split ' '], input => '' } } 'crm-user add login=mei name=Mei', 'crm-user add login=bob name=Bob', 'crm-customer add name=Alpha payment_terms=eom+30',
		'crm-customer add name=Beta bill_city=Bonn', 'crm-contact add name=Ann customer=c1', 'crm-lead add name=Lea company=Gamma', 'crm-supplier add name=Sup',
		'crm-product add name=Pump code=K100 price=12.5 cost=8 tax=vat13 supplier=su1 reorder_level=5', 'crm-product add name=Valve code=K101 price=0.035 cost=0.01 tax=vat6',
		'crm-product add name=Service price=800', 'crm-product stock pr1 set=50 reason=opening', 'crm-product stock pr2 set=20.5 reason=opening', 'crm-pricebook add name=Book customers=c1',
		'crm-pricebook put pb1 pr1 price=11 min_qty=10', 'crm-deal add name=Deal customer=c1 close_on=eom amount=1000', 'crm-order add customer=c1', 'crm-order line so1 add product=pr1 qty=6',
		'crm-order line so1 add product=pr2 qty=2.5 discount=10', 'crm-order approve so1';
}

# One operation, or nothing if the state has nothing for the kind that was drawn. TIME is the pinned time.
sub random {
	my $time;
	($state, $time) = @_;
	$now = $time;
	my $kind = one_of(@lots);
	my ($argv, $input) = $make{$kind}->();
	return unless $argv && !grep { !defined || $_ eq '' } @$argv;
	my @words = @$argv;
	utf8::encode($_) for @words;
	$input = '' unless defined $input;
	utf8::encode($input);
	return { argv => \@words, input => $input, kind => $kind };
}

sub ref_of { return Fields::reference($_[0], $state) }

sub assignments {
	my ($type, $needed, $others) = @_;
	my @needed = grep { $needed && ($_->{flags} =~ /required/ && $_->{name} ne 'currency' || $needed->{ $_->{name} }) } @{ $fields{$type} };
	my %taken = map { $_->{name} => 1 } @needed;
	my @others = grep { !$taken{ $_->{name} } } @{ $fields{$type} };
	for (1 .. $others) {
		my $field = splice @others, int rand @others, 1;
		push @needed, $field if $field;
	}
	return grep { !/=,/ } map { $_->{name} . '=' . Fields::value($_, $state, $now) } @needed;
}

sub add {
	my $type = chance(0.5) ? one_of(qw(customer contact task note event quote order invoice purchase bill payment product ticket)) : one_of(@Fields::types);
	my %needed = (payment => { one_of('customer', 'customer', 'supplier') => 1 }, contact => { customer => 1 }, task => { about => 1 }, note => { about => 1 }, product => { price => 1, cost => 1, tax => 1 },
		invoice => {}, fapiao => { invoices => 1, net => 1, tax => 1 }, asset => {}, ticket => { customer => 1 });
	my @words = assignments($type, $needed{$type} || {}, int rand 4);
	if ($type eq 'payment') {
		s/^paid_on=.*/'paid_on=' . Fields::day($now - 86400 * int rand 3)/e for @words;
		push @words, 'kind=payment' if grep /^supplier=/, @words;
	}
	return ["crm-$type", 'add', @words];
}

sub set {
	my $type = one_of(@Fields::types);
	my @refs = (ref_of($type), chance(0.2) ? ref_of($type) : ());
	my @words = assignments($type, undef, 1 + int rand 3);
	s/=.*/=/s for grep { chance(0.15) } @words;
	return ["crm-$type", 'set', @refs, @words];
}

sub copy {
	my $type = one_of(@Fields::types);
	return ["crm-$type", 'copy', ref_of($type), assignments($type, undef, int rand 2)];
}

sub merge {
	my $type = one_of(@Fields::types, qw(customer customer contact product supplier lead deal asset ticket));
	my ($keep, $drop) = (ref_of($type), ref_of($type));
	for (1 .. 3) { $drop = ref_of($type) if $drop eq $keep }
	return ["crm-$type", 'merge', $keep, $drop, chance(0.2) ? ref_of($type) : (), chance(0.3) ? '--prefer=drop' : ()];
}

sub remove {
	my $type = one_of(@Fields::types);
	return ["crm-$type", 'rm', ref_of($type), chance(0.2) ? ref_of($type) : (), chance(0.4) ? '--cascade' : ()];
}

sub convert {
	return ['crm-lead', 'convert', ref_of('lead'), chance(0.5) ? ('deal.name=Converted', 'deal.close_on=eoq') : (), chance(0.2) ? '--customer=' . ref_of('customer') : (),
		chance(0.2) ? '--activities=customer' : (), chance(0.2) ? '--new-customer' : ()];
}

sub stage {
	return ['crm-deal', 'stage', ref_of('deal'), one_of(qw(prospecting qualification proposal negotiation won lost request signed))];
}

sub done { return ['crm-task', 'done', ref_of('task')] }

sub log_event {
	return ['crm-event', 'log', ref_of(one_of(qw(contact lead deal customer))), 'asked', 'channel=' . one_of(qw(phone wechat)), 'starts_at=' . Fields::day($now - 86400) . ' 10:00'];
}

sub qty { return one_of(1, 1, 2, 3, 5, 10, '0.5', '2.25') }

# Numbers of lines of REF in a state, and now and then another.
sub line_number {
	my ($type, $ref) = @_;
	my @lines = sort { $a <=> $b } map { $_->{number} } grep { $_->{parent} eq $ref } values %{ $state->rows($Fields::line_type{$type}) };
	return one_of(@lines, chance(0.1) ? 7 : (), @lines ? () : 1);
}

sub line {
	my $type = one_of(@documents, 'order', 'quote', 'invoice');
	my $ref = ref_of($type) || return;
	my $what = one_of(qw(add add add set rm move));
	my @words = ("crm-$type", 'line', $ref, $what);
	if ($what eq 'add') {
		push @words, chance(0.8) ? 'product=' . ref_of('product') : ('description=' . one_of('安装', 'Work'), 'price=' . one_of('800', '0.035', '19.99', '-5')), 'qty=' . qty();
		push @words, 'discount=' . one_of(5, '33.3333', 100) if chance(0.2);
		push @words, 'price=' . one_of('10', '1.999999', '1234567.89', '0') if chance(0.2) && !grep /^price/, @words;
		push @words, 'tax=' . one_of('', 'vat13', 'vat13,vat6') if chance(0.2);
	} elsif ($what eq 'set') {
		push @words, line_number($type, $ref), one_of('qty=' . qty(), 'price=' . one_of('9.99', '7', ''), 'discount=' . one_of('', 15), 'description=' . one_of('Other', '说明'), 'discount_amount=' . one_of('', '1.23'));
	} elsif ($what eq 'rm') {
		push @words, line_number($type, $ref);
	} else {
		push @words, line_number($type, $ref), one_of('first', 'last', 'before=' . line_number($type, $ref), 'after=' . line_number($type, $ref));
	}
	return \@words;
}

# Documents of TYPE whose FIELD has one of the values, else any.
sub document {
	my ($type, $field, @values) = @_;
	my %wanted = map { $_ => 1 } @values;
	my $rows = $state->rows($type);
	my @fitting = grep { $wanted{ $rows->{$_}{$field} || '' } } $state->refs($type);
	return @fitting && chance(0.8) ? one_of(@fitting) : ref_of($type);
}

sub parts {
	my ($type, $ref) = @_;
	return chance(0.4) ? map { "$ref.$_=" . one_of(1, 1, 2, '0.5') } line_number($type, $ref) : ();
}

sub quote_step {
	my $verb = one_of(qw(issue issue review accept reject expire revise order invoice));
	my $ref = document('quote', 'stage', $verb eq 'issue' ? 'draft' : qw(issued reviewed accepted));
	return ['crm-quote', $verb, $ref];
}

sub order_step {
	my $verb = one_of(qw(approve approve deliver deliver deliver invoice invoice close reopen cancel plan));
	my $ref = document('order', 'status', $verb eq 'approve' ? 'draft' : $verb eq 'reopen' ? 'closed' : qw(approved));
	my @words = ('crm-order', $verb, $ref);
	push @words, parts('order', $ref), chance(0.2) ? 'serial=SN' . int rand 50 : () if $verb eq 'deliver';
	push @words, parts('order', $ref), chance(0.3) ? '--delivered' : (), chance(0.6) ? '--issue' : () if $verb eq 'invoice';
	push @words, '--instalment=1' if $verb eq 'invoice' && chance(0.1);
	push @words, one_of('30%=signing 70%=delivery', '100%=delivery', '50%=signing 50%=delivery+30d') =~ /\S+/g if $verb eq 'plan';
	return \@words;
}

sub delivery_step {
	my $verb = one_of(qw(receive cancel));
	return ['crm-delivery', $verb, document('delivery', 'status', 'shipped')];
}

sub invoice_step {
	my $verb = one_of(qw(issue issue credit credit cancel));
	my $ref = document('invoice', 'status', $verb eq 'issue' ? 'draft' : 'issued');
	return ['crm-invoice', $verb, $ref, $verb eq 'credit' ? (parts('invoice', $ref), chance(0.5) ? '--issue' : ()) : ()];
}

sub payment_step {
	my $verb = one_of(qw(allocate allocate allocate release refund));
	my @words = ('crm-payment', $verb, ref_of('payment'));
	push @words, document('invoice', 'status', 'issued') . one_of('', '=1', '=20.05') if $verb eq 'allocate' && chance(0.5);
	push @words, ref_of('bill') if $verb eq 'allocate' && chance(0.1);
	push @words, 'amount=' . one_of('1', '5.5') if $verb eq 'refund' && chance(0.5);
	return \@words;
}

sub purchase_step {
	my $verb = one_of(qw(approve receive receive receive return return bill bill close reopen cancel reorder));
	return ['crm-purchase', $verb, ref_of('product')] if $verb eq 'reorder';
	my $ref = document('purchase', 'status', $verb eq 'approve' ? 'draft' : $verb eq 'reopen' ? 'closed' : qw(approved part-received received closed));
	return ['crm-purchase', $verb, $ref, $verb =~ /receive|bill|return/ ? parts('purchase', $ref) : $verb eq 'close' && chance(0.3) ? '--leave=enough' : ()];
}

sub bill_step {
	my $ref = ref_of('bill');
	return ['crm-bill', 'cancel', $ref] if chance(0.3);
	return ['crm-bill', 'credit', $ref, chance(0.4) ? '--returned' : parts('bill', $ref), chance(0.4) ? '--rebill' : (), chance(0.3) ? 'supplier_number=' . one_of(1 .. 9) : ()];
}

sub fapiao {
	my $invoice = document('invoice', 'status', 'issued');
	return ['crm-fapiao', 'add', 'number=' . sprintf('%020d', rand 500), "invoices=$invoice", 'net=' . one_of(1, 5), 'tax=0', 'issued_on=today', 'kind=' . one_of(qw(ordinary other))];
}

sub stock {
	my $reason = one_of('opening', 'counted', '盘点');
	return ['crm-product', 'stock', ref_of('product'), 'set=' . one_of(0, 5, 20, '7.5'), "reason=$reason"];
}

sub pricebook {
	return chance(0.7) ? ['crm-pricebook', 'put', ref_of('pricebook'), ref_of('product'), one_of('price=9', 'price=10.5', 'discount=5'), chance(0.3) ? 'min_qty=' . one_of(5, 10) : ()]
		: ['crm-pricebook', 'drop', ref_of('pricebook'), ref_of('product')];
}

sub schema {
	my $stages = '{key: request, en: Request, zh: 申请, probability: 50, initial: yes}, {key: signed, en: Signed, zh: 已签, probability: 100, outcome: won}, {key: declined, en: Declined, zh: 已拒, probability: 0, outcome: lost}';
	return ['crm-db', 'schema', 'apply', '-', '--drop'], one_of(
		"pipelines: {service: [$stages]}", 'pipelines: {service: ~}', 'fields: {customer: {x_size: {kind: int, label: Size}}}', 'fields: {customer: {}}', 'fields: {customer: {x_size: {kind: text, label: Size}}}',
		'fields: {customer: {x_width: {was: x_size}}}', 'fields: {customer: {x_size: {was: x_width}}}', 'fields: {product: {x_rival: {kind: ref, target: customer, label: Rival}}}', 'fields: {product: {}}',
		'filters: {customer: {big: +big}}', 'filters: {customer: {big: ~}}', 'taxes: {green: {en: Green, zh: 绿, rate: 3}}', 'taxes: {green: ~}', 'taxes: {vat6: ~}', 'taxes: {vat6: {en: VAT 6%, zh: 增值税6%, rate: 6}}',
		'company: {name: 公司, city: Bonn}', 'company: {city: ~}', 'rounding: half-even', 'rounding: half-up', 'negative-stock: warn', 'negative-stock: refuse',
		'picks: {campaign.status: [{key: planning, en: P, initial: yes}, {key: active, en: A}, {key: paused, en: Z}, {key: completed, en: C}, {key: cancelled, en: X}, {key: extra, en: E}]}',
		'picks: {campaign.status: [{key: planning, en: P, initial: yes}, {key: active, en: A}, {key: paused, en: Z}, {key: completed, en: C}, {key: cancelled, en: X}]}') . "\n";
}

sub cell { my ($text) = @_; $text =~ s/"/""/g; return "\"$text\"" }

# A sheet of one to three rows; with references of records that exist it changes these.
sub import_sheet {
	my $type = one_of(qw(customer contact lead task note product supplier deal event campaign order quote invoice purchase bill ticket faq template mail target));
	my @columns = map { /^(\w+)=/ } assignments($type, {}, int rand 3);
	my $update = chance(0.4);
	my %by_name = map { $_->{name} => $_ } @{ $fields{$type} };
	my $lines = $Fields::line_type{$type} && chance(0.6);
	my @rows = join ',', $update ? 'ref' : (), @columns, $lines ? ('line.product', 'line.qty') : ();
	for (1 .. 1 + rand 3) {
		push @rows, join ',', $update ? ref_of($type) : (), map({ my $value = Fields::value($by_name{$_}, $state, $now); cell($value) } @columns), $lines ? (ref_of('product'), qty()) : ();
	}
	return ["crm-$type", 'import', '-', $update ? '--on-duplicate=' . one_of(qw(update skip fill)) : ()], join "\n", @rows, '';
}

# What was exported comes in again.
sub reimport {
	my $type = one_of(@Fields::types);
	my $format = one_of(qw(csv tsv ndjson));
	my $header = $format eq 'tsv' ? ' --header' : '';
	return ['sh', '-c', "crm-$type export --format=$format$header " . ref_of($type) . " | crm-$type import - --on-duplicate=update"];
}

sub delivery_sheet {
	my $order = document('order', 'status', 'approved');
	return ['crm-delivery', 'import', '-'], "order,status,line.order_line,line.qty\n$order," . one_of(qw(shipped received cancelled)) . ",$order." . line_number('order', $order) . ',' . qty() . "\n";
}

sub batch {
	my $type = one_of(@Fields::types);
	my @lines;
	for (1 .. 1 + rand 3) {
		my ($word) = assignments($type, undef, 1);
		my $ref = ref_of($type);
		next if !$word || $word =~ /[\t\n\\]/;
		push @lines, "$ref\t$word";
	}
	return ["crm-$type", 'set', '--batch=-'], join "\n", @lines, '' if @lines;
	return;
}

sub reject { my $type = one_of(qw(customer contact lead)); return ['crm-dedupe', 'reject', ref_of($type), ref_of($type)] }

sub handover { return ['crm-user', 'handover', one_of(qw(mei bob root)), 'to=' . one_of(qw(mei bob)), chance(0.5) ? '--open-only' : ()] }

sub recur { return ['crm-recur', chance(0.5) ? '--issue' : ()] if chance(0.5); return ['crm-order', 'set', document('order', 'status', 'approved'), 'repeat=FREQ=' . one_of(qw(WEEKLY DAILY))] }

# An event, or one of a series.
sub event_step {
	my $verb = one_of(qw(hold move move cancel));
	my @series = grep { defined $state->rows('event')->{$_}{repeat} } $state->refs('event');
	return ['crm-event', 'add', 'Meeting', 'starts_at=' . Fields::day($now) . ' 10:00', 'repeat=FREQ=' . one_of('DAILY;COUNT=6', 'WEEKLY', 'DAILY;INTERVAL=2')] if chance(0.3);
	my $ref = @series && chance(0.5) ? one_of(@series) : ref_of('event');
	my $row = $state->rows('event')->{$ref} || {};
	my $starts = $row->{starts_at} || '';
	my ($day, $minute) = $starts =~ /^(\S{10})T(\d\d:\d\d)/;
	return ['crm-event', $verb, $ref, $verb eq 'move' ? 'starts_at=' . Fields::day($now + 86400 * int rand 5) . ' 11:00' : (),
		$day && chance(defined $row->{repeat} ? 0.7 : 0.1) ? "occurrence=$day ${minute}Z" : ()];
}

sub ticket_step {
	my $verb = one_of(qw(comment comment hand close close reopen assign reply faq));
	my @words = ('crm-ticket', $verb, $verb eq 'reopen' || $verb eq 'faq' ? document('ticket', 'status', 'closed') : ref_of('ticket'));
	push @words, 'text=' . one_of('hello', '说明'), chance(0.3) ? 'internal=yes' : (), chance(0.2) ? 'contact=' . ref_of('contact') : () if $verb eq 'comment';
	push @words, 'worker=' . ref_of('user'), 'why=busy' if $verb eq 'hand';
	push @words, 'solution=' . one_of('done', '已修'), chance(0.3) ? assignments('ticket', undef, 1) : () if $verb eq 'close';
	push @words, 'why=again' if $verb eq 'reopen';
	push @words, 'how=' . one_of(qw(round-robin least-busy capacity region)) if $verb eq 'assign';
	push @words, chance(0.6) ? 'faq=' . ref_of('faq') : 'text=answer' if $verb eq 'reply';
	return \@words;
}

# The newest change, a named older one, or several.
sub undo {
	return ['crm-undo'] if chance(0.5);
	return ['crm-undo', '--last=' . one_of(2, 3)] if chance(0.2);
	my @changes = $state->refs('change');
	return ['crm-undo', $changes[-1 - int rand(@changes > 25 ? 25 : @changes)]];
}

sub redo { return ['crm-redo', chance(0.15) ? '--last=2' : ()] }

# The editor changes one line of the document that it is given.
sub edit {
	my $type = one_of(qw(customer contact task note deal quote order product));
	return ['env', 'VISUAL=sed -i -e ' . one_of('s/^notes:.*/notes:\x20edited/', 's/^tags:.*/tags:\x20new/', '/^external_id/d'), "crm-$type", 'edit', ref_of($type)];
}

1;
