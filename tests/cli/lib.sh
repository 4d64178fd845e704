# shellcheck shell=sh
# What the tests of the client share: a home of their own, and an end to its daemon.
# Wants in the environment: ROADMAP and ROADMAPD (programs), ROADMAP_EXEC_PATH (helpers),
# ROADMAP_DATA_PATH (with roadmaps/baker.pb and tea.pb), JSON_CHECK.
set -u
: "${ROADMAP:?}" "${ROADMAPD:?}" "${ROADMAP_EXEC_PATH:?}" "${ROADMAP_DATA_PATH:?}" "${JSON_CHECK:?}"

unset XDG_STATE_HOME XDG_CONFIG_HOME XDG_DATA_HOME ROADMAP_SOCKET NO_COLOR COLUMNS LISTEN_FDS \
	LISTEN_PID
cli_dir=$(mktemp -d /tmp/roadmap-cli.XXXXXX) || exit 1
export HOME="$cli_dir" XDG_RUNTIME_DIR="$cli_dir/run" LC_ALL=C.UTF-8 TZ=UTC TERM=xterm
mkdir -m 700 "$XDG_RUNTIME_DIR"

roadmap() {
	"$ROADMAP" "$@"
}

# The daemons of this home.
daemons() {
	grep -lsx roadmapd /proc/[0-9]*/comm | while read -r comm; do
		proc=${comm%/comm}
		tr '\0' '\n' 2>/dev/null <"$proc/environ" | grep -qx "HOME=$HOME" &&
			echo "${proc#/proc/}"
	done
}

no_daemon() {
	[ -z "$(daemons)" ]
}

finish() {
	for pid in $(daemons); do
		kill "$pid" 2>/dev/null
	done
	rm -rf "$cli_dir"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

fail() {
	echo "$(basename "$0"): $*" >&2
	[ -s "$HOME/.local/state/roadmap/roadmapd.log" ] &&
		tail -n 5 "$HOME/.local/state/roadmap/roadmapd.log" >&2
	exit 1
}

# expect STATUS COMMAND...: runs it, its output in $cli_dir/out and err.
expect() {
	wanted=$1
	shift
	"$@" >"$cli_dir/out" 2>"$cli_dir/err" </dev/null
	got=$?
	[ "$got" -eq "$wanted" ] && return
	cat "$cli_dir/out" "$cli_dir/err" >&2
	fail "status $got, not $wanted: $*"
}

# said FILE TEXT: the last command printed it.
said() {
	grep -qF -e "$2" "$cli_dir/$1" && return
	cat "$cli_dir/$1" >&2
	fail "$1 lacks '$2'"
}

quiet() {
	[ ! -s "$cli_dir/$1" ] && return
	cat "$cli_dir/$1" >&2
	fail "$1 is not empty"
}

# wait_for COMMAND...: until it succeeds, for ten seconds at most.
wait_for() {
	tries=0
	until "$@" 2>/dev/null; do
		tries=$((tries + 1))
		[ "$tries" -lt 200 ] || fail "waited in vain: $*"
		sleep 0.05
	done
}

# damage FILE TEXT: ruins the pages of a database in which a text stands.
damage() {
	grep -abo -e "$2" "$1" | cut -d: -f1 | while read -r at; do
		head -c 100 /dev/zero | tr '\0' '\377' |
			dd of="$1" bs=1 seek=$((at / 4096 * 4096)) conv=notrunc 2>/dev/null
	done
}
