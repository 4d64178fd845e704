#include "export_out.h"

#include <stdlib.h>
#include <string.h>

#include "client/json.h"
#include "export_file.h"

static bool
export_out_is(const struct export_format_name *format, const char *name, const char *path)
{
	size_t length = strlen(path), n = strlen(format->suffix);

	if (name)
		return strcmp(format->name, name) == 0;
	return length > n && strcmp(path + length - n, format->suffix) == 0;
}

bool
export_out_format(struct cli *cli, const struct export_format_name *formats, size_t n,
    const char *path, size_t *ret_format)
{
	const char *name = args_value(&cli->args, "format"), *list = formats[0].name;

	for (size_t i = 0; i < n; i++) {
		if (!export_out_is(&formats[i], name, path))
			continue;
		*ret_format = i;
		return true;
	}
	*ret_format = 0;
	if (!name)
		return true;
	for (size_t i = 1; i < n; i++)
		list = arena_printf(cli->arena, "%s%s%s", list, i + 1 == n ? " or " : ", ",
		    formats[i].name);
	cli->status = cli_usage(cli, "no format '%s' here: it is %s", name, list);
	return false;
}

void
export_out_begin(struct export_out *ret_out)
{
	*ret_out = (struct export_out){.text = NULL};
	ret_out->file = open_memstream(&ret_out->text, &ret_out->size);
	if (!ret_out->file)
		abort();
}

static void
export_out_json(const struct cli *cli, const char *path, const char *format, const char *what)
{
	struct json_writer writer = {.file = cli->out.file, .indented = true};

	json_write_begin(&writer, NULL, '{');
	json_write_text(&writer, "file", path);
	json_write_text(&writer, "format", format);
	json_write_text(&writer, "text", what);
	json_write_end(&writer, '}');
	fputc('\n', cli->out.file);
}

static int
export_out_write(struct cli *cli, const char *path, struct bytes bytes, const char *format,
    const char *what)
{
	struct err err;

	if (!path[0] || strcmp(path, "-") == 0) {
		(void)fwrite(bytes.data, 1, bytes.size, cli->out.file);
		return CLI_DONE;
	}
	if (export_file_write(path, bytes, cli->arena, &err) != ERR_OK) {
		cli_error(cli, "%s", err.text);
		return CLI_REFUSED;
	}
	if (cli->json) {
		export_out_json(cli, path, format, what);
		return CLI_DONE;
	}
	out_printf(&cli->out, OUT_PLAIN, "Wrote %s: %s", path, what);
	out_newline(&cli->out);
	return CLI_DONE;
}

int
export_out_end(struct export_out *out, struct cli *cli, const char *path, const char *format,
    const char *what)
{
	int status;

	if (ferror(out->file) || fclose(out->file) != 0)
		abort();
	status = export_out_write(cli, path, (struct bytes){(const uint8_t *)out->text, out->size},
	    format, what);
	free(out->text);
	return status;
}
