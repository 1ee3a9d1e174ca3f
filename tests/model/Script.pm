# Runs the commands that crm-db diff prints, as sh -e would, through the programs that wait (Programs.pm).
package Script;
use strict;
use warnings;

my $plain = qr/[^\s'"\\\$`()#;&|<>*?\[\]~]/;

# The text of a format of printf(1), as diff writes it.
sub printed {
	my ($format) = @_;
	my %other = (n => "\n", '\\' => '\\');
	$format =~ s/\\(?:([0-7]{3})|([n\\]))|%%/defined $1 ? chr oct $1 : defined $2 ? $other{$2} : '%'/ge;
	$format =~ s/\n+\z//;
	return $format;
}

# The commands of TEXT: [VARIABLE or undef, WORD…], each word a list of texts and references to names of variables. undef: it is more than that.
sub commands {
	my ($text) = @_;
	my @commands;
	for ($text) {
		while (!/\G(?:\s|#[^\n]*)*\z/gc) {
			/\G(?:\s|#[^\n]*)*/gc;
			my @command = /\G(\w+)=\$\(/gc ? $1 : undef;
			while (1) {
				my @word;
				while (1) {
					if (/\G($plain(?:$plain|#)*)/gc || /\G'([^']*)'/gc || /\G\\(')/gc) { push @word, $1 }
					elsif (/\G"\$(\w+)"/gc) { push @word, \"$1" }
					elsif (/\G"\$\(printf '([^']*)'\)"/gc) { push @word, printed($1) }
					else { last }
				}
				last unless @word;
				push @command, \@word;
				/\G[ \t]+/gc;
			}
			return if @command < 2 || (defined $command[0] && !/\G\)/gc) || !/\G[ \t]*(?:#[^\n]*)?(?:\n|\z)/gc;
			push @commands, \@command;
		}
	}
	return \@commands;
}

# The result of the first command that fails, else that of the last.
sub run {
	my ($programs, $text, $database) = @_;
	my $commands = commands($text) or return $programs->run(['sh', '-e', '-c', $text], '', $database);
	my ($result, %value) = { code => 0, out => '', err => '' };
	for my $command (@$commands) {
		my ($variable, @words) = @$command;
		$result = $programs->run([map { join '', map { ref $_ ? $value{$$_} : $_ } @$_ } @words], '', $database);
		last if $result->{code};
		$value{$variable} = $result->{out} =~ s/\n+\z//r if defined $variable;
	}
	return $result;
}

1;
