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

# The helpers of our own take the options of every command, before their name and after it.
printf 'roadmap: x\n' >"$cli_dir/bad.yaml"
for options in --ascii '--color never' '--roadmap baker'; do
	# shellcheck disable=SC2086 # words
	expect 1 roadmap $options lint "$cli_dir/bad.yaml"
	said err 'bad.yaml:1:1: '
	# shellcheck disable=SC2086 # words
	expect 1 roadmap add "$cli_dir/bad.yaml" $options
	said err 'bad.yaml:1:1: '
done
expect 1 roadmap --json lint "$cli_dir/bad.yaml" "$cli_dir/bad.yaml"
said out '"line": 1'
for command in add lint; do
	expect 2 roadmap "$command" --jsno file
	said err "no option --jsno: did you mean --json?"
	said err "usage: roadmap $command FILE"
	expect 2 roadmap "$command"
	said err "$command wants FILE"
done
