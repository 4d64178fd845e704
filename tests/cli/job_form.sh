#!/bin/sh
# `roadmap job add` and `edit` in an editor: what is kept, what is not, and texts that are never lost.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/editor.sh"

# Without a terminal there is no editor but the one that was named.
expect 1 env -u EDITOR "$ROADMAP" job add
said err 'no terminal for an editor'
no_copy

# A new one.
editor :
expect 0 roadmap job add
said out 'Nothing changed.'
no_copy
editor "sed -i -e 's/^company:/company: \"Kiln: Sons\"/' -e 's/^role:/role: Potter/' \
	-e 's/^platform:/platform: LinkedIn/' -e 's/^follow-up:/follow-up: in 1 week/' \"\$1\""
expect 0 roadmap job add --stage applied --at 2026-03-01 --note 'They like clay.'
said out 'Added: Kiln: Sons, Potter'
said out 'applied since 2026-03-01'
no_copy
expect 0 roadmap job show kiln
said out 'platform LinkedIn'
said out 'follow up'
said out 'They like clay.'

# One that is there: what else is known of it is told.
editor "cp \"\$1\" $cli_dir/form; sed -i -e 's/^role:.*/role: Glazer/' -e 's/^follow-up:.*/follow-up:/' \
	-e 's/^channel:.*/channel: Direct/' \"\$1\""
expect 0 roadmap job edit kiln
said out 'Kept: Kiln: Sons, Glazer'
cp "$cli_dir/form" "$cli_dir/out"
said out '#   2026-03-01  applied'
said out '#   They like clay.'
said out 'company: "Kiln: Sons"'
said out 'channel: platform'
expect 0 roadmap job show kiln
said out 'company page LinkedIn'
said out '2026-03-01  applied'
! grep -q 'follow up' "$cli_dir/out" || fail 'the follow-up is still there'
editor "echo '# a remark' >>\"\$1\""
expect 0 roadmap job edit kiln
said out 'Unchanged'
editor :
expect 0 roadmap job edit kiln --json
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON document'
said out '"unchanged": true'
editor "echo never >\"\$1\""
expect 0 roadmap job edit kiln --salary much
said out 'Kept'
expect 0 roadmap undo
said out 'Took back: application changed: Kiln: Sons, Glazer'

# Faults are told by line and column, and the text can be stored later.
editor "sed -i -e 's/^workplace:.*/workplace: mars/' -e 's/^url:.*/url: kiln/' \"\$1\""
expect 1 roadmap job edit kiln
said err ":22:6: 'url': expected an address"
said err ":28:12: 'workplace': expected remote, hybrid or on-site"
copy=$(sed -n 's/^  \(\/.*\.yaml\)$/\1/p' "$cli_dir/err")
[ -s "$copy" ] || fail 'no copy is kept'
sed -i -e 's/^workplace:.*/workplace: home/' -e 's/^url:.*/url: https:\/\/example.org\//' "$copy"
grep -qE '^  roadmap job edit [0-9a-f]{8} --form ' "$cli_dir/err" || fail 'no way on is told'
expect 0 roadmap job edit kiln --form "$copy"
said out 'Kept'
rm "$copy"
expect 2 roadmap job edit kiln --form "$copy" --salary much
expect 2 roadmap job add Wheel --form "$copy"
expect 1 roadmap job add --form /nowhere
printf 'company: Wheel\nchannel: school\n' >"$cli_dir/form"
expect 0 roadmap job add --form "$cli_dir/form" --stage applied
said out 'Added: Wheel'

# Somebody else writes while the editor is open.
editor "sed -i 's/^role:.*/role: Turner/' \"\$1\"; '$ROADMAP' job note kiln meanwhile >/dev/null"
expect 1 roadmap job edit kiln
said err 'changed meanwhile'
said err 'Your text is kept in'

# An option of another command is no mistake that goes unseen.
expect 2 roadmap job edit kiln --note lost
said err 'job edit has no use for --note'
expect 2 roadmap job list --salary much
expect 2 roadmap portfolio list --title x
said err 'portfolio list has no use for --title'
