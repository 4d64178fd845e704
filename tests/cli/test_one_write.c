/* `roadmap done` against a daemon that sees what comes in one write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "pretend.h"

static char output[1024];

static int
set_up(void **state)
{
	(void)state;
	setenv("LC_ALL", "C", 1);
	setenv("TZ", "UTC0", 1);
	pretend_begin();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	pretend_end();
	return 0;
}

/* The exit status of it; all that it says is in the output. */
static int
run(const char *script, const char *arguments)
{
	char line[512];
	FILE *file;
	size_t n;

	pretend(script);
	snprintf(line, sizeof(line), "HOME=/nonexistent \"$ROADMAP\" %s 2>&1 </dev/null",
	    arguments);
	file = popen(line, "r");
	assert_non_null(file);
	n = fread(output, 1, sizeof(output) - 1, file);
	output[n] = '\0';
	return WEXITSTATUS(pclose(file));
}

static const char done[] = "x Done: Knead  knead\n"
			   "Baker 50 %\n";
static const char then[] = "\n"
			   "Next  Bake  bake, 1 h\n"
			   "      it is hot\n"
			   "\n"
			   "      roadmap start bake\n";

static void
what_is_next_is_asked_in_the_same_write(void **state)
{
	char both[sizeof(done) + sizeof(then)];

	(void)state;
	snprintf(both, sizeof(both), "%s%s", done, then);
	assert_int_equal(run("(tsx)", "done knead"), 0);
	assert_string_equal(output, both);
}

static void
the_answers_may_come_byte_by_byte(void **state)
{
	(void)state;
	assert_int_equal(run("(btsx)", "done knead"), 0);
	assert_memory_equal(output, done, sizeof(done) - 1);
	assert_string_equal(output + sizeof(done) - 1, then);
}

static void
a_refusal_is_told_and_what_is_next_is_not(void **state)
{
	(void)state;
	assert_int_equal(run("(trx)", "done gti"), 1);
	assert_string_equal(output, "roadmap: no step 'gti'\n"
				    "  git-basics\n");
}

static void
what_is_next_may_be_refused(void **state)
{
	(void)state;
	assert_int_equal(run("(tsr)", "done knead"), 0);
	assert_string_equal(output, done);
}

static void
a_connection_that_ends_between_the_answers_is_made_again(void **state)
{
	(void)state;
	assert_int_equal(run("(tsc)x", "done knead"), 0);
	assert_memory_equal(output, done, sizeof(done) - 1);
	assert_string_equal(output + sizeof(done) - 1, then);
}

static void
json_is_of_what_was_done_and_nothing_else_is_asked(void **state)
{
	(void)state;
	assert_int_equal(run("(ts)", "done knead --json"), 0);
	assert_non_null(strstr(output, "\"title\": \"Knead\""));
	assert_null(strstr(output, "bake"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_is_next_is_asked_in_the_same_write),
	    TEST(the_answers_may_come_byte_by_byte),
	    TEST(a_refusal_is_told_and_what_is_next_is_not),
	    TEST(what_is_next_may_be_refused),
	    TEST(a_connection_that_ends_between_the_answers_is_made_again),
	    TEST(json_is_of_what_was_done_and_nothing_else_is_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
