#!/bin/sh
# usage: remind_bus.sh ROADMAP
# On a session bus whose notifier is about to come up: each reminder is to be shown once.
set -eu
roadmap=$1

is_up() {
	"$roadmap" remind | grep -q 'shows notifications$' && "$roadmap" remind | grep -q '^Reminders are on.$'
}

tries=200
until is_up; do
	tries=$((tries - 1))
	[ $tries -gt 0 ]
	sleep 0.05
done
"$roadmap" remind check
"$roadmap" remind check
"$roadmap" remind test
