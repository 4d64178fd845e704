#include "support/roadmap_fixture.h"

int
roadmap_fixture_setup(void **state)
{
	struct arena *arena = arena_new();
	struct fixture *fixture = arena_alloc(arena, sizeof(*fixture));

	fixture->arena = arena;
	*state = fixture;
	return 0;
}

int
roadmap_fixture_teardown(void **state)
{
	struct fixture *fixture = *state;

	arena_free(fixture->arena);
	return 0;
}

bool
roadmap_fixture_check(struct fixture *fixture)
{
	fixture->faults.n = 0;
	fixture->faults.more = false;
	return roadmap_check(fixture->roadmap, fixture->arena, &fixture->faults);
}

bool
roadmap_fixture_make(struct fixture *fixture, const struct small_step *steps, size_t n)
{
	fixture->roadmap = small_roadmap(steps, (uint32_t)n, fixture->arena);
	return roadmap_fixture_check(fixture);
}
