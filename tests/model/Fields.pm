# The record types and their fields, as the programs list them, and random values for them.
package Fields;
use strict;
use warnings;
use utf8;

# The types of crm(7) with the letters of their references; in the order in which a database can be filled.
our @types = qw(user campaign customer contact lead supplier product pricebook rate deal task event note quote order delivery invoice fapiao payment purchase bill asset faq ticket template mail folder target);
our %prefix = (user => 'u', customer => 'c', contact => 'p', lead => 'l', deal => 'd', task => 't', event => 'e', note => 'n', campaign => 'cp', product => 'pr',
	pricebook => 'pb', rate => 'fx', supplier => 'su', quote => 'q', order => 'so', delivery => 'dn', invoice => 'in', fapiao => 'fp', payment => 'pay',
	purchase => 'po', bill => 'bl', asset => 'as', faq => 'fq', ticket => 'tk',
	template => 'tpl', mail => 'm', folder => 'rf', target => 'tg');
our %type_of = map { $prefix{$_} => $_ } keys %prefix;
our %line_type = (quote => 'quote_line', order => 'order_line', delivery => 'delivery_line', invoice => 'invoice_line', purchase => 'purchase_line', bill => 'bill_line');

# From a type to its fields: { name, kind, flags, target, picks }.
sub table {
	my ($programs) = @_;
	my %table;
	for my $type (@types) {
		my $result = $programs->run(["crm-$type", 'fields']);
		die "crm-$type fields: $result->{err}" if $result->{code};
		for my $line (split /\n/, $result->{out}) {
			my ($name, $kind, undef, $flags, $target, undef) = split /\t/, $line;
			my $field = { name => $name, kind => $kind, flags => $flags };
			if ($kind eq 'pick') { $field->{picks} = [split /,/, $target] } else { $field->{target} = $target }
			push @{ $table{$type} }, $field;
		}
	}
	return \%table;
}

sub one_of { return $_[int rand @_] }
sub chance { return rand() < $_[0] }

my @texts = ('Pump', '上海泵业有限公司', '-dash first', "O'Brien & Söhne", 'a "quoted" text', 'back\\slash', '東京精機', 'é' . 'x' x 40, 'Émile', '100%', '#hash', 'a=b', '李明', '$HOME `x`', "e\x{301}", '🙂 ok', 'A', 'B', 'C', '=1+1', '~', 'null', 'yes', "'");
my @long = ("two\nlines", "tab\there", "- item\n- other\n", 'one line', "trailing  \n\nspace", "中文\n第二行", '{"a": 1}');
my %special = (
	currency => sub { chance(0.9) ? 'CNY' : one_of('EUR', 'JPY') }, to_currency => sub { 'CNY' }, login => sub { one_of('mei', 'bob', 'wang', 'li') },
	tax => sub { one_of('vat13', 'vat6', 'vat0', 'vat13', '') }, shipping_tax => sub { one_of('vat13', '') }, payment_terms => sub { one_of('net 30', 'eom+30', '') },
	language => sub { one_of('en', 'zh') }, timezone => sub { one_of('UTC', 'Asia/Shanghai') }, pipeline => sub { one_of('sales', 'sales', 'service') },
	tax_number => sub { '' }, external_id => sub { chance(0.5) ? '' : 'E' . int rand 40 }, code => sub { 'K' . int rand 60 }, supplier_number => sub { 'S' . int rand 60 },
	serial => sub { 'SN' . int rand 50 }, number => sub { 'F' . int rand 90 }, probability => sub { int rand 101 }, discount => sub { one_of(5, 10, '2.5', '') }, tax_code => sub { '' },
	x_size => sub { int rand 100 }, employees => sub { int rand 500 }, remind_minutes => sub { one_of(5, 15, 60) }, hours_per_week => sub { one_of(40, '37.5') },
	to => sub { one_of('a@example.com', 'Li <li@firm.example>, b@example.com', '') }, period => sub { one_of('2026', '2026-Q1', '2026-03') },
	calendar => sub { one_of('standard', 'always', '') }, rate => sub { one_of('7.2', '0.05', '7.8112') },
);

# A value for FIELD; references are those of STATE, dates are about NOW, the pinned time.
sub value {
	my ($field, $state, $now) = @_;
	my $kind = $field->{kind};
	return $special{ $field->{name} }->() if $special{ $field->{name} };
	return one_of(@texts) if $kind eq 'text';
	return one_of(@long) if $kind eq 'longtext';
	return one_of(@{ $field->{picks} }) if $kind eq 'pick';
	return one_of('yes', 'no') if $kind eq 'bool';
	return int rand 1000 if $kind eq 'int';
	return sprintf '%.2f', rand 5000 if $kind eq 'money';
	return one_of(sprintf('%.1f', rand 100), int rand 50) if $kind eq 'decimal' || $kind eq 'percent';
	return day($now + 86400 * int(rand 40) - 86400 * 20) if $kind eq 'date';
	return day($now + 86400 * int(rand 20) - 86400 * 10) . sprintf(' %02d:30', rand 24) if $kind eq 'timestamp';
	return one_of('a@example.com', 'Info@Pump.example', 'x' . int(rand 20) . '@firm.example') if $kind eq 'email';
	return one_of('021-5555 6666', '13912345678', '+49 89 1234567', '0512-6666 8888-801') if $kind eq 'phone';
	return one_of('https://pump.example/', 'http://x.example/a?b=1') if $kind eq 'url';
	return one_of('1980-05-17', '--02-29', '1999-12-31') if $kind eq 'anniversary';
	return join ',', map { one_of('vip', 'big', 'old-client', '老客户', 'Follow up') } 1 .. 1 + rand 3 if $kind eq 'tags';
	return one_of('FREQ=MONTHLY', 'FREQ=WEEKLY;COUNT=4', 'FREQ=DAILY;INTERVAL=3') if $kind eq 'rrule';
	return reference($field->{target}, $state) if $kind eq 'ref';
	return reference(one_of(@types), $state) if $kind eq 'anyref';
	return join ',', map { reference($field->{target}, $state) } 1 .. 1 + rand 2 if $kind eq 'refs';
	return one_of('1', 'x');
}

sub day { my @now = gmtime($_[0] + 8 * 3600); return sprintf '%04d-%02d-%02d', $now[5] + 1900, $now[4] + 1, $now[3] }

# A reference of TYPE: nearly always a present one, else one that was merged, went, or never was.
sub reference {
	my ($type, $state) = @_;
	my @present = $state->refs($type);
	return '' unless @present;
	return $prefix{$type} . (1 + int rand State::number($present[-1]) + 2) if chance(0.04);
	return chance(0.5) ? $present[-1 - int rand(@present < 6 ? @present : 6)] : one_of(@present);
}

1;
