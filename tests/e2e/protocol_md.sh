#!/bin/sh
# usage: protocol_md.sh BUILD
# The Python client that docs/protocol.md shows, taken from there and run as it says.
. "$(dirname "$0")/lib.sh"

page=$e2e_root/docs/protocol.md
e2e_need protoc protobuf-compiler
/usr/bin/python3 -c 'import google.protobuf' 2>/dev/null ||
	e2e_skip '/usr/bin/python3 has no protobuf (package python3-protobuf)'

e2e_home "$1"
cd "$e2e/checkout"
e2e_run ./dev run --yes >/dev/null
# shellcheck disable=SC2016 # these are not commands but the fences of the page
sed -n '/^```python$/,/^```$/{/^```/!p}' "$page" >"$e2e/home/next.py"
cd "$e2e/home"
e2e_run /usr/bin/python3 "$e2e_root/tests/e2e/transcript.py" "$page" transcript
step=$(e2e_run roadmap next --json | /usr/bin/python3 -c '
import json, sys
print(json.load(sys.stdin)["recommendations"][0]["step"]["id"])')
e2e_run /usr/bin/python3 next.py | grep -q "$step" ||
	e2e_fail "the script says something else than roadmap next: $step"
