#!/bin/sh
# The client starts the daemon: one, whoever asks, and it holds nothing of the caller's.
. "$(dirname "$0")/lib.sh"

# Ten at once.
i=0
while [ $i -lt 10 ]; do
	roadmap roadmaps >"$cli_dir/out.$i" 2>"$cli_dir/err.$i" &
	i=$((i + 1))
done
wait
i=0
while [ $i -lt 10 ]; do
	grep -q baker "$cli_dir/out.$i" || fail "client $i: $(cat "$cli_dir/err.$i")"
	i=$((i + 1))
done
pid=$(daemons)
[ "$(echo "$pid" | wc -w)" -eq 1 ] || fail "daemons: $pid"

# The answer of a killed daemon is the next one's.
kill -9 "$pid"
exec 8>"$cli_dir/leak"
expect 0 roadmap roadmaps
exec 8>&-
pid=$(daemons)
[ -n "$pid" ] || fail 'no daemon'
! readlink "/proc/$pid"/fd/* | grep -q leak || fail 'the daemon holds a descriptor of its caller'
[ "$(readlink "/proc/$pid/cwd")" = / ] || fail 'the daemon sits in a folder'
[ "$(readlink "/proc/$pid/fd/0")" = /dev/null ] || fail 'the daemon reads from its caller'
[ "$(readlink "/proc/$pid/fd/1")" = "$HOME/.local/state/roadmap/roadmapd.log" ] ||
	fail 'the daemon writes elsewhere'
[ "$(cut -d ' ' -f 6 "/proc/$pid/stat")" -eq "$pid" ] || fail 'the daemon has a session not its own'
[ "$(stat -c %a "$HOME/.local/state/roadmap")" = 700 ] || fail 'others may look into the data'
kill "$pid"
wait_for no_daemon

# None to be had.
expect 3 env ROADMAPD=/nowhere/roadmapd "$ROADMAP" next
said err 'cannot start the daemon /nowhere/roadmapd'
quiet out
expect 3 env ROADMAPD=/etc/passwd "$ROADMAP" next
printf '#!/bin/sh\necho "<3>the moon is wrong" >&2\nexit 1\n' >"$cli_dir/roadmapd"
chmod +x "$cli_dir/roadmapd"
expect 3 env ROADMAPD="$cli_dir/roadmapd" "$ROADMAP" next
said err 'the moon is wrong'
# One that says nothing is not blamed for what another said before.
printf '#!/bin/sh\nexit 1\n' >"$cli_dir/roadmapd"
expect 3 env ROADMAPD="$cli_dir/roadmapd" "$ROADMAP" next
said err 'the daemon does not start: it said nothing'
expect 1 env ROADMAPD="$cli_dir/roadmapd" "$ROADMAP" doctor
said out 'it said nothing'
! grep -q 'moon' "$cli_dir/out" || fail 'the doctor quotes another daemon'
printf '#!/bin/sh\necho "roadmapd: listening at home" >&2\nexit 1\n' >"$cli_dir/roadmapd"
expect 3 env ROADMAPD="$cli_dir/roadmapd" "$ROADMAP" next
said err 'the daemon does not start: it said nothing'
expect 1 env ROADMAPD=/nowhere/roadmapd "$ROADMAP" doctor
said out 'see that roadmapd is installed'
# Nor where the log begins anew, for it was long.
yes 'the sun is wrong' | head -c 1100000 >"$HOME/.local/state/roadmap/roadmapd.log"
expect 3 env ROADMAPD="$cli_dir/roadmapd" "$ROADMAP" next
said err 'the daemon does not start: it said nothing'
printf '#!/bin/sh\necho "<3>the moon is wrong again" >&2\nexit 1\n' >"$cli_dir/roadmapd"
expect 3 env ROADMAPD="$cli_dir/roadmapd" "$ROADMAP" next
said err 'the daemon does not start: the moon is wrong again'

chmod 755 "$XDG_RUNTIME_DIR/roadmap"
expect 3 roadmap next
said err "$XDG_RUNTIME_DIR/roadmap"
chmod 700 "$XDG_RUNTIME_DIR/roadmap"
expect 1 env ROADMAPD=/nowhere/roadmapd "$ROADMAP" doctor
said out 'cannot start the daemon'

# A relative path, although the daemon moves to /.
cd "$(dirname "$ROADMAPD")" || exit 1
expect 0 env ROADMAPD=./roadmapd "$ROADMAP" roadmaps
kill "$(daemons)"
wait_for no_daemon

# A bare name is looked for in PATH; and what another told the client of sockets is not the daemon's.
expect 0 env PATH="$PWD:$PATH" ROADMAPD=roadmapd LISTEN_FDS=7 LISTEN_PID=1 LISTEN_FDNAMES=ours \
	"$ROADMAP" roadmaps
pid=$(daemons)
[ "$(tr '\0' '\n' <"/proc/$pid/environ" | grep -E '^LISTEN_(FDS|PID)=' | sort | tr '\n' ' ')" = \
	"LISTEN_FDS=1 LISTEN_PID=$pid " ] || fail 'the daemon is told of sockets that it has not'
kill "$pid"
wait_for no_daemon

# Its folder may be gone, or only its log.
rm -r "$HOME/.local"
expect 0 roadmap roadmaps
[ "$(stat -c %a "$HOME/.local/state/roadmap")" = 700 ] || fail 'others may look into the new data'
kill "$(daemons)"
wait_for no_daemon
rm "$HOME/.local/state/roadmap/roadmapd.log"
mkdir "$HOME/.local/state/roadmap/roadmapd.log"
expect 3 roadmap roadmaps
said err "cannot write $HOME/.local/state/roadmap/roadmapd.log"
