#include "import/import.h"

#include <string.h>

#include "core/roadmap_needless.h"
#include "document/document.h"
#include "import/import_exercism.h"
#include "import/import_finish.h"
#include "import/import_keys.h"
#include "import/import_markdown.h"
#include "import/import_roadmapsh.h"
#include "import/import_taskwarrior.h"

const struct import_format import_formats[] = {
    {"roadmap.sh", "a drawing of roadmap.sh, in JSON", true, true, import_roadmapsh_fits,
	import_roadmapsh},
    {"exercism", "the config.json of an Exercism track", true, false, import_exercism_fits,
	import_exercism},
    {"taskwarrior", "what `task export` prints", true, false, import_taskwarrior_fits,
	import_taskwarrior},
    {"markdown", "a checklist in Markdown", false, false, NULL, import_markdown},
    {0},
};

const struct import_format *
import_format_find(const char *name)
{
	for (const struct import_format *format = import_formats; format->name != NULL; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}

bool
import_is_progress(const json_t *root)
{
	return json_object_get(root, "nodes") == NULL &&
	       (json_is_array(json_object_get(root, "done")) ||
		   json_is_array(json_object_get(root, "learning")) ||
		   json_is_array(json_object_get(root, "skipped")));
}

static const struct import_format *
import_guess_json(const json_t *root, struct err *err)
{
	for (const struct import_format *format = import_formats; format->name != NULL; format++)
		if (format->is_json && format->fits(root))
			return format;
	if (import_is_progress(root))
		(void)err_set(err, ERR_INVALID_ARGUMENT,
		    "is a learner's progress: name the roadmap it is of with --id, or give it to "
		    "--progress beside the drawing");
	else
		(void)err_set(err, ERR_INVALID_ARGUMENT,
		    "is JSON of a kind not known here: see roadmap import --help");
	return NULL;
}

/* JSON begins with a brace or a bracket. */
static bool
import_guess_is_json(const struct import_input *input)
{
	const char *p = input->text + strspn(input->text, " \t\r\n");
	size_t length = strlen(input->name);

	if (length > 3 && strcmp(input->name + length - 3, ".md") == 0)
		return false;
	return *p == '{' || *p == '[';
}

static const struct import_format *
import_guess(const struct import_input *input, json_t **ret_root, struct err *err)
{
	bool json = import_guess_is_json(input);

	if (json) {
		*ret_root = import_input_json(input, err);
		if (*ret_root != NULL)
			return import_guess_json(*ret_root, err);
	}
	/* A text may begin with the bracket of a link. */
	if (import_markdown_fits_text(input))
		return import_format_find("markdown");
	if (!json)
		(void)err_set(err, ERR_INVALID_ARGUMENT,
		    "is neither JSON nor has it headings or lists: what is it? see roadmap import "
		    "--help");
	return NULL;
}

static enum err_code
import_progress(struct import_draft *draft, const char *path, struct err *err)
{
	__attribute__((cleanup(import_input_free_json))) json_t *record = NULL;
	struct import_keys keys = import_keys_make(draft);
	struct import_input input;

	if (import_input_read(path, draft->arena, &input, err) != ERR_OK)
		return err->code;
	record = import_input_json(&input, err);
	if (record == NULL)
		return err->code;
	if (!import_keys_progress(&keys, record))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "--progress: expected {\"done\": [...], \"learning\": [...], \"skipped\": "
		    "[...]}");
	return ERR_OK;
}

/* Takes away the entries of a step that are marked. Returns the mark after its own. */
static const bool *
import_shorten_step(Pb__StepDef *step, const bool *needless)
{
	size_t n = 0;

	for (size_t i = 0; i < step->n_requires; i++)
		if (!*needless++)
			step->requires[n++] = step->requires[i];
	step->n_requires = n;
	return needless;
}

/* Takes away requirements that others imply. */
static void
import_shorten(struct import_draft *draft, Pb__Roadmap *roadmap, const struct roadmap *checked)
{
	const bool *needless = roadmap_needless_entries(checked, draft->arena);

	for (size_t i = 0; i < roadmap->n_phases; i++)
		for (size_t k = 0; k < roadmap->phases[i]->n_steps; k++)
			needless = import_shorten_step(roadmap->phases[i]->steps[k], needless);
}

/* What an importer makes is sound by design; a fault here is one of ours. */
static Pb__Roadmap *
import_check(struct import_draft *draft, Pb__Roadmap *roadmap, struct err *err)
{
	struct roadmap_faults *faults = arena_alloc(draft->arena, sizeof(*faults));
	const struct roadmap *checked = document_read(roadmap, draft->arena, faults);

	if (checked != NULL && draft->is_wordy)
		import_shorten(draft, roadmap, checked);
	if (checked != NULL)
		return roadmap;
	(void)err_set(err, ERR_INTERNAL, "cannot be made a roadmap: %s: %.100s",
	    faults->list[0].path, faults->list[0].text);
	return NULL;
}

/* Whether the format takes what was given. */
static bool
import_is_apt(const struct import_format *format, const json_t *root,
    const struct import_options *options, struct err *err)
{
	if (format->is_json && !format->fits(root))
		(void)err_set(err, ERR_INVALID_ARGUMENT, "is not %s", format->summary);
	else if (options->content != NULL && !format->is_drawing)
		(void)err_set(err, ERR_INVALID_ARGUMENT, "is no drawing: --content is for those");
	else if (options->chain && !format->is_drawing)
		(void)err_set(err, ERR_INVALID_ARGUMENT, "is no drawing: --chain is for those");
	else
		return true;
	return false;
}

Pb__Roadmap *
import_read(const struct import_input *input, const struct import_format *format,
    const struct import_options *options, struct import_draft *draft,
    const struct import_format **ret_format, struct err *err)
{
	__attribute__((cleanup(import_input_free_json))) json_t *root = NULL;
	Pb__Roadmap *roadmap;

	if (format == NULL)
		format = import_guess(input, &root, err);
	else if (format->is_json)
		root = import_input_json(input, err);
	if (format == NULL || (format->is_json && root == NULL) ||
	    !import_is_apt(format, root, options, err) ||
	    format->read(draft, input, root, options, err) != ERR_OK)
		return NULL;
	if (options->progress != NULL && import_progress(draft, options->progress, err) != ERR_OK)
		return NULL;
	roadmap = import_finish(draft, err);
	if (roadmap == NULL)
		return NULL;
	*ret_format = format;
	return import_check(draft, roadmap, err);
}
