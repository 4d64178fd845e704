/* What is left of a message when it is gone: parts of its bytes, and a roadmap with its own texts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "document/document.h"
#include "document/document_parts.h"
#include "pottery.h"
#include "roadmap_message.h"
#include "support/random_roadmap.h"

enum {
	ROUNDS = 200,
};

static void
expect_same(struct arena *arena, const void *a, const void *b)
{
	struct bytes left = message_pack(arena, a), right = message_pack(arena, b);

	assert_int_equal(left.size, right.size);
	assert_memory_equal(left.data, right.data, left.size);
}

/* With all that a message may hold beside its steps. */
static Pb__Roadmap *
rich(Pb__Roadmap *message, struct arena *arena)
{
	Pb__Pathway *pathway = message_new(&pb__pathway__descriptor, arena);

	pathway->id = "steady";
	pathway->title = "Five hours a week";
	pathway->minutes_per_week = 300;
	message->summary = "From clay to vase.";
	message->n_pathways = 1;
	message->pathways = arena_array(arena, 1, sizeof(Pb__Pathway *));
	message->pathways[0] = pathway;
	message->phases[0]->summary = "By hand.";
	message->phases[0]->steps[0]->summary = "Wedge it first.";
	message->phases[0]->steps[0]->guessed = true;
	return message;
}

static Pb__Roadmap *
random_message(uint64_t seed, struct arena *arena)
{
	struct random_source source = {seed};
	struct random_shape shape = {1 + random_below(&source, 60), 3, 3, 3};

	return roadmap_message(random_roadmap(&source, &shape, arena), arena);
}

static void
expect_parts(Pb__Roadmap *message, struct arena *arena)
{
	struct document_parts parts;
	uint32_t n_steps = 0, step = 0;

	for (size_t i = 0; i < message->n_phases; i++)
		n_steps += (uint32_t)message->phases[i]->n_steps;
	parts = document_parts_find(message_pack(arena, &message->base), n_steps, arena);
	expect_same(arena, document_parts_all(&parts, arena), message);
	for (size_t i = 0; i < message->n_phases; i++)
		for (size_t k = 0; k < message->phases[i]->n_steps; k++)
			expect_same(arena, document_parts_step(&parts, step++, arena),
			    message->phases[i]->steps[k]);
	message->n_phases = 0;
	expect_same(arena, parts.head, message);
}

static void
the_parts_are_the_message(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	expect_parts(rich(pottery_roadmap(arena), arena), arena);
	for (uint64_t seed = 0; seed < ROUNDS; seed++) {
		expect_parts(random_message(seed, arena), arena);
		arena_reset(arena);
	}
	arena_free(arena);
}

/* Every text of a roadmap, and what is resolved of it. */
static const char *
tell(const struct roadmap *roadmap, struct arena *arena)
{
	char *text = arena_printf(arena, "%s %s\n", roadmap->id, roadmap->title);
	uint32_t i, k;

	for (i = 0; i < roadmap->n_phases; i++)
		text = arena_printf(arena, "%s%s %s\n", text, roadmap->phases[i].id,
		    roadmap->phases[i].title);
	for (i = 0; i < roadmap->n_choices; i++)
		for (k = 0; k < roadmap->choices[i].n_options; k++)
			text = arena_printf(arena, "%s%s %s %s %s\n", text, roadmap->choices[i].id,
			    roadmap->choices[i].title, roadmap->choices[i].options[k].id,
			    roadmap->choices[i].options[k].title);
	for (i = 0; i < roadmap->n_steps; i++) {
		const struct roadmap_step *step = &roadmap->steps[i];

		text = arena_printf(arena, "%s%s %s '%s' '%s' %d", text, step->id, step->title,
		    step->choice_id, step->option_id, step->guessed);
		for (k = 0; k < step->n_needs; k++)
			text = arena_printf(arena, "%s %u", text, step->needs[k].any[0]);
		for (k = 0; k < step->n_skills; k++)
			text = arena_printf(arena, "%s %s", text, step->skills[k]);
		for (k = 0; k < step->n_items; k++)
			text = arena_printf(arena, "%s %s=%s", text, step->items[k].id,
			    step->items[k].title);
	}
	return text;
}

static void
expect_owned(const Pb__Roadmap *original, struct arena *arena)
{
	struct bytes bytes = message_pack(arena, &original->base);
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	struct arena *scratch = arena_new();
	Pb__Roadmap *message = message_unpack(&pb__roadmap__descriptor, scratch, bytes);
	struct roadmap *roadmap = document_read(message, arena, faults);
	const char *before;

	assert_non_null(roadmap);
	before = tell(roadmap, arena);
	document_own(roadmap, arena);
	arena_free(scratch);
	assert_string_equal(tell(roadmap, arena), before);
}

static void
a_roadmap_that_owns_its_texts_outlives_the_message(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	expect_owned(rich(pottery_roadmap(arena), arena), arena);
	for (uint64_t seed = 0; seed < ROUNDS; seed++) {
		expect_owned(random_message(seed, arena), arena);
		arena_reset(arena);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_parts_are_the_message),
	    cmocka_unit_test(a_roadmap_that_owns_its_texts_outlives_the_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
