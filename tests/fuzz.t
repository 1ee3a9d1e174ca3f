#!/bin/sh
# Every input that was ever trouble to a reader, and many that were not, once more through every fuzz target, under the sanitizers.
. "$(dirname "$0")/lib.sh"

FUZZERS=$(cd "${CRM_SANITIZED:-$TESTS/../build/clang-address-undefined}/fuzz" && pwd) || exit 1

for source in "$TESTS"/fuzz/*.c; do
	name=$(basename "$source" .c)
	[ "$name" = replay ] && continue
	set -- "$TESTS/fuzz/corpus/$name"/*
	[ $# -ge 12 ] || verdict 1 "$name has a dozen inputs" "found: $#"
	"$FUZZERS/$name" "$@" >log 2>&1 && code=0 || code=$?
	verdict $code "$name: $# inputs" "exit code $code" "$(tail -n 40 log)"
done
done_testing
