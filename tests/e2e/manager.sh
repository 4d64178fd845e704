#!/bin/sh
# usage: manager.sh BUILD SCRIPT
# Runs SCRIPT as a user without rights under a real `systemd --user`, with a session bus and a journal,
# on a machine whose PID 1 need not be systemd, with BUILD installed below /usr/local. The root it sees is
# an overlay that is thrown away, the processes are in namespaces that end with this one. Skips (77) where
# the kernel or the rights do not allow that.
#
# Each stage below is this script again, one namespace further in.
set -eu

# one of a person, or the journal would not keep a file for it
readonly uid=28561
self=$0

manager_skip() {
	printf 'skip: %s: %s\n' "${0##*/}" "$*"
	exit 77
}

# --- outside: is it possible at all?
manager_begin() {
	[ "$(id -u)" -eq 0 ] || manager_skip 'only root makes the namespaces that a user manager needs'
	for program in /lib/systemd/systemd /lib/systemd/systemd-journald /usr/bin/dbus-daemon; do
		[ -x $program ] || manager_skip "there is no $program"
	done
	[ -e /usr/lib/systemd/user/dbus.socket ] || manager_skip 'there is no dbus-user-session'
	grep -qw overlay /proc/filesystems || manager_skip 'the kernel has no overlay file system'
	grep -qw cgroup2 /proc/filesystems || manager_skip 'the kernel has no cgroup2'
	unshare --mount --pid --fork --cgroup --uts --ipc --net true 2>/dev/null ||
		manager_skip 'no namespaces can be made here'
	build=$(cd "$1" && pwd)
	script=$(realpath "$2")
	work=$(mktemp -d)
	trap 'rm -rf --one-file-system "$work"' EXIT
	trap 'exit 143' TERM INT
	export work build script
	status=0
	unshare --mount --propagation private "$self" --mounts || status=$?
	exit $status
}

# --- in a mount namespace of its own: the root, and a cgroup
manager_mounts() {
	mount -t tmpfs -o mode=755 manager "$work"
	root=$work/root
	mkdir "$work/upper" "$work/scratch" "$root" "$work/cgroup"
	mount -t overlay manager "$root" \
		-o "lowerdir=/,upperdir=$work/upper,workdir=$work/scratch" ||
		manager_skip 'no overlay can be mounted here'
	manager_prepare
	mount -t cgroup2 none "$work/cgroup" || manager_skip 'cgroup2 cannot be mounted here'
	own=$work/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup)/manager-$$
	mkdir "$own" 2>/dev/null || manager_skip 'no cgroup can be made here'
	export root
	status=0
	# shellcheck disable=SC2016 # for the inner shell
	sh -c 'echo $$ >"$1/cgroup.procs"; shift; exec "$@"' sh "$own" \
		unshare --cgroup --pid --fork --kill-child --uts --ipc --net --mount --propagation private \
		"$self" --init || status=$?
	find "$own" -depth -type d -exec rmdir {} + 2>/dev/null || true
	exit $status
}

# What differs from the machine's own root: a user, the build, an own identity and journal.
manager_prepare() {
	rm -rf "$root/var/log/journal" "$root/run"
	mkdir -p "$root/var/log/journal" "$root/run"
	tr -d - </proc/sys/kernel/random/uuid >"$root/etc/machine-id"
	echo "learner:x:$uid:$uid::/home/learner:/bin/sh" >>"$root/etc/passwd"
	echo "learner:x:$uid:" >>"$root/etc/group"
	mkdir -p "$root/usr/lib/modules" # for the sandbox to hide
	install -d -m 0700 -o $uid -g $uid "$root/home/learner"
	mkdir -p "$root/etc/systemd/journald.conf.d"
	printf '[Journal]\nStorage=persistent\nSplitMode=uid\nRateLimitIntervalSec=0\nAudit=no\nReadKMsg=no\n' \
		>"$root/etc/systemd/journald.conf.d/manager.conf"
	DESTDIR=$root cmake --install "$build" --prefix /usr/local >/dev/null
	install -m 0755 "$script" "$root/story"
	install -m 0644 "$(dirname "$self")/../../README.md" "$root/README.md"
	# for a story that installs it once more
	install -D -m 0755 "$(dirname "$self")/../../dev" "$root/checkout/dev"
	grep . "$build/install_manifest.txt" >"$root/checkout/installed"
	chown -R $uid:$uid "$root/checkout"
	# programs of the build: what the story runs as the service would be, and a desktop
	install -m 0755 "$build/tests/e2e/probe" "$root/usr/local/bin/roadmap-probe"
	install -m 0755 "$build/tests/cli/notifier" "$root/usr/local/bin/roadmap-notifier"
}

# --- process 1 of the namespaces
manager_init() {
	ip link set lo up 2>/dev/null || true
	cd "$root"
	mount -t proc proc proc
	# never let anything in here set what belongs to the machine
	mount --bind proc/sys proc/sys
	mount -o remount,bind,ro proc/sys
	mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys
	mount -t cgroup2 cgroup2 sys/fs/cgroup
	mount -t tmpfs -o mode=755,nosuid,nodev run run
	mount -t tmpfs -o mode=1777,nosuid,nodev tmp tmp
	manager_devices
	mkdir run/old
	pivot_root . run/old
	cd /
	umount -l /run/old
	rmdir /run/old
	manager_cgroups
	manager_services
	status=0
	# shellcheck disable=SC2086 # words
	sh -c "$in_cgroup" sh user.slice/session.scope $as_learner \
		DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$uid/bus sh -c 'cd && exec /story' \
		</dev/null || status=$?
	exit $status
}

manager_devices() {
	mount -t tmpfs -o mode=755,nosuid dev dev
	mkdir dev/pts dev/shm dev/mqueue
	for device in null zero full random urandom tty; do
		: >dev/$device
		mount --bind /dev/$device dev/$device
	done
	: >dev/probe # for the sandbox to hide
	mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
	mount -t tmpfs -o mode=1777,nosuid,nodev shm dev/shm
	mount -t mqueue mqueue dev/mqueue 2>/dev/null || true
	ln -s pts/ptmx dev/ptmx
	ln -s /proc/self/fd dev/fd
	ln -s fd/0 dev/stdin
	ln -s fd/1 dev/stdout
	ln -s fd/2 dev/stderr
}

# As logind would: the user's manager may write its own cgroup.
manager_cgroups() {
	own=/sys/fs/cgroup/user.slice/user-$uid.slice/user@$uid.service
	mkdir -p /sys/fs/cgroup/journald /sys/fs/cgroup/user.slice/session.scope "$own"
	chown -R $uid:$uid "$own"
}

# Arguments FOLDER COMMAND...: becomes the command, in that cgroup.
# shellcheck disable=SC2016 # for the inner shell
readonly in_cgroup='echo $$ >/sys/fs/cgroup/$1/cgroup.procs; shift; exec "$@"'
readonly as_learner="setpriv --reuid $uid --regid $uid --clear-groups --inh-caps=-all env -i
	HOME=/home/learner USER=learner LOGNAME=learner SHELL=/bin/sh LANG=C.UTF-8
	PATH=/usr/local/bin:/usr/bin:/bin XDG_RUNTIME_DIR=/run/user/$uid"

# manager_await SECONDS FILE: a socket that a service makes when it is up.
manager_await() {
	tries=$(($1 * 20))
	while [ ! -S "$2" ]; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || {
			echo "${0##*/}: no $2 after $1 seconds" >&2
			exit 1
		}
		sleep 0.05
	done
}

manager_services() {
	# systemd makes these on a machine it runs; without unit-root every sandboxed unit fails
	mkdir -p /run/systemd/system /run/systemd/journal /run/lock /run/log /run/user
	mkdir -m 0700 /run/systemd/unit-root
	# the journal goes to the disk at once, a file for each user
	: >/run/systemd/journal/flushed
	install -d -m 0700 -o $uid -g $uid /run/user/$uid
	sh -c "$in_cgroup" sh journald env -i /lib/systemd/systemd-journald \
		</dev/null >/dev/null 2>&1 &
	manager_await 10 /run/systemd/journal/stdout
	# shellcheck disable=SC2086 # words
	sh -c "$in_cgroup" sh "user.slice/user-$uid.slice/user@$uid.service" $as_learner \
		/lib/systemd/systemd --user --log-target=journal </dev/null >/run/manager.log 2>&1 &
	manager_await 10 /run/user/$uid/systemd/private
}

case ${1-} in
--mounts) manager_mounts ;;
--init) manager_init ;;
*) manager_begin "$@" ;;
esac
