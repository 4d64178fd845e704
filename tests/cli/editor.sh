# Sourced by the tests of what opens an editor.
# shellcheck shell=sh disable=SC2154 # cli_dir is of lib.sh

# editor COMMANDS: the editor to come; the file is "$1" to it.
editor() {
	{
		echo '#!/bin/sh'
		printf '%s\n' "$*"
	} >"$cli_dir/editor"
	chmod +x "$cli_dir/editor"
}
export EDITOR="$cli_dir/editor"
unset VISUAL
copies=$HOME/.local/state/roadmap/edit

# kept TEXT: the copy that was told of holds it. Leaves its path in $copy.
kept() {
	copy=$(sed -n 's/^  \(\/.*\.yaml\)$/\1/p' "$cli_dir/err")
	[ -n "$copy" ] || fail 'no copy is told of'
	grep -qF -e "$1" "$copy" || fail "$copy lacks '$1'"
}

no_copy() {
	! ls "$copies"/* 2>/dev/null || fail 'a copy is left'
}
