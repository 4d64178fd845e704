#!/bin/sh
# What one machine exports another restores, and exports the same.
. "$(dirname "$0")/lib.sh"

roadmap enroll baker >/dev/null || fail 'enroll'
first=$(roadmap __complete steps | head -n 1 | cut -f 1)
roadmap known "$first" --note 'über "quotes"' >/dev/null || fail 'known'
roadmap undo >/dev/null || fail 'undo'
roadmap redo >/dev/null || fail 'redo'
roadmap export -o "$cli_dir/first.json" || fail 'export'
"$JSON_CHECK" <"$cli_dir/first.json" || fail 'the export is no JSON'

(umask 077; mkdir -p "$cli_dir/other/run")
other() {
	HOME="$cli_dir/other" XDG_RUNTIME_DIR="$cli_dir/other/run" roadmap "$@"
}
other restore "$cli_dir/first.json" >/dev/null || fail 'restore'
other export -o "$cli_dir/second.json" || fail 'export of what was restored'
cmp "$cli_dir/first.json" "$cli_dir/second.json" || fail 'the exports differ'
[ "$(other log)" = "$(roadmap log)" ] || fail 'the histories differ'
other undo >/dev/null || fail 'undo after a restore'

other restore "$cli_dir/first.json" 2>"$cli_dir/error" && fail 'a restore over progress went through'
grep -q 'empty database' "$cli_dir/error" || fail "not told why: $(cat "$cli_dir/error")"
kill "$(HOME="$cli_dir/other" daemons)"

(umask 077; mkdir -p "$cli_dir/third/run")
third() {
	HOME="$cli_dir/third" XDG_RUNTIME_DIR="$cli_dir/third/run" roadmap "$@"
}
for bad in '' '{' '{}' '[]' '{"format": "roadmap-export", "schema": 1, "tables": [{}]}' \
	'{"format": "roadmap-export", "schema": 1, "tables": [{"name": "note", "columns": [], "rows": [[1]]}]}'; do
	printf '%s' "$bad" >"$cli_dir/bad.json"
	third restore "$cli_dir/bad.json" 2>/dev/null && fail "restored '$bad'"
done
echo 'my diary' >"$cli_dir/bad.json"
third restore "$cli_dir/bad.json" 2>"$cli_dir/error" && fail 'restored a diary'
grep -q 'neither a backup nor an export: line 1' "$cli_dir/error" ||
	fail "not told: $(cat "$cli_dir/error")"
# A small file of which each value takes a hundred times its bytes.
{
	printf '{"format": "roadmap-export", "schema": 1, "tables": ['
	head -c 12000000 /dev/zero | sed 's/\x00/[],/g'
	printf '[]]}'
} >"$cli_dir/bad.json"
third restore "$cli_dir/bad.json" 2>"$cli_dir/error" && fail 'restored a bomb'
grep -q 'more values than fit into 1 GiB' "$cli_dir/error" || fail "not told: $(cat "$cli_dir/error")"
third restore "$cli_dir/nowhere.json" 2>/dev/null && fail 'restored a file that is not there'
third restore --json "$cli_dir/first.json" >"$cli_dir/reply" || fail 'a restore after bad ones'
"$JSON_CHECK" <"$cli_dir/reply" || fail 'the reply is no JSON'
grep -q '"rows": [1-9]' "$cli_dir/reply" || fail "rows are not told: $(cat "$cli_dir/reply")"
kill "$(HOME="$cli_dir/third" daemons)"
exit 0
