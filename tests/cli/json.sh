#!/bin/sh
# Every command prints exactly one JSON document with --json, and nothing on standard output when
# it is refused.
. "$(dirname "$0")/lib.sh"

good() {
	expect 0 roadmap "$@" --json
	"$JSON_CHECK" <"$cli_dir/out" || fail "no JSON document: $*"
	expect 0 roadmap --json "$@"
}

# once COMMAND...: for what can be done only once.
once() {
	expect 0 roadmap --json "$@"
	"$JSON_CHECK" <"$cli_dir/out" || fail "no JSON document: $*"
}

good version
said out '"version": "'
expect 0 roadmap --version --json
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON document: --version'
good roadmaps
said out '"id": "baker"'
good about baker
said out '"minutesPerWeek": 240'
once enroll baker --choose flour=rye
said out '"assumed": false'
once enroll tea
good use baker
good choose
good choose flour wheat
good next
good next -n 5 --why
good next --time 45m --kind learn --phase kitchen
said out '"fit": "FIT_STEP"'
good next --phase market
said out '"recommendations": []'
said out '"note": "nothing of phase Market'
good plan --weeks 2 --hours 8
said out '"minutesPerWeek": 480'
good why stall
said out '"verdict": "VERDICT_LOCKED"'
good start clean-hands
said out '"status": "STATUS_ACTIVE"'
once "done"
said out '"minutesSpent": 0'
once start knead-dough
good time
once stop
said out '"minutesRunning": 0'
once time add knead-dough 90m
said out '"minutesSpent": 90'
good time list knead-dough
once time remove "$(roadmap time list --json | sed -n 's/.*"id": "\(........\).*/\1/p' | head -n 1)"
good export
good export --format json -o "$cli_dir/all.json"
said out '"format": "json"'
expect 2 roadmap export --json --format csv
good goal
good goal 8h/week --by 'in 3 months'
said out '"minutesPerWeek": 480'
good goal --none
good pathway
said out '"id": "evenings"'
good pathway evenings
good pause
good pause --until 'in 2 weeks'
once resume
good set
good set rest-days sat,sun
said out '"value": "sat,sun"'
once reset knead-dough
good skip stall
good reset stall
good known knead-dough
good check knead-dough 1
good check knead-dough
good note knead-dough a note
good link knead-dough https://example.org/
good show
good show knead-dough
said out '"finishedAt": "2'
good tree
good status
good missing
good log
once undo
once redo
good doctor
said out '"name": "daemon"'
good help
good help "done"
good "done" --help
good completion bash
good
once unenroll tea
once remove tea@1

for command in 'next --roadmap nowhere' 'done nowhere' 'show nowhere' 'undo nowhere'; do
	# shellcheck disable=SC2086 # words
	expect 1 roadmap --json $command
	quiet out
	said err 'roadmap: '
done
