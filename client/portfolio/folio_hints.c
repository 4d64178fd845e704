#include "folio_hints.h"

#include <string.h>
#include <time.h>

#include "roadmap/v1/step.pb-c.h"

enum {
	FOLIO_HINTS_LINKS_MAX = 20,
};

struct folio_known {
	struct cli *cli;
	Pb__CaseStudy *study;
	struct folio_hints *hints;
	int64_t from, to; /* of the steps required; 0: not known */
};

static const Pb__StepGetReply *
folio_hints_step(struct cli *cli, const char *step, struct err *err, struct rpc_details *details)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	Pb__StepGetReply *reply;

	request.roadmap_id = cli->roadmap_id;
	request.step = step;
	return cli_try(cli, "Step", "Get", &request.base, &reply, details, err) == ERR_OK ? reply
											  : NULL;
}

static void
folio_hints_links(struct folio_known *known, const Pb__StepGetReply *reply)
{
	struct folio_hints *hints = known->hints;

	for (size_t i = 0; i < reply->n_links && hints->n_links < FOLIO_HINTS_LINKS_MAX; i++)
		hints->links[hints->n_links++] = arena_printf(known->cli->arena, "%s (%s)",
		    reply->links[i]->url, reply->step->id);
}

/* A step that was done before: what was made in it. */
static void
folio_hints_before(struct folio_known *known, const Pb__StepView *step)
{
	const Pb__StepGetReply *reply;
	struct err err;
	int64_t from, to;

	if (step->status != PB__STATUS__STATUS_DONE)
		return;
	reply = folio_hints_step(known->cli, step->id, &err, NULL);
	if (!reply)
		return;
	folio_hints_links(known, reply);
	/* What is learned on the way is not what was made. */
	if (step->kind != PB__KIND__KIND_PROJECT || !reply->finished_at)
		return;
	to = reply->finished_at->seconds;
	from = reply->started_at ? reply->started_at->seconds : to;
	known->from = known->from == 0 || from < known->from ? from : known->from;
	known->to = to > known->to ? to : known->to;
}

static const char *
folio_hints_month(struct arena *arena, int64_t seconds)
{
	time_t at = (time_t)seconds;
	struct tm tm;

	if (seconds == 0 || !localtime_r(&at, &tm))
		return "";
	return arena_printf(arena, "%04d-%02d", tm.tm_year + 1900, tm.tm_mon + 1);
}

/* What was chosen, not what is assumed: "Python", "PostgreSQL". */
static void
folio_hints_choices(struct folio_known *known)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	struct arena *arena = known->cli->arena;
	Pb__StepListReply *reply;
	struct err err;
	size_t n = 0;

	request.roadmap_id = known->cli->roadmap_id;
	request.missing_only = true;
	if (cli_try(known->cli, "Step", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->enrollment->n_choices; i++)
		n += reply->enrollment->choices[i]->n_options;
	known->study->technologies = arena_array(arena, n, sizeof(*known->study->technologies));
	for (size_t i = 0; i < reply->enrollment->n_choices; i++) {
		const Pb__ChoiceView *choice = reply->enrollment->choices[i];

		for (size_t k = 0; k < choice->n_options && !choice->assumed; k++)
			if (choice->options[k]->picked)
				known->study->technologies[known->study->n_technologies++] =
				    choice->options[k]->title;
	}
}

bool
folio_hints(struct cli *cli, const char *step, Pb__CaseStudy *study, struct folio_hints *ret_hints,
    int *ret_status)
{
	struct folio_known known = {.cli = cli, .study = study, .hints = ret_hints};
	struct rpc_details details;
	struct err err;
	const Pb__StepGetReply *reply = folio_hints_step(cli, step, &err, &details);

	if (!reply) {
		*ret_status = cli_refuse(cli, &err, &details);
		return false;
	}
	ret_hints->links = arena_array(cli->arena, FOLIO_HINTS_LINKS_MAX, sizeof(void *));
	ret_hints->title = reply->def->title;
	ret_hints->summary = reply->def->summary;
	ret_hints->done_when = reply->def->done_when;
	study->step_id = reply->step->id;
	if (reply->def->evidence) {
		study->kinds = reply->def->evidence->shows;
		study->n_kinds = reply->def->evidence->n_shows;
	}
	folio_hints_links(&known, reply);
	for (size_t i = 0; i < reply->n_requires; i++)
		folio_hints_before(&known, reply->requires[i]);
	study->from = folio_hints_month(cli->arena, known.from);
	study->to = folio_hints_month(cli->arena, known.to);
	folio_hints_choices(&known);
	return true;
}
