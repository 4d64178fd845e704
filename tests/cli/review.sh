#!/bin/sh
# usage: review.sh [--update]
# What looks back and ahead depends on the day it is: the clock stands still, on a Monday noon.
ROADMAP_NOW=1780315200 # 2026-06-01T12:00Z
export ROADMAP_NOW
exec sh "$(dirname "$0")/story.sh" "$(dirname "$0")/cases/review.txt" "$@"
