#!/bin/sh
# Exports of every schema there was (tests/data/schema/N.json) are restored into today's.
. "$(dirname "$0")/lib.sh"

data=$(dirname "$0")/../data/schema
for file in "$data"/*.json; do
	schema=$(basename "$file" .json)
	(umask 077; mkdir -p "$cli_dir/$schema/run" "$cli_dir/$schema-again/run")
	export HOME="$cli_dir/$schema" XDG_RUNTIME_DIR="$cli_dir/$schema/run"
	roadmap restore "$file" >/dev/null || fail "schema $schema: restore"
	expect 0 roadmap tree --ascii
	said out 'clean-hands@1'
	expect 0 roadmap log
	said out 'known: Knead a dough'
	expect 0 roadmap export -o "$cli_dir/today.json"
	today=$(sed -n 's/.*"schema": \([0-9]*\).*/\1/p;q' "$cli_dir/today.json")
	[ "$schema" != "$today" ] || cmp "$file" "$cli_dir/today.json" ||
		fail "schema $schema: exported otherwise"
	roadmap undo >/dev/null || fail "schema $schema: undo"
	kill "$(daemons)"

	export HOME="$cli_dir/$schema-again" XDG_RUNTIME_DIR="$cli_dir/$schema-again/run"
	roadmap restore "$cli_dir/today.json" >/dev/null || fail "schema $schema: again"
	roadmap export -o "$cli_dir/again.json" || fail "schema $schema: export"
	cmp "$cli_dir/today.json" "$cli_dir/again.json" || fail "schema $schema: the exports differ"
	kill "$(daemons)"
done

sed 's/"schema": [0-9]*/"schema": 4000/' "$data/1.json" >"$cli_dir/newer.json"
export HOME="$cli_dir" XDG_RUNTIME_DIR="$cli_dir/run"
expect 1 roadmap restore "$cli_dir/newer.json"
said err 'update roadmapd'
exit 0
