#!/bin/sh
# Whoever stays in an old version is told, and what an upgrade keeps can be looked at.
. "$(dirname "$0")/lib.sh"

newer='You are in version 1, and there is version 2. To move on: roadmap upgrade baker'

expect 0 roadmap enroll baker
grep -q 'To move on' "$cli_dir/out" "$cli_dir/err" && fail 'told of a version there is not'
expect 0 roadmap 'done' clean-hands --hours 1.5 --note 'With soap.'
expect 0 roadmap link clean-hands https://bread.example/soap
expect 1 roadmap enroll baker
said err "'roadmap use baker' makes it current"
grep -q 'To move on' "$cli_dir/err" && fail 'told of a version there is not'

sed -e 's/^version: 1/version: 2/' -e 's/\bclean-hands\b/wash/' \
	"$(dirname "$0")/data/baker.yaml" >"$cli_dir/two.yaml"
expect 0 roadmap add "$cli_dir/two.yaml"
said out 'You are in version 1. To move on: roadmap upgrade baker'
expect 1 roadmap enroll baker
said err "$newer"
expect 0 roadmap unenroll baker
expect 0 roadmap enroll baker
said err "$newer"
expect 0 roadmap unenroll baker
expect 0 roadmap enroll baker --json
"$JSON_CHECK" <"$cli_dir/out" || fail 'the reply is no JSON'

expect 0 roadmap upgrade baker
said out 'gone, your work is kept from version 1'
said out 'new: Wash your hands'
expect 0 roadmap upgrade baker --yes
expect 1 roadmap enroll baker
grep -q 'To move on' "$cli_dir/err" && fail 'told of a version there is not'
expect 0 roadmap show clean-hands@1
said out 'Wash your hands  clean-hands@1'
said out 'kept from version 1, done'
said out 'took 1.5 h'
said out 'With soap.'
said out 'https://bread.example/soap'
expect 0 roadmap show clean-hands@1 --json
"$JSON_CHECK" <"$cli_dir/out" || fail 'a kept step is no JSON'
said out '"text": "With soap."'
for bad in clean-hands@2 @1 @ knead-dough@1; do
	expect 1 roadmap show "$bad"
	said err "nothing is kept as '$bad'"
done
exit 0
