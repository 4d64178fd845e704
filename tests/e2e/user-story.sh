#!/bin/sh
# usage: user-story.sh BUILD
# From an empty home, the commands of README.md, word by word.
. "$(dirname "$0")/lib.sh"

[ -x /usr/bin/python3 ] || e2e_skip 'there is no /usr/bin/python3 (package python3)'
[ -f "$e2e_root/README.md" ] || e2e_skip 'there is no README.md'
e2e_home "$1"
cd "$e2e/checkout"
e2e_run /usr/bin/python3 "$e2e_root/tests/e2e/transcript.py" "$e2e_root/README.md" story
