/*
 * `roadmap lint`: every fault of roadmap files. At build time it also packs the bundled ones.
 */
#include <getopt.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/explain.h"
#include "core/standing.h"
#include "file/file_read.h"
#include "proto/message.h"

/* As roadmap(1) promises. */
enum lint_status {
	LINT_FINE = 0,
	LINT_FAULTS = 1,
	LINT_USAGE = 2,
};

static const char lint_help[] =
    "usage: roadmap lint [--json] FILE...\n"
    "       roadmap lint --pack OUT FILE\n"
    "\n"
    "Checks roadmap files and tells every fault with its line and column. What is only\n"
    "doubtful is a warning: the file is fine all the same, and so is the exit status.\n"
    "The file - is standard input. roadmap-format(5) describes the format.\n"
    "\n"
    "  --json      print what was found as JSON\n"
    "  --pack OUT  write a file without faults as a packed roadmap.v1.Roadmap message\n"
    "  --help      show this\n"
    "\n"
    "example: roadmap lint my-roadmap.yaml\n";

/* For a learner who has picked nothing yet: the options of most value per hour stand in. */
static uint64_t
lint_minutes(const struct roadmap *roadmap, struct arena *arena)
{
	struct standing *standing = standing_new(roadmap, arena);

	standing_derive(standing);
	return standing_progress(standing, ROADMAP_NONE).minutes_total;
}

static json_t *
lint_json_list(const struct file_faults *faults)
{
	json_t *list = json_array();

	for (uint32_t i = 0; i < faults->n; i++) {
		const struct file_fault *fault = &faults->list[i];

		(void)json_array_append_new(list,
		    json_pack("{s:i, s:i, s:s}", "line", (int)fault->line, "column",
			(int)fault->column, "text", fault->text));
	}
	return list;
}

static json_t *
lint_json(const struct file *file, const struct file_faults *doubts, struct arena *arena)
{
	json_t *name = json_string(file->source.name);
	json_t *object = json_object();

	(void)json_object_set_new(object, "file", name != NULL ? name : json_string("?"));
	(void)json_object_set_new(object, "fine", json_boolean(file->message != NULL));
	(void)json_object_set_new(object, "faults", lint_json_list(&file->faults));
	(void)json_object_set_new(object, "more", json_boolean(file->faults.more));
	(void)json_object_set_new(object, "warnings", lint_json_list(doubts));
	(void)json_object_set_new(object, "moreWarnings", json_boolean(doubts->more));
	if (file->message == NULL)
		return object;
	(void)json_object_set_new(object, "id", json_string(file->roadmap->id));
	(void)json_object_set_new(object, "version", json_integer(file->roadmap->version));
	(void)json_object_set_new(object, "steps", json_integer(file->roadmap->n_steps));
	(void)json_object_set_new(object, "minutes",
	    json_integer((json_int_t)lint_minutes(file->roadmap, arena)));
	return object;
}

static void
lint_print(const struct file *file, const struct file_faults *doubts, struct arena *arena)
{
	if (file->message == NULL) {
		file_fault_print(stderr, &file->faults, &file->source);
		return;
	}
	file_fault_print_doubts(stderr, doubts, &file->source);
	printf("%s: fine: %" PRIu32 " step%s, %s", file->source.name, file->roadmap->n_steps,
	    file->roadmap->n_steps == 1 ? "" : "s",
	    explain_sum(arena, lint_minutes(file->roadmap, arena)));
	if (doubts->n > 0)
		printf(", %" PRIu32 "%s warning%s", doubts->n, doubts->more ? " or more" : "",
		    doubts->n == 1 ? "" : "s");
	(void)putchar('\n');
}

static bool
lint_pack(const struct file *file, const char *path, struct arena *arena)
{
	struct bytes bytes = message_pack(arena, &file->message->base);
	FILE *out = fopen(path, "wb");
	bool written;

	if (out == NULL) {
		perror(path);
		return false;
	}
	written = fwrite(bytes.data, 1, bytes.size, out) == bytes.size;
	if (fclose(out) == 0 && written)
		return true;
	perror(path);
	(void)remove(path);
	return false;
}

/* Adds to the list if there is one, else prints. True if the file is fine. */
static bool
lint_file(const char *path, const char *pack, json_t *list)
{
	struct arena *arena = arena_new();
	struct file *file = arena_alloc(arena, sizeof(*file));
	struct file_faults *doubts = arena_alloc(arena, sizeof(*doubts));
	bool fine = file_read(path, arena, file);

	if (fine && pack == NULL)
		file_read_doubts(file, arena, doubts);
	if (list != NULL)
		(void)json_array_append_new(list, lint_json(file, doubts, arena));
	else if (pack == NULL || !fine)
		lint_print(file, doubts, arena);
	if (fine && pack != NULL)
		fine = lint_pack(file, pack, arena);
	arena_free(arena);
	return fine;
}

static int
lint_files(char **paths, int n, const char *pack, bool json)
{
	json_t *list = json ? json_array() : NULL;
	bool fine = true;

	for (int i = 0; i < n; i++)
		fine = lint_file(paths[i], pack, list) && fine;
	if (json) {
		(void)json_dumpf(list, stdout, JSON_INDENT(2));
		(void)putchar('\n');
		json_decref(list);
	}
	return fflush(stdout) == 0 && fine ? LINT_FINE : LINT_FAULTS;
}

static int
lint_usage(const char *why)
{
	fprintf(stderr, "roadmap lint: %s\nTry 'roadmap lint --help'.\n", why);
	return LINT_USAGE;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
	    {"json", no_argument, NULL, 'j'},
	    {"pack", required_argument, NULL, 'p'},
	    {"help", no_argument, NULL, 'h'},
	    {NULL, 0, NULL, 0},
	};
	const char *pack = NULL;
	bool json = false;
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		if (option == 'h')
			return fputs(lint_help, stdout) < 0 ? LINT_FAULTS : LINT_FINE;
		if (option == '?')
			return lint_usage("unknown option, or one without its value");
		if (option == 'p')
			pack = optarg;
		else
			json = true;
	}
	if (optind == argc)
		return lint_usage("which file?");
	if (pack != NULL && optind + 1 != argc)
		return lint_usage("--pack takes one file");
	return lint_files(argv + optind, argc - optind, pack, json);
}
