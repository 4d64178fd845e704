/* Random commands on random roadmaps, from fixed seeds: what must hold whatever one does. */
#include <string.h>

#include "desk.h"
#include "roadmap_message.h"
#include "support/random_roadmap.h"

enum {
	ROUNDS = 25,
	COMMANDS = 20,
};

struct story {
	struct desk *desk;
	struct random_source *source;
	const struct roadmap *roadmap;
	const char *dumps[COMMANDS + 1]; /* before each action, and at the end */
	uint32_t n_actions;
};

static void
story_begin(struct story *story, uint32_t round)
{
	struct desk *desk = story->desk;
	struct random_shape shape = {1 + random_below(story->source, 30), 3, 3, 2};
	struct roadmap *roadmap = random_roadmap(story->source, &shape, desk->arena);
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;

	roadmap->id = enroll.roadmap_id = arena_printf(desk->arena, "random-%u", round);
	put.roadmap = roadmap_message(roadmap, desk->arena);
	if (desk_call(desk, "Catalog", "Put", &put, NULL) != ERR_OK)
		fail_msg("put: %s", desk->text);
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	story->roadmap = roadmap;
	story->n_actions = 0;
	story->dumps[0] = desk_dump(desk);
}

static const Pb__Progress *
story_progress(struct story *story)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	const Pb__PlanNextReply *reply = NULL;

	request.limit = 1000;
	assert_int_equal(desk_call(story->desk, "Plan", "Next", &request, &reply), ERR_OK);
	for (size_t i = 0; i < reply->n_recommendations; i++) {
		const Pb__StepView *step = reply->recommendations[i]->step;

		assert_true(step->status == PB__STATUS__STATUS_ACTIVE ||
			    step->availability == PB__AVAILABILITY__AVAILABILITY_READY);
	}
	assert_true(reply->enrollment->progress->permille <= 1000);
	/* There is something to do until all is done. */
	assert_true(
	    (reply->n_recommendations == 0) == (reply->enrollment->progress->permille == 1000));
	return reply->enrollment->progress;
}

static void
story_set(struct story *story)
{
	uint32_t before = story_progress(story)->permille;
	Pb__Status status = (Pb__Status)(1 + random_below(story->source, 5));
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char *steps[3];

	for (request.n_steps = 0; request.n_steps < 1 + random_below(story->source, 3);)
		steps[request.n_steps++] =
		    story->roadmap->steps[random_below(story->source, story->roadmap->n_steps)].id;
	request.steps = steps;
	request.status = status;
	request.force = random_percent(story->source, 60);
	request.note = random_percent(story->source, 20) ? "a thought" : "";
	request.minutes = random_below(story->source, 90);
	if (desk_call(story->desk, "Step", "Set", &request, NULL) == ERR_OK &&
	    status == PB__STATUS__STATUS_DONE)
		assert_true(story_progress(story)->permille >= before);
}

static void
story_choose(struct story *story)
{
	Pb__EnrollmentChooseRequest request = PB__ENROLLMENT_CHOOSE_REQUEST__INIT;
	Pb__Pick pick = PB__PICK__INIT;
	const struct roadmap_choice *choice;
	const char *options[8];

	if (story->roadmap->n_choices == 0)
		return;
	choice = &story->roadmap->choices[random_below(story->source, story->roadmap->n_choices)];
	pick.choice_id = choice->id;
	pick.option_ids = options;
	for (uint32_t first = random_below(story->source, choice->n_options);
	     pick.n_option_ids < choice->pick; pick.n_option_ids++)
		options[pick.n_option_ids] =
		    choice->options[(first + pick.n_option_ids) % choice->n_options].id;
	request.pick = &pick;
	assert_int_equal(desk_call(story->desk, "Enrollment", "Choose", &request, NULL), ERR_OK);
}

/* Portfolio steps are there on some roadmaps only; a case study may belong to any step. */
static void
story_study(struct story *story)
{
	Pb__CaseStudy *study = desk_case_study(story->desk,
	    story->roadmap->steps[random_below(story->source, story->roadmap->n_steps)].id,
	    "Study");
	Pb__PortfolioGetRequest get = PB__PORTFOLIO_GET_REQUEST__INIT;
	const Pb__PortfolioGetReply *reply = NULL;

	get.case_study = study->step_id;
	if (random_percent(story->source, 50) &&
	    desk_call(story->desk, "Portfolio", "Get", &get, &reply) == ERR_OK) {
		study->id = reply->study->study->id;
		study->lessons = random_percent(story->source, 50) ? "" : study->lessons;
		study->n_technologies = random_below(story->source, 3);
	}
	if (study->id[0] != '\0' || random_percent(story->source, 50))
		(void)desk_put_study(story->desk, study);
}

static void
story_job(struct story *story)
{
	unsigned seed = random_below(story->source, 1000000);
	uint32_t step = random_below(story->source, story->roadmap->n_steps);

	desk_do_job(story->desk, story->roadmap->steps[step].id, &seed);
}

static void
story_go_on(struct story *story)
{
	for (int i = 0; i < COMMANDS; i++) {
		if (random_percent(story->source, 15))
			story_choose(story);
		else if (random_percent(story->source, 10))
			story_study(story);
		else if (random_percent(story->source, 10))
			story_job(story);
		else
			story_set(story);
		if (strcmp(desk_dump(story->desk), story->dumps[story->n_actions]) != 0)
			story->dumps[++story->n_actions] = desk_dump(story->desk);
	}
}

static void
undo_restores_every_table_and_redo_brings_it_back(void **state)
{
	struct random_source source = {41};
	struct story story = {.desk = *state, .source = &source};
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	Pb__HistoryRedoRequest redo = PB__HISTORY_REDO_REQUEST__INIT;

	for (uint32_t round = 0; round < ROUNDS; round++) {
		story_begin(&story, round);
		story_go_on(&story);
		for (uint32_t i = story.n_actions; i > 0; i--) {
			assert_int_equal(desk_call(story.desk, "History", "Undo", &undo, NULL),
			    ERR_OK);
			assert_string_equal(desk_dump(story.desk), story.dumps[i - 1]);
		}
		for (uint32_t i = 0; i < story.n_actions; i++) {
			assert_int_equal(desk_call(story.desk, "History", "Redo", &redo, NULL),
			    ERR_OK);
			assert_string_equal(desk_dump(story.desk), story.dumps[i + 1]);
		}
	}
}

static void
following_next_from_anywhere_reaches_the_end(void **state)
{
	struct random_source source = {42};
	struct story story = {.desk = *state, .source = &source};

	for (uint32_t round = 0; round < ROUNDS; round++) {
		uint32_t last;

		story_begin(&story, 100 + round);
		story_go_on(&story);
		for (const char *id; *(id = desk_next(story.desk)) != '\0';) {
			last = story_progress(&story)->steps_done;
			assert_int_equal(desk_set(story.desk, id, PB__STATUS__STATUS_DONE, true),
			    ERR_OK);
			assert_true(story_progress(&story)->steps_done > last);
		}
		assert_int_equal(story_progress(&story)->permille, 1000);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(undo_restores_every_table_and_redo_brings_it_back),
	    TEST(following_next_from_anywhere_reaches_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
