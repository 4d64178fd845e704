#!/bin/sh
# usage: valgrind.sh TESTS-FOLDER
#
# The integration tests with the daemon under valgrind, one after the other. Fails if a test does, or
# if valgrind has found something. Some minutes: for the long run, not for every day.
set -eu
command -v valgrind >/dev/null || {
	echo 'skip: valgrind is not installed'
	exit 77
}
findings=$(mktemp -d)
trap 'rm -rf "$findings" "$findings.log"' EXIT
export HARNESS_VALGRIND="$findings"
failed=
for test in "$1"/test_daemon_*; do
	if "$test" >"$findings.log" 2>&1; then
		echo "passed: ${test##*/}"
	else
		cat "$findings.log"
		failed="$failed ${test##*/}"
	fi
done
find "$findings" -type f -size +0 -exec cat {} + >&2
found=$(find "$findings" -type f -size +0 | wc -l)
echo "$(find "$findings" -type f | wc -l) daemons under valgrind, findings in $found"
[ "$found" -eq 0 ] && [ -z "$failed" ]
