#!/bin/sh
# usage: seeds.sh
#
# Writes tests/fuzz/corpus/dispatch/op_*: conversations (fuzz_talk.h) in which each method is answered
# OK, with the pottery roadmap (tests/support/pottery.h) stored and enrolled, or nothing (flag 2). The
# ids of actions begin with 65, 66 ...: fuzz_dispatch.c. test_fuzz_corpus names the methods that are missing here.
set -eu
cd "$(dirname "$0")/../.."
out=tests/fuzz/corpus/dispatch

# octal BYTES-ON-STDIN: as a string of protobuf's text form
octal() {
	od -An -v -to1 | tr -d '\n' | sed 's/ /\\/g'
}

# encode TYPE FILE: text form to bytes
encode() {
	protoc -I proto --encode="$1" "$2"
}

# request SERVICE.METHOD TEXT: a length and a ttrpc.Request
request() {
	service=${1%.*}
	method=${1#*.}
	file=roadmap/v1/$(echo "$service" | tr '[:upper:]' '[:lower:]').proto
	payload=$(printf '%s' "$2" | encode "roadmap.v1.$service${method}Request" "$file" | octal)
	printf 'service: "roadmap.v1.%s" method: "%s" payload: "%s"' "$service" "$method" "$payload" |
		encode ttrpc.Request ttrpc/ttrpc.proto >"$work/request"
	size=$(wc -c <"$work/request")
	# shellcheck disable=SC2059 # the octal numbers are the format
	printf "\\$(printf %o $((size / 256)))\\$(printf %o $((size % 256)))"
	cat "$work/request"
}

# talk NAME FLAGS SERVICE.METHOD TEXT [SERVICE.METHOD TEXT]...
talk() {
	name=$1
	# shellcheck disable=SC2059
	printf "\\$2" >"$out/op_$name"
	shift 2
	while [ $# -gt 0 ]; do
		request "$1" "$2"
		shift 2
	done >>"$out/op_$name"
}

# The smallest roadmap, version $1.
tiny() {
	cat <<-END
	roadmap { id: "tiny" version: $1 title: "Tiny" phases { id: "p" title: "P"
	steps { id: "one" title: "One" minutes_low: 60 minutes_high: 90 value: 1 kind: KIND_LEARN }
	steps { id: "two" title: "Two" minutes_low: 60 minutes_high: 90 value: 1 kind: KIND_LEARN
	requires { any_of: "one" } } } }
	END
}

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
done_clay='steps: "clay" status: STATUS_DONE'

talk admin 0 Admin.Hello '' Admin.Check '' Admin.Export '' Admin.Export 'next: 1' \
	Admin.Backup ''
talk admin_restore 2 Admin.Restore 'schema: 1 begin: true commit: true'
talk admin_replace 0 Admin.Replace 'data: "no database"' Admin.Replace 'commit: true replace: true'
talk catalog 0 Catalog.Put "$(tiny 1)" Catalog.List '' Catalog.Get 'roadmap_id: "tiny"' \
	Catalog.Delete 'roadmap_id: "tiny" version: 1'
talk enrollment 0 Catalog.Put "$(tiny 1)" Enrollment.Enroll 'roadmap_id: "tiny"' Enrollment.List '' \
	Step.Set 'steps: "one" status: STATUS_ACTIVE' Catalog.Put "$(tiny 2)" Enrollment.Preview '' \
	Enrollment.Upgrade '' Enrollment.Use 'roadmap_id: "pottery"' \
	Enrollment.Unenroll 'roadmap_id: "tiny"'
talk choose 0 Enrollment.Choose 'pick { choice_id: "kiln" option_ids: "electric" }' Plan.Next ''
talk goal 0 Goal.Set 'minutes_per_week: 300 by_day: "2026-12-01"' Goal.Get '' Goal.Pathways '' \
	Goal.Pause 'from_day: "2026-01-02" until_day: "2026-02-08"' Goal.Pauses '' Goal.Resume 'from_day: "2026-01-02"'
talk history 1 Step.Set "$done_clay" History.List '' History.Undo '' History.Redo '' \
	History.List 'limit: 1 before_seq: 3'
talk plan 0 Plan.Next 'limit: 3' Plan.Why 'step: "vase"' Plan.Schedule '' Plan.Glance ''
talk remind 0 Setting.Set 'name: "quiet-hours" value: "none"' \
	Job.Put 'application { company: "Acme" follow_up: "2020-01-01" }' \
	Remind.Due 'desktop: true done: true given { key: "follow-up-due" }'
talk review 0 Step.Set "$done_clay minutes: 90" Review.Stats 'days: true' Review.Forecast '' \
	Review.Burnup ''
talk setting 0 Setting.List '' Setting.Set 'name: "timer-limit" value: "2h"'
talk step 0 Step.Set "$done_clay note: \"a thought\" link: \"https://example.org/\"" Step.List '' \
	Step.List 'page_size: 2' Step.Get 'step: "clay"' Step.Check 'step: "clay" items: "1"' \
	Step.Note 'step: "clay" text: "another"' Step.Link 'step: "clay" url: "https://example.org/2"'
talk time 0 Step.Set 'steps: "clay" status: STATUS_ACTIVE timer: true' Time.Timer '' Time.Stop 'minutes: 30' \
	Time.Add 'step: "clay" minutes: 45' Time.List '' Time.Remove 'entry_id: "67"'
talk watch 0 Event.Watch ''
talk portfolio 0 Portfolio.Put 'study { title: "Bowls" roadmap_id: "pottery" step_id: "bowl" lessons: "slow" }' \
	Portfolio.List '' Portfolio.Get 'case_study: "Bowls"' Portfolio.Remove 'case_study: "Bowls"'
talk job 0 Job.Put 'application { company: "Acme" role: "Developer" channel: CHANNEL_NETWORK }' Job.List '' \
	Job.Get 'application: "Acme"' Job.Move 'application: "Acme" stage: STAGE_APPLIED' \
	Job.Note 'application: "Acme" text: "they called"' Job.Due '' Job.Funnel '' Job.Report '' \
	Job.Contact 'application: "Acme" contact { name: "Ann" }' Job.Remove 'application: "Acme"' \
	Job.Import 'records { application { company: "Bowls" } stages { stage: STAGE_SAVED day: "2026-01-01" } }'
