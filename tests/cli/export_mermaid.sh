#!/bin/sh
# A check of Mermaid's flowchart language, as far as an export uses it.
. "$(dirname "$0")/export_lib.sh"

cat >"$cli_dir/check.awk" <<'AWK'
function wrong(what) {
	print FILENAME ":" FNR ": " what ": " $0
	faults++
}

# Whatever is markup anywhere stands there as an entity.
function check_label(label) {
	gsub(/<br\/>/, "", label)
	gsub(/#[0-9]+;/, "", label)
	if (label ~ /["#&<>`*_~\\%{}|:;$@]/ || index(label, "[") || index(label, "]"))
		wrong("not escaped")
	if (label ~ /^([-+]|[0-9]+[.)])( |$)/)
		wrong("a list")
	if (label == "")
		wrong("empty label")
}

# Takes a "quoted label" between these brackets off the front of `rest`.
function take_label(open, shut,   at) {
	if (index(rest, open "\"") != 1)
		return 0
	rest = substr(rest, length(open) + 2)
	at = index(rest, "\"")
	if (!at || index(substr(rest, at + 1), shut) != 1)
		return 0
	check_label(substr(rest, 1, at - 1))
	rest = substr(rest, at + 1 + length(shut))
	return 1
}

function take_name() {
	if (!match(rest, /^[a-z]+_[a-z0-9_]+/))
		return ""
	name = substr(rest, 1, RLENGTH)
	rest = substr(rest, RLENGTH + 1)
	return name
}

function node() {
	name = take_name()
	if (name == "" || name in known)
		wrong("bad or double name")
	known[name] = 1
	nodes++
	if (name ~ /^any_/) {
		if (!take_label("{", "}") || rest != "")
			wrong("no junction")
		return
	}
	if (!take_label("[[", "]]") && !take_label("[", "]"))
		wrong("no label")
	if (rest !~ /^:::[a-z]+$/)
		wrong("no class")
	used[substr(rest, 4)] = FNR
}

FNR == 1 { if ($0 !~ /^%% /) wrong("no comment"); next }
FNR == 2 { if ($0 != "flowchart LR") wrong("no flowchart"); next }
{ rest = $0; sub(/^ +/, "", rest) }
rest ~ /^subgraph / {
	rest = substr(rest, 10)
	if (depth++ || take_name() == "" || !take_label("[", "]") || rest != "")
		wrong("bad subgraph")
	phases++
	next
}
rest == "end" { if (depth-- != 1) wrong("no subgraph to end"); next }
depth { node(); next }
/^  [a-z0-9_]+ --[->] [a-z0-9_]+$/ {
	if (!($1 in known) || !($3 in known))
		wrong("no such node")
	edges++
	next
}
rest ~ /^classDef [a-z]+ [a-z-]+:[^:;]+$/ || rest ~ /^classDef [a-z]+ fill:#[0-9A-F]+,stroke:#[0-9]+,color:#[0-9]+$/ {
	defined[$2] = 1
	next
}
rest ~ /^class [a-z0-9_]+ [a-z]+$/ {
	if (!($2 in known) || !($3 in defined))
		wrong("no such node or class")
	next
}
{ wrong("not understood") }
END {
	for (class in used)
		if (!(class in defined)) {
			print "class " class " is not defined"
			faults++
		}
	if (depth)
		print "a subgraph is open"
	print phases " phases, " nodes " nodes, " edges " edges"
	exit faults > 0 || depth
}
AWK

# check COUNTS: what was exported last is right, and of this size.
check() {
	awk -f "$cli_dir/check.awk" "$cli_dir/graph.mmd" >"$cli_dir/faults" ||
		fail "$(cat "$cli_dir/faults")"
	[ "$(cat "$cli_dir/faults")" = "$1" ] || fail "not $1, but $(cat "$cli_dir/faults")"
}

export_learner
expect 0 roadmap export --format mermaid -o "$cli_dir/graph.mmd"
check '2 phases, 13 nodes, 15 edges'

# The check finds what it is for.
spoil() {
	cp "$cli_dir/graph.mmd" "$cli_dir/good.mmd"
	sed "$1" "$cli_dir/good.mmd" >"$cli_dir/graph.mmd"
	cmp -s "$cli_dir/graph.mmd" "$cli_dir/good.mmd" && fail "$1 spoils nothing"
	awk -f "$cli_dir/check.awk" "$cli_dir/graph.mmd" >"$cli_dir/faults" &&
		fail "the check is blind to $1"
	cp "$cli_dir/good.mmd" "$cli_dir/graph.mmd"
}
spoil 's/#34;/"/'
spoil 's/#35;/#/'
spoil 's/1#46; The/1. The/'
spoil 's/:::done/:::gone/'
spoil '0,/^  end$/s/^  end$//'
spoil 's/--> step_goal$/--> step_goals/'
spoil 's/step_a\[/step_end[/'

expect 0 roadmap enroll baker
expect 0 roadmap export --format mermaid -o "$cli_dir/graph.mmd"
check '2 phases, 8 nodes, 8 edges'
