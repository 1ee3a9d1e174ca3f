# Several processes at once on one database, each with its own random operations; what holds in the end is asked then.
package Crowd;
use strict;
use warnings;
use File::Path ();
use Fields;
use Operations;
use Programs;
use Session;

sub run {
	my ($folder, $seed, $option) = @_;
	my $session = Session->new("$folder/crowd");
	my $table = Fields::table($session->{programs});
	Operations::use_fields($table);
	Books::use_fields($table);
	my @children;
	my $ok = eval {
		$session->perform($_, 0) for Operations::first();
		for my $number (1 .. $option->{processes}) {
			my $child = fork;
			Session::fail('driver', "fork: $!") unless defined $child;
			if (!$child) {
				eval { member($folder, $seed, $number, $option); 1 } or print "# process $number: ", ref $@ ? "$@->{kind}: $@->{text}" : $@, "\n" and POSIX::_exit(1);
				POSIX::_exit(0);
			}
			push @children, $child;
		}
		my $failed = 0;
		for my $child (@children) { waitpid $child, 0; $failed++ if $? }
		Session::fail('crowd', "$failed processes failed") if $failed;
		$session->{state} = $session->export('e');
		$session->check;
		$session->{books}->balance($session->{state}, State->read_folder('/nonexistent'));
		$session->derived;
		$session->export_and_import;
		1;
	};
	my $failure = $ok ? undef : ref $@ ? $@ : { kind => 'driver', text => $@ };
	return ($failure, "$option->{operations} operations by $option->{processes} processes");
}

# One of the processes: its own folder for exports, the same database.
sub member {
	my ($folder, $seed, $number, $option) = @_;
	srand $seed * 100 + $number;
	my $programs = Programs->new("$folder/crowd/$number");
	$programs->{database} = "$folder/crowd/x.db";
	$programs->{now} = 1772672400;
	my $session = bless { folder => "$folder/crowd/$number", programs => $programs }, 'Session';
	my $done = 0;
	while ($done < $option->{operations} / $option->{processes}) {
		$session->{state} = $session->export('e') if $done % 5 == 0 || !$session->{state};
		my $op = Operations::random($session->{state}, $programs->{now}) or next;
		$done++;
		$programs->{now} += 60;
		$programs->{user} = $option->{users} > 1 ? Fields::one_of('', 'mei') : '';
		my $result = $programs->run($op->{argv}, $op->{input});
		Session::one_line($op, $result);
	}
}

1;
