#!/bin/sh
# `roadmap portfolio`: the form in an editor, texts that are never lost, exports, JSON, URLs.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/editor.sh"

studio=$(dirname "$0")/data/studio.yaml

json() {
	expect "$@" --json
	"$JSON_CHECK" <"$cli_dir/out" || fail "no JSON document: $*"
}

# Without a roadmap there is a portfolio too.
expect 0 roadmap portfolio
said out 'roadmap portfolio add begins one'
expect 0 roadmap add "$studio"
expect 0 roadmap enroll studio --choose tool=lathe
expect 0 roadmap "done" make-bowl --at 2026-02-03 --link https://example.org/bowl

# The form knows the step, what was chosen, and when the thing was made.
editor "cp \"\$1\" $cli_dir/form"
expect 0 roadmap portfolio add tell-bowl
said out 'Nothing changed.'
no_copy
cp "$cli_dir/form" "$cli_dir/out"
said out '#   Tell how it was made'
said out '#   https://example.org/bowl (make-bowl)'
said out 'step: tell-bowl'
said out 'kinds: [performance]'
said out 'from: 2026-02'
said out '  - Lathe'
editor ": >\"\$1\""
expect 0 roadmap portfolio add tell-bowl
said out 'Nothing changed.'
no_copy

# Filled in: a text below its key, and one that looks like YAML.
editor "sed -i -e 's/^title:/title: \"A: bowl # one\"/' -e '/^problem:/a\\  Soup ran out.\\n\\n  - twice' \
	-e '/^outcomes:/,\$s/  -/  - 40 bowls/' -e 's|^live:|live: https://example.org/|' \"\$1\""
expect 0 roadmap portfolio add tell-bowl
said out 'Kept: A: bowl # one'
said out 'lessons missing'
no_copy
expect 0 roadmap portfolio show bowl
said out '  Soup ran out.'
said out '  - twice'
said out '40 bowls'
editor :
expect 0 roadmap portfolio edit bowl
said out 'Nothing changed.'
# What the form says of it reads back to the same.
editor "echo '# a remark' >>\"\$1\""
expect 0 roadmap portfolio edit bowl
said out 'Unchanged: A: bowl # one'
no_copy

# Faults are told by line and column, and the text is kept and can be stored later.
editor "sed -i -e 's/^live: .*/live: example.org/' -e 's/^role:/roel: Turner/' \
	-e 's/^kinds: .*/kinds: [speed]/' -e 's/^from: .*/from: 2026-13/' \"\$1\""
expect 1 roadmap portfolio edit bowl
said err ":12:9: 'kinds': expected database-design"
said err ":15:1: unknown key 'roel' in a case study: did you mean 'role'?"
said err ":18:7: 'from': expected a date"
said err ":22:7: 'live': expected an address"
kept 'roel: Turner'
sed -i -e 's/^live: .*/live: https:\/\/example.org\//' -e 's/^roel: /role: /' \
	-e 's/^kinds: .*/kinds: performance/' -e 's/^from: .*/from: 2026-01/' "$copy"
sed -n 's/^  \(roadmap portfolio edit .* --form .*\)$/\1/p' "$cli_dir/err" >"$cli_dir/way"
[ -s "$cli_dir/way" ] || fail 'no way on is told'
# The next editor tells of it and how to store it: that it is no roadmap, too.
expect 0 env EDITOR=true "$ROADMAP" portfolio edit bowl
said err "  $copy"
said err 'To store it: roadmap portfolio add --form FILE'
expect 0 env EDITOR=true "$ROADMAP" edit studio
said err 'To store it: roadmap portfolio add --form FILE'
! grep -q 'roadmap add FILE' "$cli_dir/err" || fail 'a form is taken for a roadmap'
expect 0 roadmap portfolio edit bowl --form "$copy"
said out 'Kept: A: bowl # one'
rm "$copy"
editor "sed -i 's/^title: .*/title:/' \"\$1\"; exit 3"
expect 1 roadmap portfolio edit bowl
said err 'failed'
kept 'title:'
rm "$copy"
expect 1 env EDITOR=/nowhere/editor "$ROADMAP" portfolio edit bowl
no_copy
printf 'title: [a\n' >"$cli_dir/form"
expect 1 roadmap portfolio add --form "$cli_dir/form"
said err 'not YAML'
printf 'title: A chair\noutcomes: none\nproblem: {a: b}\n' >"$cli_dir/form"
expect 1 roadmap portfolio add --form "$cli_dir/form"
said err ":2:11: 'outcomes': expected a list"
said err ":3:10: 'problem': expected a text"
printf '# nothing\n\n' >"$cli_dir/form"
expect 2 roadmap portfolio add --form "$cli_dir/form"
expect 1 roadmap portfolio add --form /nowhere

# A second one of a step is told of.
editor :
expect 0 roadmap portfolio add tell-bowl
said err "tell-bowl has one already, 'A: bowl # one'"

# Somebody else writes while the editor is open.
editor "sed -i 's/^role: .*/role: Sole turner/' \"\$1\"
	EDITOR=true '$ROADMAP' portfolio edit bowl --lessons Dry >/dev/null"
expect 1 roadmap portfolio edit bowl
said err 'changed meanwhile'
kept 'role: Sole turner'
rm "$copy"

# Exports: only what is complete, whole or not at all.
page=$cli_dir/page.html
expect 1 roadmap portfolio export "$page"
said err 'no case study is complete'
[ ! -e "$page" ] || fail 'a page was written'
evil='<script>alert("1")</script> & <b>'"'"'x'"'"'</b>'
expect 0 roadmap portfolio edit bowl --title "$evil" --approach "$evil" --challenges "$evil" \
	--lessons "$evil" --role "$evil" --repository 'https://example.org/?a=1&b=2' \
	--outcome "$evil 7" --technologies '<i>,&lt;' --problem "$evil"
said out '8 of 8'
expect 0 roadmap portfolio export "$page" --name "$evil" --label "$evil"
said out 'Wrote'
grep -q '<title>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b&gt;&#39;x&#39;' "$page" ||
	fail 'the title is not escaped'
! grep -qi -e '<script' -e '<b>' -e '<i>' -e 'src=' -e '@import' "$page" ||
	fail 'markup of a text is in the page'
grep -q 'href="https://example.org/?a=1&amp;b=2"' "$page" || fail 'the link is not escaped'
[ "$(grep -c '<article ' "$page")" -eq 1 ] || fail 'not one article'
cp "$page" "$cli_dir/first.html"
expect 0 roadmap portfolio export "$page" --name "$evil" --label "$evil"
cmp -s "$page" "$cli_dir/first.html" || fail 'the same state gives other bytes'
expect 1 roadmap portfolio export /nowhere/page.html
said err "cannot write '/nowhere/page.html'"
expect 0 roadmap portfolio export "$cli_dir/page.md"
said err 'No name is in it'
grep -qF '## \<script\>alert("1")' "$cli_dir/page.md" || fail 'Markdown is not escaped'
expect 0 roadmap portfolio export "$cli_dir/resume.json"
"$JSON_CHECK" <"$cli_dir/resume.json" || fail 'the resume is no JSON'
cp "$cli_dir/resume.json" "$cli_dir/out"
said out '"name": "Making"'
said out '"wood turning"'
said out '"startDate": "2026-01"'
editor :
expect 0 roadmap portfolio add --title 'Half a chair'
expect 0 roadmap portfolio export --format json-resume
said err 'left out: Half a chair (problem missing); --all takes it in'
expect 0 roadmap portfolio export --format json-resume --all -
said out 'Half a chair'
for bad in '--site example.org' '--email ada' '--format pdf'; do
	# shellcheck disable=SC2086 # words
	expect 2 roadmap portfolio export $bad
done

# One JSON document of each.
json 0 roadmap portfolio
said out '"partsTotal": 8'
json 0 roadmap portfolio show chair
json 1 roadmap portfolio check
json 0 roadmap portfolio edit chair --role Helper
json 0 roadmap portfolio edit chair
said out '"unchanged": true'
json 0 roadmap portfolio export "$page"
json 0 roadmap portfolio remove chair
expect 0 roadmap portfolio check
expect 0 roadmap --ascii portfolio
! LC_ALL=C grep -q '[^ -~]' "$cli_dir/out" || fail 'not ASCII'
expect 0 roadmap --color always portfolio
said out "$(printf '\033[')"

# Completion knows what to do, and to what.
expect 0 roadmap __complete line portfolio ''
said out 'export'
expect 0 roadmap __complete line portfolio edit ''
said out 'tell-bowl'
expect 0 roadmap __complete line portfolio add ''
said out 'show-all'
expect 0 roadmap __complete line portfolio export ''
said out ':files'
expect 0 roadmap __complete line portfolio edit tell-bowl --kinds ''
said out 'system-integration'

# URLs are asked by curl, and only on request.
mkdir "$cli_dir/bin"
expect 2 env PATH="$cli_dir/bin" "$ROADMAP" portfolio check --urls
said err 'cannot run curl'
for program in curl python3; do
	command -v $program >/dev/null || {
		echo "skip: the URLs of a portfolio are not asked without $program"
		exit 0
	}
done
cat >"$cli_dir/server.py" <<'PY'
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(404 if 'gone' in self.path else 302 if 'old' in self.path else 200)
        if 'old' in self.path:
            self.send_header('Location', '/new')
        self.send_header('Content-Length', '0')
        self.end_headers()
    def log_message(self, *args):
        pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
PY
python3 "$cli_dir/server.py" >"$cli_dir/port" &
server=$!
trap 'kill $server; finish' EXIT
wait_for test -s "$cli_dir/port"
site=http://127.0.0.1:$(cat "$cli_dir/port")
expect 0 roadmap portfolio edit tell-bowl --live "$site/old?a=[1-3]" --repository "$site/fine"
expect 0 env no_proxy='*' "$ROADMAP" portfolio check --urls
said out '2 of 2 answer'
quiet err
said out "200  $site/old?a=[1-3]"
expect 0 roadmap portfolio edit tell-bowl --live "$site/gone" --repository http://127.0.0.1:1/
expect 1 env no_proxy='*' "$ROADMAP" portfolio check --urls tell
said out "404  $site/gone"
said out 'http://127.0.0.1:1/'
said out '0 of 2 answer'
expect 1 env no_proxy='*' "$ROADMAP" portfolio check --urls --json
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON document'
said out '"status": "404"'
