/*
 * `roadmap add`: checks a roadmap file and gives it to the daemon to keep.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "client/json.h"
#include "client/rpc.h"
#include "core/explain.h"
#include "file/file_read.h"
#include "proto/message.h"

/* As roadmap(1) promises. */
enum add_status {
	ADD_DONE = 0,
	ADD_REFUSED = 1,
	ADD_USAGE = 2,
	ADD_NO_DAEMON = 3,
	ADD_FAILED = 4,
};

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

static void
add_free_rpc(struct rpc **rpc)
{
	rpc_close(*rpc);
}

static void
add_free_arena(struct arena **arena)
{
	arena_free(*arena);
}

static void
add_print(const Pb__CatalogPutReply *reply, struct arena *arena)
{
	const Pb__CatalogEntry *entry = reply->entry;

	printf("%s %s version %u: %s, %u step%s, %s\n",
	    reply->unchanged ? "Already stored:" : "Stored", entry->id, entry->version,
	    entry->title, entry->steps, entry->steps == 1 ? "" : "s",
	    explain_sum(arena, entry->minutes));
	if (!entry->enrolled)
		printf("To begin: roadmap enroll %s\n", entry->id);
}

/* Tells why the daemon did not take the file. Returns the exit status. */
static int
add_refuse(const char *path, const struct rpc *rpc, const struct rpc_details *details,
    const struct err *err)
{
	if (rpc_is_lost(rpc)) {
		fprintf(stderr, "roadmap: %s\n", err->text);
		return ADD_FAILED;
	}
	fprintf(stderr, "%s: %s\n", path, err->text);
	for (size_t i = 0; details->faults != NULL && i < details->faults->n_faults; i++)
		fprintf(stderr, "%s: %s: %s\n", path, details->faults->faults[i]->path,
		    details->faults->faults[i]->text);
	switch (err->code) {
	case ERR_UNKNOWN:
	case ERR_INTERNAL:
	case ERR_UNAVAILABLE:
	case ERR_DATA_LOSS:
		return ADD_FAILED;
	default:
		return ADD_REFUSED;
	}
}

static int
add_file(const char *path, bool json)
{
	__attribute__((cleanup(add_free_arena))) struct arena *arena = arena_new();
	__attribute__((cleanup(add_free_rpc))) struct rpc *rpc = NULL;
	struct file *file = arena_alloc(arena, sizeof(*file));
	Pb__CatalogPutRequest *request = message_new(&pb__catalog_put_request__descriptor, arena);
	Pb__CatalogPutReply *reply;
	struct rpc_details details = {0};
	struct err err = ERR_NONE;

	if (!file_read(path, arena, file)) {
		file_fault_print(stderr, &file->faults, &file->source);
		return ADD_REFUSED;
	}
	rpc = rpc_open(true, &err);
	if (rpc == NULL) {
		fprintf(stderr, "roadmap: %s\n", err.text);
		return ADD_NO_DAEMON;
	}
	/* It is only packed. */
	request->roadmap = (Pb__Roadmap *)file->message;
	if (rpc_call(rpc, "Catalog", "Put", &request->base, arena, &reply, &details, &err) !=
	    ERR_OK)
		return add_refuse(file->source.name, rpc, &details, &err);
	if (json)
		json_print(json_of_message(&reply->base), true, stdout);
	else
		add_print(reply, arena);
	return fflush(stdout) == 0 ? ADD_DONE : ADD_FAILED;
}

static int
add_usage(const char *why)
{
	fprintf(stderr, "roadmap add: %s\nTry 'roadmap add --help'.\n", why);
	return ADD_USAGE;
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
			return fputs(add_help, stdout) < 0 ? ADD_FAILED : ADD_DONE;
		if (option == '?')
			return add_usage("unknown option");
		json = true;
	}
	if (optind + 1 != argc)
		return add_usage(optind == argc ? "which file?" : "one file at a time");
	return add_file(argv[optind], json);
}
