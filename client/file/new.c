/*
 * `roadmap new`: a roadmap file to begin with.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/json.h"
#include "core/text.h"
#include "file/file_read.h"
#include "file/starter.h"

/* As roadmap(1) promises. */
enum new_status {
	NEW_DONE = 0,
	NEW_REFUSED = 1,
	NEW_USAGE = 2,
};

struct new_roadmap {
	const char *path, *id, *title;
	bool json;
};

static const char new_help[] =
    "usage: roadmap new [--id ID] [--title TITLE] FILE\n"
    "\n"
    "Writes a roadmap file to begin with: a small example that works as it is, with\n"
    "remarks that tell what each line is for. A file that exists is left alone.\n"
    "\n"
    "  --id ID        the id of the roadmap; made of the name of the file if left out\n"
    "  --title TITLE  its title; made of the id if left out\n"
    "  --json         print what was written as JSON\n"
    "  --help         show this\n"
    "\n"
    "example: roadmap new my-roadmap.yaml --title \"My roadmap\"\n";

static int
new_usage(const char *why, const char *more)
{
	fprintf(stderr, "roadmap new: %s%s\nTry 'roadmap new --help'.\n", why, more);
	return NEW_USAGE;
}

/* "garden/first-bed.yaml": "first-bed" */
static const char *
new_id(const char *path, struct arena *arena)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	int length = dot != NULL && dot > name ? (int)(dot - name) : (int)strlen(name);
	char *id = arena_alloc(arena, TEXT_ID_MAX + 1);

	text_slug(id, arena_printf(arena, "%.*s", length, name));
	return id;
}

/* "first-bed": "First bed" */
static const char *
new_title(const char *id, struct arena *arena)
{
	char *title = arena_strdup(arena, id);

	for (char *p = title; *p != '\0'; p++)
		*p = *p == '-' ? ' ' : *p;
	if (title[0] >= 'a' && title[0] <= 'z')
		title[0] = (char)(title[0] - 'a' + 'A');
	return title;
}

/* What the remarks call the file: as a shell takes it, or any name. */
static const char *
new_name(const char *path)
{
	static const char plain[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";

	return path[0] != '-' && path[strspn(path, plain)] == '\0' && strlen(path) < 70 ? path
											: "FILE";
}

/* A text that would not be taken is not written either. */
static const char *
new_text(const struct new_roadmap *new, struct arena *arena)
{
	const char *text = starter_write(new_name(new->path), new->id, new->title, arena);
	struct file *file = arena_alloc(arena, sizeof(*file));

	if (file_read_bytes(new->path, text, strlen(text), arena, file))
		return text;
	file_fault_print(stderr, &file->faults, &file->source);
	return NULL;
}

static int
new_fail(const char *path, int code)
{
	if (code == EEXIST)
		fprintf(stderr, "roadmap new: %s exists already: choose another name\n", path);
	else
		fprintf(stderr, "roadmap new: cannot write %s: %s\n", path, strerror(code));
	return NEW_REFUSED;
}

static int
new_write(const char *path, const char *text)
{
	FILE *out = fopen(path, "wx");
	bool written;

	if (out == NULL)
		return new_fail(path, errno);
	written = fputs(text, out) >= 0;
	if (fclose(out) == 0 && written)
		return NEW_DONE;
	(void)unlink(path);
	return new_fail(path, errno);
}

static int
new_tell(const struct new_roadmap *new)
{
	const char *name = new_name(new->path);
	struct json_writer writer = {.file = stdout, .indented = true};

	if (new->json) {
		json_write_begin(&writer, NULL, '{');
		json_write_text(&writer, "file", new->path);
		json_write_text(&writer, "id", new->id);
		json_write_text(&writer, "title", new->title);
		json_write_end(&writer, '}');
		putchar('\n');
	} else {
		printf("Wrote %s: roadmap %s, ready to be changed. Then:\n", new->path, new->id);
		printf("  roadmap lint %s\n  roadmap add %s\n  roadmap enroll %s\n", name, name,
		    new->id);
	}
	return fflush(stdout) == 0 ? NEW_DONE : NEW_REFUSED;
}

static int
new_make(struct new_roadmap *new, struct arena *arena)
{
	struct err err = ERR_NONE;
	const char *text;
	int status;

	if (new->id == NULL)
		new->id = new_id(new->path, arena);
	if (!text_is_id(new->id))
		return new_usage("an id is made of a-z, 0-9 and '-'; this is none: ", new->id);
	if (new->title == NULL)
		new->title = new_title(new->id, arena);
	if (text_check("the title", new->title, TEXT_TITLE_MAX, TEXT_LINE, &err) != ERR_OK)
		return new_usage(err.text, "");
	text = new_text(new, arena);
	if (text == NULL)
		return NEW_USAGE;
	status = new_write(new->path, text);
	return status == NEW_DONE ? new_tell(new) : status;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
	    {"id", required_argument, NULL, 'i'},
	    {"title", required_argument, NULL, 't'},
	    {"json", no_argument, NULL, 'j'},
	    {"help", no_argument, NULL, 'h'},
	    {NULL, 0, NULL, 0},
	};
	struct new_roadmap new = {0};
	struct arena *arena;
	int option, status;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		if (option == 'h')
			return fputs(new_help, stdout) < 0 ? NEW_REFUSED : NEW_DONE;
		if (option == '?')
			return new_usage("unknown option, or one without its value", "");
		if (option == 'i')
			new.id = optarg;
		else if (option == 't')
			new.title = optarg;
		else
			new.json = true;
	}
	if (optind + 1 != argc)
		return new_usage(optind == argc ? "which file?" : "one file at a time", "");
	new.path = argv[optind];
	arena = arena_new();
	status = new_make(&new, arena);
	arena_free(arena);
	return status;
}
