# From a recorded sequence that fails to a short shell script that does: subsets are performed again on fresh databases.
package Shrink;
use strict;
use warnings;
use Session;

# How failures are recognized: kind and text, without numbers.
sub mark {
	my ($failure) = @_;
	my ($line) = split /\n/, $failure->{text};
	$line = $failure->{kind} if $failure->{kind} =~ /^(?:undo|redo|diff|as-of|dry-run)$/;
	$line =~ s/'[^']*'//g;
	$line =~ s/[a-z]*\d+(?:\.\d+)*//g;
	return "$failure->{kind} $line";
}

# Performs the operations; references that came otherwise this time are replaced in those that follow. Returns what failed.
sub again {
	my ($folder, $kind, @ops) = @_;
	my (%new, @performed);
	my $session;
	my $ok = eval {
		$session = Session->new($folder);
		for my $i (0 .. $#ops) {
			my %op = %{ $ops[$i] };
			if ($op{argv}) {
				$op{argv} = [map { renamed($_, \%new) } @{ $op{argv} }];
				$op{input} = renamed($op{input}, \%new);
			}
			push @performed, \%op;
			# A visit needs what was before the last change, and numbers of lines all states.
			if ($kind eq 'line-number' || $i >= $#ops - 1) {
				$session->{state} = $session->export('e') if $i == ($#ops ? $#ops - 1 : 0);
				$session->perform(\%op, $i == $#ops ? 2 : 0);
			} else {
				$session->quickly(\%op);
			}
			my ($then, $now) = ($ops[$i]{printed} || [], $op{printed} || []);
			for my $k (0 .. $#$then) { $new{ $then->[$k] } = $now->[$k] if $now->[$k] && $now->[$k] ne $then->[$k] }
		}
		1;
	};
	return if $ok;
	return { failure => ref $@ ? $@ : { kind => 'driver', text => "$@" }, performed => \@performed };
}

sub renamed { my ($text, $new) = @_; $text =~ s/\b([a-z]{1,3}\d+)(?=\b|\.)/$new->{$1} || $1/ge if %$new; return $text }

# What a visit to the long invariants does to the database, and what it keeps for the next.
sub steps {
	my ($visit, $kind) = @_;
	my @steps = map { { argv => [$_], input => '', now => $visit->{now}, user => $visit->{user} } } $visit->{undone} ? ('crm-undo', 'crm-redo') : ();
	return (@steps, $kind =~ /^(?:diff|as-of)$/ ? { keep => 1, now => $visit->{now} } : ());
}

sub script {
	my ($folder, $log, $failure, $seconds) = @_;
	my $end = time + $seconds;
	my ($last, @before) = reverse @$log;
	my @ops = map { $_->{visit} ? steps($_, $failure->{kind}) : $_ } reverse @before;
	my @tail = ($last->{visit} && @ops ? pop @ops : (), $last);
	my $mark = mark($failure);
	my $fails = sub { my $result = again($folder, $failure->{kind}, @_, @tail); return $result && mark($result->{failure}) eq $mark ? $result : undef };
	my $best = $fails->(@ops);
	return text([@ops, @tail], $failure, 'all of the operations, which did not fail a second time') unless $best;
	my $related = related(\@ops, @tail);
	if (my $result = $fails->(@$related)) { ($best, @ops) = ($result, @$related) }
	my $size = int((@ops + 1) / 2);
	while ($size >= 1 && time < $end) {
		my ($start, $removed) = (@ops - $size, 0);
		$start = 0 if $start < 0;
		while (time < $end) {
			my @rest = @ops;
			splice @rest, $start, $size;
			if (@rest < @ops and my $result = $fails->(@rest)) { ($best, $removed) = ($result, 1); @ops = @rest }
			last if $start == 0;
			$start = $start > $size ? $start - $size : 0;
		}
		last if $size == 1 && !$removed;
		$size = $size > 1 ? int(($size + 1) / 2) : 1;
		last if !@ops;
	}
	return text($best->{performed}, $best->{failure}, 'as short as it was found');
}

# The operations that have to do with the references in the last ones, and with those of these, and so on.
sub related {
	my ($ops, @tail) = @_;
	my %wanted;
	my $words = sub { my ($op) = @_; return () unless $op->{argv}; return (join(' ', @{ $op->{argv} }) . " $op->{input}") =~ /\b([a-z]{1,3}\d+)\b/g };
	$wanted{$_} = 1 for map { $words->($_) } @tail;
	my @kept;
	for my $op (reverse @$ops) {
		if ($op->{keep}) { unshift @kept, $op; next }
		my @came = map { $_->[1] } @{ $op->{came} || [] };
		next unless grep { $wanted{$_} } @came, $words->($op);
		$wanted{$_} = 1 for $words->($op);
		unshift @kept, $op;
	}
	return \@kept;
}

sub quoted {
	my ($word) = @_;
	return $word if $word =~ /^[\w=.,:@%+\/-]+$/;
	$word =~ s/'/'\\''/g;
	return "'$word'";
}

sub text {
	my ($ops, $failure, $how) = @_;
	my $note = join '', map { "# $_\n" } split /\n/, "$failure->{kind}: $failure->{text}";
	my $text = "#!/bin/sh\n# Found by tests/model/run; $how.\n$note";
	$text .= 'PATH=${CRM_BIN:?}:$PATH; export PATH LC_ALL=C.UTF-8 TZ=UTC' . "\n";
	$text .= 'CRM_DB=$(mktemp -d)/x.db; export CRM_DB' . "\n";
	$text .= "export CRM_NOW=2026-03-05T01:00:00Z\ncrm-db init \"\$CRM_DB\" zone=Asia/Shanghai currency=CNY country=86 area=21\n";
	my $day = '2026-03-05';
	for my $op (@$ops) {
		my $time = Programs::time_text($op->{now} || 0);
		if ($op->{now} && $day ne substr $time, 0, 10) { $day = substr $time, 0, 10; $text .= "export CRM_NOW=$time\n" }
		if ($op->{keep}) { $text .= "crm-db backup \"\$CRM_DB.kept-$day\"\n"; next }
		if ($op->{visit}) { $text .= "# here was asked: undo and redo of the newest change, an earlier day, export and import, diff\n"; next }
		my $user = $op->{user} ? "CRM_USER=$op->{user} " : '';
		my $words = join ' ', map { quoted($_) } @{ $op->{argv} };
		my $input = $op->{input} eq '' ? '' : 'printf %s ' . quoted($op->{input}) . ' | ';
		$text .= "$input${user}$words\n";
	}
	return $text . "crm-db check\n";
}

1;
