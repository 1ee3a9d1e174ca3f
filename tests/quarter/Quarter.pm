# One quarter of the firm: what is done each day, in the programs and in the ledger.
package Quarter;
use strict;
use warnings;
use POSIX ();
use Ledger;
use Buying;

sub big { return Ledger::big(@_) }
sub any { return $_[int rand @_] }
# The records of a kind, always in the same order.
sub all { my ($records) = @_; return map { $records->{$_} } sort keys %$records }
sub chance { return rand() < $_[0] }

# Runs what must succeed; the lines that it printed.
sub crm {
	my ($self, $program, @words) = @_;
	push @{ $self->{did} }, join ' ', "crm-$program", map { /[^\w=.:+-]/ ? "'$_'" : $_ } @words;
	my $result = $self->{programs}->run(["crm-$program", @words], $self->{input} // '');
	die "crm-$program @words: exit code $result->{code}: $result->{err}" if $result->{code};
	return split /\n/, $result->{out};
}

# Runs what must be refused.
sub refused {
	my ($self, $program, @words) = @_;
	my $result = $self->{programs}->run(["crm-$program", @words], '');
	die "crm-$program @words: exit code $result->{code} instead of 1: $result->{err}" if $result->{code} != 1;
}

sub one { my @lines = crm(@_); return $lines[-1] }

my @currencies = (['c1', 'CNY'], ['c2', 'USD'], ['c3', 'JPY'], ['c4', 'KWD'], ['c1', 'USD']);
our @goods = map { { ref => "pr$_", unit => 'piece' } } 1 .. 3;

sub day { my ($time) = @_; return POSIX::strftime('%Y-%m-%d', gmtime $time + 8 * 3600) }

sub begin {
	my ($self) = @_;
	my $programs = $self->{programs};
	$programs->{now} = 1767229200; # 2026-01-01T01:00:00Z, nine in the morning in Shanghai
	$programs->init;
	$self->crm('customer', 'add', "name=Customer $_->[0]", "currency=$_->[1]") for @currencies[0 .. 3];
	$self->crm('rate', 'add', "currency=$_->[0]", "rate=$_->[1]", 'valid_from=2026-01-01') for ['USD', '7.0123'], ['JPY', '0.0461'], ['KWD', '22.9'];
	$self->crm('product', 'add', "name=Goods $_", 'price=1', 'cost=' . ($self->{cost}{"pr$_"} = any('3.335', '12.01', '7')), 'tax=vat13') for 1 .. 3;
	$self->crm('product', 'add', 'name=Service', 'unit=hour', 'price=1', 'tax=vat6');
	$self->crm('supplier', 'add', 'name=Works');
	for my $goods (@goods) {
		$self->crm('product', 'stock', $goods->{ref}, 'set=500', 'reason=opening', 'on=2026-01-01');
		$self->{ledger}->count($goods->{ref}, '2026-01-01', 500);
	}
}

sub price { my ($digits) = @_; return sprintf '%.*f', $digits ? any(2, 4, 6) : any(0, 2), rand(any(2, 90, 900)) + 0.01 }

sub order {
	my ($self) = @_;
	my ($customer, $currency) = @{ any(@currencies) };
	my $inclusive = chance(0.3);
	my $discount = chance(0.4) ? any('3', '7.5', '10', '33.33') : undef;
	my $type = chance(0.3) ? 'quote' : 'order';
	my $ref = $self->one($type, 'add', "customer=$customer", 'subject=goods', "currency=$currency", 'prices_include_tax=' . ($inclusive ? 'yes' : 'no'), $discount ? "discount=$discount" : ());
	my @lines;
	for (1 .. any(1, 1, 2, 3, 4)) {
		my $service = chance(0.2);
		my $product = $service ? 'pr4' : any(@goods)->{ref};
		my %line = (product => $product, qty => $service ? any('0.75', '1.333', '2.5') : any(1, 2, 3, 7, 11), price => price($Ledger::minor{$currency}),
			discount => chance(0.3) ? any('5', '12.5', '1.11') : undef, rates => any([$service ? '6' : '13'], [$service ? '6' : '13'], ['13', '6'], ['9', '6']), cost => $self->{cost}{$product});
		my %tax = (13 => 'vat13', 9 => 'vat9', 6 => 'vat6');
		$self->crm($type, 'line', $ref, 'add', $product, "qty=$line{qty}", "price=$line{price}", 'tax=' . join(',', map { $tax{$_} } @{ $line{rates} }), $line{discount} ? "discount=$line{discount}" : ());
		push @lines, \%line;
	}
	if ($type eq 'quote') {
		$self->crm('quote', 'issue', $ref);
		$self->crm('quote', 'accept', $ref);
		$ref = $self->one('quote', 'order', $ref);
	}
	$self->crm('order', 'approve', $ref);
	$self->{ledger}->order($ref, customer => $customer, currency => $currency, inclusive => $inclusive, discount => $discount, lines => \@lines);
}

# Some of what is not taken yet of the lines of a document: { number => quantity }.
sub some {
	my ($lines, $kind, $filter) = @_;
	my %qty;
	for my $i (0 .. $#$lines) {
		my $line = $lines->[$i] or next;
		my $left = Ledger::scaled($line->{qty}, 6) - ($line->{taken}{$kind} // 0);
		next if $left <= 0 || chance(0.3) || ($filter && !$filter->($line));
		my $pieces = $left / 1000000;
		$qty{ $i + 1 } = $left % 1000000 == 0 && $pieces > 1 && chance(0.7) ? 1 + int rand $pieces : Ledger::text($left, 6);
	}
	return \%qty;
}

sub quantities { my ($ref, $qty) = @_; return map { "$ref.$_=$qty->{$_}" } sort { $a <=> $b } keys %$qty }

sub deliver {
	my ($self) = @_;
	my $order = any(all($self->{ledger}{orders})) or return;
	my $today = day($self->{programs}{now});
	my $shipped = chance(0.3) ? day($self->{programs}{now} - 86400 * int rand 6) : $today;
	$shipped = $order->{day} if $order->{day} && $shipped lt $order->{day};
	my $qty = some($order->{lines}, 'delivery', sub { my $line = shift; $line->{product} ne 'pr4' });
	for my $number (keys %$qty) { delete $qty->{$number} if $self->{ledger}->on_hand($order->{lines}[$number - 1]{product}, $today) < 60 }
	return unless %$qty;
	my $ref = $self->one('order', 'deliver', $order->{ref}, quantities($order->{ref}, $qty), "shipped_on=$shipped", '--out-of-order');
	$self->{ledger}{deliveries}{$ref} = { ref => $ref, order => $order, day => $shipped, lines => { map { ($_ => { qty => $qty->{$_}, taken => {} }) } keys %$qty } };
	for my $number (keys %$qty) {
		my $line = $order->{lines}[$number - 1];
		$line->{taken}{delivery} = ($line->{taken}{delivery} // 0) + Ledger::scaled($qty->{$number}, 6);
		$self->{ledger}->move($line->{product}, $shipped, -(Ledger::scaled($qty->{$number}, 6) / 1000000));
	}
}

# Some of a delivery comes back, today or some days ago, or is exchanged.
sub give_back {
	my ($self) = @_;
	my $delivery = any(all($self->{ledger}{deliveries})) or return;
	my $last = (sort { $b <=> $a } keys %{ $delivery->{lines} })[0];
	my $qty = some([map { $delivery->{lines}{$_} } 1 .. $last], 'return');
	return unless %$qty;
	my $today = day($self->{programs}{now});
	my $day = chance(0.4) ? day($self->{programs}{now} - 86400 * int rand 4) : $today;
	$day = $delivery->{day} if $day lt $delivery->{day};
	my $exchange = chance(0.4);
	$day = $today if $exchange;
	for my $number (keys %$qty) { return if $exchange && $self->{ledger}->on_hand($delivery->{order}{lines}[$number - 1]{product}, $today) < 60 }
	my @refs = $self->crm('delivery', $exchange ? 'exchange' : 'return', $delivery->{ref}, quantities($delivery->{ref}, $qty), 'reason=worn', "shipped_on=$day", '--out-of-order');
	for my $number (keys %$qty) {
		my ($line, $quantity) = ($delivery->{order}{lines}[$number - 1], Ledger::scaled($qty->{$number}, 6));
		$delivery->{lines}{$number}{taken}{return} = ($delivery->{lines}{$number}{taken}{return} // 0) + $quantity;
		$line->{back} += $quantity;
		$line->{taken}{delivery} -= $quantity unless $exchange;
		$self->{ledger}->move($line->{product}, $day, $quantity / 1000000);
		$self->{ledger}->move($line->{product}, $day, -($quantity / 1000000)) if $exchange;
	}
	$self->{ledger}{deliveries}{ $refs[1] } = { ref => $refs[1], order => $delivery->{order}, day => $day, lines => { map { ($_ => { qty => $qty->{$_}, taken => {} }) } keys %$qty } } if $exchange;
}

# What came back is credited, as far as an invoice answers for it.
sub credit_returned {
	my ($self) = @_;
	my $invoice = any(grep { !$_->{original} && $_->{open} == $_->{total} && grep { $_->{back} > 0 } @{ $self->{ledger}{orders}{ $_->{order} }{lines} } } all($self->{ledger}{invoices})) or return;
	my $again = chance(0.3);
	my $qty = $self->{ledger}->returned($invoice, $again);
	my @words = ('invoice', 'credit', $invoice->{ref}, '--returned', $again ? '--rebill' : ());
	return $self->refused(@words) unless %$qty;
	$self->{ledger}->credit($self->one(@words, '--issue'), $invoice->{ref}, $qty, $again);
}

# An approved order is changed: another quantity, a line more. What is invoiced stays a part of it, and where a discount is spread over the lines, nothing is.
sub revise {
	my ($self) = @_;
	my $order = any(all($self->{ledger}{orders})) or return;
	my @lines = @{ $order->{lines} };
	my $invoiced = grep { $_->{taken}{invoice} > 0 || $_->{had}{invoice} } @lines;
	return if $invoiced && $order->{discount};
	$self->crm('order', 'revise', $order->{ref}, 'reason=more');
	my $number = 1 + int rand @lines;
	my $line = $lines[$number - 1];
	my $least = Ledger::scaled($line->{qty}, 6);
	$least = Ledger::big($line->{taken}{delivery} // 0) if !$invoiced;
	$line->{qty} = Ledger::text($least + 1000000 * any(1, 2, 5), 6);
	$self->crm('order', 'line', $order->{ref}, 'set', $number, "qty=$line->{qty}");
	if (chance(0.4)) {
		my %line = (product => 'pr1', qty => any(1, 4), price => price($Ledger::minor{ $order->{currency} }), rates => ['13'], cost => $self->{cost}{pr1});
		$self->crm('order', 'line', $order->{ref}, 'add', 'pr1', "qty=$line{qty}", "price=$line{price}", 'tax=vat13');
		push @{ $order->{lines} }, \%line;
	}
	$self->crm('order', 'approve', $order->{ref});
	Ledger::work_out($order);
}

sub invoice {
	my ($self) = @_;
	my $order = any(all($self->{ledger}{orders})) or return;
	my $qty = some($order->{lines}, 'invoice');
	return unless %$qty;
	my $ref = $self->one('order', 'invoice', $order->{ref}, quantities($order->{ref}, $qty));
	$self->crm('invoice', 'issue', $ref);
	$self->{ledger}->invoice($ref, $order->{ref}, $qty);
}

sub credit {
	my ($self) = @_;
	my $invoice = any(grep { !$_->{original} && $_->{open} == $_->{total} } all($self->{ledger}{invoices})) or return;
	my $qty = some($invoice->{lines}, 'credit');
	return unless %$qty;
	my $again = chance(0.4);
	my $ref = $self->one('invoice', 'credit', $invoice->{ref}, quantities($invoice->{ref}, $qty), '--issue', $again ? '--rebill' : ());
	$self->{ledger}->credit($ref, $invoice->{ref}, $qty, $again);
}

sub pay {
	my ($self) = @_;
	my $invoice = any(grep { $_->{open} > 0 } all($self->{ledger}{invoices})) or return;
	my $digits = $Ledger::minor{ $invoice->{currency} };
	my $amount = any($invoice->{open}->copy, $invoice->{open} / 2 + 1, $invoice->{open} + 100);
	my $paid = $amount > $invoice->{open} ? $invoice->{open}->copy : $amount->copy;
	my $ref = $self->one('payment', 'add', "customer=$invoice->{customer}", 'amount=' . Ledger::text($amount, $digits), "currency=$invoice->{currency}");
	$self->{ledger}->receipt($ref, customer => $invoice->{customer}, currency => $invoice->{currency}, amount => $amount);
	$self->crm('payment', 'allocate', $ref, "$invoice->{ref}=" . Ledger::text($paid, $digits));
	$self->{ledger}->allocate($ref, $invoice->{ref}, $paid);
}

sub refund {
	my ($self) = @_;
	my $payment = any(grep { $_->{left} > 1 } all($self->{ledger}{payments})) or return;
	my $amount = $payment->{left} / 2;
	$self->crm('payment', 'refund', $payment->{ref}, 'amount=' . Ledger::text($amount, $Ledger::minor{ $payment->{currency} }));
	$self->{ledger}->refund($payment->{ref}, $amount);
}

sub receive {
	my ($self) = @_;
	my ($goods, $qty) = (any(@goods), any(20, 50, 80));
	my $ref = $self->one('purchase', 'add', 'supplier=su1', 'subject=goods');
	$self->crm('purchase', 'line', $ref, 'add', $goods->{ref}, "qty=$qty");
	$self->crm('purchase', 'approve', $ref);
	$self->crm('purchase', 'receive', $ref);
	$self->{ledger}->move($goods->{ref}, day($self->{programs}{now}), $qty);
}

# Counted some days ago, and entered today.
sub count {
	my ($self) = @_;
	my $goods = any(@goods);
	my $day = day($self->{programs}{now} - 86400 * int rand 5);
	$day = '2026-01-02' if $day lt '2026-01-02';
	my $qty = $self->{ledger}->on_hand($goods->{ref}, $day) + any(-3, -1, 0, 2, 40);
	return if $qty < 100;
	$self->crm('product', 'stock', $goods->{ref}, "set=$qty", 'reason=count', "on=$day");
	$self->{ledger}->count($goods->{ref}, $day, $qty);
}

sub pass {
	my ($self, $days) = @_;
	$self->begin;
	for my $day (2 .. $days) {
		$self->{programs}{now} += 86400;
		for my $what (map { any(qw(order order deliver deliver give_back invoice invoice pay pay credit credit_returned revise refund receive count)) } 1 .. any(0, 1, 2, 3)) { $self->$what }
		$self->trade;
		$self->compare if $day == $days || day($self->{programs}{now}) =~ /-(?:31|28)$/;
	}
	my @found = $self->crm('db', 'check');
	push @{ $self->{wrong} }, "crm-db check: @found" if @found;
}

# Each row that the program lists has the values that are expected of it.
sub agree {
	my ($self, $what, $expected, @rows) = @_;
	my %got = map { my ($ref, @values) = split /\t/, $_, -1; ($ref => join(' ', @values)) } @rows;
	for my $ref (sort keys %$expected) {
		$self->{compared}++;
		my $got = $got{$ref} // 'nothing';
		push @{ $self->{wrong} }, "$what of $ref: $got, expected $expected->{$ref}" if $got ne $expected->{$ref};
	}
}

sub compare {
	my ($self) = @_;
	my $ledger = $self->{ledger};
	my $today = day($self->{programs}{now});
	my $money = sub { my ($amount, $document) = @_; return Ledger::text($amount, $Ledger::minor{ $document->{currency} }) };
	$self->agree('total and taxes', { map { my $order = $_; my ($total, $tax) = Ledger::total($order); ($order->{ref} => $money->($total, $order) . ' ' . $money->($tax, $order)) }
		all($ledger->{orders}) }, $self->crm('order', 'list', '--columns=total,tax_total'));
	$self->agree('progress', { map { ($_->{ref} => $ledger->progress($_)) } all($ledger->{orders}) }, $self->crm('order', 'list', '--columns=delivered,invoiced'));
	$self->agree('total, taxes and balance', { map { my $invoice = $_; ($invoice->{ref} => join ' ', map { $money->($invoice->{$_}, $invoice) } qw(total tax open)) }
		grep { !$_->{original} } all($ledger->{invoices}) }, $self->crm('invoice', 'list', 'kind=invoice', '--columns=total,tax_total,balance'));
	$self->agree('total and taxes', { map { ($_->{ref} => $money->($_->{total}, $_) . ' ' . $money->($_->{tax}, $_)) } grep { $_->{original} } all($ledger->{invoices}) },
		$self->crm('invoice', 'list', 'kind=credit-note', '--columns=total,tax_total'));
	$self->agree('advance', { map { ($_->{ref} => $money->($_->{left}, $_)) } all($ledger->{payments}) }, $self->crm('payment', 'list', 'kind=receipt', '--columns=advance'));
	$self->agree('stock', { map { ($_->{ref} => $ledger->on_hand($_->{ref}, $today)->bstr) } @goods }, $self->crm('product', 'list', '--columns=on_hand'));
	$self->agree('balance', { map { my ($customer, $currency) = @$_; ("$customer $currency" => $money->($ledger->balance($customer, $currency), { currency => $currency })) }
		grep { my ($customer, $currency) = @$_; grep { $_->{customer} eq $customer && $_->{currency} eq $currency } all($ledger->{invoices}) } @currencies },
		map { my @cells = split /\t/, $_, -1; "$cells[0] $cells[2]\t$cells[3]" } $self->crm('customer', 'balance', 'c1', 'c2', 'c3', 'c4'));
	$self->compare_bought;
	my %margin;
	for my $order (grep { $_->{currency} eq 'CNY' } all($ledger->{orders})) {
		my $margin;
		for my $line (grep { defined $_->{cost} } @{ $order->{lines} }) { $margin = ($margin // big(0)) + $line->{net} - Ledger::share(Ledger::scaled($line->{qty}, 6), Ledger::scaled($line->{cost}, 6), Ledger::ten(10)) }
		$margin{ $order->{ref} } = $money->($margin, $order) if defined $margin;
	}
	$self->agree('margin', \%margin, $self->crm('order', 'list', '--columns=margin'));
}

1;
