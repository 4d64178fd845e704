#!/bin/sh
# usage: export.sh [--update]
# Every format writes what is in the folder export, to standard output or to a file, whole or not
# at all. With --update the folder is written anew, to be read and committed.
. "$(dirname "$0")/export_lib.sh"

expected=$(dirname "$0")/export
file=$cli_dir/file

expect 1 roadmap export --format csv
said err 'not enrolled yet'
quiet out
export_learner

# compare FORMAT FILE
compare() {
	expect 0 roadmap export --format "$1"
	quiet err
	cp "$cli_dir/out" "$cli_dir/first"
	export_normalise <"$cli_dir/first" >"$cli_dir/normal"
	[ -z "$update" ] || cp "$cli_dir/normal" "$expected/$2"
	diff -u "$expected/$2" "$cli_dir/normal" || fail "$1 differs"
	expect 0 roadmap export "-f$1" -o "$file"
	quiet out
	cmp "$cli_dir/first" "$file" || fail "$1 is another in a file"
}

update=${1:-}
compare csv steps.csv
compare markdown checklist.md
compare taskwarrior tasks.json
compare dot graph.dot
compare mermaid graph.mmd
compare yaml roadmap.yaml
"$JSON_CHECK" <"$expected/tasks.json" || fail 'the tasks are no JSON'

# The file itself is the same roadmap: the daemon has it already.
expect 0 roadmap add "$file"
said out 'Already stored: awkward version 2'

# It is the roadmap asked for, and one need not be enrolled to read its file.
expect 0 roadmap enroll tea
expect 0 roadmap export -r awkward -f csv -o -
export_normalise <"$cli_dir/out" | cmp - "$expected/steps.csv" || fail '-r is another roadmap'
expect 0 roadmap --ascii --color never -r awkward export -f csv
expect 0 roadmap unenroll awkward
expect 0 roadmap export -r awkward -f yaml
cmp "$cli_dir/out" "$expected/roadmap.yaml" || fail 'the file differs without an enrollment'
expect 1 roadmap export -r awkward -f csv
said err 'awkward'
quiet out

# What is typed wrong is told, with what would be right.
expect 2 roadmap export --format mardown
said err "did you mean 'markdown'?"
expect 2 roadmap export --format nonsense
said err "no format 'nonsense', but json, csv, markdown,"
expect 2 roadmap export --format
said err '--format wants a value'
expect 2 roadmap export --format csv file.csv
said err "no use for 'file.csv'"
expect 2 roadmap export --frmat csv
said err 'did you mean --format?'
expect 0 roadmap export --help
said out 'Write everything'

# Whole or not at all.
only_file() {
	[ "$(ls "$cli_dir/folder")" = "$1" ] || fail "left behind: $(ls "$cli_dir/folder")"
}
mkdir "$cli_dir/folder"
file=$cli_dir/folder/file
expect 1 roadmap export -f csv -o "$cli_dir/nowhere/file"
said err "cannot write '$cli_dir/nowhere/file': No such file or directory"
(
	# The limit lets less through than there is.
	trap '' XFSZ
	ulimit -f 0
	roadmap export -f csv -o "$file" 2>/dev/null
)
[ $? -eq 1 ] || fail 'a file too large was no failure'
only_file ''
echo old >"$file"
(
	trap '' XFSZ
	ulimit -f 0
	roadmap export -f csv -o "$file" 2>/dev/null
)
[ "$(cat "$file")" = old ] || fail 'a failed export changed the file'
only_file file
expect 1 roadmap -r nothing export -f csv -o "$file"
[ "$(cat "$file")" = old ] || fail 'a refused export changed the file'

# A file keeps its mode, and a link leads to it.
chmod 640 "$file"
ln -s file "$cli_dir/folder/link"
expect 0 roadmap export -f csv -o "$cli_dir/folder/link"
[ -L "$cli_dir/folder/link" ] || fail 'the link was replaced'
[ "$(stat -c %a "$file")" = 640 ] || fail "the mode is $(stat -c %a "$file")"
expect 0 roadmap export -f csv
cmp "$cli_dir/out" "$file" || fail 'the file behind the link differs'
(
	umask 027
	roadmap export -f csv -o "$cli_dir/folder/new"
)
[ "$(stat -c %a "$cli_dir/folder/new")" = 640 ] || fail 'the umask was not heeded'
expect 1 roadmap export -f csv -o /dev/full
said err "cannot write '/dev/full'"
roadmap export -f csv >/dev/full 2>"$cli_dir/err"
[ $? -eq 1 ] || fail 'a full disk was no failure'
