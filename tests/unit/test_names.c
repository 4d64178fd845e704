/* Names that differ in their first bytes, only after them, or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/names.h"
#include "support/random_roadmap.h"

enum {
	ROUNDS = 300,
	THINGS_MAX = 60,
	LENGTH_MAX = 20,
};

struct thing {
	const char *id;
	uint32_t mark;
};

/* Of few letters, one of them beyond ASCII, and often with a long beginning that others have. */
static const char *
random_id(struct random_source *source, struct arena *arena)
{
	static const char letters[] = "a-z\xc3\xbf";
	const char *begin = random_below(source, 3) == 0 ? "docker-and-" : "";
	uint32_t length = random_below(source, 2) == 0 ? random_below(source, 4)
						       : random_below(source, LENGTH_MAX);
	char *id = arena_alloc(arena, strlen(begin) + length + 1);

	strcpy(id, begin);
	for (uint32_t i = 0; i < length; i++)
		id[strlen(begin) + i] = letters[random_below(source, sizeof(letters) - 1)];
	return id;
}

static uint32_t
find_one_by_one(const struct thing *things, uint32_t n, const char *id)
{
	for (uint32_t i = 0; i < n; i++)
		if (strcmp(things[i].id, id) == 0)
			return i;
	return UINT32_MAX;
}

static void
expect_order(const struct names *names)
{
	for (uint32_t i = 1; i < names->n; i++) {
		const struct name *a = &names->list[i - 1], *b = &names->list[i];
		int order = strcmp(a->id, b->id);

		assert_true(order < 0 || (order == 0 && a->index < b->index));
	}
}

static void
names_are_in_the_order_of_strcmp_and_each_is_found(void **state)
{
	struct arena *arena = arena_new();
	struct random_source source = {7};

	(void)state;
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct thing things[THINGS_MAX];
		uint32_t n = random_below(&source, THINGS_MAX);
		struct names names;

		for (uint32_t i = 0; i < n; i++)
			things[i] = (struct thing){random_id(&source, arena), i};
		names = names_make(things, n, sizeof(things[0]), arena);
		assert_int_equal(names.n, n);
		expect_order(&names);
		for (uint32_t i = 0; i < n; i++)
			assert_int_equal(names_find(&names, things[i].id),
			    find_one_by_one(things, n, things[i].id));
		for (uint32_t i = 0; i < THINGS_MAX; i++) {
			const char *id = random_id(&source, arena);

			assert_int_equal(names_find(&names, id), find_one_by_one(things, n, id));
		}
		arena_reset(arena);
	}
	arena_free(arena);
}

static void
a_near_miss_is_told(void **state)
{
	static const struct thing things[] = {{"make-a-bowl", 0}, {"make-a-vase", 1}, {"", 2}};
	struct arena *arena = arena_new();
	struct names names = names_make(things, 3, sizeof(things[0]), arena);

	(void)state;
	assert_string_equal(names_near(&names, "make-a-vasse"), "make-a-vase");
	assert_null(names_near(&names, "throw-it-away"));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_are_in_the_order_of_strcmp_and_each_is_found),
	    cmocka_unit_test(a_near_miss_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
