#!/bin/sh
# A reader that has seen enough is no fault; a full disk is one.
. "$(dirname "$0")/lib.sh"

expect 0 roadmap enroll baker
roadmap tree 2>"$cli_dir/err" | true
quiet err
# where SIGPIPE is ignored, as under some supervisors
(
	trap '' PIPE
	"$ROADMAP" help --json 2>"$cli_dir/err" | true
)
quiet err
roadmap tree >/dev/full 2>"$cli_dir/err"
[ $? -eq 1 ] || fail 'a full disk passed for success'
grep -q 'cannot write' "$cli_dir/err" || fail 'a full disk was not told of'
roadmap tree >&- 2>"$cli_dir/err"
[ $? -eq 1 ] || fail 'a closed output passed for success'
roadmap tree >"$cli_dir/out" 2>&- <&- || fail 'a closed error output is a fault'
said out 'Wash your hands'
roadmap remind >/dev/full 2>"$cli_dir/err"
[ $? -eq 1 ] || fail 'a full disk passed for success'
grep -q 'cannot write' "$cli_dir/err" || fail 'a full disk was not told of'
