/* Plan.Glance: what the prompt of a shell has room for. */
#include "engine/op_table.h"

#include "core/plan.h"
#include "engine/place_enrollment.h"
#include "engine/timer.h"
#include "engine/worked.h"

static void
op_plan_glance_step(const struct place *place, Pb__PlanGlanceReply *reply)
{
	const struct roadmap *roadmap = place->roadmap;
	const struct plan *plan = model_plan(place->model, place->standing);
	uint32_t head, step;

	if (plan_head(plan, place->standing, 1, &head) == 0)
		return;
	step = plan->entries[head].step;
	reply->step_id = roadmap->steps[step].id;
	reply->step_title = roadmap->steps[step].title;
	reply->step_active = place->standing->effective[step] == STANDING_ACTIVE;
}

static enum err_code
op_plan_glance_week(struct op *op, const struct place *place, Pb__PlanGlanceReply *reply,
    struct err *err)
{
	struct worked worked;
	enum err_code code = worked_read(op, place, true, INT32_MAX, &worked, err);
	int32_t monday;

	if (code != ERR_OK)
		return code;
	monday = calendar_monday(worked.today);
	for (size_t i = worked.n_days; i > 0 && worked.days[i - 1].day >= monday; i--)
		reply->week_minutes += worked.days[i - 1].told + worked.days[i - 1].assumed;
	reply->goal_minutes = worked.settings.values[SETTING_GOAL];
	return ERR_OK;
}

enum err_code
op_plan_glance(struct op *op, const Pb__PlanGlanceRequest *request, Pb__PlanGlanceReply *reply,
    struct err *err)
{
	const char *roadmap_id = request->roadmap_id;
	struct standing_progress progress;
	const struct place *place;
	enum err_code code = ERR_OK;

	if (roadmap_id[0] == '\0')
		code = place_enrollment_current(op, &roadmap_id, err);
	if (code != ERR_OK || roadmap_id == NULL)
		return code;
	place = place_open(op, request->roadmap_id, err);
	if (place == NULL)
		return err->code;
	progress = standing_progress(place->standing, ROADMAP_NONE);
	reply->roadmap_id = place->roadmap->id;
	reply->title = place->roadmap->title;
	reply->permille = progress.permille;
	reply->steps_done = progress.steps_done;
	reply->steps_total = progress.steps_total;
	op_plan_glance_step(place, reply);
	if (request->week)
		code = op_plan_glance_week(op, place, reply, err);
	return code == ERR_OK ? timer_view(op, &reply->timer, err) : code;
}
