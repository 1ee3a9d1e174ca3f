# What a database contains, read from an export: the text of every file, and its rows.
package State;
use strict;
use warnings;
use JSON::PP ();
use Programs;

my $json = JSON::PP->new->utf8;
my %derived = map { $_ => 1 } qw(change entry counter database); # files that describe other files, and the history

# The row that a line of an export is. Nearly all are flat, and read by themselves, since JSON::PP takes most of the time of a run.
sub row_of {
	my ($line) = @_;
	my %row;
	my $text = $line;
	utf8::decode($text);
	return $json->decode($line) unless $text =~ /\G\{/gc;
	while ($text =~ /\G"(\w+)":(?:"([^"\\]*)"|(-?\d+)|(true)|(false))([,}])/gc) {
		$row{$1} = defined $2 ? $2 : defined $3 ? $3 : defined $4 ? 1 : 0;
		return \%row if $6 eq '}' && pos($text) == length $text;
	}
	return $json->decode($line);
}

# Reads the export in FOLDER. Rows of a file that is as in BEFORE, an earlier state, are shared with it.
sub read_folder {
	my ($class, $folder, $before) = @_;
	my $self = bless { text => {}, rows => {}, lines => {} }, $class;
	for my $path (glob "$folder/*.ndjson") {
		my ($type) = $path =~ m{([^/]+)\.ndjson$};
		my $text = $self->{text}{$type} = Programs::text_of($path);
		if ($before && defined $before->{text}{$type} && $before->{text}{$type} eq $text) {
			$self->{$_}{$type} = $before->{$_}{$type} for 'rows', 'lines';
			next;
		}
		next if $type eq 'entry' || $type eq 'database';
		my $known = $before ? $before->{lines}{$type} : {};
		my (%rows, %lines);
		for my $line (split /\n/, $text) {
			my $row = $lines{$line} = $known->{$line} || row_of($line);
			$rows{defined $row->{ref} ? $row->{ref} : $row->{name}} = $row;
		}
		$self->{rows}{$type} = \%rows;
		$self->{lines}{$type} = \%lines;
	}
	return $self;
}

sub rows { my ($self, $type) = @_; return $self->{rows}{$type} || {} }

sub number { my ($ref) = @_; return $ref =~ /(\d+)$/ ? $1 : 0 }

# The references of a type, in order.
sub refs { my ($self, $type) = @_; return sort { number($a) <=> number($b) } keys %{ $self->rows($type) } }

# The files of records without what an undo leaves as it is: counters, the numbers that lines had, the journal.
sub records_text {
	my ($self) = @_;
	my $all = '';
	for my $type (sort keys %{ $self->{text} }) {
		next if $derived{$type};
		my $text = $self->{text}{$type};
		$text =~ s/,"last_(?:line|entry|allocation)":\d+//g;
		$all .= "== $type\n$text";
	}
	return $all;
}

# All files; what describes the export itself included.
sub whole_text { my ($self) = @_; return join '', map { "== $_\n$self->{text}{$_}" } sort keys %{ $self->{text} } }

# The first lines in which two texts differ.
sub difference {
	my ($one, $other) = @_;
	my %one = map { $_ => 1 } split /\n/, $one;
	my %other = map { $_ => 1 } split /\n/, $other;
	my @only = ((map { "- $_" } grep { !$other{$_} } split /\n/, $one), (map { "+ $_" } grep { !$one{$_} } split /\n/, $other));
	splice @only, 8 if @only > 8;
	return @only ? join "\n", map { substr $_, 0, 400 } @only : 'the order of the lines';
}

# Records that came, went, and changed from one state to another, as sorted lists of [TYPE, REF].
sub changes {
	my ($before, $after) = @_;
	my %changes = (came => [], went => [], changed => []);
	for my $type (sort keys %{ $after->{text} }) {
		next if $derived{$type} || ($before->{text}{$type} || '') eq $after->{text}{$type};
		my ($old, $new) = ($before->rows($type), $after->rows($type));
		push @{ $changes{came} }, map { [$type, $_] } sort { number($a) <=> number($b) } grep { !$old->{$_} } keys %$new;
		push @{ $changes{went} }, map { [$type, $_] } sort { number($a) <=> number($b) } grep { !$new->{$_} } keys %$old;
		push @{ $changes{changed} }, map { [$type, $_] } sort grep { $old->{$_} && !same($old->{$_}, $new->{$_}) } keys %$new;
	}
	return \%changes;
}

my $canonical = JSON::PP->new->canonical;

sub same { my ($one, $other) = @_; return $one == $other || $canonical->encode($one) eq $canonical->encode($other) }

1;
