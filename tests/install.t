#!/bin/sh
# make install and make uninstall: everything to its place, and nothing left behind.
. "$(dirname "$0")/lib.sh"

# Nothing is built here: what stands in the build directory is installed.
run() { MAKEFLAGS= make -s -C "$TESTS/.." -o all -o man BUILD="$CRM_BIN" DESTDIR="$T/root" PREFIX=/usr "$@"; }
[ -d "$CRM_BIN/man" ] || MAKEFLAGS= make -s -C "$TESTS/.." BUILD="$CRM_BIN" man >/dev/null
mkdir -p root/usr/bin
echo mine >root/usr/bin/other
ok 'make install' run install
commands=$(cd "$TESTS/../cmd" && printf '%s\n' *.c | sed 's/\.c$//')
is 'all programs' "$(printf '%s\nother\n' "$commands" | sort)" "$(cd root/usr/bin && printf '%s\n' * | sort)"
is 'all pages' "$(cd "$TESTS/../man" && printf '%s\n' *.in | sed 's/\.in$//' | sort)" "$(cd root/usr/share/man && find . -type f | sed 's|.*/||' | sort)"
is 'each page in its section' '' "$(cd root/usr/share/man && find . -type f | awk '{ n = split($0, part, "."); if (index($0, "/man" part[n] "/") == 0) print }')"
is 'completion for each program' "$(printf '%s\n' "$commands" | sort)" "$(cd root/usr/share/bash-completion/completions && printf '%s\n' * | sort)"
ok 'for zsh too' test -f root/usr/share/zsh/site-functions/_crm
is 'and a file for each in fish, which loads them by the name of the program' "$(printf '%s\n' "$commands" | sort)" "$(cd root/usr/share/fish/vendor_completions.d && for file in *; do [ -f "$file" ] && echo "${file%.fish}"; done | sort)"
is 'an installed program runs' "$(crm-customer --version)" "$(root/usr/bin/crm customer --version)"
ok 'make install once more' run install
ok 'make uninstall' run uninstall
is 'what is not ours stays, and nothing else does' root/usr/bin/other "$(find root ! -type d)"
done_testing
