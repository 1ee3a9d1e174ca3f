# What the firm buys: purchases in parts, goods that go back, purchases that end before all has come, bills of parts, credit notes of the supplier, payments to him.
package Quarter;
use strict;
use warnings;
use Ledger;

our @goods;

sub purchases { return all($_[0]{ledger}{purchases}) }
sub bills { return all($_[0]{ledger}{bills}) }

# A purchase with its lines { product, qty, price, discount, rates }; what is no product has none.
sub buy {
	my ($self) = @_;
	my $currency = any('CNY', 'CNY', 'JPY', 'KWD');
	my $inclusive = chance(0.3);
	my $discount = chance(0.4) ? any('3', '7.5', '33.33') : undef;
	my $ref = $self->one('purchase', 'add', 'supplier=su1', 'subject=parts', "currency=$currency", 'prices_include_tax=' . ($inclusive ? 'yes' : 'no'), $discount ? "discount=$discount" : ());
	my @lines;
	for (1 .. any(1, 1, 2, 3)) {
		my $work = chance(0.15);
		my %line = (product => $work ? undef : any(@goods)->{ref}, qty => any(3, 10, 17, 40), price => price($Ledger::minor{$currency}), discount => chance(0.3) ? any('5', '1.11') : undef,
			rates => any(['13'], ['9', '6']), got => big(0), gone => big(0));
		my %tax = (13 => 'vat13', 9 => 'vat9', 6 => 'vat6');
		$self->crm('purchase', 'line', $ref, 'add', $work ? 'description=work' : $line{product}, "qty=$line{qty}", "price=$line{price}", 'tax=' . join(',', map { $tax{$_} } @{ $line{rates} }),
			$line{discount} ? "discount=$line{discount}" : ());
		push @lines, \%line;
	}
	$self->crm('purchase', 'approve', $ref);
	my $purchase = $self->{ledger}{purchases}{$ref} = { ref => $ref, currency => $currency, inclusive => $inclusive, discount => $discount, lines => \@lines, day => day($self->{programs}{now}) };
	Ledger::work_out($purchase);
}

# What a purchase is by what came of it.
sub state_of {
	my ($purchase) = @_;
	return 'closed' if $purchase->{closed};
	my @goods = grep { $_->{product} } @{ $purchase->{lines} };
	return @goods && !(grep { $_->{got} < $_->{qty} } @goods) ? 'received' : grep({ $_->{got} > 0 } @goods) ? 'part-received' : 'approved';
}

# { number => pieces } of some lines, of so many each.
sub pieces {
	my ($purchase, $of) = @_;
	my %qty;
	for my $i (0 .. $#{ $purchase->{lines} }) {
		my $most = $of->($purchase->{lines}[$i]);
		$qty{ $i + 1 } = 1 + int rand $most if $most > 0 && !chance(0.3);
	}
	return \%qty;
}

sub come {
	my ($self) = @_;
	my $purchase = any(grep { !$_->{closed} } $self->purchases) or return;
	my $qty = pieces($purchase, sub { $_[0]{product} ? $_[0]{qty} - $_[0]{got} : 0 });
	return unless %$qty;
	my $day = day($self->{programs}{now} - 86400 * any(0, 0, 1, 4));
	$day = $purchase->{day} if $day lt $purchase->{day};
	$self->crm('purchase', 'receive', $purchase->{ref}, quantities($purchase->{ref}, $qty), "on=$day");
	for my $number (keys %$qty) {
		my $line = $purchase->{lines}[$number - 1];
		$line->{got} += $qty->{$number};
		$self->{ledger}->move($line->{product}, $day, $qty->{$number});
	}
}

sub send_back {
	my ($self) = @_;
	my $purchase = any(grep { grep { $_->{got} > 0 } @{ $_->{lines} } } $self->purchases) or return;
	my $today = day($self->{programs}{now});
	my $qty = pieces($purchase, sub { $_[0]{got} > 0 && $self->{ledger}->on_hand($_[0]{product}, $today) > 100 ? $_[0]{got} : 0 });
	return unless %$qty;
	$self->crm('purchase', 'return', $purchase->{ref}, quantities($purchase->{ref}, $qty), 'reason=worn');
	for my $number (keys %$qty) {
		my $line = $purchase->{lines}[$number - 1];
		$line->{got} -= $qty->{$number};
		$line->{gone} += $qty->{$number};
		$self->{ledger}->move($line->{product}, $today, -$qty->{$number});
	}
}

sub close_short {
	my ($self) = @_;
	my $purchase = any($self->purchases) or return;
	$self->crm('purchase', $purchase->{closed} ? 'reopen' : 'close', $purchase->{ref}, $purchase->{closed} ? () : '--leave=enough');
	$purchase->{closed} = !$purchase->{closed};
}

sub bill {
	my ($self) = @_;
	my $purchase = any($self->purchases) or return;
	my $qty = some($purchase->{lines}, 'bill');
	return unless %$qty;
	my $ref = $self->one('purchase', 'bill', $purchase->{ref}, quantities($purchase->{ref}, $qty));
	my $bill = $self->{ledger}{bills}{$ref} = { ref => $ref, purchase => $purchase, currency => $purchase->{currency}, lines => Ledger::part($purchase, 'bill', $qty) };
	($bill->{total}, $bill->{tax}) = Ledger::total($bill);
	$bill->{open} = $bill->{total}->copy;
}

# A credit note of the supplier; what it takes back is billed again only where it says so.
sub note {
	my ($self, $bill, $qty, $again, @words) = @_;
	my $ref = $self->one('bill', 'credit', $bill->{ref}, @words, $again ? '--rebill' : ());
	my $note = $self->{ledger}{bills}{$ref} = { ref => $ref, original => $bill->{ref}, currency => $bill->{currency}, lines => Ledger::part($bill, 'credit', $qty), open => big(0) };
	($note->{total}, $note->{tax}) = Ledger::total($note);
	$bill->{open} -= $note->{total};
	for my $number (keys %$qty) {
		my ($line, $back, $quantity) = ($bill->{purchase}{lines}[$number - 1], $note->{lines}[$number - 1], Ledger::scaled($qty->{$number}, 6));
		$line->{ $again ? 'again' : 'final' } = ($line->{ $again ? 'again' : 'final' } // 0) + $quantity;
		next unless $again;
		$line->{taken}{bill} -= $quantity;
		my @amount = ($back->{net}, @{ $back->{tax} });
		$line->{had}{bill}[$_] -= $amount[$_] for 0 .. $#amount;
	}
}

sub credit_bill {
	my ($self) = @_;
	my $bill = any(grep { !$_->{original} && $_->{open} == $_->{total} } $self->bills) or return;
	my $qty = some($bill->{lines}, 'credit');
	$self->note($bill, $qty, chance(0.4), quantities($bill->{ref}, $qty)) if %$qty;
}

# What went back and is not credited, by the formula of Ledger::returned.
sub credit_sent_back {
	my ($self) = @_;
	my $bill = any(grep { !$_->{original} && $_->{open} == $_->{total} && grep { $_->{gone} > 0 } @{ $_->{purchase}{lines} } } $self->bills) or return;
	my ($again, %qty) = (chance(0.3));
	for my $i (0 .. $#{ $bill->{lines} }) {
		my ($mine, $line) = ($bill->{lines}[$i], $bill->{purchase}{lines}[$i]);
		next unless $mine && $line->{product};
		my ($final, $rebilled) = ($line->{final} // big(0), $line->{again} // big(0));
		my $open = Ledger::scaled($line->{qty}, 6) - $line->{taken}{bill};
		my $back = $line->{gone} * 1000000 - $final - ($rebilled < $open ? $rebilled : $open);
		my $beyond = $line->{taken}{bill} - $final - $line->{got} * 1000000;
		$back = $beyond if $beyond < $back;
		my $once = $line->{gone} * 1000000 - $final - $rebilled;
		$back = $once if $again && $back < $once;
		my $left = Ledger::scaled($mine->{qty}, 6) - ($mine->{taken}{credit} // 0);
		$back = $left if $left < $back;
		$qty{ $i + 1 } = Ledger::text($back, 6) if $back > 0;
	}
	return $self->refused('bill', 'credit', $bill->{ref}, '--returned', $again ? '--rebill' : ()) unless %qty;
	$self->note($bill, \%qty, $again, '--returned');
}

sub pay_bill {
	my ($self) = @_;
	my $bill = any(grep { $_->{open} > 0 } $self->bills) or return;
	my $amount = any($bill->{open}->copy, $bill->{open} / 2 + 1);
	my $text = Ledger::text($amount, $Ledger::minor{ $bill->{currency} });
	my $ref = $self->one('payment', 'add', 'supplier=su1', "amount=$text", "currency=$bill->{currency}");
	$self->crm('payment', 'allocate', $ref, "$bill->{ref}=$text");
	$bill->{open} -= $amount;
	$self->{ledger}{paid}{ $bill->{currency} } += $amount;
}

sub trade { my ($self) = @_; for my $what (map { any(qw(buy buy come come come send_back send_back close_short bill bill bill credit_bill credit_sent_back credit_sent_back pay_bill)) } 1 .. any(0, 1, 2)) { $self->$what } }

sub compare_bought {
	my ($self) = @_;
	my $ledger = $self->{ledger};
	my $money = sub { my ($amount, $currency) = @_; return Ledger::text($amount, $Ledger::minor{$currency}) };
	$self->agree('total and state', { map { my ($total, $tax) = Ledger::total($_); ($_->{ref} => join ' ', $money->($total, $_->{currency}), $money->($tax, $_->{currency}), state_of($_)) } $self->purchases },
		$self->crm('purchase', 'list', '--columns=total,tax_total,status'));
	$self->agree('total, taxes and balance', { map { my $bill = $_; ($bill->{ref} => join ' ', $bill->{original} ? 'credit-note' : 'bill', map { $money->($bill->{$_}, $bill->{currency}) } qw(total tax open)) }
		$self->bills }, $self->crm('bill', 'list', '--columns=kind,total,tax_total,balance'));
	my %coming = map { ($_->{ref} => big(0)) } @goods;
	for my $purchase (grep { !$_->{closed} && state_of($_) ne 'received' } $self->purchases) { $coming{ $_->{product} } += $_->{qty} - $_->{got} for grep { $_->{product} } @{ $purchase->{lines} } }
	$self->agree('on order', { map { ($_ => $coming{$_}->bstr) } keys %coming }, $self->crm('product', 'list', '--columns=on_order'));
	my $owed = big(0);
	for my $bill (grep { $_->{currency} eq 'CNY' } $self->bills) { $owed += $bill->{original} ? -$bill->{total} : $bill->{total} }
	$self->agree('what is owed', { su1 => $money->($owed - ($ledger->{paid}{CNY} // 0), 'CNY') }, $self->crm('supplier', 'list', '--columns=payable'));
}

1;
