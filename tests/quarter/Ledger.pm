# An independent ledger: what documents, payments and movements come to, by the rules of the trade alone, in whole numbers of cents and millionths.
package Ledger;
use strict;
use warnings;
use Math::BigInt;

our %minor = (CNY => 2, USD => 2, JPY => 0, KWD => 3);

sub new { return bless { orders => {}, deliveries => {}, invoices => {}, payments => {}, purchases => {}, bills => {}, products => {}, counted => {} }, shift }

sub big { return Math::BigInt->new($_[0]) }
sub ten { return big(10)->bpow($_[0]) }

# A decimal text as an integer of SCALE digits.
sub scaled {
	my ($text, $scale) = @_;
	my ($sign, $whole, $part) = ($text // '') =~ /^(-?)(\d+)(?:\.(\d+))?$/ or return big(0);
	return big($sign . $whole . substr(($part // '') . '0' x $scale, 0, $scale));
}

# And back, with as many digits.
sub text {
	my ($value, $scale) = @_;
	my $digits = $value->copy->babs->bstr;
	$digits = '0' x ($scale + 1 - length $digits) . $digits if length $digits <= $scale;
	$digits =~ s/(\d{$scale})$/.$1/ if $scale;
	return ($value < 0 ? '-' : '') . $digits;
}

# VALUE × TOP ÷ BOTTOM, half away from zero.
sub share {
	my ($value, $top, $bottom) = @_;
	my $product = big($value) * big($top) * 2;
	my $half = ($product->copy->babs + big($bottom)) / (big($bottom) * 2);
	return $product < 0 ? -$half : $half;
}

# What TOP ÷ BOTTOM of each of WHOLE is: rounded down, then a cent more for the largest remainders, the first of equal ones, until they sum to AMOUNT.
sub spread {
	my ($amount, $top, $bottom, @whole) = @_;
	my @part = map { ($_ * $top) / $bottom } @whole;
	my @rest = map { ($_ * $top) % $bottom } @whole;
	my $left = $amount->copy;
	$left -= $_ for @part;
	for my $i (sort { $rest[$b] <=> $rest[$a] || $a <=> $b } 0 .. $#whole) { last if $left <= 0; $part[$i] += 1; $left -= 1 }
	return @part;
}

# An order with its lines { qty, price, discount, rates, cost }: the net and the taxes of each line after its share of the discount of the document.
sub order {
	my ($self, $ref, %order) = @_;
	$self->{orders}{$ref} = { %order, ref => $ref };
	work_out($self->{orders}{$ref});
}

# Of each line: taken, the quantity that others have of it, by kind; had, the amounts that these have; back, the quantity that came back.
sub work_out {
	my ($order) = @_;
	my %order = %$order;
	my $digits = $minor{ $order{currency} };
	my @amount;
	for my $line (@{ $order{lines} }) {
		my $gross = scaled($line->{qty}, 6) * scaled($line->{price}, 6) * (1000000 - scaled($line->{discount}, 4));
		push @amount, share($gross, 1, ten(18 - $digits));
	}
	my $sum = big(0);
	$sum += $_ for @amount;
	my $percent = scaled($order{discount}, 4);
	my @less = spread(share($sum, $percent, 1000000), $percent, big(1000000), @amount);
	for my $i (0 .. $#amount) {
		my $line = $order{lines}[$i];
		my $agreed = $amount[$i] - $less[$i];
		my @rates = map { scaled($_, 4) } @{ $line->{rates} };
		if ($order{inclusive}) {
			my $all = big(1000000);
			$all += $_ for @rates;
			$line->{net} = share($agreed, 1000000, $all);
			my @tax = spread($agreed - $line->{net}, $agreed - $line->{net}, $all - 1000000, @rates);
			$line->{tax} = \@tax;
		} else {
			$line->{net} = $agreed;
			$line->{tax} = [map { share($agreed, $_, 1000000) } @rates];
		}
		$line->{taken} //= { invoice => big(0) };
		$line->{back} //= big(0);
	}
}

sub total {
	my ($document) = @_;
	my ($net, $tax) = (big(0), big(0));
	for my $line (grep { $_ } @{ $document->{lines} }) { $net += $line->{net}; $tax += $_ for @{ $line->{tax} } }
	return ($net + $tax, $tax, $net);
}

# What a document takes of the lines of another one: { number of the line => quantity }. They have the same numbers in both. Its amounts are what the parts up to now come to, less what those before took, and not below zero.
sub part {
	my ($whole, $kind, $qty) = @_;
	my @lines;
	for my $number (sort { $a <=> $b } keys %$qty) {
		my $line = $whole->{lines}[$number - 1];
		my $all = scaled($line->{qty}, 6);
		my $before = $line->{taken}{$kind} // big(0);
		my $after = $before + scaled($qty->{$number}, 6);
		my @whole = ($line->{net}, @{ $line->{tax} });
		my $had = $line->{had}{$kind} //= [map { big(0) } @whole];
		my @of = map { my $part = share($whole[$_], $after, $all) - $had->[$_]; $part < 0 ? big(0) : $part } 0 .. $#whole;
		$had->[$_] += $of[$_] for 0 .. $#of;
		$line->{taken}{$kind} = $after;
		$lines[$number - 1] = { qty => $qty->{$number}, net => shift @of, tax => \@of, taken => {} };
	}
	return \@lines;
}

sub invoice {
	my ($self, $ref, $order, $qty) = @_;
	my $whole = $self->{orders}{$order};
	my $invoice = $self->{invoices}{$ref} = { ref => $ref, order => $order, lines => part($whole, 'invoice', $qty), map { $_ => $whole->{$_} } qw(customer currency) };
	($invoice->{total}, $invoice->{tax}) = total($invoice);
	$invoice->{open} = $invoice->{total}->copy;
	return $invoice;
}

sub credit {
	my ($self, $ref, $original, $qty, $again) = @_;
	my $whole = $self->{invoices}{$original};
	my $note = $self->{invoices}{$ref} = { ref => $ref, original => $original, lines => part($whole, 'credit', $qty), map { $_ => $whole->{$_} } qw(customer currency) };
	($note->{total}, $note->{tax}) = total($note);
	$note->{open} = big(0);
	$whole->{open} -= $note->{total};
	for my $number (keys %$qty) {
		my ($line, $back, $quantity) = ($self->{orders}{ $whole->{order} }{lines}[$number - 1], $note->{lines}[$number - 1], scaled($qty->{$number}, 6));
		$line->{ $again ? 'again' : 'final' } = ($line->{ $again ? 'again' : 'final' } // 0) + $quantity;
		next unless $again;
		$line->{taken}{invoice} -= $quantity;
		my @amount = ($back->{net}, @{ $back->{tax} });
		$line->{had}{invoice}[$_] -= $amount[$_] for 0 .. $#amount;
	}
	$note->{again} = $again;
	return $note;
}

# What is to be credited of an invoice, since it came back: no more than came back and was not credited, or was invoiced again since; no more than is paid for beyond
# what the customer has. What is to be invoiced again may have been replaced, once.
sub returned {
	my ($self, $invoice, $rebill) = @_;
	my $order = $self->{orders}{ $invoice->{order} };
	my %qty;
	for my $i (0 .. $#{ $invoice->{lines} }) {
		my ($mine, $line) = ($invoice->{lines}[$i], $order->{lines}[$i]);
		next unless $mine;
		my $open = scaled($line->{qty}, 6) - $line->{taken}{invoice};
		my $again = $line->{again} // big(0);
		my $back = $line->{back} - ($line->{final} // 0) - ($again < $open ? $again : $open);
		my $paid = $line->{taken}{invoice} - ($line->{final} // 0) - ($line->{taken}{delivery} // 0);
		$back = $paid if $paid < $back;
		my $once = $line->{back} - ($line->{final} // 0) - $again;
		$back = $once if $rebill && $back < $once;
		my $left = sub { my $of = $_[0]{lines}[$i] or return big(0); return scaled($of->{qty}, 6) - ($of->{taken}{credit} // 0) };
		$back = $left->($invoice) if $left->($invoice) < $back;
		$qty{ $i + 1 } = text($back, 6) if $back > 0;
	}
	return \%qty;
}

# How far an order is delivered and invoiced.
sub progress {
	my ($self, $order) = @_;
	my ($out, $open) = (big(0), 0);
	for my $line (@{ $order->{lines} }) { $out += $line->{taken}{delivery} // 0; $open ||= ($line->{taken}{delivery} // 0) < scaled($line->{qty}, 6) }
	my $claimed = big(0);
	for my $invoice (values %{ $self->{invoices} }) {
		my $of = $invoice->{order} // $self->{invoices}{ $invoice->{original} }{order};
		$claimed += $invoice->{original} ? $invoice->{again} ? -$invoice->{total} : 0 : $invoice->{total} if $of eq $order->{ref};
	}
	my ($total) = total($order);
	return ($out == 0 ? 'no' : $open ? 'part' : 'yes') . ' ' . ($claimed == 0 ? 'no' : $claimed < $total ? 'part' : 'yes');
}

sub receipt { my ($self, $ref, %payment) = @_; $self->{payments}{$ref} = { %payment, ref => $ref, left => $payment{amount}->copy } }

sub allocate {
	my ($self, $payment, $invoice, $amount) = @_;
	$self->{payments}{$payment}{left} -= $amount;
	$self->{invoices}{$invoice}{open} -= $amount;
}

sub refund { my ($self, $payment, $amount) = @_; $self->{payments}{$payment}{left} -= $amount; $self->{payments}{$payment}{refunded} += $amount }

# Movements of a product by their days, and counts, which say what is there on a day when they are entered. A movement that is entered later for a day before does not
# change what a count said; one of the same day comes after it.
sub move { my ($self, $product, $day, $qty) = @_; push @{ $self->{products}{$product} }, { day => $day, qty => big($qty), at => ++$self->{entered} } }
sub count { my ($self, $product, $day, $qty) = @_; $self->{counted}{$product}{$day} = { qty => big($qty), at => ++$self->{entered} } }

sub on_hand {
	my ($self, $product, $day) = @_;
	my ($from) = sort { $b cmp $a } grep { $_ le $day } keys %{ $self->{counted}{$product} || {} };
	my $count = $from ? $self->{counted}{$product}{$from} : undef;
	my $sum = $count ? $count->{qty}->copy : big(0);
	for my $movement (@{ $self->{products}{$product} || [] }) {
		$sum += $movement->{qty} if $movement->{day} le $day && (!$count || $movement->{day} gt $from || ($movement->{day} eq $from && $movement->{at} > $count->{at}));
	}
	return $sum;
}

# What a customer owes in a currency.
sub balance {
	my ($self, $customer, $currency) = @_;
	my $sum = big(0);
	my $of = sub { grep { $_->{customer} eq $customer && $_->{currency} eq $currency } values %{ $_[0] } };
	for my $invoice ($of->($self->{invoices})) { $sum += $invoice->{original} ? -$invoice->{total} : $invoice->{total} }
	for my $payment ($of->($self->{payments})) { $sum -= $payment->{amount} - ($payment->{refunded} // 0) }
	return $sum;
}

1;
