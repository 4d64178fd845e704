#!/bin/sh
# A watcher is told of each action as it happens, a line each.
. "$(dirname "$0")/lib.sh"

expect 0 roadmap enroll baker
"$ROADMAP" watch --json >"$cli_dir/json" 2>&1 &
json=$!
"$ROADMAP" watch >"$cli_dir/text" 2>&1 &
text=$!
# The watchers may not be there yet: do things until they have heard of one.
heard() {
	roadmap start clean-hands >/dev/null && roadmap reset clean-hands >/dev/null &&
		[ -s "$cli_dir/json" ] && [ -s "$cli_dir/text" ]
}
wait_for heard
kill "$json"
grep -q 'Wash your hands' "$cli_dir/text" || fail "text: $(cat "$cli_dir/text")"
"$JSON_CHECK" --lines <"$cli_dir/json" || fail "json: $(cat "$cli_dir/json")"

# It ends with the daemon.
kill -9 "$(daemons)"
wait "$text"
[ $? -eq 4 ] || fail 'the watcher did not say that the daemon went away'
