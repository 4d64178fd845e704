#!/bin/sh
# usage: service.sh BUILD
# The user service as people run it, under a real `systemd --user` (manager.sh makes one): activated by its
# socket, restarted after a crash and a hang, restarted while it is asked, sandboxed, and gone when disabled.
set -eu

if [ $# -gt 0 ]; then
	exec "$(dirname "$0")/manager.sh" "$1" "$0"
fi

fail() {
	printf 'service.sh: %s\n' "$*" >&2
	systemctl --user status roadmapd.service roadmapd.socket >&2 || true
	journalctl --user --no-pager -q -n 40 >&2 || true
	exit 1
}

passed() {
	printf '%s\n' "$*"
}

property() {
	systemctl --user show roadmapd.service -p "$1" --value
}

# await WHAT COMMAND...: until it succeeds; ten seconds are for ever.
await() {
	what=$1
	shift
	tries=200
	until "$@"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || fail "$what: never"
		sleep 0.05
	done
}

is_active() {
	systemctl --user --quiet is-active roadmapd.service
}

main_pid_is_not() {
	[ "$(property MainPID)" != "$1" ] && is_active
}

# A pid of 0 would kill this script.
kill_daemon() {
	pid=$(property MainPID)
	[ "$pid" -gt 1 ] || fail 'no daemon to kill'
	kill "-$1" "$pid"
	echo "$pid"
}

the_units_are_well_formed() {
	said=$(systemd-analyze verify --user /usr/local/lib/systemd/user/roadmap* 2>&1) || true
	[ -z "$said" ] || fail "verify says: $said"
	passed 'units are well formed'
}

the_first_command_activates_it() {
	systemctl --user daemon-reload
	systemctl --user enable --quiet --now roadmapd.socket
	! is_active || fail 'active before anybody asked'
	roadmap enroll backend-developer >/dev/null
	is_active || fail 'the service is not active'
	roadmap doctor | grep -qi systemd || fail 'doctor does not see systemd'
	await 'status text' sh -c 'systemctl --user show roadmapd.service -p StatusText --value |
		grep -qxE "[0-9]+ connections?, current: backend-developer [0-9]+ %"'
	passed "activated by its socket; status: $(property StatusText)"
}

it_comes_back_after_a_kill() {
	roadmap note suits-you 'secret of mine' >/dev/null
	pid=$(kill_daemon KILL)
	roadmap next >/dev/null || fail 'no answer after a kill'
	roadmap show suits-you | grep -q 'secret of mine' || fail 'a note is lost'
	await 'another process' main_pid_is_not "$pid"
	passed 'killed, and back with everything'
}

a_hang_is_ended() {
	mkdir -p ~/.config/systemd/user/roadmapd.service.d
	printf '[Service]\nWatchdogSec=1s\n' >~/.config/systemd/user/roadmapd.service.d/watchdog.conf
	systemctl --user daemon-reload
	systemctl --user restart roadmapd.service
	pid=$(kill_daemon STOP)
	roadmap next >/dev/null || fail 'no answer after a hang'
	await 'another process' main_pid_is_not "$pid"
	[ "$(property NRestarts)" -gt 0 ] || fail 'the watchdog did not restart it'
	passed 'stopped, found by the watchdog, and back'
}

# Its loop turns, but what it would answer from is gone: signs of life would be a lie.
a_lost_database_is_noticed() {
	systemctl --user reset-failed roadmapd.service
	mkdir ~/aside
	pid=$(property MainPID)
	mv ~/.local/state/roadmap/roadmap.db* ~/aside
	await 'another process' main_pid_is_not "$pid"
	systemctl --user stop roadmapd.service 2>/dev/null
	rm -f ~/.local/state/roadmap/roadmap.db*
	mv ~/aside/roadmap.db* ~/.local/state/roadmap
	roadmap show suits-you | grep -q 'secret of mine' || fail 'a note is lost'
	journalctl --user --no-pager -q -p err -u roadmapd.service |
		grep -q 'the database does not answer' || fail 'nothing is said of it'
	rm -r ~/.config/systemd/user/roadmapd.service.d
	systemctl --user daemon-reload
	systemctl --user restart roadmapd.service
	passed 'the loss of the database found by the watchdog'
}

is_at_rest() {
	[ "$(property ActiveState)" = inactive ] &&
		systemctl --user --quiet is-active roadmapd.socket
}

has_prompt() {
	[ -n "$(roadmap prompt)" ]
}

idle_it_ends_and_comes_back() {
	mkdir -p ~/.config/systemd/user/roadmapd.service.d
	printf '[Service]\nExecStart=\nExecStart=/usr/local/bin/roadmapd --idle-exit 1\n' \
		>~/.config/systemd/user/roadmapd.service.d/idle.conf
	systemctl --user daemon-reload
	systemctl --user restart roadmapd.service
	roadmap watch >/dev/null &
	watcher=$!
	await 'a prompt of a daemon that runs' has_prompt
	sleep 1.5 # longer than it would rest
	is_active || fail 'it ended under a client'
	kill $watcher
	wait $watcher || true
	await 'the end of an idle daemon' is_at_rest
	[ "$(property Result)" = success ] || fail "ended by $(property Result)"
	! has_prompt || fail 'a prompt of no daemon'
	is_at_rest || fail 'a prompt started the daemon'
	roadmap next >/dev/null || fail 'no answer after a rest'
	is_active || fail 'the command started a daemon of its own'
	rm -r ~/.config/systemd/user/roadmapd.service.d
	systemctl --user daemon-reload
	systemctl --user restart roadmapd.service
	passed 'idle, it ended; a prompt let it rest, a command woke it'
}

# TimeoutStopSec is not reached, whoever listens.
it_stops_beside_those_who_listen() {
	roadmap watch >/dev/null 2>&1 &
	watcher=$!
	roadmap next >/dev/null
	systemctl --user stop roadmapd.service 2>/dev/null
	[ "$(property Result)" = success ] || fail "ended by $(property Result)"
	wait $watcher || true
	roadmap next >/dev/null || fail 'no answer after a stop'
	passed 'stopped beside a client that watches'
}

has_desktop() {
	roadmap remind | grep -q '^desktop  *shows notifications$'
}

# By a unit of its own, and so outside the sandbox of the daemon.
reminders_run_hooks() {
	mkdir -p ~/.config/roadmap/hooks
	printf '#!/bin/sh\ncat >~/hooked\ngrep -E "Seccomp:|NoNewPrivs:" /proc/self/status >>~/hooked\necho told; exit 3\n' \
		>~/.config/roadmap/hooks/goal-at-risk
	chmod 755 ~/.config/roadmap/hooks/goal-at-risk
	roadmap set quiet-hours none >/dev/null
	roadmap goal 168h/week >/dev/null
	roadmap set reminders on >/dev/null
	# a Sunday noon; and the daemon is woken by the check
	systemctl --user set-environment ROADMAP_NOW=1763899200
	systemctl --user stop roadmapd.service 2>/dev/null
	systemctl --user enable --quiet --now roadmap-remind.timer
	systemctl --user start roadmap-remind.service || fail 'the check fails'
	grep -q '"event":"goal-at-risk"' ~/hooked || fail 'no hook was run'
	[ "$(grep -cE '(Seccomp|NoNewPrivs):[[:space:]]*0' ~/hooked)" -eq 2 ] || fail 'the hook is in a sandbox'
	[ ! -e ~/shown ] || fail 'shown without a desktop'
	roadmap set reminders --unset >/dev/null
	roadmap job add Initech --stage applied --follow-up 2025-11-23 >/dev/null
	roadmap-notifier ~/shown &
	notifier=$!
	await 'a desktop' has_desktop
	systemctl --user start roadmap-remind.service || fail 'the check with a desktop fails'
	kill $notifier
	[ "$(cut -f 2 ~/shown)" = 'Follow up with Initech, due 2025-11-23' ] || fail "shown: $(cat ~/shown)"
	systemctl --user list-timers --no-pager | grep -q roadmap-remind.timer || fail 'no timer waits'
	systemctl --user disable --quiet --now roadmap-remind.timer
	systemctl --user unset-environment ROADMAP_NOW
	systemctl --user restart roadmapd.service
	passed "reminders are checked by their timer; hook: $(tr '\n' ' ' <~/hooked | cut -c 1-60)..."
}

# Each client counts what it was told is done; the notes must be as many.
clients() {
	client=0
	for step in $steps; do
		client=$((client + 1))
		(
			said=0
			until [ -e ~/enough ]; do
				roadmap next >/dev/null 2>>~/errors || echo next >>~/errors
				roadmap note "$step" "from client $client" >/dev/null 2>>~/errors &&
					said=$((said + 1))
			done
			echo $said >~/said.$client
		) &
	done
}

readonly steps='suits-you workspace shell-basics git-basics'

a_restart_loses_nothing() {
	rm -f ~/enough ~/errors
	clients
	for round in 1 2 3 4 5; do
		sleep 0.3
		systemctl --user reset-failed roadmapd.service # they count as starts
		systemctl --user restart roadmapd.service || fail "restart $round fails"
	done
	: >~/enough
	wait
	[ ! -s ~/errors ] || fail "clients saw: $(sort ~/errors | uniq -c)"
	said=$(cat ~/said.* | awk '{ sum += $1 } END { print sum }')
	kept=$(for step in $steps; do roadmap show "$step" --json; done |
		grep -c '"text": "from client')
	[ "$said" = "$kept" ] || fail "$said notes were acknowledged, $kept are there"
	passed "restarted five times beside four clients: $said notes written, $kept there"
}

# The probe has every setting of the service, but for the program and how it is started.
the_sandbox_is_real() {
	mkdir -p ~/.ssh
	: >~/.ssh/id_probe
	sed -e 's|^ExecStart=.*|ExecStart=/usr/local/bin/roadmap-probe\nStandardOutput=file:%h/probe|' -e 's/^Type=.*/Type=oneshot/' \
		-e '/^Restart/d' -e '/^WatchdogSec/d' -e '/^Requires/d' -e '/^After/d' \
		/usr/local/lib/systemd/user/roadmapd.service >~/.config/systemd/user/roadmap-probe.service
	systemctl --user daemon-reload
	systemctl --user start roadmap-probe.service || fail 'the probe cannot run'
	while read -r line; do
		grep -qxE "$line" ~/probe || fail "not so: $line, but: $(cat ~/probe)"
	done <<-'END'
	NoNewPrivs:[[:space:]]*1
	Seccomp:[[:space:]]*2
	CapBnd:[[:space:]]*0*
	CapEff:[[:space:]]*0*
	unix socket: yes
	inet socket: EAFNOSUPPORT
	netlink socket: EAFNOSUPPORT
	mount: EPERM
	reboot: EPERM
	user namespace: EPERM
	personality: EPERM
	executable memory: EPERM
	write to /usr: EROFS
	write to /etc: EROFS
	write to /boot: EROFS
	read keys: EACCES
	write to the state folder: yes
	disks: ENOENT
	umask: yes
	END
	passed 'the sandbox holds, seen from inside'
}

the_figure_of_systemd() {
	passed "systemd-analyze: $(systemd-analyze --user security roadmapd.service --no-pager |
		sed -n 's/.*Overall exposure level[^:]*: *\([0-9.]* [A-Z]*\).*/\1/p')"
}

has_journal() {
	journalctl --user --no-pager -q -u roadmapd.service >~/journal
	grep -q 'roadmapd\[' ~/journal
}

priority_of() {
	journalctl --user --no-pager -q -u roadmapd.service -o json |
		grep "\"MESSAGE\":\"$1" | sed -n 's/.*"PRIORITY":"\([0-9]\)".*/\1/p' | sort -u
}

the_journal_keeps_secrets() {
	! roadmap 'done' 'secret of mine' 2>/dev/null || fail 'there is such a step'
	roadmap link suits-you https://secret.example/of/mine >/dev/null
	await 'a line in the journal' has_journal
	await 'a refusal in the journal' sh -c \
		'journalctl --user --no-pager -q -u roadmapd.service | grep -q "Step.Set: NOT_FOUND"'
	has_journal
	! grep -qE 'secret of mine|secret\.example' ~/journal || fail 'the journal has private words'
	[ "$(priority_of 'client [0-9]*: Step.Set: NOT_FOUND')" = 6 ] || fail 'a refusal is no information'
	[ "$(priority_of 'listening at')" = 6 ] || fail 'to listen is no information'
	[ "$(priority_of 'the database does not answer')" = 3 ] || fail 'a lost database is no error'
	passed "$(wc -l <~/journal) lines in the journal, nothing private"
}

disabled_it_is_gone() {
	systemctl --user disable --quiet --now roadmapd.socket roadmapd.service
	! pgrep -u "$(id -u)" -x roadmapd >/dev/null || fail 'a daemon is left'
	[ ! -e "$XDG_RUNTIME_DIR/roadmap/roadmapd.sock" ] || fail 'the socket is left'
	passed 'disabled, and nothing left running'
}

the_units_are_well_formed
the_first_command_activates_it
it_comes_back_after_a_kill
a_hang_is_ended
a_lost_database_is_noticed
idle_it_ends_and_comes_back
it_stops_beside_those_who_listen
reminders_run_hooks
a_restart_loses_nothing
the_sandbox_is_real
the_figure_of_systemd
the_journal_keeps_secrets
disabled_it_is_gone
