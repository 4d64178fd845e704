#!/bin/sh
# kill -9 between any two commands loses nothing that was answered.
. "$(dirname "$0")/lib.sh"

murder() {
	pid=$(daemons)
	[ -n "$pid" ] || fail 'no daemon to kill'
	kill -9 "$pid"
	wait_for no_daemon
}

step() {
	expect 0 roadmap "$@"
	murder
}

step enroll baker
step choose flour rye
step start clean-hands
step "done"
step note knead-dough one
step check knead-dough 2
step link knead-dough https://example.org/
step known knead-dough
step "done" rye-loaf first-sale
step undo
step redo
step undo
expect 0 roadmap log -n 50
[ "$(wc -l <"$cli_dir/out")" -eq 12 ] || fail 'actions are lost'
expect 0 roadmap show knead-dough
said out 'one'
said out 'https://example.org/'
said out '1 of 3'
expect 0 roadmap next --json
said out '"id": "rye-loaf"'
expect 0 roadmap doctor
