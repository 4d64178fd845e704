/* Notes, links and checklists. */
#include <string.h>

#include "desk.h"

static const Pb__StepGetReply *
get(struct desk *desk, const char *step)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	const Pb__StepGetReply *reply = NULL;

	request.step = step;
	assert_int_equal(desk_call(desk, "Step", "Get", &request, &reply), ERR_OK);
	return reply;
}

static enum err_code
check(struct desk *desk, const char *step, const char *item, bool uncheck)
{
	Pb__StepCheckRequest request = PB__STEP_CHECK_REQUEST__INIT;

	request.step = step;
	request.items = &item;
	request.n_items = 1;
	request.uncheck = uncheck;
	return desk_call(desk, "Step", "Check", &request, NULL);
}

static void
a_note_is_kept_and_can_be_removed(void **state)
{
	struct desk *desk = *state;
	Pb__StepNoteRequest request = PB__STEP_NOTE_REQUEST__INIT;
	const Pb__StepNoteReply *reply = NULL;

	request.step = "clay";
	request.text = "Two\nlines, größer";
	assert_int_equal(desk_call(desk, "Step", "Note", &request, &reply), ERR_OK);
	assert_int_equal(get(desk, "clay")->n_notes, 1);
	assert_string_equal(get(desk, "clay")->notes[0]->text, "Two\nlines, größer");
	request.text = "";
	request.remove_id = arena_printf(desk->arena, "%.8s", reply->note->id);
	assert_int_equal(desk_call(desk, "Step", "Note", &request, NULL), ERR_OK);
	assert_int_equal(get(desk, "clay")->n_notes, 0);
	assert_int_equal(desk_call(desk, "Step", "Note", &request, NULL), ERR_NOT_FOUND);
}

static void
a_note_has_a_limit_and_must_say_something(void **state)
{
	struct desk *desk = *state;
	Pb__StepNoteRequest request = PB__STEP_NOTE_REQUEST__INIT;
	char *text = arena_alloc(desk->arena, 4002);

	request.step = "clay";
	assert_int_equal(desk_call(desk, "Step", "Note", &request, NULL), ERR_INVALID_ARGUMENT);
	memset(text, 'x', 4000);
	request.text = text;
	assert_int_equal(desk_call(desk, "Step", "Note", &request, NULL), ERR_OK);
	text[4000] = 'x';
	assert_int_equal(desk_call(desk, "Step", "Note", &request, NULL), ERR_INVALID_ARGUMENT);
	assert_int_equal(get(desk, "clay")->n_notes, 1);
}

static void
a_link_is_kept_once_and_can_be_removed(void **state)
{
	struct desk *desk = *state;
	Pb__StepLinkRequest request = PB__STEP_LINK_REQUEST__INIT;

	request.step = "bowl";
	request.url = "https://example.org/bowl";
	assert_int_equal(desk_call(desk, "Step", "Link", &request, NULL), ERR_OK);
	request.title = "My bowl";
	assert_int_equal(desk_call(desk, "Step", "Link", &request, NULL), ERR_OK);
	assert_int_equal(get(desk, "bowl")->n_links, 1);
	assert_string_equal(get(desk, "bowl")->links[0]->title, "My bowl");
	request.remove = true;
	assert_int_equal(desk_call(desk, "Step", "Link", &request, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Step", "Link", &request, NULL), ERR_NOT_FOUND);
}

static void
what_is_no_link_is_refused(void **state)
{
	static const char *const bad[] = {"", "example.org", "https://", "two words://x",
	    "https://exa mple.org/"};
	Pb__StepLinkRequest request = PB__STEP_LINK_REQUEST__INIT;

	request.step = "clay";
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		request.url = bad[i];
		assert_int_equal(desk_call(*state, "Step", "Link", &request, NULL),
		    ERR_INVALID_ARGUMENT);
	}
}

static void
done_takes_a_note_and_a_link_along_in_one_action(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	const char *step = "clay";
	const char *before = desk_dump(desk);

	request.steps = &step;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_DONE;
	request.note = "Sticky";
	request.link = "https://example.org/clay";
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_OK);
	assert_int_equal(get(desk, "clay")->n_notes, 1);
	assert_int_equal(get(desk, "clay")->n_links, 1);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	request.link = "nonsense";
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk_dump(desk), before);
}

static void
a_link_that_is_there_keeps_its_title_and_is_nothing_new(void **state)
{
	struct desk *desk = *state;
	Pb__StepLinkRequest link = PB__STEP_LINK_REQUEST__INIT;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const Pb__StepSetReply *reply = NULL;
	const char *step = "clay";

	link.step = "clay";
	link.url = request.link = "https://example.org/";
	link.title = "Mine";
	assert_int_equal(desk_call(desk, "Step", "Link", &link, NULL), ERR_OK);
	request.steps = &step;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_DONE;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, &reply), ERR_OK);
	assert_int_equal(desk_call(desk, "Step", "Set", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_unchanged, 1);
	assert_string_equal(reply->action_id, "");
	assert_string_equal(get(desk, "clay")->links[0]->title, "Mine");
}

static void
a_step_takes_so_many_notes_as_one_answer_shows(void **state)
{
	struct desk *desk = *state;
	Pb__StepNoteRequest request = PB__STEP_NOTE_REQUEST__INIT;
	char *text = arena_alloc(desk->arena, 4001);

	memset(text, 'x', 4000);
	request.step = "clay";
	request.text = text;
	for (int i = 0; i < 700; i++)
		assert_int_equal(desk_call(desk, "Step", "Note", &request, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Step", "Note", &request, NULL), ERR_RESOURCE_EXHAUSTED);
	assert_int_equal(get(desk, "clay")->n_notes, 700);
	request.text = " \n ";
	assert_int_equal(desk_call(desk, "Step", "Note", &request, NULL), ERR_INVALID_ARGUMENT);
}

static void
items_are_checked_by_number_id_or_words(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(check(desk, "clay", "1", false), ERR_OK);
	assert_int_equal(check(desk, "clay", "cut", false), ERR_OK);
	assert_int_equal(check(desk, "clay", "the rest", false), ERR_OK);
	assert_int_equal(get(desk, "clay")->step->items_checked, 3);
	assert_int_equal(get(desk, "clay")->step->status, PB__STATUS__STATUS_TODO);
	assert_int_equal(check(desk, "clay", "2", true), ERR_OK);
	assert_false(get(desk, "clay")->checklist[1]->checked);
	assert_true(get(desk, "clay")->checklist[2]->checked);
}

static void
items_that_are_not_there_are_refused(void **state)
{
	struct desk *desk = *state;
	const char *before = desk_dump(desk);

	assert_int_equal(check(desk, "clay", "0", false), ERR_NOT_FOUND);
	assert_int_equal(check(desk, "clay", "4", false), ERR_NOT_FOUND);
	assert_int_equal(check(desk, "clay", "99999999999999999999", false), ERR_NOT_FOUND);
	assert_int_equal(check(desk, "clay", "bake", false), ERR_NOT_FOUND);
	assert_int_equal(check(desk, "clay", "it", false), ERR_INVALID_ARGUMENT);
	assert_int_equal(check(desk, "wheel", "1", false), ERR_FAILED_PRECONDITION);
	assert_string_equal(desk_dump(desk), before);
}

static enum err_code
link_of(struct desk *desk, size_t url_length, size_t title_length)
{
	Pb__StepLinkRequest request = PB__STEP_LINK_REQUEST__INIT;
	char *url = arena_alloc(desk->arena, url_length + 1);
	char *title = arena_alloc(desk->arena, title_length + 1);

	memset(url, 'u', url_length);
	memcpy(url, "https://", strlen("https://"));
	url[url_length] = '\0';
	memset(title, 't', title_length);
	title[title_length] = '\0';
	request.step = "clay";
	request.url = url;
	request.title = title;
	return desk_call(desk, "Step", "Link", &request, NULL);
}

static void
a_link_and_its_title_have_a_limit(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(link_of(desk, 2000, 200), ERR_OK);
	assert_int_equal(link_of(desk, 2001, 200), ERR_INVALID_ARGUMENT);
	assert_int_equal(link_of(desk, 1999, 201), ERR_INVALID_ARGUMENT);
	assert_int_equal(get(desk, "clay")->n_links, 1);
}

static void
items_of_several_steps_are_checked_in_one_action_or_not_at_all(void **state)
{
	struct desk *desk = *state;
	Pb__StepCheckRequest request = PB__STEP_CHECK_REQUEST__INIT;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	const Pb__StepCheckReply *reply = NULL;
	Pb__StepItems clay = PB__STEP_ITEMS__INIT, bowl = PB__STEP_ITEMS__INIT;
	Pb__StepItems *more[] = {&clay, &bowl};
	const char *two[] = {"1", "store"}, *one[] = {"9"};
	const char *before = desk_dump(desk);

	clay.step = "clay";
	clay.items = two;
	clay.n_items = 2;
	bowl.step = "bowl";
	bowl.items = one;
	bowl.n_items = 1;
	request.more = more;
	request.n_more = 2;
	assert_int_not_equal(desk_call(desk, "Step", "Check", &request, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	bowl.step = "clay";
	one[0] = "cut";
	assert_int_equal(desk_call(desk, "Step", "Check", &request, &reply), ERR_OK);
	assert_null(reply->step);
	assert_int_equal(get(desk, "clay")->step->items_checked, 3);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	request.n_more = 0;
	assert_int_equal(desk_call(desk, "Step", "Check", &request, NULL), ERR_INVALID_ARGUMENT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_note_is_kept_and_can_be_removed),
	    TEST(a_note_has_a_limit_and_must_say_something),
	    TEST(a_link_is_kept_once_and_can_be_removed),
	    TEST(what_is_no_link_is_refused),
	    TEST(done_takes_a_note_and_a_link_along_in_one_action),
	    TEST(a_link_that_is_there_keeps_its_title_and_is_nothing_new),
	    TEST(a_step_takes_so_many_notes_as_one_answer_shows),
	    TEST(items_are_checked_by_number_id_or_words),
	    TEST(items_that_are_not_there_are_refused),
	    TEST(a_link_and_its_title_have_a_limit),
	    TEST(items_of_several_steps_are_checked_in_one_action_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
