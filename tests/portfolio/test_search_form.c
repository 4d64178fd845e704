/* An application that is written as a form reads back to the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "proto/message.h"
#include "search_form.h"
#include "support/odd_text.h"

enum {
	APPLICATIONS = 1000,
	TEXT_BYTES = 200,
};

static const char *
odd_line(struct random_source *source, struct arena *arena)
{
	return random_percent(source, 30) ? "" : odd_text(source, false, TEXT_BYTES, arena);
}

static void
odd_application(struct random_source *source, Pb__Application *application, struct arena *arena)
{
	application->company = odd_text(source, false, TEXT_BYTES, arena);
	application->role = odd_line(source, arena);
	application->channel = (Pb__Channel)random_below(source, 5);
	application->platform = odd_line(source, arena);
	application->url = random_percent(source, 50) ? "" : "https://example.org/?a=[1]#b:c";
	application->location = odd_line(source, arena);
	application->workplace = (Pb__Workplace)random_below(source, 4);
	application->salary = odd_line(source, arena);
	application->resume = odd_line(source, arena);
	application->follow_up = random_percent(source, 50) ? "" : "2026-03-17";
	application->step_id = random_percent(source, 50) ? "" : "no";
	application->n_case_studies = random_below(source, 4);
	application->case_studies = arena_array(arena, 4, sizeof(*application->case_studies));
	for (size_t i = 0; i < application->n_case_studies; i++)
		application->case_studies[i] = odd_text(source, false, TEXT_BYTES, arena);
}

/* What is told in remarks. */
static void
odd_history(struct random_source *source, Pb__ApplicationView *view, struct arena *arena)
{
	view->n_stages = view->n_notes = view->n_contacts = 1;
	view->stages = arena_array(arena, 1, sizeof(*view->stages));
	view->stages[0] = message_new(&pb__job_stage__descriptor, arena);
	view->stages[0]->stage = PB__STAGE__STAGE_APPLIED;
	view->stages[0]->day = "2026-03-01";
	view->contacts = arena_array(arena, 1, sizeof(*view->contacts));
	view->contacts[0] = message_new(&pb__job_contact__descriptor, arena);
	view->contacts[0]->name = odd_text(source, false, TEXT_BYTES, arena);
	view->notes = arena_array(arena, 1, sizeof(*view->notes));
	view->notes[0] = message_new(&pb__job_note__descriptor, arena);
	view->notes[0]->text = odd_text(source, true, 3 * TEXT_BYTES, arena);
}

static void
assert_read_back(struct arena *arena, const Pb__ApplicationView *view)
{
	const char *text = search_form_write(view, arena);
	struct form *form = arena_alloc(arena, sizeof(*form));
	struct bytes wanted = message_pack(arena, &view->application->base), got;

	if (!form_read_bytes(&search_form_kind, "form", text, strlen(text), arena, form))
		fail_msg("%u:%u: %s in\n%s", form->faults.list[0].line, form->faults.list[0].column,
		    form->faults.list[0].text, text);
	got = message_pack(arena, form->message);
	if (got.size != wanted.size || memcmp(got.data, wanted.data, got.size) != 0)
		fail_msg("another application is read of\n%s", text);
}

static void
what_is_written_reads_back_to_the_same(void **state)
{
	struct random_source source = {9};

	(void)state;
	for (int i = 0; i < APPLICATIONS; i++) {
		struct arena *arena = arena_new();
		Pb__ApplicationView *view = message_new(&pb__application_view__descriptor, arena);

		view->application = message_new(&pb__application__descriptor, arena);
		odd_application(&source, view->application, arena);
		if (i % 2 == 0)
			odd_history(&source, view, arena);
		assert_read_back(arena, view);
		arena_free(arena);
	}
}

static void
every_fault_stands_at_its_line(void **state)
{
	static const char text[] = "channel: pigeon\nfollow-up: soon\nurl: here\nrole: {a: b}\n"
				   "workplace: [remote]\ncolour: red\n";
	static const struct {
		uint32_t line;
		const char *text;
	} wanted[] = {{1, "no company: name who it is with"},
	    {1, "'channel': expected school, platform, network or company"},
	    {2, "'follow-up': expected a day such as 2026-03-17"},
	    {3, "'url': expected an address such as https://example.org/jobs/7"},
	    {4, "'role': expected a text: put it in quotes if it holds ': '"},
	    {5, "'workplace': expected remote, hybrid or on-site"},
	    {6, "unknown key 'colour' in an application"}};
	struct arena *arena = arena_new();
	struct form *form = arena_alloc(arena, sizeof(*form));

	(void)state;
	assert_false(form_read_bytes(&search_form_kind, "form", text, strlen(text), arena, form));
	for (uint32_t i = 0; i < form->faults.n && i < 7; i++) {
		assert_int_equal(form->faults.list[i].line, wanted[i].line);
		assert_ptr_equal(strstr(form->faults.list[i].text, wanted[i].text),
		    form->faults.list[i].text);
	}
	assert_int_equal(form->faults.n, 7);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_reads_back_to_the_same),
	    cmocka_unit_test(every_fault_stands_at_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
