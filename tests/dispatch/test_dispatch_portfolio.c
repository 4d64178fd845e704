/* Case studies: kept, changed, removed, and what they are evidence of. */
#include <stdlib.h>
#include <string.h>

#include "desk.h"

/* Pottery with evidence: the bowl wants a case study, the vase two of them, of two kinds. */
static void
enroll_with_evidence(struct desk *desk)
{
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentUpgradeRequest upgrade = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	Pb__StepDef *bowl = pottery_step(roadmap, "bowl"), *vase = pottery_step(roadmap, "vase");
	static const char *const items[] = {"lessons", "live-demo", "photograph"};
	static Pb__Work work[] = {PB__WORK__WORK_PERFORMANCE};

	roadmap->version = 2;
	bowl->kind = vase->kind = PB__KIND__KIND_PORTFOLIO;
	bowl->evidence = message_new(&pb__evidence__descriptor, desk->arena);
	bowl->evidence->kind = PB__EVIDENCE__KIND__KIND_CASE_STUDY;
	bowl->evidence->count = 1;
	bowl->evidence->shows = work;
	bowl->evidence->n_shows = 1;
	bowl->checklist = arena_array(desk->arena, 3, sizeof(*bowl->checklist));
	for (size_t i = 0; i < 3; i++) {
		bowl->checklist[i] = message_new(&pb__item__descriptor, desk->arena);
		bowl->checklist[i]->id = bowl->checklist[i]->title = items[i];
	}
	bowl->n_checklist = 3;
	vase->evidence = message_new(&pb__evidence__descriptor, desk->arena);
	vase->evidence->kind = PB__EVIDENCE__KIND__KIND_CASE_STUDIES;
	vase->evidence->count = vase->evidence->over = 2;
	put.roadmap = roadmap;
	if (desk_call(desk, "Catalog", "Put", &put, NULL) != ERR_OK)
		fail_msg("put: %s", desk->text);
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &upgrade, NULL), ERR_OK);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(desk_set(desk, i == 0 ? "clay" : "wheel", PB__STATUS__STATUS_DONE,
				     false),
		    ERR_OK);
}

static const Pb__PortfolioListReply *
list(struct desk *desk)
{
	Pb__PortfolioListRequest request = PB__PORTFOLIO_LIST_REQUEST__INIT;
	const Pb__PortfolioListReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Portfolio", "List", &request, &reply), ERR_OK);
	return reply;
}

static enum err_code
get(struct desk *desk, const char *text, const Pb__PortfolioGetReply **ret_reply)
{
	Pb__PortfolioGetRequest request = PB__PORTFOLIO_GET_REQUEST__INIT;

	request.case_study = text;
	return desk_call(desk, "Portfolio", "Get", &request, ret_reply);
}

static enum err_code
remove_study(struct desk *desk, const char *text)
{
	Pb__PortfolioRemoveRequest request = PB__PORTFOLIO_REMOVE_REQUEST__INIT;

	request.case_study = text;
	return desk_call(desk, "Portfolio", "Remove", &request, NULL);
}

static enum err_code
refused(struct desk *desk, Pb__CaseStudy *study)
{
	Pb__PortfolioPutRequest request = PB__PORTFOLIO_PUT_REQUEST__INIT;

	request.study = study;
	return desk_call(desk, "Portfolio", "Put", &request, NULL);
}

static Pb__CaseStudy *
bowl_study(struct desk *desk)
{
	static Pb__Work work[] = {PB__WORK__WORK_PERFORMANCE};
	Pb__CaseStudy *study = desk_case_study(desk, "bowl", "Forty bowls");

	study->kinds = work;
	study->n_kinds = 1;
	return study;
}

static void
a_case_study_is_kept_as_it_was_put(void **state)
{
	struct desk *desk = *state;
	Pb__CaseStudy *study = bowl_study(desk);
	const Pb__PortfolioPutReply *reply;
	const Pb__PortfolioGetReply *got = NULL;

	study->role = "Potter";
	study->from = "2026-01";
	study->to = "2026-03-17";
	reply = desk_put_study(desk, study);
	assert_non_null(reply);
	assert_int_equal(strlen(reply->study->study->id), 36);
	assert_string_equal(reply->step->id, "bowl");
	assert_true(reply->study->complete);
	assert_string_equal(reply->study->step_title, "Throw a bowl");
	desk_reopen(desk);
	assert_int_equal(get(desk, "bowl", &got), ERR_OK);
	study->id = reply->study->study->id;
	study->roadmap_id = "pottery";
	struct bytes a = message_pack(desk->arena, &study->base);
	struct bytes b = message_pack(desk->arena, &got->study->study->base);

	assert_int_equal(a.size, b.size);
	assert_memory_equal(a.data, b.data, a.size);
}

static void
it_is_found_by_id_step_and_words_of_its_title(void **state)
{
	struct desk *desk = *state;
	const Pb__PortfolioPutReply *first = desk_put_study(desk, bowl_study(desk));
	const Pb__PortfolioGetReply *got = NULL;
	const char *const texts[] = {first->study->study->id, "bowl", "bo", "forty",
	    arena_printf(desk->arena, "%.8s", first->study->study->id)};

	assert_non_null(desk_put_study(desk, desk_case_study(desk, "", "A wheel of my own")));
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(get(desk, texts[i], &got), ERR_OK);
		assert_string_equal(got->study->study->id, first->study->study->id);
	}
	assert_int_equal(get(desk, "own wheel", &got), ERR_OK);
	assert_string_equal(got->study->study->step_id, "");
	assert_string_equal(got->study->study->roadmap_id, "");
	assert_int_equal(get(desk, "teapot", &got), ERR_NOT_FOUND);
	assert_int_equal(get(desk, "", &got), ERR_INVALID_ARGUMENT);
	assert_non_null(desk_put_study(desk, bowl_study(desk)));
	assert_int_equal(get(desk, "bowl", &got), ERR_INVALID_ARGUMENT);
	assert_int_equal(desk->candidates->n_candidates, 2);
	assert_int_equal(list(desk)->n_studies, 3);
}

static void
the_same_again_writes_nothing(void **state)
{
	struct desk *desk = *state;
	Pb__CaseStudy *study = bowl_study(desk);
	const Pb__PortfolioPutReply *reply = desk_put_study(desk, study);
	const char *before;

	study->id = reply->study->study->id;
	before = desk_dump(desk);
	reply = desk_put_study(desk, study);
	assert_true(reply->unchanged);
	assert_string_equal(desk_dump(desk), before);
	study->n_technologies = 1;
	reply = desk_put_study(desk, study);
	assert_false(reply->unchanged);
	assert_int_equal(reply->study->study->n_technologies, 1);
}

static void
a_text_that_may_not_be_kept_is_told_with_its_field(void **state)
{
	struct desk *desk = *state;
	Pb__CaseStudy *study = bowl_study(desk);
	const char *before = desk_dump(desk);
	char *text = arena_alloc(desk->arena, 4002);

	study->live_url = "javascript:alert(1)";
	study->to = "soon";
	assert_int_equal(refused(desk, study), ERR_INVALID_ARGUMENT);
	assert_int_equal(desk->faults->n_faults, 2);
	assert_string_equal(desk->faults->faults[0]->path, "/live");
	assert_string_equal(desk->faults->faults[1]->path, "/to");
	study = bowl_study(desk);
	study->title = "";
	assert_int_equal(refused(desk, study), ERR_INVALID_ARGUMENT);
	study = bowl_study(desk);
	memset(text, 'x', 4001);
	study->problem = text;
	assert_int_equal(refused(desk, study), ERR_INVALID_ARGUMENT);
	study->problem = "a\x1b[31m";
	assert_int_equal(refused(desk, study), ERR_INVALID_ARGUMENT);
	study = desk_case_study(desk, "teapot", "A teapot");
	assert_int_equal(refused(desk, study), ERR_NOT_FOUND);
	study->step_id = "";
	study->id = "11111111-1111-4111-8111-111111111111";
	assert_int_equal(refused(desk, study), ERR_NOT_FOUND);
	assert_int_equal(refused(desk, NULL), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk_dump(desk), before);
}

static void
an_edit_from_an_older_state_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__PortfolioPutRequest request = PB__PORTFOLIO_PUT_REQUEST__INIT;
	Pb__CaseStudy *study = bowl_study(desk);
	const Pb__PortfolioPutReply *reply = desk_put_study(desk, study);

	request.study = study;
	request.revision = reply->study->revision;
	study->id = reply->study->study->id;
	study->lessons = "Dry even slower.";
	assert_int_equal(desk_call(desk, "Portfolio", "Put", &request, NULL), ERR_OK);
	study->lessons = "Use another clay.";
	assert_int_equal(desk_call(desk, "Portfolio", "Put", &request, NULL), ERR_ABORTED);
}

static const char *
letters(struct desk *desk, const char *start, size_t size, size_t number)
{
	char *text = arena_alloc(desk->arena, size + 1);

	memset(text, 'x', size);
	memcpy(text, start, strlen(start));
	snprintf(text + size - 3, 4, "%03zu", number);
	return text;
}

/* As long as one may be. */
static Pb__CaseStudy *
long_study(struct desk *desk)
{
	Pb__CaseStudy *study = desk_case_study(desk, "", letters(desk, "", 200, 0));

	study->role = letters(desk, "", 200, 0);
	study->live_url = study->repository_url = letters(desk, "https://e.org/", 2000, 0);
	study->problem = study->approach = letters(desk, "", 4000, 0);
	study->challenges = study->lessons = letters(desk, "", 4000, 0);
	study->n_technologies = 30;
	study->technologies = arena_array(desk->arena, 30, sizeof(*study->technologies));
	for (size_t i = 0; i < 30; i++)
		study->technologies[i] = letters(desk, "", 60, i);
	study->n_outcomes = 20;
	study->outcomes = arena_array(desk->arena, 20, sizeof(*study->outcomes));
	for (size_t i = 0; i < 20; i++)
		study->outcomes[i] = letters(desk, "", 500, i);
	return study;
}

/* Even the longest of them fit into one answer. */
static void
a_portfolio_has_an_end(void **state)
{
	struct desk *desk = *state;

	for (int i = 0; i < 100; i++)
		assert_non_null(desk_put_study(desk, long_study(desk)));
	assert_int_equal(refused(desk, desk_case_study(desk, "", "Too many")),
	    ERR_RESOURCE_EXHAUSTED);
	assert_int_equal(list(desk)->n_studies, 100);
}

static void
removing_and_undoing_brings_back_every_list(void **state)
{
	struct desk *desk = *state;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	const char *before;

	assert_non_null(desk_put_study(desk, bowl_study(desk)));
	before = desk_dump(desk);
	assert_int_equal(remove_study(desk, "bowl"), ERR_OK);
	assert_int_equal(list(desk)->n_studies, 0);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM case_study_item"), 0);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(remove_study(desk, "bowl"), ERR_OK);
	assert_int_equal(remove_study(desk, "bowl"), ERR_NOT_FOUND);
}

/* Also where only a list was changed since. */
static void
what_was_changed_since_is_not_undone(void **state)
{
	struct desk *desk = *state;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	Pb__CaseStudy *study = bowl_study(desk);
	static const char *more[] = {"Clay", "Wood ash", "Gas"};
	const char *before;

	study->id = desk_put_study(desk, study)->study->study->id;
	undo.action_id = study->id; /* that of the action that added it */
	study->technologies = more;
	study->n_technologies = 3;
	assert_non_null(desk_put_study(desk, study));
	before = desk_dump(desk);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_ABORTED);
	assert_string_equal(desk_dump(desk), before);
}

static void
a_step_is_done_only_with_its_case_study(void **state)
{
	struct desk *desk = *state;
	Pb__CaseStudy *study = bowl_study(desk);

	enroll_with_evidence(desk);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_ACTIVE, false), ERR_OK);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, false),
	    ERR_FAILED_PRECONDITION);
	assert_string_equal(desk->text,
	    "'bowl' wants a case study: 'roadmap portfolio add bowl', or use --force");
	study->lessons = "";
	study->id = desk_put_study(desk, study)->study->study->id;
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, false),
	    ERR_FAILED_PRECONDITION);
	assert_string_equal(desk->text,
	    "case study 7 of 8: lessons missing. 'roadmap portfolio edit bowl' goes on, or use "
	    "--force");
	study->lessons = "Dry slowly.";
	study->n_kinds = 0;
	assert_non_null(desk_put_study(desk, study));
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, false),
	    ERR_FAILED_PRECONDITION);
	assert_non_null(strstr(desk->text, "not marked as performance"));
	study->n_kinds = 1;
	assert_true(desk_put_study(desk, study)->step->evidence->met);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_false(desk_view(desk, "bowl")->forced);
}

static void
force_does_it_without_and_marks_it(void **state)
{
	struct desk *desk = *state;

	enroll_with_evidence(desk);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, true), ERR_OK);
	assert_true(desk_view(desk, "bowl")->forced);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_TODO, false), ERR_OK);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_KNOWN, false), ERR_OK);
}

static void
several_case_studies_are_counted_over_kinds(void **state)
{
	struct desk *desk = *state;
	static Pb__Work work[] = {PB__WORK__WORK_DATABASE_DESIGN};
	Pb__CaseStudy *study = desk_case_study(desk, "", "A glaze book");

	enroll_with_evidence(desk);
	assert_non_null(desk_put_study(desk, bowl_study(desk)));
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_set(desk, "fire-gas", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_set(desk, "vase", PB__STATUS__STATUS_DONE, false),
	    ERR_FAILED_PRECONDITION);
	assert_string_equal(desk->text,
	    "'vase' wants more: 1 of 2 complete case studies, 1 of 2 kinds of work. See "
	    "'roadmap portfolio', or use --force");
	assert_int_equal(desk_view(desk, "vase")->evidence->have, 1);
	study->kinds = work;
	study->n_kinds = 1;
	assert_non_null(desk_put_study(desk, study));
	assert_true(desk_view(desk, "vase")->evidence->met);
	assert_int_equal(desk_set(desk, "vase", PB__STATUS__STATUS_DONE, false), ERR_OK);
}

static void
the_case_study_checks_its_items(void **state)
{
	struct desk *desk = *state;
	Pb__StepCheckRequest check = PB__STEP_CHECK_REQUEST__INIT;
	const Pb__StepCheckReply *reply = NULL;
	const char *item = "lessons";
	Pb__CaseStudy *study = bowl_study(desk);

	enroll_with_evidence(desk);
	assert_int_equal(desk_view(desk, "bowl")->items_checked, 0);
	check.step = "bowl";
	check.items = &item;
	check.n_items = 1;
	assert_int_equal(desk_call(desk, "Step", "Check", &check, NULL), ERR_FAILED_PRECONDITION);
	item = "photograph";
	assert_int_equal(desk_call(desk, "Step", "Check", &check, NULL), ERR_OK);
	study->live_url = "";
	assert_non_null(desk_put_study(desk, study));
	check.uncheck = true;
	assert_int_equal(desk_view(desk, "bowl")->items_checked, 2);
	assert_int_equal(desk_call(desk, "Step", "Check", &check, &reply), ERR_OK);
	assert_int_equal(reply->step->items_checked, 1);
	assert_true(reply->checklist[0]->checked);
	assert_false(reply->checklist[1]->checked);
	assert_false(reply->checklist[2]->checked);
}

static void
next_says_what_the_portfolio_lacks(void **state)
{
	struct desk *desk = *state;
	Pb__PlanWhyRequest request = PB__PLAN_WHY_REQUEST__INIT;
	const Pb__PlanWhyReply *reply = NULL;
	Pb__CaseStudy *study = bowl_study(desk);

	enroll_with_evidence(desk);
	request.step = "bowl";
	assert_int_equal(desk_call(desk, "Plan", "Why", &request, &reply), ERR_OK);
	assert_non_null(strstr(reply->reason, "; your portfolio lacks performance"));
	study->lessons = "";
	assert_non_null(desk_put_study(desk, study));
	assert_int_equal(desk_call(desk, "Plan", "Why", &request, &reply), ERR_OK);
	assert_non_null(strstr(reply->reason, "; case study 7 of 8: lessons missing"));
}

static void
the_list_tells_of_steps_and_kinds(void **state)
{
	struct desk *desk = *state;
	const Pb__PortfolioListReply *reply = list(desk);

	assert_int_equal(reply->n_steps, 0);
	assert_int_equal(reply->n_lacks, 4);
	enroll_with_evidence(desk);
	assert_non_null(desk_put_study(desk, bowl_study(desk)));
	reply = list(desk);
	assert_int_equal(reply->n_steps, 2);
	assert_string_equal(reply->steps[0]->step->id, "bowl");
	assert_int_equal(reply->steps[0]->n_shows, 1);
	assert_int_equal(reply->n_shows, 1);
	assert_int_equal(reply->shows[0], PB__WORK__WORK_PERFORMANCE);
	assert_int_equal(reply->n_lacks, 3);
}

static void
a_portfolio_needs_no_roadmap(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest request = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	Pb__CaseStudy *study = bowl_study(desk);
	const Pb__PortfolioPutReply *reply = desk_put_study(desk, study);

	request.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &request, NULL), ERR_OK);
	assert_int_equal(list(desk)->n_studies, 1);
	/* Its step may be gone, and it can be changed all the same. */
	study->id = reply->study->study->id;
	study->roadmap_id = "pottery";
	study->lessons = "More.";
	reply = desk_put_study(desk, study);
	assert_non_null(reply);
	assert_null(reply->step);
	assert_string_equal(reply->study->study->step_id, "bowl");
	assert_non_null(desk_put_study(desk, desk_case_study(desk, "", "Free")));
	study->id = "";
	study->step_id = "vase";
	assert_int_equal(refused(desk, study), ERR_FAILED_PRECONDITION);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_case_study_is_kept_as_it_was_put),
	    TEST(it_is_found_by_id_step_and_words_of_its_title),
	    TEST(the_same_again_writes_nothing),
	    TEST(a_text_that_may_not_be_kept_is_told_with_its_field),
	    TEST(an_edit_from_an_older_state_is_refused),
	    TEST(a_portfolio_has_an_end),
	    TEST(removing_and_undoing_brings_back_every_list),
	    TEST(what_was_changed_since_is_not_undone),
	    TEST(a_step_is_done_only_with_its_case_study),
	    TEST(force_does_it_without_and_marks_it),
	    TEST(several_case_studies_are_counted_over_kinds),
	    TEST(the_case_study_checks_its_items),
	    TEST(next_says_what_the_portfolio_lacks),
	    TEST(the_list_tells_of_steps_and_kinds),
	    TEST(a_portfolio_needs_no_roadmap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
