#include "client/command.h"
#include "client/json.h"

int
cmd_version(struct cli *cli)
{
	struct json_writer writer = {.file = cli->out.file, .indented = true};

	if (!cli->json) {
		out_text(&cli->out, OUT_PLAIN, "roadmap " ROADMAP_VERSION);
		out_newline(&cli->out);
		return CLI_DONE;
	}
	json_write_begin(&writer, NULL, '{');
	json_write_text(&writer, "version", ROADMAP_VERSION);
	json_write_end(&writer, '}');
	fputc('\n', cli->out.file);
	return CLI_DONE;
}
