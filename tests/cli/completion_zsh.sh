#!/bin/sh
# What zsh offers, with its own words and cursor; what narrows the list down and draws it is
# replaced by what prints it.
. "$(dirname "$0")/lib.sh"

if ! command -v zsh >/dev/null; then
	echo 'skip: no zsh to complete with'
	exit 77
fi
roadmap completion zsh >"$cli_dir/completion"
expect 0 zsh -n "$cli_dir/completion"
expect 0 roadmap enroll baker
mkdir "$cli_dir/bin"
ln -s "$ROADMAP" "$cli_dir/bin/roadmap"

# completed WORD...: what is offered for the last word, and what is told of it.
completed() {
	PATH="$cli_dir/bin:$PATH" zsh -f -c '
		compdef() { }
		_files() { print -r -- files }
		_describe() { print -rl -- "${(@M)${(@P)2}:#${words[CURRENT]}*}" }
		eval "$(roadmap completion zsh)"
		words=("$@")
		CURRENT=$#
		_roadmap' zsh "$@" | tr '\n' '|'
}

# offered WANTED WORD...
offered() {
	wanted=$1
	shift
	got=$(completed roadmap "$@")
	[ "$got" = "$wanted" ] || fail "$*: '$got', not '$wanted'"
}
case $(completed roadmap un) in
undo:*'|unenroll:'*'|') ;;
*) fail "un: $(completed roadmap un)" ;;
esac
offered 'knead-dough:Knead a dough|' start kn
offered 'files|' lint ''
offered '' note clean-hands ''
case $(completed roadmap 'done' --fo) in
--force:*'|') ;;
*) fail "done --fo: $(completed roadmap 'done' --fo)" ;;
esac

# As zsh loads it from a folder of completions: with the first completion, without compdef.
mkdir "$cli_dir/site"
cp "$cli_dir/completion" "$cli_dir/site/_roadmap"
# shellcheck disable=SC2016 # for zsh
expect 0 env PATH="$cli_dir/bin:$PATH" zsh -f -c '
	fpath=("$1" $fpath)
	autoload -Uz compinit _roadmap
	compinit -u -D
	[[ $_comps[roadmap] == _roadmap ]]' zsh "$cli_dir/site"
