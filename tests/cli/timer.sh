#!/bin/sh
# On a terminal one is asked how much of a forgotten timer counts; the next command goes on with it.
. "$(dirname "$0")/lib.sh"
if ! command -v script >/dev/null; then
	echo 'skip: no script(1) to make a terminal'
	exit 77
fi

# A timer of five hours, with a limit of one.
forgotten() {
	expect 0 roadmap set timer-limit 24h
	expect 0 roadmap start clean-hands --at '5 hours ago'
	expect 0 roadmap set timer-limit 1h
}

# answer LINES COMMAND: types the lines into the command's terminal.
answer() {
	# shellcheck disable=SC2059 # lines
	printf "$1" | COLUMNS=80 script -qec "$2" /dev/null | sed 's/\x1b\[[0-9;]*m//g' >"$cli_dir/out"
}

spent() {
	expect 0 roadmap --json show clean-hands
	said out "\"minutesSpent\": $1,"
}

expect 0 roadmap enroll baker
forgotten
answer '45m\n' "$ROADMAP next"
said out 'has been running since'
said out 'How much of it counts?'
said out '45 min'
said out 'Wash your hands'
spent 45
expect 1 roadmap stop

forgotten
answer '\n' "$ROADMAP stop"
said out 'Timed clean-hands'
spent 105

forgotten
answer '0\n' "$ROADMAP status"
spent 105
expect 1 roadmap stop

# nonsense is asked again, what is kept runs on
forgotten
answer 'much\n30h\nk\n' "$ROADMAP"
said out "'much' is no time"
said out 'at most 24 hours'
expect 0 roadmap next --json
said out '"forgotten": true'

# more than the limit counts if it is said
answer '5h\n' "$ROADMAP start knead-dough --force"
spent 405
expect 0 roadmap next --json
said out '"stepId": "knead-dough"'
