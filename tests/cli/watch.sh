#!/bin/sh
# A watcher is told of each action as it happens, a line each.
. "$(dirname "$0")/lib.sh"

expect 0 roadmap enroll baker
"$ROADMAP" watch --json >>"$cli_dir/json" 2>&1 &
json=$!
"$ROADMAP" watch >>"$cli_dir/text" 2>&1 &
text=$!
# The watchers may not be there yet: do things until they have heard of one.
heard() {
	roadmap start clean-hands >/dev/null && roadmap reset clean-hands >/dev/null &&
		[ -s "$cli_dir/json" ] && [ -s "$cli_dir/text" ]
}
wait_for heard

# When the daemon goes away they wait for the next one.
kill -9 "$(daemons)"
wait_for no_daemon
cp "$cli_dir/text" "$cli_dir/before"
: >"$cli_dir/text"
: >"$cli_dir/json"
wait_for heard
kill "$json" "$text"
for part in before text; do
	grep -q 'Wash your hands' "$cli_dir/$part" || fail "$part: $(cat "$cli_dir/$part")"
	grep -q 'waiting' "$cli_dir/$part" && fail 'it speaks into a file'
done
"$JSON_CHECK" --lines <"$cli_dir/json" || fail "json: $(cat "$cli_dir/json")"

# On a terminal it says what it waits for.
command -v script >/dev/null || exit 0
script -qfec "$ROADMAP watch" "$cli_dir/terminal" </dev/null >/dev/null &
terminal=$!
wait_for grep -q 'waiting for changes, Ctrl-C ends' "$cli_dir/terminal"
kill "$terminal"
