/*
 * `roadmap edit`: a roadmap in the learner's editor, stored as a new version.
 *
 * The text is never lost: a copy that was changed is removed only when it is stored.
 */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "client/bundle.h"
#include "client/catalog.h"
#include "client/json.h"
#include "client/start.h"
#include "file/edit_copy.h"
#include "file/file_read.h"
#include "file/file_write.h"
#include "file/put.h"
#include "proto/message.h"

struct edit {
	struct arena *arena;
	bool json;
	Pb__Roadmap roadmap; /* as it was, with the version that is to come */
	const char *text;    /* the same as it is given to the editor */
	const char *path;    /* the copy that is edited */
	struct file *file;   /* and what came back */
	int status;          /* what it ends with */
};

enum edit_outcome {
	EDIT_CHANGED,
	EDIT_UNCHANGED,
	EDIT_FAULTY,
};

static const char edit_help[] =
    "usage: roadmap edit [--json] [ROADMAP]\n"
    "\n"
    "Opens a roadmap in your editor ($VISUAL or $EDITOR), checks it when you close it, and\n"
    "stores it as a new version beside the old one. Your progress stays in the version you\n"
    "are in until the upgrade, which is offered then. Close the editor without a change and\n"
    "nothing happens. Remarks in the text are not stored.\n"
    "\n"
    "Without ROADMAP the current one is meant. A text that cannot be stored is kept, and you\n"
    "are told where.\n"
    "\n"
    "  --json  print the reply as JSON\n"
    "  --help  show this\n"
    "\n"
    "example: roadmap edit my-roadmap\n";

/* Asks the daemon for the roadmap. The connection is not kept: an editor may be open for days. */
static bool
edit_fetch(struct edit *edit, const char *name)
{
	__attribute__((cleanup(put_free_rpc))) struct rpc *rpc = NULL;
	struct rpc_details details = {0};
	struct catalog_found found;
	const Pb__Roadmap *roadmap;
	struct err err = ERR_NONE;

	rpc = rpc_open(true, &err);
	if (rpc == NULL) {
		fprintf(stderr, "roadmap: %s\n", err.text);
		edit->status = PUT_NO_DAEMON;
		return false;
	}
	if (catalog_find(rpc, name, edit->arena, &found, &err) != ERR_OK ||
	    catalog_load(rpc, &found, true, edit->arena, &roadmap, &err) != ERR_OK) {
		edit->status = (int)put_refuse("roadmap edit", rpc, &details, &err);
		return false;
	}
	edit->roadmap = *roadmap;
	edit->roadmap.version++;
	return true;
}

static void
edit_write(struct edit *edit)
{
	edit->text = arena_printf(edit->arena,
	    "# Save and close to store this as version %u of %s.\n"
	    "# Close without a change, and all stays as it is.\n"
	    "#\n"
	    "# Progress is kept under the ids of the steps: keep those, or tell under 'changes:' "
	    "what became\n"
	    "# of them. roadmap-format(5) tells how, and what each key is for.\n"
	    "\n%s",
	    edit->roadmap.version, edit->roadmap.id, file_write(&edit->roadmap, edit->arena));
}

static void
edit_fault(struct edit *edit, const char *text)
{
	struct file_faults *faults = &edit->file->faults;

	file_fault_add(faults, 0, 0, "%s", text);
	file_fault_print(stderr, faults, &edit->file->source);
}

/* A version that is not higher is put right: it is no news that it has to be. */
static enum edit_outcome
edit_compare(struct edit *edit)
{
	Pb__Roadmap roadmap = *edit->file->message;
	struct bytes before, after;

	if (roadmap.version < edit->roadmap.version)
		roadmap.version = edit->roadmap.version;
	before = message_pack(edit->arena, &edit->roadmap.base);
	after = message_pack(edit->arena, &roadmap.base);
	if (before.size == after.size && memcmp(before.data, after.data, before.size) == 0)
		return EDIT_UNCHANGED;
	if (strcmp(roadmap.id, edit->roadmap.id) != 0) {
		edit_fault(edit,
		    arena_printf(edit->arena,
			"the id has to stay '%s'; under another one 'roadmap add' stores it",
			edit->roadmap.id));
		return EDIT_FAULTY;
	}
	edit->roadmap = roadmap;
	return EDIT_CHANGED;
}

/* Reads what the editor left, and tells what is wrong with it. */
static enum edit_outcome
edit_read(struct edit *edit)
{
	edit->file = arena_alloc(edit->arena, sizeof(*edit->file));
	if (edit_copy_is(edit->path, edit->text) || edit_copy_is(edit->path, ""))
		return EDIT_UNCHANGED;
	if (file_read(edit->path, edit->arena, edit->file))
		return edit_compare(edit);
	file_fault_print(stderr, &edit->file->faults, &edit->file->source);
	return EDIT_FAULTY;
}

static int
edit_unchanged(const struct edit *edit)
{
	Pb__CatalogPutReply reply = PB__CATALOG_PUT_REPLY__INIT;

	(void)unlink(edit->path);
	if (edit->json) {
		reply.unchanged = 1;
		json_print(&reply.base, true, stdout);
	} else {
		printf("Nothing changed: %s stays as it is.\n", edit->roadmap.id);
	}
	return fflush(stdout) == 0 ? PUT_DONE : PUT_FAILED;
}

static int
edit_keep(const struct edit *edit, int status)
{
	fprintf(stderr, "Your text is kept in\n  %s\nTo store it later:\n  roadmap add %s\n",
	    edit->path, edit->path);
	return status;
}

/* On a terminal the upgrade shows what it would change, and asks. What is told already is enough
 * if there is none to be had. */
static void
edit_offer(const struct edit *edit)
{
	const char *dir = start_own_dir(edit->arena);

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return;
	if (dir != NULL)
		(void)execl(arena_printf(edit->arena, "%s/roadmap", dir), "roadmap", "upgrade",
		    edit->roadmap.id, (char *)NULL);
	(void)execlp("roadmap", "roadmap", "upgrade", edit->roadmap.id, (char *)NULL);
}

static int
edit_store(const struct edit *edit)
{
	bool behind;
	int status = (int)put_roadmap(edit->file->source.name, &edit->roadmap, edit->json,
	    edit->arena, &behind);

	if (status != PUT_DONE)
		return edit_keep(edit, status);
	(void)unlink(edit->path);
	if (behind)
		edit_offer(edit);
	return PUT_DONE;
}

static int
edit_copy(struct edit *edit)
{
	enum edit_outcome outcome;

	do {
		if (!edit_copy_open(edit->path)) {
			if (!edit_copy_is(edit->path, edit->text))
				return edit_keep(edit, PUT_REFUSED);
			(void)unlink(edit->path);
			return PUT_REFUSED;
		}
		outcome = edit_read(edit);
		if (outcome == EDIT_UNCHANGED)
			return edit_unchanged(edit);
	} while (outcome == EDIT_FAULTY && edit_copy_again());
	return outcome == EDIT_FAULTY ? edit_keep(edit, PUT_REFUSED) : edit_store(edit);
}

static int
edit_roadmap(const char *name, bool json)
{
	__attribute__((cleanup(put_free_arena))) struct arena *arena = arena_new();
	struct edit edit = {.arena = arena, .json = json};

	if (!edit_fetch(&edit, name))
		return edit.status;
	edit_write(&edit);
	edit_copy_tell_left(arena);
	edit.path = edit_copy_make(edit.roadmap.id, edit.text, arena);
	return edit.path != NULL ? edit_copy(&edit) : PUT_FAILED;
}

static int
edit_usage(const char *why)
{
	fprintf(stderr, "roadmap edit: %s\nTry 'roadmap edit --help'.\n", why);
	return PUT_USAGE;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
	    {"json", no_argument, NULL, 'j'},
	    {"roadmap", required_argument, NULL, 'r'},
	    {"help", no_argument, NULL, 'h'},
	    {NULL, 0, NULL, 0},
	};
	const char *name = "";
	bool json = false;
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "hr:", options, NULL)) != -1) {
		if (option == 'h')
			return fputs(edit_help, stdout) < 0 ? PUT_FAILED : PUT_DONE;
		if (option == '?')
			return edit_usage("unknown option, or one without its value");
		if (option == 'r')
			name = optarg;
		else
			json = true;
	}
	if (optind + 1 < argc)
		return edit_usage("one roadmap at a time");
	return edit_roadmap(optind < argc ? argv[optind] : name, json);
}
