/* A place that is kept is the one that would be read. */
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "engine/answers.h"
#include "engine/engine.h"
#include "engine/model.h"
#include "engine/place_kept.h"

enum {
	COMMANDS = 400,
	QUESTIONS = 7,
	STEPS = 7,
	MANY = 5000,
	AT_ONCE = 1000,
};

static const char *const steps[STEPS] = {"clay", "wheel", "glaze", "bowl", "fire-gas",
    "fire-electric", "vase"};

/* pottery twice: what is learned in one is known in the other. */
static int
setup(void **state)
{
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	struct desk *desk;
	Pb__StepDef *bowl;

	desk_setup_enrolled(state);
	desk = *state;
	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->id = enroll.roadmap_id = "studio";
	bowl = pottery_step(put.roadmap, "bowl");
	bowl->kind = PB__KIND__KIND_PORTFOLIO;
	bowl->evidence = message_new(&pb__evidence__descriptor, desk->arena);
	bowl->evidence->kind = PB__EVIDENCE__KIND__KIND_CASE_STUDY;
	bowl->evidence->count = 1;
	if (desk_call(desk, "Catalog", "Put", &put, NULL) != ERR_OK)
		fail_msg("put: %s", desk->text);
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	return 0;
}

/* At the desk's next second; it stays there. */
static struct bytes
ask(struct desk *desk, int i)
{
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__StepListRequest list = PB__STEP_LIST_REQUEST__INIT;
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	Pb__TimeListRequest times = PB__TIME_LIST_REQUEST__INIT;
	Pb__ReviewStatsRequest stats = PB__REVIEW_STATS_REQUEST__INIT;
	Pb__EnrollmentListRequest enrollments = PB__ENROLLMENT_LIST_REQUEST__INIT;
	const struct {
		const char *service, *method;
		const void *request;
	} questions[QUESTIONS] = {{"Plan", "Next", &next}, {"Step", "List", &list},
	    {"Step", "Get", &get}, {"Time", "List", &times}, {"Review", "Stats", &stats},
	    {"Enrollment", "List", &enrollments}, {"Step", "List", &list}};

	next.limit = 1000;
	get.step = "clay";
	list.roadmap_id = i == 6 ? "pottery" : "";
	(void)desk_call(desk, questions[i].service, questions[i].method, questions[i].request,
	    NULL);
	desk->now_us -= 1000000;
	return desk->last.response;
}

static void
assert_same(struct bytes a, struct bytes b)
{
	assert_int_equal(a.size, b.size);
	assert_memory_equal(a.data, b.data, a.size);
}

/* Of what is kept, and then with nothing kept at all. */
static void
assert_reading_again_changes_nothing(struct desk *desk)
{
	struct bytes kept[QUESTIONS];

	answers_drop(desk->engine->answers);
	for (int i = 0; i < QUESTIONS; i++)
		kept[i] = ask(desk, i);
	model_trim(desk->engine, 0);
	for (int i = 0; i < QUESTIONS; i++)
		assert_same(kept[i], ask(desk, i));
}

static void
undo_or_redo(struct desk *desk, bool redo)
{
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	Pb__HistoryRedoRequest again = PB__HISTORY_REDO_REQUEST__INIT;

	(void)(redo ? desk_call(desk, "History", "Redo", &again, NULL)
		    : desk_call(desk, "History", "Undo", &undo, NULL));
}

static void
use(struct desk *desk, const char *roadmap_id)
{
	Pb__EnrollmentUseRequest request = PB__ENROLLMENT_USE_REQUEST__INIT;

	request.roadmap_id = roadmap_id;
	(void)desk_call(desk, "Enrollment", "Use", &request, NULL);
}

/* Several steps at once, with all that can be given; where one is refused, all are. */
static void
set_several(struct desk *desk, unsigned *seed)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char *named[3];

	for (request.n_steps = 0; request.n_steps < 1 + (unsigned)rand_r(seed) % 3;)
		named[request.n_steps++] = steps[(unsigned)rand_r(seed) % STEPS];
	request.steps = named;
	request.status = (unsigned)rand_r(seed) % 2 ? PB__STATUS__STATUS_DONE
						    : (Pb__Status)(1 + (unsigned)rand_r(seed) % 5);
	request.force = (unsigned)rand_r(seed) % 2 == 0;
	request.minutes = (unsigned)rand_r(seed) % 3 ? 1 + (unsigned)rand_r(seed) % 900 : 0;
	request.note = (unsigned)rand_r(seed) % 4 == 0 ? "a thought" : "";
	request.link = (unsigned)rand_r(seed) % 4 == 0 ? "https://example.org/b" : "";
	request.timer = (unsigned)rand_r(seed) % 4 == 0;
	request.roadmap_id = (unsigned)rand_r(seed) % 4 == 0 ? "pottery" : "";
	(void)desk_call(desk, "Step", "Set", &request, NULL);
}

static void
do_something(struct desk *desk, unsigned *seed)
{
	switch ((unsigned)rand_r(seed) % 8) {
	case 0:
		undo_or_redo(desk, (unsigned)rand_r(seed) % 2 == 0);
		break;
	case 1:
		use(desk, (unsigned)rand_r(seed) % 2 == 0 ? "pottery" : "studio");
		break;
	case 2:
	case 3:
		desk_do_anything(desk, seed);
		break;
	default:
		set_several(desk, seed);
		break;
	}
}

static void
whatever_is_done_a_kept_place_is_the_one_that_would_be_read(void **state)
{
	struct desk *desk = *state;
	unsigned seed = 17;

	for (int i = 0; i < COMMANDS; i++) {
		for (unsigned n = (unsigned)rand_r(&seed) % 4; n > 0; n--)
			do_something(desk, &seed);
		assert_reading_again_changes_nothing(desk);
	}
}

static void
it_is_so_while_writes_wait_for_their_commit(void **state)
{
	struct desk *desk = *state;
	struct err err = ERR_NONE;
	unsigned seed = 18;

	desk->shares = true;
	for (int i = 0; i < COMMANDS; i++) {
		do_something(desk, &seed);
		assert_reading_again_changes_nothing(desk);
		if (i % 3 == 0)
			assert_int_equal(engine_commit(desk->engine, &err), ERR_OK);
	}
}

static void
what_another_process_writes_is_seen(void **state)
{
	struct desk *desk = *state;
	struct desk other = *desk;
	struct err err = ERR_NONE;
	unsigned seed = 19;

	other.engine = engine_open(desk->path, &err);
	assert_non_null(other.engine);
	for (int i = 0; i < COMMANDS / 4; i++) {
		(void)ask(desk, 1);
		do_something(&other, &seed);
		desk->now_us = other.now_us;
		assert_same(ask(desk, 1), ask(&other, 1));
	}
	engine_close(other.engine);
}

static const Pb__StepListReply *
list(struct desk *desk)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	const Pb__StepListReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Step", "List", &request, &reply), ERR_OK);
	return reply;
}

static bool
is_locked(const Pb__StepView *step)
{
	return step->availability == PB__AVAILABILITY__AVAILABILITY_LOCKED;
}

static bool
is_open(const Pb__StepView *step)
{
	return step->in_scope && (step->status == PB__STATUS__STATUS_TODO ||
				     step->status == PB__STATUS__STATUS_ACTIVE);
}

static void
what_a_change_opens_is_what_was_locked_and_can_be_begun(void **state)
{
	struct desk *desk = *state;
	unsigned seed = 20, n_opened = 0;

	for (int i = 0; i < COMMANDS; i++) {
		Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
		const Pb__StepSetReply *reply = NULL;
		const Pb__StepListReply *before = list(desk), *after;
		size_t n = 0;

		request.n_steps = 1 + (unsigned)rand_r(&seed) % 2;
		request.steps = (const char **)&steps[(unsigned)rand_r(&seed) % (STEPS - 1)];
		request.status = (Pb__Status)(1 + (unsigned)rand_r(&seed) % 5);
		request.force = true;
		assert_int_equal(desk_call(desk, "Step", "Set", &request, &reply), ERR_OK);
		after = list(desk);
		for (size_t k = 0; k < after->n_steps; k++) {
			if (!is_locked(before->steps[k]) || is_locked(after->steps[k]) ||
			    !is_open(after->steps[k]))
				continue;
			assert_true(n < reply->n_opened);
			assert_string_equal(reply->opened[n++]->id, after->steps[k]->id);
		}
		assert_int_equal(reply->n_opened, n);
		n_opened += (unsigned)n;
	}
	assert_true(n_opened > 10);
}

static const struct place_kept *
kept(struct desk *desk)
{
	return desk->engine->places;
}

static void
setting_a_step_reads_the_place_once(void **state)
{
	struct desk *desk = *state;

	(void)desk_view(desk, "clay");
	/* Were it read again, this would be set back. */
	kept(desk)->place.n_notes[0] = 77;
	for (int i = 0; i < 4; i++)
		assert_int_equal(desk_set(desk, "clay",
				     i % 2 == 0 ? PB__STATUS__STATUS_DONE : PB__STATUS__STATUS_TODO,
				     false),
		    ERR_OK);
	assert_int_equal(desk_view(desk, "clay")->notes, 77);
}

/* A roadmap of many steps like clay. */
static void
enroll_many(struct desk *desk, const char **ret_ids)
{
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__StepDef *many = arena_array(desk->arena, MANY, sizeof(*many));
	Pb__StepDef **list = arena_array(desk->arena, MANY, sizeof(Pb__StepDef *));

	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->id = enroll.roadmap_id = "many";
	put.roadmap->n_phases = 1;
	put.roadmap->n_choices = 0;
	for (size_t i = 0; i < MANY; i++) {
		many[i] = *pottery_step(put.roadmap, "clay");
		many[i].id = ret_ids[i] = arena_printf(desk->arena, "clay-%zu", i);
		list[i] = &many[i];
	}
	put.roadmap->phases[0]->steps = list;
	put.roadmap->phases[0]->n_steps = MANY;
	if (desk_call(desk, "Catalog", "Put", &put, NULL) != ERR_OK)
		fail_msg("put: %s", desk->text);
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
}

static void
a_thousand_steps_at_once_do_not_take_memory_for_all_steps_each(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char *ids[MANY];
	size_t before;

	enroll_many(desk, ids);
	request.roadmap_id = "many";
	request.steps = ids;
	request.n_steps = AT_ONCE;
	request.status = PB__STATUS__STATUS_DONE;
	request.minutes = 60;
	before = arena_size(desk->arena);
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_OK);
	assert_true(arena_size(desk->arena) - before < MANY * AT_ONCE);
}

static void
a_refusal_or_a_failed_commit_leaves_no_place(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char *named[] = {"clay", "vase"};

	request.steps = named;
	request.n_steps = 2;
	request.status = PB__STATUS__STATUS_DONE;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_FAILED_PRECONDITION);
	assert_null(kept(desk));
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_TODO);
	assert_non_null(kept(desk));
	engine_ended(desk->engine, ERR_UNAVAILABLE, "the disk is full");
	assert_null(kept(desk));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(whatever_is_done_a_kept_place_is_the_one_that_would_be_read),
	    TEST(it_is_so_while_writes_wait_for_their_commit),
	    TEST(what_another_process_writes_is_seen),
	    TEST(what_a_change_opens_is_what_was_locked_and_can_be_begun),
	    TEST(setting_a_step_reads_the_place_once),
	    TEST(a_thousand_steps_at_once_do_not_take_memory_for_all_steps_each),
	    TEST(a_refusal_or_a_failed_commit_leaves_no_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
