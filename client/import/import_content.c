#include "import/import_content.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "import/import_input.h"
#include "import/import_link.h"
#include "import/import_text.h"

enum {
	IMPORT_CONTENT_FILE_MAX = 1 << 20, /* bytes of one text */
};

/* The newest file for a step. */
struct import_content_file {
	const char *path;
	struct timespec changed;
};

struct import_content {
	const struct import_keys *keys;
	struct import_draft *draft;
	struct arena *scratch;             /* for one text */
	struct import_content_file *files; /* of each step */
	uint32_t n_strange;                /* texts for no step */
};

static void
import_content_free(struct arena **scratch)
{
	arena_free(*scratch);
}

static void
import_content_close(DIR **dir)
{
	if (*dir != NULL)
		(void)closedir(*dir);
}

/* "@video@A title" is the title of a video. */
static void
import_content_link(struct import_content *content, struct import_step *step,
    const struct import_link *link)
{
	const char *title = link->title, *kind = "article";
	const char *at = title[0] == '@' ? strchr(title + 1, '@') : NULL;

	if (at != NULL) {
		kind = arena_printf(content->scratch, "%.*s", (int)(at - title - 1), title + 1);
		title = at + 1;
	}
	import_draft_resource(content->draft, step, title, link->url, kind);
}

/* "Visit the following resources to learn more:" */
static bool
import_content_is_phrase(const char *line, size_t size)
{
	return size > 6 && strncasecmp(line, "visit ", 6) == 0 &&
	       memmem(line, size, "following", 9) != NULL;
}

/* Headings, links of the list and the words before it are no text. */
static bool
import_content_is_text(struct import_content *content, struct import_step *step, const char *line,
    size_t size)
{
	struct import_link link;

	while (size > 0 && *line == ' ') {
		line++;
		size--;
	}
	if (size > 1 && line[0] == '#' && (line[1] == ' ' || line[1] == '#'))
		return false;
	if (import_content_is_phrase(line, size))
		return false;
	if (size < 3 || (line[0] != '-' && line[0] != '*') || line[1] != ' ' || line[2] != '[' ||
	    !import_link_find(line, size, content->scratch, &link))
		return true;
	import_content_link(content, step, &link);
	return false;
}

static void
import_content_markdown(struct import_content *content, struct import_step *step, const char *text)
{
	char *kept = arena_alloc(content->scratch, strlen(text) + 2);
	size_t length = 0;

	while (*text != '\0') {
		size_t size = strcspn(text, "\n");

		if (import_content_is_text(content, step, text, size)) {
			memcpy(kept + length, text, size);
			length += size;
			kept[length++] = '\n';
		}
		text += size + (text[size] == '\n');
	}
	step->def->summary = import_text_body(content->draft->arena, kept);
}

/* The part of LABEL@ID.md after the last @, or NULL. */
static const char *
import_content_id(const char *name, struct arena *arena)
{
	const char *at = strrchr(name, '@');
	size_t length = at != NULL ? strlen(at + 1) : 0;

	if (length > 3 && strcmp(at + 1 + length - 3, ".md") == 0)
		return arena_printf(arena, "%.*s", (int)length - 3, at + 1);
	return NULL;
}

static bool
import_content_is_newer(const struct import_content_file *old, const struct stat *status)
{
	if (old->path == NULL || status->st_mtim.tv_sec != old->changed.tv_sec)
		return old->path == NULL || status->st_mtim.tv_sec > old->changed.tv_sec;
	return status->st_mtim.tv_nsec > old->changed.tv_nsec;
}

static void
import_content_entry(struct import_content *content, const char *folder, const char *name)
{
	const char *id = import_content_id(name, content->draft->arena);
	struct import_step *step = id != NULL ? import_keys_find(content->keys, id) : NULL;
	struct stat status;
	const char *path;

	if (step == NULL) {
		content->n_strange += name[0] != '.';
		return;
	}
	path = arena_printf(content->draft->arena, "%s/%s", folder, name);
	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) ||
	    status.st_size > IMPORT_CONTENT_FILE_MAX) {
		import_draft_drop(content->draft, "'%s' is no text of at most %d MiB: left out",
		    import_text_line(content->draft->arena, path), IMPORT_CONTENT_FILE_MAX >> 20);
		return;
	}
	if (import_content_is_newer(&content->files[step->index], &status))
		content->files[step->index] = (struct import_content_file){path, status.st_mtim};
}

static enum err_code
import_content_folder(struct import_content *content, const char *path, struct err *err)
{
	__attribute__((cleanup(import_content_close))) DIR *dir = opendir(path);
	struct import_draft *draft = content->draft;
	const struct dirent *entry;
	struct import_input input;
	enum err_code code;

	if (dir == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "--content: '%s' cannot be opened: %s",
		    path, strerror(errno));
	content->files = arena_array(draft->arena, draft->n_steps, sizeof(*content->files));
	while ((entry = readdir(dir)) != NULL)
		import_content_entry(content, path, entry->d_name);
	for (uint32_t i = 0; i < draft->n_steps; i++) {
		if (content->files[i].path == NULL)
			continue;
		code = import_input_read(content->files[i].path, content->scratch, &input, err);
		if (code != ERR_OK)
			return code;
		import_content_markdown(content, draft->steps[i], input.text);
		arena_reset(content->scratch);
	}
	return ERR_OK;
}

static void
import_content_value(struct import_content *content, struct import_step *step, const json_t *value)
{
	const json_t *link;
	size_t i;

	import_content_markdown(content, step, import_input_text(value, "description"));
	json_array_foreach(json_object_get(value, "links"), i, link)
	{
		const char *type = import_input_text(link, "type");

		import_draft_resource(content->draft, step, import_input_text(link, "title"),
		    import_input_text(link, "url"), type);
	}
	arena_reset(content->scratch);
}

static enum err_code
import_content_map(struct import_content *content, const char *path, struct err *err)
{
	__attribute__((cleanup(import_input_free_json))) json_t *root = NULL;
	struct import_input input;
	const char *key;
	json_t *value;
	enum err_code code;

	code = import_input_read(path, content->draft->arena, &input, err);
	if (code != ERR_OK)
		return code;
	root = import_input_json(&input, err);
	if (root == NULL)
		return err->code;
	if (!json_is_object(root))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "--content: expected a folder of texts, or an object of texts by node");
	json_object_foreach(root, key, value)
	{
		struct import_step *step = import_keys_find(content->keys, key);
		const char *id = import_content_id(key, content->draft->arena);

		if (step == NULL && id != NULL)
			step = import_keys_find(content->keys, id);
		if (step != NULL)
			import_content_value(content, step, value);
		else
			content->n_strange++;
	}
	return ERR_OK;
}

enum err_code
import_content(const struct import_keys *keys, const char *path, struct err *err)
{
	__attribute__((cleanup(import_content_free))) struct arena *scratch = arena_new();
	struct import_content content = {.keys = keys, .draft = keys->draft, .scratch = scratch};
	struct stat status;
	enum err_code code;

	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		code = import_content_folder(&content, path, err);
	else
		code = import_content_map(&content, path, err);
	if (code == ERR_OK && content.n_strange > 0)
		import_draft_note(content.draft, "%s: texts for no step: %u left out", path,
		    content.n_strange);
	return code;
}
