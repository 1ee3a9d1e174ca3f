# shellcheck shell=sh disable=SC2034
# What the fault scenarios share. A scenario is called with numbers that say how long it goes on, works in a directory of its own, prints `finding: …` for
# every promise that was broken and one line of figures at the end, and ends with 1 when there were findings. TORTURE_KEEP=1 keeps the directory.
set -u
CRM_BIN=$(cd "${CRM_BIN:-$here/../../build/cc}" && pwd) || exit 2
T=$(mktemp -d "${place:-${TMPDIR:-/tmp}}/crm-torture.XXXXXX") || exit 2
[ "${TORTURE_KEEP-}" ] && echo "# in $T" || trap 'rm -rf "$T"' EXIT
trap 'exit 130' HUP INT TERM
unset CRM_USER CRM_NOW XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_RUNTIME_DIR COLUMNS
PATH=$CRM_BIN:$CRM_BIN/torture:$PATH HOME=$T LC_ALL=C.UTF-8 TZ=UTC
export PATH HOME LC_ALL TZ
cd "$T" || exit 2
started=$(date +%s) findings=0

finding() {
	findings=$((findings + 1))
	echo "finding: $*"
}

fresh() {
	CRM_DB=$T/$1
	export CRM_DB
	crm-db init "$CRM_DB" zone=Asia/Shanghai currency=CNY country=86 area=21 || exit 2
}

# N PREFIX [AREA]: customers with numbers behind the prefix. Telephone numbers are of an area of the prefix, so that nobody looks the same as somebody else.
rows() {
	awk -v n="$1" -v prefix="$2" -v area="${3:-$(printf %s "$2" | cksum | cut -c 1-5)}" \
		'BEGIN { print "name,phone,city"; for (i = 1; i <= n; i++) printf "%s%d 有限公司,+49 30 %05d%04d,上海\n", prefix, i, area, i }'
}

snapshot() {
	crm-customer export --format ndjson
	crm-history
}

# The database without its name for locks and shared memory: what another machine would get.
copy() { # FROM TO
	rm -f "$2" "$2-wal" "$2-shm"
	cp "$1" "$2"
	if [ -e "$1-wal" ]; then cp "$1-wal" "$2-wal"; fi
}

lines() { wc -l <"$1"; }

done_scenario() { # NAME FIGURES
	echo "$1: $2, $findings findings, $(($(date +%s) - started)) s"
	[ "$findings" = 0 ]
	exit
}
