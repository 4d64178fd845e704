/* Upgrades: over random pairs of versions nothing is lost, and undo is exact. */
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "support/random_roadmap.h"

enum {
	PAIRS = 1000,
	PAIRS_A_DATABASE = 10,
	STEPS_MOST = 14,
};

/* What is being built: a flat roadmap of steps without requirements. */
struct draft {
	const char *ids[STEPS_MOST * 3];
	uint32_t n;
};

static void
draft_add(struct draft *draft, const char *id)
{
	draft->ids[draft->n++] = id;
}

static bool
draft_has(const struct draft *draft, const char *id)
{
	for (uint32_t i = 0; i < draft->n; i++)
		if (strcmp(draft->ids[i], id) == 0)
			return true;
	return false;
}

static Pb__Roadmap *
draft_message(struct desk *desk, const struct draft *draft, const char *id, uint32_t version)
{
	Pb__Roadmap *roadmap = message_new(&pb__roadmap__descriptor, desk->arena);
	Pb__Phase *phase = message_new(&pb__phase__descriptor, desk->arena);

	roadmap->id = id;
	roadmap->title = "Pairs";
	roadmap->version = version;
	roadmap->phases = arena_array(desk->arena, 1, sizeof(*roadmap->phases));
	roadmap->phases[roadmap->n_phases++] = phase;
	phase->id = phase->title = "all";
	phase->steps = arena_array(desk->arena, draft->n, sizeof(*phase->steps));
	for (uint32_t i = 0; i < draft->n; i++) {
		Pb__StepDef *step = message_new(&pb__step_def__descriptor, desk->arena);

		step->id = draft->ids[i];
		step->title = arena_printf(desk->arena, "Title of %s", draft->ids[i]);
		step->minutes_low = step->minutes_high = 60;
		step->value = 1;
		step->kind = PB__KIND__KIND_LEARN;
		phase->steps[phase->n_steps++] = step;
	}
	return roadmap;
}

static Pb__Change *
change_new(struct desk *desk, uint32_t version)
{
	Pb__Change *change = message_new(&pb__change__descriptor, desk->arena);

	change->version = version;
	change->renamed = arena_array(desk->arena, STEPS_MOST, sizeof(void *));
	change->split = arena_array(desk->arena, STEPS_MOST, sizeof(void *));
	change->merged = arena_array(desk->arena, STEPS_MOST, sizeof(void *));
	change->removed = arena_array(desk->arena, STEPS_MOST, sizeof(void *));
	return change;
}

static void
change_rename(struct desk *desk, Pb__Change *change, const char *from, const char *to)
{
	Pb__Rename *rename = message_new(&pb__rename__descriptor, desk->arena);

	rename->from = from;
	rename->to = to;
	change->renamed[change->n_renamed++] = rename;
}

static void
change_split(struct desk *desk, Pb__Change *change, const char *from, const char *a, const char *b)
{
	Pb__Split *split = message_new(&pb__split__descriptor, desk->arena);

	split->from = from;
	split->to = arena_array(desk->arena, 2, sizeof(*split->to));
	split->to[split->n_to++] = a;
	split->to[split->n_to++] = b;
	change->split[change->n_split++] = split;
}

static void
change_merge(struct desk *desk, Pb__Change *change, const char *a, const char *b, const char *to)
{
	Pb__Merge *merge = message_new(&pb__merge__descriptor, desk->arena);

	merge->to = to;
	merge->from = arena_array(desk->arena, 2, sizeof(*merge->from));
	merge->from[merge->n_from++] = a;
	merge->from[merge->n_from++] = b;
	change->merged[change->n_merged++] = merge;
}

/* The next version of a draft, with what is said of it. */
static struct draft
draft_next(struct desk *desk, struct random_source *source, const struct draft *old,
    Pb__Change *change, uint32_t version)
{
	struct draft next = {.n = 0};
	const char *merging = NULL;

	for (uint32_t i = 0; i < old->n; i++) {
		const char *id = old->ids[i];
		const char *a = arena_printf(desk->arena, "%.20s-v%u", id, version);
		const char *b = arena_printf(desk->arena, "%.20s-w%u", id, version);

		switch (random_below(source, 9)) {
		case 0: /* removed, and said so */
			change->removed[change->n_removed++] = id;
			break;
		case 1: /* removed without a word */
			break;
		case 2:
			change_rename(desk, change, id, a);
			draft_add(&next, a);
			break;
		case 3:
			change_split(desk, change, id, a, b);
			draft_add(&next, a);
			draft_add(&next, b);
			break;
		case 4:
		case 5:
			if (merging != NULL) {
				change_merge(desk, change, merging, id, a);
				draft_add(&next, a);
				merging = NULL;
			} else if (i + 1 < old->n) {
				merging = id;
			}
			break;
		default:
			draft_add(&next, id);
			break;
		}
	}
	if (next.n == 0 || random_percent(source, 50))
		draft_add(&next, arena_printf(desk->arena, "new-%u", version));
	if (version == 3 && !draft_has(old, "back") &&
	    !draft_has(&next, "back")) /* an id of long ago */
		draft_add(&next, "back");
	return next;
}

static void
put(struct desk *desk, Pb__Roadmap *roadmap)
{
	Pb__CatalogPutRequest request = PB__CATALOG_PUT_REQUEST__INIT;

	request.roadmap = roadmap;
	if (desk_call(desk, "Catalog", "Put", &request, NULL) != ERR_OK)
		fail_msg("put: %s", desk->text);
}

/* Does something random on each step, a status at a time, and notes and links on some. */
static void
learn(struct desk *desk, struct random_source *source, const struct draft *draft, unsigned round)
{
	for (int status = PB__STATUS__STATUS_ACTIVE; status <= PB__STATUS__STATUS_KNOWN; status++) {
		Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
		const char *steps[STEPS_MOST * 3];

		for (uint32_t i = 0; i < draft->n; i++)
			if (random_percent(source, 25))
				steps[request.n_steps++] = draft->ids[i];
		if (request.n_steps == 0)
			continue;
		request.steps = steps;
		request.status = (Pb__Status)status;
		request.force = true;
		request.minutes = 1 + random_below(source, 500);
		if (random_percent(source, 50))
			request.note = arena_printf(desk->arena, "note %u %d", round, status);
		if (random_percent(source, 50))
			request.link = random_percent(source, 50)
					   ? "https://example.org/same"
					   : arena_printf(desk->arena, "https://example.org/%u/%d",
						 round, status);
		assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_OK);
	}
	for (uint32_t i = 0; i < 3; i++) {
		Pb__CaseStudy *study =
		    desk_case_study(desk, draft->ids[random_below(source, draft->n)],
			arena_printf(desk->arena, "Study %u of %u", i, round));

		if (desk_put_study(desk, study) == NULL)
			fail_msg("study: %s", desk->text);
	}
}

/* Pieces of work on some steps, and a timer on one of them. */
static void
work(struct desk *desk, struct random_source *source, const struct draft *draft)
{
	for (uint32_t i = 0; i < draft->n; i++) {
		Pb__TimeAddRequest add = PB__TIME_ADD_REQUEST__INIT;
		Pb__StepSetRequest start = PB__STEP_SET_REQUEST__INIT;
		const char *step = draft->ids[i];

		if (!random_percent(source, 20))
			continue;
		add.step = step;
		add.minutes = 1 + random_below(source, 300);
		assert_int_equal(desk_call(desk, "Time", "Add", &add, NULL), ERR_OK);
		start.steps = &step;
		start.n_steps = 1;
		start.status = PB__STATUS__STATUS_ACTIVE;
		start.force = start.timer = true;
		if (random_percent(source, 30))
			assert_int_equal(desk_call(desk, "Step", "Set", &start, NULL), ERR_OK);
	}
}

/*
 * What may not change: all notes, links, hours and pieces of work of a roadmap and its timer,
 * whatever step they belong to.
 */
static const char *
possessions(struct desk *desk, const char *id)
{
	return arena_printf(desk->arena,
	    "%lld notes, %lld links, %lld minutes, %lld studies, %lld minutes in pieces, %lld "
	    "timers",
	    (long long)desk_number(desk,
		arena_printf(desk->arena,
		    "SELECT count(DISTINCT id) FROM note WHERE roadmap_id = '%s'", id)),
	    (long long)desk_number(desk,
		arena_printf(desk->arena,
		    "SELECT count(DISTINCT url) FROM link WHERE roadmap_id = '%s'", id)),
	    (long long)desk_number(desk,
		arena_printf(desk->arena,
		    "SELECT total(minutes_spent) FROM step_status WHERE roadmap_id = '%s'", id)),
	    (long long)desk_number(desk,
		arena_printf(desk->arena, "SELECT count(*) FROM case_study WHERE roadmap_id = '%s'",
		    id)),
	    (long long)desk_number(desk,
		arena_printf(desk->arena,
		    "SELECT total(minutes) FROM time_entry WHERE roadmap_id = '%s'", id)),
	    (long long)desk_number(desk,
		arena_printf(desk->arena, "SELECT count(*) FROM timer WHERE roadmap_id = '%s'",
		    id)));
}

static const Pb__StepListReply *
list(struct desk *desk)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	const Pb__StepListReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Step", "List", &request, &reply), ERR_OK);
	return reply;
}

static Pb__Status
status_of(const Pb__StepListReply *now, const char *id)
{
	for (size_t i = 0; i < now->n_steps; i++)
		if (strcmp(now->steps[i]->id, id) == 0)
			return now->steps[i]->status;
	for (size_t i = 0; i < now->n_kept; i++)
		if (strcmp(now->kept[i]->id, id) == 0)
			return now->kept[i]->status;
	return PB__STATUS__STATUS_UNSPECIFIED;
}

/* Each belongs to a step that is there, or is kept. */
static void
check_studies(struct desk *desk, const char *id, const Pb__StepListReply *now)
{
	Pb__PortfolioListRequest request = PB__PORTFOLIO_LIST_REQUEST__INIT;
	const Pb__PortfolioListReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Portfolio", "List", &request, &reply), ERR_OK);
	for (size_t i = 0; i < reply->n_studies; i++) {
		const Pb__CaseStudy *study = reply->studies[i]->study;

		if (strcmp(study->roadmap_id, id) == 0 &&
		    status_of(now, study->step_id) == PB__STATUS__STATUS_UNSPECIFIED)
			fail_msg("%s is lost at %s", study->title, study->step_id);
	}
}

static bool
is_done(Pb__Status status)
{
	return status == PB__STATUS__STATUS_DONE || status == PB__STATUS__STATUS_KNOWN;
}

/* What a move promises is so afterwards. */
static void
check_move(struct desk *desk, const Pb__StepMove *move, const Pb__StepListReply *now,
    uint32_t version)
{
	const char *kept = arena_printf(desk->arena, "%s@%u", move->from_id, version);
	bool all = move->n_to_ids > 0;

	for (size_t i = 0; i < move->n_to_ids; i++)
		all = all && is_done(status_of(now, move->to_ids[i]));
	if (move->fate == PB__STEP_MOVE__FATE__FATE_GONE)
		assert_int_equal(move->status, PB__STATUS__STATUS_TODO);
	if (move->fate == PB__STEP_MOVE__FATE__FATE_KEPT)
		assert_int_equal(status_of(now, kept), move->status);
	if (is_done(move->status) && !all)
		assert_int_equal(status_of(now, kept), move->status);
}

static void
upgrade_and_check(struct desk *desk, const char *id)
{
	Pb__EnrollmentPreviewRequest preview = PB__ENROLLMENT_PREVIEW_REQUEST__INIT;
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	Pb__HistoryRedoRequest redo = PB__HISTORY_REDO_REQUEST__INIT;
	const Pb__EnrollmentPreviewReply *told = NULL;
	const Pb__EnrollmentUpgradeReply *reply = NULL;
	const Pb__StepListReply *old = list(desk), *now;
	const char *before = desk_dump(desk), *had = possessions(desk, id), *after;

	assert_int_equal(desk_call(desk, "Enrollment", "Preview", &preview, &told), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	if (desk_call(desk, "Enrollment", "Upgrade", &request, &reply) != ERR_OK)
		fail_msg("upgrade: %s", desk->text);
	assert_int_equal(told->n_moves, reply->n_moves);
	assert_string_equal(possessions(desk, id), had);
	desk_check_time(desk);
	now = list(desk);
	check_studies(desk, id, now);
	for (size_t i = 0; i < reply->n_moves; i++)
		check_move(desk, reply->moves[i], now, reply->from_version);
	for (size_t i = 0; i < old->n_kept; i++)
		if (status_of(now, old->kept[i]->id) == PB__STATUS__STATUS_UNSPECIFIED)
			assert_string_equal(arena_printf(desk->arena, "%.4s", old->kept[i]->id),
			    "back");
	after = desk_dump(desk);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(desk_call(desk, "History", "Redo", &redo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), after);
}

/* A fresh database now and then: each upgrade copies all of it. */
static struct desk *
desk_for(void **state, unsigned round)
{
	if (round % PAIRS_A_DATABASE == 0 && round > 0) {
		desk_teardown(state);
		desk_setup(state);
	}
	return *state;
}

static void
over_random_pairs_of_versions_nothing_is_lost_and_undo_is_exact(void **state)
{
	struct random_source source = {33};

	for (unsigned round = 0; round < PAIRS / 2; round++) {
		struct desk *desk = desk_for(state, round);
		Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
		const char *id = arena_printf(desk->arena, "pair-%u", round);
		struct draft draft = {.n = 0};
		Pb__Change *changes[2];
		Pb__Roadmap *roadmap;

		for (uint32_t n = 2 + random_below(&source, STEPS_MOST - 3); draft.n < n;)
			draft_add(&draft, arena_printf(desk->arena, "step-%u", draft.n));
		draft_add(&draft, "back");
		put(desk, draft_message(desk, &draft, id, 1));
		enroll.roadmap_id = id;
		assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
		for (uint32_t version = 2; version <= 3; version++) {
			learn(desk, &source, &draft, round * 10 + version);
			work(desk, &source, &draft);
			changes[version - 2] = change_new(desk, version);
			draft = draft_next(desk, &source, &draft, changes[version - 2], version);
			roadmap = draft_message(desk, &draft, id, version);
			roadmap->changes = changes;
			roadmap->n_changes = version - 1;
			put(desk, roadmap);
			upgrade_and_check(desk, id);
		}
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(over_random_pairs_of_versions_nothing_is_lost_and_undo_is_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
