/* Messages as a client might send them: nothing of the file reader stands before the daemon. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "document/document.h"
#include "proto/message.h"

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

#define document_test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* A list of n messages of a kind. */
static void *
list(struct arena *arena, const ProtobufCMessageDescriptor *descriptor, size_t n)
{
	void **entries = arena_array(arena, n, sizeof(*entries));

	for (size_t i = 0; i < n; i++)
		entries[i] = message_new(descriptor, arena);
	return entries;
}

/* A roadmap of one phase with n steps, without a fault. */
static Pb__Roadmap *
sound(struct arena *arena, size_t n_steps)
{
	Pb__Roadmap *roadmap = message_new(&pb__roadmap__descriptor, arena);

	roadmap->id = "r";
	roadmap->version = 1;
	roadmap->title = "R";
	roadmap->n_phases = 1;
	roadmap->phases = list(arena, &pb__phase__descriptor, 1);
	roadmap->phases[0]->id = "p";
	roadmap->phases[0]->title = "P";
	roadmap->phases[0]->n_steps = n_steps;
	roadmap->phases[0]->steps = list(arena, &pb__step_def__descriptor, n_steps);
	for (size_t i = 0; i < n_steps; i++) {
		Pb__StepDef *step = roadmap->phases[0]->steps[i];

		step->id = arena_printf(arena, "s%zu", i);
		step->title = "S";
		step->minutes_low = step->minutes_high = 60;
		step->value = 1;
		step->kind = PB__KIND__KIND_LEARN;
	}
	return roadmap;
}

/* Sends it over the wire and reads it; it must have this one fault. */
static void
assert_fault(struct arena *arena, const Pb__Roadmap *roadmap, const char *path, const char *text)
{
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	const Pb__Roadmap *arrived =
	    message_unpack(&pb__roadmap__descriptor, arena, message_pack(arena, &roadmap->base));

	assert_non_null(arrived);
	assert_null(document_read(arrived, arena, faults));
	assert_int_equal(faults->n, 1);
	assert_string_equal(faults->list[0].path, path);
	assert_string_equal(faults->list[0].text, text);
}

static void
a_sound_message_becomes_a_roadmap(void **state)
{
	struct roadmap_faults *faults = arena_alloc(*state, sizeof(*faults));
	struct roadmap *roadmap = document_read(sound(*state, 3), *state, faults);

	assert_non_null(roadmap);
	assert_int_equal(faults->n, 0);
	assert_int_equal(roadmap->n_steps, 3);
	assert_int_equal(roadmap_step_index(roadmap, "s2"), 2);
	assert_int_equal(roadmap->steps[2].choice, ROADMAP_NONE);
}

static void
an_empty_message_is_refused(void **state)
{
	struct roadmap_faults *faults = arena_alloc(*state, sizeof(*faults));
	const Pb__Roadmap *empty = message_unpack(&pb__roadmap__descriptor, *state,
	    (struct bytes){(const uint8_t *)"", 0});

	assert_non_null(empty);
	assert_null(document_read(empty, *state, faults));
	assert_int_equal(faults->n, 4);
	assert_string_equal(faults->list[0].path, "/id");
	assert_string_equal(faults->list[3].path, "/phases");
}

static void
a_step_of_nothing_but_zeros_is_refused(void **state)
{
	struct roadmap_faults *faults = arena_alloc(*state, sizeof(*faults));
	Pb__Roadmap *roadmap = sound(*state, 1);

	protobuf_c_message_init(&pb__step_def__descriptor, roadmap->phases[0]->steps[0]);
	assert_null(document_read(roadmap, *state, faults));
	assert_int_equal(faults->n, 5);
	assert_string_equal(faults->list[0].path, "/phases/0/steps/0/id");
	assert_string_equal(faults->list[1].path, "/phases/0/steps/0/title");
	assert_string_equal(faults->list[2].path, "/phases/0/steps/0/hours");
	assert_string_equal(faults->list[3].path, "/phases/0/steps/0/value");
	assert_string_equal(faults->list[4].path, "/phases/0/steps/0/kind");
}

static void
invalid_utf8_is_refused_in_every_text(void **state)
{
	Pb__Roadmap *roadmap = sound(*state, 1);
	Pb__StepDef *step = roadmap->phases[0]->steps[0];

	roadmap->summary = "\xff";
	assert_fault(*state, roadmap, "/summary",
	    "summary is not UTF-8 at byte 1: save it as UTF-8");
	roadmap->summary = "";
	roadmap->phases[0]->summary = "a\xc3";
	assert_fault(*state, roadmap, "/phases/0/summary",
	    "summary is not UTF-8 at byte 2: save it as UTF-8");
	roadmap->phases[0]->summary = "";
	step->done_when = "\xc0\x80";
	assert_fault(*state, roadmap, "/phases/0/steps/0/done-when",
	    "done-when is not UTF-8 at byte 1: save it as UTF-8");
	step->done_when = "";
	step->source_id = "a\nb";
	assert_fault(*state, roadmap, "/phases/0/steps/0/source-id",
	    "source-id has a control character (U+000A) at byte 2: take it out");
	step->source_id = arena_printf(*state, "%0201d", 0);
	assert_fault(*state, roadmap, "/phases/0/steps/0/source-id",
	    "source-id is too long: 201 bytes, at most 200 are allowed");
	step->source_id = "";
	step->n_extras = 1;
	step->extras = &(Pb__Extra *){&(Pb__Extra)PB__EXTRA__INIT};
	step->extras[0]->value = "3";
	assert_fault(*state, roadmap, "/phases/0/steps/0/extras/0/key", "no text: write one");
	step->n_extras = 0;
	roadmap->n_leads_to = 1;
	roadmap->leads_to = (const char *[]){"\xed\xa0\x80"};
	assert_fault(*state, roadmap, "/leads-to/0",
	    "leads-to/0 is not UTF-8 at byte 1: save it as UTF-8");
}

static void
a_resource_with_a_script_for_a_url_is_refused(void **state)
{
	Pb__Roadmap *roadmap = sound(*state, 1);
	Pb__StepDef *step = roadmap->phases[0]->steps[0];

	step->n_resources = 1;
	step->resources = list(*state, &pb__resource__descriptor, 1);
	step->resources[0]->title = "Click";
	step->resources[0]->url = "javascript:alert(1)";
	step->resources[0]->kind = "book";
	assert_fault(*state, roadmap, "/phases/0/steps/0/resources/0/url",
	    "'url': expected an address that begins with https:// or http://");
}

static void
a_kind_unknown_here_is_refused(void **state)
{
	Pb__Roadmap *roadmap = sound(*state, 1);

	roadmap->phases[0]->steps[0]->kind = (Pb__Kind)77;
	assert_fault(*state, roadmap, "/phases/0/steps/0/kind",
	    "unknown kind: it is learn, project, portfolio or job");
}

static void
half_an_option_is_refused(void **state)
{
	Pb__Roadmap *roadmap = sound(*state, 1);

	roadmap->phases[0]->steps[0]->option_id = "python";
	assert_fault(*state, roadmap, "/phases/0/steps/0/option",
	    "half an option: name both the choice and its option");
}

static void
too_many_steps_cost_no_memory(void **state)
{
	struct arena *arena = arena_new();
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	Pb__Roadmap *roadmap = sound(*state, ROADMAP_STEPS_MAX + 1);
	size_t before = arena_size(arena);

	assert_null(document_read(roadmap, arena, faults));
	assert_int_equal(faults->n, 1);
	assert_string_equal(faults->list[0].path, "/phases");
	assert_true(arena_size(arena) - before < ROADMAP_STEPS_MAX);
	arena_free(arena);
}

static void
too_long_lists_are_refused(void **state)
{
	Pb__Roadmap *roadmap = sound(*state, 1);
	Pb__StepDef *step = roadmap->phases[0]->steps[0];
	static const char text[] = "1001 entries: at most 1000 are allowed";

	roadmap->n_choices = ROADMAP_LIST_MAX + 1;
	roadmap->choices = list(*state, &pb__choice__descriptor, roadmap->n_choices);
	assert_fault(*state, roadmap, "/choices", text);
	roadmap->n_choices = 0;
	step->n_requires = ROADMAP_LIST_MAX + 1;
	step->requires = list(*state, &pb__requirement__descriptor, step->n_requires);
	assert_fault(*state, roadmap, "/phases/0/steps/0/requires", text);
	step->n_requires = 0;
	step->n_resources = ROADMAP_LIST_MAX + 1;
	step->resources = list(*state, &pb__resource__descriptor, step->n_resources);
	assert_fault(*state, roadmap, "/phases/0/steps/0/resources", text);
}

static void
bytes_flipped_on_the_way_are_survived(void **state)
{
	Pb__Roadmap *roadmap = sound(*state, 2);
	Pb__StepDef *step = roadmap->phases[0]->steps[1];
	Pb__Requirement **entries = list(*state, &pb__requirement__descriptor, 1);
	struct bytes bytes;

	entries[0]->n_any_of = 1;
	entries[0]->any_of = (const char *[]){"s0"};
	step->n_requires = 1;
	step->requires = entries;
	bytes = message_pack(*state, &roadmap->base);
	for (size_t i = 0; i < bytes.size * 8; i++) {
		struct arena *arena = arena_new();
		struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
		uint8_t *copy = arena_alloc(arena, bytes.size);
		const struct roadmap *read;
		const Pb__Roadmap *arrived;

		memcpy(copy, bytes.data, bytes.size);
		copy[i / 8] ^= (uint8_t)(1U << (i % 8));
		arrived = message_unpack(&pb__roadmap__descriptor, arena,
		    (struct bytes){copy, bytes.size});
		read = arrived != NULL ? document_read(arrived, arena, faults) : NULL;
		assert_int_equal(read != NULL, arrived != NULL && faults->n == 0);
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    document_test(a_sound_message_becomes_a_roadmap),
	    document_test(an_empty_message_is_refused),
	    document_test(a_step_of_nothing_but_zeros_is_refused),
	    document_test(invalid_utf8_is_refused_in_every_text),
	    document_test(a_resource_with_a_script_for_a_url_is_refused),
	    document_test(a_kind_unknown_here_is_refused),
	    document_test(half_an_option_is_refused),
	    document_test(too_many_steps_cost_no_memory),
	    document_test(too_long_lists_are_refused),
	    document_test(bytes_flipped_on_the_way_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
