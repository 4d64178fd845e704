#!/bin/sh
# `roadmap about` finds a roadmap stored or bundled, and reckons the day each pathway would end.
. "$(dirname "$0")/lib.sh"

# ends WEEKS PATHWAY DAYS: midnight may pass between the two.
ends() {
	before=$(date -d "+$3 days" +%F)
	expect 0 roadmap about baker
	after=$(date -d "+$3 days" +%F)
	grep -E "^  $2 +[0-9]+ h a week +$1 weeks +by ($before|$after)" "$cli_dir/out" >/dev/null && return
	cat "$cli_dir/out" >&2
	fail "$2 does not take $1 weeks, until $before"
}

# 23 hours and a half, at 4 and at 10 hours a week
ends 6 'In the evenings' 42
ends 3 'As an apprentice' 17
said out 'it says 52 weeks'
said out 'roadmap enroll baker'
[ "$(awk 'length > 80' "$cli_dir/out" | wc -l)" -eq 0 ] || fail 'it is wide'
# In a narrow window nothing is wider than it, and nothing is left out.
for width in 30 36 40 48 50 56 57 60 66; do
	for id in baker tea; do
		COLUMNS=$width "$ROADMAP" --ascii about "$id" >"$cli_dir/narrow" || fail 'narrow about'
		awk -v width="$width" 'length > width' "$cli_dir/narrow" >"$cli_dir/wide"
		[ -s "$cli_dir/wide" ] && fail "wider than $width: $(cat "$cli_dir/wide")"
		grep -q 'enroll' "$cli_dir/narrow" || fail 'the end is missing'
	done
done
COLUMNS=40 "$ROADMAP" --ascii about baker >"$cli_dir/out"
said out 'it says 52 weeks'

expect 1 roadmap about
said err 'you are not enrolled in one'
expect 1 roadmap about nowhere
said err "no roadmap 'nowhere'"
expect 0 roadmap about 'tea for'
said out 'Tea for two  tea, version 1'

# With what is left: 8 hours and a half are done.
expect 0 roadmap enroll baker
expect 0 roadmap "done" clean-hands knead-dough wheat-loaf --force
ends 4 'In the evenings' 27
said out 'you are at 36 %'
expect 0 roadmap about --json
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON document'
said out '"id": "baker"'
expect 0 roadmap known first-sale stall
expect 0 roadmap about
! grep -q 'Ways to walk it' "$cli_dir/out" || fail 'there is nothing left to walk'
