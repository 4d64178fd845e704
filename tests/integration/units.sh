#!/bin/sh
# systemd-analyze verify on the units as built. Usage: units.sh UNITS ROADMAPD
# It returns 0 on unknown keys and bad values, so its output must be empty.
set -eu
units=$1 daemon=$2

if ! command -v systemd-analyze >/dev/null; then
	echo "skipped: no systemd-analyze on this machine"
	exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -m 700 "$work/run"
cp "$units/roadmapd.socket" "$work"
# it wants ExecStart to exist, and nothing is installed yet
sed "s|^ExecStart=[^ ]*|ExecStart=$daemon|" "$units/roadmapd.service" >"$work/roadmapd.service"
said=$(XDG_RUNTIME_DIR=$work/run systemd-analyze verify --user --man=no \
	"$work/roadmapd.socket" "$work/roadmapd.service" 2>&1) || true
if [ -n "$said" ]; then
	echo "$said"
	exit 1
fi
