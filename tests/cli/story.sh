#!/bin/sh
# usage: story.sh CASE.txt [--update]
# A case is a transcript: the lines that begin with "$ " are run in one home, one after the other,
# and must print what stands below them. What differs from run to run is normalised. With --update
# the case is written anew, to be read and committed.
. "$(dirname "$0")/lib.sh"

case=$1
tab=$(printf '\t')
normalise() {
	sed -E -e "s|$HOME|HOME|g" \
		-e 's/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}/YYYY-MM-DD hh:mm/g' \
		-e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?/YYYY-MM-DD/g' \
		-e 's/time remove [0-9a-f]{8}$/time remove ID/' \
		-e 's/since (yesterday )?[0-9]{2}:[0-9]{2}(, [0-9.]+ (min|h))?/since hh:mm/g' \
		-e 's/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/UUID/g' \
		-e 's/(^|  )[0-9a-f]{8}(  |$)/\1ACTION  /g' \
		-e 's/process [0-9]+/process PID/' -e "s/$tab/<TAB>/g"
}

grep -a '^[$#]' "$case" | while IFS= read -r line; do
	printf '%s\n' "$line"
	case $line in
	'#'*) continue ;;
	esac
	(eval "${line#??}") >"$cli_dir/out" 2>&1 </dev/null
	status=$?
	normalise <"$cli_dir/out"
	[ "$status" -eq 0 ] || echo "[status $status]"
done >"$cli_dir/transcript"

if [ "${2:-}" = --update ]; then
	cp "$cli_dir/transcript" "$case"
	exit
fi
diff -u "$case" "$cli_dir/transcript" || fail "$case: the output differs"
