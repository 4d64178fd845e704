#!/bin/sh
# A checklist that was exported is read back on another machine: it exports the same there.
. "$(dirname "$0")/export_lib.sh"

(umask 077; mkdir -p "$cli_dir/other/run")
other() {
	HOME="$cli_dir/other" XDG_RUNTIME_DIR="$cli_dir/other/run" roadmap "$@"
}

export_learner
expect 0 roadmap export --format markdown -o "$cli_dir/first.md"
other import --enroll "$cli_dir/first.md" >"$cli_dir/out" 2>"$cli_dir/err" ||
	fail "the import was refused: $(cat "$cli_dir/err")"
quiet err
other export --format markdown -o "$cli_dir/second.md" || fail 'no second export'
diff -u "$cli_dir/first.md" "$cli_dir/second.md" || fail 'the second export differs'
kill "$(HOME="$cli_dir/other" daemons)"

# What the checklist has of each step is what the export told, in the same phases.
expect 0 roadmap export --format csv -o "$cli_dir/first.csv"
(umask 077; mkdir -p "$cli_dir/third/run")
HOME="$cli_dir/third" XDG_RUNTIME_DIR="$cli_dir/third/run" roadmap import --enroll \
	"$cli_dir/first.md" >/dev/null || fail 'a third machine'
HOME="$cli_dir/third" XDG_RUNTIME_DIR="$cli_dir/third/run" roadmap export --format csv \
	-o "$cli_dir/third.csv" || fail 'no third export'
kill "$(HOME="$cli_dir/third" daemons)"
if command -v python3 >/dev/null; then
	python3 - "$cli_dir/first.csv" "$cli_dir/third.csv" <<-'END' || fail 'the steps differ'
		import csv, sys
		same = ["title", "phase", "status", "optional", "milestone", "hours",
		        "items_checked", "items_total"]
		first, third = ({row["id"]: {key: row[key] for key in same}
		                 for row in csv.DictReader(open(name, encoding="utf-8"))}
		                for name in sys.argv[1:])
		wrong = {id for id in third if third[id] != first[id]}
		for id in sorted(wrong):
		    print(id, first[id], third[id], file=sys.stderr)
		sys.exit(bool(wrong) or len(third) < 8)
	END
fi

# The bundled roadmaps, begun.
expect 0 roadmap enroll baker
expect 0 roadmap "done" clean-hands
expect 0 roadmap export --format markdown -o "$cli_dir/first.md"
expect 0 roadmap import --dry-run "$cli_dir/first.md"
said out 'roadmap: baker'
said out 'id: clean-hands'
