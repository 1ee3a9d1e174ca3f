#!/bin/sh
# kills.sh ROUNDS [SEED]: ends so many writing programs with SIGKILL at random moments; see kills.c.
rounds=${1:-40} seed=${2:-1} here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
kills "$rounds" "$seed"
