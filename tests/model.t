#!/bin/sh
# A short run of the model test; `make model` has the long ones. What it asks stands at the head of tests/model/Session.pm.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

model() { perl "$TESTS/model/run" --scripts "$T" "$@"; }

ok '2 × 20 random operations break no promise' model --seed 1-2 --operations 20 --shrink 20
ok '4 processes at once leave a sound database' model --seed 3 --operations 12 --processes 4

# It notices a program that does not do what it says, and prints how to see it: undo does nothing, and rm removes nothing.
mkdir "$T/bin"
for program in "$CRM_BIN"/crm* "$CRM_BIN/model"; do ln -s "$program" "$T/bin/"; done
rm "$T/bin/crm-undo"
printf '#!/bin/sh\nexit 0\n' >"$T/bin/crm-undo"
chmod +x "$T/bin/crm-undo"
CRM_BIN=$T/bin model --seed 1 --operations 20 --shrink 0 >"$T/out" 2>&1
is 'a failure is the exit code' 1 $?
like 'an undo that does nothing is noticed' 'leaves another state' "$(cat "$T/out")"
like 'the script of the failure is written' 'crm-db init' "$(cat "$T/model-1.sh")"
done_testing
