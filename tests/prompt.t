#!/bin/sh
# shellcheck disable=SC2016
# What people see at the prompt and scripts do not: hints, columns that fit, forms, pagers, questions.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

# terminal WIDTH COMMAND: what the command prints to a terminal of that width, standard error included.
terminal() {
	script -qec "stty cols $1 rows 40; $2" /dev/null </dev/null 2>&1 | tr -d '\r'
}

fresh
crm-customer import - >/dev/null <<'ROWS'
name,bill_city
Pumps,Leeds
Valves,Leeds
Pipes,LEEDS
Zürich AG,Zürich
ＡＢＣ Ltd,Berlin
ROWS
crm-contact add name=Ann customer=c1 >/dev/null

# An equality that finds nothing
is 'only case differs' 'crm-customer: city=leeds finds nothing: 3 have Leeds or 1 other spelling; city~leeds finds them' "$(terminal 80 'crm-customer list city=leeds')"
is 'only accents differ' "crm-customer: name=zurich ag finds nothing: 1 has Zürich AG; 'name~zurich ag' finds it" "$(terminal 80 "crm-customer list 'name=zurich ag'")"
is 'only width differs' 'crm-customer: name=abc ltd finds nothing: 1 has ＡＢＣ Ltd; '"'name~abc ltd' finds it" "$(terminal 80 "crm-customer list 'name=abc ltd'")"
is 'one of several terms, in one string' 'crm-customer: city=BERLIN finds nothing: 1 has Berlin; city~BERLIN finds it' "$(terminal 80 "crm-customer list --where='archived=no city=BERLIN'")"
is 'at the end of a path' 'crm-contact: customer.city=leeds finds nothing: 3 customers have Leeds or 1 other spelling; customer.city~leeds finds them' \
	"$(terminal 80 'crm-contact list customer.city=leeds')"
is 'where something is found nothing is said' '' "$(terminal 80 'crm-customer list city=Leeds --format=ids city=LEEDS')"
is 'nor where the value is there' '' "$(terminal 80 'crm-customer list city=Leeds name=Pumps city=Berlin')"
is 'nor of alternatives' '' "$(terminal 80 'crm-customer list city=leeds or city=york')"
is 'scripts are told nothing' '' "$(crm-customer list city=leeds 2>&1)"
done_testing
