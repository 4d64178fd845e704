#!/bin/sh
# Completion asks a daemon that runs, starts none and is silent without one.
. "$(dirname "$0")/lib.sh"

for what in steps 'line done x' 'line enroll x' 'line undo x' 'line choose x'; do
	# shellcheck disable=SC2086 # words
	expect 0 roadmap __complete $what
	quiet err
done
[ -z "$(daemons)" ] || fail 'completion started a daemon'
expect 0 roadmap enroll baker

command -v bash >/dev/null || exit 0
mkdir "$cli_dir/bin"
ln -s "$ROADMAP" "$cli_dir/bin/roadmap"

# completed WORD...: what bash offers for the last word.
completed() {
	PATH="$cli_dir/bin:$PATH" bash --norc -c '
		eval "$(roadmap completion bash)"
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		_roadmap
		printf "%s " "${COMPREPLY[@]}"' bash "$@"
}

[ "$(completed roadmap un)" = 'undo unenroll ' ] || fail "un: $(completed roadmap un)"
[ "$(completed roadmap start kn)" = 'knead-dough ' ] ||
	fail "start kn: $(completed roadmap start kn)"
[ "$(completed roadmap --json 'done' --fo)" = '--force ' ] ||
	fail "done --fo: $(completed roadmap --json 'done' --fo)"
[ "$(completed roadmap enroll t)" = 'tea ' ] || fail "enroll t: $(completed roadmap enroll t)"

# offered WANTED WORD...: bash offers just these for the last word.
offered() {
	wanted=$1
	shift
	got=$(completed roadmap "$@")
	[ "$got" = "$wanted" ] || fail "$*: '$got', not '$wanted'"
}
offered 'wheat rye ' choose flour ''
offered 'rye ' choose flour wheat ''
offered 'flour ' choose ''
offered 'baker ' -r ''
offered 'baker ' use ''
offered 'baker ' upgrade ''
offered 'html markdown json-resume ' portfolio export --format ''
offered 'markdown csv ' job report --format ''
offered 'csv ' export -f c
offered 'knead-dough ' --color never start kn
offered 'knead-dough ' --roadmap baker start kn
offered 'today yesterday ' 'done' --at ''
offered 'today ' 'done' --at = to
offered 'learn project portfolio job ' next --kind ''
offered 'market ' next --phase m
offered ' ' 'done' --note ''
offered ' ' note clean-hands ''
offered 'knead-dough ' 'done' clean-hands kn
offered ' ' lint ''
offered 'add list remove ' time ''
offered 'knead-dough ' time add kn
offered ' ' time remove ''
offered 'evenings apprentice ' pathway ''
offered 'day-start goal rest-days timer timer-limit reminders remind-goal remind-stale quiet-hours ghost-after ' 'set' ''
offered 'on off ' 'set' timer ''
offered 'on off auto ' 'set' reminders ''
expect 0 roadmap job add ACME
offered 'ACME ' job move ''
offered 'saved screening ' job move ACME s
offered 'school platform network company ' job add ACME --channel ''

# What names an application or a case study is offered as it is typed, quoted for the shell.
offered ' ' job funnel ''
offered ' ' job list ''
offered ' ' job nonsense ''
offered ' ' job report ''
offered ' ' job export report.md ''
offered ' ' portfolio list ''
offered ' ' portfolio nonsense ''
for what in 'job report' 'job import' 'job export' 'portfolio export'; do
	# shellcheck disable=SC2086 # words
	expect 0 roadmap __complete line $what ''
	said out ':files'
done
expect 0 roadmap job add 'Kiln, Sons'
expect 0 roadmap job add "O'Brien"
offered 'Kiln\,\ Sons ' job move Ki
offered 'Kiln\,\ Sons ' job move 'Kiln\,\ S'
offered 'Kiln, Sons ' job move '"Kiln, S'
offered 'saved screening ' job move 'Kiln\,\ Sons' s
offered "O\\'Brien " job show O
offered ' ' job show "'O"
offered ' ' job show "O'"
offered "O\\'Brien " job show "O\\'B"
expect 0 roadmap job add 'Two Ltd' Miller
expect 0 roadmap job add 'two ltd' Baker
offered ' ' job show Two
expect 0 roadmap __complete line job show ''
said out '	Two Ltd: Miller'
# shellcheck disable=SC2016 # it is not to be expanded
expect 0 roadmap job add '$(touch${IFS}'"$cli_dir"'/ran)'
completed roadmap job show '' >/dev/null
[ -e "$cli_dir/ran" ] && fail 'the name of a company was run'
expect 0 roadmap portfolio add --title 'Tiny oven'
expect 0 roadmap portfolio add --title 'Stone mill'
expect 0 roadmap portfolio add --title 'Stone mill again'
expect 0 roadmap portfolio add knead-dough --title 'Dough'
offered 'Tiny\ oven ' portfolio edit Ti
offered 'Stone\ mill\ again ' portfolio edit Stone
offered 'knead-dough ' portfolio edit kn
offered 'knead-dough ' portfolio add kn
offered 'in\ 2\ weeks in\ 3\ months ' pause --until ''
offered 'none sun sat,sun ' 'set' rest-days ''
offered 'version ' ve

expect 0 roadmap pause --from 2026-01-01 --until 2026-01-05
offered '2026-01-01 ' resume ''
expect 0 roadmap __complete line lint ''
said out ':files'
expect 0 roadmap __complete line undo ''
said out '	enrolled in Baker'
