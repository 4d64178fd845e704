# Sourced by the scripts here: a home of its own, with the build installed in it as ./dev run would.
# shellcheck shell=sh
set -eu

e2e_root=$(cd "$(dirname "$0")/../.." && pwd)

e2e_fail() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

# A test that cannot run here says why.
e2e_skip() {
	printf 'skip: %s: %s\n' "${0##*/}" "$*"
	exit 77
}

# e2e_need COMMAND PACKAGE
e2e_need() {
	command -v "$1" >/dev/null || e2e_skip "there is no $1 (package $2)"
}

# e2e_home BUILD: an empty home, and a checkout in which ./dev installs what is built in BUILD.
e2e_home() {
	e2e_build=$(cd "$1" && pwd)
	e2e=$(mktemp -d)
	trap e2e_end EXIT
	mkdir -m 0700 "$e2e/home" "$e2e/run" "$e2e/bin" "$e2e/checkout"
	cp "$e2e_root/dev" "$e2e/checkout"
	e2e_fake_cmake
	e2e_fake_git
}

# Building is another test's matter: configure and build do nothing, install takes BUILD.
e2e_fake_cmake() {
	cat >"$e2e/bin/cmake" <<-END
	#!/bin/sh
	set -eu
	case \$1 in
	--install)
		$(command -v cmake) --install $e2e_build --prefix "\$HOME/.local"
		mkdir -p build/release
		cp $e2e_build/install_manifest.txt build/release
		;;
	esac
	END
	chmod +x "$e2e/bin/cmake"
}

# git clone URL: the checkout above.
e2e_fake_git() {
	cat >"$e2e/bin/git" <<-END
	#!/bin/sh
	set -eu
	name=\${2##*/}
	mkdir "\${name%.git}"
	cp $e2e/checkout/dev "\${name%.git}"
	END
	chmod +x "$e2e/bin/git"
}

# e2e_run COMMAND...: in that home, with nothing of the caller's environment.
e2e_run() {
	env -i HOME="$e2e/home" XDG_RUNTIME_DIR="$e2e/run" LANG=C.UTF-8 COLUMNS=80 \
		PATH="$e2e/home/.local/bin:$e2e/bin:/usr/bin:/bin:/usr/sbin:/sbin" \
		ROADMAP_DATA_PATH="$e2e/home/.local/share/roadmap" \
		${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} "$@"
}

# The process of the daemon that answers, or nothing. A client started now would start one.
e2e_daemon_pid() {
	[ -S "$e2e/run/roadmap/roadmapd.sock" ] || return 0
	e2e_run roadmap doctor --json 2>/dev/null |
		sed -n 's/.*"answers: .*process \([0-9][0-9]*\).*/\1/p' | head -n 1
}

# Ends the daemon, and waits: its files are removed next.
e2e_stop() {
	pid=$(e2e_daemon_pid)
	[ -n "$pid" ] || return 0
	kill "$pid"
	tries=100
	while grep -q '^State:[[:space:]]*[RSDTtI]' "/proc/$pid/status" 2>/dev/null && [ $tries -gt 0 ]; do
		tries=$((tries - 1))
		sleep 0.1
	done
}

# What a sanitizer says of the daemon is in its log.
e2e_end() {
	status=$?
	e2e_stop || true
	if grep -E 'Sanitizer|runtime error' "$e2e/home/.local/state/roadmap/roadmapd.log" 2>/dev/null; then
		status=1
	fi
	rm -rf "$e2e"
	exit $status
}
