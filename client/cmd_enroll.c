#include <string.h>

#include "client/bundle.h"
#include "client/catalog.h"
#include "client/command.h"
#include "client/view.h"
#include "core/explain.h"
#include "core/match.h"
#include "proto/message.h"

/* "language=python,go" */
static Pb__Pick *
cmd_enroll_pick(struct cli *cli, const char *text)
{
	Pb__Pick *pick = message_new(&pb__pick__descriptor, cli->arena);
	char *copy = arena_strdup(cli->arena, text);
	char *equals = strchr(copy, '=');
	char *rest, *option;

	if (!equals || equals == copy || !equals[1])
		return NULL;
	*equals = '\0';
	pick->choice_id = copy;
	pick->option_ids = arena_array(cli->arena, strlen(equals + 1) + 1, sizeof(char *));
	for (rest = equals + 1; (option = strsep(&rest, ",")) != NULL;)
		if (*option)
			pick->option_ids[pick->n_option_ids++] = option;
	return pick->n_option_ids > 0 ? pick : NULL;
}

static bool
cmd_enroll_picks(struct cli *cli, Pb__EnrollmentEnrollRequest *request)
{
	request->picks = arena_array(cli->arena, cli->args.n_given + 1, sizeof(Pb__Pick *));
	for (unsigned i = 0; i < cli->args.n_given; i++) {
		const struct args_given *given = &cli->args.given[i];
		Pb__Pick *pick;

		if (strcmp(given->option->name, "choose") != 0)
			continue;
		pick = cmd_enroll_pick(cli, given->value);
		if (!pick) {
			cli->status = cli_usage(cli, "'%s' is no CHOICE=OPTION", given->value);
			return false;
		}
		request->picks[request->n_picks++] = pick;
	}
	return true;
}

/* The bundled roadmap that a person means. *err is only changed where more is known of it. */
static Pb__Roadmap *
cmd_enroll_find(struct cli *cli, const char *name, struct err *err)
{
	Pb__Roadmap **list;
	size_t n = bundle_list(cli->arena, &list);
	struct match_thing *things = arena_array(cli->arena, n + 1, sizeof(*things));
	struct match match;
	struct err why;

	for (size_t i = 0; i < n; i++)
		things[i] = (struct match_thing){list[i]->id, list[i]->title};
	if (match_find("roadmap", things, (uint32_t)n, name, &match, &why) == ERR_OK)
		return list[match.found];
	if (match.n_candidates > 0)
		*err = why;
	return NULL;
}

/* Stores the bundled roadmap of this name and puts its id in the request. */
static enum err_code
cmd_enroll_store(struct cli *cli, Pb__EnrollmentEnrollRequest *enroll, struct rpc_details *details,
    struct err *err)
{
	Pb__CatalogPutRequest request = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__CatalogPutReply *reply;

	request.roadmap = cmd_enroll_find(cli, enroll->roadmap_id, err);
	if (!request.roadmap)
		return ERR_NOT_FOUND;
	enroll->roadmap_id = request.roadmap->id;
	return cli_try(cli, "Catalog", "Put", &request.base, &reply, details, err);
}

static bool
cmd_enroll_is_open(const Pb__EnrollmentView *enrollment)
{
	for (size_t i = 0; i < enrollment->n_choices; i++)
		if (enrollment->choices[i]->assumed)
			return true;
	return false;
}

static void
cmd_enroll_show(struct cli *cli, const Pb__EnrollmentView *enrollment)
{
	const Pb__Progress *progress = enrollment->progress;

	out_text(&cli->out, OUT_PLAIN, "Enrolled in ");
	out_text(&cli->out, OUT_BOLD, enrollment->title);
	out_printf(&cli->out, OUT_PLAIN, ": %u steps, %s.", progress->steps_total,
	    explain_sum(cli->arena, progress->minutes_total));
	out_newline(&cli->out);
	if (cmd_enroll_is_open(enrollment)) {
		out_newline(&cli->out);
		out_text(&cli->out, OUT_PLAIN, "Yours to choose, now or later:");
		out_newline(&cli->out);
		view_choices_open(&cli->out, cli->arena, enrollment);
	}
}

/* An enrollment stays in its version: what is newer has to be asked for. */
static void
cmd_enroll_tell_newer(struct cli *cli, const char *roadmap_id)
{
	struct catalog_found found;
	uint32_t newest;
	struct err err;

	if (catalog_find(cli->rpc, roadmap_id, cli->arena, &found, &err) != ERR_OK)
		return;
	newest = found.newest;
	if (found.bundled && found.bundled->version > newest)
		newest = found.bundled->version;
	if (found.pinned == 0 || found.pinned >= newest)
		return;
	out_printf(&cli->notes, OUT_PLAIN,
	    "You are in version %u, and there is version %u. To move on: roadmap upgrade %s",
	    found.pinned, newest, found.id);
	out_newline(&cli->notes);
}

/* Whoever is enrolled already may still be asked what they know. */
static int
cmd_enroll_refuse(struct cli *cli, const char *roadmap_id, const struct err *err,
    const struct rpc_details *details)
{
	int status = cli_refuse(cli, err, details);

	if (err->code == ERR_ALREADY_EXISTS)
		cmd_enroll_tell_newer(cli, roadmap_id);
	if (err->code == ERR_ALREADY_EXISTS && args_has(&cli->args, "placement")) {
		out_printf(&cli->notes, OUT_PLAIN, "  roadmap placement %s asks what you know",
		    cli->args.operands[0]);
		out_newline(&cli->notes);
	}
	return status;
}

static int
cmd_enroll_placement(struct cli *cli, const Pb__EnrollmentView *enrollment)
{
	if (!cli->json) {
		cmd_enroll_show(cli, enrollment);
		out_newline(&cli->out);
		fflush(cli->out.file);
	}
	return cmd_placement_ask(cli, enrollment->roadmap_id);
}

int
cmd_enroll(struct cli *cli)
{
	Pb__EnrollmentEnrollRequest request = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT; /* of what is current then */
	struct rpc_question questions[] = {
	    {.service = "Enrollment", .method = "Enroll", .request = &request.base},
	    {.service = "Plan", .method = "Next", .request = &next.base},
	};
	const unsigned n = args_has(&cli->args, "placement") ? 1 : 2;
	const Pb__EnrollmentEnrollReply *reply;
	struct rpc_details details;
	struct err err;
	enum err_code code;

	request.roadmap_id = cli->args.operands[0];
	if (!cmd_enroll_picks(cli, &request))
		return cli->status;
	code = cli_try_all(cli, questions, n, &details, &err);
	if (code == ERR_NOT_FOUND) {
		struct rpc_details put = {0};

		if (cmd_enroll_store(cli, &request, &put, &err) != ERR_OK)
			details.faults = put.faults;
		else
			code = cli_try_all(cli, questions, n, &details, &err);
	}
	if (code != ERR_OK)
		return cmd_enroll_refuse(cli, request.roadmap_id, &err, &details);
	reply = (const Pb__EnrollmentEnrollReply *)questions[0].reply;
	if (args_has(&cli->args, "placement"))
		return cmd_enroll_placement(cli, reply->enrollment);
	if (cli_is_json(cli, &reply->base))
		return CLI_DONE;
	cmd_enroll_show(cli, reply->enrollment);
	cmd_enroll_tell_newer(cli, reply->enrollment->roadmap_id);
	cmd_next_told(cli, questions[1].reply);
	return CLI_DONE;
}

int
cmd_unenroll(struct cli *cli)
{
	Pb__EnrollmentUnenrollRequest request = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	Pb__EnrollmentUnenrollReply *reply;

	request.roadmap_id = cli->args.operands[0];
	if (!cli_ask(cli, "Enrollment", "Unenroll", &request.base, &reply))
		return cli->status;
	out_text(&cli->out, OUT_PLAIN,
	    "Left. Your progress is kept, and back when you enroll again.");
	out_newline(&cli->out);
	if (reply->current_roadmap_id[0]) {
		out_text(&cli->out, OUT_PLAIN, "Now current: ");
		out_text(&cli->out, OUT_NAME, reply->current_roadmap_id);
		out_newline(&cli->out);
	}
	return CLI_DONE;
}

int
cmd_use(struct cli *cli)
{
	Pb__EnrollmentUseRequest request = PB__ENROLLMENT_USE_REQUEST__INIT;
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT; /* of what is current then */
	struct rpc_question questions[] = {
	    {.service = "Enrollment", .method = "Use", .request = &request.base},
	    {.service = "Plan", .method = "Next", .request = &next.base},
	};
	const Pb__EnrollmentUseReply *reply;

	request.roadmap_id = cli->args.operands[0];
	if (!cli_ask_all(cli, questions, 2))
		return cli->status;
	reply = (const Pb__EnrollmentUseReply *)questions[0].reply;
	out_text(&cli->out, OUT_PLAIN, "Now on ");
	out_text(&cli->out, OUT_BOLD, reply->enrollment->title);
	out_printf(&cli->out, OUT_PLAIN, ", %s done.",
	    view_percent(cli->arena, reply->enrollment->progress));
	out_newline(&cli->out);
	cmd_next_told(cli, questions[1].reply);
	return CLI_DONE;
}
