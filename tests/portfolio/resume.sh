#!/bin/sh
# usage: resume.sh FOLDER: the exported resume against the published schema of JSON Resume.
. "$(dirname "$0")/npm.sh"
command -v node >/dev/null || skip "the exports of a portfolio are not checked without node"
. "$(dirname "$0")/../cli/lib.sh"
. "$(dirname "$0")/fill.sh"

valid() {
	node "$(dirname "$0")/resume.js" "$modules" "$1"
}

fill
file=$cli_dir/resume.json
expect 0 roadmap portfolio export "$file" --name "$evil" --label "$evil" --email ada@example.org \
	--site https://example.org/
expect 0 valid "$file"
grep -q '"keywords"' "$file" || fail 'no skills are in it'

# With as little as there can be.
expect 0 roadmap portfolio add --title 'Hardly begun'
expect 0 roadmap portfolio export "$cli_dir/all.json" --all
expect 0 valid "$cli_dir/all.json"
expect 0 roadmap unenroll studio
expect 0 roadmap portfolio export "$cli_dir/all.json"
expect 0 valid "$cli_dir/all.json"

# The judge says no as well.
for change in 's/"2026-01"/"soon"/' 's/"highlights": \[/"highlights": [1,/' 's/ada@example.org/ada/' \
	's|"https://example.org/"|"example.org"|'; do
	sed "$change" "$file" >"$cli_dir/bad.json"
	expect 1 valid "$cli_dir/bad.json"
done
