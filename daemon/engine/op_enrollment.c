#include "engine/op_table.h"

#include <stdlib.h>
#include <string.h>

#include "engine/place_enrollment.h"
#include "engine/timer.h"
#include "engine/view.h"

static enum err_code
op_enrollment_option(struct op *op, const struct roadmap_choice *choice, const char *text,
    uint32_t *ret_option, struct err *err)
{
	struct match_thing *things = arena_array(op->arena, choice->n_options, sizeof(*things));

	for (uint32_t i = 0; i < choice->n_options; i++)
		things[i] = (struct match_thing){choice->options[i].id, choice->options[i].title};
	return op_find(op, "option", things, choice->n_options, text, ret_option, err);
}

static enum err_code
op_enrollment_choice(struct op *op, const struct roadmap *roadmap, const char *text,
    const struct roadmap_choice **ret_choice, struct err *err)
{
	struct match_thing *things = arena_array(op->arena, roadmap->n_choices, sizeof(*things));
	uint32_t index;
	enum err_code code;

	for (uint32_t i = 0; i < roadmap->n_choices; i++)
		things[i] = (struct match_thing){roadmap->choices[i].id, roadmap->choices[i].title};
	code = op_find(op, "choice", things, roadmap->n_choices, text, &index, err);
	if (code == ERR_OK)
		*ret_choice = &roadmap->choices[index];
	return code;
}

/* Which options of a choice are picked: a flag each. */
static enum err_code
op_enrollment_flags(struct op *op, const struct roadmap_choice *choice, const Pb__Pick *pick,
    bool *flags, struct err *err)
{
	uint32_t n = 0;

	for (size_t i = 0; i < pick->n_option_ids; i++) {
		uint32_t option;
		enum err_code code =
		    op_enrollment_option(op, choice, pick->option_ids[i], &option, err);

		if (code != ERR_OK)
			return code;
		n += !flags[option];
		flags[option] = true;
	}
	if (n != choice->pick)
		return err_set(err, ERR_INVALID_ARGUMENT, "pick %u of '%s', not %u", choice->pick,
		    choice->id, n);
	return ERR_OK;
}

static enum err_code
op_enrollment_pick(struct op *op, const struct roadmap *roadmap, const Pb__Pick *pick,
    const char **ret_summary, struct err *err)
{
	const struct roadmap_choice *choice;
	const char *names = "";
	bool *flags;
	enum err_code code = ERR_OK;

	if (pick->n_option_ids > ROADMAP_LIST_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "at most %u options", ROADMAP_LIST_MAX);
	code = op_enrollment_choice(op, roadmap, pick->choice_id, &choice, err);
	if (code != ERR_OK)
		return code;
	flags = arena_array(op->arena, choice->n_options, sizeof(*flags));
	code = op_enrollment_flags(op, choice, pick, flags, err);
	for (uint32_t i = 0; code == ERR_OK && i < choice->n_options; i++) {
		const struct store_pick row = {.choice_id = choice->id,
		    .option_id = choice->options[i].id};

		code = flags[i] ? store_pick_add(op->store, roadmap->id, &row, op->now_s, err)
				: store_pick_remove(op->store, roadmap->id, &row, err);
		if (flags[i])
			names = arena_printf(op->arena, "%s%s%s", names, *names != '\0' ? ", " : "",
			    choice->options[i].title);
	}
	*ret_summary = arena_printf(op->arena, "chose %s: %s", choice->title, names);
	return code;
}

/* The enrollment as it is now, after a write. NULL on failure. */
static Pb__EnrollmentView *
op_enrollment_view(struct op *op, const char *roadmap_id, struct err *err)
{
	const struct place *place = place_open(op, roadmap_id, err);

	return place != NULL ? view_enrollment(op, place) : NULL;
}

/* A setting that remembers in which version a roadmap was left: what was done is of that one. */
static const char *
op_enrollment_left(struct op *op, const char *roadmap_id)
{
	return arena_printf(op->arena, "left %s", roadmap_id);
}

static enum err_code
op_enrollment_new(struct op *op, const char *id, uint32_t version, struct err *err)
{
	struct store_enrollment old;
	enum err_code code = store_enrollment_get(op->store, op->arena, id, &old, err);

	if (code != ERR_OK)
		return code;
	if (old.roadmap_id != NULL)
		return err_set(err, ERR_ALREADY_EXISTS,
		    "already enrolled in '%s': 'roadmap use %s' makes it current", id, id);
	code = store_enrollment_add(op->store, id, version, op->now_s, err);
	if (code == ERR_OK)
		code = store_setting_set(op->store, op_enrollment_left(op, id), NULL, err);
	if (code == ERR_OK)
		code = store_setting_set(op->store, "current", id, err);
	return code;
}

static enum err_code
op_enrollment_version(struct op *op, const char *roadmap_id, uint32_t *ret_version, struct err *err)
{
	struct err gone = ERR_NONE;
	const char *left = NULL;
	enum err_code code =
	    store_setting_get(op->store, op->arena, op_enrollment_left(op, roadmap_id), &left, err);

	if (code != ERR_OK)
		return code;
	*ret_version = left != NULL ? (uint32_t)strtoul(left, NULL, 10) : 0;
	if (left != NULL && model_get(op, roadmap_id, *ret_version, &gone) != NULL)
		return ERR_OK;
	return store_roadmap_newest(op->store, roadmap_id, ret_version, err);
}

enum err_code
op_enrollment_enroll(struct op *op, const Pb__EnrollmentEnrollRequest *request,
    Pb__EnrollmentEnrollReply *reply, struct err *err)
{
	uint32_t version = request->version;
	const struct model *model;
	const char *ignored;
	enum err_code code = ERR_OK;

	if (request->roadmap_id[0] == '\0')
		return err_set(err, ERR_INVALID_ARGUMENT, "say which roadmap to enroll in");
	if (version == 0)
		code = op_enrollment_version(op, request->roadmap_id, &version, err);
	if (code != ERR_OK)
		return code;
	if (version == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no roadmap '%.64s': 'roadmap roadmaps' shows what there is",
		    request->roadmap_id);
	model = model_get(op, request->roadmap_id, version, err);
	if (model == NULL)
		return err->code;
	if (request->n_picks > ROADMAP_LIST_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "at most %u choices", ROADMAP_LIST_MAX);
	code = op_enrollment_new(op, model->roadmap->id, version, err);
	for (size_t i = 0; code == ERR_OK && i < request->n_picks; i++)
		code = op_enrollment_pick(op, model->roadmap, request->picks[i], &ignored, err);
	if (code != ERR_OK)
		return code;
	op_about(op, model->roadmap->id, NULL, 0);
	op->summary = arena_printf(op->arena, "enrolled in %s", model->roadmap->title);
	reply->enrollment = op_enrollment_view(op, model->roadmap->id, err);
	return reply->enrollment != NULL ? ERR_OK : err->code;
}

/* Nobody learns in a roadmap that was left. */
static enum err_code
op_enrollment_stop(struct op *op, const char *roadmap_id, Pb__TimerEnd **ret_end, struct err *err)
{
	const struct timer_how how = {.at_s = op->now_s};
	struct store_timer timer;
	enum err_code code = store_timer_get(op->store, op->arena, &timer, err);

	if (code != ERR_OK || timer.roadmap_id == NULL || strcmp(timer.roadmap_id, roadmap_id) != 0)
		return code;
	return timer_end(op, &timer, &how, ret_end, err);
}

enum err_code
op_enrollment_unenroll(struct op *op, const Pb__EnrollmentUnenrollRequest *request,
    Pb__EnrollmentUnenrollReply *reply, struct err *err)
{
	struct store_enrollment enrollment;
	struct err unreadable = ERR_NONE;
	const char *current = NULL;
	const struct model *model;
	enum err_code code;

	if (request->roadmap_id[0] == '\0')
		return err_set(err, ERR_INVALID_ARGUMENT, "say which roadmap to leave");
	code = place_enrollment_find(op, request->roadmap_id, &enrollment, err);
	if (code == ERR_OK)
		code = op_enrollment_stop(op, enrollment.roadmap_id, &reply->timer_end, err);
	if (code == ERR_OK)
		code = store_enrollment_remove(op->store, enrollment.roadmap_id, err);
	if (code == ERR_OK)
		code = store_setting_set(op->store, op_enrollment_left(op, enrollment.roadmap_id),
		    arena_printf(op->arena, "%u", enrollment.version), err);
	if (code == ERR_OK)
		code = place_enrollment_current(op, &current, err);
	if (code == ERR_OK)
		code = store_setting_set(op->store, "current", current, err);
	if (code != ERR_OK)
		return code;
	if (current != NULL)
		reply->current_roadmap_id = current;
	op_about(op, enrollment.roadmap_id, NULL, 0);
	/* One can also leave what cannot be read any more. */
	model = model_get(op, enrollment.roadmap_id, enrollment.version, &unreadable);
	op->summary = arena_printf(op->arena, "left %s",
	    model != NULL ? model->roadmap->title : enrollment.roadmap_id);
	return ERR_OK;
}

enum err_code
op_enrollment_use(struct op *op, const Pb__EnrollmentUseRequest *request,
    Pb__EnrollmentUseReply *reply, struct err *err)
{
	const struct place *place = place_open(op, request->roadmap_id, err);
	enum err_code code;

	if (place == NULL)
		return err->code;
	code = store_setting_set(op->store, "current", place->roadmap->id, err);
	if (code != ERR_OK)
		return code;
	op_about(op, place->roadmap->id, NULL, 0);
	op->summary = arena_printf(op->arena, "switched to %s", place->roadmap->title);
	reply->enrollment = op_enrollment_view(op, place->roadmap->id, err);
	return reply->enrollment != NULL ? ERR_OK : err->code;
}

enum err_code
op_enrollment_choose(struct op *op, const Pb__EnrollmentChooseRequest *request,
    Pb__EnrollmentChooseReply *reply, struct err *err)
{
	const struct place *place = place_open(op, request->roadmap_id, err);
	enum err_code code;

	if (place == NULL)
		return err->code;
	if (request->pick == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "say which choice and which option");
	code = op_enrollment_pick(op, place->roadmap, request->pick, &op->summary, err);
	if (code != ERR_OK)
		return code;
	op_about(op, place->roadmap->id, NULL, 0);
	reply->enrollment = op_enrollment_view(op, place->roadmap->id, err);
	return reply->enrollment != NULL ? ERR_OK : err->code;
}

enum err_code
op_enrollment_list(struct op *op, const Pb__EnrollmentListRequest *request,
    Pb__EnrollmentListReply *reply, struct err *err)
{
	struct store_enrollment *list;
	enum err_code code;
	size_t n, at;

	(void)request;
	code = store_enrollment_list(op->store, op->arena, &list, &n, err);
	if (code != ERR_OK)
		return code;
	reply->enrollments = arena_array(op->arena, n, sizeof(*reply->enrollments));
	for (size_t i = 0; i < n; i++) {
		Pb__EnrollmentView *view = op_enrollment_view(op, list[i].roadmap_id, err);

		if (view == NULL)
			return err->code;
		at = reply->n_enrollments++;
		/* The current one goes first. */
		for (; view->current && at > 0; at--)
			reply->enrollments[at] = reply->enrollments[at - 1];
		reply->enrollments[at] = view;
	}
	return ERR_OK;
}
