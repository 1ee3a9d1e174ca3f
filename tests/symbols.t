#!/bin/sh
# Which libraries the programs load when they start, and which files use them, read from the programs and objects that were built. A library that every program
# loads costs each start 1.0 to 1.7 ms: what few need is linked into those programs, and what a rule of a domain needs is opened at its first use.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

# Loaded by every program: the C library; and where no archive is installed, or with LINK=shared, what the Makefile then links.
everywhere='libc libm libdl ld-linux-.* libsqlite3 libyaml libjansson libutf8proc'
# Loaded by some: program, libraries.
cat >"$T/some" <<'SOME'
crm-print libpango-1.0 libpangocairo-1.0 libgobject-2.0 libcairo
crm-report libpango-1.0 libpangocairo-1.0 libgobject-2.0 libcairo
crm-mail libgmime-3.0 libgobject-2.0 libglib-2.0
crm-remind libgmime-3.0 libgobject-2.0 libglib-2.0
SOME
# The beginning of the symbols of a library, and the files that may use them.
cat >"$T/users" <<'USERS'
sqlite3_ common/db/
yaml_ common/io/yaml.o
json_ common/io/sheet
json_ common/io/rows_json.o
utf8proc_ common/base/utf8
dl common/base/library.o
pango_ common/page/page_font.o
pango_ common/page/page_pdf.o
pango_ common/chart/chart_draw.o
cairo_ common/page/page_font.o
cairo_ common/page/page_pdf.o
cairo_ common/chart/chart_draw.o
g_ common/page/page_font.o
g_ common/page/page_pdf.o
g_ common/chart/chart_draw.o
g_ common/io/mime_
internet_address_ common/io/mime_
USERS

# PROGRAM LIBRARY, a line each
loaded() {
	for program in "$@"; do
		readelf -d "$program" | sed -n "s|.*(NEEDED).*\[\(.*\)\.so.*|${program##*/} \1|p"
	done
}
# The lines that neither list allows
surplus() {
	awk -v everywhere="$everywhere" 'BEGIN { n = split(everywhere, all, " ") }
		NR == FNR { for (i = 2; i <= NF; i++) may[$1, $i]; next }
		{ for (i = 1; i <= n; i++) if ($2 ~ "^" all[i] "$") next; if (!(($1, $2) in may)) print }' "$T/some" -
}
is 'what is loaded beyond that is seen' "crm-a libical" "$(printf '%s\n' 'crm-a libc' 'crm-a libical' 'crm-print libcairo' | surplus)"

programs=$(find "$CRM_BIN" -maxdepth 1 -type f -name 'crm*' | sort)
# shellcheck disable=SC2086
loaded $programs >"$T/loaded"
is 'the libraries of every program are read' "$(echo "$programs" | wc -l)" "$(cut -d ' ' -f 1 "$T/loaded" | sort -u | wc -l)"
is 'no program loads a library that it does not need' '' "$(surplus <"$T/loaded")"
is 'pages and pictures are linked into crm-print and crm-report' "crm-print${NL}crm-report" "$(grep cairo "$T/loaded" | cut -d ' ' -f 1 | sort -u)"

# FILE SYMBOL TYPE of objects whose source is there
(cd "$CRM_BIN" && for object in common/*/*.o common/*.o cmd/*.o; do [ -f "$TESTS/../${object%.o}.c" ] && echo "$object"; done | xargs nm -A -P) |
	sed 's/: / /' >"$T/symbols"
# The C library's own
for library in libc.so.6 libm.so.6 libc_nonshared.a; do
	file=$("${CC:-cc}" -print-file-name="$library")
	{ nm -D -P "$file" || nm -P "$file"; } 2>/dev/null | sed 's/@[^ ]*//' | awk '$2 != "U" { print $1 }'
done >"$T/own"
# FILE SYMBOL of what is neither ours nor the C library's
awk 'FILENAME ~ /own$/ { home[$1]; next } $3 != "U" { home[$2]; next } { file[++n] = $1; name[n] = $2 }
	END { for (i = 1; i <= n; i++) if (!(name[i] in home) && name[i] !~ /^_/) print file[i], name[i] }' "$T/own" "$T/symbols" | sort >"$T/foreign"
# Those that no line allows
strangers() {
	awk 'NR == FNR { prefix[NR] = $1; user[NR] = $2; n = NR; next }
		{ for (i = 1; i <= n; i++) if (index($2, prefix[i]) == 1 && index($1, user[i]) == 1) next; print }' "$T/users" -
}
is 'a symbol in the wrong file is seen, and one that is on no list' "common/store/row.o sqlite3_step${NL}common/base/x.o ical_y" \
	"$(printf '%s\n' 'common/store/row.o sqlite3_step' 'common/db/ask.o sqlite3_step' 'common/base/x.o ical_y' | strangers)"
ok 'libraries are used' test "$(wc -l <"$T/foreign")" -gt 100
is 'each library is used by one module' '' "$(strangers <"$T/foreign")"

# A library that is opened and not there
fresh
crm-customer add name=Acme >/dev/null
crm-order add customer=c1 subject=rent repeat=FREQ=MONTHLY ordered_on=2026-01-31 >/dev/null
crm-order line so1 add description=Rent qty=1 price=100 >/dev/null
crm-order approve so1 >/dev/null
mkdir broken
: >broken/libical.so.3
LD_LIBRARY_PATH=$T/broken
export LD_LIBRARY_PATH
fails 78 'apt install libical3' 'a library that is missing is named, with its package' crm-recur so1
version=$(printf '#include <xlsxwriter.h>\nLXW_SOVERSION\n' | cc -E -P - 2>/dev/null | tail -n 1 | tr -d '"')
: >broken/libxlsxwriter.so.$version
fails 78 "apt install libxlsxwriter$version" 'so is that of spreadsheets' crm-customer list --format=xlsx
LD_LIBRARY_PATH= crm-customer export --format=xlsx >customers.xlsx
for library in expat.so.1 minizip.so.1; do
	: >"broken/lib$library"
	fails 78 "apt install lib${library%%.*}1" "and lib${library%%.*}, to read them" crm-customer import customers.xlsx
	rm "broken/lib$library"
done
unset LD_LIBRARY_PATH
is 'and used when it is there' in1 "$(crm-recur so1 | head -n 1)"
done_testing
