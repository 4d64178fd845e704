#!/bin/sh
# usage: service.sh BUILD
# The user service as people run it, under a real `systemd --user` (manager.sh makes one): activated by its
# socket, restarted after a crash and a hang, restarted while it is asked, sandboxed, and gone when disabled.
set -eu
umask 022

if [ $# -gt 0 ]; then
	exec "$(dirname "$0")/manager.sh" "$1" "$0"
fi

fail() {
	printf 'service.sh: %s\n' "$*" >&2
	systemctl --user status roadmapd.service roadmapd.socket >&2 || true
	journalctl --user --no-pager -q -n 40 >&2 || true
	exit 1
}

# The next story has all its starts again.
passed() {
	printf '%s\n' "$*"
	systemctl --user reset-failed
}

property() {
	systemctl --user show roadmapd.service -p "$1" --value
}

# await WHAT COMMAND...: until it succeeds; half a minute is for ever.
await() {
	what=$1
	shift
	tries=600
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
	said=$(systemd-analyze verify --user --man=no /usr/local/lib/systemd/user/roadmap* 2>&1) || true
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

doctor_says() {
	roadmap doctor --json >~/doctor || true
	grep -q "$1" ~/doctor
}

# What the doctor advises to type, word by word.
do_as_the_doctor_says() {
	sed -n 's/.*when it is mended: \(systemctl [^"]*\)".*/\1/p' ~/doctor >~/advice
	[ -s ~/advice ] || fail "no advice: $(cat ~/doctor)"
	sh -e ~/advice || fail "the advice does not work: $(cat ~/advice)"
}

# The daemon that a client started would notice within half a minute that its socket is another's.
the_service_is_back() {
	roadmap next >/dev/null || fail 'no answer after the advice'
	is_active || fail 'the service is not back'
	doctor_says '"starts the daemon: ' || fail "still: $(cat ~/doctor)"
	pgrep -u "$(id -u)" -x roadmapd | grep -vx "$(property MainPID)" | xargs -r kill
}

it_is_given_up() {
	[ "$(property Result)" = exit-code ] &&
		[ "$(systemctl --user show roadmapd.socket -p Result --value)" = service-start-limit-hit ]
}

# With a database that is none it fails again and again. Whoever asks is told why, at once and each time,
# and when it is mended everything goes on as before.
given_up_it_says_why_and_can_be_mended() {
	systemctl --user stop roadmapd.service 2>/dev/null
	mv ~/.local/state/roadmap/roadmap.db* ~/aside
	seq -f 'day %g of my diary' 1000 >~/.local/state/roadmap/roadmap.db
	for again in 1 2; do
		! roadmap next >~/said 2>&1 || fail 'an answer from no database'
		grep -q 'roadmap.db is no database: move it away, then restore a backup' ~/said ||
			fail "it says: $(cat ~/said)"
		await "the end of trying ($again)" it_is_given_up
	done
	doctor_says 'is no database' || fail "the doctor does not see why: $(cat ~/doctor)"
	doctor_says 'it gave up roadmapd.socket' || fail "the doctor does not see it: $(cat ~/doctor)"

	rm ~/.local/state/roadmap/roadmap.db
	mv ~/aside/roadmap.db* ~/.local/state/roadmap
	roadmap show suits-you | grep -q 'secret of mine' || fail 'mended, and no answer'
	doctor_says 'it gave up roadmapd.socket' || fail 'the doctor forgets that it failed'
	do_as_the_doctor_says
	the_service_is_back
	passed 'given up, with its reason told; mended, and back'
}

# Where a sandbox cannot be made, as in some containers, the service fails before the daemon begins.
without_its_sandbox_the_client_starts_it() {
	mkdir -p ~/.config/systemd/user/roadmapd.service.d
	printf '[Service]\nExecStart=\nExecStart=/nowhere/roadmapd\n' \
		>~/.config/systemd/user/roadmapd.service.d/broken.conf
	systemctl --user daemon-reload
	systemctl --user stop roadmapd.service 2>/dev/null
	roadmap next >/dev/null || fail 'no answer without the service'
	await 'the end of trying' it_is_given_up
	doctor_says 'it gave up roadmapd.socket' || fail "the doctor does not see it: $(cat ~/doctor)"
	rm -r ~/.config/systemd/user/roadmapd.service.d
	systemctl --user daemon-reload
	do_as_the_doctor_says
	the_service_is_back
	passed 'a service that cannot start is no hindrance'
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

# A step takes 700 notes, which one client alone would write in a few seconds.
readonly steps='suits-you first-request market-look study-plan workspace shell-basics git-basics publish-repository
	git-collaboration web-basics http-basics first-program debugging testing-basics ci-basics'

# Each client counts what it was told is done; the notes must be as many.
clients() {
	for client in 1 2 3 4; do
		(
			said=0
			until [ -e ~/enough ]; do
				for step in $steps; do
					roadmap next >/dev/null 2>>~/errors || echo next >>~/errors
					roadmap note "$step" "from client $client" >/dev/null 2>>~/errors &&
						said=$((said + 1))
				done
			done
			echo $said >~/said.$client
		) &
	done
}

a_restart_loses_nothing() {
	rm -f ~/enough ~/errors
	clients
	for round in 1 2 3 4; do
		sleep 0.3
		systemctl --user reset-failed roadmapd.service # they count as starts
		systemctl --user restart roadmapd.service || fail "restart $round fails"
		sleep 0.3
		pid=$(kill_daemon KILL) # answers are lost on the way: asked again, nothing is done twice
		await 'another process' main_pid_is_not "$pid"
	done
	: >~/enough
	wait
	[ ! -s ~/errors ] || fail "clients saw: $(sort ~/errors | uniq -c)"
	said=$(cat ~/said.* | awk '{ sum += $1 } END { print sum }')
	kept=$(for step in $steps; do roadmap show "$step" --json; done |
		grep -c '"text": "from client')
	[ "$said" = "$kept" ] || fail "$said notes were acknowledged, $kept are there"
	passed "restarted and killed four times each beside four clients: $said notes written, $kept there"
}

readonly service=/usr/local/lib/systemd/user/roadmapd.service

# The lines of the unit that take something away from the daemon.
sandbox_lines() {
	sed -n -e '/^LimitNOFILE=/p' -e '/^PrivateUsers=/,$p' $service | grep -v -e '^#' -e '^$'
}

# probe_unit NAME: makes a unit that runs the probe with the settings that come on standard input.
probe_unit() {
	{
		printf '[Unit]\nStartLimitIntervalSec=0\n[Service]\nType=oneshot\n'
		printf 'ExecStart=/usr/local/bin/roadmap-probe\nStandardOutput=truncate:%%h/%s\n' "$1"
		printf 'Environment=PROBE_CGROUP=/sys/fs/cgroup%s\n' \
			"$(systemctl --user show -p ControlGroup --value)"
		for name in user mnt net ipc uts; do
			printf 'Environment=PROBE_%s=%s\n' $name "$(readlink /proc/self/ns/$name)"
		done
		cat
	} >~/.config/systemd/user/"$1".service
}

# What the daemon may and may not do, seen from a program that has every setting of its unit.
the_sandbox_is_real() {
	mkdir -p ~/.ssh
	: >~/.ssh/id_probe
	: >/tmp/roadmap-probe
	sandbox_lines | probe_unit probe
	systemctl --user daemon-reload
	systemctl --user start probe.service || fail 'the probe cannot run'
	# newer versions of systemd forbid it by prctl(2), which refuses with another error
	sed -e 's/:\t/: /' -e '/^executable memory:/s/EACCES/EPERM/' ~/probe >~/seen
	diff ~/seen - <<-'END' || fail 'the sandbox is not as it should be'
	CapEff: 0000000000000000
	CapBnd: 0000000000000000
	NoNewPrivs: 1
	Seccomp: 2
	user namespace: own
	mnt namespace: own
	net namespace: own
	ipc namespace: own
	uts namespace: own
	umask: 077
	files: 8192
	write to /usr: EROFS
	write to /etc: EROFS
	write to /boot: EROFS
	read keys: EACCES
	write to the state folder: yes
	set-uid file: EPERM
	others' temporary files: ENOENT
	other devices: ENOENT
	symbols of the kernel: hidden
	log of the kernel: hidden
	modules of the kernel: hidden
	control group: EROFS
	unix socket: yes
	inet socket: EAFNOSUPPORT
	netlink socket: EAFNOSUPPORT
	real time: EPERM
	clock: EPERM
	personality: EPERM
	new namespace: EPERM
	executable memory: EPERM
	thread: yes
	calls of i386: SYS
	traced: EPERM
	priorities: EPERM
	END
	passed 'the sandbox holds, seen from inside'
}

# Not by which means: that a line makes a filter or a namespace is no effect yet.
what_it_hinders() {
	grep -v -e '^Seccomp:' -e '^mnt namespace:' "$1"
}

# Each line of the unit, alone with the user namespace that it needs, makes a difference to the probe: none
# is there for the looks of it.
each_line_takes_effect() {
	: | probe_unit nothing
	echo PrivateUsers=yes | probe_unit users
	# no effect of its own, but on the error that the whole gives; and no controller here
	sandbox_lines | grep -v -e '^PrivateUsers=' -e '^SystemCallErrorNumber=' -e '^TasksMax=' >~/lines
	count=0
	while read -r line; do
		count=$((count + 1))
		printf 'PrivateUsers=yes\n%s\n' "$line" | probe_unit line-$count
	done <~/lines
	systemctl --user daemon-reload
	# a filter without an error number kills
	# shellcheck disable=SC2046 # words
	systemctl --user start nothing users $(seq -f line-%g $count) 2>/dev/null || true
	! cmp -s ~/nothing ~/users || fail 'without effect: PrivateUsers'
	what_it_hinders ~/users >~/hindered
	count=0
	while read -r line; do
		count=$((count + 1))
		[ -s ~/line-$count ] || fail "the probe cannot run with $line"
		! what_it_hinders ~/line-$count | cmp -s - ~/hindered || fail "without effect: $line"
	done <~/lines
	passed "each of $count lines of the sandbox takes effect by itself"
}

# README.md tells the figure of systemd in Debian 12 and 13; each version weighs anew.
the_figure_of_systemd() {
	figure=$(systemd-analyze --user security roadmapd.service --no-pager |
		sed -n 's/.*Overall exposure level[^:]*: *\([0-9.]* [A-Z]*\).*/\1/p')
	told=$(sed -n 's/^\([0-9.]*\) (\([A-Z]*\)).*/\1 \2/p' /README.md)
	case $(systemctl --version) in
	'systemd 252 '* | 'systemd 257 '*) [ "$figure" = "$told" ] || fail "README.md says $told, systemd-analyze $figure" ;;
	esac
	passed "systemd-analyze: $figure"
}

has_journal() {
	journalctl --user --no-pager -q -u 'roadmap*' >~/journal
	grep -q 'roadmapd\[' ~/journal
}

priority_of() {
	journalctl --user --no-pager -q -u roadmapd.service -o json |
		grep "\"MESSAGE\":\"$1" | sed -n 's/.*"PRIORITY":"\([0-9]\)".*/\1/p' | sort -u
}

the_journal_keeps_secrets() {
	! roadmap 'done' 'secret of mine' 2>/dev/null || fail 'there is such a step'
	roadmap link suits-you https://secret.example/of/mine >/dev/null
	roadmap job add 'Secret Ltd' 'secret of mine' --note 'secret of mine' >/dev/null
	! roadmap job move 'secret of mine' nowhere 2>/dev/null || fail 'there is such a stage'
	await 'a line in the journal' has_journal
	await 'a refusal in the journal' sh -c \
		'journalctl --user --no-pager -q -u roadmapd.service | grep -q "Step.Set: NOT_FOUND"'
	has_journal
	! grep -qiE 'secret of mine|secret\.example|secret ltd' ~/journal || fail 'the journal has private words'
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
given_up_it_says_why_and_can_be_mended
without_its_sandbox_the_client_starts_it
idle_it_ends_and_comes_back
it_stops_beside_those_who_listen
reminders_run_hooks
a_restart_loses_nothing
the_sandbox_is_real
each_line_takes_effect
the_figure_of_systemd
the_journal_keeps_secrets
disabled_it_is_gone
