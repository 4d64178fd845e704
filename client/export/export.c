/*
 * `roadmap export`: a roadmap and how the learner stands in it, for other programs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/args.h"
#include "client/json.h"
#include "client/rpc.h"
#include "export_archive.h"
#include "export_file.h"
#include "export_format.h"

/* As roadmap(1) promises. */
enum export_status {
	EXPORT_DONE = 0,
	EXPORT_REFUSED = 1,
	EXPORT_USAGE = 2,
	EXPORT_NO_DAEMON = 3,
	EXPORT_FAILED = 4,
};

static const struct export_format export_formats[] = {
    {"json", EXPORT_ROADMAP, NULL}, /* everything: export_archive() */
    {"csv", EXPORT_ALL, export_csv},
    {"markdown", EXPORT_CHECKS, export_markdown},
    {"taskwarrior", EXPORT_ALL, export_taskwarrior},
    {"dot", EXPORT_STANDING, export_dot},
    {"mermaid", EXPORT_STANDING, export_mermaid},
    {"yaml", EXPORT_ROADMAP, export_yaml},
};

enum {
	EXPORT_FORMATS = sizeof(export_formats) / sizeof(export_formats[0]),
};

/* What is written without --format. */
static const char *const export_default = "json";

static const char export_formats_text[] = "json, csv, markdown, taskwarrior, dot, mermaid or yaml";

static const char export_help[] =
    "usage: roadmap export [--format FORMAT] [--roadmap ID] [-o FILE]\n"
    "\n"
    "Without --format it writes everything you ever did, for roadmap restore on another machine.\n"
    "The other formats are your current roadmap and how you stand in it, for other programs:\n"
    "\n"
    "  json         everything, of all roadmaps (the default)\n"
    "  csv          a table with a line for each step, for a spreadsheet\n"
    "  markdown     a checklist\n"
    "  taskwarrior  tasks: roadmap export -f taskwarrior | task import\n"
    "  dot          what requires what, coloured by status, for Graphviz\n"
    "  mermaid      the same for Mermaid, as it is drawn in Markdown\n"
    "  yaml         the roadmap file itself\n"
    "\n"
    "  -f, --format FORMAT  what to write\n"
    "  -o, --output FILE    write to a file, whole or not at all\n"
    "  -r, --roadmap ID     another of your roadmaps than the current one\n"
    "  -h, --help           show this\n"
    "\n"
    "example: roadmap export -o mine.json\n"
    "roadmap-export(1) tells more.\n";

/* `roadmap` hands on the options that every command has. */
static const struct args_option export_options[] = {
    {"format", 'f', "FORMAT", "what to write"},
    {"output", 'o', "FILE", "where to"},
    {"roadmap", 'r', "ID", "which roadmap"},
    {"help", 'h', NULL, "show this"},
    {"json", 0, NULL, "as without --format"},
    {"ascii", 0, NULL, "no matter"},
    {"color", 0, "WHEN", "no matter"},
    {NULL, 0, NULL, NULL},
};

struct export
{
	const struct export_format *format;
	const char *roadmap_id;
	const char *path; /* NULL: standard output */
	bool json;        /* tell of the file in JSON */
	struct arena *arena;
};

static void
export_free_arena(struct arena **arena)
{
	arena_free(*arena);
}

static void
export_free_rpc(struct rpc **rpc)
{
	rpc_close(*rpc);
}

static int
export_usage(const char *why)
{
	fprintf(stderr, "roadmap export: %s\nTry 'roadmap export --help'.\n", why);
	return EXPORT_USAGE;
}

static int
export_fail(int status, const struct err *err)
{
	fprintf(stderr, "roadmap: %s\n", err->text);
	return status;
}

static int
export_refuse(const struct rpc *rpc, const struct err *err)
{
	return export_fail(rpc_has_failed(rpc, err->code) ? EXPORT_FAILED : EXPORT_REFUSED, err);
}

/* Everything is in memory before the first byte goes out. */
static enum err_code
export_text(const struct export *export, struct rpc *rpc, struct bytes *ret_bytes, struct err *err)
{
	struct export_data data;
	enum err_code code;
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);

	if (!file)
		abort();
	if (!export->format->write) {
		code = export_archive(rpc, export->arena, file, err);
	} else {
		code = export_data_ask(rpc, export->roadmap_id, export->format->depth,
		    export->arena, &data, err);
		if (code == ERR_OK)
			export->format->write(&data, export->arena, file);
	}
	if (ferror(file) || fclose(file) != 0)
		abort();
	ret_bytes->data = memcpy(arena_alloc(export->arena, size), text, size);
	ret_bytes->size = size;
	free(text);
	return code;
}

static int
export_print(struct bytes bytes)
{
	if (fwrite(bytes.data, 1, bytes.size, stdout) == bytes.size && fflush(stdout) == 0)
		return EXPORT_DONE;
	perror("roadmap: cannot write the output");
	return EXPORT_REFUSED;
}

static int
export_tell(const struct export *export)
{
	struct json_writer json = {.file = stdout, .indented = true};

	json_write_begin(&json, NULL, '{');
	json_write_text(&json, "file", export->path);
	json_write_text(&json, "format", export->format->name);
	json_write_end(&json, '}');
	putchar('\n');
	return export_print((struct bytes){(const uint8_t *)"", 0});
}

static int
export_run(const struct export *export)
{
	__attribute__((cleanup(export_free_rpc))) struct rpc *rpc = NULL;
	struct bytes bytes;
	struct err err = ERR_NONE;

	rpc = rpc_open(true, &err);
	if (!rpc)
		return export_fail(EXPORT_NO_DAEMON, &err);
	if (export_text(export, rpc, &bytes, &err) != ERR_OK)
		return export_refuse(rpc, &err);
	if (!export->path)
		return export_print(bytes);
	if (export_file_write(export->path, bytes, export->arena, &err) != ERR_OK)
		return export_fail(EXPORT_REFUSED, &err);
	return export->json ? export_tell(export) : EXPORT_DONE;
}

/* NULL after telling what is wrong. */
static const struct export_format *
export_find_format(const char *name, struct arena *arena)
{
	struct names names =
	    names_make(export_formats, EXPORT_FORMATS, sizeof(export_formats[0]), arena);
	uint32_t index = UINT32_MAX;
	const char *near;

	index = names_find(&names, name);
	if (index != UINT32_MAX)
		return &export_formats[index];
	near = names_near(&names, name);
	export_usage(
	    near ? arena_printf(arena, "no format '%s': did you mean '%s'?", name, near)
		 : arena_printf(arena, "no format '%s', but %s", name, export_formats_text));
	return NULL;
}

int
main(int argc, char **argv)
{
	__attribute__((cleanup(export_free_arena))) struct arena *arena = arena_new();
	struct export export = {.arena = arena};
	struct args args;
	struct err err;
	const char *name;

	if (args_parse(export_options, NULL, argc - 1, argv + 1, false, arena, &args, &err) !=
	    ERR_OK)
		return export_usage(err.text);
	if (args_has(&args, "help"))
		return fputs(export_help, stdout) < 0 || fflush(stdout) != 0 ? EXPORT_REFUSED
									     : EXPORT_DONE;
	if (args.n_operands > 0)
		return export_usage("the file is named by -o FILE, the roadmap by --roadmap ID");
	name = args_value(&args, "format");
	export.format = export_find_format(name ? name : export_default, arena);
	if (!export.format)
		return EXPORT_USAGE;
	export.path = args_value(&args, "output");
	if (export.path && strcmp(export.path, "-") == 0)
		export.path = NULL;
	export.json = args_has(&args, "json");
	if (export.json && !export.path && export.format->write)
		return export_usage("--json writes JSON: give another format its file by -o FILE");
	export.roadmap_id = args_has(&args, "roadmap") ? args_value(&args, "roadmap") : "";
	return export_run(&export);
}
