# Runs the programs of $CRM_BIN on one database, as one of its users, at a pinned time.
package Programs;
use strict;
use warnings;
use POSIX ();

my $longest = 60; # seconds that one program may take

# FOLDER is private to this object: the database x.db and what the programs wrote last.
sub new {
	my ($class, $folder) = @_;
	mkdir $folder;
	return bless { folder => $folder, database => "$folder/x.db", now => 0, user => '' }, $class;
}

sub text_of {
	my ($path) = @_;
	open my $file, '<:raw', $path or return '';
	local $/;
	my $text = <$file>;
	return defined $text ? $text : '';
}

sub time_text { return POSIX::strftime('%Y-%m-%dT%H:%M:%SZ', gmtime $_[0]) }

# Runs ARGV with INPUT on standard input; returns its exit code, or 128 and the number of the signal that ended it, and what it wrote.
sub run {
	my ($self, $argv, $input, $database) = @_;
	my $folder = $self->{folder};
	open my $in, '>:raw', "$folder/.in" or die "$folder/.in: $!";
	print $in defined $input ? $input : '';
	close $in;
	my $child = fork;
	die "fork: $!" unless defined $child;
	if ($child == 0) {
		open STDIN, '<', "$folder/.in";
		open STDOUT, '>', "$folder/.out";
		open STDERR, '>', "$folder/.err";
		$ENV{CRM_DB} = defined $database ? $database : $self->{database};
		$ENV{CRM_NOW} = time_text($self->{now});
		if ($self->{user} ne '') { $ENV{CRM_USER} = $self->{user} } else { delete $ENV{CRM_USER} }
		alarm $longest; # survives exec
		chdir $folder;
		{ no warnings; exec { $argv->[0] } @$argv; }
		print STDERR "$argv->[0]: $!\n";
		POSIX::_exit(127);
	}
	waitpid $child, 0;
	my $code = $? & 127 ? 128 + ($? & 127) : $? >> 8;
	return { code => $code, out => text_of("$folder/.out"), err => text_of("$folder/.err") };
}

# A new database, whose first user is the caller.
sub init {
	my ($self) = @_;
	unlink map { "$self->{database}$_" } '', '-wal', '-shm';
	my $result = $self->run(['crm-db', 'init', $self->{database}, 'zone=Asia/Shanghai', 'currency=CNY', 'country=86', 'area=21']);
	die "crm-db init: $result->{err}" if $result->{code};
}

# The bytes of the database; equal bytes are an equal database, not the other way round.
sub bytes { my ($self) = @_; return text_of("$self->{database}") . "\0" . text_of("$self->{database}-wal") }

1;
