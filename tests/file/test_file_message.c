/* What a file without faults becomes. */
#include <string.h>

#include "file_support.h"
#include "proto/message.h"

static const Pb__Roadmap *
full(void **state)
{
	struct file *file = arena_alloc(*state, sizeof(*file));

	assert_true(file_read(file_sample(state, "good/full.yaml"), *state, file));
	return file->message;
}

static void
the_head_is_read(void **state)
{
	const Pb__Roadmap *roadmap = full(state);

	assert_string_equal(roadmap->id, "bread-baker");
	assert_int_equal(roadmap->version, 3);
	assert_string_equal(roadmap->title, "Bread: from flour to shop");
	assert_string_equal(roadmap->summary,
	    "Bake for the family, then for the street.\nThen for money.");
	assert_int_equal(roadmap->n_leads_to, 2);
	assert_string_equal(roadmap->leads_to[1], "Owner of a bakery");
	assert_int_equal(roadmap->n_outlook, 2);
	assert_string_equal(roadmap->outlook[0]->what, "Loaves a baker makes in a night");
	assert_string_equal(roadmap->outlook[0]->figure, "900");
	assert_string_equal(roadmap->outlook[0]->source, "The guild's yearly count");
	assert_int_equal(roadmap->outlook[0]->year, 2026);
	assert_string_equal(roadmap->outlook[1]->source, "");
	assert_int_equal(roadmap->outlook[1]->year, 0);
}

static void
pathways_are_read_in_minutes(void **state)
{
	const Pb__Roadmap *roadmap = full(state);

	assert_int_equal(roadmap->n_pathways, 2);
	assert_int_equal(roadmap->pathways[0]->minutes_per_week, 450);
	assert_int_equal(roadmap->pathways[0]->weeks, 0);
	assert_string_equal(roadmap->pathways[1]->id, "apprentice");
	assert_string_equal(roadmap->pathways[1]->title, "As an apprentice");
	assert_int_equal(roadmap->pathways[1]->weeks, 52);
	assert_string_equal(roadmap->pathways[1]->summary, "Somebody shows you.");
}

static void
choices_are_read(void **state)
{
	const Pb__Roadmap *roadmap = full(state);

	assert_int_equal(roadmap->n_choices, 2);
	assert_string_equal(roadmap->choices[0]->id, "grain");
	assert_string_equal(roadmap->choices[0]->summary, "One will do to begin with.");
	assert_int_equal(roadmap->choices[0]->pick, 1);
	assert_int_equal(roadmap->choices[0]->n_options, 3);
	assert_string_equal(roadmap->choices[0]->options[0]->summary, "Forgiving.");
	assert_string_equal(roadmap->choices[0]->options[2]->title, "Spelt");
	assert_int_equal(roadmap->choices[1]->pick, 2);
}

static void
a_step_with_everything_is_read(void **state)
{
	const Pb__StepDef *step = full(state)->phases[0]->steps[1];

	assert_string_equal(step->id, "wheat-loaf");
	assert_string_equal(step->title, "A loaf of wheat");
	assert_string_equal(step->summary, "The one that everybody knows.");
	assert_string_equal(step->done_when, "Somebody else asks for a second slice.");
	assert_int_equal(step->minutes_low, 240);
	assert_int_equal(step->minutes_high, 480);
	assert_true(step->guessed);
	assert_int_equal(step->value, 3);
	assert_int_equal(step->kind, PB__KIND__KIND_LEARN);
	assert_string_equal(step->choice_id, "grain");
	assert_string_equal(step->option_id, "wheat");
	assert_int_equal(step->n_skills, 2);
	assert_string_equal(step->skills[1], "proving");
	assert_int_equal(step->n_resources, 3);
	assert_string_equal(step->resources[0]->title, "The loaf, explained");
	assert_string_equal(step->resources[0]->url, "https://bread.example/loaf");
	assert_string_equal(step->resources[0]->kind, "article");
	assert_string_equal(step->source_id, "6f1c2a90-0b7d-4c55-9a0e-2f5d8c1e7b34");
	assert_int_equal(step->n_extras, 1);
	assert_string_equal(step->extras[0]->key, "oven");
	assert_string_equal(step->extras[0]->value, "3.5");
}

static void
a_step_with_the_least_gets_the_defaults(void **state)
{
	const Pb__StepDef *step = full(state)->phases[0]->steps[0];

	assert_int_equal(step->value, 1);
	assert_int_equal(step->kind, PB__KIND__KIND_LEARN);
	assert_false(step->guessed);
	assert_false(step->optional);
	assert_false(step->milestone);
	assert_string_equal(step->summary, "");
	assert_string_equal(step->choice_id, "");
	assert_string_equal(step->option_id, "");
	assert_string_equal(step->source_id, "");
	assert_int_equal(step->n_requires, 0);
	assert_int_equal(step->n_checklist, 0);
	assert_string_equal(full(state)->phases[0]->steps[1]->resources[2]->kind, "website");
}

static void
kinds_and_flags_are_read(void **state)
{
	const Pb__Phase *phase = full(state)->phases[1];

	assert_int_equal(phase->steps[0]->kind, PB__KIND__KIND_PROJECT);
	assert_true(phase->steps[0]->milestone);
	assert_false(phase->steps[0]->optional);
	assert_int_equal(phase->steps[1]->kind, PB__KIND__KIND_PORTFOLIO);
	assert_true(phase->steps[1]->optional);
	assert_int_equal(phase->steps[2]->kind, PB__KIND__KIND_JOB);
}

static void
requirements_are_read_in_each_form(void **state)
{
	const Pb__Phase *phase = full(state)->phases[1];
	Pb__Requirement **entries = phase->steps[0]->requires;

	assert_int_equal(phase->steps[0]->n_requires, 2);
	assert_int_equal(entries[0]->n_any_of, 1);
	assert_string_equal(entries[0]->any_of[0], "tools");
	assert_int_equal(entries[1]->n_any_of, 3);
	assert_string_equal(entries[1]->any_of[2], "spelt-loaf");
	entries = phase->steps[4]->requires;
	assert_int_equal(entries[0]->n_any_of, 1);
	assert_string_equal(entries[0]->any_of[0], "first-sale");
}

static void
items_get_ids_that_no_other_has(void **state)
{
	static const char *const ids[] = {"weigh-the-flour", "wait", "wait-3", "wait-2", "bake"};
	const Pb__StepDef *step = full(state)->phases[0]->steps[1];

	assert_int_equal(step->n_checklist, 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(step->checklist[i]->id, ids[i]);
	assert_string_equal(step->checklist[3]->title, "Wait until it has doubled");
	assert_string_equal(step->checklist[4]->title, "Bake!");
}

static void
a_long_title_is_cut_for_the_number_of_its_item(void **state)
{
	static const char title[] =
	    "0123456789012345678901234567890123456789012345678901234567890123456789";
	const Pb__Roadmap *roadmap = file_good(state,
	    arena_printf(*state, FILE_SOUND "    checklist: ['%s', '%s']\n", title, title));
	const Pb__StepDef *step = roadmap->phases[0]->steps[0];

	assert_int_equal(strlen(step->checklist[0]->id), 64);
	assert_int_equal(strlen(step->checklist[1]->id), 64);
	assert_string_equal(step->checklist[1]->id + 60, "01-2");
}

static void
hours_are_rounded_to_minutes(void **state)
{
	static const struct {
		const char *hours;
		uint32_t minutes;
	} cases[] = {{"1", 60}, {"0.5", 30}, {"0.25", 15}, {"1.333", 80}, {"0.0166667", 1},
	    {"2.00", 120}, {"1000", 60000}, {"007", 420}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const Pb__Roadmap *roadmap = file_good(state,
		    arena_printf(*state, FILE_HEAD "  - {id: a, title: A, hours: %s}\n",
			cases[i].hours));

		assert_int_equal(roadmap->phases[0]->steps[0]->minutes_low, cases[i].minutes);
		assert_int_equal(roadmap->phases[0]->steps[0]->minutes_high, cases[i].minutes);
	}
}

static void
numbers_and_flags_are_texts_where_a_text_is_asked_for(void **state)
{
	const Pb__Roadmap *roadmap =
	    file_good(state, FILE_HEAD "  - {id: 1, title: true, hours: 1, requires: []}\n");

	assert_string_equal(roadmap->phases[0]->steps[0]->id, "1");
	assert_string_equal(roadmap->phases[0]->steps[0]->title, "true");
}

static void
an_optional_key_without_a_value_is_as_if_left_out(void **state)
{
	const Pb__Roadmap *roadmap =
	    file_good(state, FILE_SOUND "    value:\n    requires:\n    summary: ~\nchoices:\n");

	assert_int_equal(roadmap->phases[0]->steps[0]->value, 1);
	assert_string_equal(roadmap->phases[0]->steps[0]->summary, "");
}

static void
a_byte_order_mark_and_any_line_ends_are_fine(void **state)
{
	static const char *const texts[] = {
	    "\xef\xbb\xbf" FILE_SOUND,
	    "roadmap: r\r\nversion: 1\r\ntitle: R\r\nphases:\r\n- id: p\r\n  title: P\r\n"
	    "  steps:\r\n  - id: a\r\n    title: A\r\n    hours: 1\r\n",
	    "roadmap: r\rversion: 1\rtitle: R\rphases:\r- id: p\r  title: P\r"
	    "  steps:\r  - id: a\r    title: A\r    hours: 1\r",
	};
	struct bytes plain = message_pack(*state, &file_good(state, FILE_SOUND)->base);

	for (size_t i = 0; i < 3; i++) {
		struct bytes bytes = message_pack(*state, &file_good(state, texts[i])->base);

		assert_int_equal(bytes.size, plain.size);
		assert_memory_equal(bytes.data, plain.data, plain.size);
	}
}

static void
a_fault_in_a_file_with_crlf_has_the_same_place(void **state)
{
	file_bad(state, "roadmap: r\r\nversion: 1\r\ntitle: R\r\ncolour: x\r\nphases: x\r\n",
	    "4:1: unknown key 'colour' in a roadmap\n"
	    "5:9: 'phases': expected a list: each entry begins with '- '\n");
}

static void
the_message_survives_packing(void **state)
{
	const Pb__Roadmap *roadmap = full(state);
	struct bytes bytes = message_pack(*state, &roadmap->base);
	Pb__Roadmap *copy = message_unpack(&pb__roadmap__descriptor, *state, bytes);
	struct bytes again;

	assert_non_null(copy);
	assert_int_equal(copy->n_phases, 2);
	assert_string_equal(copy->phases[1]->steps[4]->id, "cart");
	again = message_pack(*state, &copy->base);
	assert_int_equal(again.size, bytes.size);
	assert_memory_equal(again.data, bytes.data, bytes.size);
}

static void
the_roadmap_is_resolved(void **state)
{
	struct file *file = arena_alloc(*state, sizeof(*file));
	uint32_t index;

	assert_true(file_read(file_sample(state, "good/full.yaml"), *state, file));
	assert_int_equal(file->roadmap->n_steps, 9);
	assert_int_equal(file->roadmap->n_options, 6);
	index = roadmap_step_index(file->roadmap, "cart");
	assert_int_equal(index, 8);
	assert_int_equal(file->roadmap->steps[index].phase, 1);
	assert_int_equal(file->roadmap->steps[index].choice, 1);
	assert_int_equal(file->roadmap->steps[index].option, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    file_test(the_head_is_read),
	    file_test(pathways_are_read_in_minutes),
	    file_test(choices_are_read),
	    file_test(a_step_with_everything_is_read),
	    file_test(a_step_with_the_least_gets_the_defaults),
	    file_test(kinds_and_flags_are_read),
	    file_test(requirements_are_read_in_each_form),
	    file_test(items_get_ids_that_no_other_has),
	    file_test(a_long_title_is_cut_for_the_number_of_its_item),
	    file_test(hours_are_rounded_to_minutes),
	    file_test(numbers_and_flags_are_texts_where_a_text_is_asked_for),
	    file_test(an_optional_key_without_a_value_is_as_if_left_out),
	    file_test(a_byte_order_mark_and_any_line_ends_are_fine),
	    file_test(a_fault_in_a_file_with_crlf_has_the_same_place),
	    file_test(the_message_survives_packing),
	    file_test(the_roadmap_is_resolved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
