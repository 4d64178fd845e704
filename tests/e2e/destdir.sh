#!/bin/sh
# usage: destdir.sh BUILD
# For packagers: the folders of GNUInstallDirs are where they say, and DESTDIR goes before all of them.
. "$(dirname "$0")/lib.sh"

build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

DESTDIR=$work/dest cmake --install "$build" --prefix /usr >/dev/null || e2e_fail 'cannot install'
outside=$(find "$work/dest" -mindepth 1 -maxdepth 1 ! -name usr)
[ -z "$outside" ] || e2e_fail "outside of the prefix: $outside"
for file in bin/roadmap bin/roadmapd libexec/roadmap/roadmap-remind lib/systemd/user/roadmapd.socket \
	lib/systemd/user/roadmapd.service lib/systemd/user/roadmap-remind.timer \
	lib/systemd/user/roadmap-remind.service share/man/man1/roadmap.1 share/man/man8/roadmapd.8 \
	share/bash-completion/completions/roadmap share/roadmap/roadmaps; do
	[ -e "$work/dest/usr/$file" ] || e2e_fail "no $file"
done

# Other folders are told by a build that is only configured.
cmake -S "$e2e_root" -B "$work/build" -G Ninja -DCMAKE_INSTALL_PREFIX=/opt/way -DROADMAP_TESTS=OFF \
	-DCMAKE_INSTALL_BINDIR=programs -DCMAKE_INSTALL_LIBEXECDIR=helpers -DCMAKE_INSTALL_DATADIR=data \
	>"$work/log" 2>&1 || e2e_fail "$(tail -n 20 "$work/log")"
grep -q '^ExecStart=/opt/way/programs/roadmapd' "$work/build/systemd/roadmapd.service" ||
	e2e_fail 'the service starts the daemon elsewhere'
grep -q '^ExecStart=/opt/way/helpers/roadmap/roadmap-remind' "$work/build/systemd/roadmap-remind.service" ||
	e2e_fail 'the timer runs the helper elsewhere'
grep -q '/data/roadmap/roadmaps' "$work/build/roadmaps/cmake_install.cmake" || e2e_fail 'roadmaps go elsewhere'
grep -q '/opt/way/data/roadmap' "$work/build/build.ninja" ||
	e2e_fail 'the client looks for roadmaps elsewhere'
