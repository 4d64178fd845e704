# shellcheck shell=sh
# Sourced: puts the packages of package.json into $modules, below the folder $1, from npm; ends the
# test as skipped where they cannot be had.
skip() {
	echo "skip: $*"
	exit 77
}

command -v npm >/dev/null || skip "the exports of a portfolio are not checked without npm"
npm_folder=$1
# shellcheck disable=SC2034 # for those that source this
modules=$npm_folder/node_modules
npm_source=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$npm_folder"
if ! cmp -s "$npm_source/package-lock.json" "$npm_folder/installed"; then
	cp "$npm_source/package.json" "$npm_source/package-lock.json" "$npm_folder"
	(cd "$npm_folder" && timeout 90 npm ci --ignore-scripts --no-audit --no-fund \
		--fetch-retries 1 --fetch-timeout 20000 >npm.log 2>&1 </dev/null) ||
		skip "the exports of a portfolio are not checked: npm cannot fetch what judges them"
	cp "$npm_source/package-lock.json" "$npm_folder/installed"
fi
