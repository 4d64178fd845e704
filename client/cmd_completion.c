#include <string.h>

#include "client/command.h"
#include "client/json.h"

/*
 * The scripts know nothing of the commands: they ask `roadmap __complete`, which knows the table.
 * Files are completed where it has nothing to say.
 */
static const char cmd_completion_bash[] =
    "# bash completion for roadmap(1)\n"
    "_roadmap()\n"
    "{\n"
    "	local cur=${COMP_WORDS[COMP_CWORD]} cmd= i what\n"
    "	for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "		case ${COMP_WORDS[i]} in\n"
    "		-*) ;;\n"
    "		*)\n"
    "			cmd=${COMP_WORDS[i]}\n"
    "			break\n"
    "			;;\n"
    "		esac\n"
    "	done\n"
    "	case $cur in\n"
    "	-*) what=\"options $cmd\" ;;\n"
    "	*) what=${cmd:+operands $cmd} ;;\n"
    "	esac\n"
    "	local IFS=$'\\n'\n"
    "	COMPREPLY=($(compgen -W \"$(IFS=' '; roadmap __complete ${what:-commands} \\\n"
    "		2>/dev/null | cut -f 1)\" -- \"$cur\"))\n"
    "}\n"
    "complete -o default -F _roadmap roadmap\n";

static const char cmd_completion_zsh[] =
    "#compdef roadmap\n"
    "_roadmap()\n"
    "{\n"
    "	local cmd= word line what\n"
    "	local -a found\n"
    "	for word in ${words[2,CURRENT-1]}; do\n"
    "		[[ $word == -* ]] && continue\n"
    "		cmd=$word\n"
    "		break\n"
    "	done\n"
    "	if [[ $words[CURRENT] == -* ]]; then\n"
    "		what=(options $cmd)\n"
    "	elif [[ -n $cmd ]]; then\n"
    "		what=(operands $cmd)\n"
    "	else\n"
    "		what=(commands)\n"
    "	fi\n"
    "	for line in ${(f)\"$(roadmap __complete $what 2>/dev/null)\"}; do\n"
    "		found+=(\"${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}\")\n"
    "	done\n"
    "	if ((${#found})); then\n"
    "		_describe roadmap found\n"
    "	else\n"
    "		_files\n"
    "	fi\n"
    "}\n"
    "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
    "	_roadmap \"$@\"\n"
    "else\n"
    "	compdef _roadmap roadmap\n"
    "fi\n";

static const char cmd_completion_fish[] =
    "# fish completion for roadmap(1)\n"
    "function __roadmap_complete\n"
    "	set -l words (commandline -opc)\n"
    "	set -l cmd\n"
    "	for word in $words[2..-1]\n"
    "		if not string match -q -- '-*' $word\n"
    "			set cmd $word\n"
    "			break\n"
    "		end\n"
    "	end\n"
    "	if string match -q -- '-*' (commandline -ct)\n"
    "		roadmap __complete options $cmd 2>/dev/null\n"
    "	else if set -q cmd[1]\n"
    "		roadmap __complete operands $cmd 2>/dev/null\n"
    "	else\n"
    "		roadmap __complete commands 2>/dev/null\n"
    "	end\n"
    "end\n"
    "function __roadmap_wants_file\n"
    "	set -l words (commandline -opc)\n"
    "	contains -- add $words; or contains -- import $words; or contains -- lint $words\n"
    "end\n"
    "complete -c roadmap -f -a '(__roadmap_complete)'\n"
    "complete -c roadmap -n __roadmap_wants_file -F\n";

int
cmd_completion(struct cli *cli)
{
	const char *shell = cli->args.operands[0];
	const char *script;

	if (strcmp(shell, "bash") == 0)
		script = cmd_completion_bash;
	else if (strcmp(shell, "zsh") == 0)
		script = cmd_completion_zsh;
	else if (strcmp(shell, "fish") == 0)
		script = cmd_completion_fish;
	else
		return cli_usage(cli, "no completion for '%s': bash, zsh or fish", shell);
	if (cli->json)
		json_print(json_pack("{s:s, s:s}", "shell", shell, "script", script), true,
		    cli->out.file);
	else
		fputs(script, cli->out.file);
	return CLI_DONE;
}
