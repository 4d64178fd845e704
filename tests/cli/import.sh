#!/bin/sh
# `roadmap import`: what is stored, what is marked, and what is said where.
. "$(dirname "$0")/lib.sh"
data=$(dirname "$0")/../import/data

# line FILE TEXT: just this line was printed.
line() {
	grep -qxF -e "$2" "$cli_dir/$1" && return
	cat "$cli_dir/$1" >&2
	fail "$1 has no line '$2'"
}

expect 2 roadmap import
line err 'roadmap: import wants FILE'
expect 2 roadmap import a b
expect 2 roadmap import --format nonsense a
line err 'roadmap import: no such format: nonsense'
expect 2 roadmap import --id 'No id' a
expect 2 roadmap import --dry-run --enroll a
expect 1 roadmap import "$data/none.md"
said err 'none.md: cannot be opened'
expect 1 roadmap import "$data"
said err 'is a directory: give a file'
expect 1 roadmap import "$data/roadmapsh/mockup.json"
said err 'mockup.json: is a mock-up'
expect 1 roadmap import --chain "$data/markdown/cheese.md"

# --dry-run prints a file that lint finds no fault in, and starts no daemon.
for file in "$data"/exercism/*.json "$data"/taskwarrior/*.json "$data"/markdown/*.md \
	"$data/roadmapsh/garden.json"; do
	expect 0 roadmap import --dry-run "$file"
	cp "$cli_dir/out" "$cli_dir/made.yaml"
	expect 0 roadmap lint "$cli_dir/made.yaml"
done
no_daemon || fail '--dry-run started a daemon'

# A folder of texts: the newest one of an id counts.
mkdir "$cli_dir/content"
printf '# Soil\n\nOld words.\n' >"$cli_dir/content/soil@S-soilsoilsoilsoilsoi.md"
touch -d 2020-01-01 "$cli_dir/content/soil@S-soilsoilsoilsoilsoi.md"
cat >"$cli_dir/content/new-soil@S-soilsoilsoilsoilsoi.md" <<-'END'
	# Soil

	What all else grows in.

	Visit the following resources to learn more:

	- [@official@The ground](https://garden.example/ground)
	- [@vidoe@A film](https://garden.example/film)
END
printf 'Nobody.\n' >"$cli_dir/content/x@nobody.md"
expect 0 roadmap import --dry-run --content "$cli_dir/content" "$data/roadmapsh/garden.json"
said out 'summary: What all else grows in.'
said out 'kind: official'
said out 'kind: article'
said err 'texts for no step: 1 left out'
! grep -q 'Old words' "$cli_dir/out" || fail 'the older text was taken'

# Stored, not enrolled: what could be kept is told.
expect 0 roadmap import --progress "$data/content/garden-progress.json" \
	"$data/roadmapsh/garden.json"
line out 'Stored garden version 1: A garden of your own, 13 steps, 33 h'
line out 'To begin: roadmap enroll garden'
line out 'The hours of 13 steps are guessed: they are shown with ~'
line out '6 things were left out: see above'
line out 'The file tells what was done, of 4 steps: to keep that, import it with --enroll'
said err "edge 'no-source' has no source: left out"

# The same again is the same version; other content is the next one.
expect 0 roadmap import --enroll --progress "$data/content/garden-progress.json" \
	"$data/roadmapsh/garden.json"
line out 'Already stored: garden version 1: A garden of your own, 13 steps, 33 h'
line out '2 steps done'
line out '1 step skipped'
line out '1 step active'
expect 0 roadmap --ascii tree
said out '~3 h'
said out '>  water'
said out 'Tools: pick one: Fork'
expect 0 roadmap --ascii show water
said out '~2 h to 4 h'
expect 0 roadmap next
said out 'Water  water, ~3 h'
# A status is one action, however many steps it was set on.
expect 0 roadmap undo
expect 0 roadmap undo
expect 0 roadmap undo
expect 0 roadmap --ascii tree
said out 'o  soil'
said out 'o    fork'
expect 0 roadmap import --title 'Another garden' "$data/roadmapsh/garden.json"
line out 'Stored garden version 2: Another garden, 13 steps, 33 h'

# Dates of tasks are kept, and checked items.
expect 0 roadmap import --enroll --id sailing "$data/taskwarrior/boat.json"
expect 0 roadmap --ascii show read-about-knots
said out 'done 2026-01-05'
expect 0 roadmap show splice
! head -n 2 "$cli_dir/out" | grep -q '~' || fail 'hours that were given are shown as guessed'
roadmap import --dry-run - <"$data/markdown/cheese.md" >"$cli_dir/out" 2>"$cli_dir/err" ||
	fail 'standard input is not read'
said err '<stdin>: line 45'
expect 0 roadmap import --enroll "$data/markdown/cheese.md"
expect 0 roadmap --json show read-the-cheese-book
said out '"itemsChecked": 1'
# Items that are called by numbers are not taken for those numbers, and all are one action.
printf '# Count\n- [ ] Up\n  - [x] 2\n  - [ ] 1\n- [ ] Down\n  - [ ] 1\n  - [x] 1999\n' \
	>"$cli_dir/count.md"
expect 0 roadmap import --enroll "$cli_dir/count.md"
line out '2 items checked'
! grep -q 'To begin' "$cli_dir/out" || fail 'what was begun is told to be begun'
expect 0 roadmap --ascii -r count check up
said out 'x  1  2'
said out 'o  2  1'
expect 0 roadmap undo
said out 'checked: 2 items of 2 steps'
expect 0 roadmap redo
expect 0 roadmap import --json "$data/markdown/plain.md"
"$JSON_CHECK" <"$cli_dir/out" || fail 'no JSON document'

# A newer drawing in which titles changed: the steps are found again, and what was done on them.
sed 's/"Water"/"Watering"/; s/"Clay"/"Loam"/' "$data/roadmapsh/garden.json" >"$cli_dir/newer.json"
expect 0 roadmap import --dry-run --id garden "$cli_dir/newer.json"
said out 'version: 3'
said out 'to: watering'
expect 0 roadmap import --id garden "$cli_dir/newer.json"
line out 'Stored garden version 3: A garden of your own, 13 steps, 33 h'
said err "2 steps of version 2 have another id now: 'changes:' tells which"
expect 0 roadmap import --id garden "$cli_dir/newer.json"
said out 'Already stored: garden version 3'
expect 0 roadmap 'done' --force -r garden water
expect 0 roadmap upgrade garden --yes
expect 0 roadmap --ascii -r garden show watering
said out 'done'

# The progress of a learner, later: by the ids of the drawing, and nothing finished is set back.
expect 0 roadmap import --id garden "$data/content/garden-progress.json"
line out 'Enrolled in garden already'
expect 0 roadmap --ascii -r garden show watering
said out 'done'
expect 1 roadmap import "$data/content/garden-progress.json"
said err 'name the roadmap it is of with --id'
expect 1 roadmap import --id nowhere "$data/content/garden-progress.json"
said err "no roadmap 'nowhere'"
expect 2 roadmap import --dry-run --id garden "$data/content/garden-progress.json"

# What is done in a newer file goes with its version.
printf '# Bread\n- [x] a\n- [ ] b\n' >"$cli_dir/bread.md"
expect 0 roadmap import --enroll "$cli_dir/bread.md"
printf '# Bread\n- [x] a\n- [x] b\n- [x] c\n' >"$cli_dir/bread.md"
expect 1 roadmap import --enroll "$cli_dir/bread.md"
said err "you are in version 1: type 'roadmap upgrade bread', then import again"
expect 0 roadmap upgrade bread --yes
expect 0 roadmap import --enroll "$cli_dir/bread.md"
line out '2 steps done'

# What makes a roadmap over the limit of a frame is refused before it is sent, and is not cut.
awk 'BEGIN {
	for (i = 0; i < 400; i++)
		text = text "yeast and "
	print "# Long"
	for (i = 0; i < 1040; i++)
		printf "- Step %d (1 h)\n  %s\n", i, text
}' >"$cli_dir/long.md"
expect 1 roadmap import --enroll "$cli_dir/long.md"
said err 'KiB, and at most 4092 KiB can be stored: split it'
quiet out
expect 1 roadmap import --dry-run "$cli_dir/long.md"
quiet out
expect 1 roadmap enroll long
sed -i '/^- Step 1000 /,$d' "$cli_dir/long.md"
expect 0 roadmap import --enroll "$cli_dir/long.md"
said out 'Stored long version 1: Long, 1000 steps'
expect 0 roadmap -r long export -f markdown
said out 'Step 999'
