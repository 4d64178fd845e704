#include "folio_change.h"

#include <string.h>

#include "core/work.h"

/* The options that are texts, and the fields they set. */
static const struct {
	const char *option;
	size_t field;
} folio_change_texts[] = {
    {"title", offsetof(Pb__CaseStudy, title)},
    {"step", offsetof(Pb__CaseStudy, step_id)},
    {"role", offsetof(Pb__CaseStudy, role)},
    {"from", offsetof(Pb__CaseStudy, from)},
    {"to", offsetof(Pb__CaseStudy, to)},
    {"live", offsetof(Pb__CaseStudy, live_url)},
    {"repository", offsetof(Pb__CaseStudy, repository_url)},
    {"problem", offsetof(Pb__CaseStudy, problem)},
    {"approach", offsetof(Pb__CaseStudy, approach)},
    {"challenges", offsetof(Pb__CaseStudy, challenges)},
    {"lessons", offsetof(Pb__CaseStudy, lessons)},
};
static const char *const folio_change_lists[] = {"kinds", "technologies", "outcome"};

#define FOLIO_CHANGE_TEXTS (sizeof(folio_change_texts) / sizeof(folio_change_texts[0]))

bool
folio_change_is_given(const struct cli *cli)
{
	for (size_t i = 0; i < FOLIO_CHANGE_TEXTS; i++)
		if (args_has(&cli->args, folio_change_texts[i].option))
			return true;
	for (size_t i = 0; i < 3; i++)
		if (args_has(&cli->args, folio_change_lists[i]))
			return true;
	return false;
}

/* "A, B,C": the words between commas, without blanks around them and empty ones. */
static const char **
folio_change_words(struct arena *arena, const char *text, size_t *ret_n)
{
	const char **words = arena_array(arena, strlen(text) + 1, sizeof(*words));

	*ret_n = 0;
	while (*text) {
		const char *word = text + strspn(text, " \t");
		size_t length = strcspn(word, ",");

		text = word + length + (word[length] == ',');
		while (length > 0 && (word[length - 1] == ' ' || word[length - 1] == '\t'))
			length--;
		if (length > 0)
			words[(*ret_n)++] = arena_printf(arena, "%.*s", (int)length, word);
	}
	return words;
}

static enum err_code
folio_change_kinds(struct arena *arena, const char *text, Pb__CaseStudy *study, struct err *err)
{
	size_t n;
	const char **words = folio_change_words(arena, text, &n);

	study->kinds = arena_array(arena, n, sizeof(*study->kinds));
	study->n_kinds = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t kind = work_find(words[i]);

		if (kind == WORK_NONE)
			return err_set(err, ERR_INVALID_ARGUMENT, "no kind of work '%.40s', but %s",
			    words[i], work_ids);
		study->kinds[study->n_kinds++] = (Pb__Work)kind;
	}
	return ERR_OK;
}

/* All that were given, in place of those that were there. */
static void
folio_change_outcomes(const struct cli *cli, Pb__CaseStudy *study)
{
	study->outcomes = arena_array(cli->arena, cli->args.n_given, sizeof(*study->outcomes));
	study->n_outcomes = 0;
	for (unsigned i = 0; i < cli->args.n_given; i++)
		if (strcmp(cli->args.given[i].option->name, "outcome") == 0 &&
		    cli->args.given[i].value[0])
			study->outcomes[study->n_outcomes++] = cli->args.given[i].value;
}

enum err_code
folio_change(const struct cli *cli, Pb__CaseStudy *study, struct err *err)
{
	const char *kinds = args_value(&cli->args, "kinds");
	const char *technologies = args_value(&cli->args, "technologies");

	for (size_t i = 0; i < FOLIO_CHANGE_TEXTS; i++) {
		const char *text = args_value(&cli->args, folio_change_texts[i].option);

		if (text)
			*(const char **)(void *)((char *)study + folio_change_texts[i].field) =
			    text;
	}
	/* Another step may be of another roadmap: the current one, or that of --roadmap. */
	if (args_has(&cli->args, "step"))
		study->roadmap_id = "";
	if (technologies)
		study->technologies =
		    folio_change_words(cli->arena, technologies, &study->n_technologies);
	if (args_has(&cli->args, "outcome"))
		folio_change_outcomes(cli, study);
	return kinds ? folio_change_kinds(cli->arena, kinds, study, err) : ERR_OK;
}
