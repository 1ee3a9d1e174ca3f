#!/bin/sh
# Charts and the dashboard on terminals, as pages and as pictures. What they look like is tested by tests/unit/chart.c and tests/unit/board.c.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

fresh
crm-customer import - >/dev/null <<'CSV'
name,city
海澄水务,上海
Acme,Berlin
CSV

# Colour on terminals
ESCAPE=$(printf '\033')
on_terminal() { script -qec "$1" /dev/null </dev/null 2>&1; }
like 'a terminal is sent colours' "$ESCAPE" "$(TERM=xterm on_terminal 'crm-customer list')"
unlike 'not with NO_COLOR' "$ESCAPE" "$(TERM=xterm NO_COLOR=1 on_terminal 'crm-customer list')"
like 'an empty one says nothing' "$ESCAPE" "$(TERM=xterm NO_COLOR= on_terminal 'crm-customer list')"
unlike 'nor a dumb one' "$ESCAPE" "$(TERM=dumb on_terminal 'crm-customer list')"
printf 'colour: always\n' >crm.yaml
like 'but where the configuration says always' "$ESCAPE" "$(NO_COLOR=1 crm-customer list --format=table)"
rm crm.yaml
done_testing
