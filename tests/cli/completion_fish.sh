#!/bin/sh
# What fish offers, asked of fish itself.
. "$(dirname "$0")/lib.sh"

if ! command -v fish >/dev/null; then
	echo 'skip: no fish to complete with'
	exit 77
fi
roadmap completion fish >"$cli_dir/completion"
expect 0 fish --no-config -n "$cli_dir/completion"
expect 0 roadmap enroll baker
mkdir "$cli_dir/bin" "$cli_dir/here"
ln -s "$ROADMAP" "$cli_dir/bin/roadmap"
: >"$cli_dir/here/bread.yaml"

# completed LINE: what is offered for the last word, a line each, with what is told of it.
completed() {
	(cd "$cli_dir/here" && PATH="$cli_dir/bin:$PATH" fish --no-config -c "
		source '$cli_dir/completion'
		complete -C '$1'") | tr '\t' ':'
}

# offered LINE WANTED
offered() {
	got=$(completed "$1")
	[ "$got" = "$2" ] || fail "$1: '$got', not '$2'"
}
offered 'roadmap start kn' 'knead-dough:Knead a dough'
offered 'roadmap lint ' 'bread.yaml'
offered 'roadmap note clean-hands ' ''
[ "$(completed 'roadmap un' | cut -d : -f 1 | tr '\n' ' ')" = 'undo unenroll ' ] ||
	fail "un: $(completed 'roadmap un')"
[ "$(completed 'roadmap done --fo' | cut -d : -f 1)" = '--force' ] ||
	fail "done --fo: $(completed 'roadmap done --fo')"
