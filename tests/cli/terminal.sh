#!/bin/sh
# On a terminal errors are wrapped at words, as everything else is; in a file they stay one line.
. "$(dirname "$0")/lib.sh"
if ! command -v script >/dev/null; then
	echo 'skip: no script(1) to make a terminal'
	exit 77
fi

# on_terminal COMMAND: its output there, in a window of 40 columns.
on_terminal() {
	COLUMNS=40 script -qec "$1" /dev/null </dev/null | tr -d '\r' | sed 's/\x1b\[[0-9;]*m//g'
}

expect 0 roadmap enroll baker
on_terminal "$ROADMAP done stall" >"$cli_dir/terminal"
[ "$(wc -l <"$cli_dir/terminal")" -gt 1 ] || fail 'the error is one line on a terminal'
[ "$(awk 'length > 40' "$cli_dir/terminal" | wc -l)" -eq 0 ] ||
	fail "wider than the terminal: $(cat "$cli_dir/terminal")"
expect 1 env COLUMNS=40 "$ROADMAP" "done" stall
[ "$(wc -l <"$cli_dir/err")" -eq 1 ] || fail 'the error is more than one line in a file'
tr '\n' ' ' <"$cli_dir/terminal" | tr -s ' ' | grep -qF "$(cat "$cli_dir/err")" ||
	fail "a word was cut: $(cat "$cli_dir/terminal")"
