#include <stdlib.h>
#include <string.h>

#include "desk.h"

static enum err_code
undo(struct desk *desk, const char *id)
{
	Pb__HistoryUndoRequest request = PB__HISTORY_UNDO_REQUEST__INIT;

	request.action_id = id;
	return desk_call(desk, "History", "Undo", &request, NULL);
}

static enum err_code
redo(struct desk *desk, const char *id)
{
	Pb__HistoryRedoRequest request = PB__HISTORY_REDO_REQUEST__INIT;

	request.action_id = id;
	return desk_call(desk, "History", "Redo", &request, NULL);
}

static const Pb__HistoryListReply *
history(struct desk *desk, uint32_t limit, uint32_t before_seq)
{
	Pb__HistoryListRequest request = PB__HISTORY_LIST_REQUEST__INIT;
	const Pb__HistoryListReply *reply = NULL;

	request.limit = limit;
	request.before_seq = before_seq;
	assert_int_equal(desk_call(desk, "History", "List", &request, &reply), ERR_OK);
	return reply;
}

static void
done(struct desk *desk, const char *step)
{
	assert_int_equal(desk_set(desk, step, PB__STATUS__STATUS_DONE, false), ERR_OK);
}

static void
undo_and_redo_walk_through_the_history_like_an_editor(void **state)
{
	struct desk *desk = *state;
	const char *dumps[3];

	dumps[0] = desk_dump(desk);
	done(desk, "clay");
	dumps[1] = desk_dump(desk);
	done(desk, "wheel");
	dumps[2] = desk_dump(desk);
	assert_int_equal(undo(desk, ""), ERR_OK);
	assert_string_equal(desk_dump(desk), dumps[1]);
	assert_int_equal(undo(desk, ""), ERR_OK);
	assert_string_equal(desk_dump(desk), dumps[0]);
	assert_int_equal(redo(desk, ""), ERR_OK);
	assert_string_equal(desk_dump(desk), dumps[1]);
	assert_int_equal(redo(desk, ""), ERR_OK);
	assert_string_equal(desk_dump(desk), dumps[2]);
	assert_int_equal(redo(desk, ""), ERR_FAILED_PRECONDITION);
	assert_int_equal(undo(desk, ""), ERR_OK);
	assert_string_equal(desk_dump(desk), dumps[1]);
}

static void
there_is_an_end_to_undo(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(undo(desk, ""), ERR_OK); /* the enrollment */
	assert_string_equal(desk_dump(desk), "");
	assert_int_equal(undo(desk, ""), ERR_FAILED_PRECONDITION);
	assert_int_equal(redo(desk, ""), ERR_OK);
	assert_string_equal(desk_next(desk), "clay");
}

static void
a_bulk_command_is_one_action(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char *steps[] = {"clay", "wheel", "bowl"};
	const char *before = desk_dump(desk);

	request.steps = steps;
	request.n_steps = 3;
	request.status = PB__STATUS__STATUS_DONE;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_OK);
	assert_int_equal(undo(desk, ""), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
}

static void
an_older_action_can_be_undone_if_nothing_stands_in_the_way(void **state)
{
	struct desk *desk = *state;
	const char *id;

	done(desk, "clay");
	id = history(desk, 1, 0)->actions[0]->id;
	done(desk, "fire-gas");
	assert_int_equal(undo(desk, arena_printf(desk->arena, "%.8s", id)), ERR_OK);
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_TODO);
	assert_int_equal(desk_view(desk, "fire-gas")->status, PB__STATUS__STATUS_DONE);
	assert_int_equal(undo(desk, id), ERR_FAILED_PRECONDITION);
	assert_int_equal(redo(desk, id), ERR_OK);
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_DONE);
}

static void
a_conflict_is_refused_with_its_reason_and_changes_nothing(void **state)
{
	struct desk *desk = *state;
	const char *id, *before;

	done(desk, "clay");
	id = history(desk, 1, 0)->actions[0]->id;
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_SKIPPED, true), ERR_OK);
	before = desk_dump(desk);
	assert_int_equal(undo(desk, id), ERR_ABORTED);
	assert_non_null(strstr(desk->text, "clay"));
	assert_string_equal(desk_dump(desk), before);
	assert_false(history(desk, 3, 0)->actions[1]->undone);
}

static void
an_undo_that_needs_a_deleted_version_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	Pb__CatalogDeleteRequest gone = PB__CATALOG_DELETE_REQUEST__INIT;

	leave.roadmap_id = gone.roadmap_id = "pottery";
	gone.version = 1;
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Catalog", "Delete", &gone, NULL), ERR_OK);
	assert_int_equal(undo(desk, ""), ERR_ABORTED);
	assert_non_null(strstr(desk->text, "no longer stored"));
}

static void
an_action_is_named_well_or_refused(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(undo(desk, "ab"), ERR_INVALID_ARGUMENT);
	assert_int_equal(undo(desk, "zzzzzzzz"), ERR_NOT_FOUND);
	assert_int_equal(redo(desk, history(desk, 1, 0)->actions[0]->id), ERR_FAILED_PRECONDITION);
}

static void
the_list_is_newest_first_and_pages(void **state)
{
	struct desk *desk = *state;
	Pb__HistoryListRequest request = PB__HISTORY_LIST_REQUEST__INIT;
	const Pb__HistoryListReply *page;

	done(desk, "clay");
	assert_int_equal(undo(desk, ""), ERR_OK);
	page = history(desk, 2, 0);
	assert_int_equal(page->n_actions, 2);
	assert_string_equal(page->actions[0]->command, "History.Undo");
	assert_string_equal(page->actions[0]->undoes_id, page->actions[1]->id);
	assert_true(page->actions[1]->undone);
	assert_string_equal(page->actions[1]->summary, "done: Know your clay");
	page = history(desk, 2, page->actions[1]->seq);
	assert_int_equal(page->n_actions, 1);
	assert_string_equal(page->actions[0]->command, "Enrollment.Enroll");
	request.limit = 1001;
	assert_int_equal(desk_call(desk, "History", "List", &request, NULL), ERR_INVALID_ARGUMENT);
}

static void
undo_of_an_undo_is_redo_and_of_a_redo_is_undo(void **state)
{
	struct desk *desk = *state;
	const char *before = desk_dump(desk), *after;

	done(desk, "clay");
	after = desk_dump(desk);
	assert_int_equal(undo(desk, ""), ERR_OK);
	assert_int_equal(undo(desk, history(desk, 1, 0)->actions[0]->id), ERR_OK);
	assert_string_equal(desk_dump(desk), after);
	assert_int_equal(undo(desk, history(desk, 1, 0)->actions[0]->id), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(redo(desk, ""), ERR_OK);
	assert_string_equal(desk_dump(desk), after);
	assert_int_equal(undo(desk, ""), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
}

/* Whatever is named, the marks agree with the data: what is in effect can be taken back. */
static void
named_undos_in_any_order_never_jam_the_history(void **state)
{
	struct desk *desk = *state;
	unsigned seed = 7;

	for (int i = 0; i < 300; i++) {
		const Pb__HistoryListReply *list = history(desk, 20, 0);
		const char *id = list->actions[(unsigned)rand_r(&seed) % list->n_actions]->id;

		switch ((unsigned)rand_r(&seed) % 4) {
		case 0:
			(void)undo(desk, id);
			break;
		case 1:
			(void)redo(desk, id);
			break;
		case 2:
			(void)undo(desk, "");
			break;
		default:
			(void)desk_set(desk, (unsigned)rand_r(&seed) % 2 != 0 ? "clay" : "fire-gas",
			    (Pb__Status)(1 + (unsigned)rand_r(&seed) % 5), true);
			break;
		}
		assert_true(strlen(history(desk, 1, 0)->actions[0]->summary) < 100);
	}
	while (undo(desk, "") == ERR_OK)
		continue;
	assert_string_equal(desk->text, "there is nothing to undo");
	assert_string_equal(desk_dump(desk), "");
}

static void
something_new_ends_what_can_be_redone(void **state)
{
	struct desk *desk = *state;

	done(desk, "clay");
	assert_int_equal(undo(desk, ""), ERR_OK);
	done(desk, "fire-gas");
	assert_int_equal(redo(desk, ""), ERR_FAILED_PRECONDITION);
	assert_int_equal(undo(desk, ""), ERR_OK);
	assert_int_equal(redo(desk, ""), ERR_OK);
	assert_int_equal(redo(desk, ""), ERR_FAILED_PRECONDITION);
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_TODO);
}

static void
a_redo_that_would_pick_too_many_options_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentChooseRequest choose = PB__ENROLLMENT_CHOOSE_REQUEST__INIT;
	Pb__Pick pick = PB__PICK__INIT;
	const char *option = "gas", *id, *before;

	pick.choice_id = "kiln";
	pick.option_ids = &option;
	pick.n_option_ids = 1;
	choose.pick = &pick;
	assert_int_equal(desk_call(desk, "Enrollment", "Choose", &choose, NULL), ERR_OK);
	id = history(desk, 1, 0)->actions[0]->id;
	assert_int_equal(undo(desk, ""), ERR_OK);
	option = "electric";
	assert_int_equal(desk_call(desk, "Enrollment", "Choose", &choose, NULL), ERR_OK);
	before = desk_dump(desk);
	assert_int_equal(redo(desk, id), ERR_ABORTED);
	assert_string_equal(desk_dump(desk), before);
}

static void
undo_of_any_action_restores_every_table_and_redo_brings_it_back(void **state)
{
	enum { ACTIONS = 200 };
	struct desk *desk = *state;
	const char *dumps[ACTIONS + 1];
	unsigned seed = 20260101, n = 0;

	dumps[0] = desk_dump(desk);
	while (n < ACTIONS) {
		desk_do_anything(desk, &seed);
		desk_check_time(desk);
		if (desk->last.event.data != NULL)
			dumps[++n] = desk_dump(desk);
		else
			assert_string_equal(desk_dump(desk), dumps[n]);
	}
	for (unsigned i = n; i > 0; i--) {
		assert_int_equal(undo(desk, ""), ERR_OK);
		assert_string_equal(desk_dump(desk), dumps[i - 1]);
	}
	for (unsigned i = 0; i < n; i++) {
		assert_int_equal(redo(desk, ""), ERR_OK);
		assert_string_equal(desk_dump(desk), dumps[i + 1]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(undo_and_redo_walk_through_the_history_like_an_editor),
	    TEST(there_is_an_end_to_undo),
	    TEST(a_bulk_command_is_one_action),
	    TEST(an_older_action_can_be_undone_if_nothing_stands_in_the_way),
	    TEST(a_conflict_is_refused_with_its_reason_and_changes_nothing),
	    TEST(an_undo_that_needs_a_deleted_version_is_refused),
	    TEST(an_action_is_named_well_or_refused),
	    TEST(the_list_is_newest_first_and_pages),
	    TEST(undo_of_an_undo_is_redo_and_of_a_redo_is_undo),
	    TEST(named_undos_in_any_order_never_jam_the_history),
	    TEST(something_new_ends_what_can_be_redone),
	    TEST(a_redo_that_would_pick_too_many_options_is_refused),
	    TEST(undo_of_any_action_restores_every_table_and_redo_brings_it_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
