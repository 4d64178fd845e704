#include "search_change.h"

#include <string.h>

/* The options that are texts, and the fields they set. */
static const struct {
	const char *option;
	size_t field;
} search_change_texts[] = {
    {"company", offsetof(Pb__Application, company)},
    {"role", offsetof(Pb__Application, role)},
    {"platform", offsetof(Pb__Application, platform)},
    {"url", offsetof(Pb__Application, url)},
    {"location", offsetof(Pb__Application, location)},
    {"salary", offsetof(Pb__Application, salary)},
    {"resume", offsetof(Pb__Application, resume)},
    {"step", offsetof(Pb__Application, step_id)},
};

#define SEARCH_CHANGE_TEXTS (sizeof(search_change_texts) / sizeof(search_change_texts[0]))

/* All that were given, in place of those that were there; an empty one takes them away. */
static void
search_change_studies(const struct cli *cli, Pb__Application *application)
{
	application->case_studies =
	    arena_array(cli->arena, cli->args.n_given, sizeof(*application->case_studies));
	application->n_case_studies = 0;
	for (unsigned i = 0; i < cli->args.n_given; i++)
		if (strcmp(cli->args.given[i].option->name, "case-study") == 0 &&
		    cli->args.given[i].value[0])
			application->case_studies[application->n_case_studies++] =
			    cli->args.given[i].value;
}

bool
search_change_is_given(const struct cli *cli)
{
	static const char *const others[] = {"channel", "workplace", "follow-up", "case-study"};

	for (size_t i = 0; i < SEARCH_CHANGE_TEXTS; i++)
		if (args_has(&cli->args, search_change_texts[i].option))
			return true;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (args_has(&cli->args, others[i]))
			return true;
	return false;
}

bool
search_change(struct cli *cli, Pb__Application *application, int *ret_status)
{
	const char *follow_up = args_value(&cli->args, "follow-up");
	uint32_t number;

	for (size_t i = 0; i < SEARCH_CHANGE_TEXTS; i++) {
		const char *text = args_value(&cli->args, search_change_texts[i].option);

		if (text)
			memcpy((char *)application + search_change_texts[i].field, &text,
			    sizeof(text));
	}
	/* Another step may be of another roadmap: the current one, or that of --roadmap. */
	if (args_has(&cli->args, "step"))
		application->roadmap_id = cli->roadmap_id;
	if (args_has(&cli->args, "case-study"))
		search_change_studies(cli, application);
	if (follow_up && !search_ahead(cli, follow_up, &application->follow_up, ret_status))
		return false;
	if (!search_channel(cli, group_value(cli, "channel"), &number, ret_status))
		return false;
	if (args_has(&cli->args, "channel"))
		application->channel = (Pb__Channel)number;
	if (!search_workplace(cli, group_value(cli, "workplace"), &number, ret_status))
		return false;
	if (args_has(&cli->args, "workplace"))
		application->workplace = (Pb__Workplace)number;
	return true;
}
