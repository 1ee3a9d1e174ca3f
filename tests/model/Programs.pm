# Runs the programs of $CRM_BIN on one database, as one of its users, at a pinned time.
package Programs;
use strict;
use warnings;
use POSIX ();

my $longest = 60; # seconds that one program may take
my $first_pipe = 500; # above all descriptors of this process: two for each program, and as many that a process of a crowd inherits
my %waiting; # from a process of this test to the programs that wait for it; these end when it does
my $ready; # the file of ready.c

# Programs are started once, and called again and again (ready.c). Without this each is started anew for each run, as people do.
sub let_wait { ($ready) = grep { -e } "$ENV{CRM_BIN}/model/ready.so" }

# FOLDER is private to this object: the database x.db and what the programs wrote last.
sub new {
	my ($class, $folder) = @_;
	mkdir $folder;
	return bless { folder => $folder, database => "$folder/x.db", now => 0, user => '' }, $class;
}

# The first LENGTH bytes of a file, or all; none if it is not there.
sub text_of {
	my ($path, $length) = @_;
	my $text = '';
	open my $file, '<:raw', $path or return $text;
	$length = -s $file unless defined $length;
	while ($length > length $text) { sysread $file, $text, $length - length $text, length $text or last }
	return $text;
}

# Of seconds since 1970; what is a time as text already stays.
sub time_text { return $_[0] if $_[0] !~ /^\d+$/; return POSIX::strftime('%Y-%m-%dT%H:%M:%SZ', gmtime $_[0]) }

# Runs ARGV with INPUT on standard input; returns its exit code, or 128 and the number of the signal that ended it, and what it wrote.
sub run {
	my ($self, $argv, $input, $database) = @_;
	my $folder = $self->{folder};
	open my $in, '>:raw', "$folder/.in" or die "$folder/.in: $!";
	print $in defined $input ? $input : '';
	close $in;
	my @environment = (defined $database ? $database : $self->{database}, time_text($self->{now}), $self->{user});
	my $waiting = $self->waiting($argv->[0]);
	my $status = $waiting ? $self->request($waiting, @environment, @$argv) : $self->start(undef, $argv, @environment);
	my $code = $status & 127 ? 128 + ($status & 127) : $status >> 8;
	return { code => $code, out => text_of("$folder/.out"), err => text_of("$folder/.err") };
}

# The status of a program that is started and ends; with PIPES, those of ready.c, its process, which waits for requests.
sub start {
	my ($self, $pipes, $argv, @environment) = @_;
	my $child = fork;
	die "fork: $!" unless defined $child;
	if ($child == 0) {
		chdir $self->{folder};
		open STDIN, '<', '.in';
		open STDOUT, '>', '.out';
		open STDERR, '>', '.err';
		@ENV{qw(CRM_DB CRM_NOW CRM_USER)} = @environment;
		delete $ENV{CRM_USER} if $ENV{CRM_USER} eq '';
		alarm $longest unless $pipes; # survives exec
		if ($pipes) {
			POSIX::dup2(fileno $pipes->[$_], $first_pipe + $_) for 0, 1;
			@ENV{qw(LD_PRELOAD CRM_READY)} = ($ready, $first_pipe);
		}
		{ no warnings; exec { $argv->[0] } @$argv; }
		print STDERR "$argv->[0]: $!\n";
		POSIX::_exit(127);
	}
	return $child if $pipes;
	waitpid $child, 0;
	return $?;
}

# The process of PROGRAM that waits for requests of this process; undef if the program has to be started anew for each.
sub waiting {
	my ($self, $program) = @_;
	return if $program !~ /^crm-/ || !$ready;
	return $waiting{$$}{$program} if $waiting{$$}{$program};
	return if text_of("$ENV{CRM_BIN}/$program", 4) ne "\x7fELF";
	pipe my $requests_end, my $requests or die "pipe: $!";
	pipe my $answers, my $answers_end or die "pipe: $!";
	my $process = $self->start([$requests_end, $answers_end], [$program], ('') x 3);
	return $waiting{$$}{$program} = { program => $program, process => $process, requests => $requests, answers => $answers };
}

# The status of a run of a program that waits; one that did not come back is gone, and started again when it is asked next.
sub request {
	my ($self, $waiting, @texts) = @_;
	my $request = join '', map { "$_\0" } $self->{folder}, @texts;
	my $code;
	local $SIG{PIPE} = 'IGNORE';
	syswrite $waiting->{requests}, pack('L', length $request) . $request;
	return unpack('L', $code) << 8 if sysread $waiting->{answers}, $code, 4;
	delete $waiting{$$}{ $waiting->{program} };
	waitpid $waiting->{process}, 0;
	return $?;
}

# A new database, whose first user is the caller.
sub init {
	my ($self) = @_;
	unlink map { "$self->{database}$_" } '', '-wal', '-shm';
	my $result = $self->run(['crm-db', 'init', $self->{database}, 'zone=Asia/Shanghai', 'currency=CNY', 'country=86', 'area=21']);
	die "crm-db init: $result->{err}" if $result->{code};
}

# The programs that wait end when their pipes do.
END {
	my $code = $?;
	my @waiting = values %{ $waiting{$$} || {} };
	for my $one (@waiting) { close $one->{requests}; close $one->{answers} }
	waitpid $_->{process}, 0 for @waiting;
	$? = $code;
}

# What every commit changes: the header of the index of the write-ahead log. Equal versions are an equal database, not the other way round.
sub version { my ($self) = @_; return text_of("$self->{database}-shm", 48) || rand }

1;
