/* Step.Set: the status of one or several steps, all or nothing. */
#include "engine/op_table.h"

#include <stdlib.h>
#include <string.h>

#include "core/explain.h"
#include "core/opening.h"
#include "core/text.h"
#include "engine/evidence.h"
#include "engine/op_step_row.h"
#include "engine/spent.h"
#include "engine/timer.h"
#include "engine/view.h"

enum {
	OP_STEP_SET_MAX = 1000,
	OP_STEP_SET_OPENED_MAX = 100,   /* told of */
	OP_STEP_SET_CLOCK_SKEW_S = 120, /* a client's clock may run ahead that much */
};

/* A step that one of those that changed may open, when that was about to. */
struct op_step_set_look {
	uint32_t step;
	uint32_t number; /* of the look */
	bool was_ready;
};

struct op_step_set {
	struct op *op;
	const Pb__StepSetRequest *request;
	struct place *place;
	int64_t at_s;
	uint32_t *steps; /* as named, each once */
	uint32_t n_steps;
	uint32_t *changed, *unchanged;
	uint32_t n_changed, n_unchanged;
	struct op_step_set_look *looks;
	uint32_t n_looks;
	const char *verb;
	Pb__TimerEnd *timer_end;          /* of the timer that this ended, or NULL */
	bool timer_begun, timer_is_there; /* the latter also if it ended */
};

static const char *
op_step_set_verb(Pb__Status status)
{
	switch (status) {
	case PB__STATUS__STATUS_TODO:
		return "reset";
	case PB__STATUS__STATUS_ACTIVE:
		return "started";
	case PB__STATUS__STATUS_DONE:
		return "done";
	case PB__STATUS__STATUS_SKIPPED:
		return "skipped";
	case PB__STATUS__STATUS_KNOWN:
		return "known";
	default:
		return NULL;
	}
}

static enum err_code
op_step_set_date(struct op_step_set *set, struct err *err)
{
	const Google__Protobuf__Timestamp *at = set->request->at;

	set->at_s = set->op->now_s;
	if (at == NULL)
		return ERR_OK;
	if (at->seconds > set->op->now_s + OP_STEP_SET_CLOCK_SKEW_S)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "that date is in the future: give today or a day before");
	if (at->seconds <= 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "that date is before 1970");
	set->at_s = at->seconds;
	return ERR_OK;
}

static enum err_code
op_step_set_input(struct op_step_set *set, struct err *err)
{
	const Pb__StepSetRequest *request = set->request;
	enum err_code code;

	set->verb = op_step_set_verb(request->status);
	if (set->verb == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "no status %d", (int)request->status);
	if (request->n_steps == 0 || request->n_steps > OP_STEP_SET_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "name 1 to %u steps", OP_STEP_SET_MAX);
	if (request->minutes > ROADMAP_STEP_MINUTES_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "at most %u hours on a step",
		    ROADMAP_STEP_MINUTES_MAX / 60);
	code = text_check("note", request->note, TEXT_BODY_MAX, TEXT_BODY, err);
	if (code == ERR_OK && request->link[0] != '\0')
		code = op_url_check(request->link, err);
	if (code == ERR_OK)
		code = op_step_set_date(set, err);
	return code;
}

static void
op_step_set_add(struct op_step_set *set, uint32_t step)
{
	for (uint32_t i = 0; i < set->n_steps; i++)
		if (set->steps[i] == step)
			return;
	set->steps[set->n_steps++] = step;
}

/*
 * Each word on its own; if that fails for one of several, all of them as the words of one title:
 * `roadmap done rest api` is likely to mean that.
 */
static enum err_code
op_step_set_find(struct op_step_set *set, struct err *err)
{
	const Pb__StepSetRequest *request = set->request;
	struct op *op = set->op;
	const Pb__Candidates *candidates;
	struct err ignored = ERR_NONE;
	const char *words = "";
	enum err_code code = ERR_OK;
	uint32_t step;

	set->steps = arena_array(op->arena, request->n_steps, sizeof(*set->steps));
	for (size_t i = 0; code == ERR_OK && i < request->n_steps; i++) {
		code = place_find(op, set->place, request->steps[i], &step, err);
		if (code == ERR_OK)
			op_step_set_add(set, step);
	}
	if (code == ERR_OK || request->n_steps == 1)
		return code;
	candidates = op->candidates;
	for (size_t i = 0; i < request->n_steps && strlen(words) < TEXT_TITLE_MAX; i++)
		words =
		    arena_printf(op->arena, "%s%s%s", words, i > 0 ? " " : "", request->steps[i]);
	if (place_find(op, set->place, words, &step, &ignored) != ERR_OK) {
		op->candidates = candidates;
		return code;
	}
	op->candidates = NULL;
	set->n_steps = 0;
	op_step_set_add(set, step);
	return ERR_OK;
}

static enum err_code
op_step_set_locked(const struct op_step_set *set, uint32_t step, struct err *err)
{
	const struct place *place = set->place;
	struct arena *arena = set->op->arena;
	struct opening way = opening_find(place->standing, step, OPENING_EFFORT, arena);
	const char *names = "";

	for (uint32_t i = 0; i < way.n_steps && i < 3; i++)
		names = arena_printf(arena, "%s%s%s", names, i > 0 ? ", " : "",
		    place->roadmap->steps[way.steps[i]].id);
	return err_set(err, ERR_FAILED_PRECONDITION,
	    "'%s' is locked: first %s%s (%s in all), or use --force",
	    place->roadmap->steps[step].id, names, way.n_steps > 3 ? ", ..." : "",
	    explain_opening(arena, &way));
}

static bool
op_step_set_is_linked(const struct op_step_set *set, const char *step_id, struct err *err)
{
	struct store_link *list;
	size_t n = 0;

	if (store_link_list(set->op->store, set->op->arena, set->place->roadmap->id, step_id, &list,
		&n, err) != ERR_OK)
		return false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].url, set->request->link) == 0)
			return true;
	return false;
}

static enum err_code
op_step_set_texts(const struct op_step_set *set, uint32_t step, struct place_change *change,
    struct err *err)
{
	const Pb__StepSetRequest *request = set->request;
	const char *roadmap_id = set->place->roadmap->id;
	const char *step_id = set->place->roadmap->steps[step].id;
	const struct store_note note = {set->op->action_id, request->note, set->at_s};
	const struct store_link link = {request->link, "", set->at_s};
	enum err_code code = ERR_OK;

	if (request->note[0] != '\0') {
		code = store_note_add(set->op->store, roadmap_id, step_id, &note, err);
		change->n_notes++;
	}
	if (code != ERR_OK || request->link[0] == '\0' || op_step_set_is_linked(set, step_id, err))
		return code;
	change->n_links++;
	return store_link_add(set->op->store, roadmap_id, step_id, &link, err);
}

static bool
op_step_set_is_unproven(const struct op_step_set *set, uint32_t step)
{
	return set->request->status == PB__STATUS__STATUS_DONE &&
	       set->place->roadmap->steps[step].evidence.kind != ROADMAP_EVIDENCE_NONE &&
	       !evidence_of(set->op, set->place, step).met;
}

/* What is finished is not begun or left out by the way: one has to say that it is meant. */
static enum err_code
op_step_set_allowed(const struct op_step_set *set, uint32_t step, bool locked, struct err *err)
{
	const struct standing *standing = set->place->standing;
	const Pb__Status status = set->request->status;
	const char *id = set->place->roadmap->steps[step].id;
	uint8_t now = standing->status[step];

	if (set->request->force || now == (uint8_t)status)
		return ERR_OK;
	if ((now == STANDING_DONE || now == STANDING_KNOWN) &&
	    (status == PB__STATUS__STATUS_ACTIVE || status == PB__STATUS__STATUS_SKIPPED))
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "'%s' is %s already: 'roadmap reset %s' forgets that", id,
		    now == STANDING_DONE ? "done" : "known", id);
	if (locked)
		return op_step_set_locked(set, step, err);
	return op_step_set_is_unproven(set, step) ? evidence_refuse(set->op, set->place, step, err)
						  : ERR_OK;
}

/* What is stored of a step beside its texts; the pieces of work keep to the total. */
static enum err_code
op_step_set_store(struct op_step_set *set, uint32_t step, const struct store_step *row,
    struct err *err)
{
	struct store *store = set->op->store;
	const char *roadmap_id = set->place->roadmap->id;
	const char *step_id = set->place->roadmap->steps[step].id;
	enum err_code code;

	if (set->request->status == PB__STATUS__STATUS_TODO) {
		code = store_step_reset(store, roadmap_id, step_id, err);
		return code == ERR_OK ? store_time_drop(store, roadmap_id, step_id, err) : code;
	}
	code = store_step_set(store, roadmap_id, row, err);
	if (code == ERR_OK && set->request->minutes != 0)
		code = spent_trim(set->op, roadmap_id, step_id, row->minutes_spent, err);
	return code;
}

static void
op_step_set_look(struct op_step_set *set, uint32_t step)
{
	const struct roadmap_step *def = &set->place->roadmap->steps[step];
	const bool *ready = set->place->standing->ready;

	for (uint32_t i = 0; i < def->n_opens; i++, set->n_looks++)
		set->looks[set->n_looks] =
		    (struct op_step_set_look){def->opens[i], set->n_looks, ready[def->opens[i]]};
}

/* Writes the row of a step, if that is allowed and it becomes another. */
static enum err_code
op_step_set_status(struct op_step_set *set, uint32_t step, struct store_step *ret_row,
    bool *ret_changes, struct err *err)
{
	const struct place *place = set->place;
	const Pb__Status status = set->request->status;
	const bool locked =
	    !place->standing->ready[step] && !standing_meets(place->standing, step) &&
	    (status == PB__STATUS__STATUS_DONE || status == PB__STATUS__STATUS_ACTIVE);
	enum err_code code = ERR_OK;

	*ret_changes = op_step_row_make(place->rows[step], set->request, set->at_s,
	    locked || op_step_set_is_unproven(set, step), ret_row);
	/* Done says more than known. */
	if (status == PB__STATUS__STATUS_KNOWN && place->standing->status[step] == STANDING_DONE)
		*ret_changes = false;
	ret_row->step_id = place->roadmap->steps[step].id;
	if (*ret_changes)
		code = op_step_set_allowed(set, step, locked, err);
	if (code == ERR_OK && *ret_changes)
		code = op_step_set_store(set, step, ret_row, err);
	return code;
}

static enum err_code
op_step_set_one(struct op_step_set *set, uint32_t step, struct err *err)
{
	struct place_change change = {.row = set->place->rows[step]};
	struct store_step row;
	bool changes;
	enum err_code code = op_step_set_status(set, step, &row, &changes, err);

	if (code == ERR_OK && changes)
		change.row = set->request->status != PB__STATUS__STATUS_TODO ? &row : NULL;
	if (code == ERR_OK)
		code = op_step_set_texts(set, step, &change, err);
	if (code != ERR_OK)
		return code;
	if (!changes && change.n_notes + change.n_links == 0) {
		set->unchanged[set->n_unchanged++] = step;
		return ERR_OK;
	}
	set->changed[set->n_changed++] = step;
	op_step_set_look(set, step);
	place_change(set->op, set->place, step, &change);
	return ERR_OK;
}

/* Whether the timer that runs ends with this: its step is left, or another one is timed. */
static bool
op_step_set_ends(const struct op_step_set *set, const struct store_timer *timer)
{
	const struct roadmap *roadmap = set->place->roadmap;

	if (timer->roadmap_id == NULL)
		return false;
	if (set->request->status == PB__STATUS__STATUS_ACTIVE)
		return set->timer_begun;
	for (uint32_t i = 0; i < set->n_steps; i++)
		if (timer_is_on(timer, roadmap->id, roadmap->steps[set->steps[i]].id))
			return true;
	return false;
}

/* Whether one begins with this that does not run already. */
static bool
op_step_set_begins(const struct op_step_set *set, const struct store_timer *timer,
    const struct settings *settings)
{
	const struct roadmap *roadmap = set->place->roadmap;

	return set->request->status == PB__STATUS__STATUS_ACTIVE && set->request->timer &&
	       settings->values[SETTING_TIMER] &&
	       set->op->now_s - set->at_s <= (int64_t)settings->values[SETTING_TIMER_LIMIT] * 60 &&
	       !timer_is_on(timer, roadmap->id, roadmap->steps[set->steps[0]].id);
}

/*
 * Before anything else is written: the timer's minutes belong to the row as it is found. What is
 * reset forgets its time, and so its timer.
 */
static enum err_code
op_step_set_timer(struct op_step_set *set, struct err *err)
{
	struct op *op = set->op;
	const struct timer_how how = {.at_s = set->at_s,
	    .discard = set->request->status == PB__STATUS__STATUS_TODO};
	const struct store_timer begun = {set->place->roadmap->id,
	    set->place->roadmap->steps[set->steps[0]].id, set->at_s};
	struct store_timer timer;
	struct settings settings;
	enum err_code code = store_timer_get(op->store, op->arena, &timer, err);

	/* Without a timer there is nothing to do. */
	if (code != ERR_OK || (timer.roadmap_id == NULL && !set->request->timer))
		return code;
	code = settings_read(op, "", &settings, err);
	if (code != ERR_OK)
		return code;
	set->timer_is_there = true;
	set->timer_begun = op_step_set_begins(set, &timer, &settings);
	if (op_step_set_ends(set, &timer))
		code = timer_end(op, &timer, &how, &set->timer_end, err);
	if (code == ERR_OK && set->timer_begun)
		code = store_timer_set(op->store, &begun, err);
	if (code != ERR_OK || set->timer_end == NULL)
		return code;
	set->place = place_open(op, set->place->roadmap->id, err);
	return set->place != NULL ? ERR_OK : err->code;
}

/* Prerequisites first, whatever the order they were named in. */
static enum err_code
op_step_set_all(struct op_step_set *set, struct err *err)
{
	const struct roadmap *roadmap = set->place->roadmap;
	struct arena *arena = set->op->arena;
	enum err_code code = ERR_OK;
	size_t n_looks = 0;
	bool *wanted;

	for (uint32_t i = 0; i < set->n_steps; i++)
		n_looks += roadmap->steps[set->steps[i]].n_opens;
	set->changed = arena_array(arena, set->n_steps, sizeof(*set->changed));
	set->unchanged = arena_array(arena, set->n_steps, sizeof(*set->unchanged));
	set->looks = arena_array(arena, n_looks, sizeof(*set->looks));
	if (set->n_steps == 1)
		return op_step_set_one(set, set->steps[0], err);
	wanted = arena_array(arena, roadmap->n_steps, sizeof(*wanted));
	for (uint32_t i = 0; i < set->n_steps; i++)
		wanted[set->steps[i]] = true;
	for (uint32_t i = 0; code == ERR_OK && i < roadmap->n_steps; i++)
		if (wanted[roadmap->topo_order[i]])
			code = op_step_set_one(set, roadmap->topo_order[i], err);
	return code;
}

/* "done: 5 steps: cgi, html, css, ..." */
static const char *
op_step_set_summary_of(const struct op_step_set *set, const char *const *ids)
{
	struct arena *arena = set->op->arena;
	const char *names = "";

	for (uint32_t i = 0; i < set->n_changed && i < 3; i++)
		names = arena_printf(arena, "%s%s%s", names, i > 0 ? ", " : "", ids[i]);
	return arena_printf(arena, "%s: %u steps: %s%s", set->verb, set->n_changed, names,
	    set->n_changed > 3 ? ", ..." : "");
}

static void
op_step_set_summary(struct op_step_set *set)
{
	const struct roadmap_step *steps = set->place->roadmap->steps;
	struct arena *arena = set->op->arena;
	const char **ids = arena_array(arena, set->n_changed, sizeof(*ids));

	for (uint32_t i = 0; i < set->n_changed; i++)
		ids[i] = steps[set->changed[i]].id;
	op_about(set->op, set->place->roadmap->id, ids, set->n_changed);
	if (set->n_changed > 1)
		set->op->summary = op_step_set_summary_of(set, ids);
	else if (set->n_changed == 1)
		set->op->summary =
		    arena_printf(arena, "%s: %s", set->verb, steps[set->changed[0]].title);
	else /* if anything, then the timer */
		set->op->summary =
		    arena_printf(arena, "timer begun: %s", steps[set->steps[0]].title);
}

static int
op_step_set_compare(const void *a, const void *b)
{
	const struct op_step_set_look *left = a, *right = b;

	if (left->step != right->step)
		return left->step < right->step ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

/* What was locked before the first change and can be begun now, in file order. */
static void
op_step_set_opened(struct op_step_set *set, Pb__StepSetReply *reply)
{
	const struct standing *standing = set->place->standing;
	uint32_t *opened = arena_array(set->op->arena, set->n_looks, sizeof(*opened));

	if (set->n_looks > 1)
		qsort(set->looks, set->n_looks, sizeof(*set->looks), op_step_set_compare);
	for (uint32_t i = 0; i < set->n_looks; i++) {
		const struct op_step_set_look *look = &set->looks[i];
		const bool is_first = i == 0 || look[-1].step != look->step;

		if (is_first && !look->was_ready && standing->ready[look->step] &&
		    standing_is_open(standing, look->step))
			opened[reply->opened_total++] = look->step;
	}
	reply->n_opened = reply->opened_total;
	if (reply->n_opened > OP_STEP_SET_OPENED_MAX)
		reply->n_opened = OP_STEP_SET_OPENED_MAX;
	reply->opened = view_steps(set->op, set->place, opened, reply->n_opened);
}

enum err_code
op_step_set(struct op *op, const Pb__StepSetRequest *request, Pb__StepSetReply *reply,
    struct err *err)
{
	struct op_step_set set = {.op = op, .request = request};
	enum err_code code = op_step_set_input(&set, err);

	if (code != ERR_OK)
		return code;
	set.place = place_open(op, request->roadmap_id, err);
	if (set.place == NULL)
		return err->code;
	code = op_step_set_find(&set, err);
	if (code == ERR_OK)
		code = op_step_set_timer(&set, err);
	if (code == ERR_OK)
		code = op_step_set_all(&set, err);
	if (code == ERR_OK && set.timer_is_there)
		code = timer_view(op, &reply->timer, err);
	if (code != ERR_OK)
		return code;
	reply->timer_end = set.timer_end;
	op_step_set_summary(&set);
	reply->changed = view_steps(op, set.place, set.changed, set.n_changed);
	reply->n_changed = set.n_changed;
	reply->unchanged = view_steps(op, set.place, set.unchanged, set.n_unchanged);
	reply->n_unchanged = set.n_unchanged;
	op_step_set_opened(&set, reply);
	reply->enrollment = view_enrollment(op, set.place);
	op->ret_action_id = &reply->action_id;
	return ERR_OK;
}
