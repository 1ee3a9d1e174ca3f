# The independent model of the books: totals, numbers, stock, balances, and references, worked out from the rows alone.
package Books;
use strict;
use warnings;
use Math::BigInt;
use Fields;
use State;

my @numbered = qw(quote order delivery invoice purchase);
my %minor = (CNY => 2, EUR => 2, JPY => 0);
# The lines that take parts of the lines of a type: of which documents, by which field, and whether credit notes give back what others took.
my %takers = (order => [['invoice', 'order_line', 1]], invoice => [['invoice', 'original', 0]], purchase => [['bill', 'purchase_line', 1]]);
my $table; # of the fields, for their references

sub use_fields { $table = shift }

sub new { my ($class) = @_; return bless { line => {}, last => {} }, $class }

sub fail { Session::fail(@_) }

# A decimal text as an integer of the given scale.
sub scaled {
	my ($text, $scale) = @_;
	return Math::BigInt->new(0) if !defined $text || $text eq '';
	my ($sign, $whole, $part) = $text =~ /^(-?)(\d+)(?:\.(\d+))?$/ or fail('books', "'$text' is no number");
	$part = defined $part ? $part : '';
	return Math::BigInt->new($sign . $whole . substr($part . '0' x $scale, 0, $scale));
}

sub equal {
	my ($one, $other) = @_;
	return $one eq $other if $one eq '' || $other eq '';
	return scaled($one, 6) == scaled($other, 6);
}

sub plain { # of an integer, its decimal text
	my ($value, $scale) = @_;
	my $digits = Math::BigInt->new($value)->babs->bstr;
	$digits = '0' x ($scale + 1 - length $digits) . $digits if length $digits <= $scale;
	$digits =~ s/(\d{$scale})$/.$1/ if $scale;
	return ($value < 0 ? '-' : '') . $digits;
}

# VALUE divided by DIVISOR, half away from zero.
sub rounded {
	my ($value, $divisor) = @_;
	my $half = Math::BigInt->new($value)->babs->bmul(2)->badd($divisor)->bdiv(Math::BigInt->new($divisor)->bmul(2));
	return $value < 0 ? -$half : $half;
}

sub ten { return Math::BigInt->new(10)->bpow($_[0]) }

# Every reference leads to a record; numbers of lines belong to one line for ever.
sub remember {
	my ($self, $before, $after) = @_;
	for my $type (values %Fields::line_type, 'allocation', 'pricebook_entry', 'stock_movement', 'stage_move', 'comment') {
		next if ($before->{text}{$type} || '') eq ($after->{text}{$type} || '');
		my $rows = $after->rows($type);
		for my $ref (keys %$rows) {
			my $key = "$rows->{$ref}{parent}.$rows->{$ref}{number}";
			my $known = $self->{line}{$key};
			fail('line-number', "$key was $known and is $ref") if $known && $known ne $ref;
			$self->{line}{$key} = $ref;
			my $last = \$self->{last}{ $rows->{$ref}{parent} };
			$$last = $rows->{$ref}{number} if !$$last || $$last < $rows->{$ref}{number};
		}
	}
}

# The highest number that a line of DOCUMENT ever had.
sub last_line { my ($self, $document) = @_; return $self->{last}{$document} || 0 }

sub references {
	my ($state, @rows) = @_;
	for my $pair (@rows) {
		my ($type, $ref) = @$pair;
		my $row = $state->rows($type)->{$ref};
		for my $field (@{ $table->{$type} }) {
			next if $field->{kind} !~ /ref/ || !defined $row->{ $field->{name} };
			for my $target (split /,/, $row->{ $field->{name} }) {
				$target =~ s/:.*//;
				my ($letters) = $target =~ /^([a-z]+)\d+$/ or next;
				my $leads = $Fields::type_of{$letters} or next;
				fail('reference', "$ref: $field->{name} leads to $target, which is not there") unless $state->rows($leads)->{$target};
			}
		}
	}
}

sub lines_by_parent {
	my ($state, $type) = @_;
	my %lines;
	push @{ $lines{ $_->{parent} } }, $_ for values %{ $state->rows($type) };
	return \%lines;
}

# Asked after each change.
sub balance {
	my ($self, $state, $before) = @_;
	my $changes = State::changes($before, $state);
	my @touched = (@{ $changes->{came} }, @{ $changes->{changed} });
	@touched = map { my $type = $_; map { [$type, $_] } keys %{ $state->rows($type) } } @Fields::types if @{ $changes->{went} };
	references($state, grep { $Fields::prefix{ $_->[0] } } @touched);
	my $differs = sub { return grep { ($state->{text}{$_} || '') ne ($before->{text}{$_} || '') } @_ }; # what was asked of the same rows before is not asked again
	numbers($state) if $differs->(@numbered);
	stock($state) if $differs->(qw(stock_movement delivery_line delivery order_line order));
	allocations($state) if $differs->(qw(allocation payment));
	parties($state) if $differs->(qw(payment allocation order invoice bill fapiao));
	$self->totals($state, $before);
}

# Numbers of documents: each once, without gaps.
sub numbers {
	my ($state) = @_;
	my (%series, %seen);
	for my $type (@numbered) {
		for my $ref (keys %{ $state->rows($type) }) {
			my $number = $state->rows($type)->{$ref}{number};
			next unless defined $number;
			fail('number', "$number is the number of $ref and of $seen{$number}") if $seen{$number};
			$seen{$number} = $ref;
			my ($name, $count) = $number =~ /^([A-Z]+-\d{4})-(\d+)(?:-R\d+)?$/ or fail('number', "$ref: $number");
			$series{$name}{ $count + 0 } = $ref;
		}
	}
	for my $name (sort keys %series) {
		my @numbers = sort { $a <=> $b } keys %{ $series{$name} };
		fail('number', "$name has the numbers @numbers") if $numbers[-1] != @numbers;
	}
}

# What is on hand and reserved of a product, by its movements. What was never counted or received has no stock.
sub on_hand {
	my ($state, $product) = @_;
	my ($hand, $reserved, $kept) = (Math::BigInt->new(0), Math::BigInt->new(0));
	for my $movement (values %{ $state->rows('stock_movement') }) {
		next if $movement->{parent} ne $product;
		my $qty = scaled($movement->{qty}, 6);
		if ($movement->{kind} eq 'reservation') { $reserved += $qty } else { $hand += $qty }
		$kept = 1 if $movement->{kind} =~ /^(opening|receipt|adjustment)$/;
	}
	return ($kept ? plain($hand, 6) : '', plain($reserved, 6));
}

# Each line that was delivered has left the stock once; of each line of an approved order what is not delivered is reserved.
sub stock {
	my ($state) = @_;
	my (%issued, %reserved, %delivered);
	for my $movement (values %{ $state->rows('stock_movement') }) {
		my $source = defined $movement->{source} ? $movement->{source} : next;
		my $sums = $movement->{kind} eq 'reservation' ? \%reserved : \%issued;
		$sums->{$source} = ($sums->{$source} || 0) + scaled($movement->{qty}, 6);
	}
	for my $ref (keys %{ $state->rows('delivery_line') }) {
		my $line = $state->rows('delivery_line')->{$ref};
		my $cancelled = $state->rows('delivery')->{ $line->{parent} }{status} eq 'cancelled';
		my $issued = $issued{$ref} || 0;
		my $qty = scaled($line->{qty}, 6);
		$delivered{ $line->{order_line} } = ($delivered{ $line->{order_line} } || 0) + $qty unless $cancelled;
		next if $issued == 0 && ($cancelled || !defined $line->{product} || !exists $issued{$ref});
		fail('stock', "$line->{parent}.$line->{number}: " . plain(-$issued, 6) . ' left the stock, ' . ($cancelled ? 'of a cancelled delivery' : "delivered $line->{qty}")) if $cancelled || -$issued != $qty;
	}
	for my $ref (keys %{ $state->rows('order_line') }) {
		my $line = $state->rows('order_line')->{$ref};
		my $open = $state->rows('order')->{ $line->{parent} }{status} eq 'approved' ? scaled($line->{qty}, 6) - ($delivered{$ref} || 0) : Math::BigInt->new(0);
		fail('stock', "$line->{parent}.$line->{number}: more was delivered than ordered") if $open < 0;
		next unless defined $line->{product};
		my $got = $reserved{$ref} || Math::BigInt->new(0);
		fail('stock', "$line->{parent}.$line->{number}: reserved is " . plain($got, 6) . ', expected ' . plain($open, 6)) if $got != $open;
	}
}

# No payment pays more than it is, and none is paid to nothing.
sub allocations {
	my ($state) = @_;
	my %paid;
	for my $row (values %{ $state->rows('allocation') }) {
		$paid{ $row->{parent} } = ($paid{ $row->{parent} } || 0) + scaled($row->{amount}, 2);
	}
	for my $ref (keys %paid) {
		my $payment = $state->rows('payment')->{$ref} or fail('books', "allocations of $ref, which is not there");
		fail('books', "$ref pays more than $payment->{amount}") if $paid{$ref} > scaled($payment->{amount}, 2);
	}
}

# What belongs together belongs to one customer or supplier.
sub parties {
	my ($state) = @_;
	my $same = sub {
		my ($type, $ref, $field, $other_type, $other) = @_;
		my $target = defined $other ? $state->rows($other_type)->{$other} : undef;
		my ($one, $two) = map { defined $_->{$field} ? $_->{$field} : '' } $state->rows($type)->{$ref}, $target || $state->rows($type)->{$ref};
		fail('party', "$ref is of $one, and $other, which it names, of $two") if $one ne $two;
	};
	for my $ref (keys %{ $state->rows('payment') }) {
		my $row = $state->rows('payment')->{$ref};
		$same->('payment', $ref, 'customer', 'order', $row->{order});
		$same->('payment', $ref, $_, 'payment', $row->{original}) for qw(customer supplier);
	}
	for my $row (values %{ $state->rows('allocation') }) {
		$same->('payment', $row->{parent}, 'customer', 'invoice', $row->{invoice});
		$same->('payment', $row->{parent}, 'supplier', 'bill', $row->{bill});
	}
	$same->('invoice', $_, 'customer', 'invoice', $state->rows('invoice')->{$_}{original}) for keys %{ $state->rows('invoice') };
	for my $ref (keys %{ $state->rows('fapiao') }) {
		$same->('fapiao', $ref, 'customer', 'invoice', $_) for split /,/, defined $state->rows('fapiao')->{$ref}{invoices} ? $state->rows('fapiao')->{$ref}{invoices} : '';
	}
}

# The total of documents whose lines or header changed, if they are of a simple kind: one rounding rule, no shipping, no discount of the whole.
sub totals {
	my ($self, $state, $before) = @_;
	$self->{other_rounding} = 1 if grep { $_->{name} eq 'rounding' } values %{ $state->rows('setting') };
	return if $self->{other_rounding};
	for my $type (qw(quote order invoice purchase bill)) {
		my $line_type = $Fields::line_type{$type};
		next if !grep { $state->{text}{$_} ne ($before->{text}{$_} || '') } $type, $line_type;
		my $lines = lines_by_parent($state, $line_type);
		for my $ref (keys %{ $state->rows($type) }) {
			my $document = $state->rows($type)->{$ref};
			next if !defined $document->{total} || grep { defined $document->{$_} } qw(shipping discount discount_amount opening_balance);
			my $expected = total($document, @{ $lines->{$ref} || [] });
			my $minor = $minor{ $document->{currency} };
			fail('total', "$ref: total is $document->{total}, expected " . plain($expected, $minor)) if defined $expected && scaled($document->{total}, $minor) != $expected;
		}
		parts($state, $type, @$_) for @{ $takers{$type} || [] };
	}
}

# What a line comes to before its taxes or with them, as the prices of its document are; undef if that is not known here.
sub amount {
	my ($document, $line) = @_;
	my $minor = $minor{ $document->{currency} };
	my $gross = scaled($line->{qty}, 6) * scaled($line->{price}, 6);
	if (defined $line->{discount}) {
		my $left = $gross * (1000000 - scaled($line->{discount}, 4));
		return if $left % 1000000 != 0;
		$gross = $left / 1000000;
	}
	return rounded($gross - scaled($line->{discount_amount}, $minor) * ten(12 - $minor), ten(12 - $minor));
}

# What a line that takes a part of another one was given: without taxes and with them; nothing if it is no part.
sub given {
	my ($document, $line) = @_;
	return if !defined $line->{part};
	my $net = scaled($line->{taxable}, $minor{ $document->{currency} });
	my $sum = $net->copy;
	$sum += $_ for split /,/, $line->{part};
	return ($net, $sum);
}

sub rates { my ($line) = @_; return split /,/, defined $line->{tax_rates} ? $line->{tax_rates} : '' }

sub total {
	my ($document, @lines) = @_;
	my ($sum, %group) = (Math::BigInt->new(0));
	for my $line (@lines) {
		my (undef, $given) = given($document, $line);
		if (defined $given) { $sum += $given; next }
		my $net = amount($document, $line);
		return if !defined $net;
		$sum += $net;
		next if $document->{prices_include_tax};
		for my $rate (rates($line)) {
			if ($document->{tax_mode} eq 'group') { $group{$rate} = ($group{$rate} || 0) + $net } else { $sum += rounded($net * $rate, 1000000) }
		}
	}
	$sum += rounded($group{$_} * $_, 1000000) for keys %group;
	return $sum + scaled($document->{adjustment}, $minor{ $document->{currency} });
}

# Parts of a whole: what documents in force have of each line of documents of TYPE. All of it is what the line comes to, to the cent; less of it is as much as its
# share, but for the rounding of each part, and of the sign of the whole.
sub parts {
	my ($state, $type, $taker, $link, $gives_back) = @_;
	my ($taken, $wholes) = ({}, $state->rows($Fields::line_type{$type}));
	for my $line (values %{ $state->rows($Fields::line_type{$taker}) }) {
		my $document = $state->rows($taker)->{ $line->{parent} };
		next if !defined $line->{$link} || $document->{status} eq 'cancelled';
		my ($net, $sum) = given($document, $line);
		my $of = $taken->{ $line->{$link} } ||= { qty => Math::BigInt->new(0), net => Math::BigInt->new(0), sum => Math::BigInt->new(0), count => 0 };
		$of->{unknown} = 1 if !defined $net;
		next if !defined $net;
		my $sign = $gives_back && defined $document->{kind} && $document->{kind} eq 'credit-note' ? -1 : 1;
		$of->{qty} += $sign * scaled($line->{qty}, 6);
		$of->{net} += $sign * $net;
		$of->{sum} += $sign * $sum;
		$of->{count}++;
	}
	for my $ref (keys %$taken) {
		my ($of, $line) = ($taken->{$ref}, $wholes->{$ref});
		my $document = $state->rows($type)->{ $line->{parent} };
		next if $of->{unknown} || defined $line->{part} || $document->{prices_include_tax} || grep { defined $document->{$_} } qw(discount discount_amount);
		my $net = amount($document, $line);
		next if !defined $net;
		my %whole = (net => $net);
		if ($document->{tax_mode} ne 'group') { $whole{sum} = $net; $whole{sum} += rounded($net * $_, 1000000) for rates($line) }
		my $qty = scaled($line->{qty}, 6);
		for my $column (sort keys %whole) {
			my ($got, $whole) = ($of->{$column}, $whole{$column});
			my $off = $got * $qty - $whole * $of->{qty};
			my $name = "$line->{parent}.$line->{number}: the parts of its $column of $whole";
			fail('parts', "$name sum to $got") if $of->{qty} == $qty && $got != $whole;
			fail('parts', "$name, $of->{qty} of $qty, sum to $got") if $off->copy->babs > $qty->copy->babs * 2 * $of->{count} * (1 + rates($line));
			fail('parts', "$name are $got") if $got * $whole < 0;
		}
	}
}

# What the programs derive: [TYPE, COLUMNS, { REF => [VALUE…] }], a value for each column or none if it is not known here.
sub derived {
	my ($state) = @_;
	my (%customer, %invoice, %payment, %supplier, %bill, %product);
	my $sum = sub { my ($sums, $key, $text, $sign) = @_; $sums->{$key} = ($sums->{$key} || Math::BigInt->new(0)) + $sign * scaled($text, 6) if defined $key };
	my $invoices = $state->rows('invoice');
	for my $ref (keys %$invoices) {
		my $row = $invoices->{$ref};
		next if $row->{status} ne 'issued';
		my $amount = $row->{kind} eq 'opening' ? $row->{opening_balance} : $row->{total};
		my $sign = $row->{kind} eq 'credit-note' ? -1 : 1;
		$sum->(\%customer, "$row->{customer} $row->{currency}", $amount, $sign);
		if ($sign > 0) { $sum->(\%invoice, $ref, $amount, 1) } elsif (defined $row->{original}) { $sum->(\%invoice, $row->{original}, $amount, -1) }
	}
	my $bills = $state->rows('bill');
	for my $ref (grep { $bills->{$_}{status} eq 'open' } keys %$bills) {
		my $row = $bills->{$ref};
		my $sign = $row->{kind} eq 'credit-note' ? -1 : 1;
		$sum->(\%supplier, "$row->{supplier} $row->{currency}", $row->{total}, $sign);
		$sum->(\%bill, $sign > 0 ? $ref : $row->{original}, $row->{total}, $sign);
	}
	for my $ref (keys %{ $state->rows('payment') }) {
		my $row = $state->rows('payment')->{$ref};
		$sum->(\%customer, "$row->{customer} $row->{currency}", $row->{amount}, $row->{kind} eq 'receipt' ? -1 : 1) if defined $row->{customer};
		$sum->(\%supplier, "$row->{supplier} $row->{currency}", $row->{amount}, $row->{kind} eq 'payment' ? -1 : 1) if defined $row->{supplier};
		$sum->(\%payment, $ref, $row->{amount}, 1);
		$sum->(\%payment, $row->{original}, $row->{amount}, -1) if defined $row->{original};
	}
	for my $row (values %{ $state->rows('allocation') }) {
		$sum->(\%payment, $row->{parent}, $row->{amount}, -1);
		my $kind = $state->rows('payment')->{ $row->{parent} }{kind};
		$sum->(\%invoice, $row->{invoice}, $row->{amount}, $kind eq 'refund' ? 1 : -1);
		$sum->(\%bill, $row->{bill}, $row->{amount}, -1);
	}
	my $listed = sub { my ($sums, @refs) = @_; return { map { $_ => [plain($sums->{$_} || 0, 6)] } @refs } };
	my %by_party = map { my $type = $_; my $sums = $type eq 'customer' ? \%customer : \%supplier;
		($type => { map { $_ => [plain($sums->{"$_ $state->{rows}{$type}{$_}{currency}"} || 0, 6)] } keys %{ $state->rows($type) } }) } qw(customer supplier);
	return (
		['product', 'on_hand,reserved', { map { $_ => [on_hand($state, $_)] } keys %{ $state->rows('product') } }],
		['customer', 'balance', $by_party{customer}], ['supplier', 'payable', $by_party{supplier}],
		['invoice', 'balance', $listed->(\%invoice, grep { $invoices->{$_}{status} eq 'issued' && $invoices->{$_}{kind} ne 'credit-note' } keys %$invoices)],
		['bill', 'balance', $listed->(\%bill, grep { $bills->{$_}{status} eq 'open' && $bills->{$_}{kind} ne 'credit-note' } keys %$bills)],
		['payment', 'advance', $listed->(\%payment, grep { $state->rows('payment')->{$_}{kind} ne 'refund' } keys %{ $state->rows('payment') })],
	);
}

1;
