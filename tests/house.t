#!/bin/sh
# How the files of common/ depend on each other, read from the objects that were built: who calls whom.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

root=$TESTS/.. list=$TESTS/house.txt

# FILE SYMBOL TYPE, as nm lists the objects of the files in common/; objects of files that are gone stay in a build folder and do not count.
symbols() {
	cd "$CRM_BIN" || exit 1
	for source in "$root"/common/*/*.c; do
		object=${source#"$root/"}
		object=${object%.c}.o
		if [ -f "$object" ]; then echo "$object"; else echo "$object" >&2; fi
	done | xargs nm -A -g -P | sed 's/^common\///; s/\.o: / /'
}

# From FILE SYMBOL TYPE to CALLER CALLED, both files. A symbol that no file of common/ defines leads nowhere.
calls() {
	awk '$3 != "U" { home[$2] = $1; next } { caller[++n] = $1; name[n] = $2 }
		END { for (i = 1; i <= n; i++) if (name[i] in home && home[name[i]] != caller[i] && !seen[caller[i], home[name[i]]]++) print caller[i], home[name[i]] }' "$@"
}

# From CALLER CALLED to circles: the largest sets of files that all lead to each other (Tarjan), one a line, its files sorted.
circles() {
	awk '
		function visit(v,   i, w) {
			order[v] = low[v] = ++count; stack[++top] = v; held[v] = 1
			for (i = 1; i <= degree[v]; i++) {
				w = next_of[v, i]
				if (!(w in order)) { visit(w); if (low[w] < low[v]) low[v] = low[w] }
				else if (held[w] && order[w] < low[v]) low[v] = order[w]
			}
			if (low[v] != order[v]) return
			circle++
			do { w = stack[top--]; held[w] = 0; print circle, w } while (w != v)
		}
		{ next_of[$1, ++degree[$1]] = $2; files[$1]; files[$2] }
		END { for (v in files) if (!(v in order)) visit(v) }' "$@" | sort -k1,1n -k2,2 |
		awk '$1 != last { if (n > 1) print line; line = $2; n = 1; last = $1; next } { line = line " " $2; n++ } END { if (n > 1) print line }' | sort
}

# The circles that no line of the list allows. A line allows a circle of its files or of some of them; files are named without their folder.
unlisted() { # LIST CIRCLES
	awk 'NR == FNR { if ($1 == "circle") { sub(/ - .*/, ""); for (i = 2; i <= NF; i++) allowed[FNR, $i] = 1; lines[FNR] } next }
		{ for (line in lines) { fits = 1; for (i = 1; i <= NF; i++) { name = $i; sub(/.*\//, "", name); fits = fits && (line SUBSEP name) in allowed } if (fits) next } print }' "$1" "$2"
}

# The lines of the list that no circle needs.
needless() { # LIST CIRCLES
	awk 'NR == FNR { for (i = 1; i <= NF; i++) { name = $i; sub(/.*\//, "", name); at[name] = at[name] " " FNR } next }
		$1 == "circle" { line = $0; sub(/ - .*/, ""); found = 0; split("", hits)
			for (i = 2; i <= NF; i++) { n = split(at[$i], circles, " "); for (k = 1; k <= n; k++) if (++hits[circles[k]] > 1) found = 1 }
			if (!found) print line }' "$2" "$1"
}

# The words above, on a house of five files
printf '%s\n' 'a/one one T' 'a/two two T' 'b/three three T' 'b/four four D' 'b/five five T' 'a/one two U' 'a/two three U' 'b/three one U' 'b/four five U' \
	'b/five puts U' >"$T/small"
calls "$T/small" | sort >"$T/small.calls"
is 'who calls whom is read from symbols' "a/one a/two${NL}a/two b/three${NL}b/four b/five${NL}b/three a/one" "$(cat "$T/small.calls")"
circles "$T/small.calls" >"$T/small.circles"
is 'a circle through two folders is seen' 'a/one a/two b/three' "$(cat "$T/small.circles")"
echo 'circle one two - half of it' >"$T/half"
is 'a list that names only a part allows nothing' 'a/one a/two b/three' "$(unlisted "$T/half" "$T/small.circles")"
printf '%s\n' 'circle four five - was one' 'circle one two three six - the whole' >"$T/whole"
is 'a list that names all of it allows it' '' "$(unlisted "$T/whole" "$T/small.circles")"
is 'a line without a circle is seen' 'circle four five - was one' "$(needless "$T/whole" "$T/small.circles")"

# Layers: a file calls its own folder and the folders before it on the map.
symbols >"$T/symbols" 2>"$T/unbuilt"
is 'every file of common/ is built' '' "$(cat "$T/unbuilt")"
calls "$T/symbols" >"$T/calls"
ok 'the files of common/ call each other' test "$(wc -l <"$T/calls")" -gt 500
sed -n 's/^## `\([a-z]*\)\/`.*/\1/p' "$root/common/README.md" >"$T/layers"
is 'no file calls one of a later layer' '' "$(awk 'NR == FNR { place[$1] = FNR; next }
	{ split($1, from, "/"); split($2, to, "/"); if (place[to[1]] > place[from[1]]) print $1 " calls " $2 }' "$T/layers" "$T/calls")"

# PostgreSQL's parser takes these for names of its own (tests/postgres.t): what only SQLite knows of them is asked of db/dialect.
foreign_words() {
	grep -HnE '"[^"]*(\b(main|temp)\.|\b(pragma[ _]|sqlite_[a-z]+|(group_concat|instr|last_insert_rowid|ifnull|iif|typeof|julianday|strftime)\())' "$@" |
		grep -vE ':[0-9]+:(#include|[[:space:]]*/?\*)'
}
is 'a word of SQLite is seen' 2 "$(printf '%s\n' 'a = "select main.x"' 'a = "instr(x, y)"' '#include "record/domain.h"' 'a = "domain.h"' | foreign_words - | wc -l | tr -d ' ')"
is "words of SQLite's are those of db/, ddl.c and search.c" '' "$(cd "$root/common" && foreign_words -- */*.[ch] | grep -vE '^(db/|store/(ddl|search)\.c)')"

# The same of what they include, and of tables that their SQL reads: a domain adds to an earlier one by its own row.
tables() { # FOLDER TABLE, from the forms
	awk 'FNR == 1 { on = 0 } /^const struct record_type record_/ { on = 1 } on && /^\t\.name = "/ { split(FILENAME, at, "/"); split($0, name, "\""); print at[1], name[2]; on = 0 }' "$@"
}
upward() { # LAYERS TABLES FILE…
	awk 'FILENAME == ARGV[1] { place[$1] = FNR; next } FILENAME == ARGV[2] { home[$2] = $1; next }
		{ split(FILENAME, at, "/"); rest = $0 }
		/^#include "/ { split($2, to, "[\"/]"); if (place[to[2]] > place[at[1]]) print FILENAME " includes " to[2] "/" to[3] }
		FILENAME ~ /\.c$/ && /"/ { while (match(rest, /(from|join|into|update) (\\")?[a-z_]+|\{[a-z_]+:/)) {
			name = substr(rest, RSTART, RLENGTH); rest = substr(rest, RSTART + RLENGTH); gsub(/^[a-z]+ |[^a-z_]/, "", name)
			for (table in home) if ((name == table || index(name, table "_") == 1) && !(name in home && name != table) && place[home[table]] > place[at[1]]) print FILENAME " reads " name } }' "$@"
}
mkdir -p "$T/map/early" "$T/map/late"
printf '%s\n' early late >"$T/map/layers"
printf 'const struct record_type record_order = {\n\t.number = 1,\n\t.name = "order",\n};\n' >"$T/map/late/order.c"
printf '#include "late/order.h"\n\t"select {order:1} from \\"order\\" join order_tags on 1"\n' >"$T/map/early/deal.c"
(cd "$T/map" && tables */*.c >tables && upward layers tables */*.c) >"$T/map/found"
is 'what leads to a later layer is seen' "early/deal.c includes late/order.h${NL}early/deal.c reads order${NL}early/deal.c reads order${NL}early/deal.c reads order_tags" "$(cat "$T/map/found")"
(cd "$root/common" && tables */*.c >"$T/tables" && upward "$T/layers" "$T/tables" */*.[ch]) >"$T/upward"
ok 'the tables are read from the forms' test "$(wc -l <"$T/tables")" -gt 30
is 'no file includes or reads what is of a later layer' '' "$(cat "$T/upward")"

# Circles: none between folders; within a folder those on the list.
circles "$T/calls" >"$T/circles"
is 'no circle between files of different folders' '' "$(awk '{ split($1, first, "/"); for (i = 2; i <= NF; i++) { split($i, other, "/"); if (other[1] != first[1]) { print; next } } }' "$T/circles")"
is 'no circle but those that tests/house.txt allows' '' "$(unlisted "$list" "$T/circles")"
needless "$list" "$T/circles" | sed 's/^/# no longer needed in tests\/house.txt: /'

# No header includes itself through others.
(cd "$root/common" && grep -H '^#include "' -- */*.h) | sed 's/\.h:#include "/ /; s/\.h"$//' >"$T/includes"
is 'no circle of headers' '' "$(circles "$T/includes")"

# The map lists the parts of the import in the order in which they build on each other: each calls and includes only those before it.
awk '/^## / { on = $2 == "`import/`" } on && /^- `/ { gsub(/`/, "", $2); print "import/" $2 }' "$root/common/README.md" >"$T/parts"
(cd "$root/common" && grep -H '^#include "import/' -- import/*.[ch]) | sed 's/\.[ch]:#include "/ /; s/\.h"$//' | cat - "$T/calls" |
	awk -v parts="$T/parts" 'BEGIN { while ((getline part <parts) > 0) place[part] = ++n } ($1 in place) && ($2 in place) && place[$2] > place[$1] { print $1 " needs " $2 }' |
	sort -u >"$T/forward"
ok 'the parts of the import are on the map' test -s "$T/parts"
is 'the parts of the import build on each other in the order of the map' '' "$(cat "$T/forward")"

# The length of files
(cd "$root" && wc -l cmd/*.c common/*/*.c) | awk '$2 != "total" && $1 > 400 { sub(/.*\//, "", $2); sub(/\.c$/, "", $2); print $2 }' | sort >"$T/long"
awk '$1 == "long" { print $2 }' "$list" | sort >"$T/may"
is 'no file has more than 400 lines but those on the list' '' "$(comm -23 "$T/long" "$T/may")"
comm -13 "$T/long" "$T/may" | sed 's/^/# no longer needed in tests\/house.txt: long /'
is 'every line of the list has a reason' '' "$(grep -vE '^(#|$)|^(circle|long) .* - .' "$list")"
# Run by its name, as make test does, a test must be executable.
is 'every test can be run' '' "$(find "$TESTS" -name '*.t' ! -perm -u+x)"

done_testing
