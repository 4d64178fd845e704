#!/bin/sh
# A database that is moved, replaced, damaged, newer, or none: said with what to do, and the file
# is left alone.
. "$(dirname "$0")/lib.sh"

state=$HOME/.local/state/roadmap
db=$state/roadmap.db

stop() {
	kill "$(daemons)"
	wait_for no_daemon
}

# put FILE OFFSET: overwrites bytes from standard input.
put() {
	dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

# refused_and_kept TEXT: no daemon starts, and the file stays as it is.
refused_and_kept() {
	cp "$db" "$cli_dir/kept"
	expect 3 roadmap next
	said err "$1"
	expect 1 roadmap doctor
	said out ' to put right'
	cmp "$db" "$cli_dir/kept" || fail 'the file was changed'
}

expect 0 roadmap enroll baker
expect 0 roadmap note clean-hands first

# moved away under the daemon, and put back
mv "$db" "$db.aside"
expect 4 roadmap note clean-hands lost
said err 'is gone: put it back, or restore a backup: see roadmap doctor'
[ ! -e "$db" ] || fail 'a new database was made'
expect 1 roadmap doctor
said out 'to restart the daemon: kill'
mv "$db.aside" "$db"
expect 0 roadmap note clean-hands marmalade

# deleted under the daemon, which still has what was in it: that is saved to where the backups are
rm -rf "$state/backups"
rm "$db"
expect 4 roadmap note clean-hands lost
said err 'is gone'
expect 1 roadmap doctor --json
said out 'then roadmap restore'
stop
expect 1 roadmap next
said err 'nothing is kept here, but there is a backup: roadmap restore /'
restore=$(sed -n 's/.*there is a backup: roadmap //p' "$cli_dir/err")
# shellcheck disable=SC2086 # as it would be typed
expect 0 roadmap $restore
expect 0 roadmap show clean-hands
said out marmalade
grep -q lost "$cli_dir/out" && fail 'what was refused is there'

# replaced under the daemon: the other file is not touched, and is the one after a restart
stop
cp "$db" "$cli_dir/older.db"
expect 0 roadmap note clean-hands third
cp "$cli_dir/older.db" "$db.new"
mv "$db.new" "$db"
expect 4 roadmap next
said err 'was replaced: put the old one back, or restart roadmapd: see roadmap doctor'
cmp "$db" "$cli_dir/older.db" || fail 'the new file was changed'
kill -9 "$(daemons)"
wait_for no_daemon
rm -f "$db-wal" "$db-shm"
expect 0 roadmap show clean-hands
said out marmalade
stop

# of a newer version: user_version is at byte 60 of the header
cp "$db" "$cli_dir/good.db"
printf '\000\000\077\000' | put "$db" 60
refused_and_kept 'this program knows'

# no database at all
yes 'my diary' | head -n 1000 >"$db"
refused_and_kept "$db is no database: move it away, then restore a backup"

# a page in the middle is damaged: what does not need it goes on
cp "$cli_dir/good.db" "$db"
damage "$db" marmalade
cp "$db" "$cli_dir/kept"
expect 4 roadmap show clean-hands
said err 'the database is damaged: restore a backup'
expect 0 roadmap roadmaps
expect 1 roadmap doctor
said out 'restore a backup'
kill -9 "$(daemons)"
wait_for no_daemon
cmp "$db" "$cli_dir/kept" || fail 'the damaged database was changed'

# its first page too: nothing can be read at all
cp "$cli_dir/good.db" "$db"
damage "$db" 'CREATE TABLE roadmap'
head -c 3000 /dev/zero | tr '\0' '\377' | put "$db" 100
refused_and_kept 'then restore a backup'
mv "$db" "$db.damaged"
expect 0 roadmap restore "$cli_dir/good.db"
expect 0 roadmap show clean-hands
said out marmalade
