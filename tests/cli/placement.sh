#!/bin/sh
# `roadmap placement` with answers from a script: what is asked, what is marked, and that nothing is
# without an end.
. "$(dirname "$0")/lib.sh"

# answer STATUS LINES COMMAND...: with backslash escapes in LINES.
answer() {
	wanted=$1
	lines=$2
	shift 2
	printf '%b' "$lines" | "$@" >"$cli_dir/out" 2>"$cli_dir/err"
	got=$?
	[ "$got" -eq "$wanted" ] && return
	cat "$cli_dir/out" "$cli_dir/err" >&2
	fail "status $got, not $wanted: $*"
}

actions() {
	roadmap log -n 100 | wc -l
}

# marks TEXT: of the steps in scope, as `tree --ascii` shows them.
marks() {
	shown=$(roadmap tree --ascii | grep -E '^[xo.>=-]  ' | cut -c 1 | tr -d '\n')
	[ "$shown" = "$1" ] || fail "the marks are $shown, not $1"
}

expect 1 roadmap placement
expect 0 roadmap enroll baker
marks 'o.....'
before=$(actions)

# Enter, n and unknown answers; q keeps. Optional steps and other options are not asked about.
answer 0 'y\n\nq\n' "$ROADMAP" placement
said err '5 questions at most'
said err '  1/5  Wash your hands  30 min [y/n/s/q/?] known'
said err '  2/5  Knead a dough  3 h [y/n/s/q/?] no'
said out '1 step known'
said out 'knead-dough, 3 h'
! grep -q -e machine -e rye "$cli_dir/err" || fail 'it asks what does not count'
marks '=o....'
[ "$(actions)" -eq $((before + 1)) ] || fail 'it is not one action'
expect 0 roadmap undo
marks 'o.....'

# What comes before is offered once, and may be looked at.
answer 0 'n\nn\nhm\nyes\n?\ny\nq\n' "$ROADMAP" placement baker
said err '  3/5  Bake a wheat loaf  5 h'
said err 'and the 2 before it? [y/n/q/?]'
said err '        Wash your hands  30 min'
said err 'no, or not sure'
said out '3 steps known, 8.5 h of work: 36 % of Baker'
marks '==o=o.'
expect 0 roadmap undo
marks 'o.....'
answer 0 'n\nn\nn\ny\nn\nq\n' "$ROADMAP" placement
said err 'and the 3 before it?'
marks 'o...=o'
expect 0 roadmap undo

# A phase skipped; all answered is as good as q, and known steps are not asked about again.
answer 0 's\ny\ny\nn\n' "$ROADMAP" placement
said err '  1/5  Wash your hands'
said err '  4/5  Sell your first loaf'
said err '  5/5  Rent a stall'
said out '4 steps known'
marks '==o==o'
answer 0 'n\n' "$ROADMAP" placement
said err '1 question at most'
said err '  1/1  Rent a stall'
said out 'Nothing marked'
expect 0 roadmap undo
marks 'o.....'

# Without q nothing changes; nor from half of an answer.
before=$(actions)
for lines in '' 'y\n' 'y\ny\ny\n' 'n\ny\n' 'n\nn\nn\ny\n'; do
	answer 1 "$lines" "$ROADMAP" placement
	said err 'stopped: nothing was marked'
	quiet out
done
answer 0 'q\n' "$ROADMAP" placement
said out 'Nothing marked'
[ "$(actions)" -eq "$before" ] || fail 'something was written'
marks 'o.....'

answer 0 'y\nq\n' "$ROADMAP" placement --json
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON document'
said out '"status": "STATUS_KNOWN"'
answer 0 'q\n' "$ROADMAP" --json placement
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON document'
expect 0 roadmap known knead-dough wheat-loaf first-sale stall
answer 1 'q\n' "$ROADMAP" placement
said err 'nothing is left to ask about'

# With enroll, in the option that was picked there.
expect 0 roadmap unenroll baker
expect 0 roadmap enroll tea
answer 0 'y\nq\n' "$ROADMAP" enroll baker --choose flour=rye --placement
said out 'Enrolled in Baker'
said err 'Bake a rye loaf'
said out '1 step known'
answer 1 '' "$ROADMAP" enroll baker --placement
said err 'roadmap placement baker asks what you know'
answer 0 'y\ny\n' "$ROADMAP" placement tea
said out 'Tea for two'
expect 0 roadmap use tea
answer 1 '' "$ROADMAP" placement --roadmap nowhere

# Each step after what it requires, whatever the order of the file; and a thousand at most.
cd "$cli_dir" || exit 1
{
	printf 'roadmap: many\nversion: 1\ntitle: Many\nphases:\n- id: p\n  title: P\n  steps:\n'
	i=1005
	while [ $i -gt 0 ]; do
		printf '  - {id: s%d, title: Step %d, hours: 1' $i $i
		[ $i -eq 1 ] || printf ', requires: [s%d]' $((i - 1))
		echo '}'
		i=$((i - 1))
	done
} >many.yaml
expect 0 roadmap add many.yaml
yes | "$ROADMAP" enroll many --placement >out 2>err || fail "status $?"
said err '  1/1005  Step 1  1 h'
said err '1000/1005  Step 1000  1 h'
said err 'as much as fits one action'
said out '1000 steps known'
expect 0 roadmap next
said out 's1001'

# On a terminal: a key is enough, others are passed over, and Ctrl-C gives the terminal back.
command -v script >/dev/null || exit 0
expect 0 roadmap use tea
expect 0 roadmap reset boil-water pour-tea
mkfifo keys
script -qfec "'$ROADMAP' placement; echo status \$?; stty -a" typed <keys >/dev/null &
exec 9>keys
wait_for grep -q '1/2' typed
printf 'x\033OS\033[3~\033[Ay' >&9
wait_for grep -q '2/2' typed
printf '\003' >&9
wait_for grep -q 'status 1' typed
wait_for grep -qE '(^|[ ;])icanon' typed
exec 9>&-
wait
grep -qE '[; ]echo[ ;]' typed || fail 'the terminal does not echo'
marks 'o.'
