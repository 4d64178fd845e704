/* Upgrades: over random pairs of versions nothing is lost, and undo is exact. */
#include <stdlib.h>
#include <string.h>

#include "draft.h"

enum {
	UPGRADES = 1000,
	ROADMAPS = 400, /* of three versions each */
	ROADMAPS_A_DATABASE = 10,
};

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
		const char *steps[DRAFT_STEPS_MOST * 3];

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
	for (uint32_t i = 0; i < random_below(source, 3); i++) {
		Pb__CaseStudy *study =
		    desk_case_study(desk, draft->ids[random_below(source, draft->n)],
			arena_printf(desk->arena, "Study %u of %u", i, round));

		if (desk_put_study(desk, study) == NULL)
			fail_msg("study: %s", desk->text);
	}
}

/* Applications that belong to steps, with a history each. */
static void
apply(struct desk *desk, struct random_source *source, const struct draft *draft, unsigned round)
{
	for (uint32_t i = 0; i < random_below(source, 3); i++) {
		const char *company = arena_printf(desk->arena, "Firm %u of %u", i, round);
		const Pb__ApplicationView *view = desk_put_job(desk, company,
		    PB__STAGE__STAGE_APPLIED, (Pb__Channel)random_below(source, 5));
		Pb__JobPutRequest tie = PB__JOB_PUT_REQUEST__INIT;

		assert_non_null(view);
		tie.application = view->application;
		tie.application->step_id = draft->ids[random_below(source, draft->n)];
		if (desk_call(desk, "Job", "Put", &tie, NULL) != ERR_OK)
			fail_msg("application: %s", desk->text);
		if (random_percent(source, 50))
			assert_int_equal(desk_move_job(desk, company, PB__STAGE__STAGE_INTERVIEW,
					     ""),
			    ERR_OK);
	}
}

/* Checks an item here and there; a step may not have it. */
static void
check(struct desk *desk, struct random_source *source, const struct draft *draft)
{
	for (uint32_t i = 0; i < draft->n; i++) {
		Pb__StepCheckRequest request = PB__STEP_CHECK_REQUEST__INIT;
		const char *item = draft_items[random_below(source, DRAFT_ITEMS)];

		if (!random_percent(source, 30))
			continue;
		request.step = draft->ids[i];
		request.items = &item;
		request.n_items = 1;
		(void)desk_call(desk, "Step", "Check", &request, NULL);
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
	    "%lld notes, %lld links, %lld minutes, %lld of them in pieces, %lld timers, "
	    "%lld studies, %lld applications",
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
		arena_printf(desk->arena,
		    "SELECT total(minutes) FROM time_entry WHERE roadmap_id = '%s'", id)),
	    (long long)desk_number(desk,
		arena_printf(desk->arena, "SELECT count(*) FROM timer WHERE roadmap_id = '%s'",
		    id)),
	    (long long)desk_number(desk,
		arena_printf(desk->arena, "SELECT count(*) FROM case_study WHERE roadmap_id = '%s'",
		    id)),
	    (long long)desk_number(desk,
		arena_printf(desk->arena,
		    "SELECT count(*) FROM application WHERE roadmap_id = '%s'", id)));
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
status_of_step(const Pb__StepListReply *now, const char *id)
{
	for (size_t i = 0; i < now->n_steps; i++)
		if (strcmp(now->steps[i]->id, id) == 0)
			return now->steps[i]->status;
	return PB__STATUS__STATUS_UNSPECIFIED;
}

static Pb__Status
status_of(const Pb__StepListReply *now, const char *id)
{
	if (status_of_step(now, id) != PB__STATUS__STATUS_UNSPECIFIED)
		return status_of_step(now, id);
	for (size_t i = 0; i < now->n_kept; i++)
		if (strcmp(now->kept[i]->id, id) == 0)
			return now->kept[i]->status;
	return PB__STATUS__STATUS_UNSPECIFIED;
}

static void
check_tie(const Pb__StepListReply *now, bool own, const char *what, const char *step)
{
	if (own && step[0] && status_of(now, step) == PB__STATUS__STATUS_UNSPECIFIED)
		fail_msg("%s is lost at %s", what, step);
}

/* Case studies and applications belong to steps that are there, or are kept. */
static void
check_ties(struct desk *desk, const char *id, const Pb__StepListReply *now)
{
	Pb__PortfolioListRequest request = PB__PORTFOLIO_LIST_REQUEST__INIT;
	Pb__JobListRequest job_request = PB__JOB_LIST_REQUEST__INIT;
	const Pb__PortfolioListReply *reply = NULL;
	const Pb__JobListReply *jobs = NULL;

	assert_int_equal(desk_call(desk, "Portfolio", "List", &request, &reply), ERR_OK);
	for (size_t i = 0; i < reply->n_studies; i++) {
		const Pb__CaseStudy *study = reply->studies[i]->study;

		check_tie(now, strcmp(study->roadmap_id, id) == 0, study->title, study->step_id);
	}
	assert_int_equal(desk_call(desk, "Job", "List", &job_request, &jobs), ERR_OK);
	assert_string_equal(jobs->next_page_token, "");
	for (size_t i = 0; i < jobs->n_applications; i++) {
		const Pb__Application *job = jobs->applications[i]->application;

		check_tie(now, strcmp(job->roadmap_id, id) == 0, job->company, job->step_id);
	}
}

/* How far a status is: of two of the same step the further one stays. */
static int
rank(Pb__Status status)
{
	static const int ranks[] = {0, 1, 3, 5, 2, 4};

	return ranks[status];
}

static bool
is_settled(Pb__Status status)
{
	return status == PB__STATUS__STATUS_DONE || status == PB__STATUS__STATUS_KNOWN ||
	       status == PB__STATUS__STATUS_SKIPPED;
}

static bool
has_item(struct desk *desk, const char *dump, const char *id, const char *step, const char *item)
{
	return strstr(dump, arena_printf(desk->arena, "item_check|%s|%s|%s|", id, step, item)) !=
	       NULL;
}

/* The items that were checked on a step are still, on what became of it or what was kept. */
static void
check_items(struct desk *desk, const char *id, const Pb__StepMove *move, const char *kept,
    const char *before, const char *after)
{
	for (unsigned i = 0; i < DRAFT_ITEMS; i++) {
		const char *item = draft_items[i];
		bool found = has_item(desk, after, id, kept, item);

		if (!has_item(desk, before, id, move->from_id, item))
			continue;
		for (size_t k = 0; k < move->n_to_ids; k++)
			found = found || has_item(desk, after, id, move->to_ids[k], item);
		if (!found)
			fail_msg("%s of %s is checked no more", item, move->from_id);
	}
}

/* What a move promises is so afterwards. */
static void
check_move(const Pb__StepMove *move, const Pb__StepListReply *now, const char *kept)
{
	bool all = move->n_to_ids > 0;

	for (size_t i = 0; i < move->n_to_ids; i++)
		all = all && is_settled(status_of(now, move->to_ids[i]));
	if (move->fate == PB__STEP_MOVE__FATE__FATE_GONE)
		assert_int_equal(move->status, PB__STATUS__STATUS_TODO);
	if ((move->fate == PB__STEP_MOVE__FATE__FATE_KEPT || (is_settled(move->status) && !all)) &&
	    rank(status_of(now, kept)) < rank(move->status))
		fail_msg("%s was %d and is kept as %d (fate %d)", move->from_id, move->status,
		    status_of(now, kept), move->fate);
}

/* What was said of steps that the old version does not have is still said, or more. */
static void
check_rows(struct desk *desk, const char *id, const Pb__StepListReply *old, const char *before,
    const char *after)
{
	const char *head = arena_printf(desk->arena, "step_status|%s|", id);

	for (const char *at = before; (at = strstr(at, head)) != NULL; at++) {
		const char *from = at + strlen(head);
		const char *step = arena_printf(desk->arena, "%.*s", (int)strcspn(from, "|"), from);
		const char *bare = arena_printf(desk->arena, "%.*s", (int)strcspn(step, "@"), step);
		int was = from[strlen(step) + 1] - '0';
		const char *now = strstr(after, arena_printf(desk->arena, "%s%s|", head, step));

		if (status_of_step(old, step) != PB__STATUS__STATUS_UNSPECIFIED)
			continue;
		if (now == NULL) /* it came back */
			now = strstr(after, arena_printf(desk->arena, "%s%s|", head, bare));
		if (now == NULL)
			fail_msg("nothing is said of %.40s any more", from);
		now = strchr(now + strlen(head), '|');
		assert_true(rank((Pb__Status)(now[1] - '0')) >= rank((Pb__Status)was));
	}
}

static void
check_undo(struct desk *desk, const char *before, const char *after)
{
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	Pb__HistoryRedoRequest redo = PB__HISTORY_REDO_REQUEST__INIT;

	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(desk_call(desk, "History", "Redo", &redo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), after);
}

static void
upgrade_and_check(struct desk *desk, const char *id)
{
	Pb__EnrollmentPreviewRequest preview = PB__ENROLLMENT_PREVIEW_REQUEST__INIT;
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
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
	check_ties(desk, id, now);
	after = desk_dump(desk);
	assert_null(strstr(after, "|@"));
	for (size_t i = 0; i < reply->n_moves; i++) {
		const Pb__StepMove *move = reply->moves[i];
		const char *kept =
		    arena_printf(desk->arena, "%s@%u", move->from_id, reply->from_version);

		check_move(move, now, kept);
		if (move->fate != PB__STEP_MOVE__FATE__FATE_NEW)
			check_items(desk, id, move, kept, before, after);
	}
	check_rows(desk, id, old, before, after);
	for (size_t i = 0; i < old->n_kept; i++)
		if (status_of(now, old->kept[i]->id) == PB__STATUS__STATUS_UNSPECIFIED)
			assert_string_equal(arena_printf(desk->arena, "%.4s", old->kept[i]->id),
			    "back");
	check_undo(desk, before, after);
}

static void
enroll(struct desk *desk, const char *id, uint32_t version)
{
	Pb__EnrollmentEnrollRequest request = PB__ENROLLMENT_ENROLL_REQUEST__INIT;

	request.roadmap_id = id;
	request.version = version;
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &request, NULL), ERR_OK);
}

/* Leaves the newest version, and goes on in an old one for a while. */
static void
stray(struct desk *desk, const char *id, uint32_t version, const struct draft *draft,
    struct random_source *source, unsigned round)
{
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;

	leave.roadmap_id = id;
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	enroll(desk, id, version);
	learn(desk, source, draft, round);
	check(desk, source, draft);
	upgrade_and_check(desk, id);
}

/* A fresh database now and then: each upgrade copies all of it. */
static struct desk *
desk_for(void **state, unsigned round)
{
	if (round % ROADMAPS_A_DATABASE == 0 && round > 0) {
		desk_teardown(state);
		desk_setup(state);
	}
	return *state;
}

/* Three versions of a roadmap. Returns how many upgrades there were. */
static unsigned
wander(struct desk *desk, struct random_source *source, unsigned round)
{
	const char *id = arena_printf(desk->arena, "pair-%u", round);
	struct draft drafts[4] = {[1] = draft_first(desk, source)};
	Pb__Change *changes[2];
	unsigned upgrades = 0;

	put(desk, draft_message(desk, &drafts[1], id, 1));
	enroll(desk, id, 1);
	for (uint32_t version = 2; version <= 3; version++) {
		Pb__Roadmap *roadmap;

		learn(desk, source, &drafts[version - 1], round * 10 + version);
		work(desk, source, &drafts[version - 1]);
		apply(desk, source, &drafts[version - 1], round * 10 + version);
		check(desk, source, &drafts[version - 1]);
		changes[version - 2] = draft_change(desk, version);
		drafts[version] =
		    draft_next(desk, source, &drafts[version - 1], changes[version - 2], version);
		roadmap = draft_message(desk, &drafts[version], id, version);
		roadmap->changes = changes;
		roadmap->n_changes = version - 1;
		put(desk, roadmap);
		upgrade_and_check(desk, id);
		upgrades++;
		for (; random_percent(source, 30); upgrades++) {
			uint32_t old = 1 + random_below(source, version - 1);

			stray(desk, id, old, &drafts[old], source, round * 10 + 5 + version);
		}
	}
	return upgrades;
}

static void
over_random_pairs_of_versions_nothing_is_lost_and_undo_is_exact(void **state)
{
	struct random_source source = {33};
	unsigned upgrades = 0;

	for (unsigned round = 0; round < ROADMAPS; round++)
		upgrades += wander(desk_for(state, round), &source, round);
	assert_true(upgrades >= UPGRADES);
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
