#include <string.h>

#include "client/json.h"
#include "folio_page.h"

static void
folio_resume_text(struct json_writer *writer, const char *name, const char *text)
{
	if (text[0])
		json_write_text(writer, name, text);
}

static void
folio_resume_texts(struct json_writer *writer, const char *name, const char *const *texts, size_t n)
{
	if (n == 0)
		return;
	json_write_begin(writer, name, '[');
	for (size_t i = 0; i < n; i++)
		json_write_text(writer, NULL, texts[i]);
	json_write_end(writer, ']');
}

static void
folio_resume_basics(struct json_writer *writer, const struct folio_person *person)
{
	json_write_begin(writer, "basics", '{');
	folio_resume_text(writer, "name", person->name);
	folio_resume_text(writer, "label", person->label);
	folio_resume_text(writer, "email", person->email);
	folio_resume_text(writer, "url", person->site);
	json_write_end(writer, '}');
}

static void
folio_resume_project(struct json_writer *writer, struct arena *arena, const Pb__CaseStudy *study)
{
	const char *between = study->problem[0] && study->approach[0] ? "\n\n" : "";

	json_write_begin(writer, NULL, '{');
	json_write_text(writer, "name", study->title);
	folio_resume_text(writer, "description",
	    arena_printf(arena, "%s%s%s", study->problem, between, study->approach));
	folio_resume_texts(writer, "highlights", study->outcomes, study->n_outcomes);
	folio_resume_texts(writer, "keywords", study->technologies, study->n_technologies);
	folio_resume_text(writer, "startDate", study->from);
	folio_resume_text(writer, "endDate", study->to);
	folio_resume_text(writer, "url",
	    study->live_url[0] ? study->live_url : study->repository_url);
	folio_resume_text(writer, "repository", study->repository_url);
	folio_resume_texts(writer, "roles", &study->role, study->role[0] != '\0');
	json_write_text(writer, "type", "application");
	json_write_end(writer, '}');
}

struct folio_words {
	const char **list;
	size_t n;
};

/* Each once. Portfolios are short. */
static void
folio_resume_add(struct folio_words *words, const char *word)
{
	for (size_t i = 0; i < words->n; i++)
		if (strcmp(words->list[i], word) == 0)
			return;
	words->list[words->n++] = word;
}

static void
folio_resume_skill(struct json_writer *writer, const char *name, const struct folio_words *words)
{
	if (words->n == 0)
		return;
	json_write_begin(writer, NULL, '{');
	json_write_text(writer, "name", name);
	folio_resume_texts(writer, "keywords", words->list, words->n);
	json_write_end(writer, '}');
}

static void
folio_resume_technologies(struct json_writer *writer, const struct folio_page *page)
{
	struct folio_words words = {.n = 0};
	size_t n = 0;

	for (size_t i = 0; i < page->n_studies; i++)
		n += page->studies[i]->study->n_technologies;
	words.list = arena_array(page->arena, n, sizeof(*words.list));
	for (size_t i = 0; i < page->n_studies; i++)
		for (size_t k = 0; k < page->studies[i]->study->n_technologies; k++)
			folio_resume_add(&words, page->studies[i]->study->technologies[k]);
	folio_resume_skill(writer, "Technologies", &words);
}

/* "sql-joins": "sql joins" */
static const char *
folio_resume_word(struct arena *arena, const char *id)
{
	char *word = arena_strdup(arena, id);

	for (char *p = word; *p; p++)
		*p = *p == '-' ? ' ' : *p;
	return word;
}

static bool
folio_resume_is_learned(const struct export_step *step)
{
	return step && (step->view->status == PB__STATUS__STATUS_DONE ||
			   step->view->status == PB__STATUS__STATUS_KNOWN);
}

/* What the finished steps of a phase taught. */
static void
folio_resume_phase(struct json_writer *writer, const struct folio_page *page,
    const Pb__Phase *phase)
{
	struct folio_words words = {.n = 0};
	size_t n = 0;

	for (size_t i = 0; i < phase->n_steps; i++)
		n += phase->steps[i]->n_skills;
	words.list = arena_array(page->arena, n, sizeof(*words.list));
	for (size_t i = 0; i < phase->n_steps; i++) {
		const Pb__StepDef *def = phase->steps[i];

		if (!folio_resume_is_learned(export_data_step(page->roadmap, def->id)))
			continue;
		for (size_t k = 0; k < def->n_skills; k++)
			folio_resume_add(&words, folio_resume_word(page->arena, def->skills[k]));
	}
	folio_resume_skill(writer, phase->title, &words);
}

void
folio_resume(const struct folio_page *page, FILE *file)
{
	struct json_writer writer = {.file = file, .indented = true};

	json_write_begin(&writer, NULL, '{');
	json_write_text(&writer, "$schema",
	    "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json");
	folio_resume_basics(&writer, &page->person);
	json_write_begin(&writer, "projects", '[');
	for (size_t i = 0; i < page->n_studies; i++)
		folio_resume_project(&writer, page->arena, page->studies[i]->study);
	json_write_end(&writer, ']');
	json_write_begin(&writer, "skills", '[');
	folio_resume_technologies(&writer, page);
	for (size_t i = 0; page->roadmap && i < page->roadmap->roadmap->n_phases; i++)
		folio_resume_phase(&writer, page, page->roadmap->roadmap->phases[i]);
	json_write_end(&writer, ']');
	json_write_begin(&writer, "meta", '{');
	json_write_text(&writer, "version", "v1.0.0");
	json_write_end(&writer, '}');
	json_write_end(&writer, '}');
	fputc('\n', file);
}
