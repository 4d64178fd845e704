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
	said=$(systemd-analyze verify --user /usr/local/lib/systemd/user/roadmapd.service \
		/usr/local/lib/systemd/user/roadmapd.socket 2>&1) || true
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
	await 'status text' sh -c \
		'systemctl --user show roadmapd.service -p StatusText --value | grep -q backend-developer'
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
	rm -r ~/.config/systemd/user/roadmapd.service.d
	systemctl --user daemon-reload
	systemctl --user restart roadmapd.service
	passed 'stopped, found by the watchdog, and back'
}

# Each client counts what it was told is done; the notes must be as many.
clients() {
	for client in 1 2 3 4; do
		(
			said=0
			until [ -e ~/enough ]; do
				roadmap next >/dev/null 2>>~/errors || echo next >>~/errors
				roadmap note suits-you "from client $client" >/dev/null 2>>~/errors &&
					said=$((said + 1))
			done
			echo $said >~/said.$client
		) &
	done
}

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
	kept=$(roadmap show suits-you --json | grep -c '"text": "from client')
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

the_journal_keeps_secrets() {
	await 'a line in the journal' has_journal
	! grep -q 'secret of mine' ~/journal || fail 'the journal has the words of a note'
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
a_restart_loses_nothing
the_sandbox_is_real
the_figure_of_systemd
the_journal_keeps_secrets
disabled_it_is_gone
