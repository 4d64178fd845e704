#!/bin/sh
# `roadmap job`: files in and out, faults by line, JSON, nothing half done.
. "$(dirname "$0")/lib.sh"

json() {
	wanted=$1
	shift
	expect "$wanted" "$@" --json
	"$JSON_CHECK" <"$cli_dir/out" || fail "no JSON document: $*"
}

# Completion wakes no daemon.
expect 0 roadmap __complete line job show ''
[ -s "$cli_dir/out" ] && fail 'a candidate of nothing'
[ -s "$cli_dir/err" ] && fail 'a word on a completion'
no_daemon || fail 'a daemon for a completion'

# Without a roadmap there is a job search too.
expect 0 roadmap job
said out 'No application yet.'

expect 0 roadmap job add 'Kiln, Sons' 'Potter; glazer' --stage applied --at 2026-03-01 \
	--channel company --url https://example.org/jobs/7 --location 'Höhr' --workplace on-site \
	--salary '"fair"' --resume 2026-02 --follow-up 2027-01-01 --note 'first
second, "line"'
expect 0 roadmap job move kiln interview --at 2026-03-09
expect 0 roadmap job move kiln interview --at 2026-03-12
expect 0 roadmap job contact kiln 'Ada Example' --role master --reach ada@example.org
expect 0 roadmap job contact kiln Bo
expect 0 roadmap job add Wheel --stage saved --at 2026-03-02
expect 0 roadmap __complete line job show ''
said out 'Wheel	'
said out 'Kiln, Sons	Potter; glazer'
expect 0 roadmap __complete line job report ''
said out ':files'
expect 0 roadmap __complete line job funnel ''
[ -s "$cli_dir/out" ] && fail 'a candidate for what takes none'

expect 0 roadmap job note wheel "$(yes 'A long note. ' | head -c 2500)"
expect 0 roadmap job note wheel "$(yes 'Another one. ' | head -c 2500)"

# JSON and CSV lose nothing of it on the way out and in again.
for format in json csv; do
	expect 0 roadmap job export "$cli_dir/one.$format"
	expect 0 roadmap job remove kiln
	expect 0 roadmap job remove wheel
	expect 0 roadmap job import --dry-run "$cli_dir/one.$format"
	said out 'Would import 2 applications'
	expect 0 roadmap job import "$cli_dir/one.$format"
	said out 'Imported 2 applications'
	expect 0 roadmap job export "$cli_dir/two.$format"
	cmp "$cli_dir/one.$format" "$cli_dir/two.$format" || fail "$format changes on its way"
	expect 0 roadmap job import "$cli_dir/one.$format"
	said out '2 are there already'
done
expect 0 roadmap job export
tr -d '\r' <"$cli_dir/out" | head -n 1 | grep -q '^company,role,channel' || fail 'no header'

# Columns by header, in whatever case and under other names; a fault is told with its line.
roadmap job list --json >"$cli_dir/before"
printf '\357\273\277Employer;Job Title;STATUS;date applied;Color\r\nX;Dev;Interviewing;17.03.2026;red\r\n\r\n;Q;odd;03/04/2026;\r\n' \
	>"$cli_dir/bad.csv"
expect 1 roadmap job import "$cli_dir/bad.csv"
said err 'bad.csv: left out: Color'
said err "bad.csv:4: no stage 'odd'"
said err "bad.csv:4: '03/04/2026' is no day"
said err 'nothing was imported'
printf 'company,url\nY,https://example.org/\nX,"not\na url"\n' >"$cli_dir/bad.csv"
expect 1 roadmap job import "$cli_dir/bad.csv"
said err 'bad.csv:3: '
printf '[\n {"company": "X"},\n {"company": "Y", "history": [{"stage": "applied", "day": "2999-01-01"}]}\n]\n' \
	>"$cli_dir/bad.json"
expect 1 roadmap job import "$cli_dir/bad.json"
said err 'bad.json:3: that day is still to come'
for text in '' 'name,role\nX,Dev\n' 'company\n"X\n' '[1]' '[' '{"applications": 7}' 'company\nX,Y\n' \
	'company\n\377\n'; do
	# shellcheck disable=SC2059 # the text is the format
	printf "$text" >"$cli_dir/bad"
	expect 1 roadmap job import "$cli_dir/bad"
done
printf 'sep=;\ncompany;Firm;role\nA;;"x"y\n' >"$cli_dir/bad.csv"
expect 1 roadmap job import "$cli_dir/bad.csv"
said err 'bad.csv:3: text after a quote that ends'
printf 'company,role\nA,x\nB,"open\n' >"$cli_dir/bad.csv"
expect 1 roadmap job import "$cli_dir/bad.csv"
said err 'bad.csv:3: a quote is not closed'
printf '\377\376c\0o\0' >"$cli_dir/bad.csv"
expect 1 roadmap job import "$cli_dir/bad.csv"
said err 'this is UTF-16: save it as UTF-8'
{
	echo company
	seq 1001
} >"$cli_dir/bad.csv"
expect 1 roadmap job import "$cli_dir/bad.csv"
said err 'bad.csv: 1001 applications: 1000 are kept at most'
said err 'nothing was imported'
printf 'company,history\nA,applied 2026-03-02; saved 2026-03-03\n' >"$cli_dir/bad.csv"
expect 1 roadmap job import "$cli_dir/bad.csv"
said err 'bad.csv:2: saved of 2026-03-03 cannot come after applied of 2026-03-02: stages go forward'
# What is large takes memory by its size, not by its square.
awk 'BEGIN { print "company,notes"
	for (i = 0; i < 700; i++) printf "\"Firm %d\",\"%04000d\"\n", i, i }' >"$cli_dir/large.csv"
expect 0 roadmap job import --dry-run "$cli_dir/large.csv"
said out 'Would import 700 applications'
awk 'BEGIN { printf "[{\"company\": \"X\", \"notes\": [\"\""
	for (i = 0; i < 300000; i++) printf ",\"n\""; print "]}]" }' >"$cli_dir/large.json"
expect 1 roadmap job import "$cli_dir/large.json"
said err 'the request holds over 200000 entries'
expect 1 roadmap job import /nowhere
roadmap job list --json >"$cli_dir/after"
cmp "$cli_dir/before" "$cli_dir/after" || fail 'a file with a fault left something'
printf 'sep=;\r\ncompany;Firm;role\r\nSpool;Other;x\r\n' >"$cli_dir/good"
expect 0 roadmap job import --dry-run "$cli_dir/good"
said out 'Would import 1 application'
said err "left out: Firm (a second 'company')"
printf 'Employer\tStatus\tApplied on\nX\trejected\t2026/03/17\n' >"$cli_dir/good"
expect 0 roadmap job import "$cli_dir/good"
expect 0 roadmap job show X
said out '2026-03-17  applied'
said out '2026-03-17  rejected'

# Reports
expect 0 roadmap job report --from 2026-03-01 --to 2026-03-10
said out '# Job search, 2026-03-01 to 2026-03-10'
said out '| 2026-03-09 | interview, round 1 | Kiln, Sons | Potter; glazer | Höhr | company page |'
expect 0 roadmap job report "$cli_dir/report.csv"
grep -q '^2026-03-17,rejected,X' "$cli_dir/report.csv" || fail 'no CSV'
expect 1 roadmap job report --from 2026-03-10 --to 2026-03-01
expect 0 roadmap job report --from 2026-03-01 --to 2999-12-31
said out '# Job search, 2026-03-01 to 2999-12-31'
expect 2 roadmap job move kiln interview --follow-up ''
said err 'roadmap job due NAME never'
expect 2 roadmap job report --format pdf
expect 1 roadmap job report /nowhere/report.md

for what in '' 'show kiln' due funnel report export 'edit kiln --role Glazer' 'move kiln offer' \
	'note kiln well' 'contact kiln Bo' "import $cli_dir/good" 'due kiln tomorrow' 'remove X'; do
	# shellcheck disable=SC2086 # words
	json 0 roadmap job $what
done
json 0 roadmap job export "$cli_dir/one.json"

# A percentage is told of ten, not of nine.
{
	echo company,status,applied
	for i in 1 2 3 4 5 6 7 8; do
		echo "Lamp $i,applied,2026-04-0$i"
	done
} >"$cli_dir/many.csv"
expect 0 roadmap job import "$cli_dir/many.csv"
expect 0 roadmap job funnel
said out 'Answered: 1 of 9, after'
expect 0 roadmap job add Tenth --stage applied
expect 0 roadmap job funnel
said out 'Answered: 1 of 10, 10 %'
