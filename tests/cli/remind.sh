#!/bin/sh
# Reminders as they arrive: on a desktop (a bus of its own with something that shows notifications) and at hooks.
. "$(dirname "$0")/lib.sh"

hooks=$HOME/.config/roadmap/hooks
shown=$cli_dir/shown
unset DBUS_SESSION_BUS_ADDRESS
# a Sunday noon
export ROADMAP_NOW=1763899200 ROADMAP_HOOK_LIMIT=1

# hook EVENT SCRIPT
hook() {
	mkdir -p "$hooks"
	printf '#!/bin/sh\n%s\n' "$2" >"$hooks/$1"
	chmod 755 "$hooks/$1"
}

# The daemon takes its time from its environment.
later() {
	ROADMAP_NOW=$((ROADMAP_NOW + $1))
	for pid in $(daemons); do
		kill "$pid"
	done
	wait_for no_daemon
}

next_step() {
	roadmap next --json | sed -n '/"step": {/,/}/s/.*"id": "\([^"]*\)".*/\1/p' | head -n 1
}

has_line() {
	grep -q "$1" "$cli_dir/ran"
}

lines() {
	[ "$(wc -l <"$1")" -eq "$2" ] || fail "$(cat "$1"): not $2 lines"
}

on_a_server_nothing_is_asked_and_no_daemon_started() {
	expect 0 roadmap remind check
	quiet out
	quiet err
	no_daemon || fail 'a daemon was started for nothing'
	expect 1 roadmap remind test
	said err 'no desktop'
	expect 0 roadmap remind check --json
	said out '"reminders": []'
	no_daemon || fail 'a daemon was started for nothing'
	expect 0 roadmap remind
	said out 'Reminders are off here.'
	said out 'last check    never'
	expect 0 roadmap remind on
	said out 'But nothing shows them'
	expect 0 roadmap remind auto
	expect 0 roadmap remind --json
	"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON'
	expect 2 roadmap remind loudly
	expect 2 roadmap remind on off
}

what_is_done_runs_hooks_once() {
	expect 0 roadmap enroll baker
	hook step-done "cat >>$cli_dir/ran"
	expect 0 roadmap 'done' clean-hands
	wait_for test -s "$cli_dir/ran"
	"$JSON_CHECK" --lines <"$cli_dir/ran" || fail 'no JSON'
	has_line '"event":"step-done".*"stepId":"clean-hands"' || fail "$(cat "$cli_dir/ran")"
	expect 0 roadmap remind check
	lines "$cli_dir/ran" 1
	# taken back and done again is news
	expect 0 roadmap undo
	expect 0 roadmap remind check
	expect 0 roadmap 'done' clean-hands --json
	wait_for two_lines
	expect 0 roadmap remind check
	lines "$cli_dir/ran" 2
}

a_whole_phase_is_told() {
	phase=$(roadmap status --json | sed -n 's/.*"phaseId": "\([^"]*\)".*/\1/p' | head -n 1)
	hook phase-done "cat >>$cli_dir/phases"
	while [ "$(roadmap status --json | sed -n 's/.*"phaseId": "\([^"]*\)".*/\1/p' | head -n 1)" = "$phase" ]; do
		expect 0 roadmap 'done' "$(next_step)" --force
	done
	wait_for test -s "$cli_dir/phases"
	expect 0 roadmap remind check
	lines "$cli_dir/phases" 1
	grep -q "\"phaseId\":\"$phase\"" "$cli_dir/phases" || fail "$(cat "$cli_dir/phases")"
}

a_hook_that_fails_or_hangs_hurts_nothing() {
	rm "$hooks/phase-done"
	hook test "echo \$\$ >$cli_dir/pid; sleep 1000 & echo \$! >>$cli_dir/pid; trap '' TERM; wait; wait; sleep 1000"
	expect 0 roadmap remind test
	said err 'hook test: killed after 1 seconds'
	while read -r pid; do
		! grep -q '^State:[[:space:]]*[RSDTt]' "/proc/$pid/status" 2>/dev/null || fail "process $pid is left"
	done <"$cli_dir/pid"
	hook test 'exit 3'
	expect 0 roadmap remind test
	said err 'hook test: exit status 3'
	hook test 'kill -SEGV $$'
	expect 0 roadmap remind test
	said err 'hook test: ended by signal 11'
	# it need not read what it is given
	hook test 'exec <&-; true'
	expect 0 roadmap remind test
	quiet err
	printf 'no program' >"$hooks/test"
	expect 0 roadmap remind test
}

hooks_that_others_may_write_are_not_run() {
	hook test "echo ran >>$cli_dir/never"
	chmod 757 "$hooks/test"
	expect 1 roadmap remind test
	said err 'hook test is not run: others may write it'
	chmod 755 "$hooks/test"
	chmod 757 "$hooks"
	expect 1 roadmap remind test
	chmod 755 "$hooks"
	if [ "$(id -u)" = 0 ]; then
		# as with umask 002, in a group of one's own and in one of others
		chmod 775 "$hooks" "$hooks/test"
		chgrp 0 "$hooks" "$hooks/test"
		expect 0 roadmap remind
		! grep -q 'not run' "$cli_dir/out" || fail 'refused in a group of its own'
		chgrp 1 "$hooks"
		expect 1 roadmap remind test
		chgrp 0 "$hooks"
		chgrp 1 "$hooks/test"
		expect 1 roadmap remind test
		chgrp 0 "$hooks/test"
		chmod 755 "$hooks" "$hooks/test"
	fi
	chmod 644 "$hooks/test"
	expect 1 roadmap remind test
	said err 'not executable'
	expect 0 roadmap remind
	said out 'test (not run: not executable, chmod +x)'
	hook step-doen :
	expect 0 roadmap remind
	said out 'chmod +x), step-doen (not run: no event is called so)'
	rm "$hooks/step-doen"
	[ ! -e "$cli_dir/never" ] || fail 'it ran'
	rm "$hooks/test"
}

what_is_no_program_is_told_and_not_run() {
	mkdir "$hooks/test"
	expect 1 roadmap remind test
	said err 'hook test is not run: not a file'
	rmdir "$hooks/test"
	ln -s /nonesuch "$hooks/test"
	expect 1 roadmap remind test
	said err 'a link that leads nowhere'
	rm "$hooks/test"
	hook test ''
	echo 'echo no' >"$hooks/test"
	expect 0 roadmap remind test
	said err 'hook test: cannot be run: its first line is no #!/bin/sh'
	echo '#!/nonesuch' >"$hooks/test"
	expect 0 roadmap remind test
	said err 'the program of its first line is not there'
	# one of the system may be linked
	ln -sf /bin/true "$hooks/test"
	expect 0 roadmap remind test --json
	quiet err
	"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON'
	rm -r "$hooks"
	: >"$hooks"
	expect 0 roadmap remind
	said out 'hooks         not run, their folder: Not a directory'
	expect 1 roadmap remind test
	rm "$hooks"
}

# Neither a disk nor a journal is filled by it, and what it left running does not hold us up.
a_hook_that_prints_for_ever_is_cut_off() {
	hook test 'exec yes'
	expect 0 roadmap remind test
	said err 'hook test: prints too much'
	said err 'hook test: killed after 1 seconds'
	[ "$(wc -c <"$cli_dir/err")" -lt 70000 ] || fail 'all of it was kept'
	hook test 'yes & exit 0'
	expect 0 roadmap remind test
	[ "$(wc -c <"$cli_dir/err")" -lt 70000 ] || fail 'all of it was kept'
	# as in a shell, the end of a pipe ends who writes to it
	hook test 'exec 3>&1; { yes; echo "status $?" >&3; } | head -n 1'
	expect 0 roadmap remind test
	said err 'status 141'
	rm -r "$hooks"
}

jobs_told() {
	expect 0 roadmap remind check
	[ "$(grep -c "$1" "$cli_dir/jobs")" -eq "$2" ] || fail "$(cat "$cli_dir/jobs"): not $2 of $1"
}

# Once when they fall due, together, and not on the days after.
follow_ups_and_the_silent_are_told_once() {
	hook follow-up-due "cat >>$cli_dir/jobs"
	hook application-silent "cat >>$cli_dir/jobs"
	: >"$cli_dir/jobs"
	expect 0 roadmap job add Initech 'Clerk <1>' --stage applied --follow-up 2025-11-24
	expect 0 roadmap job add Hooli --stage applied --follow-up 2025-11-23
	expect 0 roadmap job add Umbrella --stage applied
	jobs_told '"event":"follow-up-due"' 1
	jobs_told 'Follow up with Hooli, due 2025-11-23' 1
	later 86400
	jobs_told follow-up-due 2
	jobs_told '"company":"Initech","role":"Clerk <1>","day":"2025-11-24"' 1
	later 86400
	jobs_told follow-up-due 2
	later $((29 * 86400))
	jobs_told 'Umbrella has been silent since 2025-11-23: ghosted?' 1
	later 86400
	jobs_told 'application-silent' 1
	expect 0 roadmap job due
	said out Initech
	"$JSON_CHECK" --lines <"$cli_dir/jobs" || fail 'no JSON'
	rm -r "$hooks"
}

# A hook that runs roadmap itself makes no loop, and is not lost.
hooks_may_use_roadmap() {
	rm -f "$cli_dir/ran"
	hook step-done "cat >>$cli_dir/ran; [ -e $cli_dir/twice ] || { : >$cli_dir/twice; until step=\$($ROADMAP prompt -f %s) && [ -n \"\$step\" ]; do :; done; $ROADMAP done \"\$step\" --force; }"
	expect 0 roadmap 'done' "$(next_step)" --force
	wait_for two_lines
	expect 0 roadmap remind check
	lines "$cli_dir/ran" 2
}

two_lines() {
	[ "$(wc -l <"$cli_dir/ran")" -ge 2 ]
}

reminders_go_to_hooks_where_they_are_on() {
	rm -rf "$hooks"
	hook goal-at-risk "cat >>$cli_dir/goals"
	expect 0 roadmap goal 90h/week
	expect 0 roadmap remind check
	[ ! -e "$cli_dir/goals" ] || fail 'reminded on a server'
	expect 0 roadmap remind on
	said out 'Reminders are on.'
	said out 'last check    12:00'
	! grep -q 'nothing shows' "$cli_dir/out" || fail 'a hook does'
	expect 0 roadmap set quiet-hours 10:00-14:00
	expect 0 roadmap remind check
	[ ! -e "$cli_dir/goals" ] || fail 'reminded in quiet hours'
	expect 0 roadmap set quiet-hours --unset
	expect 0 roadmap remind check
	expect 0 roadmap remind check
	lines "$cli_dir/goals" 1
	grep -q '"event":"goal-at-risk"' "$cli_dir/goals" || fail "$(cat "$cli_dir/goals")"
	rm -r "$hooks"
}

# Two bytes of a title are markup to a desktop.
the_desktop_shows_them() {
	command -v dbus-run-session >/dev/null && [ -n "${NOTIFIER:-}" ] || return 0
	expect 0 roadmap remind auto
	expect 0 roadmap enroll tea
	expect 0 roadmap start "$(next_step)" --no-timer
	later $((14 * 86400))
	expect 0 roadmap job add 'Kiln & Sons' --stage applied --follow-up today
	dbus-run-session -- sh -c "$NOTIFIER $shown & \$0 \"\$@\"" sh "$(dirname "$0")/remind_bus.sh" "$ROADMAP" \
		>"$cli_dir/out" 2>&1 || fail "$(cat "$cli_dir/out")"
	grep -q "^A step in progress$tab'.*' waits for you since 14 days" "$shown" || fail "$(cat "$shown")"
	grep -q "^The goal of this week${tab}0 h of 90 h" "$shown" || fail "$(cat "$shown")"
	grep -q "^Your job search${tab}Follow up with Kiln &amp; Sons, due" "$shown" || fail "$(cat "$shown")"
	grep -q "^Roadmap${tab}This is how" "$shown" || fail "$(cat "$shown")"
	lines "$shown" 4
}

# Hooks run, late by the patience with it.
a_bus_that_never_answers_is_no_desktop() {
	[ -n "${NOTIFIER:-}" ] || return 0
	hook test "echo ran"
	"$NOTIFIER" --mute "$cli_dir/bus" &
	mute=$!
	wait_for test -S "$cli_dir/bus"
	DBUS_SESSION_BUS_ADDRESS=unix:path=$cli_dir/bus expect 0 timeout 30 "$ROADMAP" remind test
	said err ran
	kill $mute
}

tab=$(printf '\t')
on_a_server_nothing_is_asked_and_no_daemon_started
what_is_done_runs_hooks_once
a_whole_phase_is_told
a_hook_that_fails_or_hangs_hurts_nothing
hooks_that_others_may_write_are_not_run
what_is_no_program_is_told_and_not_run
a_hook_that_prints_for_ever_is_cut_off
hooks_may_use_roadmap
reminders_go_to_hooks_where_they_are_on
follow_ups_and_the_silent_are_told_once
the_desktop_shows_them
a_bus_that_never_answers_is_no_desktop
