/*
 * Faults in a batch: each request that was kept is there if and only if the commit of its batch
 * succeeded, each that was refused is not, and what was told is what is on the disk.
 */
#include <string.h>

#include "desk.h"
#include "shim.h"

enum {
	SHARED_WRITES = 4,
};

struct shared {
	struct desk *desk;
	unsigned round;
	/* of the requests of a round: */
	bool is_kept[SHARED_WRITES], is_told[SHARED_WRITES], is_there[SHARED_WRITES];
	unsigned n_asked, faults, lost;
};

/* All that were kept so far, and not told of yet, have this fate. */
static void
shared_committed(void *arg, enum err_code code, const char *text)
{
	struct shared *shared = arg;

	(void)text;
	for (unsigned i = 0; i < shared->n_asked; i++) {
		if (!shared->is_kept[i] || shared->is_told[i])
			continue;
		shared->is_told[i] = true;
		shared->is_there[i] = code == ERR_OK;
		shared->lost += code != ERR_OK;
	}
}

static void
shared_ask(struct shared *shared)
{
	struct desk *desk = shared->desk;
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;

	note.step = "clay";
	for (unsigned i = 0; i < SHARED_WRITES; i++) {
		enum err_code code;

		note.text = arena_printf(desk->arena, "%u %u", shared->round, i);
		code = desk_call(desk, "Step", "Note", &note, NULL);
		shared->is_kept[i] = code == ERR_OK;
		shared->n_asked = i + 1;
		assert_true(code == ERR_OK || code == ERR_UNAVAILABLE);
	}
}

/* A round with a fault at this call. False if there was none left to fail. */
static bool
shared_round(struct shared *shared, struct shim_fault *fault, unsigned at)
{
	struct desk *desk = shared->desk;
	struct err err = ERR_NONE;
	bool failed;

	shared->round = at;
	shared->n_asked = 0;
	memset(shared->is_told, 0, sizeof(shared->is_told));
	memset(shared->is_there, 0, sizeof(shared->is_there));
	*fault = (struct shim_fault){.at = at, .n = 1};
	shared_ask(shared);
	(void)engine_commit(desk->engine, &err);
	failed = fault->failed > 0;
	shim_heal();
	shared->faults += failed;
	for (unsigned i = 0; i < SHARED_WRITES; i++) {
		const int there = (int)desk_number(desk,
		    arena_printf(desk->arena, "SELECT count(*) FROM note WHERE text = '%u %u'", at,
			i));

		assert_int_equal(shared->is_told[i], shared->is_kept[i]);
		if (there != shared->is_there[i])
			fail_msg("call %u: note %u is %sthere", at, i, there ? "" : "not ");
	}
	/* The engine goes on, and there is room for the next. */
	desk->shares = false;
	while (desk_number(desk, "SELECT count(*) FROM note") > 0) {
		Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;

		assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	}
	desk->shares = true;
	arena_reset(desk->arena);
	return failed;
}

static void
shared_rounds(struct desk *desk, struct shim_fault *fault, const char *name, unsigned stride)
{
	struct shared shared = {.desk = desk};
	unsigned at = 1;

	engine_on_commit(desk->engine, shared_committed, &shared);
	desk->shares = true;
	while (shared_round(&shared, fault, at))
		at += stride;
	printf("%s: %u faults injected into batches of %d, %u requests lost with their batch\n",
	    name, shared.faults, SHARED_WRITES, shared.lost);
	assert_true(shared.faults > 10);
	assert_true(shared.lost > 0);
}

static void
what_a_failing_disk_takes_of_a_batch_is_told(void **state)
{
	shared_rounds(*state, &shim.io, "input and output errors", 1);
}

static void
what_a_want_of_memory_takes_of_a_batch_is_told(void **state)
{
	shared_rounds(*state, &shim.memory, "no memory", 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_a_failing_disk_takes_of_a_batch_is_told),
	    TEST(what_a_want_of_memory_takes_of_a_batch_is_told),
	};

	shim_install();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
