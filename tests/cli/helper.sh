#!/bin/sh
# `roadmap foo` is roadmap-foo, from libexec before PATH, with its arguments untouched.
. "$(dirname "$0")/lib.sh"

mkdir "$cli_dir/bin" "$cli_dir/libexec"
helper() {
	# shellcheck disable=SC2016 # for the helper to expand
	printf '#!/bin/sh\necho %s\nfor arg; do echo "<$arg>"; done\nexit 7\n' "$2" >"$1"
	chmod +x "$1"
}
helper "$cli_dir/bin/roadmap-hello" path
export PATH="$cli_dir/bin:$PATH"
expect 7 roadmap hello --json -- 'two words' --help
[ "$(tr '\n' ' ' <"$cli_dir/out")" = 'path <--json> <--> <two words> <--help> ' ] ||
	fail "arguments: $(cat "$cli_dir/out")"
expect 7 roadmap --ascii --roadmap baker hello there
[ "$(tr '\n' ' ' <"$cli_dir/out")" = 'path <--ascii> <--roadmap> <baker> <there> ' ] ||
	fail "arguments: $(cat "$cli_dir/out")"
helper "$cli_dir/libexec/roadmap-hello" libexec
expect 7 env ROADMAP_EXEC_PATH="/nowhere:$cli_dir/libexec" "$ROADMAP" hello
said out 'libexec'

# A command of its own is never a helper, and a helper's name is no path.
helper "$cli_dir/bin/roadmap-help" path
expect 0 roadmap help
mkdir "$cli_dir/bin/roadmap-x"
helper "$cli_dir/bin/roadmap-x/hello" path
expect 2 roadmap x/hello
expect 2 roadmap ../bin/roadmap-hello
echo 'no program' >"$cli_dir/bin/roadmap-broken"
expect 2 roadmap broken
[ "$(id -u)" -eq 0 ] || said err 'cannot run roadmap-broken: Permission denied'
