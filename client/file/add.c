/*
 * `roadmap add`: checks a roadmap file and gives it to the daemon to keep.
 */
#include <getopt.h>
#include <stdio.h>

#include "file/file_read.h"
#include "file/put.h"

static const char add_help[] =
    "usage: roadmap add [--json] FILE\n"
    "\n"
    "Checks a roadmap file and stores it, so that you can enroll in it. The file - is\n"
    "standard input. A version that is stored never changes: after an edit raise\n"
    "'version:' in the file. roadmap-format(5) describes the format.\n"
    "\n"
    "  --json  print the reply as JSON\n"
    "  --help  show this\n"
    "\n"
    "example: roadmap add my-roadmap.yaml\n";

static int
add_file(const char *path, bool json)
{
	__attribute__((cleanup(put_free_arena))) struct arena *arena = arena_new();
	struct file *file = arena_alloc(arena, sizeof(*file));
	bool behind;

	if (!file_read(path, arena, file)) {
		file_fault_print(stderr, &file->faults, &file->source);
		return PUT_REFUSED;
	}
	return (int)put_roadmap(file->source.name, file->message, json, arena, &behind);
}

static int
add_usage(const char *why)
{
	fprintf(stderr, "roadmap add: %s\nTry 'roadmap add --help'.\n", why);
	return PUT_USAGE;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
	    {"json", no_argument, NULL, 'j'},
	    {"help", no_argument, NULL, 'h'},
	    {NULL, 0, NULL, 0},
	};
	bool json = false;
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		if (option == 'h')
			return fputs(add_help, stdout) < 0 ? PUT_FAILED : PUT_DONE;
		if (option == '?')
			return add_usage("unknown option");
		json = true;
	}
	if (optind + 1 != argc)
		return add_usage(optind == argc ? "which file?" : "one file at a time");
	return add_file(argv[optind], json);
}
