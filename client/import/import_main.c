/*
 * `roadmap import`: a file of another program becomes a roadmap that is stored.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "client/json.h"
#include "core/text.h"
#include "file/file_write.h"
#include "file/put.h"
#include "import/import.h"
#include "import/import_again.h"
#include "import/import_enroll.h"
#include "import/import_keys.h"
#include "import/import_stored.h"
#include "proto/frame.h"
#include "proto/message.h"

static const char import_main_help[] =
    "usage: roadmap import [--format FORMAT] [--id ID] [--title TITLE]\n"
    "                      [--content PATH] [--progress FILE] [--chain]\n"
    "                      [--dry-run | --enroll] [--json] FILE\n"
    "\n"
    "Makes a roadmap of a file of another program and stores it. The file - is\n"
    "standard input. What had to be left out is told, a line each.\n"
    "\n"
    "  --format FORMAT  roadmap.sh, exercism, taskwarrior or markdown; else the file tells\n"
    "  --id ID          the id of the roadmap\n"
    "  --title TITLE    its title\n"
    "  --content PATH   roadmap.sh: texts of the topics, a folder or a file\n"
    "  --progress FILE  what was done: {\"done\": [], \"learning\": [], \"skipped\": []}\n"
    "                   (of a roadmap that is stored already: --id ID FILE)\n"
    "  --chain          roadmap.sh: each topic requires the one before it\n"
    "  --dry-run        print the roadmap file, store nothing\n"
    "  --enroll         enroll, and mark what the file says is done\n"
    "  --json           print the reply as JSON\n"
    "  --help           show this\n"
    "\n"
    "example: roadmap import --enroll todo.md\n";

struct import_main {
	struct import_options options;
	const struct import_format *format; /* NULL: the content tells */
	const char *id, *title, *path;
	bool dry_run, enroll, json;
	struct arena *arena;
	struct import_draft *draft;
	Pb__Roadmap *roadmap;
};

static int
import_main_usage(const char *why, const char *what)
{
	fprintf(stderr, "roadmap import: %s%s\nTry 'roadmap import --help'.\n", why, what);
	return PUT_USAGE;
}

/* What is stored already makes it the next version, and tells which ids are others now. */
static enum err_code
import_main_again(struct import_main *import, struct rpc *rpc, struct err *err)
{
	const Pb__Roadmap *before;
	enum err_code code =
	    import_stored_newest(rpc, import->roadmap->id, import->arena, &before, err);
	uint32_t n;

	if (code != ERR_OK || before == NULL)
		return code;
	n = import_again(import->roadmap, before, import->arena);
	if (n > 0)
		import_draft_note(import->draft,
		    "%u step%s of version %u %s another id now: 'changes:' tells which", n,
		    n == 1 ? "" : "s", before->version, n == 1 ? "has" : "have");
	return ERR_OK;
}

/* Stores it as the newest version if that is the same, else as the one after. */
static int
import_main_store(struct import_main *import, struct rpc *rpc, Pb__CatalogPutReply **ret_reply)
{
	struct rpc_details details = {0};
	struct err err = ERR_NONE;
	enum err_code code = import_main_again(import, rpc, &err);

	if (code == ERR_OK)
		code = put_send(rpc, import->roadmap, import->arena, ret_reply, &details, &err);
	return code == ERR_OK ? PUT_DONE : put_refuse(import->path, rpc, &details, &err);
}

/* What was guessed and left out, which the lines above tell one by one. */
static void
import_main_count(const struct import_main *import, FILE *out)
{
	const struct import_draft *draft = import->draft;

	if (draft->n_guessed > 0)
		fprintf(out, "The hours of %u step%s are guessed: they are shown with ~\n",
		    draft->n_guessed, draft->n_guessed == 1 ? "" : "s");
	if (draft->n_dropped > 0)
		fprintf(out, "%u thing%s left out: see above\n", draft->n_dropped,
		    draft->n_dropped == 1 ? " was" : "s were");
}

static void
import_main_print(const struct import_main *import, const Pb__CatalogPutReply *reply,
    struct rpc *rpc)
{
	uint32_t marked = import_enroll_marked(import->draft);

	put_print(reply, import->arena);
	if (!import->enroll)
		(void)put_print_next(reply, rpc, import->arena);
	import_main_count(import, stdout);
	if (marked > 0 && !import->enroll)
		printf("The file tells what was done, of %u step%s: to keep that, import it with "
		       "--enroll\n",
		    marked, marked == 1 ? "" : "s");
}

static int
import_main_send(struct import_main *import)
{
	__attribute__((cleanup(put_free_rpc))) struct rpc *rpc = NULL;
	Pb__CatalogPutReply *reply;
	struct err err = ERR_NONE;
	int status;

	rpc = rpc_open(true, &err);
	if (rpc == NULL) {
		fprintf(stderr, "roadmap: %s\n", err.text);
		return PUT_NO_DAEMON;
	}
	status = import_main_store(import, rpc, &reply);
	if (status != PUT_DONE)
		return status;
	if (import->json)
		json_print(&reply->base, true, stdout);
	else
		import_main_print(import, reply, rpc);
	if (import->enroll)
		status = import_enroll(rpc, import->draft, import->roadmap,
		    import->json ? stderr : stdout);
	if (status == PUT_DONE && fflush(stdout) != 0)
		status = PUT_FAILED;
	return status;
}

/* What the daemon would refuse with other words. */
static bool
import_main_fits(const struct import_main *import)
{
	size_t size = protobuf_c_message_get_packed_size(&import->roadmap->base);

	if (size + FRAME_DATA_MAX / 1024 <= FRAME_DATA_MAX)
		return true;
	fprintf(stderr,
	    "%s: makes a roadmap of %zu KiB, and at most %d KiB can be stored: split it%s\n",
	    import->draft->name, (size + 1023) / 1024,
	    (FRAME_DATA_MAX - FRAME_DATA_MAX / 1024) / 1024,
	    import->options.content != NULL ? ", or leave out --content" : "");
	return false;
}

/* --dry-run starts no daemon. One that runs tells what is stored already. */
static int
import_main_dry(struct import_main *import)
{
	__attribute__((cleanup(put_free_rpc))) struct rpc *rpc = NULL;
	struct err err = ERR_NONE;

	rpc = rpc_open(false, &err);
	if (rpc != NULL && import_main_again(import, rpc, &err) != ERR_OK)
		return (int)put_refuse(import->path, rpc, &(struct rpc_details){0}, &err);
	fputs(file_write(import->roadmap, import->arena), stdout);
	import_main_count(import, stderr);
	return fflush(stdout) == 0 ? PUT_DONE : PUT_FAILED;
}

/* A progress record of a roadmap that was imported before. */
static int
import_main_progress(struct import_main *import, const json_t *record)
{
	__attribute__((cleanup(put_free_rpc))) struct rpc *rpc = NULL;
	const Pb__Roadmap *roadmap;
	struct import_keys keys;
	struct err err = ERR_NONE;

	if (import->dry_run || import->json)
		return import_main_usage("a progress record makes no roadmap: take away ",
		    import->dry_run ? "--dry-run" : "--json");
	rpc = rpc_open(true, &err);
	if (rpc == NULL) {
		fprintf(stderr, "roadmap: %s\n", err.text);
		return PUT_NO_DAEMON;
	}
	if (import_stored_learned(rpc, import->id, import->arena, &roadmap, &err) != ERR_OK)
		return (int)put_refuse(import->path, rpc, &(struct rpc_details){0}, &err);
	import_stored_draft(import->draft, roadmap);
	keys = import_keys_make(import->draft);
	(void)import_keys_progress(&keys, record);
	return import_enroll(rpc, import->draft, roadmap, stdout);
}

/* NULL if the file is none, or it was not said of which roadmap. */
static json_t *
import_main_record(const struct import_main *import, const struct import_input *input)
{
	struct err ignored = ERR_NONE;
	json_t *root = NULL;

	if (import->format == NULL && import->id[0] != '\0' && input->text[0] == '{')
		root = import_input_json(input, &ignored);
	if (root != NULL && !import_is_progress(root)) {
		json_decref(root);
		root = NULL;
	}
	return root;
}

static int
import_main_file(struct import_main *import)
{
	__attribute__((cleanup(import_input_free_json))) json_t *record = NULL;
	struct import_input input;
	struct err err = ERR_NONE;

	if (import_input_read(import->path, import->arena, &input, &err) != ERR_OK) {
		fprintf(stderr, "%s: %s\n", import->path, err.text);
		return PUT_REFUSED;
	}
	import->draft = import_draft_new(input.name, stderr, import->arena);
	record = import_main_record(import, &input);
	if (record != NULL)
		return import_main_progress(import, record);
	import->draft->id = import->id;
	import->draft->title = import->title;
	import->roadmap = import_read(&input, import->format, &import->options, import->draft,
	    &import->format, &err);
	if (import->roadmap == NULL) {
		fprintf(stderr, "%s: %s\n", input.name, err.text);
		return err.code == ERR_INTERNAL ? PUT_FAILED : PUT_REFUSED;
	}
	if (!import_main_fits(import))
		return PUT_REFUSED;
	return import->dry_run ? import_main_dry(import) : import_main_send(import);
}

static const struct option import_main_options[] = {
    {"format", required_argument, NULL, 'f'},
    {"id", required_argument, NULL, 'i'},
    {"title", required_argument, NULL, 't'},
    {"content", required_argument, NULL, 'c'},
    {"progress", required_argument, NULL, 'p'},
    {"chain", no_argument, NULL, 'C'},
    {"dry-run", no_argument, NULL, 'n'},
    {"enroll", no_argument, NULL, 'e'},
    {"json", no_argument, NULL, 'j'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static void
import_main_option(struct import_main *import, int option)
{
	switch (option) {
	case 'i':
		import->id = optarg;
		break;
	case 't':
		import->title = optarg;
		break;
	case 'c':
		import->options.content = optarg;
		break;
	case 'p':
		import->options.progress = optarg;
		break;
	case 'C':
		import->options.chain = true;
		break;
	case 'n':
		import->dry_run = true;
		break;
	case 'e':
		import->enroll = true;
		break;
	default:
		import->json = true;
	}
}

/* PUT_DONE, or the exit status of a wrong command line. */
static int
import_main_check(struct import_main *import, int argc, char **argv)
{
	if (optind + 1 != argc)
		return import_main_usage(optind == argc ? "which file?" : "one file at a time", "");
	if (import->dry_run && (import->enroll || import->json))
		return import_main_usage("--dry-run stores nothing: take away ",
		    import->enroll ? "--enroll" : "--json");
	if (import->id[0] != '\0' && !text_is_id(import->id))
		return import_main_usage("--id: expected a-z, 0-9 and '-', at most 64: not ",
		    import->id);
	import->path = argv[optind];
	return PUT_DONE;
}

int
main(int argc, char **argv)
{
	__attribute__((cleanup(put_free_arena))) struct arena *arena = arena_new();
	struct import_main import = {.id = "", .title = "", .arena = arena};
	int option, status;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "h", import_main_options, NULL)) != -1) {
		if (option == 'h')
			return fputs(import_main_help, stdout) < 0 ? PUT_FAILED : PUT_DONE;
		if (option == '?')
			return import_main_usage("not understood: ", argv[optind - 1]);
		if (option == 'f' && (import.format = import_format_find(optarg)) == NULL)
			return import_main_usage("no such format: ", optarg);
		if (option != 'f')
			import_main_option(&import, option);
	}
	status = import_main_check(&import, argc, argv);
	return status == PUT_DONE ? import_main_file(&import) : status;
}
