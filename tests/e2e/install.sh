#!/bin/sh
# usage: install.sh BUILD
# ./dev run from an empty home, twice, and ./dev uninstall.
. "$(dirname "$0")/lib.sh"

e2e_home "$1"
cd "$e2e/checkout"
home=$e2e/home
database=$home/.local/state/roadmap/roadmap.db

# On a terminal it asks, and takes no for an answer.
printf 'n\n' | e2e_run script -qec './dev run' /dev/null >"$e2e/asked"
grep -q 'Enroll in backend-developer now?' "$e2e/asked" || e2e_fail 'run does not ask'
status=0
e2e_run roadmap next >/dev/null 2>&1 || status=$?
[ $status -eq 1 ] || e2e_fail "enrolled after a no (status $status)"

# Without one it does not ask.
e2e_run ./dev run >"$e2e/first" </dev/null
first_pid=$(e2e_daemon_pid)
e2e_run roadmap next >"$e2e/next"
tail -n "$(wc -l <"$e2e/next")" "$e2e/first" | diff -u "$e2e/next" - ||
	e2e_fail 'run does not end with the next step'
[ -s "$database" ] || e2e_fail "no database at $database"

# Once more, after an upgrade that no longer has a certain file.
manifest=$home/.local/share/roadmap/install_manifest.txt
touch "$home/.local/bin/roadmap-old"
echo "$home/.local/bin/roadmap-old" >>"$manifest"
e2e_run ./dev run >"$e2e/second" </dev/null
diff -u "$e2e/next" "$e2e/second" || e2e_fail 'the second run says something else than next'
[ ! -e "$home/.local/bin/roadmap-old" ] || e2e_fail 'a file of the old version is still there'
[ "$(e2e_daemon_pid)" != "$first_pid" ] || e2e_fail 'the old daemon is still there'

# Where the client is not on PATH it says how to put it there, and what it says to type works.
e2e_run env PATH="$e2e/bin:/usr/bin:/bin:/usr/sbin:/sbin" ./dev run >"$e2e/third" 2>"$e2e/said" \
	</dev/null
grep -q 'put this line at the end of ~/.profile' "$e2e/said" || e2e_fail 'run does not say where'
typed=$(tail -n 1 "$e2e/third")
# shellcheck disable=SC2086 # words
e2e_run ${typed% *} --help >/dev/null || e2e_fail "cannot run: $typed"
case $typed in
*"$home/.local/bin/roadmap start "*) ;;
*) e2e_fail "no path in: $typed" ;;
esac

# Another prefix: nothing but the installation, of which the doctor knows, and it goes without a trace.
e2e_run sed -i "s|--prefix \"\$HOME/.local\"|--prefix \"\${FAKE_PREFIX:-\$HOME/.local}\"|" "$e2e/bin/cmake"
said=$(e2e_run env FAKE_PREFIX="$e2e/home/other" ./dev install --prefix "$e2e/home/other" </dev/null 2>/dev/null)
[ -z "$said" ] || e2e_fail "install says: $said"
[ -x "$e2e/home/other/bin/roadmapd" ] || e2e_fail 'nothing is installed below the prefix'
e2e_run "$e2e/home/other/bin/roadmap" doctor | grep -q 'other/bin, by ./dev install' ||
	e2e_fail 'the doctor does not see how it was installed'
e2e_run ./dev uninstall --prefix "$e2e/home/other" </dev/null 2>/dev/null
[ -z "$(find "$e2e/home/other" -type f 2>/dev/null)" ] || e2e_fail 'uninstall left something below the prefix'
e2e_run ./dev run >/dev/null 2>&1 </dev/null

# Help does nothing else.
for command in run install uninstall 'test' lint fuzz bench; do
	e2e_run ./dev "$command" --help </dev/null | grep -q '^usage: ./dev COMMAND' ||
		e2e_fail "$command --help does not help"
done
[ -x "$home/.local/bin/roadmap" ] || e2e_fail 'uninstall --help uninstalls'

# Uninstalling keeps the progress, unless told otherwise.
e2e_run ./dev uninstall </dev/null
left=$(find "$home/.local" -type f ! -path "$home/.local/state/*")
[ -z "$left" ] || e2e_fail "uninstall left: $left"
[ -s "$database" ] || e2e_fail 'uninstall deleted the progress'
if e2e_run ./dev uninstall </dev/null 2>/dev/null; then
	e2e_fail 'nothing was uninstalled, and it says all is well'
fi
e2e_run ./dev run </dev/null | diff -u "$e2e/next" - || e2e_fail 'the progress did not come back'
e2e_run ./dev uninstall --purge </dev/null
[ ! -e "${database%/*}" ] || e2e_fail 'uninstall --purge left the data'
