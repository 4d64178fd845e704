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
said err 'the database cannot be written: check the permissions of its directory'
chmod 700 "$state"
expect 0 roadmap show clean-hands
said out again
stop
