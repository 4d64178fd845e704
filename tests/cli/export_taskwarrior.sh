#!/bin/sh
# Taskwarrior itself takes the export: the same steps finished, the same steps required.
# shellcheck disable=SC2016 # titles with a $ or ` in them
. "$(dirname "$0")/export_lib.sh"

if ! command -v task >/dev/null || ! command -v python3 >/dev/null; then
	echo 'skip: taskwarrior and python3 are needed to import an export'
	exit 77
fi
export TASKRC="$cli_dir/taskrc" TASKDATA="$cli_dir/tasks"
mkdir "$TASKDATA"
cat >"$TASKRC" <<-'END'
	confirmation=off
	verbose=nothing
	hooks=off
	news.version=99.0.0
	uda.hours.type=numeric
	uda.hours.label=Hours
END

import() {
	expect 0 roadmap export --format taskwarrior -o "$cli_dir/export.json"
	expect 0 task import "$cli_dir/export.json"
}

# table: a line for each task, as Taskwarrior exports them, in order of their titles.
table() {
	task rc.json.array=on export >"$cli_dir/tasks.json" || fail 'task export failed'
	python3 - "$cli_dir/tasks.json" <<-'END'
		import json, sys
		tasks = json.load(open(sys.argv[1], encoding="utf-8"))
		title = {task["uuid"]: task["description"] for task in tasks}
		for task in sorted(tasks, key=lambda task: task["description"]):
		    print(task["description"])
		    print(" ", task["status"], task["project"], f'{task["hours"]:g} h',
		          task.get("start", "-"), task.get("end", "-"), *task.get("tags", []))
		    for needed in sorted(title[uuid] for uuid in task.get("depends", [])):
		        print("  after", needed)
		    for note in task.get("annotations", []):
		        print("  note", note["description"])
	END
}

# shows: the table is what stands on standard input.
shows() {
	cat >"$cli_dir/wanted"
	table >"$cli_dir/table"
	diff -u "$cli_dir/wanted" "$cli_dir/table" || fail "$1"
}

# titles FILTER...: of these tasks.
titles() {
	task "$@" export | python3 -c 'import json, sys
for title in sorted(task["description"] for task in json.load(sys.stdin)):
    print(title)'
}

# steps AVAILABILITY: the titles of the open steps in scope that are ready, or locked.
steps() {
	roadmap missing --json | python3 -c 'import json, sys
for title in sorted(step["title"] for step in json.load(sys.stdin)["steps"]
                    if step["availability"] == "AVAILABILITY_" + sys.argv[1]):
    print(title)' "$1"
}

# What is open to do is the same in both.
agrees() {
	[ "$(titles +UNBLOCKED +PENDING)" = "$(steps READY)" ] || fail "$1: ready is another"
	[ "$(titles +BLOCKED +PENDING)" = "$(steps LOCKED)" ] || fail "$1: locked is another"
}

export_learner
import
shows 'the first import differs' <<'END'
- A backslash \n, it's 100 %% of *all* _stars_
  completed awkward.end 5 h - 20240303T120000Z
  after Read "Tom, Dick & Harry"
=SUM(A1;B2) &amp; &lt;
  pending awkward.end 0.1 h 20240304T120000Z -
  after Draw <b>bold</b> `code` | {pipe} [box](link) ~~gone~~
After it
  pending awkward.flowchart 1 h - -
  after Left, "out"
Draw <b>bold</b> `code` | {pipe} [box](link) ~~gone~~
  pending awkward.end 3.25 h 20240302T083000Z - next
  after Read "Tom, Dick & Harry"
Left, "out"
  deleted awkward.flowchart 3 h - 20240305T120000Z
  after The goal!
One of: this/that? (2 h)
  pending awkward.flowchart 2 h - -
  after - A backslash \n, it's 100 %% of *all* _stars_
  note the "first" \ | <b>
Read "Tom, Dick & Harry"
  completed awkward.end 0.75 h - 20240301T100000Z
  note Tab and newline
  note https://example.org/?a=1,2&b="3"
The goal!
  pending awkward.flowchart 1 h - -
  after One of: this/that? (2 h)
  after style it:C# classDef:#fff;
style it:C# classDef:#fff;
  pending awkward.flowchart 8 h - -
  after Draw <b>bold</b> `code` | {pipe} [box](link) ~~gone~~
  after Read "Tom, Dick & Harry"
END
agrees 'after the first import'

# The same again changes nothing.
cp "$cli_dir/table" "$cli_dir/before"
import
table | cmp - "$cli_dir/before" || fail 'a second import changed something'

# What was done since is updated, not added: the tag moves, a step not yet met locks another, and
# what is taken back is open again.
expect 0 roadmap 'done' graph --at 2024-03-06T09:00Z
expect 0 roadmap reset a-1
expect 0 roadmap skip either --at 2024-03-07T09:00Z
expect 0 roadmap undo
expect 0 roadmap reset left-out
import
[ "$(titles +next)" = "$(roadmap next --json | python3 -c 'import json, sys
print(json.load(sys.stdin)["recommendations"][0]["step"]["title"])')" ] || fail 'next is another'
[ "$(titles status:completed)" = 'Draw <b>bold</b> `code` | {pipe} [box](link) ~~gone~~
Read "Tom, Dick & Harry"' ] || fail "completed: $(titles status:completed)"
[ -z "$(titles status:deleted)" ] || fail "deleted: $(titles status:deleted)"
[ "$(task count)" -eq 9 ] || fail "there are $(task count) tasks"
agrees 'after the second import'

# Of several steps that each would do, none done yet, the first locks it.
expect 0 roadmap reset graph
import
agrees 'with nothing done of an entry'
