#!/bin/sh
# `roadmap doctor`: how the program was installed, and what systemd has to do with the daemon.
. "$(dirname "$0")/lib.sh"

# systemd_says STATE: as `systemctl --user is-active roadmapd.socket`.
systemd_says() {
	printf '#!/bin/sh\necho "$*" >%s/asked\necho %s\nexit 3\n' "$cli_dir" "$1" >"$cli_dir/bin/systemctl"
	chmod +x "$cli_dir/bin/systemctl"
}

mkdir -p "$cli_dir/bin" "$HOME/.config/systemd/user"
export PATH="$cli_dir/bin:$PATH"
systemd_says active

expect 0 roadmap doctor --json
said out "in $(dirname "$ROADMAP"), by a build tree"
if ! [ -e /etc/systemd/user/roadmapd.socket ] && ! [ -e /usr/lib/systemd/user/roadmapd.socket ] &&
	! [ -e /usr/local/lib/systemd/user/roadmapd.socket ]; then
	said out 'no user unit: the client starts the daemon itself'
	[ ! -e "$cli_dir/asked" ] || fail 'systemd is asked of a unit that is not there'
fi

# What is well has no mark that reads as failed.
expect 0 roadmap doctor --ascii
grep -q '^ok socket  ' "$cli_dir/out" || fail "no ok: $(cat "$cli_dir/out")"
! grep -v '^ok ' "$cli_dir/out" | grep -q '^[^ A]' || fail "another mark: $(cat "$cli_dir/out")"

unit=$HOME/.config/systemd/user/roadmapd.socket
: >"$unit"
expect 0 roadmap doctor --json
said out "$unit listens, but a client started the daemon"
said out "kill $(daemons)"
grep -qx -e '--user is-active roadmapd.socket' "$cli_dir/asked" || fail "asked: $(cat "$cli_dir/asked")"

systemd_says inactive
expect 0 roadmap doctor --json
said out "$unit is inactive: the client starts the daemon itself"
said out 'systemctl --user enable --now roadmapd.socket'

# A fault, although the daemon answers: it is none of the service.
systemd_says failed
expect 1 roadmap doctor
said out '1 to put right.'
expect 1 roadmap doctor --json
said out 'it gave up roadmapd.socket'
said out 'systemctl --user restart roadmapd.socket'

systemd_says ''
expect 0 roadmap doctor --json
said out 'no systemd of yours answers'
printf '#!/nowhere/sh\n' >"$cli_dir/bin/systemctl"
expect 0 roadmap doctor --json
said out 'no systemd of yours answers'

# What the daemon said last is told once.
kill "$(daemons)"
wait_for no_daemon
yes 'my diary' | head -n 1000 >"$HOME/.local/state/roadmap/roadmap.db"
rm -f "$HOME/.local/state/roadmap/roadmap.db-wal"
expect 3 roadmap next
said err "the daemon does not start: $HOME/.local/state/roadmap/roadmap.db is no database: move it away"
expect 1 roadmap doctor --json
said out 'put that right, and ask again'
[ "$(grep -c 'is no database' "$cli_dir/out")" -eq 1 ] || fail 'told twice'
exit 0
