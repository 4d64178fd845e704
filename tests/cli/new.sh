#!/bin/sh
# `roadmap new` writes a file that is fine as it is, and never over another one.
. "$(dirname "$0")/lib.sh"

cd "$cli_dir" || exit 1
expect 0 roadmap new first-bed.yaml
said out 'Wrote first-bed.yaml: roadmap first-bed'
said out 'roadmap add first-bed.yaml'
expect 0 roadmap lint first-bed.yaml
said out 'first-bed.yaml: fine'
quiet err
grep -qx 'roadmap: first-bed' first-bed.yaml || fail 'the id is not that of the file'
grep -qx 'title: First bed' first-bed.yaml || fail 'the title is not that of the id'
[ "$(awk 'length > 100' first-bed.yaml | wc -l)" -eq 0 ] || fail 'a line is wide'

cp first-bed.yaml before.yaml
expect 1 roadmap new first-bed.yaml --title Other
said err 'first-bed.yaml exists already'
quiet out
cmp -s first-bed.yaml before.yaml || fail 'the file was overwritten'

expect 0 roadmap new --id a-b --title 'Bread: "how" # to' --json other.yaml
"$JSON_CHECK" <out || fail 'no JSON document'
said out '"id": "a-b"'
expect 0 roadmap lint --json other.yaml
said out '"id": "a-b"'
said out '"warnings": []'
expect 0 roadmap add other.yaml
said out 'Stored a-b version 1: Bread: "how" # to, 6 steps'
expect 0 roadmap enroll a-b
expect 0 roadmap next
said out 'find-place'

expect 2 roadmap new
expect 2 roadmap new one.yaml two.yaml
expect 2 roadmap new bad.yaml --id 'Not An Id'
said err 'Not An Id'
expect 2 roadmap new bad.yaml --title "$(printf 'a\nb')"
expect 2 roadmap new bad.yaml --title ' '
expect 2 roadmap new bad.yaml --nonsense
[ ! -e bad.yaml ] || fail 'a file was written in spite of a wrong command line'
expect 1 roadmap new nowhere/x.yaml
said err 'cannot write nowhere/x.yaml'
expect 0 roadmap new 'Über uns.yaml'
expect 0 roadmap lint 'Über uns.yaml'
