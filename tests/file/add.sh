#!/bin/sh
# The command `roadmap add` and a real daemon. add.sh ROADMAP-ADD ROADMAPD DATA
set -u
add=$1
daemon=$2
data=$3
tmp=$(mktemp -d) || exit 1
pid=
trap '[ -z "$pid" ] || kill "$pid"; rm -rf "$tmp"' EXIT
failed=0
export ROADMAP_SOCKET="$tmp/run/roadmapd.sock" XDG_STATE_HOME="$tmp/state"
# No client starts a daemon here.
export ROADMAPD=/nonexistent

# expect STATUS NAME TEXT ARGUMENTS...: runs it; TEXT must be a line of what it prints.
expect()
{
	want=$1 name=$2 text=$3
	shift 3
	"$add" "$@" >"$tmp/out" 2>&1 </dev/null
	got=$?
	if [ "$got" -ne "$want" ] || ! grep -qxF -e "$text" "$tmp/out"; then
		echo "FAIL $name: exit status $got, expected $want, and '$text' in:"
		cat "$tmp/out"
		failed=$((failed + 1))
	fi
}

expect 2 "no file is a mistake" "roadmap add: which file?"
expect 2 "two files are one too many" "roadmap add: one file at a time" a b
expect 1 "a bad file is refused without a daemon" \
	"$data/bad/empty.yaml: holds no roadmap: begin with 'roadmap: AN-ID'" "$data/bad/empty.yaml"
"$add" "$data/good/tiny.yaml" >"$tmp/out" 2>&1
status=$?
if [ "$status" -ne 3 ]; then
	echo "FAIL no daemon to be had: exit status $status instead of 3"
	failed=$((failed + 1))
fi

mkdir -m 700 "$tmp/run" "$tmp/state"
"$daemon" --database "$tmp/state/roadmap.db" 2>"$tmp/log" &
pid=$!
i=0
while [ ! -S "$ROADMAP_SOCKET" ] && [ "$i" -lt 200 ]; do
	sleep 0.05
	i=$((i + 1))
done

expect 0 "a good file is stored" "Stored tea version 1: Make tea, 1 step, 6 min" \
	"$data/good/tiny.yaml"
expect 0 "and how to begin is told" "To begin: roadmap enroll tea" "$data/good/tiny.yaml"
expect 0 "the same again is fine" "Already stored: tea version 1: Make tea, 1 step, 6 min" \
	"$data/good/tiny.yaml"
sed 's/hours: 0.1/hours: 1/' "$data/good/tiny.yaml" >"$tmp/tiny.yaml"
expect 1 "another content needs another version" \
	"$tmp/tiny.yaml: 'tea' version 1 is stored with other content: raise its version" \
	"$tmp/tiny.yaml"
sed -i 's/version: 1/version: 2/' "$tmp/tiny.yaml"
expect 0 "which is stored beside the old one" '    "version": 2,' --json "$tmp/tiny.yaml"
expect 0 "a roadmap with everything in it arrives" "To begin: roadmap enroll bread-baker" \
	"$data/good/full.yaml"

echo "add.sh: $failed failed"
[ "$failed" -eq 0 ]
