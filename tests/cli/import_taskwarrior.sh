#!/bin/sh
# Tasks of Taskwarrior itself become a roadmap and tasks again: what their user made up is kept.
. "$(dirname "$0")/lib.sh"

if ! command -v task >/dev/null || ! command -v python3 >/dev/null; then
	echo 'skip: taskwarrior and python3 are needed to import tasks'
	exit 77
fi
cat >"$cli_dir/taskrc" <<-'END'
	confirmation=off
	verbose=nothing
	hooks=off
	news.version=99.0.0
	uda.hours.type=numeric
	uda.crew.type=string
	uda.metres.type=numeric
	uda.code.type=string
	uda.survey.type=date
END
export TASKRC="$cli_dir/taskrc" TASKDATA="$cli_dir/tasks"
mkdir "$TASKDATA" "$cli_dir/again"
expect 0 task add project:boat.rigging 'Read about knots' +reading crew:'Ada, Bo' hours:2
expect 0 task add project:boat.rigging 'Splice the halyard' depends:1 metres:12.5 code:007 \
	survey:2031-05-06 due:2031-07-01 priority:H +rope +next
expect 0 task add project:boat 'Paint the hull' depends:1,2 hours:3.5
expect 0 task 1 'done'
task export >"$cli_dir/tasks.json" || fail 'task export'
expect 0 roadmap import --id boat --enroll "$cli_dir/tasks.json"
line() {
	grep -qxF -e "$1" "$cli_dir/out" && return
	cat "$cli_dir/out" >&2
	fail "no line '$1'"
}
line '1 step done'
expect 0 roadmap lint "$(roadmap export -f yaml -o "$cli_dir/boat.yaml" && echo "$cli_dir/boat.yaml")"
expect 0 roadmap export -f taskwarrior -o "$cli_dir/again.json"
TASKDATA="$cli_dir/again"
expect 0 task import "$cli_dir/again.json"
task export >"$cli_dir/again.json" || fail 'task export of the import'
python3 - "$cli_dir/tasks.json" "$cli_dir/again.json" <<-'END' || fail 'the tasks differ'
	import json, sys
	same = ["status", "tags", "crew", "metres", "code", "survey", "due", "priority"]
	def tasks(name):
	    list = json.load(open(name, encoding="utf-8"))
	    titles = {task["uuid"]: task["description"] for task in list}
	    return {task["description"]:
	            [task.get(key) for key in same] +
	            [sorted(titles[uuid] for uuid in task.get("depends", []))]
	            for task in list}
	first, again = tasks(sys.argv[1]), tasks(sys.argv[2])
	# The one tag that is ours.
	for task in list(first.values()) + list(again.values()):
	    task[1] = [tag for tag in task[1] or [] if tag != "next"]
	print(first, again, sep="\n", file=sys.stderr)
	sys.exit(first != again or len(first) != 3)
END
