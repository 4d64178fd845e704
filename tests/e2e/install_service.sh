#!/bin/sh
# usage: install_service.sh BUILD
# ./dev install and uninstall where a real `systemd --user` runs (manager.sh makes one): the units of a
# prefix in the home folder come first, an upgrade replaces the daemon, and nothing is left in the end.
set -eu

if [ $# -gt 0 ]; then
	exec "$(dirname "$0")/manager.sh" "$1" "$0"
fi

fail() {
	printf 'install_service.sh: %s\n' "$*" >&2
	systemctl --user status 'roadmap*' >&2 || true
	exit 1
}

property() {
	systemctl --user show roadmapd.service -p "$1" --value
}

# Building is another test's matter: what is installed below /usr/local stands for the build.
fake_cmake() {
	mkdir -p ~/bin
	cat >~/bin/cmake <<-'END'
	#!/bin/sh
	set -eu
	[ "$1" = --install ] || exit 0
	mkdir -p build/release
	while read -r file; do
		own=$HOME/.local/${file#/usr/local/}
		mkdir -p "${own%/*}"
		rm -f "$own"
		cp "$file" "$own"
		case $own in
		*.service) sed -i "s|=/usr/local/|=$HOME/.local/|" "$own" ;;
		esac
		echo "$own"
	done <installed >build/release/install_manifest.txt
	END
	chmod +x ~/bin/cmake
	PATH=$HOME/.local/bin:$HOME/bin:$PATH
}

doctor_says() {
	roadmap doctor --json >~/doctor || fail "the doctor: $(cat ~/doctor)"
	grep -qF "$1" ~/doctor || fail "the doctor does not say '$1': $(cat ~/doctor)"
}

units=$HOME/.local/share/systemd/user

it_is_installed_and_waits() {
	./dev install </dev/null 2>~/said || fail "install: $(cat ~/said)"
	grep -q 'systemd starts the daemon when it is asked something' ~/said || fail "install says: $(cat ~/said)"
	for unit in roadmapd.socket roadmapd.service roadmap-remind.service roadmap-remind.timer; do
		cmp "$HOME/.local/lib/systemd/user/$unit" "$units/$unit" || fail "no $unit where systemd looks"
	done
	systemctl --user --quiet is-enabled roadmapd.socket roadmap-remind.timer || fail 'not enabled'
	systemctl --user --quiet is-active roadmapd.socket roadmap-remind.timer || fail 'nothing waits'
	! systemctl --user --quiet is-active roadmapd.service || fail 'active before anybody asked'
	roadmap enroll backend-developer >/dev/null
	roadmap 'done' suits-you >/dev/null
	[ "$(readlink "/proc/$(property MainPID)/exe")" = "$HOME/.local/bin/roadmapd" ] ||
		fail "another daemon runs: $(readlink "/proc/$(property MainPID)/exe")"
	doctor_says "in $HOME/.local/bin, by ./dev install"
	doctor_says "starts the daemon: $units/roadmapd.socket"
	echo 'installed; systemd starts the daemon of the home folder'
}

an_upgrade_replaces_the_daemon() {
	pid=$(property MainPID)
	./dev install </dev/null 2>~/said || fail "install: $(cat ~/said)"
	[ ! -e "/proc/$pid" ] || fail 'the old daemon is still there'
	roadmap log | grep -q 'done: Find out' || fail 'progress is lost'
	doctor_says "starts the daemon: $units/roadmapd.socket"
	echo 'installed once more; the next answer is of the new daemon'
}

uninstalled_it_is_gone() {
	./dev uninstall </dev/null 2>~/said || fail "uninstall: $(cat ~/said)"
	[ -z "$(pgrep -u "$(id -u)" -x roadmapd)" ] || fail 'a daemon is left'
	[ ! -e "$XDG_RUNTIME_DIR/roadmap/roadmapd.sock" ] || fail 'the socket is left'
	left=$(find ~/.local ~/.config \( -type f -o -type l \) ! -path "$HOME/.local/state/*")
	[ -z "$left" ] || fail "left: $left"
	[ -s ~/.local/state/roadmap/roadmap.db ] || fail 'the progress is gone'
	./dev install </dev/null 2>/dev/null
	roadmap log | grep -q 'done: Find out' || fail 'the progress does not come back'
	./dev uninstall --purge </dev/null 2>/dev/null
	[ ! -e ~/.local/state/roadmap ] || fail 'the progress is still there'
	echo 'uninstalled, and nothing is left but the progress; purged, and that is gone too'
}

fake_cmake
cd /checkout
it_is_installed_and_waits
an_upgrade_replaces_the_daemon
uninstalled_it_is_gone
