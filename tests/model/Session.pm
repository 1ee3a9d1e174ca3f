# One database and all that is expected of it: performs operations, and dies with { kind, text } when a promise is broken.
#
# After each operation: crm-db check finds nothing; a refusal is one line without words of SQL, and changed nothing; --dry-run ended as the
# real run does, changed nothing, and printed what was changed then; the verb did what it promises, and touched nothing else (Promises.pm); references, numbers, stock and
# totals are those of the model (Books.pm), and so is every seventh time what the programs derive.
#
# After each 20th and the last, a visit: undo of the newest change leaves the records that were there before it, and redo those after it;
# every second time --as-of an earlier day gives what was exported on that day; an export that is imported and exported again is the same to the byte; the
# commands of crm-db diff make the database of the last visit the present one, or the script says what they cannot reach.
package Session;
use strict;
use warnings;
use File::Path ();
use Books;
use Fields;
use Operations;
use Programs;
use Promises;
use Script;
use State;

our $rounds = 20; # operations between two visits to the long invariants

sub new {
	my ($class, $folder) = @_;
	File::Path::remove_tree($folder);
	my $programs = Programs->new($folder);
	my $self = bless { folder => $folder, programs => $programs, newest => undef, days => {}, kept => undef, books => Books->new }, $class;
	$programs->{now} = 1772672400; # 2026-03-05T01:00:00Z, a Thursday morning in Shanghai
	$programs->init;
	$self->{state} = $self->export('e');
	return $self;
}

sub fail { my ($kind, $text) = @_; die { kind => $kind, text => $text } }

# Runs what must succeed.
sub must {
	my ($self, $kind, $argv, $database) = @_;
	my $result = $self->{programs}->run($argv, '', $database);
	fail($kind, "@$argv ended with $result->{code}: $result->{err}") if $result->{code};
	return $result->{out};
}

sub export {
	my ($self, $name, $database) = @_;
	$self->{programs}{user} = '';
	$self->must('export', ['crm-db', 'export', "$self->{folder}/$name", '--with-history'], $database);
	return State->read_folder("$self->{folder}/$name", $self->{state});
}

sub check {
	my ($self, $database) = @_;
	my $result = $self->{programs}->run(['crm-db', 'check'], '', $database);
	fail('check', "crm-db check: $result->{out}$result->{err}") if $result->{code} || $result->{out} ne '';
}

# Fails unless the database is as STATE says, whose version was VERSION.
sub unchanged {
	my ($self, $kind, $version, $what) = @_;
	return if $self->{programs}->version eq $version;
	my $now = $self->export('e');
	fail($kind, "$what changed the database:\n" . State::difference($self->{state}->whole_text, $now->whole_text)) if $now->whole_text ne $self->{state}->whole_text;
}

# What a refusal looks like: one line, without words of SQL.
sub one_line {
	my ($op, $result) = @_;
	my $err = $result->{err};
	fail('crash', "exit code $result->{code}: $err") if $result->{code} == 70 || $result->{code} >= 127;
	return unless $result->{code};
	my $lines = () = $err =~ /\n/g;
	my $programs = $op->{argv}[0] eq 'sh' ? 2 : 1; # what the first of a pipe refuses leaves the second without input
	fail('refusal', "exit code $result->{code} with $lines lines: $err") if $lines < 1 || $lines > $programs;
	fail('sql', $err) if $err =~ /constraint|sqlite|\bSQL\b|\bselect\b|no such (?:table|column)|malformed/i;
}

# --dry-run printed what the change that was made then did, but for the command line, which names --dry-run.
sub told {
	my ($self, $op, $dry, $before) = @_;
	my @changes = grep { !$before->rows('change')->{$_} } $self->{state}->refs('change');
	$self->{programs}{user} = $op->{user} || ''; # who sees what is his
	my @lists = ($dry->{out}, join '', map { $self->must('history', ['crm-history', $_]) } @changes);
	for my $list (@lists) { $list =~ s/\t[^\t\n]*$//mg }
	fail('dry-run', "--dry-run of '@{ $op->{argv} }' printed (-) something else than was done (+):\n" . State::difference(@lists)) if $lists[0] ne $lists[1];
}

sub printed { my ($result) = @_; return [grep { /^[a-z]{1,3}\d+$/ } split /\n/, $result->{out}] }

# Performs an operation, and reads nothing afterwards.
sub quickly {
	my ($self, $op) = @_;
	return $self->keep if $op->{keep};
	my $programs = $self->{programs};
	$programs->{now} = $op->{now} if $op->{now};
	$programs->{user} = $op->{user} || '';
	$op->{printed} = printed($programs->run($op->{argv}, $op->{input}));
}

# Performs an operation. If it is CAREFUL all promises are asked afterwards; else, in a replay, only the state is read.
sub perform {
	my ($self, $op, $careful) = @_;
	my $programs = $self->{programs};
	$programs->{now} = $op->{now} if $op->{now};
	return $self->visit($careful) if $op->{visit};
	return $self->keep if $op->{keep};
	my $user = $op->{user} || '';
	my ($version, $dry);
	if ($careful) {
		$version = $programs->version;
		if ($op->{dry}) {
			$programs->{user} = $user;
			$dry = $programs->run([@{ $op->{argv} }, '--dry-run'], $op->{input});
			one_line($op, $dry);
			$self->unchanged('dry-run', $version, '--dry-run');
			$version = $programs->version;
		}
	}
	$programs->{user} = $user;
	my $result = $programs->run($op->{argv}, $op->{input});
	if ($careful) {
		one_line($op, $result);
		fail('dry-run', "--dry-run ended with $dry->{code} ($dry->{err}), the real run with $result->{code} ($result->{err})") if $dry && $dry->{code} != $result->{code};
		$self->unchanged('refused', $version, 'what was refused') if $result->{code};
	}
	$op->{code} = $result->{code};
	$op->{printed} = printed($result);
	return $result if $result->{code};
	my $before = $self->{state};
	my $after = $self->{state} = $self->export('e');
	$op->{came} = State::changes($before, $after)->{came};
	my $written = $after->{text}{change} ne $before->{text}{change};
	$self->{newest} = $written ? { op => $op, before => $before, plain => $op->{argv}[0] !~ /^crm-(?:undo|redo)$/ } : $self->{newest};
	$self->told($op, $dry, $before) if $dry;
	my ($document) = $op->{argv}[1] && $op->{argv}[1] eq 'line' ? $op->{argv}[2] : '';
	my $last_line = $self->{books}->last_line($document);
	$self->{books}->remember($before, $after);
	if ($careful) {
		$self->check;
		fail('reimport', "'$op->{argv}[2]' changed records:\n" . State::difference($before->records_text, $after->records_text))
			if $op->{argv}[0] eq 'sh' && $before->records_text ne $after->records_text;
		Promises::kept($op, $result, $before, $after, $last_line);
		$self->{books}->balance($after, $before);
		$self->derived if ++$self->{performed} % 7 == 0 || $careful > 1;
	}
	return $result;
}

# What the programs derive is what the model derives from the rows.
sub derived {
	my ($self) = @_;
	my $state = $self->{state};
	for my $part (Books::derived($state)) {
		my ($type, $columns, $expected) = @$part;
		$self->{programs}{user} = '';
		for my $line (split /\n/, $self->must('derived', ["crm-$type", 'list', "--columns=$columns"])) {
			my ($ref, @got) = split /\t/, $line, -1;
			my $expected = $expected->{$ref};
			next unless $expected;
			my @names = split /,/, $columns;
			for my $i (0 .. $#names) {
				next unless defined $expected->[$i];
				fail('derived', "$ref: $names[$i] is '$got[$i]', expected '$expected->[$i]'") if !Books::equal($got[$i], $expected->[$i]);
			}
		}
	}
}

# The long invariants: undo and redo of the newest change, an earlier day, export and import, diff.
sub visit {
	my ($self, $careful) = @_;
	$self->derived if $careful;
	$self->undo_and_redo($careful);
	$self->earlier_day if $careful && (++$self->{visits} % 2 == 0 || $careful > 1);
	$self->export_and_import if $careful;
	$self->apply_diff if $careful;
	$self->keep if $careful;
	return;
}

sub undo_and_redo {
	my ($self, $careful) = @_;
	my $newest = $self->{newest};
	return unless $newest && $newest->{plain};
	my $programs = $self->{programs};
	my $full = $self->{state};
	$programs->{user} = $newest->{op}{user} || '';
	my $result = $programs->run(['crm-undo']);
	fail('undo', "crm-undo of '@{ $newest->{op}{argv} }': $result->{err}") if $careful && $result->{code};
	my $undone = $self->{state} = $self->export('e');
	$self->{books}->remember($full, $undone);
	fail('undo', "crm-undo of '@{ $newest->{op}{argv} }' leaves another state:\n" . State::difference($newest->{before}->records_text, $undone->records_text))
		if $careful && $newest->{before}->records_text ne $undone->records_text;
	$self->check if $careful;
	$programs->{user} = $newest->{op}{user} || '';
	$result = $programs->run(['crm-redo']);
	fail('redo', "crm-redo of '@{ $newest->{op}{argv} }': $result->{err}") if $careful && $result->{code};
	my $redone = $self->{state} = $self->export('e');
	$self->{books}->remember($undone, $redone);
	fail('redo', "crm-redo of '@{ $newest->{op}{argv} }' gives another state:\n" . State::difference($full->records_text, $redone->records_text))
		if $careful && $full->records_text ne $redone->records_text;
	$self->check if $careful;
	$self->{newest} = undef;
}

# What the programs export of every type; custom fields, which are hidden and renamed later, left out.
sub everything {
	my ($self, @options) = @_;
	my %all;
	$self->{programs}{user} = '';
	for my $type (@Fields::types) {
		my $text = $self->must('as-of', ["crm-$type", 'export', '--format=ndjson', @options]);
		$text =~ s/,"x_\w+":(?:"(?:[^"\\]|\\.)*"|[^,}"]*)//g;
		$all{$type} = $text;
	}
	return \%all;
}

# Who may write. The commands of diff are those of somebody who may before and afterwards.
sub active {
	my ($state) = @_;
	return sort map { $_->{login} } grep { $_->{active} } values %{ $state->rows('user') };
}

# Keeps the end of this day, and goes to the next one.
sub keep {
	my ($self) = @_;
	my $now = $self->{programs}{now};
	my $day = Fields::day($now);
	$self->{programs}{now} = $now + 86399 - ($now + 8 * 3600) % 86400; # its last second in Shanghai, when all events of the day have been held
	$self->{days}{$day} = $self->everything;
	$self->{programs}{now} = $now + 86400;
	unlink map { "$self->{folder}/kept.db$_" } '', '-wal', '-shm';
	$self->must('backup', ['crm-db', 'backup', "$self->{folder}/kept.db"]);
	$self->{kept} = [active($self->{state})];
}

sub earlier_day {
	my ($self) = @_;
	my @days = sort keys %{ $self->{days} } or return;
	my $day = $days[(@days * 7 + 3) % @days];
	my $then = $self->everything("--as-of=$day");
	for my $type (@Fields::types) {
		my $kept = $self->{days}{$day}{$type};
		# What is private to somebody else now is not shown as it was either.
		my @hidden = grep { my $row = $self->{state}->rows($type)->{$_}; ($row->{visibility} || '') eq 'private' } keys %{ $self->{state}->rows($type) };
		for my $ref (@hidden) { s/^\{"ref":"$ref",.*\n//mg for $kept, $then->{$type} }
		fail('as-of', "crm-$type export --as-of=$day:\n" . State::difference($kept, $then->{$type})) if $kept ne $then->{$type};
	}
}

sub export_and_import {
	my ($self) = @_;
	my $copy = "$self->{folder}/copy.db";
	unlink map { "$copy$_" } '', '-wal', '-shm';
	File::Path::remove_tree("$self->{folder}/e2");
	$self->must('import', ['crm-db', 'init', $copy]);
	$self->must('import', ['crm-db', 'import', "$self->{folder}/e"], $copy);
	my $again = $self->export('e2', $copy);
	fail('import', "the export of the import differs:\n" . State::difference($self->{state}->whole_text, $again->whole_text)) if $again->whole_text ne $self->{state}->whole_text;
	$self->check($copy);
}

# The commands of crm-db diff, from the database as it was at the last visit to the present one.
sub apply_diff {
	my ($self) = @_;
	return unless $self->{kept};
	my ($old, $new) = ("$self->{folder}/kept.db", $self->{programs}{database});
	my %then = map { $_ => 1 } @{ $self->{kept} };
	my @writers = grep { $then{$_} } active($self->{state});
	return unless @writers;
	# The commands are those of whoever compares.
	$self->{programs}{user} = (grep { $_ eq 'root' } @writers) ? '' : $writers[0];
	my $script = $self->must('diff', ['crm-db', 'diff', $old, $new]);
	my $result = Script::run($self->{programs}, $script, $old);
	fail('diff', "a command of crm-db diff ended with $result->{code}: $result->{err}\n$script") if $result->{code};
	$self->{programs}{user} = '';
	$self->check($old);
	my $left = $self->must('diff', ['crm-db', 'diff', $old, $new]);
	my @commands = grep { !/^(?:#|$)/ } split /\n/, $left;
	fail('diff', "after the commands of crm-db diff these are left:\n" . join("\n", @commands) . "\n== the commands were\n$script") if @commands && $script !~ /^(?:# |\w+=\$\()/m; # a record that was added again has another reference
}

1;
