#!/bin/sh
# Backups are made, by hand and by themselves, and bring back what was.
. "$(dirname "$0")/lib.sh"

state=$HOME/.local/state/roadmap
backups=$state/backups

expect 0 roadmap enroll baker
expect 0 roadmap note clean-hands 'the first'

# the daemon makes one by itself, soon after its start
wait_for sh -c "ls '$backups'/roadmap-*.db"
expect 0 roadmap doctor
said out 'backups'

# by hand, beside the database and elsewhere
expect 0 roadmap backup
said out "$backups/roadmap-"
expect 0 roadmap backup "$cli_dir/mine.db"
said out "$cli_dir/mine.db"
[ "$(stat -c %a "$cli_dir/mine.db")" = 600 ] || fail 'others may read the backup'
expect 1 roadmap backup "$cli_dir/mine.db"
said err 'File exists'
expect 1 roadmap backup /nowhere/at/all.db
said err 'cannot write /nowhere/at/all.db'
expect 0 roadmap backup --json
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON'

# back over what was done since: only if told to, and that is kept
expect 0 roadmap note clean-hands 'the second'
expect 1 roadmap restore "$cli_dir/mine.db"
said err '--replace puts the backup in its place'
expect 0 roadmap show clean-hands
said out 'the second'
expect 0 roadmap restore --replace "$cli_dir/mine.db"
aside=$(sed -n 's/^What was there before is in //p' "$cli_dir/out")
[ -f "$aside" ] || fail 'no copy of what was there'
expect 0 roadmap show clean-hands
said out 'the first'
grep -q 'the second' "$cli_dir/out" && fail 'not restored'
expect 0 roadmap undo
expect 0 roadmap redo
expect 0 roadmap doctor
expect 0 roadmap restore --replace --json "$aside"
said out '"aside"'
expect 0 roadmap show clean-hands
said out 'the second'
[ -z "$(find "$state" -name '*incoming*')" ] || fail 'pieces are left behind'

# what is no backup of ours changes nothing
head -c 3000 "$cli_dir/mine.db" >"$cli_dir/cut.db"
expect 1 roadmap restore --replace "$cli_dir/cut.db"
said err 'the backup is damaged: take another'
head -c 16 "$cli_dir/mine.db" >"$cli_dir/head.db"
yes 'not a database' | head -n 1000 >>"$cli_dir/head.db"
expect 1 roadmap restore --replace "$cli_dir/head.db"
cp "$cli_dir/mine.db" "$cli_dir/newer.db"
printf '\000\000\077\000' | dd of="$cli_dir/newer.db" bs=1 seek=60 conv=notrunc 2>/dev/null
expect 1 roadmap restore --replace "$cli_dir/newer.db"
said err 'newer version'
cp "$cli_dir/mine.db" "$cli_dir/theirs.db"
printf '\000\000\000\007' | dd of="$cli_dir/theirs.db" bs=1 seek=68 conv=notrunc 2>/dev/null
expect 1 roadmap restore --replace "$cli_dir/theirs.db"
said err 'no backup of roadmap'
expect 2 roadmap restore --replace "$0"
expect 0 roadmap show clean-hands
said out 'the second'

# on another machine
(umask 077; mkdir -p "$cli_dir/other/run")
other() {
	HOME="$cli_dir/other" XDG_RUNTIME_DIR="$cli_dir/other/run" roadmap "$@"
}
expect 0 other restore "$cli_dir/mine.db"
expect 0 other show clean-hands
said out 'the first'

# a database whose pages are damaged gives way to a backup, and is kept as it is
kill "$(daemons)"
wait_for no_daemon
damage "$state/roadmap.db" "the second"
cp "$state/roadmap.db" "$cli_dir/damaged.db"
expect 4 roadmap show clean-hands
said err 'the database is damaged: restore a backup'
expect 0 roadmap restore --replace "$cli_dir/mine.db"
aside=$(sed -n 's/^What was there before is in //p' "$cli_dir/out")
cmp "$aside" "$cli_dir/damaged.db" || fail 'the damaged file was not kept'
expect 0 roadmap show clean-hands
said out 'the first'
expect 0 roadmap doctor
kill "$(HOME="$cli_dir/other" daemons)"
