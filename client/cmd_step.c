#include <string.h>

#include "client/command.h"
#include "client/kick.h"
#include "client/timing.h"
#include "client/view.h"
#include "client/when.h"
#include "core/duration.h"
#include "core/explain.h"
#include "proto/clock.h"
#include "proto/message.h"
#include "roadmap/v1/step.pb-c.h"

/* What the verbs do, as told in the past tense. */
static const char *
cmd_step_told(Pb__Status status)
{
	switch (status) {
	case PB__STATUS__STATUS_ACTIVE:
		return "Started";
	case PB__STATUS__STATUS_DONE:
		return "Done";
	case PB__STATUS__STATUS_SKIPPED:
		return "Skipped";
	case PB__STATUS__STATUS_KNOWN:
		return "Known";
	default:
		return "Reset";
	}
}

static void
cmd_step_list(struct cli *cli, const char *what, Pb__StepView **steps, size_t n)
{
	struct out_table *table = out_table_new(cli->arena, "llsr", 2);

	if (n == 0)
		return;
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, what);
	out_newline(&cli->out);
	for (size_t i = 0; i < n; i++)
		view_step_row(table, &cli->out, steps[i], 0);
	out_table_print(table, &cli->out);
}

static void
cmd_step_progress(struct cli *cli, const Pb__EnrollmentView *enrollment)
{
	out_printf(&cli->out, OUT_DIM, "%s %s", enrollment->title,
	    view_percent(cli->arena, enrollment->progress));
	for (size_t i = 0; i < enrollment->n_phases; i++) {
		const Pb__PhaseProgress *phase = enrollment->phases[i];

		if (strcmp(phase->id, enrollment->phase_id) == 0)
			out_printf(&cli->out, OUT_DIM, ", %s %s", phase->title,
			    view_percent(cli->arena, phase->progress));
	}
	out_newline(&cli->out);
}

/* "took 1.5 h, planned 3 h", "note", ... with commas: what was given beside the steps. */
static const char *
cmd_step_given(struct cli *cli, const Pb__StepSetRequest *request, const Pb__StepSetReply *reply)
{
	const char *given = "";

	if (request->minutes > 0)
		given = arena_printf(cli->arena, ", took %s",
		    explain_minutes(cli->arena, request->minutes));
	if (request->minutes > 0 && reply->n_changed == 1)
		given = arena_printf(cli->arena, "%s, planned %s", given,
		    explain_minutes(cli->arena, reply->changed[0]->minutes));
	if (request->note[0])
		given = arena_printf(cli->arena, "%s, with your note", given);
	if (request->link[0])
		given = arena_printf(cli->arena, "%s, with a link to %s", given, request->link);
	if (request->at)
		given = arena_printf(cli->arena, "%s, on %s", given,
		    when_day(cli->arena, request->at->seconds));
	return given;
}

static void
cmd_step_saved(struct cli *cli, const Pb__StepSetRequest *request, const Pb__StepSetReply *reply)
{
	const char *given = cmd_step_given(cli, request, reply);

	if (!given[0] || reply->n_changed == 0)
		return;
	out_spaces(&cli->out, 2);
	out_wrap(&cli->out, OUT_DIM, 2, 2,
	    arena_printf(cli->arena, "%s%s", reply->n_changed > 1 ? "each " : "", given + 2));
}

/* Work in an option that is not picked does not count: it may have been meant otherwise. */
static void
cmd_step_unpicked(struct cli *cli, const Pb__EnrollmentView *enrollment, const Pb__StepView *step)
{
	const Pb__ChoiceView *choice = NULL;
	const char *option = "";

	for (size_t i = 0; i < enrollment->n_choices; i++)
		if (strcmp(enrollment->choices[i]->id, step->choice_id) == 0)
			choice = enrollment->choices[i];
	for (size_t i = 0; choice && i < choice->n_options; i++)
		if (strcmp(choice->options[i]->id, step->option_id) == 0 &&
		    !choice->options[i]->picked)
			option = choice->options[i]->title;
	if (!option[0])
		return;
	out_spaces(&cli->out, 2);
	out_wrap(&cli->out, OUT_BUSY, 2, 2,
	    arena_printf(cli->arena,
		"belongs to %s, but %s %s: it does not count unless you choose %s", option,
		choice->assumed ? "until you choose it is" : "you chose",
		view_options(cli->arena, choice, true), option));
}

static const char *
cmd_step_forced(const Pb__StepView *step)
{
	if (!step->forced)
		return "";
	return step->availability != PB__AVAILABILITY__AVAILABILITY_LOCKED && step->evidence
		   ? ", without its evidence"
		   : ", although it was locked";
}

static void
cmd_step_show(struct cli *cli, const Pb__StepSetRequest *request, const Pb__StepSetReply *reply)
{
	for (size_t i = 0; i < reply->n_changed; i++) {
		const Pb__StepView *step = reply->changed[i];
		enum view_mark mark = view_mark(step);

		out_printf(&cli->out, view_mark_style(mark), "%s %s",
		    view_mark_text(&cli->out, mark), cmd_step_told(request->status));
		out_printf(&cli->out, OUT_PLAIN, ": %s", step->title);
		out_printf(&cli->out, OUT_DIM, "  %s%s", step->id, cmd_step_forced(step));
		out_newline(&cli->out);
		if (request->status != PB__STATUS__STATUS_TODO)
			cmd_step_unpicked(cli, reply->enrollment, step);
	}
	cmd_step_saved(cli, request, reply);
	for (size_t i = 0; i < reply->n_unchanged; i++) {
		out_printf(&cli->out, OUT_DIM, "%s is %s already", reply->unchanged[i]->id,
		    view_mark_name(view_mark(reply->unchanged[i])));
		out_newline(&cli->out);
	}
	cmd_step_progress(cli, reply->enrollment);
	cmd_step_list(cli, "Opened", reply->opened, reply->n_opened);
}

/* The timer that ended, and the one that runs now. */
static void
cmd_step_timer(struct cli *cli, const Pb__StepSetRequest *request, const Pb__StepSetReply *reply)
{
	const Pb__TimerView *timer = reply->timer;

	/* What was told in all says what the timer counted, too. */
	if (request->minutes == 0)
		timing_ended(cli, reply->timer_end);
	if (request->status != PB__STATUS__STATUS_ACTIVE || !timer)
		return;
	out_text(&cli->out, OUT_BUSY, "The timer runs");
	if (reply->n_changed != 1 || strcmp(reply->changed[0]->id, timer->step_id) != 0)
		out_printf(&cli->out, OUT_PLAIN, " on %s", timer->step_id);
	out_text(&cli->out, OUT_DIM, ", ");
	out_text(&cli->out, OUT_NAME, "roadmap stop");
	out_text(&cli->out, OUT_DIM, " ends it");
	out_newline(&cli->out);
}

/* Several steps at a time are fine, and easily forgotten. */
static void
cmd_step_others(struct cli *cli, const Pb__StepSetReply *set, const Pb__StepListRequest *request,
    Pb__StepListReply *reply)
{
	const char *others = "";

	if (!cli_more_steps(cli, request, reply))
		return;
	for (size_t i = 0; i < reply->n_steps; i++) {
		bool told = reply->steps[i]->status != PB__STATUS__STATUS_ACTIVE;

		for (size_t j = 0; j < set->n_changed; j++)
			told |= strcmp(reply->steps[i]->id, set->changed[j]->id) == 0;
		for (size_t j = 0; j < set->n_unchanged; j++)
			told |= strcmp(reply->steps[i]->id, set->unchanged[j]->id) == 0;
		if (!told)
			others = arena_printf(cli->arena, "%s%s%s", others, others[0] ? ", " : "",
			    reply->steps[i]->id);
	}
	if (!others[0])
		return;
	out_text(&cli->out, OUT_DIM, "Also in progress: ");
	out_wrap(&cli->out, OUT_NAME, 18, 2, others);
}

/* What the learner wants to know of a step just begun; `reply` is NULL if that was not asked. */
static void
cmd_step_aim(struct cli *cli, const char *step_id, const Pb__StepGetReply *reply)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	request.step = step_id;
	if (!reply && cli_try(cli, "Step", "Get", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	out_newline(&cli->out);
	if (reply->def->done_when[0]) {
		out_text(&cli->out, OUT_BOLD, "Done when  ");
		out_wrap(&cli->out, OUT_PLAIN, 11, 11, reply->def->done_when);
	}
	out_printf(&cli->out, OUT_NAME, "roadmap show %s", step_id);
	out_text(&cli->out, OUT_DIM, " tells more");
	out_newline(&cli->out);
}

static bool
cmd_step_options(struct cli *cli, Pb__StepSetRequest *request)
{
	const char *at = args_value(&cli->args, "at");
	const char *hours = args_value(&cli->args, "hours");
	const char *note = args_value(&cli->args, "note");
	const char *link = args_value(&cli->args, "link");
	int64_t seconds;
	struct err err;

	if (hours && duration_parse(hours, &request->minutes, &err) != ERR_OK) {
		cli->status = cli_usage(cli, "%s", err.text);
		return false;
	}
	if (at && when_parse(at, clock_now_s(), &seconds, &err) != ERR_OK) {
		cli->status = cli_usage(cli, "%s", err.text);
		return false;
	}
	if (at) {
		request->at = message_new(&google__protobuf__timestamp__descriptor, cli->arena);
		request->at->seconds = seconds;
	}
	request->note = note ? note : "";
	request->link = link ? link : "";
	request->force = args_has(&cli->args, "force");
	request->timer =
	    request->status == PB__STATUS__STATUS_ACTIVE && !args_has(&cli->args, "no-timer");
	return true;
}

/* Several words may be meant as one title, where they fit one. */
static void
cmd_step_hint(struct cli *cli, enum err_code code)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	Pb__StepGetReply *reply;
	struct err err;

	if ((code != ERR_NOT_FOUND && code != ERR_INVALID_ARGUMENT) || cli->args.n_operands < 2)
		return;
	request.roadmap_id = cli->roadmap_id;
	request.step = args_words(&cli->args, 0, cli->arena);
	if (cli_try(cli, "Step", "Get", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	out_printf(&cli->notes, OUT_PLAIN, "  words of one title go in quotes: roadmap %s \"%s\"",
	    cli->command->name, request.step);
	out_newline(&cli->notes);
}

/* The first of the questions is `request`. NULL if there is nothing left to tell. */
static const Pb__StepSetReply *
cmd_step_ask(struct cli *cli, Pb__StepSetRequest *request, struct rpc_question *questions,
    unsigned n)
{
	struct rpc_details details;
	struct err err;

	request->roadmap_id = cli->roadmap_id;
	if (!cmd_step_options(cli, request))
		return NULL;
	if (request->minutes == 0)
		(void)timing_settle_first(cli);
	if (cli_try_all(cli, questions, n, &details, &err) != ERR_OK) {
		cli->status = cli_refuse(cli, &err, &details);
		cmd_step_hint(cli, err.code);
		return NULL;
	}
	if (request->status != PB__STATUS__STATUS_ACTIVE)
		kick_hooks(cli->arena);
	if (cli_is_json(cli, questions[0].reply))
		return NULL;
	return (const Pb__StepSetReply *)questions[0].reply;
}

static int
cmd_step_set(struct cli *cli, const char **steps, size_t n_steps, Pb__Status status)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT;
	struct rpc_question questions[] = {
	    {.service = "Step", .method = "Set", .request = &request.base},
	    {.service = "Plan", .method = "Next", .request = &next.base},
	};
	const Pb__StepSetReply *reply;

	request.steps = steps;
	request.n_steps = n_steps;
	request.status = status;
	next.roadmap_id = cli->roadmap_id;
	reply = cmd_step_ask(cli, &request, questions, 2);
	if (!reply)
		return cli->status;
	cmd_step_show(cli, &request, reply);
	cmd_step_timer(cli, &request, reply);
	cmd_next_told(cli, questions[1].reply);
	return CLI_DONE;
}

static int
cmd_step_operands(struct cli *cli, Pb__Status status)
{
	return cmd_step_set(cli, cli->args.operands, cli->args.n_operands, status);
}

int
cmd_start(struct cli *cli)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	Pb__StepListRequest list = PB__STEP_LIST_REQUEST__INIT;
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	struct rpc_question questions[] = {
	    {.service = "Step", .method = "Set", .request = &request.base},
	    {.service = "Step", .method = "List", .request = &list.base},
	    {.service = "Step", .method = "Get", .request = &get.base},
	};
	const Pb__StepSetReply *reply;

	request.steps = cli->args.operands;
	request.n_steps = cli->args.n_operands;
	request.status = PB__STATUS__STATUS_ACTIVE;
	list.roadmap_id = get.roadmap_id = cli->roadmap_id;
	get.step = cli->args.operands[0];
	reply = cmd_step_ask(cli, &request, questions, request.n_steps == 1 ? 3 : 2);
	if (!reply)
		return cli->status;
	cmd_step_show(cli, &request, reply);
	cmd_step_timer(cli, &request, reply);
	cmd_step_others(cli, reply, &list, (Pb__StepListReply *)questions[1].reply);
	if (reply->n_changed == 1)
		cmd_step_aim(cli, reply->changed[0]->id,
		    (const Pb__StepGetReply *)questions[2].reply);
	return CLI_DONE;
}

int
cmd_skip(struct cli *cli)
{
	return cmd_step_operands(cli, PB__STATUS__STATUS_SKIPPED);
}

int
cmd_known(struct cli *cli)
{
	return cmd_step_operands(cli, PB__STATUS__STATUS_KNOWN);
}

int
cmd_reset(struct cli *cli)
{
	return cmd_step_operands(cli, PB__STATUS__STATUS_TODO);
}

/* Nothing is in progress: what could be, or that nothing is left. */
static int
cmd_done_none(struct cli *cli)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__PlanNextReply *reply;
	struct rpc_details details;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	if (cli_try(cli, "Plan", "Next", &request.base, &reply, &details, &err) != ERR_OK)
		return cli_refuse(cli, &err, &details);
	if (reply->n_recommendations == 0 && !cli_is_json(cli, &reply->base))
		cmd_next_nothing(cli);
	if (reply->n_recommendations == 0)
		return CLI_DONE;
	cli_error(cli, "no step is in progress: name the one that is done, or start one");
	view_recommendation(&cli->notes, cli->arena, reply->recommendations[0], false);
	return CLI_USAGE;
}

static int
cmd_done_which(struct cli *cli, Pb__StepView **active, size_t n)
{
	struct out_table *table = out_table_new(cli->arena, "ls", 2);
	int status = cli_usage(cli, "which step? %zu are in progress", n);

	for (size_t i = 0; i < n; i++) {
		out_table_cell(table, OUT_NAME, "%s", active[i]->id);
		out_table_cell(table, OUT_PLAIN, "%s", active[i]->title);
	}
	out_table_print(table, &cli->notes);
	return status;
}

/* Without a step the one in progress is meant, if there is just one. */
int
cmd_done(struct cli *cli)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	Pb__StepListReply *reply;
	struct rpc_details details;
	struct err err;
	size_t n = 0;

	if (cli->args.n_operands > 0)
		return cmd_step_operands(cli, PB__STATUS__STATUS_DONE);
	request.roadmap_id = cli->roadmap_id;
	if (cli_try_steps(cli, &request, &reply, &details, &err) != ERR_OK)
		return cli_refuse(cli, &err, &details);
	for (size_t i = 0; i < reply->n_steps; i++)
		if (reply->steps[i]->status == PB__STATUS__STATUS_ACTIVE)
			reply->steps[n++] = reply->steps[i];
	if (n == 0)
		return cmd_done_none(cli);
	if (n > 1)
		return cmd_done_which(cli, reply->steps, n);
	return cmd_step_set(cli, &reply->steps[0]->id, 1, PB__STATUS__STATUS_DONE);
}
