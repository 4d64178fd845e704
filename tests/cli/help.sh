#!/bin/sh
# Each command tells what it does, with an example, and wants no daemon for it.
. "$(dirname "$0")/lib.sh"

expect 0 roadmap __complete commands
cut -f 1 "$cli_dir/out" >"$cli_dir/commands"
[ "$(wc -l <"$cli_dir/commands")" -ge 25 ] || fail 'there are too few commands'
while read -r command; do
	expect 0 roadmap help "$command"
	said out "roadmap $command"
	said out 'Example'
	quiet err
	case $command in
	add | import | lint) continue ;; # programs of their own
	esac
	cp "$cli_dir/out" "$cli_dir/help"
	expect 0 roadmap "$command" --help
	cmp -s "$cli_dir/out" "$cli_dir/help" || fail "$command --help is not help $command"
	[ "$(awk 'length > 80' "$cli_dir/out" | wc -l)" -eq 0 ] || fail "$command --help is wide"
done <"$cli_dir/commands"
expect 0 roadmap lint --help
said out 'roadmap lint'
expect 0 roadmap add --help
said out 'roadmap add'
expect 0 roadmap --help
[ -z "$(daemons)" ] || fail 'help started a daemon'
