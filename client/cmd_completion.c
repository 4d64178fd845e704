#include <string.h>

#include "client/command.h"
#include "client/json.h"

/*
 * The scripts know nothing of the commands: they ask `roadmap __complete`, which knows the table,
 * what the line may go on with. It answers ":files" where the shell is to offer files. What it
 * answers may be a text of the learner's, so bash must not expand it as `compgen -W` does.
 */
static const char cmd_completion_bash[] =
    "# bash completion for roadmap(1)\n"
    "_roadmap()\n"
    "{\n"
    "	local cur=${COMP_WORDS[COMP_CWORD]} found word quote=\n"
    "	[[ $cur == = ]] && cur=\n"
    "	found=$(roadmap __complete line \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null | cut -f 1)\n"
    "	COMPREPLY=()\n"
    "	if [[ $found == :files ]]; then\n"
    "		compopt -o default 2>/dev/null\n"
    "		return\n"
    "	fi\n"
    "	[[ $cur == [\\\"\\']* ]] && quote=${cur:0:1}\n"
    "	cur=${cur#\"$quote\"}\n"
    "	[[ ! $quote && ${cur//\\\\?/} == *[\\\"\\']* ]] && return\n"
    "	[[ $quote ]] || cur=${cur//\\\\/}\n"
    "	while IFS= read -r word; do\n"
    "		[[ $word && $word == \"$cur\"* ]] || continue\n"
    "		if [[ ! $quote && $word == *[![:alnum:]_,.:@%+=/-]* ]]; then\n"
    "			printf -v word %q \"$word\"\n"
    "		elif [[ $quote && $word == *[\"$quote\"\\\\\\$\\`!]* ]]; then\n"
    "			continue\n"
    "		fi\n"
    "		COMPREPLY+=(\"$word\")\n"
    "	done <<<\"$found\"\n"
    "}\n"
    "complete -F _roadmap roadmap\n";

static const char cmd_completion_zsh[] =
    "#compdef roadmap\n"
    "_roadmap()\n"
    "{\n"
    "	local line\n"
    "	local -a found\n"
    "	for line in ${(f)\"$(roadmap __complete line \"${(@)words[2,CURRENT]}\" 2>/dev/null)\"}; "
    "do\n"
    "		if [[ $line == :files* ]]; then\n"
    "			_files\n"
    "			return\n"
    "		fi\n"
    "		found+=(\"${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}\")\n"
    "	done\n"
    "	((${#found})) && _describe roadmap found\n"
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
    "	set -l now (commandline -ct)\n"
    "	roadmap __complete line $words[2..-1] \"$now\" 2>/dev/null\n"
    "end\n"
    "function __roadmap_wants_file\n"
    "	string match -q -- ':files*' (__roadmap_complete)\n"
    "end\n"
    "complete -c roadmap -f -n 'not __roadmap_wants_file' -a '(__roadmap_complete)'\n"
    "complete -c roadmap -n __roadmap_wants_file -F\n";

int
cmd_completion(struct cli *cli)
{
	const char *shell = cli->args.operands[0];
	struct json_writer writer = {.file = cli->out.file, .indented = true};
	const char *script;

	if (strcmp(shell, "bash") == 0)
		script = cmd_completion_bash;
	else if (strcmp(shell, "zsh") == 0)
		script = cmd_completion_zsh;
	else if (strcmp(shell, "fish") == 0)
		script = cmd_completion_fish;
	else
		return cli_usage(cli, "no completion for '%s': bash, zsh or fish", shell);
	if (!cli->json) {
		fputs(script, cli->out.file);
		return CLI_DONE;
	}
	json_write_begin(&writer, NULL, '{');
	json_write_text(&writer, "shell", shell);
	json_write_text(&writer, "script", script);
	json_write_end(&writer, '}');
	fputc('\n', cli->out.file);
	return CLI_DONE;
}
