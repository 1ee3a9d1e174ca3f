#!/bin/sh
# A quarter of a trading firm, day by day, against a ledger of its own; `tests/quarter/run --seed 1-100` does more of them.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

# The first two months for each of two seeds; and the ledger notices a figure that is wrong: of goods, a hundred more are listed than there are.
ok 'totals, taxes, balances, advances, margins and stock are those of the ledger' perl "$TESTS/quarter/run" --seed 1-2 --days 59
mkdir "$T/bin"
for program in "$CRM_BIN"/crm* "$CRM_BIN/model"; do ln -s "$program" "$T/bin/"; done
rm "$T/bin/crm-product"
printf '#!/bin/sh\n"%s/crm-product" "$@" | sed "s/5\([0-9][0-9]\)$/6\\\\1/"\n' "$CRM_BIN" >"$T/bin/crm-product"
chmod +x "$T/bin/crm-product"
CRM_BIN=$T/bin perl "$TESTS/quarter/run" --seed 1 --days 28 >"$T/out" 2>&1
is 'a wrong figure is the exit code' 1 $?
like 'and it is named' 'stock of pr1: 6' "$(cat "$T/out")"
done_testing
