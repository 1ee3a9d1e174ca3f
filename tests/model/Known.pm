# What the programs are known to do wrong. Nothing here is right: each line is a promise that is left out of the model until it is kept,
# with the reason, so that a run goes on to what is not known yet. --all leaves nothing out.
package Known;
use strict;
use warnings;

my %known = (
	'stage-move-number' => 'the number of a stage move, such as d1.2, is given again after an undo',
);

sub leave_out { my ($name) = @_; die "no such name: $name" unless exists $known{$name} || !%known; return exists $known{$name} }

sub nothing { %known = () }

1;
