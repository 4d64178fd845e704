/* A case study that is written as a form reads back to the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "folio_form.h"
#include "proto/message.h"
#include "support/odd_text.h"

enum {
	STUDIES = 2000,
	TEXT_SIZE = 600,
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char **
odd_list(struct random_source *source, size_t n, size_t size_most, struct arena *arena)
{
	const char **list = arena_array(arena, n, sizeof(*list));

	for (size_t i = 0; i < n; i++)
		list[i] =
		    arena_printf(arena, "%s%zu", odd_text(source, false, size_most - 2, arena), i);
	return list;
}

static Pb__CaseStudy *
odd_study(struct random_source *source, struct arena *arena)
{
	static Pb__Work work[] = {PB__WORK__WORK_PERFORMANCE, PB__WORK__WORK_DATABASE_DESIGN};
	Pb__CaseStudy *study = message_new(&pb__case_study__descriptor, arena);

	study->title = odd_text(source, false, 200, arena);
	study->kinds = work;
	study->n_kinds = random_below(source, 3);
	if (random_percent(source, 20))
		return study;
	study->step_id = random_percent(source, 50) ? "no" : "a-step@2";
	study->role = odd_text(source, false, 200, arena);
	study->from = random_percent(source, 50) ? "2026" : "2026-01-31";
	study->to = random_percent(source, 50) ? "" : "2026-02";
	study->live_url = "https://example.org/?a=1&b=[2]#c:d";
	study->repository_url = random_percent(source, 50) ? "" : "http://example.org";
	study->problem = odd_text(source, true, TEXT_SIZE, arena);
	study->approach =
	    random_percent(source, 30) ? "" : odd_text(source, true, TEXT_SIZE, arena);
	study->challenges = odd_text(source, true, TEXT_SIZE, arena);
	study->lessons = odd_text(source, true, TEXT_SIZE, arena);
	study->n_technologies = random_below(source, 5);
	study->technologies = odd_list(source, study->n_technologies, 60, arena);
	study->n_outcomes = random_below(source, 5);
	study->outcomes = odd_list(source, study->n_outcomes, 300, arena);
	return study;
}

static void
assert_read_back(struct arena *arena, const Pb__CaseStudy *study, const struct folio_hints *hints)
{
	const char *text = folio_form_write(study, hints, arena);
	struct form *form = arena_alloc(arena, sizeof(*form));
	struct bytes wanted = message_pack(arena, &study->base), got;

	if (!form_read_bytes(&folio_form_kind, "form", text, strlen(text), arena, form))
		fail_msg("%u:%u: %s in\n%s", form->faults.list[0].line, form->faults.list[0].column,
		    form->faults.list[0].text, text);
	assert_false(form->empty);
	got = message_pack(arena, &((Pb__CaseStudy *)form->message)->base);
	if (got.size != wanted.size || memcmp(got.data, wanted.data, got.size) != 0)
		fail_msg("another case study is read of\n%s", text);
}

static void
what_is_written_reads_back_to_the_same(void **state)
{
	struct random_source source = {7};

	(void)state;
	for (int i = 0; i < STUDIES; i++) {
		struct arena *arena = arena_new();

		assert_read_back(arena, odd_study(&source, arena), NULL);
		arena_free(arena);
	}
}

static void
hints_are_only_remarks(void **state)
{
	struct arena *arena = arena_new();
	struct random_source source = {8};
	const char *links[] = {"https://example.org/ (a-step)"};
	const struct folio_hints hints = {"title: [", "key: {\n\n---\nlessons: x\n\n",
	    "a\nproblem: |\n  y", links, 1};

	(void)state;
	for (int i = 0; i < 20; i++)
		assert_read_back(arena, odd_study(&source, arena), &hints);
	arena_free(arena);
}

static void
a_form_of_remarks_is_empty(void **state)
{
	static const char *const texts[] = {"", "\n\n", "# a\n", "  # a\n\t\n#b"};
	struct arena *arena = arena_new();
	struct form *form = arena_alloc(arena, sizeof(*form));

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		assert_true(form_read_bytes(&folio_form_kind, "form", texts[i], strlen(texts[i]),
		    arena, form));
		assert_true(form->empty);
	}
	assert_false(form_read_bytes(&folio_form_kind, "form", "# a\nx", 5, arena, form));
	assert_false(form_read_bytes(&folio_form_kind, "form", "\xff", 1, arena, form));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_reads_back_to_the_same),
	    cmocka_unit_test(hints_are_only_remarks),
	    cmocka_unit_test(a_form_of_remarks_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
