#include "import/import_draft.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "core/roadmap.h"
#include "core/text.h"
#include "file/file_slug.h"
#include "import/import_text.h"
#include "proto/message.h"

struct import_draft *
import_draft_new(const char *name, FILE *notes, struct arena *arena)
{
	struct import_draft *draft = arena_alloc(arena, sizeof(*draft));

	*draft = (struct import_draft){.arena = arena,
	    .name = name,
	    .notes = notes,
	    .id = "",
	    .title = "",
	    .summary = "",
	    .step_ids = file_slug_new(arena),
	    .phase_ids = file_slug_new(arena),
	    .choice_ids = file_slug_new(arena)};
	return draft;
}

static void
import_draft_tell(struct import_draft *draft, const char *format, va_list list)
{
	fprintf(draft->notes, "%s: ", draft->name);
	(void)vfprintf(draft->notes, format, list);
	(void)fputc('\n', draft->notes);
}

void
import_draft_note(struct import_draft *draft, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	import_draft_tell(draft, format, list);
	va_end(list);
}

void
import_draft_drop(struct import_draft *draft, const char *format, ...)
{
	va_list list;

	draft->n_dropped++;
	va_start(list, format);
	import_draft_tell(draft, format, list);
	va_end(list);
}

/* Doubles the room whenever n is a power of two, so nothing else need be kept. */
void *
import_draft_grow(struct arena *arena, const void *list, size_t n, size_t size_bytes)
{
	void *grown;

	if (n != 0 && (n & (n - 1)) != 0)
		return (void *)list;
	grown = arena_array(arena, n == 0 ? 1 : 2 * n, size_bytes);
	if (n > 0)
		memcpy(grown, list, n * size_bytes);
	return grown;
}

static const char *
import_draft_id(struct import_draft *draft, struct file_slugs *slugs, const char *id,
    const char *title)
{
	const char *own = text_is_id(id) ? arena_strdup(draft->arena, id) : "";

	return own[0] != '\0' && file_slug_add(slugs, own) ? own : file_slug_make(slugs, title);
}

uint32_t
import_draft_phase(struct import_draft *draft, const char *id, const char *title)
{
	const char *line = import_text_line(draft->arena, title);

	if (draft->n_phases == ROADMAP_LIST_MAX) {
		import_draft_note(draft, "too many groups: '%s' is joined with the one before",
		    line);
		return draft->n_phases - 1;
	}
	if (line[0] == '\0')
		line = "Steps";
	draft->phases =
	    import_draft_grow(draft->arena, draft->phases, draft->n_phases, sizeof(*draft->phases));
	draft->phases[draft->n_phases] = (struct import_phase){.title = line,
	    .id = import_draft_id(draft, draft->phase_ids, id, line),
	    .summary = ""};
	return draft->n_phases++;
}

struct import_step *
import_draft_step(struct import_draft *draft, uint32_t phase, const char *id, const char *title)
{
	struct import_step *step = arena_alloc(draft->arena, sizeof(*step));
	const char *line = import_text_line(draft->arena, title);

	step->def = message_new(&pb__step_def__descriptor, draft->arena);
	step->def->title = line[0] != '\0' ? line : "Untitled";
	step->def->value = 1;
	step->def->kind = PB__KIND__KIND_LEARN;
	step->phase = phase;
	step->index = draft->n_steps;
	if (draft->n_steps == ROADMAP_STEPS_MAX) {
		draft->is_full = true;
		return step;
	}
	step->def->id = import_draft_id(draft, draft->step_ids, id, step->def->title);
	draft->phases[phase].n_steps++;
	draft->steps = import_draft_grow(draft->arena, draft->steps, draft->n_steps,
	    sizeof(struct import_step *));
	draft->steps[draft->n_steps++] = step;
	return step;
}

/* Whether one more fits in a list of the step; else it is told. */
static bool
import_draft_fits(struct import_draft *draft, struct import_step *step, size_t n, const char *what)
{
	if (n < ROADMAP_LIST_MAX)
		return true;
	if (step->is_cut)
		return false;
	step->is_cut = true;
	import_draft_drop(draft, "'%s' has over %d %s: the rest is left out", step->def->id,
	    (int)ROADMAP_LIST_MAX, what);
	return false;
}

void
import_draft_source(struct import_draft *draft, struct import_step *step, const char *id)
{
	struct err ignored = ERR_NONE;

	if (text_check("source-id", id, TEXT_TITLE_MAX, TEXT_LINE, &ignored) == ERR_OK)
		step->def->source_id = arena_strdup(draft->arena, id);
}

bool
import_draft_extra(struct import_draft *draft, struct import_step *step, const char *key,
    const char *value)
{
	Pb__StepDef *def = step->def;
	struct err ignored = ERR_NONE;
	Pb__Extra *extra;

	if (key[0] == '\0' || value[0] == '\0' || def->n_extras == ROADMAP_LIST_MAX ||
	    text_check("key", key, TEXT_TITLE_MAX, TEXT_LINE, &ignored) != ERR_OK ||
	    text_check("value", value, TEXT_BODY_MAX, TEXT_LINE, &ignored) != ERR_OK)
		return false;
	extra = message_new(&pb__extra__descriptor, draft->arena);
	extra->key = arena_strdup(draft->arena, key);
	extra->value = arena_strdup(draft->arena, value);
	def->extras =
	    import_draft_grow(draft->arena, def->extras, def->n_extras, sizeof(Pb__Extra *));
	def->extras[def->n_extras++] = extra;
	return true;
}

void
import_draft_need(struct import_draft *draft, struct import_step *step,
    struct import_step *const *any, uint32_t n_any)
{
	struct import_need need = {0};
	uint32_t most = n_any < ROADMAP_LIST_MAX ? n_any : ROADMAP_LIST_MAX;

	draft->is_full = draft->is_full || draft->n_waits + most > IMPORT_DRAFT_WAITS_MAX;
	if (draft->is_full || !import_draft_fits(draft, step, step->n_needs, "requirements"))
		return;
	need.any = arena_array(draft->arena, most, sizeof(*need.any));
	for (uint32_t i = 0; i < n_any && need.n_any < most; i++)
		if (any[i] != step)
			need.any[need.n_any++] = any[i];
	if (need.n_any == 0) {
		import_draft_drop(draft, "'%s' waits for itself: it need not", step->def->id);
		return;
	}
	draft->n_waits += need.n_any;
	step->needs =
	    import_draft_grow(draft->arena, step->needs, step->n_needs, sizeof(*step->needs));
	step->needs[step->n_needs++] = need;
}

void
import_draft_item(struct import_draft *draft, struct import_step *step, const char *id,
    const char *title, bool checked)
{
	Pb__StepDef *def = step->def;
	Pb__Item *item;
	const char *line = import_text_line(draft->arena, title);

	if (line[0] == '\0' || !import_draft_fits(draft, step, def->n_checklist, "items"))
		return;
	item = message_new(&pb__item__descriptor, draft->arena);
	item->title = line;
	if (text_is_id(id))
		item->id = arena_strdup(draft->arena, id);
	def->checklist =
	    import_draft_grow(draft->arena, def->checklist, def->n_checklist, sizeof(Pb__Item *));
	step->checked =
	    import_draft_grow(draft->arena, step->checked, def->n_checklist, sizeof(bool));
	step->checked[def->n_checklist] = checked;
	def->checklist[def->n_checklist++] = item;
}

void
import_draft_skill(struct import_draft *draft, struct import_step *step, const char *skill)
{
	Pb__StepDef *def = step->def;
	char slug[TEXT_ID_MAX + 1];

	text_slug(slug, skill);
	if (!import_draft_fits(draft, step, def->n_skills, "skills"))
		return;
	def->skills =
	    import_draft_grow(draft->arena, def->skills, def->n_skills, sizeof(const char *));
	def->skills[def->n_skills++] = arena_strdup(draft->arena, slug);
}

/* What others call the kinds of resources; all else is an article. */
static const char *
import_draft_kind(const char *kind)
{
	static const char *const words[][2] = {{"official", "official"}, {"article", "article"},
	    {"book", "book"}, {"video", "video"}, {"course", "course"}, {"website", "website"},
	    {"opensource", "website"}, {"roadmap", "website"}, {"feed", "website"},
	    {"podcast", "website"}};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(words[i][0], kind) == 0)
			return words[i][1];
	return "article";
}

void
import_draft_resource(struct import_draft *draft, struct import_step *step, const char *title,
    const char *url, const char *kind)
{
	Pb__StepDef *def = step->def;
	Pb__Resource *resource;
	struct err ignored = ERR_NONE;
	const char *line = import_text_line(draft->arena, title);

	if (!text_is_web_url(url) ||
	    text_check("url", url, TEXT_URL_MAX, TEXT_LINE, &ignored) != ERR_OK) {
		import_draft_drop(draft, "'%s': '%.60s' is no address of the web: left out",
		    def->id, import_text_line(draft->arena, url));
		return;
	}
	if (!import_draft_fits(draft, step, def->n_resources, "resources"))
		return;
	resource = message_new(&pb__resource__descriptor, draft->arena);
	resource->title = line[0] != '\0' ? line : import_text_line(draft->arena, url);
	resource->url = arena_strdup(draft->arena, url);
	resource->kind = import_draft_kind(kind);
	def->resources = import_draft_grow(draft->arena, def->resources, def->n_resources,
	    sizeof(Pb__Resource *));
	def->resources[def->n_resources++] = resource;
}

Pb__Choice *
import_draft_choice(struct import_draft *draft, const char *title)
{
	Pb__Choice *choice = message_new(&pb__choice__descriptor, draft->arena);

	if (draft->n_choices == ROADMAP_LIST_MAX)
		return NULL;
	choice->title = import_text_line(draft->arena, title);
	choice->id = file_slug_make(draft->choice_ids, choice->title);
	choice->pick = 1;
	draft->choices =
	    import_draft_grow(draft->arena, draft->choices, draft->n_choices, sizeof(Pb__Choice *));
	draft->choices[draft->n_choices++] = choice;
	return choice;
}

void
import_draft_option(struct import_draft *draft, Pb__Choice *choice, struct import_step *step)
{
	Pb__Option *option;

	if (choice == NULL || choice->n_options == ROADMAP_LIST_MAX || draft->is_full)
		return;
	option = message_new(&pb__option__descriptor, draft->arena);
	option->id = step->def->id;
	option->title = step->def->title;
	choice->options = import_draft_grow(draft->arena, choice->options, choice->n_options,
	    sizeof(Pb__Option *));
	choice->options[choice->n_options++] = option;
	step->def->choice_id = choice->id;
	step->def->option_id = option->id;
}
