#!/bin/sh
# usage: lint.sh ROOT BUILD [CHECK...], or lint.sh --list
#
# The rules of docs/HACKING.md that a machine can check. Every fault is a line
# "FILE:LINE: what is wrong; what to do". BUILD has compile_commands.json (for the check `tidy`).
# Exit status: 0 clean, 1 faults, 77 with a line "skip: why" when the one check asked for cannot run.
#
# shellcheck disable=SC2016,SC2086,SC2317 # awk has $ of its own; lists are split; checks are called by name
set -u

readonly all_checks='sizes functions nesting format typedefs layers sql names scripts manuals words
	changelog migrations tidy tidytests'
readonly file_lines=500 function_lines=60 complexity=15 nesting=3
readonly clang_version=14

# files REGEX: what belongs to the project and has such a path.
files() {
	find . -name .git -prune -o -path ./build -prune -o -type f -print | sed 's|^\./||' |
		grep -E "$1" | LC_ALL=C sort
}

c_files() {
	files '\.[ch]$'
}

# grep_files REGEX OPTIONS...: greps files named on standard input, with file and line.
grep_files() {
	xargs -r grep -nHIE "$@" /dev/null
}

# advise TEXT: turns grep's FILE:LINE:CONTENT into a fault.
advise() {
	sed -E "s|^([^:]+:[0-9]+):[[:space:]]*(.*)\$|\1: '\2'; $1|"
}

check_sizes() {
	files '\.(c|h|sh|sql|py|go|cmake|proto|in)$|(^|/)(CMakeLists\.txt|dev|run)$' |
		while read -r file; do
			lines=$(wc -l <"$file")
			if [ "$lines" -ge "$file_lines" ]; then
				echo "$file:$file_lines: $lines lines; split it by noun, under $file_lines"
			fi
		done
}

# pmccabe prints: complexity, the same with switch counted by case, statements, first line,
# lines, FILE(LINE): NAME.
check_functions() {
	files '\.c$' | xargs -r pmccabe | awk -v most="$function_lines" -v hard="$complexity" '
		{ split($6, at, /[()]/); place = at[1] ":" at[2] ": " $7 }
		$5 >= most { print place " has " $5 " lines; split it by step, under " most }
		$1 >= hard { print place " has complexity " $1 "; split it by step, under " hard }'
}

# The format check makes indentation tell depth. A line goes on from the one before unless that
# ended a statement or opened a block.
check_nesting() {
	c_files | xargs -r awk -v most="$nesting" '
		FNR == 1 { inside = 0; ended = 1 }
		/^\{/ { inside = 1; next }
		/^\}/ { inside = 0 }
		!inside || /^[[:space:]]*(\/\*|\*|\/\/|#|$)/ { next }
		{
			match($0, /^\t*/)
			depth = RLENGTH - 1
			if (ended && depth > most && $1 !~ /^[:?]/)
				print FILENAME ":" FNR ": nested " depth \
				    " deep; make it a function, or return early (at most " most ")"
			line = $0
			sub(/[[:space:]]*(\/\/.*|\/\*.*\*\/[[:space:]]*)$/, "", line)
			ended = line ~ /([;{})]|else|do|^[[:space:]]*(case .*|default):)$/
		}'
}

# Every version of clang's tools formats and warns a little differently.
is_our_clang() {
	"$1" --version | grep -q "version $clang_version\." && return
	echo "skip: we go by $1 $clang_version, here is $("$1" --version | grep -o 'version.*')"
	return 1
}

check_format() {
	is_our_clang clang-format || return
	c_files | xargs -r clang-format --dry-run -Werror 2>&1 |
		sed -nE 's/^([^:]+:[0-9]+):[0-9]+: .*/\1: not formatted; run clang-format -i/p' |
		sort -u -t: -k1,1
}

check_typedefs() {
	c_files | grep_files '^[[:space:]]*typedef' | advise 'write struct or enum, we make no typedefs'
}

# only_in HEADER_REGEX FOLDER_REGEX ADVICE
only_in() {
	c_files | grep -vE "$2" |
		grep_files "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]$1" | advise "$3"
}

check_layers() {
	only_in 'sqlite3\.h' '^(daemon/store|tests)/' 'only daemon/store knows SQLite'
	only_in 'event2/' '^(daemon/[^/]*$|tests/)' 'only the files of daemon/ itself know libevent'
	only_in 'systemd/' '^(daemon/[^/]*$|client/remind/|tests/)' 'only daemon/ itself and client/remind know systemd'
	only_in '(libfyaml|jansson)\.h' '^(client|tests)/' 'only the client reads YAML and JSON'
	only_in 'store/' '^(daemon/(store|engine)|tests)/' 'only the engine asks the store'
	only_in 'daemon/' '^(daemon|tests)/' 'nobody but the daemon includes its headers'
	only_in 'client/' '^(client|tests)/' 'nobody but the client includes its headers'
	check_core
	check_own_header
}

readonly pure='assert|ctype|errno|inttypes|limits|math|stdalign|stdarg|stdbool|stddef|stdint|stdio|stdlib|string'
readonly impure='(f|v|vf)?printf|puts|fopen|fwrite|perror|rand|random|getenv|system|exit|time'

check_core() {
	files '^core/.*\.[ch]$' | grep_files '^[[:space:]]*#[[:space:]]*include' |
		grep -vE ":[[:space:]]*#[[:space:]]*include[[:space:]]*(\"core/|<($pure)\.h>)" |
		advise 'core includes only core and the pure part of the C library'
	files '^core/.*\.c$' | grep_files "(^|[^a-zA-Z0-9_])($impure)\(" |
		advise 'core does no I/O and knows no clock, chance or environment; pass it in'
}

check_own_header() {
	files '\.c$' | while read -r file; do
		header=${file%.c}.h
		[ -f "$header" ] || continue
		awk -v header="${header##*/}\"" -v own="$header" '
			/^#include/ {
				if (!index($0, header))
					print FILENAME ":" FNR ": include " own " first: it must stand alone"
				exit
			}' "$file"
	done
}

readonly sql='SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|ATTACH|VACUUM'

check_sql() {
	c_files | grep -v '^tests/' | grep_files "\"[[:space:]]*($sql)[[:space:];\"]" |
		advise 'SQL lives in schema/, one statement a file'
}

# A cmd_NOUN.c holds several commands, each with what helps it: cmd_undo, cmd_undo_...
check_names() {
	files '\.c$' | grep -v '^tests/' | xargs -r pmccabe | awk '
		function is_named_after(name, module) {
			return name == module || index(name, module "_") == 1
		}
		{
			split($6, at, /[()]/)
			path[NR] = at[1]
			place[NR] = at[1] ":" at[2]
			name[NR] = $7
			if ($7 ~ /^cmd_[a-z]+$/)
				commands[at[1]] = commands[at[1]] " " $7
		}
		END {
			for (i = 1; i <= NR; i++) {
				module = path[i]
				sub(/.*\//, "", module)
				sub(/\.c$/, "", module)
				gsub(/-/, "_", module)
				# an op file holds ops of one noun: op_step_set.c has op_step_...
				if (module ~ /^op_[a-z]+_/) {
					split(module, words, "_")
					module = "op_" words[2]
				}
				n = split(module (module ~ /^cmd_/ ? commands[path[i]] : ""), modules, " ")
				good = name[i] == "main" || name[i] ~ /^[A-Z0-9_]+$/
				for (m = 1; m <= n; m++)
					good = good || is_named_after(name[i], modules[m])
				if (!good)
					print place[i] ": " name[i] " is not named after its module; call it " \
					    module "_..."
			}
		}'
}

check_scripts() {
	files . | while read -r file; do
		case $file in
		*.sh | *.bash) echo "$file" ;;
		*) head -n 1 "$file" 2>/dev/null | tr -d '\0' | grep -qE '^#!.*[ /](da|ba)?sh$' &&
			echo "$file" ;;
		esac
	done | xargs -r shellcheck -x -P SCRIPTDIR --format=gcc |
		sed -E 's/^([^:]+:[0-9]+):[0-9]+: /\1: /; s/$/; see the wiki of shellcheck/'
}

check_manuals() {
	files '^docs/.*\.[1-9](\.in)?$' | xargs -r mandoc -Tlint -Wwarning |
		sed -nE 's/^mandoc: ([^:]+:[0-9]+):[0-9]+: (.*)$/\1: \2; see mandoc(1), DIAGNOSTICS/p'
}

# TODO is also a status, hence the care.
check_words() {
	text=$(files . | grep -vE '^tests/(lint|fuzz/corpus)/')
	echo "$text" | grep_files '(^|[^A-Za-z0-9-])(FIXME|XXX|@todo)([^A-Za-z0-9]|$)|TODO[(]' |
		advise 'do it now or file an issue'
	echo "$text" | grep -v '\.proto$' | grep_files '(//|/[*]|#|--)[[:space:]]*TODO([^A-Za-z]|$)' |
		advise 'do it now or file an issue'
	echo "$text" | grep_files '[.][.]/shared|(^|[^A-Za-z0-9_.}])/work/' |
		advise 'name no path of one machine'
}

check_changelog() {
	version=$(sed -nE 's/^project\(.* VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)
	if ! sed -n 's/^## //p' CHANGELOG.md 2>/dev/null | cut -d' ' -f1 | grep -qxF "$version"; then
		echo "CHANGELOG.md:1: no entry for version $version; add '## $version' and what a user sees"
	fi
}

# A released migration never changes: databases out there have run it.
check_migrations() {
	folder=schema/migrations
	sums=$folder/SHA256SUMS
	number=0
	for path in "$folder"/*.sql; do
		[ -f "$path" ] || continue
		file=${path##*/}
		number=$((number + 1))
		prefix=$(printf '%04d_' "$number")
		case $file in
		"$prefix"*) ;;
		*) echo "$path:1: migrations count without a gap; begin its name with $prefix" ;;
		esac
		recorded=$(sed -nE "s/^([0-9a-f]{64})  $file\$/\1/p" "$sums" 2>/dev/null)
		if [ -z "$recorded" ]; then
			echo "$path:1: not recorded; run: (cd $folder && sha256sum $file >>SHA256SUMS)"
		elif [ "$recorded" != "$(sha256sum "$path" | cut -d' ' -f1)" ]; then
			echo "$path:1: changed since it was recorded; take it back and add a new migration"
		fi
	done
	[ -f "$sums" ] || return
	awk -v folder="$folder" '{
		path = folder "/" $2
		if ((getline line <path) < 0)
			print FILENAME ":" FNR ": " path " is gone; a migration is never removed"
		close(path)
	}' "$sums"
}

# The commands are gcc's: clang need not know all its warnings.
# tidy_files OPTIONS...: the analyser and the finder of mistakes, over what grep takes of all that is compiled.
tidy_files() {
	is_our_clang clang-tidy || return
	sed -nE "s|^ *\"file\": \"$PWD/(.*)\",?\$|\1|p" "$build/compile_commands.json" |
		grep -v '^build/' | grep "$@" | sort -u |
		xargs -r -P "$(nproc)" -n 2 clang-tidy --quiet -p "$build" \
			--extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-error 2>/dev/null |
		sed -nE "s#^$PWD/##
			s#,-warnings-as-errors\]#]#
			s#^.*/include/[a-z]+/([a-z]+/)#\1#
			s#^([^:]+:[0-9]+):[0-9]+: (warning|error): (.*)\$#\1: \3; see clang-tidy's page of it#p
			s#^error: (.*)\$#$build/compile_commands.json:1: \1; clang must know it too#p" |
		sort -u
}

check_tidy() {
	tidy_files -v '^tests/'
}

check_tidytests() {
	tidy_files '^tests/'
}

# run_check NAME: prints its faults; 1 if there are any, 77 if it was skipped.
run_check() {
	if ! printf '%s\n' $all_checks | grep -qxF "$1"; then
		echo "lint: there is no check '$1'"
		return 1
	fi
	found=$("check_$1")
	[ -n "$found" ] || return 0
	printf '%s\n' "$found"
	case $found in
	'skip: '*) return 77 ;;
	esac
	return 1
}

if [ "$1" = --list ]; then
	printf '%s\n' $all_checks
	exit
fi
cd "$1" || exit 2
build=$2
shift 2
[ $# -gt 0 ] || set -- $all_checks
result=0
for check; do
	status=0
	run_check "$check" || status=$?
	case $status in
	0) ;;
	77) [ $# -gt 1 ] || result=77 ;;
	*) result=1 ;;
	esac
done
[ $result -ne 0 ] || echo "lint: clean ($*)"
exit $result
