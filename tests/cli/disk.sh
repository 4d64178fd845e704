#!/bin/sh
# A disk that is full, and one that cannot be written: said, and nothing lost or overwritten.
if [ "${DISK_OF_OUR_OWN:-}" != yes ]; then
	# In a mount namespace, so that nobody else sees the disk and it is gone afterwards.
	unshare -rm mount -t tmpfs none /mnt 2>/dev/null || {
		echo 'skip: no user namespaces here'
		exit 77
	}
	DISK_OF_OUR_OWN=yes exec unshare -rm sh "$0"
fi
. "$(dirname "$0")/lib.sh"

state=$HOME/.local/state/roadmap
(umask 077; mkdir -p "$state")
mount -t tmpfs -o size=1m,mode=700 none "$state" || fail 'no disk'
trap 'finish 2>/dev/null; umount -l "$state"; finish' EXIT

stop() {
	kill "$(daemons)"
	wait_for no_daemon
}

# Without the right of root to write everywhere.
as_user() {
	setpriv --bounding-set=-dac_override,-dac_read_search "$ROADMAP" "$@"
}

expect 0 roadmap enroll baker
expect 0 roadmap note clean-hands before

# full, while it runs
cat /dev/zero >"$state/ballast" 2>/dev/null
expect 4 roadmap note clean-hands lost
said err 'the disk is full: free some space'
expect 0 roadmap next
expect 4 roadmap "done" clean-hands
expect 4 roadmap backup
said err 'the disk is full, there is no room for'
expect 1 roadmap export -o "$state/export.json"
said err 'No space left on device'
expect 1 roadmap doctor
said out 'free some space'
rm "$state/ballast"
expect 0 roadmap note clean-hands after
expect 0 roadmap show clean-hands
said out before
said out after
grep -q lost "$cli_dir/out" && fail 'what was refused is there'

# full, when it starts
stop
cat /dev/zero >"$state/ballast" 2>/dev/null
roadmap note clean-hands lost >"$cli_dir/out" 2>"$cli_dir/err" && fail 'written to a full disk'
said err 'the disk is full: free some space'
rm "$state/ballast"
expect 0 roadmap note clean-hands again
stop

# read-only
cp "$state/roadmap.db" "$cli_dir/copy.db"
mount -o remount,ro "$state" || fail 'cannot remount'
expect 3 roadmap next
said err 'Read-only file system'
expect 1 roadmap doctor
said out 'cannot write'
mount -o remount,rw "$state"
cmp "$state/roadmap.db" "$cli_dir/copy.db" || fail 'the database was changed'
expect 0 roadmap next
stop

# a folder that is not ours to write to
chmod 500 "$state"
expect 3 as_user next
said err "roadmap cannot be used (Permission denied): chmod 700 it"
expect 1 as_user doctor --json
said out "chmod 700 $state"
chmod 700 "$state"

# nor a file, nor one at all
chmod 400 "$state/roadmap.db"
expect 0 as_user next
expect 4 as_user note clean-hands lost
said err 'the database cannot be written: see roadmap doctor'
expect 1 as_user doctor --json
said out "chmod 600 $state/roadmap.db; then kill"
chmod 000 "$state/roadmap.db"
stop
expect 3 as_user next
said err "roadmap.db cannot be written (Permission denied): chmod 600 it"
chmod 600 "$state/roadmap.db"
mv "$state/roadmap.db" "$state/aside.db"
mkdir "$state/roadmap.db"
expect 3 roadmap next
said err "roadmap.db is no file: move it away"
rmdir "$state/roadmap.db"
ln -s /nowhere/at/all "$state/roadmap.db"
expect 3 roadmap next
said err "roadmap.db is a link to a file that is not there: remove the link"
rm "$state/roadmap.db"
mv "$state/aside.db" "$state/roadmap.db"
expect 0 roadmap show clean-hands
said out again
stop

# where backups go
chmod 500 "$state/backups"
expect 4 as_user backup
said err 'backups cannot be used (Permission denied): chmod 700 it'
chmod 700 "$state/backups"
stop
