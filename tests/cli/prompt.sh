#!/bin/sh
# The line for prompts: what it says, that it never bothers anybody, and the examples of its manual page.
. "$(dirname "$0")/lib.sh"

page=$(dirname "$0")/../../docs/roadmap-prompt.1

# What the manual page says to write for a program.
example() {
	sed -n "/^\.Ss $1\$/,/^\.Ss/p" "$page" | sed -n '/^\.Bd/,/^\.Ed/p' | sed '/^\.[BE]d/d'
}

line() {
	expect 0 roadmap prompt "$@"
	quiet err
	cat "$cli_dir/out"
}

is() {
	[ "$1" = "$2" ] || fail "'$1', not '$2'"
}

# shows TEXT COMMAND...: soon, for it gives up after a tenth of a second, which is not long on a busy machine.
shows() {
	wanted_line=$1
	shift
	for _ in 1 2 3 4 5 6 7 8 9; do
		[ "$("$@")" = "$wanted_line" ] && return
	done
	is "$("$@")" "$wanted_line"
}

without_a_daemon_it_is_silent_and_starts_none() {
	is "$(line)" ''
	is "$(line --json)" ''
	no_daemon || fail 'a daemon was started'
	(umask 077; mkdir "$XDG_RUNTIME_DIR/roadmap")
	: >"$XDG_RUNTIME_DIR/roadmap/roadmapd.sock.up"
	is "$(line)" ''
	no_daemon || fail 'a daemon was started'
}

enrolled_in_nothing_it_is_silent() {
	expect 0 roadmap roadmaps
	is "$(line)" ''
}

the_line_tells_where_one_stands() {
	expect 0 roadmap enroll baker
	shows 'baker 0% clean-hands' line
	expect 0 roadmap start clean-hands
	shows 'baker 0% clean-hands 0:00' line
	expect 0 roadmap stop --hours 1h30
	expect 0 roadmap goal 8h/week
	shows "1.5/8 0/$(roadmap status --json | sed -n 's/.*"stepsTotal": \([0-9]*\).*/\1/p' | head -n 1) $(roadmap status --json | sed -n 's/.*"title": "\([^"]*\)".*/\1/p' | head -n 1)" line -f '%w/%g %d/%n %R'
	shows '100% clean-hands.' line -f '100%%%[ timer %t%]%[ %s%].'
	shows 'cle|' line -f '%3s|'
	shows 'baker' line -r baker -f '%r'
	is "$(line -r none -f '%r')" ''
	wait_for has_json
}

has_json() {
	line --json | "$JSON_CHECK"
}

a_wrong_format_is_told() {
	for format in '%' '%z' 'x%[y' '%]' '%[%[%]%]' '%0s' '%99999s' '%5%'; do
		expect 2 roadmap prompt -f "$format"
		said err 'is no format'
	done
}

long_formats_end_somewhere() {
	[ "$(line -f "$(printf '%%S%.0s' $(seq 2000))" | wc -c)" -lt 2000 ] || fail 'too long'
}

# Stopped, it still holds its lock and the kernel still takes connections for it.
a_daemon_that_hangs_hangs_no_shell() {
	pid=$(daemons)
	kill -STOP "$pid"
	is "$(line)" ''
	# whoever runs it may have the signal blocked by which it gives up
	is "$(env --block-signal=ALRM "$ROADMAP" prompt)" ''
	kill -CONT "$pid"
	shows 'clean-hands' line -f %s
}

bash_shows_it() {
	command -v bash >/dev/null || return 0
	example bash >"$cli_dir/bashrc"
	# shellcheck disable=SC2016 # for bash
	printf 'PS1="> "\n. %s\nprintf "%%s\\n" "${PS1@P}"\n' "$cli_dir/bashrc" >"$cli_dir/script"
	shows 'clean-hands 0% > ' env PATH="$cli_dir/bin:$PATH" bash --norc "$cli_dir/script"
}

zsh_shows_it() {
	command -v zsh >/dev/null || return 0
	example zsh >"$cli_dir/zshrc"
	# shellcheck disable=SC2016 # for zsh
	shows 'baker 0% clean-hands' env PATH="$cli_dir/bin:$PATH" \
		zsh -f -c '. $1; print -P -- $RPROMPT' zsh "$cli_dir/zshrc"
}

fish_shows_it() {
	command -v fish >/dev/null || return 0
	example fish >"$cli_dir/prompt.fish"
	shows 'baker 0% clean-hands' env PATH="$cli_dir/bin:$PATH" \
		fish --no-config -c "source $cli_dir/prompt.fish; fish_right_prompt"
}

starship_shows_it() {
	command -v starship >/dev/null || return 0
	example starship >"$cli_dir/starship.toml"
	PATH=$cli_dir/bin:$PATH STARSHIP_CONFIG=$cli_dir/starship.toml starship module custom.roadmap |
		grep -q 'baker 0% clean-hands' || fail 'starship does not show it'
}

# tmux draws its status line for whoever looks at it.
tmux_shows_it() {
	command -v tmux >/dev/null && command -v script >/dev/null || return 0
	# with a sanitizer it is too slow to be in time each second
	! grep -q __asan_init "$ROADMAP" || return 0
	example tmux >"$cli_dir/tmux.conf"
	echo 'set -g status-interval 1' >>"$cli_dir/tmux.conf"
	PATH=$cli_dir/bin:$PATH SHELL=/bin/sh script -qec "stty cols 80 rows 9; exec tmux -S $cli_dir/tmux \
		-f $cli_dir/tmux.conf new-session 'tail -f /dev/null'" /dev/null >"$cli_dir/screen" 2>&1 </dev/null &
	wait_for grep -q 'clean-hands 0' "$cli_dir/screen"
	tmux -S "$cli_dir/tmux" kill-server
	wait
}

# No waybar without a screen: its file, and the command in it.
waybar_would_show_it() {
	{ echo '{'; example waybar; echo '}'; } >"$cli_dir/waybar.json"
	"$JSON_CHECK" <"$cli_dir/waybar.json" || fail 'that is no JSON'
	command=$(sed -n 's/.*"exec": "\(.*\)".*/\1/p' "$cli_dir/waybar.json")
	shows 'clean-hands' env PATH="$cli_dir/bin:$PATH" sh -c "$command"
}

mkdir "$cli_dir/bin"
ln -s "$ROADMAP" "$cli_dir/bin/roadmap"
without_a_daemon_it_is_silent_and_starts_none
enrolled_in_nothing_it_is_silent
the_line_tells_where_one_stands
a_wrong_format_is_told
long_formats_end_somewhere
a_daemon_that_hangs_hangs_no_shell
bash_shows_it
zsh_shows_it
fish_shows_it
starship_shows_it
tmux_shows_it
waybar_would_show_it
