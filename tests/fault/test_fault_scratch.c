/*
 * An export that comes back is laid into a scratch database, by statements made for it: each call
 * for memory of those fails once. The story tries only some, for most are of the migrations.
 */
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "shim.h"
#include "store/store_archive.h"

static enum err_code
scratch_fill(struct store_scratch *scratch, struct err *err)
{
	static const char *columns[] = {"name", "value"};
	const struct store_value values[] = {
	    {STORE_TEXT, 0, {"left", 4}},
	    {STORE_TEXT, 0, {"some", 4}},
	};
	enum err_code code = store_scratch_table(scratch, "setting", columns, 2, err);

	return code == ERR_OK ? store_scratch_row(scratch, values, 2, err) : code;
}

static void
no_memory_for_a_table_is_told_and_it_can_be_filled_afterwards(void **state)
{
	const bool lasts[] = {false, true};
	unsigned faults = 0;

	(void)state;
	for (unsigned way = 0; way < 2; way++) {
		unsigned failed = 1;

		for (unsigned at = 1; failed > 0; at++) {
			struct err err = ERR_NONE;
			struct store_scratch *scratch = store_scratch_open(store_schema(), &err);
			enum err_code code;

			assert_non_null(scratch);
			shim.memory =
			    (struct shim_fault){.at = at, .n = lasts[way] ? UINT32_MAX : 1};
			code = scratch_fill(scratch, &err);
			failed = shim.memory.failed;
			shim_heal();
			faults += failed > 0;
			if (code != ERR_OK && code != ERR_UNAVAILABLE)
				fail_msg("call %u: %d '%s'", at, (int)code, err.text);
			if (code != ERR_OK && scratch_fill(scratch, &err) != ERR_OK)
				fail_msg("call %u, when it has passed: %s", at, err.text);
			store_scratch_close(scratch);
		}
	}
	printf("%u calls for memory failed\n", faults);
	assert_true(faults > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_memory_for_a_table_is_told_and_it_can_be_filled_afterwards),
	};

	shim_install();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
