/*
 * The story, with every call of SQLite to the disk and for memory failing once. Each request either
 * does what it does without faults, or is refused with UNAVAILABLE and nothing has changed; when
 * the fault has passed, the same engine does it.
 *
 * A request is repeated with the next call failing until none is left to fail. One that succeeds in
 * spite of its fault cannot be repeated: then the whole story is told again, from there on.
 *
 * FAULT_STRIDE in the environment is the distance of the memory faults that are tried; 1 is all.
 */
#include <ctype.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk.h"
#include "shim.h"
#include "store/store.h"
#include "story.h"

enum {
	FAULT_LINES_MAX = 100,
	FAULT_STRIDE = 53,
	FAULT_START_S = 1767225600,
	FAULT_LINE_S = 1000,
};

/* How the calls fail. */
struct fault_way {
	const char *name;
	bool memory, is_full, lasts; /* it fails from there on, until it is healed */
};

/* What a line does when nothing fails. */
struct fault_line {
	enum err_code code;
	struct bytes response;
	const char *before, *after; /* the database */
	unsigned next;              /* the call that is to fail next, or 0: none is left */
};

struct fault {
	struct desk *desk;
	const struct fault_way *way;
	struct story_line *lines;
	size_t n_lines;
	struct arena *arena; /* of the lines */
	struct fault_line expected[FAULT_LINES_MAX];
	unsigned opening; /* the call of an opening that is to fail next, or 0 */
	unsigned stride, faults, refusals;
};

static char fault_where[160];
static unsigned fault_total, fault_total_refusals;

/* An abort of the engine is a finding: it says where. */
static void
fault_aborted(int signal)
{
	(void)signal;
	(void)!write(STDERR_FILENO, fault_where, strlen(fault_where));
	_exit(1);
}

/* UUIDs are random. */
static void
fault_mask(uint8_t *bytes, size_t size)
{
	static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	const size_t length = sizeof(shape) - 1;

	for (size_t at = 0; at + length <= size; at++) {
		size_t i = 0;

		while (i < length &&
		       (shape[i] == '-' ? bytes[at + i] == '-' : isxdigit(bytes[at + i]) != 0))
			i++;
		if (i == length)
			memcpy(bytes + at, shape, length);
	}
}

static const char *
fault_state(struct fault *fault, struct arena *arena)
{
	struct desk *desk = fault->desk;
	char *state = arena_printf(arena, "%s%d actions, %d roadmaps", desk_dump(desk),
	    (int)desk_number(desk, "SELECT count(*) FROM action"),
	    (int)desk_number(desk, "SELECT count(*) FROM roadmap"));

	fault_mask((uint8_t *)state, strlen(state));
	return state;
}

static bool
fault_is(const struct story_line *line, const char *service, const char *method)
{
	return strcmp(line->service, service) == 0 && strcmp(line->method, method) == 0;
}

static enum err_code
fault_ask(struct fault *fault, size_t i)
{
	const struct story_line *line = &fault->lines[i];
	struct desk *desk = fault->desk;
	enum err_code code;

	desk->now_us = (int64_t)(FAULT_START_S + (int64_t)i * FAULT_LINE_S) * 1000000;
	code = desk_call(desk, line->service, line->method, line->request, NULL);
	if (desk->last.response.data != NULL)
		fault_mask((uint8_t *)desk->last.response.data, desk->last.response.size);
	return code;
}

static void
fault_arm(struct fault *fault, unsigned at)
{
	struct shim_fault armed = {.at = at, .n = fault->way->lasts ? UINT32_MAX : 1};

	shim_heal();
	shim.is_full = fault->way->is_full;
	*(fault->way->memory ? &shim.memory : &shim.io) = armed;
}

/* How often it struck; no fault from now on. */
static unsigned
fault_disarm(struct fault *fault)
{
	const unsigned failed = shim.io.failed + shim.memory.failed;

	shim_heal();
	fault->faults += failed > 0;
	return failed;
}

/* The path has a random part, and the start its moment. */
static bool
fault_can_compare(const struct story_line *line)
{
	return !fault_is(line, "Admin", "Hello") && !fault_is(line, "Enrollment", "Upgrade") &&
	       !fault_is(line, "Admin", "Check") && !fault_is(line, "Event", "Watch") &&
	       !fault_is(line, "Admin", "Backup") && !fault_is(line, "Admin", "Export");
}

static void
fault_expect_done(struct fault *fault, size_t i, enum err_code code)
{
	const struct fault_line *expected = &fault->expected[i];
	const struct bytes response = fault->desk->last.response;

	if (code != expected->code)
		fail_msg("%s: %d '%s', not %d", fault_where, (int)code, fault->desk->text,
		    (int)expected->code);
	if (fault_can_compare(&fault->lines[i]) &&
	    (response.size != expected->response.size ||
		memcmp(response.data, expected->response.data, response.size) != 0))
		fail_msg("%s: the answer is another", fault_where);
	if (strcmp(fault_state(fault, fault->desk->arena), expected->after) != 0)
		fail_msg("%s: it was acknowledged, and the database is\n%s", fault_where,
		    fault_state(fault, fault->desk->arena));
}

static void
fault_expect_refused(struct fault *fault, size_t i, enum err_code code)
{
	const char *state = fault_state(fault, fault->desk->arena);

	fault->refusals++;
	/* SQLite's check of a copy does not tell a page that cannot be read from a damaged one. */
	if (code != ERR_UNAVAILABLE &&
	    !(code == ERR_DATA_LOSS && strstr(fault->desk->text, "the copy") != NULL))
		fail_msg("%s: %d '%s'", fault_where, (int)code, fault->desk->text);
	if (strcmp(state, fault->expected[i].before) != 0)
		fail_msg("%s: refused ('%s'), and the database is\n%s\nnot\n%s", fault_where,
		    fault->desk->text, state, fault->expected[i].before);
}

/* A line, with faults until it is done. */
static void
fault_tell_line(struct fault *fault, size_t i)
{
	struct fault_line *line = &fault->expected[i];
	unsigned failed = 0, before = 0;
	enum err_code code;

	do {
		snprintf(fault_where, sizeof(fault_where), "%s, line %zu (%s.%s), call %u\n",
		    fault->way->name, i, fault->lines[i].service, fault->lines[i].method,
		    line->next);
		fault_arm(fault, line->next);
		code = fault_ask(fault, i);
		failed = fault_disarm(fault);
		before = line->next;
		if (line->next != 0)
			line->next = failed > 0 ? line->next + fault->stride : 0;
		if (failed == 0 || code == line->code)
			break;
		fault_expect_refused(fault, i, code);
		arena_reset(fault->desk->arena);
	} while (before != 0);
	fault_expect_done(fault, i, code);
	arena_reset(fault->desk->arena);
}

/* Closing and opening, with faults in both. */
static void
fault_reopen(struct fault *fault)
{
	struct desk *desk = fault->desk;
	struct err err = ERR_NONE;

	snprintf(fault_where, sizeof(fault_where), "%s, opening, call %u\n", fault->way->name,
	    fault->opening);
	fault_arm(fault, fault->opening);
	engine_close(desk->engine);
	desk->engine = engine_open(desk->path, &err);
	if (fault_disarm(fault) == 0)
		fault->opening = 0;
	else
		fault->opening += fault->stride;
	if (desk->engine != NULL)
		return;
	fault->refusals++;
	if (err.code != ERR_UNAVAILABLE || err.text[0] == '\0')
		fail_msg("%s: %d '%s'", fault_where, (int)err.code, err.text);
	desk->engine = engine_open(desk->path, &err);
	if (desk->engine == NULL)
		fail_msg("%s: the fault has passed: %s", fault_where, err.text);
}

static void
fault_begin(struct fault *fault)
{
	void *state;

	desk_setup(&state);
	fault->desk = state;
}

static void
fault_end(struct fault *fault)
{
	void *state = fault->desk;

	desk_teardown(&state);
}

/* Without faults: what is to come. */
static void
fault_rehearse(struct fault *fault)
{
	size_t refused = 0;

	fault_begin(fault);
	for (size_t i = 0; i < fault->n_lines; i++) {
		struct fault_line *line = &fault->expected[i];
		uint8_t *copy;

		line->before = fault_state(fault, fault->arena);
		line->code = fault_ask(fault, i);
		line->after = fault_state(fault, fault->arena);
		line->next = 1;
		copy = arena_alloc(fault->arena, fault->desk->last.response.size);
		if (fault->desk->last.response.size > 0)
			memcpy(copy, fault->desk->last.response.data,
			    fault->desk->last.response.size);
		line->response = (struct bytes){copy, fault->desk->last.response.size};
		refused += line->code != ERR_OK;
	}
	fault_end(fault);
	/* A new rpc wants a line in story.c with which it does something. */
	assert_in_range(refused, 1, fault->n_lines / 10);
}

static bool
fault_is_left(const struct fault *fault)
{
	for (size_t i = 0; i < fault->n_lines; i++)
		if (fault->expected[i].next != 0)
			return true;
	return fault->opening != 0;
}

static void
fault_story(const struct fault_way *way)
{
	static struct fault fault;
	const char *stride = getenv("FAULT_STRIDE");
	unsigned told = 0;

	fault = (struct fault){.way = way, .arena = arena_new(), .opening = 1, .stride = 1};
	if (way->memory)
		fault.stride = stride != NULL ? (unsigned)atoi(stride) : FAULT_STRIDE;
	fault.n_lines = story_tell(fault.arena, &fault.lines);
	fault_rehearse(&fault);
	for (; fault_is_left(&fault); told++) {
		fault_begin(&fault);
		for (size_t i = 0; i < fault.n_lines; i++) {
			fault_tell_line(&fault, i);
			if (fault.opening != 0)
				fault_reopen(&fault);
		}
		assert_int_equal(desk_number(fault.desk,
				     "SELECT count(*) FROM pragma_integrity_check "
				     "WHERE integrity_check <> 'ok'"),
		    0);
		fault_end(&fault);
	}
	printf("%s: %u faults injected, %u refusals, the story told %u times\n", way->name,
	    fault.faults, fault.refusals, told);
	fault_total += fault.faults;
	fault_total_refusals += fault.refusals;
	arena_free(fault.arena);
}

static void
a_call_to_the_disk_that_fails_once_loses_nothing(void **state)
{
	static const struct fault_way way = {.name = "input and output errors, one at a time"};

	(void)state;
	fault_story(&way);
}

static void
a_disk_that_fails_until_it_is_healed_loses_nothing(void **state)
{
	static const struct fault_way way = {.name = "input and output errors that last",
	    .lasts = true};

	(void)state;
	fault_story(&way);
}

static void
a_full_disk_loses_nothing(void **state)
{
	static const struct fault_way way = {.name = "a full disk", .is_full = true, .lasts = true};

	(void)state;
	fault_story(&way);
}

static void
no_memory_for_one_thing_loses_nothing(void **state)
{
	static const struct fault_way way = {.name = "no memory, once", .memory = true};

	(void)state;
	fault_story(&way);
}

static void
no_memory_for_a_while_loses_nothing(void **state)
{
	static const struct fault_way way = {.name = "no memory for a while",
	    .memory = true,
	    .lasts = true};

	(void)state;
	fault_story(&way);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_call_to_the_disk_that_fails_once_loses_nothing),
	    cmocka_unit_test(a_disk_that_fails_until_it_is_healed_loses_nothing),
	    cmocka_unit_test(a_full_disk_loses_nothing),
	    cmocka_unit_test(no_memory_for_one_thing_loses_nothing),
	    cmocka_unit_test(no_memory_for_a_while_loses_nothing),
	};
	int failed;

	signal(SIGABRT, fault_aborted);
	shim_install();
	shim_be_tight();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	if (failed == 0)
		printf("%u faults injected, %u requests refused and none half done\n", fault_total,
		    fault_total_refusals);
	return failed;
}
