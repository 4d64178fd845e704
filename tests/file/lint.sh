#!/bin/sh
# The command `roadmap lint`: what goes where, and its exit status.
# lint.sh ROADMAP-LINT DATA MANUAL ROADMAPS
set -u
lint=$1
data=$2
manual=$3
roadmaps=$4
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
failed=0

# expect STATUS NAME ARGUMENTS...: runs it with its output in $tmp/out and $tmp/err.
expect()
{
	want=$1 name=$2
	shift 2
	"$lint" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	got=$?
	if [ "$got" -ne "$want" ]; then
		echo "FAIL $name: exit status $got instead of $want"
		failed=$((failed + 1))
	fi
}

# check NAME COMMAND...: the command must succeed.
check()
{
	name=$1
	shift
	if ! "$@"; then
		echo "FAIL $name"
		failed=$((failed + 1))
	fi
}

expect 0 "a good file is fine" "$data/good/full.yaml"
check "its summary is on stdout" grep -q 'full.yaml: fine: 9 steps, 22 h, 3 warnings$' "$tmp/out"
check "what is doubtful is a warning on stderr" grep -q 'full.yaml:126:16: warning: 60 hours are' \
	"$tmp/err"
check "and told in the order of the file" test "$(grep -c . "$tmp/err")" -eq 9
grep -n 'warning: ' "$tmp/err" | cut -d : -f 3 | sort -nc || failed=$((failed + 1))
expect 0 "warnings as JSON" --json "$data/good/full.yaml"
check "are in a list of their own" grep -q '"warnings": \[$' "$tmp/out"
check "beside no faults" grep -q '"faults": \[\]' "$tmp/out"
check "and nothing on stderr" test ! -s "$tmp/err"

expect 1 "a bad file is not" "$data/bad/sense.yaml"
check "faults are on stderr" grep -q 'sense.yaml:2:10: ' "$tmp/err"
check "and nothing on stdout" test ! -s "$tmp/out"

expect 1 "one bad file of two is enough" "$data/bad/empty.yaml" "$data/good/tiny.yaml"
check "the good one is told all the same" grep -q 'tiny.yaml: fine: 1 step, 6 min, 1 warning$' "$tmp/out"

expect 1 "a missing file is a fault" "$tmp/none.yaml"
expect 2 "no file is a mistake" --json
expect 2 "an unknown option is a mistake" --nonsense "$data/good/tiny.yaml"
expect 2 "packing takes one file" --pack "$tmp/x.pb" "$data/good/tiny.yaml" "$data/good/full.yaml"
expect 0 "help is help" --help
check "with an example" grep -q '^example: ' "$tmp/out"

expect 1 "faults as JSON" --json "$data/bad/yaml.yaml"
check "are on stdout" grep -q '"column": 15' "$tmp/out"
check "and nothing on stderr" test ! -s "$tmp/err"
expect 0 "a good file as JSON" --json "$data/good/tiny.yaml"
check "says so" grep -q '"fine": true' "$tmp/out"

for file in "$roadmaps"/*.yaml; do
	expect 0 "a bundled roadmap is fine" "$file"
	check "and $file has no warning" test ! -s "$tmp/err"
done

expect 0 "a good file is packed" --pack "$tmp/tiny.pb" "$data/good/tiny.yaml"
check "into a file" test -s "$tmp/tiny.pb"
check "and nothing is said" test ! -s "$tmp/err"
expect 1 "a bad one is not" --pack "$tmp/bad.pb" "$data/bad/sense.yaml"
check "and leaves no file" test ! -e "$tmp/bad.pb"
expect 1 "a folder that is not there is told" --pack "$tmp/none/x.pb" "$data/good/tiny.yaml"

"$lint" - <"$data/good/tiny.yaml" >"$tmp/out" 2>"$tmp/err" || failed=$((failed + 1))
check "standard input is read" grep -q '^<stdin>: fine' "$tmp/out"

# The example of the manual, and the fault it shows.
sed -n '/^roadmap: bread-baker$/,/^\.Ed$/p' "$manual" | sed '$d' >"$tmp/bread-baker.yaml"
cd "$tmp" || exit 1
expect 0 "the example of the manual is fine" bread-baker.yaml
check "as the manual says" grep -qxF "$(cat out)" "$manual"
check "and without a warning" test ! -s err
sed 's/^        requires: \[tools\]$/        requires: [tool]/' bread-baker.yaml >wrong.yaml
mv wrong.yaml bread-baker.yaml
expect 1 "the fault of the manual is one" bread-baker.yaml
check "told as the manual says" grep -qxF "$(head -n 1 err)" "$manual"

echo "lint.sh: $failed failed"
[ "$failed" -eq 0 ]
