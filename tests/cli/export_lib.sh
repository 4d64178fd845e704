# shellcheck shell=sh
# A learner of the roadmap awkward, with one step of each status and all that can be said of one.
. "$(dirname "$0")/lib.sh"

export_learner() {
	expect 0 roadmap add "$(dirname "$0")/data/awkward.yaml"
	expect 0 roadmap enroll awkward
	expect 0 roadmap 'done' end --at 2024-03-01T10:00Z --hours 0h50 --note 'Tab	and
newline' --link 'https://example.org/?a=1,2&b="3"'
	expect 0 roadmap start graph --at 2024-03-02T08:30Z
	expect 0 roadmap check graph 2
	expect 0 roadmap known a-1 --at 2024-03-03T12:00Z
	expect 0 roadmap check a-1 1 2
	expect 0 roadmap start a --at 2024-03-04T12:00Z --force
	expect 0 roadmap skip left-out --at 2024-03-05T12:00Z
	expect 0 roadmap note either 'the "first" \ | <b>'
	expect 0 roadmap link not-begun https://example.org/repo --title 'My & repo'
}

# Dates of today, and not of the learner's story.
export_normalise() {
	sed -E 's/"20(2[5-9]|[3-9][0-9])[0-9]{4}T[0-9]{6}Z"/"TODAY"/g'
}
