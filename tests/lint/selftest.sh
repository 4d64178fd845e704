#!/bin/sh
# Does lint find what it is for? Each check passes a good tree and fails a tree with one fault,
# naming the file and the line.
set -u

lint=$(dirname "$(readlink -f "$0")")/lint.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

failed() {
	printf 'selftest: %s\n' "$*"
	failures=$((failures + 1))
}

# A tree that no check objects to.
good_tree() {
	rm -rf "$work/tree"
	mkdir -p "$work/tree/core" "$work/tree/daemon/store" "$work/tree/docs" \
		"$work/tree/schema/migrations" "$work/tree/build/dev"
	cd "$work/tree" || exit 2
	cp "$(dirname "$lint")/../../.clang-format" "$(dirname "$lint")/../../.clang-tidy" .
	printf 'project(x VERSION 1.2.3 LANGUAGES C)\n' >CMakeLists.txt
	printf '# Changes\n\n## 1.2.3\n\n- It is here.\n' >CHANGELOG.md
	printf 'CREATE TABLE a(b) STRICT;\n' >schema/migrations/0001_init.sql
	(cd schema/migrations && sha256sum 0001_init.sql >SHA256SUMS)
	printf '#!/bin/sh\necho fine\n' >dev
	printf 'int add_one(int a);\n' >core/add.h
	printf '#include "core/add.h"\n\nint\nadd_one(int a)\n{\n\treturn a + 1;\n}\n' >core/add.c
	cat >docs/x.1 <<-'END'
	.Dd January 1, 2026
	.Dt X 1
	.Os
	.Sh NAME
	.Nm x
	.Nd does nothing
	.Sh DESCRIPTION
	It does nothing.
	END
	compile_commands core/add.c
}

# compile_commands FILE...: as CMake writes it.
compile_commands() {
	{
		echo '['
		separator=
		for file; do
			printf '%s{\n  "directory": "%s",\n  "command": "cc -I. -c %s",\n  "file": "%s"\n}' \
				"$separator" "$PWD" "$file" "$PWD/$file"
			separator=','
		done
		printf '\n]\n'
	} >build/dev/compile_commands.json
}

# expect_fault CHECK PLACE: the check fails and says where.
expect_fault() {
	output=$("$lint" . build/dev "$1")
	status=$?
	case $status in
	77) return ;;
	1) ;;
	*) failed "$1 found nothing in a tree with a fault at $2" ;;
	esac
	printf '%s\n' "$output" | grep -q "^$2: ..*" ||
		failed "$1 did not name $2, it said: $output"
}

# function_of FILE NAME: writes a function whose body is standard input.
function_of() {
	{
		printf 'int\n%s(int a)\n{\n' "$2"
		cat
		printf '\treturn a;\n}\n'
	} >"$1"
}

repeat() {
	awk -v n="$1" -v line="$2" 'BEGIN { for (i = 0; i < n; i++) print line }'
}

good_tree
output=$("$lint" . build/dev) || failed "the good tree has faults: $output"

repeat 600 '/* long */' >core/long.c
expect_fault sizes core/long.c:500

good_tree
repeat 70 '	a++;' | function_of core/long.c long_winded
expect_fault functions core/long.c:2

good_tree
repeat 20 '	a += a == 3 ? 1 : 2;' | function_of core/hard.c hard_to_follow
expect_fault functions core/hard.c:2

good_tree
function_of core/deep.c deep_well <<'END'
	for (int i = 0; i < a; i++) {
		if (a == 1) {
			while (a < 9)
				if (a == 3)
					a++;
		}
	}
END
expect_fault nesting core/deep.c:8

good_tree
function_of core/deep.c deep_enough <<'END'
	for (int i = 0; i < a; i++) {
		if (a == 1) {
			while (a < 9)
				a = a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a +
				    deep_enough(a + a + a + a + a + a + a + a + a + a + a + a +
					a) +
				    1;
		}
	}
END
"$lint" . build/dev nesting >/dev/null || failed 'nesting minds a long expression'

good_tree
printf 'int  core;\n' >core/ugly.c
expect_fault format core/ugly.c:1

good_tree
printf '\ntypedef int number;\n' >core/number.h
expect_fault typedefs core/number.h:2

good_tree
for include in 'core <sys/time.h>' 'core <time.h>' 'core "daemon/x.h"' 'daemon <sqlite3.h>' \
	'daemon/engine <event2/event.h>' 'daemon <jansson.h>' 'daemon "store/store.h"' \
	'document "client/x.h"' 'client "daemon/x.h"'; do
	folder=${include%% *}
	mkdir -p "$folder"
	printf '\n#include %s\n' "${include#* }" >"$folder/wrong.c"
	expect_fault layers "$folder/wrong.c:2"
	rm "$folder/wrong.c"
done
printf '\tprintf("%%d", 1);\n' >core/loud.c
expect_fault layers core/loud.c:1

good_tree
printf '#include <stdio.h>\n#include "core/add.h"\n' >core/add.c
expect_fault layers core/add.c:1

good_tree
printf '\n\n"select x", "SELECT x FROM y"\n' >daemon/store/x.c
expect_fault sql daemon/store/x.c:3

good_tree
function_of daemon/store/x.c y_get </dev/null
expect_fault names daemon/store/x.c:2

good_tree
for name in cmd_log cmd_undo cmd_undo_ask cmd_redo_ask; do
	function_of one $name </dev/null
	cat one
done >daemon/cmd_log.c
expect_fault names daemon/cmd_log.c:17

good_tree
# shellcheck disable=SC2016 # the fault is the point
printf '#!/bin/sh\nrm -rf $1\n' >dev
expect_fault scripts dev:2

good_tree
printf '.Xx\n' >>docs/x.1
expect_fault manuals docs/x.1:9

for words in '// TODO: later' '# FIXME' '/* XXX */' 'see ../shared/PLAN' 'cd /work/main'; do
	good_tree
	printf '\n%s\n' "$words" >docs/page
	expect_fault words docs/page:2
done
good_tree
printf 'A step never touched is TODO.\nSTATUS_TODO = 1; // TODO is first\n' >core/status.proto
"$lint" . build/dev words >/dev/null || failed 'words minds the status TODO'

good_tree
printf '## 1.2.30\n' >CHANGELOG.md
expect_fault changelog CHANGELOG.md:1

good_tree
printf -- '-- better\n' >>schema/migrations/0001_init.sql
expect_fault migrations schema/migrations/0001_init.sql:1

good_tree
printf 'DROP TABLE a;\n' >schema/migrations/0002_drop.sql
expect_fault migrations schema/migrations/0002_drop.sql:1

good_tree
rm schema/migrations/0001_init.sql
expect_fault migrations schema/migrations/SHA256SUMS:1

good_tree
mv schema/migrations/0001_init.sql schema/migrations/0003_init.sql
expect_fault migrations schema/migrations/0003_init.sql:1

good_tree
function_of core/null.c null_read <<'END'
	int *nothing = 0;

	if (a > 3)
		a = *nothing;
END
compile_commands core/add.c core/null.c
expect_fault tidy core/null.c:7

good_tree
echo '#include "nowhere.h"' >core/lost.c
compile_commands core/lost.c
expect_fault tidy core/lost.c:1

good_tree
compile_commands core/add.c
sed -i 's/cc -I/cc -std=c10000 -I/' build/dev/compile_commands.json
expect_fault tidy build/dev/compile_commands.json:1

if "$lint" "$work/tree" build/dev no_such_check >/dev/null 2>&1; then
	failed 'an unknown check passed'
fi
[ $failures -eq 0 ] || exit 1
echo 'selftest: every check finds its fault'
