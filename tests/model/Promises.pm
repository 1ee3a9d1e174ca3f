# What the single verbs promise, asked of the states before and after them.
package Promises;
use strict;
use warnings;
use Fields;
use State;

sub fail { Session::fail(@_) }

sub kept {
	my ($op, $result, $before, $after, $last_line) = @_;
	my ($program, @words) = @{ $op->{argv} };
	return if grep { $_ eq '--dry-run' } @words;
	my ($type) = $program =~ /^crm-(\w+)$/ or return;
	return unless $Fields::prefix{$type};
	my $verb = shift @words;
	my $changes = State::changes($before, $after);
	my $promise = __PACKAGE__->can("after_$verb") or return;
	my @refs = grep { /^[a-z]+\d+(?:\.\d+)?$/ } @words;
	my %set = map { /^(\w+)=(.*)$/s ? ($1 => $2) : () } @words;
	$promise->({ type => $type, refs => \@refs, set => \%set, out => [split /\n/, $result->{out}], words => \@words, changes => $changes, before => $before, after => $after, last_line => $last_line });
}

sub main_only { return grep { $Fields::prefix{ $_->[0] } } @_ }

sub counter { my ($state, $type) = @_; my $row = $state->rows('counter')->{$type}; return $row ? $row->{value} : 0 }

# The references that were printed are new ones, never used before, and nothing else came of that type.
sub new_ones {
	my ($case) = @_;
	my @came = map { $_->[1] } grep { $_->[0] eq $case->{type} } @{ $case->{changes}{came} };
	fail('promise', "printed '@{ $case->{out} }', but '@came' came") if "@{ $case->{out} }" ne "@came";
	my $last = counter($case->{before}, $case->{type});
	for my $ref (@came) { fail('promise', "$ref was used before: the counter stood at $last") if State::number($ref) <= $last }
	return @came;
}

# No record of a type of its own is gone, and none changed but those in ALLOWED.
sub nothing_else {
	my ($case, %allowed) = @_;
	fail('promise', join ' ', map({ $_->[1] } main_only(@{ $case->{changes}{went} })), 'went') if main_only(@{ $case->{changes}{went} });
	my @changed = grep { !$allowed{ $_->[1] } && !$allowed{ $_->[0] } } main_only(@{ $case->{changes}{changed} });
	fail('promise', join ' ', map({ $_->[1] } @changed), 'changed too') if @changed;
}

# A text that was assigned is there, byte for byte but for the normalization of single lines.
sub assigned {
	my ($case, @refs) = @_;
	my $rows = $case->{after}->rows($case->{type});
	for my $field (qw(name subject notes city bill_city region title department)) {
		my $text = $case->{set}{$field};
		next if !defined $text || $text =~ /\{\{|\xcc/;
		utf8::decode($text);
		for my $ref (@refs) {
			my $got = $rows->{$ref}{$field};
			$got = '' unless defined $got;
			fail('promise', "$ref: $field is '$got', '$text' was assigned") if exists $rows->{$ref} && $got ne $text && ($rows->{$ref}{$field} || $text !~ /^\s*$/);
		}
	}
}

my %leads = (lead => 1, ticket => 1); # their first response is set by events, and what is due of a ticket by its customer

sub after_add { my ($case) = @_; return if $case->{words}[0] eq '-'; my @came = new_ones($case); nothing_else($case, %leads); assigned($case, @came) }
sub after_copy { my ($case) = @_; my @came = new_ones($case); nothing_else($case, %leads); assigned($case, @came) }

sub after_set {
	my ($case) = @_;
	return if grep { /^--batch/ } @{ $case->{words} };
	my %kept = map { $_ => 1 } @{ $case->{refs} };
	my @present = grep { $case->{before}->rows($case->{type})->{$_} } @{ $case->{refs} };
	# What was moved of a series goes with it.
	my $events = $case->{before}->rows('event');
	my @moved = grep { defined $events->{$_}{series} && $kept{ $events->{$_}{series} } } keys %$events;
	nothing_else($case, %leads, %kept, map({ $_ => 1 } @{ $case->{out} }, @moved));
	assigned($case, @present);
	fail('promise', "records came from set: " . join ' ', map { $_->[1] } main_only(@{ $case->{changes}{came} })) if main_only(@{ $case->{changes}{came} });
}

sub after_rm {
	my ($case) = @_;
	my %gone = map { $_->[1] => 1 } @{ $case->{changes}{went} };
	for my $ref (@{ $case->{out} }) { fail('promise', "$ref was removed and is there") if $case->{after}->rows($case->{type})->{$ref} }
	return if grep { $_ eq '--cascade' } @{ $case->{words} };
	my %named = map { $_ => 1 } @{ $case->{out} };
	my @others = grep { !$named{ $_->[1] } } main_only(@{ $case->{changes}{went} }, @{ $case->{changes}{changed} });
	fail('promise', 'rm without --cascade also touched ' . join ' ', map { $_->[1] } @others) if @others;
}

# What was merged is an alias of what is kept, and nothing refers to it any more. What is kept is the record that the first reference leads to.
sub after_merge {
	my ($case) = @_;
	my ($keep, @drop) = @{ $case->{refs} };
	$keep = $case->{out}[0] if !$case->{before}->rows($case->{type})->{$keep} && @{ $case->{out} };
	for my $ref (grep { $case->{before}->rows($case->{type})->{$_} } @drop) {
		next if $ref eq $keep;
		fail('promise', "$ref was merged and is there") if $case->{after}->rows($case->{type})->{$ref};
		my @found = grep { $_->{record} == State::number($ref) } values %{ $case->{after}->rows('alias') };
		my $number = State::number($keep);
		fail('promise', "$ref is no alias of $keep") if $case->{before}->rows($case->{type})->{$keep} && !grep { $_->{kept} == $number } @found;
	}
}

sub after_stage {
	my ($case) = @_;
	my $stage = $case->{words}[-1];
	for my $ref (@{ $case->{out} }) {
		my $got = $case->{after}->rows('deal')->{$ref}{stage};
		fail('promise', "$ref: stage is $got, expected $stage") if $got ne $stage;
	}
	nothing_else($case, deal => 1);
}

sub after_done {
	my ($case) = @_;
	for my $ref (@{ $case->{out} }) { fail('promise', "$ref is not done") if $case->{after}->rows('task')->{$ref}{status} ne 'done' }
}

# A new line has the next number that the document never had.
sub after_line {
	my ($case) = @_;
	my ($document, $what) = @{ $case->{words} };
	nothing_else($case, $document => 1);
	my $lines = $Fields::line_type{ $case->{type} };
	if ($what && $what eq 'add') {
		return if !$case->{before}->rows($case->{type})->{$document};
		my $expected = "$document." . ($case->{last_line} + 1);
		fail('promise', "the new line is @{ $case->{out} }, expected $expected") if "@{ $case->{out} }" ne $expected;
	} elsif ($what && $what eq 'rm') {
		my %numbers = map { $_ => 1 } grep { /^\d+$/ } @{ $case->{words} };
		my @left = grep { $_->{parent} eq $document && $numbers{ $_->{number} } } values %{ $case->{after}->rows($lines) };
		fail('promise', 'a removed line is there') if @left;
	}
}

# A count makes the stock what was counted.
sub after_stock {
	my ($case) = @_;
	return unless defined $case->{set}{set};
	for my $ref (@{ $case->{out} }) {
		my ($got) = Books::on_hand($case->{after}, $ref);
		$got = 0 if $got eq ''; # nothing of it was ever there
		fail('promise', "$ref: $case->{set}{set} was counted, on hand is $got") if !Books::equal($got, $case->{set}{set});
	}
}

1;
