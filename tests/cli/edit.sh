#!/bin/sh
# `roadmap edit` with a script for the editor: what is stored, and that no text is ever lost.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/editor.sh"

expect 0 roadmap enroll baker
editor :
expect 0 roadmap edit baker
said out 'Nothing changed: baker stays as it is.'
no_copy
editor "echo '# a remark' >>\"\$1\""
expect 0 roadmap edit baker
said out 'Nothing changed'
no_copy

# The version is raised, here and when the learner lowers it.
editor "grep -qx 'version: 2' \"\$1\" && sed -i 's/Knead a dough/Knead the dough/' \"\$1\""
expect 0 roadmap edit baker
said out 'Stored baker version 2: Baker, 7 steps'
said out 'roadmap upgrade baker'
no_copy
editor "sed -i 's/^version: 3/version: 1/; s/Knead the dough/Knead it/' \"\$1\""
expect 0 roadmap edit bak
said out 'Stored baker version 3'
expect 0 roadmap show knead-dough
said out 'Knead a dough'
expect 0 roadmap upgrade baker --yes
expect 0 roadmap show knead-dough
said out 'Knead it'

# What an edit that was killed leaves is told at the next one, and is what was written. While the
# editor is open it is not left.
mkfifo "$cli_dir/open"
editor "exec 9>\"$cli_dir/open\"
echo '# half done' >>\"\$1\"
kill -9 \"\$(cut -d ' ' -f 4 /proc/\$PPID/stat)\" \$PPID"
roadmap edit baker >/dev/null 2>&1 &
# Until the editor is gone, too.
cat "$cli_dir/open"
wait $! && fail 'the edit was not killed'
cat >"$cli_dir/first" <<-END
	#!/bin/sh
	EDITOR=true "$ROADMAP" edit tea >"$cli_dir/inner" 2>&1 </dev/null
END
chmod +x "$cli_dir/first"
expect 0 env EDITOR="$cli_dir/first" "$ROADMAP" edit tea
said err 'An earlier edit was left here:'
said err 'To store it: roadmap add FILE'
! grep -q 'earlier edit' "$cli_dir/inner" || fail 'an open editor is taken for one left'
kept 'half done'
rm "$copy"
editor :
expect 0 roadmap edit baker
! grep -q 'earlier edit' "$cli_dir/err" || fail 'what is gone is told of'
no_copy

# One that is only bundled, by words of its title; VISUAL is asked first, and may have options.
expect 0 env VISUAL="sed -i 's/Boil water/Boil fresh water/'" EDITOR=false "$ROADMAP" edit 'tea for'
said out 'Stored tea version 2'
said out 'To begin: roadmap enroll tea'
expect 0 roadmap --json edit --roadmap tea
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON document'
said out '"unchanged": true'
editor "sed -i 's/fresh water/soft water/' \"\$1\""
expect 0 roadmap edit tea --json
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON document'
said out '"version": 3'

# What goes wrong leaves the text where it is told.
editor "sed -i 's/requires: \[boil-water\]/requires: [boil-watr]/' \"\$1\""
expect 1 roadmap edit tea
said err "no step 'boil-watr': did you mean 'boil-water'?"
quiet out
kept 'requires: [boil-watr]'
rm "$copy"
editor "sed -i 's/^roadmap: tea/roadmap: coffee/' \"\$1\""
expect 1 roadmap edit tea
said err "the id has to stay 'tea'"
kept 'roadmap: coffee'
rm "$copy"
editor "echo 'leads-to: [Cake]' >>\"\$1\"; exit 3"
expect 1 roadmap edit tea
said err 'failed'
kept 'leads-to: [Cake]'
rm "$copy"
pid=$(daemons)
editor "sed -i 's/soft water/rain water/' \"\$1\"
	kill -9 $pid
	while grep -q '^State:[[:space:]]*[^ZX]' /proc/$pid/status 2>/dev/null; do :; done"
expect 3 env ROADMAPD=/nowhere/roadmapd "$ROADMAP" edit tea
said err 'cannot start the daemon'
kept 'Boil rain water'
rm "$copy"

# An editor that did nothing, or took it all out, leaves nothing.
editor ": >\"\$1\""
expect 0 roadmap edit tea
said out 'Nothing changed'
no_copy
editor 'exit 1'
expect 1 roadmap edit tea
no_copy
expect 1 env EDITOR=/nowhere/editor "$ROADMAP" edit tea
said err "cannot run '/nowhere/editor'"
no_copy

expect 1 roadmap edit nowhere
said err "no roadmap 'nowhere'"
expect 2 roadmap edit tea baker
expect 2 roadmap edit --nonsense
no_copy

# On a terminal faults are shown and the editor opens again, until they are mended or given up.
command -v script >/dev/null || exit 0
editor "if grep -q boilt \"\$1\"; then sed -i 's/boilt/boil/; s/soft water/tap water/' \"\$1\"; else
	sed -i 's/- id: boil-water/- id: boilt-water/' \"\$1\"; fi"
printf 'y\n' | script -qec "'$ROADMAP' edit tea" /dev/null >"$cli_dir/out" ||
	fail 'not mended'
said out 'Edit again? [Y/n]'
said out 'Stored tea version 4'
no_copy
editor "sed -i 's/- id: boil-water/- id: boilt-water/' \"\$1\""
printf 'n\n' | script -qec "'$ROADMAP' edit tea" /dev/null >"$cli_dir/out" && fail 'stored'
said out 'Your text is kept in'
grep -q 'boilt-water' "$copies"/tea.*.yaml || fail 'the text is not kept'

# On a terminal the upgrade is shown and offered.
editor "sed -i 's/Knead it/Knead well/' \"\$1\""
printf 'n\n' | script -qec "'$ROADMAP' edit baker" /dev/null >"$cli_dir/out" || fail 'not stored'
said out 'baker from version 3 to 4'
said out 'Upgrade now?'
expect 0 roadmap show knead-dough
said out 'Knead it'
editor "sed -i 's/Knead well/Knead long/' \"\$1\""
printf 'y\n' | script -qec "'$ROADMAP' edit baker" /dev/null >"$cli_dir/out" || fail 'not stored'
said out 'Upgraded Baker to version 5'
expect 0 roadmap show knead-dough
said out 'Knead long'
