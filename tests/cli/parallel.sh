#!/bin/sh
# Readers never fail beside a writer, and alone they never write.
. "$(dirname "$0")/lib.sh"

expect 0 roadmap enroll baker
expect 0 roadmap "done" clean-hands
db=$HOME/.local/state/roadmap

i=0
while [ $i -lt 10 ]; do
	(
		n=0
		while [ $n -lt 15 ]; do
			roadmap next >/dev/null 2>>"$cli_dir/failed" || echo "status $?" >>"$cli_dir/failed"
			n=$((n + 1))
		done
	) &
	i=$((i + 1))
done
n=0
while [ $n -lt 15 ]; do
	expect 0 roadmap start knead-dough
	expect 0 roadmap reset knead-dough
	n=$((n + 1))
done
wait
[ ! -s "$cli_dir/failed" ] || fail "a reader failed: $(head -n 3 "$cli_dir/failed")"

stat -c '%n %y %s' "$db"/roadmap.db* >"$cli_dir/before"
for command in next tree status missing 'log -n 1000' 'show knead-dough' 'why stall' plan 'next --time 1h' roadmaps choose doctor \
	'__complete steps'; do
	# shellcheck disable=SC2086 # words
	expect 0 roadmap $command
	quiet err
done
stat -c '%n %y %s' "$db"/roadmap.db* >"$cli_dir/after"
diff "$cli_dir/before" "$cli_dir/after" || fail 'a reader wrote'
