#include <ctype.h>
#include <string.h>

#include "desk.h"
#include "engine/uuid.h"

enum {
	ROUNDS = 500,
	COMMON = 3, /* digits */
};

static void
expect_uuid(const char *id)
{
	static const char form[] = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";

	assert_int_equal(strlen(id), strlen(form));
	for (size_t i = 0; form[i] != '\0'; i++) {
		if (form[i] == 'x')
			assert_true(isxdigit((unsigned char)id[i]) && !isupper(id[i]));
		else if (form[i] == 'y')
			assert_non_null(strchr("89ab", id[i]));
		else
			assert_int_equal(id[i], form[i]);
	}
}

static void
an_id_is_a_random_uuid_and_no_other_is_the_same(void **state)
{
	struct uuid_source source = {.left = 0};
	struct arena *arena = arena_new();
	const char *ids[ROUNDS];

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		if (i % 7 == 0)
			uuid_begin(&source);
		ids[i] = uuid_new(&source, arena);
		expect_uuid(ids[i]);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(ids[i] + COMMON, ids[k] + COMMON);
	}
	arena_free(arena);
}

static void
the_digits_of_an_id_are_spread_evenly(void **state)
{
	struct uuid_source source = {.left = 0};
	struct arena *arena = arena_new();
	unsigned counts[16] = {0};

	(void)state;
	for (size_t i = 0; i < 1600; i++) {
		const char *id;

		uuid_begin(&source);
		id = uuid_new(&source, arena);
		counts[strcspn("0123456789abcdef", (char[]){id[i % 8], '\0'})]++;
	}
	/* 100 each: ten deviations away */
	for (size_t i = 0; i < 16; i++)
		assert_in_range(counts[i], 3, 200);
	arena_free(arena);
}

static const char *
set_id(struct desk *desk, Pb__Status status)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	Pb__StepSetReply *reply;
	const char *step = "clay";

	request.steps = &step;
	request.n_steps = 1;
	request.status = status;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, &reply), ERR_OK);
	return reply->action_id;
}

static void
the_ids_of_a_commit_begin_alike_and_those_of_others_do_not(void **state)
{
	struct desk *desk = *state;
	struct err err = ERR_NONE;
	char first[COMMON + 1] = "";
	unsigned same = 0;

	desk->shares = true;
	for (unsigned i = 0; i < 40; i++) {
		const char *id = set_id(desk, PB__STATUS__STATUS_DONE);

		same += strncmp(id, first, COMMON) == 0;
		memcpy(first, id, COMMON);
		id = set_id(desk, PB__STATUS__STATUS_TODO);
		assert_memory_equal(id, first, COMMON);
		assert_int_equal(engine_commit(desk->engine, &err), ERR_OK);
	}
	assert_in_range(same, 0, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_id_is_a_random_uuid_and_no_other_is_the_same),
	    cmocka_unit_test(the_digits_of_an_id_are_spread_evenly),
	    cmocka_unit_test_setup_teardown(
		the_ids_of_a_commit_begin_alike_and_those_of_others_do_not, desk_setup_enrolled,
		desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
