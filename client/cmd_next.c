#include <string.h>

#include "client/command.h"
#include "client/timing.h"
#include "client/view.h"
#include "core/duration.h"
#include "core/narrow.h"
#include "roadmap/v1/plan.pb-c.h"

enum {
	CMD_NEXT_MOST = 1000,
	CMD_NEXT_DAY = 24 * 60, /* nobody sits longer */
};

void
cmd_next_nothing(struct cli *cli)
{
	out_text(&cli->out, OUT_GOOD, "Everything is done.");
	out_text(&cli->out, OUT_PLAIN, " Another roadmap? `roadmap roadmaps` lists them.");
	out_newline(&cli->out);
}

void
cmd_next_told(struct cli *cli, const ProtobufCMessage *reply)
{
	const Pb__PlanNextReply *next = (const Pb__PlanNextReply *)reply;

	if (!next)
		return;
	out_newline(&cli->out);
	if (next->n_recommendations > 0)
		view_recommendation(&cli->out, cli->arena, next->recommendations[0], false);
	else
		cmd_next_nothing(cli);
}

static void
cmd_next_list(struct cli *cli, const Pb__PlanNextReply *reply, bool why)
{
	for (size_t i = 0; i < reply->n_recommendations; i++) {
		const Pb__Recommendation *one = reply->recommendations[i];
		enum view_mark mark = view_mark(one->step);

		out_printf(&cli->out, OUT_DIM, "%3zu ", i + 1);
		out_text(&cli->out, view_mark_style(mark), view_mark_text(&cli->out, mark));
		out_text(&cli->out, OUT_BOLD, " ");
		view_step_title(&cli->out, cli->arena, one->step);
		view_reason(&cli->out, cli->arena, one, why);
	}
}

/* Fewer than were asked for. */
static void
cmd_next_rest(struct cli *cli, const Pb__PlanNextRequest *request)
{
	out_text(&cli->notes, OUT_DIM,
	    request->ahead ? "That is all that is left."
			   : "No others can be begun now; more open as you go on.");
	out_newline(&cli->notes);
}

/* What the job search waits for, in a line. */
static void
cmd_next_job(struct cli *cli, const Pb__JobReminder *job)
{
	if (!job)
		return;
	out_text(&cli->out, OUT_BUSY, "Job   ");
	out_printf(&cli->out, OUT_PLAIN, "%s: ", job->text);
	out_text(&cli->out, OUT_NAME, "roadmap job due");
	out_newline(&cli->out);
}

/* What of the time, phase, kind and skill was given. */
static enum err_code
cmd_next_narrow(const struct cli *cli, Pb__PlanNextRequest *request, struct err *err)
{
	const char *hours = args_value(&cli->args, "time"), *kind = args_value(&cli->args, "kind");
	const char *phase = args_value(&cli->args, "phase");
	const char *skill = args_value(&cli->args, "skill");

	if (hours && duration_parse(hours, &request->minutes, err) != ERR_OK)
		return err->code;
	if (request->minutes > CMD_NEXT_DAY)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%s' is more than a day: write 45m for minutes, 1h30 or 2h", hours);
	request->phase = phase ? phase : "";
	request->skill = skill ? skill : "";
	if (!kind)
		return ERR_OK;
	for (uint32_t i = ROADMAP_KIND_LEARN; i <= ROADMAP_KIND_JOB; i++)
		if (strcmp(kind, narrow_kind_name(i)) == 0)
			request->kind = (Pb__Kind)i;
	if (request->kind == PB__KIND__KIND_UNSPECIFIED)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "no kind '%s': there are learn, project, portfolio and job", kind);
	return ERR_OK;
}

static bool
cmd_next_is_narrowed(const Pb__PlanNextRequest *request)
{
	return request->minutes > 0 || request->phase[0] || request->skill[0] ||
	       request->kind != PB__KIND__KIND_UNSPECIFIED;
}

int
cmd_next(struct cli *cli)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__PlanNextReply *reply;
	bool why = args_has(&cli->args, "why");
	struct err err;
	long limit;

	if (args_number(&cli->args, "number", 1, CMD_NEXT_MOST, 1, &limit, &err) != ERR_OK ||
	    cmd_next_narrow(cli, &request, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	request.roadmap_id = cli->roadmap_id;
	request.limit = (uint32_t)limit;
	request.ahead = limit > 1 && !cmd_next_is_narrowed(&request);
	do
		if (!cli_ask(cli, "Plan", "Next", &request.base, &reply))
			return cli->status;
	while (timing_settle(cli, reply->timer));
	if (reply->note[0])
		out_wrap(&cli->out, OUT_PLAIN, 0, 0, view_sentence(cli->arena, reply->note));
	else if (reply->n_recommendations == 0)
		cmd_next_nothing(cli);
	if (reply->n_recommendations > 0 && limit == 1)
		view_recommendation(&cli->out, cli->arena, reply->recommendations[0], why);
	else
		cmd_next_list(cli, reply, why);
	if (reply->n_recommendations > 0 && reply->n_recommendations < (size_t)limit)
		cmd_next_rest(cli, &request);
	cmd_next_job(cli, reply->job);
	timing_running(cli, reply->timer);
	return CLI_DONE;
}
