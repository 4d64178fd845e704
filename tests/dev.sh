# Sourced by dev: the commands that test and measure.
# shellcheck shell=sh
# shellcheck disable=SC2154 # the lists of packages are dev's

# run_tests FOLDER [ctest's arguments]; a skipped test says why.
run_tests() {
	folder=$1
	shift
	status=0
	ctest --test-dir "$folder" -j 2 --output-on-failure --no-tests=error "$@" || status=1
	sed -n 's/^skip: /skipped: /p' "$folder/Testing/Temporary/LastTest.log" | sort -u
	return $status
}

cmd_test() {
	# shellcheck disable=SC2086
	need_packages $build_packages $test_packages
	build dev
	if [ $# -gt 0 ]; then
		run_tests build/dev -R "$1"
		return
	fi
	build asan
	failed=
	run_tests build/asan -LE 'lint|bench|long|browser' || failed=1
	say 'building (tsan)'
	quietly cmake --preset tsan
	compile build/tsan threads
	TSAN_OPTIONS=halt_on_error=1 run_tests build/tsan -L threads || failed=1
	# The last run is the one with everything in it.
	run_tests build/dev -LE long || failed=1
	[ -z "$failed" ] || die 'some tests failed: see above'
}

cmd_lint() {
	# shellcheck disable=SC2086
	need_packages $build_packages $lint_packages
	build dev
	tests/lint/lint.sh . build/dev
}

cmd_fuzz() {
	seconds=${1:-60}
	# shellcheck disable=SC2086
	need_packages $build_packages $fuzz_packages
	if [ $# -gt 1 ]; then
		[ -d "tests/fuzz/corpus/$2" ] ||
			die "there is no target $2, but:" tests/fuzz/corpus/*/
		set -- "fuzz_$2"
	else
		set --
		for corpus in tests/fuzz/corpus/*; do
			set -- "$@" "fuzz_${corpus##*/}"
		done
	fi
	say 'building (fuzz)'
	quietly cmake --preset fuzz
	compile build/fuzz "$@"
	each=$((seconds / $#))
	[ $each -gt 0 ] || each=1
	failed=
	inputs=0
	for target; do
		fuzz_one "$target" $each || failed="$failed $target"
	done
	[ -z "$failed" ] || die "the inputs are in build/fuzz/findings, of:$failed"
	say "fuzz: $inputs bad inputs tried on $# targets, no finding"
}

# fuzz_one TARGET SECONDS: starts from the corpus of the tree and what earlier runs found.
fuzz_one() {
	name=${1#fuzz_}
	log=build/fuzz/$1.log
	dictionary=tests/fuzz/$name.dict
	[ -f "$dictionary" ] || dictionary=
	mkdir -p "build/fuzz/corpus/$name" build/fuzz/findings
	status=0
	"build/fuzz/tests/fuzz/$1" -max_total_time="$2" -timeout=10 -print_final_stats=1 \
		${dictionary:+-dict="$dictionary"} -artifact_prefix="build/fuzz/findings/$1-" \
		"build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1 || status=1
	if [ $status -eq 0 ]; then
		n=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
		inputs=$((inputs + n))
		say "$1: $n inputs$(
			sed -n 's/^\([0-9]* requests\)$/ with \1/p' "$log"), no finding"
	else
		grep -E 'SUMMARY|runtime error|Test unit written|libFuzzer:' "$log" >&2
	fi
	return $status
}

# crash_one PROGRAM...: what it counted goes to the summary as well.
crash_one() {
	log=build/crash.log
	"$@" >"$log" 2>&1 || {
		cat "$log" >&2
		die "failed: $*"
	}
	cat "$log"
	summary=$summary$(sed -n 's/^\([0-9]* \(kills survived\|losses of power survived\|faults injected\)\), .*/\1, /p' \
		"$log")
}

cmd_crash() {
	cycles=${1:-200}
	summary=
	# shellcheck disable=SC2086
	need_packages $build_packages libcmocka-dev
	build dev
	# Each prints the seed with which it can be run again: crash_kill CYCLES SEED.
	crash_one build/dev/tests/fault/crash_kill "$cycles"
	crash_one build/dev/tests/fault/crash_power "$cycles"
	say 'every fault at every call: some minutes'
	crash_one env FAULT_STRIDE=1 build/dev/tests/fault/test_fault_story
	say "crash: ${summary}nothing lost"
}

cmd_soak() {
	# shellcheck disable=SC2086
	need_packages $build_packages libcmocka-dev
	build dev
	# It prints the seed with which it can be run again: soak SECONDS SEED.
	build/dev/tests/load/soak "${1:-60}"
}

cmd_valgrind() {
	# shellcheck disable=SC2086
	need_packages $build_packages libcmocka-dev valgrind
	say 'building (valgrind)'
	# Of a C library that is linked statically valgrind knows too little to be silent.
	quietly cmake --preset dev -B build/valgrind -DROADMAP_STATIC=OFF
	compile build/valgrind
	tests/integration/valgrind.sh build/valgrind/tests/integration
}

cmd_bench() {
	# shellcheck disable=SC2086
	need_packages $build_packages libcmocka-dev
	if [ "${1:-}" = --peers ]; then
		shift
		need_packages redis-server taskwarrior valgrind
	fi
	say 'building (bench)'
	quietly cmake --preset release -B build/bench -DROADMAP_TESTS=ON
	compile build/bench bench
	build/bench/tests/bench/bench "$@"
}
